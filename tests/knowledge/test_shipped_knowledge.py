"""The knowledge that is shipped: without fault, every figure with its source, every entry well askable."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from assistant.dialogue.hearing.conditions import last_of
from assistant.policy.check import check
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import load
from assistant.policy.model import Conditions, Entry
from assistant.policy.references import placeholders
from tests.functional.shipped import shipped

FOLDER = Path(__file__).parents[2] / "knowledge"
LEAST_ASKINGS = 8
LEAST_ASKINGS_OF_A_CALCULATOR = 6
CHECKLIST_ID = re.compile(r"[a-z]{2}-f\d{3}")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load(FOLDER)


def test_the_check_finds_no_fault() -> None:
    assert [str(fault) for fault in check(FOLDER)] == []


def test_five_cities_are_covered(knowledge: Knowledge) -> None:
    assert {area.id for area in knowledge.covered_areas()} == {"jiangmen", "jinhua", "rongcheng", "zhangshu", "zibo"}


def test_every_covered_city_has_documents_entries_and_says_where_to_turn(knowledge: Knowledge) -> None:
    for area in knowledge.covered_areas():
        assert any(document.area == area.id for document in knowledge.documents.values()), area.id
        assert knowledge.entries_of(area.id), area.id
        assert area.ask_at, area.id


def test_every_figure_has_a_source_or_is_calculated_from_figures_that_have(knowledge: Knowledge) -> None:
    figures = Figures(knowledge)
    bare = [
        figure.id
        for figure in knowledge.figures.values()
        if not ((all(v.document and v.locator for v in figure.values) and figure.values) or figures.operands(figure))
    ]
    assert bare == []


def test_every_locator_is_registered(knowledge: Knowledge) -> None:
    unknown = []
    for figure in knowledge.figures.values():
        for value in figure.values:
            known = {section.locator for section in knowledge.documents[value.document].sections}
            unknown += [(figure.id, part) for part in value.locator.split(";") if part.strip() not in known]
    for item in (*knowledge.entries.values(), *knowledge.schemes.values()):
        for reference in item.cites:
            known = {section.locator for section in knowledge.documents[reference.document].sections}
            unknown += [(item.id, part) for part in reference.locator.split(";") if part.strip() not in known]
    assert unknown == []


def test_every_document_has_registered_places(knowledge: Knowledge) -> None:
    assert [document.id for document in knowledge.documents.values() if not document.sections] == []


def test_every_entry_can_be_asked_for_in_enough_ways(knowledge: Knowledge) -> None:
    few = {e.id: len(set(e.ask)) for e in knowledge.entries.values() if len(set(e.ask)) < LEAST_ASKINGS}
    assert few == {}


def test_every_calculator_can_be_asked_for_in_enough_ways(knowledge: Knowledge) -> None:
    few = {s.id: len(set(s.ask)) for s in knowledge.schemes.values() if len(set(s.ask)) < LEAST_ASKINGS_OF_A_CALCULATOR}
    assert few == {}


def test_checklist_ids_are_well_formed(knowledge: Knowledge) -> None:
    ids = [(e.id, id_) for e in knowledge.entries.values() for id_ in e.facts]
    ids += [(s.id, id_) for s in knowledge.schemes.values() for id_ in s.facts_told]
    assert [pair for pair in ids if not CHECKLIST_ID.fullmatch(pair[1])] == []


def test_no_two_entries_of_a_city_are_asked_for_in_the_same_words(knowledge: Knowledge) -> None:
    by_words: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    written = [entry for entry in knowledge.entries.values() if entry.subject is None]
    for entry in written:
        for words in set(entry.ask):
            by_words[entry.area, words].append(entry)
    same = [
        (words, first.id, second.id)
        for (_, words), entries in by_words.items()
        for first, second in combinations(entries, 2)
        if not differ(first.applies, second.applies)
    ]
    assert same == []


def differ(first: Conditions, second: Conditions) -> bool:
    """Whether no caller fits both: a condition of both with no value in common."""
    return any(not set(values) & set(second[name]) for name, values in first.items() if name in second)


def test_no_entry_asks_the_same_twice(knowledge: Knowledge) -> None:
    assert [e.id for e in knowledge.entries.values() if len(e.ask) != len(set(e.ask))] == []


def test_every_figure_in_an_answer_is_there_on_the_day_of_its_document(knowledge: Knowledge) -> None:
    figures = Figures(knowledge)
    for entry in knowledge.entries.values():
        day = max((knowledge.documents[reference.document].issued for reference in entry.cites), default=None)
        for text in (entry.say.short, *entry.say.details, *entry.say.do):
            for match in placeholders(text):
                id_ = match["id"] if match["id"] in knowledge.figures else f"{entry.area}.{match['id']}"
                assert day is None or figures.written(id_, day), (entry.id, id_)


def test_every_wording_of_an_item_holds_one_of_the_words_without_which_it_is_not_meant() -> None:
    reader, knowledge = shipped().reader, shipped().knowledge
    day = date(2022, 12, 23)
    missed = [
        (item.id, ask)
        for item in (*knowledge.entries.values(), *knowledge.schemes.values()) if item.about
        for ask in item.ask
        if not any(last_of(word, text) for text in (ask, reader.read(ask, None, day).text) for word in item.about)
    ]
    assert missed == []
