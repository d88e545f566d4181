"""Chinese print: full-width punctuation, nothing unprintable. For all that the program says.

Knows nothing of replies or screens.
"""

from __future__ import annotations

import re

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences: colours, cursor
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # strings: titles, clipboard
    r"|\x1b[ -/]*[0-~]?"
)
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"
    r"\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"  # direction, invisible
)
_CHINESE = "\u3400-\u9fff"
_BRACKETS = re.compile(rf"(?<=[{_CHINESE}》”\d%])\((?P<inner>[^()\n]*[{_CHINESE}\d][^()\n]*)\)")
_HALF_WIDTH = re.compile(rf"(?<=[{_CHINESE}》”’】〉\uff09])[,;:?!]|(?<=[\d%A-Za-z\])])[,;:?!](?=[{_CHINESE}《“【])")
_FULL_WIDTH = {",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "?": "\uff1f", "!": "\uff01"}
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with escape sequences, control and direction characters taken out; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub("", _ESCAPES.sub("", text))
    return _SURROGATES.sub("\ufffd", text).expandtabs(4)


def typeset(text: str) -> str:
    """What the program says, printable, with the full-width punctuation of Chinese print.

    Half-width marks next to Chinese become full-width; those inside numbers and Latin words stay.
    """
    text = _BRACKETS.sub("\uff08\\g<inner>\uff09", printable(text))
    return _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark.group()], text)


def in_title_marks(title: str) -> str:
    """A document's title in title marks; marks inside it become the inner kind."""
    if title.startswith("《") and title.find("》") == len(title) - 1:
        return title
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"
