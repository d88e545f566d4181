from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.text.lexicon import ChangeKind, Lexicon
from assistant.text.normalise import normalise
from assistant.text.numerals import find_quantities

HERE = Path(__file__).parent
ORDINARY = (HERE / "ordinary_sentences.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("said", "meant"), [
    ("医报", "医保"), ("江门一保", "江门医保"), ("居名医保", "居民医保"), ("出门就衣", "出门就医"), ("办转珍",
    "办转诊"), ("集裁", "集采"),
    ("尖管人员", "监管人员"), ("谁来垫富", "谁来垫付"), ("抱多少", "报多少"), ("能抱", "能报"), ("合规废用",
    "合规费用"), ("给报消", "给报销"),
    ("新归定", "新规定"), ("没背案", "没备案"), ("结酸", "结算"), ("日间诊辽", "日间诊疗"), ("看门真", "看门诊"),
    ("荣城医保局", "荣成医保局"),
    ("带正件", "带证件"), ("统愁", "统筹"), ("重药饮片", "中药饮片"), ("缴多少前", "交多少钱"), ("双像转诊",
    "双向转诊"),
    ("职工医报", "职工医保"), ("进贴", "津贴"), ("定典", "定点"), ("一康保", "邑康保"),
    # Words of conditions and of outside subjects, too, are known by their sound.
    ("社取医院", "社区医院"), ("失业斤怎么领", "失业金怎么领"),
])
def test_homophones_are_mended_through_their_sound(lexicon: Lexicon, said: str, meant: str) -> None:
    assert lexicon.rewrite(said).text == meant


@pytest.mark.parametrize("said", [
    "省外异地就医", "省内异地就医", "不可以报销", "可以报销", "退休职工", "在职职工", "市级统筹", "省级统筹",
    "一级医院", "二级医院", "三级医院",
    "住院前", "住院后", "自费", "甲类", "乙类", "顺产", "难产", "增长多少", "下降多少", "当期结余多少",
    "累计结余多少", "没有转诊",
])
def test_what_makes_sense_is_never_turned_into_its_neighbour(lexicon: Lexicon, said: str) -> None:
    assert lexicon.rewrite(said).text == said


@pytest.mark.parametrize("sentence", ORDINARY)
def test_ordinary_sentences_are_left_alone(lexicon: Lexicon, sentence: str) -> None:
    changes = lexicon.rewrite(normalise(sentence)).changes
    assert [change for change in changes if change.kind is not ChangeKind.FILLER] == []


def test_there_are_enough_ordinary_sentences() -> None:
    assert len(ORDINARY) >= 150


@pytest.mark.parametrize(("said", "meant"), [
    ("我系新会嘅", "我是新会的"), ("系统升级冇关系", "系统升级没有关系"), ("门诊报几多钱", "门诊报多少钱"), ("点样计",
    "怎么算"),
    ("俺娘咋交", "我妈怎么交"), ("佢出年返工", "他明年上班"), ("医保畀几多", "医保给多少"), ("点解冇", "为什么没有"),
    ("边个部门负责", "哪个部门负责"), ("啥时候能报", "什么时候能报"), ("十蚊", "十元"),
])
def test_dialect_becomes_mandarin(lexicon: Lexicon, said: str, meant: str) -> None:
    assert lexicon.rewrite(said).text == meant


@pytest.mark.parametrize(("said", "meant"), [
    ("门槛费", "起付标准"), ("起付线", "起付标准"), ("新农合", "居民医保"), ("门诊慢特病", "门诊慢特病"), ("慢特病",
    "门诊慢特病"),
    ("剖腹产", "剖宫产"), ("个帐", "个人账户"), ("自负", "自付"), ("封顶线", "最高支付限额"), ("淄博齐惠保",
    "淄博齐惠保"),
])
def test_everyday_names_become_the_official_ones(lexicon: Lexicon, said: str, meant: str) -> None:
    assert lexicon.rewrite(said).text == meant


@pytest.mark.parametrize(("said", "meant"), [
    ("喂您好我想请问一下啊那个金华的门诊", "金华的门诊"), ("嗯,请问退休的呢", "退休的呢"), ("一共,麻烦你", "一共"),
    ("那个是什么", "那个是什么"), ("你好", "你好"),
])
def test_fillers_go_unless_they_are_all_there_is(lexicon: Lexicon, said: str, meant: str) -> None:
    assert lexicon.rewrite(said).text == meant


