"""Wrapping by the rules of Chinese print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assistant.ui.wrap import NEVER_FIRST, NEVER_LAST, wrap

CHINESE = "医保门诊报销在职退休元年月日"
TEXT = st.text(alphabet=CHINESE + "\uff0c。\uff1b《》“”\uff08\uff09…%.,0123456789abcXYZ \n", max_size=80)
# Words of one character and a punctuation mark at most: no cluster is wider than 12 cells.
PLAIN = st.lists(
    st.sampled_from(
        ["医", "保", "报\uff0c", "销。", "《门", "诊》", "“在职”", "\uff08退", "休\uff09\uff1b", "75%", "30元"]
    )
)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("医保政策问答", 8, ["医保政策", "问答"], id="by character"),
        pytest.param("医保政策", 8, ["医保政策"], id="exactly full"),
        pytest.param("医保政策", 7, ["医保政", "策"], id="half a character does not fit"),
        pytest.param("一二三四\uff0c五", 8, ["一二三", "四\uff0c五"], id="no comma first: the character goes along"),
        pytest.param("一二三\uff08四\uff09", 8, ["一二三", "\uff08四\uff09"], id="no opening bracket last"),
        pytest.param("每人126.80元", 9, ["每人", "126.80元"], id="number and unit stay whole"),
        pytest.param("收入12205.38万元", 12, ["收入", "12205.38万元"], id="two-character unit"),
        pytest.param("从2022年7月1日起", 13, ["从", "2022年7月1日", "起"], id="a date stays whole"),
        pytest.param("报75%。对", 8, ["报75%。", "对"], id="percent and full stop stay"),
        pytest.param("拨打 12393 咨询", 7, ["拨打", "12393", "咨询"], id="white space at a break is dropped"),
        pytest.param("第一段\n\n第二段", 20, ["第一段", "", "第二段"], id="line breaks stay"),
        pytest.param("", 20, [""], id="empty"),
        pytest.param("abcdefgh", 5, ["abcde", "fgh"], id="a word wider than the line is broken"),
        pytest.param("好" * 3, 1, ["好", "好", "好"], id="narrower than a character"),
        pytest.param("你好👨‍👩‍👧好", 6, ["你好👨‍👩‍👧", "好"], id="a joined emoji is one"),
    ],
)
def test_lines_break_where_chinese_print_breaks_them(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(TEXT, st.integers(2, 60))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


@given(TEXT, st.integers(1, 60))
def test_nothing_but_white_space_is_lost(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@given(PLAIN, st.integers(12, 40))
def test_no_closing_mark_begins_a_line_and_no_opening_one_ends_it(words: list[str], width: int) -> None:
    lines = wrap("".join(words), width)
    assert not any(line[0] in NEVER_FIRST for line in lines[1:])
    assert not any(line[-1] in NEVER_LAST for line in lines[:-1])


@given(TEXT, st.integers(2, 60))
def test_wrapping_again_changes_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert wrap("\n".join(lines), width) == lines
