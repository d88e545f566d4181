"""What was chosen for an utterance. Only data."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialogue.choosing.finding import Found
from assistant.policy.model import Entry, SchemeShape


@dataclass(frozen=True)
class Choice:
    """What was chosen: `entry` and/or `scheme` (None: nothing fits), and why if it was ruled out.

    `other_year` is an entry that fits but for the year asked for; `foreign` tells that only another
    city's documents speak of it. `more` are entries told beside the first one: for further questions in
    the same utterance, and, their ids in `near`, those that fit nearly as well. `asks` is a condition to ask for
    before `entry` is told. `turned` tells that the words surely mean `scheme`, which turns another one round.
    `sentence` is the one of the entry's sentences that tells what is asked, to be told first; with `lacks` it tells
    that this isn't known, and `agrees` is the yes that it amounts to.
    """

    ranked: tuple[Found, ...]
    score: float
    entry: Entry | None = None
    scheme: SchemeShape | None = None
    outside: str | None = None
    other_year: Entry | None = None
    foreign: bool = False
    follows: bool = False
    repeats: bool = False
    more: tuple[Entry, ...] = ()
    asks: str | None = None
    near: frozenset[str] = frozenset()
    turned: bool = False
    sentence: str = ""
    lacks: bool = False
    agrees: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was found to tell, and nothing that rules it out either."""
        told = (self.entry, self.scheme, self.outside, self.other_year)
        return not (any(told) or self.more or self.foreign or self.repeats)
