"""Jiangmen's matters about residents' premiums, worked out from the hotline of 2022-12-23."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from benchmarks.made_up.jiangmen_outpatient import DAY
from benchmarks.made_up.matter import Facts, Follow, Matter, Slot, Told
from benchmarks.made_up.speech import asking, counts, doubts, drawn_from, fen, seldom, sums, wen, worded

_PRICES = {2022: Decimal(376), 2023: Decimal(406)}
_PRICE, _MORE = _PRICES[2023], _PRICES[2023] - _PRICES[2022]

_PEOPLE = Slot(
    lambda chance: chance.choice((None, chance.randint(2, 7))),
    lambda chance, value: chance.choice((counts("个人", "屋企{}", "我哋有{}"), counts("口", "一家{}")))(chance, value),
    counts("口", "一家{}"),
)
_ADULTS = Slot(
    lambda chance: chance.choice((None, chance.randint(1, 4))),
    counts("个大人", "有{}", "屋企{}"),
    counts("个大人", "{}"),
)
_CHILDREN = Slot(
    lambda chance: chance.choice((None, chance.randint(1, 3))),
    counts("个细路", "有{}", "仲有{}未成年", "屋企有{}"),
    counts("个细路", "{}"),
)
_HOUSEHOLD = {"people": _PEOPLE, "adults": _ADULTS, "children": _CHILDREN}


def _heads(facts: Facts) -> int:
    told = facts["people"] or (facts["adults"] or 0) + (facts["children"] or 0)
    return int(told) - (facts.get("moved") or 0)


def _household_fits(facts: Facts) -> bool:
    """Either all people are told or those who are grown up, perhaps with children; somebody pays."""
    return (
        (facts["people"] is None) != (facts["adults"] is None)
        and not (facts["people"] and facts["children"])
        and _heads(facts) > 0
    )


def _with_baby(facts: Facts) -> Facts:
    name = "people" if facts["people"] else "children"
    return {**facts, name: (facts[name] or 0) + 1, "asked": None}


def _premium(facts: Facts) -> Told:
    price = _PRICES[facts["year"] or 2023]
    if facts.get("asked") == "more":
        return [_heads(facts) * _MORE]
    return [fen(_heads(facts) * price / (12 if facts.get("asked") == "monthly" else 1))]


def _premium_baby(chance: Random, facts: Facts) -> Follow:
    more = _with_baby(facts)
    says = chance.choice(("再加多一个细路，一共几多？", "加埋我阿妈一个，总共要交几多？"))
    return Follow(says, _premium(more))


def _premium_leaves(chance: Random, facts: Facts) -> Follow | None:
    if _heads(facts) < 2 or facts["moved"]:
        return None
    says = chance.choice(("如果当中有一个人转去职工医保、停咗居民医保，咁一共交几多？", "少交一个人嘅话一共系几多？"))
    return Follow(says, _premium({**facts, "moved": 1, "asked": None}))


def _premium_years(chance: Random, facts: Facts) -> Follow:
    """Both years side by side or together."""
    before, now = (_heads(facts) * price for price in _PRICES.values())
    both = Follow("2022年度同2023年度两年加埋一共几多？", [before + now])
    return chance.choice((Follow("2022年度同2023年度各要交几多，差几多？", [before, now, now - before]), both))


def _premium_other_year(chance: Random, facts: Facts) -> Follow:
    other = {**facts, "year": 2022 if facts["year"] != 2022 else 2023, "asked": None}
    return Follow(f"咁{other['year']}年度嘅一共系几多？", _premium(other), other)


def _premium_balance(chance: Random, facts: Facts) -> Follow | None:
    due = _heads(facts) * _PRICE
    balance = due + chance.choice((-1, 1)) * chance.randrange(10, 350, 10)
    if facts["year"] == 2022:
        return None
    return Follow(f"扣费账户得返{wen(chance, balance)}，够唔够扣，差几多定剩几多？", short_or_left(balance - due))


PREMIUM = Matter(
    "jiangmen.premium",
    "jiangmen",
    DAY,
    {
        **_HOUSEHOLD,
        "moved": Slot(
            seldom(lambda chance: chance.randint(1, 2), 1 / 5),
            counts("个", "其中{}已经转咗职工医保、唔再买居民医保", "当中{}参加咗职工医保，居民医保已经停保"),
            counts("个", "其中{}转咗职工医保、唔再买居民医保"),
        ),
        "year": Slot(
            drawn_from(None, None, None, 2023, 2022),
            worded({2023: ("要交2023年度嘅", "我问嘅系明年度嘅"), 2022: ("我问嘅系2022年度嘅", "交2022年嗰年嘅")}),
            worded({2023: ("系2023年度嘅", "2023年嘅"), 2022: ("系2022年度嘅", "2022年嘅")}),
        ),
    },
    (
        "居民医保一共要交几多钱？",
        "屋企嘅居民医保费总共系几多？",
        "城乡居民医保一共要交多少钱？",
        "居民医保保费加埋系几多啊？",
    ),
    _premium,
    follows=(
        asking(
            "more", ("比上一年多交几多？", "同2022年度比要多畀几多？"), _premium, lambda facts: facts["year"] != 2022
        ),
        asking("monthly", ("平均每个月系几多钱？", "摊返落每个月系几多保费？"), _premium),
        _premium_baby,
        _premium_leaves,
        _premium_years,
        _premium_other_year,
        _premium_balance,
        doubts(_premium),
    ),
    fits=lambda facts: _household_fits(facts) and not (facts.get("asked") == "more" and facts["year"] == 2022),
)


def _more(facts: Facts) -> Told:
    return [_heads(facts) * _MORE]


def _more_baby(chance: Random, facts: Facts) -> Follow:
    more = _with_baby(facts)
    return Follow(chance.choice(("再加多个细路，一共多交几多？", "如果多一个人，总共多交几多？")), _more(more))


def _more_years(chance: Random, facts: Facts) -> Follow:
    before, now = (_heads(facts) * price for price in _PRICES.values())
    return Follow(chance.choice(("两年各要交几多？", "2022年度同2023年度一共各系几多？")), [before, now])


def _more_other_home(chance: Random, facts: Facts) -> Follow:
    """Another household, alone or with the first."""
    heads = chance.randint(2, 6)
    asks, told = chance.choice((("佢哋一共多交几多？", heads), ("两家人加埋多交几多？", heads + _heads(facts))))
    return Follow(f"我大佬屋企{heads}个人都系买居民医保，{asks}", [told * _MORE])


PREMIUM_MORE = Matter(
    "jiangmen.premium.more",
    "jiangmen",
    DAY,
    _HOUSEHOLD,
    (
        "2023年居民医保比2022年一共多交几多钱？",
        "居民医保明年度比今年度总共贵咗几多？",
        "居民医保加咗价，一共要多畀几多钱？",
        "居民医保一共比上一年多交多少？",
    ),
    _more,
    follows=(_more_baby, _more_years, _more_other_home, doubts(_more)),
    fits=_household_fits,
)


def _next_year(facts: Facts) -> Told:
    heads = int(facts["paid"] / _PRICES[2022])
    if facts.get("asked") == "heads":
        return [heads]
    return [heads * (_MORE if facts.get("asked") == "more" else _PRICE)]


def _next_year_others(chance: Random, facts: Facts) -> Follow | None:
    """One person more or one less than this year."""
    (due,) = _next_year({**facts, "asked": ""})
    change, says = chance.choice(
        ((1, "下年再加多一个细路，一共要存几多？"), (-1, "下年有一个人唔再买居民医保，咁要存几多？"))
    )
    told = Decimal(due) + change * _PRICE
    return Follow(says, [told]) if told else None


def _next_year_balance(chance: Random, facts: Facts) -> Follow:
    (due,) = _next_year({**facts, "asked": ""})
    balance = chance.randrange(20, 380, 10)
    return Follow(f"账户入面仲有{wen(chance, balance)}，咁仲要存几多先够？", [Decimal(due) - balance])


def _next_year_both(chance: Random, facts: Facts) -> Follow:
    (due,) = _next_year({**facts, "asked": ""})
    return Follow("连埋今年扣嘅，两年一共几多？", [Decimal(due) + facts["paid"]])


def _next_year_doubt(chance: Random, facts: Facts) -> Follow | None:
    return doubts(_next_year)(chance, {**facts, "asked": ""})


FROM_PAID = Matter(
    "jiangmen.premium.from_paid",
    "jiangmen",
    DAY,
    {
        "paid": Slot(
            lambda chance: _PRICES[2022] * chance.randint(1, 8),
            sums("2022年度全家居民医保一共扣咗{}", "今年屋企嘅居民医保总共扣咗{}", "2022年居民医保全家扣了{}"),
            sums("2022年度一共扣咗{}", "扣咗{}"),
        )
    },
    (
        "人数冇变，2023年居民医保要存几多钱先够扣？",
        "同样咁多人，明年度嘅居民医保要存几多？",
        "人一样，2023年度居民医保要准备多少钱？",
    ),
    _next_year,
    follows=(
        asking("heads", ("即系扣咗几多个人嘅？", "咁即系我屋企有几多人参保？"), _next_year),
        asking("more", ("比2022年度多几多？", "要多畀几多钱？"), _next_year),
        _next_year_others,
        _next_year_balance,
        _next_year_both,
        _next_year_doubt,
    ),
)


def short_or_left(left: Decimal) -> Told:
    """What is told of an account after its premiums."""
    return ["不够", -left] if left < 0 else ["够", left]


def _balance(facts: Facts) -> Told:
    due = _heads(facts) * _PRICE
    return [due] if facts.get("asked") == "due" else short_or_left(facts["balance"] - due)


def _balance_tops_up(chance: Random, facts: Facts) -> Follow:
    left = facts["balance"] - _heads(facts) * _PRICE
    more = -left if left < 0 and chance.random() < 1 / 4 else Decimal(chance.randrange(50, 1000, 50))
    topped = {**facts, "balance": facts["balance"] + more, "asked": None}
    return Follow(f"如果再存{wen(chance, more)}入去，够未，差几多定剩几多？", _balance(topped))


def _balance_baby(chance: Random, facts: Facts) -> Follow:
    more = _with_baby(facts)
    return Follow("如果再加多个细路呢，够唔够，差几多定剩几多？", _balance(more))


BALANCE = Matter(
    "jiangmen.balance",
    "jiangmen",
    DAY,
    {
        "balance": Slot(
            lambda chance: (
                chance.randint(1, 8) * _PRICE
                + chance.choice((0, 0, -6, *(chance.randrange(-600, 600, 10) for _ in range(6))))
            ),
            sums("扣费账户入面有{}", "扣费账户得{}", "扣费账户余额是{}"),
            sums("账户有{}", "账户得{}"),
        ),
        **_HOUSEHOLD,
    },
    (
        "够唔够扣2023年嘅居民医保，差几多定剩几多？",
        "扣居民医保够唔够，仲差几多或者剩返几多？",
        "扣居民医保的钱够不够，差多少还是剩多少？",
    ),
    _balance,
    follows=(
        asking("due", ("咁一共要扣几多？", "全部人一共要扣几多钱？"), _balance),
        _balance_tops_up,
        _balance_baby,
    ),
    fits=lambda facts: (
        _household_fits(facts) and facts["balance"] > 0 and abs(facts["balance"] - _heads(facts) * _PRICE) < 900
    ),
)

MATTERS: tuple[Matter, ...] = (PREMIUM, PREMIUM_MORE, FROM_PAID, BALANCE)
