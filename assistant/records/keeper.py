"""The calls of one run of the program as they are recorded, or not recorded where nothing is to be kept."""

from __future__ import annotations

from datetime import date

from assistant.dialogue.call import Assistant
from assistant.dialogue.call import Call as DialogueCall
from assistant.records.model import Place
from assistant.records.recorder import Recorder
from assistant.records.recording import CallLog, Keeping, Known, RecordedCall, begin


class NothingKnown:
    """Of an assistant without a knowledge of its own."""

    digest = ""
    published: frozenset[str] = frozenset()

    def topic_of(self, item: str) -> str | None:
        """No topic."""
        return None


class Keeper:
    """Opens calls of one kind and records them; with no recorder they are just opened."""

    def __init__(self, recorder: Recorder | None, place: Place) -> None:
        self.recorder, self._place = recorder, place
        self._logs: list[CallLog] = []

    @property
    def notice(self) -> str:
        """What must be told of the record, in Chinese; "" while all is well or nothing is kept."""
        return self.recorder.notice if self.recorder else ""

    def open_call(self, assistant: Assistant, area: str | None, day: date | None) -> DialogueCall:
        """Start a call; raises UnknownAreaError."""
        call = assistant.open_call(area, day)
        log = self.begin(assistant, call.area, day)
        return RecordedCall(call, log) if log else call

    def begin(self, assistant: object, area: str | None, day: date | None) -> CallLog | None:
        """The record of a call that begins now on an assistant; it ends with the keeper. None where nothing is kept."""
        keeping = self.keeping(assistant)
        if keeping is not None:
            self._logs.append(begin(keeping, self._place, area, day))
        return self._logs[-1] if keeping is not None else None

    def keeping(self, assistant: object) -> Keeping | None:
        """What records of calls on this assistant are made with; None where nothing is kept."""
        if self.recorder is None:
            return None
        return Keeping(self.recorder, assistant if isinstance(assistant, Known) else NothingKnown())

    def close(self) -> None:
        """End the calls, and write what is still to be written."""
        for log in self._logs:
            log.closed()
        if self.recorder is not None:
            self.recorder.close()
