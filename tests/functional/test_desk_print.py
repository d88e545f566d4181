"""Chinese at the desk: input methods, pastes, deletion by character, widths, and the rules of Chinese print."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import Paste

from assistant.bootstrap import wire
from assistant.desk.opening import Desk, open_desk
from assistant.settings import read_settings
from assistant.ui.wrap import NEVER_FIRST
from tests.functional.desk_fakes import CONDITIONS, FakeDesk
from tests.functional.desk_knowledge import write_knowledge
from tests.functional.desk_operator import AtDesk, run_desk

FRAME = "▌▏│▊▎█░ ╭╰╮╯─"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk on the small knowledge of two invented cities."""
    return open_desk(wire(write_knowledge(tmp_path_factory.mktemp("knowledge")), read_settings().cache))


def assert_well_set(operator: AtDesk) -> None:
    """No line of the screen begins with closing punctuation, and none is wider than the screen."""
    for row in operator.shown().split("\n"):
        assert cell_len(row) <= operator.app.size.width, row
        begins = row.lstrip(FRAME)[:1]
        assert begins not in NEVER_FIRST or not begins, row


@pytest.mark.parametrize("size", [(60, 16), (63, 20), (80, 24), (97, 30), (120, 40), (161, 45)])
def test_no_line_begins_with_closing_punctuation_on_any_screen(desk: Desk, tmp_path: Path,
                                                               size: tuple[int, int]) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.say("退休职工看门诊花了123.45元，报多少")
        await operator.until("可以念】")
        assert_well_set(operator)
        for key in ("f1", "f3", "f4", "f8", "f9", "f10", "ctrl+r", "ctrl+o", "ctrl+t"):
            await operator.keys(key)
            await operator.pilot.pause(0.1)
            assert_well_set(operator)
            await operator.keys("escape")
        await operator.keys("f9", "1")
        await operator.until("导出")
        assert_well_set(operator)

    run_desk(steps, desk, tmp_path, size)


def test_what_an_input_method_commits_at_once_is_deleted_and_changed_character_by_character(
    desk: Desk, tmp_path: Path
) -> None:
    async def steps(operator: AtDesk) -> None:
        operator.entry.insert_text_at_cursor("看门诊报多少𠮷")
        await operator.keys("backspace")
        assert operator.entry.value == "看门诊报多少"
        await operator.keys("left", "left", "backspace", "能")
        assert operator.entry.value == "看门诊能多少"
        await operator.keys("home", "delete", "end", "backspace")
        assert operator.entry.value == "门诊能多"

    run_desk(steps, desk, tmp_path)


def test_several_pasted_lines_become_one_question_and_one_value(desk: Desk, tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        operator.entry.post_message(Paste("退休了\r\n\r\n门诊报多少\n"))
        await operator.until("问： 退休了 门诊报多少")
        await operator.keys("enter")
        await operator.until("【可以念】")
        await operator.keys("f10")
        await operator.until("计算：门诊能报多少钱")
        assert operator.app.focused is not None
        operator.app.focused.post_message(Paste("200\n"))
        await operator.until("医保付140元")

    run_desk(steps, desk, tmp_path)


def test_more_conditions_than_fit_into_a_line_go_on_in_the_next(tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        assert operator.app.board is not None
        call = operator.app.board.in_hand.call
        for condition in CONDITIONS:
            call.set_chip(condition.dimension, condition.values[0][0])
        await operator.say("门诊")
        await operator.until("条件：职工医保 · 在职")
        assert_well_set(operator)

    run_desk(steps, FakeDesk(), tmp_path, (60, 16))


@pytest.mark.parametrize("size", [(59, 16), (60, 15), (20, 5)])
def test_a_screen_that_is_too_small_says_so_and_how_large_it_must_be(tmp_path: Path, size: tuple[int, int]) -> None:
    async def steps(operator: AtDesk) -> None:
        assert "请放大到60×16以上" in operator.shown()
        await operator.pilot.resize_terminal(60, 16)
        await operator.until("来电1")

    run_desk(steps, FakeDesk(), tmp_path, size, until=f"窗口太小（{size[0]}×{size[1]}）")


def test_on_a_terminal_of_wide_ambiguous_characters_the_screen_is_drawn_without_them(
    desk: Desk, tmp_path: Path
) -> None:
    async def steps(operator: AtDesk) -> None:
        operator.app.draws_ambiguous_wide = True
        operator.app.refresh_css()
        await operator.say("退休职工看门诊花了200元，报多少")
        await operator.until("# 医保付140元")
        await operator.until("200 x 70% = 140元")
        assert "医保付：200 ×" not in operator.shown()

    run_desk(steps, desk, tmp_path)
