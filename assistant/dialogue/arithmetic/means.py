"""A named statistic spread over those it is of, over the months in which it ran up, or over months to come.

Finds the one figure that is named, and what it is to be spread over, if that is sure. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.dialogue.arithmetic import operation_words as words
from assistant.dialogue.arithmetic.named_before import per_month
from assistant.dialogue.arithmetic.named_operations import Question, Resolved, made_of, told_as
from assistant.dialogue.arithmetic.naming import List, family_of
from assistant.dialogue.arithmetic.operations import Formula, months_of
from assistant.dialogue.arithmetic.quoting import MONEY, UNSAID, Operand, Quoting
from assistant.dialogue.arithmetic.told_figures import covers
from assistant.policy.figures import Figures, base_amount
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Figure, Statement, Unit

_MUCH = words.MUCH
# A sum is spread over heads, and not what one of them has to pay asked for.
_SPREAD = re.compile(r"平均|均摊|分摊|摊|除(?!了|掉|去|开|外)|人均|平摊|匀|合(?=多少|几)|折合")
_OVER_HEADS = re.compile(
    r"人头|人均|(?:每|一)(?:个|名|位)?(?:参保|居民|职工|人|老百姓)|参保(?:的)?人(?:数|员)?[^,.?!;]{0,8}(?:头上|身上|摊|除|平均)|"
    r"(?:摊|平均|分)(?:到|给|落)[^,.?!;]{0,10}(?:人|头上|身上)")
# What the insured and the state put into a fund, as callers have it and as labels do.
_PUT_IN = (
    (re.compile(r"个人缴费|自付(?:的|了)?(?:那|这)?(?:笔|些)?(?:保费|参保费|钱)|(?:老百姓|大家|群众|村民|个人|自家|自己|各家|参保(?:的)?人)[^,.?!;财政补]{0,6}?(?:[交缴掏出]|付(?!的?比例))"
                r"(?:的|咗|了|上来)"), "个人缴费"),
    (re.compile(r"财政补助|(?:财政|政府|国家|上[头面]|公家|官府)[^,.?!;]{0,8}?(?:补|贴|出|拨|配套|掏|俾)"), "财政"),
)
# A fund's flow of a month.
_FUND = re.compile(r"居民|职工|基金|救助|统筹")
_SPENT_MONTHLY = re.compile(rf"(?:每个?|一个?)月[^,.?!;]{{0,2}}(?:花|支|用|收)(?:出|掉|了|到|进)*{_MUCH}")
_FUNDS = ("居民", "职工")
# The whole of what a fund took in, paid or has.
_WHOLE_OF_FUND = re.compile(
    r"(?:居民|职工)(?:医保|医疗保险|基金|这边|那边|那头|,)*的?(?:总|全部)?(?P<whole>支出|收入|累计结余)")
# A part that a label tells of a whole, without which it isn't named.
_PART_LABEL = re.compile(r"中的?(?P<part>跨省|本地|外地)")
_STANDARD = re.compile(r"(?<!不要)(?<!不是)(?<!别说)(?<!不问)(?<!不管)标准")
_HEADS = re.compile(r"参保人数$")
# How long a fund lasts if it goes on losing as it did.
_LASTS = re.compile(
    rf"(?:撑|顶|够|扛|挨|熬|维持|坚持|耗|亏|赔|用|吃|花|见底|捱|支)[^,.?!;]{{0,12}}?(?:{_MUCH}个?(?:月|年)|多久|几耐|好久)|"
    rf"(?:{_MUCH}个?月|多久|几耐|好久)[^,.?!;]{{0,8}}?(?:亏光|亏完|赔光|用完|用光|耗光|耗完|见底|花光|吃光|没了|冇晒|清空)")
_LOSES = re.compile(r"亏|赔(?!付)|蚀|赤字|收不抵支|入不敷出|倒贴|净(?:减|流出|支出|少|差)|窟窿|缺口|负(?:数|的)|短缺")
_ON_LIKE_THAT = re.compile(r"(?:照|像|按|就)(?:这|咯|咁|那|噉|该)(?:样|么|个)?|(?:这|咯|那)(?:样|么)[^,.?!;]{0,6}下去")
_SAVED, _BALANCE = "累计结余", "当期结余"
_PARENTHESES = re.compile(r"[(（].*?[)）]")
_OF_FUND = re.compile(r"基金|累计结余|当期结余|的|医保")
# So much of a label is said of a figure that is named, so much more than of any other, and so much of a fund's.
SAID, LEAD, FUND_SAID = 0.7, 0.1, 0.5
LASTING = "按净亏算的月数"


class Means:
    """Finds what is spread on one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, quoting: Quoting) -> None:
        self._knowledge, self._figures, self._quoting = knowledge, figures, quoting

    def per_head(self, text: str, area: str, day: date) -> Resolved | None:
        """A fund's sum spread over all that are insured in it; None if that isn't asked for, or which isn't sure."""
        if not (_SPREAD.search(text) and _OVER_HEADS.search(text)) or _STANDARD.search(text):
            return None
        told = self._told(area, day)
        heads = [o for o in told if _HEADS.search(o.figure.label)]
        families = {family_of(o.figure) for o in heads}
        sums = [o for o in told if o.dimension == "money" and family_of(o.figure) in families]
        whole = self._of_fund(sums, text) or self._named(sums, text)
        over = [o for o in heads if whole and family_of(o.figure) == family_of(whole.figure)]
        if whole is None or len(over) != 1:
            return None
        return _resolved("mean", (whole, over[0]))

    @staticmethod
    def _of_fund(sums: Sequence[Operand], text: str) -> Operand | None:
        """What was put into the one fund that is named, or all that it took in or paid; None if that isn't asked."""
        funds = [fund for fund in _FUNDS if fund in text]
        put_in = [labelled for heard_as, labelled in _PUT_IN if heard_as.search(text)]
        whole = _WHOLE_OF_FUND.search(text)
        if len(funds) != 1 or len(put_in) > 1 or not (put_in or whole):
            return None
        if put_in:
            found = [o for o in sums if funds[0] in o.figure.label and put_in[0] in o.figure.label]
        else:
            label = f"{funds[0]}医保基金{whole['whole']}" if whole else ""
            found = [o for o in sums if _PARENTHESES.sub("", o.figure.label) == label]
        return found[0] if len(found) == 1 else None

    def per_month(self, text: str, area: str, day: date) -> Resolved | None:
        """A month's mean of the one statistic that is named; None if that isn't asked for, or which isn't sure."""
        monthly = words.MONTHLY.search(text) or (_FUND.search(text) and _SPENT_MONTHLY.search(text))
        if not monthly or words.LASTS.search(text) or words.YEARLY.search(text):
            return None
        asked = re.search(rf"{_MUCH}(?P<measure>人次|[人家户笔名条例次种元钱块])", text)
        told = [o for o in self._told(area, day) if asked is None or o.figure.measure == asked["measure"]
                or (o.dimension == "money" and asked["measure"] in "元钱块")]
        named = self._named(told, text)
        return per_month((named,), List((named.figure.label,))) if named else None

    def lasting(self, text: str, before: str, area: str, day: date) -> Resolved | None:
        """For how many months a fund's savings cover what it loses a month; None if that isn't asked for or sure."""
        loses = _LOSES.search(text) or (_ON_LIKE_THAT.search(text) and _LOSES.search(before))
        if not (_LASTS.search(text) and loses):
            return None
        told = self._told(area, day)
        funds = [(saved, balance) for saved in told for balance in told
                 if saved.figure.label.endswith(_SAVED) and balance.amount < 0 < saved.amount
                 and balance.figure.label == saved.figure.label.replace(_SAVED, _BALANCE)]
        named = next(filter(None, ([fund for fund in funds if self._is_of_fund(fund[0], said)]
                                   for said in (text, before))), [])
        if len(named) != 1:
            return None
        (saved, balance), = named
        months = months_of(balance.value)
        made = Formula(f"{saved.reference} / (0 - {balance.reference}) * {months}", Unit.COUNT, "个月",
                       f"{told_as(balance)},是{months}个月净亏的;照这样每月一样亏,{told_as(saved)}够{{result}}(不计以后的变化)。",
                       LASTING)
        return Resolved(List((saved.figure.label, balance.figure.label)), (saved, balance), (made,), "lasting")

    def _is_of_fund(self, saved: Operand, said: str) -> bool:
        """Whether a text names the fund that a figure is of, or the latter word of its name (救助)."""
        fund = _OF_FUND.sub("", saved.figure.label)
        return self._quoting.said(fund, said) >= FUND_SAID or fund[-2:] in said

    def _named(self, operands: Sequence[Operand], text: str) -> Operand | None:
        """The one figure that a text names clearly better than the others, but for those of which it is a part."""
        whole = [o for o in operands if not (part := _PART_LABEL.search(o.figure.label)) or part["part"] in text]
        scored = sorted(((self._quoting.said(o.figure.label, text), o.reference, o) for o in whole), reverse=True,
                        key=lambda s: s[:2])
        near = [o for score, _, o in scored if score >= max(SAID, scored[0][0] - LEAD)]
        fullest = [o for o in near if all(covers(o.figure.label, other.figure.label) for other in near)]
        return fullest[0] if len(fullest) == 1 else None

    def _told(self, area: str, day: date) -> list[Operand]:
        """The statistics of an area as the documents have them."""
        areas = self._knowledge.lineage(area)
        figures: Iterable[Figure] = (
            figure for figure in self._knowledge.figures.values()
            if figure.id.split(".")[0] in areas and figure.statement is Statement.STATISTIC and not figure.derive
            and figure.unit in (*MONEY, Unit.COUNT, Unit.WAN_COUNT))
        found = [(figure, self._figures.on(figure.id, day).values) for figure in figures]
        return [Operand(figure.id, figure, values[0], base_amount(figure, values[0]), UNSAID, True)
                for figure, values in found if len(values) == 1]


def _resolved(kind: str, operands: tuple[Operand, ...]) -> Resolved | None:
    made = tuple(made_of(Question(kind, " "), operands))
    return Resolved(List(tuple(o.figure.label for o in operands)), operands, made, kind) if made else None
