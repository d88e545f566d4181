"""Which amount is which: the quantities of an utterance, each at the fact that the words around it mean.

Knows the words of facts, not persons or alternatives. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.dialogue.gathering.claimed import without_claimed
from assistant.dialogue.gathering.daily import by_days
from assistant.dialogue.gathering.each_person import with_those_named
from assistant.dialogue.gathering.listed import as_one, with_listed
from assistant.dialogue.gathering.month_before import of_another_month, of_month_before, of_named_month
from assistant.dialogue.gathering.named_anew import named_anew
from assistant.dialogue.gathering.outsiders import mentions_of_members
from assistant.dialogue.gathering.periods import without_other_periods
from assistant.dialogue.gathering.reaching import with_reached, without_pace
from assistant.dialogue.gathering.repeating import (
    by_frequency,
    by_households,
    by_pairs,
    by_price,
    each_time,
    is_whole,
)
from assistant.dialogue.gathering.restating import (
    of_policy,
    said_again,
    without_beside,
    without_settled,
    without_sums,
    without_units,
)
from assistant.dialogue.gathering.standing import short_of, standing
from assistant.dialogue.gathering.stretches import for_their_months
from assistant.dialogue.gathering.timing import is_of_life, told_day
from assistant.dialogue.gathering.whole_bills import with_a_part
from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.cues import (
    CHANGED,
    TIMES,
    behind,
    cue,
    fits_kind,
    leading,
    named_before,
    of_measure,
    of_own_measure,
    told_after,
)
from assistant.dialogue.hearing.neighbours import counts_places
from assistant.dialogue.hearing.people import births_told, clause_at, is_shared, owner_behind, persons_at
from assistant.dialogue.hearing.understanding import Understood, day_of
from assistant.dialogue.household.heads import ONE_PERSON, heads, is_per_person
from assistant.dialogue.household.household import FREE, WHOLE, Household, household, paying
from assistant.dialogue.household.unknown_groups import unknown_groups
from assistant.dialogue.placed import Placed
from assistant.policy.model import FactShape
from assistant.text.numerals import SUMS, Quantity, QuantityKind

_LOCAL_SHARE = re.compile(
    r"(?:本地|本市|当地|江门|原来|本来|正常|平时|在家)[^,.;?!]{0,3}(?:报(?:销)?(?:到|的)?|比例(?:是|系|为)?)$")
# A bare number below this is no sum of money.
_LEAST_SUM = 10
_REPAID = re.compile(
    r"(?:报了|报咗|报掉了?|报销了?|已报|报过|报到|报回来?|报够|报得到|"
    r"(?:医保|统筹|基金)[^,.?!;\d]{0,4}(?:付|给|出|畀|俾|支付|给付)[了咗过](?:我|我们|她|他|佢)?)$"
)
# What somebody wants to get back is no cost (要花到多少才能报到2200).
# What is told next is out of what was named last.
_OUT_OF = re.compile(r"(?:里面|里头|里边|当中|其中|里|中)(?:还|另外?)?(?:有|含|包括|包含)?$")
_AIMED_AT = re.compile(r"(?:能|想|要|才|够|可以|得|好)报(?:销)?(?:到|够|满|得到|回来?|出来?)?(?:个|约|大概|差不多)?$")

# Households, and behind them how many people they are (三十户总共一百零五口人).
_HEADS_IN_ALL = re.compile(
    r"户[^.?!;]{0,10}?(?:共|合计|总计|加起来|里头|里面|报了?|登记了?)(?:是|有|得)?[^,.?!;\d一二两三四五六七八九十百千]{0,4}"
    r"[\d零一二两三四五六七八九十百千]++(?:来|多|几)?(?:个|口|位|名)?人"
)
_PER_PERSON = re.compile(r"(?:每人|每个人|人均)(?:补|交|缴|是|为)?$")
# What asks for a result right behind the amount it comes from.
_ASKS_MUCH = re.compile(r"[^,.?!;]{0,8}(?:多少|几)")
_SPENT = re.compile(r"花|费用|用了|自付|自己付|总共|一共|看病")
_TOLD_WAYS = re.compile(
    r"(?:不一样|不同|两样)?的?(?:数(?!人)|数字|数目|说法|讲法|算法|版本|口径|标准|结果|答案|问题|方案|选项|选择|办法|政策|文件|情况|金额|比例)"
)
_OF_PEOPLE = ("人", "位", "名", "口")
# So many things may be named in a call and be taken up by their number.
_MOST_NAMED, _NAMED_IN = 6, ("个", "样", "种", "项", "笔", "类", "边", "者")
_TAKEN_UP = re.compile(
    r"(?:率|比例|目标|指标|数|通办)?(?:里|当中|之中|其中|之间|各|分别|都是|加|合|一共|总共|相?差|比|谁|哪)")
_FIRMS = re.compile(r"(?:分|小|工|总)?(?:厂|公司|门店|店|企业|单位|门市|铺|车间)")
# Days that only say when something was (前两天院长让我盘账, 过几天), and an amount taken up again (那九千).
_PASSING = re.compile(r"(?:^|[,.;?!])(?:我|俺|咱|就)?(?:前|过|这|头|早|近|隔)$")
_MOST_PASSING = 3


@dataclass(frozen=True)
class Placing:
    """What an utterance gives a scheme: quantities at their facts, how amounts were multiplied, sums left over.

    `home` is the household it tells of, where the scheme counts the members of one.
    """

    placed: list[Placed]
    repeated: list[str]
    left: list[Quantity]
    unused: list[Quantity]
    home: Household | None = None


def place(facts: Sequence[FactShape], heard: Understood) -> Placing:
    """The quantities of an utterance, each at the fact that the words around it point to, in their order."""
    facts = [f for f in facts if f.kind not in ("choice", "date")]
    told = without_other_periods(without_claimed(standing(heard), facts, heard), facts, heard)
    told = without_pace(told, facts, heard)
    own = [_as_share(q, facts, heard) for q in short_of(told, heard) if not _is_passing(q, heard)]
    placed, waiting = _place_named(own, facts, heard)
    placed = _without_bare_heads(placed)
    placed = with_listed(placed, heard)
    _place_waiting([q for q in waiting if q not in {p.quantity for p in placed}], facts, placed, heard)
    placed = with_reached(with_listed(placed, heard), own, facts, heard)
    settled = {p.quantity for p in placed}
    placed = without_settled(without_beside(placed, heard), heard)
    placed = said_again(without_sums(of_policy(placed, heard)), heard)
    placed, paired = by_pairs(with_those_named(placed, facts, heard), heard)
    placed, priced = by_price(each_time(without_units(placed, heard), heard), heard)
    placed, together = as_one(placed, heard)
    placed, daily, unclear = by_days(placed, facts, heard)
    placed, repeated = by_frequency(placed, heard)
    placed, of_households = by_households(placed, heard)
    placed, stretched = for_their_months(placed, heard)
    placed, summed = with_a_part(placed, heard)
    placed, of_month = of_month_before(placed, heard)
    free = [word for f in facts if f.heads == FREE for word in f.words]
    tiered = any(f.heads and f.heads not in WHOLE for f in facts)
    home = household(heard, of_members(facts, heard), free, apart=not tiered) if any(f.heads for f in facts) else None
    if home is not None:
        placed = [p for p in placed if not p.fact.heads and p.quantity not in home.counted]
        placed += _members(home, facts)
    else:
        _place_people(heard, facts, placed)
    taken = {p.quantity for p in placed}
    known = taken | ({*home.counted, home.told_whole} if home else set())
    left = [q for q in waiting if q not in taken | settled and q.kind is QuantityKind.MONEY and not is_whole(q, heard)]
    left += unclear
    left += [] if of_households else _households(facts, heard)
    left += unknown_groups(heard, known) if tiered and placed else []
    unused = [q for q in own if q not in taken and not q.measure.startswith("个") and q.value >= _LEAST_SUM
              and (q.kind is QuantityKind.MONEY or q.kind is QuantityKind.NUMBER)]
    placed.sort(key=lambda p: (p.quantity.start, p.day or date.min))
    worked = [*priced, *daily, *repeated, *of_households, *together, *paired, *stretched, *summed, *of_month]
    return Placing(placed, worked, left, unused, home)


def _place_named(own: Sequence[Quantity], facts: list[FactShape],
                 heard: Understood) -> tuple[list[Placed], list[Quantity]]:
    """The quantities to whose facts the words around them point, and those that may be of several."""
    placed: list[Placed] = []
    waiting: list[Quantity] = []
    for quantity in own:
        if is_per_person(quantity, heard) or _counts_words(quantity, heard) or _is_never(quantity, facts, heard):
            continue
        fitting = _fitting(quantity, facts, heard)
        anew = named_anew(quantity, fitting, heard)
        if anew is not None:
            placed.append(_placed(anew, quantity, heard))
            continue
        scored = [(cue(f, quantity, heard), f) for f in fitting]
        parts = [pair for pair in scored if pair[0] > 0 and pair[1].within]
        if parts and _OUT_OF.search(heard.text[: quantity.start]):  # 自付里1200元是目录外的
            scored = parts
        best = max(scored, key=lambda pair: pair[0], default=None)
        told = [f for f in fitting if f.kind == "count" and told_after(f, quantity, heard)]
        named = best is not None and best[1] not in told and named_before(best[1], quantity, heard)
        if len(told) > 1 or (told and best and best[1].kind == "count" and not named):
            placed += [_placed(f, quantity, heard) for f in told]
        elif best and best[0] > 0:
            placed.append(_placed(best[1], quantity, heard))
        elif _may_be_of(fitting) and not (quantity.value == 1 and quantity.measure in ONE_PERSON):
            waiting.append(quantity)
    return placed, waiting


def _may_be_of(fitting: Sequence[FactShape]) -> bool:
    """Whether a quantity without a telling word may be of a fact that doesn't ask for one."""
    return any(not fact.named or fact.default is None for fact in fitting)


