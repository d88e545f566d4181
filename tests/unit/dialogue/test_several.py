"""What counts as a further question in an utterance."""

from __future__ import annotations

import pytest

from assistant.dialogue.choosing.several import TAKES_UP


@pytest.mark.parametrize(("part", "takes_up"), [
    ("这件事落在哪几家单位头上", True), ("上头对这种事今年有什么要求", True), ("是这么一回事吗", True),
    ("住院能报多少", False), ("这里的药店能刷吗", False)])
def test_a_part_may_only_take_up_what_was_told(part: str, takes_up: bool) -> None:
    assert bool(TAKES_UP.search(part)) is takes_up
