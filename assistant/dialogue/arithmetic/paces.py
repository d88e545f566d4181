"""How long what is still lacking takes at so many a day, week or month, or how many of it that is in each of so many.

Knows how callers ask for that (一个礼拜弄四家,要几个礼拜; 按五个月摊,每个月多少). What is lacking, it is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from assistant.dialogue import phrases
from assistant.dialogue.arithmetic.operation_words import MUCH
from assistant.dialogue.reply import StepShown
from assistant.text.numerals import Quantity, QuantityKind

_PERIOD = r"(?:个)?(?P<period>天|日|周|星期|礼拜|月)(?!份|底|初|\d)"
_EACH = re.compile(rf"(?:每|(?<![十百千零\d])[一1]){_PERIOD}")
_EACH_ASKED = re.compile(rf"(?:每|(?<![十百千零\d])[一1]){_PERIOD}[^,.?!;]{{0,10}}?{MUCH}")
_PERIODS_ASKED = re.compile(rf"{MUCH}{_PERIOD}")
_SPREADS = re.compile(r"摊|分|匀|平均|拆|搞完|办完|弄完|做完|完成|补齐|补完|按|用|剩|还有")
_BEHIND = re.compile(_PERIOD)
_DAYS_OF_WEEK = 7
_NAMES = {"日": "天", "星期": "周", "礼拜": "周"}
_OF = {"天": "天", "周": "个星期", "月": "个月"}


@dataclass(frozen=True)
class Pace:
    """What was worked out: the sentence that tells it, and its step."""

    sentence: str
    step: StepShown


def paced(text: str, quantities: Sequence[Quantity], lack: Decimal, measure: str) -> Pace | None:
    """How many periods what is lacking takes, or how many of it are in each; None if neither is asked for sure."""
    spans = [(q, match["period"]) for q in quantities if (match := _BEHIND.search(text[q.start : q.end + 3]))
             and match.start() <= q.end - q.start]
    numbers = [q for q in quantities if q not in [span for span, _ in spans]]
    lengths = [(number, period) for q, period in spans if (number := _how_many(q, _one(period))) > 1]
    each, asked = _EACH.search(text), _PERIODS_ASKED.search(text)
    if each and asked and len(numbers) == 1 and not lengths and _one(each["period"]) == _one(asked["period"]):
        return _periods(lack, numbers[0], _one(each["period"]), measure)
    found = _EACH_ASKED.search(text)
    if found and len(lengths) == 1 and not numbers and _SPREADS.search(text):
        (length, period), = lengths
        return _in_each(lack, length, _one(period), measure) if _one(period) == _one(found["period"]) else None
    return None


def _periods(lack: Decimal, pace: Quantity, period: str, measure: str) -> Pace | None:
    if pace.measure not in ("", "个", measure, "名", "位") or pace.value <= 0 or lack <= 0:
        return None
    needed = (lack / pace.value).to_integral_value(ROUND_CEILING)
    words = {"lack": _number(lack), "measure": measure, "pace": _number(pace.value), "each": period,
             "needed": f"{needed}{_OF[period]}"}
    sentence = phrases.AT_PACE if needed * pace.value == lack else phrases.AT_PACE_ROUNDED
    expression = f"{words['lack']} / {words['pace']}"
    return Pace(sentence.format(**words), StepShown(phrases.AT_PACE_STEP, expression, words["needed"], None))


def _how_many(span: Quantity, period: str) -> Decimal:
    """How many periods a span is; weeks are read as days."""
    in_days = period == "周" and span.kind is QuantityKind.DAYS
    return span.value / _DAYS_OF_WEEK if in_days else span.value


def _in_each(lack: Decimal, length: Decimal, period: str, measure: str) -> Pace | None:
    if lack <= 0:
        return None
    exact = lack / length
    told = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    amount = f"{'约' if told != exact else ''}{_number(told)}{measure}"
    words = {"lack": _number(lack), "measure": measure, "length": f"{_number(length)}{_OF[period]}",
             "each": period, "amount": amount}
    step = StepShown(phrases.IN_EACH_STEP, f"{words['lack']} / {_number(length)}", amount, None)
    return Pace(phrases.IN_EACH.format(**words), step)


def _one(period: str) -> str:
    return _NAMES.get(period, period)


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
