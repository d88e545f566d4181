"""Vectors of questions by meaning: which stored questions are near a query though their words differ.

Optional: an `Embedder` has to be given. Vectors are made once, a byte a dimension, and kept under the caller's key;
texts that were embedded for another key before are taken over. Knows nothing of what an owner is, or of ranking.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.search import packed

Vectors = NDArray[np.float32]
Numbers = NDArray[np.int64]

FILE_NAME = "meanings.vectors"
_FORMAT = 1
_BATCH = 64
_STEPS = 127
_REMEMBERED = 64


class Embedder(Protocol):
    """Whatever turns texts into vectors by meaning; the same text gives the same vector on one machine."""

    @property
    def name(self) -> str:
        """What the vectors depend on: model and version."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 for each text, (n_texts, n_dimensions)."""


class Meanings:
    """The vectors of some questions, by partition."""

    def __init__(self, codes: NDArray[np.int8], scale: float, numbers: Numbers, partitions: NDArray[np.int32],
                 hashes: NDArray[np.uint64], embedder: Embedder) -> None:
        self._codes, self._scale, self._hashes = codes, scale, hashes
        self._numbers, self._partitions = numbers, partitions
        self._embedder = embedder
        self._query = lru_cache(_REMEMBERED)(lambda text: embedder.embed([text])[0].astype(np.float32))

    @classmethod
    def build(cls, questions: Sequence[str], partition: Sequence[int], embedder: Embedder,
              chosen: Iterable[int] | None = None, older: Iterable[Path] = (),
              told: Callable[[int], object] = lambda _: None) -> Meanings:
        """Embed the questions, or those with the `chosen` numbers.

        Args:
            questions: All questions; their numbers are their positions.
            partition: A number for each question.
            embedder: Makes the vectors.
            chosen: Numbers of the questions to embed (None: all).
            older: Folders with vectors kept before, from which unchanged texts are taken over.
            told: Called with the number of texts to embed, if there are any.
        """
        numbers = np.array(sorted(range(len(questions)) if chosen is None else set(chosen)), np.int64)
        parts = np.asarray(partition, np.int32)[numbers]
        order = np.argsort(parts, kind="stable")
        numbers, parts = numbers[order], parts[order]
        texts = [questions[number] for number in numbers]
        hashes = np.array([_hash(text) for text in texts], np.uint64)
        vectors = _taken_over(older, hashes, embedder)
        missing = [text for text, hash_ in zip(texts, hashes.tolist(), strict=True) if hash_ not in vectors]
        if missing:
            told(len(missing))
            vectors.update((_hash(text), vector) for text, vector in _embedded(list(dict.fromkeys(missing)), embedder))
        whole = np.array([vectors[hash_] for hash_ in hashes.tolist()], np.float32).reshape(len(texts), -1)
        return cls.of(whole, numbers, parts, hashes, embedder)

    @classmethod
    def of(cls, vectors: Vectors, numbers: Numbers, partitions: NDArray[np.int32], hashes: NDArray[np.uint64],
           embedder: Embedder) -> Meanings:
        """Keep ready-made vectors, (n, n_dimensions), a byte a dimension; rows go by partition."""
        scale = float(np.abs(vectors).max(initial=0.0)) / _STEPS or 1.0
        return cls(np.rint(vectors / scale).astype(np.int8), scale, numbers, partitions, hashes, embedder)

    def save(self, folder: Path, key: str) -> None:
        """Keep the vectors in `folder`, to be opened with the same `key` and embedder only."""
        facts = {"format": _FORMAT, "scale": self._scale, "embedder": self._embedder.name, "key": key}
        arrays: dict[str, NDArray[Any]] = {
            "codes": self._codes, "numbers": self._numbers, "partitions": self._partitions, "hashes": self._hashes,
        }  # fmt: skip
        packed.write(Path(folder) / FILE_NAME, _file_key(self._embedder), facts, arrays)

    @classmethod
    def open(cls, folder: Path, key: str, embedder: Embedder) -> Meanings:
        """Map kept vectors into memory.

        Raises:
            ValueError: there are none, they are damaged, or were kept for another key, embedder or version.
        """
        facts, kept = _read(Path(folder), embedder)
        if facts["key"] != key:
            raise ValueError(f"{folder}: vectors made for {facts['key']!r}, expected {key!r}; make them anew")
        return cls(kept["codes"], facts["scale"], kept["numbers"], kept["partitions"], kept["hashes"], embedder)

    def __len__(self) -> int:
        return len(self._numbers)

    def compare(self, query: str, partitions: Iterable[int] | None = None) -> tuple[Numbers, Vectors]:
        """Return the numbers of all embedded questions of these partitions (None: all) and their cosines, both (n,)."""
        if not len(self) or not query.strip():
            return np.empty(0, np.int64), np.empty(0, np.float32)
        pieces = self._pieces(partitions)
        vector = self._query(query) * np.float32(self._scale)
        found = [self._codes[piece].astype(np.float32) @ vector for piece in pieces]
        empty = np.empty(0, np.float32)
        return (np.concatenate([self._numbers[:0], *(self._numbers[piece] for piece in pieces)]),
                np.concatenate([empty, *found]))

    def _pieces(self, partitions: Iterable[int] | None) -> list[slice]:
        """Return the rows of each partition: they lie together."""
        if partitions is None:
            return [slice(0, len(self))]
        bounds = [(int(np.searchsorted(self._partitions, part, "left")),
                   int(np.searchsorted(self._partitions, part, "right"))) for part in sorted(set(partitions))]
        return [slice(first, end) for first, end in bounds if first < end]


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _embedded(texts: list[str], embedder: Embedder) -> Iterable[tuple[str, Vectors]]:
    """Give each text with its vector; texts of like length are embedded together."""
    texts = sorted(texts, key=lambda text: (len(text), text))
    for first in range(0, len(texts), _BATCH):
        batch = texts[first : first + _BATCH]
        yield from zip(batch, embedder.embed(batch), strict=True)


def _taken_over(older: Iterable[Path], wanted: NDArray[np.uint64], embedder: Embedder) -> dict[int, Vectors]:
    """Return the vectors of texts that the first readable one of these folders holds."""
    for folder in older:
        try:
            facts, kept = _read(folder, embedder)
        except ValueError:
            continue
        rows = np.flatnonzero(np.isin(kept["hashes"], wanted))
        vectors = kept["codes"][rows].astype(np.float32) * np.float32(facts["scale"])
        return dict(zip(kept["hashes"][rows].tolist(), vectors, strict=True))
    return {}


def _file_key(embedder: Embedder) -> str:
    return f"{_FORMAT} {embedder.name}"


def _read(folder: Path, embedder: Embedder) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    return packed.read(folder / FILE_NAME, _file_key(embedder))