@pytest.mark.parametrize("said", [
    "花了三千五百块,报几成", "两万零五百的门槛费", "一共36580块,废用能抱多少", "一档450元,二档650元",
    "百分之九十九点九五的居名",
])
def test_numbers_survive(lexicon: Lexicon, said: str) -> None:
    before = [(found.kind, found.value) for found in find_quantities(said)]
    assert [(found.kind, found.value) for found in find_quantities(lexicon.rewrite(said).text)] == before


def test_each_change_says_what_was_said_and_where(lexicon: Lexicon) -> None:
    said = "我系居名医保,门槛费几多"
    changes = lexicon.rewrite(said).changes
    assert {(change.said, change.taken_as, change.kind) for change in changes} == {
        ("系", "是", ChangeKind.DIALECT), ("几多", "多少", ChangeKind.DIALECT), ("居名医保",
        "居民医保", ChangeKind.HOMOPHONE),
        ("门槛费", "起付标准", ChangeKind.VARIANT)}
    assert all(said[change.start : change.end] == change.said for change in changes)


@pytest.mark.parametrize("said", ["", " ", "?", "12", "abc", "系"])
def test_short_and_empty_texts_do_no_harm(lexicon: Lexicon, said: str) -> None:
    assert isinstance(lexicon.rewrite(said).text, str)


def test_rewriting_twice_changes_nothing_more(lexicon: Lexicon, lexicon_content: dict[str, Any]) -> None:
    names = [name for item in lexicon_content["terms"] for name in (item["term"], *item.get("variants", ()))]
    unstable = [
        name for name in names
        if lexicon.rewrite(lexicon.rewrite(name).text).text != lexicon.rewrite(name).text
    ]
    assert unstable == []


def test_official_terms_stand_for_themselves(lexicon: Lexicon, lexicon_content: dict[str, Any]) -> None:
    terms = {item["term"] for item in lexicon_content["terms"]}
    assert {term: lexicon.rewrite(term).text for term in terms if lexicon.rewrite(term).text != term} == {
        "齐惠保": "淄博齐惠保"}


def test_names_of_places_are_left_alone(lexicon: Lexicon, area_names: list[str], place_names: list[str]) -> None:
    names = [*area_names, *place_names]
    assert {name: lexicon.rewrite(f"{name}的医保").text for name in names
            if lexicon.rewrite(f"{name}的医保").text != f"{name}的医保"} == {}


def test_synonyms_and_concepts(lexicon: Lexicon) -> None:
    assert lexicon.concept("低保户") == "低保" == lexicon.concept("低保")
    assert "吃低保" in lexicon.synonyms("低保户") and "低保户" not in lexicon.synonyms("低保户")
    assert lexicon.concept("洗衣机") is None and lexicon.synonyms("洗衣机") == ()


def test_words_that_stand_for_a_condition_still_do_so_in_standard_wording(lexicon: Lexicon) -> None:
    content = yaml.safe_load((HERE.parents[2] / "knowledge" / "dimensions.yaml").read_text(encoding="utf-8"))
    lost = [
        (word, lexicon.rewrite(word).text)
        for dimension in content["dimensions"]
        for value in dimension["values"]
        for word in value["words"]
        if not any(other in lexicon.rewrite(word).text for other in value["words"])
    ]
    assert lost == []


def test_no_word_is_written_for_two_meanings(lexicon_content: dict[str, Any]) -> None:
    said = [word for item in lexicon_content["dialect"] for word in item["say"]]
    said += [word for item in lexicon_content["terms"] if item.get("rewrite", True) for word in item.get("variants",
    ())]
    assert sorted({word for word in said if said.count(word) > 1}) == []


@pytest.mark.parametrize(("said", "meant"), [
    ("慢病拿了三次一次九百那个起付线一年扣一次吧是不是", "九百,"),
    ("慢病拿药花了一千二就是说我能拿回来多少钱啊", "一千二,"),
    ("我想问那个医院在哪里那个医生姓什么叫什么名字", "那个医生"),
])
def test_speech_without_punctuation_pauses_behind_an_amount(lexicon: Lexicon, said: str, meant: str) -> None:
    assert meant in lexicon.rewrite(said).text
