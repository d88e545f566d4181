"""Questions that take up something without naming it (咁俾咗嘅钱点攞返, 那已经交的怎么退): of which subject stays open.

Knows how people ask so, not what was spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.dialogue.hearing.understanding import Understood

# What is taken up: money given, what was bought or handed in, what was done so.
_TAKEN_UP = (
    r"(?:给|交|缴|付|俾|畀|买|垫|花|掏|扣|填|办|报|递|申请|登记)(?:出去|上去|进去|下去|掉|完|好|错)?(?:了|咗|过|的|嘅|下)+"
    r"[^,.?!;\d]{0,3}?(?:钱|费|款|保费|东西|材料|单|嗰?份|那?份)?"
)
_ASKED = r"怎么|咋|点样?|如何|哪里|哪儿|哪个|边度|边个|多久|几时|什么时候|能不能|可不可以|可唔可以|找谁|打"
_BACK = r"退|拿回|要回|攞返|攞回|拿得回|返还|回来|返嚟|查|改|取消|撤|重[办交]|算数"
_OPEN = re.compile(rf"(?:那么?|咁|噉|那)?,?{_TAKEN_UP}[^.?!;]{{0,10}}?(?:{_ASKED}|{_BACK})")
_LONGEST = 24
# Money that is wanted back, and how an item is asked about by that.
_WANTED_BACK = re.compile(
    r"(?:钱|费|款)[^,.?!;]{0,4}?(?:退(?!休)|拿[得不]?回|要回|攞[得唔]?返|攞回|返还|返嚟)|"
    r"(?:退|拿回|要回|攞返)(?:返|回)?(?:我|啲|这|那|点)?(?:钱|费|款)"
)


def leaves_open(heard: Understood) -> bool:
    """Whether an utterance asks of something that was given or done before, and doesn't name what."""
    if len(heard.text) > _LONGEST or heard.quantities or heard.dates or heard.conditions or heard.located.areas:
        return False
    return heard.asks and bool(_OPEN.match(heard.text))


def wants_back(heard: Understood) -> bool:
    """Whether an utterance asks how money that was paid is got back."""
    return leaves_open(heard) and bool(_WANTED_BACK.search(heard.text))


def is_of_getting_back(wordings: Iterable[str]) -> bool:
    """Whether something is asked about by how money is got back."""
    return any(_WANTED_BACK.search(text) for text in wordings)