def _fitting(quantity: Quantity, facts: Sequence[FactShape], heard: Understood) -> list[FactShape]:
    """The facts that a quantity can be of, by its kind and measure and by what it is for."""
    before = heard.text[max(0, quantity.start - 8) : quantity.start]
    fitting = of_own_measure([f for f in facts if fits_kind(f, quantity)], quantity)
    if _AIMED_AT.search(before):
        fitting = [f for f in fitting if any("报" in word or "给" in word for word in f.words)]
    if _takes_up(quantity, heard):
        fitting = [f for f in fitting if f.kind != "count" or f.heads or f.many or f.default not in (None, "0")]
    often = quantity.measure in (*TIMES, "轮")
    if often:  # how often something was counts nobody
        fitting = [f for f in fitting if not f.heads]
    if (_PER_PERSON.search(before[-5:]) and not often) or _names_a_group(quantity, facts):
        fitting = [f for f in fitting if f.kind != "count"]
    return fitting


def _place_waiting(waiting: list[Quantity], facts: list[FactShape], placed: list[Placed],
                   heard: Understood) -> None:
    """Amounts without a telling word go on a list begun before, or to what was spent."""
    money = [f for f in facts if f.kind == "money" and f.default is None]
    first_money = money[0] if money and any(_SPENT.search(word) for word in money[0].words) else None
    for quantity in waiting:
        taken = {p.fact.id for p in placed}
        wanted = [f for f in facts if fits_kind(f, quantity) and f.default is None and of_measure(f, quantity)
                  and not f.named and (f.many or f.id not in taken)]
        if quantity.kind in SUMS:
            if _REPAID.search(heard.text[max(0, quantity.start - 10) : quantity.start]):
                continue
            wanted = [*_continued(quantity, placed), *wanted][:1]
            wanted = [f for f in wanted if f is first_money or f.many] or _of_another(quantity, placed, heard)
            wanted = wanted or of_another_month(quantity, placed, heard) or of_named_month(quantity, facts, heard)
        if not wanted:
            wanted = _changing(quantity, placed, heard)
        if not wanted and (quantity.kind is not QuantityKind.MONEY or _ASKS_MUCH.match(heard.text, quantity.end)):
            wanted = _only_one(quantity, facts, taken, heard)
        loose = quantity.kind is QuantityKind.COUNT and sum(f.kind == "count" and f.default is None for f in facts) > 1
        if quantity.kind is QuantityKind.NUMBER and wanted and wanted[0].kind != "money":
            continue
        if wanted and not loose:
            placed.append(_placed(wanted[0], quantity, heard))


