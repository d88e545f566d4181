"""The operator's desk: what is typed is suggested on, answered, proved and kept, call by call.

The knowledge loads behind the first screen. Replies and suggestions are worked out in threads: replies
one after the other, each for the call it was asked in; of suggestions only the newest counts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePath
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Input, Static

from assistant.desk.calls import Disposition, Line, Switchboard
from assistant.desk.export import export, summary
from assistant.desk.port import Change, Chip, DeskAssistant, Suggested
from assistant.dialogue.reply import Reply
from assistant.ui.chat import SMALLEST
from assistant.ui.closing import while_open
from assistant.ui.desk.clipboard import Clipboard
from assistant.ui.desk.entry import DeskEntry
from assistant.ui.desk.palette import palette
from assistant.ui.desk.panes import (
    Suggestions,
    answer_parts,
    bar_text,
    basis_parts,
    chips_text,
    log_parts,
    plain_answer,
)
from assistant.ui.desk.screens import (
    AskScreen,
    ComparisonScreen,
    DayScreen,
    DeskHelp,
    Pick,
    PickScreen,
    SourceScreen,
    WrapUpScreen,
)
from assistant.ui.dialogs import AreaScreen
from assistant.ui.entry import Entry
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import day_in_words, printable, typeset

WIDE, TALL = 110, 32
OPENING = "正在打开资料……可以先打字。"
READY = "请打字：问题、关键词，或拼音首字母（如 ydjyba）。"
BY_DIGIT = "按数字选一条；↓ 也能选；回车照打的答"
BY_ALT = "Alt+数字 选一条；↓ 也能选；回车照打的答"
BROKEN = "【出错】这一句没能答出来，请换个说法再问。"
ACTIONS = (
    ("F2", "choose_area", "选城市"),
    ("F3", "sources", "看依据：每个数字的日期、出处和原文"),
    ("F4", "conditions", "选、换、去掉条件"),
    ("F5", "copy", "复制答复；再按一次换别的办法"),
    ("F6", "note", "把打的字记进备注；没打字就记答复"),
    ("F7", "lines", "来电：切换到保留的来电"),
    ("Ctrl+N", "new_line", "接新来电，现在的保留"),
    ("F8", "compare", "比较：换一个城市、年份或条件看差别"),
    ("F9", "wrap_up", "结束来电：小结、处理结果、导出"),
    ("Ctrl+T", "choose_day", "换日期：按哪一天的规定答"),
    ("F1", "help", "使用说明"),
    ("Ctrl+Q", "leave", "离开坐席台"),
)
ENTRY_KEYS = (
    ("回车", "答打的这一句；用方向键选中了建议就答那一条"),
    ("数字", "选建议（只打了拼音时）；没打字时选反问的选项"),
    ("Alt+数字", "任何时候选建议"),
    ("上 下", "选建议；没打字时找回问过的话"),
    ("翻页键", "翻看答复"),
    ("Esc", "退一步：收起建议、清空这一行、离开"),
    ("Ctrl+P", "全部命令"),
)
KEYS = "F1帮助 F2城市 F3依据 F4条件 F5复制 F6记入 F7来电 F8比较 F9结束 ^P命令 Esc返回"

_OWN = frozenset({*(action for _, action, _ in ACTIONS), "palette", "leaf", "step_back"})

Load = Callable[[], DeskAssistant]
Work = Callable[[], "Reply | None"]


class DeskApp(App[int]):
    """One operator's desk; `failure` is what kept the knowledge from being used."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../chat.tcss", "desk.tcss"]
    TITLE = "医保坐席台"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key.lower(), action, does, priority=key.startswith("Ctrl")) for key, action, does in ACTIONS),
        Binding("ctrl+p", "palette", "全部命令", priority=True),
        Binding("escape", "step_back", "返回"),
        Binding("ctrl+c", "copy_or_leave", "复制", priority=True),
        Binding("pageup", "leaf(-1)", "向前翻"),
        Binding("pagedown", "leaf(1)", "向后翻"),
    ]

    def __init__(self, load: Load, area: str | None = None, day: date | None = None, calls: Path | None = None,
                 clipboard: Clipboard | None = None, clock: Callable[[], datetime] = datetime.now) -> None:
        super().__init__()
        self.failure: Exception | None = None
        self._load, self._area, self._day = load, area, day
        self._calls = calls or calls_folder()
        self._copier = clipboard or Clipboard.here(self.copy_to_clipboard, self._calls / "clipboard.txt")
        self._clock = clock
        self._desk: DeskAssistant | None = None
        self._board: Switchboard | None = None
        self._heard: tuple[Chip, ...] = ()
        self._tasks: asyncio.Queue[tuple[Line, str, Work]] = asyncio.Queue()
        self._early: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="main"):
            yield Static("医保坐席台", id="call-bar", markup=False)
            yield Static("", id="chips", markup=False)
            with Horizontal(id="query"):
                yield Static("问：", id="prompt")
                yield DeskEntry("问题、关键词或拼音首字母", id="entry")
            yield Suggestions(id="suggestions")
            with Horizontal(id="body"):
                yield VerticalScroll(id="answer", can_focus=False)
                with Vertical(id="aside"):
                    yield VerticalScroll(id="basis", can_focus=False)
                    yield VerticalScroll(id="log", can_focus=False)
            yield Static("", id="status", markup=False)
            yield Static(KEYS, id="keys", markup=False)
        yield Static(id="too-small", markup=False)

    async def on_mount(self) -> None:
        self._pane.query_one(Suggestions).show(())
        self._pane.query_one(Entry).focus()
        self._tell(OPENING)
        self.run_worker(while_open(self, self._serve()), group="replies")

    # Replies, worked out one after the other.

    async def _serve(self) -> None:
        """Open the knowledge and the first call, then answer in the order of asking."""
        try:
            self._desk = await asyncio.to_thread(self._load)
            self._board = Switchboard(partial(self._desk.open_call, self._area, self._day), self._clock)
        except Exception as err:  # told once the screen is given back
            self.failure = err
            self.exit(1)
            return
        self.set_interval(1, self._tick)
        self._tell(READY)
        await self._show_line()
        self._suggest(self._pane.query_one(DeskEntry).value)
        for words in self._early:
            self._say(words)
        while True:
            await self._work_out(*await self._tasks.get())

    async def _work_out(self, line: Line, words: str, work: Work) -> None:
        try:
            reply = await asyncio.to_thread(work)
        except Exception as err:  # the edge: the call goes on
            self.log.error(err)
            self._tell(BROKEN)
            return
        if reply is not None and words:
            line.answered(words, reply, self._clock())
        elif reply is not None:
            line.answered_anew(reply, self._clock())
        self._tell("")
        if self._board and line is self._board.in_hand:
            await self._show_line()

    def _say(self, words: str) -> None:
        if self._board is None:
            self._early.append(words)
            return
        line = self._board.in_hand
        self._ask(line, words, partial(line.call.say, words))

    def _ask(self, line: Line, words: str, work: Work) -> None:
        self._tell("正在查……")
        self._tasks.put_nowait((line, words, work))

    def _change(self, change: Callable[[Line], None]) -> None:
        """Change what holds for the call in hand, after what is still to be answered; then answer anew."""
        if self._board is None:
            return
        line = self._board.in_hand

        def work() -> Reply | None:
            change(line)
            return line.call.answer_again()

        self._ask(line, "", work)

    # Suggestions: only the newest counts.

    def on_input_changed(self, event: Input.Changed) -> None:
        if isinstance(event.input, DeskEntry):
            self._suggest("" if event.input.recalled else event.value)

    def _suggest(self, typed: str) -> None:
        if self._desk is None or self._board is None:
            return
        if typed.strip():
            search = self._find(self._desk, self._board.in_hand, typed)
            self.run_worker(while_open(self, search), group="suggestions", exclusive=True)
        else:
            self.workers.cancel_group(self, "suggestions")
            self._show_suggested(Suggested(typed))

    async def _find(self, desk: DeskAssistant, line: Line, typed: str) -> None:
        most = 8 if self.size.height >= TALL else 5
        call = line.call
        try:
            found = await asyncio.to_thread(desk.suggest, typed, call.area, call.chips, call.day, most)
        except Exception as err:  # a help only: typing and asking go on
            self.log.error(err)
            found = Suggested(typed)
        self._show_suggested(found)

    def _show_suggested(self, found: Suggested) -> None:
        self._pane.query_one(Suggestions).show(found.suggestions)
        self._pane.query_one(DeskEntry).show(len(found.suggestions))
        self._heard = found.chips
        self._show_chips()
        if found.suggestions:
            self._tell(BY_DIGIT if found.typed.isascii() else BY_ALT)
        elif self._tasks.empty():
            self._tell("")

    # What is on the screen.

    def _tell(self, text: str) -> None:
        self._pane.query_one("#status", Static).update(printable(text))

    @property
    def _pane(self) -> Screen[object]:
        """The desk itself, whatever lies over it."""
        return self.screen_stack[0]

    def _tick(self) -> None:
        """Show the time; the desk may be closing already."""
        with suppress(NoMatches, IndexError):
            self._show_bar()

    def _show_bar(self) -> None:
        if self._board is not None:
            place = self._name_of(self._board.in_hand.call.area)
            self._pane.query_one("#call-bar", Static).update(printable(bar_text(self._board, place, self._clock())))

    def _show_chips(self) -> None:
        held = self._board.in_hand.call.chips if self._board else ()
        self._pane.query_one("#chips", Static).update(f"条件：{typeset(chips_text(held, self._heard))}")

    async def _show_line(self) -> None:
        """Show the call in hand: its bar, conditions, newest reply and log."""
        assert self._board is not None
        line = self._board.in_hand
        self._show_bar()
        self._show_chips()
        reply = line.shown
        self._pane.query_one(DeskEntry).options_shown = len(reply.options) if reply else 0
        conditions = " · ".join(filter(None, [self._name_of(line.call.area), *(c.label for c in line.call.chips)]))
        answer = [*answer_parts(reply, conditions), *basis_parts(reply)] if reply else []
        await self._fill("#answer", answer)
        await self._fill("#basis", list(basis_parts(reply)) if reply else [])
        await self._fill("#log", list(log_parts(line)))

    async def _fill(self, pane: str, parts: list[Paragraph]) -> None:
        scroll = self._pane.query_one(pane, VerticalScroll)
        with self.batch_update():
            await scroll.remove_children()
            await scroll.mount(*parts)
        scroll.scroll_home(animate=False)

    def _name_of(self, area: str | None) -> str:
        return dict(self._desk.areas()).get(area or "", "") if self._desk else ""

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self._pane.set_class(width < SMALLEST[0] or height < SMALLEST[1], "small")
        self._pane.set_class(width < WIDE, "narrow")
        told = f"窗口太小（{width}×{height}）\n请放大到{SMALLEST[0]}×{SMALLEST[1]}以上"
        self._pane.query_one("#too-small", Static).update(told)

    # What the operator does.

    def on_entry_said(self, event: Entry.Said) -> None:
        self._say(event.words)

    def on_entry_picked(self, event: Entry.Picked) -> None:
        """A number for an option of the newest reply: the call is told the option's words."""
        shown = self._board.in_hand.shown if self._board else None
        if shown is not None and event.number <= len(shown.options):
            self._say(shown.options[event.number - 1])

    def on_desk_entry_chosen(self, event: DeskEntry.Chosen) -> None:
        offers = self._pane.query_one(Suggestions).offers
        if self._board is not None and event.number <= len(offers):
            line, offer = self._board.in_hand, offers[event.number - 1]
            self._ask(line, offer.title, partial(line.call.tell, offer.id, event.typed))

    def on_desk_entry_pointed(self, event: DeskEntry.Pointed) -> None:
        self._pane.query_one(Suggestions).point_at(event.number)

    def on_suggestions_clicked(self, event: Suggestions.Clicked) -> None:
        entry = self._pane.query_one(DeskEntry)
        self.on_desk_entry_chosen(DeskEntry.Chosen(event.number, entry.value))
        entry.value = ""

    def on_key(self, event: events.Key) -> None:
        """What is typed while something else has the focus goes to the query line."""
        with suppress(NoMatches):
            entry = self.screen.query_one(DeskEntry)
            if event.is_printable and event.character and not entry.has_focus:
                entry.focus()
                entry.insert_text_at_cursor(event.character)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The desk's own actions wait while a screen lies over it."""
        return len(self.screen_stack) == 1 or action not in _OWN

    def action_step_back(self) -> None:
        """One step back: the suggestions, what is typed, then out."""
        entry = self._pane.query_one(DeskEntry)
        if not entry.has_focus:
            entry.focus()
        elif entry.suggested:
            self._show_suggested(Suggested(entry.value))
        elif not entry.step_back():
            self.action_leave()

    def action_leave(self) -> None:
        """Ask before leaving; more so while calls are not wrapped up."""
        open_lines = sum(not line.is_untouched for line in self._board.lines) if self._board else 0
        question = f"还有{open_lines}个来电没有结束，不会保存。离开坐席台吗？" if open_lines else "离开坐席台吗？"
        self._over(AskScreen(question), lambda leave: self.exit(0) if leave else None)

    def action_copy_or_leave(self) -> None:
        """Copy what is selected; with nothing selected, ask whether to leave."""
        selected = self.screen.get_selected_text() or getattr(self.focused, "selected_text", "")
        if selected:
            self._tell(self._copier.copy(selected))
        else:
            self.action_leave()

    def action_leaf(self, pages: int) -> None:
        answer = self._pane.query_one("#answer", VerticalScroll)
        if pages < 0:
            answer.scroll_page_up(animate=False)
        else:
            answer.scroll_page_down(animate=False)

    def action_help(self) -> None:
        self._over(DeskHelp((*ENTRY_KEYS, *((key, does) for key, _, does in ACTIONS))))

    def action_palette(self) -> None:
        self._over(palette())

    def _over(self, screen: object, then: Callable[..., object] | None = None) -> None:
        """Open a screen over the desk, unless one is open already."""
        if len(self.screen_stack) == 1:
            self.push_screen(screen, then)  # type: ignore[call-overload]

    def action_choose_area(self) -> None:
        if self._board is None or self._desk is None:
            return

        def chosen(area: str | None) -> None:
            if area is not None:
                self._change(lambda line: line.call.choose_area(area))

        self._over(AreaScreen(self._desk.areas(), self._board.in_hand.call.area), chosen)

    def action_choose_day(self) -> None:
        if self._board is not None:
            self._over(DayScreen(self._board.in_hand.call.day), self._move_to_day)

    def _move_to_day(self, day: date | None) -> None:
        if day is not None:
            self._change(lambda line: line.call.set_day(day))

    def action_conditions(self) -> None:
        """Every condition that matters here, each value a key: that sets it, or takes it away if it holds."""
        if self._board is None or self._desk is None:
            return
        call = self._board.in_hand.call
        held = {(chip.dimension, chip.value) for chip in call.chips}
        groups = [
            (c.label, [Pick(label, (c.dimension, value), (c.dimension, value) in held) for value, label in c.values])
            for c in self._desk.conditions(call.area)
        ]

        def picked(what: object) -> None:
            if isinstance(what, tuple):
                dimension, value = what
                self._change(lambda line: line.call.set_chip(dimension, None if what in held else value))

        self._over(PickScreen("来电人的条件", groups, "按键就选上；●是现在的，再按就去掉。Esc 返回"), picked)

    def action_sources(self) -> None:
        shown = self._board.in_hand.shown if self._board else None
        if shown is None or self._desk is None:
            self._tell("还没有答复。")
            return
        self._over(SourceScreen(shown, self._desk.passages(shown)))

    def action_copy(self) -> None:
        shown = self._board.in_hand.shown if self._board else None
        self._tell(self._copier.copy(plain_answer(shown)) if shown else "还没有答复可以复制。")

    async def action_note(self) -> None:
        """Append what is typed to the call's note; with nothing typed, the answer's first sentence."""
        if self._board is None:
            return
        line, entry = self._board.in_hand, self._pane.query_one(DeskEntry)
        typed, entry.value = entry.value.strip(), ""
        text = typed or (typeset(line.shown.short) if line.shown else "")
        if not text:
            self._tell("没有可以记的：还没有答复，也没有打字。")
            return
        line.notes.append(printable(text))
        self._tell(f"已记入备注（共{len(line.notes)}条）。")
        await self._fill("#log", list(log_parts(line)))

    async def action_new_line(self) -> None:
        if self._board is not None:
            await self._go_to(self._board.take_new)

    def action_lines(self) -> None:
        """The calls on hold, each a key."""
        if self._board is None:
            return
        picks = [Pick(self._line_label(line), line.number, line is self._board.in_hand) for line in self._board.lines]

        async def picked(number: object) -> None:
            if isinstance(number, int) and self._board is not None:
                await self._go_to(partial(self._board.switch, number))

        self._over(PickScreen("来电", [("", picks)], "按数字切换，现在的来电会保留；Ctrl+N 接新来电　Esc 返回"), picked)

    def _line_label(self, line: Line) -> str:
        chips = "、".join(chip.label for chip in line.call.chips)
        last = line.turns[-1].words if line.turns else "还没有提问"
        return " ".join(filter(None, (f"来电{line.number}", self._name_of(line.call.area), chips, last[:20])))

    async def _go_to(self, take: Callable[[], Line]) -> None:
        """Put the call in hand aside with what is typed, and take another."""
        assert self._board is not None
        entry = self._pane.query_one(DeskEntry)
        self._board.in_hand.draft = entry.value
        line = take()
        entry.value = line.draft
        await self._show_line()
        self._tell(f"来电{line.number}")

    def action_compare(self) -> None:
        """Put the newest answer beside what it would be in another city, year, or condition."""
        if self._board is None or self._desk is None or self._board.in_hand.shown is None:
            self._tell("还没有答复可以比较。")
            return
        call = self._board.in_hand.call
        held = {(chip.dimension, chip.value) for chip in call.chips}
        years = [call.day.replace(year=call.day.year + step, day=min(call.day.day, 28)) for step in (-1, 1)]
        groups = [
            ("城市", [Pick(name, Change(area=id_)) for id_, name in self._desk.areas() if id_ != call.area]),
            ("日期", [Pick(day_in_words(day), Change(day=day)) for day in years]),
            *((c.label, [Pick(label, Change(chip=(c.dimension, value))) for value, label in c.values
                         if (c.dimension, value) not in held]) for c in self._desk.conditions(call.area)),
        ]
        labels = {pick.what: pick.label for _, picks in groups for pick in picks}

        def picked(change: object) -> None:
            if isinstance(change, Change):
                comparison = self._compare(change, labels[change])
                self.run_worker(while_open(self, comparison), group="comparison", exclusive=True)

        self._over(PickScreen("和什么比较？", groups, "按键选；只换这一样，来电本身不变。Esc 返回"), picked)

    async def _compare(self, change: Change, label: str) -> None:
        assert self._board is not None
        line = self._board.in_hand
        try:
            other = await asyncio.to_thread(line.call.what_if, change)
        except Exception as err:  # the edge: the call goes on
            self.log.error(err)
            other = None
        if other is None or line.shown is None:
            self._tell("这一句没法比较。")
            return
        now = " · ".join([self._name_of(line.call.area), *(chip.label for chip in line.call.chips)])
        self._over(ComparisonScreen(line.turns[-1].words, [(f"现在：{now}", line.shown), (f"换成：{label}", other)]))

    def action_wrap_up(self) -> None:
        if self._board is None:
            return
        line = self._board.in_hand
        if line.is_untouched:
            self._tell("这个来电还没有提问，不用结束。")
            return
        text = summary(line, self._name_of(line.call.area), line.lasts(self._clock()))
        self._over(WrapUpScreen(text), self._wrapped_up)

    async def _wrapped_up(self, ending: tuple[Disposition, str] | None) -> None:
        """End the call, write it to its files, and go on with the next."""
        if ending is None or self._board is None:
            return
        line = self._board.wrap_up(*ending)
        self._pane.query_one(DeskEntry).value = self._board.in_hand.draft
        await self._show_line()
        text = summary(line, self._name_of(line.call.area))
        try:
            written, _ = await asyncio.to_thread(export, line, typeset(text), self._calls)
        except OSError as err:
            self._tell(f"来电{line.number}已结束，但没能写进文件（{err.strerror}）；小结已复制：{self._copier.copy(text)}")
            return
        self._tell(f"来电{line.number}已结束（{ending[0].value}），导出在 {written}（另有 .json）")


def calls_folder() -> Path:
    """The folder that the system keeps for this program's data, with a part for calls."""
    from platformdirs import user_data_path

    return user_data_path("yibao", appauthor=False) / "calls"


def run_desk(load: Callable[[], object], area: str | None, day: date | None, documents: Path | None,
             calls: Path | None) -> int:
    """Run the desk until the operator leaves; raises what kept the knowledge from being used."""

    def opened() -> DeskAssistant:
        from assistant.desk.opening import open_desk

        return open_desk(load(), documents)  # type: ignore[arg-type]

    app = DeskApp(opened, area, day, calls)
    status = app.run()
    if app.failure is not None:
        raise app.failure
    return status or 0
