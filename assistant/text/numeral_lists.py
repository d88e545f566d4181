"""Numbers of one list: those without a kind or measure of their own have that of the one they are listed with.

Knows how lists are said, not how a number is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.text import numeral_patterns as patterns
from assistant.text.quantities import Quantity, QuantityKind

# The largest and the smallest of a list whose unit is told once differ by so much at most.
MOST_TIMES = 20


def with_lists(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities found in a text, in its order, each of a range or list as the one that tells what it is."""
    following: list[Quantity | None] = [*found[1:], None]
    ranges = [_in_range(text, quantity, after) for quantity, after in zip(found, following, strict=False)]
    return _by_labels(text, _before_measure(text, _before_unit(text, ranges)))


def _in_range(text: str, quantity: Quantity, after: Quantity | None) -> Quantity:
    """The first number of 70-80元 and 5000到8000块 is money as the second is."""
    if quantity.kind is not QuantityKind.NUMBER or after is None or after.kind is not QuantityKind.MONEY:
        return quantity
    between = text[quantity.end : after.start]
    return replace(quantity, kind=QuantityKind.MONEY) if between in ("-", "~", "到", "至") else quantity


def _before_unit(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Bare numbers listed before one in 万 or 亿 are in that, too (3200/2600/1800万元), if they're of its size."""
    kept: list[Quantity] = []
    scale = 0
    for quantity in reversed(found):
        after, unit = kept[-1] if kept else None, patterns.LARGE_UNIT.search(quantity.words)
        value = quantity.value * scale
        bare = quantity.kind in (QuantityKind.NUMBER, QuantityKind.MONEY) and not quantity.measure
        listed = (after is not None and scale and bare
                  and patterns.IN_DIGITS.fullmatch(quantity.words)
                  and patterns.LISTING.fullmatch(text, quantity.end, after.start)
                  and after.value <= value * MOST_TIMES and value <= after.value * MOST_TIMES)
        scale = patterns.LARGE_UNITS[unit.group()] if unit else scale if listed else 0
        kept.append(replace(quantity, kind=after.kind, value=value, measure=after.measure)
                    if listed and after else quantity)
    return kept[::-1]


def _before_measure(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Bare numbers listed before one with its measure are of the same (32、41、28人次), not heads or times."""
    kept: list[Quantity] = []
    for quantity in reversed(found):
        after = kept[-1] if kept else None
        whole = quantity.value == quantity.value.to_integral_value() and quantity.kind is QuantityKind.NUMBER
        listed = (after is not None and whole and after.measure in patterns.OF_LISTS
                  and patterns.LISTING.fullmatch(text, quantity.end, after.start))
        kept.append(replace(quantity, kind=QuantityKind.COUNT, measure=after.measure)
                    if listed and after else quantity)
    return kept[::-1]


def _by_labels(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Bare numbers of times that are listed by a label counted as the first is (九月420人次,十月385)."""
    counted: list[Quantity] = []
    for quantity in found:
        before = counted[-1] if counted else None
        listed = (before is not None and before.kind is QuantityKind.COUNT
                  and before.measure not in patterns.OF_HEADS
                  and quantity.kind is QuantityKind.NUMBER and quantity.value == quantity.value.to_integral_value()
                  and patterns.LABELLED.fullmatch(text, before.end, quantity.start)
                  and patterns.LIST_ENDS.match(text, quantity.end))
        counted.append(replace(quantity, kind=QuantityKind.COUNT, measure=before.measure)
                       if listed and before else quantity)
    return counted
