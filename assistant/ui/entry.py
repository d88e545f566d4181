"""Where the caller types: one line, with a history, pasted lines joined, numbers that pick options."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.timer import Timer
from textual.widgets import Input

from assistant.ui.plain import one_line

_EDITING = {
    key: binding.action for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
}


MOST_BY_ONE_KEY = 9


class Entry(Input):
    """The input line; `options_shown` is how many options a number can pick, `back_shown` whether 0 picks, too.

    A number key picks once `grace_seconds` have passed without another key: a digit may begin a question.
    """

    # What is typed scrolls inside the line, which stays as large as it is: no key lays the screen out anew.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    class Said(Message):
        """The caller has sent an utterance (never empty)."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Picked(Message):
        """The caller has picked an option by its number, counted from 1; 0 goes back."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, placeholder: str, *, id: str | None = None, grace_seconds: float = 0) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False)
        self.options_shown = 0
        self.back_shown = False
        self._grace_seconds = grace_seconds
        self._waiting: Timer | None = None
        self._history: list[str] = []
        self._place = 0
        self._draft = ""

    async def on_key(self, event: events.Key) -> None:
        """Up and down go through what was said before; a digit picks while nothing is typed.

        Keys that edit are done here and now. Left to the bindings of `Input`, they would first go up
        to the application, and characters typed meanwhile would be put in before them.
        """
        if event.key in ("up", "down"):
            self._leaf(-1 if event.key == "up" else 1)
        elif event.key == "enter":
            self._send()
        elif event.key in _EDITING:
            await self.run_action(_EDITING[event.key])
        elif not self.value and self._picks(event.character or "") and self.options_shown <= MOST_BY_ONE_KEY:
            digit = event.character or ""
            if self._grace_seconds:
                self._waiting = self.set_timer(self._grace_seconds, lambda: self._pick(digit))
                return
            self.post_message(self.Picked(int(digit)))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Several pasted lines become one utterance."""
        self.replace(one_line(event.text), *sorted(self.selection))
        event.stop()
        event.prevent_default()

    def _pick(self, digit: str) -> None:
        """Pick the option, unless the digit was gone on with or taken back."""
        if self.value == digit and self._picks(digit):
            self.value = ""
            self.post_message(self.Picked(int(digit)))

    def _send(self) -> None:
        """Hand on what was typed, as an utterance or as the number of an option."""
        if self._waiting is not None:
            self._waiting.stop()
        words = one_line(self.value)
        self.value = ""
        if not words:
            return
        if self._picks(words):
            self.post_message(self.Picked(int(words)))
            return
        self.remember(words)
        self.post_message(self.Said(words))

    def remember(self, words: str) -> None:
        """Keep `words` so that the up key brings them back."""
        if words and self._history[-1:] != [words]:
            self._history.append(words)
        self._place = len(self._history)
        self._draft = ""

    def step_back(self) -> bool:
        """Clear what is typed, keeping it in the history; tell whether there was anything."""
        words = one_line(self.value)
        self.remember(words)
        self.value = ""
        return bool(words)

    def _picks(self, words: str) -> bool:
        if not words.isdecimal() or len(words) > 2:
            return False
        return 1 <= int(words) <= self.options_shown or (self.back_shown and int(words) == 0)

    def _leaf(self, steps: int) -> None:
        if self._place == len(self._history):
            self._draft = self.value
        self._place = min(max(self._place + steps, 0), len(self._history))
        at_end = self._place == len(self._history)
        self.value = self._draft if at_end else self._history[self._place]
        self.cursor_position = len(self.value)
