"""The citizen's chat: one conversation on the screen, in front of a call that is worked on behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from assistant.dialogue.reply import Reply, ReplyKind
from assistant.ui.bar import Bar
from assistant.ui.chat_stage import ChatStage
from assistant.ui.closing import once_drawn
from assistant.ui.conversation import CallerSaid, Choice, Item, Replied, Told
from assistant.ui.crash import status_of
from assistant.ui.entry import Entry
from assistant.ui.path import Offer, Path
from assistant.ui.plain import typeset

if TYPE_CHECKING:  # the shapes of the knowledge are costly to import, and the screen comes first
    from assistant.chat.port import ChatAssistant, ChatCall
    from assistant.dialogue.call import Assistant
    from assistant.policy.model import Person
    from assistant.records.keeper import Keeper
    from assistant.ui.take_away import Wanted

WELCOME = "您好，这里答医保政策的问题，每个数字都给出处。"
TO_THE_LIST = Offer("回到问题单", back=True)
BROKEN = "【出错】这一句没能答出来，请换个说法再问{turn_to}。"
AMOUNT = "想算出钱数，请接着打字：{wanted}？"
NOTHING_TO_TAKE = "还没有答复，没有什么可以带走。"

Load = Callable[[], "ChatAssistant"]
Task = Callable[["ChatAssistant", "ChatCall"], Awaitable[None]]


class ChatApp(ChatStage):
    """One call on the screen; `failure` is what kept the knowledge from being used."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "帮助"),
        Binding("f2", "choose_area", "换参保地"),
        Binding("f3", "basis", "看依据"),
        Binding("f4", "take_away", "带走"),
        Binding("escape", "step_back", "返回"),
        Binding("ctrl+c", "copy_or_leave", "退出", priority=True),
        Binding("ctrl+q", "leave", "退出", priority=True),
        Binding("pageup", "leaf(-1)", "向前翻", priority=True),
        Binding("pagedown", "leaf(1)", "向后翻", priority=True),
    ]

    def __init__(self, load: Load, area: str | None = None, day: date | None = None,
                 clock: Callable[[], datetime] = datetime.now, notice: Callable[[], str] = str) -> None:
        super().__init__()
        self._notice, self._noticed = notice, ""
        self.failure: Exception | None = None
        self._load = load
        self._area = area
        self._day = day
        self._clock = clock
        self._begun = clock()
        self._chat: ChatAssistant | None = None
        self._path: Path | None = None
        self._turns: list[tuple[str, Reply]] = []
        self._page: Item | None = None
        self._tasks: asyncio.Queue[Task] = asyncio.Queue()

    async def on_mount(self) -> None:
        self._show_place()
        if self._day is not None:
            self._show_day(self._day)
        self._entry.focus()
        await self._add(Told(WELCOME))
        self.run_worker(once_drawn(self, self._serve), exclusive=True)

    # The call, worked on in a thread, one task after the other.

    async def _serve(self) -> None:
        """Open the knowledge, then do what the caller asks for in the order it was asked."""
        await self._talk.wait("正在打开资料……")
        try:
            chat = await asyncio.to_thread(self._load)
            call = await asyncio.to_thread(chat.open_call, self._area, self._day)
        except Exception as err:  # told once the screen is given back
            self.failure = err
            self.exit(1)
            return
        self._chat, self._path = chat, Path(chat, call.area)
        self._show_place(call)
        await self._talk.waited()
        if self._tasks.empty():
            await self._show_page()
        while True:
            task = await self._tasks.get()
            await task(chat, call)
            self._show_place(call)

    async def _ask(self, words: str, work: Callable[[ChatCall], Reply], item: str = "") -> None:
        """Show what is asked, and under it the reply once it is worked out; `item` is what was picked to be told."""
        said = CallerSaid(words)
        await self._add(said)
        await self._take_page_away()

        async def task(chat: ChatAssistant, call: ChatCall) -> None:
            await self._talk.wait("正在查……", after=said)
            try:
                reply: Reply | None = await asyncio.to_thread(work, call)
            except Exception as err:  # the edge: the conversation goes on
                self.log.error(type(err).__name__)
                reply = None
            await self._talk.waited()
            await self._add(self._failed(chat, call) if reply is None else self._replied(chat, reply, item), after=said)
            if reply is not None:
                self._turns.append((words, reply))
                if self._day is not None or reply.as_of != self._begun.date():
                    self._show_day(reply.as_of)
            await self._tell_notice()

        self._tasks.put_nowait(task)

    @staticmethod
    def _replied(chat: ChatAssistant, reply: Reply, item: str) -> Replied:
        options = tuple(Offer(option, words=option) for option in chat.answers_to(reply))
        wanted = chat.amount_wanted(item) if item and reply.kind is ReplyKind.ANSWER else ""
        hint = typeset(AMOUNT.format(wanted=wanted)) if wanted else ""
        return Replied(reply, chat.in_plain_words, (*options, TO_THE_LIST), hint)

    @staticmethod
    def _failed(chat: ChatAssistant, call: ChatCall) -> Told:
        turn_to = chat.ask_at(call.area)
        told = BROKEN.format(turn_to=f"；还是不行，请问{turn_to}" if turn_to else "")
        return Told(told, (TO_THE_LIST,), classes="failed")

    async def _say(self, words: str) -> None:
        await self._ask(words, lambda call: call.say(words))

    def _let_call(self, change: Callable[[ChatCall], None]) -> None:
        """Change what the call knows, after what is still to be answered."""

        async def task(chat: ChatAssistant, call: ChatCall) -> None:
            await asyncio.to_thread(change, call)

        self._tasks.put_nowait(task)

    # The path by numbers.

    async def _take(self, offer: Offer) -> None:
        """Do what picking this offer does."""
        if offer.words is not None:
            self._entry.remember(offer.words)
            await self._say(offer.words)
        elif offer.question is not None:
            question = offer.question
            await self._ask(question.label, lambda call: call.tell(question.id, question.label), question.id)
        elif self._path is not None:
            if offer.back and self._talk.newest is not self._page:
                await self._show_page()
                return
            self._path.take(offer)
            await self._show_page()
            if offer.area is not None or offer.person is not None:
                area, person = self._path.area, self._path.person
                self._let_call(lambda call: be_of(call, area, person))

    async def _show_page(self) -> None:
        """Show where the caller stands on the path, instead of the page before."""
        assert self._path is not None
        page = self._path.page()
        self._show_place()
        await self._take_page_away()
        self._page = Told(page.text, page.offers)
        await self._add(self._page)

    async def _take_page_away(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            await page.remove()

    # What is on the screen.

    async def _add(self, item: Item, after: Item | None = None) -> None:
        """Show one more piece of the conversation; none can be picked from while something is still to be answered."""
        pickable = self._tasks.empty()
        choices = item.choices if pickable else ()
        self._entry.options_shown = sum(choice.number > 0 for choice in choices)
        self._entry.back_shown = any(choice.number == 0 for choice in choices)
        await self._talk.add(item, after, pickable)

    async def _tell_notice(self) -> None:
        """Tell what has become of the record, where that has changed."""
        notice = self._notice()
        if notice != self._noticed:
            self._noticed = notice
            await self._add(Told(f"【提示】{notice or '记录已恢复正常。'}", classes="failed" if notice else ""))

    def _show_place(self, call: ChatCall | None = None) -> None:
        """Show area and person; an area that was told in words is followed on the path."""
        if call is not None:
            self._area = call.area
            if self._path is not None and self._tasks.empty() and call.area not in (None, self._path.area):
                self._path.move_to(str(call.area))
        elif self._path is not None:
            self._area = self._path.area
        person = self._path.person if self._path else None
        self._pane.query_one(Bar).show(self._name_of(self._area) or "", typeset(person.short) if person else "")

    def _name_of(self, area: str | None) -> str | None:
        return dict(self._chat.areas() if self._chat else ()).get(area, area) if area else None

    # What the caller does.

    async def on_entry_said(self, event: Entry.Said) -> None:
        await self._say(event.words)

    async def on_entry_picked(self, event: Entry.Picked) -> None:
        newest = self._talk.newest
        choice = newest.numbered(event.number) if newest is not None else None
        if choice is not None:
            await self._take(choice.offer)

    async def on_choice_picked(self, event: Choice.Picked) -> None:
        await self._take(event.choice.offer)
        self._entry.focus()

    def action_choose_area(self) -> None:
        async def chosen(area: str | None) -> None:
            if area is not None:
                await self._take(Offer("", area=area))

        if self._chat is not None:
            from assistant.ui.dialogs import AreaScreen

            self.push_screen(AreaScreen(self._chat.areas(), self._area), chosen)

    async def action_take_away(self) -> None:
        """Ask how and where the conversation is to be kept; in a browser it is downloaded."""
        if not self._turns:
            await self._add(Told(NOTHING_TO_TAKE, (TO_THE_LIST,) if self._path else ()))
            return
        from assistant.ui.sheet import documents_folder
        from assistant.ui.take_away import TakeAwayScreen

        self.push_screen(TakeAwayScreen(documents_folder(), asks_where=not self.is_web), self._keep)

    async def _keep(self, wanted: Wanted | None) -> None:
        """Keep the conversation as a file and say truly where it is."""
        if wanted is None or self._chat is None:
            return
        from assistant.ui.sheet import Sheet
        from assistant.ui.take_away import keep

        person = self._path.person if self._path else None
        sheet = Sheet(self._name_of(self._area) or "", typeset(person.label) if person else "", self._begun,
                      self._chat.ask_at(self._area), tuple(self._turns))
        await self._add(Told(await keep(self, sheet, self._chat.in_plain_words, wanted), (TO_THE_LIST,)))

    async def action_step_back(self) -> None:
        """One step back: to the input line, to an empty one, on the path by numbers, out."""
        entry = self._entry
        if not entry.has_focus:
            entry.focus()
        elif entry.step_back():
            return
        elif entry.back_shown:
            await self._take(TO_THE_LIST)
        else:
            from assistant.ui.dialogs import LeaveScreen

            self.push_screen(LeaveScreen(), self._left)

    async def _left(self, answer: str | None) -> None:
        if answer == "leave":
            self.exit(0)
        elif answer == "keep":
            await self.action_take_away()

def be_of(call: ChatCall, area: str | None, person: Person | None) -> None:
    """Let the caller be of this area and this kind of person."""
    call.choose_area(area)
    call.be(person)


def run_chat(load: Callable[[], Assistant], area: str | None, day: date | None,
             keeper: Callable[[], Keeper] | None = None) -> int:
    """Run the chat until the caller leaves, recorded by what `keeper` makes.

    Raises what kept the knowledge from being used.
    """

    def opened() -> ChatAssistant:
        from assistant.chat.opening import open_chat

        return open_chat(load(), keeper() if keeper else None)

    app = ChatApp(opened, area, day, notice=lambda: keeper().notice if keeper else "")
    status = app.run()
    if app.failure is not None:
        raise app.failure
    return status_of(app, status)
