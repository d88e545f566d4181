"""What kind of thing is asked for, and what kind an entry tells."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.dialogue.hearing.aspects import asked_aspects, entry_aspects, flows_in, scheme_aspects, without_change
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import DatedValue, Entry, Figure, Say, SchemeShape, Unit


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("一年要交多少钱", "money"),
        ("门诊报百分之几", "share"),
        ("有几家药店", "count"),
        ("备案管多久", "span"),
        ("哪天截止", "date"),
        ("客服电话", "phone"),
        ("在哪里办", "where"),
        ("这事归哪个部门", "who"),
        ("有哪些病种", "list"),
        ("要带什么材料", "papers"),
        ("为什么涨价", "why"),
        ("能不能报", "whether"),
    ],
)
def test_a_question_word_tells_what_is_asked_for(question: str, aspect: str) -> None:
    assert aspect in asked_aspects(question)


@pytest.mark.parametrize("keywords", ["门诊 报销", "居民医保", "", "频率"])
def test_keywords_without_a_question_word_ask_for_nothing_in_particular(keywords: str) -> None:
    assert asked_aspects(keywords) == frozenset()


def entry(short: str, **more: Any) -> Entry:
    said = Say(short=short, **more)
    return Entry(id="linshi.e", area="linshi", title="题", topic="t", ask=("问",), say=said)


def knowledge(unit: Unit, value: str) -> Knowledge:
    dated = DatedValue(value=value, document="notice", locator="第一条")
    figure = Figure(id="linshi.f", label="数", unit=unit, values=(dated,))
    others = ("areas", "documents", "entries", "schemes", "dimensions", "subjects", "outside")
    empty: dict[str, Any] = {name: {} for name in others}
    return Knowledge(digest="", figures={"linshi.f": figure}, **empty)


@pytest.mark.parametrize(
    ("unit", "value", "aspect"),
    [
        (Unit.YUAN, "80", "money"),
        (Unit.WAN_YUAN, "5", "money"),
        (Unit.FRACTION, "0.7", "share"),
        (Unit.COUNT, "3", "count"),
        (Unit.MONTHS, "6", "span"),
        (Unit.DATE, "2024-01-01", "date"),
        (Unit.TEXT, "8001234567", "phone"),
    ],
)
def test_an_entry_tells_the_kind_of_its_figures(unit: Unit, value: str, aspect: str) -> None:
    assert entry_aspects(entry("数{f}。"), knowledge(unit, value)) == ((aspect,), (aspect,))


def test_a_short_text_figure_is_no_phone_number() -> None:
    assert entry_aspects(entry("叫{f}。"), knowledge(Unit.TEXT, "第6号")) == ((), ())


def test_what_only_the_details_tell_is_not_told_first() -> None:
    first, anywhere = entry_aspects(entry("照规定付。", details=("数{f}。",)), knowledge(Unit.YUAN, "80"))
    assert "money" not in first
    assert "money" in anywhere


def test_variants_count_as_told_first() -> None:
    variant = {"when": {"status": "retired"}, "short": "退休{f}。"}
    first, _ = entry_aspects(entry("照规定付。", variants=(variant,)), knowledge(Unit.FRACTION, "0.8"))
    assert "share" in first


def test_a_calculator_tells_the_kind_of_its_results_and_whether_something_holds() -> None:
    shape = SchemeShape.model_validate(
        {
            "id": "linshi.s",
            "area": "linshi",
            "title": "题",
            "topic": "t",
            "ask": ["问"],
            "facts": [],
            "steps": [
                {"id": "days", "label": "天数", "unit": "days", "expression": "1"},
                {"id": "aside", "label": "旁的", "unit": "fraction", "expression": "1"},
            ],
            "results": {"days": "days"},
            "say": "{days}",
        }
    )
    assert scheme_aspects(shape) == (("span",), ("span", "whether"))


@pytest.mark.parametrize("words", [
    "他不敢打电话,参保的有多少人", "接了个电话说要交钱", "你在电话里说的那个比例",
    "药品号码全国统一的有几套", "诊疗项目换通用的号码"])
def test_a_telephone_that_is_only_spoken_of_is_not_asked_for(words: str) -> None:
    assert "phone" not in asked_aspects(words)


@pytest.mark.parametrize("words", [
    "医保局 电话", "电话是多少", "有没有咨询电话", "给我个电话", "打哪个电话问", "联络员的号码"])
def test_a_telephone_number_is_asked_for_in_many_ways(words: str) -> None:
    assert "phone" in asked_aspects(words)


@pytest.mark.parametrize(("text", "flows"), [
    ("居民医保进账多少,同比涨多少", {"income"}), ("今年花了多少", {"outgo"}),
    ("收入减支出还剩多少", {"income", "outgo", "balance"}),
    ("结余够用几个月", {"balance"}), ("职工基金可支付月数", set()), ("居民医保交多少", set()),
])
def test_what_a_fund_took_in_paid_or_kept_is_told_apart(text: str, flows: set[str]) -> None:
    assert flows_in(text) == flows


@pytest.mark.parametrize(("text", "rest"), [
    ("居民医保收入多少,跟去年比增长多少", "居民医保收入多少"), ("住院支出多少,涨了百分之几", "住院支出多少"),
    ("住院多少人次,比去年多多少", "住院多少人次"), ("今年多少,去年多少", "今年多少,去年多少"),
    ("一档多少,二档比一档多多少", "一档多少,二档比一档多多少"), ("集采多少种药,平均降多少", "集采多少种药,平均降多少"),
])
def test_what_is_asked_of_the_change_since_is_left_out(text: str, rest: str) -> None:
    assert without_change(text) == rest
