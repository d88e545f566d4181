"""The caller's own case against what the documents have of all: a mean of money a head, or the rate that was paid.

Finds the mean or the rate, if that is sure; which numbers are the caller's own is told by their kinds, and what they
are held against must be counted alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from assistant.dialogue.arithmetic import operation_words as words
from assistant.dialogue.arithmetic.operations import Formula
from assistant.dialogue.arithmetic.quoting import Operand, Quoted
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import write
from assistant.policy.model import Statement, Unit
from assistant.text.numerals import Quantity, QuantityKind

_MUCH = words.MUCH
_OF_ALL = re.compile(r"平均|人均|次均|户均|笔均|均数|均值")
# What an own sum is a month isn't a mean of all.
_A_MONTH = re.compile(r"(?:平均|均摊|匀)(?:下来|算|到|摊|是)*(?:每|一|1)个?月")
_MEAN_LABEL = re.compile(r"平均")
_TIMED = re.compile(r"每月|月均|增|降")
# What a mean is spread over, as callers and labels have it.
_EACH = (
    (re.compile(r"人均|(?:一|每)个?(?:人|位|名)(?!次)"), re.compile(r"每(?:个人|人|位|名)(?!次)")),
    (re.compile(r"次均|(?:一|每)(?:次|回|趟|人次)|住(?:一|1)次"), re.compile(r"每(?:人次|次)")),
    (re.compile(r"笔均|(?:一|每)(?:笔|单|张)"), re.compile(r"每笔")),
)
# Whether it is what was paid by the fund, what was borne or what all of it cost.
_NATURES = (
    (re.compile(r"自付|自负|自费|(?:自己|自家|个人|自个儿?)[^,.?!;]{0,4}(?:付|掏|出|负担|承担|花|俾|贴)"),
     re.compile(r"自付")),
    (re.compile(r"报|赔|返还"), re.compile(r"报销|赔")),
    (re.compile(r"花|用|费|单子|账单"), re.compile(r"费用")),
)
_WHICH_WAY = re.compile(
    r"(?:是|系)?[高多](?:了|出|啲|点|些|的)?,?(?:还是|定系|定|抑或|是|或者|还|,)*[低少](?!保)|"
    r"(?:是|系)?[低少](?:了|啲|点|些|的)?,?(?:还是|定系|定|抑或|是|或者|还|,)*[高多]|"
    r"(?:有没有|有冇|够不够|够唔够|够得到|超没超|超过没|达没达|到没到)[^,.?!;]{0,6}(?:平均|超|到|这个)")
_RATE = re.compile(rf"比例|比率|率|{_MUCH}成|百分|{_MUCH}个?点|这个|那个|平均")
_RATE_ITSELF = re.compile(rf"比例|比率|率|{_MUCH}成|百分|{_MUCH}个?点")
_RATE_LABEL = re.compile(r"(?:报销|自付|支付)比例$")
_NOT_OF_ALL = re.compile(r"最高|最低|目标")
_SELF = _NATURES[0][0]
_SELF_BEFORE = 10
# An own amount is so many times a mean at most, or the mean it.
MOST_TIMES = Decimal(50)
SAID, LEAD = 0.25, 0.08
_SUMS = (QuantityKind.MONEY, QuantityKind.NUMBER)
_ASKED_COUNT = re.compile(rf"{_MUCH}(?:万|个)?(?:人|家|户|笔|条|例|次|名)")
_SPENT = re.compile(r"(?:花|用|掏|付|报|赔|领|拿|出)[^,.?!;\d]{0,4}$")


def asks_which_way(text: str) -> bool:
    """Whether it is asked if something is more or less than what it is held against."""
    return bool(_WHICH_WAY.search(text))


def speaks_of_mean(text: str) -> bool:
    """Whether a mean over all is spoken of."""
    return bool(_OF_ALL.search(_A_MONTH.sub("", text)))


def own_sum(heard: Understood, quoted: Quoted) -> Quantity | None:
    """The one amount of money that is the caller's own; None if there isn't just one."""
    others = [q for q in quoted.others if _is_money(q)]
    if not others:
        others = [o.quantity for o in quoted.operands if not o.is_exact and _is_money(o.quantity)
                  and _SPENT.search(heard.text[: o.quantity.start])]
    if len(others) > 1:  # of a bill and what was paid of it, what the mean is of
        nature = next((heard_as for heard_as, _ in _NATURES if heard_as.search(_behind_mean(heard.text))), None)
        others = [q for q in others if nature and nature.search(_clause_before(heard.text, q))]
    return others[0] if len(others) == 1 else None


def _behind_mean(text: str) -> str:
    """What is said behind the word for a mean, which tells of what it is."""
    found = _OF_ALL.search(text)
    return text[found.end() :].partition(",")[0] if found else ""


def _clause_before(text: str, own: Quantity) -> str:
    """What is said before a number back to the number or clause before it."""
    return re.split(r"[,\d〇一二两三四五六七八九十百千万]", text[: own.start])[-1]


def is_spent(own: Quantity, text: str) -> bool:
    """Whether a bare number is money that somebody paid or got, as far as it isn't asked for in persons or things."""
    return _is_money(own) and bool(_SPENT.search(text[: own.start])) and not _ASKED_COUNT.search(text)


