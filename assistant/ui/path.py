"""The path by numbers for those who don't type: city → who I am → what I want to know → a question.

Knows pages of offers, not how they are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from assistant.text.typesetting import typeset

if TYPE_CHECKING:  # the shapes of the knowledge are costly to import, and the screen comes first
    from assistant.chat.port import ChatAssistant, Question
    from assistant.policy.model import Person, Theme

MOST_ON_A_PAGE = 9
WHERE = "您的医保在哪里参保？按编号选；也可以直接打字问。"
WHO = "您是下面哪一种？选了，答得更准。"
WHAT = "您想知道什么？按编号选；也可以直接打字问。"
ANYBODY = "都不是，说不清，或替别人问"
MORE = "看后面的"
BACK = "返回上一步"


class Level(IntEnum):
    """The steps of the path, in order."""

    AREA = 0
    PERSON = 1
    THEME = 2
    QUESTION = 3


@dataclass(frozen=True)
class Offer:
    """Something to pick by number; exactly one of the other fields says what picking it does.

    `words` are said, `area` is an area's id, `person` who the caller is (None inside: not said), `theme` what they
    want to know, `question` is told, `more` shows the next page, `back` goes one step back.
    """

    label: str
    words: str | None = None
    area: str | None = None
    person: tuple[Person | None] | None = None
    theme: Theme | None = None
    question: Question | None = None
    more: bool = False
    back: bool = False


@dataclass(frozen=True)
class Page:
    """A question with what can be picked; a back offer comes last and has the number 0."""

    text: str
    offers: tuple[Offer, ...]


class Path:
    """Where a caller stands on the path."""

    def __init__(self, chat: ChatAssistant, area: str | None = None) -> None:
        self._chat = chat
        self.area = area
        self.person: Person | None = None
        self._theme: Theme | None = None
        self._level = Level.AREA
        self._first = 0
        if area is not None:
            self.move_to(area)

    @property
    def is_at_the_beginning(self) -> bool:
        """Whether there is no step back from here."""
        return self._level is Level.AREA

    def page(self) -> Page:
        """What can be picked here."""
        text, offers = self._offers()
        shown = list(offers[self._first : self._first + MOST_ON_A_PAGE])
        if len(offers) > MOST_ON_A_PAGE:
            # The last number leads on, from the last page to the first again.
            shown = [*offers[self._first : self._first + MOST_ON_A_PAGE - 1], Offer(MORE, more=True)]
        if not self.is_at_the_beginning:
            shown.append(Offer(BACK, back=True))
        return Page(text, tuple(shown))

    def move_to(self, area: str) -> None:
        """Go on from an area: to who the caller is if it matters there, or else to the themes."""
        self.area = area
        people = self._chat.people(area)
        if self.person not in people:
            self.person = None
        self._go(Level.PERSON if people and self.person is None else Level.THEME)

    def take(self, offer: Offer) -> None:
        """Go on with what was picked; a question or words leave the caller where they are."""
        if offer.area is not None:
            self.move_to(offer.area)
        elif offer.person is not None:
            (self.person,) = offer.person
            self._go(Level.THEME)
        elif offer.theme is not None:
            self._theme = offer.theme
            self._go(Level.QUESTION)
        elif offer.more:
            following = self._first + MOST_ON_A_PAGE - 1
            self._first = following if following < len(self._offers()[1]) else 0
        elif offer.back:
            self.back()

    def back(self) -> None:
        """One step back: to the page before, or to the step before."""
        if self._first:
            self._first = max(self._first - (MOST_ON_A_PAGE - 1), 0)
        elif self._level is Level.QUESTION:
            self._go(Level.THEME)
        elif self._level is Level.THEME and self.area is not None and self._chat.people(self.area):
            self._go(Level.PERSON)
        else:
            self._go(Level.AREA)

    def _go(self, level: Level) -> None:
        self._level, self._first = level, 0

    def _offers(self) -> tuple[str, Sequence[Offer]]:
        """What is asked at this step, and all that can be picked."""
        if self._level is Level.AREA or self.area is None:
            return WHERE, [Offer(name, area=area) for area, name in self._chat.areas()]
        if self._level is Level.PERSON:
            people = [Offer(typeset(person.label), person=(person,)) for person in self._chat.people(self.area)]
            return WHO, [*people, Offer(ANYBODY, person=(None,))]
        if self._level is Level.THEME or self._theme is None:
            themes = self._chat.themes(self.area, self.person)
            return WHAT, [Offer(typeset(theme.label), theme=theme) for theme in themes]
        questions = self._chat.questions(self.area, self.person, self._theme)
        return f"{typeset(self._theme.label)}：选一个问题。", [Offer(q.label, question=q) for q in questions]
