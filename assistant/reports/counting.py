"""Counting calls and turns: what was answered, asked back, refused, how fast, for whom.

One pass over the calls, each read once; nothing is kept of them but counts and durations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean, median

from assistant.records.model import Call, Mark, Turn

ANSWERING = ("answer", "calculation")
LONGEST_PERIOD_SHOWN = timedelta(days=366)


@dataclass
class Tally:
    """What calls come to.

    `kinds` counts turns by kind of reply. `waits` are the seconds from the beginning of a call to its first answer,
    `lengths` those to its end; calls whose clock went backwards are left out of both and counted in `skewed`, calls
    that have not ended in `unfinished`.
    """

    calls: int = 0
    turns: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    rejected: int = 0
    unfinished: int = 0
    skewed: int = 0
    waits: list[float] = field(default_factory=list)
    lengths: list[float] = field(default_factory=list)

    @property
    def answered_share(self) -> float | None:
        """The share of turns that asked something and got an answer or a calculation; None without such turns."""
        asked = self.turns - self.kinds["chat"]
        return sum(self.kinds[kind] for kind in ANSWERING) / asked if asked else None

    def add(self, call: Call) -> None:
        """Count one call."""
        self.calls += 1
        self.turns += len(call.turns)
        self.kinds.update(turn.kind for turn in call.turns)
        self.rejected += sum(turn.mark is Mark.REJECTED for turn in call.turns)
        wait, length = first_answer_after(call), length_of(call)
        self.unfinished += length is None
        if (wait is not None and wait < 0) or (length is not None and length < 0):
            self.skewed += 1
        if wait is not None and wait >= 0:
            self.waits.append(wait)
        if length is not None and length >= 0:
            self.lengths.append(length)


@dataclass
class Statistics:
    """The tallies of a period: of all calls, and by city, operator and day; topics count the turns about them.

    `titles` counts, for each topic, the titles of what was told or came nearest.
    `first_day`, `last_day`: those asked for, or else of the first and last call; None where there is neither.
    """

    first_day: date | None = None
    last_day: date | None = None
    total: Tally = field(default_factory=Tally)
    by_area: dict[str, Tally] = field(default_factory=dict)
    by_operator: dict[str, Tally] = field(default_factory=dict)
    by_day: dict[date, Tally] = field(default_factory=dict)
    topics: Counter[str] = field(default_factory=Counter)
    titles: dict[str, Counter[str]] = field(default_factory=dict)

    def title_of(self, topic: str) -> str:
        """The title met most often in a topic, "" where there is none."""
        return next((title for title, _ in ranked(self.titles.get(topic, Counter()), 1)), "")

    def days(self) -> list[tuple[date, Tally]]:
        """Every day of the period in order, those without a call, too; only those with calls if it is very long."""
        if self.first_day is None or self.last_day is None or self.last_day - self.first_day > LONGEST_PERIOD_SHOWN:
            return sorted(self.by_day.items())
        span = (self.last_day - self.first_day).days
        days = (self.first_day + timedelta(days=number) for number in range(span + 1))
        return [(day, self.by_day.get(day, Tally())) for day in days]


def count(calls: Iterable[Call], first_day: date | None = None, last_day: date | None = None) -> Statistics:
    """The figures of the calls; a call belongs to the day on which it began, where it was made."""
    found = Statistics()
    for call in calls:
        for tally in (
            found.total,
            found.by_area.setdefault(call.area or "", Tally()),
            found.by_operator.setdefault(call.operator, Tally()),
            found.by_day.setdefault(call.today, Tally()),
        ):
            tally.add(call)
        for turn in call.turns:
            if turn.topic:
                found.topics[turn.topic] += 1
                found.titles.setdefault(turn.topic, Counter()).update(_title(turn))
    found.first_day = first_day or min(found.by_day, default=None)
    found.last_day = last_day or max(found.by_day, default=None)
    return found


def first_answer_after(call: Call) -> float | None:
    """Seconds from the beginning of a call to its first answer or calculation; None where there is none."""
    first = next((turn for turn in call.turns if turn.kind in ANSWERING), None)
    return _seconds(call, first) if first else None


def length_of(call: Call) -> float | None:
    """How many seconds a call lasted; None while it has not ended. Negative where the clock went backwards."""
    return (call.closed_at - call.opened_at).total_seconds() if call.closed_at else None


def middle(values: list[float]) -> float | None:
    """The median, None of nothing."""
    return median(values) if values else None


def mean(values: list[float]) -> float | None:
    """The mean, None of nothing."""
    return fmean(values) if values else None


def ranked(counted: Counter[str], most: int) -> list[tuple[str, int]]:
    """The most frequent first, equal ones in the order of their names."""
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:most]


def busiest(tallies: dict[str, Tally]) -> list[tuple[str, Tally]]:
    """Those with most calls first, equal ones in the order of their names."""
    return sorted(tallies.items(), key=lambda one: (-one[1].calls, one[0]))


def _title(turn: Turn) -> Iterator[str]:
    """The title of what a reply is about, if it names it."""
    candidates = turn.reply.get("candidates")
    for candidate in candidates if isinstance(candidates, list) else ():
        if isinstance(candidate, dict) and turn.told in (None, candidate.get("id")) and candidate.get("question"):
            yield str(candidate["question"])
            return


def _seconds(call: Call, turn: Turn) -> float:
    return (turn.at - call.opened_at).total_seconds()
