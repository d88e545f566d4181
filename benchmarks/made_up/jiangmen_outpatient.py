"""Jiangmen's ordinary outpatient matters, worked out from the hotline of 2022-12-23."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from benchmarks.made_up.matter import Facts, Follow, Matter, Slot, Told
from benchmarks.made_up.speech import asking, bill, counts, doubts, drawn_from, fen, seldom, sums, wen, worded

DAY = date(2022, 12, 23)
_NOW, _BEFORE, _NEXT = "now", "before", "next"
_RATES = {
    _BEFORE: {"一级": {"在职": 70, "居民": 70}, "二级": {"在职": 50}},
    _NOW: {"一级": {"在职": 75, "退休": 80, "居民": 75}, "二级": {"在职": 60, "退休": 65}},
}
"""In per cent. What retirees got before the change, and residents at higher hospitals, the hotline doesn't tell."""
_CAPS = {_BEFORE: {"一级": 50, "二级": 40}, _NOW: {"一级": 80, "二级": 70}, _NEXT: {"一级": 85, "二级": 75}}
"""A month; of employees only. The second and the third level are alike."""

_WHO = worded(
    {
        "在职": ("我系在职职工", "我交职工医保，未退休", "我是职工医保在职的", "我返紧工，买嘅系职工医保"),
        "退休": ("我系退休职工", "我是职工医保的，退咗休", "我阿爸系职工医保退休人员"),
        "居民": ("我买嘅系居民医保", "我系城乡居民医保嘅", "我是居民医保"),
        "职工": ("我系职工医保", "我买嘅系职工医保", "我是交职工医保的"),
    }
)
_WHO_ELSE = worded(
    {
        "在职": ("在职职工", "职工医保在职嘅"),
        "退休": ("退休职工", "退咗休嘅职工"),
        "居民": ("居民医保", "居民医保嘅"),
        "职工": ("职工医保",),
    }
)
_LEVEL = worded(
    {
        "一级": ("喺一级医院睇嘅", "喺社区卫生服务中心睇", "定点系镇卫生院", "去未定级嘅门诊部睇", "在社区医院看的"),
        "二级": ("喺二级医院睇嘅", "定点系间二级医院", "在二级医院看的"),
        "三级": ("喺三级医院睇嘅", "定点系间三甲医院", "在三级医院看的"),
    }
)
_LEVEL_ELSE = worded(
    {
        "一级": ("喺一级医院睇", "喺社区卫生服务中心睇"),
        "二级": ("喺二级医院睇", "二级医院"),
        "三级": ("喺三级医院睇", "三级医院"),
    }
)
_WHEN = worded(
    {
        _BEFORE: ("系今年5月份睇嘅", "系今年7月1号改革之前睇嘅", "是今年四月份看的"),
        _NOW: ("系今年8月份睇嘅", "系7月改革之后睇嘅", "是今年十月份看的"),
    }
)
_WHEN_ELSE = worded({_BEFORE: ("系今年5月份睇嘅", "系改革前睇嘅"), _NOW: ("系今年9月份睇嘅", "系改革后睇嘅")})
_STANDARD = worded(
    {_BEFORE: ("都系7月改革之前嘅月份", "按改革前嘅标准"), _NOW: ("按改革后嘅标准", "都系7月以后嘅月份")}
)
_STANDARD_ELSE = worded({_BEFORE: ("按改革前嘅标准",), _NOW: ("按改革后嘅标准",)})


def _level_slot() -> Slot:
    return Slot(drawn_from("一级", "二级", "三级"), _LEVEL, _LEVEL_ELSE)


def _when_slot() -> Slot:
    return Slot(drawn_from(None, None, None, None, _BEFORE, _BEFORE, _NOW), _WHEN, _WHEN_ELSE)


def _rate(facts: Facts) -> Decimal | None:
    """The share paid, from 0 to 1; `None` where the hotline tells none."""
    period = _BEFORE if facts.get("when") == _BEFORE else _NOW
    level = "一级" if facts["level"] == "一级" else "二级"
    rate = _RATES[period][level].get(facts["who"])
    return None if rate is None else Decimal(rate) / 100


def _sure_rate(facts: Facts) -> Decimal:
    rate = _rate(facts)
    assert rate is not None
    return rate


def _cap(facts: Facts) -> Decimal:
    """The most that is paid in a month; for residents there is none that is told."""
    if facts.get("who") == "居民":
        return Decimal("Infinity")
    return Decimal(_CAPS[facts.get("when") or _NOW]["一级" if facts["level"] == "一级" else "二级"])


