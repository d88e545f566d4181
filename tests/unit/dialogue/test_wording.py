"""Figures are written into sentences, and what a reply rests on is collected with it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.wording import Basis, Writer, best_variant, named
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Variant
from tests.unit.dialogue.invented import DAY

GENERAL = "在职社区报80%，三甲报50%。"


@pytest.fixture
def writer(knowledge: Knowledge, figures: Figures) -> Writer:
    return Writer(knowledge, figures)


@pytest.fixture
def basis(writer: Writer) -> Basis:
    return writer.basis()


def test_figures_are_filled_in_and_cited_once_each(writer: Writer, basis: Basis) -> None:
    text = writer.fill("先{cap}，再{cap}，再{rate.resident}。", "haijiao", DAY, basis)
    assert text == "先100元，再100元，再40%。"
    assert [(c.document, c.locator) for c in basis.citations] == [
        ("haijiao-notice", "第二条"),
        ("haijiao-notice", "第一条"),
    ]
    assert [(f.id, f.value) for f in basis.figures_used] == [
        ("haijiao.cap", "100"),
        ("haijiao.rate.resident", "0.40"),
    ]


def test_a_bare_figure_is_written_without_its_unit(writer: Writer, basis: Basis) -> None:
    assert writer.fill("{cap|bare}", "haijiao", DAY, basis) == "100"


@pytest.mark.parametrize(
    ("day", "share"), [(date(2023, 12, 31), "70%"), (date(2024, 1, 1), "80%"), (date(2024, 1, 2), "80%")]
)
def test_a_figure_is_told_as_it_stands_on_the_day(writer: Writer, basis: Basis, day: date, share: str) -> None:
    assert writer.fill("{rate.working.primary}", "haijiao", day, basis) == share


def test_a_figure_with_a_day_of_its_own_is_told_as_of_that_day(writer: Writer, basis: Basis) -> None:
    assert writer.fill("{premium@2023-06-01}", "haijiao", DAY, basis) == "300元"


def test_figures_whose_time_is_over_are_told_from_those_in_force_and_those_to_come(writer: Writer) -> None:
    told = {}
    for name, day in (("past", date(2025, 1, 1)), ("present", DAY), ("future", date(2022, 1, 1))):
        basis = writer.basis()
        basis.use("haijiao.premium", day)
        told[name] = (
            [v.value for v in basis.past],
            [v.value for v in basis.present],
            [v.value for v in basis.future],
        )
    assert told == {"past": (["400"], [], []), "present": ([], ["400"], []), "future": ([], [], ["300"])}


def test_both_values_of_a_contradiction_are_told_with_both_places_and_the_notice(
    writer: Writer, basis: Basis
) -> None:
    assert basis.use("haijiao.account", DAY) == "120.50元或120.05元"
    assert [c.locator for c in basis.citations] == ["第二条", "第三条"]
    assert list(basis.notices) == ["通知里有两个数，第二条和第三条不一样。"]


@pytest.mark.parametrize(
    ("facts", "short"),
    [
        pytest.param({}, GENERAL, id="nothing known: the general sentence"),
        pytest.param({"status": ("retired",)}, "退休社区报90%，三甲报60%。", id="one condition"),
        pytest.param({"status": ("retired",), "level": ("tertiary",)}, "退休在三甲报60%。", id="the most specific"),
        pytest.param(
            {"status": ("retired",), "level": ("primary",)}, "退休社区报90%，三甲报60%。", id="only one fits"
        ),
        pytest.param({"status": ("working", "retired")}, GENERAL, id="two values decide nothing"),
        pytest.param({"level": ("tertiary",)}, GENERAL, id="half of a variant is none"),
    ],
)
def test_the_first_sentence_fits_what_is_known_of_the_caller(
    writer: Writer, basis: Basis, knowledge: Knowledge, facts: dict[str, tuple[str, ...]], short: str
) -> None:
    assert writer.sentences(knowledge.entries["haijiao.rate"], facts, DAY, basis)[0] == short


def test_a_callers_own_case_is_not_followed_by_everybody_elses(
    writer: Writer, basis: Basis, knowledge: Knowledge
) -> None:
    _, rest = writer.sentences(knowledge.entries["haijiao.rate"], {"status": ("retired",)}, DAY, basis)
    assert rest == ["每月最多报100元。"]


def test_a_variant_that_says_the_same_is_not_told_twice(writer: Writer, basis: Basis, knowledge: Knowledge) -> None:
    short, rest = writer.sentences(knowledge.entries["haijiao.rate"], {"status": ("working",)}, DAY, basis)
    assert (short, rest) == (GENERAL, ["每月最多报100元。"])


def test_a_plan_is_told_with_the_notice_that_it_is_one(writer: Writer, basis: Basis, knowledge: Knowledge) -> None:
    assert writer.sentences(knowledge.entries["haijiao.target"], {}, DAY, basis)[0] == "参保率目标是99%。"
    assert any("计划或目标" in notice for notice in basis.notices)


def test_a_rule_has_no_notice(writer: Writer, basis: Basis, knowledge: Knowledge) -> None:
    writer.sentences(knowledge.entries["haijiao.rate"], {}, DAY, basis)
    assert not basis.notices


def test_the_source_is_told_with_title_day_and_places(writer: Writer, basis: Basis) -> None:
    basis.use("haijiao.cap", DAY)
    basis.use("haijiao.rate.resident", DAY)
    assert writer.source_line(basis) == "依据:《门诊通知》(2024年3月1日),第二条、第一条。"


def test_without_a_citation_no_source_is_told(writer: Writer, basis: Basis) -> None:
    assert writer.source_line(basis) == ""


def test_the_more_specific_variant_wins_whatever_the_order() -> None:
    broad = Variant(when={"status": ("retired",)}, short="甲")
    narrow = Variant(when={"status": ("retired",), "level": ("tertiary",)}, short="乙")
    facts = {"status": ("retired",), "level": ("tertiary",)}
    assert best_variant([broad, narrow], facts) is narrow
    assert best_variant([narrow, broad], facts) is narrow
    assert best_variant([], facts) is None


def test_a_callers_conditions_are_named_in_their_own_words_without_what_was_denied() -> None:
    mentions = [
        Mention("status", "retired", 0, 3, "退了休"),
        Mention("scheme", "employee", 5, 7, "职工", negated=True),
        Mention("status", "retired", 8, 11, "退了休"),
        Mention("level", "tertiary", 12, 15, "大医院"),
    ]
    assert named(mentions) == "退了休、大医院"
