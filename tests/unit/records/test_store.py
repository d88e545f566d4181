"""What a store promises, the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from assistant.records import engine
from assistant.records.address import Address
from assistant.records.errors import StoreError, StoreMissingError, StoreTooNewError
from assistant.records.migrations import STEPS
from assistant.records.model import Change, Condition, How, Mark, Marked, Place
from assistant.records.schema import metadata
from assistant.records.statements import PAGE
from assistant.records.store import Store, open_store
from assistant.records.wanted import Wanted
from tests.unit.records.conftest import NINE, a_call, a_turn

RICH_TURN = a_turn(
    number=2, words="退休的呢；'); DROP TABLE turns; --", kind="calculation", how=How.TOLD, item="linshi.visit",
    changes=(Change(area="xugou"), Change(area=""), Change(day=date(2023, 1, 2)), Change(condition=("status", None)),
             Change(person="retired"), Change(undone=True)),
    filled={"day": "2024-05-06", "facts": {"bill_yuan": ["12.30"]}},
    conditions=(Condition("status", "retired", "退休"),), area="xugou", told="linshi.visit", topic="outpatient",
    mark=Mark.REJECTED,
)  # fmt: skip


def test_a_call_comes_back_as_it_was_written(store: Store) -> None:
    call = a_call(
        day=date(2023, 12, 31), opened_area="linshi", area="xugou",
        conditions=(Condition("status", "retired", "退休"),), closed_at=NINE + timedelta(minutes=3),
        disposition="已答复", notes=("回访", "“引号”'"), writer="run-1",
    )  # fmt: skip
    store.write([call, a_turn(), RICH_TURN])
    assert store.call("one") == replace(call, turns=(a_turn(), RICH_TURN))
    assert store.call("two") is None


def test_times_come_back_with_the_offset_of_the_place(store: Store) -> None:
    store.write([a_call(), a_turn()])
    kept = store.call("one")
    assert kept is not None
    assert kept.opened_at.isoformat() == "2024-05-06T09:00:00.123456+08:00"
    assert kept.turns[0].at.utcoffset() == timedelta(hours=8)


def test_a_reply_comes_back_byte_for_byte(store: Store) -> None:
    reply = {"kind": "answer", "text": "“报”75%；\n第二行", "b": 1, "a": [0.1, None, {"z": "1.00", "y": True}]}
    store.write([a_call(), replace(a_turn(), reply=reply)])
    kept = store.call("one")
    assert kept is not None
    assert json.dumps(kept.turns[0].reply, ensure_ascii=False) == json.dumps(reply, ensure_ascii=False)


def test_writing_again_changes_nothing(store: Store) -> None:
    for _ in range(3):
        store.write([a_call(), a_turn(), RICH_TURN])
    store.write([a_call(), replace(a_turn(), words="别的话")])
    assert store.call("one") == a_call(turns=(a_turn(), RICH_TURN))


def test_an_older_head_never_overwrites_a_newer_one(store: Store) -> None:
    store.write([a_call(revision=3, disposition="转办")])
    store.write([a_call(revision=2)])
    store.write([a_call(revision=3)])
    kept = store.call("one")
    assert kept is not None and (kept.revision, kept.disposition) == (3, "转办")


def test_all_entries_are_written_or_none(store: Store) -> None:
    with pytest.raises(StoreError):
        store.write([a_call(), a_turn(), a_turn("no such call")])
    assert store.count() == 0


def test_a_mark_is_set_and_taken_away(store: Store) -> None:
    store.write([a_call(), a_turn(), a_turn(number=2)])
    store.write([Marked("one", 2, Mark.UNANSWERED), Marked("one", 1, Mark.REJECTED)])
    store.write([Marked("one", 1, None)])
    kept = store.call("one")
    assert kept is not None and [turn.mark for turn in kept.turns] == [None, Mark.UNANSWERED]


def test_calls_come_in_order_of_their_beginning_across_pages(store: Store) -> None:
    many = [a_call(f"c{number:03}", NINE + timedelta(minutes=number // 7)) for number in range(2 * PAGE + 3)]
    shuffled = sorted(many, key=lambda call: call.id[::-1])
    store.write([entry for call in shuffled for entry in (call, a_turn(call.id), a_turn(call.id, 2))])
    found = list(store.calls())
    assert [call.id for call in found] == [call.id for call in many]
    assert {len(call.turns) for call in found} == {2}
    assert [call.turns for call in store.calls(with_turns=False)] == [()] * len(many)
    assert [(call.id, turn.number) for call, turn in store.turns()][:3] == [("c000", 1), ("c000", 2), ("c001", 1)]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), ["a", "b", "c"]),
        (Wanted(first_day=date(2024, 5, 7)), ["b", "c"]),
        (Wanted(last_day=date(2024, 5, 6)), ["a"]),
        (Wanted(first_day=date(2024, 5, 7), last_day=date(2024, 5, 7)), ["b"]),
        (Wanted(area="xugou"), ["b"]),
        (Wanted(operator="李"), ["b", "c"]),
        (Wanted(desk="乙"), ["c"]),
        (Wanted(disposition="转办"), ["a"]),
        (Wanted(place=Place.CHAT), ["c"]),
        (Wanted(open_only=True), ["b", "c"]),
        (Wanted(operator="李' OR 1=1 --"), []),
    ],
)
def test_calls_are_found_by_what_is_wanted(store: Store, wanted: Wanted, ids: list[str]) -> None:
    # b began at half past midnight where it was made: the day before, by UTC.
    store.write([a_call("a", disposition="转办", closed_at=NINE)])
    store.write([a_call("b", datetime(2024, 5, 7, 0, 30, tzinfo=NINE.tzinfo), operator="李", area="xugou")])
    store.write([replace(a_call("c", NINE + timedelta(days=2), operator="李", desk="乙"), place=Place.CHAT)])
    assert [call.id for call in store.calls(wanted)] == ids
    assert store.count(wanted) == len(ids)


def test_ids_are_found_by_their_beginning(store: Store) -> None:
    for id in ("ab1", "ab2", "a%3"):
        store.write([a_call(id)])
    assert store.ids("ab") == ("ab1", "ab2")
    assert store.ids("a%") == ("a%3",)
    assert store.ids("", limit=1) != ()


def test_an_erased_call_is_gone_and_never_written_again(store: Store) -> None:
    store.write([a_call(), a_turn()])
    store.write([a_call("two"), a_turn("two")])
    assert store.erase("one")
    assert not store.erase("one")
    store.write([a_call(revision=9), a_turn(), Marked("one", 1, Mark.REJECTED), a_call("three")])
    assert [call.id for call in store.calls()] == ["three", "two"]


def test_pruning_erases_what_began_before_a_day(store: Store) -> None:
    for number in range(3):
        store.write([a_call(f"c{number}", NINE + timedelta(days=number)), a_turn(f"c{number}")])
    assert store.prune(date(2024, 5, 8)) == 2
    assert [call.id for call in store.calls()] == ["c2"]


def test_the_tables_are_those_of_the_schema_and_every_step_is_noted(store: Store) -> None:
    found = inspect(store._engine)
    assert set(found.get_table_names()) == set(metadata.tables)
    for name, table in metadata.tables.items():
        columns = {c["name"]: c["nullable"] for c in found.get_columns(name)}
        assert columns == {c.name: c.nullable for c in table.columns}, name
        assert {i["name"] for i in found.get_indexes(name)} == {i.name for i in table.indexes}, name
        assert found.get_pk_constraint(name)["constrained_columns"] == [c.name for c in table.primary_key], name
    with store._engine.connect() as connection:
        versions = list(connection.scalars(text("SELECT version FROM schema_version ORDER BY version")))
    assert versions == list(range(1, len(STEPS) + 1))


def test_a_store_is_opened_again_with_all_it_had(address: Address) -> None:
    for number in range(3):
        with Store(address) as store:
            store.write([a_call(f"c{number}")])
    with Store(address) as store:
        assert store.count() == 3


def test_who_makes_a_file_outlasts_one_that_has_it_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0.1)
    path = tmp_path / "records.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    freed = threading.Timer(0.2, other.execute, ("COMMIT",))
    freed.start()
    with Store(Address(path=path)) as store:
        store.write([a_call("c1")])
        assert store.count() == 1
    freed.join()
    other.close()


def test_many_may_open_and_make_a_store_at_once(address: Address) -> None:
    failed: list[Exception] = []

    def work(number: int) -> None:
        try:
            with Store(address) as store:
                store.write([a_call(f"c{number}")])
        except Exception as err:
            failed.append(err)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with Store(address) as store:
        assert store.count() == 8


def test_a_store_of_a_newer_program_is_left_alone(address: Address) -> None:
    with Store(address) as store, store._engine.begin() as connection:
        connection.execute(metadata.tables["schema_version"].insert().values(version=99, at=datetime.now(UTC)))
    with pytest.raises(StoreTooNewError, match="升级"):
        Store(address)


def test_where_nothing_is_kept_there_is_nothing_to_open(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        open_store("off")
    with pytest.raises(StoreMissingError, match="还没有记录"):
        open_store(tmp_path / "none.db", must_exist=True)
    assert not (tmp_path / "none.db").exists()
