"""Conditions are heard by their longest wording, with what was denied kept apart."""

from __future__ import annotations

import pytest

from assistant.dialogue.hearing.conditions import (
    ConditionFinder,
    Mention,
    contradicts,
    denied,
    last_of,
    of_callers_here,
    of_two_kinds,
    stated,
)
from assistant.policy.model import Dimension, DimensionValue

STATUS = Dimension(
    id="status",
    label="身份",
    question="在职还是退休",
    values=(
        DimensionValue(id="working", label="在职", words=("上班", "还没退休")),
        DimensionValue(id="retired", label="退休", words=("退了休",)),
    ),
)
SCHEME = Dimension(
    id="scheme",
    label="参保类型",
    question="职工还是居民",
    values=(
        DimensionValue(id="employee", label="职工医保", words=("职工", "单位*交")),
        DimensionValue(id="resident", label="居民医保", words=("居民",)),
    ),
)
CARE = Dimension(
    id="care",
    label="看病方式",
    question="门诊还是慢病",
    values=(
        DimensionValue(id="inpatient", label="住院"),
        DimensionValue(id="outpatient", label="门诊"),
        DimensionValue(id="chronic", label="慢病", broader="outpatient"),
    ),
)


def found(text: str) -> tuple[Mention, ...]:
    return ConditionFinder([STATUS, SCHEME, CARE]).find(text)


def heard(text: str) -> dict[str, tuple[str, ...]]:
    return stated(found(text))


def test_a_condition_keeps_its_words_and_where_they_stand() -> None:
    assert found("我已经退了休") == (Mention("status", "retired", 3, 6, "退了休"),)


def test_the_longest_wording_counts_not_a_shorter_one_of_another_value_inside_it() -> None:
    assert heard("我还没退休") == {"status": ("working",)}


def test_several_conditions_come_in_the_order_they_were_said() -> None:
    assert [mention.value for mention in found("退休的居民,住院")] == ["retired", "resident", "inpatient"]


def test_two_values_of_a_condition_are_both_heard_in_their_order() -> None:
    assert heard("退休和在职差多少") == {"status": ("retired", "working")}


def test_a_text_without_any_condition_has_none() -> None:
    assert found("每月多少钱") == ()
    assert found("") == ()


@pytest.mark.parametrize("text", ["我不是职工", "我没有职工医保", "不属于职工", "除职工以外", "职工之外"])
def test_a_negated_condition_is_denied_not_stated(text: str) -> None:
    assert heard(text) == {}
    assert denied(found(text)) == {"scheme": ("employee",)}


def test_a_denied_and_a_stated_value_are_told_apart_in_one_sentence() -> None:
    mentions = found("不是职工,是居民")
    assert stated(mentions) == {"scheme": ("resident",)}
    assert denied(mentions) == {"scheme": ("employee",)}


@pytest.mark.parametrize("text", ["单位交的", "单位给我交的", "单位每个月都交着"])
def test_a_star_stands_for_a_few_characters(text: str) -> None:
    assert heard(text) == {"scheme": ("employee",)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("单位没给我交", id="a negation between"),
        pytest.param("单位远,我自己交", id="another clause"),
        pytest.param("单位一二三四五六七八九十一交", id="eleven characters between"),
    ],
)
def test_a_star_reaches_neither_over_a_negation_nor_a_clause_nor_far(text: str) -> None:
    assert heard(text) == {}


def test_a_narrower_value_goes_before_the_broader_one_said_with_it() -> None:
    assert heard("门诊看慢病") == {"care": ("chronic",)}


def test_the_broader_value_stays_when_the_narrower_one_is_denied() -> None:
    mentions = found("看门诊,不是慢病")
    assert stated(mentions) == {"care": ("outpatient",)}
    assert denied(mentions) == {"care": ("chronic",)}


@pytest.mark.parametrize(
    ("word", "text", "place"),
    [
        ("花了", "花了钱又花了", (4, 6)),
        ("费用", "没有", None),
        ("单位*交", "单位给交", (0, 4)),
        ("单位*交", "单位不交", None),
    ],
)
def test_the_last_place_of_a_word_is_found(word: str, text: str, place: tuple[int, int] | None) -> None:
    assert last_of(word, text) == place