def _paid(facts: Facts) -> Decimal:
    """What is paid for a visit after what was paid in its month already."""
    left = _cap(facts) - (facts.get("used") or 0)
    inside: Decimal = facts["cost"] - (facts.get("outside") or 0)
    return min(inside * _sure_rate(facts), left)


def _outpatient(facts: Facts) -> Told:
    return [fen(facts["cost"] - _paid(facts) if facts.get("asked") == "self" else _paid(facts))]


def _outpatient_fits(facts: Facts) -> bool:
    used, outside = facts["used"] or 0, facts["outside"] or 0
    return (
        _rate(facts) is not None
        and not (facts["who"] == "居民" and used)
        and used <= _cap(facts)
        and outside < facts["cost"]
    )


def _plain(facts: Facts) -> bool:
    """Whether nothing is told that one visit has and another hasn't."""
    return facts["used"] is None and facts["outside"] is None


def _visit_again(chance: Random, facts: Facts) -> Follow:
    """One more visit in the same month, alone or with the first."""
    more = bill(chance, 20, 90)
    left = _cap(facts) - (facts["used"] or 0) - _paid(facts)
    paid = min(more * _sure_rate(facts), left)
    again = chance.choice(("同一个月后来又睇咗一次门诊，用咗{}", "当月又去睇多一次，门诊费{}"))
    asks, told = chance.choice((("呢次可以报几多？", paid), ("两次加埋一共报几多？", paid + _paid(facts))))
    return Follow(f"{again.format(wen(chance, more))}，{asks}", [fen(told)])


def _visit_last_month(chance: Random, facts: Facts) -> Follow | None:
    if facts["when"]:
        return None
    more = bill(chance, 30, 200)
    told = _paid({**facts, "cost": more, "used": None, "outside": None})
    return Follow(f"上个月都喺呢度睇过一次门诊，用咗{wen(chance, more)}，上个月嗰次可以报几多？", [fen(told)])


def _visit_relative(chance: Random, facts: Facts) -> Follow | None:
    """A relative of the other group with the same bill."""
    relatives = {"在职": "我个仔系在职职工", "退休": "我阿妈系退休职工", "居民": "我老婆买嘅系居民医保"}
    who = chance.choice(tuple(relatives))
    other = {**facts, "who": who, "asked": None}
    if who == facts["who"] or not _plain(facts) or _rate(other) is None:
        return None
    asks = chance.choice(("都喺同一间医院睇门诊，都系用咁多钱，可以报几多？", "同样花咁多，佢可以报几多？"))
    return Follow(f"{relatives[who]}，{asks}", _outpatient(other))


def _visit_sides(chance: Random, facts: Facts) -> Follow | None:
    """A hospital of the first level beside one above it."""
    if facts["who"] == "居民":
        return None
    first, second = (_paid({**facts, "level": level}) for level in ("一级", "二级"))
    higher = chance.choice(("二级医院", "三级医院"))
    says = f"如果喺社区卫生服务中心同喺{higher}睇比一比，各报几多，差几多？"
    return Follow(says, [fen(first), fen(second), fen(abs(first - second))])


def _visit_change(chance: Random, facts: Facts) -> Follow | None:
    """Before the change and after it side by side, or how much more there is."""
    if facts["who"] == "退休" or facts["used"]:
        return None
    before, now = (_paid({**facts, "when": when}) for when in (_BEFORE, _NOW))
    told = [fen(before), fen(now), fen(now - before)]
    sides = Follow("改革前同改革后各报几多，差几多？", told)
    return chance.choice((sides, Follow("改革之后比改革之前多报几多？", told[2:])))


def _visit_half_year(chance: Random, facts: Facts) -> Follow | None:
    """The same every month from the change to the end of the year."""
    if not _plain(facts) or facts["when"] == _BEFORE:
        return None
    says = "如果7月到12月每个月都睇一次、每次都用咁多，六个月加埋一共可以报几多？"
    return Follow(says, [fen(_paid(facts) * 6)])


def _visit_next_year(chance: Random, facts: Facts) -> Follow | None:
    if facts["who"] == "居民" or facts["when"] or not _plain(facts):
        return None
    says = chance.choice(("如果系明年1月先去睇呢，报几多？", "拖到2023年先睇，可以报几多？"))
    return Follow(says, [fen(_paid({**facts, "when": _NEXT}))])


