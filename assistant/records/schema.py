"""The tables, as the newest migration leaves them. Nothing in them is of one database alone.

Lists and replies are JSON in text columns, so that a reply comes back byte for byte. Times are kept in
UTC, beside them the offset of the place; `opened_on` is the day there, which filters and figures use.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Instant(TypeDecorator[datetime]):
    """An aware time, kept in UTC and given back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

calls = Table(
    "calls",
    metadata,
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
)

turns = Table(
    "turns",
    metadata,
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
)

# The ids of calls that were erased: what a spool still holds of them is not written again.
erased = Table(
    "erased",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("at", Instant, nullable=False),
)

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
)
