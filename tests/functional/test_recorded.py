"""What is asked and told is on record before it is shown: in the chat, at the desk, line by line."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from assistant.bootstrap import LoadedAssistant, wire
from assistant.chat.opening import open_chat
from assistant.chat.port import ChatCall
from assistant.chat.recording import RecordedChatCall
from assistant.desk.opening import open_desk
from assistant.desk.port import DeskAssistant, DeskCall
from assistant.desk.recording import DeskRecorder
from assistant.dialogue.call import Assistant
from assistant.records.address import Address
from assistant.records.keeper import Keeper
from assistant.records.model import Call, Entry, How, Mark, Place
from assistant.records.opening import recorder_at
from assistant.records.recorder import Recorder
from assistant.records.recording import Keeping
from assistant.records.store import Store, open_store
from assistant.settings import read_settings
from assistant.ui.chat import ChatApp
from assistant.ui.desk.app import DeskApp
from assistant.ui.desk.clipboard import Clipboard
from tests.fakes import FakeAssistant
from tests.functional.chat_knowledge import write_knowledge as write_chat_knowledge
from tests.functional.conftest import Yibao, run_process
from tests.functional.desk_fakes import FakeDesk
from tests.functional.desk_knowledge import write_knowledge
from tests.functional.driver import Driver

DAY = date(2024, 6, 1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where records are kept."""
    return tmp_path / "kept" / "records.db"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> LoadedAssistant:
    """The small knowledge of two invented cities, loaded."""
    return wire(write_knowledge(tmp_path_factory.mktemp("knowledge")), read_settings().cache)


def calls(place: Path) -> list[Call]:
    with open_store(place) as store:
        return list(store.calls())


def recorder_for(place: Path) -> Recorder:
    return recorder_at(Address(path=place), place.parent)


# Line by line, and ask


def test_each_line_and_its_reply_are_on_record(yibao: Yibao, place: Path) -> None:
    assert yibao("--area", "临时", "--records", str(place), stdin="报销\n2\n".encode()).status == 0
    (call,) = calls(place)
    assert (call.place, call.opened_area, call.area, call.closed_at is not None) == (
        Place.LINE, "linshi", "linshi", True)  # fmt: skip
    assert [turn.words for turn in call.turns] == ["报销", "退休"]
    assert call.turns[0].reply["options"] == ["在职", "退休"]


@pytest.mark.parametrize("place", ["off", "OFF", "不记"])
def test_where_nothing_is_to_be_kept_nothing_is(yibao: Yibao, tmp_path: Path, place: str) -> None:
    assert yibao("--records", place, stdin="门诊\n".encode()).status == 0
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_is_told_before_anything_is_asked(yibao: Yibao) -> None:
    outcome = yibao("--records", "mysql://host/db", stdin="门诊\n".encode())
    assert (outcome.status, outcome.out) == (2, "")
    assert "不认识的记录库地址" in outcome.err


def test_the_turn_is_on_record_before_its_reply_is_shown(place: Path) -> None:
    class Screen:
        def write(self, text: str) -> int:
            if "您说的是" in text:
                seen.append([turn.words for turn in calls(place)[0].turns])
            return len(text)

        def flush(self) -> None: ...

    import io

    from assistant.ui.line import converse

    seen: list[list[str]] = []
    keeper = Keeper(recorder_for(place), Place.LINE)
    converse(keeper.open_call(FakeAssistant(), "临时", None), io.BytesIO("一\n二\n".encode()), Screen())  # type: ignore[arg-type]
    keeper.close()
    assert seen == [["一"], ["一", "二"]]


def test_a_store_in_trouble_is_told_and_the_answers_go_on(yibao: Yibao, tmp_path: Path) -> None:
    (tmp_path / "records.db").mkdir()
    place = tmp_path / "records.db" / "none" / "records.db"
    (tmp_path / "records.db" / "none").write_text("a file")
    outcome = yibao("--records", str(place), stdin="门诊\n住院\n".encode())
    assert outcome.status == 0
    assert outcome.out.count("您说的是") == 2
    assert outcome.err.count("注意：记录") == 1


def test_what_a_locked_store_could_not_take_is_listed_all_the_same(yibao: Yibao, place: Path) -> None:
    yibao("--records", str(place), stdin="一\n".encode())
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "占用" in yibao("--records", str(place), stdin="二\n".encode()).err
    other.execute("COMMIT")
    other.close()
    assert "共2个来电" in yibao("records", "list", "--records", str(place)).out


