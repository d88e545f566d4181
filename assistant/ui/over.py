"""Screens that lie over another one, and give something back when they go."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class Over(ModalScreen[T]):
    """Goes once: of two keys pressed at the same moment the first counts."""

    _gone = False

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go, giving `result`."""
        if self._gone:
            return AwaitComplete()
        self._gone = True
        return super().dismiss(result)
