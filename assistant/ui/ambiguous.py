"""Characters that some terminals draw two cells wide and others one: “ ” … × │ █ ·

Screens are laid out with one cell for each. On a terminal that takes two they are drawn as ASCII instead, cell
for cell, so that nothing is pushed aside.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
import unicodedata
from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

VARIABLE = "YIBAO_AMBIGUOUS"
_MOST_SECONDS = 0.3
_PLAIN = {
    **dict.fromkeys("“”〝〞", '"'), **dict.fromkeys("‘’", "'"), **dict.fromkeys("…·•", "."),
    **dict.fromkeys("│┃┆┇┊┋║▌▐▎▏▕", "|"), **dict.fromkeys("─━┄┅┈┉═—–―", "-"), **dict.fromkeys("█▇▆▅▓▉", "#"),
    **dict.fromkeys("▒▁▂▃▄", "."), **dict.fromkeys("╭╮╯╰┌┐└┘├┤┬┴┼", "+"), **dict.fromkeys("●★■", "*"),
    "×": "x", "÷": "/", "±": "+", "→": ">", "←": "<", "↑": "^", "↓": "v", "°": "o", "≥": ">", "≤": "<",
}  # fmt: skip
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


class _Plain(dict[int, str]):
    """Each character's stand-in, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(character: str) -> str:
    if unicodedata.east_asian_width(character) != "A":
        return character
    if character in _PLAIN:
        return _PLAIN[character]
    simpler = unicodedata.normalize("NFKD", character)[:1]
    return simpler if simpler.isascii() and simpler else "?"


_TABLE = _Plain()


def unambiguous(text: str) -> str:
    """The text with ASCII for each character of ambiguous width; as many cells as before."""
    return text.translate(_TABLE) if _BEYOND_ASCII.search(text) else text


class Unambiguous(LineFilter):
    """Draws characters of ambiguous width as ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(unambiguous(text), style, control) for text, style, control in segments]


def are_wide(environment: Mapping[str, str] | None = None) -> bool:
    """Whether this terminal draws such characters two cells wide; the variable says, or else it is asked.

    A terminal that doesn't answer at once is taken to draw them one cell wide.
    """
    said = (os.environ if environment is None else environment).get(VARIABLE, "")
    if said:
        return said == "wide"
    if os.name != "posix" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        return _column_behind("“") == 3
    except (OSError, ValueError):
        return False


def _column_behind(character: str) -> int:
    """Where the terminal puts the cursor behind a character at the beginning of a line, counted from 1."""
    import termios
    import tty

    near = sys.stdin.fileno()
    before = termios.tcgetattr(near)
    try:
        tty.setcbreak(near)
        os.write(sys.stdout.fileno(), f"\r{character}\x1b[6n\r\x1b[K".encode())
        found = re.search(rb"\x1b\[\d+;(\d+)R", _answer(near))
    finally:
        termios.tcsetattr(near, termios.TCSADRAIN, before)
    return int(found[1]) if found else 0


def _answer(near: int) -> bytes:
    """What the terminal answers to the question for the cursor's place."""
    answer, end = b"", time.monotonic() + _MOST_SECONDS
    while not answer.endswith(b"R") and time.monotonic() < end:
        if select.select([near], [], [], max(end - time.monotonic(), 0))[0]:
            answer += os.read(near, 64)
    return answer
