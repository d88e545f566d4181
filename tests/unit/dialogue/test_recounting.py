"""Numbers of a household told anew: which of them is replaced, and what stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.household import Member, household
from assistant.dialogue.household.recounting import recounted, whole_told
from assistant.dialogue.household.roster import Homes

Read = Callable[..., Understood]

FIRST, SECOND = Member("", 3, False, "tier1"), Member("", 2, False, "tier2")
ONE_CHILD, TWO_CHILDREN = Member("child", 1, True), Member("child", 2, True)


def _said(heard: Understood) -> list[Mention]:
    return [Mention("tier", value, at, at + 2, word) for word, value in (("一档", "tier1"), ("二档", "tier2"))
            if (at := heard.text.find(word)) >= 0]


def _numbers(roster: tuple[Member, ...] | None) -> dict[str, int] | None:
    if roster is None:
        return None
    return {("young" if m.young else m.value): m.number for m in roster}


@pytest.mark.parametrize(("words", "told"), [
    pytest.param("不对,二档的有四个人,别的不变", {"tier1": 3, "tier2": 4, "young": 1}, id="corrected, the others stay"),
    pytest.param("要是二档的有一个人,其他照旧呢", {"tier1": 3, "tier2": 1, "young": 1}, id="supposed, the others stay"),
    pytest.param("说错了,孩子有两个,其他人不变", {"tier1": 3, "tier2": 2, "young": 2}, id="children, the others stay"),
    pytest.param("两个人改成二档呢", None, id="people move: nothing is told anew"),
    pytest.param("还有一个孩子", None, id="one more: nothing is told anew"),
])
def test_a_number_of_a_group_replaces_that_one_alone(words: str, told: dict[str, int] | None, read: Read) -> None:
    heard, roster = read(words), (FIRST, SECOND, ONE_CHILD)
    said = _said(heard)
    assert _numbers(recounted(heard, household(heard, said), Homes(roster, roster), said)) == told


@pytest.mark.parametrize(("words", "told"), [
    pytest.param("不对,里头有三个孩子", {"tier1": 2, "young": 3}, id="5 in all, 3 children, 2 grown up"),
    pytest.param("要是其中有一个孩子呢", {"tier1": 4, "young": 1}, id="5 in all, 1 child, 4 grown up"),
    pytest.param("要是一家七口呢", {"tier1": 5, "young": 2}, id="7 in all, 2 children, 5 grown up"),
    pytest.param("不对,里头有六个孩子", {}, id="more children than all: to be told once more"),
])
def test_the_grown_ups_are_what_is_left_of_the_whole(words: str, told: dict[str, int], read: Read) -> None:
    heard, roster = read(words), (FIRST, TWO_CHILDREN)
    assert _numbers(recounted(heard, household(heard, ()), Homes(roster, roster, True), ())) == told


def test_children_told_group_by_group_take_nobody_from_the_grown_ups(read: Read) -> None:
    heard, roster = read("不对,里头有两个孩子"), (FIRST, ONE_CHILD)
    assert recounted(heard, household(heard, ()), Homes(roster, roster), ()) is None


def test_the_value_of_all_waits_for_their_number(read: Read) -> None:
    heard = read("大人都交一档")
    waiting = recounted(heard, household(heard, ()), Homes((ONE_CHILD,), (ONE_CHILD,)), _said(heard))
    assert waiting is not None and _numbers(waiting) == {"tier1": 0, "young": 1}
    heard = read("一家四口")
    assert _numbers(recounted(heard, None, Homes(waiting, waiting), ())) == {"tier1": 3, "young": 1}


@pytest.mark.parametrize(("words", "number"), [
    pytest.param("一家四口", 4, id="of 口"),
    pytest.param("我们家一共六个人", 6, id="behind a word for the whole"),
    pytest.param("有三个人交一档", None, id="of a group"),
    pytest.param("家里有三个人交一档", None, id="of a group at home"),
])
def test_the_number_of_all_is_told_by_a_word_for_them(words: str, number: int | None, read: Read) -> None:
    whole = whole_told(read(words), None)
    assert (int(whole.value) if whole else None) == number
