"""What is read from a store and written to it over one connection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Insert, Select, Table, bindparam, exists, insert, select, update

from assistant.records.model import Call, Entry, Marked
from assistant.records.rows import call_of, call_row, turn_of, turn_row
from assistant.records.schema import calls, erased, turns
from assistant.records.wanted import Wanted

PAGE = 200


def has(connection: Connection, statement: Select[Any]) -> bool:
    """Whether a statement finds anything."""
    return connection.execute(statement.limit(1)).first() is not None


def _added(table: Table, *already: Any) -> Insert:
    """The statement that adds a row, its values named after the columns, unless there is any of these already.

    Its result tells by `rowcount` whether it did.
    """
    values = [bindparam(column.name, type_=column.type).label(column.name) for column in table.c]
    row = select(*values).where(*(~exists().where(each) for each in already))
    return insert(table).from_select(list(table.c), row).execution_options(preserve_rowcount=True)


# Made once: making a statement costs more than carrying it out.
_NEW_HEAD = _added(calls, calls.c.id == bindparam("id"), erased.c.id == bindparam("id"))
_NEW_TURN = _added(turns, (turns.c.call == bindparam("call")) & (turns.c.number == bindparam("number")))
_NEWER_HEAD = update(calls).where(calls.c.id == bindparam("of_call"), calls.c.revision < bindparam("at_revision"))


def write(connection: Connection, entries: Iterable[Entry]) -> None:
    """Write entries in their order; what is written already stays, what belongs to an erased call is left out."""
    gone: set[str] = set()
    for entry in entries:
        call = entry.id if isinstance(entry, Call) else entry.call
        if call in gone:
            continue
        if isinstance(entry, Call):
            if not _write_head(connection, entry):
                gone.add(call)
        elif isinstance(entry, Marked):
            at = (turns.c.call == call, turns.c.number == entry.number)
            connection.execute(update(turns).where(*at).values(mark=entry.mark.value if entry.mark else None))
        else:
            connection.execute(_NEW_TURN, turn_row(entry))


def _write_head(connection: Connection, call: Call) -> bool:
    """Write a call's head unless a newer one is there; False for a call that was erased."""
    row = call_row(call)
    ways = [(_NEW_HEAD, row), (_NEWER_HEAD, {**row, "of_call": call.id, "at_revision": call.revision})]
    likely = ways if call.revision == 1 else reversed(ways)
    if any(connection.execute(statement, values).rowcount for statement, values in likely):
        return True
    return not has(connection, select(erased.c.id).where(erased.c.id == call.id))


def page_of(connection: Connection, wanted: Wanted, last: Call | None, with_turns: bool) -> list[Call]:
    """The wanted calls behind `last`, in order of their beginning, no more than `PAGE`; without turns the heads."""
    statement = wanted.narrow(select(calls))
    if last is not None:
        after = (calls.c.opened_at == last.opened_at) & (calls.c.id > last.id)
        statement = statement.where((calls.c.opened_at > last.opened_at) | after)
    heads = [call_of(row) for row in connection.execute(statement.order_by(calls.c.opened_at, calls.c.id).limit(PAGE))]
    if not with_turns:
        return heads
    rows = connection.execute(
        select(turns).where(turns.c.call.in_([head.id for head in heads])).order_by(turns.c.call, turns.c.number)
    )
    said = {call: list(group) for call, group in groupby(rows, key=lambda row: row.call)}
    return [_with_turns(head, said.get(head.id, [])) for head in heads]


def one_of(connection: Connection, id: str) -> Call | None:
    """The call with this id, whole; None where there is none."""
    row = connection.execute(select(calls).where(calls.c.id == id)).first()
    if row is None:
        return None
    said = connection.execute(select(turns).where(turns.c.call == id).order_by(turns.c.number)).all()
    return _with_turns(call_of(row), said)


def _with_turns(head: Call, rows: Sequence[Any]) -> Call:
    return replace(head, turns=tuple(turn_of(row, head.opened_at) for row in rows))
