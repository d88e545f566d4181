"""Calls of a desk that were broken off: not ended, and held by no run of the program that still lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records.errors import StoreError
from assistant.records.model import Call, Place

if TYPE_CHECKING:
    from assistant.records.recorder import Recorder


def unfinished(recorder: Recorder, desk: str) -> tuple[Call, ...]:
    """Those calls, oldest first; none where the store can't be read now."""
    from assistant.records.wanted import Wanted

    store = recorder.read()
    if store is None:
        return ()
    try:
        found = list(store.calls(Wanted(desk=desk, place=Place.DESK, open_only=True)))
    except StoreError:
        return ()
    return tuple(call for call in found if not recorder.is_alive(call.writer))
