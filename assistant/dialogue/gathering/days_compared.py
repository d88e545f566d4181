"""The same bill on several days that are compared: two that are named, a day and the present, the sides of a change.

Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.calculator.scheme import FactValue
from assistant.dialogue.gathering.choices import Choices
from assistant.dialogue.gathering.timing import names_an_end, told_day
from assistant.dialogue.hearing.against_before import against_before
from assistant.dialogue.hearing.asking import asks_difference
from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case, Placed, as_facts
from assistant.text.dates import DateMention, Precision, find_dates

COMPARING = re.compile(
    r"差|vs|VS|对比|比较|相比|分别|各自|各报|各付|各要|各先|各[是系]|哪个划算|哪种|(?<![多少])[多少](?:多少|几多|几钱|几块)|"
    r"[多少](?:先行?|自己|个人)*[交报进出付补缴掏拿收用花自给俾畀担承扣负摊领]|[多少]了(?:多少|几多|几钱|几块)|比(?!例|率|重|方).{1,8}[多少]|省(?:下|了|咗|出|返)?(?:多少|几多|几钱|几块)|有什么不同|有乜唔同"
)
_TODAY = re.compile(
    r"放[到在]现在|搁现在|现在(?:呢|买|看|去|又|再|比|能|来|用|打|吃|开|拿|住|睇|的(?!比例|标准|规定|政策|办法|限额|价)|是)|"
    r"如今|而家|到现在(?=[能报是])"
)
# The same wherever it stands, where the present is set against an earlier time (五月那会儿…现在…比以前少多少).
_PRESENT = re.compile(r"现在|如今|而家|依家|目前|眼下|这会儿")
# The present is itself one of the two times that are compared (现在一次比六月份多报多少).
_NOW_AGAINST = re.compile(
    rf"(?:{_PRESENT.pattern})[^,.?!;]{{0,10}}?比(?![例率重方])|(?:比|跟|和|同|与)起?(?:{_PRESENT.pattern})|"
    rf"(?:{_PRESENT.pattern})[^,.?!;]{{0,6}}?(?:多少|几多|几)[^.?!;]{{0,4}}?[,.?][^,.?!;]{{0,4}}?[差争]")
# A time before a border that something is set against (比六月以前少掏多少).
_AGAINST_BEFORE = re.compile(r"(?:比|跟|和|同|与|较)(?:起)?(?:在)?$")
_WITH_NOW = re.compile(r"前(?:的)?(?:比例)?(?:[和跟同与比])(?:现在|如今|而家|目前)")
_AROUND = re.compile(
    r"(?:号|日)?(?:份)?(?:的)?(?:政策|比例)?(?:调整|改革|改制|新政|变动)?"
    r"(?:前后|前跟后|前和后|(?:之|以)?前[和跟同与、](?:调整|改革|改制|新政|变动)?(?:之|以)?后)"
)


def by_date(choices: Choices, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed],
            given: Mapping[str, FactValue]) -> list[Case]:
    """The same bill on several days that are compared (6月份看和7月份看差多少).

    Days are compared for the one bill `given` before where the utterance has none.
    """
    money = [p for p in placed if (p.fact.kind == "money" or p.fact.many) and not p.fact.default]
    days = {day: d.words for d in _apart(heard.dates) if (day := told_day(heard, d)) is not None}
    apart = _by_bills(heard, money) if len(days) > 1 else []
    if apart:
        rest = {**choices.told(mentions), **as_facts([p for p in placed if p not in money])}
        return _case_of_each(apart, rest)
    compared = against_before(heard) or (asks_difference(heard) and _NOW_AGAINST.search(heard.text))
    now = _TODAY.search(heard.text) or (_PRESENT.search(heard.text) if compared else None)
    days = _sides(heard) or _this_and_next_year(heard) or _with_today(days, heard, now)
    if now and heard.today in days:
        mentions = [m for m in mentions if m.words != now.group()]
    before = {} if money else _only_bill(given)
    if len(days) < 2 or len({p.quantity for p in money}) + len(before) != 1 or not (
            COMPARING.search(heard.text) or (now and heard.today in days)):
        return []
    mentions = choices.of_no_period(mentions)
    counted = [*(p for p in placed if p.fact.kind != "money"), *money[:1]]
    facts = {**before, **choices.told(mentions), **as_facts([replace(p, day=None) for p in counted])}
    return [Case(words, dict(facts), day, tuple(mentions)) for day, words in days.items()]


def _apart(dates: Sequence[DateMention]) -> list[DateMention]:
    """The times named, without one that holds another of them (今个月…今日)."""
    return [d for d in dates if not any(
        other is not d and d.first_day <= other.first_day and other.last_day <= d.last_day
        and (d.first_day, d.last_day) != (other.first_day, other.last_day) for other in dates)]


def _case_of_each(bills: Sequence[Placed], rest: Mapping[str, FactValue]) -> list[Case]:
    """A case for each bill, named by its month, or by its day where all are of one month."""
    of_one_month = len({bill.day.month for bill in bills if bill.day}) == 1
    return [Case(f"{bill.day.month}月{bill.day.day}日" if of_one_month else f"{bill.day.month}月",
                 {**rest, **as_facts([bill])}, bill.day) for bill in bills if bill.day]


def _sides(heard: Understood) -> dict[date, str]:
    """The days on both sides of a change whose time before and after are compared; empty if they aren't."""
    between = around(heard)
    if not between:
        return {}
    return {between.first_day - timedelta(days=1): f"{between.words}以前", between.first_day: f"{between.words}起"}