@pytest.mark.parametrize(
    ("applies", "said", "not_said", "ruled_out"),
    [
        pytest.param({"scheme": ("resident",)}, {"scheme": ("employee",)}, {}, True, id="the other value was said"),
        pytest.param({"scheme": ("resident",)}, {"scheme": ("resident",)}, {}, False, id="its own value was said"),
        pytest.param({"scheme": ("resident",)}, {}, {}, False, id="nothing was said"),
        pytest.param({"scheme": ("resident",)}, {"scheme": ("employee", "resident")}, {}, False, id="both were said"),
        pytest.param({"scheme": ("resident",)}, {}, {"scheme": ("resident",)}, True, id="its value was denied"),
        pytest.param(
            {"care": ("inpatient", "chronic")}, {}, {"care": ("chronic",)}, False, id="one of two was denied"
        ),
        pytest.param({"scheme": ("resident",)}, {"status": ("retired",)}, {}, False, id="another condition"),
        pytest.param({}, {"scheme": ("employee",)}, {"care": ("inpatient",)}, False, id="it holds for all"),
    ],
)
def test_what_was_said_or_denied_rules_out_what_holds_only_otherwise(
    applies: dict[str, tuple[str, ...]],
    said: dict[str, tuple[str, ...]],
    not_said: dict[str, tuple[str, ...]],
    ruled_out: bool,
) -> None:
    assert contradicts(applies, said, not_said) is ruled_out


def test_a_word_that_another_conditions_word_cuts_is_none() -> None:
    live = Dimension(id="situation", label="情况", question="住哪",
                     values=(DimensionValue(id="residence", label="异地居住", words=("在外地住",)),))
    care = Dimension(id="care", label="方式", question="怎么看",
                     values=(DimensionValue(id="inpatient", label="住院", words=("住了院",)),))
    finder = ConditionFinder((live, care))
    assert stated(finder.find("在外地住了院")) == {"care": ("inpatient",)}
    assert stated(finder.find("在外地住,后来住了院")) == {"situation": ("residence",), "care": ("inpatient",)}


@pytest.mark.parametrize(("text", "told"), [
    ("没在上班了", ()), ("没打工", ()), ("在不在职都一样", ("working",)), ("本来想继续打工,结果退休了", ("retired",)),
    ("以为是退休,谁知还在职", ("working",)), ("想退休", ("retired",)), ("打算退休的人要满几年", ("retired",)),
])
def test_what_is_not_done_or_was_only_intended_does_not_hold(text: str, told: tuple[str, ...]) -> None:
    status = Dimension(id="status", label="在职还是退休", question="", values=(
        DimensionValue(id="working", label="在职", words=("在职", "上班", "打工")),
        DimensionValue(id="retired", label="退休")))
    assert stated(ConditionFinder([status]).find(text)).get("status", ()) == told


def test_a_word_that_another_conditions_word_cuts_is_still_heard_by_a_shorter_one() -> None:
    status = Dimension(id="status", label="在职还是退休", question="", values=(
        DimensionValue(id="retired", label="退休", words=("退休职工",)),))
    scheme = Dimension(id="scheme", label="参保类型", question="", values=(
        DimensionValue(id="employee", label="职工医保"),))
    heard = ConditionFinder([status, scheme]).find("老师退休职工医保")
    assert [(m.value, m.words, m.start, m.end) for m in heard] == [("retired", "退休", 2, 4),
                                                                   ("employee", "职工医保", 4, 8)]


def test_what_ends_in_a_denial_denies_nothing_behind_it() -> None:
    situation = Dimension(id="situation", label="情况", question="", values=(
        DimensionValue(id="unfiled", label="没备案", words=("手续没办",)),))
    finder = ConditionFinder([situation, CARE])
    assert stated(finder.find("手续没办住院报多少")) == {"situation": ("unfiled",), "care": ("inpatient",)}
    assert stated(finder.find("手续都没办,没办住院")) == {}


GROUP = Dimension(id="group", label="类别", question="", values=(
    DimensionValue(id="poor", label="低保或特困", words=("低保", "特困")),
    DimensionValue(id="other", label="低保、特困以外的贫困人口", words=("其他贫困户",), beside=("贫困户",)),
))


