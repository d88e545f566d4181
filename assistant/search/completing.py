"""Completes what is being typed from the beginning of a question: characters, pinyin initials, whole pinyin.

Each partition's places are kept in three orders, so that what begins alike lies together and is found by bisection.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MOST_SEEN = 2_000
_AFTER_ALL = "\U0010ffff"

Arrays = dict[str, NDArray[Any]]


def orders(
    folded: Sequence[str],
    partition_starts: NDArray[np.int64],
    sounds: NDArray[np.uint16],
    syllables: Sequence[str],
    starts: NDArray[np.int64],
) -> Arrays:
    """Return, partition by partition, the places in the order of their text, their initials and their whole pinyin."""
    initials = [syllable[:1] for syllable in syllables]

    def spelled(letters: Sequence[str]) -> Callable[[int], str]:
        return lambda place: "".join([letters[code] for code in sounds[starts[place] : starts[place + 1]].tolist()])

    def ordered(key: Callable[[int], str]) -> NDArray[np.int32]:
        places = np.empty(len(folded), np.int32)
        for first, end in pairwise(partition_starts.tolist()):
            places[first:end] = sorted(range(first, end), key=key)
        return places

    return {
        "by_text": ordered(folded.__getitem__),
        "by_initials": ordered(spelled(initials)),
        "by_spelling": ordered(spelled(syllables)),
    }


class Completions:
    """The three orders of an index, ready to be looked up."""

    def __init__(self, arrays: Arrays, syllables: Sequence[str]) -> None:
        self._arrays = arrays
        self._text, self._sounds, self._starts = arrays["text"], arrays["sounds"], arrays["text_starts"]
        self._syllables = list(syllables)

    def find(self, typed: str, partitions: Sequence[tuple[int, int]], limit: int) -> list[int]:
        """Return up to `limit` places that begin with what was typed (folded), shortest first.

        Args:
            typed: not empty; pinyin counts when it is all ASCII.
            partitions: the first place and the end of each partition that is looked at.
            limit: the most places that are returned.
        """
        found = dict.fromkeys(self._shortest(typed, partitions, "by_text", self._written, limit))
        if typed.isascii():
            found.update(dict.fromkeys(self._shortest(typed, partitions, "by_initials", self._initials, limit)))
            found.update(dict.fromkeys(self._shortest(typed, partitions, "by_spelling", self._spelling, limit)))
        return list(found)[:limit]

    def _shortest(
        self,
        typed: str,
        partitions: Sequence[tuple[int, int]],
        order: str,
        spell: Callable[[int], str],
        limit: int,
    ) -> list[int]:
        """Return what begins so in one order; of very many, the first in order are looked at."""
        places = self._arrays[order]
        pieces = []
        for first, end in partitions:
            start = bisect_left(places, typed, first, end, key=spell)
            stop = bisect_left(places, typed + _AFTER_ALL, start, end, key=spell)
            pieces.append(places[start : min(stop, start + _MOST_SEEN)])
        found = np.concatenate(pieces)
        lengths = self._starts[found + 1] - self._starts[found]
        shortest: list[int] = found[np.argsort(lengths, kind="stable")[:limit]].tolist()
        return shortest

    def _written(self, place: int) -> str:
        codes = self._text[self._starts[place] : self._starts[place + 1]]
        return codes.tobytes().decode("utf-32-le", "surrogatepass")

    def _spoken(self, place: int) -> list[str]:
        codes = self._sounds[self._starts[place] : self._starts[place + 1]].tolist()
        return [self._syllables[code] for code in codes]

    def _initials(self, place: int) -> str:
        return "".join([syllable[:1] for syllable in self._spoken(place)])

    def _spelling(self, place: int) -> str:
        return "".join(self._spoken(place))
