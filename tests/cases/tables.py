"""Hand-worked results of the shipped calculators at their boundaries, each with its derivation.

Figures are read off the source documents, not off the knowledge. Amounts are what the fund pays and
what is left to the insured, unless a row names other results or steps; a result that starts with "!"
is a refusal whose reason holds these words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.calculator import Bill
from assistant.calculator.scheme import FactValue


@dataclass(frozen=True)
class Row:
    """One calculation: the facts given, the day of the call, what must come out, and why."""

    scheme: str
    facts: Mapping[str, FactValue]
    day: date
    amounts: Mapping[str, Decimal]
    refused: str
    why: str
    alternative: int = 0

    @property
    def id(self) -> str:
        return f"{self.scheme}: {self.why}"


def money(text: str) -> tuple[Bill, ...]:
    """Bills written as `100` or `2022-06-30:100 2022-07-01:50`."""
    bills = []
    for part in text.split():
        day, _, amount = part.rpartition(":")
        bills.append(Bill(Decimal(amount), date.fromisoformat(day) if day else None))
    return tuple(bills)


def value_of(word: str) -> FactValue:
    """A choice, a number, a day (2020-12-04), or months told by their ends (2022-01..2022-12)."""
    if ".." in word:
        first, last = (12 * int(month[:4]) + int(month[5:]) - 1 for month in word.split(".."))
        return tuple(Bill(Decimal(1), date(at // 12, at % 12 + 1, 1)) for at in range(first, last + 1))
    if word.count("-") == 2:
        return date.fromisoformat(word)
    return word if word.replace("_", "")[:1].isalpha() else Decimal(word)


def row(
    scheme: str,
    day: str,
    words: str,
    bill: str | None,
    result: str,
    why: str,
    *,
    many: str = "cost",
    names: tuple[str, ...] = ("fund_pays", "self_pays"),
    alternative: int = 0,
) -> Row:
    """A row from short forms: `words` are facts as `status=working months=3`, `bill` the amount or bills."""
    facts: dict[str, FactValue] = {}
    for word in words.split():
        name, _, value = word.partition("=")
        facts[name] = value_of(value)
    if bill is not None:
        facts[many] = money(bill)
    refused = result[1:] if result.startswith("!") else ""
    amounts = {} if refused else dict(zip(names, map(Decimal, result.split()), strict=True))
    return Row(scheme, facts, date.fromisoformat(day), amounts, refused, why, alternative)


BEFORE, ON, AFTER, LATE, NEXT = "2022-06-30", "2022-07-01", "2022-07-02", "2022-12-31", "2023-01-01"


def outpatient(day: str, words: str, bill: str, result: str, why: str) -> Row:
    if "scheme" not in words:
        words = f"scheme=employee {words}"
    return row("jiangmen.outpatient", day, words, bill, result, why)


def at_each_level() -> list[Row]:
    """Each level and status on the day before, of and after the reform of 2022-07-01, for 60 yuan."""
    # Before: 70 % at level 1, 50 % above. From then: 75 % and 60 %; retired 5 points more; residents at
    # level 1 70 %, then 75 %. 60 yuan stays below every monthly limit.
    shares = {
        ("working", "primary"): ("42 18", "45 15"),
        ("working", "secondary"): ("30 30", "36 24"),
        ("working", "tertiary"): ("30 30", "36 24"),
        ("retired", "primary"): ("!改革前退休", "48 12"),
        ("retired", "secondary"): ("!改革前退休", "39 21"),
        ("retired", "tertiary"): ("!改革前退休", "39 21"),
    }
    rows = []
    for (status, level), (old, new) in shares.items():
        for day, result in ((BEFORE, old), (ON, new), (AFTER, new)):
            rows.append(outpatient(day, f"status={status} level={level}", "60", result, f"60 {status} {level} {day}"))
    for level in ("primary", "secondary", "tertiary"):
        for day, share in ((BEFORE, "42 18"), (ON, "45 15"), (AFTER, "45 15")):
            result = share if level == "primary" else "!没有载明"
            rows.append(outpatient(day, f"scheme=resident level={level}", "60", result, f"60 resident {level} {day}"))
    return rows


WP, WS, WT = "status=working level=primary", "status=working level=secondary", "status=working level=tertiary"
RP, RT = "status=retired level=primary", "status=retired level=tertiary"

JIANGMEN_LIMITS = [
    # Before: 50 at level 1 (50 / 0.70 = 71.428…), 40 above (40 / 0.50 = 80).
    outpatient(BEFORE, WP, "71.42", "49.99 21.43", "0.70 x 71.42 = 49.994, under"),
    outpatient(BEFORE, WP, "71.43", "50.00 21.43", "0.70 x 71.43 = 50.001, at"),
    outpatient(BEFORE, WP, "71.44", "50.00 21.44", "0.70 x 71.44 = 50.008, over"),
    outpatient(BEFORE, WT, "79.98", "39.99 39.99", "half of 79.98, under"),
    outpatient(BEFORE, WT, "80.00", "40.00 40.00", "half of 80, at"),
    outpatient(BEFORE, WT, "80.01", "40.00 40.01", "half of 80.01 = 40.005, over"),
    # From 2022-07-01: 80 at level 1 (106.666…; retired 100), 70 above (116.666…; retired 107.692…).
    outpatient(ON, WP, "106.65", "79.99 26.66", "0.75 x 106.65 = 79.9875, under"),
    outpatient(ON, WP, "106.66", "80.00 26.66", "0.75 x 106.66 = 79.995 goes up, at"),
    outpatient(ON, WP, "106.67", "80.00 26.67", "0.75 x 106.67 = 80.0025, over"),
    outpatient(ON, WP, "106.68", "80.00 26.68", "0.75 x 106.68 = 80.01, over by a fen"),
    outpatient(ON, WS, "116.65", "69.99 46.66", "0.60 x 116.65 = 69.99, under"),
    outpatient(ON, WS, "116.66", "70.00 46.66", "0.60 x 116.66 = 69.996, at"),
    outpatient(ON, WS, "116.68", "70.00 46.68", "0.60 x 116.68 = 70.008, over"),
    outpatient(ON, RP, "99.99", "79.99 20.00", "0.80 x 99.99 = 79.992, under"),
    outpatient(ON, RP, "100.00", "80.00 20.00", "0.80 x 100, at"),
    outpatient(ON, RP, "100.01", "80.00 20.01", "0.80 x 100.01 = 80.008, over"),
    outpatient(ON, RT, "107.68", "69.99 37.69", "0.65 x 107.68 = 69.992, under"),
    outpatient(ON, RT, "107.69", "70.00 37.69", "0.65 x 107.69 = 69.9985, at"),
    outpatient(ON, RT, "107.70", "70.00 37.70", "0.65 x 107.70 = 70.005, over"),
    # Told for 2023: 85 at level 1 (113.333…), 75 above (125).
    outpatient(LATE, WP, "300", "80.00 220.00", "the last day of 80"),
    outpatient(NEXT, WP, "300", "85.00 215.00", "the first day of 85"),
    outpatient(LATE, WT, "300", "70.00 230.00", "the last day of 70"),
    outpatient(NEXT, WT, "300", "75.00 225.00", "the first day of 75"),
    outpatient(NEXT, WP, "113.32", "84.99 28.33", "0.75 x 113.32 = 84.99, under"),
    outpatient(NEXT, WP, "113.34", "85.00 28.34", "0.75 x 113.34 = 85.005, over"),
    outpatient(NEXT, WT, "124.99", "74.99 50.00", "0.60 x 124.99 = 74.994, under"),
    outpatient(NEXT, WT, "125.00", "75.00 50.00", "0.60 x 125, at"),
    outpatient(NEXT, WT, "125.01", "75.00 50.01", "0.60 x 125.01 = 75.006, over"),
]

JIANGMEN_VISITS = [
    outpatient("2022-11-20", WP, "2022-11-05:80 2022-11-20:20", "75.00 25.00", "60 + 15, under the month's 80"),
    outpatient("2022-11-20", WP, "2022-11-05:80 2022-11-20:40", "80.00 40.00", "60 + 20 of 30"),
    outpatient("2022-11-20", WP, "2022-11-05:40 2022-11-20:80", "80.00 40.00", "30 + 50 of 60: the order is nothing"),
    outpatient("2022-11-20", WP, "2022-11-05:200 2022-11-20:9.99", "80.00 129.99", "nothing is left for the second"),
    outpatient("2022-11-20", WP, "2022-10-31:200 2022-11-01:200", "160.00 240.00", "80 in each of two months"),
    outpatient(
        "2022-12-23", WP, "2022-06-30:100 2022-07-01:100", "125.00 75.00", "50 (limit) before, 75 from the change"
    ),
    outpatient("2022-11-20", f"{WP} used=30", "100", "50.00 50.00", "75, of which 80 - 30 are left"),
    outpatient("2022-11-20", f"{WP} used=79.99", "100", "0.01 99.99", "one fen is left"),
    outpatient("2022-11-20", f"{WP} used=80", "100", "0.00 100.00", "nothing is left"),
    outpatient("2022-11-20", f"{WP} left=20", "100", "20.00 80.00", "20 of the limit are left"),
    outpatient("2022-11-20", f"{WP} left=75.01", "100", "75.00 25.00", "a fen more is left than is needed"),
    outpatient("2022-11-20", f"{WP} left=80.01", "100", "!对不上", "more left than the limit"),
    outpatient("2022-11-20", f"{WP} room=gone", "100", "0.00 100.00", "the month's limit is used up"),
    outpatient("2022-11-20", f"{WP} outside=60", "60", "0.00 60.00", "all of it is outside the list"),
    outpatient("2022-11-20", f"{WP} outside=20", "60", "30.00 30.00", "0.75 x (60 - 20)"),
    outpatient(
        "2022-11-20", "scheme=resident level=primary", "1000", "750.00 250.00", "no limit is stated for residents"
    ),
    outpatient("2022-12-23", f"{WP} period=before", "60", "42 18", "by the old share of 70 %"),
    outpatient("2022-12-23", f"{WT} period=before", "60", "30 30", "by the old share of 50 %"),
    outpatient("2022-12-23", f"{WP} period=before", "100", "50.00 50.00", "70, the old limit is 50"),
    outpatient("2022-12-23", f"{WS} period=before", "100", "40.00 60.00", "50, the old limit is 40"),
    outpatient(
        "2022-12-23", "scheme=resident level=primary period=before", "60", "42 18", "residents' old share of 70 %"
    ),
]

FULL = "jiangmen.outpatient.full_months"
ACCOUNT = ("account", "monthly")
JIANGMEN_OTHERS = [
    row(FULL, "2022-12-23", "level=primary months=3", None, "240.00", "3 x 80", names=("total",)),
    row(FULL, "2022-12-23", "level=tertiary months=6", None, "420.00", "6 x 70", names=("total",)),
    row(FULL, NEXT, "level=primary months=12", None, "1020.00", "12 x 85", names=("total",)),
    row(FULL, NEXT, "level=secondary months=1", None, "75.00", "1 x 75", names=("total",)),
    row(FULL, BEFORE, "level=primary months=2", None, "100.00", "2 x 50", names=("total",)),
    row(FULL, BEFORE, "level=secondary months=2", None, "80.00", "2 x 40", names=("total",)),
    row("jiangmen.account", ON, "status=working base=5000", None, "100.00 100.00", "2 % of 5000", names=ACCOUNT),
    row(
        "jiangmen.account",
        AFTER,
        "status=working base=5000 months=12",
        None,
        "1200.00 100.00",
        "12 x 100",
        names=ACCOUNT,
    ),
    row("jiangmen.account", ON, "status=working base=3333.33", None, "66.67 66.67", "66.6666", names=ACCOUNT),
    row("jiangmen.account", ON, "status=retired", None, "126.80 126.80", "the first of the two amounts", names=ACCOUNT),
    row(
        "jiangmen.account",
        ON,
        "status=retired",
        None,
        "126.35 126.35",
        "the other amount",
        names=ACCOUNT,
        alternative=1,
    ),
    row("jiangmen.account", ON, "status=retired months=6", None, "760.80 126.80", "6 x 126.80", names=ACCOUNT),
    row(
        "jiangmen.account",
        ON,
        "status=retired months=6",
        None,
        "758.10 126.35",
        "6 x 126.35",
        names=ACCOUNT,
        alternative=1,
    ),
    row("jiangmen.account", BEFORE, "status=working base=5000", None, "!改革前", "no rule for the day before"),
    row("jiangmen.account.from_credit", ON, "credit=120", None, "6000", "120 / 2 %", names=("base",)),
    row("jiangmen.account.from_credit", ON, "credit=1920 per=year", None, "8000", "160 a month", names=("base",)),
    row("jiangmen.account.from_credit", ON, "credit=600 per=half", None, "5000", "100 a month", names=("base",)),
    row("jiangmen.account.from_credit", ON, "credit=118.60", None, "5930", "118.60 / 2 %", names=("base",)),
    row("jiangmen.account.from_credit", ON, "credit=126.80 status=retired", None, "!推不出", "a fixed amount"),
    row("jiangmen.account.from_credit", BEFORE, "credit=120", None, "!改革前", "no rule for the day before"),
    row("jiangmen.premium", "2022-12-23", "people=4", None, "1624", "4 x 406, the coming year", names=("total",)),
    row("jiangmen.premium", "2022-12-23", "people=4 year=told", None, "1504", "4 x 376, this year", names=("total",)),
    row("jiangmen.premium", LATE, "people=1 year=told", None, "376", "the last day of 2022", names=("total",)),
    row("jiangmen.premium", NEXT, "people=1 year=told", None, "406", "the first day of 2023", names=("total",)),
    row("jiangmen.premium", "2022-12-23", "adults=2 children=1", None, "1218", "3 x 406", names=("total",)),
    row("jiangmen.premium", "2022-12-23", "people=4 year=other", None, "!没有载明", "a year that is not told"),
    row("jiangmen.premium", "2022-12-23", "", None, "!几个人", "nobody named"),
    row("jiangmen.premium.from_paid", "2022-12-23", "paid=1504", None, "1624 120", "1504 / 376 x 406",
        names=("total", "more")),
    row("jiangmen.premium.from_paid", NEXT, "paid=376", None, "406 30", "1 person", names=("total", "more")),
    row("jiangmen.premium.from_paid", "2022-12-23", "paid=1500", None, "!整数倍", "no number of people"),
    row("jiangmen.premium.more", "2022-12-23", "people=4", None, "120", "4 x 30", names=("more",)),
    row("jiangmen.balance", "2022-12-23", "balance=405.99", None, "!还差0.01", "406 - 405.99"),
    row("jiangmen.balance", "2022-12-23", "balance=406", None, "406 0", "exactly enough", names=("total", "left")),
    row("jiangmen.balance", "2022-12-23", "balance=406.01", None, "406 0.01", "a fen is left", names=("total", "left")),
    row("jiangmen.balance", "2022-12-23", "balance=1217.99 people=3", None, "!还差0.01", "3 x 406 = 1218"),
    row("jiangmen.test", "2022-12-23", "way=mixed people=4", None, "11.2", "4 x 2.8", names=("total",)),
    row("jiangmen.test", "2022-12-23", "way=single people=3 times=2", None, "81", "3 x 2 x 13.5", names=("total",)),
    # Months before and after the change of 2022-07-01 and of the year: each by its own limit.
    row(FULL, "2022-12-23", "level=primary months=2022-01..2022-12", None, "780", "6 x 50 + 6 x 80", names=("total",)),
    row(FULL, "2022-12-23", "level=tertiary months=2022-01..2022-12", None, "660", "6 x 40 + 6 x 70", names=("total",)),
    row(FULL, "2022-12-23", "level=primary months=2022-06..2022-07", None, "130", "50 + 80", names=("total",)),
    row(FULL, "2022-12-23", "level=secondary months=2022-07..2022-12", None, "420", "6 x 70", names=("total",)),
    row(FULL, "2022-12-23", "level=primary months=2022-12..2023-01", None, "165", "80 + 85", names=("total",)),
    row(FULL, "2022-12-23", "level=primary months=3 period=before", None, "150", "3 x 50", names=("total",)),
    row(FULL, "2022-12-23", "level=secondary months=3 period=before", None, "120", "3 x 40", names=("total",)),
    row(
        "jiangmen.account",
        "2022-12-23",
        "status=retired months=2022-07..2022-12",
        None,
        "760.80 126.80",
        "6 x 126.80",
        names=ACCOUNT,
    ),
    row("jiangmen.account", "2022-12-23", "status=retired months=2022-06..2022-12", None, "!改革前", "no rule in June"),
    row("jiangmen.premium", "2022-12-23", "people=4 moved=1", None, "1218", "3 x 406, one has left", names=("total",)),
    row("jiangmen.premium", "2022-12-23", "people=4 remaining=3", None, "1218", "3 x 406 are left", names=("total",)),
    row("jiangmen.premium", "2022-12-23", "people=4 moved=4", None, "!几个人", "nobody is left"),
    row("jiangmen.premium", "2022-12-23", "people=4 moved=5", None, "!还多", "more have left than there were"),
    row("jiangmen.premium", "2022-12-23", "people=4 remaining=5", None, "!还多", "more are left than there were"),
    row("guangdong.offsite", "2022-12-23", "rate=0.85 urgent=urgent", None, "!急诊", "emergencies are exempt"),
    row("guangdong.offsite.less", "2022-12-23", "cost=100 urgent=urgent", None, "!急诊", "emergencies are exempt"),
    row("guangdong.offsite", "2022-12-23", "rate=0.85", None, "0.75", "85 % less 10 points", names=("left",)),
    row("guangdong.offsite", "2022-12-23", "rate=0.10", None, "0", "10 % less 10 points", names=("left",)),
    row("guangdong.offsite", "2022-12-23", "rate=0.05", None, "0", "not below nothing", names=("left",)),
    row("guangdong.offsite.less", "2022-12-23", "cost=10000", None, "1000", "10 points of 10000", names=("less",)),
    row("guangdong.offsite", "2022-12-23", "cost=10000 rate=0.85", None, "7500 2500", "10000 x 75 %"),
]


def aid(words: str, own: str, result: str, why: str, day: str = "2020-12-17") -> Row:
    return row("rongcheng.aid.amount", day, words, own, result, why, many="own")


MIN, OTHER = "group=minimum_living care=inpatient", "group=other_poor care=inpatient"
RONGCHENG_AID = [
    # Up to 20 000: 70 % (low income) or 50 % (other poor); above: 80 % or 60 %; no deductible.
    aid(MIN, "0.01", "0.01 0.00", "0.007 goes up"),
    aid(MIN, "19999.99", "13999.99 6000.00", "0.70 x 19999.99 = 13999.993, under"),
    aid(MIN, "20000.00", "14000.00 6000.00", "0.70 x 20000, at"),
    aid(MIN, "20000.01", "14000.01 6000.00", "14000 + 0.80 x 0.01, over"),
    aid(MIN, "20001.00", "14000.80 6000.20", "14000 + 0.80 x 1"),
    aid(OTHER, "19999.99", "10000.00 9999.99", "9999.995 goes up, under"),
    aid(OTHER, "20000.00", "10000.00 10000.00", "0.50 x 20000, at"),
    aid(OTHER, "20000.01", "10000.01 10000.00", "10000 + 0.006, over"),
    aid(OTHER, "20001.00", "10000.60 10000.40", "10000 + 0.60 x 1"),
    # The year's 50 000: (50000 - 14000) / 0.80 + 20000 = 65000; (50000 - 10000) / 0.60 + 20000 = 86666.666…
    aid(MIN, "64999.99", "49999.99 15000.00", "14000 + 0.80 x 44999.99 = 49999.992, under the cap"),
    aid(MIN, "65000.00", "50000.00 15000.00", "at the cap"),
    aid(MIN, "65000.01", "50000.00 15000.01", "over the cap"),
    aid(OTHER, "86666.65", "49999.99 36666.66", "10000 + 0.60 x 66666.65 = 49999.99, under the cap"),
    aid(OTHER, "86666.66", "50000.00 36666.66", "49999.996 goes up, at the cap"),
    aid(OTHER, "86666.68", "50000.00 36666.68", "50000.008, over the cap"),
    aid(f"{MIN} used=49999.99", "100", "0.01 99.99", "a fen of the year is left"),
    aid(f"{MIN} used=50000", "100", "0.00 100.00", "nothing of the year is left"),
    aid(MIN, "2020-05-01:60000 2020-11-01:10000", "50000.00 20000.00", "46000, then 4000 of 7000 in one year"),
    aid(MIN, "2020-12-31:60000 2021-01-01:10000", "53000.00 17000.00", "46000 and 7000 in two years", "2021-01-02"),
    aid("group=minimum_living care=chronic", "20000.00", "14000.00 6000.00", "chronic: 0.70 x 20000"),
    aid("group=minimum_living care=chronic", "20000.01", "!没有单独写", "chronic above 20000 is not stated"),
    aid("group=other_poor care=chronic", "20000.00", "10000.00 10000.00", "chronic: 0.50 x 20000"),
    aid("group=other_poor care=chronic", "20000.01", "!没有单独写", "chronic above 20000 is not stated"),
    # What is left to oneself follows from the whole cost and what insurance paid.
    row("rongcheng.aid.amount", "2020-12-17", f"{MIN} total_cost=50000 insured=38000", None, "8400 3600", "of 12000"),
    row("rongcheng.aid.amount", "2020-12-17", f"{MIN} total_cost=100 insured=100.01", None, "!还多", "paid too much"),
    aid(f"{MIN} total_cost=10000", "10000", "7000 3000", "oneself bears the whole cost"),
    aid(f"{MIN} total_cost=9999.99", "10000", "!还多", "more borne than it cost"),
    aid(f"{MIN} total_cost=20000 insured=10000.01", "10000", "!还多", "both parts are more than the whole"),
    aid(f"{MIN} outside=2000", "10000", "5600.00 4400.00", "0.70 x (10000 - 2000)"),
    aid(f"{MIN} outside=10000", "10000", "0.00 10000.00", "all of it is outside the list"),
    aid(f"{MIN} outside=10000.01", "10000", "!还多", "more outside than there is"),
]


def birth(words: str, result: str, why: str) -> Row:
    return row("rongcheng.maternity.amount", "2020-12-17", words, None, result, why)


VAGINAL, CAESAREAN = "scheme=employee delivery=vaginal", "scheme=employee delivery=caesarean"
RONGCHENG_MATERNITY = [
    # The standard, or the actual cost if that is lower: 2800, caesarean 3800, residents 2800; prenatal 800.
    birth(f"{VAGINAL} cost=2799.99", "2799.99 0.00", "a fen under the standard"),
    birth(f"{VAGINAL} cost=2800", "2800.00 0.00", "at the standard"),
    birth(f"{VAGINAL} cost=2800.01", "2800.00 0.01", "a fen over the standard"),
    birth(f"{CAESAREAN} cost=3799.99", "3799.99 0.00", "a fen under, caesarean"),
    birth(f"{CAESAREAN} cost=3800", "3800.00 0.00", "at, caesarean"),
    birth(f"{CAESAREAN} cost=3800.01", "3800.00 0.01", "a fen over, caesarean"),
    birth("scheme=resident cost=2799.99", "2799.99 0.00", "a fen under, resident"),
    birth("scheme=resident cost=2800.01", "2800.00 0.01", "a fen over, resident"),
    birth(f"{VAGINAL} cost=3000 prenatal=with", "3600.00 200.00", "2800 + 800; 3000 - 2800"),
    birth(f"{VAGINAL} cost=3000 months=2", "!不满3个月", "two months"),
    birth(f"{VAGINAL} cost=3000 months=3", "2800.00 200.00", "three months"),
    birth(f"{VAGINAL} cost=3000 months=12", "2800.00 200.00", "a year"),
    *(
        row(
            "rongcheng.maternity.eligibility",
            "2020-12-17",
            f"months={months}",
            None,
            result,
            f"{months} months",
            names=("lacking_months", "lacking_allowance_months"),
        )
        for months, result in (("2", "!不满3个月"), ("3", "0 9"), ("11", "0 1"), ("12", "0 0"), ("13", "0 0"))
    ),
    # 98 days; 15 more for a difficult birth, 15 more for each further baby; a year of contributions.
    *(
        row("rongcheng.allowance.total_days", "2020-12-17", words, None, result, f"{words}: {why}", names=("days",))
        for words, result, why in (
            ("months=12", "98", "98"),
            ("difficult=difficult", "113", "98 + 15"),
            ("babies=2", "113", "98 + 15"),
            ("babies=3", "128", "98 + 2 x 15"),
            ("babies=2 difficult=difficult", "128", "98 + 15 + 15"),
            ("babies=3 difficult=difficult", "143", "98 + 15 + 30"),
            ("delivery=caesarean", "98", "a caesarean isn't said to be a difficult birth"),
            ("months=11", "!不满1年", "a month short of a year"),
        )
    ),
]


def away(words: str, bill: str, result: str, why: str) -> Row:
    return row("weihai.offsite.upfront", "2020-12-17", words, bill, result, why, names=("upfront", "enters"))


RONGCHENG_OTHERS = [
    # 10 % with a referral, or an emergency reported within 3 working days; 30 % otherwise; then unknown.
    away("situation=residence filing=filed", "10000", "!异地居住", "no share is stated for residence"),
    away("situation=referral filing=filed", "10000", "1000 9000", "10 %"),
    away("situation=emergency filing=filed filed_days=2", "10000", "1000 9000", "the second working day"),
    away("situation=emergency filing=filed filed_days=3", "10000", "1000 9000", "the third working day"),
    away("situation=emergency filing=filed filed_days=4", "10000", "3000 7000", "the fourth working day"),
    # 2020-12-04 was a Friday; the days to Tuesday are two without it and three with it.
    away("situation=emergency admitted=2020-12-04 filed=2020-12-08", "100", "10 90", "third with the first day"),
    away("situation=emergency admitted=2020-12-04 filed=2020-12-09", "100", "!资料没有讲", "third or fourth: unsaid"),
    away("situation=emergency admitted=2020-12-04 filed=2020-12-10", "100", "30 70", "fourth without the first day"),
    away("situation=emergency admitted=2020-12-05 filed=2020-12-09", "100", "10 90", "Saturday to Wednesday: third"),
    away("situation=emergency admitted=2020-12-05 filed=2020-12-10", "100", "30 70", "Saturday to Thursday: fourth"),
    away("situation=emergency admitted=2020-12-04 filed=2020-12-03", "100", "!还早", "filed before admission"),
    away("situation=emergency filed_after=3", "100", "10 90", "the third day can't be late"),
    away("situation=emergency filed_after=4", "100", "!几个周末", "the fourth day: depends on the weekend"),
    away("situation=emergency filed_after=12", "100", "!几个周末", "the twelfth day is asked for"),
    away("situation=emergency filed_after=13", "100", "30 70", "the thirteenth day is late for certain"),
    away("situation=neither admitted=2020-07-31", "100", "!2020年8月1日", "the day before the rule"),
    away("situation=neither admitted=2020-08-01", "100", "30 70", "the first day of the rule"),
    away("situation=neither", "10000", "3000 7000", "30 %"),
    away("situation=residence filing=unfiled", "10000", "3000 7000", "not filed"),
    away("situation=referral filing=unfiled", "10000", "3000 7000", "not filed"),
    away("situation=emergency filing=unfiled", "10000", "3000 7000", "not filed"),
    away("situation=referral filing=filed", "0.05", "0.01 0.04", "0.005 goes up"),
    away("situation=referral filing=filed outside=2000", "10000", "800 7200", "10 % of 8000"),
    away("situation=referral filing=filed outside=10000.01", "10000", "!还多", "more outside than there is"),
    *(
        row(f"rongcheng.{scheme}", day, words, None, result, why, names=names)
        for scheme, day, words, result, why, names in (
            ("premium.family", "2020-12-17", "tier1=2 minors=1", "1100", "2 x 450 + 200", ("total",)),
            ("premium.family", "2021-04-30", "tier2=1", "650", "1 x 650", ("total",)),
            ("premium.family", "2020-12-17", "minors=0", "!几个", "nobody named", ("total",)),
            (
                "premium.family",
                "2020-12-17",
                "adults=2 minors=1",
                "!一档还是二档",
                "no tier for the adults",
                ("total",),
            ),
            ("premium.family", "2020-12-17", "people=4 minors=2 same=tier2", "1700", "2 x 650 + 2 x 200", ("total",)),
            ("premium.family", "2020-12-17", "people=4 minors=2 same=tier1", "1300", "2 x 450 + 2 x 200", ("total",)),
            ("premium.family", "2020-12-17", "people=3 tier1=2 minors=2", "!还多", "more than the family", ("total",)),
            ("premium.family", "2020-12-17", "people=3 minors=1", "!1100元", "no tier: both sums", ("total",)),
            ("premium.family", "2020-12-17", "tier1=1 adults=2", "!1100元", "one still open: 450 + 650", ("total",)),
            ("premium.monthly", "2020-12-17", "alone=tier1", "37.50 450", "450 / 12", ("monthly", "total")),
            ("premium.monthly", "2020-12-17", "alone=minor", "16.67 200", "200 / 12", ("monthly", "total")),
            ("premium.monthly", "2020-12-17", "tier1=1 tier2=1 minors=1", "108.33 1300", "1300 / 12",
             ("monthly", "total")),
            ("premium.monthly", "2020-12-17", "", "!54.17", "nobody named: each one's", ("monthly",)),
            ("premium.monthly", "2020-12-17", "adults=2", "!37.5", "no tier", ("monthly",)),
            ("subsidy.more", "2020-12-17", "people=200", "6000", "200 x 30", ("more",)),
            ("enrol.first_benefit", "2021-05-20", "paid=2020-12-31", "!还没有开始", "the day before", ("first_day",)),
            ("enrol.first_benefit", "2021-05-20", "paid=2021-01-01", "!没有等待期", "the first day", ("first_day",)),
            ("enrol.first_benefit", "2021-05-20", "paid=2021-04-30", "!没有等待期", "the last day", ("first_day",)),
            ("enrol.first_benefit", "2021-05-20", "paid=2021-05-01 poor=poor", "!不设等待期", "poor", ("first_day",)),
            (
                "enrol.first_benefit",
                "2021-05-20",
                "paid=2021-05-01",
                str(date(2021, 8, 1).toordinal()),
                "three months after the day after the last one",
                ("first_day",),
            ),
            (
                "enrol.first_benefit",
                "2021-12-20",
                "paid=2021-11-30",
                str(date(2022, 2, 28).toordinal()),
                "February has no 30th",
                ("first_day",),
            ),
            ("subsidy.total", "2020-12-17", "year=y2020 people=3", "1650", "3 x 550", ("total",)),
            ("premium.with_subsidy", "2020-12-17", "tier1=2 minors=1", "2840", "2 x (450+580) + 200+580", ("total",)),
            ("premium.with_subsidy", "2020-12-17", "adults=3 same=tier1 year=y2020", "3000", "3 x 1000", ("total",)),
            ("premium.with_subsidy", "2020-12-17", "alone=tier2", "1230", "650 + 580 of one person", ("total",)),
            ("premium.with_subsidy", "2020-12-17", "minors=0", "!几个", "nobody and no tier", ("total",)),
            ("premium.with_subsidy", "2020-12-17", "adults=2 tier1=1", "!一档还是二档", "one has no tier", ("total",)),
            ("subsidy.total", "2020-12-17", "year=y2021 people=3", "1740", "3 x 580", ("total",)),
            ("enrol.waited", "2021-08-01", "months=2", "!还差1个月", "3 - 2", ("wait_months",)),
            ("enrol.waited", "2021-08-01", "months=3", "0", "three months are over", ("wait_months",)),
            ("enrol.waited", "2021-08-01", "months=1 poor=poor", "0", "no waiting for the poor", ("wait_months",)),
            ("stent.several", "2021-01-01", "stents=2", "19200", "2 x 9600", ("saved",)),
            ("drugs.after", "2020-12-17", "price=80", "37.60 42.40", "53 % off", ("after", "saved")),
            ("stent.after", "2021-01-01", "price=10000", "590 9410", "94.1 % off", ("after", "saved")),
        )
    ),
]


def chronic(words: str, bill: str, result: str, why: str) -> Row:
    return row("zibo.chronic", "2022-09-06", words, bill, result, why)


def zibo(
    scheme: str,
    words: str,
    bill: str | None,
    result: str,
    why: str,
    *,
    day: str = "2022-09-06",
    many: str = "cost",
    names: tuple[str, ...] = ("self_pays", "enters_reimbursement"),
) -> Row:
    return row(f"zibo.{scheme}", day, words, bill, result, why, many=many, names=names)


W, R, P = "scheme=employee status=working", "scheme=employee status=retired", "scheme=resident"
ZIBO = [
    # Deductible 1000 (employees) or 500 (residents) a year; above it 70 %, 80 %, 55 %.
    chronic(W, "999.99", "0.00 999.99", "a fen under the deductible"),
    chronic(W, "1000.00", "0.00 1000.00", "at the deductible"),
    chronic(W, "1000.01", "0.01 1000.00", "0.70 x 0.01 = 0.007, a fen over"),
    chronic(W, "1000.02", "0.01 1000.01", "0.70 x 0.02 = 0.014, two fen over"),
    chronic(R, "999.99", "0.00 999.99", "a fen under, retired"),
    chronic(R, "1000.01", "0.01 1000.00", "0.80 x 0.01 = 0.008, retired"),
    chronic(R, "2000.00", "800.00 1200.00", "0.80 x 1000, retired"),
    chronic(P, "499.99", "0.00 499.99", "a fen under, resident"),
    chronic(P, "500.00", "0.00 500.00", "at, resident"),
    chronic(P, "500.01", "0.01 500.00", "0.55 x 0.01 = 0.0055, resident"),
    chronic(P, "1500.00", "550.00 950.00", "0.55 x 1000, resident"),
    chronic(f"{W} met=600", "1000", "420.00 580.00", "400 are still taken off: 0.70 x 600"),
    chronic(f"{W} met=999.99", "1", "0.69 0.31", "a fen is taken off: 0.70 x 0.99 = 0.693"),
    chronic(f"{W} met=1000", "100", "70.00 30.00", "nothing is taken off any more"),
    chronic(f"{W} lack=300", "1000", "490.00 510.00", "300 are still to be taken off: 0.70 x 700"),
    chronic(f"{W} lack=300", "300", "0.00 300.00", "all of it is taken off"),
    chronic(f"{W} met=1000.01", "100", "!还多", "more taken off than there is"),
    chronic(f"{W} lack=1000.01", "100", "!还多", "more lacking than there is"),
    chronic(f"{W} start=full", "1000", "700.00 300.00", "said to be used up"),
    chronic(W, "2022-03-01:600 2022-08-01:800", "280.00 1120.00", "600 and 400 taken off: 0.70 x 400"),
    chronic(W, "2021-12-31:1500 2022-01-01:1500", "700.00 2300.00", "350 in each of two years"),
    # Negotiated drugs: 25 % first borne by oneself, from 2022-06-15 20 %, for three groups 10 %.
    zibo("drugs", "zibo_drug_group=general", "1000", "250 750", "the day before", day="2022-06-14"),
    zibo("drugs", "zibo_drug_group=general", "1000", "200 800", "the day of the change", day="2022-06-15"),
    zibo("drugs", "zibo_drug_group=general", "1000", "200 800", "the day after", day="2022-06-16"),
    zibo("drugs", "zibo_drug_group=covid", "1000", "250 750", "the day before, covid", day="2022-06-14"),
    zibo("drugs", "zibo_drug_group=covid", "1000", "100 900", "the day of the change, covid", day="2022-06-15"),
    zibo("drugs", "zibo_drug_group=two_diseases", "1000", "100 900", "two diseases"),
    zibo("drugs", "zibo_drug_group=tcm listed=listed", "1000", "100 900", "listed Chinese medicine"),
    zibo("drugs", "zibo_drug_group=tcm listed=unlisted", "1000", "200 800", "Chinese medicine that is not listed"),
    zibo("drugs", "zibo_drug_group=general", "2022-06-14:1000 2022-06-15:1000", "450 1550", "250 + 200"),
    zibo("drugs", "zibo_drug_group=general bought=before", "1000", "250 750", "by the old share"),
    zibo("drugs", "zibo_drug_group=covid bought=before", "1000", "250 750", "by the old share, covid"),
    zibo("drugs", "zibo_drug_group=general bought=after", "1000", "200 800", "by the new share", day="2022-06-14"),
    zibo("drugs", "zibo_drug_group=covid bought=after", "1000", "100 900", "by the new share", day="2022-06-14"),
    zibo("drugs", "", "1000", "200 800", "the general share, if the group is not told"),
    zibo("offsite", "zibo_offsite_kind=temporary", "10000", "1000 9000", "10 %"),
    zibo("offsite", "zibo_offsite_kind=long_term", "10000", "!没有载明", "no share is stated for residence"),
    zibo("tcm_bed", "", "100", "30", "30 % of the standard", many="standard", names=("charged",)),
    zibo("tcm_bed", "per=day days=5", "40", "60", "30 % of 5 x 40", many="standard", names=("charged",)),
    zibo("tcm_bed", "per=day days=5", "40", "140", "70 % of 5 x 40 less", many="standard", names=("saved",)),
    # Three months of the employer's part: July to September, or August to October if July is paid.
    zibo("deferral", "july=unpaid", "10000", "30000", "3 x 10000", many="monthly", names=("deferred",)),
    zibo("deferral", "july=paid", "10000.01", "30000.03", "3 x 10000.01", many="monthly", names=("deferred",)),
]

TARGETS = [
    # Plans of Jinhua for 2021 and of Zhangshu: people or institutions times the share aimed at, rounded up.
    *(
        row(f"jinhua.{scheme}", "2021-06-18", words, None, result, why, names=("need", "rest"))
        for scheme, words, result, why in (
            ("enrolment_target", "people=10000", "9995 5", "99.95 % of 10000"),
            ("enrolment_target", "people=10001", "9996 5", "9995.9995 goes up"),
            ("select_target", "people=1001", "901 100", "900.9 goes up"),
            ("voucher_people", "people=1001", "801 200", "800.8 goes up"),
            ("voucher_institutions", "institutions=11", "10 1", "9.9 goes up"),
            ("chronic_opening", "institutions=101", "26 75", "25.25 goes up"),
        )
    ),
    row("jinhua.aid_balance_cap", "2021-06-18", "raised=1000.01", None, "150.00", "15 % = 150.0015", names=("cap",)),
    row("jinhua.poor_minimum", "2021-06-18", "cost=1000", None, "800 200", "at least 80 %"),
    *(
        row(f"jinhua.{scheme}", "2021-06-18", words, None, "!还多", "a part that is larger than the whole")
        for scheme, words in (
            ("enrolment_target", "people=1000 enrolled=1001"),
            ("select_target", "people=1000 chosen=1001"),
            ("voucher_people", "people=1000 activated=1001"),
            ("voucher_institutions", "institutions=10 connected=11"),
            ("chronic_opening", "institutions=10 opened=11"),
        )
    ),
    row("zibo.chronic.from_paid", "2022-09-06", "scheme=resident paid=880", None, "2100 1220", "880 / 55 % + 500",
        names=("cost", "self_pays")),
    row("zibo.chronic.from_paid", "2022-09-06", "scheme=employee status=retired paid=1600", None, "3000 1400",
        "1600 / 80 % + 1000", names=("cost", "self_pays")),
    row("zibo.chronic.from_paid", "2022-09-06", "scheme=employee status=working paid=700 start=full", None, "2000 1300",
        "700 / 70 % and the 1000 that was deducted before", names=("cost", "self_pays")),
    row("zibo.deferral", "2022-09-06", "staff=24 each=head", "520", "37440", "24 x 520 x 3", many="monthly",
        names=("deferred",)),
    # What is told was borne first: the whole that it comes from.
    row("weihai.offsite.upfront.from_paid", "2020-12-17", "situation=referral filing=filed paid=3600", None,
        "36000 32400", "3600 / 10 %", names=("total", "enters")),
    row("weihai.offsite.upfront.from_paid", "2020-12-17", "situation=emergency filing=filed paid=0.01", None,
        "0.10 0.09", "a fen / 10 %", names=("total", "enters")),
    row("weihai.offsite.upfront.from_paid", "2020-12-17", "situation=emergency filing=unfiled paid=9000", None,
        "30000 21000", "9000 / 30 %, not filed", names=("total", "enters")),
    row("weihai.offsite.upfront.from_paid", "2020-12-17", "situation=neither paid=9000", None, "30000 21000",
        "9000 / 30 %, neither", names=("total", "enters")),
    row("weihai.offsite.upfront.from_paid", "2020-12-17", "situation=emergency paid=900", None, "!报备",
        "filed or not decides"),
    row("weihai.offsite.upfront.from_paid", "2020-12-17", "situation=residence filing=filed paid=900", None,
        "!推不出", "nothing is borne first"),
    row("weihai.offsite.upfront", "2020-12-17", "situation=referral filing=filed further=0.80", "52000",
        "5200 46800 37440 14560", "46800 x 80 % as it was told; 52000 - 37440",
        names=("upfront", "enters", "repaid", "borne")),
    row("weihai.offsite.upfront", "2020-12-17", "situation=referral filing=filed further=0.80 outside=2000", "52000",
        "5000 45000 36000 16000", "45000 x 80 %; 52000 - 36000", names=("upfront", "enters", "repaid", "borne")),
    *(
        row(f"zibo.{scheme}", day, words, None, result, why, names=("total", "enters_reimbursement"))
        for scheme, day, words, result, why in (
            ("drugs.from_paid", "2022-06-14", "zibo_drug_group=general paid=580", "2320 1740", "580 / 25 %, before"),
            ("drugs.from_paid", "2022-06-15", "zibo_drug_group=general paid=580", "2900 2320", "580 / 20 %, from then"),
            ("drugs.from_paid", "2022-06-15", "zibo_drug_group=covid paid=60", "600 540", "60 / 10 %"),
            ("drugs.from_paid", "2022-06-15", "zibo_drug_group=tcm listed=unlisted paid=60", "300 240", "60 / 20 %"),
            ("drugs.from_paid", "2022-06-15", "zibo_drug_group=tcm listed=listed paid=60", "600 540", "60 / 10 %"),
            ("drugs.from_paid", "2022-09-06", "zibo_drug_group=general bought=before paid=500", "2000 1500", "25 %"),
            ("drugs.from_paid", "2022-06-14", "zibo_drug_group=general bought=after paid=500", "2500 2000", "20 %"),
            ("drugs.from_paid", "2022-06-14", "zibo_drug_group=covid bought=after paid=50", "500 450", "10 %"),
            ("offsite.from_paid", "2022-09-06", "zibo_offsite_kind=temporary paid=800", "8000 7200", "800 / 10 %"),
        )
    ),
    row("zibo.offsite.from_paid", "2022-09-06", "zibo_offsite_kind=long_term paid=800", None, "!没有载明",
        "no share is stated for residence"),
    row("zibo.drugs", "2022-08-25", "zibo_drug_group=general further=0.70", "6500", "1300 3640 2860",
        "5200 x 70 % as it was told; 6500 - 3640", names=("self_pays", "repaid", "borne")),
    row("zibo.offsite", "2022-09-06", "zibo_offsite_kind=temporary further=0.60", "10000", "1000 5400 4600",
        "9000 x 60 % as it was told; 10000 - 5400", names=("self_pays", "repaid", "borne")),
    row("zibo.tcm_bed.from_charged", "2022-09-06", "charged=15 per=day", None, "50", "15 / 30 %", names=("full",)),
    row("zibo.tcm_bed.from_charged", "2022-09-06", "charged=0.01", None, "0.03", "0.0333", names=("full",)),
    row("zibo.chronic.from_paid", "2022-09-06", "scheme=resident paid=1100 met=200", None, "2300 1200",
        "1100 / 55 % + 300 still to be taken off", names=("cost", "self_pays")),
    row("zibo.chronic.from_paid", "2022-09-06", "scheme=resident paid=1100 met=500", None, "2000 900",
        "all of it was taken off", names=("cost", "self_pays")),
    row("zibo.chronic.from_paid", "2022-09-06", "scheme=resident paid=1100 met=500.01", None, "!还多",
        "a fen more than there is"),
    *(
        row("zibo.deferral", "2022-09-06", f"july={july}",
            "2022-07-01:9600 2022-08-01:9600 2022-09-01:10200 2022-10-01:11000", deferred, why, many="monthly",
            names=("deferred",))
        for july, deferred, why in (("unpaid", "29400", "July to September"), ("paid", "30800", "August to October"))
    ),
    row("zibo.deferral", "2022-09-06", "july=paid", "2022-10-01:13000 12500", "38000", "13000 + 2 x 12500 for the rest",
        many="monthly", names=("deferred",)),
    row("zibo.deferral", "2022-09-06", "july=unpaid", "2022-10-01:13000 12500", "37500", "October isn't one of them",
        many="monthly", names=("deferred",)),
    row("zibo.deferral", "2022-09-06", "july=unpaid each=head staff=2", "2022-09-01:510 500", "3020",
        "2 x (510 + 2 x 500)", many="monthly", names=("deferred",)),
    row("zibo.deferral", "2022-09-06", "july=unpaid", "9600 9600 10200", "29400", "one for each of the three months",
        many="monthly", names=("deferred",)),
    row("zibo.deferral", "2022-09-06", "july=unpaid", "9600 10200", "!每个月各是多少", "two for three months",
        many="monthly"),
    row("zibo.deferral", "2022-09-06", "july=unpaid", "2022-08-01:9600 2022-09-01:10200", "!还有没说到的月份",
        "July is missing", many="monthly"),
    row("zibo.deferral", "2022-09-06", "july=unpaid", "2022-08-01:9600 10200 10300", "!每个月各是多少",
        "two amounts of no month", many="monthly"),
    row("jiangmen.test.from_sum", "2022-12-12", "way=mixed sum=500", None, "178 1.6", "178 x 2.8 = 498.4",
        names=("number", "left")),
    row("jiangmen.test.from_sum", "2022-12-12", "way=mixed sum=2.79", None, "0 2.79", "a fen less than one",
        names=("number", "left")),
    row("jiangmen.test.from_sum", "2022-12-12", "way=single sum=27", None, "2 0", "2 x 13.5", names=("number", "left")),
    row("jiangmen.account.stretches", LATE, "", "15000 16800", "636", "2 % of 3 x 5000 and of 3 x 5600",
        many="bases", names=("account",)),
    row("jiangmen.account.stretches", LATE, "status=retired", "15000", "!和缴费基数无关", "a fixed amount",
        many="bases"),
    row("jiangmen.account.stretches", BEFORE, "", "15000", "!改革前", "no rule for the day before", many="bases"),
    row("jiangmen.yikang.account_people", "2022-12-23", "people=600000", None, "126000", "21 % of 600000",
        names=("number",)),
    row("jiangmen.outpatient", "2022-12-19", "scheme=resident level=primary period=before", "64", "44.8 19.2",
        "70 % before it was raised"),
    row("zhangshu.visit_fee", "2021-11-30", "", "620 485", "11050", "10 x (620 + 485)", many="visits",
        names=("total",)),
    row("rongcheng.maternity.eligibility", "2020-12-17", "months=2", None, "!还差1个月", "3 - 2 months"),
    row("rongcheng.allowance.total_days", "2020-12-17", "months=11", None, "!还差1个月", "12 - 11 months"),
    row("rongcheng.allowance.pay", "2020-12-17", "daily=180 babies=2", None, "20340", "(98 + 15) x 180",
        names=("total",)),
    row("rongcheng.allowance.pay", "2020-12-17", "daily=180", None, "17640", "98 x 180", names=("total",)),
    row("rongcheng.allowance.pay", "2020-12-17", "daily=100 difficult=difficult months=12", None, "11300",
        "(98 + 15) x 100", names=("total",)),
    row("rongcheng.allowance.pay", "2020-12-17", "daily=100 months=11", None, "!不满", "a month short of a year"),
    row("rongcheng.aid.to_use_up", "2020-12-17", "group=minimum_living", None, "65000", "20000 + 36000 / 80 %",
        names=("own",)),
    row("rongcheng.aid.to_use_up", "2020-12-17", "group=other_poor", None, "86666.67", "20000 + 40000 / 60 %",
        names=("own",)),
    row("rongcheng.aid.to_use_up", "2020-12-17", "group=minimum_living target=14000", None, "20000",
        "the whole first part",
        names=("own",)),
    row("rongcheng.aid.to_use_up", "2020-12-17", "group=minimum_living target=14008", None, "20010",
        "8 / 80 % above it",
        names=("own",)),
    row("rongcheng.aid.to_use_up", "2020-12-17", "group=other_poor used=45000", None, "10000", "5000 left / 50 %",
        names=("own",)),
    row("rongcheng.aid.to_use_up", "2020-12-17", "group=minimum_living target=50001", None, "!一年最多救助",
        "more than the limit"),
    row("rongcheng.aid.to_use_up", "2020-12-17", "group=other_poor care=chronic target=12000", None,
        "!没有单独写救助比例", "no share above the first part"),
    row("rongcheng.allowance.until", "2021-03-01", "first=2021-03-01", None, "98", "98 days", names=("days",)),
    row("rongcheng.allowance.until", "2021-03-01", "first=2021-03-01 babies=2 difficult=difficult", None, "128",
        "98 + 15 + 15", names=("days",)),
    row("rongcheng.allowance.since", "2020-12-17", "start=2020-09-01", None, str(date(2021, 9, 1).toordinal()),
        "a year later", names=("first_month",)),
    row("weihai.offsite.report_by", "2020-12-18", "admitted=2020-12-18", None, str(date(2020, 12, 22).toordinal()),
        "Friday, Monday, Tuesday", names=("last_day",)),
    row("weihai.offsite.report_by", "2020-12-19", "admitted=2020-12-19", None, str(date(2020, 12, 23).toordinal()),
        "from Saturday on: Monday to Wednesday", names=("last_day",)),
    row("weihai.offsite.report_by", "2020-07-31", "admitted=2020-07-31", None,
        "!之前的规定资料没有写", "before the rule"),
    row("jinhua.aid_raise_needed", "2021-06-18", "balance=1200000", None, "8000000",
        "1200000 / 15 %", names=("needed",)),
    row("jinhua.poor_minimum", "2021-06-18", "cost=38000 outside=5000", None, "26400 6600", "33000 x 80 %"),
    row("jinhua.aid_balance_cap", "2021-06-18", "raised=18000000 added=4000000", None, "3300000",
        "(1800 + 400) x 15 %", names=("cap",)),
    row("jinhua.poor_from_paid", "2021-06-18", "paid=14400", None, "18000 3600", "14400 / 80 %",
        names=("cost", "self_pays")),
    row("jiangmen.outpatient.from_paid", LATE, "status=working level=primary", None, "106.67 26.67", "80 / 75 %",
        names=("cost", "self_pays")),
    row("jiangmen.outpatient.from_paid", LATE, "status=retired level=tertiary paid=26", None, "40 14", "26 / 65 %",
        names=("cost", "self_pays")),
    row("jiangmen.outpatient.from_paid", BEFORE, "status=working level=tertiary paid=20", None, "40 20", "20 / 50 %",
        names=("cost", "self_pays")),
    row("jiangmen.outpatient.from_paid", LATE, "status=working level=primary paid=81", None, "!一个月最多报",
        "one yuan above the limit"),
    row("jiangmen.outpatient.room", LATE, "status=working level=primary used=56", None, "24 32", "80 - 56; 24 / 75 %",
        names=("remaining", "more")),
    row("jiangmen.outpatient.room", LATE, "status=retired level=tertiary used=70", None, "0 0", "used up",
        names=("remaining", "more")),
    row("jiangmen.outpatient.room", LATE, "status=working level=secondary used=69.99", None, "0.01 0.02",
        "one fen left / 60 %", names=("remaining", "more")),
    row("jiangmen.outpatient.room", BEFORE, "status=working level=primary used=20", None, "30 42.86", "30 / 70 %",
        names=("remaining", "more")),
    row("jiangmen.outpatient.room", LATE, "status=working level=primary used=80.01", None, "!对不上",
        "one fen above the limit"),
    row("jinhua.enrolment_target", "2021-06-18", "people=10 enrolled=10", None, "10 0", "all", names=("need", "rest")),
    row("zhangshu.visit_fee", "2021-11-30", "visits=3", None, "30", "3 x 10", names=("total",)),
    row("zhangshu.visit_fee", "2021-11-30", "people=3 visits=2 each=each", None, "60", "6 x 10", names=("total",)),
    row("zhangshu.visit_fee", "2021-11-30", "people=3", None, "30", "each once", names=("total",)),
    row("zhangshu.visit_fee", "2021-11-30", "visits=30 per=day days=25", None, "7500", "30 x 10 x 25",
        names=("total",)),
    row("zhangshu.visit_fee", "2021-11-30", "visits=300", None, "3000", "however many days", names=("total",)),
    row("zhangshu.relief_self_pay", "2021-11-30", "cost=1000", None, "900 100", "10 % oneself"),
]

# What comes out of another calculation is told: one's own part, a number that just reaches a target, a sum of equal
# parts.
FROM_OWN_PART = [
    *(
        row(scheme, day, words, None, result, why, names=("cost", "fund_pays"))
        for scheme, day, words, result, why in (
            ("jinhua.poor_from_own", "2021-06-18", "own=3000", "15000 12000", "3000 / 20 %"),
            ("zibo.chronic.from_own", "2022-09-06", "scheme=resident own=1400", "2500 1100", "500 + 900 / 45 %"),
            ("zibo.chronic.from_own", "2022-09-06", "scheme=employee status=working own=800", "800 0", "below 1000"),
            ("zibo.chronic.from_own", "2022-09-06", "scheme=employee status=working own=1000", "1000 0", "at 1000"),
            ("zibo.chronic.from_own", "2022-09-06", "scheme=employee status=working own=1000.03", "1000.10 0.07",
             "three fen above / 30 %"),
            ("zibo.chronic.from_own", "2022-09-06", "scheme=employee status=retired own=2000", "6000 4000",
             "1000 + 1000 / 20 %"),
            ("zibo.chronic.from_own", "2022-09-06", "scheme=employee status=working start=full own=900", "3000 2100",
             "nothing more to deduct: 900 / 30 %"),
            ("zibo.chronic.from_own", "2022-09-06", "scheme=employee status=working met=400 own=1200", "2600 1400",
             "600 are still deducted: 600 + 600 / 30 %"),
            ("zibo.chronic.from_own", "2022-09-06", "scheme=resident met=500.01 own=100", "!还多", "met above 500"),
            ("jiangmen.outpatient.from_own", LATE, "status=working level=primary own=20", "80 60", "20 / 25 %"),
            ("jiangmen.outpatient.from_own", LATE, "status=working level=primary own=26.67", "106.67 80",
             "by rate 106.68, but the fund pays 80 at most"),
            ("jiangmen.outpatient.from_own", LATE, "status=working level=primary own=30", "110 80", "30 + 80"),
            ("jiangmen.outpatient.from_own", NEXT, "status=working level=primary own=30", "115 85", "30 + 85"),
            ("jiangmen.outpatient.from_own", LATE, "status=retired level=tertiary own=35", "100 65", "35 / 35 %"),
            ("jiangmen.outpatient.from_own", BEFORE, "status=working level=secondary own=30", "60 30", "30 / 50 %"),
            ("jiangmen.outpatient.from_own", BEFORE, "status=working level=secondary own=50", "90 40", "50 + 40"),
            ("jiangmen.outpatient.from_own", BEFORE, "status=working level=primary own=15", "50 35", "15 / 30 %"),
            ("jiangmen.outpatient.from_own", BEFORE, "status=retired level=primary own=15", "!改革前退休", "not told"),
            ("rongcheng.maternity.from_own", "2020-12-17", "scheme=employee delivery=caesarean own=1200", "5000 3800",
             "1200 + 3800"),
            ("rongcheng.maternity.from_own", "2020-12-17", "scheme=employee delivery=vaginal own=0.01", "2800.01 2800",
             "a fen + 2800"),
            ("rongcheng.maternity.from_own", "2020-12-17", "scheme=resident own=700", "3500 2800", "700 + 2800"),
            ("zhangshu.relief_from_own", "2021-11-30", "own=1500", "15000 13500", "1500 / 10 %"),
            ("guangdong.offsite.from_own", "2022-12-23", "rate=0.80 own=15000", "50000 35000", "15000 / (1 - 70 %)"),
            ("guangdong.offsite.from_own", "2022-12-23", "rate=0.05 own=100", "100 0", "nothing is paid"),
            ("guangdong.offsite.from_own", "2022-12-23", "rate=0.80 own=100 urgent=urgent", "!急诊", "exempt"),
        )
    ),
    *(
        row("rongcheng.aid.from_left", "2020-12-17", words, None, result, why, names=("own", "fund_pays"))
        for words, result, why in (
            ("group=minimum_living left=900", "3000 2100", "900 / 30 %"),
            ("group=minimum_living left=6000", "20000 14000", "exactly the split of 20000"),
            ("group=minimum_living left=8000", "30000 22000", "20000 + 2000 / 20 %"),
            ("group=minimum_living left=15000", "65000 50000", "20000 + 9000 / 20 %: exactly the limit of 50000"),
            ("group=minimum_living left=20000", "70000 50000", "above the limit all is one's own"),
            ("group=other_poor left=10000", "20000 10000", "10000 / 50 %"),
            ("group=other_poor left=14000", "30000 16000", "20000 + 4000 / 40 %"),
            ("group=minimum_living left=900 used=49000", "1900 1000", "only 1000 are left of the limit"),
            ("group=minimum_living care=chronic left=6000", "20000 14000", "6000 / 30 %"),
            ("group=minimum_living care=chronic left=6000.01", "!没有单独写", "chronic above the split isn't told"),
        )
    ),
]
TURNED = [
    *(
        row(scheme, "2021-06-18", f"reached={reached}", None, result, why, names=("whole", "rest"))
        for scheme, reached, result, why in (
            ("jinhua.enrolment_whole", 19990, "20000 10", "19990 / 99.95 %"),
            ("jinhua.select_whole", 1800, "2000 200", "1800 / 90 %"),
            ("jinhua.select_whole", 1000, "1111 111", "1000 / 90 % = 1111.1; of 1112 it would be less than 90 %"),
            ("jinhua.voucher_people_whole", 1008, "1260 252", "1008 / 80 %"),
            ("jinhua.voucher_institutions_whole", 180, "200 20", "180 / 90 %"),
            ("jinhua.chronic_opening_whole", 25, "100 75", "25 / 25 %"),
        )
    ),
    row("jinhua.voucher_people", "2021-06-18", "people=1260 activated=950", None, "1008 58 0", "1260 x 80 %",
        names=("need", "lack", "beyond")),
    row("jinhua.voucher_people", "2021-06-18", "people=1260 activated=1100", None, "1008 0 92", "1100 - 1008",
        names=("need", "lack", "beyond")),
    row("jinhua.aid_raise_needed", "2021-06-18", "balance=2400000 actual=0.12", None, "16000000 20000000",
        "at least 2400000 / 15 %; it was 2400000 / 12 %", names=("needed", "raised")),
    row("guangdong.offsite.less", "2022-12-23", "", "10000 15000", "2500", "10 points of both", names=("less",)),
    row("guangdong.offsite.less.from_less", "2022-12-23", "short=2500", None, "25000", "2500 / 10 points",
        names=("cost",)),
    row("guangdong.offsite.less.from_less", "2022-12-23", "short=100 urgent=urgent", None, "!急诊", "exempt"),
    row("rongcheng.subsidy.people", "2020-12-17", "year=y2021 paid=2320", None, "4", "2320 / 580", names=("people",)),
    row("rongcheng.subsidy.people", "2020-12-17", "year=y2020 paid=2200", None, "4", "2200 / 550", names=("people",)),
    row("rongcheng.subsidy.people", "2020-12-17", "year=y2021 paid=2321", None, "!整数倍", "no number of people"),
    row("rongcheng.premium.people", "2020-12-17", "tier=tier1 paid=1350", None, "3", "1350 / 450", names=("people",)),
    row("rongcheng.premium.people", "2020-12-17", "tier=tier2 paid=1950", None, "3", "1950 / 650", names=("people",)),
    row("rongcheng.premium.people", "2020-12-17", "tier=minor paid=1000", None, "5", "1000 / 200", names=("people",)),
    row("rongcheng.premium.people", "2020-12-17", "tier=tier1 paid=1351", None, "!整数倍", "no number of people"),
    row("jiangmen.premium.people", "2022-12-23", "paid=1624", None, "4", "1624 / 406", names=("people",)),
    row("jiangmen.premium.people", "2022-12-23", "year=told paid=1128", None, "3", "1128 / 376", names=("people",)),
    row("jiangmen.premium.people", NEXT, "year=last paid=1128", None, "3", "1128 / 376", names=("people",)),
    row("jiangmen.premium.people", "2022-12-23", "paid=1128", None, "!整数倍", "1128 / 406 is no number of people"),
    row("jiangmen.premium.people", "2022-12-23", "of=rise paid=150", None, "5", "150 / 30", names=("people",)),
    row("rongcheng.subsidy.people", "2020-12-17", "of=rise paid=3000", None, "100", "3000 / 30", names=("people",)),
    *(
        row("rongcheng.premium.people", "2020-12-17", f"counted=both year={year} tier={tier} paid={paid}", None, "2",
            "twice the premium and the subsidy", names=("people",))
        for year, tier, paid in (("y2020", "tier1", 2000), ("y2020", "tier2", 2400), ("y2020", "minor", 1500),
                                 ("y2021", "tier1", 2060), ("y2021", "tier2", 2460), ("y2021", "minor", 1560))
    ),
    row("jiangmen.balance.people", "2022-12-23", "balance=2000", None, "4 376", "2000 - 4 x 406",
        names=("people", "left")),
    row("jiangmen.balance.people", "2022-12-23", "balance=405.99", None, "0 405.99", "a fen short of one",
        names=("people", "left")),
    row("jiangmen.balance.people", "2022-12-23", "balance=400 added=6", None, "1 0", "exactly one",
        names=("people", "left")),
    row("rongcheng.stent.number", "2021-01-04", "saved=28800", None, "3", "28800 / 9600", names=("number",)),
    row("rongcheng.stent.number", "2021-01-04", "saved=9600", None, "1", "exactly one", names=("number",)),
    row("rongcheng.stent.number", "2021-01-04", "saved=9599.99", None, "!还不到一个", "a fen less than one"),
    row("rongcheng.drugs.before", "2020-12-17", "now=9.40", None, "20 10.60", "9.40 / 47 %", names=("before", "saved")),
    row("rongcheng.stent.before", "2021-01-04", "now=590", None, "10000 9410", "590 / 5.9 %",
        names=("before", "saved")),
    row("rongcheng.allowance.daily", "2020-12-17", "difficult=difficult paid=22600", None, "200",
        "22600 / (98 + 15)", names=("daily",)),
    row("rongcheng.allowance.daily", "2020-12-17", "babies=3 paid=25600", None, "200", "25600 / (98 + 30)",
        names=("daily",)),
    row("zhangshu.visit_fee.from_sum", "2021-11-30", "sum=600", None, "60", "600 / 10", names=("times",)),
    row("zhangshu.visit_fee.from_sum", "2021-11-30", "sum=605", None, "!整数倍", "no number of visits"),
    row("zhangshu.relief_self_pay", "2021-11-30", "cost=1000 basis=actual", None, "904.30 95.70", "90.43 %"),
    row("zibo.deferral.from_total", "2022-09-06", "deferred=90000", None, "30000", "90000 / 3", names=("a_month",)),
    row("zibo.deferral.from_total", "2022-09-06", "deferred=150000 staff=30", None, "50000 1666.67",
        "150000 / 3 / 30", names=("a_month", "a_head")),
]

ROWS = [
    *FROM_OWN_PART,
    *TURNED,
    *at_each_level(),
    *JIANGMEN_LIMITS,
    *JIANGMEN_VISITS,
    *JIANGMEN_OTHERS,
    *RONGCHENG_AID,
    *RONGCHENG_MATERNITY,
    *RONGCHENG_OTHERS,
    *ZIBO,
    *TARGETS,
]
