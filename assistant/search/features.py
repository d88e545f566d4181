"""Compares a query with each candidate: shares of rare terms both ways, cosines, edit similarity, runs, lengths.

All features are ratios that don't depend on how many questions the index holds. Knows nothing of weights.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel, JaroWinkler, Levenshtein, Postfix, Prefix

from assistant.search.index import Candidates
from assistant.search.terms import Field

Matrix = NDArray[np.float32]

_FIELDS = len(Field)
_NAMES = [field.name.lower() for field in Field]
_EDITS = {"indel": Indel, "levenshtein": Levenshtein, "jaro_winkler": JaroWinkler, "prefix": Prefix, "postfix": Postfix}
_SOUND_EDITS = {"indel": Indel, "levenshtein": Levenshtein}

_SHARED = [f"{kind}_{name}" for kind in ("cosine", "query_share", "candidate_share") for name in _NAMES]
_SIDES = ("query", "candidate")
_MISSED = [f"missed_{side}_{name}" for side in _SIDES for name in ("word", "character", "sound")]
_CHANGED = [
    f"{kind}_{side}_{name}" for side in _SIDES for kind in ("changed", "kept") for name in ("word", "character")
]
_EDITED = [f"text_{name}" for name in _EDITS] + [f"sound_{name}" for name in _SOUND_EDITS]
_SHAPE = ["longest_run", "longest_sound_run", "length_ratio", "length_difference"]
COMPARED = ["rough", *_SHARED, *_MISSED, *_CHANGED, *_EDITED, *_SHAPE]
ABOUT_QUERY = ["query_length", "query_known_words", "query_known_pairs", "query_known_sound_pairs"]
NAMES = [*COMPARED, *ABOUT_QUERY]


def compare(candidates: Candidates) -> Matrix:
    """Return the features, (n_candidates, len(NAMES)), in the order of the candidates and of NAMES."""
    if not len(candidates):
        return np.empty((0, len(NAMES)), np.float32)
    shared, missed, runs = _terms(candidates)
    rough = candidates.scores[:, None] / np.maximum(_query_norm(candidates), 1e-6)
    about = np.broadcast_to(_about_query(candidates), (len(candidates), len(ABOUT_QUERY)))
    parts = [rough, shared, missed, _edits(candidates), runs, _lengths(candidates), about]
    return np.concatenate(parts, axis=1, dtype=np.float32)


def _query_norm(candidates: Candidates) -> float:
    index = candidates.index
    known = float(index.impact[candidates.terms].sum())
    return float(np.sqrt(known + index.impact_unknown(candidates.unknown)))


def _terms(candidates: Candidates) -> tuple[Matrix, Matrix, Matrix]:
    """Compare the terms: what is shared by field, the rarest that isn't, and the longest runs that are."""
    index, count = candidates.index, len(candidates)
    terms, starts = index.terms_at(candidates.places)
    rows = np.repeat(np.arange(count), np.diff(starts, append=len(terms)))
    fields = index.field_of_term(terms)
    weights = index.idf[terms]
    at = np.minimum(np.searchsorted(candidates.terms, terms), max(len(candidates.terms) - 1, 0))
    hit = candidates.terms[at] == terms
    slots = rows * _FIELDS + fields

    def by_field(values: NDArray[Any]) -> Matrix:
        return np.bincount(slots, values, count * _FIELDS).reshape(count, _FIELDS).astype(np.float32)

    squares = weights * weights
    held, held_squares = by_field(weights), by_field(squares)
    common, common_squares = by_field(weights * hit), by_field(squares * hit)
    asked, asked_squares = _query_sums(candidates)
    cosine = common_squares / np.sqrt(np.maximum(held_squares * asked_squares, 1e-9))
    shared = np.hstack([cosine, common / np.maximum(asked, 1e-9), common / np.maximum(held, 1e-9)])

    matched = np.zeros((count, len(candidates.terms)), bool)
    matched[rows[hit], at[hit]] = True
    cost = index.cost[terms]
    changed = _changed(candidates, matched, by_field(cost * ~hit), by_field(cost * hit))
    missed = np.hstack([_missed_query(candidates, matched), _missed_candidate(rows, fields, weights, hit, starts)])
    missed /= np.float32(index.idf_unknown)
    return shared, np.hstack([missed, changed]), _runs(candidates, matched)


def _query_sums(candidates: Candidates) -> tuple[Matrix, Matrix]:
    index = candidates.index
    weights = index.idf[candidates.terms]
    fields = index.field_of_term(candidates.terms)
    sums = np.bincount(fields, weights, _FIELDS) + candidates.unknown * index.idf_unknown
    squares = np.bincount(fields, weights * weights, _FIELDS) + candidates.unknown * index.idf_unknown**2
    return sums.astype(np.float32), squares.astype(np.float32)


