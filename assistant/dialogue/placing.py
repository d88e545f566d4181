"""Which amount is which: the quantities of an utterance, each at the fact that the words around it mean.

Knows the words of facts, not persons or alternatives. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.dialogue.conditions import Mention, last_of
from assistant.dialogue.heads import ONE_PERSON, heads, is_per_person
from assistant.dialogue.household import FREE, Household, household
from assistant.dialogue.people import clause_at, counted_births, persons_at
from assistant.dialogue.placed import Placed
from assistant.dialogue.repeating import by_frequency, by_households, by_pairs, by_price, each_time, is_whole
from assistant.dialogue.standing import short_of, standing
from assistant.dialogue.timing import LIFE, told_day
from assistant.dialogue.understanding import Understood, day_of
from assistant.policy.model import FactShape
from assistant.text.numerals import Quantity, QuantityKind

_LOCAL_SHARE = re.compile(r"(?:本地|本市|当地|江门|原来|本来|正常|平时|在家)[^,.;?!]{0,3}报(?:销)?(?:到|的)?$")
# A bare number below this is no sum of money.
_LEAST_SUM = 10
_REPAID = re.compile(
    r"(?:报了|报咗|报掉了?|报销了?|已报|报过|报到|报回来?|报够|报得到|"
    r"(?:医保|统筹|基金)[^,.?!;\d]{0,4}(?:付|给|出|畀|俾|支付|给付)[了咗过](?:我|我们|她|他|佢)?)$"
)
# What somebody wants to get back is no cost (要花到多少才能报到2200).
_AIMED_AT = re.compile(r"(?:能|想|要|才|够|可以|得|好)报(?:销)?(?:到|够|满|得到|回来?|出来?)?(?:个|约|大概|差不多)?$")
_COUNTS = re.compile(
    r"政策(?:范围)?(?:以?内|里)|合规|目录(?:范围)?(?:以?内|里)|符合(?:政策|规定)|能报的|可报的|可以报的"
)
_DENIED_COUNTS = r"[不非没未](?:算|属于|在|是)?(?:政策|合规|目录|符合|能报|可报|可以报)"
_AMONG = re.compile(r"其中|里头|里面|当中|内里")
_PER_PERSON = re.compile(r"(?:每人|每个人|人均)(?:补|交|缴|是|为)?$")
# What asks for a result right behind the amount it comes from.
_ASKS_MUCH = re.compile(r"[^,.?!;]{0,8}(?:多少|几)")
_SPENT = re.compile(r"花|费用|用了|自付|自己付|总共|一共|看病")
# Before a word of a fact: it counts only behind the amount (六百起付标准).
BEHIND = "…"
_STOPS = ",.;?! 、"
CHANGED = re.compile(
    r"变成|变为|变作|改成|改为|改做|换成|换为|转成|转为|转做|涨到|涨成|升到|升为|加到|提到|提高到|调到|降到|减到|减成|减为|"
    r"改(?:交|选|走|到)?(?=[一二两])"
)
_TOLD_WAYS = re.compile(
    r"的?(?:数(?!人)|数字|数目|说法|讲法|算法|版本|口径|标准|结果|答案|问题|方案|选项|选择|办法|政策|文件|情况|金额|比例)"
)
# Days that only say when something was (前两天院长让我盘账, 过几天), and an amount taken up again (那九千).
_PASSING = re.compile(r"(?:^|[,.;?!])(?:我|俺|咱|就)?(?:前|过|这|头|早|近|隔)$")
_TAKEN_UP = re.compile(r"(?:这|那|呢|嗰|该|上述|刚才说的)(?:个|笔|些|总共|一共)?$")
_MOST_PASSING = 3
_DONE = re.compile(r"[做看测检去跑][了过咗]$")
_DONE_AGAIN = re.compile(r"又|再|另外|还有|第二")
_ADDED = re.compile(r"又|再|另外?|还有|加|和|跟|左|右")
_TIMES = ("次", "回", "趟", "遍")


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
    placed: list[Placed] = []
    facts = [f for f in facts if f.kind not in ("choice", "date")]
    waiting: list[Quantity] = []
    own = [_as_share(q, facts, heard) for q in short_of(standing(heard), heard) if not _is_passing(q, heard)]
    for quantity in own:
        if is_per_person(quantity, heard) or _counts_words(quantity, heard) or _is_never(quantity, facts, heard):
            continue
        fitting = _of_own_measure([f for f in facts if _fits_kind(f, quantity)], quantity)
        if _AIMED_AT.search(heard.text[max(0, quantity.start - 8) : quantity.start]):
            fitting = [f for f in fitting if any("报" in word or "给" in word for word in f.words)]
        if (_PER_PERSON.search(heard.text[max(0, quantity.start - 5) : quantity.start])
                or _names_a_group(quantity, facts)):
            fitting = [f for f in fitting if f.kind != "count"]
        scored = [(_cue(f, quantity, heard), f) for f in fitting]
        best = max(scored, key=lambda pair: pair[0], default=None)
        told = [f for f in fitting if f.kind == "count" and _told_after(f, quantity, heard)]
        named = best is not None and best[1] not in told and _named_before(best[1], quantity, heard)
        if len(told) > 1 or (told and best and best[1].kind == "count" and not named):
            placed += [_placed(f, quantity, heard) for f in told]
        elif best and best[0] > 0:
            placed.append(_placed(best[1], quantity, heard))
        elif fitting and not (quantity.value == 1 and quantity.measure in ONE_PERSON):
            waiting.append(quantity)
    _place_waiting(waiting, facts, placed, heard)
    placed = _said_again(_without_sums(_of_policy(_without_beside(placed, heard), heard)), heard)
    placed, paired = by_pairs(placed, heard)
    placed, priced = by_price(each_time(_without_units(placed, heard), heard), heard)
    placed, repeated = by_frequency(placed, heard)
    placed, of_households = by_households(placed, heard)
    free = [word for f in facts if f.heads == FREE for word in f.words]
    home = household(heard, of_members(facts, heard), free) if any(f.heads for f in facts) else None
    if home is not None:
        placed = [p for p in placed if not p.fact.heads and p.quantity not in home.counted]
        placed += _members(home, facts)
    else:
        _place_people(heard, facts, placed)
    taken = {p.quantity for p in placed}
    left = [q for q in waiting if q not in taken and q.kind is QuantityKind.MONEY and not is_whole(q, heard)]
    left += [] if of_households else _households(facts, heard)
    unused = [q for q in own if q not in taken and not q.measure.startswith("个") and q.value >= _LEAST_SUM
              and (q.kind is QuantityKind.MONEY or q.kind is QuantityKind.NUMBER)]
    placed.sort(key=lambda p: (p.quantity.start, p.day or date.min))
    return Placing(placed, [*priced, *repeated, *of_households, *paired], left, unused, home)


def _place_waiting(waiting: list[Quantity], facts: list[FactShape], placed: list[Placed],
                   heard: Understood) -> None:
    """Amounts without a telling word go on a list begun before, or to what was spent."""
    money = [f for f in facts if f.kind == "money" and f.default is None]
    first_money = money[0] if money and any(_SPENT.search(word) for word in money[0].words) else None
    for quantity in waiting:
        taken = {p.fact.id for p in placed}
        wanted = [f for f in facts if _fits_kind(f, quantity) and f.default is None and _of_measure(f, quantity)
                  and not f.named
                  and (f.many or f.id not in taken)]
        if quantity.kind in (QuantityKind.MONEY, QuantityKind.NUMBER):
            if _REPAID.search(heard.text[max(0, quantity.start - 10) : quantity.start]):
                continue
            wanted = [*_continued(quantity, placed), *wanted][:1]
            wanted = [f for f in wanted if f is first_money or f.many] or _of_another(quantity, placed, heard)
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
    """The fact of the amount before, where this one is told for somebody else (我基数五千,老公六千)."""
    before = [p for p in placed if p.quantity.end <= quantity.start and p.fact.kind == "money"]
    last = max(before, key=lambda p: p.quantity.end, default=None)
    persons = persons_at(heard.text, heard.clauses, quantity.start)
    return [last.fact] if last and last.person and persons and last.person not in persons else []


def _changing(quantity: Quantity, placed: list[Placed], heard: Understood) -> list[FactShape]:
    """The fact of the amount before, if that is said to change to this one (从5000涨到5600)."""
    before = [p for p in placed if p.quantity.end <= quantity.start and _fits_kind(p.fact, quantity)]
    last = max(before, key=lambda p: p.quantity.end, default=None)
    return [last.fact] if last and CHANGED.search(heard.text[last.quantity.end : quantity.start]) else []


def _only_one(quantity: Quantity, facts: list[FactShape], taken: set[str], heard: Understood) -> list[FactShape]:
    """The one fact of the quantity's kind, though it has a default: what was said goes before a default."""
    kind = [f for f in facts if _fits_kind(f, quantity) and _of_measure(f, quantity)]
    kind = [f for f in kind if f.kind == "money" and not f.named] if quantity.kind is QuantityKind.MONEY else kind
    near = heard.text[max(0, quantity.start - 6) : quantity.end + 4]
    other_matter = quantity.kind is QuantityKind.NUMBER or re.search("住院|住了|怀孕|孕|岁|年前|月前", near)
    return kind if len(kind) == 1 and kind[0].id not in taken and not other_matter else []