def _continued(quantity: Quantity, placed: list[Placed]) -> list[FactShape]:
    """The fact of the amount said just before, if it can have several."""
    before = [p for p in placed if p.quantity.end <= quantity.start and p.fact.kind == "money"]
    last = max(before, key=lambda p: p.quantity.end, default=None)
    return [last.fact] if last and last.fact.many else []


def _of_another(quantity: Quantity, placed: list[Placed], heard: Understood) -> list[FactShape]:
    """The fact of the amount before, or of that behind, where this one is told for somebody else.

    So with 我基数五千,老公六千.
    """
    money = [p for p in placed if p.fact.kind == "money"]
    before = max((p for p in money if p.quantity.end <= quantity.start), key=lambda p: p.quantity.end, default=None)
    after = min((p for p in money if p.quantity.start >= quantity.end), key=lambda p: p.quantity.start, default=None)
    other = before or after
    persons = persons_at(heard.text, heard.clauses, quantity.start)
    return [other.fact] if other and other.person and persons and other.person not in persons else []


def _changing(quantity: Quantity, placed: list[Placed], heard: Understood) -> list[FactShape]:
    """The fact of the amount before, if that is said to change to this one (从5000涨到5600)."""
    before = [p for p in placed if p.quantity.end <= quantity.start and fits_kind(p.fact, quantity)]
    last = max(before, key=lambda p: p.quantity.end, default=None)
    return [last.fact] if last and CHANGED.search(heard.text[last.quantity.end : quantity.start]) else []


