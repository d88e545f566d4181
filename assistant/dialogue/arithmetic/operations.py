"""What is to be worked out of the figures that a question quotes: a sum, a rest, a share, a mean, growth turned back.

Each operation says when it is asked for and for which operands it makes sense; where that is not sure, it isn't meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.dialogue.arithmetic import operation_words as words
from assistant.dialogue.arithmetic.quoting import Operand
from assistant.policy.model import DatedValue, Statement, Unit
from assistant.text.numerals import SUMS, Quantity, QuantityKind

_MONTHS_OF_YEAR = 12
_PEOPLE = {"名": "人", "位": "人"}


@dataclass(frozen=True)
class Formula:
    """What is calculated: an expression over references, its unit, and the sentence that tells the `{result}`.

    `of_calculators` tells that calculators do such sums, too, so that one that fits goes first;
    `places` to how many decimals the result is rounded at once, where it has no more (persons).
    """

    expression: str
    unit: Unit
    measure: str
    sentence: str
    label: str
    of_calculators: bool = False
    places: int | None = None


@dataclass(frozen=True)
class Asked:
    """The figures that a question quotes, as they are written, and its words."""

    text: str
    operands: tuple[Operand, ...]
    words: tuple[str, ...]
    spans: tuple[Quantity, ...]
    together: Callable[[Operand, Operand], bool]

    def said(self, operand: Operand) -> str:
        """The operand with its unit."""
        return self.words[self.operands.index(operand)]

    @property
    def like(self) -> bool:
        """Whether all operands can be added: of one dimension, and counted alike."""
        measures = {o.figure.measure for o in self.operands if o.dimension == "count"} - {"个", ""}
        return len({o.dimension for o in self.operands}) == 1 and len(measures) <= 1

    @property
    def pair(self) -> tuple[Operand, Operand] | None:
        """The larger and the smaller of just two operands that can be added; None if it isn't so."""
        if len(self.operands) != 2 or not self.like:
            return None
        smaller, larger = sorted(self.operands, key=lambda o: o.amount)
        return (larger, smaller) if larger.amount > smaller.amount > 0 else None

    def one(self, dimension: str) -> Operand | None:
        """The only operand of a dimension."""
        found = [o for o in self.operands if o.dimension == dimension]
        return found[0] if len(found) == 1 else None


def formulas(asked: Asked) -> list[Formula]:
    """What the question asks to be worked out; none if that isn't sure."""
    changes = any(words.CHANGES.search(o.figure.label) for o in asked.operands if o.dimension != "share")
    if words.ELLIPSIS.search(asked.text) or (changes and words.BEFORE.search(asked.text) and len(asked.operands) > 2):
        return []
    for operation in (_growth_back, _cut_back, _each_change):
        found = list(operation(asked))
        if found:
            return found
    if words.OF_BEFORE.search(asked.text):
        return []
    for operation in (_times, _change, _per_month, _per_period, _mean, _share, _product):
        found = list(operation(asked))
        if found:
            apart = list(_difference(asked)) if operation in (_times, _change, _share) else []
            return [*apart, *found]
    found = list(_part(asked)) if not words.SHARE_ASKED.search(asked.text) else []
    if found and not words.asks_of_others(asked.text):
        return found
    of_others = (words.TIMES, words.CHANGED, words.MONTHLY, words.MEAN, words.SHARE)
    if any(pattern.search(asked.text) for pattern in of_others):
        return []  # of something that isn't quoted
    for operation in (_difference, _rest, _sum, _part):
        found = list(operation(asked))
        if found:
            return found
    return []


