"""From a keystroke to suggestions on the screen, beside the bare search call: `python -m benchmarks.keystrokes`.

On the shipped knowledge with entries of one city added until it has `--entries` of them. Each text is typed key by
key, in Chinese and in initials; for each text typed so far the bare call is timed right after the keystroke.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import tempfile
import time
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from assistant.policy.load import load
from assistant.settings import Settings, read_settings
from benchmarks import generated
from benchmarks.desk_screen import DAY, SIZE, Watched, asked, at, loaded, opened

CITY = "jiangmen"
WORDINGS = 3


def enlarged(folder: Path, entries: int) -> Settings:
    """Settings for a copy of the shipped knowledge whose city has that many entries; wordings are made of real ones."""
    settings = read_settings()
    shutil.copytree(settings.knowledge, folder / "knowledge")
    known = load(settings.knowledge)
    missing = max(entries - len(known.entries_of(CITY)), 0)
    real = list(dict.fromkeys(text for entry in known.entries.values() for text in entry.ask))
    made = generated.questions(real, len(real) + missing * WORDINGS)[len(real) :]
    document = next(found for found in known.documents.values() if found.area == CITY)
    added = [
        {
            "id": f"generated.{number}", "title": made[number * WORDINGS], "topic": "generated",
            "ask": made[number * WORDINGS : (number + 1) * WORDINGS], "say": {"short": "照资料办。"},
            "cites": [{"document": document.id, "locator": document.sections[0].locator}],
        }
        for number in range(missing)
    ]  # fmt: skip
    # JSON is YAML; several files, because one may not be too large.
    for start in range(0, missing, 1000):
        path = folder / "knowledge" / CITY / f"generated-{start}.yaml"
        path.write_text(json.dumps({"entries": added[start : start + 1000]}, ensure_ascii=False), "utf-8")
    return Settings(folder / "knowledge", folder / "cache")


def typed_texts(count: int) -> list[str]:
    """What is typed: beginnings of questions, every other one as the initials of its syllables."""
    chosen = [text[:12] for text in asked(CITY)][:: max(len(asked(CITY)) // count, 1)][:count]
    return [
        "".join(lazy_pinyin(text, style=Style.FIRST_LETTER, errors="ignore"))[:8] if number % 2 else text
        for number, text in enumerate(chosen)
    ]


async def measure(settings: Settings, texts: list[str], calls: Path) -> tuple[list[float], list[float]]:
    """Seconds of each keystroke and of the bare call for the same text."""
    desk = opened(loaded(settings))
    app = Watched(desk, CITY, calls)
    keys: list[float] = []
    bare: list[float] = []
    async with app.run_test(size=SIZE) as pilot:
        while app.board is None:
            await pilot.pause()
        for text in texts:
            for length in range(1, len(text) + 1):
                typed = text[:length]
                started = time.perf_counter()
                await app.press(text[length - 1])
                await app.until_suggested(typed)
                keys.append(time.perf_counter() - started)
                started = time.perf_counter()
                desk.suggest(typed, CITY, app.board.in_hand.call.chips, DAY, 8)
                bare.append(time.perf_counter() - started)
            app.entry.value = ""
            await pilot.pause()
    return keys, bare


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--texts", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = enlarged(Path(folder), chosen.entries)
        texts = typed_texts(chosen.texts + 4)
        keys, bare = asyncio.run(measure(settings, texts, Path(folder)))
    warm = sum(len(text) for text in texts[:4])
    keys, bare = keys[warm:], bare[warm:]
    print(f"{len(keys)} keystrokes at {chosen.entries} entries")
    print(f"{'':24}{'p50 ms':>10}{'p95 ms':>10}")
    for name, values in (("keystroke to suggestions", keys), ("bare search call", bare)):
        print(f"{name:24}{at(0.5, values) * 1000:10.1f}{at(0.95, values) * 1000:10.1f}")
    print(f"{'ratio':24}{at(0.5, keys) / at(0.5, bare):10.2f}{at(0.95, keys) / at(0.95, bare):10.2f}")


if __name__ == "__main__":
    main()