def test_ask_keeps_a_record_only_where_one_is_named(yibao: Yibao, place: Path) -> None:
    yibao("ask", "门诊")
    assert not place.exists()
    assert yibao("ask", "--records", str(place), "我电话13800138000，门诊").status == 0
    (call,) = calls(place)
    assert call.place is Place.ASK
    assert "13800138000" not in json.dumps([call.turns[0].words, dict(call.turns[0].reply)])


def test_ask_imports_no_database() -> None:
    done = run_process("ask", "门诊", then="assert 'sqlalchemy' not in sys.modules, 'imported'")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_number_of_a_caller_reaches_neither_store_nor_spool(yibao: Yibao, tmp_path: Path) -> None:
    for name in ("fine.db", "locked.db"):
        place = tmp_path / name
        open_store(place).close()
        other = sqlite3.connect(place, isolation_level=None)
        if name == "locked.db":
            other.execute("BEGIN EXCLUSIVE")
        yibao("--records", str(place), stdin="我电话13800138000，门诊\n".encode())
        other.close()
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".jsonl" for path in written)
    for path in written:
        assert b"13800138000" not in path.read_bytes(), path


# The chat


def test_the_chat_is_recorded_and_its_areas_with_it(place: Path) -> None:
    app_done(place, ["门诊", "f2", "2", "住院"])
    (call,) = calls(place)
    assert call.place is Place.CHAT and call.closed_at is not None
    assert [turn.words for turn in call.turns] == ["门诊", "住院"]
    assert [[change.area for change in turn.changes][:1] for turn in call.turns] == [[], ["xugou"]]


