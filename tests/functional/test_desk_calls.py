"""Calls at one desk: parked, wrapped up, exported; copying; the picture of who pays."""

from __future__ import annotations

import json
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.desk.calls import Disposition, Switchboard
from assistant.desk.export import as_dict, export, summary
from assistant.ui.desk.clipboard import Clipboard
from assistant.ui.desk.picture import payers
from tests.contract.test_imports import PACKAGE, SCREENS_AND_STORES, imported, own_parts
from tests.fakes import TODAY
from tests.functional.desk_fakes import FakeDeskCall

START = datetime(2024, 5, 6, 9, 0)


@pytest.fixture
def board() -> Switchboard:
    """A desk whose clock stands at nine."""
    return Switchboard(lambda: FakeDeskCall("临时", TODAY), lambda: START)


def ask(board: Switchboard, words: str) -> None:
    line = board.in_hand
    line.answered(words, line.call.say(words), START)


def test_an_untouched_call_is_used_rather_than_parked(board: Switchboard) -> None:
    assert board.take_new().number == 1
    assert len(board.lines) == 1


def test_a_call_is_parked_and_taken_up_again_with_all_it_had(board: Switchboard) -> None:
    ask(board, "门诊")
    assert board.take_new().number == 2
    ask(board, "住院")
    line = board.switch(1)
    assert [turn.words for turn in line.turns] == ["门诊"]
    assert board.in_hand is line


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_call_that_is_not_on_hold_cannot_be_taken_up(board: Switchboard, number: int) -> None:
    with pytest.raises(KeyError):
        board.switch(number)


def test_after_a_call_ends_a_parked_one_goes_on_or_a_new_one_is_opened(board: Switchboard) -> None:
    ask(board, "门诊")
    board.take_new()
    ask(board, "住院")
    ended = board.wrap_up(Disposition.ANSWERED, "回访")
    assert (ended.number, ended.notes, ended.disposition) == (2, ["回访"], Disposition.ANSWERED)
    assert board.in_hand.number == 1
    board.wrap_up(Disposition.INVALID)
    assert board.in_hand.number == 3
    assert [line.number for line in board.lines] == [3]


def test_a_question_answered_anew_is_kept_as_such_once(board: Switchboard) -> None:
    ask(board, "门诊")
    line = board.in_hand
    reply = line.call.say("门诊")
    line.answered_anew(reply, START)
    line.answered_anew(reply, START)
    assert [turn.words for turn in line.turns] == ["门诊", "门诊（换条件再答）", "门诊（换条件再答）"]


def test_the_summary_holds_what_was_asked_and_answered_and_nothing_else(board: Switchboard) -> None:
    board.in_hand.call.set_chip("status", "retired")
    ask(board, "帮我算")
    board.in_hand.notes.append("回访")
    assert summary(board.in_hand, "临时市", timedelta(minutes=2, seconds=5)) == "\n".join([
        "来电1　2024-05-06 09:00　2分05秒",
        "参保地：临时市　按2024年5月6日的规定答",
        "条件：退休",
        "1. 问：帮我算",
        "   算：统筹基金付150元。（退休）",
        "   注意：只算了目录内费用。",
        "   依据：《关于门诊待遇的通知》（2024年1月2日）第3条",
        "备注：回访",
    ])  # fmt: skip


def test_a_call_without_a_question_says_so(board: Switchboard) -> None:
    assert summary(board.in_hand, "").endswith("没有提问。")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("电话13800001234", "电话〔手机号〕"),
        ("卡号 6222 0000 1111 2222", "卡号 〔银行卡号〕"),
        ("身份证11010119900101123X", "身份证〔身份证号〕"),
        ("花了12345.67元", "花了12345.67元"),
        ("打12393问", "打12393问"),
        ("2022年12月23日", "2022年12月23日"),
    ],
)
def test_long_numbers_of_callers_are_masked_and_amounts_are_not(
    board: Switchboard, said: str, kept: str
) -> None:
    ask(board, said)
    assert as_dict(board.in_hand)["turns"][0]["words"] == kept


