"""How a calculator's facts are written by hand and read back: digits, words, choices, several visits, days.

Owns the writing only; whether a value is possible, the calculator says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from assistant.calculator.scheme import Bill, Fact, FactKind, FactValue
from assistant.calculator.wording import quantity
from assistant.errors import AssistantError
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape
from assistant.text.normalise import normalise
from assistant.text.numerals import find_quantities
from assistant.text.typesetting import printable
from assistant.text.written_days import day_in_words, day_of

_DATED = re.compile(r"(\d{4}\D\d{1,2}\D\d{1,2}日?|\d{1,2}[-/.月]\d{1,2}日?)[:：](.+)")
_BETWEEN = re.compile(r"[\s、;；+＋]+|(?<=元)[,，]|[,，](?!\d{3}(?!\d))|，")
_UNITS = {FactKind.MONEY: "元", FactKind.MONTHS: "个月", FactKind.DAYS: "天"}
_MOST_TOLD = 30


class UnreadableValueError(AssistantError):
    """What was written is no value of the fact; the message says why and what is accepted (Chinese)."""


def words_of_choices(shape: SchemeShape, fact: Fact, knowledge: Knowledge) -> dict[str, str]:
    """The curator's words for the choices of a fact, each with the id of the choice it means."""
    curated = next(each for each in shape.facts if each.id == fact.id)
    dimension = knowledge.dimensions.get(curated.dimension or "")
    values = curated.values or (dimension.values if dimension else ())
    offered = {id_ for id_, _ in fact.choices}
    return {word: value.id for value in values if value.id in offered for word in value.words}


def read_value(fact: Fact, words: Mapping[str, str], written: str, day: date | None = None) -> FactValue:
    """The value that is written; raises UnreadableValueError.

    Args:
        fact: A list of amounts (`fact.many`) may be written, each with a day before it: 2022-11-05:320 180.
        words: Words that mean one of the fact's choices, with its id.
        day: The day whose year a day without one belongs to.
    """
    written = printable(written).strip()
    if fact.kind is FactKind.CHOICE:
        return _choice(fact, words, written)
    if fact.kind is FactKind.DATE:
        return _day(written, day)
    if not fact.many:
        return _number(fact, written)
    bills = tuple(_bill(fact, piece, day) for piece in _BETWEEN.split(written) if piece)
    if not bills:
        raise UnreadableValueError(f"{fact.label}还没有写")
    return bills


def write_fact(fact: Fact, value: FactValue) -> str:
    """The value as it is read aloud: 退休、3500元、320元和2022年11月5日的180元."""
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        return "、".join(f"{write_fact(fact, bill.day)}的{_sum(fact, bill.amount)}" if bill.day else
                        _sum(fact, bill.amount) for bill in value)
    return fact.choice_label(value) if isinstance(value, str) else _sum(fact, value)


def type_fact(fact: Fact, value: FactValue) -> str:
    """The value as one would type it; `read_value` gives it back."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(f"{bill.day.isoformat()}:{quantity(bill.amount)}" if bill.day else quantity(bill.amount)
                        for bill in value)
    if isinstance(value, str):
        return fact.choice_label(value)
    return f"{quantity(value * 100)}%" if fact.kind is FactKind.FRACTION else quantity(value)


def _sum(fact: Fact, value: Decimal) -> str:
    if fact.kind is FactKind.FRACTION:
        return f"{quantity(value * 100)}%"
    return f"{quantity(value)}{_UNITS.get(fact.kind, '')}"


def _choice(fact: Fact, words: Mapping[str, str], written: str) -> str:
    for id_, label in fact.choices:
        if written in (id_, label):
            return id_
    if written in words:
        return words[written]
    if written.isdecimal() and 1 <= int(written) <= len(fact.choices):
        return fact.choices[int(written) - 1][0]
    within = [id_ for id_, label in fact.choices if written and written in label]
    if len(within) == 1:
        return within[0]
    accepted = " / ".join(label for _, label in fact.choices)
    raise UnreadableValueError(f"{fact.label}“{written[:_MOST_TOLD]}”不认识；可以是：{accepted}")


def _day(written: str, near: date | None) -> date:
    day = day_of(written, near)
    if day is None:
        raise UnreadableValueError(f"“{written[:_MOST_TOLD]}”不是有效日期；请写成 2022-12-23 这样")
    return day


def _bill(fact: Fact, written: str, near: date | None) -> Bill:
    dated = _DATED.fullmatch(written)
    return Bill(_number(fact, dated[2]), _day(dated[1], near)) if dated else Bill(_number(fact, written))


def _number(fact: Fact, written: str) -> Decimal:
    """Digits, or a quantity as people say it: 1,200、3500元、三千五、30%."""
    try:
        number = Decimal(re.sub(r"[,，]|元$", "", written))
        if number.is_finite():
            return number
    except InvalidOperation:
        pass
    plain = normalise(written)
    if fact.kind is FactKind.DAYS:
        plain = re.sub(r"日$", "天", plain)  # not a day of a month
    said = find_quantities(plain)
    if len(said) == 1 and not said[0].approximate and said[0].words == plain:
        return said[0].value
    example = "30%" if fact.kind is FactKind.FRACTION else "3" if fact.kind is FactKind.COUNT else "320 或 320.50"
    raise UnreadableValueError(f"{fact.label}“{written[:_MOST_TOLD]}”不是数字；例如 {example}")
