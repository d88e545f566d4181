"""What a conversation is shown with: the caller's words, replies with their basis folded, options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Collapsible

from assistant.dialogue.reply import Reply
from assistant.ui.paragraph import Paragraph
from assistant.ui.path import Offer
from assistant.ui.plain import day_in_words, figure_line, parts_of, printable, step_line, title_of, typeset

LONGEST_SHOWN = 300
TITLE_WIDTH = 42


InPlainWords = Callable[[Iterable[str]], list[str]]


class Choice(Paragraph, can_focus=True):
    """One offer, with its number; picked with the mouse, Enter, or the number key."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "pick", "选这一项", show=False)]

    class Picked(Message):
        """This offer was picked."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, number: int, offer: Offer) -> None:
        kind = "choice back" if offer.back else "choice"
        super().__init__(f"{number}. {typeset(offer.label)}", classes=kind)
        self.number = number
        self.offer = offer

    def on_click(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        """Tell that this offer was picked, unless its time is past."""
        if not self.has_class("past"):
            self.post_message(self.Picked(self))


class Item(Vertical):
    """One piece of the conversation, with what can be picked from it; the way back stands under the `foot`."""

    def __init__(self, *children: Widget, offers: tuple[Offer, ...] = (), foot: Iterable[Widget] = (),
                 classes: str = "") -> None:
        numbered = [*enumerate((o for o in offers if not o.back), start=1), *((0, o) for o in offers if o.back)]
        self.choices = tuple(Choice(number, offer) for number, offer in numbered)
        forth = (choice for choice in self.choices if choice.number)
        back = (choice for choice in self.choices if not choice.number)
        super().__init__(*children, *forth, *foot, *back, classes=f"item {classes}")

    def numbered(self, number: int) -> Choice | None:
        """What this number picks here; 0 goes back."""
        return next((choice for choice in self.choices if choice.number == number), None)

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
    """A reply: first sentence, details, what must not be overlooked, what may be picked, the basis folded.

    `plain` puts official terms plainly, `hint` is a last line of the program's own.
    """

    def __init__(self, reply: Reply, plain: InPlainWords = list, offers: tuple[Offer, ...] = (),
                 hint: str = "") -> None:
        hints = (Paragraph(hint, classes="hint"),) if hint else ()
        lines = [Paragraph(line) for line in basis_lines(reply)]
        foot = (Basis(*lines, title=basis_title(reply)),) if lines else ()
        super().__init__(*_paragraphs(reply, plain), *hints, offers=offers, foot=foot,
                         classes=f"reply {reply.kind.value}")


class Basis(Collapsible):
    """What a reply rests on, folded until it is wanted."""

    def __init__(self, *children: Widget, title: str) -> None:
        # Plain signs: triangles are drawn one or two cells wide, depending on the terminal.
        super().__init__(*children, title=title, collapsed=True, collapsed_symbol="+", expanded_symbol="-")


def _paragraphs(reply: Reply, plain: InPlainWords) -> Iterator[Paragraph]:
    parts = list(parts_of(reply))
    for (kind, _), text in zip(parts, plain(text for _, text in parts), strict=True):
        yield Paragraph(f"【注意】{text}" if kind == "notice" else text, classes=kind)


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
