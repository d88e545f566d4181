"""Who belongs to a household that an utterance tells of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.household import GONE, Member, household, paying

Read = Callable[..., Understood]


@pytest.mark.parametrize(("words", "grown", "young"), [
    pytest.param("爷爷奶奶,爸妈,我和老婆,还有俩孩子", 6, 2, id="pairs and single ones"),
    pytest.param("我老公,我,公公婆婆,再加三个上小学的娃", 4, 3, id="the caller in a list"),
    pytest.param("我们两口子,两个儿子,大儿子读大学,小儿子上初中", 2, 2, id="children counted, then described"),
    pytest.param("俺两口子,孙子念大学,小的才三岁", 2, 2, id="one child after another"),
    pytest.param("我妈和我们姐弟三个", 4, 0, id="brothers and sisters counted"),
    pytest.param("我儿子让我问问,我和老伴两个人", 2, 0, id="who only has it asked"),
    pytest.param("我帮爸妈和孩子交", 2, 1, id="who only pays"),
    pytest.param("我,老公,两个小孩,婆婆,婆婆有职工医保", 2, 2, id="who is enrolled elsewhere"),
    pytest.param("我和我爸,一儿一女", 2, 2, id="a son and a daughter"),
    pytest.param("我爸,我妈,加上我弟弟一家三口", 5, 0, id="a brother's family"),
    pytest.param("爸妈和孙子三个", 2, 1, id="the number behind a list is that of all in it"),
    pytest.param("我同老公、小女儿三个", 2, 1, id="the same behind one who is named alone"),
    pytest.param("我们两口子,孩子三个", 2, 3, id="a number of children told by itself"),
    pytest.param("我和弟弟,弟弟才十二岁", 1, 1, id="who is under age"),
])
def test_everybody_is_counted_once(words: str, grown: int, young: int, read: Read) -> None:
    home = household(read(words), ())
    assert home is not None
    assert (home.grown, home.young) == (grown, young)


def test_numbers_alone_are_a_household_too(read: Read) -> None:
    home = household(read("两个大人一个小孩"), ())
    assert home is not None and (home.grown, home.young, home.kin) == (2, 1, False)


@pytest.mark.parametrize(("words", "size", "gone"), [
    pytest.param("五个大人,其中两个参加了职工医保", 3, 2, id="some of the grown-ups"),
    pytest.param("一家五口,有一个在单位交", 4, 1, id="some of a whole"),
    pytest.param("三个大人,还有一个有职工医保", 3, 0, id="one more, not one of them"),
])
def test_those_who_take_no_part_are_kept_apart_by_their_number(words: str, size: int, gone: int, read: Read) -> None:
    home = household(read(words), (), apart=True)
    assert home is not None and (home.size, home.gone) == (size, gone)


def test_old_ones_and_grown_ups_counted_side_by_side_are_different_people(read: Read) -> None:
    home = household(read("两个老人,一个大人,两个孩子"), ())
    assert home is not None and (home.grown, home.young) == (3, 2)


def test_who_pays_leaves_out_who_is_gone_first_of_the_grown_ups() -> None:
    members = (Member("大人", 1, False), Member("child", 3, True), Member("", 2, False, GONE))
    assert paying(members) == (0, 2)


def test_who_names_nobody_tells_of_no_household(read: Read) -> None:
    assert household(read("五口人一共多少"), ()) is None
    assert household(read("我想问一下多少钱"), ()) is None


def test_the_number_of_all_goes_before_those_named(read: Read) -> None:
    home = household(read("我老公,三个小孩,加上奶奶我们一家六口"), ())
    assert home is not None and home.size == 6


@pytest.mark.parametrize(("words", "numbers"), [
    pytest.param("爷爷奶奶交甲档,爸妈交乙档", {"甲": 2, "乙": 2}, id="behind the people"),
    pytest.param("我交甲档我媳妇交乙档", {"甲": 1, "乙": 1}, id="without a comma"),
    pytest.param("奶奶交甲档,爸妈,两口子,其他大人乙档", {"甲": 1, "乙": 4}, id="all the others"),
    pytest.param("爸妈,我和媳妇,两个孩子,大人都乙档", {"乙": 4}, id="all grown-ups"),
    pytest.param("我妈,我爸,我和媳妇,老的甲档我们乙档", {"甲": 2, "乙": 2}, id="by generation"),
])
def test_what_is_said_of_members_is_counted_by_them(words: str, numbers: dict[str, int], read: Read) -> None:
    heard = read(words)
    places = [at for at in range(len(heard.text)) if heard.text.startswith(("甲档", "乙档"), at)]
    mentions = [Mention("tier", heard.text[at], at, at + 2, heard.text[at : at + 2]) for at in places]
    home = household(heard, mentions)
    assert home is not None and home.of_value == numbers