def own_cut(asked: Asked, amount: Quantity) -> Formula | None:
    """What the caller's own amount of before comes to after a cut, or how much less that is; None if not meant."""
    share = asked.one("share")
    before = asked.text[max(0, amount.start - 14) : amount.start]
    if share is None or share.figure.statement is not Statement.STATISTIC or not words.FALL.search(share.figure.label):
        return None
    if amount.kind not in SUMS or amount.value <= 0:
        return None
    if not words.CUT.search(asked.text) or not words.OF_OLD.search(before):
        return None
    said = f"原来{amount.value.normalize():f}元,按平均降{asked.said(share)}算"
    if words.SAVED.search(asked.text):
        return Formula(f"{amount.value:f} * {share.reference}", Unit.YUAN, "", f"{said},大约少{{result}}。",
                       "按降幅算少的")
    if words.COMES_TO.search(asked.text):
        return Formula(f"{amount.value:f} * (1 - {share.reference})", Unit.YUAN, "", f"{said},现在大约{{result}}。",
                       "按降幅算现在的")
    return None


def _times(asked: Asked) -> Iterator[Formula]:
    if asked.pair and words.TIMES.search(asked.text) and asked.operands[0].dimension != "share":
        larger, smaller = asked.pair
        yield Formula(f"{larger.reference} / {smaller.reference}", Unit.COUNT, "倍",
                      f"{asked.said(larger)}是{asked.said(smaller)}的{{result}}。", "倍数")


def _change(asked: Asked) -> Iterator[Formula]:
    found = words.CHANGED.search(asked.text)
    if found and asked.pair and asked.operands[0].dimension != "share":
        larger, smaller = asked.pair
        base, other, word = (larger, smaller, "少") if found["less"] else (smaller, larger, "多")
        yield Formula(f"({larger.reference} - {smaller.reference}) / {base.reference}", Unit.FRACTION, "",
                      f"{asked.said(other)}比{asked.said(base)}{word}{{result}}。", "变动的比例")


def _each_change(asked: Asked) -> Iterator[Formula]:
    """By how much each of several figures changed, of which both values are quoted (原来4、5,现在7、8,各高多少)."""
    of_each: dict[str, list[Operand]] = {}
    for operand in asked.operands:
        of_each.setdefault(operand.figure.id, []).append(operand)
    pairs = list(of_each.values())
    if not words.EACH_CHANGED.search(asked.text) or len(pairs) < 2 or any(len(pair) != 2 for pair in pairs):
        return
    for pair in pairs:
        earlier, later = sorted(pair, key=lambda o: (o.value.first_day or date.min, o.value.last_day or date.max))
        larger, smaller = (later, earlier) if later.amount > earlier.amount else (earlier, later)
        unit, measure = smallest_unit(pair)
        yield Formula(f"{larger.reference} - {smaller.reference}", Unit.POINTS if unit is Unit.FRACTION else unit,
                      measure, f"{later.figure.label}由{asked.said(earlier)}变为{asked.said(later)},"
                      f"{'多' if larger is later else '少'}{{result}}。", "各自的变动")


def _growth_back(asked: Asked) -> Iterator[Formula]:
    share = asked.one("share")
    amount = asked.one("money") or asked.one("count")
    if share is None or amount is None or len(asked.operands) != 2 or not words.GROWTH.search(share.figure.label):
        return
    if words.GROWTH.search(amount.figure.label):
        return
    if words.BEFORE.search(asked.text) and asked.together(amount, share):
        sign = "-" if words.FALL.search(share.figure.label) else "+"
        word = "降幅" if sign == "-" else "增幅"
        yield Formula(f"{amount.reference} / (1 {sign} {share.reference})", amount.figure.unit, amount.figure.measure,
                      f"按{asked.said(share)}的{word}倒推,上年同期是{{result}}。", "按增降幅倒推的上年同期",
                      of_calculators=True)


def _cut_back(asked: Asked) -> Iterator[Formula]:
    """What something was before it fell by so much, which is so many per cent, and what it is after that."""
    share, amount = asked.one("share"), asked.one("money") or asked.one("count")
    if share is None or amount is None or len(asked.operands) != 2 or not asked.together(amount, share):
        return
    if not (words.FALL.search(share.figure.label) and words.FALL.search(amount.figure.label)):
        return
    if words.BEFORE.search(asked.text):
        yield Formula(f"{amount.reference} / {share.reference}", amount.figure.unit, amount.figure.measure,
                      f"按少{asked.said(amount)}、降幅{asked.said(share)}倒推,原来是{{result}}。", "倒推原来的")
    if words.AFTER.search(asked.text):
        yield Formula(f"{amount.reference} / {share.reference} - {amount.reference}", amount.figure.unit,
                      amount.figure.measure, "降了以后是{result}。", "倒推降后的")


