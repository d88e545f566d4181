"""The small screens over the chat: help, the choice of the city, the question before leaving."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.ui.over import Over
from assistant.ui.paragraph import Paragraph

ABOUT_ASKING = "想问什么，直接打字，按回车。写错字、繁体字也听得懂。不会打字，按编号一步一步选，0 返回。"
ABOUT_KEYS = (
    ("回车", "发送"),
    ("数字", "选编号的，0 是返回"),
    ("上 下", "找回说过的话"),
    ("F1", "这份说明"),
    ("F2", "换参保地"),
    ("F3", "展开、收起依据"),
    ("F4", "带走：把答复存成文件"),
    ("翻页键", "翻看前面"),
    ("Tab", "到选项和依据"),
    ("Esc", "返回一步，最后结束"),
    ("Ctrl+C", "复制选中，或退出"),
)
ABOUT_ANSWERS = """\
每个数字都有出处：按F3看文件名、日期和位置。资料里没有的，会直说没有，不会猜。答复只供参考，办事以当地医保部门为准。
不用写姓名、身份证号、电话；记录时也会先遮掉。要带走答复就按F4。"""


def keys_in_columns(columns: int = 2, key_width: int = 9, column_width: int = 32) -> str:
    """What the keys do, in columns that line up by cells."""
    entries = [set_cell_size(set_cell_size(key, key_width) + does, column_width) for key, does in ABOUT_KEYS]
    rows = (entries[first : first + columns] for first in range(0, len(entries), columns))
    return "\n".join("".join(row).rstrip() for row in rows)


class HelpScreen(Over[None]):
    """What the keys do."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,f1,q,space", "dismiss", "返回")]

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Paragraph("使用说明", classes="heading")
            yield Paragraph(f"{ABOUT_ASKING}\n\n{keys_in_columns()}\n\n{ABOUT_ANSWERS}")
            yield Paragraph("按 Esc 返回", classes="hint")


class AreaScreen(Over[str | None]):
    """The list of areas; gives the id of the one picked, None when none was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f2", "dismiss", "返回")]

    def __init__(self, areas: tuple[tuple[str, str], ...], current: str | None) -> None:
        super().__init__()
        self._areas = areas
        self._current = current

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Paragraph("您的参保地", classes="heading")
            yield OptionList(*(self._option(number) for number in range(len(self._areas))))
            yield Paragraph("按数字，或上下键加回车；Esc 返回", classes="hint")

    def _option(self, number: int) -> Option:
        area, name = self._areas[number]
        return Option(f"{number + 1}. {name}{'（现在）' if area == self._current else ''}", id=area)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdecimal() and 1 <= int(event.character) <= len(self._areas):
            event.stop()
            self.dismiss(self._areas[int(event.character) - 1][0])


class LeaveScreen(Over[str]):
    """Asks whether the conversation is to end: gives `leave`, `stay`, or `keep` to take the sheet away first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "dismiss('leave')", "结束"),
        Binding("f4", "dismiss('keep')", "带走"),
        Binding("escape,n", "dismiss('stay')", "继续"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Paragraph("结束这次咨询吗？", classes="heading")
            yield Paragraph("回车  结束\nF4    先带走答复\nEsc   继续问")
