"""Keeps entries durably and in order, whatever happens to the store: there, or else in the spool.

Nothing here ever stops a conversation. What could not be written is written as soon as the store takes it
again, by a thread behind, at the next start at the latest, and once only: writing is idempotent.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.records.errors import StoreDamagedError, StoreError, StoreRefusedError
from assistant.records.model import Entry
from assistant.records.spool import Spool, is_alive, orphans

if TYPE_CHECKING:
    from assistant.records.store import Store

WAITS_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)
OPENING_SECONDS = 2.0
Whole = Callable[[], Sequence[Entry]]


def new_run() -> str:
    """A name for this run of the program, unlike any other."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}-{secrets.token_hex(4)}"


class Recorder:
    """Writes for one run of the program; `open_store` opens the store anew each time it is called.

    The store is opened behind; whoever needs it first waits for it, `opening_seconds` at most.
    """

    def __init__(self, open_store: Callable[[], Store], folders: Sequence[Path], run: str | None = None,
                 waits: Sequence[float] = WAITS_SECONDS, opening_seconds: float = OPENING_SECONDS) -> None:
        self.run = run or new_run()
        self._open, self._folders, self._waits = open_store, folders, waits
        self._opening_seconds = opening_seconds
        self._lock = threading.RLock()
        self._spool = Spool(self.run, folders)
        self._store: Store | None = None
        self._begun: dict[str, int] = {}
        self._spooled: set[str] = set()
        self._trouble, self._told = "", ""
        self._catching_up = False
        self._closing = threading.Event()
        self._first = threading.Thread(target=self._start, name="records", daemon=True)
        self._first.start()

    @property
    def notice(self) -> str:
        """What an operator must know, in Chinese; "" while every turn lies in the store."""
        if self._trouble and self._spool.in_memory:
            return f"记录存不下：{self._trouble}，暂存也写不了；请勿关闭，可继续通话"
        if self._trouble:
            return f"记录暂存本机：{self._trouble}，恢复后自动补写；可继续通话"
        return self._told

    def keep(self, call: str, entries: Sequence[Entry], whole: Whole) -> None:
        """Write entries of a call durably before returning; never raises.

        Args:
            call: Id of the call.
            entries: What there is to write.
            whole: Gives all of the call so far with `entries`: written where the store doesn't have the rest.
        """
        try:
            self._keep(call, entries, whole)
        except Exception as err:  # the edge: a call is worth more than its record
            self._told = f"有一句没能存进记录库（{type(err).__name__}）"
            with suppress(Exception):
                self._spool.put_aside(entries)

    def _keep(self, call: str, entries: Sequence[Entry], whole: Whole) -> None:
        self._opened()
        with self._lock:
            if self._store is not None and not self._trouble:
                try:
                    self._write(self._store, call, entries, whole)
                    return
                except StoreRefusedError as err:
                    self._refused(err, entries)
                    return
                except StoreError as err:
                    self._stumble(err)
            self._spool.append(entries if call in self._spooled else whole())
            self._spooled.add(call)

    def read(self) -> Store | None:
        """The store to read from; None where it can't be had now."""
        self._opened()
        with self._lock:
            return None if self._trouble else self._store

    def is_alive(self, run: str) -> bool:
        """Whether another run of the program, or this one, still holds its calls."""
        return run == self.run or is_alive(run, self._folders)

    def close(self) -> None:
        """Write what is left if the store takes it now, and leave the rest to the next run."""
        self._closing.set()
        self._opened()
        with self._lock:
            if self._trouble and self._store is not None:
                with suppress(StoreError):
                    self._catch_up()
            self._spool.close()
            if self._store is not None:
                self._store.close()

    # The store

    def _opened(self) -> None:
        """Wait until the store was opened, until that failed, or until it takes too long: then it is trouble."""
        if self._store is not None or self._trouble:
            return
        self._first.join(self._opening_seconds)
        with self._lock:
            if self._store is None and not self._trouble:
                self._trouble = "记录库没有回应"

    def _start(self) -> None:
        try:
            self._catch_up()
        except StoreError as err:
            self._stumble(err)
        except Exception as err:  # a library that is missing or broken: the spool keeps what is said
            self._stumble(StoreError(f"记录库打不开（{type(err).__name__}）"))

    def _stumble(self, err: StoreError) -> None:
        """The store can't be used for now: say so, and try again behind."""
        with self._lock:
            self._trouble = err.reason
            if not self._catching_up and not self._closing.is_set():
                self._catching_up = True
                threading.Thread(target=self._keep_trying, name="records-behind", daemon=True).start()

    def _refused(self, err: StoreError, entries: Sequence[Entry]) -> None:
        self._spool.put_aside(entries)
        self._told = f"有一句没能存进记录库（{err.reason}），已另存"

    def _write(self, store: Store, call: str, entries: Sequence[Entry], whole: Whole) -> None:
        store.follow()
        try:
            same = self._begun.get(call, store.begun) == store.begun
            store.write(entries if same else whole())
        except StoreDamagedError:
            store.set_aside()
            self._note_aside(store)
            store.write(whole())
        self._begun[call] = store.begun

    def _note_aside(self, store: Store) -> None:
        if store.aside is not None:
            self._told = f"记录库文件损坏，已另存为 {store.aside.name}，换新文件接着记"

    # Catching up

    def _keep_trying(self) -> None:
        attempt = 0
        while not self._closing.wait(self._waits[min(attempt, len(self._waits) - 1)]):
            try:
                self._catch_up()
                return
            except StoreError as err:
                self._trouble = err.reason
            attempt += 1

    def _catch_up(self) -> None:
        """Write all that was spooled; the last of it while nothing more can come. Raises StoreError."""
        store = self._store
        if store is None:
            store = self._open()
            self._note_aside(store)
        adopt(store, self._folders)
        done = 0
        while True:
            with self._lock:
                batches = self._spool.batches(done)
                if not batches:
                    self._spool.clear()
                    self._spooled.clear()
                    self._store, self._trouble, self._catching_up = store, "", False
                    return
            for batch in batches:
                self._write_again(store, batch)
                done += 1

    def _write_again(self, store: Store, batch: Sequence[Entry]) -> None:
        store.follow()
        try:
            store.write(batch)
        except StoreRefusedError as err:
            self._refused(err, batch)
        except StoreDamagedError:
            store.set_aside()
            self._note_aside(store)
            store.write(batch)


def adopt(store: Store, folders: Sequence[Path]) -> None:
    """Write what runs that have ended could not. Raises StoreError."""
    for orphan in orphans(folders):
        whole = True
        try:
            for batch in orphan.batches():
                whole = whole and batch is not None
                try:
                    store.write(batch or ())
                except StoreRefusedError:
                    whole = False
        except StoreError:
            orphan.leave()
            raise
        orphan.remove(whole)
