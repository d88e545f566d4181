"""Comparing by meaning, too: here the model is a stand-in that knows which words mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.bootstrap import LoadedAssistant, wire
from assistant.dialogue.reply import ReplyKind
from tests.unit.dialogue.invented import DAY

# What the stand-in takes for the same: teeth, general outpatient care of employees, and anything else.
_DIRECTIONS = (("牙", "齿"), ("职工门诊", "看大夫"))


class Directions:
    """Turns a text into the directions that its words point in."""

    name = "directions"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.array([[0.1, *(any(w in text for w in words) for words in _DIRECTIONS)] for text in texts])
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def by_meaning(small: LoadedAssistant, places: tuple[Path, Path]) -> LoadedAssistant:
    return wire(*places, Directions())


def ids(assistant: LoadedAssistant, words: str) -> set[str]:
    return {found.item.id for found in assistant.chooser.finder.find(words, ["haijiao"])}


def test_what_is_near_in_meaning_becomes_a_candidate(small: LoadedAssistant, by_meaning: LoadedAssistant) -> None:
    teeth = "haijiao.gap.dental"
    words = "天气和那个齿"
    assert teeth not in ids(small, words)
    assert teeth in ids(by_meaning, words)


def test_being_near_in_meaning_overrides_no_condition(by_meaning: LoadedAssistant) -> None:
    told = by_meaning.open_call("haijiao", DAY).say("职工看大夫报多少")
    other = by_meaning.open_call("haijiao", DAY).say("居民看大夫报多少")
    employee = {figure.id for figure in told.figures}
    assert told.kind is ReplyKind.ANSWER and employee
    assert not employee & {figure.id for figure in other.figures}


def test_vectors_are_kept_and_damaged_ones_made_anew(by_meaning: LoadedAssistant, places: tuple[Path, Path]) -> None:
    kept = next(places[1].rglob("meanings.vectors"))
    whole = kept.read_bytes()
    middle = len(whole) // 2
    kept.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    assert ids(wire(*places, Directions()), "牙齿") == ids(by_meaning, "牙齿")
    assert kept.read_bytes() == whole


def test_words_for_conditions_relatives_and_amounts_speak_against_nothing(small: LoadedAssistant) -> None:
    def score(more: str) -> float:
        return small.chooser.finder.find(f"职工门诊报多少,{more}", ["haijiao"])[0].score

    assert score("大医院,老伴,一千多") > score("大蓝鲸,老鹦鹉,小行星")
