"""Puts an utterance into standard wording: fillers out, dialect and everyday words in, homophones mended.

The words come from the knowledge; this module owns how they are applied, and keeps for each change what was said
and where. Numbers are never touched. Knows neither the policy nor the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.text.asides import Asides
from assistant.text.corrector import Corrector
from assistant.text.numerals import QuantityKind, find_quantities
from assistant.text.pinyin import Pinyin
from assistant.text.places import Gazetteer
from assistant.text.words import Words

# From this length on a word is taken even where the cut into words would divide it.
_SELF_EVIDENT = 4
# Fillers this short are such only where a clause begins: 那个 in 交低的那个 is none.
_SHORT_FILLER = 2
_CLAUSE_END = ",.?!;: "
_PAUSE = ",;: "
# Before these a short filler is the subject of the clause: 那个是什么, 那个呢.
_PREDICATE = re.compile(r"是|呢|的|要|有|能|可|怎|什么|多少|[,.?!;:]|$")


# Where speech without any punctuation pauses behind an amount: a hesitation, or 那个 that begins something new.
_SPOKEN_PAUSE = re.compile(
    r"(?<=[一二两三四五六七八九十百千万元块\d])(?:嗯+|呃+|就是说|那个(?![的是人月星]))(?=.)"
)
# Where such speech goes on to the next of several: the next group of people, or what came on top of a sum.
_SPOKEN_NEXT = re.compile(
    r"[\d一二两三四五六七八九十百千万](?:个人|人|个|口人|口)(?=(?:高|低|贵|便宜)(?:档|的)|[一二]档|还有|另外)|"
    r"[\d一二两三四五六七八九十百千万亿](?:元|块钱?)?(?=还有|另外|后来|后尾|又|再[加花看住买交去来追添])"
)
# Where such speech turns from one of two people to the other (我还在上班|她退了|我花了一百块|她花了两百).
_SPOKEN_TURN = re.compile(
    r"(?:[了着班休职保次院钱元块]|\d|[一二两三四五六七八九十百千万])"
    r"(?=[我俺她他佢](?![们哋的嘅爸妈爹娘公婆老爷奶家屋哥姐弟妹儿女]|自己?[付掏出]))")
_OF_ONESELF, _OF_ANOTHER = re.compile("[我俺]"), re.compile("[她他佢]")
# Where the question begins right behind a sum.
_RUNS_ON = re.compile(
    r"[\d一二两三四五六七八九十百千][万亿千百]?(?:元|块钱?|[万亿])(?=年底|最多|最后|一共|总共|合计|累计|到底|[我俺]|那(?![个些种次回天年笔张会时边里份么])|(?:能|可以|应该|该)(?:给|报|拿|领|返|救助|退))"
)
_LEAST_SPOKEN = 20


class ChangeKind(StrEnum):
    """Why words were changed."""

    FILLER = "filler"
    DIALECT = "dialect"
    VARIANT = "variant"
    HOMOPHONE = "homophone"


@dataclass(frozen=True)
class Change:
    """What was said at `start:end` of the utterance, and what it is taken as (empty for a filler)."""

    said: str
    taken_as: str
    start: int
    end: int
    kind: ChangeKind


@dataclass(frozen=True)
class Rewritten:
    """An utterance in standard wording, and what was changed, in the order it was applied."""

    text: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Term:
    """An official term and what people say instead; `rewrite` says whether those are replaced by it."""

    term: str
    variants: tuple[str, ...] = ()
    rewrite: bool = True
    topic: str = ""


def vocabulary(terms: Iterable[Term], dialect: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words that the dictionary of `Words.build` should know so that a `Lexicon` finds them."""
    words = {word for term in terms for word in (term.term, *term.variants)} | set(dialect)
    return tuple(sorted(word for word in words if len(word) > 1))


