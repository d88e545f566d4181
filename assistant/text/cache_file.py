"""Compact tables on disk: written whole or not at all, checked before they are read.

Knows neither what the tables mean nor where they lie.
"""

from __future__ import annotations

import marshal
import os
import zlib
from pathlib import Path
from typing import Any

_VERSION = 1


def write_table(path: Path, kind: str, table: Any) -> None:
    """Write `table` (plain containers, strings, numbers) to `path`, replacing what is there in one step."""
    payload = marshal.dumps(table, 4)
    head = f"yibao {kind} {_VERSION} {len(payload)} {zlib.crc32(payload)}\n".encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    beside.write_bytes(head + payload)
    os.replace(beside, path)


def read_table(path: Path, kind: str) -> Any:
    """Return the table of this kind kept at `path`.

    Raises:
        ValueError: The file is damaged, of another kind, or written by another version.
        OSError: The file isn't there or can't be read.
    """
    content = path.read_bytes()
    head, separator, payload = content.partition(b"\n")
    expected = f"yibao {kind} {_VERSION} {len(payload)} {zlib.crc32(payload)}".encode()
    if not separator or head != expected:
        raise ValueError(f"{path}: no intact table of kind {kind!r}")
    # Only ever reached with the checksum right: marshal trusts what it reads.
    return marshal.loads(payload)
