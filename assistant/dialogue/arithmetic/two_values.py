"""Two values of one figure of which the documents tell both: how far apart they are, at once and over so many months.

Finds the two values and what is asked of them. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.dialogue.arithmetic import operation_words as words
from assistant.dialogue.arithmetic.operations import Formula
from assistant.dialogue.arithmetic.quoting import SHARES, UNSAID, Operand, Quoted, Quoting
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import Figures, base_amount, write
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import NUMERIC_UNITS, Entry, Unit
from assistant.text.numerals import QuantityKind

_MONTHS_OF_YEAR = 12
_BOTH = re.compile(
    r"[两二俩](?:个|种|样|处|边|笔|头)?(?:不同的?)?(?:数字?|说法|讲法|口径|版本|金额|标准|写法|讲)|"
    r"[两二](?:个|处|种|者)(?=[^一-龥]|[相差各都]|每月)|前后[^,.?!;]{0,4}(?:不一|两个)")
_APART = re.compile(rf"差(?:距|额)?|[多少高低](?:出|了|咗|入|返|领|拿|进|给|得)?{words.MUCH}|出入")
_EACH = re.compile(rf"各|分别|(?:合计|一共|总共|加起来|加埋|加在一起|下来)[^,.?!;]{{0,6}}{words.MUCH}")
_MONTHLY = re.compile(r"每月|月返还|月限额")
_SPANS = (QuantityKind.MONTHS, QuantityKind.YEARS)
_NUMBER = {"十二": 12, "十一": 11, "十": 10, **{word: n for n, word in enumerate("一二三四五六七八九", 1)}}
_MONTH = r"(?P<{}>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"
_FROM_TO = re.compile(rf"{_MONTH.format('first')}份?[^,.?!;\d]{{0,6}}?[到至][^,.?!;\d]{{0,2}}?{_MONTH.format('last')}")


def asks_of_two(heard: Understood) -> bool:
    """Whether two values may be meant, by what is said of them or by their numbers."""
    asks = _APART.search(heard.text) or _EACH.search(heard.text)
    return bool(asks) and (bool(_BOTH.search(heard.text)) or len(heard.sums) > 1)


class TwoValues:
    """Finds contradicting values on one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, quoting: Quoting) -> None:
        self._knowledge, self._figures, self._quoting = knowledge, figures, quoting

    def read(self, heard: Understood, quoted: Quoted | None, entries: Iterable[Entry],
             day: date) -> tuple[list[Formula], tuple[Operand, ...]]:
        """What is asked of the two values of one figure, and these; nothing if it isn't sure of which.

        It is the figure both values of which are `quoted`, else the one that an entry told or chosen tells so.
        """
        said = self._both_quoted(quoted)
        if not said and not _BOTH.search(heard.text):
            return [], ()
        pair = said or next(filter(None, (self._both_told(entry, day) for entry in entries)), ())
        months = _months(heard)
        if not pair or months is None or _names_others(heard, pair):
            return [], ()
        return list(_formulas(heard.text, pair, months)), pair

    @staticmethod
    def _both_quoted(quoted: Quoted | None) -> tuple[Operand, ...]:
        operands = quoted.operands if quoted else ()
        named = len(operands) == 2 and all("#" in operand.reference for operand in operands)
        return operands if named and operands[0].figure.id == operands[1].figure.id else ()

    def _both_told(self, entry: Entry, day: date) -> tuple[Operand, ...]:
        """The two values of the one contradicting figure that an entry tells."""
        found = []
        for id_ in sorted(self._quoting.ids_in(entry)):
            figure, values = self._knowledge.figures[id_], self._figures.on(id_, day).values
            if figure.contradiction and figure.unit in NUMERIC_UNITS and len(values) == 2:
                found.append(tuple(Operand(f"{id_}#{value.name}", figure, value, base_amount(figure, value), UNSAID,
                                           True) for value in values if value.name))
        return found[0] if len(found) == 1 and len(found[0]) == 2 else ()


def _names_others(heard: Understood, pair: tuple[Operand, ...]) -> bool:
    """Whether a number is said that is none of the two values, their number or so many months."""
    amounts = {value for operand in pair for value in (operand.amount, operand.amount // 1)}
    return any(q.value not in amounts and q.value > len(pair) and q.kind not in _SPANS for q in heard.quantities)


def _months(heard: Understood) -> int | None:
    """The months over which something is asked: 1 if none are named; None if there may be several spans."""
    spans = {int(q.value) for q in heard.quantities if q.kind is QuantityKind.MONTHS and q.value > 1}
    between = _FROM_TO.search(heard.text)
    if between:
        first, last = (_NUMBER.get(between[end]) or int(between[end]) for end in ("first", "last"))
        spans.add(last - first + 1)
    if words.YEARLY.search(heard.text):
        spans.add(_MONTHS_OF_YEAR)
    if re.search(r"半年", heard.text):
        spans.add(_MONTHS_OF_YEAR // 2)
    return None if len(spans) > 1 or any(span < 1 for span in spans) else next(iter(spans), 1)


def _formulas(text: str, pair: tuple[Operand, ...], months: int) -> Iterator[Formula]:
    one, other = pair
    smaller, larger = sorted(pair, key=lambda operand: operand.amount)
    figure, is_share = one.figure, one.figure.unit in SHARES
    if months > 1 and not _MONTHLY.search(figure.label):
        return
    if months > 1 and _EACH.search(text):
        for operand in (one, other):
            yield Formula(f"{operand.reference} * {months}", figure.unit, figure.measure,
                          f"按{write(figure, operand.value)}算,{months}个月一共{{result}}。", "几个月一共")
    if not _APART.search(text):
        return
    unit, label = Unit.POINTS if is_share else figure.unit, "相差"
    told = f"{write(figure, larger.value)}比{write(figure, smaller.value)}"
    each = "每月" if _MONTHLY.search(figure.label) else ""
    yield Formula(f"{larger.reference} - {smaller.reference}", unit, figure.measure, f"{told}{each}多{{result}}。",
                  label)
    if months > 1:
        yield Formula(f"({larger.reference} - {smaller.reference}) * {months}", unit, figure.measure,
                      f"{months}个月一共相差{{result}}。", label)
