"""What a conversation is shown with: the caller's words, replies with their basis folded, options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Collapsible

from assistant.dialogue.reply import Reply
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import basis_of, figure_line, step_line

LONGEST_SHOWN = 300


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
        super().__init__(f"{number}. {offer.label}", classes="choice")
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
    text = reply.text.strip()
    short = reply.short.strip()
    if short and text.startswith(short):
        yield Paragraph(short, classes="short")
        text = text.removeprefix(short).strip()
    if text:
        yield Paragraph(text)
    for notice in reply.notices:
        if notice not in reply.text:
            yield Paragraph(f"【注意】{notice}", classes="notice")


def basis_title(reply: Reply) -> str:
    """What the fold holds, counted."""
    counted = ((len(reply.citations), "条出处"), (len(reply.figures), "个数字"), (len(reply.steps), "步计算"))
    return "依据：" + "、".join(f"{count}{what}" for count, what in counted if count) + "（F3）"


def basis_lines(reply: Reply) -> Iterator[str]:
    """Steps, figures and documents, a line each; steps point to their document by number."""
    for number, step in enumerate(reply.steps, start=1):
        source = f" [{step.citation + 1}]" if step.citation is not None else ""
        yield f"第{number}步 {step_line(step)}{source}"
    for figure in reply.figures:
        yield f"数字 {figure_line(figure)}"
    for number, citation in enumerate(reply.citations, start=1):
        yield f"出处[{number}] {basis_of(citation)}"