OUTPATIENT = Matter(
    "jiangmen.outpatient",
    "jiangmen",
    DAY,
    {
        "who": Slot(drawn_from("在职", "在职", "退休", "退休", "居民"), _WHO, _WHO_ELSE),
        "level": _level_slot(),
        "cost": Slot(
            lambda chance: Decimal(100) if chance.random() < 1 / 10 else bill(chance, 30, 260),
            sums("用咗{}", "门诊费一共{}", "花了{}", "费用系{}"),
            sums("用咗{}", "门诊费系{}", "费用是{}"),
        ),
        "used": Slot(
            seldom(lambda chance: Decimal(chance.randrange(5, 85, 5))),
            sums("当月前面已经报咗{}", "当月已经报过{}", "同一个月入面已经报销咗{}"),
            sums("当月已经报咗{}"),
        ),
        "outside": Slot(
            seldom(lambda chance: Decimal(chance.randrange(5, 60, 5)), 1 / 5),
            sums("其中{}系目录外嘅自费药", "里面有{}唔喺医保目录入面"),
            sums("目录外嘅系{}"),
        ),
        "when": _when_slot(),
    },
    ("睇普通门诊可以报几多？", "门诊可以报返几多钱？", "呢次门诊医保报几多？", "看门诊能报多少？", "门诊报销几多啊？"),
    _outpatient,
    follows=(
        asking("self", ("咁自己要畀几多？", "自己要掏几多钱？", "自付几多？"), _outpatient),
        _visit_again,
        _visit_last_month,
        _visit_relative,
        _visit_sides,
        _visit_change,
        _visit_half_year,
        _visit_next_year,
        doubts(_outpatient),
    ),
    fits=_outpatient_fits,
)

_SPEND = ("咁目录内嘅费用仲可以睇几多钱先用完个额度？", "仲要花几多门诊费先用满？")


def _room(facts: Facts) -> Told:
    left = _cap(facts) - facts["used"]
    return [fen(left / _sure_rate(facts) if facts.get("asked") == "spend" else left)]


def _room_fits(facts: Facts) -> bool:
    rated = _rate(facts) is not None or (facts["who"] == "职工" and facts.get("asked") is None)
    return facts["used"] <= _cap(facts) and rated


def _room_visit(chance: Random, facts: Facts) -> Follow | None:
    if facts["who"] == "职工":
        return None
    more = bill(chance, 20, 120)
    return Follow(f"同月再睇一次，用{wen(chance, more)}，可以报几多？", [fen(_paid({**facts, "cost": more}))])


def _room_more(chance: Random, facts: Facts) -> Follow | None:
    """Something more that was paid in the month."""
    more = Decimal(chance.randrange(5, 40, 5))
    used = {**facts, "used": facts["used"] + more, "asked": None}
    return Follow(f"同月后来又报咗{wen(chance, more)}，咁额度仲剩几多？", _room(used)) if _room_fits(used) else None


def _room_next_year(chance: Random, facts: Facts) -> Follow | None:
    if facts["when"]:
        return None
    return Follow("过咗年到2023年1月，每个月嘅门诊限额系几多？", [_cap({**facts, "when": _NEXT})])


ROOM = Matter(
    "jiangmen.outpatient.room",
    "jiangmen",
    DAY,
    {
        "who": Slot(drawn_from("在职", "退休", "职工"), _WHO, _WHO_ELSE),
        "level": _level_slot(),
        "used": Slot(
            lambda chance: Decimal(chance.choice((40, 50, 70, 80, *range(5, 80, 5), 23, 36, 52, 68))),
            sums("当月已经报咗{}", "当月门诊报过{}", "同一个月已经报销了{}"),
            sums("当月已经报咗{}", "报咗{}"),
        ),
        "when": _when_slot(),
    },
    ("门诊限额仲剩几多？", "当月嘅门诊额度仲有几多可以报？", "门诊还能再报多少？", "个门诊限额仲剩返几多钱？"),
    _room,
    follows=(
        asking("spend", _SPEND, _room, lambda facts: facts["who"] != "职工"),
        _room_visit,
        _room_more,
        _room_next_year,
        doubts(_room),
    ),
    fits=_room_fits,
)


def _from_paid_sum(facts: Facts) -> Decimal:
    return _cap(facts) if facts["paid"] == "full" else Decimal(facts["paid"])


def _from_paid(facts: Facts) -> Told:
    paid = _from_paid_sum(facts)
    bill_whole = paid / _sure_rate(facts)
    return [fen(bill_whole - paid if facts.get("asked") == "self" else bill_whole)]


def _from_paid_fits(facts: Facts) -> bool:
    return _rate(facts) is not None and (facts["paid"] == "full" or facts["paid"] <= _cap(facts))


def _say_paid(chance: Random, value: Decimal | str) -> str:
    if isinstance(value, str):
        return chance.choice(("啱啱好报满当月限额", "当月嘅限额刚好用满", "啱啱好报到封顶，冇超"))
    return chance.choice(("医保报咗{}", "报销返{}", "医保付了{}")).format(wen(chance, value))


