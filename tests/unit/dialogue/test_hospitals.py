"""Hospitals that are named without their level."""

from __future__ import annotations

import pytest

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.hospitals import LEVEL, names_unranked, without_level_beside


def _said(text: str, words: str, value: str = "primary") -> tuple[Mention, ...]:
    start = text.index(words)
    return (Mention(LEVEL, value, start, start + len(words), words),)


@pytest.mark.parametrize("text", ["那去人民医院呢", "咁市中心医院门诊呢", "换成中医院", "去妇幼保健院看"])
def test_a_hospital_by_its_name_has_no_level(text: str) -> None:
    assert names_unranked(text, ())


@pytest.mark.parametrize(("text", "words"), [
    ("三甲的人民医院门诊", "三甲"), ("人民医院门诊,三级的", "三级"), ("镇人民医院门诊", "镇人民医院"),
])
def test_a_level_said_with_it_is_its_own(text: str, words: str) -> None:
    mentions = _said(text, words, "tertiary")
    assert not names_unranked(text, mentions)
    assert without_level_beside(text, mentions) == mentions


@pytest.mark.parametrize("text", ["卫生站或者人民医院报几成", "人民医院还是卫生站报得多", "去卫生站和去中心医院差多少"])
def test_beside_another_place_no_single_level_is_meant(text: str) -> None:
    assert without_level_beside(text, _said(text, "卫生站")) == ()