def _per_month(asked: Asked) -> Iterator[Formula]:
    if len(asked.operands) != 1 or not words.MONTHLY.search(asked.text) or words.LASTS.search(asked.text):
        return
    operand = asked.operands[0]
    if words.NO_FLOW.search(operand.figure.label):
        return
    told = [q for q in asked.spans if q.kind is QuantityKind.MONTHS and q.value > 1]
    period = months_of(operand.value)
    a_year = words.YEARLY.search(asked.text) or operand.figure.statement is not Statement.STATISTIC
    months = _MONTHS_OF_YEAR if a_year and period % _MONTHS_OF_YEAR == 0 else period
    if operand.dimension == "money" and months > 1 and all(q.value == months for q in told):
        yield Formula(f"{operand.reference} / {months}", operand.figure.unit, "",
                      f"{asked.said(operand)}按{months}个月算,平均每个月{{result}}。", "平均每月")


def _per_period(asked: Asked) -> Iterator[Formula]:
    """What a monthly amount comes to in so many months."""
    spans = [q for q in asked.spans if q.kind in (QuantityKind.MONTHS, QuantityKind.YEARS) and q.value >= 1]
    if len(asked.operands) != 1 or len(spans) != 1 or "每月" not in asked.operands[0].figure.label:
        return
    operand, span = asked.operands[0], spans[0]
    if not words.EACH_MONTH.search(asked.text[max(0, operand.quantity.start - 10) : operand.quantity.end + 6]):
        return
    months = span.value * (_MONTHS_OF_YEAR if span.kind is QuantityKind.YEARS else 1)
    if operand.dimension == "money" and months > 1 and words.MUCH_ASKED.search(asked.text):
        yield Formula(f"{operand.reference} * {months:f}", operand.figure.unit, "",
                      f"每月{asked.said(operand)},{months:f}个月一共{{result}}。", "几个月一共", of_calculators=True)


def _mean(asked: Asked) -> Iterator[Formula]:
    if len(asked.operands) != 2 or not words.MEAN.search(asked.text):
        return
    money, counts = asked.one("money"), [o for o in asked.operands if o.dimension == "count"]
    divisor = counts[0] if money and counts else _divisor(asked, counts)
    if divisor is None or (money is None and len(counts) != 2) or not divisor.amount:
        return
    whole = money or next(o for o in counts if o is not divisor)
    if not _may_divide(asked, divisor) if money else whole.amount < divisor.amount:
        return
    unit = Unit.YUAN if money else Unit.COUNT
    yield Formula(f"{whole.reference} / {divisor.reference}", unit, "" if money else whole.figure.measure,
                  f"{asked.said(whole)}按{asked.said(divisor)}平均,每{divisor.figure.measure}{{result}}。",
                  f"平均每{divisor.figure.measure}")


def _divisor(asked: Asked, counts: Sequence[Operand]) -> Operand | None:
    """The one of two counts over which the other is spread; None if the words don't tell."""
    named = list(words.DIVISOR.finditer(asked.text))
    found = [o for o in counts if any(_is_divisor(match, o, asked.text) for match in named)]
    return found[0] if len(found) == 1 else None


def _may_divide(asked: Asked, divisor: Operand) -> bool:
    """Whether the mean that is asked for is one of the divisor's kind, or of no kind that is named."""
    named = list(words.DIVISOR.finditer(asked.text))
    return not named or any(_is_divisor(match, divisor, asked.text) for match in named)


