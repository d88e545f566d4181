"""What is done with calls: a new one, switching, wrapping up, leaving the desk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant.desk.calls import Disposition, Line
from assistant.desk.export import export, summary
from assistant.ui.desk.clipboard import Clipboard
from assistant.ui.desk.screens import AskScreen, Pick, PickScreen, WrapUpScreen
from assistant.ui.desk.workers import Workers
from assistant.ui.plain import typeset


class CallActions(Workers):
    """Several calls at one desk; ended ones are written to the folder `calls`."""

    copier: Clipboard
    calls: Path

    async def action_new_line(self) -> None:
        """Put the call in hand aside and take a new one."""
        if self.board is not None:
            await self._go_to(self.board.take_new)

    def action_lines(self) -> None:
        """The calls on hold, each a key."""
        if self.board is None:
            return
        picks = [Pick(self._line_label(line), line.number, line is self.board.in_hand) for line in self.board.lines]

        async def picked(number: object) -> None:
            if isinstance(number, int) and self.board is not None:
                await self._go_to(partial(self.board.switch, number))

        self.over(PickScreen("来电", [("", picks)], "按数字切换，现在的来电会保留；Ctrl+N 接新来电　Esc 返回"), picked)

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
        self.over(WrapUpScreen(text), self._wrapped_up)

    async def _wrapped_up(self, ending: tuple[Disposition, str] | None) -> None:
        """End the call, write it to its files, and go on with the next."""
        if ending is None or self.board is None:
            return
        line = self.board.wrap_up(*ending)
        self.entry.value = self.board.in_hand.draft
        await self.show_line()
        text = summary(line, self.name_of(line.call.area))
        try:
            written, _ = await asyncio.to_thread(export, line, typeset(text), self.calls)
        except OSError as err:
            self.tell(f"来电{line.number}已结束，但没能写进文件（{err.strerror}）；小结已复制：{self.copier.copy(text)}")
            return
        self.tell(f"来电{line.number}已结束（{ending[0].value}），导出在 {written}（另有 .json）")

    def action_leave(self) -> None:
        """Ask before leaving; more so while calls are not wrapped up."""
        open_lines = sum(not line.is_untouched for line in self.board.lines) if self.board else 0
        question = f"还有{open_lines}个来电没有结束，不会保存。离开坐席台吗？" if open_lines else "离开坐席台吗？"
        self.over(AskScreen(question), lambda leave: self.exit(0) if leave else None)
