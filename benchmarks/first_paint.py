"""First paint of the desk and the chat beside a bare Textual app: `python -m benchmarks.first_paint [--rounds 9]`.

Each is started on a pseudo terminal in turn; timed is from the start of the process until its text is drawn. The
knowledge and the dictionary load behind it; a first round that nobody counts fills the caches.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import time

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("FIRST-PAINT")
Bare().run()
"""
STARTED = {
    "bare Textual app": ([sys.executable, "-c", BARE], "FIRST-PAINT"),
    "yibao desk": ([sys.executable, "-m", "assistant", "desk", "--area", "江门"], "正在打开资料"),
    "yibao": ([sys.executable, "-m", "assistant", "--area", "江门"], "正在打开资料"),
}
MOST_SECONDS = 60


def seconds_to_paint(command: list[str], text: str) -> float:
    """Seconds from the start of a process until `text` comes out of its terminal."""
    import fcntl
    import termios

    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=far, stdout=far, stderr=far, env=environment, start_new_session=True, close_fds=True
    )
    os.close(far)
    drawn = b""
    try:
        while text.encode() not in drawn:
            if time.perf_counter() - started > MOST_SECONDS:
                raise TimeoutError(f"{text} was not drawn")
            if select.select([near], [], [], 0.5)[0]:
                drawn += os.read(near, 65536)
        return time.perf_counter() - started
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(near)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    times: dict[str, list[float]] = {name: [] for name in STARTED}
    for number in range(rounds + 1):
        for name, (command, text) in STARTED.items():
            seconds = seconds_to_paint(command, text)
            if number:
                times[name].append(seconds)
    bare = statistics.median(times["bare Textual app"])
    print(f"{'':20}{'median s':>10}{'ratio':>8}")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:20}{median:10.2f}{median / bare:8.2f}")


if __name__ == "__main__":
    main()
