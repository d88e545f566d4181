"""What can be picked by number: built from the knowledge, nothing that a caller's conditions rule out."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat.guide import ALL_THEMES, CALCULATE, Guide
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import load
from tests.functional.chat_knowledge import write_knowledge


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load(write_knowledge(tmp_path))


@pytest.fixture
def guide(knowledge: Knowledge) -> Guide:
    return Guide(knowledge)


def labels(guide: Guide, theme: str, person: str | None = None) -> list[str]:
    """The questions of a theme for a person named by the short word."""
    who = next((p for p in guide.people("linshi") if p.short == person), None)
    found = next(t for t in guide.themes("linshi", who) if t.label == theme)
    return [question.label for question in guide.questions("linshi", who, found)]


def test_only_people_on_whom_something_depends_are_offered(guide: Guide) -> None:
    assert [person.short for person in guide.people("linshi")] == ["在职", "退休", "居民"]
    assert [person.short for person in guide.people("xugou")] == ["在职", "退休"]


def test_themes_without_a_question_are_left_out_and_topics_of_no_theme_come_last(guide: Guide) -> None:
    assert [theme.label for theme in guide.themes("linshi", None)] == ["看门诊", "别的"]
    assert labels(guide, "别的") == ["异地就医备案怎么办"]


def test_calculators_come_before_entries(guide: Guide) -> None:
    assert labels(guide, "看门诊")[:2] == [f"{CALCULATE}门诊能报多少钱", "职工门诊报销比例"]


@pytest.mark.parametrize(("person", "told", "hidden"), [
    ("退休", "职工门诊报销比例", "居民门诊报销比例"),
    ("居民", "居民门诊报销比例", "职工门诊报销比例"),
])  # fmt: skip
def test_what_a_persons_conditions_rule_out_is_not_offered(guide: Guide, person: str, told: str, hidden: str) -> None:
    assert told in labels(guide, "看门诊", person)
    assert hidden not in labels(guide, "看门诊", person)


def test_without_themes_everything_is_in_one_list(knowledge: Knowledge) -> None:
    guide = Guide(knowledge.model_copy(update={"themes": ()}))
    (theme,) = guide.themes("linshi", None)
    assert theme.label == ALL_THEMES
    assert len(guide.questions("linshi", None, theme)) == 4


def test_a_calculator_names_the_amount_it_begins_with_and_an_entry_none(guide: Guide) -> None:
    assert guide.amount_wanted("linshi.visit") == "花了多少元"
    assert guide.amount_wanted("linshi.visit.told") == ""
