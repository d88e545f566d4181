"""Work behind a screen: a fault while the app runs, none once it is closing."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App, ScreenStackError
from textual.css.query import NoMatches
from textual.widget import MountError

from assistant.ui.closing import while_open


@pytest.mark.parametrize("fault", [NoMatches, ScreenStackError, MountError, IndexError])
def test_widgets_that_are_gone_are_a_fault_only_while_the_app_runs(fault: type[Exception]) -> None:
    async def work() -> None:
        raise fault("gone")

    async def session() -> None:
        app: App[int] = App()
        async with app.run_test():
            with pytest.raises(fault):
                await while_open(app, work())
            app.exit(0)
            await while_open(app, work())
        await while_open(app, work())

    asyncio.run(session())
