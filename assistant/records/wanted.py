"""Which calls are wanted of a store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select

from assistant.records.model import Place
from assistant.records.schema import calls


@dataclass(frozen=True)
class Wanted:
    """Which calls are wanted; what is None doesn't matter.

    Days are those of the call's beginning, where it was made, both inclusive; `area` is an id.
    """

    first_day: date | None = None
    last_day: date | None = None
    area: str | None = None
    operator: str | None = None
    desk: str | None = None
    disposition: str | None = None
    place: Place | None = None
    open_only: bool = False

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """The statement on calls with these conditions."""
        equal = {
            calls.c.area: self.area, calls.c.operator: self.operator, calls.c.desk: self.desk,
            calls.c.disposition: self.disposition, calls.c.place: self.place,
        }  # fmt: skip
        for column, value in equal.items():
            if value is not None:
                statement = statement.where(column == value)
        if self.first_day is not None:
            statement = statement.where(calls.c.opened_on >= self.first_day)
        if self.last_day is not None:
            statement = statement.where(calls.c.opened_on <= self.last_day)
        return statement.where(calls.c.closed_at.is_(None)) if self.open_only else statement
