"""How people say a value that they heard, roughly, in short or by its end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.hearing.rough_values import named_as, said_as


@pytest.mark.parametrize(("value", "scale", "words"), [
    ("670", "万", "一个六百多万"), ("670", "万", "六百七十来万"), ("670", "万", "写了670万"),
    ("350", "万", "三百几十万"), ("126.80", "", "百二六个八"),
    ("126.80", "", "126蚊8"), ("126.80", "", "有个八毫嘅"), ("126.80", "", "126.8元"),
    ("126.35", "", "三毫半"), ("126.35", "", "一百二十六块三毛五"), ("98", "", "九十八天"),
])
def test_a_value_is_heard_in_the_ways_of_speech(value: str, scale: str, words: str) -> None:
    assert said_as(Decimal(value), scale).search(words)


@pytest.mark.parametrize(("value", "scale", "words"), [
    ("670", "万", "四百多万"), ("670", "万", "1670万"), ("126.80", "", "126.35元"), ("126.80", "", "八毫半"),
    ("126.35", "", "三毫"), ("98", "", "198天"),
])
def test_another_value_is_not_taken_for_it(value: str, scale: str, words: str) -> None:
    assert not said_as(Decimal(value), scale).search(words)


@pytest.mark.parametrize(("name", "words"), [
    ("21类", "二十一类"), ("3大类", "三大类"), ("3大类", "3类"), ("八统一", "8统一"), ("八统一", "说是八统一"),
])
def test_a_name_with_a_number_is_heard_however_the_number_is_written(name: str, words: str) -> None:
    pattern = named_as(name)
    assert pattern is not None
    assert pattern.search(words)
