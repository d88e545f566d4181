"""Characters of ambiguous width, on terminals that draw them two cells wide."""

from __future__ import annotations

import unicodedata

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.events import CursorPosition

from assistant.ui.ambiguous import VARIABLE, Unambiguous, answered_wide, said_wide, unambiguous


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("他说“行”……", '他说"行"..'),
        ("200 × 75% → 150", "200 x 75% > 150"),
        ("│ ██░░ │", "| ##░░ |"),
        ("职工 · 退休", "职工 . 退休"),
        ("①", "1"),
        ("Ω", "?"),
        ("报75%。", "报75%。"),
    ],
)
def test_they_are_drawn_as_ascii_cell_for_cell(text: str, plain: str) -> None:
    assert unambiguous(text) == plain
    assert cell_len(plain) == cell_len(text)
    assert not any(unicodedata.east_asian_width(character) == "A" for character in plain)


def test_the_filter_keeps_style_and_place() -> None:
    bold = Segment("“好”").style
    drawn = Unambiguous().apply([Segment("“好”", bold), Segment("，")], Color.parse("black"))
    assert [(segment.text, segment.style) for segment in drawn] == [('"好"', bold), ("，", None)]


@pytest.mark.parametrize(("said", "wide"), [("wide", True), ("narrow", False), ("", None)])
def test_a_variable_says_how_wide_they_are(said: str, wide: bool | None) -> None:
    assert said_wide({VARIABLE: said}) is wide


@pytest.mark.parametrize(
    ("column", "row", "wide"),
    [(1, 1, False), (2, 1, True), pytest.param(1, 0, None, id="what Shift+F3 sends on some terminals")],
)
def test_the_place_of_the_cursor_tells_how_wide_they_are(column: int, row: int, wide: bool | None) -> None:
    assert answered_wide(CursorPosition(column, row)) is wide