class Lexicon:
    """The terms, what stands for them, and the function words of the dialects."""

    def __init__(self, terms: Iterable[Term], dialect: Mapping[str, str], fillers: Iterable[str], pinyin: Pinyin,
                 words: Words, names: Iterable[str] = (), spoken: Iterable[str] = (),
                 asides: Iterable[str] = ()) -> None:
        """Take the words in; `dialect` maps what is said to what is meant, `names` (of places) are never corrected.

        `spoken` are no terms, but meant where something sounds like them; `asides` are said to the one who answers.
        """
        self._terms = tuple(terms)
        self._words = words
        self._dialect = _Replacer(dialect, words)
        variants = {said: term.term for term in self._terms if term.rewrite for said in term.variants}
        # A term stands for itself, so that no part of it is taken for a variant of another.
        self._variants = _Replacer({**{term.term: term.term for term in self._terms}, **variants}, words)
        self._fillers: dict[str, list[str]] = {}
        for filler in sorted({filler for filler in fillers if filler}, key=len, reverse=True):
            self._fillers.setdefault(filler[0], []).append(filler)
        self._asides = Asides(asides)
        self._concepts: dict[str, str] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._learn_names()
        targets = {name for name, term in self._concepts.items() if name == term or name in variants or len(name) > 3}
        self._corrector = Corrector(targets | set(spoken), pinyin, words, names)
        self._places = Gazetteer(names)

    def rewrite(self, text: str) -> Rewritten:
        """Return a normalised utterance in standard wording. The same text always comes out the same."""
        draft = _Draft(text)
        self._drop_asides(draft)
        self._drop_fillers(draft)
        self._dialect.apply(draft, ChangeKind.DIALECT)
        untouchable = [*_numbers(draft.text), *((place.start, place.end) for place in self._places.find(draft.text))]
        for correction in reversed(self._corrector.find(draft.text, untouchable)):
            draft.replace(correction.start, correction.end, correction.term, ChangeKind.HOMOPHONE)
        self._variants.apply(draft, ChangeKind.VARIANT)
        return Rewritten(draft.text, tuple(draft.changes))

    def to_the_matter(self, text: str) -> str:
        """Return a normalised utterance without the clauses that are only said to the one who answers."""
        draft = _Draft(text)
        self._drop_asides(draft)
        return draft.text

    def standardised(self, text: str) -> str:
        """Return text that was written with care in standard wording: nothing is taken as a slip."""
        draft = _Draft(text)
        self._dialect.apply(draft, ChangeKind.DIALECT)
        self._variants.apply(draft, ChangeKind.VARIANT)
        return draft.text

    def concept(self, word: str) -> str | None:
        """Return the official term that a word stands for, itself if it is one, None if it is unknown."""
        return self._concepts.get(word)

    def synonyms(self, word: str) -> tuple[str, ...]:
        """Return the other names of what the word stands for, the official one first; () for an unknown word."""
        concept = self._concepts.get(word)
        return tuple(name for name in self._names.get(concept or "", {}) if name != word)

    def _learn_names(self) -> None:
        for term in self._terms:
            self._concepts[term.term] = term.term
        for term in self._terms:
            names = self._names.setdefault(term.term, {term.term: None})
            for said in term.variants:
                self._concepts.setdefault(said, term.term)
                names[said] = None

    def _drop_asides(self, draft: _Draft) -> None:
        for start, end in reversed(self._asides.find(draft.text)):
            draft.replace(start, end, "", ChangeKind.FILLER)

    def _drop_fillers(self, draft: _Draft) -> None:
        """Take out fillers unless nothing else is there."""
        if len(draft.text) >= _LEAST_SPOKEN and not any(mark in draft.text for mark in ",.?!;:"):
            for pause in reversed(list(_SPOKEN_PAUSE.finditer(draft.text))):
                draft.replace(pause.start(), pause.end(), ",", ChangeKind.FILLER)
            self._pause_behind(_SPOKEN_NEXT, draft)
            if _OF_ONESELF.search(draft.text) and _OF_ANOTHER.search(draft.text):
                self._pause_behind(_SPOKEN_TURN, draft)
        self._pause_behind(_RUNS_ON, draft)
        places, length = self._filler_places(draft.text), len(draft.text)
        kept = length - sum(end - start for start, end in places)
        rest = "".join(char for at, char in enumerate(draft.text) if not any(s <= at < e for s, e in places))
        if not places or not kept or not rest.strip(_CLAUSE_END):
            return
        for start, end in reversed(places):
            draft.replace(start, end, "", ChangeKind.FILLER)
        while places[0][0] == 0 and draft.text[0] in _CLAUSE_END:
            draft.replace(0, 1, "", ChangeKind.FILLER)
        while places[-1][1] == length and draft.text[-1] in _PAUSE:
            draft.replace(len(draft.text) - 1, len(draft.text), "", ChangeKind.FILLER)

    def _pause_behind(self, told: re.Pattern[str], draft: _Draft) -> None:
        for match in reversed(list(told.finditer(draft.text))):
            draft.replace(match.end() - 1, match.end(), f"{match[0][-1]},", ChangeKind.FILLER)

    def _filler_places(self, text: str) -> list[tuple[int, int]]:
        places: list[tuple[int, int]] = []
        edges = _word_edges(self._words.cut(text))
        at, opening = 0, True
        while at < len(text):
            filler = self._filler_at(text, at, opening, edges)
            if filler is not None:
                places.append((at, at + len(filler)))
                at += len(filler)
                opening = True
                continue
            opening = text[at] in _CLAUSE_END
            at += 1
        return places

    def _filler_at(self, text: str, at: int, opening: bool, edges: set[int]) -> str | None:
        """The longest filler at `at`; a short one only as a word of its own where a clause opens."""
        for filler in self._fillers.get(text[at], ()):
            alone = opening and {at, at + len(filler)} <= edges and _is_idle(filler, text, at)
            if (alone or len(filler) > _SHORT_FILLER) and text.startswith(filler, at):
                return filler
        return None


