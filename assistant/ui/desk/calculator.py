"""A calculator in place: its facts to fill in, the result at once, and what it would be with one fact changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input

from assistant.calculator.scheme import FactValue
from assistant.desk.form import Entered, entered, prefilled
from assistant.desk.port import Form
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.ui.desk.fields import FieldRow, about
from assistant.ui.desk.keys import Keys
from assistant.ui.desk.panes import answer_parts, basis_sources, read_aloud
from assistant.ui.desk.picture import difference
from assistant.ui.desk.screens import DeskScreen
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import typeset

PICTURE_WIDTH = 30

Behind = Callable[[Callable[[], Coroutine[Any, Any, None]], str], None]
"""Does work behind the screen; of the group named only the newest goes on."""
WorkOut = Callable[[Mapping[str, FactValue], date], Reply]


@dataclass(frozen=True)
class Settled:
    """A form that was left: what stood in its fields, and what to do.

    `facts` are to become a turn of the call; None where the form was only put aside. `others` asks for another
    calculator.
    """

    written: dict[str, str]
    facts: dict[str, FactValue] | None = None
    day: date | None = None
    others: bool = False


class ResultPane(VerticalScroll):
    """What comes out, as it would be told."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, classes="side", can_focus=False)
        self.heading, self.short, self.rest = Paragraph(""), Paragraph(""), Paragraph("")

    def compose(self) -> ComposeResult:
        self.heading.add_class("source")
        self.short.add_class("result")
        yield self.heading
        yield self.short
        yield self.rest

    def show(self, heading: str, short: str, rest: list[str]) -> None:
        """Show a result under its heading."""
        self.heading.show(heading)
        self.short.show(short)
        self.rest.show("\n".join(rest))


