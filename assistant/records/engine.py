"""Connections to a store: SQLite kept durable and private, PostgreSQL with patience that ends.

All that is of one database alone is here. Statements' parameters never reach a message: they are callers' words.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from assistant.records.address import Address
from assistant.records.errors import StoreDamagedError, StoreError, StoreRefusedError
from assistant.records.files import private_folder

PATIENCE_SECONDS = 2.0
READERS_PATIENCE_SECONDS = 60.0
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_REASONS = {
    sqlite3.SQLITE_BUSY: "记录库正被别的程序占用",
    sqlite3.SQLITE_LOCKED: "记录库正被别的程序占用",
    sqlite3.SQLITE_FULL: "磁盘已满",
    sqlite3.SQLITE_READONLY: "记录库没有写入权限",
    sqlite3.SQLITE_CANTOPEN: "记录库文件打不开",
    sqlite3.SQLITE_IOERR: "磁盘读写出错",
}


def engine_for(address: Address, patience_seconds: float = READERS_PATIENCE_SECONDS) -> Engine:
    """An engine for the place, nothing opened yet; raises `StoreError` for a URL or driver that can't be used.

    `patience_seconds` is how long a server may take to answer each statement.
    """
    if address.path is not None:
        return _sqlite(address.path)
    try:
        url = make_url(address.url)
        defaults = {"connect_timeout": "2", "tcp_user_timeout": "5000", "application_name": "yibao"}
        settings = {name: value for name, value in defaults.items() if name not in url.query}
        engine = create_engine(url, hide_parameters=True, pool_size=2, max_overflow=4, connect_args=settings)
    except (ArgumentError, ValueError) as err:
        raise StoreError("记录库地址写法有误，应为 postgresql://用户@主机/库名") from err
    except ModuleNotFoundError as err:
        raise StoreError("要用 PostgreSQL 记录，请先安装：pip install 'yibao[postgres]'") from err
    from assistant.records.patience import patient

    connect = patient(patience_seconds)

    @event.listens_for(engine, "do_connect")
    def connected(_dialect: object, _record: object, given: Sequence[Any], settings: dict[str, Any]) -> object:
        return connect(*given, **settings)

    return engine


def _sqlite(path: Path) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://", hide_parameters=True, pool_size=2, max_overflow=8,
        poolclass=QueuePool, creator=lambda: _connected(path),
    )  # fmt: skip

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def empty_log(path: Path) -> None:
    """Move what the write-ahead log of a SQLite file holds into the file, and empty the log."""
    connection = _connected(path)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _connected(path: Path) -> sqlite3.Connection:
    """A connection to a file that its owner alone can read; the folder is made if there is none."""
    private_folder(path.parent)
    if not path.exists():
        # Only where there is none: closing a file that SQLite has open would drop the locks it holds.
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    # A commit survives the program's end at once, and the machine's once `flushing` has been there, a moment later.
    # isolation_level None: transactions begin where the engine says so.
    connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def told(error: SQLAlchemyError | OSError | sqlite3.Error) -> StoreError:
    """What went wrong, as an operator is told."""
    if isinstance(error, OSError):
        return StoreError(f"记录库写不了（{os.strerror(error.errno)}）" if error.errno else "记录库写不了")
    if isinstance(error, DataError | IntegrityError):
        return StoreRefusedError("记录库不收这一条")
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED:
            return StoreDamagedError("记录库文件已损坏")
        return StoreError(_REASONS.get(code, "记录库出错"))
    if isinstance(error, DBAPIError):
        if gave_up(error):
            return StoreError("记录库没有回应")
        lost = error.connection_invalidated or type(cause).__name__ == "OperationalError"
        return StoreError("连不上记录库" if lost else "记录库出错")
    return StoreError("记录库出错")


def gave_up(error: DBAPIError) -> bool:
    """Whether the server was there and didn't answer: asking again would wait as long again."""
    return type(error.orig).__name__ == "ConnectionTimeout"
