"""The systems measured beside this one, each behind the same two calls: made from questions, searched with a query.

They come with the extra `bench`; one that isn't installed raises ImportError when made. All get the same normalised
texts, and those that need words get the same words.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant.search import Candidates, Embedder, Hit, Index, Meanings, certainty, features, rank
from assistant.search.ranking import network_scores, rank_by
from assistant.search.terms import fold
from benchmarks.language import pinyin, words

Found = list[tuple[int, float]]


class System(Protocol):
    """Returns question numbers with their scores, best first."""

    def search(self, query: str, limit: int) -> Found: ...


class Ours:
    """This project's engine; the score is its certainty for the first hit, its ranking's order after that."""

    def __init__(self, questions: Sequence[str], owner: Sequence[int] | None = None) -> None:
        owners = list(range(len(questions))) if owner is None else list(owner)
        self.index = Index.build(questions, owners, [0] * len(questions), words(), pinyin())

    def search(self, query: str, limit: int) -> Found:
        hits = rank(self.index.search(query))
        sure = certainty(hits)
        return [(hit.question, sure - place) for place, hit in enumerate(hits[:limit])]


class OursByMeaning:
    """This project's engine with the extra `semantic`: nearness in meaning adds candidates and counts in the ranking.

    How much it counts is fitted on tuning queries, never on those that are measured.
    """

    _NEAREST = 30
    _WEIGHTS = (0, 5, 10, 15, 20, 30, 40, 60, 80)

    def __init__(self, ours: Ours, questions: Sequence[str], tune: Sequence[tuple[str, frozenset[int]]],
                 embedder: Embedder, kept: Path) -> None:
        self._index = ours.index
        key = str(zlib.crc32("\n".join(questions).encode()))
        try:
            self._meanings = Meanings.open(kept, key, embedder)
        except ValueError:
            self._meanings = Meanings.build(questions, [0] * len(questions), embedder)
            self._meanings.save(kept, key)
        looked = [(self._look(text), relevant) for text, relevant in tune]
        self.weight = max(self._WEIGHTS, key=lambda weight: sum(self._first(found, weight) in relevant
                                                                for found, relevant in looked))

    def _look(self, query: str) -> tuple[Candidates, features.Matrix, Any]:
        candidates = self._index.search(query)
        numbers, cosines = self._meanings.compare(query)
        if not len(candidates):
            return candidates, features.compare(candidates), np.empty(0)
        nearest = np.argsort(-cosines, kind="stable")[: self._NEAREST]
        candidates = self._index.widened(candidates, numbers[nearest].tolist())
        by_number = np.zeros(len(self._index))
        by_number[numbers] = cosines - cosines[nearest].mean()
        near = by_number[[self._index.question(place) for place in candidates.places.tolist()]]
        return candidates, features.compare(candidates), near

    def _hits(self, found: tuple[Candidates, features.Matrix, Any], weight: float) -> list[Hit]:
        candidates, compared, near = found
        return rank_by(network_scores(compared) + weight * near, candidates, compared) if len(candidates) else []

    def _first(self, found: tuple[Candidates, features.Matrix, Any], weight: float) -> int:
        hits = self._hits(found, weight)
        return hits[0].question if hits else -1

    def search(self, query: str, limit: int) -> Found:
        hits = self._hits(self._look(query), self.weight)
        sure = certainty(hits)
        return [(hit.question, sure - place) for place, hit in enumerate(hits[:limit])]


def _cut(text: str) -> list[str]:
    return [word for word in words().cut(fold(text)) if word.strip()]


class Bm25s:
    """bm25s over words, its numpy backend."""

    def __init__(self, questions: Sequence[str]) -> None:
        import bm25s

        self._retriever = bm25s.BM25()
        self._retriever.index([_cut(text) for text in questions], show_progress=False)
        self._count = len(questions)

    def save(self, folder: Path) -> None:
        """Keep the index."""
        self._retriever.save(str(folder))

    @classmethod
    def load(cls, folder: Path) -> Bm25s:
        """Map a kept index into memory."""
        import bm25s

        opened = cls.__new__(cls)
        opened._retriever = bm25s.BM25.load(str(folder), mmap=True)
        opened._count = int(opened._retriever.scores["num_docs"])
        return opened

    def search(self, query: str, limit: int) -> Found:
        cut = [word for word in _cut(query) if word in self._retriever.vocab_dict]
        if not cut:
            return []
        places, scores = self._retriever.retrieve([cut], k=min(limit, self._count), show_progress=False, n_threads=0)
        return [(int(at), float(score)) for at, score in zip(places[0], scores[0], strict=True) if score > 0]


class Tantivy:
    """tantivy over words, one thread, in memory or in a folder."""

    def __init__(self, questions: Sequence[str], folder: Path | None = None) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, fast=True)
        builder.add_text_field("text", stored=False, tokenizer_name="whitespace")
        index = tantivy.Index(builder.build(), str(folder) if folder else None)
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        for number, text in enumerate(questions):
            writer.add_document(tantivy.Document(number=number, text=" ".join(_cut(text))))
        writer.commit()
        writer.wait_merging_threads()
        self._read(index)

    @classmethod
    def load(cls, folder: Path) -> Tantivy:
        """Open an index kept in a folder."""
        import tantivy

        opened = cls.__new__(cls)
        opened._read(tantivy.Index.open(str(folder)))
        return opened

    def _read(self, index: Any) -> None:
        import tantivy

        index.reload()
        self._tantivy, self._schema, self._searcher = tantivy, index.schema, index.searcher()

    def search(self, query: str, limit: int) -> Found:
        terms = [
            (self._tantivy.Occur.Should, self._tantivy.Query.term_query(self._schema, "text", word, "freq"))
            for word in _cut(query)
        ]
        if not terms:
            return []
        found = self._searcher.search(self._tantivy.Query.boolean_query(terms), limit).hits
        return [(int(self._searcher.doc(address)["number"][0]), float(score)) for score, address in found]


class Fts5:
    """SQLite's full-text search over trigrams, any of which may match."""

    def __init__(self, questions: Sequence[str]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute("CREATE VIRTUAL TABLE kept USING fts5(text, tokenize='trigram', detail='full')")
        rows = ((number, text) for number, text in enumerate(questions))
        self._base.executemany("INSERT INTO kept(rowid, text) VALUES (?, ?)", rows)

    def search(self, query: str, limit: int) -> Found:
        text = fold(query)
        grams = {f'"{text[at : at + 3]}"' for at in range(len(text) - 2)}
        if not grams:
            return []
        rows = self._base.execute(
            "SELECT rowid, bm25(kept) FROM kept WHERE kept MATCH ? ORDER BY 2 LIMIT ?",
            (" OR ".join(sorted(grams)), limit),
        )
        return [(int(number), -float(score)) for number, score in rows]


class TfIdf:
    """scikit-learn's TF-IDF of single characters and pairs, cosine."""

    def __init__(self, questions: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), dtype=np.float32)
        self._by_term = self._vectorizer.fit_transform(questions).T.tocsr()

    def search(self, query: str, limit: int) -> Found:
        scores = self._vectorizer.transform([query]) @ self._by_term
        if not scores.nnz:
            return []
        kept = np.argsort(-scores.data, kind="stable")[:limit] if scores.nnz <= limit else _top(scores.data, limit)
        return [(int(scores.indices[at]), float(scores.data[at])) for at in kept]


