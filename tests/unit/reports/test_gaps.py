from __future__ import annotations

from hypothesis import given

from assistant.records.model import Call, Mark
from assistant.reports import gaps
from assistant.reports.gaps import find_gaps
from tests.unit.reports.invented_calls import a_call, a_turn, asked, calls


def questions(found: list[Call]) -> list[tuple[str, int]]:
    return [(gap.question, gap.count) for gap in find_gaps(found)]


def test_questions_alike_are_one_gap_and_the_most_frequent_comes_first() -> None:
    found = [
        asked("a", "种植牙能报销吗"), asked("b", "请问种植牙能报销吗？"), asked("c", "种植牙能不能报销呢"),
        asked("d", "近视手术怎么算"), asked("e", "种植牙能报销吗"),
    ]  # fmt: skip
    (first, second) = find_gaps(found)
    assert (first.question, first.count, len(first.calls)) == ("种植牙能报销吗", 4, 4)
    assert (second.question, second.count) == ("近视手术怎么算", 1)


def test_the_same_words_in_other_marks_and_politeness_are_one_question() -> None:
    assert questions([asked("a", "你好，请问种牙能报吗？"), asked("b", "种牙能报吗"), asked("c",
        "種牙能報嗎")])[0][1] == 3


def test_cities_are_never_mixed() -> None:
    found = find_gaps([asked("a", "种牙能报吗", "jiangmen"), asked("b", "种牙能报吗", "zibo"), asked("c",
    "种牙能报吗", None)])
    assert sorted(gap.area for gap in found) == ["", "jiangmen", "zibo"]


def test_a_negation_and_another_number_are_other_questions() -> None:
    found = [asked("a", "没有备案的住院费用可以报销"), asked("b", "没有备案的住院费用不可以报销"),
             asked("c", "2021年的住院费用可以报销"), asked("d", "2022年的住院费用可以报销")]  # fmt: skip
    assert len(find_gaps(found)) == 4


def test_who_asks_twice_in_one_call_counts_once() -> None:
    call = a_call("a", a_turn("a", 1, "refuse", "种牙能报吗"), a_turn("a", 2, "refuse", "种牙能报吗？"))
    assert questions([call]) == [("种牙能报吗", 1)]


def test_rejected_replies_are_gaps_and_good_ones_are_not() -> None:
    turns = (a_turn("a", 1, words="甲问题是什么"), a_turn("a", 2, words="乙问题在哪里", mark=Mark.REJECTED))
    (gap,) = find_gaps([a_call("a", *turns)])
    assert (gap.question, gap.rejected) == ("乙问题在哪里", 1)


def test_a_question_that_was_only_private_is_no_gap() -> None:
    assert find_gaps([asked("a", "〔身份证号〕"), asked("b", "  ，。")]) == []


def test_the_nearest_entry_is_the_one_with_the_best_score() -> None:
    found = [asked("a", "种牙能报吗", near=("jiangmen.x", 0.3)), asked("b", "种牙能报吗", near=("jiangmen.y", 0.5))]
    near = find_gaps(found)[0].near
    assert near is not None
    assert (near.id, near.score) == ("jiangmen.y", 0.5)


def test_replies_of_an_older_shape_do_no_harm() -> None:
    call = asked("a", "种牙能报吗")
    for candidates in (None, [{"id": "x"}], [{"id": "x", "question": "y", "score": "z"}], "oops"):
        turn = call.turns[0]
        object.__setattr__(turn, "reply", {"kind": "refuse", "candidates": candidates})
        assert find_gaps([call])[0].near is None


@given(calls())
def test_every_gap_is_counted_once(found: list[Call]) -> None:
    expected = {
        (call.id, turn.area or call.area or "", turn.words)
        for call in found
        for turn in call.turns
        if (turn.kind == "refuse" or turn.mark) and turn.words
    }
    grouped = find_gaps(found)
    assert sum(gap.count for gap in grouped) == len(expected)
    assert sum(sum(gap.words.values()) for gap in grouped) == len(expected)


@given(calls())
def test_the_order_of_gaps_is_the_same_each_time(found: list[Call]) -> None:
    assert [gap.id for gap in find_gaps(found)] == [gap.id for gap in find_gaps(found)]


def test_each_wording_is_compared_with_few_others_however_many_there_are(monkeypatch: object) -> None:
    compared = 0
    ratio = gaps.fuzz.ratio

    class Counting:
        @staticmethod
        def ratio(one: str, two: str, score_cutoff: float = 0) -> float:
            nonlocal compared
            compared += 1
            return float(ratio(one, two))

    letters = [chr(0x4E00 + number) for number in range(900)]
    found = [asked(str(n),
    "住院" + letters[n % 900] + letters[n * 7 % 900] + letters[n * 31 % 900]) for n in range(3000)]
    original, gaps.fuzz = gaps.fuzz, Counting  # type: ignore[assignment]
    try:
        find_gaps(found)
    finally:
        gaps.fuzz = original
    assert compared <= 3000 * 48
