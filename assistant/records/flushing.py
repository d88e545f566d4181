"""Brings a file that others append to onto the disk, behind, as soon as it is asked to.

A SQLite commit lies in the system's hands when it returns: it survives the end of the program, however that comes.
Against a failing machine it must reach the disk, which takes as long as half an answer; so that is done behind,
while the reply is drawn.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

# Beginning a thread costs the turn that waits for it more than asking one that is there.
_IDLE_SECONDS = 60


class Flusher:
    """Flushes one file, by a thread of its own that lives while there is something to do, and a while longer."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._state = threading.Condition()
        self._wanted = self._done = 0
        self._running = False

    def flush_soon(self) -> None:
        """Begin to bring onto the disk what is in the file now, and return."""
        with self._state:
            self._wanted += 1
            self._state.notify_all()
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="records-flush", daemon=True).start()

    def wait(self, seconds: float = 10) -> bool:
        """Wait until all that was asked for is on the disk; tell whether it is."""
        with self._state:
            wanted = self._wanted
            return self._state.wait_for(lambda: self._done >= wanted, seconds)

    def _run(self) -> None:
        while True:
            with self._state:
                if not self._state.wait_for(lambda: self._wanted > self._done, _IDLE_SECONDS):
                    self._running = False
                    return
                wanted = self._wanted
            with suppress(OSError):
                self._flush()
            with self._state:
                self._done = wanted
                self._state.notify_all()

    def _flush(self) -> None:
        file = os.open(self._path, os.O_RDWR)
        try:
            os.fsync(file)
        finally:
            os.close(file)
