"""Nothing is lost: what the store can't take lies in the spool, and is written later, once."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.records.address import Address
from assistant.records.errors import StoreError, StoreMissingError, StoreRefusedError
from assistant.records.model import Call, Entry
from assistant.records.opening import recorder_at, spool_folders, store_to_read
from assistant.records.recorder import Recorder
from assistant.records.spool import Spool, is_alive, orphans
from assistant.records.store import Store, open_store
from tests.unit.records.conftest import a_call, a_turn

SOON = (0.01,)


class Talk:
    """A call that goes on: each `go_on` writes a turn, as a call's log does."""

    def __init__(self, recorder: Recorder, id: str = "one") -> None:
        self.recorder, self.id, self.turns = recorder, id, []  # type: ignore[var-annotated]

    @property
    def head(self) -> Call:
        return a_call(self.id, revision=len(self.turns))

    def go_on(self, times: int = 1) -> None:
        for _ in range(times):
            self.turns.append(a_turn(self.id, len(self.turns) + 1))
            self.recorder.keep(self.id, [self.head, self.turns[-1]], lambda: [self.head, *self.turns])


def kept(place: Address | Path, id: str = "one") -> list[int]:
    """The numbers of a call's turns in the store."""
    with open_store(place) as store:
        call = store.call(id)
        return [turn.number for turn in call.turns] if call else []


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "this never came to be"
        time.sleep(0.01)


class Unreliable:
    """Opens a real store that fails as long as `reason` says why."""

    def __init__(self, address: Address, reason: str = "") -> None:
        self.address, self.reason, self.error = address, reason, StoreError

    def __call__(self) -> Store:
        self.fail()
        outer = self

        class Failing(Store):
            def write(self, entries: Sequence[Entry]) -> None:
                outer.fail()
                super().write(entries)

        return Failing(self.address)

    def fail(self) -> None:
        if self.reason:
            raise self.error(self.reason)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, ...]:
    return (tmp_path / "spool",)


@pytest.fixture
def unreliable(address: Address) -> Unreliable:
    return Unreliable(address)


def test_while_all_is_well_every_turn_is_in_the_store_at_once(unreliable: Unreliable,
                                                              folders: tuple[Path, ...]) -> None:
    recorder = Recorder(unreliable, folders, waits=SOON)
    talk = Talk(recorder)
    for number in range(1, 4):
        talk.go_on()
        assert kept(unreliable.address) == list(range(1, number + 1))
    assert recorder.notice == ""
    recorder.close()
    assert list(folders[0].iterdir()) == []


@pytest.mark.parametrize("from_the_start", [True, False])
def test_what_a_failing_store_does_not_take_is_written_when_it_can_be_once_and_in_order(
    unreliable: Unreliable, folders: tuple[Path, ...], from_the_start: bool
) -> None:
    unreliable.reason = "连不上记录库" if from_the_start else ""
    recorder = Recorder(unreliable, folders, waits=SOON)
    talk = Talk(recorder)
    talk.go_on(2)
    unreliable.reason = "磁盘已满"
    talk.go_on(3)
    assert "暂存本机" in recorder.notice
    assert "可继续通话" in recorder.notice
    unreliable.reason = ""
    until(lambda: recorder.notice == "")
    talk.go_on()
    assert kept(unreliable.address) == [1, 2, 3, 4, 5, 6]
    recorder.close()


def test_what_is_left_in_the_spool_at_the_end_is_written_at_the_next_start(
    unreliable: Unreliable, folders: tuple[Path, ...]
) -> None:
    Store(unreliable.address).close()
    unreliable.reason = "连不上记录库"
    first = Recorder(unreliable, folders, waits=(60,))
    Talk(first).go_on(3)
    first.close()
    assert kept(unreliable.address) == []
    unreliable.reason = ""
    second = Recorder(unreliable, folders)
    assert second.read() is not None
    assert kept(unreliable.address) == [1, 2, 3]
    second.close()
    assert list(folders[0].iterdir()) == []


def test_a_spool_written_twice_over_changes_nothing(unreliable: Unreliable, folders: tuple[Path, ...]) -> None:
    unreliable.reason = "连不上记录库"
    first = Recorder(unreliable, folders, waits=(60,))
    Talk(first).go_on(3)
    first.close()
    (left,) = folders[0].iterdir()
    again = left.read_bytes()
    unreliable.reason = ""
    for _ in range(3):
        left.write_bytes(again * 2)
        Recorder(unreliable, folders).close()
    assert kept(unreliable.address) == [1, 2, 3]


def test_another_run_does_not_touch_the_spool_of_one_that_lives(unreliable: Unreliable,
                                                                folders: tuple[Path, ...]) -> None:
    unreliable.reason = "连不上记录库"
    living = Recorder(unreliable, folders, waits=(60,))
    Talk(living).go_on(2)
    unreliable.reason = ""
    other = Recorder(unreliable, folders)
    assert other.read() is not None and other.is_alive(living.run)
    other.close()
    assert kept(unreliable.address) == []
    living.close()
    assert not is_alive(living.run, folders)


