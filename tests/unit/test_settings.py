"""Where things lie, and what may be said about it from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import installed_knowledge, read_settings


def test_the_variables_say_where_knowledge_and_cache_lie() -> None:
    settings = read_settings({"YIBAO_KNOWLEDGE": "here", "YIBAO_CACHE": "there"})
    assert (settings.knowledge, settings.cache) == (Path("here"), Path("there"))


def test_a_folder_named_on_the_command_line_goes_before_the_variable() -> None:
    assert read_settings({"YIBAO_KNOWLEDGE": "here"}, Path("named")).knowledge == Path("named")


def test_an_empty_variable_counts_as_absent() -> None:
    settings = read_settings({"YIBAO_KNOWLEDGE": "", "YIBAO_CACHE": ""})
    assert settings.knowledge == installed_knowledge()
    assert settings.cache.name.startswith("yibao") or "yibao" in settings.cache.parts


@pytest.mark.parametrize(("said", "semantic"), [("on", True), ("ON ", True), ("1", True), ("off", False), ("", False)])
def test_comparing_by_meaning_is_switched_on_by_a_variable(said: str, semantic: bool) -> None:
    assert read_settings({"YIBAO_SEMANTIC": said}).semantic is semantic


def test_without_the_variable_nothing_is_compared_by_meaning() -> None:
    assert not read_settings({}).semantic


def test_a_checkout_uses_its_own_knowledge() -> None:
    assert installed_knowledge() == Path(__file__).resolve().parents[2] / "knowledge"
