"""How many are lacking to each of several targets by the caller's own counts (甲做了17项、乙做了1项,一共还缺几项).

Says which count is held against which target, if that is sure for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.dialogue.arithmetic.operations import Formula
from assistant.dialogue.arithmetic.quoting import Operand
from assistant.dialogue.hearing.asking import ALL_TOGETHER
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import write
from assistant.policy.model import Statement, Unit
from assistant.text.numerals import Quantity, QuantityKind

# What leads from the name of a target to how many are done.
_DONE = re.compile(
    r"(?:做|办|弄|搞|上线|开通|完成|落实|有|能|通|到位|实现|推)(?:好|成|完|妥|到|掂|通)?(?:的)?(?:了|咗)?(?:的|才|只|就|大概)*$|[只才]有?$|是$")
_SEVERAL = 2
_LACKS = re.compile(r"(?:[差缺欠争]|(?:还|仲|只|就)(?:剩|余)下?|还(?:要|得|需))[^,.?!;]{0,5}(?:多少|几)")


def own_counts(heard: Understood, told: Sequence[Operand]) -> tuple[tuple[Formula, ...], tuple[Operand, ...]] | None:
    """What lacks to the targets that are named, and those targets; None if any count isn't surely of one of them."""
    asked = _LACKS.search(heard.text)
    counts = [q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure]
    if asked is None or len(counts) < _SEVERAL or len(counts) != len(heard.quantities):
        return None
    targets = [o for o in told if o.figure.statement is Statement.PLAN and not o.figure.derive
               and o.figure.unit is Unit.COUNT and o.figure.measure == counts[0].measure]
    pairs = list(_pairs(heard.text, counts, targets))
    if len(pairs) < len(counts) or len({o.reference for o, _ in pairs}) < len(pairs):
        return None
    lacking = [(o, q) for o, q in pairs if q.value < o.amount]
    if not lacking:
        return None
    made = [_lack(o, q) for o, q in lacking]
    if len(lacking) > 1 and ALL_TOGETHER.search(heard.text):
        whole = " + ".join(f"({o.reference} - {q.value:f})" for o, q in lacking)
        first = lacking[0][0].figure
        made.insert(0, Formula(whole, first.unit, first.measure, "一共还差{result}。", "一共还差"))
    return tuple(made), tuple(o for o, _ in lacking)


def _pairs(text: str, counts: Sequence[Quantity], targets: Sequence[Operand]) -> Iterator[tuple[Operand, Quantity]]:
    """Each count with the only target that is named before it, where it is told as done."""
    begin = 0
    for count in counts:
        piece, begin = text[begin : count.start], count.end
        named = [o for o in targets if any(part in piece for part in _own_parts(o, targets))]
        if len(named) == 1 and _DONE.search(piece):
            yield named[0], count


def _own_parts(target: Operand, targets: Sequence[Operand]) -> set[str]:
    """The pairs of characters in a target's label that no other target's has."""
    others = {part for other in targets if other is not target for part in _parts(other.figure.label)}
    return _parts(target.figure.label) - others


def _parts(label: str) -> set[str]:
    return {first + second for first, second in pairwise(label)}


def _lack(target: Operand, count: Quantity) -> Formula:
    figure = target.figure
    told = f"{figure.label}要{write(figure, target.value)},做了{count.words},还差{{result}}。"
    return Formula(f"{target.reference} - {count.value:f}", figure.unit, figure.measure, told, "还差")
