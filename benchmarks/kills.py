"""Kills the recorder at random instants and counts what is lost: `python -m benchmarks.kills [--kills 200]`.

Each run writes turns as fast as it can and tells each one that is acknowledged; it is killed (SIGKILL) within a
few hundredths of a second. Every third run finds no store and writes to its spool; every run takes over what those
before it left. In the end every acknowledged turn must be in the store, once, whole, and in order.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from assistant.dialogue.reply import Reply, ReplyKind
from assistant.records.address import Address
from assistant.records.errors import StoreError
from assistant.records.model import Place
from assistant.records.opening import recorder_at, spool_folders, store_to_read
from assistant.records.recorder import Recorder
from assistant.records.recording import Keeping, begin
from assistant.records.store import Store

LONGEST_LIFE_SECONDS = 0.15


class Nothing:
    """No knowledge."""

    digest = ""
    published: frozenset[str] = frozenset()

    def topic_of(self, item: str) -> None:
        """No topic."""


def write(address: Address, data: Path, broken: bool, acknowledged: int) -> None:
    """Write turns of one call until killed; each that is acknowledged is told as `call number` in a line."""

    def no_store() -> Store:
        raise StoreError("broken on purpose")

    recorder = Recorder(no_store, spool_folders(address, data)) if broken else recorder_at(address, data)
    log = begin(Keeping(recorder, Nothing()), Place.DESK, None, None, "bench")  # type: ignore[arg-type]
    number = 0
    while True:
        number += 1
        reply = Reply(ReplyKind.ANSWER, f"第{number}句的答复。" * 20, None, log.call.today)
        log.turned(f"第{number}句", reply, None)
        os.write(acknowledged, f"{log.call.id} {number}\n".encode())


def killed(address: Address, data: Path, broken: bool, seconds: float) -> dict[str, int]:
    """Start a writer, kill it after its first acknowledgement and that time; what it acknowledged, by call."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(address, data, broken, writing)
        finally:
            os._exit(1)
    os.close(writing)
    told = os.read(reading, 1) if seconds > LONGEST_LIFE_SECONDS / 4 else b""
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(reading, 65536):
        told += piece
    os.close(reading)
    last: dict[str, int] = {}
    for line in told.decode().splitlines(keepends=True):
        if line.endswith("\n"):
            call, number = line.split()
            last[call] = int(number)
    return last


def faults_in(store: Store, acknowledged: dict[str, int]) -> list[str]:
    """What is wrong with the store's calls, given what was acknowledged of them."""
    faults = []
    found = {call.id: call for call in store.calls()}
    for id, number in acknowledged.items():
        if id not in found or len(found[id].turns) < number:
            faults.append(f"{id}: {number} acknowledged, {len(found[id].turns) if id in found else 0} kept")
    for call in found.values():
        numbers = [turn.number for turn in call.turns]
        if numbers != list(range(1, len(numbers) + 1)) or len(numbers) > acknowledged.get(call.id, 0) + 1:
            faults.append(f"{call.id}: {numbers[:3]}…{numbers[-3:]} kept of {acknowledged.get(call.id, 0)}")
        faults += [f"{call.id}: turn {turn.number} is not what was said" for turn in call.turns
                   if turn.words != f"第{turn.number}句" or turn.reply["text"] != f"第{turn.number}句的答复。" * 20]
    return faults


def main() -> int:
    """Kill, then count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    acknowledged: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        address, data = Address(path=Path(folder, "records.db")), Path(folder, "data")
        Store(address).close()
        for number in range(chosen.kills):
            acknowledged |= killed(address, data, number % 3 == 2, chance.uniform(0, LONGEST_LIFE_SECONDS))
        with store_to_read(address, data) as store:
            faults = faults_in(store, acknowledged)
            kept = sum(len(call.turns) for call in store.calls())
    print("\n".join(faults))
    print(f"{chosen.kills} kills, {sum(acknowledged.values())} turns acknowledged in {len(acknowledged)} calls, "
          f"{kept} kept, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