_MISSABLE = (Field.WORD, Field.CHARACTER, Field.SOUND)


def _missed_query(candidates: Candidates, matched: NDArray[np.bool_]) -> Matrix:
    """Return the weight of the rarest of the query's terms that a candidate lacks, by field."""
    index = candidates.index
    weights = index.idf[candidates.terms] * ~matched
    fields = index.field_of_term(candidates.terms)
    columns = []
    for field in _MISSABLE:
        worst = weights[:, fields == field].max(axis=1, initial=0)
        columns.append(np.full(len(worst), index.idf_unknown) if candidates.unknown[field] else worst)
    return np.stack(columns, axis=1).astype(np.float32)


_CHANGEABLE = (Field.WORD, Field.CHARACTER)


def _changed(candidates: Candidates, matched: NDArray[np.bool_], lacking: Matrix, common: Matrix) -> Matrix:
    """Return how unlikely it is that the terms of one side alone were changed, and that those of both were kept."""
    index = candidates.index
    cost = index.cost[candidates.terms]
    fields = index.field_of_term(candidates.terms)
    columns = []
    for field in _CHANGEABLE:
        inside = np.where(fields == field, cost, 0).astype(np.float32)
        held = matched @ inside
        total = inside.sum() + candidates.unknown[field] * index.cost_unknown[field]
        columns.append((total - held, held / max(float(total), 1e-6)))
    asked = [column for pair in zip(*columns, strict=True) for column in pair]
    change = [lacking[:, field] for field in _CHANGEABLE]
    kept = [common[:, field] / np.maximum(common[:, field] + lacking[:, field], 1e-6) for field in _CHANGEABLE]
    return np.stack([*asked, *change, *kept], axis=1).astype(np.float32)


def _missed_candidate(
    rows: NDArray[np.intp],
    fields: NDArray[np.intp],
    weights: NDArray[np.float32],
    hit: NDArray[np.bool_],
    firsts: NDArray[np.int64],
) -> Matrix:
    """Return the weight of the rarest of a candidate's terms that the query lacks, by field."""
    lacking = np.where(hit, np.float32(0), weights)
    columns = [np.maximum.reduceat(np.where(fields == field, lacking, 0), firsts) for field in _MISSABLE]
    return np.stack(columns, axis=1).astype(np.float32)


def _runs(candidates: Candidates, matched: NDArray[np.bool_]) -> Matrix:
    """Return the longest run of neighbours that a candidate has too, as a share of the query: text, then sound."""
    index = candidates.index
    columns = []
    for keys in candidates.query.runs:
        terms, known = index.find(keys)
        at = np.searchsorted(candidates.terms, terms)
        current = np.zeros(len(candidates), np.float32)
        longest = current.copy()
        for column, usable in zip(at.tolist(), known.tolist(), strict=True):
            current = (current + 1) * matched[:, column] if usable else np.zeros_like(current)
            np.maximum(longest, current, out=longest)
        columns.append(longest / max(len(keys), 1))
    return np.stack(columns, axis=1)


def _edits(candidates: Candidates) -> Matrix:
    texts, spoken = candidates.index.texts_and_sounds(candidates.places)
    asked_sound = "".join(map(chr, candidates.query.sounds))
    columns = [
        process.cdist([candidates.query.text], texts, scorer=kind.normalized_similarity)[0] for kind in _EDITS.values()
    ]
    columns += [
        process.cdist([asked_sound], spoken, scorer=kind.normalized_similarity)[0] for kind in _SOUND_EDITS.values()
    ]
    return np.stack(columns, axis=1)


def _lengths(candidates: Candidates) -> Matrix:
    asked = max(len(candidates.query.text), 1)
    held = candidates.index.lengths(candidates.places).astype(np.float32)
    ratio = np.minimum(held, asked) / np.maximum(np.maximum(held, asked), 1)
    return np.stack([ratio, np.clip((held - asked) / asked, -1, 3)], axis=1)


def _about_query(candidates: Candidates) -> Matrix:
    known = np.bincount(candidates.index.field_of_term(candidates.terms), minlength=_FIELDS)
    shares = known / np.maximum(known + candidates.unknown, 1)
    length = min(len(candidates.query.text), 40) / 40
    return np.array([length, *shares[[Field.WORD, Field.PAIR, Field.SOUND_PAIR]]], np.float32)
