"""What a calculator is made of: the facts it needs, its steps, and what comes out.

Pure data, standard library only: an auditor reads this file, `running.py` and `solve.py` and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Conditions = Mapping[str, tuple[str, ...]]
"""Fact id → the values for which something holds."""


class FactKind(StrEnum):
    """What kind of value a fact has: one of a closed set, or a quantity."""

    CHOICE = "choice"
    MONEY = "money"
    COUNT = "count"
    MONTHS = "months"
    DAYS = "days"
    FRACTION = "fraction"
    DATE = "date"


@dataclass(frozen=True)
class Fact:
    """A fact that a scheme takes.

    `default` is used, and `assumed` said, when the caller does not give it. `many` allows several
    bills. `when` says for which other facts it matters at all. `least` and `most` are its bounds.
    `derive` is a formula over other facts that gives it when it wasn't told but they all were. `rules`
    marks the day whose figures hold. `vary` asks to tell what the other values would give.
    """

    id: str
    kind: FactKind
    label: str
    question: str
    choices: tuple[tuple[str, str], ...] = ()
    default: str | None = None
    assumed: str = ""
    many: bool = False
    when: Conditions = field(default_factory=dict)
    least: Decimal | None = None
    most: Decimal | None = None
    derive: str = ""
    rules: bool = False
    vary: bool = False

    def choice_label(self, value: str) -> str:
        """The words for one of the choices."""
        return dict(self.choices).get(value, value)


@dataclass(frozen=True)
class Row:
    """A line of a decision table."""

    when: Conditions
    figure: str | None
    expression: str | None


class StepKind(StrEnum):
    """How a step comes to its value."""

    FORMULA = "formula"
    LOOKUP = "lookup"
    REQUIRE = "require"


@dataclass(frozen=True)
class Step:
    """One step: a formula, a look-up in a decision table, or a condition that must hold.

    `unit` says how the value is written (yuan, fraction, count, days, months, …); `rounding` is
    half_up, up, down (yuan: to the fen; count: to whole ones) or none. `otherwise` is said when a
    condition fails, `absent` when no row of a table fits. An `aside` step is only there for the words of
    others: it isn't told as a step; nor is one whose condition `told_if` doesn't hold.
    """

    id: str
    kind: StepKind
    label: str
    when: Conditions = field(default_factory=dict)
    expression: str | None = None
    rows: tuple[Row, ...] = ()
    unit: str = "yuan"
    measure: str = ""
    rounding: str = "half_up"
    otherwise: str = ""
    absent: str = ""
    aside: bool = False
    told_if: str | None = None


@dataclass(frozen=True)
class Carry:
    """What one bill leaves for the next of the same period (`month`, `year` or `always`)."""

    step: str
    into: str
    per: str


@dataclass(frozen=True)
class Scheme:
    """A calculator: facts, named figures, steps in order, and which steps are its results."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    figures: Mapping[str, str]
    steps: tuple[Step, ...]
    results: Mapping[str, str]
    carry: Carry | None = None

    def fact(self, id_: str) -> Fact:
        """The fact with this id; raises KeyError."""
        for fact in self.facts:
            if fact.id == id_:
                return fact
        raise KeyError(id_)


@dataclass(frozen=True)
class Bill:
    """One amount with the day it fell on (None: the day of the call); `words` name it among several."""

    amount: Decimal
    day: date | None = None
    words: str = ""


FactValue = str | Decimal | date | tuple[Bill, ...]


@dataclass(frozen=True)
class Reading:
    """A figure as it is read on a day: its number, how it is written, and how it stands in a formula."""

    value: Decimal
    words: str
    plain: str = ""


ReadFigure = Callable[[str, date], Reading | None]


@dataclass(frozen=True)
class Done:
    """A step that was taken: its words, the value, and the figures it rests on."""

    step: str
    label: str
    expression: str
    value: Decimal
    words: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Settlement:
    """A result: amounts by name, the steps in order, what was assumed, and each name in words."""

    amounts: Mapping[str, Decimal]
    steps: tuple[Done, ...]
    assumed: tuple[str, ...]
    words: Mapping[str, str]
    values: Mapping[str, Decimal | str]
    bills: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Unmet:
    """A condition of the scheme fails, or no rule is known: `reason` says which, in words."""

    reason: str
    known_rule: bool
    steps: tuple[Done, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lacking:
    """Facts without which nothing can be calculated, in the order to ask for them."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Invalid:
    """A fact has an impossible value; `message` names it and says what is accepted (Chinese)."""

    fact: Fact
    message: str


Outcome = Settlement | Unmet | Lacking | Invalid
