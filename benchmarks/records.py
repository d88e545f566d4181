"""Time a turn costs with records kept against none: `python -m benchmarks.records [--calls 60] [--to PLACE]`.

The calls are those of benchmarks/data/conversations.jsonl on the real knowledge, each played twice in a row, with
and without a record, now the one first, now the other; the figure is the ratio of the sums.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from assistant.bootstrap import LoadedAssistant, load_assistant
from assistant.dialogue.call import Call
from assistant.records.address import Address, address_of
from assistant.records.keeper import Keeper
from assistant.records.model import Place
from assistant.records.opening import recorder_at

DATA = Path(__file__).parent / "data" / "conversations.jsonl"


def timed(call: Call, words: list[str]) -> list[float]:
    """The seconds that each turn of a call takes."""
    seconds = []
    for said in words:
        started = time.perf_counter()
        call.say(said)
        seconds.append(time.perf_counter() - started)
    return seconds


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=60)
    parser.add_argument("--to", help="where records are kept, as --records; a file in TMPDIR if not given")
    chosen = parser.parse_args()
    cases: list[dict[str, Any]] = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    cases = cases[:: max(1, len(cases) // chosen.calls)][: chosen.calls]
    assistant = load_assistant()
    assert isinstance(assistant, LoadedAssistant)
    with tempfile.TemporaryDirectory() as folder:
        named = address_of(chosen.to) if chosen.to else None
        keeper = Keeper(recorder_at(named or Address(path=Path(folder, "records.db")), Path(folder)), Place.LINE)
        off: list[float] = []
        on: list[float] = []
        for number, case in enumerate([*cases[:10], *cases]):
            plain = assistant.open_call(case.get("city"), None)
            recorded = keeper.open_call(assistant, case.get("city"), None)
            both = [(off, plain), (on, recorded)]
            for times, call in both if number % 2 else reversed(both):
                seconds = timed(call, case["turns"])
                if number >= 10:  # the first calls warm up
                    times += seconds
        notice = keeper.notice
        keeper.close()
    means, medians = ([count(times) * 1000 for times in (off, on)] for count in (statistics.mean, statistics.median))
    print(f"{len(off)} turns: {means[0]:.2f} ms without, {means[1]:.2f} ms with records "
          f"(median {medians[0]:.2f} and {medians[1]:.2f})")
    print(f"ratio {sum(on) / sum(off):.3f}, of medians {statistics.median(on) / statistics.median(off):.3f}")
    if notice:
        print(notice)


if __name__ == "__main__":
    main()
