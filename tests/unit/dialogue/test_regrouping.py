"""What a later turn changes about the household told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.household import GONE, Member, household, paying
from assistant.dialogue.household.regrouping import change
from assistant.dialogue.household.roster import Homes

Read = Callable[..., Understood]

GROWN, CHILDREN, WHOLE = Member("大人", 3, False), Member("child", 2, True), Member("", 5, False)
TWO_GONE = Member("", 2, False, GONE)


@pytest.mark.parametrize(("before", "words", "number"), [
    pytest.param((GROWN,), "有两个孩子", 5, id="the children behind the grown-ups"),
    pytest.param((CHILDREN,), "大人有三个", 5, id="the grown-ups behind the children"),
    pytest.param((WHOLE,), "有两个孩子", 5, id="some of a whole"),
    pytest.param((GROWN, CHILDREN), "那要是四个大人呢", 6, id="another number of grown-ups"),
    pytest.param((GROWN, CHILDREN), "少交一个人的话", 4, id="one less"),
    pytest.param((GROWN, CHILDREN), "其中一个有职工医保", 4, id="one of them takes no part"),
    pytest.param((WHOLE, TWO_GONE), "不对,其中一个有职工医保", 4, id="the number of those gone corrected"),
    pytest.param((WHOLE, TWO_GONE), "换成七口人呢", 5, id="another whole, as many gone"),
    pytest.param((TWO_GONE,), "我们有六个人", 4, id="the whole behind those gone"),
    pytest.param((TWO_GONE,), "三个大人", 1, id="a group behind those gone"),
])
def test_a_household_that_only_heads_count_in_is_changed(before: tuple[Member, ...], words: str, number: int,
                                                         read: Read) -> None:
    heard = read(words)
    found = change(heard, household(heard, (), apart=True), Homes(before, before), (), tiered=False)
    assert found is not None and sum(paying(found.after)) == number


def test_the_home_of_somebody_else_changes_nothing(read: Read) -> None:
    heard = read("我弟弟家三口人也要交居民医保")
    assert change(heard, household(heard, ()), Homes((WHOLE,), (WHOLE,)), (), tiered=False) is None
