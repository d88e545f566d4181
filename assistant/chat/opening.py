"""Joins the chat's parts to a loaded assistant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.bootstrap import LoadedAssistant
from assistant.chat.guide import Guide
from assistant.chat.plain_terms import PlainTerms
from assistant.chat.port import ChatAssistant, ChatCall, Question
from assistant.chat.recording import RecordedChatCall
from assistant.chat.session import ChatSession
from assistant.dialogue.call import Assistant
from assistant.dialogue.reply import Reply
from assistant.policy.model import Person, Theme
from assistant.records.keeper import Keeper


class Chat:
    """The chat on one loaded knowledge; `keeper` records its calls."""

    def __init__(self, assistant: LoadedAssistant, keeper: Keeper | None = None) -> None:
        self._assistant, self._keeper = assistant, keeper
        self._guide = Guide(assistant.knowledge)
        self._plain = PlainTerms(assistant.knowledge.plain)

    def open_call(self, area: str | None = None, on: date | None = None) -> ChatCall:
        """Start a call; raises UnknownAreaError."""
        call = ChatSession(self._assistant, area, on)
        log = self._keeper.begin(self._assistant, call.area, on) if self._keeper else None
        return RecordedChatCall(call, log) if log else call

    def areas(self) -> tuple[tuple[str, str], ...]:
        """The areas a caller can belong to, as (id, name)."""
        return self._assistant.areas()

    def people(self, area: str) -> tuple[Person, ...]:
        """Who a caller may be, as far as answers in the area depend on it."""
        return self._guide.people(area)

    def themes(self, area: str, person: Person | None) -> tuple[Theme, ...]:
        """What such a caller may want to know."""
        return self._guide.themes(area, person)

    def questions(self, area: str, person: Person | None, theme: Theme) -> tuple[Question, ...]:
        """What can be told on a theme and isn't ruled out for such a caller."""
        return self._guide.questions(area, person, theme)

    def answers_to(self, reply: Reply) -> tuple[str, ...]:
        """What may be said to the question that a reply asks."""
        return reply.options or self._guide.answers_to(reply)

    def amount_wanted(self, item: str) -> str:
        """The question for the amount with which a calculator begins; empty for an entry."""
        return self._guide.amount_wanted(item)

    def in_plain_words(self, texts: Iterable[str]) -> list[str]:
        """The texts with official terms put plainly, each where it first occurs."""
        return self._plain.put_plainly(texts)

    def ask_at(self, area: str | None) -> str:
        """Whom to turn to in an area; empty where the knowledge names nobody."""
        found = self._assistant.knowledge.areas.get(area or "")
        return found.ask_at if found else ""


def open_chat(assistant: Assistant, keeper: Keeper | None = None) -> ChatAssistant:
    """The chat on an assistant, its calls recorded by a keeper.

    Raises:
        TypeError: the assistant holds no knowledge of its own.
    """
    if not isinstance(assistant, LoadedAssistant):
        raise TypeError(f"the chat needs a loaded knowledge, not {type(assistant).__name__}")
    return Chat(assistant, keeper)
