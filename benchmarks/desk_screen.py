"""What the benches of the screens share: the desk on a knowledge, driven without a terminal, and figures of a run."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import ClassVar

import assistant.ui.desk  # noqa: F401  isort: skip  (sets how often the screen is drawn, before Textual is imported)
from textual import events

from assistant import ui
from assistant.bootstrap import LoadedAssistant, wire
from assistant.desk.opening import Desk, open_desk
from assistant.desk.port import Suggested
from assistant.settings import Settings, read_settings
from assistant.ui.desk.app import DeskApp

QUESTIONS = Path(__file__).parent / "data" / "answerable.jsonl"
DAY = date(2022, 12, 23)
SIZE = (120, 40)
MOST_SECONDS = 60
_UI = Path(ui.__file__).parent


def loaded(settings: Settings | None = None) -> LoadedAssistant:
    """The assistant on a knowledge folder (None: the shipped one)."""
    settings = settings or read_settings()
    return wire(settings.knowledge, settings.cache)


def asked(city: str | None = None) -> list[str]:
    """Questions of our own, those of one city or all, in their order."""
    lines = (json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines())
    return [line["q"] for line in lines if city is None or line["city"] == city]


class Watched(DeskApp):
    """A desk that tells when suggestions for a text and when a reply are on the screen."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [_UI / "chat.tcss", _UI / "desk" / "desk.tcss"]

    def __init__(self, desk: Desk, area: str, calls: Path) -> None:
        super().__init__(lambda: desk, area, DAY, calls)
        self.suggested_for = ""
        self.lines_shown = 0

    def show_suggested(self, found: Suggested) -> None:
        super().show_suggested(found)
        self.call_after_refresh(self._note, found.typed)

    def _note(self, typed: str) -> None:
        self.suggested_for = typed

    async def show_line(self) -> None:
        await super().show_line()
        self.lines_shown += 1

    async def press(self, key: str) -> None:
        """Hand a key to the app as a terminal would, without waiting for what it does."""
        self.post_message(events.Key(key, key if len(key) == 1 else None))

    async def until_suggested(self, typed: str) -> None:
        """Wait until the suggestions for this text are on the screen."""
        async with asyncio.timeout(MOST_SECONDS):
            while self.suggested_for != typed:
                await asyncio.sleep(0.0005)

    async def until_shown(self, lines: int) -> None:
        """Wait until a call has been shown that many times."""
        async with asyncio.timeout(MOST_SECONDS):
            while self.lines_shown < lines:
                await asyncio.sleep(0.0005)


def opened(assistant: LoadedAssistant) -> Desk:
    """The desk on an assistant, without source texts."""
    return open_desk(assistant)


def at(share: float, values: Sequence[float]) -> float:
    """The value below which that share of the values lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def resident_megabytes() -> float:
    """The memory of this process that is in use now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
