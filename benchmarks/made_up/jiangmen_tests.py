"""Jiangmen's matters about tests and about Yikangbao, worked out from the hotline of 2022-12-23."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from benchmarks.made_up.jiangmen_outpatient import DAY
from benchmarks.made_up.jiangmen_premium import short_or_left
from benchmarks.made_up.matter import Facts, Follow, Matter, Slot, Told
from benchmarks.made_up.speech import asking, counted, counts, doubts, drawn_from, sums, wen, worded

_TEST_PRICES = {"单人单检": Decimal("13.5"), "混检": Decimal("2.8")}
_WAY = Slot(
    drawn_from(*_TEST_PRICES),
    worded({"单人单检": ("做单人单检", "系单人单检嘅", "做单检"), "混检": ("做混检", "系混检嘅", "混检的")}),
    worded({"单人单检": ("单人单检", "做单检"), "混检": ("做混检", "混检")}),
)


def _test(facts: Facts) -> Told:
    return [_TEST_PRICES[facts["way"]] * (facts["people"] or 1) * (facts["times"] or 1)]


def _test_more(chance: Random, facts: Facts) -> Follow | None:
    if facts["people"] is None:
        return None
    more = chance.randint(1, 3)
    other = {**facts, "people": facts["people"] + more}
    return Follow(f"再加多{counted(chance, more, '个人')}一齐做，一共最多收几多？", _test(other))


def _test_sides(chance: Random, facts: Facts) -> Follow:
    single, mixed = (Decimal(_test({**facts, "way": way})[0]) for way in _TEST_PRICES)
    return Follow("单人单检同混检各最多要几多，差几多？", [single, mixed, single - mixed])


def _test_weeks(chance: Random, facts: Facts) -> Follow | None:
    if facts["times"]:
        return None
    times, weeks = chance.randint(2, 3), chance.randint(2, 4)
    told = _test({**facts, "times": times * weeks})
    return Follow(f"如果每人每个礼拜做{times}次、做{weeks}个礼拜，一共最多几多？", told)


def _test_budget(chance: Random, facts: Facts) -> Follow:
    due = Decimal(_test(facts)[0])
    purse = max(due + chance.randrange(-30, 40, 2), Decimal(10)).to_integral_value()
    asks = chance.choice(("够唔够做，差几多定剩几多？", "咁核酸嘅钱够未，差几多定剩几多？"))
    return Follow(f"我得{wen(chance, purse)}，{asks}", short_or_left(purse - due))


TEST = Matter(
    "jiangmen.test",
    "jiangmen",
    DAY,
    {
        "way": _WAY,
        "people": Slot(
            lambda chance: chance.choice((None, chance.randint(2, 8))),
            counts("个人", "{}做", "屋企{}一齐做", "一共{}"),
            counts("个人", "{}做"),
        ),
        "times": Slot(
            lambda chance: chance.choice((None, chance.randint(2, 10))),
            counts("次", "每人做{}"),
            counts("次", "每人做{}"),
        ),
    },
    ("做核酸最多收几多钱？", "核酸检测一共最多要几多钱？", "做核酸最多要多少钱？", "核酸最多收几蚊？"),
    _test,
    follows=(_test_more, _test_sides, _test_weeks, _test_budget, doubts(_test)),
)


def _enough(facts: Facts) -> Told:
    """For how many portions the money does at the highest price, or what is left of it then."""
    price = _TEST_PRICES[facts["way"]]
    return [facts["sum"] % price if facts.get("asked") == "left" else facts["sum"] // price]


def _enough_sides(chance: Random, facts: Facts) -> Follow:
    single, mixed = (facts["sum"] // price for price in _TEST_PRICES.values())
    return Follow("单检同混检各够做几多人份，差几多人份？", [single, mixed, mixed - single])


def _enough_each(chance: Random, facts: Facts) -> Follow | None:
    people = chance.randint(2, 5)
    each = facts["sum"] // (_TEST_PRICES[facts["way"]] * people)
    return Follow(f"屋企{counted(chance, people, '个人')}做，每个人够做几多次？", [each]) if each else None


def _enough_after(chance: Random, facts: Facts) -> Follow | None:
    done = chance.randint(1, 5)
    left = facts["sum"] - done * _TEST_PRICES[facts["way"]]
    return Follow(f"如果净系做{done}人份，按最高价剩返几多钱？", [left]) if left >= 0 else None


def _enough_doubt(chance: Random, facts: Facts) -> Follow | None:
    return doubts(_enough, lambda chance, value: f"{int(value)}人份")(chance, {**facts, "asked": ""})


TEST_FROM_SUM = Matter(
    "jiangmen.test.from_sum",
    "jiangmen",
    DAY,
    {
        "way": _WAY,
        "sum": Slot(
            lambda chance: chance.choice((Decimal(27), Decimal(28), Decimal(135), Decimal(chance.randint(20, 400)))),
            sums("手上有{}", "我得{}", "手头有{}"),
            sums("手上有{}", "得{}"),
        ),
    },
    ("够做几多人份核酸？", "按最高价够做几多人份核酸？", "能做多少人份核酸？"),
    _enough,
    follows=(
        asking("left", ("做完之后仲剩几多钱？", "做到唔够钱为止，剩返几多？"), _enough),
        _enough_sides,
        _enough_each,
        _enough_after,
        _enough_doubt,
    ),
)


def _say_people(chance: Random, value: int) -> str:
    if value < 10_000:
        return chance.choice((f"{value}人", f"{value}个人"))
    return chance.choice((f"{Decimal(value) / 10_000:f}万人", f"{value}人"))


_YIKANG_SHARES = {"account": Decimal("0.21"), "rest": Decimal("0.79"), "gap": Decimal("0.58")}


def _yikang(facts: Facts) -> Told:
    return [facts["people"] * _YIKANG_SHARES[facts.get("asked") or "account"]]


def _yikang_more(chance: Random, facts: Facts) -> Follow:
    more = chance.choice((500, 1000, 2000)) if facts["people"] < 10_000 else chance.choice((10_000, 20_000))
    other = {**facts, "people": facts["people"] + more, "asked": None}
    return Follow(f"如果再多{_say_people(chance, more)}投保，咁几多人用个账余额畀？", _yikang(other))


def _yikang_doubt(chance: Random, facts: Facts) -> Follow:
    """A number of people doubted: the right one, or the others."""
    share = _YIKANG_SHARES[chance.choice(("account", "account", "rest"))]
    number = _say_people(chance, int(facts["people"] * share))
    return Follow(f"即系用个账嘅大概{number}，啱唔啱？", _yikang({**facts, "asked": None}))


YIKANG = Matter(
    "jiangmen.yikang.account_people",
    "jiangmen",
    DAY,
    {
        "people": Slot(
            lambda chance: chance.choice(
                (chance.randrange(300, 10_000, 100), chance.randrange(10_000, 500_000, 10_000))
            ),
            lambda chance, value: chance.choice(
                ("如果有{}投保邑康保", "假如邑康保有{}投保", "就当邑康保{}投保")
            ).format(_say_people(chance, value)),
            lambda chance, value: f"有{_say_people(chance, value)}投保",
        )
    },
    (
        "邑康保大概几多人系用医保个账余额畀钱嘅？",
        "按占比算，几多人用个人账户余额买邑康保？",
        "邑康保大概有多少人用个人账户余额付款？",
    ),
    _yikang,
    follows=(
        asking("rest", ("咁唔系用个账畀嘅有几多人？", "其余嘅人大概几多？"), _yikang),
        asking("gap", ("用个账畀嘅同唔用个账畀嘅相差几多人？",), _yikang),
        _yikang_more,
        _yikang_doubt,
    ),
)

MATTERS: tuple[Matter, ...] = (TEST, TEST_FROM_SUM, YIKANG)
