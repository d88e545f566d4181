"""Figures on a day: which value holds, what a derived one amounts to, how each is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from assistant.policy.figures import Figures, base_amount
from assistant.policy.schemes import reader
from tests.unit.policy.conftest import Folder

Add = Callable[..., str]
DAY = date(2024, 8, 1)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        pytest.param(date(2024, 6, 29), "0.70", id="the day before the last"),
        pytest.param(date(2024, 6, 30), "0.70", id="the last day of the old one"),
        pytest.param(date(2024, 7, 1), "0.75", id="the first day of the new one"),
        pytest.param(date(2024, 7, 2), "0.75", id="the day after"),
    ],
)
def test_the_value_of_the_day_is_read(folder: Folder, day: date, value: str) -> None:
    found = Figures(folder.load()).on("linshi.rate", day)
    assert ([v.value for v in found.values], found.current) == ([value], True)


YEARS = (
    'value: "376", first_day: 2022-01-01, last_day: 2022-12-31',
    'value: "406", first_day: 2023-01-01, last_day: 2023-12-31',
)


@pytest.mark.parametrize(
    ("day", "value", "current"),
    [
        pytest.param(date(2021, 12, 31), "376", False, id="before the first: the first to come"),
        pytest.param(date(2022, 1, 1), "376", True, id="the first day"),
        pytest.param(date(2022, 12, 31), "376", True, id="the last day of the first"),
        pytest.param(date(2023, 1, 1), "406", True, id="the first day of the second"),
        pytest.param(date(2023, 12, 31), "406", True, id="the last day"),
        pytest.param(date(2024, 1, 1), "406", False, id="after the last: the latest"),
    ],
)
def test_where_none_is_in_force_the_nearest_is_given_as_that(
    folder: Folder, figure: Add, day: date, value: str, current: bool
) -> None:
    found = loaded(folder, figure("premium", "yuan", *YEARS)).on("linshi.premium", day)
    assert ([v.value for v in found.values], found.current) == ([value], current)


def loaded(folder: Folder, _added: str) -> Figures:
    return Figures(folder.load())


def test_of_ended_values_the_one_told_when_the_document_came_out_is_the_nearest(folder: Folder, figure: Add) -> None:
    # The notice is of 2024-03-01: 2024's value held that day, 2025's was an announcement.
    id_ = figure(
        "premium",
        "yuan",
        'value: "10", first_day: 2024-01-01, last_day: 2024-12-31',
        'value: "20", first_day: 2025-01-01, last_day: 2025-12-31',
    )
    found = Figures(folder.load()).on(id_, date(2026, 1, 1))
    assert ([v.value for v in found.values], found.current) == (["10"], False)


def test_both_values_of_a_contradiction_are_given_and_written(folder: Folder, figure: Add) -> None:
    id_ = figure("back", "yuan", 'value: "126.80"', 'value: "126.35"', contradiction="两处不同")
    figures = Figures(folder.load())
    assert len(figures.on(id_, DAY).values) == 2
    assert figures.written(id_, DAY) == "126.80元或126.35元"
    readings = [reader(figures, alternative)(id_, DAY) for alternative in (0, 1, 2)]
    assert [r.value for r in readings if r] == [Decimal("126.80"), Decimal("126.35"), Decimal("126.35")]


@pytest.mark.parametrize(
    ("unit", "value", "more", "words"),
    [
        ("yuan", "80", {}, "80元"),
        ("yuan", "126.80", {}, "126.80元"),
        ("yuan", "13.5", {}, "13.5元"),
        ("yuan", "1000", {}, "1000元"),
        ("wan_yuan", "7025", {}, "7025万元"),
        ("yi_yuan", "6.25", {}, "6.25亿元"),
        ("fraction", "0.75", {}, "75%"),
        ("fraction", "0.941", {}, "94.1%"),
        ("fraction", "1.10", {}, "110%"),
        ("points", "0.05", {}, "5个百分点"),
        ("count", "15", {"measure": "家"}, "15家"),
        ("wan_count", "31.2", {"measure": "人"}, "31.2万人"),
        ("days", "98", {}, "98天"),
        ("days", "3", {"measure": "个工作日"}, "3个工作日"),
        ("months", "3", {}, "3个月"),
        ("years", "1", {}, "1年"),
        ("date", "2022-07-01", {}, "2022年7月1日"),
        ("month", "2022-07", {}, "2022年7月"),
        ("year", "2022", {}, "2022年"),
        ("text", "12393", {}, "12393"),
        ("wan_yuan", "1.5", {"bound": "about"}, "约1.5万元"),
        ("fraction", "0.1", {"bound": "at_least"}, "至少10%"),
        ("yuan", "2.8", {"bound": "at_most"}, "最多2.8元"),
        ("yuan", "9600", {"bound": "more_than"}, "9600余元"),
        ("fraction", "0.5", {"bound": "more_than"}, "50%以上"),
        ("wan_count", "40", {"bound": "more_than", "measure": "人"}, "40万余人"),
        ("fraction", "0.9", {"bound": "nearly"}, "近90%"),
    ],
)
def test_every_unit_and_bound_has_its_words(
    folder: Folder, figure: Add, unit: str, value: str, more: dict[str, str], words: str
) -> None:
    id_ = figure("x", unit, f'value: "{value}"', **more)
    assert Figures(folder.load()).written(id_, DAY) == words


@pytest.mark.parametrize(
    ("unit", "value", "words"), [("yuan", "80", "80"), ("fraction", "0.75", "75%"), ("days", "98", "98")]
)
def test_a_bare_figure_is_its_number_alone(folder: Folder, figure: Add, unit: str, value: str, words: str) -> None:
    id_ = figure("x", unit, f'value: "{value}"', bound="about")
    assert Figures(folder.load()).written(id_, DAY, bare=True) == words


@pytest.mark.parametrize(
    ("unit", "derive", "places", "words"),
    [
        pytest.param("yuan", "cap * 12", None, "960元", id="80 x 12"),
        pytest.param("yuan", "total / firms", 2, "11837.12元", id="6.25 亿元 / 5.28 万家 = 11837.1212…"),
        pytest.param("wan_yuan", "total / firms", 2, "1.18万元", id="the same in 万元: 1.1837…"),
        pytest.param("yi_yuan", "total / 3", 2, "2.08亿元", id="6.25 / 3 = 2.0833…"),
        pytest.param("points", "rate - 0.5", None, "25个百分点", id="75 % - 50 %"),
        pytest.param("wan_count", "firms + firms", None, "10.56万", id="5.28 万 twice"),
        pytest.param("fraction", "1 - rate", None, "25%", id="what is left of 75 %"),
    ],
)
def test_a_derived_figure_is_calculated_in_base_units_and_told_in_its_own(
    folder: Folder, figure: Add, unit: str, derive: str, places: int | None, words: str
) -> None:
    figure("total", "yi_yuan", 'value: "6.25"')
    figure("firms", "wan_count", 'value: "5.28"')
    id_ = figure("x", unit, derive=derive, **({} if places is None else {"places": str(places)}))
    assert Figures(folder.load()).written(id_, DAY) == words


@pytest.mark.parametrize(
    ("day", "words", "current"),
    [
        (date(2024, 6, 30), "114.29元", True),  # 80 / 0.70 = 114.2857…
        (date(2024, 7, 1), "106.67元", True),  # 80 / 0.75 = 106.666…
    ],
)
def test_a_derived_figure_follows_what_it_rests_on_from_day_to_day(
    folder: Folder, figure: Add, day: date, words: str, current: bool
) -> None:
    id_ = figure("full", "yuan", derive="cap / rate", places="2")
    figures = Figures(folder.load())
    assert (figures.written(id_, day), figures.on(id_, day).current) == (words, current)
    assert figures.operands(figures.get(id_)) == ("linshi.cap", "linshi.rate")


def test_how_a_derived_figure_came_about_is_shown(folder: Folder, figure: Add) -> None:
    id_ = figure("full", "yuan", derive="cap / rate", places="2")
    figures = Figures(folder.load())
    assert figures.working(figures.get(id_), DAY) == "80 ÷ 75%"


@pytest.mark.parametrize(
    ("unit", "value", "base"),
    [
        ("yuan", "80", "80"),
        ("wan_yuan", "1.5", "15000"),
        ("yi_yuan", "6.25", "625000000"),
        ("wan_count", "5.28", "52800"),
        ("fraction", "0.75", "0.75"),
    ],
)
def test_an_amount_is_read_in_base_units(folder: Folder, figure: Add, unit: str, value: str, base: str) -> None:
    id_ = figure("x", unit, f'value: "{value}"')
    figures = Figures(folder.load())
    found = figures.on(id_, DAY)
    assert base_amount(found.figure, found.values[0]) == Decimal(base)
    reading = reader(figures)(id_, DAY)
    assert reading and reading.value == Decimal(base)


def test_an_unknown_figure_is_an_error(folder: Folder) -> None:
    with pytest.raises(KeyError):
        Figures(folder.load()).on("linshi.nothing", DAY)
