"""The one place that wires the parts: knowledge, words, index, dialogue.

What is costly to make (the dictionary, the readings, the checked knowledge, the index) is kept in the
cache folder under the knowledge's hash; a stale or damaged copy is made anew, never trusted.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from assistant import __version__
from assistant.dialogue.arithmetic.arithmetic import Arithmetic
from assistant.dialogue.arithmetic.events import Events
from assistant.dialogue.arithmetic.naming import Naming
from assistant.dialogue.arithmetic.time_apart import TimesApart
from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.call import Assistant, Call
from assistant.dialogue.choosing.catalog import Catalog, build_catalog
from assistant.dialogue.choosing.chooser import Chooser
from assistant.dialogue.choosing.finding import Finder
from assistant.dialogue.hearing.kinship import SPOKEN
from assistant.dialogue.hearing.reading import Reader
from assistant.dialogue.session import Session
from assistant.dialogue.telling.answering import Answerer
from assistant.dialogue.telling.focusing import Focus
from assistant.dialogue.wording import Writer
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import digest_of, load
from assistant.search import Embedder, Index, Meanings
from assistant.settings import read_settings
from assistant.text.corrector import Corrector
from assistant.text.lexicon import Lexicon, Term, vocabulary
from assistant.text.pinyin import Pinyin
from assistant.text.words import Words

_FORMAT = f"{__version__}-16"
# How many wordings of an item are compared by meaning: those after them add little, and each costs build time.
WORDINGS_BY_MEANING = 4
# Shorter words of conditions and outside subjects are not known by their sound alone.
SHORTEST_SPOKEN = 3
# How many states of the knowledge the cache holds.
MOST_KEPT = 8
_STATE = re.compile(r"[0-9a-f]{32}-.+")


class LoadedAssistant:
    """The assistant on one loaded knowledge folder."""

    def __init__(self, knowledge: Knowledge, reader: Reader, chooser: Chooser, answerer: Answerer) -> None:
        self.knowledge, self.reader, self.chooser, self.answerer = knowledge, reader, chooser, answerer

    def open_call(self, area: str | None = None, on: date | None = None, today: date | None = None) -> Call:
        """Start a call; raises UnknownAreaError."""
        return Session(self.knowledge, self.reader, self.chooser, self.answerer, area, on, today=today)

    def areas(self) -> tuple[tuple[str, str], ...]:
        """The areas a caller can belong to, as (id, name)."""
        return tuple((area.id, area.name) for area in self.knowledge.covered_areas())

    @property
    def digest(self) -> str:
        """The knowledge's hash."""
        return self.knowledge.digest

    @cached_property
    def published(self) -> frozenset[str]:
        """The phone numbers that the knowledge publishes."""
        from assistant.records.masking import published_numbers

        return published_numbers(self.knowledge)

    def topic_of(self, item: str) -> str | None:
        """The topic of an entry or calculator, None for an unknown one."""
        found = self.knowledge.entries.get(item) or self.knowledge.schemes.get(item)
        return found.topic if found else None


def load_assistant(knowledge: Path | None = None) -> Assistant:
    """The assistant on a knowledge folder (None: as the settings say); raises KnowledgeError."""
    settings = read_settings(knowledge=knowledge)
    return wire(settings.knowledge, settings.cache, installed_embedder() if settings.semantic else None)


def installed_embedder() -> Embedder | None:
    """The embedding model of the extra `semantic`, None without it."""
    from assistant.search.embedding import load_installed

    return load_installed()


def wire(folder: Path, cache: Path, embedder: Embedder | None = None) -> LoadedAssistant:
    """Load the knowledge, with what the cache holds of it, and join the parts.

    Args:
        folder: The knowledge.
        cache: Holds what can be made again.
        embedder: Compares questions by meaning, too (None: by words and sounds only).
    """
    digest = digest_of(folder) if folder.is_dir() else ""
    kept = cache / f"{digest}-{_FORMAT}"
    _make_room(kept, cache)
    known = _knowledge(folder, kept)
    terms = [Term(t.term, t.variants, t.rewrite, t.topic) for t in known.terms]
    dialect = {said: line.mean for line in known.dialect for said in line.say}
    names = _place_names(known)
    words, pinyin = _words(kept, (*vocabulary(terms, dialect), *names)), _pinyin(cache / f"pinyin-{_FORMAT}")
    lexicon = Lexicon(terms, dialect, known.fillers, pinyin, words, names, spoken_words(known), known.asides)
    catalog, index = _catalog(kept, digest, known, lexicon, words, pinyin)
    figures = Figures(known)
    writer = Writer(known, figures)
    calculators = Calculators(known, figures, writer)
    loosely = {said: term.term for term in terms if not term.rewrite for said in term.variants}
    naming = Naming(known, figures, catalog.content_words, lexicon.standardised, loosely,
                    lambda targets: Corrector(targets, pinyin, words, names))
    focus = Focus(known, figures, catalog.content_words, naming)
    times = TimesApart(Events(known, figures, catalog.content_words, lexicon.standardised))
    answerer = Answerer(known, writer, calculators, focus, Arithmetic(known, figures, focus.said, naming), times)
    meanings = _meanings(kept, cache, digest, catalog, embedder) if embedder else None
    chooser = Chooser(known, figures, Finder(catalog, index, meanings), calculators)
    return LoadedAssistant(known, Reader(known, lexicon, words, pinyin), chooser, answerer)


