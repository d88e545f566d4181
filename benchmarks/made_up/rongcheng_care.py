"""Rongcheng's matters of medical aid and of giving birth, worked out from the interview of 2020-12-17."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random

from benchmarks.made_up import speech
from benchmarks.made_up.matter import Facts, Follow, Slot, Told
from benchmarks.made_up.speech import adding, also, beside, drawn_from, drawn_sum, either, gap, kinds, money, onward

DAY = date(2020, 12, 17)
matter = speech.matters_of("rongcheng", DAY)
day, _month = partial(speech.spoken_day, today=DAY), partial(speech.spoken_month, today=DAY)


def confirmed(
    form: str, truth: Callable[[Facts], Told], wrong: Callable[[Facts], Decimal]
) -> Callable[[Random, Facts], Follow | None]:
    """A number that the caller wants confirmed; where it is right the reply must tell of what, not just repeat it."""

    def follow(chance: Random, facts: Facts) -> Follow | None:
        right, other = (speech.fen(Decimal(number)) for number in (*truth(facts), wrong(facts)))
        number = chance.choice((right, other))
        says = either(chance, "那就是{}，没错吧？|是{}对吧？|我算的是{}，对不对？").format(money(chance, number))
        told = form.format(f"{right.normalize():f}") if number == right else right
        return None if facts.get("asked") else Follow(says, [told], facts)

    return follow


# Medical aid.

_AID_RATES = {"低保": ("0.7", "0.8"), "特困": ("0.7", "0.8"), "相对": ("0.5", "0.6")}
_LINE, _CAP = Decimal(20_000), Decimal(50_000)
_GROUPS = {
    "低保": "俺家是低保户|是吃低保的|属于低保户||低保户|低保的",
    "特困": "是特困供养的|属于特困供养对象|特困供养人员||特困供养的|特困供养对象",
    "相对": "俺家是相对贫困人口，不是低保也不是特困|是低保、特困以外的相对贫困人口|相对贫困的，低保特困都不是"
    "||低保、特困以外的相对贫困人口|相对贫困人口，低保特困除外",
}


def _by_rates(facts: Facts, own: Decimal) -> Decimal:
    below, above = (Decimal(rate) for rate in _AID_RATES[facts["group"]])
    return min(own, _LINE) * below + max(own - _LINE, Decimal(0)) * above


def _own_for(facts: Facts, aid: Decimal) -> Decimal:
    """What must be paid oneself to get this much aid."""
    below, above = (Decimal(rate) for rate in _AID_RATES[facts["group"]])
    return speech.fen(aid / below if aid <= _LINE * below else _LINE + (aid - _LINE * below) / above)


def _room(facts: Facts) -> Decimal:
    return _CAP - (facts["used"] or 0)


def _own(facts: Facts) -> Decimal:
    return Decimal(facts["own"] if "own" in facts else facts["total"] - facts["insured"])


def _aid(facts: Facts) -> Decimal:
    return min(speech.fen(_by_rates(facts, _own(facts) - (facts["outside"] or 0))), _room(facts))


def _aid_fits(facts: Facts) -> bool:
    """Chronic care has a rate up to the line only; whether the line is met each time or once a year isn't told."""
    within, used = _own(facts) - (facts["outside"] or 0), _CAP - _room(facts)
    by_year = min(_by_rates(facts, _own_for(facts, used) + within), _CAP) - used
    return within > 0 and (facts["care"] == "住院" or within <= _LINE) and abs(by_year - _aid(facts)) < 1


def _aid_truth(facts: Facts) -> Told:
    return [_own(facts) - _aid(facts) if facts.get("asked") == "自付" else _aid(facts)]


def _plain_aid(facts: Facts) -> bool:
    return facts["outside"] is None and facts["used"] is None


def _aid_own(chance: Random) -> Decimal:
    low, high = drawn_sum(chance, 900, 19_900, 100, cents=True), drawn_sum(chance, 20_500, 95_000, 500)
    return chance.choice((_LINE, Decimal(65_000), high, high, low, low, low))


