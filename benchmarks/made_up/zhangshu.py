"""Zhangshu's matters, worked out from the report of 2021."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import combinations
from random import Random

from benchmarks.made_up import speech
from benchmarks.made_up.matter import Facts, Follow, Slot, Told
from benchmarks.made_up.speech import adding, also, asking, counts, doubted, drawn_from, drawn_sum, either, fen

_matter = speech.matters_of("zhangshu", date(2021, 12, 15))

# Visits to a township clinic: ten yuan each.

_FEE = 10
_VISITS = {
    "次": "在卫生院一共看了{}次|去卫生院看了{}次病",
    "人": "每个人在卫生院看了{}次|每人去卫生院看了{}次",
    "天": "卫生院一天看{}个病人|卫生院每天看{}人次",
}


def _say_visits(chance: Random, visits: tuple[str, int]) -> str:
    return either(chance, _VISITS[visits[0]]).format(visits[1])


def _draw_visits(chance: Random) -> tuple[str, int]:
    kind = chance.choice("次次人天")
    return kind, chance.randrange(12, 60) if kind == "天" else chance.randrange(2, 16)


def _visited(facts: Facts) -> int:
    return int(facts["visits"][1] * (facts["people"] or 1) * (facts["days"] or 1))


def _fees(facts: Facts) -> Told:
    return [_visited(facts) * _FEE]


def _own_visits(facts: Facts) -> bool:
    return bool(facts["visits"][0] == "次")


_more = drawn_from(2, 3, 4, 5, 7)
_VISIT_FEE = _matter(
    "visit_fee",
    {
        "visits": Slot(_draw_visits, _say_visits, _say_visits),
        "people": Slot(drawn_from(None, 2, 3, 4, 5), counts("个人", "我们家{}", "一家{}"), counts("个人", "一家{}")),
        "days": Slot(drawn_from(None, 3, 5, 7, 22), counts("天", "按{}算", "一共{}"), counts("天", "按{}算")),
    },
    ("一般诊疗费一共多少钱？", "卫生院的一般诊疗费总共要多少？", "一般诊疗费加起来是多少？"),
    _fees,
    adding("我老婆也看了{}次，她的一般诊疗费是多少？", _more, lambda f, n: [n * _FEE], _own_visits, speech.as_is),
    adding(
        "我老婆也去看了{}次，两个人一共多少？",
        _more,
        lambda f, n: [(_visited(f) + n) * _FEE],
        _own_visits,
        speech.as_is,
    ),
    adding(
        "后来又去看了{}次，加起来一共多少？", _more, lambda f, n: [(_visited(f) + n) * _FEE], _own_visits, speech.as_is
    ),
    adding(
        "我老婆看了{}次，我跟她各多少，差多少？",
        _more,
        lambda f, n: [_visited(f) * _FEE, n * _FEE, abs(_visited(f) - n) * _FEE],
        _own_visits,
        speech.as_is,
    ),
    also("每个月都看这么多次，一年下来是多少？", lambda f: [_visited(f) * _FEE * 12], _own_visits),
    doubted(_fees, lambda f: Decimal(_visited(f) * (_FEE - 2))),
    fits=lambda f: (
        (f["people"] is not None) == (f["visits"][0] == "人") and (f["days"] is not None) == (f["visits"][0] == "天")
    ),
)

# People lifted out of poverty pay a tenth of a stay in hospital; on average 90.43 % was in fact reimbursed.

_TENTH, _IN_FACT = Decimal("0.1"), Decimal("0.9043")
_relief = speech.share(lambda facts: _TENTH)
_stay = partial(drawn_sum, low=1500, high=40_000, step=100)


def _own(facts: Facts) -> Decimal:
    return fen(facts["cost"] * _TENTH)


_RELIEF = _matter(
    "relief_self_pay",
    {
        "cost": speech.amount(
            partial(drawn_sum, low=2000, high=60_000, step=100, cents=True), "住院一共花了{}", "住院花了{}"
        )
    },
    ("脱贫户自己付多少？", "我是脱贫户，自己大概要掏多少？", "脱贫人口按控制比例自付多少？"),
    _relief,
    asking("剩", ("那能报掉多少？", "其余报销的是多少？"), _relief),
    adding("后来又住了一回院，花了{}，两回一共自付多少？", _stay, lambda f, cost: [_own(f) + cost * _TENTH]),
    adding("我爸也是脱贫户，住院花了{}，他自己付多少？", _stay, lambda f, cost: [cost * _TENTH]),
    adding(
        "我爸也是脱贫户，住院花了{}，我俩各自付多少，差多少？",
        _stay,
        lambda f, cost: [_own(f), cost * _TENTH, abs(_own(f) - cost * _TENTH)],
    ),
    also("要是按90.43%的实际报销比例算，能报多少？", lambda f: [fen(f["cost"] * _IN_FACT)]),
    doubted(_relief, lambda f: f["cost"] * Decimal("0.2")),
)

# Figures of the report next to each other, asked by name. Money is in units of ten thousand yuan.


def _named(scheme: str, **parts: str) -> dict[str, Decimal]:
    return {scheme + name: Decimal(value) for name, value in parts.items()}


_EMPLOYEES_IN = _named("职工医保的", 征缴收入="12205.38", 财政补助="3291.72", 利息收入="256.42", 个账转移收入="48")
_EMPLOYEES_OUT = _named(
    "职工医保的",
    住院支出="6467.84",
    门诊慢性病支出="1655.16",
    普通门诊支出="1968.72",
    定点药店药费="3030.74",
    生育医疗费="118.95",
    生育津贴="317.66",
    疫苗接种费="60.44",
    疫苗采购费="401.79",
)
_RESIDENTS_IN = _named("居民医保的", 个人缴费="14139.6", 财政补助="32906.42", 利息收入="580.45", 转移收入="5.78")
_RESIDENTS_OUT = _named(
    "居民医保的",
    住院支出="20128.47",
    门诊慢性病支出="3188.17",
    门诊统筹支出="6107.47",
    大病保险保费="3904.03",
    疫苗接种费="427.29",
    疫苗采购费="3577.23",
)
_TOTALS = _named("职工医保", 基金收入="15801.52", 基金支出="14118.67", 当期结余="1682.85", 累计结余="35717.87")
_TOTALS |= _named("居民医保", 基金收入="47632.25", 基金支出="37332.66", 当期结余="10299.59", 累计结余="43031.15")
_AID = _named("医疗救助", 收入="1084.37", 支出="1588.46")
_FINES = _named("", 追回的违规基金="229.03", 行政处罚的金额="41.41", 处罚的违约金="97.71")
_PEOPLE = _named("", 职工参保人数="59526", 居民参保人数="486047")
_FLEXIBLE = _named("灵活就业参保的", 本地户籍人数="449", 外地户籍人数="33")
_AWAY = _named("", 异地安置备案="612", 转诊转院备案="9489")
_AWAY_PAID = _named("异地住院的", 医保基金统筹支付="8993", 其他基金支付="2165")
_TALKS = _named("", 约谈的机构="200", 限期整改的机构="67", 取消协议的机构="6", 行政处罚的机构="5")

_FLOWS = (_EMPLOYEES_IN, _EMPLOYEES_OUT, _RESIDENTS_IN, _RESIDENTS_OUT)
_GROUPS = (*_FLOWS, _FINES, _PEOPLE, _FLEXIBLE, _AWAY, _AWAY_PAID, _TALKS)
_WHOLES: Sequence[tuple[str, Decimal, Mapping[str, Decimal]]] = (
    ("职工医保基金收入", Decimal("15801.52"), _EMPLOYEES_IN),
    ("职工医保基金支出", Decimal("14118.67"), _EMPLOYEES_OUT),
    ("居民医保基金收入", Decimal("47632.25"), _RESIDENTS_IN),
    ("居民医保基金支出", Decimal("37332.66"), _RESIDENTS_OUT),
    ("监管累计追回和处罚的金额", Decimal("368.15"), _FINES),
    ("职工居民参保总人数", Decimal(545573), _PEOPLE),
    ("灵活就业总参保人数", Decimal(482), _FLEXIBLE),
    ("异地就医备案总数", Decimal(10101), _AWAY),
    ("异地住院结算总费用", Decimal(20996), _AWAY_PAID),
)
_VALUES = {name: value for group in (*_GROUPS, _TOTALS, _AID) for name, value in group.items()}
_UNITS = dict.fromkeys((*_PEOPLE, *_FLEXIBLE), "人") | dict.fromkeys(_AWAY, "例") | dict.fromkeys(_TALKS, "家")
_PREFIXES = ("职工医保的", "居民医保的", "灵活就业参保的", "异地住院的")


def _group(name: str) -> Mapping[str, Decimal]:
    return next(group for group in (*_GROUPS, _TOTALS, _AID) if name in group)


def _alike(name: str) -> str | None:
    """The same figure of the other scheme."""
    swapped = name.replace("职工", "居民") if "职工" in name else name.replace("居民", "职工")
    return swapped if swapped != name and swapped in _VALUES else None


_PAIRS = tuple((one, two) for group in _GROUPS for one, two in combinations(group, 2))
_PAIRS += tuple((name, other) for name in _VALUES if "职工医保" in name and (other := _alike(name)))
_IN_AND_OUT = tuple((f"{fund}收入", f"{fund}支出") for fund in ("职工医保基金", "居民医保基金", "医疗救助"))
_TRIPLES = tuple(three for group in (*_FLOWS, _FINES, _TALKS) for three in combinations(group, 3))


def _unit(chance: Random, name: str) -> str:
    return chance.choice(("", _UNITS[name])) if name in _UNITS else chance.choice(("", "万", "万元"))


def _listed(chance: Random, names: Sequence[str]) -> str:
    """Names one after the other, what they all begin with told once or each time."""
    shared = next((prefix for prefix in _PREFIXES if all(name.startswith(prefix) for name in names)), "")
    if shared and chance.random() < 2 / 3:
        names = [names[0], *(name.removeprefix(shared) for name in names[1:])]
    return "、".join(names[:-1]) + "和" + names[-1]


def _say_sum(chance: Random, names: Sequence[str]) -> str:
    return f"{_listed(chance, names)}{chance.choice(('一共', '加起来', '合起来'))}多少{_unit(chance, names[0])}？"


def _sum(facts: Facts) -> Told:
    return [sum((_VALUES[name] for name in facts["names"]), Decimal(0))]


def _third(chance: Random, facts: Facts) -> Follow | None:
    others = [name for name in _group(facts["names"][0]) if name not in facts["names"]]
    if not others or facts["names"][0] in _TOTALS:
        return None
    other = {"names": (*facts["names"], chance.choice(others))}
    return Follow(f"再加上{other['names'][-1]}呢，一共多少？", _sum(other), other)


def _flow(facts: Facts) -> bool:
    """Whether they ran up over the ten months to the end of October."""
    return all(any(name in flow for flow in _FLOWS) for name in facts["names"])


def _gap(facts: Facts) -> Told:
    one, two = facts["names"]
    return [abs(_VALUES[one] - _VALUES[two])]


def _say_gap(chance: Random, names: tuple[str, str]) -> str:
    more, less = sorted(names, key=lambda name: -_VALUES[name])
    forms = (f"{more}比{less}多多少", f"{less}比{more}少多少", f"{_listed(chance, names)}差多少")
    return f"{chance.choice(forms)}{_unit(chance, more)}？"


def _other_scheme(chance: Random, facts: Facts) -> Follow | None:
    """The same two of the other scheme."""
    one, two = (_alike(name) for name in facts["names"])
    if one is None or two is None or _group(facts["names"][0]) is not _group(facts["names"][1]):
        return None
    other = {"names": (one, two)}
    return Follow("那居民的呢？" if "居民" in one else "那职工的呢？", _gap(other), other)


def _say_share(chance: Random, share: tuple[str, int]) -> str:
    name, whole = share[0], _WHOLES[share[1]][0]
    short = name.removeprefix(whole[:4] + "的")
    forms = (f"{name}占{whole}的百分之几？", f"{whole}里，{short}占多少比例？", f"{name}占{whole}的比例是多少？")
    return chance.choice(forms)


def _share(facts: Facts) -> Told:
    name, whole = facts["share"]
    return [fen(_VALUES[name] * 100 / _WHOLES[whole][1])]


def _other_share(chance: Random, facts: Facts) -> Follow:
    """Another part of the same whole, or both parts together."""
    name, whole = facts["share"]
    other = chance.choice([part for part in _WHOLES[whole][2] if part != name])
    told = {"share": (other, whole)}
    return Follow(f"那{other}占多少？", _share(told), told)


def _shares_together(chance: Random, facts: Facts) -> Follow | None:
    name, whole = facts["share"]
    others = [part for part in _WHOLES[whole][2] if part != name]
    if len(others) < 2:
        return None
    other = chance.choice(others)
    together = fen((_VALUES[name] + _VALUES[other]) * 100 / _WHOLES[whole][1])
    return Follow(f"再算上{other}，两样一共占百分之几？", [together])


_HELLO = ("想问个数", "帮我查个数", "麻烦给算一下")
_SHARES = tuple((name, at) for at, (_, _, parts) in enumerate(_WHOLES) for name in parts)
_STATS = (
    _matter(
        "stats.sum",
        {"names": Slot(drawn_from(*_PAIRS, *_TRIPLES[::2]), _say_sum)},
        _HELLO,
        _sum,
        _third,
        also("哪个多，多多少？", _gap, lambda f: len(f["names"]) == 2),
        also("平均每个月多少？", lambda f: [fen(Decimal(_sum(f)[0]) / 10)], _flow),
    ),
    _matter(
        "stats.difference",
        {"names": Slot(drawn_from(*_PAIRS, *_IN_AND_OUT * 2), _say_gap)},
        _HELLO,
        _gap,
        also("那加起来一共多少？|两个合起来呢？", _sum, lambda f: f["names"] not in _IN_AND_OUT),
        also("两个各是多少？", lambda f: [_VALUES[name] for name in f["names"]]),
        _other_scheme,
    ),
    _matter(
        "stats.share",
        {"share": Slot(drawn_from(*_SHARES), _say_share)},
        _HELLO,
        _share,
        _other_share,
        _shares_together,
        doubted(_share, lambda f: Decimal(_share(f)[0]) + 5, "%"),
    ),
)

MATTERS = (_VISIT_FEE, _RELIEF, *_STATS)