def _this_and_next_year(heard: Understood) -> dict[date, str]:
    """Today and the first day of next year, where just these two years are named and compared; else empty.

    The words are read anew: a year that something is compared with (比今年) isn't kept among what is asked of.
    """
    if not COMPARING.search(heard.text):
        return {}
    dates = find_dates(heard.text, heard.today)
    years = {d.first_day.year: d for d in dates if d.precision is Precision.YEAR}
    only = len(dates) == len(years) and sorted(years) == [heard.today.year, heard.today.year + 1]
    if not only:
        return {}
    return {heard.today: years[heard.today.year].words,
            years[heard.today.year + 1].first_day: years[heard.today.year + 1].words}


def _with_today(days: dict[date, str], heard: Understood, now: re.Match[str] | None) -> dict[date, str]:
    """The days named, and the present if the one day that is named, earlier, is set against it."""
    border = is_border(heard)
    if len(days) != 1 or not (now or border) or heard.today in days or min(days) > heard.today:
        return days
    today = now.group() if now and "现在" not in now.group() else "现在"
    return {**{day: f"{words}以前" if border else words for day, words in days.items()}, heard.today: today}


def around(heard: Understood) -> DateMention | None:
    """The one day named, if the time before it and after it are set against one another."""
    alone = heard.dates[0] if len(heard.dates) == 1 else None
    return alone if alone and _AROUND.match(heard.text, alone.end) else None


def _only_bill(given: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """The one bill given before, without its day; empty if there were several or none."""
    bills = {id_: value for id_, value in given.items() if isinstance(value, tuple)}
    if len(bills) != 1 or any(len(value) != 1 for value in bills.values()):
        return {}
    return {id_: (replace(value[0], day=None),) for id_, value in bills.items()}


def is_border(heard: Understood) -> bool:
    """Whether the one day named is the border of a change, and the time before it is set against the present."""
    named = [d for d in heard.dates if names_an_end(heard.text, d)]
    against = [d for d in named if _AGAINST_BEFORE.search(heard.text[max(0, d.start - 4) : d.start])
               or _WITH_NOW.search(heard.text[d.end : d.end + 12])]
    return len(against) == 1 and len(heard.dates) == 1 and bool(COMPARING.search(heard.text))


def _by_bills(heard: Understood, money: Sequence[Placed]) -> list[Placed]:
    """Several bills of one fact, each of its own day, whose difference is asked for (八月那次比六月那次多报多少)."""
    days = {p.day for p in money} - {None}
    alike = len({p.fact.id for p in money}) == 1 and all(p.fact.many for p in money)
    return list(money) if alike and len(money) == len(days) == 2 and asks_difference(heard) else []