def _is_divisor(match: re.Match[str], operand: Operand, text: str) -> bool:
    measure = _PEOPLE.get(operand.figure.measure, operand.figure.measure)
    if match["per"]:
        return measure.startswith({"户": "家"}.get(match["per"], match["per"]))
    noun = match["noun"][:2]
    behind = text[operand.quantity.end : operand.quantity.end + 4]
    if match["measure"] == "个" and noun:
        return noun in behind or noun in operand.figure.label or (noun[0] == "人" and measure == "人")
    return match["measure"] in (operand.quantity.measure, operand.figure.measure, measure)


def _share(asked: Asked) -> Iterator[Formula]:
    if not words.SHARE.search(asked.text) or not words.OF.search(asked.text) or asked.operands[0].dimension == "share":
        return
    if asked.pair:
        first, second = (o.quantity for o in asked.operands)
        if words.ADDED.search(asked.text[first.end : second.start]):
            return  # of something that isn't quoted
        larger, smaller = asked.pair
        denied = words.DENIED.search(asked.text[smaller.quantity.end :])
        if denied and not words.DENIED.search(asked.text[: smaller.quantity.start]):
            yield Formula(f"({larger.reference} - {smaller.reference}) / {larger.reference}", Unit.FRACTION, "",
                          f"{asked.said(larger)}减去{asked.said(smaller)},其余的占{{result}}。", "其余的占比")
        else:
            yield Formula(f"{smaller.reference} / {larger.reference}", Unit.FRACTION, "",
                          f"{asked.said(smaller)}占{asked.said(larger)}的{{result}}。", "占比")
    elif _is_crossed(asked):
        smaller, larger = sorted(asked.operands, key=lambda o: o.amount)
        yield Formula(f"{smaller.reference} / {larger.reference}", Unit.FRACTION, "",
                      f"{asked.said(smaller)}相当于{asked.said(larger)}的{{result}}。", "相当于")
    elif len(asked.operands) > 2 and asked.like and words.ADDED.search(asked.text):
        whole = max(asked.operands, key=lambda o: o.amount)
        parts = [o for o in asked.operands if o is not whole]
        if sum(o.amount for o in parts) <= whole.amount:
            added = " + ".join(o.reference for o in parts)
            yield Formula(f"({added}) / {whole.reference}", Unit.FRACTION, "",
                          f"{'加'.join(map(asked.said, parts))}占{asked.said(whole)}的{{result}}。", "合计的占比")


def _is_crossed(asked: Asked) -> bool:
    """Whether just two counts of different measures are set against each other (人次 of 人)."""
    return len(asked.operands) == 2 and all(o.dimension == "count" for o in asked.operands) and "占" in asked.text


def _product(asked: Asked) -> Iterator[Formula]:
    money, count = asked.one("money"), asked.one("count")
    if money is None or count is None or len(asked.operands) != 2 or money.figure.unit is not Unit.YUAN:
        return
    each = words.EACH.search(asked.text[: money.quantity.start]) or re.search(r"[×乘xX*]", asked.text)
    if each and re.search(rf"{words.ALTOGETHER.pattern}|{words.MUCH}", asked.text):
        yield Formula(f"{count.reference} * {money.reference}", Unit.YUAN, "",
                      f"{asked.said(count)}、每{count.figure.measure}{asked.said(money)},一共{{result}}。", "一共",
                      of_calculators=True)


def _difference(asked: Asked) -> Iterator[Formula]:
    if asked.pair and words.DIFFERENCE.search(asked.text):
        larger, smaller = asked.pair
        unit, measure = smallest_unit(asked.operands)
        yearly = [q for q in asked.spans if q.kind is QuantityKind.YEARS and q.value == 1]
        if yearly and "每月" in larger.figure.label + smaller.figure.label:
            yield Formula(f"({larger.reference} - {smaller.reference}) * {_MONTHS_OF_YEAR}", unit, measure,
                          f"{asked.said(larger)}比{asked.said(smaller)}一年多{{result}}。", "一年相差")
        elif not words.TIMES.search(asked.text) or "多" in asked.text or "差" in asked.text:
            yield Formula(f"{larger.reference} - {smaller.reference}",
                          Unit.POINTS if unit is Unit.FRACTION else unit, measure,
                          f"{asked.said(larger)}比{asked.said(smaller)}多{{result}}。", "相差",
                          of_calculators=bool(words.OWN.search(asked.text)) and larger.figure is not smaller.figure)


