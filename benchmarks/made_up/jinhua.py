"""Jinhua's matters, worked out from the work plan of 2021."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import partial
from itertools import permutations
from random import Random

from benchmarks.made_up import speech
from benchmarks.made_up.matter import Facts, Follow, Matter, Slot, Told
from benchmarks.made_up.speech import adding, also, amount, as_is, asking, doubted, drawn_from, drawn_sum, either, fen

_matter = speech.matters_of("jinhua", date(2021, 6, 18))

# Targets: so many of all people or institutions, the last of them counted as a whole one.


@dataclass(frozen=True)
class _Target:
    """A rate to reach, and how callers speak of it; wordings are parted by bars."""

    name: str
    rate: Decimal
    unit: str
    all: str
    done: str
    asks: Sequence[str]
    rate_of: str
    not_done: str

    def needed(self, facts: Facts) -> Decimal:
        return (Decimal(facts["all"]) * self.rate).to_integral_value(ROUND_CEILING)

    def truth(self, facts: Facts) -> Told:
        needed, done = self.needed(facts), facts["done"]
        if facts.get("asked") == "差":
            return [needed - done] if done < needed else [",达到目标"]
        if facts.get("asked") == "率":
            rate = (Decimal(done * 100) / facts["all"]).quantize(Decimal("0.1"), ROUND_FLOOR)
            # With one decimal or more, rounded or cut off.
            return [f"{rate:f}".removesuffix(".0")]
        return [facts["all"] - needed if facts.get("asked") == "余" else needed]

    def draw(self, chance: Random) -> int:
        if self.unit == "家":
            return chance.choice((chance.randrange(12, 900), chance.randrange(20, 900, 20)))
        return chance.choice((chance.randrange(900, 99_000), chance.randrange(2000, 300_000, 1000)))

    def draw_done(self, chance: Random) -> int | None:
        return int(self.draw(chance) * self.rate) if chance.random() < 3 / 4 else None

    def fits(self, facts: Facts) -> bool:
        """Whether what is done by now is near the target."""
        done, needed = facts["done"], self.needed(facts)
        return done is None or needed * Decimal("0.7") <= done <= min(needed * Decimal("1.1"), facts["all"])

    def say(self, chance: Random, number: int) -> str:
        if number % 10_000 == 0:
            return f"{number // 10_000}万{self.unit}"
        return speech.counted(chance, number, self.unit) if number < 100_000 else f"{number}{self.unit}"

    def saying(self, says: str) -> Callable[[Random, int], str]:
        return lambda chance, number: either(chance, says).format(self.say(chance, number))

    def done_now(self, chance: Random, facts: Facts) -> Follow | None:
        """So many are done by now: how many are missing?"""
        if facts["done"] is not None:
            return None
        needed = int(self.needed(facts))
        done = chance.choice((needed, needed - 1, needed * 19 // 20, needed * 3 // 4))
        other = {**facts, "done": done, "asked": "差"}
        says = either(chance, self.done).format(self.say(chance, done))
        return Follow(f"现在{says.removeprefix('现在')}，离目标还差多少？", self.truth(other), other)

    def rate_now(self, chance: Random, facts: Facts) -> Follow | None:
        """The rate by now: how many are missing?"""
        now = self.rate * 100 - chance.choice((Decimal("0.5"), Decimal(2), Decimal(5)))
        done = facts["all"] * now / 100
        if facts["done"] is not None or done != int(done):
            return None
        says = f"现在{self.rate_of}是{now.normalize():f}%，还差多少{self.unit}？"
        return Follow(says, [self.needed(facts) - done])

    def neighbour(self, chance: Random, facts: Facts) -> Follow:
        """Another town, whose target comes out even."""
        other = chance.randrange(20, 400, 20) if self.unit == "家" else chance.randrange(2000, 90_000, 2000)
        theirs = either(chance, self.all).format(self.say(chance, other))
        told = [self.needed(facts) + self.needed({"all": other})]
        return Follow(f"隔壁县{theirs}，两个县加起来一共要多少{self.unit}？", told)


def _doubts_needed(target: _Target, wrong: Callable[[Facts], Decimal]) -> Callable[[Random, Facts], Follow | None]:
    doubts = doubted(lambda f: [target.needed(f)], wrong, target.unit)
    return lambda chance, facts: None if facts.get("asked") else doubts(chance, facts)


def _of_target(target: _Target) -> Matter:
    unit = target.unit
    return _matter(
        target.name,
        {
            "all": Slot(target.draw, target.saying(target.all), target.saying(target.all)),
            "done": Slot(target.draw_done, target.saying(target.done), target.saying(target.done)),
        },
        target.asks,
        target.truth,
        target.done_now,
        target.rate_now,
        target.neighbour,
        asking("余", (f"那最多可以有多少{unit}{target.not_done}？",), target.truth),
        asking("率", (f"那现在的{target.rate_of}是多少？",), target.truth, lambda f: f["done"] is not None),
        asking("差", ("那离目标还差多少？", f"还差多少{unit}？"), target.truth, lambda f: f["done"] is not None),
        _doubts_needed(target, lambda f: (f["all"] * target.rate).to_integral_value(ROUND_FLOOR)),
        _doubts_needed(target, lambda f: (f["all"] * (target.rate - Decimal("0.05"))).to_integral_value()),
        fits=target.fits,
    )


_TARGETS = (
    _Target(
        "enrolment_target",
        Decimal("0.9995"),
        "人",
        "户籍人口有{}|户籍人口一共{}",
        "已经参保{}|现在参保的有{}",
        (
            "按参保率目标，至少要多少人参保？",
            "参保率要达标，得有多少人参保？",
            "基本医保参保率目标算下来要多少人参保？",
        ),
        "参保率",
        "不参保",
    ),
    _Target(
        "select_target",
        Decimal("0.9"),
        "人",
        "应选缴的有{}|能选缴的一共{}",
        "已经选缴{}|现在选缴了的有{}",
        ("大病选缴率要达标，至少要多少人选缴？", "大病保险选缴，按目标得有多少人选缴？", "按大病选缴率目标要多少人？"),
        "选缴率",
        "不选缴",
    ),
    _Target(
        "voucher_people",
        Decimal("0.8"),
        "人",
        "参保人员有{}|参保的一共{}",
        "已经激活{}|现在激活了的有{}",
        (
            "医保电子凭证激活率要达标，得多少人激活？",
            "电子凭证按激活率目标要激活多少人？",
            "电子凭证要多少人激活才够？",
        ),
        "激活率",
        "没激活",
    ),
    _Target(
        "voucher_institutions",
        Decimal("0.9"),
        "家",
        "医药机构有{}|医药机构一共{}",
        "已经接入{}|现在接入的有{}",
        (
            "电子凭证接入率要达标，至少得接入多少家？",
            "电子凭证按接入率目标要接入多少家？",
            "要多少家接入电子凭证才够？",
        ),
        "接入率",
        "没接入",
    ),
    _Target(
        "chronic_opening",
        Decimal("0.25"),
        "家",
        "定点医疗机构有{}|定点医疗机构一共{}",
        "已经开通{}|现在开通的有{}",
        ("慢特病跨省直接结算开通率要达标，得开通多少家？", "门诊慢特病跨省结算按开通率目标要开通多少家？"),
        "开通率",
        "没开通",
    ),
)

# The fund for medical aid: what is left of it is at most 15 % of what was raised in the year.

_CAP = Decimal("0.15")


def _in_myriads(chance: Random, value: Decimal) -> str:
    """An amount of yuan as officials say it: 523万."""
    return f"{(value / 10_000).normalize():f}" + chance.choice(("万", "万元", "万块"))


def _fund(says: str) -> Callable[[Random, Decimal], str]:
    return lambda chance, value: either(chance, says).format(_in_myriads(chance, value))


_raised = partial(drawn_sum, low=1_000_000, high=20_000_000, step=10_000)


def _cap(facts: Facts) -> Told:
    return [facts["raised"] * _CAP]


def _over(facts: Facts, balance: Decimal) -> Told:
    """Whether a balance is over, and by how much, or how much room there is."""
    cap = facts["raised"] * _CAP
    return [abs(balance - cap), ",超过上限" if balance > cap else "没有超过上限"]


def _balance_now(chance: Random, facts: Facts) -> Follow:
    cap = facts["raised"] * _CAP
    balance = chance.choice((cap, cap + 60_000, cap * 2, cap - 40_000, cap / 2))
    says = f"现在累计结余是{_in_myriads(chance, balance)}，超没超？"
    return Follow(says, _over(facts, balance))


_AID_CAP = _matter(
    "aid_balance_cap",
    {"raised": Slot(_raised, _fund("今年筹了{}|当年一共筹集{}"), _fund("当年筹了{}"))},
    ("救助基金累计结余最多能留多少？", "医疗救助基金的结余上限是多少？", "医疗救助基金结余不能超过多少？"),
    _cap,
    _balance_now,
    adding(
        "要是再多筹{}，上限能提高多少？",
        partial(drawn_sum, low=200_000, high=900_000, step=10_000),
        lambda f, more: [more * _CAP],
        spoken=_in_myriads,
    ),
    adding("隔壁县今年筹了{}，他们的上限是多少？", _raised, lambda f, more: [more * _CAP], spoken=_in_myriads),
    doubted(_cap, lambda f: f["raised"] / 10),
)


def _to_raise(facts: Facts) -> Told:
    return [facts["balance"] / _CAP]


def _planned(chance: Random, facts: Facts) -> Follow:
    needed = facts["balance"] / _CAP
    raised = chance.choice((needed, needed - 100_000, needed + 300_000))
    told = [",超过上限" if raised < needed else "没有超过上限", raised * _CAP]
    return Follow(f"要是今年只筹{_in_myriads(chance, raised)}，结余超没超上限？", told)


_AID_RAISE = _matter(
    "aid_raise_needed",
    {
        "balance": Slot(
            partial(drawn_sum, low=150_000, high=3_000_000, step=30_000),
            _fund("累计结余是{}|账上累计结余{}"),
            _fund("累计结余是{}"),
        )
    },
    (
        "医疗救助基金当年至少要筹多少？",
        "救助基金要不超标，当年最少得筹多少？",
        "救助基金结余要合规，今年至少筹集多少？",
    ),
    _to_raise,
    _planned,
    adding(
        "结余要是再多{}，一共至少得筹多少？",
        partial(drawn_sum, low=30_000, high=600_000, step=30_000),
        lambda f, more: [(f["balance"] + more) / _CAP],
        spoken=_in_myriads,
    ),
    doubted(_to_raise, lambda f: f["balance"] * 5),
)

# People in need: at least 80 % of what serious illnesses cost by the rules.

_LEAST = Decimal("0.8")
_bill = partial(drawn_sum, low=1000, high=20_000, step=200)


def _poor(facts: Facts) -> Told:
    within = facts["cost"] - (facts["outside"] or 0)
    results = {"余": within * (1 - _LEAST), "全": facts["cost"] - within * _LEAST}
    return [fen(results.get(facts.get("asked", ""), within * _LEAST))]


def _both(facts: Facts, cost: Decimal) -> Told:
    (own,) = _poor({**facts, "asked": None})
    return [own, cost * _LEAST, abs(Decimal(own) - cost * _LEAST)]


_POOR = _matter(
    "poor_minimum",
    {
        "cost": amount(
            partial(drawn_sum, low=6000, high=120_000, step=500, cents=True), "大病费用一共{}", "大病花了{}"
        ),
        "outside": amount(
            speech.seldom(partial(drawn_sum, low=300, high=5000, step=100)), "里面不合规的有{}", "其中不合规的有{}"
        ),
    },
    ("困难群众大病保险最少给付多少？", "困难群众的大病最低能报多少？", "困难户大病保险至少报多少？"),
    _poor,
    asking("余", ("那合规的费用里自己最多掏多少？",), _poor),
    asking("全", ("连不合规的算上，自己最多一共掏多少？",), _poor, lambda f: f["outside"] is not None),
    adding("后来合规的又花了{}，这一笔最少给付多少？", _bill, lambda f, more: [more * _LEAST]),
    adding("我妈也是困难群众，大病花了{}，最低报多少？", _bill, lambda f, cost: [cost * _LEAST]),
    adding("我妈也是困难群众，大病花了{}，两个人各最低报多少，差多少？", _bill, _both),
    doubted(_poor, lambda f: f["cost"] * Decimal("0.7")),
)

# Figures of the plan next to each other.

_RATES = {
    "基本医保参保率目标": Decimal("99.95"),
    "大病选缴率目标": Decimal(90),
    "电子凭证激活率目标": Decimal(80),
    "电子凭证接入率目标": Decimal(90),
    "慢特病跨省结算开通率目标": Decimal(25),
    "困难群众大病最低支付比例": Decimal(80),
}
_HIGHER = tuple((one, two) for one, two in permutations(_RATES, 2) if _RATES[one] > _RATES[two])
_COUNTS = {
    "全省通办和跨省通办的事项加起来一共多少项？": 25,
    "全省通办的事项比跨省通办的多多少项？": 17,
    "全省通办和跨省通办的事项相差多少项？": 17,
    "五项攻坚、四个医保、三项机制，加起来是几项？": 12,
    "五项攻坚和三项机制加起来几项？": 8,
    "全省通办、跨省通办的事项加起来，跨省的占百分之几？": 16,
    "全省通办、跨省通办的事项加起来，全省的占百分之几？": 84,
}
_HELLO = ("想问个数", "帮我算一下", "麻烦查个数")


def _difference(facts: Facts) -> Decimal:
    one, two = facts["pair"]
    return _RATES[one] - _RATES[two]


def _say_pair(chance: Random, pair: tuple[str, str]) -> str:
    forms = ("{}比{}高几个百分点？", "{}比{}高多少个百分点？", "{}和{}差几个百分点？")
    return chance.choice(forms).format(*pair)


def _with_another(chance: Random, facts: Facts) -> Follow | None:
    """The first of both next to a third one, or the widest gap among the three."""
    high, low = facts["pair"]
    third = chance.choice([name for name in _RATES if name not in (high, low)])
    values = [_RATES[name] for name in (high, low, third)]
    if chance.random() < 1 / 2:
        return Follow(f"再加上{third}，三个里最高的和最低的差几个百分点？", [max(values) - min(values)])
    gap = abs(_RATES[high] - _RATES[third])
    return Follow(f"那{high}和{third}差多少？", [gap]) if gap else None


def _other_counts(chance: Random, facts: Facts) -> Follow:
    other = chance.choice([says for says in _COUNTS if says != facts["counts"]])
    return Follow(other, [_COUNTS[other]], {"counts": other})


_STATS = (
    _matter(
        "stats.rates",
        {"pair": Slot(drawn_from(*_HIGHER), _say_pair)},
        _HELLO,
        lambda f: [_difference(f)],
        _with_another,
        doubted(lambda f: [_difference(f)], lambda f: _difference(f) + 5, "个百分点"),
        also("那两个各是多少？", lambda f: [_RATES[one] for one in f["pair"]]),
    ),
    _matter(
        "stats.counts",
        {"counts": Slot(drawn_from(*_COUNTS), as_is)},
        _HELLO,
        lambda f: [_COUNTS[f["counts"]]],
        _other_counts,
    ),
)

MATTERS = (*(_of_target(target) for target in _TARGETS), _AID_CAP, _AID_RAISE, _POOR, *_STATS)
