"""What is done with the answer on the screen: proved, copied, noted, compared."""

from __future__ import annotations

import asyncio
from functools import partial

from assistant.desk.port import Change
from assistant.ui.desk.clipboard import Clipboard
from assistant.ui.desk.panes import plain_answer
from assistant.ui.desk.screens import ComparisonScreen, Pick, PickScreen, SourceScreen
from assistant.ui.desk.workers import Workers
from assistant.ui.plain import day_in_words, printable, typeset

UNMARKED = "unmarked"


class AnswerActions(Workers):
    """The answer of the call in hand; `copier` is the way to the clipboard."""

    copier: Clipboard

    def action_sources(self) -> None:
        """Show what the answer rests on, and the passages of the source texts."""
        shown = self.board.in_hand.shown if self.board else None
        if shown is None or self.desk is None:
            self.tell("还没有答复。")
            return
        self.over(SourceScreen(shown, self.desk.passages(shown)), key_of="sources")

    def action_copy(self) -> None:
        """Copy the answer as plain text."""
        shown = self.board.in_hand.shown if self.board else None
        self.tell(self.copier.copy(plain_answer(shown)) if shown else "还没有答复可以复制。")

    async def action_note(self) -> None:
        """Append what is typed to the call's note; with nothing typed, the answer's first sentence."""
        if self.board is None:
            return
        line = self.board.in_hand
        typed, self.entry.value = self.entry.value.strip(), ""
        text = typed or (typeset(line.shown.short) if line.shown else "")
        if not text:
            self.tell("没有可以记的：还没有答复，也没有打字。")
            return
        writing = line.note(printable(text))
        self.write(writing, f"已记入备注（共{len(line.notes)}条）。")
        await self.show_log(line)

    def action_mark(self) -> None:
        """Mark the newest reply for those who mend the knowledge."""
        line = self.board.in_hand if self.board else None
        if line is None or not line.turns:
            self.tell("还没有答复可以标记。")
            return
        if line.call.kept is None:
            self.tell("没有开记录，标记留不下来。")
            return
        from assistant.records.model import Mark

        held = line.turns[-1].mark
        marks = {Mark.REJECTED: "答非所问", Mark.UNANSWERED: "资料里没有"}
        picks = [Pick(label, mark, mark is held) for mark, label in marks.items()]
        picks += [Pick("取消标记", UNMARKED)] if held else []

        async def picked(what: object) -> None:
            if isinstance(what, Mark) or what == UNMARKED:
                mark = what if isinstance(what, Mark) else None
                self.write(line.mark(mark), "已标记，供补充知识用。" if mark else "标记已取消。")
                await self.show_log(line)

        self.over(PickScreen("这一句答得怎么样？", [("", picks)], "按数字标记最近一句；Esc 返回"), picked)

    def action_compare(self) -> None:
        """Put the newest answer beside what it would be in another city, year, or condition."""
        if self.board is None or self.desk is None or self.board.in_hand.shown is None:
            self.tell("还没有答复可以比较。")
            return
        call = self.board.in_hand.call
        held = {(chip.dimension, chip.value) for chip in call.chips}
        matters = call.depends_on
        conditions = [c for c in self.desk.conditions(call.area) if matters is None or c.dimension in matters]
        years = [call.day.replace(year=call.day.year + step, day=min(call.day.day, 28)) for step in (-1, 1)]
        groups = [
            ("城市", [Pick(name, Change(area=id_)) for id_, name in self.desk.areas() if id_ != call.area]),
            ("日期", [Pick(day_in_words(day), Change(day=day)) for day in years]),
            *((c.label, [Pick(label, Change(chip=(c.dimension, value))) for value, label in c.values
                         if (c.dimension, value) not in held]) for c in conditions),
        ]
        labels = {pick.what: pick.label for _, picks in groups for pick in picks}

        def picked(change: object) -> None:
            if isinstance(change, Change):
                self.behind(partial(self._compare, change, labels[change]), "comparison")

        self.over(PickScreen("和什么比较？", groups, "按键选；只换这一样，来电本身不变。Esc 返回"), picked, "compare")

    async def _compare(self, change: Change, label: str) -> None:
        assert self.board is not None
        line = self.board.in_hand
        try:
            other = await asyncio.to_thread(line.call.what_if, change)
        except Exception as err:  # the edge: the call goes on
            self.log.error(type(err).__name__)
            other = None
        if other is None or line.shown is None:
            self.tell("这一句没法比较。")
            return
        sides = [(f"现在：{self.conditions_of(line)}", line.shown), (f"换成：{label}", other)]
        self.over(ComparisonScreen(line.turns[-1].words, sides), key_of="compare")
