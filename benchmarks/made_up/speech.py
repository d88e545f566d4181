"""How callers say amounts, counts and the hinges between turns, drawn at random."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from benchmarks.made_up.matter import Facts, Follow, Matter, Slot, Told

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_COUNTED = {2: "两"}


def chinese(number: int) -> str:
    """A whole number from 0 to 99,999 in Chinese numerals, as it is spoken: 12 十二, 20500 两万零五百."""
    if number == 0:
        return _DIGITS[0]
    myriads, rest = divmod(number, 10_000)
    said = f"{_below_myriad(myriads)}万" if myriads else ""
    if said == "二万":
        said = "两万"
    if said and 0 < rest < 1000:
        said += _DIGITS[0]
    if rest:
        said += _below_myriad(rest)
    return said.removeprefix("一") if 10 <= number < 20 else said


def _below_myriad(number: int) -> str:
    said, gap = "", False
    for unit, name in (*_UNITS, (1, "")):
        digit, number = divmod(number, unit)
        if not digit:
            gap = bool(said)
            continue
        spoken = _COUNTED[2] if digit == 2 and unit > 10 else _DIGITS[digit]
        said += (_DIGITS[0] if gap else "") + spoken + name
        gap = False
    return said


def money(chance: Random, amount: Decimal | int) -> str:
    """An amount of yuan as callers say it; the value stays the same."""
    value = Decimal(amount)
    digits = f"{value.normalize():f}"
    forms = [f"{digits}块", f"{digits}元", f"{digits}块钱"]
    if value == value.to_integral_value() and value < 100_000:
        whole = int(value)
        forms += [f"{chinese(whole)}块", f"{chinese(whole)}元"]
        if whole >= 10_000 and whole % 1000 == 0:
            forms.append(f"{Decimal(whole) / 10_000:f}".rstrip("0").rstrip(".") + "万块")
    return chance.choice(forms)


def counted(chance: Random, number: int, unit: str) -> str:
    """A number of things with their classifier: 3个, 三个, 两个."""
    spoken = _COUNTED.get(number) or chinese(number)
    return chance.choice((f"{number}{unit}", f"{spoken}{unit}"))


def drawn_sum(chance: Random, low: int, high: int, step: int = 1, cents: bool = False) -> Decimal:
    """An amount between two bounds in whole steps, one in six with a broken part if `cents`."""
    value = Decimal(chance.randrange(low, high + 1, step))
    return value + Decimal(chance.randrange(10, 100)) / 100 if cents and chance.random() < 1 / 6 else value


def said(*forms: str) -> Callable[[Random, Any], str]:
    """A clause that tells an amount, in one of several wordings with a gap for it: 花了{}."""
    return lambda chance, value: chance.choice(forms).format(money(chance, value))


def worded(wordings: Mapping[Any, Sequence[str]]) -> Callable[[Random, Any], str]:
    """A clause that tells one of a few values, each of which has wordings of its own."""
    return lambda chance, value: chance.choice(wordings[value])


def drawn_from(*values: Any) -> Callable[[Random], Any]:
    """One of a few values, as often as it stands there."""
    return lambda chance: chance.choice(values)


def seldom(draw: Callable[[Random], Any], share: float = 1 / 4) -> Callable[[Random], Any]:
    """A fact that most callers don't tell."""
    return lambda chance: draw(chance) if chance.random() < share else None


def asking(
    asked: str, says: Sequence[str], truth: Callable[[Facts], Told], if_: Callable[[Facts], bool] = lambda facts: True
) -> Callable[[Random, Facts], Follow | None]:
    """Another result of the same case; it stays what is asked (`facts["asked"]`) in the turns after it."""

    def follow(chance: Random, facts: Facts) -> Follow | None:
        if facts.get("asked") == asked or not if_(facts):
            return None
        other = {**facts, "asked": asked}
        return Follow(chance.choice(says), truth(other), other)

    return follow