def _place_names(known: Knowledge) -> tuple[str, ...]:
    """All names of places, which are never taken for a misheard word."""
    names = [name for area in known.areas.values() for name in (area.name, *area.aliases)]
    for area in known.areas.values():
        names += [name for district in area.districts for name in (district.name, *district.aliases)]
    return (*dict.fromkeys((*names, *known.places)),)


def spoken_words(known: Knowledge) -> set[str]:
    """The words long enough to be known by their sound: of conditions, outside subjects and relatives."""
    said = {word for dimension in known.dimensions.values() for value in dimension.values for word in value.words}
    said |= {word for outside in known.outside.values() for word in outside.words}
    return {word for word in said if len(word) >= SHORTEST_SPOKEN} | SPOKEN


def _knowledge(folder: Path, kept: Path) -> Knowledge:
    path = kept / "knowledge.json"
    try:
        return Knowledge.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        known = load(folder)
        _write(path, known.model_dump_json().encode())
        return known


def _words(kept: Path, terms: tuple[str, ...]) -> Words:
    path = kept / "words.bin"
    try:
        return Words.load(path)
    except (OSError, ValueError):
        words = Words.build(terms)
        _save(path, words.save)
        return words


def _pinyin(path: Path) -> Pinyin:
    try:
        return Pinyin.load(path)
    except (OSError, ValueError):
        pinyin = Pinyin.build()
        _save(path, pinyin.save)
        return pinyin


def _catalog(kept: Path, digest: str, known: Knowledge, lexicon: Lexicon, words: Words,
             pinyin: Pinyin) -> tuple[Catalog, Index]:
    path = kept / "catalog.json"
    try:
        catalog = Catalog.from_data(json.loads(path.read_bytes()), words)
        return catalog, Index.open(kept, digest, words, pinyin)
    except (OSError, ValueError, KeyError, TypeError):
        catalog = build_catalog(known, lexicon, words)
        index = Index.build(catalog.questions, catalog.owners, catalog.question_partitions, words, pinyin)
        _write(path, json.dumps(catalog.as_data(), ensure_ascii=False).encode())
        _save(kept / "index", lambda _: index.save(kept, digest))
        return catalog, index


def _meanings(kept: Path, cache: Path, digest: str, catalog: Catalog, embedder: Embedder) -> Meanings:
    try:
        return Meanings.open(kept, digest, embedder)
    except ValueError:
        meanings = Meanings.build(catalog.questions, catalog.question_partitions, embedder,
                                  catalog.first_wordings(WORDINGS_BY_MEANING), _siblings(kept, cache), _tell_of_work)
        _save(kept / "meanings", lambda _: meanings.save(kept, digest))
        return meanings


def _make_room(kept: Path, cache: Path) -> None:
    """Forget the states of the knowledge not used for longest: every edit is one, and each takes megabytes."""
    try:
        os.utime(kept)
    except OSError:
        for folder in list(_siblings(kept, cache))[MOST_KEPT - 1 :]:
            shutil.rmtree(folder, ignore_errors=True)


def _siblings(kept: Path, cache: Path) -> Iterator[Path]:
    """What was kept of other states of the knowledge, the last used first."""
    try:
        folders = [(folder.stat().st_mtime, folder) for folder in cache.iterdir()
                   if folder.is_dir() and folder != kept and _STATE.fullmatch(folder.name)]
    except OSError:
        return
    yield from (folder for _, folder in sorted(folders, reverse=True))


def _tell_of_work(texts: int) -> None:
    if texts > 100:
        print(f"正在按意思整理{texts}种问法，可能要几分钟，只需要一次……", file=sys.stderr, flush=True)


def _write(path: Path, content: bytes) -> None:
    """Keep a file whole or not at all; a cache that can't be written is done without."""
    _save(path, lambda p: p.write_bytes(content))


def _save(path: Path, save: object) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        save(path)  # type: ignore[operator]
    except OSError:
        return