def _one_more_stay(chance: Random, facts: Facts) -> Follow | None:
    more = drawn_sum(chance, 500, 8000, 100)
    if not _plain_aid(facts) or facts["care"] != "住院" or _own(facts) + more > _LINE:
        return None
    asks, own = chance.choice((("这一回能救助多少", more), ("两回加起来一共救助多少", _own(facts) + more)))
    return Follow(f"后来又住了一回院，报完自付{money(chance, more)}，{asks}？", [_by_rates(facts, own)])


def _target(facts: Facts) -> Decimal:
    return _room(facts) if facts["target"] == "满" else Decimal(facts["target"])


def _needed(facts: Facts) -> Decimal:
    return _own_for(facts, _target(facts))


def _say_target(chance: Random, target: int | str) -> str:
    full, some = "想把今年的救助限额用满|想把全年的救助限额都领满", "想领到{}的医疗救助|要领够{}的医疗救助"
    return either(chance, full if target == "满" else some).format(
        "" if target == "满" else money(chance, Decimal(target))
    )


_AID_SLOTS = {
    "group": kinds(_GROUPS),
    "care": kinds(
        {
            "住院": "是住院|住的院|住了一回院||住院|住院的",
            "慢病": "是门诊慢性病|看的门诊慢性病|不是住院，是门诊慢性病||门诊慢性病|门诊慢性病的",
        }
    ),
    "outside": gap(
        drawn_from(*[None] * 24, 200, 500, 1200, 3000), "自付里目录外自费的有{}|自付里{}是目录外自费||目录外自费{}"
    ),
    "used": gap(
        drawn_from(*[None] * 24, 2000, 5000, 7000, 44_000, 45_000, 48_000),
        "今年已经救助过{}|今年前头已经领过{}的救助||今年已经救助过{}",
    ),
}
_AID_OWN = {
    "aid.amount": {"own": gap(_aid_own, "报完自付还有{}|大病保险也报完了，个人自付{}|报销完了自己还得付{}||自付{}")},
    "aid.amount.from_total": {
        "total": gap(lambda chance: drawn_sum(chance, 4000, 120_000, 500), "总费用{}|看病一共花了{}||总费用{}"),
        "insured": gap(
            lambda chance: drawn_sum(chance, 2000, 60_000, 500), "医保加大病保险一共报了{}||医保和大病保险报了{}"
        ),
    },
}
_AID_ASKS = ("医疗救助能给多少？", "医疗救助能领多少钱？", "医疗救助能救助多少？")
_AID_FOLLOWS = (
    speech.asking("自付", ("那救助完俺自己还得掏多少？", "救助以后自己还剩多少要付？"), _aid_truth),
    beside("俺邻居是{}，自付跟俺一样，俩人各救助多少，差多少？", _aid, "group", _GROUPS, _plain_aid),
    _one_more_stay,
    also("领完这回，今年的救助限额还剩多少？", lambda f: [_room(f) - _aid(f)], lambda f: _room(f) > _aid(f)),
    confirmed("救助{}元", _aid_truth, lambda f: _own(f) * Decimal(_AID_RATES[f["group"]][0])),
)
_AID_MATTERS = (
    *(
        matter(name, {**own, **_AID_SLOTS}, _AID_ASKS, _aid_truth, *_AID_FOLLOWS, fits=_aid_fits)
        for name, own in _AID_OWN.items()
    ),
    matter(
        "aid.to_use_up",
        {
            "group": kinds(_GROUPS),
            "target": Slot(
                drawn_from("满", "满", 6000, 10_000, 14_000, 20_000, 30_000, 45_000),
                _say_target,
                lambda chance, target: "领满全年的限额" if target == "满" else f"领{money(chance, target)}的救助",
            ),
            "used": gap(
                drawn_from(*[None] * 16, 3000, 6000, 10_000),
                "今年门诊慢性病已经救助过{}|今年看门诊慢性病已经领过{}的救助||门诊慢性病已经救助过{}",
            ),
        },
        ("住院自付得到多少才行？", "住院自付到多少才够？", "住一回院，自付得多少才能领到？"),
        lambda f: [_needed(f)],
        also("那救助完自己还剩多少要掏？", lambda f: [_needed(f) - _target(f)]),
        beside("要是{}呢，想领的救助一样，跟俺各得自付到多少，差多少？", _needed, "group", _GROUPS),
        adding(
            "那要是只自付了{}，能救助多少？",
            lambda chance: drawn_sum(chance, 3000, 50_000, 1000),
            lambda f, own: [_by_rates(f, own)],
            lambda f: f["used"] is None,
        ),
        confirmed("自付到{}元", lambda f: [_needed(f)], lambda f: _target(f) / Decimal(_AID_RATES[f["group"]][0])),
        fits=lambda f: _target(f) <= _room(f),
    ),
)


