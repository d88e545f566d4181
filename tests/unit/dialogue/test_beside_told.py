"""How people name one thing and ask of it and of what was told before."""

from __future__ import annotations

import pytest

from assistant.dialogue.arithmetic.beside_told import items_added, named_beside, share_asked, with_kind_of
from assistant.dialogue.arithmetic.label_words import with_losses_named


@pytest.mark.parametrize(("words", "named", "asked"), [
    ("退休的呢,差多少", "退休", "差多少"),
    ("那个账的嘞,两头一共多少", "个账", "两头一共多少"),
    ("罚金比它多几多", "罚金", "多几多"),
    ("利息跟那笔比少多少万", "利息", "少多少万"),
    ("药费少它多少", "药费", "少多少"),
])
def test_what_is_named_beside_what_was_told_is_taken_apart(words: str, named: str, asked: str) -> None:
    found = named_beside(words.replace("几多", "多少"))
    assert found is not None
    assert (found.named, found.asked) == (named, asked.replace("几多", "多少"))


def test_what_names_nothing_is_not_set_beside_what_was_told() -> None:
    assert named_beside("一共多少") is None
    assert named_beside("居民门诊比职工门诊多多少") is None


@pytest.mark.parametrize(("words", "items"), [
    ("连利息都算上,一个月多少", ("利息",)),
    ("再把住院和药费也加进去一共多少", ("住院", "药费")),
    ("转移收入也算进来呢", ("转移收入",)),
])
def test_what_is_counted_in_is_listed(words: str, items: tuple[str, ...]) -> None:
    found = items_added(words)
    assert found is not None
    assert found[0] == items


def test_what_is_left_out_is_not_counted_in() -> None:
    assert items_added("把利息去掉,不算上它一共多少") is None


def test_a_share_of_a_sum_names_its_total() -> None:
    assert share_asked("两样加起来占总收入的百分之几") == ("两样加起来", "总收入")
    assert share_asked("利息占总收入的百分之几") is None


def test_the_kind_that_is_named_takes_the_place_of_the_other() -> None:
    assert with_kind_of("居民", "职工住院花了多少") == "居民住院花了多少"
    assert with_kind_of("药费", "职工住院花了多少") == "药费"


def test_what_a_fund_lacks_is_what_it_kept() -> None:
    assert with_losses_named("救助那个窟窿和职工结余") == "救助当期结余和职工结余"