def _top(values: Any, limit: int) -> Any:
    part = np.argpartition(-values, limit)[:limit]
    return part[np.argsort(-values[part], kind="stable")]


class RapidFuzz:
    """One of rapidfuzz's scorers against every question."""

    def __init__(self, questions: Sequence[str], scorer: str) -> None:
        from rapidfuzz import fuzz

        self._scorer: Any = getattr(fuzz, scorer)
        self._cuts = scorer == "token_set_ratio"
        self._texts = [self._prepare(text) for text in questions]

    def _prepare(self, text: str) -> str:
        return " ".join(_cut(text)) if self._cuts else fold(text)

    def search(self, query: str, limit: int) -> Found:
        from rapidfuzz import process

        found = process.extract(self._prepare(query), self._texts, scorer=self._scorer, limit=limit)
        return [(int(number), float(score)) for _, score, number in found]


PEERS: dict[str, Callable[[Sequence[str]], System]] = {
    "bm25s, words": Bm25s,
    "tantivy, words": Tantivy,
    "SQLite FTS5, trigrams": Fts5,
    "TF-IDF, characters 1-2": TfIdf,
    "rapidfuzz ratio": lambda questions: RapidFuzz(questions, "ratio"),
    "rapidfuzz token_set_ratio": lambda questions: RapidFuzz(questions, "token_set_ratio"),
    "rapidfuzz WRatio": lambda questions: RapidFuzz(questions, "WRatio"),
}
