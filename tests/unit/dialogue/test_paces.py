"""What is lacking at a pace, or spread over so many periods."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.arithmetic.paces import paced
from assistant.text.numerals import find_quantities


@pytest.mark.parametrize(("words", "told"), [
    ("一天弄6家,要几天", "正好要5天"),
    ("每个月搞7家,要搞几个月", "要5个月(最后一月不满)"),
    ("一个星期能接10家,要几个星期才够", "正好要3个星期"),
    ("按六个月摊,每个月多少", "每月5家"),
    ("分4天搞完,一天几家", "每天7.5家"),
])
def test_what_is_lacking_is_told_by_its_pace_or_in_each_period(words: str, told: str) -> None:
    pace = paced(words, find_quantities(words), Decimal(30), "家")  # 30 / 6, 30 / 7, 30 / 10, 30 / 6, 30 / 4
    assert pace is not None
    assert told in pace.sentence


@pytest.mark.parametrize("words", [
    "一天弄6家,要几个月",  # another period
    "每个月多少",  # over how many isn't told
    "一个月六百块,要几个月",  # no institutions
    "还差几家",
])
def test_a_pace_that_is_not_sure_is_not_worked_out(words: str) -> None:
    assert paced(words, find_quantities(words), Decimal(30), "家") is None
