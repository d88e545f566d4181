"""A city written as it sounds is heard where the caller tells of which he is, and nowhere else; shipped names."""

from __future__ import annotations

import pytest

from assistant.dialogue.hearing.misheard_places import MisheardPlaces
from tests.functional.shipped import shipped


@pytest.fixture(scope="module")
def places() -> MisheardPlaces:
    return shipped().reader.misheard


@pytest.mark.parametrize(("text", "city"), [
    ("我是将门的,门诊报几多", "江门"), ("俺在淄傅参保", "淄博"), ("我系酱门嘅居民", "江门"), ("俺家在荣诚", "荣成"),
    ("金化这边怎么参保", "金华"), ("障树的职工有多少人", "樟树"), ("户口在锦华,居民的", "金华"),
])
def test_a_city_that_sounds_or_looks_like_it_is_meant(places: MisheardPlaces, text: str, city: str) -> None:
    assert city in places.mended(text)


@pytest.mark.parametrize("text", [
    "我在家门口的药店刷卡", "我们是进门的时候登记的", "俺是农民", "将门虎子的事", "我是江西的",
    "我在江门,他是将门的", "张叔的医保", "我在工厂上班", "进化的说法",
])
def test_what_other_words_fit_is_left_alone(places: MisheardPlaces, text: str) -> None:
    assert places.mended(text) == text
