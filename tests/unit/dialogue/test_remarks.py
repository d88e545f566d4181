"""Remarks that ask nothing, what leads over to a question, and doubts about what was told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.doubting import only_doubts, without_hearsay
from assistant.dialogue.hearing.remarks import remark
from assistant.dialogue.hearing.understanding import Understood

Read = Callable[..., Understood]


@pytest.mark.parametrize("words", [
    "那俺就放心了", "怪不得俺同事都说划算", "原来系咁样,我仲以为冇得报", "哎哟,楼下大婶的话吓了我一跳",
    "好,我拿笔抄下来", "我回头跟老头子合计合计", "国家的政策真是越来越好", "头先帮阿嫂问完医保嗰件事",
])
def test_what_asks_nothing_is_a_remark(read: Read, words: str) -> None:
    assert remark(read(words)) == "acknowledged"


@pytest.mark.parametrize("words", [
    "咁就好喇", "那成", "那就这样吧", "好嘞那", "要得要得", "哦那妥了", "那当然好", "没问题,那行",
])
def test_a_nod_is_a_nod_in_all_its_forms(read: Read, words: str) -> None:
    assert remark(read(words)) in ("nod", "acknowledged")


@pytest.mark.parametrize("words", [
    "你这么一解释我就清楚了", "这个法子灵光", "哇,那好得很", "我晓得得上那边大厅去办", "如今归社保所那头管,这个我清楚",
    "不好意思,刚才把旁人家的数报给你了", "对唔住,我讲错数添",
])
def test_what_the_caller_knows_already_or_told_wrong_is_a_remark(read: Read, words: str) -> None:
    assert remark(read(words)) == "acknowledged"


@pytest.mark.parametrize("words", ["我知道要登记,怎么登", "卡被我弄丢了", "那行不行", "说错了,是四千二"])
def test_what_goes_beyond_a_nod_is_none(read: Read, words: str) -> None:
    assert remark(read(words)) is None


@pytest.mark.parametrize("words", ["俺婶子叫我顺便打听一下", "我再问个事", "朋友托我帮佢问声"])
def test_what_leads_over_to_a_question_waits_for_it(read: Read, words: str) -> None:
    assert remark(read(words)) == "go_on"


@pytest.mark.parametrize("words", [
    "我想查参保记录", "能报不", "医保卡丢了", "买药没给报", "说一下起付线", "手续麻烦", "我怕断了影响报销",
    "那就好,要带什么", "原来要交一百二", "帮我算一下",
])
def test_what_asks_or_tells_something_is_no_remark(read: Read, words: str) -> None:
    assert remark(read(words)) is None


@pytest.mark.parametrize("words", [
    "不会吧,表哥说是两成", "真的假的", "究竟以哪个为准", "怪了,网上写的对不上", "你确定吗?村里会计讲只要三十",
    "怎么会有两个数,哪个对都不知道", "到底是几成",
])
def test_who_only_doubts_what_was_told_asks_for_nothing_else(read: Read, words: str) -> None:
    assert only_doubts(read(words), ("报一成",))


@pytest.mark.parametrize("words", [
    "不会吧,那住院呢", "真的吗?要带什么材料", "听说封顶线是两万", "说说起付线", "多少钱", "到底怎么办理登记",
])
def test_a_doubt_with_a_question_of_its_own_is_more_than_a_doubt(read: Read, words: str) -> None:
    assert not only_doubts(read(words), ("报一成",))


def test_what_others_say_is_left_out_of_the_question_behind_it(read: Read) -> None:
    assert without_hearsay(read("主任说上个月就定了,究竟归谁管")).text == "归谁管"
    plain = read("听说有窗口,要带什么")
    assert without_hearsay(plain) is plain
