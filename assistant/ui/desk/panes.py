"""The desk's panes: the call's bar, its conditions, suggestions, the answer to read aloud, basis, log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from assistant.desk.export import basis, length_of, unmarked
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.ui.conversation import basis_lines, shortened
from assistant.ui.desk.picture import payers
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import day_in_words, statement_label, typeset

if TYPE_CHECKING:
    from assistant.desk.calls import Line, Switchboard
    from assistant.desk.port import Chip, Suggestion

PICTURE_WIDTH = 40
MOST_LOGGED = 30
MOST_NAMED = 6
_SOURCE = re.compile("^依据[:：]")


def bar_text(board: Switchboard, place: str, now: datetime) -> str:
    """The call in hand in one line: number, time, city, day; the calls on hold."""
    line = board.in_hand
    held = [str(other.number) for other in board.lines if other is not line]
    lasted, day = length_of(line.lasts(now)), day_in_words(line.call.day)
    parts = [f"来电{line.number}", lasted, place or "城市未定", f"按{day}答"]
    kept = f"保留：{'、'.join(held)}" if len(held) <= MOST_NAMED else f"保留：{len(held)}个"
    return " │ ".join([*parts, *([kept] if held else [])])


def chips_text(held: tuple[Chip, ...], heard: tuple[Chip, ...], key: str) -> str:
    """The caller's conditions; those heard in what is being typed follow a plus sign. `key` sets one."""
    known = {(chip.dimension, chip.value) for chip in held}
    new = [f"+{chip.label}" for chip in heard if (chip.dimension, chip.value) not in known]
    told = [chip.label for chip in held]
    return " · ".join([*told, *new]) or f"还没有（{key} 选）"


class Suggestions(Widget):
    """What may be meant, numbered, a line each."""

    class Clicked(Message):
        """A suggestion was picked with the mouse."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.offers: tuple[Suggestion, ...] = ()
        self._pointed = self._rows = 0

    def show(self, offers: tuple[Suggestion, ...], typing: bool = False) -> None:
        """Show these; none of them is pointed at. While one is typing, the list never takes less room than before.

        So what stands below doesn't jump with each key, and the screen needn't be laid out anew.
        """
        self.offers, self._pointed = offers, 0
        rows = max(len(offers), self._rows if typing else 0)
        if rows == self._rows and self.display == bool(rows):
            self.refresh()
            return
        self.display, self._rows = bool(rows), rows
        self.styles.height = rows
        self.refresh(layout=True)

    def point_at(self, number: int) -> None:
        """Mark a suggestion by its number, 0 for none."""
        self._pointed = number
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        if event.y < len(self.offers):
            self.post_message(self.Clicked(event.y + 1))

    def render(self) -> Content:
        """Number, title, badges; an arrow marks the one pointed at."""
        width = max(self.content_size.width, 20)
        lines = [self._line(number, offer, width) for number, offer in enumerate(self.offers, start=1)]
        return Content("\n".join(lines))

    def _line(self, number: int, offer: Suggestion, width: int) -> str:
        kind = "计算" if offer.kind == "scheme" else statement_label(offer.statement)
        badge = " ".join(filter(None, (offer.area, str(offer.year or ""), kind)))
        mark = ">" if number == self._pointed else " "
        room = width - cell_len(f"{mark}{number}  〔{badge}〕")
        title = set_cell_size(shortened(typeset(offer.title), room), room)
        return f"{mark}{number} {title} 〔{badge}〕"


def heading(reply: Reply) -> str:
    """What kind of reply it is, in words, so that it isn't told by colour alone."""
    return {
        ReplyKind.ANSWER: "可以念",
        ReplyKind.CALCULATION: "算出来了，可以念",
        ReplyKind.CLARIFY: "要先问清楚",
        ReplyKind.REFUSE: "资料里没有，不要猜",
        ReplyKind.CHAT: "",
    }[reply.kind]


def read_aloud(reply: Reply) -> tuple[str, list[str]]:
    """The sentence to say first, and the paragraphs after it: without notices, options and sources."""
    short = typeset(reply.short or reply.text.split("\n")[0]).strip()
    notices = {typeset(notice).strip() for notice in reply.notices}
    lines = [line.strip() for line in typeset(reply.text).split("\n")]
    lines = [line.removeprefix(short).strip() for line in lines]
    rest = [line for line in lines if line and line not in notices and not _SOURCE.match(line)]
    return short, list(dict.fromkeys(rest))


def preview_text(reply: Reply) -> str:
    """What Enter would tell, in a line: the kind of reply and its first sentence."""
    short, _ = read_aloud(reply)
    notices = "（!! 有注意的话，按回车看全）" if reply.notices else ""
    return f"回车 → {'：'.join(filter(None, (heading(reply), short)))}{notices}"


def answer_parts(reply: Reply, conditions: str, picture_width: int = PICTURE_WIDTH) -> Iterator[Paragraph]:
    """A reply as it is read aloud and proved, top down."""
    short, rest = read_aloud(reply)
    told = heading(reply)
    if told:
        yield Paragraph(f"【{told}】{conditions}", classes="heading")
    yield Paragraph(short, classes=f"short {reply.kind.value}")
    for notice in reply.notices:
        yield Paragraph(f"!! 注意：{typeset(unmarked(notice))}", classes="notice")
    for number, option in enumerate(reply.options, start=1):
        yield Paragraph(f"{number}. {typeset(option)}", classes="option")
    yield from (Paragraph(line, classes="picture") for line in payers(reply.amounts, picture_width))
    for paragraph in rest:
        yield Paragraph(paragraph, classes="detail")


def basis_parts(reply: Reply) -> Iterator[Paragraph]:
    """What a reply rests on: steps not said yet, figures with their days, documents with their places."""
    for line in basis_lines(reply):
        yield Paragraph(line, classes="basis")


def log_parts(line: Line) -> Iterator[Paragraph]:
    """The newest of the call so far, newest first; the summary has it all."""
    from assistant.records.masking import mask

    for note in reversed(line.notes):
        yield Paragraph(f"备注 {mask(note)}", classes="note")
    for turn in line.turns[: -MOST_LOGGED - 1 : -1]:
        said = shortened(mask(turn.words), 60)
        yield Paragraph(f"{turn.at:%H:%M} 问 {said}{'【已标】' if turn.mark else ''}", classes="asked")
        yield Paragraph(shortened(typeset(turn.reply.short), 60), classes="told")


def plain_answer(reply: Reply) -> str:
    """The answer as plain text without hard line breaks inside its paragraphs."""
    short, rest = read_aloud(reply)
    notices = [f"注意：{typeset(unmarked(notice))}" for notice in reply.notices]
    return "\n".join([short, *rest, *notices, *basis_sources(reply)])


def basis_sources(reply: Reply) -> list[str]:
    """The sources in one line, if there are any."""
    return [f"依据：{typeset(basis(reply))}"] if reply.citations else []
