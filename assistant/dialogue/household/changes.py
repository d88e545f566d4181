"""A change of the household told before, and the words and numbers that several kinds of change are told by.

Knows no kind of change by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.dialogue.hearing.kinship import CROWD
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.heads import HEADS
from assistant.dialogue.household.roster import Roster
from assistant.text.numerals import Quantity, QuantityKind

TURNS = re.compile(
    r"变成|变为|变作|改成|改为|改做|改回|换成|换为|换回|换到|换作|转成|转为|转做|涨到|升到|升为|升成|加到|提到|提高到|调到|调成|"
    r"降到|降成|降为|减到|减成|减为|改(?:交|选|走|到|缴)?|换(?:交|走|选)?(?=[一二两高低]|$|[,.?!呢了])"
)
JOINS = re.compile(
    r"^(?:那个?|哦|噢|啊|嗯|对了|哎|哎呀|要是|如果|[,. ])*"
    r"(?:还有|再?[带捎]上|合计(?=[我俺](?!们|家|屋)|[爸妈爷奶]|[一两二三四五]个)|再加|再添|添(?:了|多)?[一两二三个]|又多|另外|加上|加多|加个|加一|再算上|算上|连上|多了?[一两二三个]|漏了|忘了|少算了|没算|再多)|"
    r"(?:没算|漏了|忘了算|忘了说)(?:进去|上)?(?:了|呢)?[.?]?$"
)
SUPPOSES = re.compile(r"如果|要是|假如|若|的话|呢|换成|改成|改")
ADDED_FOR_SURE = re.compile(
    r"(?:还有|再加|再添|添(?:了|多)?[一两二三个]|又多|另外|加上|外加|以及|漏了|忘了|还带)\D{0,3}$")
ANYBODY = frozenset(("", "rest", *CROWD))


@dataclass(frozen=True)
class Change:
    """The household before and after what was said; `supposed` if it is only asked what would be.

    `after` is empty where the change can't be settled: then the members have to be told once more. `in_parts` tells
    that the same household is told of, group after group.
    """

    before: Roster
    after: Roster
    supposed: bool = False
    in_parts: bool = False


def size_of(roster: Roster) -> int:
    return sum(member.number for member in roster)


def numbers_in(heard: Understood) -> list[Quantity]:
    """The numbers of people said, whoever they are."""
    return [q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure in HEADS]
