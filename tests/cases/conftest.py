"""The shipped knowledge, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.policy.knowledge import Knowledge
from assistant.policy.load import load


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load(Path(__file__).parents[2] / "knowledge")
