"""Drives a running screen as its user would: presses keys, reads what is shown."""

from __future__ import annotations

from textual.app import App
from textual.pilot import Pilot


class Driver:
    """Someone in front of a running app."""

    def __init__(self, app: App[int], pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    def shown(self) -> str:
        """The whole screen as text, a line each row."""
        rows = self.app.screen._compositor.render_strips(self.app.size)
        return "\n".join(row.text.rstrip() for row in rows)

    async def keys(self, *keys: str) -> None:
        """Press the keys, one after the other."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Type the words, a key a character."""
        await self.keys(*words)

    async def say(self, words: str) -> None:
        """Type the words and press Enter."""
        await self.keys(*words, "enter")

    async def until(self, text: str, seconds: float = 30) -> None:
        """Wait until `text` is on the screen."""
        for _ in range(int(seconds / 0.02)):
            if text in self.shown():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"{text!r} is not shown:\n{self.shown()}")

    async def until_gone(self, text: str, seconds: float = 30) -> None:
        """Wait until `text` is no longer on the screen."""
        for _ in range(int(seconds / 0.02)):
            if text not in self.shown():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"{text!r} is still shown:\n{self.shown()}")
