"""Quantities that say again, add up or stand beside what was told for the same fact, and so do not count.

Takes quantities that have their facts already.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.dialogue.gathering.repeating import is_whole
from assistant.dialogue.hearing.against_before import against_before
from assistant.dialogue.hearing.asking import asks_difference
from assistant.dialogue.hearing.conditions import of_two_kinds
from assistant.dialogue.hearing.cues import leading
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed

_COUNTS = re.compile(
    r"政策(?:范围)?(?:以?内|里)|合规|目录(?:范围)?(?:以?内|里)|符合(?:政策|规定)|能报的|可报的|可以报的"
)
_DENIED_COUNTS = r"[不非没未](?:算|属于|在|是)?(?:政策|合规|目录|符合|能报|可报|可以报)"
_AMONG = re.compile(r"其中|(?<!目录)(?<!政策)(?<!范围)里[头面]|当中|内里")
_TAKEN_UP = re.compile(
    r"(?:(?:这|那|呢|嗰|该|上述|刚才说的)(?:个|笔|些|总共|一共)?|[,.;?!](?:就|都)?(?:照|按|当|作)(?:是|作|着)?)$"
)
# The price of one is asked for (单检一次多少钱).
_PRICED = re.compile(r"(?:要|是|收|得)?(?:多少|几多?钱|几块|几多)")
# The same sum once more, for the difference that something else makes.
_ALIKE = re.compile(r"(?:同样|一样|照样|还是|仍然|仍旧|同一笔)(?:的|嘅|是|系|花|用|买|拿|开|看|睇|这|嗰|那)*$")
_DONE = re.compile(r"[做看测检去跑][了过咗]$")
_CLAUSES = re.compile(r"[,.;?!]")
_LISTS = re.compile(r"[,、]|[,、]?[和跟与同]")
_DONE_AGAIN = re.compile(r"又|再|另外|还有|第二")
# So near before a number 又 or 加 makes it another one.
_NEAR = 8
# A new bill, and that all of them are asked for.
_THIS_TIME = re.compile(r"[这今呢][次回趟]|又|再|现在|而家|今[天日]|这个月|本月|眼下")
_ALL_OF_THEM = re.compile(r"一共|总共|合共|合计|加起来|加埋|拢共|统共|前后|两[次回]")
_ADDED = re.compile(r"又|再|另外?|还有|加|和|跟|左|右")


def of_policy(placed: list[Placed], heard: Understood) -> list[Placed]:
    """Without the whole bill, where the part of it that counts was told for the same fact, too (政策内六万)."""
    parts = [p for p in placed if p.fact.kind == "money" and (
        _COUNTS.search(leading(p.quantity, heard)) or _is_among(p, placed, heard))]
    kept = []
    for item in placed:
        own = [p for p in parts if p.fact.id == item.fact.id]
        part = next((p for p in own if p.quantity.start > item.quantity.end and
                     _AMONG.search(heard.text, item.quantity.end, p.quantity.start)), None)
        after = [p for p in own if p.quantity.start > item.quantity.end and p.value < item.value]
        alone = len(after) == 1 and not _DONE_AGAIN.search(heard.text, item.quantity.end, after[0].quantity.start)
        if item in parts or not own or not (is_whole(item.quantity, heard) or part or alone):
            kept.append(item)
    return kept


def _is_among(item: Placed, placed: list[Placed], heard: Understood) -> bool:
    """Whether an amount is told as part of a greater one of the same fact (总共58000,其中合规的51500)."""
    whole = any(p.fact.id == item.fact.id and p.quantity.end <= item.quantity.start and p.value > item.value
                for p in placed)
    return whole and bool(re.match(rf"(?:{_AMONG.pattern})", leading(item.quantity, heard)))


def without_beside(placed: list[Placed], heard: Understood) -> list[Placed]:
    """Without what doesn't count beside an amount that is told as the part that counts (合规的七万, 另有…)."""

    def lies_beside(item: Placed) -> bool:
        whole = [p for p in placed if p.fact.id == item.fact.within]
        counted = [p for p in whole if _COUNTS.search(re.sub(_DENIED_COUNTS, "", leading(p.quantity, heard)))]
        among = whole and _AMONG.search(leading(item.quantity, heard))
        return bool(counted) and len(counted) == len(whole) and not among

    return [p for p in placed if not (p.fact.within and lies_beside(p))]


