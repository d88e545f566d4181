"""What must not change a reply, and what must: fillers, script, width, and the caller's city."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest
from opencc import OpenCC

from assistant.dialogue.reply import Reply, ReplyKind
from tests.functional.shipped import DAYS, call_from, shipped

QUESTIONS = (
    ("jiangmen", "职工看普通门诊报百分之几"),
    ("jiangmen", "退休人员医保卡每月划入多少钱"),
    ("jiangmen", "2023年居民医保一个人要缴多少"),
    ("jiangmen", "邑康保客服电话是多少"),
    ("jiangmen", "核酸混检一次最多多少钱"),
    ("jiangmen", "在职,在社区看门诊花了120元,能报多少"),
    ("jiangmen", "居民医保集中缴费到哪天截止"),
    ("rongcheng", "居民医保一档一年多少钱"),
    ("rongcheng", "职工剖宫产住院花了5000元医保报多少"),
    ("rongcheng", "没备案自己去外地住院个人先负担多少"),
    ("rongcheng", "生育津贴发多少天"),
    ("rongcheng", "低保户住院自付了10000元,医疗救助给多少"),
    ("zibo", "居民慢特病报销比例是多少"),
    ("zibo", "退休职工慢特病花了3000元能报多少"),
    ("zibo", "一般谈判药先行自付多少"),
    ("zibo", "临时外出就医首先自付多少"),
    ("zibo", "双通道药店有几家"),
    ("zhangshu", "职工医保参保人数是多少"),
    ("zhangshu", "卫生院一般诊疗费多少钱"),
    ("zhangshu", "脱贫户住院花了6000元自己付多少"),
    ("zhangshu", "住院起付线是多少"),
    ("jinhua", "户籍人口参保率目标是多少"),
    ("jinhua", "电子凭证激活率目标是多少"),
    ("jinhua", "市级统筹政策什么时候出台"),
    ("jinhua", "户籍人口4000人,按参保率目标要参保多少人"),
)
ALL = [pytest.param(area, words, id=f"{area}-{number}") for number, (area, words) in enumerate(QUESTIONS)]
_FULL = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
_HALF = str.maketrans({"，": ",", "。": ".", "？": "?", "！": "!", "：": ":", "（": "(", "）": ")"})


def full_width(words: str) -> str:
    return f"{words}?".translate(_FULL)


def half_width(words: str) -> str:
    return f"{words}?".translate(_HALF)


def traditional(words: str) -> str:
    return str(OpenCC("s2t").convert(words))


def with_opening(words: str) -> str:
    return f"你好,我想问一下,{words}"


def with_courtesy(words: str) -> str:
    return f"请问{words}呢"


def with_hesitation(words: str) -> str:
    return f"喂,呃,麻烦您,{words}?"


def with_spaces(words: str) -> str:
    return f"  {words}  "


@cache
def ask(area: str, words: str) -> Reply:
    return call_from(area).say(words)


def told(reply: Reply) -> tuple[ReplyKind, str, dict[str, str]]:
    """The kind, the sentence with the figures asked for, and the amounts; what is told beside it may vary."""
    return reply.kind, reply.short, reply.amounts


def figures_of(reply: Reply) -> set[tuple[str, str]]:
    return {(figure.id, figure.value) for figure in reply.figures}


@pytest.mark.parametrize(
    "change", [with_opening, with_courtesy, with_hesitation, with_spaces], ids=lambda change: change.__name__
)
@pytest.mark.parametrize(("area", "words"), ALL)
def test_what_is_said_besides_changes_neither_kind_nor_figures(
    area: str, words: str, change: Callable[[str], str]
) -> None:
    assert told(ask(area, change(words))) == told(ask(area, words)), change(words)


@pytest.mark.parametrize("change", [traditional, full_width, half_width], ids=lambda change: change.__name__)
@pytest.mark.parametrize(("area", "words"), ALL)
def test_script_and_width_change_neither_kind_nor_figures(
    area: str, words: str, change: Callable[[str], str]
) -> None:
    changed, plain = ask(area, change(words)), ask(area, words)
    assert told(changed) == told(plain), change(words)
    assert figures_of(changed) == figures_of(plain), change(words)


@pytest.mark.parametrize(("area", "words"), ALL)
def test_the_question_itself_is_told_from_its_own_citys_documents(area: str, words: str) -> None:
    reply = ask(area, words)
    assert reply.kind in (ReplyKind.ANSWER, ReplyKind.CALCULATION) or words == "住院起付线是多少"
    assert reply.area == area


@pytest.mark.parametrize("other", DAYS)
@pytest.mark.parametrize(("area", "words"), ALL)
def test_another_city_is_told_from_its_own_documents_or_refused(area: str, words: str, other: str) -> None:
    reply = ask(other, words)
    knowledge = shipped().knowledge
    assert {knowledge.documents[citation.document].area for citation in reply.citations} <= {reply.area}
    assert {figure.id.split(".")[0] for figure in reply.figures} <= set(knowledge.lineage(other))
    assert reply.area == other


@pytest.mark.parametrize(("area", "words"), ALL)
def test_naming_the_city_in_the_question_tells_the_same(area: str, words: str) -> None:
    name = shipped().knowledge.areas[area].name
    reply = shipped().open_call(None, DAYS[area]).say(f"{name},{words}")
    assert reply.area == area
    assert told(reply) == told(ask(area, words))


@pytest.mark.parametrize(("area", "words"), ALL)
def test_each_number_told_first_is_of_a_figure_a_calculation_or_the_caller(area: str, words: str) -> None:
    reply = ask(area, words)
    source = " ".join(
        (
            words,
            *(f.value for f in reply.figures),
            *reply.amounts.values(),
            *(f"{s.expression} {s.amount}" for s in reply.steps),
        )
    )
    known = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", source)}
    known |= {round(number * 100, 4) for number in known}  # shares are told as percent
    days = {
        float(number) for citation in reply.citations for number in re.findall(r"\d+", citation.issued.isoformat())
    }
    first = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", reply.short)]
    assert set(first) <= known | days | {1.0}, (reply.short, set(first) - known - days)
