"""The conversation on the screen: its pieces in order, the newest in view, and what may be picked from."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widgets import Static

from assistant.ui.conversation import Item


class Talk(VerticalScroll):
    """All pieces of one conversation; only the newest can be picked from."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)
        self.newest: Item | None = None

    async def add(self, item: Item, after: Item | None = None, pickable: bool = True) -> None:
        """Show one more piece, at the end or under the words that it answers."""
        if self.newest is not None:
            self.newest.close()
        if not pickable:
            item.close()
        self.newest = item
        await self.mount(item, after=after)
        self.call_after_refresh(self._bring_into_view, item)

    async def wait(self, told: str, after: Item | None = None) -> None:
        """Say that something is being worked on."""
        await self.mount(Static(told, id="waiting", markup=False), after=after)
        self.scroll_end(animate=False)

    async def waited(self) -> None:
        """Take that away again."""
        await self.query("#waiting").remove()

    def leaf(self, pages: int) -> None:
        """Leaf back (-1) or on (1)."""
        if pages < 0:
            self.scroll_page_up(animate=False)
        else:
            self.scroll_page_down(animate=False)

    def _bring_into_view(self, item: Item) -> None:
        if item.size.height >= self.size.height:
            self.scroll_to_widget(item, top=True, animate=False)
        else:
            self.scroll_end(animate=False)
