"""The store of calls: entries in, calls and turns out. One code for SQLite and PostgreSQL.

Writing is idempotent: a turn is written once whatever happens, a call's head only by a greater revision.
So whoever isn't sure whether something was written may write it again.

    with open_store(address_of("postgresql://…")) as store:
        for call in store.calls(Wanted(area="jiangmen")):
            for turn in call.turns: …
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from assistant.records.address import Address, address_of
from assistant.records.engine import READERS_PATIENCE_SECONDS, empty_log, engine_for, gave_up, told
from assistant.records.errors import StoreDamagedError, StoreError, StoreMissingError
from assistant.records.flushing import Flusher
from assistant.records.migrations import migrate
from assistant.records.model import Call, Entry, Turn
from assistant.records.schema import calls, erased, turns
from assistant.records.statements import PAGE, has, one_of, page_of, write
from assistant.records.wanted import Wanted

T = TypeVar("T")


class Store:
    """An open store. Safe to use from several threads.

    `begun` counts how often the file was found exchanged for another one since: what was written before then
    lies in the other.
    """

    def __init__(self, address: Address, mend: bool = False,
                 patience_seconds: float = READERS_PATIENCE_SECONDS) -> None:
        """Open the store, up to date; `mend` sets a damaged file aside and begins a new one. Raises StoreError."""
        self.address = address
        self.begun = 0
        self.aside: Path | None = None
        self._engine = engine_for(address, patience_seconds)
        self._file: tuple[int, int] | None = None
        # SQLite locks the file itself and its index, never this log: it may be opened and closed beside it.
        self._log = Flusher(address.path.with_name(f"{address.path.name}-wal")) if address.path else None
        try:
            self._guarded(lambda: migrate(self._engine))
        except StoreDamagedError:
            if not mend or not self.set_aside():
                raise
        self._file = self._file_now()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections, with everything on the disk."""
        if self._log is not None:
            self._log.wait()
        self._engine.dispose()

    # Writing

    def write(self, entries: Sequence[Entry]) -> None:
        """Write all entries or none, durably; what is written already is left as it is.

        A SQLite file has them when this returns and the disk a moment later (see `flushing`); a server has them on its.
        A turn needs its call: written before, or earlier among the entries. What belongs to an erased call is
        left out.

        Raises:
            StoreError: nothing was written; StoreDamagedError if the file is damaged.
        """
        self._transact(lambda connection: write(connection, entries))
        if self._log is not None:
            self._log.flush_soon()

    def erase(self, call: str) -> bool:
        """Erase one call for good; tell whether there was one. It is never written again, whatever a spool holds."""

        def work(connection: Connection) -> bool:
            connection.execute(delete(turns).where(turns.c.call == call))
            found = connection.execute(delete(calls).where(calls.c.id == call)).rowcount > 0
            if found and not has(connection, select(erased.c.id).where(erased.c.id == call)):
                connection.execute(insert(erased).values(id=call, at=datetime.now(UTC)))
            return found

        return self._forget(work)

    def prune(self, before: date) -> int:
        """Erase every call that began before this day; how many there were."""

        def work(connection: Connection) -> int:
            old = select(calls.c.id).where(calls.c.opened_on < before)
            connection.execute(delete(turns).where(turns.c.call.in_(old)))
            return connection.execute(delete(calls).where(calls.c.opened_on < before)).rowcount

        return self._forget(work)

    # Reading

    def calls(self, wanted: Wanted | None = None, with_turns: bool = True) -> Iterator[Call]:
        """The calls in order of their beginning, a page at a time; without turns only their heads."""
        last: Call | None = None
        while True:
            page = self._read(partial(page_of, wanted=wanted or Wanted(), last=last, with_turns=with_turns))
            yield from page
            if len(page) < PAGE:
                return
            last = page[-1]

    def turns(self, wanted: Wanted | None = None) -> Iterator[tuple[Call, Turn]]:
        """Every turn of the calls with the call's head, in order."""
        for call in self.calls(wanted):
            head = call.head()
            yield from ((head, turn) for turn in call.turns)

    def call(self, id: str) -> Call | None:
        """The call with this id, whole; None where there is none."""
        return self._read(lambda connection: one_of(connection, id))

    def ids(self, beginning: str, limit: int = 10) -> tuple[str, ...]:
        """The ids of calls that begin so, in order, no more than `limit`."""
        statement = select(calls.c.id).where(calls.c.id.startswith(beginning, autoescape=True))
        return self._read(lambda connection: tuple(connection.scalars(statement.order_by(calls.c.id).limit(limit))))

    def count(self, wanted: Wanted | None = None) -> int:
        """How many calls there are."""
        statement = (wanted or Wanted()).narrow(select(func.count()).select_from(calls))
        return self._read(lambda connection: connection.scalar(statement) or 0)

    # What keeps it going

    def follow(self) -> None:
        """Go on in the file that bears the name now: the one before may have been put aside. Raises StoreError."""
        if self.address.path is not None and self._file_now() != self._file:
            self._engine.dispose()
            self._reopen()

    def set_aside(self) -> Path | None:
        """Put a damaged SQLite file aside under another name and begin a new one.

        The file is looked at afresh first: where another program has put it aside already, nothing is done
        and None is given. Raises `StoreError` where the new one can't be begun.
        """
        path = self.address.path
        if path is None:
            return None
        self._engine.dispose()
        aside = None
        if not _is_sound(path):
            aside = path.with_name(f"{path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}")
            for end in ("", "-wal", "-shm"):
                with_end = path.with_name(path.name + end)
                if with_end.exists():
                    with_end.rename(aside.with_name(aside.name + end))
            self.aside = aside
        self._reopen()
        return aside

    def _file_now(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.address.path) if self.address.path else None
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if found else None

    def _reopen(self) -> None:
        self._guarded(lambda: migrate(self._engine))
        self._file = self._file_now()
        self.begun += 1

    def _transact(self, work: Callable[[Connection], T]) -> T:
        """Do the work in one transaction, a second time where a connection had gone stale or another was first."""

        def once() -> T:
            with self._engine.begin() as connection:
                return work(connection)

        return self._guarded(lambda: _in_two_tries(once, IntegrityError))

    def _forget(self, work: Callable[[Connection], T]) -> T:
        """Do work that erases; in SQLite what was erased then leaves the write-ahead log, too."""
        done = self._transact(work)
        if self.address.path is not None:
            path = self.address.path
            self._guarded(lambda: empty_log(path))
        return done

    def _read(self, work: Callable[[Connection], T]) -> T:
        def once() -> T:
            with self._engine.execution_options(reads=True).connect() as connection:
                return work(connection)

        return self._guarded(lambda: _in_two_tries(once))

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except (SQLAlchemyError, OSError, sqlite3.Error) as err:
            # Not chained: PostgreSQL tells the row that it refuses, words and all.
            raise told(err) from None