@pytest.mark.parametrize(("text", "known", "told"), [
    ("贫困户住院", {}, ()),
    ("低保户和贫困户差多少", {}, ("poor", "other")),
    ("不是低保的贫困户", {}, ("other",)),
    ("贫困户的呢", {"group": ("poor",)}, ("other",)),
    ("贫困户的呢", {"group": ("other",)}, ()),
    ("低保、特困以外的贫困人口", {}, ("other",)),
    ("低保,特困以外的", {}, ()),
    ("不吃低保", {}, ()),
    ("不吃低保的贫困户", {}, ("other",)),
    ("既不是低保也不是特困", {}, ()),
    ("吃不吃低保", {}, ("poor",)),
    ("低保申请了没批", {}, ()),
    ("其他贫困户", {}, ("other",)),
])
def test_a_word_of_several_values_means_one_of_them_only_beside_another(
    text: str, known: dict[str, tuple[str, ...]], told: tuple[str, ...]
) -> None:
    finder = ConditionFinder([GROUP])
    heard = finder.find(text) or finder.find_beside(text, known)
    assert stated(heard).get("group", ()) == told


@pytest.mark.parametrize(("text", "lives"), [
    ("在外地住", True), ("在外地住了半年", True), ("在外地住了回院", False), ("在外地住的院", False),
    ("在外地住过两次院", False), ("在外地住医院", False),
])
def test_a_stay_in_hospital_is_no_residence(text: str, lives: bool) -> None:
    residence = Dimension(id="home", label="住处", question="住在哪里",
                          values=(DimensionValue(id="away", label="外地", words=("在外地住",)),))
    assert bool(ConditionFinder([residence]).find(text)) is lives


@pytest.mark.parametrize(("words", "told"), [("换成药费呢", False), ("是成药", True), ("改成药房买的", False)])
def test_a_word_that_begins_within_a_verb_isnt_meant(words: str, told: bool) -> None:
    kinds = Dimension.model_validate({"id": "kind", "label": "种类", "question": "哪一种",
                                      "values": [{"id": "made", "label": "成药"}]})
    assert bool(ConditionFinder([kinds]).find(words)) is told


def test_a_value_told_before_is_spelled_out_where_it_is_only_pointed_at() -> None:
    tier = Dimension(id="tier", label="缴费档次", question="几档", values=(
        DimensionValue(id="one", label="一般一档", words=("一档",)),
        DimensionValue(id="two", label="一般二档", words=("二档",))))
    finder = ConditionFinder([STATUS, tier])
    assert finder.spelled_out("我家四口都是这个档", {"tier": ("two",)}) == "我家四口都是二档"
    assert finder.spelled_out("我家四口都是这个档", {}) == "我家四口都是这个档"
    assert finder.spelled_out("我家四口都是这个档", {"tier": ("one", "two")}) == "我家四口都是这个档"
    assert finder.spelled_out("这个档案在哪", {"tier": ("two",)}) == "这个档案在哪"


def test_a_value_is_spelled_out_by_the_word_that_its_label_has() -> None:
    tier = Dimension(id="tier", label="缴费档次", question="几档", values=(
        DimensionValue(id="one", label="一般一档", words=("要便宜的", "一档")),))
    assert ConditionFinder([tier]).spelled_out("那一档的钱谁出", {"tier": ("one",)}) == "一档的钱谁出"


def test_who_asks_which_one_doesnt_name_the_first_one() -> None:
    tier = Dimension(id="tier", label="缴费档次", question="几档", values=(
        DimensionValue(id="one", label="一般一档", words=("一档",)),))
    assert not ConditionFinder([tier]).find("该交哪一档")


@pytest.mark.parametrize(("text", "apart"), [
    ("在职和退休", True), ("在职的,居民", False), ("不是在职,退休", False), ("在职", False)])
def test_values_of_one_condition_are_two_kinds(text: str, apart: bool) -> None:
    assert of_two_kinds(found(text)) is apart


def test_an_amount_between_the_parts_of_a_wording_is_as_one_character() -> None:
    assert last_of("7月*交了", "7月单位的钱21400.50元已经交了") is not None
    assert last_of("7月*交了", "7月单位的钱还没有交了") is None


def test_a_city_in_the_same_province_means_so_only_to_callers_of_the_area_that_says_it() -> None:
    near = DimensionValue(id="near", label="省内", words=("本省",), here=("海角",))
    reach = Dimension(id="reach", area="tianya", label="远近", question="省内还是省外", values=(near,))
    found = of_callers_here((reach, STATUS), "tianya").find("去海角看病")
    assert [(m.dimension, m.value, m.words) for m in found] == [("reach", "near", "海角")]
    assert of_callers_here((reach, STATUS), "elsewhere").find("去海角看病") == ()
    assert ConditionFinder((reach,)).find("去海角看病") == ()
