"""The line at the top of the chat: the caller's area, who the caller is, and the day whose rules are told."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from assistant.ui.plain import day_in_words, printable


class Bar(Horizontal):
    """Shows what holds for the whole conversation."""

    def compose(self) -> ComposeResult:
        yield Static("医保问答", id="name")
        yield Static(id="place")
        yield Static(id="day")

    def show(self, area: str, person: str) -> None:
        """Show the area's name (empty while unknown) and who the caller is (empty: not said)."""
        who = f"  我是：[b]{_unmarked(person)}[/b]" if person else ""
        place = f"参保地：[b]{_unmarked(area or '未选')}[/b] [@click=app.choose_area]（F2 换）[/]"
        self.query_one("#place", Static).update(place + who)

    def show_day(self, day: date) -> None:
        """Show the day whose rules are told."""
        self.query_one("#day", Static).update(f"按{day_in_words(day)}答")


def _unmarked(text: str) -> str:
    """The text without what could begin a mark-up."""
    return printable(text).replace("[", "")
