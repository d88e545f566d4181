"""A call is answered on its masked words: playing what was kept again gives the same replies, byte for byte."""

from __future__ import annotations

import pytest

from assistant.dialogue.reply import ReplyKind
from assistant.records.masking import mask, published_numbers
from tests.functional.shipped import call_from, shipped

CALLS = [
    ("jiangmen", ["你好，我叫王建国", "看普通门诊花了200块，手机13812345678，能报多少", "在职职工", "社区一级的"]),
    ("jiangmen", ["身份证440703196503021235，退休的，普通门诊支付比例多少", "那居民呢"]),
    ("zibo", ["我是李小芳，想问一下门诊慢特病怎么办理", "发我邮箱lixf@163.com", "备案要什么手续"]),
    ("rongcheng", ["我女儿叫张子涵，居民医保一年交多少钱", "电话一三八，一二三四，五六七八"]),
    (None, ["姓名：刘伟，卡号6222021234567890128，江门2023年居民医保交多少"]),
]


@pytest.mark.parametrize(("area", "words"), CALLS)
def test_a_masked_call_played_again_gives_the_same_replies(area: str | None, words: list[str]) -> None:
    keep = published_numbers(shipped().knowledge)
    kept = [mask(said, keep) for said in words]
    assert kept != words
    first, again = call_from(area), call_from(area)
    told = [first.say(said).as_json() for said in kept]
    assert told == [again.say(mask(said, keep)).as_json() for said in kept]


def test_masking_takes_no_amount_from_a_calculation() -> None:
    said = "我在江门上班，在社区看普通门诊花了200块，报多少"
    asked = f"我叫王建国，身份证440703196503021235，手机13812345678，{said}"
    plain, masked = call_from(None).say(said), call_from(None).say(mask(asked))
    assert masked.kind is ReplyKind.CALCULATION
    assert (masked.short, masked.amounts) == (plain.short, plain.amounts)


def test_numbers_that_the_knowledge_publishes_are_kept() -> None:
    knowledge = shipped().knowledge
    keep = published_numbers(knowledge)
    assert {"12393", "12345"} <= keep
    for entry in knowledge.entries.values():
        for asked in entry.ask:
            assert mask(asked, keep) == asked
