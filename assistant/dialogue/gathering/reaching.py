"""How many there are in all, and how many of them have got there so far (640家,目前530家接入).

For facts of which one counts a part of the other, told at once or one after the other. Takes quantities that have
their facts already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.calculator.scheme import FactValue
from assistant.dialogue.hearing.cues import comes_off, fits_kind, named_before
from assistant.dialogue.hearing.people import clause_at
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed
from assistant.policy.model import FactShape
from assistant.text.numerals import Quantity, QuantityKind

_SO_FAR = re.compile(
    r"已|现在|目前|如今|而家|至今|到今|截至|截止|才|只有|实际|(?:弄|搞|办|做|完|整|得)[好成了妥齐定咗]|完成|搞掂|达到|到了|有了"
)
# What asks how far those are from the target (还差几个, 超了多少, 够不够数, 到了几成).
_HOW_FAR = re.compile(
    r"[差缺欠争爭短](?:了|咗|着|得|下)?[^,.?!;]{0,5}(?:多少|几)|(?:离|距)[^,.?!;]{0,8}(?:多少|几|远)|"
    r"(?:还|仲|再)(?:要|得|需|需要|要再|得再)[^,.?!;]{0,6}(?:多少|几)|超(?:出|过|额|咗|了)?[^,.?!;]{0,5}(?:多少|几|没)|超没超|多(?:出|了|咗)(?:多少|几)|"
    r"够(?:不够|唔够|没够|吗|了吗|未|不)|(?:达|到|过|完成|合格)[^,.?!;]{0,4}(?:没有|没|吗|未|不)|达[不唔]达|算不算|合不合|"
    r"(?:率|完成|实际|现在|达到|到)[^,.?!;]{0,6}(?:百分之几|百分之多少|几成|多少个?点)"
)
# So many a day, a week or a month are done, which is how fast it goes, not how far it got (一个礼拜能接四家).
_PACE = re.compile(
    r"(?:一|每)个?(?:天|日|周|礼拜|星期|月|季度?|工作日)(?:大概|大约|差不多|平均|最多|顶多|只|就|可以|能|会|要|得|再)*"
    r"(?:弄|办|搞|接|接入|激活|做|动员|登记|完成|上线|参保|交|发展|新增|增加)?(?:好|完|成|妥|掂)?(?:了|咗|得|到|上|返)?$"
)
# What joins two numbers into one.
_ADDED = re.compile(r"[和跟与加、]|还有|又|另外")
# The number of all is told anew.
_OF_ALL = re.compile(
    r"(?:一共|总共|总数|总人数|合共|共|换成|改成|如果|要是|假如|我们|全[村镇县市乡厂街])(?:是|有|为|的)?$"
)


def without_pace(quantities: Sequence[Quantity], facts: Sequence[FactShape], heard: Understood) -> list[Quantity]:
    """The quantities without how many are done a day, week or month, where it counts how many there are so far."""
    if not any(f.kind == "count" and f.within for f in facts):
        return list(quantities)
    return [q for q in quantities if not is_pace(q, heard)]


def is_pace(quantity: Quantity, heard: Understood) -> bool:
    """Whether a number is how many are done a day, week or month."""
    return quantity.kind is QuantityKind.COUNT and bool(_PACE.search(heard.text[: quantity.start]))


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
                      and q.value < first.value and fits_kind(part, q)
                      and (_is_so_far(first.quantity, q, heard) or _is_of_two(own, q, heard))), None)
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


def _is_of_two(own: Sequence[Placed], quantity: Quantity, heard: Understood) -> bool:
    """Whether a number is the second of two that are not to be added, and how far it is from a target is asked."""
    between = heard.text[own[0].quantity.end : quantity.start]
    return len(own) == 2 and asks_how_far(heard) and not _ADDED.search(between)


def asks_how_far(heard: Understood) -> bool:
    """Whether an utterance asks how far something is from a target."""
    return bool(_HOW_FAR.search(heard.text))


def reached_so_far(placed: Sequence[Placed], facts: Sequence[FactShape], given: Mapping[str, FactValue],
                   heard: Understood) -> list[Placed]:
    """What is placed, the only number as that of those so far, where the number of all was given before.

    It is, if it is told as such or if it is asked how far that is from the target (办好九百五了,还差几个), and no word
    says that it is of all.
    """
    told = [p for p in placed if p.quantity.words]
    for part in _parts_of(facts, given):
        whole = next(f for f in facts if f.id == part.within)
        number = told[0].quantity if told else only_number(part, heard)
        if number is not None and (is_pace(number, heard) or comes_off(number, heard)):
            continue
        if number is None or len(told) > 1 or (told and told[0].fact is not whole) or not fits_kind(part, number):
            continue
        so_far = _is_so_far_alone(number, heard)
        of_all = _OF_ALL.search(heard.text[: number.start]) or (not so_far and named_before(whole, number, heard))
        if not of_all and (so_far or asks_how_far(heard)):
            return [*(p for p in placed if p not in told), Placed(part, number.value, number, None, None, False)]
    return list(placed)


def may_be_reached(facts: Sequence[FactShape], given: Mapping[str, FactValue], heard: Understood) -> bool:
    """Whether an utterance tells one number, or a share, and asks how far that is from the target told before."""
    shares = [q for q in heard.quantities if q.kind is QuantityKind.PERCENT]
    return asks_how_far(heard) and any(
        only_number(part, heard) is not None or len(heard.quantities) == len(shares) == 1
        for part in _parts_of(facts, given))


def only_number(part: FactShape, heard: Understood) -> Quantity | None:
    """The number of an utterance that tells no other, if it can be of a fact."""
    alone = heard.quantities[0] if len(heard.quantities) == 1 else None
    if alone is None or not fits_kind(part, alone):
        return None
    return alone if not alone.measure or not part.measures or alone.measure in part.measures else None


def _parts_of(facts: Sequence[FactShape], given: Mapping[str, FactValue]) -> list[FactShape]:
    """The facts that count a part of what was given before."""
    return [f for f in facts if f.kind == "count" and f.within and given.get(f.within)]


def _is_so_far_alone(quantity: Quantity, heard: Understood) -> bool:
    clause = clause_at(heard.clauses, quantity.start)
    start = clause.start if clause else 0
    return bool(_SO_FAR.search(heard.text[start : quantity.end + 3]))
