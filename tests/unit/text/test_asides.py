"""Clauses that are said to the one who answers go; what is of the matter stays."""

from __future__ import annotations

import pytest

from assistant.text.asides import Asides
from assistant.text.lexicon import Lexicon


@pytest.mark.parametrize(("said", "meant"), [
    ("在吗?急着问个事,退休的报几成", "退休的报几成"),
    ("师傅,跟你打听个事儿,退休的报几成", "退休的报几成"),
    ("退休的报几成,我年纪大了你慢点讲", "退休的报几成"),
    ("退休的报几成,人家等着回话呢,你讲清楚点", "退休的报几成"),
    ("退休的报几成,行吗", "退休的报几成"),
    ("明白了,退休的报几成", "退休的报几成"),
])
def test_what_is_said_to_the_operator_goes(lexicon: Lexicon, said: str, meant: str) -> None:
    assert lexicon.to_the_matter(said).strip(",?") == meant


@pytest.mark.parametrize("said", [
    "急等", "我记一下,谢谢",  # nothing else is said
    "不备案就去外地住院,行吗",  # this is the question
    "126块8?你再查一下",  # a doubt
    "刚才那个数,再讲清楚点",  # wants it told again
    "我年纪大了,居民医保要交多少",  # an age may matter
    "三千,晓得了,又住了一回呢",  # what was told before
    "行,谢谢",
    "打听生育津贴的天数,还有标准",
])
def test_what_is_of_the_matter_stays(lexicon: Lexicon, said: str) -> None:
    assert lexicon.to_the_matter(said) == said


def test_without_words_nothing_is_an_aside() -> None:
    assert Asides([]).find("急等,退休的报几成") == []


def test_so_long_a_clause_is_no_aside(lexicon: Lexicon) -> None:
    said = "谢谢" * 20 + ",退休的报几成"
    assert lexicon.to_the_matter(said) == said
