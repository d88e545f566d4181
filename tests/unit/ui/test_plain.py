"""Words for and from a plain stream."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.reply import Citation, FigureUsed, Reply, ReplyKind, StepShown
from assistant.ui.plain import (
    basis_of,
    chosen,
    decoded,
    figure_line,
    one_line,
    printable,
    reply_lines,
    step_line,
    typeset,
)


@given(st.text())
def test_what_is_shown_holds_no_control_character(text: str) -> None:
    shown = printable(text)
    assert not any((ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 for char in shown)
    shown.encode("utf-8")


@given(st.text(alphabet="医保abc，。1\n "))
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("written", "set"),
    [
        ("在职的,报75%,退休80%;住院另算:见下(第3条)。", "在职的，报75%，退休80%；住院另算：见下（第3条）。"),
        ("共12,205.38万元,3:1", "共12,205.38万元，3:1"),
        ("对吗?对!", "对吗？对！"),
        ("2022年7月1日(含)起", "2022年7月1日（含）起"),
        ("VIP (a,b) 5,000", "VIP (a,b) 5,000"),
        ("按75%(在职)算", "按75%（在职）算"),
    ],
)
def test_replies_are_set_with_the_punctuation_of_chinese_print(written: str, set: str) -> None:
    assert typeset(written) == set
    assert typeset(set) == set


def test_title_marks_inside_a_title_become_the_inner_kind() -> None:
    citation = Citation("d", "江门《民生热线》第826期", date(2022, 12, 23), "")
    assert basis_of(citation) == "《江门〈民生热线〉第826期》（2022年12月23日）"


@given(st.binary())
def test_any_bytes_become_words(data: bytes) -> None:
    assert isinstance(decoded(data), str)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_words_are_understood_in_the_encodings_of_chinese_machines(encoding: str) -> None:
    assert decoded("居民医保交多少钱".encode(encoding)) == "居民医保交多少钱"


def test_several_lines_become_one_utterance() -> None:
    assert one_line("我在江门\r\n  上班\n\n\t报多少") == "我在江门 上班 报多少"


@pytest.mark.parametrize(
    ("words", "picked"),
    [("1", "甲"), ("\uff12", "乙"), (" 2 ", "乙"), ("0", "0"), ("3", "3"), ("1万", "1万"), ("-1", "-1"), ("一", "一")],
)
def test_only_a_bare_number_in_range_picks(words: str, picked: str) -> None:
    assert chosen(words, ("甲", "乙")) == picked


@pytest.mark.parametrize(
    ("value", "unit", "first", "last", "shown"),
    [
        ("0.75", "fraction", date(2022, 7, 1), None, "比例：75%（规定，2022-07-01起）"),
        ("0.065", "fraction", None, None, "比例：6.5%（规定）"),
        ("0.8", "fraction", date(2022, 1, 1), date(2022, 12, 31), "比例：80%（规定，2022-01-01至2022-12-31）"),
        ("126.80", "yuan", None, date(2022, 12, 31), "比例：126.80元（规定，至2022-12-31）"),
        ("1", "fraction", None, None, "比例：100%（规定）"),
        ("约七成", "fraction", None, None, "比例：约七成（规定）"),
    ],
)
def test_a_figure_is_shown_with_unit_kind_and_days(
    value: str, unit: str, first: date | None, last: date | None, shown: str
) -> None:
    assert figure_line(FigureUsed("x", "比例", value, unit, first, last, "rule")) == shown


def test_a_source_is_document_date_and_place() -> None:
    assert basis_of(Citation("d", "通知", date(2022, 2, 3), "第8条")) == "《通知》（2022年2月3日），第8条"
    assert basis_of(Citation("d", "《通知》", date(2022, 2, 3), "")) == "《通知》（2022年2月3日）"


def test_a_step_without_expression_is_label_and_amount() -> None:
    assert step_line(StepShown("合计", "", "3.00", None)) == "合计：3.00"
    assert step_line(StepShown("合计", "1.00 + 2.00", "3.00", None)) == "合计：1.00 + 2.00 = 3.00"


def test_a_source_that_the_text_names_is_not_told_again_though_its_title_has_marks_of_its_own() -> None:
    source = Citation("c", "某地《热线》第1期:某局", date(2022, 12, 23), "张三")
    text = "一百元。\n依据:《某地〈热线〉第1期:某局》(2022年12月23日),张三。"
    reply = Reply(ReplyKind.ANSWER, text, "a", date(2022, 12, 23), citations=(source,))
    assert [line for line in reply_lines(reply) if "依据" in line] == [typeset(text)]
