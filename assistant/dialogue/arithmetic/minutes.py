"""How long so many take at so many minutes each, as the caller tells them or the documents have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.dialogue.arithmetic import operation_words as words
from assistant.dialogue.arithmetic.operations import Formula
from assistant.dialogue.arithmetic.quoting import Operand
from assistant.policy.figures import write
from assistant.policy.model import Unit
from assistant.text.numerals import Quantity, QuantityKind

MINUTES = "分钟"
_ASKED = re.compile(rf"{words.MUCH}(?:分钟|分|个?(?:小时|钟头|钟))|多久|多长时间|几耐|好久")
_HEADS = ("人", "个", "名", "位", "号", "个人", "单", "张")
# What the documents tell the time of is named, and nothing beside it.
_AT_DESK = re.compile(r"操作|系统|电脑|录入|刷卡|报销")
_BESIDE = re.compile(r"看病|诊|看(?:一?个)?病人|加|连|带")
_PER_HOUR = Decimal(60)


def time_for_all(text: str, quantities: Sequence[Quantity], told: Iterable[Operand]) -> tuple[Formula, Operand] | None:
    """The minutes that all take together, with the figure of the documents that is one of those each takes.

    None if that isn't asked for or sure.
    """
    known = [o for o in told if o.figure.measure == MINUTES and not o.figure.derive]
    counts = [q for q in quantities if q.kind is QuantityKind.COUNT]
    heads = [q for q in counts if q.measure in _HEADS and q.value > 1]
    each = [q for q in counts if q.measure == MINUTES]
    if len(known) != 1 or len(heads) != 1 or not _ASKED.search(text):
        return None
    if any(q.approximate for q in (*heads, *each)) or any(q.measure == "小时" for q in counts):
        return None
    if not each and (_BESIDE.search(text) or not _AT_DESK.search(text)):
        return None
    figure = known[0]
    values = [q.value for q in each] or [figure.amount]
    if figure.amount not in values:
        return None
    total = sum(values, Decimal(0)) * heads[0].value
    expression = " + ".join(figure.reference if value == figure.amount else f"{value:f}" for value in values)
    told_each = "加".join(f"{value.normalize():f}" for value in values) if each else ""
    said = f"每个{told_each}分钟" if each else f"每个按{write(figure.figure, figure.value)}"
    formula = Formula(f"({expression}) * {heads[0].value:f}", Unit.COUNT, MINUTES,
                      f"{said},{heads[0].value.normalize():f}个一共{{result}}{_in_hours(total)}。", "一共的时间")
    return formula, figure


def _in_hours(minutes: Decimal) -> str:
    hours, rest = divmod(minutes, _PER_HOUR)
    if hours < 1:
        return ""
    return f",合{hours.normalize():f}小时" + (f"{rest.normalize():f}分" if rest else "")
