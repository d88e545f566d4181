"""A citizen's call recorded while it goes on."""

from __future__ import annotations

from assistant.chat.port import ChatCall
from assistant.dialogue.reply import Reply
from assistant.policy.model import Person
from assistant.records.model import Change, How
from assistant.records.recording import CallLog, RecordedCall


class RecordedChatCall(RecordedCall):
    """A call whose caller may pick who they are and what they ask, recorded."""

    def __init__(self, call: ChatCall, log: CallLog) -> None:
        super().__init__(call, log)
        self._chat_call = call

    def tell(self, item: str, words: str) -> Reply:
        """Tell the entry, or run the calculator, with this id."""
        words = self.log.masked(words)
        reply = self._chat_call.tell(item, words)
        self.log.turned(words, reply, self.area, (), How.TOLD, item)
        return reply

    def be(self, person: Person | None) -> None:
        """Let the caller be this kind of person (None: not said)."""
        self._chat_call.be(person)
        self.log.changed(Change(person=person.id if person else ""))
