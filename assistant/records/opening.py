"""From a place for records to what writes there and what reads there, with the spools that belong to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.records.address import Address
from assistant.records.recorder import Recorder, adopt

if TYPE_CHECKING:
    from assistant.records.store import Store


def spool_folders(address: Address, data: Path | None) -> tuple[Path, ...]:
    """Where what the store can't take is kept: beside its file, or else in the folder `data`."""
    own = (data / "spool" / address.key,) if data else ()
    return (address.path.with_name(f"{address.path.name}.spool"), *own) if address.path else own


def recorder_at(address: Address, data: Path | None) -> Recorder:
    """What writes to a place; the store is opened behind."""

    def opened() -> Store:
        from assistant.records.engine import PATIENCE_SECONDS
        from assistant.records.store import open_store

        return open_store(address, mend=True, patience_seconds=PATIENCE_SECONDS)

    return Recorder(opened, spool_folders(address, data))


def store_to_read(address: Address, data: Path | None) -> Store:
    """The store at a place for one who reads, with all that was left in spools.

    Raises:
        StoreError: it isn't there, or can't be opened.
    """
    from assistant.records.store import open_store

    store = open_store(address, must_exist=not any(map(_holds_any, spool_folders(address, data))))
    adopt(store, spool_folders(address, data))
    return store


def set_aside(address: Address, data: Path | None) -> tuple[Path, ...]:
    """The files beside a store that may hold calls and that no command reads: damaged ones, and what it refused."""
    folders = spool_folders(address, data)
    found = [path for folder in folders for end in ("refused", "unreadable") for path in folder.glob(f"*.{end}")]
    if address.path is not None:
        found += address.path.parent.glob(f"{address.path.name}.damaged-*")
    return tuple(sorted(found))


def _holds_any(folder: Path) -> bool:
    return any(folder.glob("*.jsonl"))
