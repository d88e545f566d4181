"""Running the commands as a caller would: in this process with a fake assistant, or as a process."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli import run
from assistant.settings import Settings
from tests.fakes import load_fake

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str


Yibao = Callable[..., Outcome]


@pytest.fixture
def yibao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Yibao:
    """Run `yibao` with arguments and the bytes of standard input, on the fake assistant."""

    def outcome(*arguments: str, stdin: bytes = b"", load: Callable[..., object] = load_fake) -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = run(list(arguments), load=load, settings=Settings(tmp_path, tmp_path, data=tmp_path / "data"))  # type: ignore[arg-type]
        out, err = capsys.readouterr()
        return Outcome(status, out, err)

    return outcome


FAKE_MAIN = "import sys; from assistant import cli; from tests.fakes import load_fake; cli.prepare_streams(); "


def run_process(
    *arguments: str, stdin: bytes = b"", then: str = "pass", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """`yibao` as a process of its own on the fake assistant; `then` is Python run before it ends."""
    program = f"{FAKE_MAIN}status = cli.run(sys.argv[1:], load=load_fake); {then}; sys.exit(status)"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | variables,
        timeout=60,
        check=False,
    )