class CalculatorScreen(DeskScreen[Settled]):
    """A form and its result; gives back what stood in it and whether it is to be told."""

    def __init__(self, form: Form, conditions: str, work_out: WorkOut, written: Mapping[str, str],
                 keys: Keys, behind: Behind) -> None:
        super().__init__()
        self._form, self._conditions, self._work_out = form, conditions, work_out
        self._written = {**prefilled(form), **written}
        self._keys, self._behind = keys, behind
        self._asks_back = {False: False, True: False}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog page"):
            yield Paragraph(typeset(f"计算：{self._form.scheme.title}　{self._conditions}"), classes="heading")
            with VerticalScroll(id="fields", can_focus=False):
                for field in self._form.fields:
                    yield FieldRow(field, self._written[field.fact.id])
            yield Paragraph("", id="about", classes="hint")
            with Horizontal(id="sides"):
                yield ResultPane("now")
                yield ResultPane("supposed")
            yield Paragraph(self._hint(), classes="hint")

    def _hint(self) -> str:
        suppose, others = self._keys.named("compare"), self._keys.named("calculator")
        return f"回车 用这个结果答　{suppose} 假设这一栏换个数　{others} 别的计算　Esc 返回"

    def on_mount(self) -> None:
        self.query_one("#supposed").display = False
        self._update()
        self._first_wanted().typed.focus()

    # The rows

    @property
    def _rows(self) -> list[FieldRow]:
        return [row for row in self.query(FieldRow) if row.display]

    def _first_wanted(self) -> FieldRow:
        now = self._entered()
        wanted = [*now.faults, *now.wanted]
        return next((row for row in self._rows if row.field.fact.id in wanted), self._rows[0])

    def _texts(self) -> dict[str, str]:
        return {row.field.fact.id: row.typed.value for row in self.query(FieldRow)}

    def _entered(self) -> Entered:
        return entered(self._form, self._texts())

    @property
    def _supposing(self) -> FieldRow | None:
        """The row whose value is put differently."""
        return next((row for row in self._rows if row.supposed is not None), None)

    def _entered_supposing(self) -> Entered | None:
        """The form with the value supposed; None while nothing is."""
        row = self._supposing
        if row is None or row.supposed is None or not row.supposed.value.strip():
            return None
        return entered(self._form, {**self._texts(), row.field.fact.id: row.supposed.value})

    def _row_in_focus(self) -> FieldRow | None:
        return next((row for row in self._rows if row.is_in_focus), None)

    # What keys do

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down"):
            self._move(-1 if event.key == "up" else 1)
        elif event.key == self._keys.of("compare"):
            self._suppose()
        elif event.key == "enter":
            self._take()
        elif event.key == self._keys.of("calculator"):
            self.dismiss(Settled(self._texts(), others=True))
        elif event.key in ("pageup", "pagedown"):
            for pane in self.query(ResultPane):
                pane.scroll_relative(y=5 if event.key == "pagedown" else -5, animate=False)
        else:
            return
        event.stop()
        event.prevent_default()

    async def action_dismiss(self, result: object = None) -> None:
        """Step back: from what is supposed to the form, from there to the call; what was typed is kept."""
        row = self._supposing
        if row is not None:
            row.stop_supposing()
            self._update()
        else:
            self.dismiss(Settled(self._texts()))

    def _move(self, steps: int) -> None:
        rows, row = self._rows, self._row_in_focus()
        place = rows.index(row) if row in rows else 0
        rows[(place + steps) % len(rows)].typed.focus()

    def _take(self) -> None:
        """Tell the result, the supposed one from its field; go to what is missing if there is none."""
        row = self._supposing
        supposing = row is not None and row.supposed is not None and row.supposed.has_focus
        now = (self._entered_supposing() if supposing else None) or self._entered()
        if now.faults or now.wanted or self._asks_back[supposing]:
            wanted = [*now.faults, *now.wanted]
            others = [each for each in self._rows if each.field.fact.id in wanted and not each.is_in_focus]
            if others:
                others[0].typed.focus()
            elif not wanted:
                self._move(1)
            return
        self.dismiss(Settled(self._texts(), now.facts, now.day))

    def _suppose(self) -> None:
        """Open a second field in the row in focus, or take it away again; there is one at most."""
        row, before = self._row_in_focus(), self._supposing
        if before is not None:
            before.stop_supposing()
        if row is not None and row is not before:
            row.suppose()
        self._update()

    # What comes out

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._update()

    def on_descendant_focus(self) -> None:
        row = self._row_in_focus()
        if row is not None:
            self.query_one("#about", Paragraph).show(about(row.field.fact))

    def _update(self) -> None:
        """Tell what is understood at once, and have the results worked out; only the newest count."""
        now = self._entered()
        for row in self.query(FieldRow):
            row.tell(now)
        supposing = self._entered_supposing()
        put_differently = self._supposing
        if supposing is not None and put_differently is not None:
            put_differently.tell(supposing)
        self.query_one("#supposed").display = put_differently is not None
        self._behind(partial(self._show, now, supposing), "calculator")

    async def _show(self, now: Entered, supposing: Entered | None) -> None:
        reply = await self._reply(now)
        self._asks_back[False] = reply is not None and reply.kind is ReplyKind.CLARIFY
        self.query_one("#now", ResultPane).show(*told("现在", now, reply))
        if self._supposing is None:
            return
        if supposing is None:
            self.query_one("#supposed", ResultPane).show("假设", "填上假设的值就算。", [])
            return
        other = await self._reply(supposing)
        self._asks_back[True] = other is not None and other.kind is ReplyKind.CLARIFY
        heading, short, rest = told("假设", supposing, other)
        more = difference(reply.amounts, other.amounts) if reply and other else []
        self.query_one("#supposed", ResultPane).show(heading, short, [*more, *rest])

    async def _reply(self, now: Entered) -> Reply | None:
        if now.faults:
            return None
        try:
            return await asyncio.to_thread(self._work_out, now.facts, now.day)
        except Exception as err:  # the edge: the form stays
            self.log.error(type(err).__name__)
            return None


def told(name: str, now: Entered, reply: Reply | None) -> tuple[str, str, list[str]]:
    """A result as heading, sentence and lines below it; what has to be mended first if there is none."""
    if now.faults:
        return name, "先改好上面带 !! 的一栏。", []
    if reply is None:
        return name, "算不出来，请换个数试试。", []
    short, rest = read_aloud(reply)
    kind = {ReplyKind.CALCULATION: "可以念", ReplyKind.CLARIFY: "还差条件"}.get(reply.kind, "资料里没有，不要猜")
    return f"{name}【{kind}】", short, [*lines_of(reply), *rest, *basis_sources(reply)]


def lines_of(reply: Reply) -> Iterator[str]:
    """Notices and the picture of a result."""
    for part in answer_parts(reply, "", PICTURE_WIDTH):
        if part.has_class("notice") or part.has_class("picture"):
            yield part.text
