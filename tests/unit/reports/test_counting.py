from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given

from assistant.records.model import Call, Mark
from assistant.reports.counting import Tally, count
from assistant.reports.gaps import find_gaps
from assistant.reports.naming import Names
from assistant.reports.page import page
from assistant.reports.rows import period, sheets
from tests.unit.reports.invented_calls import CHINA, a_call, a_turn, calls


@given(calls())
def test_the_figures_equal_a_recount(found: list[Call]) -> None:
    stats = count(found)
    turns = [(call, turn) for call in found for turn in call.turns]
    assert stats.total.calls == len(found)
    assert stats.total.turns == len(turns)
    for kind in ("answer", "calculation", "clarify", "refuse", "chat"):
        assert stats.total.kinds[kind] == len([1 for _, turn in turns if turn.reply["kind"] == kind])
    assert stats.total.rejected == len([1 for _, turn in turns if turn.mark == "rejected"])
    assert stats.total.unfinished == len([1 for call in found if call.closed_at is None])
    waits = []
    for call in found:
        answers = [turn for turn in call.turns if turn.reply["kind"] in ("answer", "calculation")]
        if answers and answers[0].at >= call.opened_at:
            waits.append((answers[0].at - call.opened_at).total_seconds())
    assert stats.total.waits == waits
    lengths = [(c.closed_at - c.opened_at).total_seconds() for c in found if c.closed_at and c.closed_at >= c.opened_at]
    assert stats.total.lengths == lengths
    assert stats.topics == Counter(turn.topic for _, turn in turns if turn.topic is not None)


@given(calls())
def test_the_parts_add_up_to_the_whole(found: list[Call]) -> None:
    stats = count(found)
    for parts in (stats.by_area.values(), stats.by_operator.values(), stats.by_day.values()):
        assert sum(part.calls for part in parts) == stats.total.calls
        assert sum(part.turns for part in parts) == stats.total.turns
        assert sum((part.kinds for part in parts), Counter()) == +stats.total.kinds
        assert sum(part.skewed for part in parts) == stats.total.skewed
        assert sorted(wait for part in parts for wait in part.waits) == sorted(stats.total.waits)
    assert sum(tally.calls for _, tally in stats.days()) == stats.total.calls


@given(calls())
def test_every_call_can_be_told_in_tables(found: list[Call]) -> None:
    for sheet in sheets(count(found), find_gaps(found), Names()):
        assert all(len(row) == len(sheet.heads) for row in sheet.rows)


def test_without_records_everything_is_nought_and_nothing_divides_by_it() -> None:
    stats = count([])
    assert stats.total == Tally()
    assert stats.total.answered_share is None
    assert stats.days() == []
    assert period(stats) == "没有来电"


def test_a_period_without_calls_shows_its_days() -> None:
    stats = count([], date(2024, 5, 1), date(2024, 5, 3))
    assert [(day.day, tally.calls) for day, tally in stats.days()] == [(1, 0), (2, 0), (3, 0)]


def test_a_very_long_period_shows_only_days_with_calls() -> None:
    stats = count([a_call("a")], date(1900, 1, 1), date(2100, 1, 1))
    assert [day for day, _ in stats.days()] == [date(2024, 5, 6)]


def test_a_call_over_midnight_belongs_to_the_day_it_began_and_lasts_as_long_as_it_did() -> None:
    opened = datetime(2024, 5, 6, 23, 59, tzinfo=CHINA)
    stats = count([a_call("a", a_turn("a", 1, after=90, opened_at=opened), opened_at=opened, lasted=120)])
    assert list(stats.by_day) == [date(2024, 5, 6)]
    assert (stats.total.waits, stats.total.lengths) == ([90.0], [120.0])


def test_a_day_is_that_of_the_place_where_the_call_was_made() -> None:
    opened = datetime(2024, 5, 7, 1, 0, tzinfo=CHINA)  # 17:00 of the day before in UTC
    assert list(count([a_call("a", opened_at=opened)]).by_day) == [date(2024, 5, 7)]


@pytest.mark.parametrize(("after", "lasted", "skewed"), [(10, 60, 0), (-1, 60, 1), (10, -1, 1), (-1, -1, 1), (0, 0,
    0)])
def test_a_clock_that_went_backwards_gives_no_duration(after: float, lasted: float, skewed: int) -> None:
    total = count([a_call("a", a_turn("a", 1, after=after), lasted=lasted)]).total
    assert total.skewed == skewed
    assert total.waits == ([after] if after >= 0 else [])
    assert total.lengths == ([lasted] if lasted >= 0 else [])


def test_the_first_answer_is_the_first_turn_that_answers() -> None:
    turns = (a_turn("a", 1, "clarify", after=5), a_turn("a", 2, "calculation", after=25), a_turn("a", 3, after=40))
    assert count([a_call("a", *turns)]).total.waits == [25.0]


def test_chat_is_not_asked_and_the_share_answered_leaves_it_out() -> None:
    turns = [a_turn("a", n, kind, mark=Mark.REJECTED if n == 1 else None)
             for n, kind in enumerate(["answer", "chat", "refuse", "calculation", "clarify"], 1)]  # fmt: skip
    total = count([a_call("a", *turns)]).total
    assert total.answered_share == 0.5
    assert total.rejected == 1


def test_days_between_calls_are_told_too() -> None:
    later = datetime(2024, 5, 6, 9, tzinfo=CHINA) + timedelta(days=3)
    assert [t.calls for _, t in count([a_call("a"), a_call("b", opened_at=later)]).days()] == [1, 0, 0, 1]


def test_a_topic_bears_the_title_told_most_often_or_that_of_its_theme_and_its_id_only_for_other_programs() -> None:
    told = [("a.x", "门诊报多少"), ("a.y", "门诊限额"), ("a.x", "门诊报多少")]
    turns = [a_turn("a", n, topic="outpatient", told=id, near=(id, 0.9)) for n, (id, _) in enumerate(told, 1)]
    for turn, (_, title) in zip(turns, told, strict=True):
        turn.reply["candidates"][0]["question"] = title
    stats = count([a_call("a", *turns, a_turn("a", 4, topic="card"), a_turn("a", 5, topic="none"))])
    names = Names(themes={"card": "医保卡里的钱"})
    rows = {sheet.title: sheet.rows for sheet in sheets(stats, [], names)}["问得最多的主题"]
    assert rows == (("门诊报多少 等", "3"), ("医保卡里的钱", "1"), ("其他", "1"))
    with_ids = {sheet.title: sheet.rows for sheet in sheets(stats, [], names, with_ids=True)}["问得最多的主题"]
    assert with_ids[0] == ("门诊报多少 等", "3", "outpatient")


@given(calls())
def test_no_id_of_a_topic_stands_in_what_people_read(found: list[Call]) -> None:
    stats, told = count(found), page(count(found), find_gaps(found), Names())
    assert not any(topic in told for topic in stats.topics)
