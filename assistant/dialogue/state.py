"""What is remembered of a call: a function of its turns, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assistant.calculator.scheme import FactValue


@dataclass
class CallState:
    """The call so far.

    `facts` are conditions heard on the present subject (职工, 退休…: dimension → values); `numbers` are
    the quantities given to a calculator, by scheme. `subject` is the item told last, `asked` the fact
    that was asked back for, `pending` the utterance that waits for it. `month` is the month whose day was asked for.
    """

    area: str | None
    today: date
    date_given: bool
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    given: dict[str, FactValue] = field(default_factory=dict)
    scheme: str | None = None
    subject: str | None = None
    topic: str | None = None
    last_matched: str = ""
    asked: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    pending: str | None = None
    month: date | None = None
    questions_back: int = 0
    last_day: date | None = None
