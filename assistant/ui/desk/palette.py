"""The command palette in Chinese: every action of the desk, found by words, pinyin-free."""

from __future__ import annotations

from collections.abc import Callable

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from assistant.ui.desk.keys import ACTIONS, USUAL, Keys
from assistant.ui.desk.themes import NAMES

NOTHING = "没有这个命令"


class DeskCommands(Provider):
    """All actions that the desk offers, by their Chinese names."""

    def _actions(self) -> list[tuple[str, Callable[[], object]]]:
        def runs(action: str) -> Callable[[], object]:
            async def run() -> None:
                await self.app.run_action(action)

            return run

        keys: Keys = getattr(self.app, "keys", USUAL)
        actions = [(f"{action.does}（{keys.named(action.name)}）", runs(action.name)) for action in ACTIONS]
        return [*actions, *((f"配色：{label}", runs(f"set_theme('{name}')")) for name, label in NAMES.items())]

    async def discover(self) -> Hits:
        for name, run in self._actions():
            yield DiscoveryHit(name, run)

    async def search(self, query: str) -> Hits:
        found = False
        for name, run in self._actions():
            if all(character in name for character in query):
                found = True
                yield Hit(1.0, name, run)
        if not found:
            yield Hit(0.1, NOTHING, lambda: None)


def palette() -> CommandPalette:
    """The palette over the desk's actions."""
    return CommandPalette(providers=[DeskCommands], placeholder="要做什么？打几个字，上下键选，回车执行")
