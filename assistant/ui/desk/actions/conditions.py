"""What holds for the call in hand: the city, the day, the caller's conditions."""

from __future__ import annotations

from datetime import date

from assistant.ui.desk.screens import DayScreen, Pick, PickScreen
from assistant.ui.desk.workers import Workers
from assistant.ui.dialogs import AreaScreen


class ConditionActions(Workers):
    """Setting, changing and removing what holds; the answer follows."""

    def action_choose_area(self) -> None:
        """Choose the caller's city."""
        if self.board is None or self.desk is None:
            return

        def chosen(area: str | None) -> None:
            if area is not None:
                self.change(lambda line: line.call.choose_area(area))

        self.over(AreaScreen(self.desk.areas(), self.board.in_hand.call.area), chosen)

    def action_choose_day(self) -> None:
        """Choose the day whose rules are told."""

        def chosen(day: date | None) -> None:
            if day is not None:
                self.change(lambda line: line.call.set_day(day))

        if self.board is not None:
            self.over(DayScreen(self.board.in_hand.call.day), chosen, "choose_day")

    def action_conditions(self) -> None:
        """Every condition that matters here, each value a key: that sets it, or takes it away if it holds."""
        if self.board is None or self.desk is None:
            return
        call = self.board.in_hand.call
        held = {(chip.dimension, chip.value) for chip in call.chips}
        groups = [
            (c.label, [Pick(label, (c.dimension, value), (c.dimension, value) in held) for value, label in c.values])
            for c in self.desk.conditions(call.area)
        ]

        def picked(what: object) -> None:
            if isinstance(what, tuple):
                dimension, value = what
                self.change(lambda line: line.call.set_chip(dimension, None if what in held else value))

        hint = f"按键就选上；●是现在的，再按就去掉；{self.keys.named('undo')} 撤销。Esc 返回"
        self.over(PickScreen("来电人的条件", groups, hint), picked, "conditions")

    def action_undo(self) -> None:
        """Take back the last change of condition, city or day; the answer follows."""
        if self.board is None or not self.board.in_hand.call.can_undo:
            self.tell("没有可以撤销的：条件、城市、日期还没有改过。")
            return
        self.change(lambda line: line.call.undo())
