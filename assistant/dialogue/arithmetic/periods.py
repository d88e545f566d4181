"""A statistic of one period against the same of another (今年呢,跟去年差多少), and what a fund had saved before one.

Finds which two figures are meant, if that is sure, and what is to be worked out of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.dialogue.arithmetic.named_operations import told_as
from assistant.dialogue.arithmetic.naming import years_of
from assistant.dialogue.arithmetic.operation_words import MUCH
from assistant.dialogue.arithmetic.operations import Formula, smallest_unit
from assistant.dialogue.arithmetic.quoting import UNSAID, Operand, Quoting
from assistant.policy.figures import Figures, base_amount
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import NUMERIC_UNITS, Entry, Figure, Statement, Unit

_YEAR = (
    r"(?:今年|去年|上年|前年|当年|本年|同期|上一?年度?|前一年|头年|(?:19|20)\d\d年?|"
    r"[两二]年|[两二]个?(?:年度|时期|年头))")
# Less or more is asked for, as an amount or in per cent.
_ASKED = (
    r"(?:相?差|贵|便宜|[多少高低涨降升跌]|增加|减少|增长|下降)"
    r"(?:花|赔|付|报|收|交|拿|用|来)?(?:了|出|咗|来)?"
    rf"的?(?:大概|大约)?(?:{MUCH}|百分之{MUCH})(?!倍)")
_AGAINST = re.compile(
    rf"(?:跟|和|同|比|较|与|[两二])[^,.?!;]{{0,4}}?{_YEAR}[^?!;]{{0,14}}?{_ASKED}|"
    rf"{_YEAR}[^?!;]{{0,24}}?[比跟和同][^?!;]{{0,14}}?{_ASKED}")
_THEN = re.compile(rf"(?:{_YEAR}|[一二]?\d+月|这|那)[^?!;]{{0,10}}?呢[,?.;]?[^?!;]{{0,30}}?{_ASKED}")
_PER_CENT = re.compile(rf"百分之{MUCH}|{MUCH}成|{MUCH}%")
_COUNTED = re.compile(r"(?:多少|几)(?P<measure>人次|[人家户笔名条例次种项])")
_MEAN = re.compile(r"平均|人均|次均|户均|每|一(?:人次|个人|次)")
_EACH = re.compile(r"每(?:人次|[月人家户次笔批个])")
_OF_YEAR = re.compile(r"[(（].*?[)）]|(?:19|20)\d\d年?度?|[二一][〇零九]..年度?")
# So much of a label is said, and so much more than of the next one's.
SAID, LEAD = 0.5, 0.05

_BEFORE = r"(?:之前|以前|前头|年初|期初|年头|开年|头年|[去上]年(?:年?底|年?末)|过去|往年|历年|老早|原先|原来|早先|本来)"
_OPENING = re.compile(
    rf"{_BEFORE}[^,.?!;多少几]{{0,12}}(?:底子|家底|老底|老本|本钱|积?攒|积累|积存|结余|结存|余额|滚存|结转|结下|存下|存着|留下|剩)|"
    r"老底子|老家底|滚存|[上去]年结转|期初|年初数|起初的?(?:数|余额)")
_OPENING_LABEL = re.compile(r"期初")
# What such labels have in common, and so much of the rest is said.
_OF_ALL = re.compile(r"期初|累计|结余|结存|基金|的")
FUND_SAID = 0.3
_OWN = re.compile(r"个账|个人账户|我[的家自]|医保卡")
_DIFFERENCE = re.compile(r"[\w.]+ - [\w.]+")


class Periods:
    """Finds the figures of two periods on one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, quoting: Quoting) -> None:
        self._knowledge, self._figures, self._quoting = knowledge, figures, quoting

    def against(self, text: str, before: str, entries: Iterable[Entry],
                day: date) -> tuple[list[Formula], list[Operand]]:
        """What a statistic of one period is more or less than of another, and the two; nothing if it isn't sure.

        `entries` tell them; `before` is what was said that the text leans on.
        """
        if not (_AGAINST.search(text) or (before and _THEN.search(text))):
            return [], []
        said = f"{before},{text}"
        pairs = [pair for pair in self._pairs(entries, day) if _is_mean_as_said(pair[0].figure, said)]
        measures = {match["measure"] for match in _COUNTED.finditer(said)}
        pairs = [pair for pair in pairs if pair[0].figure.measure in measures] or pairs
        scored = sorted(((self._quoting.said(_bare(pair[0].figure), said), pair[0].reference, pair) for pair in pairs),
                        reverse=True, key=lambda s: s[:2])
        if not scored or scored[0][0] < SAID or (len(scored) > 1 and scored[0][0] - scored[1][0] < LEAD):
            return [], []
        earlier, later = sorted(scored[0][2], key=lambda o: min(years_of(o)))
        return _apart(later, earlier, in_per_cent=bool(_PER_CENT.search(text))), [later, earlier]

    def opening(self, text: str, before: str, area: str, day: date) -> tuple[list[Formula], list[Operand]]:
        """What a fund had saved before the period that is told of, and what that is the difference of."""
        if not _OPENING.search(text) or _OWN.search(text):
            return [], []
        areas = self._knowledge.lineage(area)
        figures = [figure for figure in self._knowledge.figures.values()
                   if figure.id.split(".")[0] in areas and _OPENING_LABEL.search(figure.label)
                   and _DIFFERENCE.fullmatch(figure.derive or "")]
        named = ([figure for figure in figures if self._quoting.said(_OF_ALL.sub("", figure.label), said) >= FUND_SAID]
                 for said in (text, before))
        found = next(filter(None, named), [])
        if len(found) != 1:
            return [], []
        operands = [o for id_ in self._figures.operands(found[0]) if (o := self._operand(id_, day))]
        unit, measure = smallest_unit(operands)
        told = "减去".join(map(told_as, operands))
        made = Formula(found[0].derive or "", unit, measure, f"{found[0].label}{{result}},是{told}推算的。", "期初结余")
        return [made], operands

    def _pairs(self, entries: Iterable[Entry], day: date) -> list[tuple[Operand, Operand]]:
        """The statistics that entries tell of just two years each."""
        alike: dict[tuple[object, ...], list[Operand]] = {}
        for id_ in sorted({id_ for entry in entries for id_ in self._quoting.ids_in(entry)}):
            operand, figure = self._operand(id_, day), self._knowledge.figures[id_]
            if operand and figure.statement is Statement.STATISTIC and _bare(figure) != figure.label:
                alike.setdefault((_bare(figure), figure.unit, figure.measure), []).append(operand)
        return [(group[0], group[1]) for group in alike.values()
                if len(group) == 2 and years_of(group[0]) != years_of(group[1])]

    def _operand(self, id_: str, day: date) -> Operand | None:
        found = self._figures.on(id_, day)
        if found.figure.unit not in NUMERIC_UNITS or len(found.values) != 1:
            return None
        return Operand(id_, found.figure, found.values[0], base_amount(found.figure, found.values[0]), UNSAID, True)


