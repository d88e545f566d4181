"""Official terms are put plainly where they first occur, and nowhere else."""

from __future__ import annotations

import pytest

from assistant.chat.plain_terms import PlainTerms
from assistant.policy.model import PlainTerm

TERMS = PlainTerms([
    PlainTerm(term="起付线", say="要先自己付的钱"),
    PlainTerm(term="带量采购", say="砍价采购"),
    PlainTerm(term="集中带量采购", say="统一砍价采购"),
])  # fmt: skip


@pytest.mark.parametrize(("said", "shown"), [
    pytest.param("起付线是200元。", "要先自己付的钱（起付线）是200元。", id="a term"),
    pytest.param("过了起付线，起付线以上报。", "过了要先自己付的钱（起付线），起付线以上报。", id="the second time"),
    pytest.param("集中带量采购", "统一砍价采购（集中带量采购）", id="the longest term"),
    pytest.param("《起付线办法》", "《起付线办法》", id="in a title"),
    pytest.param("“起付线”三个字", "“起付线”三个字", id="in quotation marks"),
    pytest.param("门槛（起付线）", "门槛（起付线）", id="in brackets"),
    pytest.param("起付线（按次算）", "起付线（按次算）", id="before brackets"),
    pytest.param("要先自己付的钱起付线", "要先自己付的钱（起付线）", id="behind its plain words"),
    pytest.param("没有行话。", "没有行话。", id="no term"),
])  # fmt: skip
def test_a_term_is_put_plainly(said: str, shown: str) -> None:
    assert TERMS.put_plainly([said]) == [shown]


def test_a_term_is_put_plainly_once_in_all_texts_of_a_reply() -> None:
    assert TERMS.put_plainly(["有起付线。", "起付线按年算。"]) == ["有要先自己付的钱（起付线）。", "起付线按年算。"]


def test_without_terms_texts_stay() -> None:
    assert PlainTerms([]).put_plainly(["起付线"]) == ["起付线"]
