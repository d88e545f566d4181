"""What an utterance takes over of the amounts given before: bills in front of a new one, nothing of somebody else's.

Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculator.expression import parse
from assistant.calculator.scheme import Bill, FactKind, FactValue, Scheme
from assistant.dialogue.hearing.asking import ALL_TOGETHER, alike_otherwise
from assistant.dialogue.hearing.correcting import tells_forgotten
from assistant.dialogue.hearing.neighbours import other_place
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case, Placed, bills_of
from assistant.policy.model import FactShape, StepShape

_ANOTHER = re.compile(
    r"又|再(?!见)|另外|还有|后来|后尾|接着|第[二三四五两]次|第[二三四五两]回|加上|追加|[补增加续](?:筹|拨|注)(?!款|资金的)")
_BOTH_THINGS = re.compile(r"两(?:样|笔|项|种|张单)[^,.?!;]{0,4}(?:一共|总共|合计|加)|加起来|加在一起|加埋|合起来")
# Right before a sum that is to be added to the one before, even where it is only supposed (要是再添两千呢).
_ADDED = re.compile(
    r"(?:(?<!不)再|又|还要|还得|另外|额外)(?:要|得|会|能|想|去|来|另外|额外)?(?:多|追)?(?:自付|自己[掏付摊出]|[添加增花用使买看睇住做拿开交缴付垫摊])?(?:多|了|咗|上|个|加|添|出|返){0,2}$|"
    r"(?:追加|新增|增加|[补增加续又再](?:筹|拨|注|投))(?:多|了|咗|上|进来?|下来?|入|到|返){0,3}$"
)
# The sum itself is supposed to be greater, not that something comes up once more.
_GROWN = re.compile(r"(?:如果|要是|假如|若)[^,.?!;]{0,8}?(?:再|另外|额外|追)(?:要|得|会|能)?(?:多|追|添|加|增)")
_SUPPOSING = re.compile(r"如果|要是|假如|若|(?:换成|改成|变成)(?!多少|几|啥|什么)|的话")
# It comes up once more, be it only supposed: one more stay, visit or purchase beside those told (要是年底再住一次).
_ONCE_MORE = re.compile(
    r"(?:再|又|还要?|重新?)(?:去|来|要|得|会|给)?(?:住|看|睇|买|做|犯|复发|入|开|住进)(?:了|上|进|过|返)?(?:一|多|院|个){0,2}(?:次|回|趟|轮|盒|院|刀)|"
    r"(?:再|又)(?:要|得|会)?住(?:了|进|上)?院|第[二三两](?:次|回|趟)(?:住|看|睇|买|能|给|报|再|可以|该|自付|救助|花)")
# A sum that was told before is pointed at (那这四万七能再救助多少).
_POINTED_AT = re.compile(r"(?:这|那|呢|嗰|该)(?:个|笔|一笔)?$")
# What is added up of one case: bills, and how often something was.
_ADDED_UP = ("money", "count")
_BOTH = 2
# How the caller is named among those whose cases are told.
CALLER = "您"
# The facts in a formula.
_NAME = re.compile(r"[a-z_]+")


def is_anothers(scheme: Scheme, case: Case, whose: str, told: Sequence[Case], heard: Understood) -> bool:
    """Whether the amounts of a case are told anew of somebody else, or of another place, than before.

    What was `told` of nobody in particular is the caller's own. Where all else is said to be alike, they aren't.
    """
    if alike_otherwise(heard):
        return False
    is_place = case.who != whose and bool(other_place(case.who))
    kinds = (FactKind.MONEY, FactKind.COUNT) if is_place else (FactKind.MONEY,)
    needed = {f.id for f in scheme.facts if f.kind in kinds and f.default is None}
    before = whose or (CALLER if told else "")
    return bool(before or is_place) and case.who not in ("", before) and bool(needed & set(case.facts))


def without_amounts(scheme: Scheme, given: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """What was given before that may hold of somebody else, too, whose amounts are told anew."""
    amounts = {f.id for f in scheme.facts if f.kind in (FactKind.MONEY, FactKind.COUNT)}
    return {id_: value for id_, value in given.items() if id_ not in amounts}


def of_new_bill(facts: Sequence[FactShape], placed: Sequence[Placed], given: Mapping[str, FactValue],
                heard: Understood) -> Mapping[str, FactValue]:
    """What was given before without the parts of a bill, where another bill is told: those were its own."""
    if heard.corrects or (_SUPPOSING.search(heard.text) and not comes_once_more(heard)):
        return given
    bills = [p for p in placed if p.fact.kind == "money" and p.fact.default is None and not p.fact.many]
    new = {p.fact.id for p in bills if p.quantity.words and _ANOTHER.search(heard.text[: p.quantity.start])}
    parts = {fact.id for fact in facts if fact.within in new and fact.id not in {p.fact.id for p in placed}}
    return {id_: value for id_, value in given.items() if id_ not in parts}


def comes_anew(fact: FactShape, told: Mapping[str, FactValue], known: Mapping[str, FactValue],
               steps: Sequence[StepShape]) -> bool:
    """Whether what a fact comes out of is told anew, so that what was given of it before no longer holds.

    What a step multiplies by it doesn't come out of it (每人看两次, 是五个人). `known` are the facts given
    before and those `told` now.
    """
    names = set(_NAME.findall(fact.derive))
    if not names & set(told) or not names <= set(known):
        return False
    used = [set(_NAME.findall(step.expression or "")) for step in steps
            if all(known.get(name) in values for name, values in step.when.items())]
    return not any(fact.id in own and own & names for own in used)


def number_of(value: FactValue | None) -> Decimal:
    """A number given before, that of all of it where it was told in several parts; none where it wasn't given."""
    if isinstance(value, tuple):
        return sum((bill.amount for bill in value), Decimal(0))
    return value if isinstance(value, Decimal) else Decimal(0)


