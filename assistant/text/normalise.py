"""One spelling for every utterance: width, script, punctuation and white space.

Sentence marks come out half width (`, . ? ! : ;`), so do brackets, `%` and the tilde of a range; text comes out
in simplified characters, with the Cantonese ones (嘅 唔 冇 佢 …) kept. Nothing that can move a terminal's cursor
is left, nor a label of something masked. Owns no meaning: fillers and dialect are the lexicon's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from assistant.text.mask_labels import PATTERN

LONGEST_UTTERANCE = 2000

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor movements
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # OSC: titles, links
    r"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?"  # device control and other strings
    r"|\x1b[ -/]*[0-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
_MASKED = re.compile(PATTERN)
_MARKS = str.maketrans({
    "。": ".", "、": ",", "﹐": ",", "﹑": ",", "・": "·", "•": "·", "‧": "·", "∙": "·",
    "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‘": "'", "’": "'",
    "【": "(", "】": ")", "〔": "(", "〕": ")", "〖": "(", "〗": ")", "﹝": "(", "﹞": ")",
    "—": "-", "–": "-", "―": "-", "‐": "-", "‑": "-", "−": "-", "─": "-", "〜": "~", "∼": "~", "～": "~",
    "〇": "零", "○": "零", "◯": "零", "⁄": "/", "∶": ":",
})
# A Chinese comma between two numbers divides a list; only a Latin one may mark thousands.
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)[、，﹑﹐](?=\d)")
# What opencc leaves, takes for another region's standard, or gives a rare character for.
_AFTER_CONVERSION = str.maketrans({
    "𠮶": "嗰", "㖞": "喎", "妳": "你", "牠": "它", "祂": "他", "祇": "只", "衞": "卫", "綫": "线", "鎻": "锁",
})
_INVISIBLE = {"Cf", "Cc", "Co", "Cs", "Cn"}
_PICTURES = {"So", "Sk"}


# 廿三 is 二十三.
_IN_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_TENS = re.compile("[廿卅卌]")


def normalise(raw: str) -> str:
    """Return the utterance in the one spelling that everything after works on.

    Longer ones are cut after `LONGEST_UTTERANCE` characters. The result may be empty.
    """
    text = _visible(_ESCAPES.sub(" ", raw[: LONGEST_UTTERANCE * 4]))
    if "〔" in text:
        text = _MASKED.sub(" ", text)
    text = _BETWEEN_NUMBERS.sub(", ", text)
    text = to_simplified(unicodedata.normalize("NFKC", text).translate(_MARKS))
    text = _TENS.sub(lambda tens: _IN_TENS[tens.group()], text)
    text = re.sub(r"\.{2,}|…+", ",", text)
    text = re.sub(r"([,?!:;~-])\1+", r"\1", text)
    text = re.sub(r"(?<=\d)\s*%", "%", text)
    return re.sub(r"\s+", " ", text).strip()[:LONGEST_UTTERANCE].rstrip()


def to_simplified(text: str) -> str:
    """Return the text in simplified characters; Cantonese characters stay."""
    if text.isascii():
        return text
    converted: str = _converter().convert(text)
    return converted.translate(_AFTER_CONVERSION).replace("甚么", "什么")


def _visible(text: str) -> str:
    """The text with a space for every control, invisible or pictorial character, and for private ones."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in _INVISIBLE:
        return " " if char.isspace() or kind in {"Cc", "Co", "Cs"} else ""
    if (kind in _PICTURES and char not in "○◯") or 0xFE00 <= ord(char) <= 0xFE0F or ord(char) == 0x20E3:
        return " "
    return char


@lru_cache(maxsize=1)
def _converter() -> Any:
    # Imported on first use: start-up is part of every question's time.
    from opencc import OpenCC

    return OpenCC("t2s")
