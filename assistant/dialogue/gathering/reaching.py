"""How many there are in all, and how many of them have got there so far (640家,目前530家接入).

For facts of which one counts a part of the other. Takes quantities that have their facts already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.hearing.cues import fits_kind
from assistant.dialogue.hearing.people import clause_at
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed
from assistant.policy.model import FactShape
from assistant.text.numerals import Quantity

_SO_FAR = re.compile(r"已|现在|目前|如今|而家|至今|到今|截至|截止|才|只有|实际|(?:弄|搞|办|做|完)[好成了]|完成")


def with_reached(placed: Sequence[Placed], quantities: Sequence[Quantity], facts: Sequence[FactShape],
                 heard: Understood) -> list[Placed]:
    """What is placed, the number of all and that of those so far each at its own fact."""
    kept = list(placed)
    for part in [f for f in facts if f.kind == "count" and f.within]:
        whole = next((f for f in facts if f.id == part.within), None)
        own = [p for p in kept if p.fact.id in (part.id, part.within)]
        if whole is None or not own or len({p.fact.id for p in own}) > 1:
            continue
        first = own[0]
        taken = {p.quantity for p in kept if p not in own}
        later = next((q for q in quantities if q.start >= first.quantity.end and q not in taken
                      and q.value < first.value and fits_kind(part, q) and _is_so_far(first.quantity, q, heard)), None)
        if later is None or (len(own) > 1 and later not in {p.quantity for p in own}):
            continue
        reached = replace(first, fact=part, quantity=later, value=later.value)
        kept = [p for p in kept if p not in own]
        kept += [replace(first, fact=whole), reached]
    return kept


def _is_so_far(whole: Quantity, quantity: Quantity, heard: Understood) -> bool:
    """Whether a number is told as what there is so far, behind the number of all."""
    clause = clause_at(heard.clauses, quantity.start)
    start = max(clause.start if clause else 0, whole.end)
    return bool(_SO_FAR.search(heard.text[start : quantity.end + 3]))
