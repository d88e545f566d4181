"""Results that the caller repeats and nods to, and new numbers."""

from __future__ import annotations

import pytest

from assistant.dialogue.hearing.echoing import without_echo

TOLD = "医保报销7000元,自己付4000元。"


@pytest.mark.parametrize(("words", "rest"), [
    ("七千,我记下了", ""),
    ("7000块是吧.那退休呢?", "那退休呢?"),
    ("七千.我爸也看了一次", "我爸也看了一次"),
    ("哦七千,知道了.下个月又花了五千", "下个月又花了五千"),
    ("四千,行.要是居民呢", "要是居民呢"),
])
def test_a_result_repeated_and_noted_tells_nothing_new(words: str, rest: str) -> None:
    assert without_echo(words, TOLD) == rest


@pytest.mark.parametrize("words", [
    "七千", "7000呢", "花了七千,报多少", "八千,知道了", "七千,退休的", "那七千要是退休呢", "七千五.我爸的",
])
def test_a_number_that_may_be_new_stays(words: str) -> None:
    assert without_echo(words, TOLD) == words


def test_so_many_and_some_is_what_was_told() -> None:
    assert without_echo("三百多万,好的.涉及几个镇", "一共发了342.5万元。") == "涉及几个镇"
    assert without_echo("两百多万,好的.涉及几个镇", "一共发了342.5万元。") == "两百多万,好的.涉及几个镇"