def _placed(fact: FactShape, quantity: Quantity, heard: Understood) -> Placed:
    clause = clause_at(heard.clauses, quantity.start)
    inside = [d for d in heard.dates if clause and clause.start <= d.start <= clause.end and day_of(d)]
    before = [d for d in inside if d.end <= quantity.start]
    named = (before[-1:] or inside[:1])[0] if inside else None
    day = told_day(heard, named) if named else _going_on(quantity, heard) if fact.many else None
    value = quantity.value * 12 if quantity.kind is QuantityKind.YEARS and fact.kind == "months" else quantity.value
    persons = persons_at(heard.text, heard.clauses, quantity.start)
    near = _leading(quantity, heard)[-6:] + _behind(quantity, heard)[:4]
    exact = any(len(word) > 1 and word in fact.label and word in near for word in fact.words)
    return Placed(fact, value, quantity, day, persons[-1] if persons else None, bool(clause and clause.shared), exact)


def _going_on(quantity: Quantity, heard: Understood) -> date | None:
    """Where several days are told of, the one that a clause without a day of its own goes on about."""
    days = [d for d in heard.dates if day_of(d) and not LIFE.match(heard.text, d.end)]
    before = [d for d in days if d.end <= quantity.start]
    return day_of(before[-1]) if before and len({day_of(d) for d in days}) > 1 else None


