"""What stands on the desk's screen: the parts, and how the call in hand is shown in them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import PurePath
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from assistant.desk.calls import Line, Switchboard
from assistant.desk.port import Chip, DeskAssistant
from assistant.ui.chat import SMALLEST
from assistant.ui.desk.entry import DeskEntry
from assistant.ui.desk.keys import key_bar
from assistant.ui.desk.panes import Suggestions, answer_parts, bar_text, basis_parts, chips_text, log_parts
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import printable, typeset

WIDE = 110


class Stage(App[int]):
    """The screen of one desk; `desk` and `board` are None until the knowledge is open."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../chat.tcss", "desk.tcss"]
    TITLE = "医保坐席台"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.clock = clock
        self.desk: DeskAssistant | None = None
        self.board: Switchboard | None = None
        self.heard: tuple[Chip, ...] = ()
        self.told = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="main"):
            yield Static("医保坐席台", id="call-bar", markup=False)
            yield Static("", id="chips", markup=False)
            with Horizontal(id="query"):
                yield Static("问：", id="prompt")
                yield DeskEntry("问题、关键词或拼音首字母", id="entry")
            yield Suggestions(id="suggestions")
            with Horizontal(id="body"):
                yield VerticalScroll(id="answer", can_focus=False)
                with Vertical(id="aside"):
                    yield VerticalScroll(id="basis", can_focus=False)
                    yield VerticalScroll(id="log", can_focus=False)
            yield Static("", id="record", markup=False)
            yield Static("", id="status", markup=False)
            yield Static(key_bar(), id="keys", markup=False)
        yield Static(id="too-small", markup=False)

    @property
    def pane(self) -> Screen[object]:
        """The desk itself, whatever lies over it."""
        return self.screen_stack[0]

    @property
    def entry(self) -> DeskEntry:
        """The query line."""
        return self.pane.query_one(DeskEntry)

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.pane.set_class(width < SMALLEST[0] or height < SMALLEST[1], "small")
        self.pane.set_class(width < WIDE, "narrow")
        told = f"窗口太小（{width}×{height}）\n请放大到{SMALLEST[0]}×{SMALLEST[1]}以上"
        self.pane.query_one("#too-small", Static).update(told)

    def over(self, screen: object, then: Callable[..., object] | None = None) -> None:
        """Open a screen over the desk, unless one is open already."""
        if len(self.screen_stack) == 1:
            self.push_screen(screen, then)  # type: ignore[call-overload]

    def tell(self, text: str) -> None:
        """Say something in the status line."""
        self.told = text
        self.pane.query_one("#status", Static).update(printable(text))

    def tick(self) -> None:
        """Show the time; the desk may be closing already."""
        with suppress(NoMatches, IndexError):
            self.show_bar()
            self._show_record()

    def _show_record(self) -> None:
        """Show what has become of the record, as long as there is something to say of it."""
        records = self.desk.records if self.desk else None
        notice = records.notice if records else ""
        line = self.pane.query_one("#record", Static)
        line.update(notice and f"!! {notice}")
        line.display = bool(notice)

    def show_bar(self) -> None:
        """Show the call's number, time, city and day."""
        if self.board is not None:
            place = self.name_of(self.board.in_hand.call.area)
            self.pane.query_one("#call-bar", Static).update(printable(bar_text(self.board, place, self.clock())))

    def show_chips(self) -> None:
        """Show the conditions held, and those heard in what is being typed."""
        held = self.board.in_hand.call.chips if self.board else ()
        self.pane.query_one("#chips", Static).update(f"条件：{typeset(chips_text(held, self.heard))}")

    async def show_line(self) -> None:
        """Show the call in hand: its bar, conditions, newest reply and log."""
        assert self.board is not None
        line = self.board.in_hand
        self.show_bar()
        self.show_chips()
        reply = line.shown
        self.entry.options_shown = len(reply.options) if reply else 0
        answer = [*answer_parts(reply, self.conditions_of(line)), *basis_parts(reply)] if reply else []
        await self.fill("#answer", answer)
        await self.fill("#basis", list(basis_parts(reply)) if reply else [])
        await self.show_log(line)

    async def show_log(self, line: Line) -> None:
        """Show what was asked and noted in a call."""
        await self.fill("#log", list(log_parts(line)))

    async def fill(self, pane: str, parts: list[Paragraph]) -> None:
        """Put these paragraphs, and nothing else, into a pane, from its top."""
        scroll = self.pane.query_one(pane, VerticalScroll)
        with self.batch_update():
            await scroll.remove_children()
            await scroll.mount(*parts)
        scroll.scroll_home(animate=False)

    def conditions_of(self, line: Line) -> str:
        """The city and the conditions that a call's answer holds for."""
        return " · ".join(filter(None, [self.name_of(line.call.area), *(chip.label for chip in line.call.chips)]))

    def name_of(self, area: str | None) -> str:
        """The name of an area, empty if there is none."""
        return dict(self.desk.areas()).get(area or "", "") if self.desk else ""
