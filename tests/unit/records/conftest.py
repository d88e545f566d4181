"""Stores to test against: SQLite always, PostgreSQL where `YIBAO_TEST_POSTGRES` names a server."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from assistant.records.address import Address, address_of
from assistant.records.model import Call, Place, Turn
from assistant.records.store import Store

SERVER = os.environ.get("YIBAO_TEST_POSTGRES", "")
CHINA = timezone(timedelta(hours=8))
NINE = datetime(2024, 5, 6, 9, 0, 0, 123456, tzinfo=CHINA)


def on_server() -> Iterator[Address]:
    """An empty database of its own on the server that tests may use."""
    if not SERVER:
        pytest.skip("no PostgreSQL: YIBAO_TEST_POSTGRES is not set (make test-postgres sets it)")
    server = address_of(SERVER)
    assert server is not None
    name = f"yibao_{uuid.uuid4().hex[:12]}"
    admin = create_engine(server.url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield Address(url=admin.url.set(database=name).render_as_string(hide_password=False))
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    """Where an empty store may be made, on either database."""
    if request.param == "sqlite":
        yield Address(path=tmp_path / "kept" / "records.db")
    else:
        yield from on_server()


@pytest.fixture
def server() -> Iterator[Address]:
    """An empty database on a real server."""
    yield from on_server()


@pytest.fixture
def store(address: Address) -> Iterator[Store]:
    """An open, empty store."""
    with Store(address) as opened:
        yield opened


def a_call(id: str = "one", opened_at: datetime = NINE, **rest: Any) -> Call:
    return Call(id, Place.DESK, opened_at, **{"desk": "甲", "operator": "张", "revision": 1, **rest})


def a_turn(call: str = "one", number: int = 1, words: str = "门诊报多少", at: datetime = NINE, **rest: Any) -> Turn:
    kind = rest.pop("kind", "answer")
    reply = {"kind": kind, "text": "报75%。", "confidence": 0.97, "amounts": {"fund_pays": "1.00"}}
    return Turn(call, number, at + timedelta(seconds=number), words, reply, "k1", **rest)