def test_the_chat_tells_of_a_store_in_trouble_once(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    shown = app_done(tmp_path / "taken" / "records.db", ["门诊", "住院"])
    assert shown.count("【提示】") == 1
    assert "您说的是：住院" in shown


class RecordedChat(FakeAssistant):
    """The fake dialogue, recorded."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.keeper = keeper

    def open_call(self, area: str | None = None, on: date | None = None, today: date | None = None) -> ChatCall:  # type: ignore[override]
        call = super().open_call(area, on, today)
        log = self.keeper.begin(self, call.area, on)
        assert log is not None
        return RecordedChatCall(call, log)


def app_done(place: Path, steps: list[str]) -> str:
    """Take the steps in a chat that is recorded at a place: keys, or words to say; gives what is shown at the end."""
    keeper = Keeper(recorder_for(place), Place.CHAT)
    app = ChatApp(lambda: RecordedChat(keeper), "临时", None, notice=lambda: keeper.notice)
    shown = ""

    async def session() -> None:
        nonlocal shown
        async with app.run_test(size=(80, 40)) as pilot:
            chat = Driver(app, pilot)
            await chat.until("参保地：临时市")
            for step in steps:
                if step.isascii():
                    await chat.keys(step)
                else:
                    await chat.say(step)
                    await chat.until(f"您说的是：{step}")
            await chat.pilot.pause(0.2)
            shown = chat.shown()

    asyncio.run(session())
    keeper.close()
    return shown


# The desk


class RecordedFake(FakeDesk):
    """The fake dialogue, recorded."""

    def __init__(self, keeping: Keeping, name: str) -> None:
        super().__init__()
        self.records: DeskRecorder = DeskRecorder(self.opened, keeping, name, "张")  # type: ignore[assignment]

    def open_call(self, area: str | None = None, on: date | None = None) -> DeskCall:
        return self.records.open_call(area, on)


class Operator(Driver):
    """Someone at a desk that is recorded."""


def at_desk(place: Path, steps: Callable[[Operator], Awaitable[None]], name: str = "甲",
            assistant: LoadedAssistant | None = None, recorder: Recorder | None = None, typed: str = "") -> None:
    """Run steps at a desk of that name, on the fake dialogue or on a knowledge; then leave it as if it were killed.

    `typed` stands in the query line before the knowledge is open.
    """
    keeper = Keeper(recorder or recorder_for(place), Place.DESK)
    keeping = keeper.keeping(assistant)
    assert keeping is not None
    desk = open_desk(assistant, None, keeping, (name, "张")) if assistant else RecordedFake(keeping, name)
    clipboard = Clipboard(lambda text: None, place.parent / "clipboard.txt", {"TERM": "xterm"})
    may_open = threading.Event()

    def opened() -> DeskAssistant:
        may_open.wait()
        return desk

    app = DeskApp(opened, "临时", DAY, place.parent / "calls", clipboard, lambda: datetime(2024, 6, 1, 9, 0))

    async def session() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            operator = Operator(app, pilot)
            await operator.type(typed)
            may_open.set()
            await operator.until("来电1")
            await steps(operator)

    asyncio.run(session())
    keeper.close()


def test_what_happens_at_the_desk_is_on_record(place: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊")
        await operator.until("您说的是：门诊")
        await operator.keys("f4", "4")
        await operator.until("退休）")
        await operator.type("回访13800138000")
        await operator.keys("f6")
        await operator.until("已记入备注")
        await operator.keys("ctrl+g", "1")
        await operator.until("已标记")
        await operator.keys("f9", "2")
        await operator.until("已结束")

    at_desk(place, steps)
    (call,) = calls(place)
    assert (call.desk, call.operator, call.disposition, call.day) == ("甲", "张", "转办", DAY)
    assert len(call.notes) == 1 and "13800138000" not in call.notes[0]
    assert [(turn.words, turn.how) for turn in call.turns] == [("门诊", How.SAID), ("门诊", How.AGAIN)]
    assert [(c.dimension, c.value, c.label) for c in call.conditions] == [("status", "retired", "退休")]
    assert call.turns[1].changes[0].condition == ("status", "retired")
    assert call.turns[1].mark is Mark.REJECTED and call.turns[1].is_gap


def test_a_call_nothing_was_asked_in_leaves_no_record(place: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys("ctrl+n")

    at_desk(place, steps)
    assert calls(place) == []


def test_calls_broken_off_are_offered_at_the_next_start_and_go_on_as_they_stood(
    place: Path, small: LoadedAssistant
) -> None:
    async def before(operator: Operator) -> None:
        await operator.say("我是职工，已经退休了，门诊报多少")
        await operator.until("退休的报70%")
        await operator.type("要回访")
        await operator.keys("f6")
        await operator.until("已记入备注")

    async def after(operator: Operator) -> None:
        await operator.until("上次没有结束的来电")
        await operator.keys("1")
        await operator.until("已接上")
        assert "退休的报70%" in operator.shown()
        assert "要回访" in operator.shown()
        assert "退休" in operator.shown().splitlines()[1]
        await operator.keys("f4", "3")
        await operator.until("在职的报60%")
        await operator.keys("f9", "1")
        await operator.until("已结束")

    at_desk(place, before, assistant=small)
    assert [call.closed_at for call in calls(place)] == [None]
    at_desk(place, after, assistant=small)
    (call,) = calls(place)
    assert call.disposition == "已答复"
    assert [turn.number for turn in call.turns] == [1, 2]
    assert "60%" in call.turns[1].reply["text"]

    async def nothing_left(operator: Operator) -> None:
        await operator.pilot.pause(0.3)
        assert "没有结束" not in operator.shown()

    at_desk(place, nothing_left)


def test_calls_of_another_desk_or_of_one_that_is_still_open_are_not_offered(place: Path) -> None:
    async def ask(operator: Operator) -> None:
        await operator.say("门诊")
        await operator.until("您说的是：门诊")

    async def nothing_is_offered(operator: Operator) -> None:
        await operator.pilot.pause(0.3)
        assert "没有结束" not in operator.shown()

    async def while_another_is_open(operator: Operator) -> None:
        await ask(operator)
        keeping = Keeper(recorder_for(place), Place.DESK).keeping(None)
        assert keeping is not None
        assert RecordedFake(keeping, "乙").records.unfinished() == ()

    at_desk(place, ask, "甲")
    at_desk(place, nothing_is_offered, "乙")
    at_desk(place, while_another_is_open, "乙")


def test_calls_broken_off_can_be_given_up(place: Path) -> None:
    async def ask(operator: Operator) -> None:
        await operator.say("门诊")
        await operator.until("您说的是：门诊")

    async def give_up(operator: Operator) -> None:
        await operator.until("上次没有结束的来电")
        await operator.keys("2")
        await operator.until("都作为中断结束吗")
        await operator.keys("escape", "f7")
        await operator.until("上次没有结束的：2 接着办")
        await operator.keys("3")
        await operator.until("都作为中断结束吗")
        await operator.keys("enter")
        await operator.until("已作为中断结束")

    at_desk(place, ask)
    at_desk(place, give_up)
    (call,) = calls(place)
    assert call.closed_at is not None and call.disposition is None


def test_whoever_types_already_is_told_of_calls_broken_off_and_finds_them_with_the_others(place: Path) -> None:
    async def ask(operator: Operator) -> None:
        await operator.say("门诊")
        await operator.until("您说的是：门诊")

    async def go_on(operator: Operator) -> None:
        await operator.until("上次未结束：1个")
        assert "接着办：" not in operator.shown()
        await operator.keys("f7", "2")
        await operator.until("已接上")
        assert "您说的是：门诊" in operator.shown() and "上次未结束" not in operator.shown()

    at_desk(place, ask)
    at_desk(place, go_on, typed="住院")


def test_the_desk_shows_a_store_in_trouble_as_long_as_it_lasts(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "records.db").mkdir()

    async def steps(operator: Operator) -> None:
        await operator.say("门诊")
        await operator.until("!! 记录暂存本机")
        assert "您说的是：门诊" in operator.shown()

    at_desk(tmp_path / "taken" / "records.db", steps)


def test_the_screen_waits_for_no_store_that_takes_its_time(place: Path) -> None:
    may_write = threading.Event()

    class Slow(Store):
        def write(self, entries: Sequence[Entry]) -> None:
            may_write.wait()
            super().write(entries)

    async def steps(operator: Operator) -> None:
        await operator.type("回访")
        await operator.keys("f6")
        await operator.until("备注 回访")
        await operator.type("已告知")
        await operator.keys("f6")
        await operator.type("门")
        await operator.until("备注 已告知")
        await operator.keys("f9")
        await operator.until("结束来电")
        await operator.keys("1")
        await operator.until("来电2")
        await operator.type("诊")
        await operator.until("诊")
        assert "已记入" not in operator.shown() and "已结束" not in operator.shown()
        may_write.set()
        await operator.until("来电1已结束")

    at_desk(place, steps, recorder=Recorder(lambda: Slow(Address(path=place)), (place.parent / "spool",)))
    (call,) = calls(place)
    assert call.notes == ("回访", "已告知") and call.disposition == "已答复"


# The record again


@pytest.fixture
def recorded(place: Path, small: LoadedAssistant) -> Call:
    """A desk's call on the small knowledge, with everything an operator can do, as recorded."""
    keeper = Keeper(recorder_for(place), Place.DESK)
    keeping = keeper.keeping(small)
    assert keeping is not None
    call = open_desk(small, None, keeping, ("甲", "张")).open_call(None, None)
    call.say("临时市职工门诊报多少")
    call.set_chip("status", "retired")
    call.answer_again()
    call.tell("linshi.filing.told", "ydjyba")
    call.choose_area("虚构")
    call.set_day(date(2024, 2, 1))
    call.say("职工门诊报多少")
    keeper.close()
    (kept,) = calls(place)
    return kept


def on(assistant: LoadedAssistant) -> Callable[[Path], Assistant]:
    return lambda knowledge: assistant


def test_a_record_played_again_gives_what_was_told(yibao: Yibao, place: Path, small: LoadedAssistant,
                                                   recorded: Call) -> None:
    assert [turn.how for turn in recorded.turns] == [How.SAID, How.AGAIN, How.TOLD, How.SAID]
    assert recorded.turns[2].words == "异地就医备案怎么办" or recorded.turns[2].words != "ydjyba"
    assert (recorded.turns[0].told, recorded.turns[0].topic) == ("linshi.visit.told", "visits")
    outcome = yibao("replay", "--record", recorded.id[:12], "--records", str(place), load=on(small))
    assert (outcome.status, outcome.out) == (0, "共4句，0句与当时不同。\n")
    told = yibao("replay", "--record", recorded.id, "--records", str(place), "--json", load=on(small))
    assert json.loads(told.out)["replies"] == [dict(turn.reply) for turn in recorded.turns]


def test_a_citizens_call_played_again_gives_what_was_told(yibao: Yibao, place: Path, tmp_path: Path) -> None:
    small = wire(write_chat_knowledge(tmp_path / "knowledge"), read_settings().cache)
    keeper = Keeper(recorder_for(place), Place.CHAT)
    call = open_chat(small, keeper).open_call("临时", None)
    person = small.knowledge.people[0]
    call.say("门诊报多少")
    call.be(person)
    call.tell(next(iter(small.knowledge.entries)), "问")
    call.say("门诊报多少")
    keeper.close()
    (kept,) = calls(place)
    assert kept.turns[1].changes[0].person == person.id
    outcome = yibao("replay", "--record", kept.id, "--records", str(place), load=on(small))
    assert (outcome.status, outcome.out) == (0, "共3句，0句与当时不同。\n")
    assert yibao("records", "save", kept.id, str(tmp_path / "x.yaml"), "--records", str(place)).status == 0
    assert yibao("replay", str(tmp_path / "x.yaml"), load=on(small)).status == 0


def test_a_record_that_is_answered_otherwise_today_is_told_and_fails(yibao: Yibao, place: Path,
                                                                    small: LoadedAssistant, recorded: Call) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("""UPDATE turns SET reply = replace(reply, '70%', '80%'), knowledge = 'old'""")
    outcome = yibao("replay", "--record", recorded.id, "--records", str(place), load=on(small))
    assert outcome.status == 1
    assert "第2句与当时不同（话" in outcome.out
    assert "知识库在这个来电之后换过" in outcome.out


def test_a_record_is_saved_as_a_transcript_that_passes(yibao: Yibao, place: Path, tmp_path: Path,
                                                       small: LoadedAssistant, recorded: Call) -> None:
    file = tmp_path / "saved.yaml"
    assert yibao("records", "save", recorded.id, str(file), "--records", str(place)).status == 0
    outcome = yibao("replay", str(file), load=on(small))
    assert (outcome.status, outcome.err) == (0, "")
    assert "0段与预期不同" in outcome.out
    told = yibao("replay", "--json", str(file), load=on(small))
    assert json.loads(told.out)["replies"] == [dict(turn.reply) for turn in recorded.turns]
    again = yibao("records", "save", recorded.id, str(file), "--records", str(place))
    assert again.status == 2 and "已经有这个文件" in again.err
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0


def test_records_are_listed_and_shown(yibao: Yibao, place: Path, recorded: Call) -> None:
    listed = yibao("records", "list", "--records", str(place)).out
    assert recorded.id in listed and "坐席" in listed and "共1个来电" in listed
    assert "共0个来电" in yibao("records", "list", "--to", "2020-01-01", "--records", str(place)).out
    shown = yibao("records", "show", recorded.id[:10], "--records", str(place)).out
    assert "临时市职工门诊报多少" in shown and "依据" in shown
    told = json.loads(yibao("records", "show", recorded.id, "--json", "--records", str(place)).out)
    assert [turn["number"] for turn in told["turns"]] == [1, 2, 3, 4]
    assert json.loads(yibao("records", "list", "--json", "--records", str(place)).out)["id"] == recorded.id


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["records", "show", "none"], "没有编号"),
        (["records", "save", "none", "x.txt"], ".yaml"),
        (["replay", "--record", "none"], "没有编号"),
        (["replay"], "--record"),
        (["replay", "--record", "a", "b.yaml"], "--record"),
    ],
)
def test_what_cannot_be_done_is_said(yibao: Yibao, place: Path, arguments: list[str], said: str) -> None:
    open_store(place).close()
    outcome = yibao(*arguments, "--records", str(place))
    assert outcome.status == 2 and said in outcome.err


