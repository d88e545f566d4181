"""The words and readings that the benches index and search with: the project's own."""

from __future__ import annotations

from functools import cache

from assistant.text.normalise import normalise
from assistant.text.pinyin import Pinyin
from assistant.text.words import Words


@cache
def words() -> Words:
    """Return the ordinary words, without terms of any field."""
    return Words.build()


@cache
def pinyin() -> Pinyin:
    """Return the readings of characters."""
    return Pinyin.build()


__all__ = ["normalise", "pinyin", "words"]
