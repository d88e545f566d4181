"""What a conversation is shown with: the caller's words, replies with their basis folded, options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Collapsible

from assistant.dialogue.reply import Reply
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import day_in_words, figure_line, printable, step_line, title_of, typeset

LONGEST_SHOWN = 300
TITLE_WIDTH = 42


@dataclass(frozen=True)
class Offer:
    """Something to pick by number: words to say, or an area to belong to."""

    label: str
    words: str | None = None
    area: str | None = None


class Choice(Paragraph, can_focus=True):
    """One offer, with its number; picked with the mouse, Enter, or the number key."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "pick", "选这一项", show=False)]

    class Picked(Message):
        """This offer was picked."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, number: int, offer: Offer) -> None:
        super().__init__(f"{number}. {typeset(offer.label)}", classes="choice")
        self.offer = offer

    def on_click(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        """Tell that this offer was picked, unless its time is past."""
        if not self.has_class("past"):
            self.post_message(self.Picked(self))


class Item(Vertical):
    """One piece of the conversation, with what can be picked from it."""

    def __init__(self, *children: Widget, offers: tuple[Offer, ...] = (), classes: str = "") -> None:
        self.choices = tuple(Choice(number, offer) for number, offer in enumerate(offers, start=1))
        super().__init__(*children, *self.choices, classes=f"item {classes}")

    def close(self) -> None:
        """Say by look that nothing can be picked here any more."""
        for choice in self.choices:
            choice.add_class("past")
            choice.can_focus = False


class CallerSaid(Item):
    """What the caller said; a very long story is shown by its beginning."""

    def __init__(self, words: str) -> None:
        more = f"……（共{len(words)}个字）" if len(words) > LONGEST_SHOWN else ""
        super().__init__(Paragraph(f"您：{words[:LONGEST_SHOWN]}{more}", classes="bubble"), classes="caller")


class Told(Item):
    """A word from the program itself, with what may be picked."""

    def __init__(self, text: str, offers: tuple[Offer, ...] = (), classes: str = "") -> None:
        super().__init__(Paragraph(text), offers=offers, classes=f"told {classes}")


class Replied(Item):
    """A reply: first sentence, details, what must not be overlooked, options, basis folded under it."""

    def __init__(self, reply: Reply) -> None:
        offers = tuple(Offer(option, words=option) for option in reply.options)
        super().__init__(*_paragraphs(reply), offers=offers, classes=f"reply {reply.kind.value}")
        self._reply = reply

    def compose(self) -> ComposeResult:
        lines = list(basis_lines(self._reply))
        if lines:
            parts = (Paragraph(line) for line in lines)
            yield Basis(*parts, title=basis_title(self._reply))


class Basis(Collapsible):
    """What a reply rests on, folded until it is wanted."""

    def __init__(self, *children: Widget, title: str) -> None:
        # Plain signs: triangles are drawn one or two cells wide, depending on the terminal.
        super().__init__(*children, title=title, collapsed=True, collapsed_symbol="+", expanded_symbol="-")


def _paragraphs(reply: Reply) -> Iterator[Paragraph]:
    """What is said, without the sentence that names the sources: they stand in the fold."""
    lines = [line for line in typeset(reply.text).split("\n") if line.strip()]
    if reply.citations:
        lines = [line for line in lines if not line.startswith("依据：")] or lines
    short = typeset(reply.short).strip()
    if short and lines and lines[0].startswith(short):
        yield Paragraph(short, classes="short")
        lines[0] = lines[0].removeprefix(short).strip()
    notices = [typeset(notice).strip() for notice in reply.notices]
    for is_notice, group in groupby((line for line in lines if line), notices.__contains__):
        if is_notice:
            yield from (_notice(line) for line in group)
        else:
            yield Paragraph("\n".join(group))
    yield from (_notice(notice) for notice in notices if notice not in lines)


def _notice(text: str) -> Paragraph:
    """What must not be overlooked: marked with a word, not by its colour alone."""
    return Paragraph(f"【注意】{re.sub('^(注意|提示)：', '', text)}", classes="notice")


def basis_title(reply: Reply) -> str:
    """The first document and its date, short enough for a line, and that there is more."""
    if not reply.citations:
        return "依据：计算步骤（F3）" if reply.steps else "依据（F3）"
    first = reply.citations[0]
    documents = len({citation.document for citation in reply.citations})
    more = f"，共{documents}份文件" if documents > 1 else ""
    return f"依据：{shortened(title_of(first), TITLE_WIDTH)}（{day_in_words(first.issued)}{more}）F3开合"


def shortened(text: str, width: int) -> str:
    """The text if it fits into that many cells, or else its beginning and its last sign."""
    text = printable(text)
    if cell_len(text) <= width:
        return text
    last = text[-1]
    return set_cell_size(text, width - cell_len(last) - 2).rstrip() + "……" + last


def basis_lines(reply: Reply) -> Iterator[str]:
    """Steps not said yet, figures, and documents with their places, a line each.

    Steps point to places by number.
    """
    said = typeset(reply.text)
    for number, step in enumerate(reply.steps, start=1):
        if typeset(f"{step.label}：{step.expression}") in said:
            continue
        source = f" [{step.citation + 1}]" if step.citation is not None else ""
        yield f"第{number}步 {step_line(step)}{source}"
    # The years that a document calls "this year" are figures, too; readers need not see them.
    for figure in (figure for figure in reply.figures if figure.statement != "background"):
        yield f"数字 {figure_line(figure)}"
    places: dict[str, list[str]] = {}
    for number, citation in enumerate(reply.citations, start=1):
        document = f"{title_of(citation)}（{day_in_words(citation.issued)}）"
        places.setdefault(document, []).append(typeset(f"[{number}] {citation.locator}").rstrip())
    for document, located in places.items():
        yield f"出处 {document}：{'；'.join(located)}"
