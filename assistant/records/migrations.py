"""The ordered steps that make a store's tables, each carried out once and kept track of in the store.

A step is never changed once released: what comes later is a new step at the end of `STEPS`, and
`schema.py` says what the tables are after all of them (a test holds the two against each other).
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from assistant.records.errors import StoreTooNewError
from assistant.records.schema import Instant, schema_version

TRIES = 40
TRIES_OF_A_BUSY_FILE = 5


def migrate(engine: Engine) -> None:
    """Bring the store up to date, each step in a transaction of its own.

    Several programs may do so at once: whoever comes second finds the work done, at the latest when tried again.

    Raises:
        StoreTooNewError: the store knows more steps than this program.
        DBAPIError: the store can't be reached or written.
    """
    for attempt in range(TRIES):
        try:
            while _step(engine):
                pass
            return
        except DBAPIError as err:
            # On a server two beginners collide in the catalog; the loser's step is rolled back whole, with a code
            # that says so. What comes without one is no word of the server's: it can't be reached. A file that others
            # are making has had all of one connection's patience by then, so it isn't asked as often.
            answered = getattr(err.orig, "sqlstate", None) and not err.connection_invalidated
            if not (answered or _is_busy(err)) or attempt == (TRIES if answered else TRIES_OF_A_BUSY_FILE) - 1:
                raise
            time.sleep(random.uniform(0.02, 0.1))


def _is_busy(err: DBAPIError) -> bool:
    """Whether another program has a SQLite file to itself."""
    return getattr(err.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def version_of(connection: Connection) -> int:
    """How many steps the store has taken; 0 for an empty one."""
    if not inspect(connection).has_table(schema_version.name):
        return 0
    return connection.scalar(select(func.max(schema_version.c.version))) or 0


def _step(engine: Engine) -> bool:
    """Take the next step; tell whether there was one."""
    with engine.execution_options(reads=True).connect() as connection:
        version = version_of(connection)
    if version > len(STEPS):
        raise StoreTooNewError("记录库是更新的版本建立的，请升级程序")
    if version == len(STEPS):
        return False
    with engine.begin() as connection:
        if version_of(connection) == version:
            if version == 0:
                schema_version.create(connection)
            STEPS[version](connection)
            connection.execute(insert(schema_version).values(version=version + 1, at=datetime.now(UTC)))
    return True


def _calls_and_turns(connection: Connection) -> None:
    tables = MetaData()
    Table(
        "calls", tables,
        Column("id", String(40), primary_key=True),
        Column("place", String(10), nullable=False),
        Column("opened_at", Instant, nullable=False),
        Column("opened_on", Date, nullable=False),
        Column("utc_offset_minutes", Integer, nullable=False),
        Column("closed_at", Instant),
        Column("day", Date),
        Column("opened_area", String(100)),
        Column("area", String(100)),
        Column("conditions", Text, nullable=False),
        Column("desk", String(200), nullable=False),
        Column("operator", String(200), nullable=False),
        Column("disposition", String(100)),
        Column("notes", Text, nullable=False),
        Column("writer", String(100), nullable=False),
        Column("revision", Integer, nullable=False),
        Index("calls_in_order", "opened_at", "id"),
        Index("calls_by_day", "opened_on"),
    )  # fmt: skip
    Table(
        "turns", tables,
        Column("call", String(40), ForeignKey("calls.id"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("at", Instant, nullable=False),
        Column("how", String(10), nullable=False),
        Column("words", Text, nullable=False),
        Column("kind", String(20), nullable=False),
        Column("reply", Text, nullable=False),
        Column("knowledge", String(100), nullable=False),
        Column("item", String(200)),
        Column("filled", Text),
        Column("changes", Text, nullable=False),
        Column("conditions", Text, nullable=False),
        Column("area", String(100)),
        Column("told", String(200)),
        Column("topic", String(200)),
        Column("mark", String(20)),
    )  # fmt: skip
    Table("erased", tables, Column("id", String(40), primary_key=True), Column("at", Instant, nullable=False))
    tables.create_all(connection, checkfirst=False)


STEPS: tuple[Callable[[Connection], None], ...] = (_calls_and_turns,)
