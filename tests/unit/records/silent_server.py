"""A server that takes connections and doesn't answer: at once, or once someone has logged in."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from assistant.records.address import Address

_LOGGED_IN = b"R\0\0\0\x08\0\0\0\0" + b"Z\0\0\0\x05I"
"""PostgreSQL's own: you are let in; I am ready for a query."""


@contextmanager
def silent_server(lets_in: bool) -> Iterator[Address]:
    """Its address; `lets_in` takes the log-in, too, and is silent from the first statement on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []

        def serve() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    held.append(caller)
                    if lets_in and caller.recv(1024):
                        caller.sendall(_LOGGED_IN)

        threading.Thread(target=serve, daemon=True).start()
        port = server.getsockname()[1]
        yield Address(url=f"postgresql+psycopg://nobody@127.0.0.1:{port}/none?sslmode=disable&gssencmode=disable")
        server.shutdown(socket.SHUT_RDWR)
        for caller in held:
            caller.close()
