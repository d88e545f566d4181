"""Finding candidates: what is found, where it is looked for, and what a kept index is good for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search import Candidates, Index
from assistant.search.index import FILE_NAME
from tests.unit.search.conftest import EAST, OWNERS, PARTITIONS, QUESTIONS, WEST, Pairs, Sounds, build


def numbers(candidates: Candidates) -> list[int]:
    return [candidates.index.question(place) for place in candidates.places.tolist()]


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_a_stored_question_finds_itself_first(index: Index, number: int) -> None:
    assert numbers(index.search(QUESTIONS[number]))[0] == number


def test_scores_fall_and_stay_above_nothing(index: Index) -> None:
    scores = index.search("门诊能报多少").scores
    assert (np.diff(scores) <= 0).all() and (scores > 0).all()


def test_a_question_is_found_by_its_sound_alone(index: Index) -> None:
    # 助员 shares no character with 住院, only both readings.
    assert set(numbers(index.search("助员"))) == {0, 1}


def test_only_the_partitions_asked_for_are_searched(index: Index) -> None:
    assert numbers(index.search("异地备案", [EAST])) == []
    assert set(numbers(index.search("异地备案", [WEST]))) == {3, 4}
    # 3, 5, 6 and 7 hold the word, 4 its second character.
    assert set(numbers(index.search("怎么", [EAST, WEST]))) == {3, 4, 5, 6, 7}


def test_an_unknown_partition_holds_nothing(index: Index) -> None:
    assert numbers(index.search("异地备案", [99])) == []


def test_owners_come_back_with_their_questions(index: Index) -> None:
    candidates = index.search("异地备案要什么材料")
    assert index.owner(candidates.places[0]) == OWNERS[4]


@pytest.mark.parametrize("query", ["", "  ", "?!", "zzz", "𠀀𠀀"])
def test_what_shares_nothing_finds_nothing(index: Index, query: str) -> None:
    assert len(index.search(query)) == 0


@given(st.text(max_size=40))
def test_no_text_breaks_the_search(query: str) -> None:
    candidates = _shared.search(query)
    assert len(set(numbers(candidates))) == len(candidates) <= len(QUESTIONS)


_shared = build()


def test_an_empty_index_finds_nothing() -> None:
    empty = build([], [], [])
    assert len(empty) == 0
    assert len(empty.search("住院")) == 0
    assert empty.suggest("住") == []


def test_questions_that_fold_to_nothing_are_never_found() -> None:
    index = build(["???", "住院能报多少", ""], [1, 2, 3], [0, 0, 0])
    assert numbers(index.search("住院")) == [1]


def test_owners_and_partitions_must_fit_the_questions() -> None:
    with pytest.raises(ValueError, match="1 owners"):
        build(["住院", "门诊"], [1], [0, 0])


def test_the_limit_keeps_the_best(index: Index) -> None:
    assert numbers(index.search("门诊能报多少", limit=2)) == numbers(index.search("门诊能报多少"))[:2]


def test_more_postings_than_the_budget_still_find_the_right_question() -> None:
    # 20,000 questions share 怎么办理 with the query; only one holds 备案 as well.
    many = [f"怎么办理{number:05d}" for number in range(20_000)]
    index = build([*many, "怎么办理备案"], [0] * 20_001, [0] * 20_001)
    assert numbers(index.search("备案怎么办理"))[0] == 20_000


def test_when_all_is_common_texts_of_like_length_are_read() -> None:
    # Every question holds every term of the query, which is more than the budget allows to read.
    longer = ["住院" * 5 for _ in range(15_000)]
    index = build([*longer, "住院"], [0] * 15_001, [0] * 15_001)
    assert numbers(index.search("住院"))[0] == 15_000


def test_terms_that_stay_in_other_wordings_are_steady() -> None:
    # Owner 1 keeps 住院 and changes the rest; owner 2 keeps 门诊.
    index = build(["住院怎样", "住院如何", "门诊怎样", "门诊如何"], [1, 1, 2, 2], [0] * 4)
    analysis = index.search("住院如何")
    by_word = dict(zip(analysis.terms.tolist(), index.steadiness[analysis.terms].tolist(), strict=True))
    (stay,), _ = index.find(np.array([_key("住院")], np.uint64))
    (change,), _ = index.find(np.array([_key("如何")], np.uint64))
    assert by_word[stay] > 0.5 > by_word[change]


def _key(word: str) -> int:
    from assistant.search.terms import word_key

    return word_key(word)


def test_completions_begin_with_what_is_typed_shortest_first(index: Index) -> None:
    assert index.suggest("住院")[:2] == [0, 1]
    # Both of eight characters, hence in the order of their text: 慢 (U+6162) comes before 看 (U+770B).
    assert index.suggest("门诊", [EAST])[:2] == [6, 2]


def test_completions_come_from_initials_and_from_whole_pinyin(index: Index) -> None:
    assert index.suggest("zy")[:2] == [0, 1]
    assert index.suggest("zhuyuannengb") == [0]


def test_what_is_typed_inside_a_question_completes_when_no_beginning_does(index: Index) -> None:
    assert index.suggest("起付线") == [1]


def test_completions_keep_to_their_partitions_and_limit(index: Index) -> None:
    assert index.suggest("异地", [EAST]) == []
    assert len(index.suggest("异地", limit=1)) == 1
    assert index.suggest(" ") == []


def test_a_kept_index_answers_as_the_built_one(index: Index, tmp_path: Path) -> None:
    index.save(tmp_path, "key")
    opened = Index.open(tmp_path, "key", Pairs(), Sounds())
    for query in [*QUESTIONS, "助员", "门诊怎么报"]:
        first, second = index.search(query), opened.search(query)
        assert first.places.tolist() == second.places.tolist()
        assert first.scores.tolist() == second.scores.tolist()
    assert opened.suggest("zy") == index.suggest("zy")


def test_an_empty_index_can_be_kept(tmp_path: Path) -> None:
    build([], [], []).save(tmp_path, "key")
    assert len(Index.open(tmp_path, "key", Pairs(), Sounds())) == 0


def test_two_builds_of_the_same_questions_are_the_same_file(tmp_path: Path) -> None:
    build().save(tmp_path / "a", "key")
    build().save(tmp_path / "b", "key")
    assert (tmp_path / "a" / FILE_NAME).read_bytes() == (tmp_path / "b" / FILE_NAME).read_bytes()


def test_the_order_of_partitions_does_not_change_what_is_found() -> None:
    turned = build(QUESTIONS, OWNERS, [WEST + EAST - partition for partition in PARTITIONS])
    assert set(numbers(turned.search("异地备案", [EAST]))) == {3, 4}
