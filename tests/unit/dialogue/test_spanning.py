"""How long a period is that an answer tells by its first and its last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import FigureUsed
from assistant.dialogue.telling.spanning import span_told

Read = Callable[..., Understood]
TODAY = date(2024, 2, 10)


def figure(value: str, label: str, unit: str = "date") -> FigureUsed:
    return FigureUsed(f"haijiao.{value}", label, value, unit, None, None, "rule")


PERIOD = [figure("2024-02-01", "集中缴费开始日"), figure("2024-04-30", "集中缴费截止日")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("集中缴费期头尾都算一共多少天", "头尾都算一共90天", id="both ends"),
        pytest.param("从开始到截止多少天,开始当天不算", "首日不算是89天", id="without the first day"),
        pytest.param("集中缴费从2月1号到4月30号前后多少天", "头尾都算90天,首日不算是89天", id="both ways if not said"),
        pytest.param("集中缴费期有几个月", "正好3个月", id="whole months"),
    ],
)
def test_a_period_is_counted_as_asked(read: Read, words: str, told: str) -> None:
    found = span_told(read(words, today=TODAY), PERIOD, None)
    assert found is not None
    assert told in found[0]


def test_a_month_ends_with_its_last_day(read: Read) -> None:
    figures = [figure("2024-01-01", "上线日"), figure("2024-02", "参保期截止月", "month")]
    found = span_told(read("从上线到参保截止一共多少天", today=TODAY), figures, None)
    assert found is not None
    assert found[1].amount == "60天"


def test_the_day_of_the_document_counts_where_it_is_asked_from(read: Read) -> None:
    figures = [figure("2024-06", "出台期限", "month")]
    found = span_told(read("从发文到期限前后多少天,发文当天不算", today=TODAY), figures, date(2024, 5, 31))
    assert found is not None
    assert found[1].amount == "30天"


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        pytest.param("集中缴费期到什么时候", PERIOD, id="no length asked for"),
        pytest.param("集中缴费期还剩多少天", PERIOD, id="what is left"),
        pytest.param("集中缴费从3月1号到4月30号一共多少天", PERIOD, id="from another day"),
        pytest.param("集中缴费期头尾都算一共多少天", PERIOD[1:], id="no first day told"),
        pytest.param("集中缴费期头尾都算一共多少天", [*PERIOD, figure("2024-05-31", "补缴截止日")], id="two last days"),
        pytest.param("集中缴费期有几个月", [figure("2024-02-05", "开始日"), PERIOD[1]], id="no whole months"),
    ],
)
def test_nothing_is_counted_where_one_period_is_not_sure(read: Read, words: str, figures: list[FigureUsed]) -> None:
    assert span_told(read(words, today=TODAY), figures, None) is None
