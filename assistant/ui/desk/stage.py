"""What stands on the desk's screen: the parts, and how the call in hand is shown in them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import Static

from assistant.ui.ambiguous import QUESTION, Unambiguous, answered_wide
from assistant.ui.closing import while_open
from assistant.ui.conversation import shortened
from assistant.ui.crash import Telling
from assistant.ui.desk.entry import DeskEntry
from assistant.ui.desk.keys import Keys
from assistant.ui.desk.panes import (
    Suggestions,
    answer_parts,
    bar_text,
    basis_parts,
    chips_text,
    log_parts,
    preview_text,
)
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import typeset
from assistant.ui.room import Column, Pane, Row

if TYPE_CHECKING:
    from assistant.desk.calls import Line, Switchboard
    from assistant.desk.port import Chip, DeskAssistant
    from assistant.dialogue.reply import Reply
    from assistant.records.model import Call as Record
    from assistant.ui.desk.screens import DeskScreen

WIDE = 110
SMALLEST = (60, 16)


class Stage(Telling[int]):
    """The screen of one desk; `desk` and `board` are None until the knowledge is open.

    `draws_ambiguous_wide` tells how the terminal draws characters of ambiguous width; None: it is asked.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../chat.tcss", "desk.tcss"]
    TITLE = "医保坐席台"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, clock: Callable[[], datetime], keys: Keys) -> None:
        super().__init__()
        self.clock, self.keys = clock, keys
        self.draws_ambiguous_wide: bool | None = False
        self.set_keymap(dict(keys.by_action))
        self.desk: DeskAssistant | None = None
        self.board: Switchboard | None = None
        self.heard: tuple[Chip, ...] = ()
        self.broken_off: tuple[Record, ...] = ()
        self.told = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="main"):
            yield Static("医保坐席台", id="call-bar", markup=False)
            yield Paragraph("", id="chips")
            with Horizontal(id="query"):
                yield Static("问：", id="prompt")
                yield DeskEntry("问题、关键词或拼音首字母", id="entry")
            yield Suggestions(id="suggestions")
            yield Paragraph("", id="preview")
            with Row(id="body"):
                yield Pane(id="answer", can_focus=False)
                with Column(id="aside"):
                    yield Pane(id="basis", can_focus=False)
                    yield Pane(id="log", can_focus=False)
            yield Static("", id="record", markup=False)
            yield Paragraph("", id="status")
            yield Static("", id="keys", markup=False)
        yield Static(id="too-small", markup=False)

    @property
    def pane(self) -> Screen[object]:
        """The desk itself, whatever lies over it."""
        return self.screen_stack[0]

    @property
    def entry(self) -> DeskEntry:
        """The query line."""
        return self.pane.query_one(DeskEntry)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and ASCII for what the terminal would draw wider than it is laid out."""
        filters = super().get_line_filters()
        return [*filters, Unambiguous()] if self.draws_ambiguous_wide else filters

    def ask_width(self) -> None:
        """Ask the terminal how it draws them, unless that is known; called before anything is drawn."""
        if self.draws_ambiguous_wide is None and self._driver is not None and not self.is_web:
            self._driver.write(QUESTION)

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """The terminal's answer; until it comes they are drawn as they are."""
        if self.draws_ambiguous_wide is None:
            self.draws_ambiguous_wide = answered_wide(event)
        if self.draws_ambiguous_wide:
            for screen in self.screen_stack:
                screen.query("*").refresh()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.pane.set_class(width < SMALLEST[0] or height < SMALLEST[1], "small")
        self.pane.set_class(width < WIDE, "narrow")
        self.pane.query_one("#keys", Static).update(self.keys.bar(width - 2))
        told = f"窗口太小（{width}×{height}）\n请放大到{SMALLEST[0]}×{SMALLEST[1]}以上"
        self.pane.query_one("#too-small", Static).update(told)

    def over(self, screen: Screen[Any], then: Callable[[Any], Any] | None = None, key_of: str = "") -> None:
        """Open a screen over the desk, unless one is open already; the key of the action closes it again."""
        if len(self.screen_stack) == 1:
            if key_of:
                cast("DeskScreen[Any]", screen).closed_by = self.keys.of(key_of)
            self.push_screen(screen, then)

    def behind(self, work: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
        """Do `work` behind the screen; of a group only the newest goes on."""

        async def run() -> None:
            await while_open(self, work())

        self.run_worker(run, group=group, exclusive=True)  # type: ignore[arg-type]

    def tell(self, text: str) -> None:
        """Say something in the status line."""
        self.told = text
        self.pane.query_one("#status", Paragraph).show(text)

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
            told = bar_text(self.board, place, self.clock())
            told += f" │ 上次未结束：{len(self.broken_off)}个" if self.broken_off else ""
            told = shortened(told, self.size.width - 2)
            self.pane.query_one("#call-bar", Static).update(told, layout=False)

    def show_chips(self) -> None:
        """Show the conditions held, and those heard in what is being typed."""
        held = self.board.in_hand.call.chips if self.board else ()
        told = chips_text(held, self.heard, self.keys.named("conditions"))
        self.pane.query_one("#chips", Paragraph).show(f"条件：{typeset(told)}")

    def show_preview(self, reply: Reply | None) -> None:
        """Show what Enter would tell of what is typed; nothing for None."""
        preview = self.pane.query_one("#preview", Paragraph)
        preview.set_class(False, "stale")
        preview.display = reply is not None
        preview.show(preview_text(reply) if reply else "")

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