def test_an_export_is_text_and_json_that_only_the_operator_can_read(board: Switchboard, tmp_path: Path) -> None:
    ask(board, "门诊，我电话13800001234")
    line = board.wrap_up(Disposition.FORWARDED)
    text, data = export(line, summary(line, "临时市"), tmp_path / "calls")
    assert "处理：转办" in text.read_text("utf-8")
    told = json.loads(data.read_text("utf-8"))
    assert told == as_dict(line)
    assert told["turns"][0]["words"] == "门诊，我电话〔手机号〕"
    assert told["turns"][0]["reply"]["kind"] == "answer"
    assert stat.S_IMODE(data.stat().st_mode) & 0o077 == 0


def test_the_desk_without_its_screen_imports_no_screen() -> None:
    for path in (PACKAGE / "desk").glob("*.py"):
        assert not {name.split(".")[0] for name in imported(path)} & SCREENS_AND_STORES, path
        assert "ui" not in own_parts(path), path


# Copying


def test_copying_goes_from_the_terminal_to_a_file_and_says_which(tmp_path: Path) -> None:
    sent: list[str] = []
    clipboard = Clipboard(sent.append, tmp_path / "a.txt", {"TERM": "xterm", "PATH": ""})
    first = clipboard.copy("报75%。")
    assert first.startswith("已交给终端的剪贴板（OSC 52）")
    assert sent == ["报75%。"]
    while not (told := clipboard.copy("报75%。")).startswith("已写进文件"):
        assert "系统工具" in told
    assert told == f"已写进文件（不在剪贴板里）：{tmp_path / 'a.txt'}"
    assert (tmp_path / "a.txt").read_text("utf-8") == "报75%。\n"
    assert sent == ["报75%。"]


def test_another_text_begins_with_the_terminal_again(tmp_path: Path) -> None:
    sent: list[str] = []
    clipboard = Clipboard(sent.append, tmp_path / "a.txt", {"TERM": "xterm"})
    clipboard.copy("一")
    clipboard.copy("二")
    assert sent == ["一", "二"]


@pytest.mark.parametrize("surroundings", [{"TERM": "linux"}, {"TERM": "dumb"}, {}])
def test_a_terminal_that_takes_no_such_sequence_is_not_said_to_have_it(tmp_path: Path,
                                                                       surroundings: dict[str, str]) -> None:
    def refuse(text: str) -> None:
        raise AssertionError("nothing may be sent")

    clipboard = Clipboard(refuse, tmp_path / "a.txt", {**surroundings, "TERM": surroundings.get("TERM", "dumb")})
    assert "OSC" not in clipboard.copy("报75%。")


def test_where_nothing_can_be_written_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    clipboard = Clipboard(lambda text: None, tmp_path / "taken" / "a.txt", {"TERM": "dumb"})
    told = clipboard.copy("一")
    assert told.startswith("没能复制") or "系统工具" in told


# The picture


@pytest.mark.parametrize(
    ("fund", "own", "bar"),
    [
        pytest.param("75", "25", "████████░░", id="three quarters of ten cells: 7.5, rounded to 8"),
        pytest.param("0", "10", "░░░░░░░░░░", id="nothing is paid"),
        pytest.param("10", "0", "██████████", id="all is paid"),
        pytest.param("0.01", "9999", "█░░░░░░░░░", id="a share is never rounded to nothing"),
    ],
)
def test_the_bar_shows_the_shares(fund: str, own: str, bar: str) -> None:
    assert payers({"fund_pays": fund, "self_pays": own}, 10) == [bar, f"█ 医保付{fund}元　░ 自己付{own}元"]


@pytest.mark.parametrize("amounts", [{}, {"fund_pays": "1"}, {"fund_pays": "0", "self_pays": "0"},
                                     {"fund_pays": "-1", "self_pays": "2"}, {"fund_pays": "x", "self_pays": "2"}])
def test_there_is_no_bar_without_both_shares(amounts: dict[str, str]) -> None:
    assert payers(amounts, 10) == []
