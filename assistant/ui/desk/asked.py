"""Finding a question that was asked before: by some of its characters, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from assistant.ui.conversation import shortened
from assistant.ui.desk.screens import DeskScreen
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import one_line

MOST_SHOWN = 9
WIDTH = 66


class AskedScreen(DeskScreen[str]):
    """What was asked, narrowed down as one types; gives the words picked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", "选中")]

    def __init__(self, asked: Sequence[str]) -> None:
        super().__init__()
        self._asked = asked
        self._found: list[str] = []
        self._pointed = 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Paragraph("找问过的话", classes="heading")
            yield Input(placeholder="打几个字", id="sought")
            yield Paragraph("", id="found", classes="picks")
            yield Paragraph("↑↓ 选，回车 放进输入行（可以改）；Esc 返回", classes="hint")

    def on_mount(self) -> None:
        self._look("")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._look(one_line(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down") and self._found:
            self._pointed = (self._pointed + (1 if event.key == "down" else -1)) % len(self._found)
            self._show()
            event.stop()
            event.prevent_default()

    def _look(self, sought: str) -> None:
        """Find the questions that hold all the characters sought."""
        found = [words for words in self._asked if set("".join(sought.split())) <= set(words)]
        self._found, self._pointed = found[:MOST_SHOWN], 0
        self._show()

    def _show(self) -> None:
        told = [f"{'>' if number == self._pointed else ' '} {shortened(words, WIDTH)}"
                for number, words in enumerate(self._found)]
        self.query_one("#found", Paragraph).show("\n".join(told) or "没有问过这样的话。")

    def action_take(self) -> None:
        """Give the words pointed at."""
        if self._found:
            self.dismiss(self._found[self._pointed])
