"""Questions about other insurance, other countries' or other offices' matters are refused without a figure."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue.reply import ReplyKind
from tests.functional.shipped import shipped

DAY = date(2022, 12, 23)


@pytest.mark.parametrize("words", [
    "交强险一年多少钱",
    "递延年金每年能拿多少",
    "租客保险赔多少钱",
    "健康保险多少钱一个月",
    "Medicare的B部分一个月多少钱",
    "在科罗拉多买健康保险要多少钱",
    "公司的退休计划能领多少",
])
@pytest.mark.parametrize("area", ["rongcheng", "jiangmen"])
def test_other_insurance_is_refused_without_a_figure(words: str, area: str) -> None:
    reply = shipped().open_call(area, DAY).say(words)
    assert reply.kind is ReplyKind.REFUSE
    assert not reply.figures and not reply.amounts


@pytest.mark.parametrize("words", ["世界杯谁赢了", "医保给不给激光祛斑付钱", "电脑蓝屏了怎么修"])
@pytest.mark.parametrize("area", ["zibo", "jiangmen"])
def test_what_the_knowledge_has_no_word_for_is_not_answered(words: str, area: str) -> None:
    assert shipped().open_call(area, DAY).say(words).kind is ReplyKind.REFUSE


@pytest.mark.parametrize("words", ["我们参保单位今年金额交多少", "去年受益人次有多少"])
def test_words_that_only_hold_such_a_name_are_not_taken_for_it(words: str) -> None:
    # 保单 lies in 参保单位, 年金 in 今年金额, 受益人 in 受益人次.
    reply = shipped().open_call("zhangshu", DAY).say(words)
    assert "商业保险" not in reply.text
