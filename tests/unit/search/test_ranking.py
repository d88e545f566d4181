"""Comparing, ordering, and how sure one may be."""

from __future__ import annotations

import json
from importlib import resources

import numpy as np
import pytest

from assistant.search import Hit, Index, certainty, rank
from assistant.search.features import NAMES, compare
from assistant.search.model import Network
from assistant.search.ranking import ABOUT_FIRST, about_first
from tests.unit.search.conftest import QUESTIONS, build


def column(index: Index, query: str, name: str) -> dict[int, float]:
    """Return one feature of each candidate, by question."""
    candidates = index.search(query)
    values = compare(candidates)[:, NAMES.index(name)].tolist()
    return {index.question(place): value for place, value in zip(candidates.places.tolist(), values, strict=True)}


@pytest.mark.parametrize(
    "name",
    ["rough", "cosine_word", "query_share_character", "candidate_share_sound", "text_indel", "longest_run"],
)
def test_a_question_is_wholly_like_itself(index: Index, name: str) -> None:
    assert column(index, QUESTIONS[1], name)[1] == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("name", ["missed_query_word", "missed_candidate_character", "changed_query_word"])
def test_a_question_lacks_nothing_of_itself(index: Index, name: str) -> None:
    assert column(index, QUESTIONS[1], name)[1] == pytest.approx(0, abs=1e-5)


def test_shares_count_from_their_own_side(index: Index) -> None:
    # All of 住院 is in question 0, of whose three words it is one.
    assert column(index, "住院", "query_share_word")[0] == pytest.approx(1)
    assert 0 < column(index, "住院", "candidate_share_word")[0] < 1


def test_homophones_are_alike_by_sound_and_not_by_character(index: Index) -> None:
    assert column(index, "助员", "query_share_sound_pair")[0] == pytest.approx(1)
    assert column(index, "助员", "query_share_character")[0] == 0


def test_a_term_that_no_question_holds_counts_against_all(index: Index) -> None:
    # 住院 and 龘龘 are one word each; the unknown one weighs most, hence the share is below one half.
    assert 0 < column(index, "住院龘龘", "query_share_word")[0] < 0.5
    assert column(index, "住院龘龘", "missed_query_word")[0] == pytest.approx(1)


def test_the_longest_run_is_counted_in_neighbouring_pairs(index: Index) -> None:
    # Of the query's five pairs question 0 has 住院 alone, then 能报 报多 多少 in a row.
    assert column(index, "住院龘能报多少", "longest_run")[0] == pytest.approx(3 / 6)


def test_features_are_finite_for_any_candidates(index: Index) -> None:
    for query in [*QUESTIONS, "门", "怎么怎么怎么", "助员" * 30]:
        assert np.isfinite(compare(index.search(query))).all()


def test_the_same_question_ranks_first(index: Index) -> None:
    for number, question in enumerate(QUESTIONS):
        assert rank(index.search(question))[0].question == number


def test_hits_come_best_first_with_their_features(index: Index) -> None:
    hits = rank(index.search("门诊能报多少"))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(list(hit.features) == NAMES for hit in hits)


def test_at_most_ten_hits_are_returned() -> None:
    many = build([f"住院第{number}问" for number in range(30)], list(range(30)), [0] * 30)
    assert len(rank(many.search("住院"))) == 10


def test_nothing_found_is_no_hit_and_no_certainty(index: Index) -> None:
    assert rank(index.search("zzz")) == []
    assert certainty([]) == 0


def test_certainty_is_higher_for_a_stored_question_than_for_a_scrap_of_it(index: Index) -> None:
    whole, scrap = rank(index.search(QUESTIONS[1])), rank(index.search("是"))
    assert 0 < certainty(scrap) < certainty(whole) < 1


def test_only_other_owners_compete_with_the_first_hit() -> None:
    features = dict.fromkeys(NAMES, 0.0)
    hits = [Hit(0, 7, 2.0, features), Hit(1, 7, 1.5, features), Hit(2, 8, 1.0, features)]
    told = dict(zip(ABOUT_FIRST, about_first(hits), strict=True))
    assert (told["gap"], told["score_of_second"], told["hits_of_owner"]) == (1.0, 1.0, 2.0)
    # exp(0) + exp(-0.5) of the owner's, exp(-1) of the other's.
    assert told["share"] == pytest.approx((1 + np.exp(-0.5)) / (1 + np.exp(-0.5) + np.exp(-1)))


def test_a_network_adds_up_as_written_by_hand() -> None:
    facts = {
        "features": ["a", "b"],
        "mean": [1, 0],
        "scale": [2, 1],
        "layers": [{"weights": [[1], [0.5]], "bias": [0]}, {"weights": [[2]], "bias": [0.25]}],
    }
    # (3 - 1) / 2 + 0.5 * 4 = 3; the second row's b counts as four deviations, hence the same.
    scores = Network.load(facts).scores(np.array([[3.0, 4.0], [3.0, 400.0]]))
    assert scores.tolist() == pytest.approx([2 * np.tanh(3) + 0.25] * 2)


def test_the_packaged_weights_are_for_the_features_as_they_are() -> None:
    weights = json.loads(resources.files("assistant.search").joinpath("weights.json").read_text("utf-8"))
    assert weights["ranking"]["features"] == NAMES
    assert weights["certainty"]["features"] == ABOUT_FIRST


def test_searching_and_ranking_need_neither_pandas_nor_scikit_learn_nor_pypinyin() -> None:
    import subprocess
    import sys

    program = (
        "import sys; from assistant.search import Index, rank, certainty\n"
        "class W:\n def cut(self, t): return [t]\n def syllables(self, t): return tuple(t)\n"
        "i = Index.build(['住院', '门诊'], [0, 1], [0, 0], W(), W()); certainty(rank(i.search('住院')))\n"
        "print([name for name in ('pandas', 'sklearn', 'scipy', 'pypinyin', 'jieba') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
