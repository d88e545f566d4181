"""What concerns the desk itself: help, the palette, the theme, the words asked before."""

from __future__ import annotations

from assistant.ui.desk.asked import AskedScreen
from assistant.ui.desk.configuration import Configuration
from assistant.ui.desk.palette import palette
from assistant.ui.desk.screens import DeskHelp, Pick, PickScreen
from assistant.ui.desk.themes import NAMES
from assistant.ui.desk.workers import Workers


class DeskActions(Workers):
    """The desk's own matters; `configuration` is what stays set."""

    configuration: Configuration

    def action_help(self) -> None:
        """Tell what every key does."""
        self.over(DeskHelp(self.keys.help()), key_of="help")

    def action_palette(self) -> None:
        """Offer every action by name."""
        self.over(palette())

    def action_choose_theme(self) -> None:
        """Offer the themes, each a key."""
        picks = [Pick(label, name, name == self.theme) for name, label in NAMES.items()]
        self.over(PickScreen("配色", [("", picks)], "按键选；●是现在的。Esc 返回"), self._theme_picked, "choose_theme")

    def _theme_picked(self, name: object) -> None:
        if isinstance(name, str):
            self.action_set_theme(name)

    def action_set_theme(self, name: str) -> None:
        """Use a theme from now on, and the next time."""
        self.theme = name
        kept = self.configuration.keep_theme(name)
        self.tell(f"配色：{NAMES[name]}{'' if kept else '（没能存下来，下次打开还是原来的）'}")

    def action_search_asked(self) -> None:
        """Find a question that was asked before, in any call of this desk."""

        def chosen(words: str | None) -> None:
            if words:
                self.entry.recall(words)

        if self.board is not None:
            self.over(AskedScreen(self.board.asked()), chosen, "search_asked")