def mean_meant(own: Quantity, told: Iterable[Operand], said: str, text: str,
               likeness: Mapping[str, float], least: float) -> Operand | None:
    """The mean that an own amount is held against: of the same nature and spread as is said; None if not sure.

    `said` is the utterance with what it leans on, `text` the utterance, `likeness` how much of each label is said,
    of which it must be as much as `least`.
    """
    means = [o for o in told if _MEAN_LABEL.search(o.figure.label) and not _TIMED.search(o.figure.label)
             and o.figure.unit is Unit.YUAN and 1 / MOST_TIMES <= own.value / o.amount <= MOST_TIMES]
    for heard_as, labelled in _EACH:
        if heard_as.search(said):
            means = [o for o in means if labelled.search(o.figure.label)]
            break
    before = _clause_before(text, own)
    nature = next((labelled for heard_as, labelled in _NATURES if heard_as.search(before)), None) or next(
        (labelled for heard_as, labelled in _NATURES if heard_as.search(said)), None)
    means = [o for o in means if nature is None or nature.search(o.figure.label)]
    scored = sorted(means, key=lambda o: (-likeness[o.reference], o.reference))
    if len(scored) > 1 and likeness[scored[0].reference] - likeness[scored[1].reference] < LEAD:
        return None
    return scored[0] if scored and likeness[scored[0].reference] >= least else None


def own_pair(heard: Understood) -> tuple[Quantity, Quantity] | None:
    """What was paid of an own bill and the bill; None if not just two amounts are told."""
    sums = sorted((q for q in heard.quantities if _is_money(q) and q.value > 1), key=lambda q: q.value)
    if len(sums) != 2 or sums[0].value == sums[1].value or not _RATE.search(heard.text):
        return None
    return sums[0], sums[1]


def rate_meant(told: Iterable[Operand], *, own_part: bool) -> Operand | None:
    """The one rate that all were paid, or that they bore by themselves."""
    rates = [o for o in told if _RATE_LABEL.search(o.figure.label) and o.figure.statement is Statement.STATISTIC
             and not _NOT_OF_ALL.search(o.figure.label) and ("自付" in o.figure.label) is own_part]
    return rates[0] if len(rates) == 1 else None


def asks_rate(text: str) -> bool:
    """Whether a rate is spoken of, and not only sums of money."""
    return bool(_RATE_ITSELF.search(text))


def bears_part(part: Quantity, text: str) -> bool:
    """Whether the smaller of two own amounts is what the caller bore, and not what was paid to him."""
    return bool(_SELF.search(text[max(0, part.start - _SELF_BEFORE) : part.start]))


def against_rate(rate: Operand, part: Quantity, whole: Quantity, text: str) -> Formula | None:
    """The rate of an own bill, and by how many points it is under or over that of all."""
    borne = bears_part(part, text)
    asks_borne = "自付" in rate.figure.label
    numerator = part.value if borne is asks_borne else whole.value - part.value
    exact = numerator / whole.value
    percent = (exact * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    about = "约" if percent != exact * 100 else ""
    told = f"{rate.figure.label}{write(rate.figure, rate.value)}"
    own = f"{numerator.normalize():f}元占{whole.value.normalize():f}元的{about}{percent.normalize():f}%"
    if exact == rate.amount:
        return None
    made, less = f"{numerator:f} / {whole.value:f}", exact < rate.amount
    made = f"{rate.reference} - {made}" if less else f"{made} - {rate.reference}"
    return Formula(made, Unit.POINTS, "", f"{own},比{told}{'低' if less else '高'}{{result}}。", "相差")


def holds_against(text: str) -> bool:
    """Whether an own rate is held against that of others."""
    return bool(re.search(r"比(?!例|率|重|较低)|跟|和|同|与|离|差", text))


def _is_money(quantity: Quantity) -> bool:
    return quantity.kind in _SUMS and quantity.measure not in ("人", "人次", "家", "户", "笔") and quantity.value > 0

