"""What is done with calls: a new one, switching, wrapping up, leaving the desk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.desk.export import export, summary
from assistant.ui.desk.screens import AskScreen, Pick, PickScreen, WrapUpScreen
from assistant.ui.desk.workers import Workers
from assistant.ui.plain import typeset

if TYPE_CHECKING:
    from assistant.desk.calls import Disposition, Line
    from assistant.desk.port import DeskRecords
    from assistant.records.model import Call as Record
    from assistant.ui.desk.clipboard import Clipboard

MOST_OFFERED = 8
GIVE_UP = "give up"


class CallActions(Workers):
    """Several calls at one desk; ended ones are written to the folder `calls`."""

    copier: Clipboard
    calls: Path

    async def begin(self) -> None:
        """Offer the calls that were broken off; whoever has begun to type or to ask is told of them only."""
        records = self.desk.records if self.desk else None
        self.broken_off = await asyncio.to_thread(records.unfinished) if records else ()
        if not self.broken_off or self.board is None:
            return
        if self.entry.value or self.is_busy or not self.board.in_hand.is_untouched:
            self.tell(f"上次有{len(self.broken_off)}个来电没有结束：按 {self.keys.named('lines')} 接着办。")
            return
        hint = f"按键选；Esc 以后再说（{self.keys.named('lines')} 里还有）"
        self.over(PickScreen("上次没有结束的来电", [("", self._picks_of_broken_off())], hint), self._broken_off_picked)

    def _picks_of_broken_off(self) -> list[Pick]:
        found = self.broken_off
        picks = [Pick(f"接着办：{self._record_label(record)}", [record]) for record in found[:MOST_OFFERED]]
        picks += [Pick(f"全部接着办（{len(found)}个）", list(found))] if len(found) > 1 else []
        return [*picks, Pick("都不办了，作为中断结束", GIVE_UP)]

    def _broken_off_picked(self, what: object) -> None:
        """Go on with some of the calls that were broken off, or end them all once that is confirmed."""
        if isinstance(what, list):
            self.behind(partial(self._take_all_up, what), "taking up")
        elif what == GIVE_UP:
            question = f"上次的{len(self.broken_off)}个来电都作为中断结束吗？记录还在，但不能再接着办。"
            self.call_later(self.over, AskScreen(question), self._given_up)

    async def _take_all_up(self, found: list[Record]) -> None:
        records = self.desk.records if self.desk else None
        for record in found if records else ():
            await self._take_up(records, record)  # type: ignore[arg-type]
            self.broken_off = tuple(other for other in self.broken_off if other is not record)
            self.show_bar()

    def _given_up(self, agreed: bool | None) -> None:
        records = self.desk.records if self.desk else None
        if not agreed or records is None:
            return
        found, self.broken_off = self.broken_off, ()
        self.show_bar()

        def end() -> None:
            for record in found:
                records.give_up(record)

        self.write(end, "已作为中断结束。")

    async def _take_up(self, records: DeskRecords, record: Record) -> None:
        """Go on with a call that was broken off, as it stood."""
        assert self.board is not None
        try:
            taken = await asyncio.to_thread(records.take_up, record)
        except Exception as err:  # a call that today's knowledge can't play stays as it is
            self.log.error(type(err).__name__)
            self.tell("这个来电没能接上，记录还在。")
            return
        self.board.take_up(taken)
        await self.show_line()
        as_told = "" if taken.as_told else "；资料换过，日志里是当时的答复"
        self.tell(f"已接上{record.opened_at:%H:%M}的来电，前面的问答和备注都在{as_told}。")

    def _record_label(self, record: Record) -> str:
        words = record.turns[-1].words if record.turns else "只有备注"
        return " ".join(filter(None, (f"{record.opened_at:%m-%d %H:%M}", self.name_of(record.area), words[:20])))

    async def action_new_line(self) -> None:
        """Put the call in hand aside and take a new one."""
        if self.board is not None:
            await self._go_to(self.board.take_new)

    def action_lines(self) -> None:
        """The calls on hold, each a key."""
        if self.board is None:
            return
        picks = [Pick(self._line_label(line), line.number, line is self.board.in_hand) for line in self.board.lines]

        async def picked(what: object) -> None:
            if isinstance(what, int) and self.board is not None:
                await self._go_to(partial(self.board.switch, what))
            else:
                self._broken_off_picked(what)

        hint = f"按数字切换，现在的来电会保留；{self.keys.named('new_line')} 接新来电　Esc 返回"
        groups = [("", picks)]
        if self.broken_off:
            groups.append(("上次没有结束的", self._picks_of_broken_off()))
        self.over(PickScreen("来电", groups, hint), picked, "lines")

    def _line_label(self, line: Line) -> str:
        chips = "、".join(chip.label for chip in line.call.chips)
        last = line.turns[-1].words if line.turns else "还没有提问"
        return " ".join(filter(None, (f"来电{line.number}", self.name_of(line.call.area), chips, last[:20])))

    async def _go_to(self, take: Callable[[], Line]) -> None:
        """Put the call in hand aside with what is typed, and take another."""
        assert self.board is not None
        self.board.in_hand.draft = self.entry.value
        line = take()
        self.entry.value = line.draft
        self.suggest(line.draft)
        await self.show_line()
        self.tell(f"来电{line.number}")

    def action_wrap_up(self) -> None:
        """Show the summary of the call in hand and ask how it is disposed of."""
        if self.board is None:
            return
        line = self.board.in_hand
        if line.is_untouched:
            self.tell("这个来电还没有提问，不用结束。")
            return
        text = summary(line, self.name_of(line.call.area), line.lasts(self.clock()))
        self.over(WrapUpScreen(text), self._wrapped_up, "wrap_up")

    async def _wrapped_up(self, ending: tuple[Disposition, str] | None) -> None:
        """End the call, write it to its files, and go on with the next."""
        if ending is None or self.board is None:
            return
        line = self.board.wrap_up(*ending)
        self.entry.value = self.board.in_hand.draft
        self.suggest(self.entry.value)
        await self.show_line()
        self.write(partial(self._written_down, line, *ending))

    def _written_down(self, line: Line, disposition: Disposition, note: str) -> str:
        """Write the end of a call to its record and its files; what there is to say of it."""
        line.record_end(note)
        text = summary(line, self.name_of(line.call.area))
        try:
            written, _ = export(line, typeset(text), self.calls)
        except OSError as err:
            copied = self.call_from_thread(self.copier.copy, text)
            return f"来电{line.number}已结束，但没能写进文件（{err.strerror}）；小结已复制：{copied}"
        return f"来电{line.number}已结束（{disposition.value}），导出在 {written}（另有 .json）"

    def action_leave(self) -> None:
        """Ask before leaving; more so while calls are not wrapped up."""
        open_lines = sum(not line.is_untouched for line in self.board.lines) if self.board else 0
        after = "下次打开可以接着办" if self.desk and self.desk.records else "不会保存"
        question = f"还有{open_lines}个来电没有结束，{after}。离开坐席台吗？" if open_lines else "离开坐席台吗？"
        self.over(AskScreen(question), self._left_for_good)

    async def _left_for_good(self, leave: bool | None) -> None:
        if leave:
            await self.all_written()
            self.exit(0)
