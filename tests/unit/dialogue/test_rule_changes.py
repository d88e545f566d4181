"""The day on which rules changed, told beside the question of what it was before and is after that."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue.hearing.rule_changes import is_only_of_change, sides_asked
from assistant.text.dates import find_dates

TODAY = date(2024, 10, 10)


def _is_only_of_change(text: str) -> bool:
    mention, = find_dates(text, TODAY)
    return is_only_of_change(text, mention)


@pytest.mark.parametrize("text", [
    "五月份改过一回,改之前给几多,改之后给几多", "政策调整是5月1号,以前报多少,如今报多少",
    "5月那次涨完,原来付多少现在付多少", "五月起新规落地,落地前自己掏多少,落地以后呢",
    "5月中旬以后调低了,一年少掏多少", "五月降过价,降之前同降之后各要几多",
])
def test_a_month_of_change_is_none_that_is_asked_about(text: str) -> None:
    assert _is_only_of_change(text)
    assert sides_asked(text, TODAY)


@pytest.mark.parametrize("text", [
    "三月花了200,八月又花200,听讲五月改了规定,八月比三月多报多少", "5月份提高了限额嘛,4月和9月各看一次,哪次报得多",
])
def test_a_month_of_change_told_beside_two_others_is_none_that_is_asked_about(text: str) -> None:
    changes = [mention.words for mention in find_dates(text, TODAY) if is_only_of_change(text, mention)]
    assert changes in (["五月"], ["5月份"])


@pytest.mark.parametrize("text", [
    "一共报几多,照旧限额又系几多", "先自付多少,要按老比例呢,又是多少", "总共多少,按改革前的标准多少",
])
def test_the_old_rule_is_asked_about_beside_what_holds(text: str) -> None:
    assert sides_asked(text, TODAY)


def test_the_old_rule_alone_is_no_comparison() -> None:
    assert sides_asked("按旧限额报多少", TODAY) is None


@pytest.mark.parametrize("text", [
    "五月份看的病,以前报多少现在报多少", "5月改成居民了,以前报多少,现在报多少", "五月改革了,报多少",
    "5月涨了工资,以前进多少现在进多少", "五月之前报多少", "5月和8月看的差多少",
])
def test_other_months_stay_what_they_are(text: str) -> None:
    assert not any(is_only_of_change(text, mention) for mention in find_dates(text, TODAY))
