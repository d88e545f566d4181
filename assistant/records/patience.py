"""PostgreSQL connections that wait only so long for a server that is there but doesn't answer.

TCP's own limits see a machine that is gone; not a server that takes what is sent and stays silent. Imported where
psycopg is there only.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from time import monotonic
from typing import Any, TypeVar

from psycopg import Connection, errors

T = TypeVar("T")


def patient(seconds: float) -> Callable[..., Connection[Any]]:
    """What connects like psycopg, and gives up each statement after so many seconds.

    What was given up closes its connection and raises `psycopg.errors.ConnectionTimeout`.
    """

    class Patient(Connection[Any]):
        def wait(self, gen: Generator[Any, Any, T], *rest: Any, **settings: Any) -> T:
            return super().wait(self._for_so_long(gen), *rest, **settings)

        def _for_so_long(self, gen: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
            end = monotonic() + seconds
            try:
                wanted = next(gen)
                while True:
                    # psycopg comes back with nothing ready ten times a second.
                    ready = yield wanted
                    if not ready and monotonic() > end:
                        self.pgconn.finish()
                        raise errors.ConnectionTimeout(f"no answer within {seconds} seconds")
                    wanted = gen.send(ready)
            except StopIteration as done:
                value: T = done.value
                return value

    return Patient.connect
