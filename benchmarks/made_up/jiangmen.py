"""Jiangmen's matters, worked out from the hotline of 2022-12-23."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from benchmarks.made_up import jiangmen_outpatient, jiangmen_premium, jiangmen_tests
from benchmarks.made_up.jiangmen_outpatient import DAY
from benchmarks.made_up.matter import Facts, Follow, Matter, Slot, Told
from benchmarks.made_up.speech import (
    asking,
    chinese,
    counted,
    counts,
    doubts,
    drawn_from,
    fen,
    seldom,
    sums,
    wen,
    worded,
)

_HUNDRED = Decimal(100)
_DIGITS = "零一二三四五六七八九"

# A hospital elsewhere without a referral: at least ten points less than at home.

_ABROAD = ("冇办转诊，直接去咗广州住院", "冇转诊就去咗深圳住院", "我冇开转院证明，去佛山住院", "没办转诊去了长沙住院")
_IN_POLICY = sums("政策范围内费用系{}", "政策范围内用咗{}", "符合政策的住院费是{}")
_IN_POLICY_ELSE = sums("政策范围内费用系{}", "政策范围内用咗{}")
_NOT_URGENT = Slot(drawn_from(None, None, None, "no"), worded({"no": ("唔系急诊亦唔系抢救", "不是急诊、抢救")}))


def _share(chance: Random, value: int) -> str:
    """A rate as callers say it: 85%, 八成五."""
    forms = [f"{value}%", f"百分之{chinese(value)}"]
    if value % 5 == 0:
        forms.append(f"{_DIGITS[value // 10]}成{'五' if value % 10 else ''}")
    return chance.choice(forms)


def _offsite(facts: Facts) -> Told:
    """The most that remains; without a bill, as a rate."""
    rate, cost = Decimal(facts["rate"] - 10), facts["cost"]
    if cost is None:
        return [rate]
    return [fen(cost - cost * rate / _HUNDRED if facts.get("asked") == "self" else cost * rate / _HUNDRED)]


def _offsite_cost(chance: Random, facts: Facts) -> Follow | None:
    """Where only rates were spoken of, a bill, or where a bill was told, its rate."""
    if facts["cost"] is not None:
        return Follow(chance.choice(("即系最多报百分之几？", "咁最多系报几成？")), [facts["rate"] - 10])
    other = {**facts, "cost": Decimal(chance.randrange(4000, 60000, 500))}
    return Follow(f"政策范围内用咗{wen(chance, other['cost'])}，最多报几多钱？", _offsite(other), other)


def _offsite_sides(chance: Random, facts: Facts) -> Follow | None:
    if facts["cost"] is None:
        return None
    home, away = (facts["cost"] * rate / _HUNDRED for rate in (facts["rate"], facts["rate"] - 10))
    sides = Follow("如果喺江门本地同级医院住，同咁样去市外比，各最多报几多，差几多？", [home, away, home - away])
    return chance.choice((sides, Follow("比喺本地住院至少少报几多？", [home - away])))


def _offsite_again(chance: Random, facts: Facts) -> Follow | None:
    """One more stay elsewhere, alone or with the first."""
    if facts["cost"] is None:
        return None
    more = Decimal(chance.randrange(3000, 30000, 500))
    one, first = (cost * (facts["rate"] - 10) / _HUNDRED for cost in (more, facts["cost"]))
    asks, told = chance.choice((("呢次最多报几多？", one), ("两次加埋最多报几多？", one + first)))
    return Follow(f"后来又系冇转诊去嗰度住多一次，政策范围内{wen(chance, more)}，{asks}", [told])


def _offsite_doubt(chance: Random, facts: Facts) -> Follow | None:
    if facts["cost"] is not None:
        return doubts(_offsite)(chance, facts)
    rate = facts["rate"] - chance.choice((0, 10, 10, 20))
    return Follow(f"咁即系最多报{_share(chance, rate)}，冇错啩？", _offsite(facts), facts)


OFFSITE = Matter(
    "guangdong.offsite",
    "jiangmen",
    DAY,
    {
        "rate": Slot(
            drawn_from(60, 65, 70, 75, 80, 85, 90, 95, 72, 88, 92),
            lambda chance, value: chance.choice(
                ("江门本地同级医院报{}", "本地同级别医院嘅支付比例系{}", "喺江门同级医院本来报{}")
            ).format(_share(chance, value)),
            lambda chance, value: f"本地同级医院报{_share(chance, value)}",
        ),
        "cost": Slot(
            lambda chance: chance.choice((None, Decimal(chance.randrange(3000, 80000, 100)))),
            _IN_POLICY,
            _IN_POLICY_ELSE,
        ),
        "urgent": _NOT_URGENT,
    },
    ("最多仲可以报几多？", "最多仲报得返几多？", "现在最多还能报多少？"),
    _offsite,
    follows=(
        asking(
            "self", ("咁自己至少要畀几多？", "自己最少要掏几多？"), _offsite, lambda facts: facts["cost"] is not None
        ),
        _offsite_cost,
        _offsite_sides,
        _offsite_again,
        _offsite_doubt,
    ),
    opening=_ABROAD,
)


def _less(facts: Facts) -> Told:
    return [facts["cost"] / 10]


def _less_again(chance: Random, facts: Facts) -> Follow:
    more = Decimal(chance.randrange(3000, 30000, 500))
    asks, told = chance.choice((("呢次至少少报几多？", more), ("两次加埋至少少报几多？", more + facts["cost"])))
    return Follow(f"后来又冇转诊去市外住多次院，政策范围内{wen(chance, more)}，{asks}", [told / 10])


def _less_year(chance: Random, facts: Facts) -> Follow:
    times = chance.randint(2, 4)
    return Follow(
        f"如果一年去{counted(chance, times, '次')}、次次都用咁多，一年落嚟至少少报几多？", [facts["cost"] * times / 10]
    )


def _less_rate(chance: Random, facts: Facts) -> Follow:
    """The local rate told later; what is paid at most, or by oneself at least."""
    rate = chance.choice((70, 75, 80, 85, 90))
    most = facts["cost"] * (rate - 10) / _HUNDRED
    asks, told = chance.choice((("咁最多报几多钱？", most), ("咁自己至少要畀几多？", facts["cost"] - most)))
    return Follow(f"江门本地同级医院报{_share(chance, rate)}，{asks}", [told])


LESS = Matter(
    "guangdong.offsite.less",
    "jiangmen",
    DAY,
    {
        "cost": Slot(lambda chance: Decimal(chance.randrange(3000, 80000, 100)), _IN_POLICY, _IN_POLICY_ELSE),
        "urgent": _NOT_URGENT,
    },
    ("至少会少报几多钱？", "比本地至少少报几多？", "至少要少报多少钱？"),
    _less,
    follows=(_less_again, _less_year, _less_rate, doubts(_less)),
    opening=_ABROAD,
)

# What is paid into the personal account: 2% of the base, or for the retired one of two sums, both told.

_CREDITS = (Decimal("126.8"), Decimal("126.35"))
_SHARE = Decimal("0.02")


def _base(chance: Random) -> Decimal:
    return Decimal(chance.choice((chance.randrange(3000, 15000, 100), chance.randrange(3000, 15000, 25))))


def _account(facts: Facts) -> Told:
    months = (facts["months"] or 1) * (facts["people"] or 1)
    each = _CREDITS if facts["who"] == "退休" else (facts["base"] * _SHARE,)
    return [one * months for one in each]


def _alone(facts: Facts) -> bool:
    return facts["months"] is None and facts["people"] is None


def _account_year(chance: Random, facts: Facts) -> Follow | None:
    year = {**facts, "months": 12}
    says = chance.choice(("咁一年落嚟一共入几多？", "计返一年12个月呢，一共几多？"))
    return Follow(says, _account(year), year) if facts["months"] is None else None


def _account_spouse(chance: Random, facts: Facts) -> Follow | None:
    """A spouse of the other group, alone, together or against the caller."""
    if not _alone(facts):
        return None
    if facts["who"] == "退休":
        base = _base(chance)
        spouse, (his,) = f"我老婆未退休，上个月基数系{wen(chance, base)}", (base * _SHARE,)
        told = [(his,), [one + his for one in _CREDITS], [abs(one - his) for one in _CREDITS]]
    else:
        mine = facts["base"] * _SHARE
        spouse = "我老公退咗休，买够年限"
        told = [_CREDITS, [one + mine for one in _CREDITS], [abs(one - mine) for one in _CREDITS]]
    asks = ("佢每个月入几多？", "我哋两个一个月加埋入几多？", "我哋两个每个月差几多？")
    index = chance.randrange(len(asks))
    return Follow(f"{spouse}，{asks[index]}", told[index])


def _account_other_group(chance: Random, facts: Facts) -> Follow:
    """The same person before or after retiring."""
    if facts["who"] == "退休":
        other = {**facts, "who": "在职", "base": _base(chance)}
        return Follow(f"如果仲未退休、上个月基数系{wen(chance, other['base'])}呢？", _account(other))
    other = {**facts, "who": "退休", "base": None}
    return Follow(chance.choice(("如果已经退休咗呢？", "换成退休嘅呢？")), _account(other))


def _account_raise(chance: Random, facts: Facts) -> Follow | None:
    if facts["who"] == "退休" or not _alone(facts):
        return None
    other = {**facts, "base": facts["base"] + chance.randrange(200, 3000, 100)}
    says = f"基数升到{wen(chance, other['base'])}之后，每个月会多入几多？"
    return Follow(says, [(other["base"] - facts["base"]) * _SHARE])


ACCOUNT = Matter(
    "jiangmen.account",
    "jiangmen",
    DAY,
    {
        "who": Slot(
            drawn_from(None, "在职", "退休", "退休"),
            worded(
                {
                    "在职": ("我系在职职工", "我返紧工", "我是在职的"),
                    "退休": ("我退咗休，买够年限", "我系退休职工", "我是退休职工", "我交够年限，已经退休"),
                }
            ),
        ),
        "base": Slot(
            lambda chance: chance.choice((None, _base(chance), _base(chance))),
            sums("上个月缴费基数系{}", "医保缴费基数系{}", "我上月的缴费基数是{}"),
            sums("基数系{}", "上个月基数是{}"),
        ),
        "months": Slot(
            lambda chance: chance.choice((None, None, chance.randint(2, 12))),
            counts("个月", "要计{}嘅", "计足{}", "算{}的"),
            counts("个月", "计{}", "{}"),
        ),
        "people": Slot(
            seldom(lambda chance: chance.randint(2, 5), 1 / 6),
            counts("个人", "有{}都系咁样，要一齐计", "有{}情况一样，要合计"),
            counts("个人", "有{}"),
        ),
    },
    ("医保卡个人账户会入几多钱？", "医保个人账户有几多钱入？", "个人账户会进多少钱？", "医保个账会返几多？"),
    _account,
    follows=(_account_year, _account_spouse, _account_other_group, _account_raise, doubts(_account)),
    fits=lambda facts: (facts["who"] == "退休") == (facts["base"] is None),
)


def _stretch(*names: str) -> Slot:
    """Some months with one base: their number and the base."""

    def say(chance: Random, value: tuple[int, Decimal]) -> str:
        forms = ("{}{}基数系{}", "{}{}嘅缴费基数系{}", "{}{}基数是{}")
        months = counted(chance, value[0], "个月")
        return chance.choice(forms).format(chance.choice(names), months, wen(chance, value[1]))

    return Slot(lambda chance: (chance.randint(2, 4), _base(chance)), say, say)


def _credited(stretch: tuple[int, Decimal]) -> Decimal:
    return stretch[0] * stretch[1] * _SHARE


def _months(facts: Facts) -> int:
    """All months told; since the change of July there have been six."""
    return sum(facts[name][0] for name in ("first", "middle", "last") if facts[name])


def _stretches(facts: Facts) -> Told:
    return [sum((_credited(facts[name]) for name in ("first", "middle", "last") if facts[name]), Decimal(0))]


def _stretches_sides(chance: Random, facts: Facts) -> Follow | None:
    """The two stretches side by side, or what changed a month."""
    if facts["middle"]:
        return None
    first, last = _credited(facts["first"]), _credited(facts["last"])
    sides = Follow("前后两段各入几多，差几多？", [first, last, abs(first - last)])
    rise = (facts["last"][1] - facts["first"][1]) * _SHARE
    asks = "后面每个月比前面多入几多？" if rise > 0 else "后面每个月比前面少入几多？"
    return chance.choice((sides, Follow(asks, [abs(rise)])))


def _stretches_more(chance: Random, facts: Facts) -> Follow:
    more = (chance.randint(1, 4), _base(chance))
    (told,) = _stretches(facts)
    says = f"再之后{counted(chance, more[0], '个月')}基数变成{wen(chance, more[1])}，全部加埋一共入几多？"
    return Follow(says, [Decimal(told) + _credited(more)])


def _stretches_level(chance: Random, facts: Facts) -> Follow:
    """The same months with one base."""
    months, base = _months(facts), _base(chance)
    says = f"如果呢{counted(chance, months, '个月')}基数一直都系{wen(chance, base)}，一共入几多？"
    return Follow(says, [base * months * _SHARE])


STRETCHES = Matter(
    "jiangmen.account.stretches",
    "jiangmen",
    DAY,
    {
        "who": Slot(drawn_from(None, None, "在职"), worded({"在职": ("我系在职职工", "我是在职的")})),
        "first": _stretch("头", "开头", "前面"),
        "middle": Slot(
            seldom(lambda chance: (chance.randint(1, 2), _base(chance)), 1 / 5),
            _stretch("中间").say,
            _stretch("中间").say,
        ),
        "last": _stretch("后尾", "后", "后面"),
    },
    ("医保个人账户一共入咗几多？", "医保卡个人账户总共入几多钱？", "个人账户加起来一共进多少？"),
    _stretches,
    follows=(_stretches_sides, _stretches_more, _stretches_level, doubts(_stretches)),
    fits=lambda facts: facts["first"][1] != facts["last"][1] and _months(facts) <= 6,
)


def _from_credit(facts: Facts) -> Told:
    return [fen(facts["credit"] * 12 if facts.get("asked") == "year" else facts["credit"] / _SHARE)]


def _credit(chance: Random) -> Decimal:
    return Decimal(chance.randrange(60, 300, 2)) + chance.choice((Decimal(0), Decimal(0), Decimal("0.5")))


def _from_credit_mate(chance: Random, facts: Facts) -> Follow:
    """A colleague's, alone or against the caller's."""
    credit = _credit(chance)
    base, gap = fen(credit / _SHARE), fen(abs(facts["credit"] - credit) / _SHARE)
    asks, told = chance.choice((("佢嘅缴费基数系几多？", base), ("我同佢嘅基数差几多？", gap)))
    return Follow(f"我同事每个月入{wen(chance, credit)}，{asks}", [told])


def _from_credit_before(chance: Random, facts: Facts) -> Follow:
    before = facts["credit"] - chance.randrange(10, 50, 5)
    return Follow(f"之前每个月得{wen(chance, before)}，咁基数升咗几多？", [fen((facts["credit"] - before) / _SHARE)])


FROM_CREDIT = Matter(
    "jiangmen.account.from_credit",
    "jiangmen",
    DAY,
    {
        "who": Slot(drawn_from(None, None, "在职"), worded({"在职": ("我系在职职工", "我是在职的")})),
        "credit": Slot(
            _credit,
            sums("医保个人账户每个月入{}", "个账每月划入{}", "我医保卡个人账户每个月进{}"),
            sums("每个月入{}", "每月划入{}"),
        ),
    },
    ("我嘅医保缴费基数系几多？", "倒推返去医保缴费基数系几多？", "医保缴费基数是多少？"),
    _from_credit,
    follows=(
        asking("year", ("咁一年落嚟一共入几多？", "12个月一共入账几多？"), _from_credit),
        _from_credit_mate,
        _from_credit_before,
        doubts(_from_credit),
    ),
)

MATTERS: tuple[Matter, ...] = (
    OFFSITE,
    LESS,
    ACCOUNT,
    STRETCHES,
    FROM_CREDIT,
    *jiangmen_outpatient.MATTERS,
    *jiangmen_premium.MATTERS,
    *jiangmen_tests.MATTERS,
)
