"""What is written to files: CSV without formulas, pages without markup of callers, exports that come back."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records.model import Call, Turn, entry_of
from assistant.reports.charts import across, stacked
from assistant.reports.counting import count
from assistant.reports.gaps import find_gaps
from assistant.reports.handing_on import COLUMNS, opened_for_owner, write_csv, write_json_lines, write_text
from assistant.reports.naming import Names
from assistant.reports.page import page
from assistant.reports.rows import sheets
from assistant.reports.sheet_file import cell, write_sheets
from tests.unit.reports.invented_calls import a_call, a_turn, asked, calls

NASTY = '=HYPERLINK("http://x")<script>alert(1)</script>&"\'\x1b[31m\u202e'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", " =1", "＝1", "　=1",
    "\x1b[0m=1", "\u200b=1"])
def test_a_cell_never_begins_like_a_formula(text: str) -> None:
    assert re.match(r"[\s　]*[=+\-@＝＋－＠]", cell(text)) is None


@given(st.text())
def test_no_text_at_all_makes_a_formula(text: str) -> None:
    assert not cell(text).lstrip(" 　\n\t").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("text", ["门诊报多少", "75%", "0", "2024-05-01", ""])
def test_an_ordinary_cell_stays(text: str) -> None:
    assert cell(text) == text


@given(calls())
def test_a_csv_holds_a_row_a_turn(found: list[Call]) -> None:
    out = io.StringIO(newline="")
    assert write_csv(found, Names(), out) == len(found)
    head, *rows = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert tuple(head) == COLUMNS
    assert len(rows) == sum(max(len(call.turns), 1) for call in found)
    assert all(len(row) == len(COLUMNS) for row in rows)


@given(calls())
def test_json_lines_come_back_as_they_were(found: list[Call]) -> None:
    out = io.StringIO()
    assert write_json_lines(found, Names(), out) == len(found)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [entry_of(line) for line in lines] == [call.head() for call in found]
    turns = [entry_of(turn) for line in lines for turn in line["turns"]]
    assert turns == [turn for call in found for turn in call.turns]


def test_the_text_tells_question_reply_and_note() -> None:
    out = io.StringIO()
    call = a_call("a", a_turn("a", 1, words="门诊\x1b[31m报多少"), operator="甲", area="jiangmen", notes=("回访",))
    write_text([call], Names({"jiangmen": "江门市"}), out)
    assert out.getvalue().splitlines() == [
        "来电 a　2024-05-06 09:00　1分00秒", "参保地：江门市　坐席：甲", "1. 问：门诊报多少", "   已答：报75%。",
        "备注：回访",
    ]  # fmt: skip


def nasty_calls() -> list[Call]:
    return [asked("a", NASTY, area=NASTY), a_call("b", a_turn("b", 1, topic=NASTY), operator=NASTY, area="jiangmen")]


def test_nothing_of_a_caller_is_markup_or_control_in_the_page() -> None:
    found = nasty_calls()
    text = page(count(found), find_gaps(found), Names())
    assert "<script" not in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", text)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", re.sub(r"<(text|td|title)[^>]*>.*?</\1>", "", text))
    assert re.search(r"<(?:script|link|img|iframe)|@import|url\(", text) is None


@given(calls())
def test_each_chart_is_sound_svg(found: list[Call]) -> None:
    text = page(count(found), find_gaps(found), Names())
    for chart in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        ElementTree.fromstring(chart)
    assert ("<svg" in text) == bool(found)


def test_bars_are_as_long_as_their_numbers_and_nought_has_none() -> None:
    drawn = ElementTree.fromstring(across([("甲", 10), ("乙", 5), ("丙", 0)], "图"))
    widths = [float(bar.attrib["width"]) for bar in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths[0] == 2 * widths[1] > 0 == widths[2]


def test_charts_of_nothing_are_drawn() -> None:
    for chart in (across([], "图"), across([("甲", 0)], "图"), stacked([], (), "图"), stacked([("2024-05-06", [0])],
    ("甲",), "图")):
        ElementTree.fromstring(chart)


def test_a_report_as_csv_holds_all_tables() -> None:
    found = nasty_calls()
    out = io.StringIO(newline="")
    tables = sheets(count(found), find_gaps(found), Names())
    write_sheets(tables, out)
    rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert {row[0] for row in rows} - {"表"} == {table.title for table in tables}
    assert all(not value.startswith(("=", "@", "+")) for row in rows for value in row)


def test_a_file_is_its_owners_alone_and_begins_with_a_mark_for_excel(tmp_path: Path) -> None:
    path = tmp_path / "来电.csv"
    path.write_text("old", "utf-8")
    path.chmod(0o644)
    with opened_for_owner(path, bom=True) as out:
        out.write("甲\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + "甲\r\n".encode()
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o600


def test_what_could_not_be_written_whole_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old", "utf-8")
    with pytest.raises(RuntimeError), opened_for_owner(path) as out:
        out.write("half")
        raise RuntimeError
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
    assert path.read_text("utf-8") == "old"


def test_turns_of_another_program_with_odd_replies_are_handed_on(tmp_path: Path) -> None:
    call = a_call("a", a_turn("a", 1))
    turn: Turn = call.turns[0]
    object.__setattr__(turn, "reply", {"kind": "later"})
    out = io.StringIO()
    assert write_csv([call], Names(), out) == write_text([call], Names(), out) == 1
