"""Work behind a screen: it begins when the screen is drawn, which may be closed before the work is done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from textual.app import App

DRAWN_SECONDS = 1.0


async def while_open(app: App[Any], work: Coroutine[Any, Any, None]) -> None:
    """Do `work` on the app's widgets; what goes wrong once the app is closing, because they are gone, is no fault."""
    try:
        await work
    except Exception as err:  # queries, screens and mounts each fail in their own way
        # An app that has been told to exit still runs while its widgets go.
        if app.is_running and app.return_value is None:
            raise
        app.log.error(type(err).__name__)


async def once_drawn(app: App[Any], work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do `work` when the app is drawn for the first time, so that nothing else is worked on meanwhile.

    What waits for the drawing of a screen is lost if the screen is closed before; so it is not waited for longer
    than `DRAWN_SECONDS`.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAWN_SECONDS):
            await app.screen_stack[0].wait_for_refresh()
    await while_open(app, work())
