"""The chat and the desk on a real pseudo terminal: what is typed as bytes comes to the screen as characters."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.browser import drawn
from tests.functional.conftest import ROOT

pty = pytest.importorskip("pty", reason="a pseudo terminal needs POSIX")
pyte = pytest.importorskip("pyte")

ROWS, COLUMNS = 24, 80
CHAT = (
    "import sys; from tests.fakes import FakeAssistant; from assistant.ui.chat import ChatApp; "
    "sys.exit(ChatApp(FakeAssistant, '临时').run())"
)
DESK = (
    "import sys; from pathlib import Path; from tests.functional.desk_fakes import FakeDesk; "
    "from assistant.ui.desk.app import DeskApp; "
    "app = DeskApp(FakeDesk, '临时', None, Path(sys.argv[1])); {}; sys.exit(app.run())"
)


class Terminal:
    """A process on a pseudo terminal, and the screen that it draws.

    `wide` is how it says, when it is asked, that it draws characters of ambiguous width; None: it doesn't answer.
    """

    def __init__(self, *arguments: str, program: str = CHAT, wide: bool | None = None) -> None:
        import fcntl
        import struct
        import termios

        self._near, far = pty.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        environment = os.environ | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdin=far, stdout=far, stderr=far, cwd=ROOT, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(far)
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._screen.write_process_input = lambda answer: None if wide is None else self._answer(answer, wide)
        self._stream = pyte.ByteStream(self._screen)

    def type(self, text: str) -> None:
        os.write(self._near, text.encode())

    def _answer(self, told: str, wide: bool) -> None:
        """Tell where the cursor is; pyte takes such characters to be narrow."""
        self.type(re.sub(r";(\d+)R", lambda column: f";{int(column[1]) + wide}R", told))

    def shown(self) -> str:
        return drawn(self._screen)

    def until(self, text: str, seconds: float = 20) -> None:
        """Read what the process draws until `text` is on the screen."""
        end = time.monotonic() + seconds
        while text not in self.shown():
            assert time.monotonic() < end, f"{text!r} is not shown:\n{self.shown()}"
            self._read(0.1)

    def ended(self, seconds: float = 20) -> int:
        """The exit status, reading on so that the process is never kept from writing."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self._read(0.1)
        return self.process.wait(timeout=1)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._near)

    def _read(self, seconds: float) -> None:
        if select.select([self._near], [], [], seconds)[0]:
            try:
                self._stream.feed(os.read(self._near, 65536))
            except OSError:  # the other end is closed
                time.sleep(0.01)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    running = Terminal()
    yield running
    running.close()


def test_chinese_typed_deleted_and_sent_is_answered_and_escape_leaves(terminal: Terminal) -> None:
    terminal.until("您是下面哪一种？")
    terminal.type("门诊报多少呢")  # at once, as an input method commits a phrase
    terminal.until("│ 门诊报多少呢")
    terminal.type("\x7f")
    terminal.type("？\r")
    terminal.until("您说的是：门诊报多少？。")
    terminal.type("\x1b[200~我妈退休了\n报多少\x1b[201~")  # a bracketed paste of two lines
    terminal.until("│ 我妈退休了 报多少")
    terminal.type("\r")
    terminal.until("您说的是：我妈退休了 报多少。")
    terminal.type("\x1bOR")  # F3
    terminal.until("出处 《关于门诊待遇的通知》")
    terminal.type("\x03")
    assert terminal.ended() == 0


@pytest.fixture
def desk_terminal(tmp_path: Path) -> Iterator[Terminal]:
    running = Terminal(str(tmp_path), program=DESK.format('pass'))
    yield running
    running.close()


def test_at_the_desk_chinese_is_suggested_on_answered_and_the_call_wrapped_up(
    desk_terminal: Terminal, tmp_path: Path
) -> None:
    desk_terminal.until("来电1")
    desk_terminal.type("退休了异地就医")  # at once, as an input method commits a phrase
    desk_terminal.until("1 异地就医备案怎么办")
    desk_terminal.until("条件：+退休")
    desk_terminal.type("\x1b1")  # Alt+1
    desk_terminal.until("您说的是：异地就医备案怎么办。")
    desk_terminal.type("门诊\r")
    desk_terminal.until("您说的是：门诊。")
    desk_terminal.type("\x1b[20~")  # F9
    desk_terminal.until("处理结果：1 已答复")
    desk_terminal.type("1")
    desk_terminal.until("来电1已结束（已答复）")
    assert len(list(tmp_path.glob("*.json"))) == 1
    desk_terminal.type("\x11")  # Ctrl+Q
    desk_terminal.until("离开坐席台吗？")
    desk_terminal.type("\r")
    assert desk_terminal.ended() == 0


@pytest.mark.parametrize(
    ("wide", "bar"),
    [
        pytest.param(True, "来电1 | 0分", id="two cells wide"),
        pytest.param(False, "来电1 │ 0分", id="one cell wide"),
        pytest.param(None, "来电1 │ 0分", id="it does not answer"),
    ],
)
def test_the_terminal_is_asked_how_wide_it_draws_ambiguous_characters(
    tmp_path: Path, wide: bool | None, bar: str
) -> None:
    asking = Terminal(str(tmp_path), program=DESK.format("app.draws_ambiguous_wide = None"), wide=wide)
    try:
        asking.until(bar)
        assert "“" not in asking.shown()
    finally:
        asking.close()
