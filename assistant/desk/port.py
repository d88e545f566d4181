"""What the desk's screen is given: calls that can be steered, suggestions, and the texts behind a place.

Knows replies; neither how they come about nor how they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from assistant.dialogue.call import Call

if TYPE_CHECKING:
    from assistant.calculator.scheme import Fact, FactValue, Scheme
    from assistant.dialogue.reply import Citation, Reply
    from assistant.records.model import Call as Record
    from assistant.records.model import Mark


@dataclass(frozen=True)
class Chip:
    """A condition of the caller: 参保类型 = 职工医保."""

    dimension: str
    value: str
    label: str


@dataclass(frozen=True)
class Condition:
    """A condition that matters in an area, with its values as (id, label)."""

    dimension: str
    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Suggestion:
    """An entry or a calculator that may be meant; `statement` is the kind of its statement.

    `kind` is `entry` or `scheme`; `year` is that of its newest source, None where it names none.
    """

    id: str
    kind: str
    title: str
    area: str
    statement: str
    year: int | None


@dataclass(frozen=True)
class Suggested:
    """What was found while a query is typed: suggestions, best first, and the conditions heard in it."""

    typed: str
    suggestions: tuple[Suggestion, ...] = ()
    chips: tuple[Chip, ...] = ()


@dataclass(frozen=True)
class Change:
    """One thing put differently in a what-if: another area, another day, or another condition."""

    area: str | None = None
    day: date | None = None
    chip: tuple[str, str] | None = None


@dataclass(frozen=True)
class Passage:
    """A piece of a source text; `marks` are (start, end) of the figures in `text`.

    `text` is empty where the passage can't be shown; `missing` says why then.
    """

    citation: Citation
    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    missing: str = ""


class Kept(Protocol):
    """The record of a call, as the operator adds to it; each returns once that is written."""

    def noted(self, note: str) -> None:
        """Add a note."""
        ...

    def marked(self, number: int, mark: Mark | None) -> None:
        """Mark the turn of that number (from 1) for the knowledge gaps, or take its mark away."""
        ...

    def closed(self, disposition: str | None = None, note: str = "") -> None:
        """End the call."""
        ...


@dataclass(frozen=True)
class Field:
    """A fact to fill in: `words` are the curator's words for its choices; `value` is what the call said of it."""

    fact: Fact
    words: Mapping[str, str]
    value: FactValue | None


@dataclass(frozen=True)
class Form:
    """A calculator to fill in, what is missing first; `day` is the one whose rules it goes by."""

    scheme: Scheme
    fields: tuple[Field, ...]
    day: date


class DeskCall(Call, Protocol):
    """A call whose city, day and conditions the operator can change; then the question is answered anew."""

    @property
    def kept(self) -> Kept | None:
        """The call's record, None where nothing is kept."""
        ...

    @property
    def day(self) -> date:
        """The day whose rules are told."""
        ...

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The caller's conditions, in the knowledge's order."""
        ...

    def preview(self, words: str) -> Reply:
        """What `say` would reply; the call stays as it is."""
        ...

    def tell(self, item: str, words: str) -> Reply:
        """Tell the entry, or run the calculator, with this id; `words` are what was typed."""
        ...

    def set_chip(self, dimension: str, value: str | None) -> None:
        """Set a condition; None takes it away."""
        ...

    def set_day(self, day: date) -> None:
        """Set the day whose rules are told."""
        ...

    @property
    def can_undo(self) -> bool:
        """Whether a condition, the city or the day was changed."""
        ...

    def undo(self) -> None:
        """Take back the last change of a condition, the city or the day, if there is one."""
        ...

    def answer_again(self) -> Reply | None:
        """The question of last, with the city, day and conditions as they are now; None before any."""
        ...

    def what_if(self, change: Change) -> Reply | None:
        """The question of last with one thing changed; the call stays as it is."""
        ...

    @property
    def calculator(self) -> str | None:
        """The id of the calculator that goes with what was told last, None if there is none."""
        ...

    @property
    def depends_on(self) -> frozenset[str] | None:
        """The dimensions on which what was told last can depend; None where nothing says so."""
        ...

    def form(self, scheme: str) -> Form:
        """A calculator filled from the conditions and from what the call heard; raises KeyError."""
        ...

    def work_out(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        """What a calculator gives for these facts on a day; the call stays as it is."""
        ...

    def settle(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        """The same as a turn of the call: its conditions hold from now on."""
        ...


@dataclass(frozen=True)
class TakenUp:
    """A call that was broken off and goes on: its record, the call as it stood, its replies as they were told.

    `as_told` is False where the knowledge of today answers otherwise than was told then.
    """

    record: Record
    call: DeskCall
    replies: tuple[Reply, ...]
    as_told: bool


class DeskRecords(Protocol):
    """The records of one desk."""

    @property
    def notice(self) -> str:
        """What the operator must know of them, "" while all is well."""
        ...

    def unfinished(self) -> tuple[Record, ...]:
        """The calls of this desk that were broken off, oldest first."""
        ...

    def take_up(self, record: Record) -> TakenUp:
        """Go on with one of them; raises ValueError, KeyError or UnknownAreaError where today's knowledge can't."""
        ...

    def give_up(self, record: Record) -> None:
        """End one of them without going on."""
        ...


class DeskAssistant(Protocol):
    """Opens the desk's calls and suggests while the operator types."""

    @property
    def records(self) -> DeskRecords | None:
        """The records of this desk, None where nothing is kept."""
        ...

    def open_call(self, area: str | None = None, on: date | None = None) -> DeskCall:
        """Start a call; raises `UnknownAreaError`."""
        ...

    def areas(self) -> tuple[tuple[str, str], ...]:
        """The areas a caller can belong to, as (id, name)."""
        ...

    def conditions(self, area: str | None) -> tuple[Condition, ...]:
        """The conditions on which answers in an area depend."""
        ...

    def calculators(self, area: str | None, chips: tuple[Chip, ...] = ()) -> tuple[tuple[str, str, str], ...]:
        """The calculators of an area (None: of all) that the conditions allow, as (id, title, area's name)."""
        ...

    def suggest(self, typed: str, area: str | None, chips: tuple[Chip, ...], day: date,
                limit: int = 8) -> Suggested:
        """What the words, the pinyin or the initials typed so far may mean; fitting the conditions only."""
        ...

    def passages(self, reply: Reply) -> tuple[Passage, ...] | None:
        """The source passages behind a reply; None where no folder of source texts is set."""
        ...
