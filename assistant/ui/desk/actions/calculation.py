"""The calculators in place: a form filled from the call, and its result back into the call."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from assistant.ui.desk.screens import Pick, PickScreen
from assistant.ui.desk.workers import Workers

if TYPE_CHECKING:
    from assistant.desk.calls import Line
    from assistant.desk.port import Form
    from assistant.ui.desk.calculator import Settled

NO_CALCULATOR = "这里没有能用的计算。"


class CalculationActions(Workers):
    """Calculators opened, put aside and told."""

    def action_calculator(self) -> None:
        """Open the calculator that goes with the answer, or let one be picked."""
        if self.board is None:
            return
        near = self.board.in_hand.call.calculator
        if near is None:
            self.action_pick_calculator()
        else:
            self._open(near)

    def action_pick_calculator(self) -> None:
        """Every calculator of the caller's city that the conditions allow, each a key."""
        if self.board is None or self.desk is None:
            return
        call = self.board.in_hand.call
        groups: dict[str, list[Pick]] = {}
        for id_, title, area in self.desk.calculators(call.area, call.chips):
            groups.setdefault(area, []).append(Pick(title, id_))
        if not groups:
            self.tell(NO_CALCULATOR)
            return

        def picked(scheme: object) -> None:
            if isinstance(scheme, str):
                self._open(scheme)

        columns = [("", picks) for picks in groups.values()] if len(groups) == 1 else list(groups.items())
        self.over(PickScreen("算什么？", columns, "按键选；Esc 返回"), picked, "calculator")

    def _open(self, scheme: str) -> None:
        if self.board is not None:
            self.behind(partial(self._open_form, self.board.in_hand, scheme), "calculator")

    async def _open_form(self, line: Line, scheme: str) -> None:
        from assistant.ui.desk.calculator import CalculatorScreen

        try:
            form = await asyncio.to_thread(line.call.form, scheme)
        except Exception as err:  # the edge: the call goes on
            self.log.error(type(err).__name__)
            self.tell("这个计算打不开。")
            return
        screen = CalculatorScreen(form, self.conditions_of(line), partial(line.call.work_out, scheme),
                                  line.forms.get(scheme, {}), self.keys, self.behind)
        self.over(screen, partial(self._left, line, form))

    def _left(self, line: Line, form: Form, left: Settled | None) -> None:
        """Keep what was typed into the form, and tell its result if that is wanted."""
        if left is None:
            return
        from assistant.desk.form import prefilled, told_facts

        scheme = form.scheme.id
        filled = prefilled(form)
        line.forms[scheme] = {name: text for name, text in left.written.items() if text != filled.get(name, "")}
        if left.others:
            self.call_later(self.action_pick_calculator)
        elif left.facts is not None and left.day is not None:
            line.forms.pop(scheme)
            self.ask(line, told_facts(form.scheme, left.facts),
                     partial(line.call.settle, scheme, left.facts, left.day))
