"""Another place beside the caller's own, and numbers that only count places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.neighbours import counts_places, other_place
from assistant.dialogue.hearing.understanding import Understood


@pytest.mark.parametrize(("text", "place"), [
    ("隔壁县户籍人口3万人", "隔壁县"), ("邻镇有5000人", "邻镇"), ("旁边那个镇户籍人口8000人", "旁边那个镇"),
    ("另外一个乡有200人", "另外一个乡"), ("别的县怎么样", "别的县"),
    ("隔壁县医院看病", ""), ("我们镇有5000人", ""), ("隔壁老李花了300块", ""),
])
def test_another_place_is_told_by_the_words_for_it(text: str, place: str) -> None:
    assert other_place(text) == place


@pytest.mark.parametrize(("text", "counted"), [
    ("两个县加起来要多少人", True), ("3个镇一共几家", True), ("两个人一共多少", False), ("两家合起来多少", False),
])
def test_places_are_counted_not_people(read: Callable[..., Understood], text: str, *, counted: bool) -> None:
    heard = read(text)
    assert any(counts_places(quantity, heard.text) for quantity in heard.quantities) is counted