# What giving birth is paid with, and after how many months.

_STANDARD = {("职工", "顺产"): 2800, ("职工", "剖宫产"): 3800, ("居民", "顺产"): 2800, ("居民", "剖宫产"): 2800}
_CHECKUP = 800
_MONTHS_FOR = {"医疗": 3, "津贴": 12}
_SCHEMES = {
    "职工": "俺是职工医保|俺媳妇交的是职工医保|有单位，交的职工医保||职工医保|职工医保的",
    "居民": "居民医保|俺媳妇交的是居民医保|没有单位，交的居民医保||居民医保|居民医保的",
}
_DELIVERIES = {"顺产": "顺产的|是顺产||顺产|顺产的", "剖宫产": "剖宫产的|是剖宫产|剖腹产的||剖宫产|剖宫产的"}
_SAY_MONTHS = "职工医保连续交了{}|职工医保已经连续足额交了{}|单位给连续交了{}的职工医保||连续交了{}"


def _missing(facts: Facts, asked: str) -> int:
    """Months of contributions that are missing; those not told are enough."""
    return 0 if facts["months"] is None else max(_MONTHS_FOR[asked] - facts["months"], 0)


def _birth_paid(facts: Facts) -> Decimal:
    cost: Decimal = facts["cost"]
    standard = _STANDARD[facts["scheme"], facts["delivery"]]
    return min(cost, Decimal(standard)) + (0 if facts["checkup"] is None else _CHECKUP)


def _birth(facts: Facts) -> Told:
    """What is paid; a checkup of 0 is one whose cost isn't told."""
    if _missing(facts, "医疗"):
        return ["不能享受"]
    paid = _birth_paid(facts)
    return [facts["cost"] + (facts["checkup"] or 0) - paid if facts.get("asked") == "自付" else paid]


def _birth_cost(chance: Random) -> Decimal:
    return chance.choice((Decimal(2800), Decimal(3800), *[drawn_sum(chance, 1800, 6500, 50, cents=True)] * 4))


def _say_checkup(chance: Random, cost: int) -> str:
    known, unknown = "孕检花了{}，也一块儿算上|孕检还花了{}，连孕检一起算", "孕检也一块儿算上|连孕检一起算"
    return either(chance, known if cost else unknown).format(money(chance, cost))


def _plain_birth(facts: Facts) -> bool:
    return facts["checkup"] is None and facts["months"] is None


def _eligible(facts: Facts) -> Told:
    if missing := _missing(facts, facts["asked"]):
        return ["不能", f"差{missing}个月"]
    return ["可以享受职工生育医疗" if facts["asked"] == "医疗" else "符合领生育津贴"]


