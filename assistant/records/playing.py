"""Playing recorded turns again: the state of a call is a function of its turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol, runtime_checkable

from assistant.calculator.scheme import FactValue
from assistant.dialogue.call import Call as DialogueCall
from assistant.dialogue.reply import Reply
from assistant.records.filled import form_of
from assistant.records.model import Change, How


class Step(Protocol):
    """One turn to play."""

    @property
    def words(self) -> str:
        """What was said."""
        ...

    @property
    def how(self) -> How:
        """How the turn came about."""
        ...

    @property
    def item(self) -> str | None:
        """The entry or calculator that was picked."""
        ...

    @property
    def filled(self) -> Mapping[str, Any] | None:
        """The form of a calculator that was filled in."""
        ...

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was set by hand before."""
        ...


@runtime_checkable
class Steered(Protocol):
    """A call whose day and conditions can be set."""

    def set_day(self, day: date) -> None:
        """Set the day whose rules are told."""
        ...

    def set_chip(self, dimension: str, value: str | None) -> None:
        """Set a condition; None takes it away."""
        ...

    def answer_again(self) -> Reply | None:
        """The question before once more, None before any."""
        ...


@runtime_checkable
class Telling(Protocol):
    """A call that can tell an entry by its id."""

    def tell(self, item: str, words: str) -> Reply:
        """Tell the entry, or run the calculator, with this id."""
        ...


@runtime_checkable
class Personal(Protocol):
    """A call whose caller may be a kind of person."""

    def be_one(self, person: str) -> None:
        """Let the caller be the kind of person with this id ("": not said); raises KeyError."""
        ...


@runtime_checkable
class Filling(Protocol):
    """A call in which a calculator's form can be filled in."""

    def settle(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        """What a calculator gives for these facts on a day, as a turn of the call."""
        ...


@runtime_checkable
class Undoing(Protocol):
    """A call whose last change can be taken back."""

    def undo(self) -> None:
        """Take back the last change of a condition, the city or the day."""
        ...


class CannotPlayError(ValueError):
    """A turn can't be played on this call: it needs a desk's, or asks again before anything was asked."""


def play(call: DialogueCall, steps: Iterable[Step]) -> Iterator[Reply]:
    """The replies that a fresh call gives, turn by turn.

    Raises:
        CannotPlayError: see there.
        UnknownAreaError, KeyError: the knowledge has an area or an entry no more.
    """
    for number, step in enumerate(steps, start=1):
        for change in step.changes:
            _apply(call, change)
        yield _reply(call, number, step)


def _apply(call: DialogueCall, change: Change) -> None:
    if change.area is not None:
        call.choose_area(change.area or None)
    if change.day is not None:
        _steered(call).set_day(change.day)
    if change.condition is not None:
        _steered(call).set_chip(*change.condition)
    if change.undone:
        if not isinstance(call, Undoing):
            raise CannotPlayError("this call can't take back a change")
        call.undo()
    if change.person is not None:
        if not isinstance(call, Personal):
            raise CannotPlayError("only a citizen's call knows kinds of persons")
        call.be_one(change.person)


def _reply(call: DialogueCall, number: int, step: Step) -> Reply:
    if step.how is How.SAID:
        return call.say(step.words)
    if step.how is How.TOLD:
        if not isinstance(call, Telling):
            raise CannotPlayError("this call can't tell an entry by its id")
        return call.tell(step.item or "", step.words)
    if step.how is How.FILLED:
        if not isinstance(call, Filling) or step.filled is None:
            raise CannotPlayError(f"turn {number} fills in a form, which this call has not")
        return call.settle(step.item or "", *form_of(step.filled))
    again = _steered(call).answer_again()
    if again is None:
        raise CannotPlayError(f"turn {number} asks again, but nothing was asked before")
    return again


def _steered(call: object) -> Steered:
    if not isinstance(call, Steered):
        raise CannotPlayError("only a desk's call can be steered so")
    return call
