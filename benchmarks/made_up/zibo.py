"""Zibo's matters, worked out from the briefing of 2022-09-06."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random

from benchmarks.made_up import speech
from benchmarks.made_up.matter import Facts, Follow, Slot, Told
from benchmarks.made_up.speech import adding, also, amount, as_is, asking, counts, doubted, drawn_from, drawn_sum, money

_matter = speech.matters_of("zibo", date(2022, 9, 6))
_RATES = {"在职": Decimal("0.7"), "退休": Decimal("0.8"), "居民": Decimal("0.55")}
_DEDUCTIBLES = {"在职": 1000, "退休": 1000, "居民": 500}
_bill = partial(drawn_sum, low=100, high=3000, step=50)
_large = partial(drawn_sum, low=3000, high=60_000, step=500)
_OUTSIDE = amount(
    speech.seldom(partial(drawn_sum, low=50, high=500, step=50)), "里头有{}是目录外的", "其中目录外的有{}"
)
_SPENT = ("一共花了{}", "费用是{}", "花了{}")

# Outpatient chronic and special diseases.

_WHO = speech.kinds(
    {
        "在职": "我是在职职工|职工医保，还没退休|俺上着班呢，交的职工医保",
        "退休": "我是退休职工|职工医保退休的|俺是职工医保，已经退休了",
        "居民": "我是居民医保|俺交的是居民医保|城乡居民医保的",
    },
    {"在职": "在职的职工|在职职工", "退休": "退休的职工|退休职工", "居民": "居民医保的|居民医保"},
)
_SPOUSES = {"在职": "我老伴是在职职工", "退休": "我老伴是退休职工", "居民": "我老伴是居民医保"}
_BESIDE = {"在职": "在职职工", "退休": "退休职工", "居民": "居民医保"}


def _say_met(chance: Random, value: int | str) -> str:
    if value == "满":
        return chance.choice(("起付线今年已经扣满了", "起付线的钱今年已经扣够了"))
    return f"起付线今年已经扣过{money(chance, Decimal(value))}"


_MET = Slot(drawn_from(None, None, None, None, 100, 200, 300, 400, 500, 800, 1000, "满"), _say_met, _say_met)


def _met_fits(facts: Facts) -> bool:
    return facts["met"] in (None, "满") or facts["met"] <= _DEDUCTIBLES[facts["who"]]


def _left(facts: Facts) -> Decimal:
    """What is left of the deductible."""
    return Decimal(0 if facts["met"] == "满" else _DEDUCTIBLES[facts["who"]] - (facts["met"] or 0))


def _reimbursed(facts: Facts) -> Decimal:
    within = facts["cost"] - (facts["outside"] or 0)
    return speech.fen(max(within - _left(facts), Decimal(0)) * _RATES[facts["who"]])


def _chronic(facts: Facts) -> Told:
    paid = _reimbursed(facts)
    return [facts["cost"] - paid if facts.get("asked") == "自付" else paid]


def _chronic_cost(chance: Random) -> Decimal:
    """At times just what the deductible comes to, or less."""
    if chance.random() < 1 / 8:
        return Decimal(chance.choice((500, 600, 700, 800, 1000)))
    return drawn_sum(chance, 600, 9000, 50, cents=True)


def _with_bill(facts: Facts, more: Decimal) -> Decimal:
    return _reimbursed({**facts, "cost": facts["cost"] + more})


def _spouse(chance: Random) -> tuple[str, Decimal]:
    return chance.choice(tuple(_SPOUSES)), drawn_sum(chance, 1200, 6000, 100)


def _spouses(spouse: tuple[str, Decimal]) -> Decimal:
    """What a husband or wife gets, with a deductible of their own."""
    return _reimbursed({"who": spouse[0], "cost": spouse[1], "met": None, "outside": None})


def _say_spouse(chance: Random, spouse: tuple[str, Decimal]) -> str:
    return f"{_SPOUSES[spouse[0]]}，慢特病花了{money(chance, spouse[1])}"


_CHRONIC = _matter(
    "chronic",
    {"who": _WHO, "cost": amount(_chronic_cost, *_SPENT), "met": _MET, "outside": _OUTSIDE},
    ("门诊慢特病能报多少？", "看门诊慢特病能报多少钱？", "慢特病医保给报多少？", "慢特病报销多少钱啊？"),
    _chronic,
    asking("自付", ("那俺自己得掏多少？", "那自己一共出多少钱？", "自己掏多少啊？"), _chronic),
    adding("后来又花了{}，这一笔能报多少？", _bill, lambda f, more: [_with_bill(f, more) - _reimbursed(f)]),
    adding("后来又花了{}，加上前头的一共能报多少？", _bill, lambda f, more: [_with_bill(f, more)]),
    adding("{}，能报多少？", _spouse, lambda f, own: [_spouses(own)], spoken=_say_spouse),
    adding("{}，俺俩加起来能报多少？", _spouse, lambda f, own: [_spouses(own) + _reimbursed(f)], spoken=_say_spouse),
    also(
        "要是每个月都花这么多，一年下来一共能报多少？",
        lambda f: [_reimbursed({**f, "cost": f["cost"] * 12})],
        lambda f: f["met"] is None and f["outside"] is None,
    ),
    speech.beside("花一样的钱，跟{}比，各能报多少，差多少？", _reimbursed, "who", _BESIDE, lambda f: f["met"] is None),
    doubted(_chronic, lambda f: f["cost"] * _RATES[f["who"]]),
    fits=_met_fits,
)


def _chronic_spent(facts: Facts) -> Told:
    """What was spent, when only what was reimbursed is known."""
    spent = facts["paid"] / _RATES[facts["who"]] + _left(facts)
    return [spent - facts["paid"] if facts.get("asked") == "自付" else spent]


def _spouse_spent(chance: Random, facts: Facts) -> Follow | None:
    other = chance.choice([who for who in _RATES if who != facts["who"]])
    spent = _chronic_spent({"who": other, "paid": facts["paid"], "met": None})
    return Follow(f"{_SPOUSES[other]}，也是报了这么多，总共花了多少？", spent) if facts["met"] is None else None


_CHRONIC_BACK = _matter(
    "chronic.from_paid",
    {
        "who": _WHO,
        # So that every group's costs come out even.
        "paid": amount(lambda chance: drawn_sum(chance, 308, 6160, 308), "医保给报了{}", "报了{}"),
        "met": _MET,
    },
    ("想倒推一下慢特病总共花了多少钱？", "门诊慢特病这些费用一共是多少钱？", "慢特病总费用是多少，能倒着算不？"),
    _chronic_spent,
    asking("自付", ("那俺自己掏了多少？", "自己一共出了多少钱？"), _chronic_spent),
    _spouse_spent,
    doubted(_chronic_spent, lambda f: f["paid"] / _RATES[f["who"]] + 300),
    fits=_met_fits,
)

# Drugs of the national negotiation: what one pays first.

_LOWER, _USUAL, _BEFORE = Decimal("0.1"), Decimal("0.2"), Decimal("0.25")
_GROUP_RATES = {"一般": _USUAL, "中成药": _LOWER, "别的中成药": _USUAL, "两病": _LOWER, "新冠": _LOWER}
_GROUP = speech.kinds(
    {
        "一般": "就是一般的谈判药|是普通谈判药，不是中成药也不是两病、新冠的药",
        "中成药": "是列进低比例的那部分谈判中成药|是中成药，在降到10%的那部分里头",
        "别的中成药": "是谈判中成药，没列进低比例的那部分里|是中成药，不在降到10%的那部分里",
        "两病": "是两病用药|是降压的两病用药|俺买的是两病用药",
        "新冠": "是治新冠肺炎的药|是新冠肺炎用药",
    },
    dict(
        zip(
            _GROUP_RATES,
            ("一般的谈判药", "列进低比例的中成药", "没列进低比例的中成药", "两病用药", "新冠用药"),
            strict=True,
        )
    ),
)
_OLD = ("5月20号买的", "6月14号买的", "6月初买的")
_NEW = ("6月15号买的", "7月3号买的", "上个月买的")
_DRUG_SLOTS = {"group": _GROUP, "when": Slot(speech.seldom(drawn_from(*_OLD, *_NEW), 1 / 2), as_is, as_is)}


def _late(facts: Facts) -> bool:
    return facts["when"] not in _OLD


def _drug_rate(facts: Facts) -> Decimal:
    return _GROUP_RATES[facts["group"]] if _late(facts) else _BEFORE


_drugs, _drugs_spent = speech.share(_drug_rate), speech.whole(_drug_rate)


def _change(facts: Facts) -> Decimal:
    """How much less is paid first by the rates since 15 June."""
    return speech.fen(facts["cost"] * _BEFORE) - speech.fen(facts["cost"] * _GROUP_RATES[facts["group"]])


_DRUGS = _matter(
    "drugs",
    {
        **_DRUG_SLOTS,
        "cost": amount(lambda chance: drawn_sum(chance, 200, 9000, 20, cents=True), "买药花了{}", "药费是{}"),
    },
    ("国谈药个人先行自付多少？", "谈判药自己得先付多少钱？", "买谈判药，先自付的那部分是多少？"),
    _drugs,
    asking("剩", ("那剩下多少钱能进报销？", "去掉先付的，还有多少能拿去报？"), _drugs),
    asking("总", ("那俺里外里一共自己掏多少？",), _drugs, lambda f: "further" in f),
    speech.at_further(_drugs, "剩下的要是按{}报，能报多少？"),
    also("要是等到6月15号以后买，能少付多少？", lambda f: [_change(f)], lambda f: not _late(f)),
    also("比6月15号调整前少付了多少？|比原来的比例能少付多少钱？", lambda f: [_change(f)], _late),
    also(
        "调整前和调整后各先自付多少，差多少？",
        lambda f: [f["cost"] * _BEFORE, f["cost"] * _BEFORE - _change(f), _change(f)],
    ),
    also("每个月都买这么多，一年先自付多少？", lambda f: [f["cost"] * _drug_rate(f) * 12], lambda f: not f["when"]),
    adding("又买了一回花了{}，两回一共先自付多少？", _bill, lambda f, n: [(f["cost"] + n) * _drug_rate(f)], _late),
    doubted(_drugs, lambda f: f["cost"] * Decimal("0.15")),
)


_DRUGS_BACK = _matter(
    "drugs.from_paid",
    {
        **_DRUG_SLOTS,
        "paid": amount(lambda chance: drawn_sum(chance, 30, 1500, 5, cents=True), "个人先行自付了{}", "先自付了{}"),
    },
    ("想倒推一下这谈判药的药费总共多少？", "国谈药的药费原来是多少钱？", "倒着算，谈判药一共花了多少？"),
    _drugs_spent,
    asking("剩", ("那有多少钱是能进报销的？", "剩下能拿去报的是多少？"), _drugs_spent),
    also("要是调整前先自付这么多，药费是多少？", lambda f: [f["paid"] / _BEFORE], _late),
    also(
        "要是调整后先自付这么多，药费是多少？", lambda f: [f["paid"] / _GROUP_RATES[f["group"]]], lambda f: not _late(f)
    ),
    doubted(_drugs_spent, lambda f: f["paid"] / Decimal("0.3")),
)

# Treatment elsewhere by those who are away for it only.

_OFFSITE_SLOTS = {
    "trip": Slot(
        drawn_from("临时去济南看病", "临时去北京住院", "俺临时外出到上海看病", "没长住，临时去青岛住的院"), as_is
    ),
    "scheme": Slot(speech.seldom(drawn_from("我是职工医保", "俺是居民医保")), as_is),
}
_offsite, _offsite_spent = speech.share(lambda f: _LOWER), speech.whole(lambda f: _LOWER)


def _first(facts: Facts) -> Decimal:
    return speech.fen((facts["cost"] - (facts["outside"] or 0)) * _LOWER)


def _beside(facts: Facts, cost: Decimal) -> Told:
    return [_first(facts), cost * _LOWER, abs(_first(facts) - cost * _LOWER)]


_OFFSITE = _matter(
    "offsite",
    {
        **_OFFSITE_SLOTS,
        "cost": amount(lambda chance: drawn_sum(chance, 4000, 150_000, 500, cents=True), *_SPENT),
        "outside": _OUTSIDE,
    },
    ("首先自付是多少钱？", "首先自付的比例算下来，得先掏多少？", "自己首先自付多少啊？"),
    _offsite,
    asking("剩", ("那还剩多少能进报销？", "去掉首先自付，还有多少能拿去报？"), _offsite),
    asking("总", ("那俺一共得自己掏多少？",), _offsite, lambda f: "further" in f),
    speech.at_further(_offsite, "首先自付以后，剩下的按{}报，能报多少？"),
    adding("后来又去了一趟，花了{}，两趟一共首先自付多少？", _large, lambda f, cost: [_first(f) + cost * _LOWER]),
    adding("我老伴也是临时去外地住院，花了{}，她首先自付多少？", _large, lambda f, cost: [cost * _LOWER]),
    adding("我老伴也是临时去外地住院，花了{}，俺俩各首先自付多少，差多少？", _large, _beside),
    doubted(_offsite, lambda f: f["cost"] * Decimal("0.2")),
)


_OFFSITE_BACK = _matter(
    "offsite.from_paid",
    {
        **_OFFSITE_SLOTS,
        "paid": amount(lambda chance: drawn_sum(chance, 300, 9000, 50, cents=True), "首先自付那块是{}", "首先自付了{}"),
    },
    ("倒推一下总费用是多少？", "想倒着算算看病总共花了多少？", "政策范围内的费用一共是多少？"),
    _offsite_spent,
    asking("剩", ("那进报销的有多少？", "剩下能拿去报的是多少？"), _offsite_spent),
    adding("另外还有{}是目录外的，连这个一共花了多少？", _bill, lambda f, outside: [f["paid"] / _LOWER + outside]),
    doubted(_offsite_spent, lambda f: f["paid"] * 5),
)

# Chinese medicine by day: three tenths of the fees for bed and nursing.

_CHARGED = Decimal("0.3")
_FEES = ("床位费", "护理费")


def _say_fee(verb: str) -> Callable[[Random, tuple[str, str, Decimal]], str]:
    return lambda chance, fee: f"{fee[0]}{verb}{'一天' if fee[1] == '天' else '一共'}{money(chance, fee[2])}"


def _fee(chance: Random, low: int, step: int) -> tuple[str, str, Decimal]:
    """Bed or nursing, a day or in all, and how much."""
    per = chance.choice("天天总")
    return chance.choice(_FEES), per, drawn_sum(chance, low, low * (8 if per == "天" else 40), step)


def _standard(facts: Facts) -> Decimal:
    return Decimal(facts["fee"][2]) * (facts["days"] or 1)


def _tcm(facts: Facts) -> Told:
    return speech.share(lambda f: _CHARGED)({**facts, "cost": _standard(facts)})


def _tcm_more(chance: Random, facts: Facts) -> Follow | None:
    """More days, or the other of both fees."""
    item, per, fee = facts["fee"]
    if per != "天":
        return None
    if chance.random() < 1 / 2:
        more = chance.choice((1, 2, 3, 6))
        days = speech.counted(chance, more, "天")
        return Follow(f"后来又多做了{days}，一共收多少？", [fee * (facts["days"] + more) * _CHARGED])
    other = drawn_sum(chance, 10, 60, 5)
    says = f"{_FEES[item == _FEES[0]]}标准一天{money(chance, other)}，两样加起来一共收多少？"
    return Follow(says, [(fee + other) * facts["days"] * _CHARGED])


_TCM = _matter(
    "tcm_bed",
    {
        "fee": Slot(lambda chance: _fee(chance, 20, 5), _say_fee("标准"), _say_fee("标准")),
        "days": Slot(drawn_from(None, 2, 3, 5, 7, 10), counts("天", "去了{}", "做了{}"), counts("天", "去了{}")),
    },
    ("中医日间诊疗实收多少？", "做中医日间，这个钱收多少？", "中医日间诊疗，俺得交多少？"),
    _tcm,
    asking("剩", ("那比标准少收了多少？", "省了多少钱？"), _tcm),
    _tcm_more,
    also("标准和实收各多少，差多少？", lambda f: [_standard(f) * part for part in (1, _CHARGED, 1 - _CHARGED)]),
    doubted(_tcm, lambda f: _standard(f) * Decimal("0.7")),
    fits=lambda f: (f["fee"][1] == "天") == (f["days"] is not None),
)


def _tcm_whole(facts: Facts) -> Told:
    return speech.whole(lambda f: _CHARGED)({**facts, "paid": facts["fee"][2]})


_TCM_BACK = _matter(
    "tcm_bed.from_charged",
    {"fee": Slot(lambda chance: _fee(chance, 9, 3), _say_fee("实收"), _say_fee("实收"))},
    ("中医日间原来的标准是多少？", "想倒推中医日间没打折前的标准是多少？", "中医日间按原标准该收多少？"),
    _tcm_whole,
    asking("剩", ("那少收了多少？", "那给俺省了多少钱？"), _tcm_whole),
    adding(
        "一共做了{}天，按原来的标准总共是多少？",
        drawn_from(2, 4, 5),
        lambda f, days: [f["fee"][2] * days / _CHARGED],
        lambda f: f["fee"][1] == "天",
        as_is,
    ),
    doubted(_tcm_whole, lambda f: f["fee"][2] / Decimal("0.7")),
)

# Small firms pay three months' contributions later: July to September, or August to October once July is paid.


def _monthly(facts: Facts) -> Decimal:
    return Decimal(facts["pay"][1]) * (facts["staff"] or 1)


def _deferral(facts: Facts) -> Told:
    return [_monthly(facts) * (1 if facts.get("asked") == "一月" else 3)]


def _pay(chance: Random) -> tuple[str, Decimal]:
    return chance.choice((("全厂", drawn_sum(chance, 4000, 90_000, 500)), ("每人", drawn_sum(chance, 300, 900, 10))))


def _say_pay(chance: Random, pay: tuple[str, Decimal]) -> str:
    per = "每个人每月" if pay[0] == "每人" else "每月"
    return f"{per}单位{chance.choice(('交', '缴'))}的医保费是{money(chance, pay[1])}"


def _raised(facts: Facts, raised: Decimal) -> Told:
    """The months before September by what was told, those from then on by the higher amount."""
    before = 1 if facts["july"] in _PAID else 2
    return [_monthly(facts) * before + raised * (3 - before)]


_STAFF = counts("个", "俺厂一共{}职工")
_PAID = ("7月份的已经交了", "7月的俺厂交过了")
_DEFERRAL = _matter(
    "deferral",
    {
        "pay": Slot(_pay, _say_pay, _say_pay),
        "staff": Slot(speech.seldom(lambda chance: chance.randrange(6, 120), 1 / 2), _STAFF, _STAFF),
        "july": Slot(drawn_from(None, *_PAID, "7月份的还没交"), as_is, as_is),
    },
    ("俺这小企业能缓缴多少医保费？", "中小企业医保缓缴一共能缓多少钱？", "缓缴医保一共能缓多少？"),
    _deferral,
    asking("一月", ("那平均一个月缓多少？",), _deferral),
    also("缓的是哪几个月？|从几月缓到几月？", lambda f: ["8月到" if f["july"] in _PAID else "7月到"]),
    adding("全厂职工个人那部分每月一共{}，这三个月个人的还得交多少？", _large, lambda f, own: [own * 3]),
    adding(
        "要是再加{}个人，一共能缓多少？",
        drawn_from(2, 3, 5, 10),
        lambda f, more: [(f["staff"] + more) * f["pay"][1] * 3],
        lambda f: f["staff"] is not None,
        as_is,
    ),
    adding("俺还有个分厂，每月单位交{}，两个厂一共能缓缴多少？", _large, lambda f, other: [(_monthly(f) + other) * 3]),
    adding("9月份起每月变成{}，这三个月一共能缓多少？", _large, _raised, lambda f: f["staff"] is None),
    doubted(_deferral, lambda f: _monthly(f) * 2),
    fits=lambda f: (f["pay"][0] == "每人") == (f["staff"] is not None),
)

MATTERS = (_CHRONIC, _CHRONIC_BACK, _DRUGS, _DRUGS_BACK, _OFFSITE, _OFFSITE_BACK, _TCM, _TCM_BACK, _DEFERRAL)
