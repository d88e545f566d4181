"""Rongcheng's matters, worked out from the interview of 2020-12-17; those of care have a module of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from benchmarks.made_up import speech
from benchmarks.made_up.matter import Facts, Follow, Matter, Slot, Told
from benchmarks.made_up.rongcheng_care import CARE, confirmed, day, matter
from benchmarks.made_up.speech import adding, also, beside, counts, drawn_from, either, gap, heads, kinds, money, onward

Amount = Callable[[Facts], Decimal]
Own = Callable[[Random, Facts], Follow | None]


# Residents' premiums and what the state adds.

_RATES = (450, 650, 200)
_SUBSIDY = {2020: 550, 2021: 580}
_YEARS = {2020: "问的是2020年的|问的是今年的||2020年的|今年的", 2021: "问的是2021年的|问的是明年的||2021年的|明年的"}
_SOME = drawn_from(None, 1, 2, 3)
_BY_TIER = {
    "tier1": gap(_SOME, "{}大人交一档|交一档的有{}人|有{}人交一档||交一档的有{}人，别的不变", heads),
    "tier2": gap(_SOME, "{}大人交二档|交二档的有{}人|有{}人交二档||交二档的有{}人，别的不变", heads),
    "minors": gap(_SOME, "家里有{}没成年的孩子|还有{}没成年的孩子||没成年的孩子有{}，别的不变", heads),
}
_BY_NUMBER = {
    "people": gap(drawn_from(3, 4, 5, 6), "一家{}|家里一共{}人||一共{}人", counts("口", "{}")),
    "minors": gap(drawn_from(1, 2, 3), "里头有{}没成年的孩子|其中{}是没成年的孩子||里头有{}孩子", heads),
    "tier": kinds({1: "大人都交一档|大人全是一档||大人都交一档", 2: "大人都交二档|大人全是二档||大人都交二档"}),
}
_EXEMPT = gap(drawn_from(*[None] * 8, 1, 2), "还有{}老人是低保户，政府兜底不用交|还有{}人是低保，不用自己交", heads)


def _paying(facts: Facts) -> tuple[int, int, int]:
    """How many pay the first rate, the second and that of minors."""
    minors = facts["minors"] or 0
    if "people" not in facts:
        return facts["tier1"] or 0, facts["tier2"] or 0, minors
    adults = facts["people"] - minors
    return (adults, 0, minors) if facts["tier"] == 1 else (0, adults, minors)


def _premium(facts: Facts) -> Decimal:
    return Decimal(sum(n * rate for n, rate in zip(_paying(facts), _RATES, strict=True)))


def _monthly(facts: Facts) -> Decimal:
    return speech.fen(_premium(facts) / 12)


def _state(facts: Facts) -> Decimal:
    return Decimal(sum(_paying(facts)) * _SUBSIDY[facts["year"]])


def _together(facts: Facts) -> Decimal:
    return _premium(facts) + _state(facts)


def _family_fits(facts: Facts) -> bool:
    first, second, _ = _paying(facts)
    return first + second > 0 and ("people" not in facts or facts.get("exempt") is None)


def _more_children(facts: Facts, more: int) -> Facts:
    people = {"people": facts["people"] + more} if "people" in facts else {}
    return {**facts, "minors": (facts["minors"] or 0) + more, **people}


def _with_children(asks: str, amount: Amount) -> Own:
    says = f"要是再添{{}}孩子，{asks}？|再加上{{}}没成年的小孩，{asks}？"
    return onward(says, drawn_from(1, 1, 2), _more_children, lambda f: [amount(f)], heads)


def _all_second(chance: Random, facts: Facts) -> Follow | None:
    """Everybody who pays the first rate changes to the second."""
    first, second, minors = _paying(facts)
    other = _premium({"tier1": 0, "tier2": first + second, "minors": minors})
    says = "大人要是全改交二档，一年一共交多少，比原来多交多少？"
    return Follow(says, [other, other - _premium(facts)]) if first else None


def _families(name: str, asks: tuple[str, ...], amount: Amount, *follows: Own, **more: Slot) -> list[Matter]:
    """One matter for families told by who pays what, one for those told by their number."""
    follows = (_with_children(asks[0].removesuffix("？"), amount), *follows)
    ways = (("", _BY_TIER), (".by_number", _BY_NUMBER))
    return [
        matter(f"premium.{name}{end}", {**way, **more}, asks, lambda f: [amount(f)], *follows, fits=_family_fits)
        for end, way in ways
    ]


_PREMIUMS = (
    *_families(
        "family",
        ("居民医保一年一共交多少？", "全家居民医保一共得交多少钱？", "居民医保一共要交多少钱啊？"),
        _premium,
        _all_second,
        also("那平均一个月多少？", lambda f: [_monthly(f)]),
        also("孩子那份一共是多少？", lambda f: [_paying(f)[2] * _RATES[2]], lambda f: bool(f["minors"])),
        confirmed("一共交{}元", lambda f: [_premium(f)], lambda f: Decimal(sum(_paying(f)) * _RATES[0])),
        exempt=_EXEMPT,
    ),
    *_families(
        "monthly",
        ("居民医保平均每个月多少钱？", "居民医保合到每个月是多少？", "居民医保平均下来一个月多少钱？"),
        _monthly,
        _all_second,
        also("那一年一共是多少？", lambda f: [_premium(f)]),
        exempt=_EXEMPT,
    ),
    *_families(
        "with_subsidy",
        (
            "居民医保自己交的连财政补贴一共多少？",
            "居民医保个人缴费加财政补贴一共多少？",
            "居民医保个人跟财政一共出多少？",
        ),
        _together,
        beside("要是{}呢，两年各一共多少，差多少？", _together, "year", _YEARS),
        also("里头财政补贴一共是多少？", lambda f: [_state(f)]),
        also("里头自己交的一共是多少？", lambda f: [_premium(f)]),
        confirmed("一共{}元", lambda f: [_together(f)], lambda f: _premium(f) + _SUBSIDY[f["year"]]),
        year=kinds(_YEARS),
    ),
)


def _subsidy(facts: Facts) -> Told:
    return [Decimal(facts["people"] * _SUBSIDY[facts["year"]])]


def _more_subsidy(facts: Facts) -> Told:
    return [Decimal(facts["people"] * (_SUBSIDY[2021] - _SUBSIDY[2020]))]


_INSURED = gap(
    drawn_from(2, 3, 4, 5, 6, 7, 8, 25, 320),
    "俺家一共{}参保|一共{}参加居民医保|有{}参加居民医保||一共{}参保",
    counts("个人", "{}"),
)
_SUBSIDIES = (
    matter(
        "subsidy.total",
        {"people": _INSURED, "year": kinds(_YEARS)},
        ("居民医保的财政补贴一共多少？", "居民医保财政一共给补多少钱？", "居民医保财政补贴加起来一共多少？"),
        _subsidy,
        onward("要是再多{}人参保，财政一共补多少？", drawn_from(1, 2, 3), "people", _subsidy, heads),
        beside(
            "要是{}呢，两年各补多少，差多少？", lambda f: Decimal(f["people"] * _SUBSIDY[f["year"]]), "year", _YEARS
        ),
        also("那平均到每个人是多少？", lambda f: [_SUBSIDY[f["year"]]]),
        confirmed("合计{}元", _subsidy, lambda f: Decimal(f["people"] * (1130 - _SUBSIDY[f["year"]]))),
    ),
    matter(
        "subsidy.more",
        {"people": _INSURED},
        ("2021年财政补贴一共比2020年多多少？", "明年财政补贴一共比今年多补多少钱？", "财政补贴明年一共涨多少？"),
        _more_subsidy,
        onward("要是再多{}人参保，一共多补多少？", drawn_from(1, 2, 3), "people", _more_subsidy, heads),
        also("那2021年的补贴一共是多少？", lambda f: _subsidy({**f, "year": 2021})),
        also("平均每个人多补多少？", lambda f: [_SUBSIDY[2021] - _SUBSIDY[2020]]),
        confirmed("多补{}元", _more_subsidy, lambda f: Decimal(20 * f["people"])),
    ),
)


# Joining late.

_LAST_DAY, _WAIT = date(2021, 4, 30), 3
_POOR = Slot(drawn_from(*[None] * 5, "是"), lambda chance, _: either(chance, "俺家是相对贫困人口|俺属于相对贫困人口"))
_AT_ONCE, _MAY = "没有等待期", "可以享受居民医保"


def _paid_day(chance: Random) -> date:
    return chance.choice((_LAST_DAY, date(2021, 5, 1), *[date(2021, 3, 1) + timedelta(chance.randrange(270))] * 6))


def _benefit(facts: Facts) -> Told:
    if facts["poor"] or facts["paid"] <= _LAST_DAY:
        return [_AT_ONCE]
    return [speech.shown(speech.months_later(facts["paid"], _WAIT))]


def _brother(_: Facts, paid: date) -> Facts:
    return {"paid": paid, "poor": None}


def _waits(facts: Facts) -> bool:
    return not facts["poor"] and facts["months"] < _WAIT


def _waited(facts: Facts) -> Told:
    return ["不能享受", f"差{_WAIT - facts['months']}个月"] if _waits(facts) else [_MAY]


_LATE = (
    matter(
        "enrol.first_benefit",
        {
            "paid": gap(_paid_day, "居民医保要到{}才能交|打算{}去交居民医保|居民医保拖到{}才交||{}才交|{}交", day),
            "poor": _POOR,
        },
        ("居民医保从哪天起能报？", "啥时候开始能享受居民医保待遇？", "居民医保最早哪天能报销？"),
        _benefit,
        onward("俺弟不是贫困人口，{}交，他从哪天起能报？", _paid_day, _brother, _benefit, day),
        also(
            "要是赶在2021年4月20号交上呢，从哪天起能报？|要是2021年4月30号就交上了呢，从哪天起能报？",
            lambda _: [_AT_ONCE],
            lambda f: f["paid"] > _LAST_DAY and not f["poor"],
        ),
    ),
    matter(
        "enrol.waited",
        {
            "months": gap(drawn_from(1, 2, 3, 4, 5), "交完费满{}了|缴费以后满{}了||交完费满{}", counts("个月", "{}")),
            "poor": _POOR,
        },
        (
            "居民医保过了集中期才交，等待期满了没有？",
            "居民医保交晚了，现在能享受了不？",
            "居民医保补交的，等待期过了没？",
        ),
        _waited,
        onward("那再过{}呢？", drawn_from(1, 2), "months", _waited, counts("个月", "{}")),
        also("俺邻居是相对贫困人口，跟俺一块儿交的，他能享受了不？", lambda _: [_MAY], _waits),
        also("还差几个月？|那还得等几个月？", lambda f: _waited(f)[1:], _waits),
    ),
)


# Prices after they were negotiated for all.


def _stents(facts: Facts) -> Told:
    return [Decimal(9600 * facts["stents"])]


def _reduced(name: str, rate: Decimal, price: Slot, asks: tuple[str, ...], *follows: Own) -> Matter:
    """A price in whole yuan times what is left of it on average."""
    left: Callable[[Facts], Told] = lambda f: [f["price"] * rate]  # noqa: E731
    saved = also("那能省多少钱？|比原来便宜多少？", lambda f: [f["price"] * (1 - rate)])
    doubt = confirmed("降后约{}元", left, lambda f: f["price"] * (1 - rate))
    return matter(name, {"price": price}, asks, left, saved, doubt, *follows)


_PRICES = (
    matter(
        "stent.several",
        {"stents": gap(drawn_from(1, 2, 3, 4, 5), "放了{}心脏支架|要放{}心脏支架|得放{}支架||放{}支架", heads)},
        ("集采以后支架平均一共能省多少钱？", "心脏支架集采，平均一共能便宜多少？", "支架降价，平均一共少花多少钱？"),
        _stents,
        onward("要是再多放{}呢，平均一共省多少？", drawn_from(1, 2), "stents", _stents, heads),
        adding(
            "俺爸也要放{}支架，加上他的平均一共能省多少？",
            drawn_from(1, 2, 3, 4),
            lambda f, more: _stents({"stents": f["stents"] + more}),
            spoken=heads,
        ),
        confirmed("约少{}元", _stents, lambda f: Decimal(9000 * f["stents"])),
    ),
    _reduced(
        "drugs.after",
        Decimal("0.47"),
        gap(lambda chance: speech.drawn_sum(chance, 12, 680), "原来一盒{}|以前{}一盒||原来一盒{}|原价{}"),
        ("集采药按平均降幅降到多少？", "集采以后这药按平均降幅是多少钱？", "第三批集采的药，按平均降幅现在多少钱？"),
        adding(
            "一个月吃{}，一个月能省多少？",
            drawn_from(2, 3, 4),
            lambda f, boxes: [f["price"] * Decimal("0.53") * boxes],
            spoken=counts("盒", "{}"),
        ),
        also("一个月吃一盒，一年下来能省多少？", lambda f: [f["price"] * Decimal("0.53") * 12]),
        adding(
            "另一种集采药原来一盒{}，两样降完加起来多少钱？",
            drawn_from(35, 68, 120, 260),
            lambda f, other: [(f["price"] + other) * Decimal("0.47")],
        ),
    ),
    _reduced(
        "stent.after",
        Decimal("0.059"),
        gap(lambda chance: speech.drawn_sum(chance, 7000, 20_000, 50), "支架原来一个{}|支架以前一个要{}||原来一个{}"),
        ("心脏支架集采后按平均降幅降到多少？", "心脏支架按平均降幅，降完一个多少钱？", "支架按平均降幅降完多少钱？"),
        adding(
            "要放{}，降完一共多少钱？", drawn_from(2, 3), lambda f, n: [f["price"] * Decimal("0.059") * n], spoken=heads
        ),
    ),
)


# Treatment in other places.

_CASES = {
    "转诊": "逐级转诊到外地的，备案手续都办了|转去外地看的，办了异地转诊备案||办了转诊备案的|转诊备了案的",
    "急诊": "在外地突发急病住的院，两天就报备了，也审核通过了|异地急诊，按时报了备，审核通过了"
    "||异地急诊、按时报备也审核通过的",
    "急诊没报": "在外地急诊住的院，一直没报备|异地急诊，没去报备||异地急诊、没报备的",
    "没通过": "异地急诊，报了备可审核没通过||异地急诊、审核没通过的",
    "没备案": "没办备案，自己跑去外地看的|去外地看病，啥备案也没办||没备案、自己去外地看的|没办备案的",
    "居住没备案": "在外地长住，没办异地居住备案||在外地长住、没办异地居住备案的",
}


def _rate(facts: Facts) -> Decimal:
    return Decimal("0.1") if facts["case"] in ("转诊", "急诊") else Decimal("0.3")


def _first(facts: Facts) -> Decimal:
    within: Decimal = facts["cost"] - (facts["outside"] or 0)
    return within * _rate(facts)


_UPFRONT, _WHOLE = speech.share(_rate), speech.whole(_rate)


def _last_report(admitted: date) -> date:
    """The third working day, the first one counted if it is the day of admission."""
    return [later for n in range(7) if (later := admitted + timedelta(n)).weekday() < 5][2]


def _report_by(facts: Facts) -> Told:
    return [speech.shown(_last_report(facts["admitted"]))]


def _admitted(chance: Random) -> date:
    """A day without holidays in the week after it."""
    return chance.choice((date(2020, 8, 3), date(2020, 10, 12))) + timedelta(chance.randrange(45))


def _near(chance: Random, value: date) -> str:
    return chance.choice((day(chance, value), f"{value.month}月{value.day}号"))


def _reported(chance: Random, facts: Facts) -> Follow:
    """What is paid first after a report in time or well after the last day."""
    late, cost = chance.random() < 1 / 2, speech.drawn_sum(chance, 6000, 60_000, 1000)
    on = _near(chance, _last_report(facts["admitted"]) + timedelta(5 if late else 0))
    says = f"俺拖到{on}才报的备" if late else f"俺{on}报的备，也审核通过了"
    told = [cost * Decimal("0.3" if late else "0.1")]
    return Follow(f"{says}，住院花了{money(chance, cost)}，自己得先负担多少？", told)


_OFFSITE = (
    matter(
        "offsite.upfront",
        {
            "case": kinds(_CASES),
            "cost": gap(
                lambda chance: speech.drawn_sum(chance, 3000, 90_000, 100, cents=True),
                "住院花了{}|在外地住院花了{}|住院费一共{}||住院花了{}|住院费是{}",
            ),
            "outside": gap(drawn_from(*[None] * 12, 800, 1500, 2400), "里头目录外自费的有{}||目录外自费{}"),
        },
        ("异地就医个人得先负担多少？", "异地住院个人首先负担多少钱？", "外地住院报销前自己得先负担多少钱？"),
        _UPFRONT,
        speech.asking("剩", ("剩下能进报销的是多少？", "先负担完，剩下多少按政策报？"), _UPFRONT),
        speech.at_further(_UPFRONT, "剩下的要是按{}报，能报多少？", "剩下的报{}的话，报多少钱？"),
        beside("要是{}呢，花的钱一样，两样各得先负担多少，差多少？", _first, "case", _CASES),
        adding(
            "后来又去住了一回，情况一样，花了{}，这回先负担多少？",
            drawn_from(2300, 5600, 8700, 12_000, 21_500),
            lambda f, more: [more * _rate(f)],
            lambda f: f["outside"] is None,
        ),
        confirmed("先负担{}元", _UPFRONT, lambda f: f["cost"] * (Decimal("0.4") - _rate(f))),
    ),
    matter(
        "offsite.upfront.from_paid",
        {
            "case": kinds(_CASES),
            "paid": gap(
                lambda chance: speech.drawn_sum(chance, 600, 18_000, 300),
                "个人先负担了{}|首先负担的那部分是{}|自己先负担了{}||先负担了{}|先负担的是{}",
            ),
        },
        ("异地住院符合政策的费用一共多少？", "异地住院，倒推符合政策的住院费？", "异地住院，政策范围内费用多少？"),
        _WHOLE,
        speech.asking("剩", ("剩下能进报销的是多少？", "除去先负担的还剩多少能报？"), _WHOLE),
        beside("要是{}呢，先负担的一样多，两样费用各是多少，差多少？", lambda f: f["paid"] / _rate(f), "case", _CASES),
        adding("俺叔情况一样，他先负担了{}，费用是多少？", drawn_from(900, 2400), lambda f, n: [n / _rate(f)]),
    ),
    matter(
        "offsite.report_by",
        {"admitted": gap(_admitted, "{}住的院|{}在外地急诊住的院|{}住进外地医院的，是急诊||{}住的院", _near)},
        ("异地急诊最晚哪天报备？", "异地急诊最迟几号得报备？", "异地急诊报备最晚到哪天？"),
        _report_by,
        onward("要是{}住的院呢，最晚哪天报备？", _admitted, lambda _, on: {"admitted": on}, _report_by, day),
        _reported,
    ),
)

_WEIHAI = tuple(replace(own, name=own.name.replace("rongcheng", "weihai")) for own in _OFFSITE)
MATTERS: tuple[Matter, ...] = (*CARE, *_PREMIUMS, *_SUBSIDIES, *_LATE, *_PRICES, *_WEIHAI)
