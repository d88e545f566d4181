"""What is left of a named whole without some of its parts (支出里除了住院,其余多少): which figures are meant.

Calculates nothing.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from assistant.dialogue.arithmetic.named_operations import Resolved, told_as
from assistant.dialogue.arithmetic.naming import List, Naming, family_of
from assistant.dialogue.arithmetic.operation_words import MUCH
from assistant.dialogue.arithmetic.operations import Formula, smallest_unit

_TAKEN = (
    r"(?:除(?:了|掉|去|开|咗)?|扣(?:掉|除|去|咗)|去掉|减(?:去|掉|咗)|刨(?:去|掉|开)|撇(?:开|掉)|抛(?:开|掉)|拿掉|不(?:算|计|含|看))")
_LEFT = r"(?:其[余他它]|剩(?:下|低|余|返)?|余下|别的|另外|还[有剩]|净)"
_OUTSIDE = r"(?:不算|不看|以外|之外|外|的话|,)*"
_REST = (
    re.compile(rf"(?P<whole>[^?!;]{{2,30}}?)(?:里[头面]?|当中|其中|之中|中|,)*{_TAKEN}(?P<parts>[^?!;]{{2,30}}?){_OUTSIDE}"
               rf"{_LEFT}[^?!;,]{{0,10}}?{MUCH}[^,?!;]{{0,6}}[?.]?"),
    re.compile(rf"{_TAKEN}(?P<parts>[^?!;,]{{2,30}}?){_OUTSIDE},(?P<whole>[^?!;,]{{2,30}}?)(?:里[头面]?|当中|其中|中)*"
               rf"{_LEFT}[^?!;,]{{0,10}}?{MUCH}[^,?!;]{{0,6}}[?.]?"),
)
_BETWEEN = re.compile(r",|、|以及|还有|再?加上|和|跟|与|同")
_INSURED = re.compile(r"职工|居民")


def rest_of(text: str, naming: Naming, area: str, day: date) -> Resolved | None:
    """The whole without the parts that an utterance names; None if it asks for none, or isn't sure of them."""
    found = next((match for pattern in _REST if (match := pattern.fullmatch(text))), None)
    if found is None:
        return None
    kinds = set(_INSURED.findall(found["whole"]))
    lead = kinds.pop() if len(kinds) == 1 else ""
    items = tuple(part if _INSURED.search(part) else lead + part for part in _BETWEEN.split(found["parts"]) if part)
    operands = naming.resolve(List((*items, found["whole"]), "", found["whole"], ends_in_whole=True), area, day)
    if len(operands) != len(items) + 1:
        return None
    *parts, whole = operands
    of_one = {family_of(operand.figure) for operand in operands}
    if len(of_one) > 1 or sum((part.amount for part in parts), Decimal(0)) >= whole.amount:
        return None
    unit, measure = smallest_unit(operands)
    taken = "、".join(map(told_as, parts))
    made = Formula(" - ".join((whole.reference, *(part.reference for part in parts))), unit, measure,
                   f"{told_as(whole)}减去{taken},其余{{result}}。", "其余")
    return Resolved(List(tuple(o.figure.label for o in operands)), operands, (made,), "rest")
