"""The interface between a call and whoever shows it: screens, command line, replay."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.dialogue.reply import Reply


class Call(Protocol):
    """One caller's conversation; its state is a function of its turns."""

    @property
    def area(self) -> str | None:
        """The id of the caller's area (`jiangmen`), None while unknown."""
        ...

    def say(self, words: str) -> Reply:
        """Take one utterance as the caller said it and give the reply."""
        ...

    def choose_area(self, area: str | None) -> None:
        """Set the caller's area by id or any name; raises `UnknownAreaError`."""
        ...


class Assistant(Protocol):
    """What the outer parts are given: it opens calls on one loaded knowledge folder."""

    def open_call(self, area: str | None = None, on: date | None = None, today: date | None = None) -> Call:
        """Start a call; `area` is an id or any name, `on` its date (None: today, not stated).

        `today` is the day on which a call that is played again was made (None: today).
        """
        ...

    def areas(self) -> tuple[tuple[str, str], ...]:
        """The areas a caller can belong to, as (id, name), in the knowledge's order."""
        ...
