"""What a yes-or-no question takes for true, held against the sentence that answers it; invented figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.premise import asking_for_supposed, supposed_day, verdict
from assistant.dialogue.hearing.understanding import Understood

Read = Callable[..., Understood]


@pytest.mark.parametrize(("words", "told", "expected"), [
    ("新办法是不是2023年5月才开始", "2023年3月1日起实施。", "不是"),
    ("新办法3月1号就施行了吧", "2023年3月1日起施行。", "是"),
    ("缴费是不是到11月底截止", "缴费期是2023年9月1日到2023年12月31日。", "不是"),
    ("缴费是不是到12月底截止", "缴费期是2023年9月1日到2023年12月31日。", "是"),
    ("补贴是不是每人给300块", "每人补贴280元。", "不是"),
    ("全市是不是只有六家药店", "截至2023年3月有9家。", "不是"),
    ("目标是不是九成五", "参保率达90%以上。", "不是"),
    ("晚交的是不是要等半年", "缴费满2个月以后才能享受。", "不是"),
])
def test_a_supposed_day_or_number_agrees_or_not(read: Read, words: str, told: str, expected: str) -> None:
    assert verdict(read(words), told) == expected


@pytest.mark.parametrize(("words", "told"), [
    ("我交了五个月是不是能报了", "缴费满2个月以后才能享受。"),
    ("我花了300块,是不是能报", "每月最多报80元。"),
    ("补贴是不是每人三百左右", "每人补贴280元。"),
    ("补贴是不是每人300", "每人补贴约280元。"),
    ("补贴是不是每人300", "城里280元,乡下300元。"),
    ("补贴是不是每人300", "不是,每人补贴280元。"),
    ("补贴是不是每人300,哪天发", "每人补贴280元。"),
    ("是不是5月开始", "到2023年3月1日截止。"),
    ("补贴每人300还是280", "每人补贴280元。"),
])
def test_what_is_not_sure_gets_neither_yes_nor_no(read: Read, words: str, told: str) -> None:
    assert verdict(read(words), told) == ""


def test_a_number_that_is_told_of_something_near_is_not_denied(read: Read) -> None:
    assert verdict(read("补贴是不是每人300"), "每人补贴280元。", ["多子女的300元。"]) == ""
    assert verdict(read("补贴是不是每人300"), "每人补贴280元。", ["多子女的350元。"]) == "不是"


def test_the_one_of_several_numbers_that_is_named_is_meant(read: Read) -> None:
    assert verdict(read("接入率是不是要到七成"), "激活率80%,接入率90%以上。") == "不是"


def test_as_of_when_something_was_counted_is_no_day_of_a_rule(read: Read) -> None:
    assert verdict(read("是不是到5月底截止"), "到2023年3月23日已有9家参加。") == ""


def test_a_day_on_which_something_was_done_is_not_supposed(read: Read) -> None:
    assert supposed_day(read("是不是到11月底就截止了")) is not None
    assert supposed_day(read("11月2号住的院是不是能报")) is None


def test_a_supposed_number_is_looked_up_as_one_that_is_asked_for(read: Read) -> None:
    assert asking_for_supposed(read("费用是不是能缓六个月")) == "费用是不是能缓几个月"
    assert asking_for_supposed(read("门诊花了60元报多少")) == ""
