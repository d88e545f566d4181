"""Cuts a text into what it is looked up by: words, characters, sounds, and neighbouring pairs of the last two.

Owns how a term becomes a 64-bit key. Knows nothing of postings, of ranking, or of insurance.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Keys = NDArray[np.uint64]

FIELD_BITS = 61
_UNKNOWN_SOUND = 0xFFFF


class Cutter(Protocol):
    """Whatever can cut a text into words."""

    def cut(self, text: str) -> Sequence[str]: ...


class Pronouncer(Protocol):
    """Whatever can tell how a text is read: one toneless syllable a character, other characters as they are."""

    def syllables(self, text: str) -> Sequence[str]: ...


class Field(IntEnum):
    """The kinds of term; the value is the key's top bits, so that the terms of one field lie together."""

    WORD = 0
    PAIR = 1
    CHARACTER = 2
    SOUND_PAIR = 3
    SOUND = 4


def fold(text: str) -> str:
    """Return letters, digits and characters only: compatibility forms unified, lower case, no spaces or marks."""
    if not text.isalnum() or not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(filter(str.isalnum, text.lower()))


def characters(folded: Iterable[str]) -> Codes:
    """Return the code points of all texts, one after the other."""
    return np.frombuffer("".join(folded).encode("utf-32-le", "surrogatepass"), dtype="<u4")


def word_key(word: str) -> int:
    """Return the key of a word: 61 bits of a hash that is the same on every machine."""
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 3 | Field.WORD << FIELD_BITS


def single_keys(codes: NDArray[Any], field: Field) -> Keys:
    """Return one key for each code."""
    return codes.astype(np.uint64) | np.uint64(field << FIELD_BITS)


def pair_keys(first: NDArray[Any], second: NDArray[Any], field: Field) -> Keys:
    """Return one key for each two neighbours."""
    wide = first.astype(np.uint64) << np.uint64(21) | second.astype(np.uint64)
    return wide | np.uint64(field << FIELD_BITS)


def cut_words(folded: str, words: Cutter) -> list[str]:
    """Return the words of a folded text, without what folds to nothing."""
    return [word for word in words.cut(folded) if word.strip()]


def sound_codes(folded: str, pinyin: Pronouncer, known: Mapping[str, int]) -> list[int]:
    """Return the code of each character's syllable, 65535 for one that `known` lacks.

    Raises:
        ValueError: `pinyin` gave more or fewer syllables than there are characters.
    """
    syllables = pinyin.syllables(folded)
    if len(syllables) != len(folded):
        raise ValueError(f"{folded!r}: {len(syllables)} syllables for {len(folded)} characters; expected one for each")
    return [known.get(syllable, _UNKNOWN_SOUND) for syllable in syllables]


@dataclass(frozen=True)
class Analysis:
    """What a query is looked up by: its folded text, its sounds, and its terms.

    `keys` holds each term once and ascends, hence goes by field; `runs` holds the pairs of characters, then the pairs
    of sounds, as they follow each other.
    """

    text: str
    sounds: tuple[int, ...]
    keys: Keys
    runs: tuple[Keys, Keys]


def analyse(query: str, words: Cutter, pinyin: Pronouncer, known_sounds: Mapping[str, int]) -> Analysis:
    """Return the terms of one query."""
    text = fold(query)
    sounds = sound_codes(text, pinyin, known_sounds)
    base = [int(field) << FIELD_BITS for field in Field]
    letters = [ord(letter) for letter in text]
    keys = {word_key(word) for word in cut_words(text, words)}
    keys.update(base[Field.CHARACTER] | letter for letter in letters)
    keys.update(base[Field.SOUND] | sound for sound in sounds)
    pairs = [base[Field.PAIR] | a << 21 | b for a, b in pairwise(letters)]
    sound_pairs = [base[Field.SOUND_PAIR] | a << 21 | b for a, b in pairwise(sounds)]
    keys.update(pairs, sound_pairs)
    runs = np.array(pairs, np.uint64), np.array(sound_pairs, np.uint64)
    return Analysis(text, tuple(sounds), np.array(sorted(keys), np.uint64), runs)


def field_of(keys: NDArray[Any]) -> NDArray[np.intp]:
    """Return the field of each key."""
    return (keys >> np.uint64(FIELD_BITS)).astype(np.intp)
