"""What the chat's screen is given: calls that know who the caller is, the path by numbers, plain words.

Knows replies; neither how they come about nor how they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from assistant.dialogue.call import Call

if TYPE_CHECKING:
    from assistant.dialogue.reply import Reply
    from assistant.policy.model import Person, Theme


@dataclass(frozen=True)
class Question:
    """Something that can be told: an entry or a calculator, by its id, and what it is called."""

    id: str
    label: str


class ChatCall(Call, Protocol):
    """A call whose caller may have said who they are by picking a number."""

    def tell(self, item: str, words: str) -> Reply:
        """Tell the entry, or run the calculator, with this id; `words` are what was picked."""
        ...

    def be(self, person: Person | None) -> None:
        """Let the caller be this kind of person (None: not said) until they say otherwise."""
        ...


class ChatAssistant(Protocol):
    """Opens the chat's calls and knows what can be picked by number."""

    def open_call(self, area: str | None = None, on: date | None = None) -> ChatCall:
        """Start a call; raises `UnknownAreaError`."""
        ...

    def areas(self) -> tuple[tuple[str, str], ...]:
        """The areas a caller can belong to, as (id, name)."""
        ...

    def people(self, area: str) -> tuple[Person, ...]:
        """Who a caller may be, as far as answers in the area depend on it."""
        ...

    def themes(self, area: str, person: Person | None) -> tuple[Theme, ...]:
        """What such a caller may want to know, without themes that have no question."""
        ...

    def questions(self, area: str, person: Person | None, theme: Theme) -> tuple[Question, ...]:
        """What can be told on a theme and isn't ruled out for such a caller: calculators, then rules, then the rest."""
        ...

    def answers_to(self, reply: Reply) -> tuple[str, ...]:
        """What may be said to the question that a reply asks, to be picked; empty where it asks none."""
        ...

    def amount_wanted(self, item: str) -> str:
        """The question for the amount with which a calculator begins; empty for an entry."""
        ...

    def in_plain_words(self, texts: Iterable[str]) -> list[str]:
        """The texts with official terms put plainly, the term in brackets, each where it first occurs."""
        ...

    def ask_at(self, area: str | None) -> str:
        """Whom to turn to in an area, with the telephone number; empty where the knowledge names nobody."""
        ...