def _rest(asked: Asked) -> Iterator[Formula]:
    if len(asked.operands) < 2 or not asked.like or asked.operands[0].dimension == "share":
        return
    whole = max(asked.operands, key=lambda o: o.amount)
    parts = [o for o in asked.operands if o is not whole]
    wanted = words.REST.search(asked.text) and words.WITHIN.search(asked.text)
    if (wanted or words.NOT_SO.search(asked.text)) and sum(o.amount for o in parts) < whole.amount:
        unit, measure = smallest_unit(asked.operands)
        taken = " - ".join(o.reference for o in parts)
        yield Formula(f"{whole.reference} - {taken}", unit, measure,
                      f"{asked.said(whole)}减去{'、'.join(map(asked.said, parts))},还有{{result}}。", "其余",
                      of_calculators=True)


def _sum(asked: Asked) -> Iterator[Formula]:
    if len(asked.operands) < 2 or not asked.like or asked.operands[0].dimension == "share":
        return
    whole = max(asked.operands, key=lambda o: o.amount)
    holds = whole.amount == sum((o.amount for o in asked.operands if o is not whole), Decimal(0))
    if len({bool(words.CHANGES.search(o.figure.label)) for o in asked.operands}) > 1:
        return  # a whole and what it grew by
    if words.ALTOGETHER.search(asked.text) and not holds and not re.search(r"里[头面]?|其中|当中", asked.text):
        unit, measure = smallest_unit(asked.operands)
        yield Formula(" + ".join(o.reference for o in asked.operands), unit, measure,
                      f"{'、'.join(map(asked.said, asked.operands))}合计{{result}}。", "合计", of_calculators=True)


def _part(asked: Asked) -> Iterator[Formula]:
    """A share of an amount: of so many the so many per cent; or the whole that so many are such a share of."""
    share, amount = asked.one("share"), asked.one("money") or asked.one("count")
    if share is None or amount is None or len(asked.operands) != 2 or words.GROWTH.search(share.figure.label):
        return
    if words.TURNED_BACK.search(asked.text):
        if words.HOW_MANY.search(asked.text) and share.amount:
            yield Formula(f"{amount.reference} / {share.reference}", amount.figure.unit, amount.figure.measure,
                          f"按{asked.said(amount)}占{asked.said(share)}倒推,总数是{{result}}。", "倒推的总数")
        return
    if words.HOW_MANY.search(asked.text) and asked.together(amount, share) and not words.REST.search(asked.text):
        yield Formula(f"{amount.reference} * {share.reference}", amount.figure.unit, amount.figure.measure,
                      f"{asked.said(amount)}的{asked.said(share)}是{{result}}。", "按比例算", of_calculators=True)


def smallest_unit(operands: Sequence[Operand]) -> tuple[Unit, str]:
    """The smallest unit among the operands, in which what they come to is told, and the measure."""
    order = [Unit.YUAN, Unit.COUNT, Unit.WAN_YUAN, Unit.WAN_COUNT, Unit.YI_YUAN]
    smallest = min(operands, key=lambda o: order.index(o.figure.unit) if o.figure.unit in order else 0)
    return smallest.figure.unit, smallest.figure.measure


def months_of(value: DatedValue) -> int:
    """The whole months that a value is for; 12 for one of whole years or of no stated length."""
    first, last = value.first_day, value.last_day
    if first is None or last is None:
        return _MONTHS_OF_YEAR
    months = (last.year - first.year) * _MONTHS_OF_YEAR + last.month - first.month + 1
    whole = first.day == 1 and date.fromordinal(last.toordinal() + 1).day == 1
    return months if whole else 0
