"""Eight hours at the desk in one go: `python -m benchmarks.long_day [--turns 2000]`.

Calls of five turns, typed with suggestions, answered and wrapped up with their files, on the shipped knowledge. Told
are memory and the time from Enter to the answer on the screen, at the beginning (after a tenth) and at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import tempfile
import time
from itertools import cycle
from pathlib import Path

from benchmarks.desk_screen import SIZE, Watched, asked, at, loaded, opened, resident_megabytes

TURNS_A_CALL = 5


async def work(turns: int, calls: Path) -> tuple[list[float], list[float]]:
    """Seconds of each turn and megabytes after each."""
    app = Watched(opened(loaded()), "jiangmen", calls)
    questions = cycle(asked())
    seconds: list[float] = []
    memory: list[float] = []
    async with app.run_test(size=SIZE) as pilot:
        while app.board is None:
            await pilot.pause()
        for number in range(1, turns + 1):
            app.entry.value = next(questions)
            await app.until_suggested(app.entry.value)
            shown, started = app.lines_shown, time.perf_counter()
            await app.press("enter")
            await app.until_shown(shown + 1)
            seconds.append(time.perf_counter() - started)
            if number % TURNS_A_CALL == 0:
                shown = app.lines_shown
                await pilot.press("f9")
                await pilot.press("1")
                await app.until_shown(shown + 1)
            gc.collect()
            memory.append(resident_megabytes())
    return seconds, memory


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=2000)
    turns = parser.parse_args().turns
    with tempfile.TemporaryDirectory() as folder:
        seconds, memory = asyncio.run(work(turns, Path(folder)))
    tenth = max(turns // 10, 1)
    early, late = seconds[tenth : 2 * tenth], seconds[-tenth:]
    print(f"{turns} turns, {turns // TURNS_A_CALL} calls")
    print(f"{'':24}{'early':>10}{'late':>10}{'ratio':>8}")
    rows = [("memory MB", memory[tenth], memory[-1])]
    rows += [(f"answer p{share} ms", at(share / 100, early) * 1e3, at(share / 100, late) * 1e3) for share in (50, 95)]
    for name, first, last in rows:
        print(f"{name:24}{first:10.1f}{last:10.1f}{last / first:8.2f}")


if __name__ == "__main__":
    main()