_BIRTH_MATTERS = (
    matter(
        "maternity.amount",
        {
            "scheme": kinds(_SCHEMES),
            "delivery": kinds(_DELIVERIES),
            "cost": gap(_birth_cost, "住院生孩子花了{}|生孩子花了{}|生孩子的医疗费是{}||生孩子花了{}"),
            "checkup": Slot(drawn_from(*[None] * 10, 0, 0, 800, 1000, 1260), _say_checkup),
            "months": gap(drawn_from(*[None] * 20, 2, 3, 8), _SAY_MONTHS, speech.spoken_months),
        },
        ("生育医疗费能报多少？", "生孩子医保给报多少？", "生孩子能报多少钱？", "生育这块能报销多少啊？"),
        _birth,
        speech.asking(
            "自付",
            ("那俺自己得掏多少？", "自己一共要出多少钱？"),
            _birth,
            lambda f: f["checkup"] != 0 and not _missing(f, "医疗"),
        ),
        beside("俺妯娌是{}，生法跟花的钱都一样，俺俩各报多少，差多少？", _birth_paid, "scheme", _SCHEMES, _plain_birth),
        beside("要是{}呢，花一样的钱，两样各报多少，差多少？", _birth_paid, "delivery", _DELIVERIES, _plain_birth),
        also(
            "孕检也算上，一共能报多少？|要是连孕检一起算，一共报多少？",
            lambda f: [_birth_paid(f) + _CHECKUP],
            lambda f: f["scheme"] == "职工" and _plain_birth(f),
        ),
        fits=lambda f: f["scheme"] == "职工" or _plain_birth(f),
    ),
    matter(
        "maternity.eligibility",
        {
            "months": gap(drawn_from(*range(1, 15), 3, 12, 18), _SAY_MONTHS, speech.spoken_months),
            "asked": kinds(
                {
                    "医疗": "想报生育医疗费|要享受生育医疗待遇||生育医疗费|生育医疗待遇",
                    "津贴": "想领生育津贴|要领生育津贴||生育津贴|领生育津贴",
                }
            ),
        },
        ("生孩子的待遇，交的月数够不够？", "生育待遇够不够条件？", "生育这块，缴费时间够了没有？"),
        _eligible,
        onward("那要是再连着交{}呢？", drawn_from(1, 2, 4, 7), "months", _eligible, speech.spoken_months),
        onward(
            "俺同事连续交了{}，她呢？",
            drawn_from(1, 2, 3, 9, 11, 12, 15),
            lambda f, months: {**f, "months": months},
            _eligible,
            speech.spoken_months,
        ),
        also("那还差几个月？|还得交几个月才够？", lambda f: _eligible(f)[1:], lambda f: _missing(f, f["asked"]) > 0),
    ),
)


# The allowance for giving birth.

_BIRTHS = {
    "顺产": "俺是顺产|顺产的||顺产|顺产的",
    "难产": "难产|医院写的是难产||难产|难产的",
    "剖宫产": "剖宫产，没算难产|剖腹产的，不是难产||剖宫产、没算难产的|剖宫产，不算难产",
}
_BABIES = {1: "就生了一个|单胎||单胎|生一个", 2: "双胞胎|一胎生了俩||双胞胎|一胎生俩", 3: "三胞胎||三胞胎|一胎生三个"}
_DAYS, _MORE_DAYS = 98, 15
_BIRTH_SLOTS = {"birth": kinds(_BIRTHS), "babies": kinds(_BABIES)}
_LONG = gap(drawn_from(*[None] * 30, 5, 10, 11, 12, 14, 24), _SAY_MONTHS, speech.spoken_months)
_START = drawn_from(*(speech.months_later(date(2019, 6, 1), number) for number in range(20)))


def _days(facts: Facts) -> Decimal:
    return Decimal(_DAYS + _MORE_DAYS * ((facts["birth"] == "难产") + facts["babies"] - 1))


def _too_short(facts: Facts) -> Told:
    return ["不能领生育津贴", f"差{missing}个月"] if (missing := _missing(facts, "津贴")) else []


def _days_told(facts: Facts) -> Told:
    """Replies compare every case with the plain one, so its number alone says nothing."""
    return _too_short(facts) or [_days(facts) if _days(facts) > _DAYS else f"一共{_DAYS}天"]


def _entitled(facts: Facts) -> bool:
    return not _too_short(facts)


def _pay(facts: Facts) -> Decimal:
    return speech.fen(_days(facts) * facts["daily"])


def _first_day(chance: Random) -> date:
    return date(2020, 9, 1) + timedelta(chance.randrange(210))


