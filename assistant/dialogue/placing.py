"""Which amount is which: the quantities of an utterance, each at the fact that the words around it mean.

Knows the words of facts, not persons or alternatives. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.conditions import last_of
from assistant.dialogue.heads import ONE_PERSON, heads, is_per_person
from assistant.dialogue.people import counted_births, persons_at
from assistant.dialogue.understanding import Understood, day_of
from assistant.policy.model import FactShape
from assistant.text.numerals import Quantity, QuantityKind

_SPENT = re.compile(r"花|费用|用了|自付|自己付|总共|一共|看病")
# Before a word of a fact: it counts only behind the amount (六百起付标准).
BEHIND = "…"
_STOPS = ",.;?! 、"
CHANGED = re.compile(
    r"变成|变为|变作|改成|改为|改做|换成|换为|转成|转为|转做|涨到|涨成|升到|升为|加到|提到|提高到|调到|降到|减到|减成|减为|"
    r"改(?=[一二两])"
)
_TAKEN_BACK = re.compile(r"(?:不是|唔系|不系|并不是|而不是)(?:花了?|交了?|付了?|报了?)?$")
_SLIP = re.compile(r"不对|说错|讲错|搞错|记错|弄错|应该是|更正|哦不|啊不|噢不|唔啱")
_EACH_TIME = re.compile(r"(?:每次|每回|次次|回回|各|都是)[^,.;?!]{0,6}$")
_TIMES = ("次", "回", "趟", "遍")
_MOST_TIMES = 31


@dataclass(frozen=True)
class Placed:
    """A value at its fact, the quantity it comes from, and the day and person it is told of."""

    fact: FactShape
    value: Decimal
    quantity: Quantity
    day: date | None
    person: str | None
    shared: bool


def place(facts: Sequence[FactShape], heard: Understood) -> list[Placed]:
    """The quantities of an utterance, each at the fact that the words around it point to, in their order."""
    placed: list[Placed] = []
    facts = [f for f in facts if f.kind not in ("choice", "date")]
    waiting: list[Quantity] = []
    for quantity in _standing(heard):
        if is_per_person(quantity, heard) or quantity.words.startswith("几"):
            continue
        fitting = _of_own_measure([f for f in facts if _fits_kind(f, quantity)], quantity)
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
    placed = _each_time(_without_units(placed), heard)
    _place_people(heard, facts, placed)
    return sorted(placed, key=lambda p: (p.quantity.start, p.day or date.min))


def _standing(heard: Understood) -> list[Quantity]:
    """The quantities without those that are taken back in the same breath (不是九十,是一百九)."""
    kept: list[Quantity] = []
    for number, quantity in enumerate(heard.quantities):
        follows = heard.quantities[number + 1 :]
        between = heard.text[quantity.end : follows[0].start] if follows else ""
        instead = bool(follows) and _comparable(quantity, follows[0])
        taken_back = _TAKEN_BACK.search(heard.text[max(0, quantity.start - 6) : quantity.start])
        if not (instead and (taken_back or (_SLIP.search(between) and len(between) < 12))):
            kept.append(quantity)
    return kept


def _comparable(first: Quantity, second: Quantity) -> bool:
    loose = {QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.COUNT}
    return first.kind is second.kind or {first.kind, second.kind} <= loose


def _each_time(placed: list[Placed], heard: Understood) -> list[Placed]:
    """An amount that was paid each time, or on each of several days, once for each of them."""
    kept: list[Placed] = []
    for item in placed:
        alone = sum(p.fact.id == item.fact.id for p in placed) == 1
        if not (item.fact.many and item.fact.kind == "money" and alone):
            kept.append(item)
            continue
        before = heard.text[max(0, item.quantity.start - 12) : item.quantity.start]
        each = bool(_EACH_TIME.search(before))
        clause = next((c for c in heard.clauses if c.start <= item.quantity.start < c.end + 1), None)
        days = [day for d in heard.dates if clause and clause.start <= d.start <= clause.end and (day := day_of(d))]
        times = next((q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure in _TIMES
                      and 1 < q.value <= _MOST_TIMES), None)
        if each and len(days) > 1 and item.quantity.start > max(d.end for d in heard.dates if day_of(d) in days):
            kept += [replace(item, day=day) for day in days]
        elif each and times is not None:
            kept += [item] * int(times.value)
        else:
            kept.append(item)
    return kept


def _place_waiting(waiting: list[Quantity], facts: list[FactShape], placed: list[Placed],
                   heard: Understood) -> None:
    """Amounts without a telling word go on a list begun before, or to what was spent."""
    money = [f for f in facts if f.kind == "money" and f.default is None]
    first_money = money[0] if money and any(_SPENT.search(word) for word in money[0].words) else None
    for quantity in waiting:
        taken = {p.fact.id for p in placed}
        wanted = [f for f in facts if _fits_kind(f, quantity) and f.default is None and _of_measure(f, quantity)
                  and (f.many or f.id not in taken)]
        if quantity.kind in (QuantityKind.MONEY, QuantityKind.NUMBER):
            wanted = [*_continued(quantity, placed), *wanted][:1]
            wanted = [f for f in wanted if f is first_money or f.many]
        if not wanted:
            wanted = _changing(quantity, placed, heard)
        if not wanted and quantity.kind is not QuantityKind.MONEY:
            wanted = _only_one(quantity, facts, taken, heard)
        loose = quantity.kind is QuantityKind.COUNT and sum(f.kind == "count" for f in facts) > 1
        if quantity.kind is QuantityKind.NUMBER and wanted and wanted[0].kind != "money":
            continue
        if wanted and not loose:
            placed.append(_placed(wanted[0], quantity, heard))


def _continued(quantity: Quantity, placed: list[Placed]) -> list[FactShape]:
    """The fact of the amount said just before, if it can have several."""
    before = [p for p in placed if p.quantity.end <= quantity.start and p.fact.kind == "money"]
    last = max(before, key=lambda p: p.quantity.end, default=None)
    return [last.fact] if last and last.fact.many else []


def _changing(quantity: Quantity, placed: list[Placed], heard: Understood) -> list[FactShape]:
    """The fact of the amount before, if that is said to change to this one (从5000涨到5600)."""
    before = [p for p in placed if p.quantity.end <= quantity.start and _fits_kind(p.fact, quantity)]
    last = max(before, key=lambda p: p.quantity.end, default=None)
    return [last.fact] if last and CHANGED.search(heard.text[last.quantity.end : quantity.start]) else []


def _only_one(quantity: Quantity, facts: list[FactShape], taken: set[str], heard: Understood) -> list[FactShape]:
    """The one fact of the quantity's kind, though it has a default: what was said goes before a default."""
    kind = [f for f in facts if _fits_kind(f, quantity) and _of_measure(f, quantity)]
    near = heard.text[max(0, quantity.start - 6) : quantity.end + 4]
    other_matter = quantity.kind is QuantityKind.NUMBER or re.search("住院|住了|怀孕|孕|岁|年前|月前", near)
    return kind if len(kind) == 1 and kind[0].id not in taken and not other_matter else []


