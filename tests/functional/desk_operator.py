"""Someone at a running desk: what they press, what they see; on a stand-in or on the small real knowledge."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from assistant.desk.port import DeskAssistant
from assistant.ui.desk.app import DeskApp
from assistant.ui.desk.clipboard import Clipboard
from assistant.ui.desk.configuration import Configuration
from assistant.ui.desk.entry import DeskEntry
from tests.functional.driver import Driver

START = datetime(2024, 5, 6, 9, 0)


class Clock:
    """Nine o'clock, and a second later each time it is looked at."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class AtDesk(Driver):
    """Someone at a running desk."""

    def __init__(self, app: DeskApp, pilot: Pilot[int]) -> None:
        super().__init__(app, pilot)
        self.app = app

    @property
    def entry(self) -> DeskEntry:
        return self.app.query_one(DeskEntry)


def run_desk(steps: Callable[[AtDesk], Awaitable[None]], desk: DeskAssistant, calls: Path,
             size: tuple[int, int] = (80, 24), area: str | None = "临时", day: date | None = date(2024, 6, 1),
             configuration: Configuration | None = None, until: str = "来电1") -> DeskApp:
    """Run `steps` at a desk; gives the app as it was left."""
    clipboard = Clipboard(lambda text: None, calls / "clipboard.txt", {"TERM": "xterm"})
    app = DeskApp(lambda: desk, area, day, calls, clipboard, Clock(), configuration)

    async def session() -> None:
        async with app.run_test(size=size) as pilot:
            operator = AtDesk(app, pilot)
            await operator.until(until)
            await steps(operator)

    asyncio.run(session())
    return app
