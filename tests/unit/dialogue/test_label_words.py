"""Words of labels in the place of others for the same, and what is said not to count; all labels are invented."""

from __future__ import annotations

import pytest

from assistant.dialogue.arithmetic.label_words import (
    in_label_words,
    label_words,
    with_growths_named,
    without_left_out,
)

_TERMS = {"进账": "基金收入", "家当": "累计结余", "罚金": "渔政处罚", "处罚": "渔政处罚", "收多少": "基金收入",
          "打浪针": "浪病接种", "买浪苗": "浪病采购", "津贴": "海龄津贴"}
_WORDS = label_words(_TERMS, ["职工医保基金收入", "居民医保基金累计结余", "渔政处罚金额", "浪病接种费", "浪病采购费"])


def test_only_words_that_no_label_has_stand_for_a_term_that_one_has() -> None:
    assert set(_TERMS) - set(_WORDS) == {"处罚", "收多少", "津贴"}
    assert _WORDS["进账"] == "收入"
    assert _WORDS["罚金"] == "渔政处罚"  # which the label 渔政处罚金额 has by chance


@pytest.mark.parametrize(("said", "meant"), [
    ("职工居民两家的进账一共多少", "职工居民的收入一共多少"),
    ("两个池子的家当加起来多少", "职工和居民的累计结余加起来多少"),
    ("职工两个池子的家当多少", "职工两个池子的累计结余多少"),  # of one kind: its own two
    ("进账和家当两块加起来多少", "收入和累计结余两块加起来多少"),  # what is listed are the two
    ("打浪针一起算,买浪苗的钱多少", "浪病一起算,浪病采购的钱多少"),  # what it is about is narrowed down
    ("打浪针和买浪苗的钱多少", "浪病接种和浪病采购的钱多少"),
])
def test_labels_words_stand_in_the_place_of_what_is_said_for_the_same(said: str, meant: str) -> None:
    assert in_label_words(said, _WORDS) == meant


@pytest.mark.parametrize(("said", "kept", "left_out"), [
    ("不算追回来的,罚款和违约金加起来多少", "罚款和违约金加起来多少", "追回来的"),
    ("罚款和违约金加起来多少,追回来的不算", "罚款和违约金加起来多少", "追回来的"),
    ("除开住院的以外,门诊和药店一共多少", "门诊和药店一共多少", "住院的"),
    ("门诊和药店一共多少,扣开住院", "门诊和药店一共多少", "住院"),
    ("门诊和药店一共多少", "门诊和药店一共多少", ""),
])
def test_what_is_not_to_count_is_left_out(said: str, kept: str, left_out: str) -> None:
    assert without_left_out(said) == (kept, left_out)


@pytest.mark.parametrize(("said", "named"), [
    ("盐工收入涨得比支出快几个点", "增幅,盐工收入比支出高几个点"),
    ("盐工住院的增速比渔民慢了几个百分点", "增幅,盐工住院的比渔民低了几个百分点"),
    ("盐工和渔民的支出,增长差几个百分点", "盐工和渔民的支出,增幅差几个百分点"),
    ("盐工收入涨得比支出多几块", "盐工收入涨得比支出多几块"),
    ("盐工的报销比例比渔民高几个百分点", "盐工的报销比例比渔民高几个百分点"),
])
def test_only_what_grew_points_apart_is_named_by_its_growth(said: str, named: str) -> None:
    assert with_growths_named(said) == named
