"""What is told when a fault of the program's own ends a screen: where it happened, and nothing of what was said."""

from __future__ import annotations

import sys
import traceback
from typing import Generic, TypeVar

from rich.segment import Segments
from rich.text import Text
from textual.app import App

T = TypeVar("T")
SORRY = "程序出错，只好退出；重新打开就能接着用。下面这些请转给维护的人："


class Telling(App[T], Generic[T]):
    """An app that ends so: Textual's own account would hold the values of variables, a caller's words among them."""

    def _fatal_error(self) -> None:
        kind, _, place = sys.exc_info()
        told = "".join([SORRY, "\n", *traceback.format_tb(place), kind.__name__ if kind else "", "\n"])
        self._exit_renderables.append(Segments(self.console.render(Text(told), self.console.options)))
        self._close_messages_no_wait()


def status_of(app: App[int], given: int | None) -> int:
    """The exit status of an app that ran: the one given, or that of its end by a fault."""
    return given if given is not None else app.return_code or 0
