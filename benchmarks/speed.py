"""Measures time and memory beside peers: `python -m benchmarks.speed DATA [--sizes 1000 10000 100000 1000000]`.

Each system at each size runs in processes of its own, on one thread: one builds and keeps the index, another opens
it, answers, and completes what is typed. Questions are generated out of those in DATA; queries are DATA's own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SIZES = (1_000, 10_000, 100_000, 1_000_000)
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS", "NUMBA_NUM_THREADS")
_WARM_UP = 30
_COLUMNS = ("build s", "build MB", "start s", "MB", "query p50", "p99 ms", "key p50", "p99 ms", "disk MB")


def megabytes(status: str) -> float:
    """Return one of the process's memory figures: VmRSS (now) or VmHWM (highest)."""
    try:
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(status)) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(call: Callable[[str], Any], texts: list[str]) -> tuple[float, float]:
    """Return the median and the 99th percentile of a call's time, in milliseconds."""
    for text in texts[:_WARM_UP]:
        call(text)
    times = []
    for text in texts:
        started = time.perf_counter()
        call(text)
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]


def build(name: str, folder: Path) -> dict[str, float]:
    """Build one system's index and keep it."""
    from benchmarks.kept import KEEPERS
    from benchmarks.language import pinyin, words

    words(), pinyin()
    questions = json.loads((folder / "questions.json").read_text("utf-8"))
    started = time.perf_counter()
    KEEPERS[name].build(questions, folder / "index")
    seconds = time.perf_counter() - started
    disk = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
    return {"build s": seconds, "build MB": megabytes("VmHWM"), "disk MB": disk / 1e6}


def serve(name: str, folder: Path) -> dict[str, Any]:
    """Open one system's index, answer queries and complete what is typed."""
    from benchmarks.language import pinyin, words

    words(), pinyin()
    queries = json.loads((folder / "queries.json").read_text("utf-8"))
    started = time.perf_counter()
    from benchmarks.kept import KEEPERS

    search, suggest = KEEPERS[name].open(folder / "index")
    search(queries[0])
    seconds = time.perf_counter() - started
    query = timed(search, queries)
    typed = [text[: 1 + number % 6] for number, text in enumerate(queries)]
    key = timed(suggest, typed)
    return {"start s": seconds, "query": query, "key": key, "MB": megabytes("VmRSS")}


def apart(step: str, name: str, folder: Path) -> dict[str, Any]:
    """Run one step in a process of its own, on one thread."""
    environment = {**os.environ, **dict.fromkeys(_THREADS, "1")}
    command = [sys.executable, "-m", "benchmarks.speed", str(folder), "--step", step, "--system", name]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1] if done.stderr else f"exit {done.returncode}"}
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def line(name: str, folder: Path) -> str:
    """Build and serve one system; return its line of the table."""
    built = apart("build", name, folder)
    served = built if "error" in built else apart("serve", name, folder)
    if "error" in served:
        return f"{name:26}  {served['error']}"
    values = [
        built["build s"], built["build MB"], served["start s"], served["MB"],
        *served["query"], *served["key"], built["disk MB"],
    ]  # fmt: skip
    return f"{name:26}" + "".join(f"{value:11.2f}" if value < 100 else f"{value:11.0f}" for value in values)


def compare(data: Path, sizes: list[int], systems: list[str]) -> None:
    """Print a table for each size."""
    from benchmarks import generated
    from benchmarks.matching_data import SETS, MatchingSet

    sets = [MatchingSet.read(data, name) for name in SETS]
    real = [text for entry in sets for text in entry.questions]
    queries = [asked.text for entry in sets for asked in [*entry.test[::4], *entry.noisy[::8]]]
    every = generated.questions(real, max(sizes)) if max(sizes) > len(real) else real
    for size in sizes:
        print(f"\n{size:,} questions, {len(queries)} queries")
        print(f"{'system':26}" + "".join(f"{name:>11}" for name in _COLUMNS))
        step = max(1, len(real) // size)
        chosen = real[::step][:size] if size <= len(real) else every[:size]
        for name in systems:
            with tempfile.TemporaryDirectory() as folder:
                Path(folder, "questions.json").write_text(json.dumps(chosen), "utf-8")
                Path(folder, "queries.json").write_text(json.dumps(queries), "utf-8")
                print(line(name, Path(folder)), flush=True)


def main() -> None:
    """Measure, or run one step of measuring."""
    from benchmarks.kept import KEEPERS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with med.json and gen.json")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--systems", nargs="+", default=list(KEEPERS), help="of: " + "; ".join(KEEPERS))
    parser.add_argument("--step", choices=["build", "serve"], help=argparse.SUPPRESS)
    parser.add_argument("--system", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.step:
        print(json.dumps((build if chosen.step == "build" else serve)(chosen.system, chosen.data)))
    else:
        compare(chosen.data, chosen.sizes, chosen.systems)


if __name__ == "__main__":
    main()