def doubted(
    truth: Callable[[Facts], Told], wrong: Callable[[Facts], Decimal], unit: str = ""
) -> Callable[[Random, Facts], Follow | None]:
    """A number for the result that the caller wants confirmed: the right one, or what a mistake of theirs gives."""

    def follow(chance: Random, facts: Facts) -> Follow | None:
        (right,) = truth(facts)
        number = Decimal(chance.choice((Decimal(right), wrong(facts)))).quantize(Decimal("0.01"))
        if not number:
            return None
        told = f"{number.normalize():f}{unit}" if unit else money(chance, number)
        return Follow(
            chance.choice(("那就是{}，没错吧？", "是{}对吧？", "我算的是{}，对不对？")).format(told), [right], facts
        )

    return follow


def wen(chance: Random, amount: Decimal | int) -> str:
    """An amount of yuan as Cantonese callers say it: 百二蚊 is 120, 五千六蚊 is 5600."""
    value = Decimal(amount)
    digits = f"{value.normalize():f}"
    forms = [f"{digits}蚊", f"{digits}蚊", f"{digits}块钱", f"{digits}元"]
    if value == value.to_integral_value() and value < 100_000:
        whole = int(value)
        spoken = _COUNTED.get(whole) or chinese(whole)
        forms += [f"{spoken}蚊", f"{spoken}块"]
        forms += [f"{short}蚊" for short in _clipped(whole)]
    return chance.choice(forms)


