"""Finds, among many questions, the few that may mean what a query asks: words, characters and sounds, packed.

The cost of a search is bounded: the rarest terms are read first, until a budget of postings is spent; commoner terms
only tell the questions found apart. Knows nothing of lexicons, of policy, or of what an owner is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.search import packed
from assistant.search.building import pack
from assistant.search.completing import Arrays, Completions
from assistant.search.terms import Analysis, Cutter, Field, Keys, Pronouncer, analyse, field_of, fold

Places = NDArray[np.int32]
Weights = NDArray[np.float32]
Terms = NDArray[np.int64]

FILE_NAME = "questions.index"
_FORMAT = 2
_POSTING_BUDGET = 12_000
_REFINED = 300
_STEADIEST = 0.97
_PIECE = 50_000
_FIELD_WEIGHTS = np.array([1.0, 1.0, 1.0, 0.5, 0.2], np.float32)


@dataclass(frozen=True)
class Candidates:
    """Questions that may match a query, best first by their rough score.

    Attributes:
        query: the query as analysed.
        terms: (n_terms,) the query's terms that the index knows, ascending; `unknown` counts the others by field.
        places: (n,) where the index keeps each candidate.
        scores: (n,) rough scores, higher is better; 0 for one that shares no term with the query.
    """

    index: Index
    query: Analysis
    terms: Terms
    unknown: NDArray[np.int64]
    places: Places
    scores: Weights

    def __len__(self) -> int:
        return len(self.places)


class Index:
    """An immutable index of questions. `question` numbers are positions in the sequence given to `build`."""

    def __init__(self, arrays: Arrays, syllables: Sequence[str], words: Cutter, pinyin: Pronouncer) -> None:
        self._arrays = arrays
        self._syllables = list(syllables)
        self._words, self._pinyin = words, pinyin
        self._completions = Completions(arrays, syllables)
        self._sound_codes = {syllable: code for code, syllable in enumerate(syllables)}
        self._question, self._owner = arrays["question"], arrays["owner"]
        self._keys, self._postings = arrays["keys"], arrays["postings"]
        self._posting_starts = arrays["posting_starts"]
        self._text, self._sounds, self._text_starts = arrays["text"], arrays["sounds"], arrays["text_starts"]
        self._partitions, self._partition_starts = arrays["partitions"], arrays["partition_starts"]
        self._terms, self._term_starts = arrays["terms"], arrays["term_starts"]
        held = np.diff(self._posting_starts)
        self.idf: Weights = np.log1p((len(self) - held + 0.5) / (held + 0.5)).astype(np.float32)
        self.idf_unknown = float(np.log1p((len(self) + 0.5) / 0.5))
        fields = field_of(self._keys)
        self.field_starts = np.searchsorted(fields, np.arange(len(Field) + 1))
        self.impact: Weights = self.idf * self.idf * _FIELD_WEIGHTS[fields]
        self.steadiness: Weights = arrays["steadiness"]
        self.cost: Weights = -np.log1p(-np.minimum(self.steadiness, _STEADIEST))
        self.cost_unknown = np.array(
            [np.median(self.cost[first:end]) if first < end else 0.0 for first, end in pairwise(self.field_starts)]
        )
        if "norms" not in arrays:
            arrays["norms"] = _norms(self.impact, self._terms, self._term_starts)
        self._norms = arrays["norms"]

    @classmethod
    def build(
        cls,
        questions: Sequence[str],
        owner: Sequence[int],
        partition: Sequence[int],
        words: Cutter,
        pinyin: Pronouncer,
    ) -> Index:
        """Index the questions; `owner` and `partition` have one number for each question.

        Raises:
            ValueError: the sequences differ in length, or `pinyin` doesn't give one syllable a character.
        """
        if not len(questions) == len(owner) == len(partition):
            raise ValueError(
                f"{len(questions)} questions, {len(owner)} owners, {len(partition)} partitions; expected one of each"
            )
        return cls(*pack(questions, owner, partition, words, pinyin), words, pinyin)

    def save(self, folder: Path, key: str) -> None:
        """Keep the index in `folder`, to be opened with the same `key` only."""
        facts = {"format": _FORMAT, "syllables": self._syllables}
        packed.write(Path(folder) / FILE_NAME, key, facts, self._arrays)

    @classmethod
    def open(cls, folder: Path, key: str, words: Cutter, pinyin: Pronouncer) -> Index:
        """Map a kept index into memory.

        Raises:
            ValueError: there is none, it is damaged, or it was kept for another key or by another version.
        """
        facts, arrays = packed.read(Path(folder) / FILE_NAME, key)
        if facts.get("format") != _FORMAT:
            raise ValueError(f"{folder}: index format {facts.get('format')}, expected {_FORMAT}; build it anew")
        return cls(arrays, facts["syllables"], words, pinyin)

    def __len__(self) -> int:
        return len(self._question)

    def question(self, place: int) -> int:
        """Return the number of the question kept at a place."""
        return int(self._question[place])

    def owner(self, place: int) -> int:
        """Return the owner of the question kept at a place."""
        return int(self._owner[place])

    def texts_and_sounds(self, places: Places) -> tuple[list[str], list[str]]:
        """Return the folded texts kept at these places, and their syllables' codes as one character each."""
        sizes = self.lengths(places)
        ends = np.cumsum(sizes)
        at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self._text_starts[places] - ends + sizes, sizes)
        text = self._text[at].tobytes().decode("utf-32-le", "surrogatepass")
        sounds = self._sounds[at].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        cuts = [slice(end - size, end) for end, size in zip(ends.tolist(), sizes.tolist(), strict=True)]
        return [text[cut] for cut in cuts], [sounds[cut] for cut in cuts]

    def lengths(self, places: Places) -> NDArray[np.int64]:
        """Return the number of characters of the texts kept at these places."""
        return self._text_starts[places + 1] - self._text_starts[places]

    def terms_at(self, places: Places) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the terms of the texts kept at these places, one text's after the other's, and where each begins."""
        starts = self._term_starts[places]
        sizes = self._term_starts[places + 1] - starts
        ends = np.cumsum(sizes)
        held = self._terms[np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + sizes, sizes)]
        return held, ends - sizes

    def field_of_term(self, terms: NDArray[Any]) -> NDArray[np.intp]:
        """Return the field of each term."""
        return np.searchsorted(self.field_starts, terms, side="right") - 1

    def impact_unknown(self, unknown: NDArray[np.int64]) -> float:
        """Return the impact of terms that no question holds, given their number by field."""
        return float(unknown @ _FIELD_WEIGHTS) * self.idf_unknown**2

    def find(self, keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return the term of each key, and whether there is one."""
        if not len(self._keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), bool)
        found = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return found, self._keys[found] == keys

    def search(self, query: str, partitions: Iterable[int] | None = None, limit: int = 64) -> Candidates:
        """Return up to `limit` questions that share rare terms with the query, from these partitions or from all."""
        analysis = analyse(query, self._words, self._pinyin, self._sound_codes)
        found, known = self.find(analysis.keys)
        unknown = np.bincount(field_of(analysis.keys[~known]), minlength=len(Field))
        terms = found[known]
        ranges = self._ranges(partitions)
        places, scores = self._gather(terms, ranges, len(analysis.text), limit)
        return Candidates(self, analysis, terms, unknown, places, scores)

    def widened(self, candidates: Candidates, questions: Sequence[int]) -> Candidates:
        """Return the candidates with these questions among them, scored by the terms that they share with the query."""
        wanted = self._place_of[np.asarray(questions, np.int64)]
        wanted = wanted[self._term_starts[wanted + 1] > self._term_starts[wanted]]
        added = np.setdiff1d(wanted, candidates.places).astype(np.int32)
        if not len(added):
            return candidates
        places = np.concatenate([candidates.places, added])
        scores = np.concatenate([candidates.scores, self._whole_scores(candidates.terms, added)])
        places, scores = _best(places, scores, len(places))
        return replace(candidates, places=places, scores=scores)

    @cached_property
    def _place_of(self) -> NDArray[np.int64]:
        """The place of each question."""
        return np.argsort(self._question, kind="stable")

    def suggest(self, prefix: str, partitions: Iterable[int] | None = None, limit: int = 8) -> list[int]:
        """Return question numbers that complete what is being typed, shortest first.

        Characters, pinyin initials ("ybbx") and whole pinyin ("yibaobaoxiao") complete from the beginning; where
        that gives too few, questions that share rare terms with typed characters follow.
        """
        typed = fold(prefix)
        ranges = self._ranges(partitions)
        if not typed or not ranges:
            return []
        chosen = dict.fromkeys(self._completions.find(typed, self._each_partition(ranges), limit))
        if len(chosen) < limit and not (chosen and typed.isascii()):
            chosen.update(dict.fromkeys(self.search(prefix, partitions, limit).places.tolist()))
        return [self.question(place) for place in list(chosen)[:limit]]

    def _ranges(self, partitions: Iterable[int] | None) -> list[tuple[int, int]]:
        """Return the first place and the end of each partition; all partitions make one range."""
        if partitions is None:
            return [(0, len(self))] if len(self) else []
        ranges = []
        for partition in sorted(set(partitions)):
            at = int(np.searchsorted(self._partitions, partition))
            if at < len(self._partitions) and self._partitions[at] == partition:
                ranges.append((int(self._partition_starts[at]), int(self._partition_starts[at + 1])))
        return ranges

    def _lists(self, terms: Terms, ranges: Sequence[tuple[int, int]]) -> list[tuple[float, list[Places]]]:
        """Return each term's impact and the places that hold it, cut to the ranges, shortest list first."""
        firsts, ends = self._posting_starts[terms], self._posting_starts[terms + 1]
        if ranges == [(0, len(self))]:
            order = np.argsort(ends - firsts, kind="stable")
            bounds = zip(self.impact[terms[order]].tolist(), firsts[order].tolist(), ends[order].tolist(), strict=True)
            return [(impact, [self._postings[first:end]]) for impact, first, end in bounds]
        needles = np.array(ranges, np.int32).reshape(-1)
        found = []
        for term, first, end in zip(terms.tolist(), firsts.tolist(), ends.tolist(), strict=True):
            whole = self._postings[first:end]
            cuts = np.searchsorted(whole, needles).tolist()
            pieces = [whole[low:high] for low, high in zip(cuts[::2], cuts[1::2], strict=True) if low < high]
            if pieces:
                found.append((sum(map(len, pieces)), term, pieces))
        found.sort(key=lambda entry: entry[:2])
        return [(float(self.impact[term]), pieces) for _, term, pieces in found]

    def _gather(
        self, terms: Terms, ranges: Sequence[tuple[int, int]], length: int, limit: int
    ) -> tuple[Places, Weights]:
        """Score the places of the rarest terms, then refine the best of them by the terms left out."""
        lists = self._lists(terms, ranges)
        seen: list[Places] = []
        impacts: list[float] = []
        budget = _POSTING_BUDGET
        read = 0
        for impact, pieces in lists:
            budget -= sum(map(len, pieces))
            if budget < 0 and read:
                break
            seen += [self._near_length(piece, length) for piece in pieces]
            impacts += [impact] * len(pieces)
            read += 1
        if not seen:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        together = np.concatenate(seen)
        totals = np.zeros(len(self), np.float32)
        np.add.at(totals, together, np.repeat(np.array(impacts, np.float32), [len(piece) for piece in seen]))
        places = _distinct(together)
        scores = totals[places] * self._norms[places]
        if read < len(lists):
            places, _ = _best(places, scores, max(_REFINED, limit))
            scores = self._whole_scores(terms, places)
        return _best(places, scores, limit)

    def _whole_scores(self, terms: Terms, places: Places) -> Weights:
        """Score these places by all the terms."""
        impact = np.zeros(len(self._keys), np.float32)
        impact[terms] = self.impact[terms]
        held, starts = self.terms_at(places)
        scores: Weights = np.add.reduceat(impact[held], starts) * self._norms[places]
        return scores

    def _near_length(self, piece: Places, length: int) -> Places:
        """Return the part of a long list whose texts are nearest in length: neighbours, as places go by length."""
        if len(piece) <= _POSTING_BUDGET:
            return piece
        low, high = 0, len(piece)
        while low < high:
            middle = (low + high) // 2
            place = piece[middle]
            if self._text_starts[place + 1] - self._text_starts[place] < length:
                low = middle + 1
            else:
                high = middle
        first = max(0, min(low - _POSTING_BUDGET // 2, len(piece) - _POSTING_BUDGET))
        return piece[first : first + _POSTING_BUDGET]

    def _each_partition(self, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        if ranges != [(0, len(self))]:
            return list(ranges)
        return list(pairwise(self._partition_starts.tolist()))


def _norms(impact: Weights, terms: NDArray[np.int32], starts: NDArray[np.int64]) -> Weights:
    """Return one over the length of each place's vector of weighted terms; done in pieces, to spare memory."""
    norms = np.empty(len(starts) - 1, np.float32)
    for first in range(0, len(norms), _PIECE):
        bounds = starts[first : first + _PIECE + 1]
        rows = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        sums = np.bincount(rows, impact[terms[bounds[0] : bounds[-1]]], len(bounds) - 1)
        norms[first : first + _PIECE] = 1 / np.sqrt(np.maximum(sums, 1e-9))
    return norms


def _distinct(places: Places) -> Places:
    ordered = np.sort(places)
    distinct: Places = ordered[np.append(True, ordered[1:] != ordered[:-1])]
    return distinct


def _best(places: Places, scores: Weights, limit: int) -> tuple[Places, Weights]:
    """Return the highest scores with their places, best first; equal scores in the order of their places."""
    if len(places) > limit:
        floor = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        kept = scores >= floor
        places, scores = places[kept], scores[kept]
    order = np.lexsort((places, -scores))[:limit]
    return places[order], scores[order]
