"""How callers take back what they said, tell the whole anew, or single one of several out."""

from __future__ import annotations

import pytest

from assistant.dialogue.hearing.correcting import corrects, moves_number, tells_forgotten, tells_whole, which_of


@pytest.mark.parametrize("text", [
    "不好意思,数念错了,是三千二", "哎看花眼了,是八百", "刚才单子拿错了,这张四千", "我报错了,是五千二", "睇错单,是六十",
    "记岔了,是21次", "数目有误,是两万六", "不是这个数,是两千", "重新加了一遍是四千六", "我妈那笔抄错了,是九百",
    "我们县是一千八百家,重算", "那张是五千八,再帮我算一遍",
])
def test_a_slip_is_taken_back_in_many_words(text: str) -> None:
    assert corrects(text)


@pytest.mark.parametrize("text", [
    "小程序老是报错怎么办", "医院给我拿错药了能退吗", "你们算错了吧", "交了钱系统报错了", "我想重新算一下",
    "加错了微信群",
])
def test_what_went_wrong_elsewhere_takes_nothing_back(text: str) -> None:
    assert not corrects(text)


def test_the_whole_is_no_part_that_was_left_out() -> None:
    assert tells_forgotten("漏了一张三百的") and not tells_whole("漏了一张三百的")
    assert tells_whole("看漏了,加起来十四次") and not tells_forgotten("看漏了,加起来十四次")


@pytest.mark.parametrize(("text", "place"), [
    ("第二次是三十", 1), ("头一回那张是九百", 0), ("最后那笔是八十", 2), ("后面那次四十", 2),
    ("第五次是三十", None), ("是三十", None),
])
def test_one_of_three_is_named_by_its_place(text: str, place: int | None) -> None:
    assert which_of(text, 3) == place


def test_a_number_is_moved_to_another() -> None:
    assert moves_number("明年涨到5500", 4)
    assert not moves_number("花了5500", 2)
