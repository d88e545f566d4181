"""Figures against a source text: each number must stand in the section that it names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import Fault
from assistant.policy.check import check
from assistant.policy.model import Document, Section
from assistant.policy.sources import fold, split_passages
from tests.unit.policy.conftest import Folder

TEXT = """通知
一、比例 在職職工(zhigong)从 70% 提高到75%,自7月1日起。
二、限额 每月80元,全年9,600余元,共一万六千人,2.8元。
"""


def faults(folder: Folder, tmp_path: Path, text: str = TEXT) -> list[Fault]:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "notice.txt").write_text(text, encoding="utf-8")
    return check(folder.path, texts)


def add(folder: Folder, unit: str, value: str, locator: str = "第二条", more: str = "") -> None:
    folder.add(
        "linshi/figures.yaml",
        f"  - {{id: x, label: 甲, unit: {unit}, values: "
        f'[{{value: "{value}", document: notice, locator: {locator}{more}}}]}}\n',
    )


def test_numbers_that_stand_where_they_should_are_found(folder: Folder, tmp_path: Path) -> None:
    assert faults(folder, tmp_path) == []


@pytest.mark.parametrize(
    ("unit", "value", "fine"),
    [
        pytest.param("yuan", "9600", True, id="with a comma in the text"),
        pytest.param("yuan", "2.80", True, id="with a zero more"),
        pytest.param("yuan", "2.8", True, id="as it stands"),
        pytest.param("yuan", "8", False, id="a part of a number: 80"),
        pytest.param("yuan", "600", False, id="the end of a number: 9600"),
        pytest.param("yuan", "2", False, id="the whole part of 2.8"),
        pytest.param("fraction", "0.75", False, id="stands in the other section"),
        pytest.param("count", "16000", False, id="spelled out in the text"),
        pytest.param("date", "2024-07-01", False, id="a day of the other section"),
    ],
)
def test_a_number_must_stand_whole_in_its_section(
    folder: Folder, tmp_path: Path, unit: str, value: str, fine: bool
) -> None:
    add(folder, unit, value)
    found = faults(folder, tmp_path)
    assert (found == []) is fine
    if not fine:
        assert value in found[0].message and "第二条" in found[0].message and "as_written" in found[0].remedy


@pytest.mark.parametrize(("written", "fine"), [("一万六", True), ("一万七", False)])
def test_what_is_written_in_words_is_looked_for_as_written(
    folder: Folder, tmp_path: Path, written: str, fine: bool
) -> None:
    add(folder, "count", "16000", more=f", as_written: {written}")
    assert (faults(folder, tmp_path) == []) is fine


@pytest.mark.parametrize(
    ("unit", "value", "fine"),
    [
        ("date", "2024-07-01", True),
        ("date", "2024-07-02", False),
        ("month", "2024-07", True),
        ("month", "2024-06", False),
        ("text", "在职职工", True),
        ("fraction", "0.70", True),
        ("points", "0.75", True),
    ],
)
def test_dates_and_words_are_looked_for_as_they_are_written(
    folder: Folder, tmp_path: Path, unit: str, value: str, fine: bool
) -> None:
    add(folder, unit, value, locator="第一条")
    assert (faults(folder, tmp_path) == []) is fine


def test_two_sections_may_be_named(folder: Folder, tmp_path: Path) -> None:
    add(folder, "fraction", "0.75", locator="第二条;第一条")
    assert faults(folder, tmp_path) == []


def test_a_section_that_is_not_in_the_text_is_a_fault_at_its_line(folder: Folder, tmp_path: Path) -> None:
    line = folder.change("linshi/documents.yaml", "begins: 二、限额", "begins: 二、额度")
    found = [f for f in faults(folder, tmp_path) if "找不到“第二条”" in f.message]
    assert [f.line for f in found] == [line] and "begins" in found[0].remedy


def test_a_text_that_is_not_there_is_a_fault(folder: Folder, tmp_path: Path) -> None:
    found = check(folder.path, tmp_path)
    assert "没有notice.txt" in found[0].message


def test_texts_are_compared_in_simplified_half_width_without_pinyin_and_spaces() -> None:
    assert fold("職工(zhígōng) \uff18\uff10 元\n") == "职工80元"


def test_a_section_runs_to_the_next_and_one_named_twice_is_joined() -> None:
    sections = tuple(
        Section(locator=locator, begins=begins)
        for locator, begins in [("甲", "一、"), ("乙", "二、"), ("甲", "三、"), ("丁", "四、")]
    )
    document = Document(id="d", area="a", title="t", issuer="i", issued=date(2024, 1, 1), kind="k", sections=sections)
    passages, missing = split_passages(document, "头 一、一一 二、二二 三、三三")
    assert passages == {"甲": "一、一一三、三三", "乙": "二、二二"}
    assert missing == [3]
