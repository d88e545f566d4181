"""Nobody waits for good: not for a server that is silent, nor for one that opens late, nor for another's lock."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from assistant.dialogue.reply import Reply, ReplyKind
from assistant.records.address import Address
from assistant.records.errors import StoreError
from assistant.records.keeper import NothingKnown
from assistant.records.model import Entry, Place
from assistant.records.opening import recorder_at
from assistant.records.recorder import Recorder
from assistant.records.recording import Keeping, begin
from assistant.records.spool import orphans
from assistant.records.store import Store, open_store
from tests.unit.records.silent_server import silent_server
from tests.unit.records.test_recorder import SOON, Talk, kept, until


def test_what_is_no_character_is_kept_as_such_a_sign(address: Address) -> None:
    recorder = Recorder(lambda: Store(address), ())
    log = begin(Keeping(recorder, NothingKnown()), Place.DESK, None, None)
    log.noted(log.masked("\ud800备注"))
    log.noted("\udcff又一条")
    recorder.close()
    with open_store(address) as store:
        assert [call.notes for call in store.calls()] == [("\ufffd备注", "\ufffd又一条")]


@pytest.mark.parametrize("lets_in", [False, True])
def test_a_server_that_never_answers_keeps_the_call_going_and_the_spool_has_it(tmp_path: Path, lets_in: bool) -> None:
    pytest.importorskip("psycopg")
    with silent_server(lets_in) as address:
        recorder = recorder_at(address, tmp_path / "data")
        Talk(recorder).go_on(3)
        assert "没有回应" in recorder.notice and "暂存本机" in recorder.notice
        recorder.close()
    (left,) = orphans([path.parent for path in tmp_path.rglob("*.jsonl")])
    assert [entry.number for batch in left.batches() for entry in batch or () if hasattr(entry, "words")] == [1, 2, 3]
    left.leave()


def test_one_who_reads_from_a_server_that_never_answers_is_told() -> None:
    pytest.importorskip("psycopg")
    with silent_server(lets_in=True) as address, pytest.raises(StoreError, match="没有回应"):
        open_store(address, patience_seconds=0.1)


def test_what_a_server_cannot_write_behind_another_s_lock_is_written_when_it_can(server: Address,
                                                                                tmp_path: Path) -> None:
    recorder = recorder_at(server, tmp_path / "data")
    recorder._waits = SOON
    talk = Talk(recorder)
    talk.go_on()
    other = create_engine(server.url)
    with other.connect() as holding:
        holding.execute(text("LOCK TABLE turns IN ACCESS EXCLUSIVE MODE"))
        talk.go_on(3)
        assert "没有回应" in recorder.notice
    other.dispose()
    until(lambda: recorder.notice == "")
    talk.go_on()
    recorder.close()
    assert kept(server) == [1, 2, 3, 4, 5]


def test_what_is_said_while_the_store_opens_slowly_is_in_it_once_it_is_open(address: Address, tmp_path: Path) -> None:
    may_open = threading.Event()

    def slowly() -> Store:
        may_open.wait()
        return Store(address)

    recorder = Recorder(slowly, (tmp_path / "spool",), opening_seconds=0.01)
    talk = Talk(recorder)
    talk.go_on(2)
    assert "没有回应" in recorder.notice and recorder.read() is None
    may_open.set()
    until(lambda: recorder.notice == "")
    talk.go_on()
    recorder.close()
    assert kept(address) == [1, 2, 3]


def test_a_note_that_comes_while_a_turn_is_being_written_is_kept_with_it(address: Address, tmp_path: Path) -> None:
    writing, may_write = threading.Event(), threading.Event()

    class Slow(Store):
        def write(self, entries: Sequence[Entry]) -> None:
            writing.set()
            may_write.wait()
            super().write(entries)

    recorder = Recorder(lambda: Slow(address), (tmp_path / "spool",))
    log = begin(Keeping(recorder, NothingKnown()), Place.DESK, None, None)
    reply = Reply(ReplyKind.ANSWER, "答", None, log.call.today)
    threads = [threading.Thread(target=log.turned, args=("问", reply, None)),
               *(threading.Thread(target=log.noted, args=(f"备注{n}",)) for n in range(8))]
    for thread in threads:
        thread.start()
    writing.wait()
    may_write.set()
    for thread in threads:
        thread.join()
    recorder.close()
    with open_store(address) as store:
        (call,) = store.calls()
    assert sorted(call.notes) == [f"备注{n}" for n in range(8)] and [turn.words for turn in call.turns] == ["问"]
