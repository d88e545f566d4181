"""Fits `assistant/search/weights.json`: `python -m benchmarks.fit_ranking DATA [--report]`.

It sees the tuning queries and noisy copies of them, never the test queries. Prints whether the certainty keeps its
word on queries it wasn't fitted on; with `--report`, also how often the first hit is right, for each kind of noise,
when the fitting has seen neither the query nor that kind, beside TF-IDF of characters (takes some minutes more).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import assistant.search
from assistant.search import features
from assistant.search.index import Candidates
from assistant.search.ranking import ABOUT_FIRST, Hit, about_first, rank_with
from benchmarks.fitting import Floats, Lists, Settings, fit_certainty, fit_ranking, network
from benchmarks.language import pinyin, words
from benchmarks.matching_data import SETS, Asked, MatchingSet
from benchmarks.measures import reliability
from benchmarks.noise import Noise
from benchmarks.peers import TfIdf

FOLDS = 5
CLEAN = "clean"
_CLEAN_WEIGHT = 2.0
_RANKING = Settings(hidden=(16,), epochs=10)
_CERTAINTY = Settings(hidden=(8,), epochs=6, batch=128, decay=3e-3)
# Of the calls to decide on, this share is made unanswerable by taking away what would have been right.
_UNANSWERABLE_WEIGHT = 0.45
_WEIGHTS = Path(assistant.search.__file__).with_name("weights.json")

Facts = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """One query under one kind of noise, with its candidates compared."""

    source: str
    number: int
    kind: str
    candidates: Candidates
    compared: Floats
    relevant: np.ndarray[Any, np.dtype[np.bool_]]
    kin: np.ndarray[Any, np.dtype[np.bool_]]
    peer_is_right: bool

    @property
    def fold(self) -> int:
        return self.number % FOLDS

    @property
    def weight(self) -> float:
        return _CLEAN_WEIGHT if self.kind == CLEAN else 1.0


def samples(data: MatchingSet) -> list[Sample]:
    """Search for every tuning query, clean and under every kind of noise that may be fitted on."""
    index, peer = data.index(), TfIdf(data.questions)
    noise = Noise(data.questions, words(), pinyin())
    recipes: dict[str, Callable[[str, random.Random], str]] = {CLEAN: lambda text, _: text, **noise.tuned}
    found = []
    for kind, recipe in recipes.items():
        chance = random.Random(f"{data.name} {kind}")
        for number, asked in enumerate(data.tune):
            text = recipe(asked.text, chance)
            candidates = index.search(text)
            relevant, kin = _labels(data, candidates, asked)
            first = peer.search(text, 1)
            found.append(
                Sample(
                    data.name,
                    number,
                    kind,
                    candidates,
                    features.compare(candidates),
                    relevant,
                    kin,
                    bool(first) and first[0][0] in asked.relevant,
                )
            )
    return found


def _labels(data: MatchingSet, candidates: Candidates, asked: Asked) -> tuple[Any, Any]:
    """Return which candidates are relevant, and which have the meaning of one that is."""
    questions = [candidates.index.question(place) for place in candidates.places.tolist()]
    meanings = {data.owner[number] for number in asked.relevant}
    relevant = np.array([number in asked.relevant for number in questions], bool)
    kin = np.array([data.owner[number] in meanings for number in questions], bool)
    return relevant, kin | relevant


def fitted(chosen: Sequence[Sample]) -> Facts:
    """Fit the ranking on these samples."""
    return fit_ranking(
        Lists.pad([(entry.compared, entry.relevant, entry.weight) for entry in chosen]), features.NAMES, _RANKING
    )


def is_right(facts: Facts, sample: Sample) -> bool:
    """Whether the first hit is relevant."""
    scores = network(facts).scores(sample.compared)
    return bool(len(scores)) and bool(sample.relevant[int(np.argmax(scores))])


def unseen_kinds(every: Sequence[Sample]) -> None:
    """Print the share of first hits that are right when query and kind of noise are both new to the ranking."""
    kinds = list(dict.fromkeys(entry.kind for entry in every))
    heads = [f"{name} {who}" for name in SETS for who in ("new", "tf-idf")]
    print(f"{'first hit right, tune':24}" + "".join(f"{head:>14}" for head in heads))
    for kind in kinds:
        right: dict[str, list[bool]] = {name: [] for name in SETS}
        for fold in range(FOLDS):
            new = set() if kind == CLEAN else {kind, "mixed"}
            facts = fitted([entry for entry in every if entry.fold != fold and entry.kind not in new])
            for entry in every:
                if entry.fold == fold and entry.kind == kind:
                    right[entry.source].append(is_right(facts, entry))
        cells = []
        for name in SETS:
            peer = [entry.peer_is_right for entry in every if entry.source == name and entry.kind == kind]
            cells += [f"{np.mean(right[name]):14.3f}", f"{np.mean(peer):14.3f}"]
        print(f"{kind:24}" + "".join(cells), flush=True)


def _without(sample: Sample, facts: Facts) -> list[Hit]:
    """Return the hits when nothing that is right were known."""
    kept = ~sample.kin
    left = sample.candidates
    fewer = Candidates(left.index, left.query, left.terms, left.unknown, left.places[kept], left.scores[kept])
    return rank_with(network(facts), fewer, sample.compared[kept])


def decisions(every: Sequence[Sample]) -> tuple[Floats, Any, Floats, Any]:
    """Return features, truth, weight and fold of each decision, ranked by weights that haven't seen the query."""
    rows: list[list[float]] = []
    truth, weight, folds = [], [], []
    for fold in range(FOLDS):
        facts = fitted([entry for entry in every if entry.fold != fold])
        for entry in every:
            if entry.fold != fold:
                continue
            hits = rank_with(network(facts), entry.candidates, entry.compared)
            for found, share in ((hits, 1.0), (_without(entry, facts), _UNANSWERABLE_WEIGHT)):
                if found:
                    right = dict(zip(_questions(entry), entry.relevant.tolist(), strict=True))
                    rows.append(about_first(found))
                    truth.append(found is hits and right[found[0].question])
                    weight.append(share * entry.weight)
                    folds.append(fold)
    return np.array(rows, np.float32), np.array(truth, bool), np.array(weight, np.float32), np.array(folds)


def _questions(sample: Sample) -> list[int]:
    return [sample.candidates.index.question(place) for place in sample.candidates.places.tolist()]


def main() -> None:
    """Fit, report and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with med.json and gen.json")
    parser.add_argument("--report", action="store_true", help="print the table of unseen kinds of noise")
    chosen = parser.parse_args()
    folder = chosen.data
    every = [sample for name in SETS for sample in samples(MatchingSet.read(folder, name))]
    if chosen.report:
        unseen_kinds(every)
    rows, truth, weight, folds = decisions(every)
    told = np.zeros(len(truth))
    for fold in range(FOLDS):
        away = folds != fold
        facts = fit_certainty(rows[away], truth[away], weight[away], ABOUT_FIRST, _CERTAINTY)
        told[~away] = 1 / (1 + np.exp(-network(facts).scores(rows[~away])))
    print("\nThe certainty on tuning queries that it wasn't fitted on")
    print(reliability(told, truth, weight))
    weights = {
        "ranking": fitted(every),
        "certainty": fit_certainty(rows, truth, weight, ABOUT_FIRST, _CERTAINTY),
    }
    _WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False) + "\n", "utf-8")
    print(f"\nwritten: {_WEIGHTS.name}, {_WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
