"""Invented calls: written by hand, and any number of them by chance."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from assistant.records.model import Call, Mark, Place, Turn

CHINA = timezone(timedelta(hours=8))
NINE = datetime(2024, 5, 6, 9, 0, tzinfo=CHINA)
KINDS = ("answer", "calculation", "clarify", "refuse", "chat")


def a_turn(call: str, number: int, kind: str = "answer", words: str = "门诊报多少", after: float = 10.0,
           opened_at: datetime = NINE, near: tuple[str, float] | None = None, **rest: Any) -> Turn:
    """A turn `after` seconds from the call's beginning."""
    candidates = [{"id": near[0], "question": "最近的问题", "score": near[1]}] if near else []
    reply = {"kind": kind, "text": "报75%。", "citations": [], "candidates": candidates}
    return Turn(call, number, opened_at + timedelta(seconds=after), words, reply, "k1", **rest)


def a_call(id: str, *turns: Turn, opened_at: datetime = NINE, lasted: float | None = 60.0, **rest: Any) -> Call:
    """A call that lasted so many seconds; None: it has not ended."""
    closed = None if lasted is None else opened_at + timedelta(seconds=lasted)
    return Call(id, Place.DESK, opened_at, closed_at=closed, turns=turns, **rest)


def asked(id: str, words: str, area: str | None = "jiangmen", **rest: Any) -> Call:
    """A call with one question that was refused."""
    return a_call(id, a_turn(id, 1, "refuse", words, area=area, **rest), area=area)


@st.composite
def calls(draw: st.DrawFn) -> list[Call]:
    """Up to a dozen calls with up to five turns; clocks may go backwards, calls may not have ended."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        id, opened = f"c{number}", NINE + timedelta(minutes=draw(st.integers(-5000, 5000)))
        area = draw(st.sampled_from([None, "jiangmen", "zibo"]))
        turns = [
            a_turn(
                id,
                place,
                draw(st.sampled_from(KINDS)),
                draw(st.sampled_from(["住院起付线", "种牙能报吗", "=1+1", ""])),
                draw(st.integers(-30, 600)),
                opened,
                area=area,
                topic=draw(st.sampled_from([None, "inpatient", "card"])),
                mark=draw(st.sampled_from([None, Mark.REJECTED, Mark.UNANSWERED])),
            )
            for place in range(1, draw(st.integers(0, 5)) + 1)
        ]
        found.append(
            a_call(id, *turns, opened_at=opened, lasted=draw(st.none() | st.integers(-60, 4000)), area=area,
                   operator=draw(st.sampled_from(["", "甲", "乙"])))
        )  # fmt: skip
    return found
