"""A chat or a desk that is closed while its work goes on behind it ends without a fault."""

from __future__ import annotations

import asyncio
import threading
from datetime import date
from pathlib import Path

import pytest
from textual.app import App

from assistant.ui.chat import ChatApp
from assistant.ui.desk.app import DeskApp
from tests.fakes import FakeAssistant
from tests.functional.desk_fakes import FakeDesk


class _Late:
    """Lets the knowledge be loaded only after an app's last widget has gone."""

    def __init__(self) -> None:
        self._gone = threading.Event()

    def wait(self) -> None:
        """Hold the loading back."""
        assert self._gone.wait(30)

    def close(self, app: App[int]) -> None:
        """Open the app and close it at once."""
        close_widgets = app._close_all

        async def close_all() -> None:
            await close_widgets()
            self._gone.set()
            await asyncio.sleep(0.05)

        async def session() -> None:
            async with app.run_test() as pilot:
                await pilot.pause()

        app._close_all = close_all  # type: ignore[method-assign]
        asyncio.run(session())


@pytest.mark.parametrize("area", [None, "临时"])
def test_a_chat_closed_while_the_knowledge_loads_ends_quietly(area: str | None) -> None:
    late = _Late()

    def load() -> FakeAssistant:
        late.wait()
        return FakeAssistant()

    app = ChatApp(load, area)
    late.close(app)
    assert app.failure is None


def test_a_desk_closed_while_the_knowledge_loads_ends_quietly(tmp_path: Path) -> None:
    late = _Late()

    def load() -> FakeDesk:
        late.wait()
        return FakeDesk()

    app = DeskApp(load, "临时", date(2024, 5, 6), tmp_path)
    late.close(app)
    assert app.failure is None
