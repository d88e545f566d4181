"""What the store could not take, kept until it can: append-only JSON Lines, one file a run of the program.

A line holds the entries of one writing, whole; it counts once its end is on the disk. The file is locked
while its run lives, which also tells others whether a run still lives.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from assistant.records.files import for_owner, private_folder
from assistant.records.model import Entry, as_data, entry_of

Batch = tuple[Entry, ...]
_SUFFIX = ".jsonl"


class Spool:
    """The spool of one run, in the first of `folders` that takes a file.

    Where no disk takes anything, batches stay in memory and are tried again with the next.
    """

    def __init__(self, run: str, folders: Sequence[Path]) -> None:
        self._run, self._folders = run, folders
        self._file: IO[bytes] | None = None
        self._unwritten: list[bytes] = []
        self._begin()

    @property
    def in_memory(self) -> int:
        """How many batches are on no disk."""
        return len(self._unwritten)

    def append(self, batch: Sequence[Entry]) -> None:
        """Keep a batch, on the disk if there is any that takes it."""
        self._unwritten.append(_line(batch))
        if self._file is None:
            self._begin()
        while self._unwritten and self._written(self._unwritten[0]):
            del self._unwritten[0]

    def put_aside(self, batch: Sequence[Entry]) -> None:
        """Keep a batch that the store refuses for a person to look at, in a file beside."""
        line = _line(batch)
        for folder in self._folders:
            with suppress(OSError), open(folder / f"{self._run}.refused", "ab", opener=for_owner) as file:
                file.write(line)
                return

    def batches(self, start: int = 0) -> list[Batch]:
        """The batches kept, from the one with that number on, oldest first."""
        kept = [*_lines(self._file), *self._unwritten] if self._file else self._unwritten
        return [batch for batch in map(_batch, kept[start:]) if batch is not None]

    def clear(self) -> None:
        """Forget everything: it is in the store."""
        self._unwritten.clear()
        if self._file is not None:
            self._file.truncate(0)
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Leave the spool; a file that still holds something stays for the next run."""
        if self._file is None:
            return
        path = Path(self._file.name)
        if self._file.seek(0, os.SEEK_END) == 0:
            with suppress(OSError):
                path.unlink()
        self._file.close()
        self._file = None

    def _begin(self) -> None:
        for folder in self._folders:
            try:
                private_folder(folder)
                self._file = open(folder / f"{self._run}{_SUFFIX}", "ab+", buffering=0, opener=for_owner)  # noqa: SIM115
                lock(self._file)
                return
            except OSError:
                continue

    def _written(self, line: bytes) -> bool:
        """Put a line on the disk, whole or not at all."""
        if self._file is None:
            return False
        end = self._file.seek(0, os.SEEK_END)
        try:
            if self._file.write(line) != len(line):
                raise OSError("short write")
            os.fsync(self._file.fileno())
        except OSError:
            with suppress(OSError):
                self._file.truncate(end)
            return False
        return True


class Orphan:
    """The spool of a run that has ended."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path, self._file = path, file

    def batches(self) -> Iterator[Batch | None]:
        """Its batches, oldest first; None for a line that can't be read."""
        return map(_batch, _lines(self._file))

    def remove(self, whole: bool) -> None:
        """Done with it; where some of it could not be used (`whole` is False), the file stays under another name."""
        with suppress(OSError):
            if whole:
                self._path.unlink()
            else:
                self._path.rename(self._path.with_suffix(".unreadable"))
        self._file.close()

    def leave(self) -> None:
        """Leave it for another time."""
        self._file.close()


def orphans(folders: Sequence[Path]) -> Iterator[Orphan]:
    """The spools of runs that have ended, oldest first; each is held until it is removed or left."""
    for folder in folders:
        for path in sorted(folder.glob(f"*{_SUFFIX}")):
            try:
                file = open(path, "ab+", buffering=0)  # noqa: SIM115
            except OSError:
                continue
            try:
                lock(file)
            except OSError:
                file.close()
                continue
            yield Orphan(path, file)


def is_alive(run: str, folders: Sequence[Path]) -> bool:
    """Whether the program of that run is still there."""
    for folder in folders:
        try:
            with open(folder / f"{run}{_SUFFIX}", "rb+", buffering=0) as file:
                lock(file)
        except FileNotFoundError:
            continue
        except OSError:
            return True
    return False


def lock(file: IO[bytes]) -> None:
    """Lock a file until it is closed, by its process's end at the latest; raises OSError where another holds it."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        file.seek(1 << 30)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _line(batch: Sequence[Entry]) -> bytes:
    return json.dumps([as_data(entry) for entry in batch], ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _lines(file: IO[bytes]) -> list[bytes]:
    """The whole lines of a file; what a run was killed at has no end and never counted."""
    file.seek(0)
    return [line for line in file.read().splitlines(keepends=True) if line.endswith(b"\n")]


def _batch(line: bytes) -> Batch | None:
    try:
        return tuple(entry_of(data) for data in json.loads(line))
    except ValueError:
        return None
