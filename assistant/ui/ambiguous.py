"""Characters that some terminals draw two cells wide and others one: “ ” … × │ █ ·

Screens are laid out with one cell for each. On a terminal that takes two they are drawn as ASCII instead, cell
for cell, so that nothing is pushed aside.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.events import CursorPosition
from textual.filter import LineFilter

VARIABLE = "YIBAO_AMBIGUOUS"
# Some terminals send Shift+F3 as a cursor in the first row.
_ROW = 2
QUESTION = f"\x1b[{_ROW};1H“\x1b[6n"
"""Written to the terminal before anything is drawn, makes it tell where the cursor stands behind such a character."""
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


def said_wide(environment: Mapping[str, str] | None = None) -> bool | None:
    """Whether this terminal draws such characters two cells wide; None where it must be asked.

    The variable says; on Windows, where it doesn't, they are one cell wide.
    """
    said = (os.environ if environment is None else environment).get(VARIABLE, "")
    return said == "wide" if said or os.name != "posix" else None


def answered_wide(answer: CursorPosition) -> bool | None:
    """Whether a terminal that was asked `QUESTION` draws such characters two cells wide; None for another answer."""
    return answer.x == 2 if answer.y == _ROW - 1 else None
