"""One file of named arrays, checked when opened, then memory-mapped.

Layout: magic, length and checksum of the header, header (JSON: the caller's key, facts, and each array's type,
shape, place and checksum), then the arrays, each at a multiple of 64 bytes. Knows nothing of what the arrays mean.
"""

from __future__ import annotations

import json
import math
import mmap
import os
import struct
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"YBPACK01"
_PREFIX = struct.Struct("<8sQI")
_ALIGNMENT = 64
_CHUNK_BYTES = 1 << 20


def write(path: Path, key: str, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the file whole or not at all: readers see the old one until the new one is complete."""
    described, offset = {}, 0
    for name, array in arrays.items():
        crc = zlib.crc32(_flat(array))
        described[name] = {"type": array.dtype.str, "shape": array.shape, "offset": offset, "crc": crc}
        offset += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
    header = json.dumps({"key": key, "facts": facts, "arrays": described, "bytes": offset}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_PREFIX.pack(_MAGIC, len(header), zlib.crc32(header)) + header)
            file.write(b"\0" * (-file.tell() % _ALIGNMENT))
            for array in arrays.values():
                file.write(_flat(array))
                file.write(b"\0" * (-file.tell() % _ALIGNMENT))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read(path: Path, key: str) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return the facts and the memory-mapped, read-only arrays.

    Raises:
        ValueError: the file is missing, damaged, cut short, or made for another key.
    """
    try:
        with path.open("rb") as file:
            header, start = _read_header(path, file.read(_PREFIX.size), file.read)
            if header["key"] != key:
                raise ValueError(f"{path}: made for {header['key']!r}, expected {key!r}; build it anew")
            if path.stat().st_size != start + header["bytes"]:
                raise ValueError(f"{path}: {path.stat().st_size} bytes, expected {start + header['bytes']}")
            _verify(path, file, start, header["arrays"])
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, KeyError, TypeError) as err:
        raise ValueError(f"{path}: can't be read ({err}); build it anew") from err
    return header["facts"], {name: _view(mapped, start, about) for name, about in header["arrays"].items()}


def _read_header(path: Path, prefix: bytes, read_bytes: Any) -> tuple[dict[str, Any], int]:
    if len(prefix) < _PREFIX.size or prefix[:8] != _MAGIC:
        raise ValueError(f"{path}: not a packed index of this version; build it anew")
    _, length, crc = _PREFIX.unpack(prefix)
    body = read_bytes(min(length, 1 << 28))
    if len(body) != length or zlib.crc32(body) != crc:
        raise ValueError(f"{path}: its header is damaged; build it anew")
    start = -(-(_PREFIX.size + length) // _ALIGNMENT) * _ALIGNMENT
    header: dict[str, Any] = json.loads(body)
    return header, start


def _verify(path: Path, file: Any, start: int, arrays: Mapping[str, Any]) -> None:
    """Read everything once, in pieces, so that checking doesn't hold the file in memory."""
    for name, about in arrays.items():
        file.seek(start + about["offset"])
        left, crc = _byte_count(about), 0
        while left:
            piece = file.read(min(left, _CHUNK_BYTES))
            if not piece:
                raise ValueError(f"{path}: cut short in {name}; build it anew")
            crc, left = zlib.crc32(piece, crc), left - len(piece)
        if crc != about["crc"]:
            raise ValueError(f"{path}: {name} is damaged; build it anew")


def _byte_count(about: Mapping[str, Any]) -> int:
    return int(math.prod(about["shape"]) * np.dtype(about["type"]).itemsize)


def _flat(array: NDArray[Any]) -> Any:
    return np.ascontiguousarray(array).view(np.uint8).reshape(-1).data


def _view(mapped: mmap.mmap, start: int, about: Mapping[str, Any]) -> NDArray[Any]:
    kind = np.dtype(about["type"])
    count = _byte_count(about) // kind.itemsize
    if not count:
        return np.empty(about["shape"], kind)
    return np.frombuffer(mapped, kind, count, start + about["offset"]).reshape(about["shape"])
