"""What an utterance has of its own beside ways of asking."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.own_words import asks_bare, has_own, own_words, points_at_nothing
from assistant.dialogue.hearing.understanding import Understood

Read = Callable[..., Understood]


@pytest.mark.parametrize("words", [
    "那俺爷俩加一块儿报多少钱", "两样比起来差多少", "所以到底要给几多", "她自己还要掏多少", "那一共呢", "最后各出多少",
])
def test_ways_of_asking_are_no_words_of_ones_own(read: Read, words: str) -> None:
    assert own_words(read(words)) == []


@pytest.mark.parametrize(("words", "own"), [("那起付线多少", "起付线"), ("两个人的保费一共多少", "保费")])
def test_what_names_a_matter_is(read: Read, words: str, own: str) -> None:
    assert own in "".join(own_words(read(words)))


def test_what_is_known_is_none_of_its_own(read: Read) -> None:
    heard = read("那起付线以上的一共报多少")
    assert own_words(heard)
    assert own_words(heard, ["起付线以上的部分"]) == []


def test_a_number_is_its_own_unless_it_counts_the_cases_told(read: Read) -> None:
    assert has_own(read("两个人加起来多少"))
    assert not has_own(read("两个人加起来多少"), cases=2)
    assert has_own(read("两个人加起来多少"), cases=3)


@pytest.mark.parametrize("words", ["那打哪个电话找人办", "要带什么材料", "去哪里办啊"])
def test_how_something_is_done_may_be_asked_without_naming_it(read: Read, words: str) -> None:
    assert asks_bare(read(words))


def test_what_names_its_matter_does_not_ask_bare(read: Read) -> None:
    assert not asks_bare(read("停保打哪个电话"))


@pytest.mark.parametrize("words", ["这个事情的责任单位是哪家", "那项工作哪个部门牵头", "这件事什么时候完成"])
def test_a_matter_that_is_only_pointed_at_is_not_named(read: Read, words: str) -> None:
    assert points_at_nothing(read(words))


@pytest.mark.parametrize("words", ["这个异地备案的事情找哪个部门", "责任单位是哪家", "这项工作的参保率目标是多少"])
def test_a_matter_that_is_named_is_not_only_pointed_at(read: Read, words: str) -> None:
    assert not points_at_nothing(read(words))