def _from_paid_relative(chance: Random, facts: Facts) -> Follow | None:
    who, says = {"在职": ("退休", "我老窦系退休职工"), "退休": ("在职", "我个女系在职职工")}[facts["who"]]
    other = {**facts, "who": who, "asked": None}
    if not _from_paid_fits(other):
        return None
    return Follow(f"{says}，喺同一间医院都系报咁多，佢门诊一共花咗几多？", _from_paid(other))


def _from_paid_month(chance: Random, facts: Facts) -> Follow | None:
    """Another month's, alone or with the first."""
    paid = Decimal(chance.randrange(12, 66, 3))
    other = {**facts, "paid": paid, "asked": None}
    if facts["when"] or not _from_paid_fits(other):
        return None
    one = fen(paid / _sure_rate(facts))
    both = (paid + _from_paid_sum(facts)) / _sure_rate(facts)
    asks, told = chance.choice((("嗰个月总费用系几多？", one), ("两个月嘅门诊费加埋系几多？", fen(both))))
    if told - one not in (0, _from_paid({**facts, "asked": None})[0]):
        return None  # The fen come out otherwise when each month is rounded.
    return Follow(f"上个月就报咗{wen(chance, paid)}，{asks}", [told])


FROM_PAID = Matter(
    "jiangmen.outpatient.from_paid",
    "jiangmen",
    DAY,
    {
        "who": Slot(drawn_from("在职", "退休"), _WHO, _WHO_ELSE),
        "level": _level_slot(),
        "paid": Slot(
            lambda chance: chance.choice(("full", "full", *(Decimal(one) for one in range(15, 81, 3)), Decimal(70))),
            _say_paid,
            lambda chance, value: "报满当月限额" if value == "full" else _say_paid(chance, value),
        ),
        "when": _when_slot(),
    },
    ("目录内嘅门诊费总共系几多？", "睇门诊总共花咗几多钱？", "倒推返去门诊一共用咗几多？", "门诊总费用是多少？"),
    _from_paid,
    follows=(
        asking("self", ("自己畀咗几多？", "咁自己掏咗几多？"), _from_paid),
        _from_paid_relative,
        _from_paid_month,
        doubts(_from_paid),
    ),
    fits=_from_paid_fits,
)


def _full_months(facts: Facts) -> Told:
    return [_cap(facts) * facts["months"]]


def _full_months_couple(chance: Random, facts: Facts) -> Follow:
    says = "我老公都系职工医保，佢一样个个月用满，两公婆加埋一共几多？"
    return Follow(says, [_cap(facts) * facts["months"] * 2])


def _full_months_sides(chance: Random, facts: Facts) -> Follow:
    told = [_cap({**facts, "level": level}) * facts["months"] for level in ("一级", "二级")]
    return Follow("如果系一级医院同三级医院比，各最多报几多钱，差几多？", [*told, told[0] - told[1]])


def _full_months_change(chance: Random, facts: Facts) -> Follow | None:
    if facts["when"]:
        return None
    more = _cap(facts) - _cap({**facts, "when": _BEFORE})
    return Follow("比改革前同样几个月多几多？", [more * facts["months"]])


def _full_months_years(chance: Random, facts: Facts) -> Follow:
    """Another stretch: half a year of the old limit, the year of the change, or the year after it."""
    before, now, later = (_cap({**facts, "when": when}) for when in (_BEFORE, _NOW, _NEXT))
    half = Follow("如果系今年1月到6月个个月都用满呢？", [before * 6])
    year = Follow("今年1月到12月个个月都用满，一共几多？", [before * 6 + now * 6])
    return chance.choice((half, year, Follow("2023年全年12个月都用满，一共几多？", [later * 12])))


FULL_MONTHS = Matter(
    "jiangmen.outpatient.full_months",
    "jiangmen",
    DAY,
    {
        "level": _level_slot(),
        "months": Slot(
            lambda chance: chance.randint(2, 6),
            counts("个月", "{}都用满门诊额度", "连续{}个个月用满", "{}都报到封顶"),
            counts("个月", "{}都用满"),
        ),
        "when": Slot(drawn_from(None, None, None, _BEFORE, _NOW), _STANDARD, _STANDARD_ELSE),
    },
    ("门诊额度加埋一共最多报几多？", "门诊限额一共最多可以报几多钱？", "门诊最多总共能报多少？"),
    _full_months,
    follows=(_full_months_couple, _full_months_sides, _full_months_change, _full_months_years, doubts(_full_months)),
    opening=("我系职工医保", "我买职工医保嘅", "职工医保"),
)

MATTERS: tuple[Matter, ...] = (OUTPATIENT, ROOM, FROM_PAID, FULL_MONTHS)
