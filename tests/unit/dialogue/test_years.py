"""Sentences about another year than the one asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.choosing.years import months_of_year, without_other_years
from assistant.dialogue.hearing.understanding import Understood


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("2019年报3元,2020年截至10月底报5元。", "2019年报3元。"),
        ("2020年共5元;其中2019年3元。", "其中2019年3元。"),
        ("2019年3元。2020年5元。合计8元。", "2019年3元。合计8元。"),
    ],
)
def test_parts_about_another_year_are_left_out(sentence: str, left: str) -> None:
    assert without_other_years([sentence], frozenset({2019})) == [left]


@pytest.mark.parametrize(
    "sentence", ["2020年5元,2018年3元。", "每人5元。", "2020年12月17日的资料。", "2019年3元,比2018年多1元。"]
)
def test_a_sentence_that_is_about_no_year_asked_for_or_no_other_stays_whole(sentence: str) -> None:
    assert without_other_years([sentence], frozenset({2019})) == [sentence]


@pytest.mark.parametrize("sentence", [
    "2019年工作要点提出,2020年1月起统一收支。",
    "2019年工作要点提出,2020年底前建成。",
    "2019年的文件里,2020年报5元。",
])
def test_a_first_sentence_never_loses_the_figure_that_it_tells(sentence: str) -> None:
    assert without_other_years([sentence, "2019年另有说明。"], frozenset({2019}))[0] == sentence


def test_without_a_year_asked_for_nothing_is_left_out() -> None:
    assert without_other_years(["2019年3元,2020年5元。"], frozenset()) == ["2019年3元,2020年5元。"]


def test_a_sentence_of_another_year_alone_is_left_out_where_another_one_is_of_the_year_asked_for() -> None:
    told = ["2019年一共3元。", "2020年一共5元,2019年多收一次。", "2020年一共7元。", "名单没有公布。"]
    assert without_other_years(told, frozenset({2019})) == ["2019年一共3元。", "2019年多收一次。", "", "名单没有公布。"]


@pytest.mark.parametrize(("words", "months"), [
    ("一月到九月收了多少", 9), ("1-10月收了多少", 10), ("三月到九月收了多少", None), ("九月收了多少", None),
    ("收了多少", None),
])
def test_the_months_of_a_year_from_its_first_one_on_are_those_asked_for(
        read: Callable[..., Understood], words: str, months: int | None) -> None:
    assert months_of_year(read(words)) == months
