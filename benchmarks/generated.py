"""Makes as many questions as are asked for out of real ones, the same each time: halves joined, words exchanged."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from benchmarks.language import words


def questions(real: Sequence[str], count: int) -> list[str]:
    """Return `count` different questions; the real ones come first."""
    made = dict.fromkeys(real[:count])
    for text in _endlessly(real):
        if len(made) >= count:
            break
        made.setdefault(text)
    return list(made)


def _endlessly(real: Sequence[str]) -> Iterator[str]:
    chance = random.Random(len(real))
    cut = [words().cut(text) for text in real]
    spoken = [word for found in cut for word in found]
    while True:
        first, second = chance.choice(cut), chance.choice(cut)
        text = first[: -(-len(first) // 2)] + second[len(second) // 2 :]
        text[chance.randrange(len(text))] = chance.choice(spoken)
        yield "".join(text)