def _as_share(quantity: Quantity, facts: Sequence[FactShape], heard: Understood) -> Quantity:
    """A bare number that can only be a share (本地能报八十) as one, where a scheme takes one."""
    if quantity.measure or not any(f.kind == "fraction" for f in facts) or not 10 <= quantity.value <= 100:
        return quantity
    before = heard.text[max(0, quantity.start - 8) : quantity.start]
    bare = quantity.kind in (QuantityKind.MONEY, QuantityKind.NUMBER) and _LOCAL_SHARE.search(before)
    return replace(quantity, kind=QuantityKind.PERCENT, value=quantity.value / 100) if bare else quantity


def _is_passing(quantity: Quantity, heard: Understood) -> bool:
    """Whether a few days only say when something was (前两天)."""
    few = quantity.kind is QuantityKind.DAYS and quantity.value <= _MOST_PASSING
    return few and bool(_PASSING.search(heard.text[max(0, quantity.start - 3) : quantity.start]))


def _counts_words(quantity: Quantity, heard: Understood) -> bool:
    """Whether only ways of telling are counted (两个说法都算), or nothing in particular (几个)."""
    ways = [q for q in heard.quantities if q.kind is QuantityKind.COUNT and _TOLD_WAYS.match(heard.text, q.end)]
    again = quantity.measure == "个" and quantity.value in {q.value for q in ways}
    return quantity.words.startswith("几") or quantity in ways or again


