"""A call as it was opened once: in the chat, at the desk or neither, in its area, on its day."""

from __future__ import annotations

from datetime import date

from assistant.dialogue.call import Assistant, Call

SCREENS = ("chat", "desk")


def open_again(assistant: Assistant, screen: str, area: str | None, day: date | None, today: date | None) -> Call:
    """A fresh call as the screen of that name opens it, or without one; raises UnknownAreaError."""
    if screen in SCREENS:
        from assistant.bootstrap import LoadedAssistant
        from assistant.chat.session import ChatSession
        from assistant.desk.session import DeskSession

        if isinstance(assistant, LoadedAssistant):
            kind = DeskSession if screen == "desk" else ChatSession
            return kind(assistant, area, day, today)
    return assistant.open_call(area, day, today)