def with_derived(facts: Sequence[FactShape], given: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """What was given, with the bills that come out of it (what is left of the whole when the insurance has paid)."""
    derived = {fact.id: _derived(fact, given) for fact in facts if fact.many and fact.kind == "money"}
    return {**{id_: bills for id_, bills in derived.items() if bills}, **given}


def comes_once_more(heard: Understood) -> bool:
    """Whether something is said, or supposed, to come up once more beside what was told (要是年底再住一次)."""
    return bool(_ONCE_MORE.search(heard.text)) and not heard.corrects


def tells_another(heard: Understood) -> bool:
    """Whether one more bill is told beside those before (后来又看了一次), not supposed in their place."""
    return bool(_ANOTHER.search(heard.text)) and not _SUPPOSING.search(heard.text)


def adds_sum(heard: Understood) -> bool:
    """Whether the only sum told is to be added to the one before (要是再添两千)."""
    return len(heard.sums) == 1 and bool(_ADDED.search(heard.text[: heard.sums[0].start]))


def with_more(case: Case, placed: Sequence[Placed], given: Mapping[str, FactValue], heard: Understood,
              told: Sequence[Case]) -> Case:
    """The case with the bills told before in front of what came up as another one (后来又看了一次)."""
    both = _BOTH_THINGS.search(heard.text) and not heard.corrects
    supposes = _SUPPOSING.search(heard.text) and not (adds_sum(heard) or comes_once_more(heard))
    another = (comes_once_more(heard) or _ANOTHER.search(heard.text) or both or adds_sum(heard)
               or tells_forgotten(heard.text))
    if not another or supposes:
        return case
    said = [id_ for id_, value in case.facts.items() if isinstance(value, str)]
    if told and any(told[-1].facts.get(id_) not in (None, case.facts[id_]) for id_ in said):
        return case  # of another kind than the bills before
    facts = dict(case.facts)
    for id_ in {p.fact.id for p in placed if p.fact.many and p.fact.kind in _ADDED_UP
                and not (p.fact.by_month or p.fact.for_months or _is_pointed_at(p, given, heard))}:
        earlier, value = given.get(id_), facts.get(id_)
        if isinstance(earlier, tuple) and isinstance(value, tuple):
            day = told[-1].day if told else None
            one = _GROWN.search(heard.text) and adds_sum(heard) and len(earlier) == len(value) == 1
            facts[id_] = (replace(earlier[0], amount=earlier[0].amount + value[0].amount),) if one else (
                *(replace(bill, day=bill.day or day) for bill in earlier), *value)
    return replace(case, facts=facts) if facts != case.facts else case


def _is_pointed_at(item: Placed, given: Mapping[str, FactValue], heard: Understood) -> bool:
    """Whether an amount is one of those given before, pointed at."""
    known = {bill.amount for bill in bills_of(given.get(item.fact.id, ()))}
    return item.value in known and bool(_POINTED_AT.search(heard.text[: item.quantity.start]))


def of_both_told(facts: Sequence[FactShape], told: Sequence[Case], given: Mapping[str, FactValue],
                 heard: Understood) -> Mapping[str, FactValue]:
    """What was given, with the bills of the last two turns where both things that they were told of are asked for.

    So with 床位费一天…, 护理费呢, and then 去了九天,床位加护理一共多少.
    """
    if heard.sums or heard.corrects or len(told) < _BOTH or not ALL_TOGETHER.search(heard.text):
        return given
    before, last = (case.facts for case in told[-_BOTH:])
    for fact in facts:
        bills = before.get(fact.id), last.get(fact.id)
        if not fact.many or fact.kind != "money" or not _names_two(fact, heard.text):
            continue
        if all(isinstance(value, tuple) and len(value) == 1 for value in bills) and all(
                before[id_] == last[id_] for id_ in before.keys() & last.keys() - {fact.id}):
            return {**given, fact.id: tuple(bill for value in bills if isinstance(value, tuple) for bill in value)}
    return given


def _names_two(fact: FactShape, text: str) -> bool:
    """Whether two different words for a fact stand in a text, the one apart from the other (床位加护理)."""
    spans = [(text.find(word), text.find(word) + len(word)) for word in fact.words if len(word) > 1 and word in text]
    first = min(spans, default=None)
    return first is not None and any(start >= max(end for begin, end in spans if begin == first[0])
                                     for start, _ in spans)


def _derived(fact: FactShape, given: Mapping[str, FactValue]) -> tuple[Bill, ...]:
    """What a fact that wasn't given comes out of the others that were, as a bill; none where it doesn't."""
    if not fact.derive:
        return ()
    parts = {name: number_of(given.get(name)) for name in _NAME.findall(fact.derive)}
    amount = parse(fact.derive).number(parts) if all(parts.values()) else Decimal(0)
    return (Bill(amount),) if amount > 0 else ()


def of_each_bill(shapes: Sequence[FactShape], case: Case, given: Mapping[str, FactValue]) -> Case:
    """The case with new bills, what was told of a part of earlier ones and of the new one each beside its own bill.

    Of several bills that were told at once nobody knows which one a part is of.
    """
    apart: dict[str, FactValue] = {}
    for fact in shapes:
        bills, earlier = case.facts.get(fact.within), given.get(fact.within)
        parts = case.facts.get(fact.id), given.get(fact.id)
        if not isinstance(bills, tuple) or not isinstance(earlier, tuple) or not any(parts):
            continue
        new, before = _of_bills(parts[0], len(bills) - len(earlier)), _of_bills(parts[1], len(earlier))
        if new and before:
            apart[fact.id] = (*before, *new)
    return replace(case, facts={**case.facts, **apart}) if apart else case


def _of_bills(part: FactValue | None, number: int) -> tuple[Bill, ...]:
    """What was told of a part of so many bills as one amount of each; empty if that isn't clear."""
    if part is None:
        return (Bill(Decimal(0)),) * number
    if isinstance(part, tuple):
        return part if len(part) == number else ()
    return (Bill(part),) if number == 1 and isinstance(part, Decimal) else ()


def without_new(shapes: Sequence[FactShape], case: Case, more: Case, given: Mapping[str, FactValue]) -> Case:
    """A case with none but the earlier ones of its bills, and what was told of their parts."""
    parts = {fact.id for fact in shapes if fact.within}
    facts = {id_: value for id_, value in case.facts.items() if id_ not in parts}
    facts |= {id_: value for id_, value in given.items() if id_ in parts}
    for id_, value in more.facts.items():
        earlier = given.get(id_)
        if isinstance(value, tuple) and isinstance(earlier, tuple):
            facts[id_] = value[: len(earlier)] if len(earlier) < len(value) else earlier
    return replace(case, facts=facts)
