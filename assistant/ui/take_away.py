"""Keeping the sheet to take away: the screen that asks how and where, and what is told once it is kept."""

from __future__ import annotations

import asyncio
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from assistant.ui.conversation import Choice, InPlainWords
from assistant.ui.over import Over
from assistant.ui.paragraph import Paragraph
from assistant.ui.path import Offer
from assistant.ui.sheet import Sheet, as_html, as_text, save

HTML, TEXT = "html", "txt"
KINDS = ((HTML, "网页文件，能打印"), (TEXT, "文字文件"))
Wanted = tuple[str, Path]
"""The file's ending and the folder that it goes to."""


class TakeAwayScreen(Over[Wanted | None]):
    """Asks for the kind of file and, where the folder is the caller's own, for the folder."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f4", "dismiss", "返回")]

    def __init__(self, folder: Path, asks_where: bool = True) -> None:
        super().__init__()
        self._folder = folder
        self._asks_where = asks_where

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Paragraph("把这次的答复带走", classes="heading")
            for number, (_, label) in enumerate(KINDS, start=1):
                yield Choice(number, Offer(label))
            if self._asks_where:
                yield Paragraph("存到这个文件夹（可以改）：", classes="where")
                yield Input(str(self._folder), id="folder", select_on_focus=False)
            yield Paragraph("按数字就存；Tab 换到文件夹；Esc 返回", classes="hint")

    def on_mount(self) -> None:
        self.query(Choice).first().focus()

    def on_key(self, event: events.Key) -> None:
        """A number keeps the sheet, unless it is typed into the folder's name."""
        typed = event.character or ""
        if typed in ("1", "2") and not isinstance(self.focused, Input):
            event.stop()
            self._keep(int(typed))
        elif event.key in ("up", "down") and not isinstance(self.focused, Input):
            event.stop()
            if event.key == "down":
                self.focus_next()
            else:
                self.focus_previous()

    def on_choice_picked(self, event: Choice.Picked) -> None:
        event.stop()
        self._keep(event.choice.number)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._keep(1)

    def _keep(self, number: int) -> None:
        typed = self.query_one("#folder", Input).value.strip() if self._asks_where else ""
        self.dismiss((KINDS[number - 1][0], Path(typed) if typed else self._folder))


async def keep(app: App[Any], sheet: Sheet, plain: InPlainWords, wanted: Wanted) -> str:
    """Keep the sheet as a file, or hand it to the browser that shows the app; say truly where it is."""
    ending, folder = wanted
    content = (as_html if ending == HTML else as_text)(sheet, plain)
    if app.is_web:
        name = f"{sheet.name}.{ending}"
        app.deliver_binary(BytesIO(content.encode()), save_filename=name)
        return f"已交给浏览器下载，文件名是 {name}。"
    try:
        return f"已存好：{await asyncio.to_thread(save, content, folder, sheet.name, ending)}"
    except OSError as err:
        return f"没能存到 {folder}（{err.strerror}）。请按F4换一个文件夹。"
