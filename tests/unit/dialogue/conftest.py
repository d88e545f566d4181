"""A small knowledge of two invented cities with invented figures, wired once: the dictionary takes seconds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import LoadedAssistant, wire
from assistant.dialogue.call import Call
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from tests.unit.dialogue.invented import DAY, write_knowledge


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Where the small knowledge and its cache lie."""
    folder = tmp_path_factory.mktemp("dialogue")
    return write_knowledge(folder / "knowledge"), folder / "cache"


@pytest.fixture(scope="session")
def small(places: tuple[Path, Path]) -> LoadedAssistant:
    return wire(*places)


@pytest.fixture
def knowledge(small: LoadedAssistant) -> Knowledge:
    return small.knowledge


@pytest.fixture
def figures(knowledge: Knowledge) -> Figures:
    return Figures(knowledge)


@pytest.fixture
def read(small: LoadedAssistant) -> Callable[..., Understood]:
    """Reads an utterance of a caller from 海角市 on the day of the call."""

    def reading(words: str, home: str | None = "haijiao", today: date = DAY) -> Understood:
        return small.reader.read(words, home, today)

    return reading


@pytest.fixture
def call(small: LoadedAssistant) -> Call:
    """A call from 海角市 on the day of the call."""
    return small.open_call("haijiao", DAY)


@pytest.fixture
def open_call(small: LoadedAssistant) -> Callable[..., Call]:
    """Opens a call on the day of the call, from no city unless one is named."""

    def opened(area: str | None = None, on: date | None = DAY) -> Call:
        return small.open_call(area, on)

    return opened