def _clipped(whole: int) -> list[str]:
    """An amount without its last unit, if it has two units that follow each other: 一百二十 百二, 五千六百 五千六."""
    for unit, name in ((10_000, "万"), (1000, "千"), (100, "百")):
        head, rest = divmod(whole, unit)
        tail, broken = divmod(rest, unit // 10)
        if 0 < head < 10:
            first = "" if head == 1 else _COUNTED.get(head, _DIGITS[head])
            return [f"{first}{name}{_DIGITS[tail]}"] if tail and not broken else []
    return []


def fen(amount: Decimal) -> Decimal:
    """An amount rounded to the fen."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def sums(*forms: str) -> Callable[[Random, Any], str]:
    """Wordings with a place for an amount, as Cantonese callers say it."""
    return lambda chance, value: chance.choice(forms).format(wen(chance, value))


def counts(unit: str, *forms: str) -> Callable[[Random, Any], str]:
    """Wordings with a place for a number of things."""
    return lambda chance, value: chance.choice(forms).format(counted(chance, value, unit))


def either(chance: Random, said: str) -> str:
    """One of several wordings, parted by bars: 花了{}|一共花了{}."""
    return chance.choice(said.split("|"))


def spoken_day(chance: Random, day: date, today: date) -> str:
    """A day with its year, by its number or seen from today: 2021年5月20号, 明年5月20日."""
    years = [f"{day.year}年", *_years_near(day.year - today.year)]
    return f"{chance.choice(years)}{day.month}月{day.day}{chance.choice('号日')}"


def spoken_month(chance: Random, month: date, today: date) -> str:
    """A month with its year: 2020年3月, 今年3月份."""
    years = [f"{month.year}年", *_years_near(month.year - today.year)]
    return f"{chance.choice(years)}{month.month}{chance.choice(('月', '月份'))}"


def _years_near(ahead: int) -> list[str]:
    return [name for name, years in (("去年", -1), ("今年", 0), ("明年", 1)) if years == ahead]


def spoken_months(chance: Random, number: int) -> str:
    """A stretch of whole months: 14个月, 一年零两个月, 半年."""
    years, rest = divmod(number, 12)
    forms = [counted(chance, number, "个月")]
    if number == 6:
        forms.append("半年")
    if years:
        spoken = f"{_COUNTED.get(years) or chinese(years)}年"
        forms.append(f"{spoken}零{_COUNTED.get(rest) or chinese(rest)}个月" if rest else f"整{spoken}")
    return chance.choice(forms)


def percent(chance: Random, number: int) -> str:
    """A percentage of whole points: 60%, 百分之六十."""
    return chance.choice((f"{number}%", f"百分之{chinese(number)}"))


def other_than(chance: Random, right: Decimal) -> Decimal:
    """A number that a caller wrongly takes for this one."""
    return max(fen(right * chance.choice((Decimal("0.5"), Decimal("0.8"), Decimal(2)))), right % 1 + 1)


def doubts(
    truth: Callable[[Facts], Told], said: Callable[[Random, Any], str] = wen
) -> Callable[[Random, Facts], Follow | None]:
    """The Cantonese caller's own number for the first amount told, right or wrong; the truth is told again."""

    def follow(chance: Random, facts: Facts) -> Follow | None:
        told = truth(facts)
        right = next(Decimal(one) for one in told if not isinstance(one, str))
        if not right:
            return None
        number = right if chance.random() < 2 / 3 else other_than(chance, right)
        forms = ("咁系{}冇错啩？", "即系{}，啱唔啱？", "是{}没错吧？", "我自己计系{}，系咪啊？")
        return Follow(chance.choice(forms).format(said(chance, number)), told, facts)

    return follow


def shown(day: date) -> str:
    """A day as replies show it."""
    return f"{day.year}年{day.month}月{day.day}日"


def months_later(day: date, number: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + number, 12)
    return date(day.year + years, month + 1, min(day.day, monthrange(day.year + years, month + 1)[1]))


def kinds(says: Mapping[Any, str], changes: Mapping[Any, str] | None = None) -> Slot:
    """A fact of a few values: wordings of each, parted by bars; those behind 不对，是… may follow a double bar."""
    return Slot(
        lambda chance: chance.choice(tuple(says)),
        lambda chance, value: either(chance, says[value].partition("||")[0]),
        lambda chance, value: either(chance, (changes or says)[value].rpartition("||")[2]),
    )


def gap(draw: Callable[[Random], Any], says: str, spoken: Callable[[Random, Any], str] = money) -> Slot:
    """A fact told by wordings with a gap for its value; those behind 不对，是… follow a double bar, if it changes."""
    first, _, changes = says.partition("||")
    change = (lambda chance, value: either(chance, changes).format(spoken(chance, value))) if changes else None
    return Slot(draw, lambda chance, value: either(chance, first).format(spoken(chance, value)), change)


def also(
    says: str, truth: Callable[[Facts], Told], when: Callable[[Facts], bool] = lambda facts: True
) -> Callable[[Random, Facts], Follow | None]:
    """Another result of the same case, which ends the call."""
    return lambda chance, facts: Follow(either(chance, says), truth(facts)) if when(facts) else None


def beside(
    says: str,
    amount: Callable[[Facts], Decimal],
    name: str,
    labels: Mapping[Any, str],
    when: Callable[[Facts], bool] = lambda facts: True,
) -> Callable[[Random, Facts], Follow | None]:
    """The case next to one with another value of a fact, named in the gap: both amounts and the difference."""

    def follow(chance: Random, facts: Facts) -> Follow | None:
        if not when(facts):
            return None
        other = chance.choice([value for value in labels if value != facts[name]])
        one, two = fen(amount(facts)), fen(amount({**facts, name: other}))
        told = [one, two, abs(one - two)]
        return (
            Follow(either(chance, says).format(either(chance, labels[other].rpartition("||")[2])), told)
            if one != two
            else None
        )

    return follow


def as_is(chance: Random, value: Any) -> str:
    """A clause that was drawn as it is said."""
    return str(value)


def amount(draw: Callable[[Random], Any], *forms: str) -> Slot:
    """An amount told in one of several wordings; the last of them is how it is changed."""
    return Slot(draw, said(*forms), said(forms[-1]))


def share(rate: Callable[[Facts], Decimal]) -> Callable[[Facts], Told]:
    """A share of a cost, paid first; asked on, what is left (剩), reimbursed of it (报), and paid in all (总)."""

    def truth(facts: Facts) -> Told:
        within = facts["cost"] - (facts.get("outside") or 0)
        first = fen(within * rate(facts))
        back = fen((within - first) * Decimal(facts.get("further", 0)) / 100)
        results = {"剩": within - first, "报": back, "总": facts["cost"] - back}
        return [results.get(facts.get("asked", ""), first)]

    return truth


def whole(rate: Callable[[Facts], Decimal]) -> Callable[[Facts], Told]:
    """What a share is a share of; asked on, what is left (剩)."""

    def truth(facts: Facts) -> Told:
        cost = fen(facts["paid"] / rate(facts))
        return [cost - facts["paid"] if facts.get("asked") == "剩" else cost]

    return truth


def at_further(truth: Callable[[Facts], Told], *says: str) -> Callable[[Random, Facts], Follow | None]:
    """What is reimbursed of what is left at a percentage of the caller's own."""

    def follow(chance: Random, facts: Facts) -> Follow:
        further = chance.choice((50, 55, 60, 70, 75, 85))
        other = {**facts, "further": further, "asked": "报"}
        return Follow(chance.choice(says).format(percent(chance, further)), truth(other), other)

    return follow


def adding(
    says: str,
    draw: Callable[[Random], Any],
    truth: Callable[[Facts, Any], Told],
    when: Callable[[Facts], bool] = lambda facts: True,
    spoken: Callable[[Random, Any], str] = money,
) -> Callable[[Random, Facts], Follow | None]:
    """One more bill, person or case whose amount is told in the gap of a wording; it ends the call."""

    def follow(chance: Random, facts: Facts) -> Follow | None:
        if not when(facts):
            return None
        more = draw(chance)
        return Follow(either(chance, says).format(spoken(chance, more)), truth(facts, more))

    return follow


def matters_of(city: str, day: date) -> Callable[..., Matter]:
    """Makes matters of a city and day out of a name, slots, questions, the truth and what goes on."""

    def matter(
        name: str,
        slots: Mapping[str, Slot],
        asks: Sequence[str],
        truth: Callable[[Facts], Told],
        *follows: Callable[[Random, Facts], Follow | None],
        fits: Callable[[Facts], bool] = lambda facts: True,
    ) -> Matter:
        return Matter(f"{city}.{name}", city, day, slots, asks, truth, follows, fits=fits)

    return matter


def bill(chance: Random, low: int, high: int) -> Decimal:
    """A bill of whole yuan, one in six with fen that no share leaves halfway between two fen."""
    value = Decimal(chance.choice((chance.randrange(low, high, 10), chance.randrange(low, high))))
    return value + Decimal(chance.randrange(4, 100, 4)) / 100 if chance.random() < 1 / 6 else value


def onward(
    says: str,
    draw: Callable[[Random], Any],
    turned: Callable[[Facts, Any], Facts] | str,
    truth: Callable[[Facts], Told],
    spoken: Callable[[Random, Any], str] = money,
) -> Callable[[Random, Facts], Follow | None]:
    """A value told in the gap that turns the facts into others, or that a fact grows by; the call can go on there."""

    def follow(chance: Random, facts: Facts) -> Follow | None:
        value = draw(chance)
        other = {**facts, turned: facts[turned] + value} if isinstance(turned, str) else turned(facts, value)
        return (
            None if other == facts else Follow(either(chance, says).format(spoken(chance, value)), truth(other), other)
        )

    return follow


def heads(chance: Random, number: int) -> str:
    """People with their classifier, two and three also as in Shandong: 4个, 俩, 仨."""
    return chance.choice((counted(chance, number, "个"), {2: "俩", 3: "仨"}.get(number) or f"{chinese(number)}个"))
