"""The citizen's chat: one conversation on the screen, in front of a call that is worked on behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.widgets import Static

from assistant.dialogue.call import Assistant, Call
from assistant.dialogue.reply import Reply
from assistant.ui.closing import while_open
from assistant.ui.conversation import Basis, CallerSaid, Choice, Item, Offer, Replied, Told
from assistant.ui.dialogs import AreaScreen, HelpScreen, LeaveScreen
from assistant.ui.entry import Entry
from assistant.ui.plain import printable
from assistant.ui.starters import starters

SMALLEST = (40, 10)
WELCOME = "您好，这里答医保政策的问题，每个数字都给出处。直接打字问，按回车发送。"
WHERE = "您在哪里参保？按编号选，也可以直接问。"
STARTERS = "大家常问的，按编号就行："
BROKEN = "【出错】这一句没能答出来，请换个说法再问；还是不行，请拨打12393。"
KEYS = (
    "[@click=app.help]F1 帮助[/]  [@click=app.choose_area]F2 换参保地[/]  [@click=app.basis]F3 看依据[/]"
    "  [@click=app.step_back]Esc 返回[/]  [@click=app.leave]Ctrl+C 退出[/]"
)

Load = Callable[[], Assistant]


class ChatApp(App[int]):
    """One call on the screen; `failure` is what kept the knowledge from being used."""

    CSS_PATH = "chat.tcss"
    TITLE = "医保问答"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "帮助"),
        Binding("f2", "choose_area", "换参保地"),
        Binding("f3", "basis", "看依据"),
        Binding("escape", "step_back", "返回"),
        Binding("ctrl+c", "copy_or_leave", "退出", priority=True),
        Binding("ctrl+q", "leave", "退出", priority=True),
        Binding("pageup", "leaf(-1)", "向前翻", priority=True),
        Binding("pagedown", "leaf(1)", "向后翻", priority=True),
    ]

    def __init__(self, load: Load, area: str | None = None, day: date | None = None) -> None:
        super().__init__()
        self.failure: Exception | None = None
        self._load = load
        self._area = area
        self._day = day
        self._areas: tuple[tuple[str, str], ...] = ()
        self._last: Item | None = None
        self._tasks: asyncio.Queue[Callable[[Assistant, Call], Awaitable[None]]] = asyncio.Queue()

    def compose(self) -> ComposeResult:
        with Vertical(id="main"):
            with Horizontal(id="bar"):
                yield Static("医保问答", id="name")
                yield Static(id="place")
                yield Static(id="day")
            yield VerticalScroll(id="conversation", can_focus=False)
            yield Entry("输入问题，按回车；有编号的可直接按数字", id="entry")
            yield Static(KEYS, id="keys")
        yield Static(id="too-small", markup=False)

    async def on_mount(self) -> None:
        self._show_place()
        if self._day is not None:
            self._show_day(self._day)
        self.query_one(Entry).focus()
        await self._add(Told(WELCOME))
        self.run_worker(while_open(self, self._serve()), exclusive=True)

    # The call, worked on in a thread, one task after the other.

    async def _serve(self) -> None:
        """Open the knowledge, then do what the caller asks for in the order it was asked."""
        await self._wait("正在打开资料……")
        try:
            assistant = await asyncio.to_thread(self._load)
            call = await asyncio.to_thread(assistant.open_call, self._area, self._day)
        except Exception as err:  # told once the screen is given back
            self.failure = err
            self.exit(1)
            return
        self._areas = assistant.areas()
        self._show_place(call)
        await self._begin(assistant, call)
        while True:
            task = await self._tasks.get()
            await task(assistant, call)
            self._show_place(call)

    async def _begin(self, assistant: Assistant, call: Call) -> None:
        """Offer the areas, or common questions once the area is known; not if the caller has begun."""
        offers: tuple[Offer, ...] = ()
        if self._tasks.empty():
            if call.area is None:
                offers = tuple(Offer(name, area=area) for area, name in self._areas)
            else:
                offers = await self._starters(assistant, call)
        await self._waited()
        if offers and self._tasks.empty():
            await self._add(Told(WHERE if call.area is None else STARTERS, offers))

    async def _starters(self, assistant: Assistant, call: Call) -> tuple[Offer, ...]:
        try:
            questions = await asyncio.to_thread(starters, assistant, call.area, self._day)
        except Exception as err:  # a help only: the chat goes on without it
            self.log.error(err)
            return ()
        return tuple(Offer(question, words=question) for question in questions)

    async def _say(self, words: str) -> None:
        said = CallerSaid(words)
        await self._add(said)

        async def task(assistant: Assistant, call: Call) -> None:
            await self._wait("正在查……", after=said)
            try:
                reply: Reply | None = await asyncio.to_thread(call.say, words)
            except Exception as err:  # the edge: the conversation goes on
                self.log.error(err)
                reply = None
            await self._waited()
            await self._add(Told(BROKEN, classes="failed") if reply is None else Replied(reply), after=said)
            if reply is not None and (self._day is not None or reply.as_of != date.today()):
                self._show_day(reply.as_of)

        self._tasks.put_nowait(task)

    async def _move_to(self, area: str) -> None:
        await self._add(Told(f"参保地：{self._name_of(area)}。请接着问。"))

        async def task(assistant: Assistant, call: Call) -> None:
            beginning = call.area is None
            await asyncio.to_thread(call.choose_area, area)
            offers = await self._starters(assistant, call) if beginning and self._tasks.empty() else ()
            if offers and self._tasks.empty():
                await self._add(Told(STARTERS, offers))

        self._tasks.put_nowait(task)

    # What is on the screen.

    async def _add(self, item: Item, after: Item | None = None) -> None:
        """Show one more piece of the conversation, at its end or under the words that it answers.

        Only the newest piece can be picked from, and none while something else is still to be answered.
        """
        if self._last is not None:
            self._last.close()
        if not self._tasks.empty():
            item.close()
        self._last = item
        self.query_one(Entry).options_shown = len(item.choices) if self._tasks.empty() else 0
        conversation = self.query_one("#conversation", VerticalScroll)
        await conversation.mount(item, after=after)
        self.call_after_refresh(self._bring_into_view, conversation, item)

    def _bring_into_view(self, conversation: VerticalScroll, item: Item) -> None:
        if item.size.height >= conversation.size.height:
            conversation.scroll_to_widget(item, top=True, animate=False)
        else:
            conversation.scroll_end(animate=False)

    async def _wait(self, told: str, after: Item | None = None) -> None:
        conversation = self.query_one("#conversation", VerticalScroll)
        await conversation.mount(Static(told, id="waiting", markup=False), after=after)
        conversation.scroll_end(animate=False)

    async def _waited(self) -> None:
        await self.query("#waiting").remove()

    def _show_place(self, call: Call | None = None) -> None:
        if call is not None:
            self._area = call.area
        place = self._name_of(self._area)
        shown = printable(place or "未选").replace("[", "")
        self.query_one("#place", Static).update(f"参保地：[b]{shown}[/b] [@click=app.choose_area]（F2 换）[/]")

    def _show_day(self, day: date) -> None:
        self.query_one("#day", Static).update(f"按{day.year}年{day.month}月{day.day}日答")

    def _name_of(self, area: str | None) -> str | None:
        return dict(self._areas).get(area, area) if area else None

    # What the caller does.

    async def on_entry_said(self, event: Entry.Said) -> None:
        await self._say(event.words)

    async def on_entry_picked(self, event: Entry.Picked) -> None:
        if self._last is not None and event.number <= len(self._last.choices):
            await self._take(self._last.choices[event.number - 1].offer)

    async def on_choice_picked(self, event: Choice.Picked) -> None:
        await self._take(event.choice.offer)
        self.query_one(Entry).focus()

    async def _take(self, offer: Offer) -> None:
        if offer.area is not None:
            await self._move_to(offer.area)
        elif offer.words is not None:
            self.query_one(Entry).remember(offer.words)
            await self._say(offer.words)

    def on_key(self, event: events.Key) -> None:
        """What is typed while something else has the focus goes to the input line."""
        with suppress(NoMatches):
            entry = self.screen.query_one(Entry)
            if event.is_printable and event.character and not entry.has_focus:
                entry.focus()
                entry.insert_text_at_cursor(event.character)

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self.screen_stack[0].set_class(small, "small")
        told = f"窗口太小（{width}×{height}）\n请放大到{SMALLEST[0]}×{SMALLEST[1]}以上"
        self.screen_stack[0].query_one("#too-small", Static).update(told)

    def action_help(self) -> None:
        self.push_screen(HelpScreen())

    def action_choose_area(self) -> None:
        async def chosen(area: str | None) -> None:
            if area is not None:
                await self._move_to(area)

        if self._areas:
            self.push_screen(AreaScreen(self._areas, self._area), chosen)

    def action_basis(self) -> None:
        """Unfold or fold what the newest reply rests on."""
        folds = self.query(Basis)
        if folds:
            newest = folds.last()
            newest.collapsed = not newest.collapsed
            # Twice: what was folded is laid out only with the next refresh.
            self.call_after_refresh(self.call_after_refresh, newest.scroll_visible, animate=False)

    def action_step_back(self) -> None:
        """One step back: to the input line, to an empty input line, out."""
        entry = self.query_one(Entry)
        if not entry.has_focus:
            entry.focus()
        elif not entry.step_back():
            self.push_screen(LeaveScreen(), lambda leave: self.exit(0) if leave else None)

    def action_copy_or_leave(self) -> None:
        """Copy what is selected; with nothing selected, leave."""
        selected = self.screen.get_selected_text() or getattr(self.focused, "selected_text", "")
        if selected:
            self.copy_to_clipboard(selected)
        else:
            self.exit(0)

    def action_leave(self) -> None:
        self.exit(0)

    def action_leaf(self, pages: int) -> None:
        conversation = self.query_one("#conversation", VerticalScroll)
        if pages < 0:
            conversation.scroll_page_up(animate=False)
        else:
            conversation.scroll_page_down(animate=False)


def run_chat(load: Load, area: str | None, day: date | None) -> int:
    """Run the chat until the caller leaves; raises what kept the knowledge from being used."""
    app = ChatApp(load, area, day)
    status = app.run()
    if app.failure is not None:
        raise app.failure
    return status or 0
