"""Terminals that can't show the desk or the chat."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time

import pytest

from tests.functional.conftest import FAKE_MAIN, ROOT

pty = pytest.importorskip("pty", reason="a pseudo terminal needs POSIX")

CHAT = f"{FAKE_MAIN}sys.exit(cli.run(['--area', '临时'], load=load_fake))"
DESK = f"{FAKE_MAIN}sys.exit(cli.run(['desk'], load=load_fake))"


def on_terminal(program: str, typed: bytes = b"", **variables: str) -> tuple[int, str]:
    """The exit status of a program and what it wrote to its terminal, where `typed` was typed."""
    near, far = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | variables
    process = subprocess.Popen([sys.executable, "-c", program], stdin=far, stdout=far, stderr=far, cwd=ROOT,
                               env=environment, start_new_session=True)
    os.close(far)
    os.write(near, typed)
    written, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([near], [], [], 0.1)[0]:
            try:
                written += os.read(near, 65536)
            except OSError:  # the other end is closed
                break
        elif process.poll() is not None:
            break
    status = process.wait(timeout=10)
    os.close(near)
    return status, written.decode()


@pytest.mark.parametrize("program", [DESK, CHAT])
def test_a_terminal_without_utf_8_is_told_what_to_set(program: str) -> None:
    status, told = on_terminal(program, LC_ALL="C")
    assert status == 2
    assert "没有设成 UTF-8" in told and "export LC_ALL=C.UTF-8" in told


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_draws_no_screen_is_told_what_to_do(term: str) -> None:
    status, told = on_terminal(DESK, TERM=term)
    assert status == 2
    assert "画不了整屏" in told and "export TERM=xterm-256color" in told


@pytest.mark.parametrize("term", ["dumb", ""])
def test_on_a_terminal_that_draws_no_screen_the_chat_goes_line_by_line(term: str) -> None:
    status, told = on_terminal(CHAT, "门诊\n\x04".encode(), TERM=term)
    assert status == 0
    assert "一行一行地问" in told and "您说的是：门诊" in told and "\x1b[" not in told