def _bare(figure: Figure) -> str:
    """A label without the year that it is of."""
    return _OF_YEAR.sub("", figure.label)


def _is_mean_as_said(figure: Figure, said: str) -> bool:
    """Whether a figure is a mean if one is spoken of, over what is spoken of, and none if none is."""
    if "平均" not in figure.label:
        return not _MEAN.search(said)
    each = _EACH.search(figure.label)
    over = each.group()[1:] if each else ""
    return bool(_MEAN.search(said) and re.search(rf"(?:每个?|(?<!\d)一个?|均){over}|{over}均", said))


def _apart(later: Operand, earlier: Operand, *, in_per_cent: bool) -> list[Formula]:
    if later.amount == earlier.amount or earlier.amount <= 0:
        return []
    larger, smaller, way = (later, earlier, "多") if later.amount > earlier.amount else (earlier, later, "少")
    unit, measure = smallest_unit((later, earlier))
    told = f"{told_as(later)}比{told_as(earlier)}{way}"
    made = [Formula(f"{larger.reference} - {smaller.reference}", unit, measure, f"{told}{{result}}。", "相差")]
    if in_per_cent and unit is not Unit.FRACTION:
        made.append(Formula(f"({larger.reference} - {smaller.reference}) / {earlier.reference}", Unit.FRACTION, "",
                            f"{way}{{result}}。", "相差的比例"))
    return made
