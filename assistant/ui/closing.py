"""Work behind a screen that may be closed before the work is done."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from textual.app import App, ScreenStackError
from textual.css.query import NoMatches


async def while_open(app: App[Any], work: Coroutine[Any, Any, None]) -> None:
    """Do `work` on the app's widgets; that they are gone is no fault once the app is closing."""
    try:
        await work
    except (NoMatches, ScreenStackError, IndexError):
        if app.is_running:
            raise