def test_a_line_cut_off_by_the_end_of_its_run_never_counted(folders: tuple[Path, ...]) -> None:
    spool = Spool("run", folders)
    spool.append([a_call(), a_turn()])
    spool.close()
    path = folders[0] / "run.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    (orphan,) = orphans(folders)
    assert list(orphan.batches()) == [(a_call(), a_turn())]
    orphan.remove(True)
    assert not path.exists()


def test_a_line_that_cannot_be_read_is_kept_for_a_person_and_stops_nothing(unreliable: Unreliable,
                                                                          folders: tuple[Path, ...]) -> None:
    spool = Spool("run", folders)
    spool.append([a_call(), a_turn()])
    spool.close()
    path = folders[0] / "run.jsonl"
    path.write_bytes(b'{"no": "entry"}\n\xff\xfe\n[{"entry": "turn"}]\n' + path.read_bytes())
    recorder = Recorder(unreliable, folders)
    assert recorder.read() is not None
    recorder.close()
    assert kept(unreliable.address) == [1]
    assert [left.suffix for left in folders[0].iterdir()] == [".unreadable"]


def test_what_the_store_refuses_is_kept_for_a_person_and_told(unreliable: Unreliable,
                                                              folders: tuple[Path, ...]) -> None:
    recorder = Recorder(unreliable, folders, waits=SOON)
    talk = Talk(recorder)
    talk.go_on()
    unreliable.reason, unreliable.error = "不收", StoreRefusedError
    talk.go_on()
    assert "没能存进" in recorder.notice
    unreliable.reason = ""
    talk.go_on()
    recorder.close()
    assert kept(unreliable.address) == [1, 3]
    (refused,) = folders[0].glob("*.refused")
    assert '"number": 2' in refused.read_text("utf-8")


