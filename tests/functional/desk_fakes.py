"""A stand-in for the desk's side of the dialogue. All figures are invented."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assistant.calculator.scheme import FactValue
from assistant.desk.port import (
    Change,
    Chip,
    Condition,
    DeskCall,
    DeskRecords,
    Form,
    Kept,
    Passage,
    Suggested,
    Suggestion,
)
from assistant.dialogue.reply import Reply
from tests.fakes import AREAS, FakeCall, known_area

CONDITIONS = (
    Condition("scheme", "参保类型", (("employee", "职工医保"), ("resident", "居民医保"))),
    Condition("status", "在职还是退休", (("working", "在职"), ("retired", "退休"))),
)
CHIPS = {(c.dimension, value): Chip(c.dimension, value, label) for c in CONDITIONS for value, label in c.values}
OFFERS = (
    Suggestion("linshi.filing", "entry", "异地就医备案怎么办", "临时市", "procedure", 2024),
    Suggestion("linshi.visit", "scheme", "帮我算门诊", "临时市", "rule", 2024),
    Suggestion("linshi.plan", "entry", "明年的安排", "临时市", "plan", 2023),
)


class FakeDeskCall(FakeCall):
    """Answers as `FakeCall`; the reply's first sentence ends with the conditions that hold."""

    kept: Kept | None = None

    def __init__(self, area: str | None, day: date | None, seconds: float = 0) -> None:
        super().__init__(area, day, seconds)
        self._held: dict[str, str] = {}
        self._before: list[dict[str, str]] = []
        self._question = ""

    @property
    def day(self) -> date:
        return self._day

    @property
    def depends_on(self) -> frozenset[str] | None:
        return None

    @property
    def chips(self) -> tuple[Chip, ...]:
        return tuple(CHIPS[pair] for pair in self._held.items())

    def set_chip(self, dimension: str, value: str | None) -> None:
        self._before.append(dict(self._held))
        self._held.pop(dimension, None)
        if value:
            self._held[dimension] = value

    def set_day(self, day: date) -> None:
        self._day = day

    def tell(self, item: str, words: str) -> Reply:
        return self.say(next(offer.title for offer in OFFERS if offer.id == item))

    def preview(self, words: str) -> Reply:
        twin = FakeDeskCall(self._area, self._day)
        twin._held = dict(self._held)
        return twin.say(words)

    def say(self, words: str) -> Reply:
        self._question = words
        if "退休" in words:
            self._held.setdefault("status", "retired")
        reply = super().say(words)
        told = "、".join(chip.label for chip in self.chips)
        return replace(reply, short=f"{reply.text}（{told}）") if told else replace(reply, short=reply.text)

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def undo(self) -> None:
        self._held = self._before.pop()

    @property
    def calculator(self) -> str | None:
        return None

    def form(self, scheme: str) -> Form:
        raise KeyError(scheme)

    def work_out(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        raise KeyError(scheme)

    def settle(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        raise KeyError(scheme)

    def answer_again(self) -> Reply | None:
        return self.say(self._question) if self._question else None

    def what_if(self, change: Change) -> Reply | None:
        other = FakeDeskCall(change.area or self._area, change.day or self._day)
        other._held = dict(self._held)
        if change.chip:
            other.set_chip(*change.chip)
        return other.say(self._question)


class FakeDesk:
    """Two invented cities; suggestions for anything typed, an offer for each letter beyond the first."""

    records: DeskRecords | None = None

    def __init__(self, seconds: float = 0, passages: tuple[Passage, ...] | None = None) -> None:
        self.seconds, self.told_passages = seconds, passages
        self.calls: list[FakeDeskCall] = []
        self.slow: dict[str, float] = {}

    def open_call(self, area: str | None = None, on: date | None = None) -> DeskCall:
        return self.opened(area, on)

    def opened(self, area: str | None, on: date | None, today: date | None = None) -> FakeDeskCall:
        self.calls.append(FakeDeskCall(known_area(area), on, self.seconds))
        return self.calls[-1]

    def areas(self) -> tuple[tuple[str, str], ...]:
        return AREAS

    def conditions(self, area: str | None) -> tuple[Condition, ...]:
        return CONDITIONS

    def calculators(self, area: str | None, chips: tuple[Chip, ...] = ()) -> tuple[tuple[str, str, str], ...]:
        return ()

    def suggest(self, typed: str, area: str | None, chips: tuple[Chip, ...], day: date, limit: int = 8) -> Suggested:
        time.sleep(self.slow.get(typed, 0))
        heard = (CHIPS["status", "retired"],) if "退休" in typed else ()
        offers = OFFERS if len(typed) > 1 else OFFERS[:1]
        return Suggested(typed, offers, heard)

    def passages(self, reply: Reply) -> tuple[Passage, ...] | None:
        return self.told_passages
