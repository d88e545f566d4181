"""What the commands are run with and have in common: settings, knowledge, records, exit statuses, faults to be told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.errors import Fault, KnowledgeError
from assistant.settings import Settings
from assistant.ui.plain import printable

if TYPE_CHECKING:
    from assistant.dialogue.call import Assistant
    from assistant.records.address import Address
    from assistant.records.keeper import Keeper

FAULTY, USAGE, ASKS_BACK, REFUSED = 1, 2, 3, 4

Load = Callable[[Path], "Assistant"]


@dataclass(frozen=True)
class Surroundings:
    """What a command is run with: the settings and what opens a knowledge folder."""

    settings: Settings
    load: Load

    def at(self, knowledge: Path | None, records: str | None = None) -> Surroundings:
        """The same with another knowledge folder or another place for records, if one is named."""
        settings = self.settings
        if knowledge is not None:
            settings = replace(settings, knowledge=knowledge)
        if records is not None:
            settings = replace(settings, records=records, records_named=True)
        return replace(self, settings=settings)

    def folder(self) -> Path:
        """The knowledge folder; raises `KnowledgeError` where there is none."""
        folder = self.settings.knowledge
        if not folder.is_dir():
            raise KnowledgeError([Fault(folder, 1, "没有这个知识库文件夹", "请检查 --knowledge 或 YIBAO_KNOWLEDGE")])
        return folder

    def assistant(self) -> Assistant:
        """The assistant on the knowledge of the settings; raises `KnowledgeError`."""
        return self.load(self.folder())

    def address(self) -> Address | None:
        """Where records are kept, None for nowhere; raises a usage error for what is no such place."""
        from assistant.records.address import address_of

        try:
            return address_of(self.settings.records)
        except ValueError as err:
            raise click.UsageError(str(err)) from err

    @contextmanager
    def keeper(self, place: str) -> Iterator[Keeper]:
        """What opens calls of that kind and records them, or just opens them where nothing is to be kept."""
        from assistant.records.keeper import Keeper
        from assistant.records.model import Place
        from assistant.records.opening import recorder_at

        address = self.address()
        keeper = Keeper(recorder_at(address, self.settings.data) if address else None, Place(place))
        try:
            yield keeper
        finally:
            keeper.close()

    @contextmanager
    def keeper_behind(self, place: str) -> Iterator[Callable[[], Keeper]]:
        """The same, made when it is first asked for: behind the first screen, that need not wait for it."""
        self.address()
        with ExitStack() as opened:
            yield cache(lambda: opened.enter_context(self.keeper(place)))


def require_folder(folder: Path) -> None:
    """Raise a usage error where there is no such folder."""
    if not folder.is_dir():
        raise click.UsageError(f"没有这个文件夹：{printable(str(folder))}")


def tell_faults(faults: list[Fault]) -> None:
    """Every fault on standard error, a line each."""
    for fault in faults:
        print(printable(str(fault)), file=sys.stderr)
