"""Questions by meaning: what is near, where it is looked for, and what kept vectors are good for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.search import Index, Meanings
from assistant.search.meanings import FILE_NAME
from tests.unit.search.conftest import EAST, PARTITIONS, QUESTIONS, WEST

# Words that mean the same point in the same direction.
_DIRECTIONS = (("住院", "病房"), ("门诊", "看医生"), ("异地", "外省"), ("孩子", "娃"), ("凭证", "医保码"))


class Directions:
    """Turns a text into the directions that its words point in; counts what it was given."""

    def __init__(self, name: str = "directions 1") -> None:
        self.name = name
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        vectors = np.array([[0.1, *(any(w in text for w in words) for words in _DIRECTIONS)] for text in texts])
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def build(embedder: Directions | None = None, **more: object) -> Meanings:
    return Meanings.build(QUESTIONS, PARTITIONS, embedder or Directions(), **more)  # type: ignore[arg-type]


def nearest(meanings: Meanings, query: str, partitions: list[int] | None = None) -> list[int]:
    numbers, cosines = meanings.compare(query, partitions)
    return [int(number) for number in numbers[cosines > 0.9]]


def test_a_question_is_found_in_other_words() -> None:
    assert sorted(nearest(build(), "进病房")) == [0, 1]


def test_cosines_survive_keeping_a_byte_a_dimension() -> None:
    numbers, cosines = build().compare("娃")
    assert cosines[numbers.tolist().index(5)] == pytest.approx(1, abs=0.02)


def test_only_the_partitions_asked_for_are_compared() -> None:
    numbers, _ = build().compare("外省", [WEST])
    assert sorted(numbers.tolist()) == [n for n, part in enumerate(PARTITIONS) if part == WEST]
    assert nearest(build(), "外省", [EAST]) == []
    assert len(build().compare("外省", [99])[0]) == 0


def test_only_the_questions_chosen_are_embedded() -> None:
    embedder = Directions()
    numbers, _ = build(embedder, chosen=[5, 0]).compare("病房")
    assert sorted(numbers.tolist()) == [0, 5]
    assert sorted(embedder.embedded) == sorted([QUESTIONS[0], QUESTIONS[5], "病房"])


@pytest.mark.parametrize("query", ["", "  "])
def test_nothing_said_is_near_nothing(query: str) -> None:
    assert len(build().compare(query)[0]) == 0


def test_kept_vectors_are_opened_without_embedding_anew(tmp_path: Path) -> None:
    build().save(tmp_path, "key")
    embedder = Directions()
    assert sorted(nearest(Meanings.open(tmp_path, "key", embedder), "进病房")) == [0, 1]
    assert embedder.embedded == ["进病房"]


@pytest.mark.parametrize(("key", "name"), [("other", "directions 1"), ("key", "directions 2")])
def test_vectors_of_another_key_or_model_are_not_trusted(tmp_path: Path, key: str, name: str) -> None:
    build().save(tmp_path, "key")
    with pytest.raises(ValueError):
        Meanings.open(tmp_path, key, Directions(name))


def test_damaged_vectors_are_not_trusted(tmp_path: Path) -> None:
    build().save(tmp_path, "key")
    path = tmp_path / FILE_NAME
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(ValueError):
        Meanings.open(tmp_path, "key", Directions())


def test_missing_vectors_are_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        Meanings.open(tmp_path, "key", Directions())


def test_texts_that_were_embedded_before_are_taken_over(tmp_path: Path) -> None:
    build().save(tmp_path, "key")
    embedder, told = Directions(), list[int]()
    more = Meanings.build([*QUESTIONS, "娃上学"], [*PARTITIONS, EAST], embedder, older=[tmp_path / "none", tmp_path],
                          told=told.append)
    assert (embedder.embedded, told) == (["娃上学"], [1])
    assert sorted(nearest(more, "娃")) == [5, 8]


def test_candidates_are_widened_by_questions_that_share_no_word(index: Index) -> None:
    candidates = index.search("电子凭证")
    widened = index.widened(candidates, [4, 7])
    numbers = [index.question(place) for place in widened.places.tolist()]
    assert (numbers[0], numbers[-1]) == (7, 4)
    assert sorted(numbers) == sorted({*(index.question(p) for p in candidates.places.tolist()), 4})
    assert widened.scores[-1] == 0