def _until(facts: Facts, first: date | None = None) -> Told:
    """The first day counts."""
    return [speech.shown((first or facts["first"]) + timedelta(int(_days(facts)) - 1))]


def _since(facts: Facts, asked: str = "津贴") -> Told:
    return [speech.shown(speech.months_later(facts["start"], _MONTHS_FOR[asked])).removesuffix("1日")]


def _colleague_pay(chance: Random, facts: Facts) -> Follow | None:
    daily = facts["daily"] + chance.choice((-20, 15, 30))
    one, two = _pay(facts), _pay({**facts, "daily": daily})
    says = f"俺同事一天{money(chance, daily)}，别的跟俺一样，俺俩各领多少，差多少？"
    return Follow(says, [one, two, abs(one - two)]) if _entitled(facts) else None


_ALLOWANCE_MATTERS = (
    matter(
        "allowance.total_days",
        {**_BIRTH_SLOTS, "months": _LONG},
        ("生育津贴一共多少天？", "生育津贴能享受多少天？", "生育津贴给多少天？", "生育津贴能领几天啊？"),
        _days_told,
        also("比顺产生一个的多几天？", lambda f: [_days(f) - _DAYS], lambda f: _entitled(f) and _days(f) > _DAYS),
        beside("俺嫂子是{}，别的跟俺一样，俺俩各多少天，差几天？", _days, "birth", _BIRTHS, _entitled),
        beside("要是{}呢，别的不变，两样各多少天，差几天？", _days, "babies", _BABIES, _entitled),
        adding("要是津贴从{}开始算，到哪天为止？", _first_day, _until, _entitled, day),
        adding("一天{}，津贴一共领多少钱？", drawn_from(95, 140, 210), lambda f, n: [_days(f) * n], _entitled),
    ),
    matter(
        "allowance.pay",
        {
            **_BIRTH_SLOTS,
            "months": _LONG,
            "daily": gap(
                lambda chance: drawn_sum(chance, 70, 320, 5, cents=True),
                "一天按{}算|每天津贴是{}|津贴一天{}||一天{}|每天津贴{}",
            ),
        },
        ("生育津贴一共能领多少钱？", "生育津贴加起来一共多少钱？", "生育津贴总共给多少钱？"),
        lambda f: _too_short(f) or [_pay(f)],
        _colleague_pay,
        beside("俺嫂子是{}，别的跟俺一样，俺俩各领多少，差多少？", _pay, "birth", _BIRTHS, _entitled),
        also("那一共按多少天算的？", lambda f: [_days(f)], _entitled),
    ),
    matter(
        "allowance.until",
        {**_BIRTH_SLOTS, "first": gap(_first_day, "津贴从{}开始算|津贴是{}开始享受的||从{}开始算", day)},
        ("生育津贴到哪天为止？", "生育津贴享受到几号？", "生育津贴能领到哪一天？"),
        _until,
        onward(
            "要是晚{}天开始算，到哪天为止？",
            drawn_from(3, 5, 10, 15),
            lambda f, days: {**f, "first": f["first"] + timedelta(days)},
            _until,
            lambda chance, days: speech.chinese(days),
        ),
        also("那一共是多少天？", lambda f: [_days(f)]),
        adding("一天按{}算，津贴一共多少钱？", drawn_from(95, 140, 210), lambda f, daily: [_days(f) * daily]),
    ),
    matter(
        "allowance.since",
        {
            "start": gap(
                _START,
                "职工医保从{}开始连续交的|{}入的职，职工医保也从那个月开始交|{}开始交的职工医保，没断过||从{}开始交的",
                _month,
            )
        },
        ("最早几月份生才能领生育津贴？", "最早啥时候生孩子能领上生育津贴？", "最早哪个月生才够格领生育津贴？"),
        _since,
        also("那生育医疗费呢，最早几月生能报？", lambda f: _since(f, "医疗")),
        onward("俺同事{}开始交的，她最早几月生能领津贴？", _START, lambda _, start: {"start": start}, _since, _month),
    ),
)

CARE = (*_AID_MATTERS, *_BIRTH_MATTERS, *_ALLOWANCE_MATTERS)
