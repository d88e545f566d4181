"""The same calls give the same replies whatever order Python's sets happen to have."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Every so many of the calls of `asked.txt` are played, so that all cities and kinds are among them.
EVERY = 12
PLAY = """
import sys
from datetime import date
from assistant.bootstrap import load_assistant

assistant = load_assistant()
for line in sys.stdin:
    area, day, turns, *_ = (part.strip() for part in line.split("|"))
    call = assistant.open_call(area or None, date.fromisoformat(day) if day else None)
    for turn in turns.split(" / "):
        reply = call.say(turn)
        print(turn, reply.kind.value, reply.text, reply.steps, reply.citations, reply.candidates, sep="\\n")
"""


def calls() -> list[str]:
    lines = (ROOT / "tests" / "cases" / "asked.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")][::EVERY]


def played(seed: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PLAY], input="\n".join(calls()), capture_output=True, encoding="utf-8", check=True,
        cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"})
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def first() -> list[str]:
    return played(1)


def test_enough_calls_of_every_city_are_played() -> None:
    assert len(calls()) >= 100
    assert len({line.split("|")[0].strip() for line in calls()}) >= 5


@pytest.mark.parametrize("seed", [2, 40961])
def test_replies_do_not_depend_on_the_hash_seed(first: list[str], seed: int) -> None:
    again = played(seed)
    assert [pair for pair in zip(first, again, strict=False) if pair[0] != pair[1]] == []
    assert hashlib.sha256("\n".join(first).encode()).digest() == hashlib.sha256("\n".join(again).encode()).digest()
