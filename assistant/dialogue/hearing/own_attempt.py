"""A result that the caller has worked out himself and holds up to be checked (我自己按七成乘了,得两万四,对不对).

Knows how callers say so; what it ought to be is told by whoever answers the question that stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import SUMS, Quantity, QuantityKind, find_quantities

_MYSELF = (
    r"(?:我|俺|咱|阿拉|自己|自个儿?)(?:们|哋)?(?:自己|自个儿?|刚才|刚刚|头先|先|就|也|大概|粗粗|粗|这边|在家|心里|私下|"
    r"(?:拿|用|按)(?:着|个)?(?:计算器|手机|笔|纸)(?:按|敲|算|上)?(?:了|一)?){0,4}"
)
_RECKONED = (
    rf"{_MYSELF}[^,.?!;\d]{{0,6}}?(?:口算|心算|估算|合计|盘算|估摸|核算|算|计|乘|除|减|加|估|敲|按(?!时|月|规|政)|照着?|扒拉)")
_ATTEMPT = re.compile(_RECKONED)
# What asks whether it is right, at the end.
_CHECK = re.compile(
    r"(?:(?:你|您|请|麻烦|劳烦|帮|给|替|我|俺|,|再|看看?|睇睇?|核(?:实|对|算)?(?:一?(?:下|核|遍))?|对一?(?:下|对)|"
    r"瞧瞧?|说|讲|这个?|那个?|呢个|得|数){0,9}+)"
    r"(?:(?:对|啱|准|错|是|系)(?:[不唔没](?:对|啱|准|错|是|系))|(?:有|冇|没有?|未)?(?:算|计|搞)?错(?:没有?|吧|冇|了吗|吗)|(?:对|啱|准|是|系)(?:吗|吧|么|啩|咩|伐|嘛)|系咪|是不是|"
    r"(?<=[核对看])(?:一?下|一?[核对看]|看))(?:啊|呀|吧|呢|嘅|的)?[?.!]*$"
)
# A number that is only a step on the way: 按376乘, 减了五百.
_STEP_BEFORE = re.compile(
    r"(?:按照?|照|拿|用|乘以?|乘了?|减去?|减了?|加上?|加了?|除以?|除了?|扣掉?|去掉|×|\*|\+|-)(?:的)?$")
_STEP_AFTER = re.compile(r"(?:元|块|蚊|人|个|家|次)?(?:去|来)?(?:一?乘|除|减|加|×|\*)")
# What stands between the reckoning and its result, and is of neither.
_ON_THE_WAY = re.compile(
    r"(?:一下|起来|出来|下来|落嚟|过|了|咗|的|嘅|着|去|来|又|再|就|一?乘以?|一?除以?|减去?|加上?|按照?|照|拿|用|得(?:出|到)?|等于|大概|应该|约|差不多|全部|总共|下子?|一道|%|"
    r"这个?数|结果|[×*+,: -])+")
_IS = re.compile(r"(?:就?是|系|有|为|得)+$")
_CLAUSE = re.compile(r"[^,.?!;]+")
_ASKS = re.compile(r"多少|几|吗|呢|什么|啥|哪|怎|问")
# Results that agree in so many of their last places are the same, one of them rounded.
_ROUNDED = (Decimal(1), Decimal("0.1"), Decimal("0.01"))
_LONGEST = 60


@dataclass(frozen=True)
class OwnAttempt:
    """The caller's own result, and the words that ask for it; no words where it is that of the matter at hand."""

    number: Quantity
    asks: str


def own_attempt(heard: Understood) -> OwnAttempt | None:
    """The result that the caller says to have worked out himself and asks to check; None if there is none."""
    text = heard.text
    attempt, check = _ATTEMPT.search(text[:_LONGEST]), _CHECK.search(text)
    if attempt is None or check is None or len(text) > _LONGEST:
        return None
    told = [q for q in heard.quantities if q.kind is not QuantityKind.ORDINAL]
    within = [q for q in told if attempt.end() - 1 <= q.start < check.start() + 1]
    if not within or any(q.kind in SUMS and q.end <= attempt.start() for q in told):
        return None
    number, steps = within[-1], within[:-1]
    between = text[number.end : check.start()].strip(",元块蚊")
    if between or any(q.kind in SUMS and not _is_step(q, text) for q in steps):
        return None
    return OwnAttempt(number, _asked(heard, attempt.end(), number, steps))


def agrees(number: Quantity, text: str) -> bool:
    """Whether a text tells the number, be it rounded."""
    told = [q.value for q in find_quantities(text) if q.value]
    return any(value == number.value or _rounds_to(value, number.value) for value in told)


def without_questions(text: str) -> str:
    """The clauses of an utterance that tell a sum or what holds, without those that ask."""
    return ",".join(clause for clause in _CLAUSE.findall(text) if not _ASKS.search(clause))


def _rounds_to(value: Decimal, told: Decimal) -> bool:
    return value != value.to_integral_value() and any(
        told == told.quantize(place) and value.quantize(place) == told for place in _ROUNDED)


def _asked(heard: Understood, begin: int, number: Quantity, steps: Sequence[Quantity]) -> str:
    """What is asked for, by the words before the number (平均每次自己出); empty where only steps stand there."""
    text = heard.text
    rest = "".join(char for at, char in enumerate(text[begin : number.start], begin)
                   if not any(q.start <= at < q.end and _is_step(q, text) for q in steps))
    named = _IS.sub("", _ON_THE_WAY.sub("", rest, count=1)) if _ON_THE_WAY.match(rest) else _IS.sub("", rest)
    named = _ON_THE_WAY.sub("", named) if not _ON_THE_WAY.sub("", named) else named
    if not named:
        return ""
    return f"{named}多少{number.measure or '钱'}?"


def _is_step(quantity: Quantity, text: str) -> bool:
    share = quantity.kind in (QuantityKind.PERCENT, QuantityKind.POINTS)
    return share or bool(_STEP_BEFORE.search(text[: quantity.start]) or _STEP_AFTER.match(text, quantity.end))