def _only_one(quantity: Quantity, facts: list[FactShape], taken: set[str], heard: Understood) -> list[FactShape]:
    """The one fact of the quantity's kind, though it has a default: what was said goes before a default."""
    kind = [f for f in facts if fits_kind(f, quantity) and of_measure(f, quantity)]
    kind = [f for f in kind if not f.named and (f.kind == "money" or quantity.kind is not QuantityKind.MONEY)]
    near = heard.text[max(0, quantity.start - 6) : quantity.end + 4]
    other_matter = quantity.kind is QuantityKind.NUMBER or re.search("住院|住了|怀孕|孕|岁|年前|月前", near)
    return kind if len(kind) == 1 and kind[0].id not in taken and not other_matter else []


def _placed(fact: FactShape, quantity: Quantity, heard: Understood) -> Placed:
    clause = clause_at(heard.clauses, quantity.start)
    inside = [d for d in heard.dates if clause and clause.start <= d.start <= clause.end and day_of(d)
              and not is_of_life(heard, d)]
    before = [d for d in inside if d.end <= quantity.start]
    named = (before[-1:] or inside[:1])[0] if inside else None
    day = told_day(heard, named) if named else _going_on(quantity, heard) if fact.many else None
    value = quantity.value * 12 if quantity.kind is QuantityKind.YEARS and fact.kind == "months" else quantity.value
    persons = persons_at(heard.text, heard.clauses, quantity.start)
    owner = owner_behind(heard.text, quantity.end)
    persons = (owner,) if owner else persons
    shared = owner is None and is_shared(heard.text, heard.clauses, quantity.start)
    near = leading(quantity, heard)[-6:] + behind(quantity, heard)[:4]
    exact = any(len(word) > 1 and word in fact.label and word in near for word in fact.words)
    return Placed(fact, value, quantity, day, persons[-1] if persons else None, shared, exact)


def _going_on(quantity: Quantity, heard: Understood) -> date | None:
    """Where several days are told of, the one that a clause without a day of its own goes on about."""
    days = [d for d in heard.dates if day_of(d) and not is_of_life(heard, d)]
    before = [d for d in days if d.end <= quantity.start]
    return day_of(before[-1]) if before and len({day_of(d) for d in days}) > 1 else None


def _as_share(quantity: Quantity, facts: Sequence[FactShape], heard: Understood) -> Quantity:
    """A bare number that can only be a share (本地能报八十) as one, where a scheme takes one."""
    if quantity.measure or not any(f.kind == "fraction" for f in facts) or not 10 <= quantity.value <= 100:
        return quantity
    before = heard.text[max(0, quantity.start - 8) : quantity.start]
    bare = quantity.kind in SUMS and _LOCAL_SHARE.search(before)
    return replace(quantity, kind=QuantityKind.PERCENT, value=quantity.value / 100) if bare else quantity


def _without_bare_heads(placed: Sequence[Placed]) -> list[Placed]:
    """Without bare numbers for how many there are, beside those that say what they count (120人,那就1620)."""
    counted = {p.fact.id for p in placed if p.quantity.kind is QuantityKind.COUNT and p.quantity.measure in _OF_PEOPLE}
    return [p for p in placed if not (
        p.fact.kind == "count" and p.quantity.kind is QuantityKind.NUMBER and p.fact.id in counted)]


def _is_passing(quantity: Quantity, heard: Understood) -> bool:
    """Whether a few days only say when something was (前两天)."""
    few = quantity.kind is QuantityKind.DAYS and quantity.value <= _MOST_PASSING
    return few and bool(_PASSING.search(heard.text[max(0, quantity.start - 3) : quantity.start]))


