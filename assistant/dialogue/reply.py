"""What one turn of a call gives back: the reply and its JSON form.

Owns the shape that `ask --json`, `replay --json`, the screens and the records read. Knows neither
how a reply came about nor where it is shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from assistant.text.typesetting import typeset
from assistant.text.written_days import with_year_once


class ReplyKind(StrEnum):
    """What a reply is: the exit status of `ask` follows from it."""

    ANSWER = "answer"
    CALCULATION = "calculation"
    CLARIFY = "clarify"
    REFUSE = "refuse"
    CHAT = "chat"


TELLING = (ReplyKind.ANSWER, ReplyKind.CALCULATION)
"""The kinds of a reply that tells what was asked for."""


@dataclass(frozen=True)
class Citation:
    """A document and the place in it (`locator`) that a statement rests on."""

    document: str
    title: str
    issued: date
    locator: str


@dataclass(frozen=True)
class FigureUsed:
    """A dated figure as it stands in a reply; `value` is its text, `unit` says how to read it."""

    id: str
    label: str
    value: str
    unit: str
    first_day: date | None
    last_day: date | None
    statement: str


@dataclass(frozen=True)
class StepShown:
    """One step of a calculation; `citation` is an index into the reply's citations, or None."""

    label: str
    expression: str
    amount: str
    citation: int | None


@dataclass(frozen=True)
class Candidate:
    """A question that the knowledge holds near what was asked; `score` lies in 0 to 1."""

    id: str
    question: str
    score: float


@dataclass(frozen=True)
class Reply:
    """One reply.

    `text` is said whole: `short` (the sentence read aloud first) followed by `details`, a paragraph
    each. `options` are what the caller may pick from when the kind is CLARIFY. `notices` say what
    must not be overlooked (history, plan, contradiction). `about` is the id of the entry or calculator
    that is told, None where there is none; it is not part of the JSON form. `confidence` is the
    probability that the reply is right (0 where nothing was chosen: small talk, a place without documents).
    """

    kind: ReplyKind
    text: str
    area: str | None
    as_of: date
    short: str = ""
    details: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    figures: tuple[FigureUsed, ...] = ()
    steps: tuple[StepShown, ...] = ()
    amounts: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    about: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The reply as the JSON object of the contract, keys in a fixed order."""
        return {
            "kind": self.kind.value,
            "text": self.text,
            "area": self.area,
            "as_of": self.as_of.isoformat(),
            "citations": [
                {"document": c.document, "title": c.title, "issued": c.issued.isoformat(), "locator": c.locator}
                for c in self.citations
            ],
            "figures": [
                {
                    "id": f.id,
                    "label": f.label,
                    "value": f.value,
                    "unit": f.unit,
                    "first_day": f.first_day.isoformat() if f.first_day else None,
                    "last_day": f.last_day.isoformat() if f.last_day else None,
                    "statement": f.statement,
                }
                for f in self.figures
            ],
            "steps": [
                {"label": s.label, "expression": s.expression, "amount": s.amount, "citation": s.citation}
                for s in self.steps
            ],
            "amounts": dict(self.amounts),
            "options": list(self.options),
            "notices": list(self.notices),
            "confidence": round(self.confidence, 4),
            "candidates": [
                {"id": c.id, "question": c.question, "score": round(c.score, 4)} for c in self.candidates
            ],
        }

    def as_json(self) -> str:
        """The reply as one line of JSON, Chinese unescaped, byte for byte the same each time."""
        return json.dumps(self.as_dict(), ensure_ascii=False)


def reply_of(data: Mapping[str, Any]) -> Reply:
    """The reply out of its JSON object, `short` the first line of its text; raises KeyError, TypeError, ValueError."""

    def day(written: str | None) -> date | None:
        return date.fromisoformat(written) if written else None

    return Reply(
        ReplyKind(data["kind"]), data["text"], data["area"], date.fromisoformat(data["as_of"]),
        short=data["text"].split("\n")[0], details=tuple(data["text"].split("\n")[1:]),
        citations=tuple(
            Citation(c["document"], c["title"], date.fromisoformat(c["issued"]), c["locator"])
            for c in data["citations"]
        ),
        figures=tuple(
            FigureUsed(**{**f, "first_day": day(f["first_day"]), "last_day": day(f["last_day"])})
            for f in data["figures"]
        ),
        steps=tuple(StepShown(**s) for s in data["steps"]),
        amounts=dict(data["amounts"]), options=tuple(data["options"]), notices=tuple(data["notices"]),
        confidence=data["confidence"], candidates=tuple(Candidate(**c) for c in data["candidates"]),
    )  # fmt: skip


def in_print(reply: Reply) -> Reply:
    """The reply with all its words in the punctuation of Chinese print, a year not said twice in one stretch."""
    return replace(
        reply,
        text=_printed(reply.text),
        short=_printed(reply.short),
        details=tuple(map(_printed, reply.details)),
        notices=tuple(map(_printed, reply.notices)),
        options=tuple(map(_printed, reply.options)),
    )


def _printed(text: str) -> str:
    return typeset(with_year_once(text))
