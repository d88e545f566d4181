"""How often each did something, told by the days on which he did it: 连做五天, 一日一检做一个星期, 隔天一次做十天.

Knows how such days are told, not what is done on them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculator.wording import quantity as written
from assistant.dialogue.hearing.conditions import of_two_kinds
from assistant.dialogue.hearing.cues import TIMES
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed
from assistant.policy.model import FactShape
from assistant.text.numeral_values import read_number
from assistant.text.numerals import Quantity, QuantityKind

_DIGITS = {"一": 1, "1": 1, "两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}
_NUMBER = f"[{''.join(_DIGITS)}]"
# So often on each of the days: 一天一检, 每日两次; or on every other one, on one of three: 隔天一次, 三天一检.
_OFTEN = re.compile(
    rf"(?:每|平均)?(?P<apart>隔)?(?:每|逢)?(?P<days>{_NUMBER})?[天日]{{1,2}}(?:都|要|就|得|各|来)*(?:做|测|检|查|捅|采|验)?"
    rf"(?P<times>{_NUMBER})(?:次|回|趟|遍|轮|检|测|采|捅)"
)
_EVERY_OTHER = re.compile(r"隔(?:一|1)?[天日]|每隔(?:一|1)[天日]")
_EVERY_DAY = re.compile(r"每(?:一)?[天日]|天天|日日|朝朝|逐日|每工|(?<!\d)一天一|一日一")
# What is done for so many days on end, or so many of them.
_ON_END = re.compile(
    r"(?:接?连|连续|一连|连住|持续|不断)(?:着|了|住|做|测|检|查|捅|采|验|要|得)*$|"
    r"(?:做|测|检|查|捅|采|验)(?:够|满|足|了|咗|住|到|上)?$"
)
# A waiting or a validity is none of doing something.
_OTHERWISE = re.compile(r"(?:有效|等|过|出结果|报告)[^,.?!;]{0,3}$")
_AWAY = re.compile(r"(?:[以之]?[前后内]|没|不)")
_BARE_DAYS = re.compile(
    r"(?<=[住续连着做测检捅采验够满足了咗后末余下])(?P<number>[一二三四五六七八九十两\d]{1,3})日(?![期前后之子间])")
_MONTHLY = (QuantityKind.MONTHS,)
_HALF_MONTH = 15
_MOST = 366


def by_days(placed: Sequence[Placed], facts: Sequence[FactShape], heard: Understood,
            ) -> tuple[list[Placed], list[str], list[Quantity]]:
    """What is placed, with how often each did something where only the days of it are told, and the words for that.

    Last come the times told of which it isn't clear how often it was.
    """
    fact = _counting_times(placed, facts)
    days = _days_of_it(heard) if fact else []
    told = _how_often(heard.text)
    if fact is None or told is None or not days or (len(days) > 1 and not of_two_kinds(heard.mentions)):
        return list(placed), [], []
    kept = [p for p in placed if p.fact is not fact]
    often, apart = told
    each = [(span, -(-span.value // apart) * often) for span in days]
    if any(span.kind in _MONTHLY or span.value % apart for span in days):
        return list(placed), [], days  # 隔天做一次,做七天: three or four times
    rate = f"每{apart if apart > 1 else ''}天{often}次"
    words = [f"{rate} × {span.words} = {written(times)}次" for span, times in each]
    return [*kept, *(Placed(fact, times, span, None, None, False) for span, times in each)], words, []


def _counting_times(placed: Sequence[Placed], facts: Sequence[FactShape]) -> FactShape | None:
    """The one fact that counts how often each did it, once if nothing is said, where nothing counts days."""
    counting = [f for f in facts if f.kind == "count" and set(TIMES) & set(f.words) and f.default == "1"]
    if len(counting) != 1 or any(f.kind == "days" for f in facts):
        return None
    told = [p for p in placed if p.fact is counting[0]]
    return None if any(p.value > 1 for p in told) else counting[0]


def _days_of_it(heard: Understood) -> list[Quantity]:
    """For how many days something was done."""
    text = heard.text
    found = [*map(_in_days, heard.quantities), *_bare_days(text)]
    spans = [q for q in found if (q.kind in (QuantityKind.DAYS, *_MONTHLY) or (
        q.kind is QuantityKind.ORDINAL and q.measure in ("天", "日") and q.words[0] in "头前")) and 0 < q.value <= _MOST
             and (q.value > 1 or q.kind in _MONTHLY) and not _OTHERWISE.search(text[: q.start])
             and not _AWAY.match(text, q.end)]
    spans = [q for q in spans if not any(m.start() <= q.start < m.end() for m in _OFTEN.finditer(text))]
    daily = _EVERY_DAY.search(text) or _OFTEN.search(text) or _EVERY_OTHER.search(text)
    if not daily:
        spans = [q for q in spans if q.kind not in _MONTHLY]
    return sorted((q for q in spans if daily or _ON_END.search(text[max(0, q.start - 8) : q.start])),
                  key=lambda q: q.start)


def _in_days(quantity: Quantity) -> Quantity:
    """Half a month as its fifteen days, anything else as it is."""
    half = quantity.kind is QuantityKind.MONTHS and quantity.value == Decimal("0.5")
    return replace(quantity, kind=QuantityKind.DAYS, value=Decimal(_HALF_MONTH)) if half else quantity


def _bare_days(text: str) -> list[Quantity]:
    """Days counted by a word that elsewhere tells a date (做足七日, 后三日)."""
    found = []
    for match in _BARE_DAYS.finditer(text):
        number = read_number(text, match.start("number"))
        if number is not None and number.value > 0:
            found.append(Quantity(QuantityKind.DAYS, number.value, match.start("number"), match.end(), match[0]))
    return found


def _how_often(text: str) -> tuple[int, int] | None:
    """How often on how many days something was done; once a day if nothing else is said, None if it isn't clear."""
    found = {(_DIGITS[m["times"]], _DIGITS[m["days"] or "一"] + (1 if m["apart"] else 0))
             for m in _OFTEN.finditer(text)}
    if len(found) > 1:
        return None
    if found:
        return found.pop()
    return (1, 2) if _EVERY_OTHER.search(text) else (1, 1)
