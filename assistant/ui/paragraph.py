"""A piece of text on a Textual screen, wrapped by the rules of Chinese print."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from assistant.ui.plain import printable
from assistant.ui.wrap import wrap


class Paragraph(Widget):
    """Text that wraps to the width it is given; it never asks for more than it needs."""

    DEFAULT_CSS = "Paragraph { width: auto; height: auto; text-wrap: nowrap; }"

    def __init__(self, text: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.text = printable(text)

    def show(self, text: str) -> None:
        """Show another text; the screen is laid out anew only where it takes another room."""
        shown = printable(text)
        if shown != self.text:
            before, self.text = self.text, shown
            width, given = self.content_size.width, self.styles.width
            as_large = given is not None and not given.is_auto and width > 0
            self.refresh(layout=not (as_large and len(wrap(before, width)) == len(wrap(shown, width))))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Cells of the longest line, as far as there is room."""
        return min(max(cell_len(line) for line in self.text.split("\n")), container.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines the text takes at that width."""
        return len(wrap(self.text, width))

    def render(self) -> Content:
        """The wrapped lines; what stands in the text is never read as markup."""
        return Content("\n".join(wrap(self.text, self.content_size.width)))
