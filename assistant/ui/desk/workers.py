"""The desk's work behind the screen: the knowledge is opened, replies and suggestions are worked out in threads.

Replies are worked out one after the other, each for the call it was asked in; of suggestions only the
newest counts.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from assistant.desk.calls import Switchboard
from assistant.desk.port import Suggested
from assistant.dialogue.reply import ReplyKind
from assistant.ui.closing import while_open
from assistant.ui.desk.panes import Suggestions
from assistant.ui.desk.stage import Stage

if TYPE_CHECKING:
    from assistant.desk.calls import Line
    from assistant.desk.port import DeskAssistant
    from assistant.dialogue.reply import Reply
    from assistant.ui.desk.keys import Keys

TALL = 32
MOST_NEAR = 3
GAP = "gap"
PAUSE_SECONDS = 0.12
# Chinese, and no letters of an unfinished word behind it.
ASKED = re.compile("[\u3400-\u9fff](?!.*[a-z]{2,}$)")
READY = "请打字：问题、关键词，或拼音首字母（如 ydjyba）。"
BY_DIGIT = "按数字选一条；↓ 也能选；回车照打的答"
BY_ALT = "Alt+数字 选一条；↓ 也能选；回车照打的答"
NEAR = "相近的有这些：按数字看；不对就照着说没有"
BROKEN = "【出错】这一句没能答出来，请换个说法再问。"

Load = Callable[[], "DeskAssistant"]
Work = Callable[[], "Reply | None"]


class Workers(Stage):
    """Asking and suggesting; `failure` is what kept the knowledge from being used."""

    def __init__(self, load: Load, area: str | None, day: date | None, clock: Callable[[], datetime],
                 keys: Keys) -> None:
        super().__init__(clock, keys)
        self.failure: Exception | None = None
        self._load, self._area, self._day = load, area, day
        self._tasks: asyncio.Queue[tuple[Line, str, Work]] = asyncio.Queue()
        self._early: list[str] = []
        self._writing = asyncio.Lock()

    # Replies, in the order of asking.

    @property
    def is_busy(self) -> bool:
        """Whether something that was asked is still to be answered."""
        return bool(self._early) or not self._tasks.empty()

    async def serve(self) -> None:
        """Open the knowledge and the first call, then answer in the order of asking."""
        try:
            self.desk = await asyncio.to_thread(self._load)
            self.board = Switchboard(partial(self.desk.open_call, self._area, self._day), self.clock)
        except Exception as err:  # told once the screen is given back
            self.failure = err
            self.exit(1)
            return
        self.set_interval(1, self.tick)
        self.tell(READY)
        await self.show_line()
        self.suggest(self.entry.value)
        self.behind(self.begin, "begin")
        for words in self._early:
            self.say(words)
        while True:
            await self._work_out(*await self._tasks.get())

    async def begin(self) -> None:
        """What is offered before the first call."""

    async def _work_out(self, line: Line, words: str, work: Work) -> None:
        try:
            reply = await asyncio.to_thread(work)
        except Exception as err:  # the edge: the call goes on
            self.log.error(type(err).__name__)
            self.tell(BROKEN)
            return
        if reply is not None and words:
            line.answered(words, reply, self.clock())
        elif reply is not None:
            line.answered_anew(reply, self.clock())
        self.tell("")
        if self.board and line is self.board.in_hand:
            await self.show_line()
            self._offer_near(line, reply)

    def _offer_near(self, line: Line, reply: Reply | None) -> None:
        """Behind a refusal that offers nothing itself, the nearest suggestions, each picked by its number."""
        if self.desk is None or self.entry.value:
            return
        self.show_suggested(Suggested(""))
        if reply is not None and reply.kind is ReplyKind.REFUSE and not reply.options and line.turns:
            self.behind(partial(self._find_near, self.desk, line, line.turns[-1].words), "suggestions")

    async def _find_near(self, desk: DeskAssistant, line: Line, words: str) -> None:
        call = line.call
        try:
            found = await asyncio.to_thread(desk.suggest, words, call.area, call.chips, call.day)
        except Exception as err:  # a help only
            self.log.error(type(err).__name__)
            return
        # What the documents don't say either is no help.
        told = tuple(offer for offer in found.suggestions if offer.statement != GAP)[:MOST_NEAR]
        if told and not self.entry.value:
            self.show_suggested(Suggested("", told))
            self.tell(NEAR)

    def say(self, words: str) -> None:
        """Ask in the call in hand; what is asked before the knowledge is open waits for it."""
        if self.board is None:
            self._early.append(words)
            return
        line = self.board.in_hand
        self.board.note_asked(words)
        self.ask(line, words, partial(line.call.say, words))

    def ask(self, line: Line, words: str, work: Work) -> None:
        """Have a reply worked out for a call; it is kept as the reply to `words`."""
        self.tell("正在查……")
        self._tasks.put_nowait((line, words, work))

    def change(self, change: Callable[[Line], None]) -> None:
        """Change what holds for the call in hand, after what is still to be answered; then answer anew."""
        if self.board is None:
            return
        line = self.board.in_hand

        def work() -> Reply | None:
            change(line)
            return line.call.answer_again()

        self.ask(line, "", work)

    # The record: written in order, behind the screen, however long that takes.

    def write(self, work: Callable[[], str | None], told: str = "") -> None:
        """Have `work` write to the record after what is still to be written; then say what it gives, or else `told`."""

        async def written() -> None:
            async with self._writing:
                given = await asyncio.to_thread(work)
            self.tell(given or told)

        self.run_worker(while_open(self, written()), group="records")

    async def all_written(self) -> None:
        """Wait until what was to be written is."""
        async with self._writing:
            return

    # Suggestions: only the newest counts.

    def suggest(self, typed: str) -> None:
        """Look for what the words typed so far may mean."""
        if self.desk is None or self.board is None:
            return
        if typed.strip():
            self.behind(partial(self._find, self.desk, self.board.in_hand, typed), "suggestions")
        else:
            self.workers.cancel_group(self, "suggestions")
            self.show_suggested(Suggested(typed))
            self.show_preview(None)

    async def _find(self, desk: DeskAssistant, line: Line, typed: str) -> None:
        most = 8 if self.size.height >= TALL else 5
        call = line.call
        try:
            found = await asyncio.to_thread(desk.suggest, typed, call.area, call.chips, call.day, most)
        except Exception as err:  # a help only: typing and asking go on
            self.log.error(type(err).__name__)
            found = Suggested(typed)
        self.show_suggested(found)
        await self._preview(line, typed)

    async def _preview(self, line: Line, typed: str) -> None:
        """Show what Enter would tell, once the typing pauses."""
        self.pane.query_one("#preview").set_class(True, "stale")
        if not ASKED.search(typed):
            self.show_preview(None)
            return
        await asyncio.sleep(PAUSE_SECONDS)
        try:
            self.show_preview(await asyncio.to_thread(line.call.preview, typed))
        except Exception as err:  # a help only
            self.log.error(type(err).__name__)
            self.show_preview(None)

    def show_suggested(self, found: Suggested) -> None:
        """Show suggestions and the conditions heard in what is typed."""
        self.pane.query_one(Suggestions).show(found.suggestions, typing=bool(found.typed))
        self.entry.show(len(found.suggestions))
        self.heard = found.chips
        self.show_chips()
        if found.suggestions:
            self.tell(BY_DIGIT if found.typed.isascii() else BY_ALT)
        elif self._tasks.empty() and self.told in (BY_DIGIT, BY_ALT):
            self.tell("")