def _counts_words(quantity: Quantity, heard: Understood) -> bool:
    """Whether only ways of telling, places or firms are counted (两个说法, 两个县, 两个厂), or nothing certain."""
    ways = [q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure not in _OF_PEOPLE
            and _TOLD_WAYS.match(heard.text, q.end)]
    again = quantity.measure == "个" and quantity.value in {q.value for q in ways}
    firms = quantity.kind is QuantityKind.COUNT and quantity.measure not in _OF_PEOPLE and bool(
        _FIRMS.match(heard.text, quantity.end))
    told = quantity.words.startswith("几") or quantity in ways or again
    return told or firms or counts_places(quantity, heard.text)


def _takes_up(quantity: Quantity, heard: Understood) -> bool:
    """Whether a small number only takes up how many things were named (三个里最高的, 两个各是多少, 两种加起来)."""
    few = quantity.kind is QuantityKind.COUNT and quantity.value <= _MOST_NAMED and quantity.measure in _NAMED_IN
    return few and bool(_TAKEN_UP.match(heard.text, quantity.end))


def _names_a_group(quantity: Quantity, facts: Sequence[FactShape]) -> bool:
    """Whether a bare number is a word for a group that is counted, by what each pays (一档那四百五), not how many."""
    bare = not quantity.measure and quantity.value == quantity.value.to_integral_value()
    return bare and any(f.kind == "count" and str(int(quantity.value)) in f.words for f in facts)


def _is_never(quantity: Quantity, facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether a word right before an amount, or with … right after it, keeps it from every fact (谈判前卖一万二)."""
    before, after = heard.text[max(0, quantity.start - 8) : quantity.start], heard.text[quantity.end : quantity.end + 8]
    return any(re.match(rf"[^,.;?!]{{0,3}}{re.escape(word[1:])}", after) if word.startswith("…")
               else re.search(rf"{re.escape(word)}[^,.;?!]{{0,2}}$", before) for f in facts for word in f.never)


def _households(facts: Sequence[FactShape], heard: Understood) -> list[Quantity]:
    """Numbers of households (一百二十户), where only people are counted: so many times as many of them."""
    counting = any(f.kind == "count" and f.heads == "all" for f in facts) and not _HEADS_IN_ALL.search(heard.text)
    return [q for q in heard.quantities if counting and q.value > 1 and q.kind is QuantityKind.COUNT and
            (q.measure == "户" or (q.measure == "家" and heard.text.startswith("人家", q.end - 1)))]


def of_members(facts: Sequence[FactShape], heard: Understood) -> list[Mention]:
    """The conditions that single members of a household may have, for facts that count by them.

    What others are said to do (人家都交二档) isn't said of a member.
    """
    values = {f.heads for f in facts if f.heads}
    return list(mentions_of_members([m for m in heard.mentions if m.value in values], heard))


def _members(home: Household, facts: Sequence[FactShape]) -> list[Placed]:
    """The numbers of a household at the facts that count its members."""
    grown, young = paying(home.members) if home.gone else (home.grown, home.young)
    numbers = {"all": home.size, "grown": grown, "young": young, **home.of_value,
               FREE: sum(p.number for p in home.free)}
    at = Quantity(QuantityKind.COUNT, Decimal(0), 0, 0, "")
    told = home.told_whole or at
    if home.some:
        return []
    if home.open:
        return [Placed(f, Decimal(0), told, None, None, False) for f in facts if f.heads == "all"]
    return [Placed(f, Decimal(number), told if f.heads == "all" else at, None, None, False)
            for f in facts if (number := numbers.get(f.heads, 0))]


def _place_people(heard: Understood, facts: list[FactShape], placed: list[Placed]) -> None:
    """Heads counted by kinship words (两口子, 爷爷奶奶, 还有个娃), for facts that count people."""
    counts = [f for f in facts if f.kind == "count"]
    births = births_told(heard.text)
    for fact in counts:
        if fact.id in {p.fact.id for p in placed}:
            continue
        if births and re.search("胎|婴|生", "".join((fact.label, *fact.words))):
            value, (start, end) = births
            quantity = Quantity(QuantityKind.COUNT, value, start, end, heard.text[start:end])
            placed.append(Placed(fact, value, quantity, None, None, False))
            continue
        number, at = heads(fact, counts, heard)
        if number:
            quantity = Quantity(QuantityKind.COUNT, number, at, at, "")
            placed.append(Placed(fact, number, quantity, None, None, False))


