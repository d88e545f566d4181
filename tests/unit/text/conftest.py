"""The project's own lexicon and gazetteer, read once; building the dictionary takes seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.bootstrap import spoken_words
from assistant.policy.load import load
from assistant.text.lexicon import Lexicon, Term, vocabulary
from assistant.text.pinyin import Pinyin
from assistant.text.places import Gazetteer
from assistant.text.words import Words

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((KNOWLEDGE / name).read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="session")
def lexicon_content() -> dict[str, Any]:
    return _read("lexicon.yaml")


@pytest.fixture(scope="session")
def place_names() -> list[str]:
    return list(_read("gazetteer.yaml")["places"])


@pytest.fixture(scope="session")
def area_names() -> list[str]:
    areas = _read("areas.yaml")["areas"]
    named = [*areas, *(district for area in areas for district in area.get("districts", ()))]
    return [name for area in named for name in (area["name"], *area.get("aliases", ()))]


@pytest.fixture(scope="session")
def terms(lexicon_content: dict[str, Any]) -> list[Term]:
    return [
        Term(item["term"], tuple(item.get("variants", ())), item.get("rewrite", True))
        for item in lexicon_content["terms"]
    ]


@pytest.fixture(scope="session")
def dialect(lexicon_content: dict[str, Any]) -> dict[str, str]:
    return {said: item["mean"] for item in lexicon_content["dialect"] for said in item["say"]}


@pytest.fixture(scope="session")
def words(terms: list[Term], dialect: dict[str, str], place_names: list[str], area_names: list[str]) -> Words:
    return Words.build([*vocabulary(terms, dialect), *place_names, *area_names])


@pytest.fixture(scope="session")
def pinyin() -> Pinyin:
    return Pinyin.build()


@pytest.fixture(scope="session")
def lexicon(lexicon_content: dict[str, Any], terms: list[Term], dialect: dict[str, str], pinyin: Pinyin, words: Words,
            place_names: list[str], area_names: list[str]) -> Lexicon:
    return Lexicon(terms, dialect, lexicon_content["fillers"], pinyin, words, [*place_names, *area_names],
                   spoken_words(load(KNOWLEDGE)), lexicon_content["asides"])


@pytest.fixture(scope="session")
def gazetteer(place_names: list[str], words: Words) -> Gazetteer:
    return Gazetteer(place_names, words)
