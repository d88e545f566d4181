"""What stands on the chat's screen, and the keys that only concern what is shown."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from textual import events
from textual.app import ComposeResult, ScreenStackError
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from assistant.ui.bar import Bar
from assistant.ui.conversation import Basis
from assistant.ui.crash import Telling
from assistant.ui.entry import Entry
from assistant.ui.talk import Talk

SMALLEST = (40, 10)
GRACE_SECONDS = 0.4
KEYS = (
    "[@click=app.help]F1 帮助[/]  [@click=app.choose_area]F2 换参保地[/]  [@click=app.basis]F3 看依据[/]"
    "  [@click=app.take_away]F4 带走[/]  [@click=app.step_back]Esc 返回[/]  [@click=app.leave]Ctrl+C 退出[/]"
)


class ChatStage(Telling[int]):
    """The screen of one chat."""

    CSS_PATH = "chat.tcss"
    TITLE = "医保问答"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        with Vertical(id="main"):
            yield Bar(id="bar")
            yield Talk(id="conversation")
            yield Entry("打字问，按回车；或按数字选编号，0 返回", id="entry", grace_seconds=GRACE_SECONDS)
            yield Static(KEYS, id="keys")
        yield Static(id="too-small", markup=False)

    @property
    def _pane(self) -> Screen[object]:
        """The chat itself, whatever lies over it."""
        return self.screen_stack[0]

    @property
    def _talk(self) -> Talk:
        return self._pane.query_one(Talk)

    @property
    def _entry(self) -> Entry:
        return self._pane.query_one(Entry)

    def _show_day(self, day: date) -> None:
        self._pane.query_one(Bar).show_day(day)

    def on_key(self, event: events.Key) -> None:
        """What is typed while something else has the focus goes to the input line; the chat may be closing."""
        with suppress(NoMatches, ScreenStackError):
            entry = self.screen.query_one(Entry)
            if event.is_printable and event.character and not entry.has_focus:
                entry.focus()
                entry.insert_text_at_cursor(event.character)

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self._pane.set_class(small, "small")
        told = f"窗口太小（{width}×{height}）\n请放大到{SMALLEST[0]}×{SMALLEST[1]}以上"
        self._pane.query_one("#too-small", Static).update(told)

    def action_help(self) -> None:
        from assistant.ui.dialogs import HelpScreen

        self.push_screen(HelpScreen())

    def action_basis(self) -> None:
        """Unfold or fold what the newest reply rests on."""
        folds = self.query(Basis)
        if folds:
            newest = folds.last()
            newest.collapsed = not newest.collapsed
            # Twice: what was folded is laid out only with the next refresh.
            self.call_after_refresh(self.call_after_refresh, newest.scroll_visible, animate=False)

    def action_copy_or_leave(self) -> None:
        """Copy what is selected; with nothing selected, leave."""
        selected = self.screen.get_selected_text() or getattr(self.focused, "selected_text", "")
        if selected:
            self.copy_to_clipboard(selected)
        else:
            self.exit(0)

    def action_leave(self) -> None:
        self.exit(0)

    def action_leaf(self, pages: int) -> None:
        self._talk.leaf(pages)