def _is_idle(filler: str, text: str, at: int) -> bool:
    """Whether a short filler says nothing there; 那个 may be what the clause is about."""
    return filler[0] not in "那这" or not _PREDICATE.match(text, at + len(filler))


class _Draft:
    """A text being rewritten; each character knows which part of the utterance it stands for."""

    def __init__(self, text: str) -> None:
        self.utterance = self.text = text
        self._spans = [(at, at + 1) for at in range(len(text))]
        self.changes: list[Change] = []

    def replace(self, start: int, end: int, new: str, kind: ChangeKind) -> None:
        """Put `new` for `text[start:end]` (not empty) and remember the change."""
        first, last = self._spans[start][0], self._spans[end - 1][1]
        self.changes.append(Change(self.utterance[first:last], new, first, last, kind))
        self.text = self.text[:start] + new + self.text[end:]
        self._spans[start:end] = [(first, last)] * len(new)


class _Replacer:
    """Replaces words by others: the longest at each place, if ordinary words don't claim its characters."""

    def __init__(self, replacements: Mapping[str, str], words: Words) -> None:
        self._replacements = {said: new for said, new in replacements.items() if said}
        self._words = words
        heads = {said[0] for said in self._replacements}
        self._heads = re.compile(f"[{re.escape(''.join(sorted(heads)))}]") if heads else None
        self._longest = max(map(len, self._replacements), default=0)

    def apply(self, draft: _Draft, kind: ChangeKind) -> None:
        """Replace all that is found, from the end so that places stay right."""
        if self._heads is None or not self._heads.search(draft.text):
            return
        for start, end, new in reversed(self._find(draft.text)):
            draft.replace(start, end, new, kind)

    def _find(self, text: str) -> list[tuple[int, int, str]]:
        edges = _word_edges(self._words.cut(text))
        found, at = [], 0
        while at < len(text):
            said = self._at(text, at, edges)
            if said is None:
                at += 1
                continue
            if self._replacements[said] != said:
                found.append((at, at + len(said), self._replacements[said]))
            at += len(said)
        return found

    def _at(self, text: str, at: int, edges: set[int]) -> str | None:
        for length in range(min(self._longest, len(text) - at), 0, -1):
            said = text[at : at + length]
            new = self._replacements.get(said)
            if new is None or self._stands_already(text, at, said, new):
                continue
            if len(said) >= _SELF_EVIDENT or (at in edges and at + length in edges):
                return said
        return None

    def _stands_already(self, text: str, at: int, said: str, new: str) -> bool:
        """Whether the replacement is already there in full around the word: 个账 in 个人账户 never doubles."""
        inside = new.find(said) if said != new else -1
        return inside >= 0 and text[max(0, at - inside) : max(0, at - inside) + len(new)] == new


def _word_edges(cut: list[str]) -> set[int]:
    edges, at = {0}, 0
    for word in cut:
        at += len(word)
        edges.add(at)
    return edges


def _numbers(text: str) -> list[tuple[int, int]]:
    """The places of numbers; a rank (三级) may be part of a term."""
    return [
        (quantity.start, quantity.end)
        for quantity in find_quantities(text)
        if quantity.kind is not QuantityKind.ORDINAL
    ]
