"""People counted as a group of their own (开船的6个) by words that no fact and no member of the household has.

Knows how groups are listed with their numbers, not what they count for.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.heads import HEADS
from assistant.text.numerals import Quantity, QuantityKind

_DESCRIBED = re.compile(r"[^,.;?!、 \d]{1,8}的(?:有|是|共|一共)?$")
_ENDS = re.compile(r"人?(?:左右)?(?:[,.;?!、 ]|$|和|跟|还有|一共|总共|合共|合计|拢共|加起来|加埋|要|得)")
# What counts everybody again, or some of those told of.
_AGAIN = re.compile(r"总|共|合计|加起来|加埋|全|其中|里面|里头|当中|我们|咱|剩|其余|其他|另外|上面|前面|刚才|说")


def unknown_groups(heard: Understood, known: Collection[Quantity | None]) -> list[Quantity]:
    """The numbers listed behind a description of people (开船的6个) that are none of those `known`, in their order.

    Their words hold the description.
    """
    left = []
    for quantity in heard.quantities:
        clause = re.split(r"[,.;?!、 ]", heard.text[: quantity.start])[-1]
        described = _DESCRIBED.search(clause)
        if (quantity.kind is QuantityKind.COUNT and quantity.measure in HEADS and quantity not in known
                and described and not _AGAIN.search(clause) and _ENDS.match(heard.text, quantity.end)):
            left.append(replace(quantity, words=described.group() + quantity.words))
    return left
