"""The systems of the speed bench with their indexes kept on disk, as each is meant to be kept."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.search import Index, rank
from benchmarks.language import pinyin, words
from benchmarks.peers import Bm25s, System, Tantivy, TfIdf

_KEY = "speed"
_LIMIT = 10
Calls = tuple[Callable[[str], Any], Callable[[str], Any]]


@dataclass(frozen=True)
class Keeper:
    """How a system's index is built and kept, and how it is opened: for queries, and for what is being typed."""

    build: Callable[[Sequence[str], Path], None]
    open: Callable[[Path], Calls]


def _build_ours(questions: Sequence[str], folder: Path) -> None:
    count = len(questions)
    Index.build(questions, range(count), [0] * count, words(), pinyin()).save(folder, _KEY)


def _open_ours(folder: Path) -> Calls:
    index = Index.open(folder, _KEY, words(), pinyin())
    return lambda text: rank(index.search(text)), index.suggest


def _calls(system: System) -> Calls:
    def search(text: str) -> Any:
        return system.search(text, _LIMIT)

    return search, search


def _build_bm25s(questions: Sequence[str], folder: Path) -> None:
    Bm25s(questions).save(folder)


def _build_tantivy(questions: Sequence[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    Tantivy(questions, folder)


def _build_tf_idf(questions: Sequence[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.pickle").write_bytes(pickle.dumps(TfIdf(questions)))


def _open_tf_idf(folder: Path) -> Calls:
    # The bench's own file, written a moment ago by the process that started this one.
    return _calls(pickle.loads((folder / "index.pickle").read_bytes()))


KEEPERS = {
    "this engine": Keeper(_build_ours, _open_ours),
    "bm25s, words": Keeper(_build_bm25s, lambda folder: _calls(Bm25s.load(folder))),
    "tantivy, words": Keeper(_build_tantivy, lambda folder: _calls(Tantivy.load(folder))),
    "TF-IDF, characters 1-2": Keeper(_build_tf_idf, _open_tf_idf),
}