def without_settled(placed: list[Placed], heard: Understood) -> list[Placed]:
    """Without an earlier bill of which it is told what was paid, or deducted, where it goes on with a new one.

    Where all of them are asked for it's that amount which doesn't count: it comes out again (上次花60报了45,这次…).
    """
    ordered = sorted(placed, key=lambda p: p.quantity.start)
    settled: list[Placed] = []
    for bill, paid in pairwise(ordered):
        pays = paid.fact.kind == "money" and not paid.fact.many and paid.fact.default and not paid.fact.within
        new = any(p.fact.id == bill.fact.id and p.quantity.start >= paid.quantity.end
                  and _THIS_TIME.search(heard.text, paid.quantity.end, p.quantity.start) for p in ordered)
        if bill.is_bill and pays and new and paid.value <= bill.value:
            settled.append(paid if _ALL_OF_THEM.search(heard.text, paid.quantity.end) else bill)
    return [p for p in placed if p not in settled]


def without_sums(placed: list[Placed]) -> list[Placed]:
    """Without a number that only adds up those told before (两个…两个人, 三个儿子两个女儿五个人, 上午…下午…一共…)."""
    kept: list[Placed] = []
    for item in placed:
        before = [p.value for p in kept if p.fact.id == item.fact.id]
        again = len(before) > 1 or item.value > 1
        heads = item.quantity.measure == "人" or (item.fact.many and len(before) > 1)
        if not (item.fact.kind == "count" and heads and again and sum(before) == item.value):
            kept.append(item)
    return kept


def said_again(placed: list[Placed], heard: Understood) -> list[Placed]:
    """Without what only takes up a number or amount told before for the question (放两个支架…两个支架一共多少)."""
    kept: list[Placed] = []
    for item in placed:
        same = next((p for p in reversed(kept) if p.fact.id == item.fact.id), None)
        if not (same is not None and same.value == item.value and _takes_up(same, item, heard)):
            kept.append(item)
    return kept


def _takes_up(same: Placed, item: Placed, heard: Understood) -> bool:
    """Whether a number that was told before for the same fact is told again, not another one."""
    between = heard.text[same.quantity.end : item.quantity.start]
    if item.fact.kind == "money":
        alike = asks_difference(heard) and bool(_ALIKE.search(between))
        if alike and (against_before(heard) or same.person == item.person):
            return True
        return bool(_TAKEN_UP.search(between)) and not _DONE_AGAIN.search(_CLAUSES.split(between)[-1])
    if item.fact.kind == "count" and (between == "、" or (not same.quantity.measure and _LISTS.fullmatch(between))):
        return False
    if item.fact.kind == "months":
        return not _ADDED.search(between)
    after = [heard.text[p.quantity.end : p.quantity.end + 2] for p in (same, item) if p.quantity.words]
    again = item.fact.kind == "count" and len(after) == 2
    between = between[-_NEAR:]
    bare = all(p.quantity.words.endswith(("人", "口")) for p in (same, item))
    alike = bare or len(set(after)) == 1 or not item.fact.heads
    return again and alike and not _ADDED.search(between)


def without_units(placed: list[Placed], heard: Understood) -> list[Placed]:
    """Without the 一 of "一个人次多少", where the same fact has a number of its own."""
    kept = []
    for item in placed:
        rivals = [p for p in placed if p is not item and p.fact.id == item.fact.id]
        done = _DONE.search(heard.text[: item.quantity.start])
        priced = _PRICED.match(heard.text, item.quantity.end) or not of_two_kinds(heard.mentions)
        unit = item.fact.kind in ("count", "days", "months") and item.value == 1 and not done and priced
        if unit and any(p.value > 1 for p in rivals):
            continue
        kept.append(item)
    return kept
