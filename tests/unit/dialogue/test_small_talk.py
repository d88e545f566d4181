"""What asks nothing is known for what it is, in Latin letters too."""

from __future__ import annotations

import pytest

from assistant.dialogue.hearing.small_talk import small_talk


@pytest.mark.parametrize(("text", "kind"), [
    ("好的", "acknowledged"), ("ok", "acknowledged"), ("OK了", "acknowledged"), ("OK啦", "acknowledged"),
    ("haha", "acknowledged"),
    ("thx", "thanks"), ("好的,thanks", "thanks"), ("谢谢你", "thanks"), ("hello", "greeting"), ("再见", "bye"),
    ("...", "empty"),
])
def test_small_talk_is_known(text: str, kind: str) -> None:
    assert small_talk(text) == kind


@pytest.mark.parametrize("text", ["DRG", "ok那退休的呢", "谢谢,那居民呢"])
def test_what_asks_something_is_no_small_talk(text: str) -> None:
    assert small_talk(text) is None
