from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.normalise import LONGEST_UTTERANCE, normalise, to_simplified


@pytest.mark.parametrize(("raw", "expected"), [
    pytest.param("１２３４．５元", "1234.5元", id="full width digits"),
    pytest.param("（职工）医保,是吗？", "(职工)医保,是吗?", id="brackets and marks"),
    pytest.param("住院。门诊、药店", "住院.门诊,药店", id="Chinese marks"),
    pytest.param("  报  多少\t呢\n", "报 多少 呢", id="white space"),
    pytest.param("報銷比例", "报销比例", id="traditional"),
    pytest.param("我係江門嘅,唔使睇門診,冇錢,佢點解咁樣㗎",
    "我系江门嘅,唔使睇门诊,冇钱,佢点解咁样㗎", id="Cantonese words stay"),
    pytest.param("嗰邊喺邊度", "嗰边喺边度", id="no rare character for 嗰"),
    pytest.param("甚麼時候", "什么时候", id="甚麼"),
    pytest.param("二〇二一年", "二零二一年", id="the round zero"),
    pytest.param("75 ％", "75%", id="percent sign belongs to its number"),
    pytest.param("70～80元", "70~80元", id="range"),
    pytest.param("结余－504.09万元", "结余-504.09万元", id="minus"),
    pytest.param("多少……钱!!!", "多少,钱!", id="repeated marks"),
])
def test_one_spelling_comes_out(raw: str, expected: str) -> None:
    assert normalise(raw) == expected


@pytest.mark.parametrize("raw", [
    "\x1b[31m医保\x1b[0m", "医\u200b保", "医保\x00", "😀医保👨‍👩‍👧", "\x1b]0;标题\x07医保", "\x9b2J医保",
    "医保\ufeff", "\u202e医保",
])
def test_nothing_that_moves_a_cursor_or_hides_is_left(raw: str) -> None:
    assert normalise(raw) == "医保"


def test_a_lone_surrogate_does_no_harm() -> None:
    assert normalise("医保\ud800多少") == "医保 多少"


def test_a_long_utterance_is_cut() -> None:
    assert len(normalise("医" * 10_000)) == LONGEST_UTTERANCE


def test_an_empty_utterance_stays_empty() -> None:
    assert normalise("") == normalise(" \u3000\t ") == ""


def test_simplifying_ascii_needs_no_converter() -> None:
    assert to_simplified("ask 12") == "ask 12"


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing_more(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once


@given(st.text(max_size=200))
def test_every_character_left_is_printable(raw: str) -> None:
    assert all(char.isprintable() for char in normalise(raw))


def test_labels_of_what_was_masked_are_left_out_and_other_brackets_stay() -> None:
    assert normalise("我叫〔姓名〕，身份证〔身份证号〕，门诊报多少") == "我叫 ,身份证 ,门诊报多少"
    assert normalise("鲁医保发〔2021〕12号") == "鲁医保发(2021)12号"
