"""A kept index is opened whole, for the right key, or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.search import packed

ARRAYS = {"numbers": np.arange(100, dtype=np.int32), "none": np.empty((0, 3), np.float32)}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "kept"
    packed.write(path, "key", {"format": 1}, ARRAYS)
    return path


def test_what_was_written_comes_back(kept: Path) -> None:
    facts, arrays = packed.read(kept, "key")
    assert facts == {"format": 1}
    assert arrays["numbers"].tolist() == list(range(100))
    assert arrays["none"].shape == (0, 3)


def test_arrays_are_mapped_read_only(kept: Path) -> None:
    _, arrays = packed.read(kept, "key")
    with pytest.raises(ValueError, match="read-only"):
        arrays["numbers"][0] = 1


def test_another_key_is_refused(kept: Path) -> None:
    with pytest.raises(ValueError, match="made for 'key', expected 'newer'"):
        packed.read(kept, "newer")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="can't be read"):
        packed.read(tmp_path / "none", "key")


def test_a_change_of_any_byte_that_counts_is_noticed(kept: Path) -> None:
    whole = kept.read_bytes()
    header = 20 + int.from_bytes(whole[8:16], "little")  # magic, length, checksum, then the header itself
    first = -(-header // 64) * 64
    for at in [*range(0, header, 5), *range(first, first + 400, 5)]:  # 100 numbers of four bytes
        kept.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with pytest.raises(ValueError):
            packed.read(kept, "key")


@pytest.mark.parametrize("length", [0, 4, 20, 60, 300, -1])
def test_a_file_cut_short_is_refused(kept: Path, length: int) -> None:
    kept.write_bytes(kept.read_bytes()[:length])
    with pytest.raises(ValueError):
        packed.read(kept, "key")


def test_bytes_added_at_the_end_are_refused(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes() + b"\0")
    with pytest.raises(ValueError):
        packed.read(kept, "key")


def test_writing_again_replaces_and_leaves_nothing_beside(kept: Path) -> None:
    packed.write(kept, "newer", {}, ARRAYS)
    assert packed.read(kept, "newer")[0] == {}
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
