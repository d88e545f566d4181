"""Copies text to where it can be pasted from, and says truly where that is.

A terminal never says whether it took an OSC 52 sequence. So a second press for the same text goes on to
the next means.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from assistant.records.files import for_owner

_DEAF = ("linux", "dumb", "vt100", "vt220")
_TOOLS = (
    ("tmux", ("tmux", "load-buffer", "-w", "-"), "TMUX"),
    ("wl-copy", ("wl-copy",), "WAYLAND_DISPLAY"),
    ("xclip", ("xclip", "-selection", "clipboard"), "DISPLAY"),
    ("xsel", ("xsel", "--clipboard", "--input"), "DISPLAY"),
    ("pbcopy", ("pbcopy",), ""),
    ("clip.exe", ("clip.exe",), ""),
)
_MOST_SECONDS = 2

Means = Callable[[str], str]
"""Copies a text and says where it went; an empty string when it didn't work."""


class Clipboard:
    """The ways out of this terminal, tried in turn."""

    def __init__(self, to_terminal: Callable[[str], None], file: Path, surroundings: Mapping[str, str]) -> None:
        self._to_terminal, self._file = to_terminal, file
        self._surroundings = surroundings
        self._text = ""
        self._left: Iterator[Means] = iter(())

    @classmethod
    def here(cls, to_terminal: Callable[[str], None], file: Path) -> Clipboard:
        """The clipboard of the terminal that this process runs in."""
        return cls(to_terminal, file, os.environ)

    def copy(self, text: str) -> str:
        """Copy by the first means that works and say in Chinese which one it was."""
        if text != self._text:
            self._text, self._left = text, self._means()
        for means in self._left:
            told = means(text)
            if told:
                return told
        self._text = ""
        return "没能复制：终端、系统工具、文件都用不了。"

    def _means(self) -> Iterator[Means]:
        if self._surroundings.get("TERM", "") not in _DEAF and not self._surroundings.get("TMUX"):
            yield self._by_terminal
        for name, command, wanted in _TOOLS:
            if (not wanted or self._surroundings.get(wanted)) and shutil.which(command[0]):
                yield lambda text, name=name, command=command: _by_tool(text, name, command)  # type: ignore[misc]
        yield self._by_file

    def _by_terminal(self, text: str) -> str:
        self._to_terminal(text)
        return "已交给终端的剪贴板（OSC 52）；贴不出来就再按一次，换别的办法。"

    def _by_file(self, text: str) -> str:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(self._file, "w", encoding="utf-8", opener=for_owner) as file:
                file.write(f"{text}\n")
        except OSError:
            return ""
        return f"已写进文件（不在剪贴板里）：{self._file}"


def _by_tool(text: str, name: str, command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=_MOST_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return f"已用系统工具 {name} 复制。" if done.returncode == 0 else ""
