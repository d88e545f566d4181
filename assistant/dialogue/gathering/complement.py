"""How many of a number aren't what a calculator counts: told as those who aren't, taken as those who are.

So for calculators of a part that can't be more than its whole (参保人数 ≤ 户籍人口). Takes only what is denied by the
words beside the number; whether a target is met, the calculator says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.calculator.scheme import FactValue
from assistant.calculator.wording import quantity as written
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed
from assistant.policy.model import FactShape, SchemeShape
from assistant.text.numerals import Quantity, QuantityKind

_WITHIN = re.compile(r"(\w+) <= (\w+)")
_BEING = r"(?:参|保|上|交|缴|买|办|选|激|开|接|入|通|登|联|用)"
_DENIED_BEHIND = re.compile(
    rf"(?:的?人|家|户|口|位|名)?(?:现在|到现在|目前|还|都|是|仍|一直|就|愣是)*"
    rf"(?:(?:没|未|冇|唔|不)(?:有|曾|肯|愿意?|想|去|能)?(?:给)?{_BEING}|(?:给)?(?:漏|落下|缺))"
)
_DENIED_BEFORE = re.compile(
    rf"(?:(?:没|未|冇|唔|不)(?:有|曾|肯|愿意?|想)?{_BEING}[^,.?!;\d没未不]{{0,5}}|漏(?:了|掉|保|参)?的?)(?:人|户|家)?"
    r"(?:现在|目前|还|总共|一共|大概|就|只|是|有|剩|数|得)*$"
)
_NEAR = 14


def of_those_who_are(shape: SchemeShape, placed: Sequence[Placed], heard: Understood,
                     given: Mapping[str, FactValue]) -> tuple[list[Placed], list[str]]:
    """What was placed, with a number of those who aren't at the fact of those who are; and that in words."""
    pair = _part_and_whole(shape)
    denied = [q for q in heard.quantities if q.kind is QuantityKind.COUNT and _is_denied(q, heard.text)]
    if pair is None or len(denied) != 1:
        return list(placed), []
    part, whole = pair
    rest = [p for p in placed if p.quantity is not denied[0] and p.quantity != denied[0]]
    told = next((p.value for p in rest if p.fact.id == whole.id), given.get(whole.id))
    if any(p.fact.id == part.id for p in rest) or not isinstance(told, Decimal) or denied[0].value > told:
        return list(placed), []
    are = told - denied[0].value
    words = f"{written(told)} - {written(denied[0].value)} = {written(are)}{denied[0].measure.removeprefix('个')}"
    return [*rest, Placed(part, are, denied[0], None, None, False)], [words]


def tells_those_who_are_not(shape: SchemeShape, heard: Understood, given: Mapping[str, FactValue]) -> bool:
    """Whether an utterance tells how many of a number told before aren't what a calculator counts."""
    return bool(of_those_who_are(shape, (), heard, given)[1])


def _part_and_whole(shape: SchemeShape) -> tuple[FactShape, FactShape] | None:
    """The counted fact that can't be more than another counted one, and that; None if there is no such pair."""
    counted = {fact.id: fact for fact in shape.facts if fact.kind == "count"}
    found = [match for step in shape.steps if step.kind == "require"
             and (match := _WITHIN.fullmatch(str(getattr(step, "expression", "") or "")))]
    pairs = [(counted[m[1]], counted[m[2]]) for m in found if m[1] in counted and m[2] in counted]
    return pairs[0] if len(pairs) == 1 else None


def _is_denied(quantity: Quantity, text: str) -> bool:
    """Whether a number is of those who aren't so: the words behind or before it deny it."""
    behind = _DENIED_BEHIND.match(text, quantity.end)
    return bool(behind or _DENIED_BEFORE.search(text[max(0, quantity.start - _NEAR) : quantity.start]))