def test_where_no_disk_takes_anything_it_stays_in_memory_and_the_operator_is_told(
    unreliable: Unreliable, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    unreliable.reason = "磁盘已满"
    recorder = Recorder(unreliable, (tmp_path / "taken" / "spool",), waits=SOON)
    talk = Talk(recorder)
    talk.go_on(2)
    assert "请勿关闭" in recorder.notice
    unreliable.reason = ""
    until(lambda: recorder.notice == "")
    assert kept(unreliable.address) == [1, 2]
    recorder.close()


def test_a_disk_that_fills_up_under_the_spool_leaves_no_half_line(folders: tuple[Path, ...]) -> None:
    resource = pytest.importorskip("resource", reason="no limits on files' sizes here")
    spool = Spool("run", folders)
    spool.append([a_call(), a_turn()])
    path = folders[0] / "run.jsonl"
    before, limits = path.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, limits[1]))
    try:
        spool.append([a_turn(number=2)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (path.read_bytes(), spool.in_memory) == (before, 1)
    assert spool.batches() == [(a_call(), a_turn()), (a_turn(number=2),)]
    spool.append([a_turn(number=3)])
    assert (len(path.read_bytes().splitlines()), spool.in_memory) == (3, 0)


# A real SQLite file in trouble


@pytest.fixture
def file(tmp_path: Path) -> Address:
    return Address(path=tmp_path / "records.db")


@pytest.fixture
def recorder(file: Address, tmp_path: Path) -> Iterator[Recorder]:
    made = recorder_at(file, tmp_path / "data")
    made._waits = SOON
    yield made
    made.close()


def path_of(address: Address) -> Path:
    assert address.path is not None
    return address.path


def test_files_are_their_owners_alone(file: Address, tmp_path: Path) -> None:
    nested = Address(path=tmp_path / "a" / "b" / "records.db")
    recorder = recorder_at(nested, tmp_path / "data")
    Talk(recorder).go_on()
    made = [tmp_path / "a" / "b", *(tmp_path / "a" / "b").rglob("*")]
    assert {"records.db", "records.db-wal", "records.db.spool"} <= {path.name for path in made}
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    recorder.close()


def test_a_file_that_others_could_read_is_closed_to_them(file: Address) -> None:
    Store(file).close()
    path_of(file).chmod(0o644)
    Store(file).close()
    assert stat.S_IMODE(path_of(file).stat().st_mode) == 0o600


def test_a_locked_store_keeps_nobody_waiting_for_good(file: Address, recorder: Recorder) -> None:
    talk = Talk(recorder)
    talk.go_on()
    other = sqlite3.connect(path_of(file), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    talk.go_on(3)
    assert "占用" in recorder.notice
    other.execute("COMMIT")
    until(lambda: recorder.notice == "")
    assert kept(file) == [1, 2, 3, 4]
    other.close()


def test_a_store_that_is_full_is_told_as_such(file: Address, recorder: Recorder) -> None:
    talk = Talk(recorder)
    talk.go_on()
    store = recorder.read()
    assert store is not None
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    talk.go_on(40)
    assert "磁盘已满" in recorder.notice
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    until(lambda: recorder.notice == "")
    assert kept(file) == list(range(1, 42))


def spoil(path: Path, where: str) -> None:
    """Damage a file: all of it, its beginning, or all after its first page."""
    size = path.stat().st_size
    with open(path, "r+b") as file:
        file.seek(4096 if where == "after the first page" else 0)
        file.write(os.urandom(100 if where == "the beginning" else size))


@pytest.mark.parametrize("where", ["all", "the beginning", "after the first page"])
def test_a_damaged_file_is_set_aside_whole_and_a_new_one_begun(file: Address, tmp_path: Path, where: str) -> None:
    with Store(file) as store:
        store.write([a_call("old"), *(a_turn("old", number) for number in range(1, 40))])
    spoil(path_of(file), where)
    spoilt = path_of(file).read_bytes()
    recorder = recorder_at(file, tmp_path / "data")
    Talk(recorder).go_on(2)
    assert "损坏" in recorder.notice and "另存" in recorder.notice
    recorder.close()
    assert kept(file) == [1, 2]
    (aside,) = tmp_path.glob("records.db.damaged-*[0-9]")
    assert aside.read_bytes() == spoilt


def test_a_file_damaged_while_calls_go_on_loses_none_of_their_turns(file: Address, recorder: Recorder,
                                                                    tmp_path: Path) -> None:
    first, second = Talk(recorder, "one"), Talk(recorder, "two")
    first.go_on(20)
    second.go_on(2)
    store = recorder.read()
    assert store is not None
    store._engine.dispose()
    spoil(path_of(file), "all")
    first.go_on()
    second.go_on()
    assert kept(file, "one") == list(range(1, 22))
    assert kept(file, "two") == [1, 2, 3]
    assert list(tmp_path.glob("records.db.damaged-*"))


def test_two_programs_that_find_the_damage_set_one_file_aside(file: Address, tmp_path: Path) -> None:
    with Store(file) as store:
        store.write([a_call("old")])
    first, second = (recorder_at(file, tmp_path / "data") for _ in range(2))
    assert first.read() and second.read()
    talks = [Talk(first, "one"), Talk(second, "two")]
    for talk in talks:
        talk.go_on()
    for recorder in (first, second):
        store = recorder.read()
        assert store is not None
        store._engine.dispose()
    spoil(path_of(file), "all")
    for talk in (*talks, *talks):
        talk.go_on()
    assert kept(file, "one") == kept(file, "two") == [1, 2, 3]
    assert len({path.name.removesuffix("-wal").removesuffix("-shm") for path in tmp_path.glob("*.damaged-*")}) == 1
    first.close(), second.close()


def test_a_folder_in_place_of_the_file_keeps_the_call_going(tmp_path: Path) -> None:
    (tmp_path / "records.db").mkdir()
    recorder = recorder_at(Address(path=tmp_path / "records.db"), tmp_path / "data")
    Talk(recorder).go_on(2)
    assert "暂存本机" in recorder.notice
    recorder.close()


def test_a_server_that_is_not_there_keeps_the_call_going(tmp_path: Path) -> None:
    recorder = recorder_at(Address(url="postgresql+psycopg://nobody:secret@127.0.0.1:9/none"), tmp_path / "data")
    Talk(recorder).go_on(2)
    assert "连不上" in recorder.notice and "secret" not in recorder.notice
    recorder.close()
    assert len(list((tmp_path / "data").rglob("*.jsonl"))) == 1


def test_one_who_only_reads_sees_what_was_left_in_a_spool(file: Address, tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        store_to_read(file, tmp_path / "data")
    spool = Spool("run", spool_folders(file, tmp_path / "data"))
    spool.append([a_call(), a_turn()])
    spool.close()
    with store_to_read(file, tmp_path / "data") as store:
        assert store.count() == 1


def test_many_threads_may_keep_turns_of_their_own_calls(unreliable: Unreliable, folders: tuple[Path, ...]) -> None:
    recorder = Recorder(unreliable, folders, waits=SOON)
    threads = [threading.Thread(target=Talk(recorder, f"c{n}").go_on, args=(5,)) for n in range(8)]
    for thread in threads:
        thread.start()
    unreliable.reason = "连不上记录库"
    time.sleep(0.01)
    unreliable.reason = ""
    for thread in threads:
        thread.join()
    until(lambda: recorder.notice == "")
    recorder.close()
    assert [kept(unreliable.address, f"c{n}") for n in range(8)] == [[1, 2, 3, 4, 5]] * 8


def test_nothing_of_a_caller_is_in_what_is_told_of_an_error(store: Store) -> None:
    secret = "".join(("秘", "密"))
    with pytest.raises(StoreError) as raised:
        store.write([a_call(), a_turn("nobody", words=secret)])
    assert secret not in "".join(traceback.format_exception(raised.value))
    broken: Any = replace(a_turn(words=secret), knowledge=None)
    with pytest.raises(StoreError) as raised:
        store.write([a_call(), broken])
    assert secret not in "".join(traceback.format_exception(raised.value))


