"""The query line: as in the chat, and suggestions picked by number or arrows while something is typed."""

from __future__ import annotations

import re

from textual import events
from textual.message import Message

from assistant.ui.entry import Entry

_LETTERS = re.compile(r"[a-zA-Z' ]+$")
# Textual reads Alt+digit of most terminals as the characters that a Mac's option key gives.
_OPTION_KEY = "¡™£¢∞§¶•ª"


class DeskEntry(Entry):
    """The query line; `suggested` is how many suggestions are on the screen.

    A bare digit picks a suggestion while only pinyin, or nothing, is typed; behind Chinese it may begin an amount,
    so Alt+digit picks there. Arrows and Enter pick always.
    """

    class Chosen(Message):
        """The suggestion of this number, counted from 1, was picked; `typed` is what stood in the line."""

        def __init__(self, number: int, typed: str) -> None:
            super().__init__()
            self.number = number
            self.typed = typed

    class Pointed(Message):
        """The arrows moved to the suggestion of this number; 0 is none."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:
        super().__init__(placeholder, id=id)
        self.suggested = 0
        self.recalled = False
        self._pointed = 0

    def on_key(self, event: events.Key) -> None:  # type: ignore[override]
        """Keys for the suggestions; whatever else goes on to the line itself."""
        number = self._number(event)
        if number:
            self._choose(number)
        elif event.character and event.character in _OPTION_KEY:
            pass  # a number that nothing goes by
        elif self.suggested and event.key in ("up", "down"):
            self.point_at((self._pointed + (1 if event.key == "down" else -1)) % (self.suggested + 1))
        elif self._pointed and event.key == "enter":
            self._choose(self._pointed)
        else:
            self.recalled = event.key in ("up", "down")
            return
        event.stop()
        event.prevent_default()

    def show(self, suggested: int) -> None:
        """That many suggestions are on the screen now, none of them pointed at."""
        self.suggested, self._pointed = suggested, 0

    def point_at(self, number: int) -> None:
        """Point at a suggestion; 0 points at none."""
        self._pointed = number
        self.post_message(self.Pointed(number))

    def recall(self, words: str) -> None:
        """Put words asked before into the line, to be asked again or changed."""
        self.recalled = True
        self.value = words
        self.cursor_position = len(words)
        self.focus()

    def _number(self, event: events.Key) -> int:
        """The suggestion that a key picks, 0 for none."""
        if event.key.startswith("alt+"):
            digit = event.key.removeprefix("alt+")
        elif event.character and event.character in _OPTION_KEY:
            digit = str(_OPTION_KEY.index(event.character) + 1)
        else:
            bare = _LETTERS.match(self.value) or not (self.value or self.options_shown)
            digit = event.character or "" if bare else ""
        return int(digit) if digit.isdecimal() and 1 <= int(digit) <= self.suggested else 0

    def _choose(self, number: int) -> None:
        # Told before the line is emptied: that takes the suggestions off the screen.
        self.post_message(self.Chosen(number, self.value))
        self.remember(self.value)
        self.value = ""