def test_a_store_that_is_not_there_or_damaged_is_told_and_left_alone(yibao: Yibao, tmp_path: Path) -> None:
    missing = yibao("records", "list", "--records", str(tmp_path / "none.db"))
    assert missing.status == 2 and "还没有记录" in missing.err
    (tmp_path / "bad.db").write_bytes(b"no database" * 1000)
    damaged = yibao("records", "list", "--records", str(tmp_path / "bad.db"))
    assert damaged.status == 2 and "损坏" in damaged.err
    assert (tmp_path / "bad.db").read_bytes() == b"no database" * 1000
    assert yibao("records", "list").status == 2


def test_the_default_place_is_the_users_data_folder(tmp_path: Path) -> None:
    done = run_process("--area", "临时", stdin="门诊\n".encode(), YIBAO_RECORDS="", XDG_DATA_HOME=str(tmp_path))
    assert done.returncode == 0
    if sys.platform == "linux":
        assert (tmp_path / "yibao" / "records" / "records.db").is_file()


def test_nothing_of_a_caller_is_printed_when_the_store_breaks(tmp_path: Path) -> None:
    (tmp_path / "records.db").mkdir()
    done: subprocess.CompletedProcess[bytes] = run_process(
        "--records", str(tmp_path / "records.db" / "x" / "y.db"), stdin="我的秘密\n".encode()
    )
    assert "秘密".encode() not in done.stderr
