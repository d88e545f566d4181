"""What the cache holds of the knowledge."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant import bootstrap
from tests.functional.desk_knowledge import write_knowledge


def test_the_cache_holds_the_states_of_the_knowledge_used_last_and_nothing_else_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "MOST_KEPT", 3)
    cache = tmp_path / "cache"
    others = cache / "others"
    others.mkdir(parents=True)
    for age in range(5):
        state = cache / f"{age:032x}-1"
        state.mkdir()
        os.utime(state, (1_000_000 - age, 1_000_000 - age))
    folder = write_knowledge(tmp_path / "knowledge")
    bootstrap.wire(folder, cache)
    bootstrap.wire(folder, cache)
    kept = {path.name for path in cache.iterdir() if path.is_dir() and not path.name.startswith("pinyin")}
    assert {"others", f"{0:032x}-1", f"{1:032x}-1"} <= kept
    assert len(kept) == 4