def _in_two_tries(once: Callable[[], T], *also: type[DBAPIError]) -> T:
    """What `once` gives, a second time where its connection had gone stale, or for an error of these kinds, too."""
    try:
        return once()
    except DBAPIError as err:
        stale = err.connection_invalidated and not gave_up(err)
        if not stale and not isinstance(err, also):
            raise
        return once()


def open_store(place: Address | str | Path, must_exist: bool = False, mend: bool = False,
               patience_seconds: float = READERS_PATIENCE_SECONDS) -> Store:
    """Open the store at a path, URL or address, up to date; a SQLite file that isn't there is made.

    Args:
        place: Where; a string is read as `--records` reads it.
        must_exist: Refuse a SQLite file that isn't there, as those do who only read.
        mend: Set a damaged SQLite file aside (`Store.aside`) and begin a new one, as those do who write.
        patience_seconds: How long a server may take to answer each statement.

    Raises:
        StoreMissingError: there is no such file.
        StoreDamagedError: it is damaged.
        StoreError: it can't be reached, locked by another, made by a newer version … (`reason` says so in Chinese).
    """
    try:
        address = place if isinstance(place, Address) else address_of(str(place))
    except ValueError as err:
        raise StoreError(str(err)) from err
    if address is None:
        raise StoreMissingError("没有设记录库（--records 或 YIBAO_RECORDS 是 off）")
    if must_exist and address.path is not None and not address.path.is_file():
        raise StoreMissingError(f"还没有记录：没有文件 {address.path}")
    return Store(address, mend, patience_seconds)


def _is_sound(path: Path) -> bool:
    """Whether the file is a database without a fault; what can't be judged now counts as sound."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=1)
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        finally:
            connection.close()
    except sqlite3.Error as err:
        return not isinstance(told(err), StoreDamagedError)
