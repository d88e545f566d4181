"""Amounts that were told once but paid several times: each time, each day named, each month, each of some things.

Takes quantities that have their facts already. Calculates nothing but the repetition, which is told as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculator.scheme import Bill
from assistant.calculator.wording import quantity as written
from assistant.dialogue.gathering.timing import months_told
from assistant.dialogue.hearing.conditions import of_two_kinds
from assistant.dialogue.hearing.cues import TIMES
from assistant.dialogue.hearing.people import SELF, Clause, clause_at, named_in
from assistant.dialogue.hearing.understanding import Understood, day_of
from assistant.dialogue.placed import Placed
from assistant.policy.model import FactShape
from assistant.text.dates import STRETCHES, DateMention
from assistant.text.numerals import Quantity, QuantityKind

_EACH_TIME = re.compile(r"(?:每次|每回|次次|回回|各|都是)[^,.;?!]{0,6}$")
_MOST_TIMES = 31
_LISTED_DAYS = re.compile(r"[,、/ ]{0,2}(?:和|跟|同|与|还有|以及)?")
_MONTHLY_BEFORE = re.compile(r"(?:每个?月|月月|个个月|按月|一个?月)[^,.;?!\d]{0,10}$")
_MONTHLY_ALL = re.compile(r"(?:每个?月|月月|个个月)[^.;?!\d]{0,30}都(?:是|要|花|用)[^,.;?!\d]{0,6}$")
# What an amount came to by then is none of each month.
_SO_FAR = re.compile(r"到现在|到如今|到目前|到今天|至今|为止|一共|总共|合共|累计")
_MONTHLY_AFTER = re.compile(r"^(?:块|元|钱|蚊)*(?:左右)?(?:的?药|的?药费)?(?:/|每个?月|一个月|一月(?!份))")
_PER_MONTH = re.compile(r"每个?月|月月")
# The same again in other months.
_LIKEWISE = re.compile(
    r"(?:每个?月|个个月|月月|[个年]月?都|连续|一直|照这样|都)[^.;?!]{0,12}"
    r"(?:这样|这么|那样|那么|一样|同样|看|花|用|去|是|这个数)"
)
_MOST_MONTHS = 24
_PRICED = "盒|瓶|支|针|片|袋|剂|份|个?疗程|天|日|管|副|服|次|回|趟|遍|样|个(?!人|月|季|工|星|礼|多|疗)"
_PRICE_BEFORE = re.compile(rf"(?:一|每)(?P<unit>{_PRICED})[^,.;?!\d]{{0,6}}$")
_PRICE_AFTER = re.compile(rf"^(?:块|元|钱|蚊)*(?:一|每|/)(?P<unit>{_PRICED})")
# One time more, beside those told before (后来又买了一次5000,两次一共…).
_ANOTHER = re.compile(rf"(?:又|再|后来|还)[^,.;?!]{{0,8}}(?:一|1)(?P<unit>{_PRICED})[^.;?!]{{0,8}}$")
_EVERY = re.compile(
    r"(?:一|每)个?(?P<period>周|星期|礼拜|天|日|月)(?:[^,.;?!\d]{0,3}|[都就要得大概]*[去到跑上看来行睇][^,.;?!\d]{1,6})$"
)
_WEEKS = "个?(?:周|星期|礼拜)"
_PERIODS = {"周": _WEEKS, "星期": _WEEKS, "礼拜": _WEEKS, "天": "天", "日": "[天日]"}
_DAYS_IN = {_WEEKS: 7}
# What begins about something else.
_BESIDES = re.compile(r"[,.;?! ]*(?:另外|还有|再有|此外|然后|后来|又|再)")
_PER_HOUSEHOLD = re.compile(r"(?:每|(?<![十百千万零\d])一)(?:户|家)[^,.;?!]{0,4}$")
# Units so common that they are only multiplied by where there is but one amount.
_COMMON = ("次", "回", "趟", "遍", "样", "个", "份")
_IN_ALL = re.compile(r"(?:一共|总共|总费用|总额|总数|总账|总计|合共|合计|共计|加起来|拢共|统共|共)[^,.;?!]{0,4}$")


def each_time(placed: list[Placed], heard: Understood) -> list[Placed]:
    """An amount that was paid each time, or on each of several days, once for each of them."""
    kept: list[Placed] = []
    for item in placed:
        alone = sum(p.fact.id == item.fact.id for p in placed) == 1
        if not (item.is_bill and alone):
            kept.append(item)
            continue
        before = heard.text[max(0, item.quantity.start - 12) : item.quantity.start]
        each = bool(_EACH_TIME.search(before))
        days = [day for d in _days_around(item.quantity, heard) if (day := day_of(d))]
        times = next((q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure in TIMES
                      and 1 < q.value <= _MOST_TIMES), None)
        if each and len(days) > 1 and item.quantity.start > max(d.end for d in heard.dates if day_of(d) in days):
            kept += [replace(item, day=day) for day in days]
        elif each and times is not None:
            kept += [item] * int(times.value)
        else:
            kept.append(item)
    return kept


def _days_around(quantity: Quantity, heard: Understood) -> list[DateMention]:
    """The days named in the clause of an amount, and those listed right before them (5月20日,6月10日各买了4800)."""
    clause = clause_at(heard.clauses, quantity.start)
    inside = [d for d in heard.dates if clause and clause.start <= d.start <= clause.end]
    for mention in reversed(heard.dates[: heard.dates.index(inside[0])] if inside else ()):
        if not _LISTED_DAYS.fullmatch(heard.text, mention.end, inside[0].start):
            break
        inside.insert(0, mention)
    return inside


def by_price(placed: Sequence[Placed], heard: Understood) -> tuple[list[Placed], list[str]]:
    """The price of one thing times how many of them (一盒…买三盒), with the words for each multiplication."""
    kept, told = [], []
    counted_by_fact = any(p.fact.kind == "days" for p in placed)
    taken = {(p.value, p.quantity.measure) for p in placed if p.fact.kind == "count" and not p.fact.heads}
    for item in placed:
        alone = sum(p.fact.id == item.fact.id for p in placed) == 1
        unit = _unit_of(item.quantity, heard.text) if item.is_bill else ""
        unit = unit if alone or unit not in _COMMON else ""
        unit = unit or (_unit_before(item.quantity, heard) if alone and item.is_bill else "")
        another = _ANOTHER.search(heard.text[: item.quantity.start])
        unit = "" if another and another["unit"] == unit else unit
        several = next((q for q in heard.quantities if q.value > 1 and unit and _measures(q, unit)
                        and (q.value, q.measure) not in taken and not is_whole(item.quantity, heard)), None)
        each_told = sum(p.fact.id == item.fact.id and _unit_of(p.quantity, heard.text) == unit for p in placed)
        if several is None or (counted_by_fact and unit in "天日") or 1 < each_told == several.value:
            kept.append(item)
            continue
        value = item.value * several.value
        told.append(f"{written(item.value)} × {several.words} = {written(value)}元")
        monthly = _MONTHLY_BEFORE.search(heard.text[max(0, several.start - 14) : several.start])
        kept.append(replace(item, value=value, quantity=several if monthly else item.quantity))
    return kept, told


def by_frequency(placed: Sequence[Placed], heard: Understood) -> tuple[list[Placed], list[str]]:
    """How often in all, where it is so often a week, a day, a month and for so many of them (一周两次,做四周)."""
    kept, told = [], []
    for item in placed:
        before = heard.text[max(0, item.quantity.start - 12) : item.quantity.start]
        often = item.fact.kind == "count" and item.quantity.measure in (*TIMES, "轮", "人", "人次", "个", "位", "名")
        every = _EVERY.search(before) if often else None
        if every and every["period"] in "天日" and any(p.fact.kind == "days" and p.value > 1 for p in placed):
            every = None  # the days count by themselves
        lasting = _lasting(every["period"], item.quantity, heard) if every else []
        if len({periods for periods, _ in lasting}) != 1:
            kept.append(item)
            continue
        periods, words = lasting[0]
        told.append(f"{written(item.value)}次 × {words} = {written(item.value * periods)}次")
        kept.append(replace(item, value=item.value * periods))
    return kept, told


def _lasting(period: str, often: Quantity, heard: Understood) -> list[tuple[Decimal, str]]:
    """How many of a period the utterance tells of, and in which words; months may be told as years."""
    if period == "月":
        months = [(_months(q), q.words) for q in heard.quantities]
        return [(number, words if words.endswith("个月") else f"{written(number)}个月")
                for number, words in months if number is not None and number > 1]
    unit = _PERIODS[period]
    return [(q.value / _DAYS_IN.get(unit, 1), q.words) for q in heard.quantities
            if q.start > often.end and q.value > 1 and re.fullmatch(rf".+{unit}", q.words)]


def by_pairs(placed: Sequence[Placed], heard: Understood) -> tuple[list[Placed], list[str]]:
    """How often in all, where some people went so often and others so often (三个人看一次,两个人看两次)."""
    people = [p for p in placed if p.fact.kind == "count" and p.quantity.measure in ("人", "位", "名")]
    often = next((p for p in placed if p.fact.kind == "count" and p.quantity.measure in TIMES), None)
    times = [q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure in TIMES]
    places = sorted([(p.quantity.start, 0) for p in people] + [(q.start, 1) for q in times])
    if often is None or len(people) < 2 or [kind for _, kind in places] != [0, 1] * len(people):
        return list(placed), []
    if of_two_kinds(heard.mentions):  # each is a case of its own
        return list(placed), []
    pairs = list(zip(people, times, strict=True))
    total = sum((p.value * q.value for p, q in pairs), Decimal(0))
    told = " + ".join(f"{p.quantity.words} × {q.words}" for p, q in pairs)
    rest = [p for p in placed if p.fact.id not in (people[0].fact.id, often.fact.id)]
    return [*rest, replace(often, value=total)], [f"{told} = {written(total)}人次"]


def by_households(placed: Sequence[Placed], heard: Understood) -> tuple[list[Placed], list[str]]:
    """How many people in all, where so many of a household are told and the number of households (百户, 一户三口)."""
    of_all = [q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure == "户" and q.value > 1]
    kept, told = [], []
    for item in placed:
        before = heard.text[max(0, item.quantity.start - 8) : item.quantity.start]
        if len(of_all) == 1 and item.fact.kind == "count" and _PER_HOUSEHOLD.search(before):
            value = item.value * of_all[0].value
            told.append(f"{of_all[0].words} × 每户{written(item.value)}人 = {written(value)}人")
            kept.append(replace(item, value=value))
        else:
            kept.append(item)
    return kept, told


def by_months(placed: Sequence[Placed], heard: Understood, standing: Sequence[Quantity],
              ) -> tuple[list[Placed], list[str]]:
    """What was paid every month times the months it was paid for, with the words for each multiplication."""
    kept, told = [], []
    for item in placed:
        months = months_of(item, placed, heard, standing)
        if months is None:
            kept.append(item)
            continue
        value = item.value * months
        told.append(f"每月{written(item.value)}元 × {written(months)}个月 = {written(value)}元")
        kept.append(replace(item, value=value))
    return kept, told


def months_of(item: Placed, placed: Sequence[Placed], heard: Understood,
              standing: Sequence[Quantity]) -> Decimal | None:
    """For how many months an amount was paid every month; None if it wasn't, or that isn't said."""
    if not item.is_bill or told_monthly(item.fact):
        return None
    text, at = heard.text, item.quantity
    of_all = _MONTHLY_ALL.search(text[: at.start])
    of_all = None if of_all and _SO_FAR.search(of_all.group()) else of_all
    monthly = _MONTHLY_BEFORE.search(text[max(0, at.start - 14) : at.start]) or of_all
    if not (monthly or _MONTHLY_AFTER.match(text[at.end :])):
        return None
    others = [p for p in placed if p is not item and p.fact.id == item.fact.id]
    start, end = _told_of(item, others, heard)
    spans = [(q.start, value) for q in standing if (value := _months(q)) and value > 1]
    spans += [(d.start, _months_of_date(d)) for d in heard.dates if d.precision in STRETCHES
              and not any(q.start <= d.end and d.start <= q.end for q in standing if _months(q))]
    if others:
        spans = [s for s in spans if start <= s[0] < end]
    if not spans and (named := months_listed_in(heard, start, end)):
        return Decimal(len(named))
    lengths = {length for _, length in spans}
    return lengths.pop() if len(lengths) == 1 else None


def months_of_own(item: Placed, placed: Sequence[Placed], heard: Understood) -> tuple[Bill, ...]:
    """The months, told by their names, in which an amount was paid every month, where others stand beside it."""
    others = [p for p in placed if p is not item and p.fact.id == item.fact.id]
    before = heard.text[max(0, item.quantity.start - 14) : item.quantity.start]
    monthly = _MONTHLY_BEFORE.search(before) or _MONTHLY_AFTER.match(heard.text[item.quantity.end :])
    return months_listed_in(heard, *_told_of(item, others, heard)) if item.is_bill and monthly else ()


def months_listed_in(heard: Understood, start: int, end: int) -> tuple[Bill, ...]:
    """The months of a stretch that are told in a part of the utterance."""
    return months_told(replace(heard, dates=tuple(d for d in heard.dates if start <= d.start < end)))


def _told_of(item: Placed, others: Sequence[Placed], heard: Understood) -> tuple[int, int]:
    """The part of an utterance that tells of an amount: its clause, and those around it that tell of no other.

    It goes no further than the sentence, nor to a clause that names somebody else.
    """
    if not others:
        return 0, len(heard.text)
    clauses = list(heard.clauses)
    at = next((n for n, c in enumerate(clauses) if c.start <= item.quantity.start < c.end), None)
    if at is None:
        return item.quantity.start, item.quantity.end
    first = last = at
    while last + 1 < len(clauses) and _goes_on(item, others, clauses[last], clauses[last + 1], heard):
        last += 1
    while first > 0 and _leads_in(others, clauses[first - 1], clauses[first], heard):
        first -= 1
    return clauses[first].start, clauses[last].end


def _goes_on(item: Placed, others: Sequence[Placed], clause: Clause, following: Clause, heard: Understood) -> bool:
    """Whether the clause behind one goes on about the same amount."""
    ended = re.search(r"[.;?!]", heard.text[clause.end : following.start])
    another = _BESIDES.match(heard.text, following.start)
    return not (ended or another) and _tells_no_other(others, following) and set(
        named_in(heard.text[following.start : following.end])) <= {item.person or SELF}


def _leads_in(others: Sequence[Placed], earlier: Clause, clause: Clause, heard: Understood) -> bool:
    """Whether the clause before one leads to its amount: nobody is named anew behind it."""
    ended = re.search(r"[.;?!]", heard.text[earlier.end : clause.start])
    anew = named_in(heard.text[clause.start : clause.end]) or _BESIDES.match(heard.text, clause.start)
    return not (ended or anew) and _tells_no_other(others, earlier)


def _tells_no_other(others: Sequence[Placed], clause: Clause) -> bool:
    return not any(clause.start <= p.quantity.start < clause.end for p in others)


def likewise(heard: Understood) -> bool:
    """Whether what was told before is said to come up again in other months."""
    return bool(_LIKEWISE.search(heard.text))


def months_likewise(heard: Understood) -> int:
    """In how many months what was told before is said to come up again (个个月都系咁, 四个月一共); 0 if in none."""
    sums = bool(heard.sums)
    lengths = {value for q in heard.quantities if (value := _months(q))}
    if sums or heard.dates or len(lengths) != 1 or not likewise(heard):
        return 0
    months = lengths.pop()
    return int(months) if months == months.to_integral_value() and 1 < months <= _MOST_MONTHS else 0


def told_monthly(fact: FactShape) -> bool:
    """Whether a fact is told by the month itself."""
    return fact.by_month or bool(_PER_MONTH.search("".join((fact.label, *fact.words))))


def over_months(bill: Bill, months: int) -> tuple[Bill, str]:
    """What a bill comes to that comes up in so many months, with the words for the multiplication."""
    whole = replace(bill, amount=bill.amount * months)
    return whole, f"每月{written(bill.amount)}元 × {months}个月 = {written(whole.amount)}元"


def is_monthly(heard: Understood) -> bool:
    """Whether something is said to come up every month."""
    return bool(_PER_MONTH.search(heard.text))


def _months(quantity: Quantity) -> Decimal | None:
    if quantity.kind is QuantityKind.MONTHS:
        return quantity.value
    return quantity.value * 12 if quantity.kind is QuantityKind.YEARS else None


def _months_of_date(mention: DateMention) -> Decimal:
    first, last = mention.first_day, mention.last_day
    return Decimal((last.year - first.year) * 12 + last.month - first.month + 1)


def _unit_of(quantity: Quantity, text: str) -> str:
    """The thing that an amount is the price of one of; empty if of none."""
    found = _PRICE_BEFORE.search(text[max(0, quantity.start - 12) : quantity.start]) or _PRICE_AFTER.match(
        text[quantity.end : quantity.end + 8])
    return found["unit"].removeprefix("个") or found["unit"] if found else ""


def _unit_before(quantity: Quantity, heard: Understood) -> str:
    """The thing of which one was named before an amount (一盒原价…, 谈判后四千)."""
    ones = [q for q in heard.quantities if q.end <= quantity.start and q.value == 1 and q.kind is QuantityKind.COUNT]
    measure = ones[-1].measure.removeprefix("个") if ones else ""
    return measure if re.fullmatch(_PRICED, measure) and measure not in _COMMON else ""


def _measures(quantity: Quantity, unit: str) -> bool:
    if quantity.kind is QuantityKind.DAYS:
        return unit in "天日"
    return quantity.kind is QuantityKind.COUNT and (quantity.measure.removeprefix("个") or quantity.measure) == unit


def is_whole(quantity: Quantity, heard: Understood) -> bool:
    """Whether an amount is told as the sum of several (一共九千六)."""
    return bool(_IN_ALL.search(heard.text[max(0, quantity.start - 8) : quantity.start]))
