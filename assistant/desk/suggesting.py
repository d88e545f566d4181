"""Suggestions while the operator types: from words, whole pinyin and pinyin initials.

Letters are looked up in the spelling of every wording, from the beginning of any syllable (`ydjy` finds
异地就医 inside a longer title). Chinese is read and ranked as a question would be. Entries that the
caller's conditions rule out are not offered.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain

from assistant.desk.chips import as_chips, with_implied
from assistant.desk.port import Chip, Suggested, Suggestion
from assistant.dialogue.choosing.finding import Finder
from assistant.dialogue.hearing.conditions import contradicts, denied, stated
from assistant.dialogue.hearing.reading import Reader
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape

LEAST_SCORE = 0.02
_MOST_SEEN = 600
_LETTERS = re.compile(r"[a-zA-Z'\s]+$")
# Small letters behind Chinese are the spelling of what isn't converted yet; CT and DRG are words.
LETTERS_BEHIND = re.compile(r"[\u3400-\u9fff]\s*([a-z]{2,})$")
_WORTH_READING = re.compile("[\u3400-\u9fff]")

Wording = tuple[int, str, str]
"""The place of a wording among its item's (0 is the title), the item's id, and the words."""


class Suggester:
    """Suggests what one knowledge holds; `spell` gives each character's syllable."""

    def __init__(self, knowledge: Knowledge, reader: Reader, finder: Finder,
                 spell: Callable[[str], Sequence[str]]) -> None:
        self._knowledge, self._reader, self._finder = knowledge, reader, finder
        self._spell = spell

    def suggest(self, typed: str, area: str | None, chips: Iterable[Chip], day: date, limit: int = 8) -> Suggested:
        """What `typed` may mean in an area (None: in any), best first, and the conditions heard in it."""
        if not typed.strip():
            return Suggested(typed)
        held: dict[str, tuple[str, ...]] = {chip.dimension: (chip.value,) for chip in chips}
        if _LETTERS.match(typed):
            here: tuple[str, ...] = (area,) if area else ()
            ids = self._meant(re.sub(r"[\s']", "", typed).lower(), here)
            return Suggested(typed, self._offers(ids, here, held, {}, limit))
        if not _WORTH_READING.search(typed):
            return Suggested(typed)
        heard = self._reader.read(typed, area, day)
        areas = heard.located.areas or ((area,) if area else ())
        said, heard_chips = stated(heard.mentions), self._chips(heard)
        spelled = LETTERS_BEHIND.search(typed)
        ids = chain(self._meant(spelled[1], areas) if spelled else (), self._asked(heard, areas))
        return Suggested(typed, self._offers(ids, areas, {**held, **said}, denied(heard.mentions), limit), heard_chips)

    def _chips(self, heard: Understood) -> tuple[Chip, ...]:
        single = {name: values[0] for name, values in stated(heard.mentions).items() if len(values) == 1}
        return as_chips(single, self._knowledge)

    def _asked(self, heard: Understood, areas: Sequence[str]) -> Iterator[str]:
        """Items for Chinese words: as ranked for a question, then those whose title holds the words."""
        lineage = [id_ for area in areas for id_ in self._knowledge.lineage(area)] or None
        text = heard.matched or heard.text
        yield from (f.item.id for f in self._finder.find(text, lineage) if f.score >= LEAST_SCORE)
        yield from (id_ for id_, item in self._items.items() if text in item.title)

    @cached_property
    def _items(self) -> dict[str, Entry | SchemeShape]:
        return {**self._knowledge.entries, **self._knowledge.schemes}

    def _offers(self, ids: Iterable[str], areas: Sequence[str], said: dict[str, tuple[str, ...]],
                not_said: dict[str, tuple[str, ...]], limit: int) -> tuple[Suggestion, ...]:
        """The first of these items that hold in the areas and that the conditions don't rule out."""
        lineage = {id_ for area in areas for id_ in self._knowledge.lineage(area)}
        offers: dict[str, Suggestion] = {}
        said = with_implied(said, self._knowledge)
        for id_ in ids:
            item = self._items.get(id_)
            if item is None or id_ in offers or (lineage and item.area not in lineage):
                continue
            if not contradicts(item.applies, said, not_said):
                offers[id_] = self._suggestion(item)
            if len(offers) == limit:
                break
        return tuple(offers.values())

    def _suggestion(self, item: Entry | SchemeShape) -> Suggestion:
        kind = "entry" if isinstance(item, Entry) else "scheme"
        issued = [self._knowledge.documents[cite.document].issued.year for cite in item.cites]
        newest = max(issued, default=None) or self._newest(item.area)
        area = self._knowledge.areas[item.area].name
        return Suggestion(item.id, kind, item.title, area, item.statement.value, newest)

    def _newest(self, area: str) -> int | None:
        return max((d.issued.year for d in self._knowledge.documents.values() if d.area == area), default=None)

    # Spelling

    def _meant(self, letters: str, areas: Sequence[str]) -> Iterator[str]:
        """Items for letters: those spelled so, then what an area has for the words that are spelled so elsewhere."""
        spelled = self.spelled(letters)
        yield from (wording[1] for wording in spelled)
        if spelled and areas:
            lineage = [id_ for area in areas for id_ in self._knowledge.lineage(area)]
            found = self._finder.find(spelled[0][2], lineage)
            yield from (f.item.id for f in found if f.score >= LEAST_SCORE)

    def spelled(self, letters: str) -> list[Wording]:
        """The wordings whose initials or whole pinyin hold the letters, the nearest first."""
        found = {*self._initials.find(letters), *self._pinyin.find(letters)} if letters else set()
        ranked = sorted(found, key=lambda hit: (hit[0], self._wordings[hit[1]][0], hit[1]))
        return [self._wordings[number] for _, number in ranked]

    @cached_property
    def _wordings(self) -> list[Wording]:
        """Every wording, titles first and shorter before longer, so that the nearest are seen first."""
        told = []
        for item in self._items.values():
            told += [(min(n, 1), item.id, text) for n, text in enumerate((item.title, *item.ask, *item.keywords))]
        return sorted(told, key=lambda wording: (wording[0], len(wording[2]), wording[1]))

    @cached_property
    def _syllables(self) -> list[list[str]]:
        return [[s.lower() for s in self._spell(text)] for _, _, text in self._wordings]

    @cached_property
    def _initials(self) -> _Spelling:
        return _Spelling([[s[:1] for s in syllables] for syllables in self._syllables])

    @cached_property
    def _pinyin(self) -> _Spelling:
        return _Spelling(self._syllables)

    def prepare(self) -> None:
        """Spell everything now rather than with the first letter typed."""
        self._initials, self._pinyin  # noqa: B018


class _Spelling:
    """All wordings in one string of letters, looked up from the beginning of any syllable."""

    def __init__(self, wordings: Sequence[Sequence[str]]) -> None:
        pieces: list[str] = []
        self._firsts = array("q")
        starts = bytearray()
        for syllables in wordings:
            self._firsts.append(len(starts))
            for syllable in (*syllables, "\n"):
                pieces.append(syllable)
                starts += b"\1" + bytes(len(syllable) - 1)
        self._text, self._starts = "".join(pieces), bytes(starts)

    def find(self, letters: str) -> Iterator[tuple[int, int]]:
        """Hits as (0 from the beginning of a wording, 1 inside; the wording's number)."""
        at, seen = self._text.find(letters), 0
        while at >= 0 and seen < _MOST_SEEN:
            if self._starts[at]:
                number = bisect_right(self._firsts, at) - 1
                yield int(self._firsts[number] != at), number
                seen += 1
            at = self._text.find(letters, at + 1)
