"""What the terminal can do: whether a screen can be drawn on it, and Chinese be shown."""

from __future__ import annotations

import os
import sys

import click


def require_drawing_terminal() -> None:
    """Raise a usage error where the terminal can't draw a screen of Chinese, with what to set."""
    if not draws_screens():
        raise click.UsageError("这个终端画不了整屏（TERM 没有设好）；请换一个终端，或先设置 export TERM=xterm-256color")
    require_chinese()


def draws_screens() -> bool:
    """Whether a terminal places what is written on it, or a browser draws (`yibao web`)."""
    named = os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")
    return os.name != "posix" or named or bool(os.environ.get("TEXTUAL_DRIVER"))


def require_chinese() -> None:
    """Raise a usage error where the terminal can't show Chinese, with what to set."""
    import locale

    if os.name != "posix" or os.environ.get("TEXTUAL_DRIVER"):
        return
    if locale.getencoding().lower().replace("-", "") != "utf8":
        raise click.UsageError("这个终端没有设成 UTF-8，显示不了汉字；请先设置 export LC_ALL=C.UTF-8 再打开")


def has_screen() -> bool:
    """Whether a screen can be drawn: on a terminal, or in a browser, for which `yibao web` names Textual's driver."""
    on_terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    return on_terminal or bool(os.environ.get("TEXTUAL_DRIVER"))


def prepare_streams() -> None:
    """Standard output and error take any Chinese, whatever the locale; nothing unprintable stops them.

    A stream that can't say Chinese at all is switched to UTF-8, as is one that no screen reads.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is None or not hasattr(stream, "reconfigure"):
            continue
        try:
            "医保".encode(stream.encoding)
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")
        except (UnicodeEncodeError, LookupError):
            stream.reconfigure(encoding="utf-8", errors="replace")
