"""Numbers and sums that are told by what comes on top of those given before, or off them, and those told as a whole.

Knows nothing of cases: what was given before is that of the case at hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculator.scheme import FactValue
from assistant.dialogue.gathering.continuing import number_of
from assistant.dialogue.gathering.placing import place
from assistant.dialogue.hearing.cues import changes_by, comes_off, comes_on_top, cue, falls_out
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.roster import Homes
from assistant.dialogue.placed import Placed
from assistant.policy.model import FactShape

_PAID_AGAIN = re.compile(
    r"(?:又|再|还|另外)(?:已经|再|另外|多|给我|帮我)*(?:报销?|付|支付|出|给|俾|畀|救助|补|赔)(?:了|咗|过|返|到|回来?|掉)+(?:大概|约)?$"
)
_GROWS_BY = re.compile(
    r"(?:再|又|还|还会|另外|额外)(?:多|增加|增|涨|添|追加)(?:了|咗|出|上|个)?$|(?:增加|多出|新增|追加)(?:了|咗)?$|"
    r"(?:涨|升|加|增)多(?:了|咗)?$|(?:涨|升)(?:了|咗)$|"
    r"(?:追加|[补增加续又再](?:新|下|多)?(?:筹|拨|投|划|注|争取)|注入|(?<=[又再])(?:补|进|收|来|到账))(?:集|款|资|拨|入)?"
    r"(?:进来|下来|回来|进|来|入|到|上|返|了|咗){0,3}$")
# Right before the whole of it (一共是十天整).
_WHOLE = re.compile(
    r"(?:一共|总共|合共|共|统共|拢共|笼总|前后|合起来|加起来|加埋|算下来|合计|总计|变成|整整)(?:就?是|要|有|得|系)?(?:整整|足足|差不多)?$"
)
_COUNTED = ("count", "days", "months")


def grown(placed: Sequence[Placed], given: Mapping[str, FactValue], heard: Understood, homes: Homes) -> list[Placed]:
    """What is placed, a number of things that come on top with those given before added (两个支架 … 再多放一个).

    So, too, a number of people where no household is known, a sum that one before is said to grow by (再多三万), and
    what was paid again (后来又报了三十). What comes off is taken away; where the whole is told besides, that counts.
    """
    return [_grown(item, given, heard, homes) for item in _without_parts(placed, heard)]


def grows(facts: Sequence[FactShape], given: Mapping[str, FactValue], heard: Understood) -> bool:
    """Whether a number or sum that was given before is said to grow by another one (又新增了8家)."""
    return any(p.fact.id in given and not p.fact.heads and cue(p.fact, p.quantity, heard) > 0
               and _comes_on_top(p, heard) for p in place(facts, heard).placed)


def _grown(item: Placed, given: Mapping[str, FactValue], heard: Understood, homes: Homes) -> Placed:
    before = number_of(given.get(item.fact.id))
    if (_comes_on_top(item, heard) and not (item.fact.heads and homes.last)) or _paid_again(item, heard):
        return replace(item, value=item.value + before)
    return replace(item, value=before - item.value) if _comes_off(item, before, heard) else item


def _without_parts(placed: Sequence[Placed], heard: Understood) -> list[Placed]:
    """What is placed, without the changes of a number beside the whole that it came to (多待了两天,一共是十天)."""
    def is_part(item: Placed) -> bool:
        others = [p for p in placed if p is not item and _is_counted(p)]
        if falls_out(item.quantity, heard):
            return any(p.quantity.measure == item.quantity.measure and not changes_by(p.quantity, heard)
                       for p in others)
        alike = [p for p in others if p.fact.id == item.fact.id]
        return len(alike) == 1 and changes_by(item.quantity, heard) and bool(_WHOLE.search(_before(alike[0], heard)))

    return [item for item in placed if not is_part(item)]


def _paid_again(item: Placed, heard: Understood) -> bool:
    """Whether a sum of which there is one in all is told as paid once more."""
    once = item.fact.kind == "money" and not item.fact.many and not heard.corrects
    return once and bool(_PAID_AGAIN.search(_before(item, heard)))


def _comes_on_top(item: Placed, heard: Understood) -> bool:
    if item.fact.kind == "money" and not item.fact.many and not item.fact.adds:
        return bool(_GROWS_BY.search(_before(item, heard)))
    return _is_counted(item) and comes_on_top(item.quantity, heard)


def _comes_off(item: Placed, before: Decimal, heard: Understood) -> bool:
    """Whether so much is said to come off what was given before."""
    return _is_counted(item) and not item.fact.heads and before > item.value and comes_off(item.quantity, heard)


def _is_counted(item: Placed) -> bool:
    """Whether there is one number of what is placed; months are added up, even where several are taken."""
    return item.fact.kind in _COUNTED and (not item.fact.many or item.fact.kind == "months")


def _before(item: Placed, heard: Understood) -> str:
    return heard.text[: item.quantity.start]