def _names_a_group(quantity: Quantity, facts: Sequence[FactShape]) -> bool:
    """Whether a bare number is a word for a group that is counted, by what each pays (一档那四百五), not how many."""
    bare = not quantity.measure and quantity.value == quantity.value.to_integral_value()
    return bare and any(f.kind == "count" and str(int(quantity.value)) in f.words for f in facts)


def _is_never(quantity: Quantity, facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether a word right before an amount keeps it from every fact (谈判前卖一万二)."""
    before = heard.text[max(0, quantity.start - 8) : quantity.start]
    return any(re.search(rf"{re.escape(word)}[^,.;?!]{{0,2}}$", before) for f in facts for word in f.never)


def _households(facts: Sequence[FactShape], heard: Understood) -> list[Quantity]:
    """Numbers of households (一百二十户), where only people are counted: so many times as many of them."""
    counting = any(f.kind == "count" and f.heads == "all" for f in facts)
    return [q for q in heard.quantities if counting and q.value > 1 and q.kind is QuantityKind.COUNT and
            (q.measure == "户" or (q.measure == "家" and heard.text.startswith("人家", q.end - 1)))]


def _of_policy(placed: list[Placed], heard: Understood) -> list[Placed]:
    """Without the whole bill, where the part of it that counts was told for the same fact, too (政策内六万)."""
    parts = [p for p in placed if p.fact.kind == "money" and _COUNTS.search(_leading(p.quantity, heard))]
    kept = []
    for item in placed:
        own = [p for p in parts if p.fact.id == item.fact.id]
        part = next((p for p in own if p.quantity.start > item.quantity.end and
                     _AMONG.search(heard.text, item.quantity.end, p.quantity.start)), None)
        if item in parts or not own or not (is_whole(item.quantity, heard) or part):
            kept.append(item)
    return kept


def _without_beside(placed: list[Placed], heard: Understood) -> list[Placed]:
    """Without what doesn't count beside an amount that is told as the part that counts (合规的七万, 另有…)."""

    def lies_beside(item: Placed) -> bool:
        whole = [p for p in placed if p.fact.id == item.fact.within]
        counted = [p for p in whole if _COUNTS.search(re.sub(_DENIED_COUNTS, "", _leading(p.quantity, heard)))]
        among = whole and _AMONG.search(_leading(item.quantity, heard))
        return bool(counted) and len(counted) == len(whole) and not among

    return [p for p in placed if not (p.fact.within and lies_beside(p))]


def _without_sums(placed: list[Placed]) -> list[Placed]:
    """Without a number of people that only adds up those told before (两个…两个人, 三个儿子两个女儿五个人)."""
    kept: list[Placed] = []
    for item in placed:
        before = [p.value for p in kept if p.fact.id == item.fact.id]
        again = len(before) > 1 or item.value > 1
        if not (item.fact.kind == "count" and item.quantity.measure == "人" and again and sum(before) == item.value):
            kept.append(item)
    return kept


def _said_again(placed: list[Placed], heard: Understood) -> list[Placed]:
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
        return bool(_TAKEN_UP.search(between)) and not _DONE_AGAIN.search(between)
    if item.fact.kind == "months":
        return not _ADDED.search(between)
    after = [heard.text[p.quantity.end : p.quantity.end + 2] for p in (same, item) if p.quantity.words]
    again = item.fact.kind == "count" and len(after) == 2
    alike = len(set(after)) == 1 or not item.fact.heads
    return again and alike and not _ADDED.search(between)


def _leading(quantity: Quantity, heard: Understood) -> str:
    """The words before a quantity in its clause."""
    clause = clause_at(heard.clauses, quantity.start)
    return heard.text[clause.start : quantity.start] if clause else ""


def of_members(facts: Sequence[FactShape], heard: Understood) -> list[Mention]:
    """The conditions that single members of a household may have, for facts that count by them."""
    values = {f.heads for f in facts if f.heads}
    return [m for m in heard.mentions if m.value in values]


def _members(home: Household, facts: Sequence[FactShape]) -> list[Placed]:
    """The numbers of a household at the facts that count its members."""
    numbers = {"all": home.size, "grown": home.grown, "young": home.young, **home.of_value,
               FREE: sum(p.number for p in home.free)}
    at = Quantity(QuantityKind.COUNT, Decimal(0), 0, 0, "")
    told = home.told_whole or at
    if home.open:
        return [Placed(f, Decimal(0), told, None, None, False) for f in facts if f.heads == "all"]
    return [Placed(f, Decimal(number), told if f.heads == "all" else at, None, None, False)
            for f in facts if (number := numbers.get(f.heads, 0))]


def _place_people(heard: Understood, facts: list[FactShape], placed: list[Placed]) -> None:
    """Heads counted by kinship words (两口子, 爷爷奶奶, 还有个娃), for facts that count people."""
    counts = [f for f in facts if f.kind == "count"]
    births = counted_births(heard.text)
    for fact in counts:
        if fact.id in {p.fact.id for p in placed}:
            continue
        value = births if births is not None and re.search("胎|婴|生", "".join((fact.label, *fact.words))) else None
        at = 0
        if value is None and len(counts) >= 1:
            value, at = heads(fact, counts, heard)
        if value:
            quantity = Quantity(QuantityKind.COUNT, value, at, at, "")
            placed.append(Placed(fact, value, quantity, None, None, False))


def _without_units(placed: list[Placed], heard: Understood) -> list[Placed]:
    """Without the 一 of "一个人次多少", where the same fact has a number of its own."""
    kept = []
    for item in placed:
        rivals = [p for p in placed if p is not item and p.fact.id == item.fact.id]
        done = _DONE.search(heard.text[: item.quantity.start])
        unit = item.fact.kind in ("count", "days", "months") and item.value == 1 and not done
        if unit and any(p.value > 1 for p in rivals):
            continue
        kept.append(item)
    return kept


def _fits_kind(fact: FactShape, quantity: Quantity) -> bool:
    kinds = {
        "money": {QuantityKind.MONEY},
        "fraction": {QuantityKind.PERCENT, QuantityKind.POINTS},
        "count": {QuantityKind.COUNT},
        "months": {QuantityKind.MONTHS, QuantityKind.YEARS},
        "days": {QuantityKind.DAYS},
    }
    if quantity.kind is QuantityKind.NUMBER or (quantity.kind is QuantityKind.MONEY and not quantity.measure):
        return fact.kind == "money" or (fact.kind == "count" and (fact.most is None or quantity.value <= fact.most))
    if quantity.kind is QuantityKind.ORDINAL and quantity.measure.endswith(("工作日", "天", "日")):
        return fact.kind == "days"
    return quantity.kind in kinds.get(fact.kind, set())


def _of_own_measure(fitting: list[FactShape], quantity: Quantity) -> list[FactShape]:
    """Only the facts that take the quantity's measure, where some name it (三次: how often, not how many people)."""
    if quantity.measure in ("", "个"):
        return fitting
    fitting = [f for f in fitting if not f.measures or quantity.measure in f.measures]
    own = [f for f in fitting if f.kind == "count" and quantity.measure in f.words]
    return own if own and quantity.measure in _TIMES else fitting


def _of_measure(fact: FactShape, quantity: Quantity) -> bool:
    """Whether a number without a telling word can be of the fact, by its measure (三次 is no number of people)."""
    if fact.kind != "count" or quantity.measure in ("", "个"):
        return True
    return any(quantity.measure in word for word in (*fact.words, fact.label))


def _told_after(fact: FactShape, quantity: Quantity, heard: Understood) -> bool:
    """Whether the words right behind a number of heads name the fact (两个大人交一档)."""
    return any(len(word) > 1 and last_of(word, _behind(quantity, heard)) for word in fact.words)


def _named_before(fact: FactShape, quantity: Quantity, heard: Understood) -> bool:
    """Whether a word for the fact stands right before the quantity (户籍12000人)."""
    counted = max((q.end for q in heard.quantities if q.end <= quantity.start), default=-1)
    before = heard.text[max(counted + 1, quantity.start - 6) : quantity.start]
    return any(len(word) > 1 and before.endswith((word, f"{word}是", f"{word}有")) for word in fact.words)


def _behind(quantity: Quantity, heard: Understood) -> str:
    """The words of the same clause behind a quantity, as far as the next one or a change."""
    starts = [q.start for q in heard.quantities if q.start >= quantity.end and q.kind is not QuantityKind.ORDINAL]
    after = heard.text[quantity.end : min(min(starts, default=len(heard.text)), quantity.end + 9)]
    return CHANGED.split(re.split(f"[{re.escape(_STOPS)}]", after)[0])[0]


def _nearer_to_next(quantity: Quantity, found: tuple[int, int], others: Sequence[Quantity]) -> bool:
    """Whether a word behind a sum stands right before the next one (八百万累计结余一百万): then it is of that."""
    end = quantity.end + found[1]
    money = (QuantityKind.MONEY, QuantityKind.NUMBER)
    following = min((q.start for q in others if q.start >= end and q.kind in money), default=None)
    return quantity.kind in money and following is not None and following - end <= min(found[0], 2)


def _is_one_of(quantity: Quantity) -> bool:
    """Whether a quantity only tells what an amount is for one of (床位费一天60), or how often (做了五次花了60)."""
    if quantity.kind is QuantityKind.COUNT and quantity.measure in _TIMES:
        return True
    return quantity.value == 1 and quantity.kind in (QuantityKind.DAYS, QuantityKind.MONTHS, QuantityKind.COUNT)


def _cue(fact: FactShape, quantity: Quantity, heard: Understood) -> float:
    """How strongly the words around a quantity point to a fact: nearer and longer words more."""
    text = heard.text
    others = [q for q in heard.quantities if q is not quantity]
    bounds = (q for q in others if q.kind is not QuantityKind.ORDINAL and not _is_one_of(q))
    left = max((q.end for q in bounds if q.end <= quantity.start), default=0)
    before, after = text[max(left, quantity.start - 16) : quantity.start], _behind(quantity, heard)
    cut = max(before.rfind(mark) for mark in ".;?!")
    before = before[cut + 1 :]
    best = 0.0
    if fact.kind == "count":
        before = re.split(f"[{re.escape(_STOPS)}]", before)[-1]
    for word in fact.words:
        found = None if word.startswith(BEHIND) else last_of(word, before)
        if found:
            comma = 0.6 if any(mark in before[found[0] :] for mark in ",、") else 0.0
            best = max(best, 2 + 0.2 * len(word) - 0.06 * (len(before) - found[1]) - comma)
        found = last_of(word.removeprefix(BEHIND), after)
        denied = found and word.startswith(BEHIND) and re.search("[没未不]", after[: found[0]])
        if found and not denied and not _nearer_to_next(quantity, found, others):
            best = max(best, 1.6 + 0.2 * len(word) - 0.1 * found[0])
        if quantity.measure and word == quantity.measure and quantity.value != 1:
            best = max(best, 0.5)
    return best
