"""Work behind a screen that may be closed before the work is done."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from textual.app import App


async def while_open(app: App[Any], work: Coroutine[Any, Any, None]) -> None:
    """Do `work` on the app's widgets; what goes wrong once the app is closing, because they are gone, is no fault."""
    try:
        await work
    except Exception as err:  # queries, screens and mounts each fail in their own way
        # An app that has been told to exit still runs while its widgets go.
        if app.is_running and app.return_value is None:
            raise
        app.log.error(type(err).__name__)
