"""The small screens over the desk: picking by one key, the sources, comparing, the end of a call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import ascii_lowercase, digits
from typing import ClassVar, TypeVar

from rich.cells import set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input

from assistant.desk.calls import Disposition
from assistant.desk.port import Passage
from assistant.dialogue.reply import Reply
from assistant.text.written_days import day_of
from assistant.ui.conversation import basis_lines
from assistant.ui.desk.panes import answer_parts, basis_parts
from assistant.ui.over import Over
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import basis_of, one_line, typeset

ABOUT_READING = "先念大字的一句，再念条件；“!! 注意”的话不能漏。资料里没有的不要猜。"
HALF_WIDTH = 24
LABELS = digits[1:] + ascii_lowercase
_Result = TypeVar("_Result")


class DeskScreen(Over[_Result]):
    """A screen over the desk; Esc, and the key that opened it (`closed_by`), close it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "返回")]
    closed_by = ""

    def on_key(self, event: events.Key) -> None:
        if event.key == self.closed_by:
            event.stop()
            self.dismiss(None)


@dataclass(frozen=True)
class Pick:
    """Something to pick with one key; `current` if it holds now."""

    label: str
    what: object
    current: bool = False


class PickScreen(DeskScreen[object]):
    """Groups of things, each with a key; gives what was picked, None when nothing was."""

    def __init__(self, title: str, groups: Sequence[tuple[str, Sequence[Pick]]], hint: str) -> None:
        super().__init__()
        self._title, self._hint = title, hint
        self._groups = groups
        self._picks = [pick for _, picks in groups for pick in picks][: len(LABELS)]

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Paragraph(self._title, classes="heading")
            label = iter(LABELS)
            for name, picks in self._groups:
                told = [f"{key} {typeset(pick.label)}{'●' if pick.current else ''}"
                        for pick, key in zip(picks, label, strict=False)]
                if told:
                    yield Paragraph(f"{name}：{'　'.join(told)}" if name else "\n".join(told), classes="picks")
            yield Paragraph(self._hint, classes="hint")

    def on_key(self, event: events.Key) -> None:
        at = LABELS.find(event.character or " ")
        if 0 <= at < len(self._picks):
            event.stop()
            self.dismiss(self._picks[at].what)


class SourceScreen(DeskScreen[None]):
    """What the answer rests on, and the source passages with their figures marked 【】."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "dismiss", "返回")]

    def __init__(self, reply: Reply, passages: tuple[Passage, ...] | None) -> None:
        super().__init__()
        self._reply, self._passages = reply, passages

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog page"):
            yield Paragraph("依据（上下键、翻页键翻看；Esc 返回）", classes="heading")
            for line in basis_lines(self._reply):
                yield Paragraph(line)
            if self._passages is None:
                yield Paragraph("要看原文，请用 yibao desk --documents 文件夹 打开。", classes="hint")
            for number, passage in enumerate(self._passages or (), start=1):
                yield Paragraph(f"[{number}] {basis_of(passage.citation)}", classes="source")
                yield Paragraph(passage.missing or marked(passage))


def marked(passage: Passage) -> str:
    """The passage with each figure in 【】."""
    pieces, at = [], 0
    for start, end in passage.marks:
        if start >= at:
            pieces += [passage.text[at:start], "【", passage.text[start:end], "】"]
            at = end
    return "".join([*pieces, passage.text[at:]])


class ComparisonScreen(DeskScreen[None]):
    """Two replies to one question side by side."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "dismiss", "返回")]

    def __init__(self, question: str, sides: Sequence[tuple[str, Reply]]) -> None:
        super().__init__()
        self._question, self._sides = question, sides

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog page"):
            yield Paragraph(f"比较：{self._question}", classes="heading")
            with Horizontal(id="sides"):
                for name, reply in self._sides:
                    with VerticalScroll(classes="side"):
                        yield Paragraph(name, classes="source")
                        yield from answer_parts(reply, "", HALF_WIDTH)
                        yield from basis_parts(reply)
            yield Paragraph("Tab 换边，上下键翻看；Esc 返回", classes="hint")


class DayScreen(DeskScreen[date | None]):
    """Asks for the day whose rules are told."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self._day = day

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Paragraph("按哪一天的规定答？", classes="heading")
            yield Input(self._day.isoformat(), id="day", select_on_focus=True)
            yield Paragraph("例如 2022-12-23；回车 确定　Esc 返回", classes="hint", id="day-hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        day = day_of(event.value)
        if day is not None:
            self.dismiss(day)
        else:
            self.query_one("#day-hint", Paragraph).show("这不是有效日期；请写成 2022-12-23 这样")


class WrapUpScreen(DeskScreen[tuple[Disposition, str] | None]):
    """The summary of a call, a free note, and how the call is disposed of."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "step_back", "返回")]

    def __init__(self, summary: str) -> None:
        super().__init__()
        self._summary = summary

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog page"):
            yield Paragraph("结束来电", classes="heading")
            with VerticalScroll(id="summary", can_focus=True):
                yield Paragraph(typeset(self._summary))
            kinds = "　".join(f"{number} {kind.value}" for number, kind in enumerate(Disposition, start=1))
            yield Paragraph(f"处理结果：{kinds}", classes="source")
            yield Input(placeholder="备注（按 Tab 到这里写，写完按回车）", id="note")
            yield Paragraph("按数字就结束并导出；Esc 返回，来电不结束", classes="hint")

    def on_mount(self) -> None:
        self.query_one("#summary").focus()

    def on_key(self, event: events.Key) -> None:
        note = self.query_one("#note", Input)
        kinds = list(Disposition)
        if not note.has_focus and (event.character or "").isdecimal() and 1 <= int(event.character or 0) <= len(kinds):
            event.stop()
            self.dismiss((kinds[int(event.character or 0) - 1], one_line(note.value)))

    def on_input_submitted(self) -> None:
        self.query_one("#summary").focus()

    def action_step_back(self) -> None:
        """From the note to the summary, from there to the call."""
        if self.query_one("#note", Input).has_focus:
            self.query_one("#summary").focus()
        else:
            self.dismiss(None)


class DeskHelp(DeskScreen[None]):
    """What every key does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "dismiss", "返回")]

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog page"):
            yield Paragraph("使用说明（上下键、翻页键翻看；Esc 返回）", classes="heading")
            yield Paragraph("\n".join(f"{set_cell_size(key, 12)}{does}" for key, does in self._keys))
            yield Paragraph(ABOUT_READING, classes="hint")


class AskScreen(DeskScreen[bool]):
    """One question to be sure about; letters answer nothing, for they may be meant for the query line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", "是"),
        Binding("escape", "dismiss(False)", "否"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Paragraph(self._question, classes="heading")
            yield Paragraph("回车 是    Esc 否")


class FaultsScreen(DeskScreen[None]):
    """What is wrong with a file of settings."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "dismiss", "返回")]

    def __init__(self, title: str, file: Path | None, faults: Sequence[str]) -> None:
        super().__init__()
        self._title, self._file, self._faults = title, file, faults

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Paragraph(self._title, classes="heading")
            if self._file is not None:
                yield Paragraph(str(self._file), classes="source")
            for fault in self._faults:
                yield Paragraph(fault)
            yield Paragraph("回车 继续", classes="hint")