def _placed(fact: FactShape, quantity: Quantity, heard: Understood) -> Placed:
    clause = next((c for c in heard.clauses if c.start <= quantity.start < c.end + 1), None)
    inside = [d for d in heard.dates if clause and clause.start <= d.start <= clause.end and day_of(d)]
    before = [d for d in inside if d.end <= quantity.start]
    day = day_of((before[-1:] or inside[:1])[0]) if inside else None
    value = quantity.value * 12 if quantity.kind is QuantityKind.YEARS and fact.kind == "months" else quantity.value
    persons = persons_at(heard.text, heard.clauses, quantity.start)
    return Placed(fact, value, quantity, day, persons[-1] if persons else None, bool(clause and clause.shared))


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


def as_facts(placed: Sequence[Placed]) -> dict[str, FactValue]:
    """Fact id → value: bills in their order where there can be several, heads added up."""
    facts: dict[str, FactValue] = {}
    for item in placed:
        if item.fact.many:
            earlier = facts.get(item.fact.id, ())
            assert isinstance(earlier, tuple)
            facts[item.fact.id] = (*earlier, Bill(item.value, item.day))
        elif item.fact.kind == "count" and item.fact.id in facts:
            counted = facts[item.fact.id]
            assert isinstance(counted, Decimal)
            facts[item.fact.id] = counted + item.value
        else:
            facts.setdefault(item.fact.id, item.value)
    return facts


def _without_units(placed: list[Placed]) -> list[Placed]:
    """Without the 一 of "一个人次多少", where the same fact has a number of its own."""
    kept = []
    for item in placed:
        rivals = [p for p in placed if p is not item and p.fact.id == item.fact.id]
        if item.fact.kind in ("count", "days", "months") and item.value == 1 and any(p.value > 1 for p in rivals):
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


def _cue(fact: FactShape, quantity: Quantity, heard: Understood) -> float:
    """How strongly the words around a quantity point to a fact: nearer and longer words more."""
    text = heard.text
    others = [q for q in heard.quantities if q is not quantity]
    left = max([q.end for q in others if q.end <= quantity.start], default=0)
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
        if found:
            best = max(best, 1.6 + 0.2 * len(word) - 0.1 * found[0])
        if quantity.measure and word == quantity.measure and quantity.value != 1:
            best = max(best, 0.5)
    return best
