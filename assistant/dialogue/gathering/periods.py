"""What stretch of time a sum is told for: a wage or a month's sum is no amount per day, nor a day's pay one per month.

Knows how callers tell wages and the time that a sum is for, not what comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.hearing.cues import BEHIND
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.model import FactShape
from assistant.text.numerals import SUMS, Quantity

_DAY, _MONTH, _YEAR, _PAY = "day", "month", "year", "pay"
_WORDS = {
    _DAY: r"(?:按|每?一|每|论)(?:个)?(?:天|日|工)|天天|日日|日均|(?<=[每一])工|/[天日]|日(?=津贴|标准|薪|工资|结)",
    _MONTH: r"(?:每|按|一|单|整|论)个?月|月月|月均|月(?=收入|入|薪|工资|均|底)|/月",
    _YEAR: r"(?:每|按|(?<![这近头])一|单|(?<!这一)整|论)年(?!多|半|以?来|到头|都|一直|全|均|没|里)|"
    r"年均|年(?=收入|入|薪|工资|均|底薪)|全年(?!都|每|各|一直|没变)|上年|/年",
    _PAY: r"工资|薪水?|底薪|人工(?!费)|份?粮(?=有|是|得|出)|收入|基数|退休金|养老金|社平|奖金|到手|到袋|落袋|挣|赚|搵",
}
_NAMED = "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items())
_NAMES = re.compile(_NAMED)
# What is reckoned from a wage, or paid on it, before the amount itself (按工资算下来150, 按工资发的津贴150).
_RECKONED = re.compile(
    r"算(?:出来?|下来|成|得|到|是)|折(?:合|成|算|下来|到)|摊(?:到|下来)|合(?:到|成|下来)|津贴|补贴|补助|定"
)
_BEHIND = re.compile(rf"(?:块|元|蚊|钱|左右|上下|的)*+(?:{_NAMED})(?P<more>(?:的)?(?:{_WORDS[_PAY]}))?")
_ENDS = re.compile(r"[.;?!]")
# So far before a sum its words may stand, and so near each other where they tell of one thing (一日人工).
_REACH, _NEAR = 18, 2
_DAILY = re.compile(r"天|日")
_MONTHLY = "基数"


def without_other_periods(quantities: Sequence[Quantity], facts: Sequence[FactShape],
                          heard: Understood) -> list[Quantity]:
    """The quantities without sums of another stretch of time than every amount that these facts take.

    So a wage isn't taken for what is paid a day, nor a day's or a year's pay for the base of a month.
    """
    money = [fact for fact in facts if fact.kind == "money"]
    barred: set[str] = set()
    if goes_by_day(facts):
        barred = {_MONTH, _YEAR, _PAY}
    elif money and all(_MONTHLY in fact.words for fact in money):
        barred = {_DAY, _YEAR}
    return [q for q in quantities if not (barred and q.kind in SUMS and _said_of(q, heard) & barred)]


def goes_by_day(facts: Sequence[FactShape]) -> bool:
    """Whether all amounts that these facts take are amounts per day."""
    money = [fact for fact in facts if fact.kind == "money"]
    return bool(money) and all(map(_is_daily, money))


def _is_daily(fact: FactShape) -> bool:
    """Whether a fact is an amount per day: each of its words says so."""
    return bool(fact.words) and all(_DAILY.search(word.removeprefix(BEHIND)) for word in fact.words)


def _said_of(quantity: Quantity, heard: Understood) -> set[str]:
    """What a sum is told to be: of which stretch, and whether pay, by the words next to it or last before it."""
    start = max((q.end for q in heard.quantities if q.kind in SUMS and q.end <= quantity.start), default=0)
    before = _ENDS.split(heard.text[max(start, quantity.start - _REACH) : quantity.start])[-1]
    named = list(_NAMES.finditer(before))
    behind = _BEHIND.match(heard.text, quantity.end)
    if behind and not (named and len(before) - named[-1].end() <= _NEAR):
        return {kind for kind in _WORDS if behind[kind]} | ({_PAY} if behind["more"] else set())
    if not named or (named[-1].lastgroup == _PAY and _RECKONED.search(before, named[-1].end())):
        return set()
    near = [named[-1], *(found for found in named[-2:-1] if named[-1].start() - found.end() <= _NEAR)]
    return {found.lastgroup or "" for found in near}
