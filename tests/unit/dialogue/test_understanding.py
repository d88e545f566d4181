"""What is heard in an utterance: what is looked up, which years, which sums."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.understanding import Understood

Read = Callable[..., Understood]


@pytest.mark.parametrize("words", ["二零二四年居民医保", "二〇二四年居民医保", "2024年居民医保", "二四年居民医保"])
def test_a_year_is_looked_up_in_digits_however_it_was_said(read: Read, words: str) -> None:
    assert read(words).matched == "2024年居民医保"


@pytest.mark.parametrize("words", ["门诊花了几千块", "报销有几万元吗", "好几百呢"])
def test_a_sum_of_which_only_the_size_is_told_is_no_amount(read: Read, words: str) -> None:
    assert read(words).quantities == ()


@pytest.mark.parametrize(
    ("words", "relative"), [("今年交多少", True), ("去年没交,2024年交多少", False), ("门诊", False)]
)
def test_years_are_relative_only_if_none_was_named(read: Read, words: str, relative: bool) -> None:
    assert read(words).relative_years is relative


def test_what_is_asked_behind_a_premise_is_heard_by_itself(read: Read) -> None:
    assert read("居民不是要先选定社区的嘛,那选好了还能不能换一家呢?").after_premise == "那选好了还能不能换一家呢?"


@pytest.mark.parametrize("words", ["居民不是要先选定社区的嘛?", "门诊报多少", "不是要交钱的嘛,好的知道了谢谢"])
def test_without_a_question_behind_it_nothing_is_a_premise(read: Read, words: str) -> None:
    assert read(words).after_premise == ""
