"""Many desks write at once, from several processes, and kills at random instants: nothing is lost or out of order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.records.address import Address
from assistant.records.opening import store_to_read

ROOT = Path(__file__).resolve().parents[3]


def written_by(address: Address, desks: int, turns: int, data: Path) -> dict[str, list[str]]:
    """What so many desks wrote at once, from five processes: the words of each desk's call."""
    place, each = str(address.path or address.url), desks // 5
    command = [sys.executable, "-m", "tests.unit.records.writer", place]
    processes = [
        subprocess.Popen([*command, str(first), str(each), str(turns), str(data)], cwd=ROOT)
        for first in range(0, desks, each)
    ]
    assert [process.wait(timeout=300) for process in processes] == [0] * 5
    with store_to_read(address, data) as store:
        return {call.desk: [turn.words for turn in call.turns] for call in store.calls()}


def test_fifty_desks_on_one_server_lose_and_reorder_nothing(server: Address, tmp_path: Path) -> None:
    kept = written_by(server, 50, 10, tmp_path)
    assert kept == {f"desk{n}": [f"desk{n} {number}" for number in range(1, 11)] for n in range(50)}
    assert not list(tmp_path.rglob("*.jsonl"))


def test_some_desks_on_one_file_lose_and_reorder_nothing(tmp_path: Path) -> None:
    kept = written_by(Address(path=tmp_path / "records.db"), 10, 5, tmp_path)
    assert kept == {f"desk{n}": [f"desk{n} {number}" for number in range(1, 6)] for n in range(10)}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing needs fork")
def test_kills_at_random_instants_lose_no_acknowledged_turn_and_leave_no_half_one() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills", "--kills", "15"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 faults" in done.stdout
