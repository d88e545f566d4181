"""Joins the desk's parts to a loaded assistant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.bootstrap import LoadedAssistant
from assistant.desk.chips import conditions_of
from assistant.desk.passages import Passages
from assistant.desk.port import Chip, Condition, DeskCall, DeskRecords, Passage, Suggested
from assistant.desk.recording import DeskRecorder
from assistant.desk.session import DeskSession
from assistant.desk.suggesting import Suggester
from assistant.dialogue.call import Assistant
from assistant.dialogue.hearing.conditions import contradicts
from assistant.dialogue.reply import Reply
from assistant.records.recording import Keeping
from assistant.text.pinyin import Pinyin


class Desk:
    """The desk on one loaded knowledge; `keeping` records its calls under the names of desk and operator."""

    def __init__(self, assistant: LoadedAssistant, documents: Path | None, keeping: Keeping | None = None,
                 names: tuple[str, str] = ("", "")) -> None:
        self._recorder = DeskRecorder(self._opened, keeping, *names) if keeping else None
        self._passages = Passages(assistant.knowledge, documents) if documents else None
        self._assistant = assistant
        self._suggester = Suggester(assistant.knowledge, assistant.reader, assistant.chooser.finder,
                                    _pinyin_of(assistant).syllables)
        self._suggester.prepare()

    @property
    def records(self) -> DeskRecords | None:
        """The records of this desk, None where nothing is kept."""
        return self._recorder

    def open_call(self, area: str | None = None, on: date | None = None) -> DeskCall:
        """Start a call; raises UnknownAreaError."""
        return self._recorder.open_call(area, on) if self._recorder else self._opened(area, on, None)

    def _opened(self, area: str | None, on: date | None, today: date | None) -> DeskCall:
        return DeskSession(self._assistant, area, on, today)

    def areas(self) -> tuple[tuple[str, str], ...]:
        """The areas a caller can belong to, as (id, name)."""
        return self._assistant.areas()

    def conditions(self, area: str | None) -> tuple[Condition, ...]:
        """The conditions on which answers in an area depend."""
        return conditions_of(area, self._assistant.knowledge)

    def calculators(self, area: str | None, chips: tuple[Chip, ...] = ()) -> tuple[tuple[str, str, str], ...]:
        """The calculators of an area (None: of all) that the conditions allow, as (id, title, area's name)."""
        known = self._assistant.knowledge
        held = {chip.dimension: (chip.value,) for chip in chips}
        schemes = known.schemes_of(area) if area else known.schemes.values()
        return tuple((scheme.id, scheme.title, known.areas[scheme.area].name) for scheme in schemes
                     if not contradicts(scheme.applies, held, {}))

    def suggest(self, typed: str, area: str | None, chips: tuple[Chip, ...], day: date,
                limit: int = 8) -> Suggested:
        """What the words, the pinyin or the initials typed so far may mean."""
        return self._suggester.suggest(typed, area, chips, day, limit)

    def passages(self, reply: Reply) -> tuple[Passage, ...] | None:
        """The source passages behind a reply; None where no folder of source texts is set."""
        return self._passages.behind(reply) if self._passages else None


def open_desk(assistant: Assistant, documents: Path | None = None, keeping: Keeping | None = None,
              names: tuple[str, str] = ("", "")) -> Desk:
    """The desk on an assistant, with the folder of source texts if there is one; see `Desk`.

    Raises:
        TypeError: the assistant holds no knowledge of its own.
    """
    if not isinstance(assistant, LoadedAssistant):
        raise TypeError(f"the desk needs a loaded knowledge, not {type(assistant).__name__}")
    return Desk(assistant, documents, keeping, names)


def _pinyin_of(assistant: LoadedAssistant) -> Pinyin:
    """The readings that the index holds already: loading them again would cost as much as the index."""
    pinyin = assistant.chooser.finder._index._pinyin
    assert isinstance(pinyin, Pinyin)
    return pinyin
