"""Reads the question-matching sets that the benches measure on: a folder with `med.json` and `gen.json`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.search import Index
from benchmarks.language import normalise, pinyin, words

SETS = ("med", "gen")


@dataclass(frozen=True)
class Asked:
    """A query and the numbers of the questions that mean the same; none for one that has no answer."""

    text: str
    relevant: frozenset[int] = frozenset()


@dataclass(frozen=True)
class MatchingSet:
    """Questions, the meaning each belongs to, and queries for tuning, testing and refusing."""

    name: str
    questions: list[str]
    owner: list[int]
    tune: list[Asked]
    test: list[Asked]
    noisy: list[Asked]
    unanswerable: list[Asked]

    @classmethod
    def read(cls, folder: Path, name: str) -> MatchingSet:
        """Read one set; all texts are normalised once, the same for every system."""
        data = json.loads((folder / f"{name}.json").read_text("utf-8"))
        meanings = {meaning: number for number, meaning in enumerate(dict.fromkeys(data["cluster"]))}
        return cls(
            name,
            [normalise(text) for text in data["kb"]],
            [meanings[meaning] for meaning in data["cluster"]],
            _asked(data["tune"], "q"),
            _asked(data["test"], "q"),
            _asked(data["test"], "noisy"),
            _asked(data["unans"], "q"),
        )

    def index(self) -> Index:
        """Index the questions as one partition."""
        return Index.build(self.questions, self.owner, [0] * len(self.questions), words(), pinyin())


def _asked(rows: Sequence[dict[str, Any]], field: str) -> list[Asked]:
    return [Asked(normalise(row[field]), frozenset(row.get("rel", ()))) for row in rows]
