"""The caller's own number against a statistic or target (还差多少, 完成了几成), or by a rate that the documents tell.

Says for which figure or rate it is, if that is sure, and what is to be worked out. Amounts of the caller's own bills
are the calculators'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from assistant.dialogue.arithmetic import operation_words as words
from assistant.dialogue.arithmetic import own_case
from assistant.dialogue.arithmetic.naming import years_of
from assistant.dialogue.arithmetic.operations import Formula
from assistant.dialogue.arithmetic.own_counts import own_counts
from assistant.dialogue.arithmetic.quoting import (
    MONEY,
    UNSAID,
    Operand,
    Quoted,
    Quoting,
    each_once,
    is_counted_so,
    is_of_kind,
)
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import Figures, base_amount, scale_of, write
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Bound, Entry, Figure, Statement, Unit
from assistant.text.numerals import Quantity, QuantityKind

_MUCH = words.MUCH
# What tells that a number is held against a figure, and doesn't stand beside it.
_REACHES = r"(?:离|距|达到|达成|够|持平|保住|目标|计划|任务|底线|指标|还|尚|超)"
_MARK = rf"(?:{_REACHES}|比|跟|和|同|与|较)"
# How much is lacking, or is more than enough.
_LACKS = re.compile(
    rf"(?:{_MARK}[^?!;]{{0,24}}?(?<!相)(?:差|亏|争)|缺|欠|短|(?:还|仲|只|就)(?:剩|余|有))(?:着|了|到|得|出|下)?(?:大概|大约)?{_MUCH}|"
    rf"(?:不够|不足)[^,.?!;]{{0,4}}{_MUCH}|缺口[^,.?!;]{{0,4}}{_MUCH}")
_LESS_OR_MORE = re.compile(
    rf"{_MARK}[^?!;]{{0,24}}?(?:少|低|多|高|超)(?:过|了|出|掉)?(?:来)?(?:大概|大约)?{_MUCH}|超(?:过|出|了)[^?!;]{{0,16}}?{_MUCH}|"
    rf"(?:超|多|高)(?:过|出)(?:了|来)?{_MUCH}")
_HELD = re.compile(_REACHES)
_PER_CENT = rf"(?:百分之{_MUCH}|{_MUCH}成|百分比|比例|几分之几|{_MUCH}%)"
_DONE = re.compile(
    rf"(?:完成|做到|做了|达到|达成|实现|干到|干了|落实|到位|兑现)(?:了|到)?[^,.?!;\d]{{0,12}}?{_PER_CENT}|完成率[^,.?!;]{{0,4}}{_MUCH}")
_OF_LAST_TARGET = re.compile(rf"目标|计划|任务|指标|要求|底线|超(?:过|出|了)?{_MUCH}|(?:差|缺|欠|争){_MUCH}")
_OF_TARGET = re.compile(r"目标|计划|任务|指标|定的")
# A rate is taken over (照这个比例), be it the one told last or one that is named.
_BY_RATE = re.compile(
    r"(?:按照?|照|依照?|用|跟|以|同)(?:着|返)?[^,.?!;\d]{0,14}?(?:比例|比率|幅度|[降增涨减跌]幅|率|百分比|速度|折扣)|"
    r"(?:按照?|照|依照?)(?:着)?(?:这|那|它|上面|刚才)(?:个|样|么|种|说的)*(?:来)?(?:[缩降涨减增压算摊]|[,.?])")
_LEANS = re.compile(r"这|那|它|上面|刚才|同样|一样|你说|讲的|说的")
_SUPPOSES = re.compile(
    r"(?:要是|如果|假如|假设|倘若|若是?|万一|只|才|仅|摸底|摸到|汇总|手头|眼下)[^?!;]{0,24}$|(?:做到|收到|冲到|扩到|达到|搞到)(?:了)?$")
_ONE_IN = re.compile(r"有(?:1|一)|就1|出一")
_BEFORE_ASKED = re.compile(
    rf"(?:去年|上年|前年|同期|原来|原先|以前|之前)[^,.?!;\d]{{0,8}}{_MUCH}|(?:倒推|反推|倒算|还原)[^,.?!;]{{0,12}}{_MUCH}")
_CHANGE = re.compile(r"缩|降|减|压|便宜|涨|增|升|跌|多|少")
_CHANGED_BY = re.compile(
    rf"(?:(?<![最至])[少多]|省|减|降|涨|增|便宜|掉)(?:了|掉|出|加|收)?(?:大概|大约)?{_MUCH}(?!成|个?百分)")
_IN_POINTS = re.compile(rf"{_MUCH}个?(?:百分)?点(?!钱|半|钟)|百分点")
# Who goes elsewhere, and who comes here, by words and by labels.
_OUT = re.compile(r"(?:去|出|到|往|跑|在|人)(?:了|过)?(?:外[地面头边市省]|异地|省外|市外)|出去")
_IN = re.compile(r"(?:外[地面头边]|异地)人?的?(?:参保)?人?(?:来|到|进)|来(?:我|咱|俺|本|这|[一-龥]{2})|进来")
_HERE, _THERE = "本市", "外地"
_SHARE_LABEL = re.compile(r"占|率|比例")
_DENIAL = re.compile(r"没|未|不|以外|其余|扣")
# A figure that an own number is held against is so many times it at most, or it that.
MOST_TIMES = Decimal(12)
# So much of a label is said of a figure that the chosen entry tells, of one of what was found, and of a rate.
SAID_OF_CHOSEN, SAID, LEAD = 0.2, 0.45, 0.1
_KINDS = (QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.NUMBER, QuantityKind.PERCENT)
_TOLD_SO = (Statement.STATISTIC, Statement.PLAN)
# The entry told last and the one that was chosen needn't be named again.
_SURE_LEVEL = 1
_T = TypeVar("_T")


@dataclass(frozen=True)
class OfOwn:
    """What is worked out of an own number and of which figures; `by_rate` if a rate of the documents is taken over."""

    formulas: tuple[Formula, ...]
    operands: tuple[Operand, ...]
    by_rate: bool = False


class OwnNumbers:
    """Finds what an own number is held against on one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, quoting: Quoting) -> None:
        self._knowledge, self._figures, self._quoting = knowledge, figures, quoting

    def read(self, heard: Understood, quoted: Quoted, entries: Sequence[Sequence[Entry]], last: Entry | None,
             before: str, day: date) -> OfOwn | None:
        """What is asked of the one number that isn't a figure's; None if that isn't sure.

        `entries` are the chosen one, all chosen ones and what was found, the surest first; `before` is what was said
        about `last`, the entry told before.
        """
        counted = own_counts(heard, self._told([*entries[0], *([last] if last else [])], day))
        if counted is not None:
            return OfOwn(*counted)
        leans = last is not None and own_case.speaks_of_mean(before) and not _OF_TARGET.search(heard.text)
        of_mean = leans or own_case.speaks_of_mean(heard.text)
        if of_mean or own_case.own_pair(heard):
            found = self._of_case(heard, quoted, ([last] if last else [], *entries), before, day)
            if found is not None:
                return found
        if _BY_RATE.search(heard.text):
            of_each = self._by_rates(heard, quoted, entries, day)
            if of_each is not None:
                return of_each
            own = _single(quoted.others) or (_single(_spans(quoted)) if not quoted.others else None)
            return self._by_rate(own, heard, quoted, entries, last, before, day) if own else None
        if of_mean and own_case.own_sum(heard, quoted):
            return None  # of a mean that isn't sure
        in_points = self._in_points(heard, entries, day) if _IN_POINTS.search(heard.text) else None
        if in_points is not None:
            return in_points
        asks_gap, asks_done = _asks_gap(heard.text), bool(_DONE.search(heard.text))
        if not (asks_gap or asks_done):
            return None
        quoted = _supposed(quoted, heard.text)
        own = _single(quoted.others)
        if own is None or own.kind not in _KINDS or own.approximate:
            return None
        mark = self._target(own, heard, last, day) or self._mark(own, heard, quoted, entries, day)
        made = tuple(_against(mark, own, gap=asks_gap, done=asks_done)) if mark else ()
        return OfOwn(made, (mark,)) if mark and made else None

    # Against a statistic or target

    def _of_case(self, heard: Understood, quoted: Quoted, entries: Sequence[Sequence[Entry]], before: str,
                 day: date) -> OfOwn | None:
        """How an own case stands to the rate or the mean of all; None if that isn't asked for or sure."""
        text = heard.text
        asked = (_asks_gap(text), own_case.asks_which_way(text), _IN_POINTS.search(text), words.DIFFERENCE.search(text))
        if not any(asked):
            return None
        pair = own_case.own_pair(heard) if own_case.holds_against(text) else None
        own = None if pair and own_case.asks_rate(text) else own_case.own_sum(heard, quoted)
        for level, group in enumerate(entries):
            told, said = self._told(group, day), f"{before},{text}" if level == 0 else text
            rate = own_case.rate_meant(told, own_part="自付" in text and "报" not in text) if pair else None
            made = own_case.against_rate(rate, *pair, text) if rate and pair else None
            if rate and made:
                return OfOwn((made,), (rate,))
            likeness = {o.reference: self._quoting.said(o.figure.label, said) for o in told}
            least = 0.0 if level <= _SURE_LEVEL else own_case.SAID
            mean = own_case.mean_meant(own, told, said, text, likeness, least) if own else None
            if mean and own:
                return OfOwn(tuple(_against(mean, own, gap=True, done=False)), (mean,))
        return None

    def _target(self, own: Quantity, heard: Understood, last: Entry | None, day: date) -> Operand | None:
        """The one statistic that a plan told last is measured by, if an own number is held against the target."""
        if last is None or last.statement is not Statement.PLAN or not _OF_LAST_TARGET.search(heard.text):
            return None
        planned = self._told([last], day)
        return _single([o for o in planned if not o.figure.derive and _fits(own, o)])

    def _in_points(self, heard: Understood, entries: Sequence[Sequence[Entry]], day: date) -> OfOwn | None:
        """The rate that two own counts make, and by how many points it misses or passes the target that is named."""
        counts = sorted((q for q in heard.quantities if q.kind in (QuantityKind.COUNT, QuantityKind.NUMBER)
                         and q.value > 1), key=lambda q: q.value)
        if len(counts) != 2 or len(counts) != len([q for q in heard.quantities if q.value > 1]):
            return None
        (part, whole), found = counts, [entry for group in entries for entry in group]
        targets = [o for o in self._told(found, day) if o.figure.unit is Unit.FRACTION and not o.figure.derive
                   and o.figure.statement is Statement.PLAN]
        target = self._best_named(targets, heard.text, SAID_OF_CHOSEN)
        if target is None or part.value == whole.value:
            return None
        return OfOwn((_in_points(target, part, whole),), (target,))

    def _mark(self, own: Quantity, heard: Understood, quoted: Quoted, entries: Sequence[Sequence[Entry]],
              day: date) -> Operand | None:
        """The figure that an own number is held against: quoted, or told by what was chosen or found."""
        if quoted.operands:
            only = _single(quoted.operands)
            meant = only and _HELD.search(heard.text) and only.figure.statement in _TOLD_SO and _fits(own, only)
            return only if meant else None
        for level, group in enumerate(entries):
            fitting = [o for o in self._told(group, day) if not o.figure.derive and _fits(own, o)
                       and (o.dimension == "money" or not own_case.is_spent(own, heard.text))]
            fitting = _of_year(_of_plan(fitting, heard.text), heard.years)
            if fitting:
                least = SAID_OF_CHOSEN if level == 0 else SAID
                return self._best_named(fitting, heard.text, least)
        return None

    def _told(self, entries: Iterable[Entry], day: date) -> list[Operand]:
        """The statistics and targets that entries tell, calculated ones among them."""
        found: dict[str, Operand] = {}
        for id_ in sorted({id_ for entry in entries for id_ in self._quoting.ids_in(entry)}):
            figure, values = self._knowledge.figures[id_], self._figures.on(id_, day).values
            if figure.statement in _TOLD_SO and figure.unit in _MARKED and len(values) == 1:
                found[id_] = Operand(id_, figure, values[0], base_amount(figure, values[0]), UNSAID, True)
        return list(found.values())

    def _best_named(self, operands: Sequence[Operand], text: str, least: float) -> Operand | None:
        """The one figure that a text names clearly better than the others."""
        scored = sorted(((self._quoting.said(o.figure.label, text), o.reference, o) for o in operands), reverse=True,
                        key=lambda s: s[:2])
        clear = scored and scored[0][0] >= least and (len(scored) == 1 or scored[0][0] - scored[1][0] >= LEAD)
        return scored[0][2] if clear else None

    # By a rate

    def _by_rate(self, own: Quantity, heard: Understood, quoted: Quoted, entries: Sequence[Sequence[Entry]],
                 last: Entry | None, before: str, day: date) -> OfOwn | None:
        rate = self._rate(heard, quoted, entries, last, before, day)
        if rate is None or own.kind is QuantityKind.PERCENT or own.value <= 0:
            return None
        made = _at_rate(rate, own, heard.text)
        return OfOwn((made,), (rate,), by_rate=True) if made else None

    def _by_rates(self, heard: Understood, quoted: Quoted, entries: Sequence[Sequence[Entry]],
                  day: date) -> OfOwn | None:
        """What each of several own numbers comes to by the rate of change that is named before it; None if unsure."""
        owns = [q for q in quoted.others if q.kind in _KINDS and q.kind is not QuantityKind.PERCENT and q.value > 0]
        by = _BY_RATE.search(heard.text)
        by_change = by is not None and bool(_CHANGE.search(by.group()))
        if len(owns) < 2 or len(owns) != len(quoted.others) or quoted.operands or not by_change:
            return None
        told = [o for group in entries for o in self._told(group, day) if o.figure.unit is Unit.FRACTION]
        rates = [o for o in each_once(told) if words.GROWTH.search(o.figure.label) and not o.figure.derive]
        found, start = list[tuple[Operand, Formula]](), 0
        for own in sorted(owns, key=lambda q: q.start):
            said = heard.text[start : own.start]
            ways = [o for o in rates if _goes_so(o, said)]
            rate = ways[0] if len(ways) == 1 < len(rates) else self._best_named(ways, said, SAID_OF_CHOSEN)
            start, made = own.end, _at_rate(rate, own, heard.text) if rate else None
            if rate is None or made is None or rate in (of for of, _ in found):
                return None
            found.append((rate, made))
        return OfOwn(tuple(made for _, made in found), tuple(rate for rate, _ in found), by_rate=True)

    def _rate(self, heard: Understood, quoted: Quoted, entries: Sequence[Sequence[Entry]], last: Entry | None,
              before: str, day: date) -> Operand | None:
        """The rate that is taken over: quoted, told last, or named."""
        if quoted.operands:
            only = _single(quoted.operands)
            return only if only and (only.dimension == "share" or _ONE_IN.search(only.figure.label)) else None
        by = _BY_RATE.search(heard.text)
        changes = bool(by and _CHANGE.search(by.group())) or _asks_changed_by(heard.text)
        leans = last is not None and by is not None and _LEANS.search(by.group())
        groups = [([last] if last else [], f"{before},{heard.text}")] if leans else [(g, heard.text) for g in entries]
        for group, text in groups:
            rates = [o for o in self._told(group, day) if o.figure.unit is Unit.FRACTION
                     and _is_meant(o, text, changes=changes)]
            if rates:
                return rates[0] if len(rates) == 1 else self._best_named(rates, text, SAID)
        return None


def asks_of_own(text: str) -> bool:
    """Whether it may be asked how an own number stands to a figure, or what it comes to by a rate."""
    asks = _asks_gap(text) or own_case.asks_which_way(text)
    return asks or any(asked.search(text) for asked in (_DONE, _BY_RATE, _IN_POINTS))


_MARKED = frozenset((*MONEY, Unit.COUNT, Unit.WAN_COUNT, Unit.FRACTION))


def _single(found: Sequence[_T]) -> _T | None:
    return found[0] if len(found) == 1 else None


def _supposed(quoted: Quoted, text: str) -> Quoted:
    """What is quoted, but that a round number that is only supposed is no figure for being near one (要是收到49万)."""
    only = _single(quoted.operands)
    if only is None or only.is_exact or quoted.others or not _SUPPOSES.search(text[: only.quantity.start]):
        return quoted
    return Quoted((), quoted.spans, (only.quantity,))


def _spans(quoted: Quoted) -> list[Quantity]:
    return [q for q in quoted.spans if q.kind is QuantityKind.DAYS]


def _asks_gap(text: str) -> bool:
    return bool(_LACKS.search(text) or _LESS_OR_MORE.search(text))


def _fits(own: Quantity, operand: Operand) -> bool:
    """Whether an own number is of a figure's kind and size."""
    if not is_of_kind(own, operand.figure) or not is_counted_so(own, operand.figure) or operand.amount <= 0:
        return False
    return own.value > 0 and 1 / MOST_TIMES <= own.value / operand.amount <= MOST_TIMES and own.value != operand.amount


def _of_plan(operands: list[Operand], text: str) -> list[Operand]:
    planned = [o for o in operands if o.figure.statement is Statement.PLAN]
    return planned if planned and _OF_TARGET.search(text) else operands


def _of_year(operands: list[Operand], years: Iterable[int]) -> list[Operand]:
    meant = set(years)
    return [o for o in operands if years_of(o) & meant] or operands if meant else operands


def _is_meant(operand: Operand, text: str, *, changes: bool) -> bool:
    """Whether a rate may be taken over as the text says: a change where one is spoken of, of a kind denied if so."""
    label = operand.figure.label
    if words.GROWTH.search(label):
        return bool(_CHANGE.search(text))
    meant = not changes and bool(_SHARE_LABEL.search(label))
    return meant and (not _DENIAL.search(label) or bool(_DENIAL.search(text)))


def _against(mark: Operand, own: Quantity, *, gap: bool, done: bool) -> Iterator[Formula]:
    figure, value = mark.figure, f"{own.value:f}"
    own_value = mark.value.model_copy(update={"value": _in_unit(own, figure)})
    said = write(figure.model_copy(update={"bound": None}), own_value)
    told = f"{figure.label}{write(figure, mark.value)}"
    is_share = figure.unit is Unit.FRACTION
    if gap:
        less = own.value < mark.amount
        way = ("低" if less else "高") if is_share else "少" if less else "多"
        made = f"{mark.reference} - {value}" if less else f"{value} - {mark.reference}"
        yield Formula(made, Unit.POINTS if is_share else figure.unit, figure.measure,
                      f"{said}比{told}{way}{{result}}。", "相差")
    if done and not is_share:
        yield Formula(f"{value} / {mark.reference}", Unit.FRACTION, "", f"{said}相当于{told}的{{result}}。",
                      "完成的比例")


def _in_points(target: Operand, part: Quantity, whole: Quantity) -> Formula:
    exact = part.value / whole.value
    percent = (exact * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    about = "约" if percent != exact * 100 else ""
    told = f"{target.figure.label}{write(target.figure, target.value)}"
    rate = f"{part.value.normalize():f}占{whole.value.normalize():f}的{about}{percent.normalize():f}%"
    if exact == target.amount:
        return Formula(target.reference, Unit.FRACTION, "", f"{rate},正好是{target.figure.label}{{result}}。", "目标")
    less = exact < target.amount
    made = f"{part.value:f} / {whole.value:f}"
    made = f"{target.reference} - {made}" if less else f"{made} - {target.reference}"
    return Formula(made, Unit.POINTS, "", f"{rate},比{told}{'低' if less else '高'}{{result}}。", "相差")


def _in_unit(own: Quantity, figure: Figure) -> str:
    return f"{(own.value / scale_of(figure.unit)).normalize():f}"


def _at_rate(rate: Operand, own: Quantity, text: str) -> Formula | None:
    """What an own number comes to by a rate: after the change, before it, by how much it changes, or its part."""
    unit, measure, places = _own_unit(own, rate.figure)
    value, label = f"{own.value:f}", rate.figure.label
    by = f"({rate.figure.derive})" if rate.figure.derive else rate.reference  # not the rounded rate
    falls = bool(words.FALL.search(label))
    sign, way = ("-", "少") if falls else ("+", "多")
    if rate.dimension != "share":
        expression, outcome = f"{value} / {by}", "是"
    elif not words.GROWTH.search(label):
        expression, outcome = f"{value} * {by}", "是"
    elif _asks_changed_by(text):
        expression, outcome = f"{value} * {by}", way
    elif _BEFORE_ASKED.search(text):
        expression, outcome = f"{value} / (1 {sign} {by})", "原来是"
    else:
        is_least = falls and rate.figure.bound in (Bound.MORE_THAN, Bound.AT_LEAST)
        expression, outcome = f"{value} * (1 {sign} {by})", "最多是" if is_least else "是"
    said = f"{own.value.normalize():f}{measure or '元'}按{label}{write(rate.figure, rate.value)}算"
    return Formula(expression, unit, measure, f"{said},{outcome}{{result}}。", "按比例推算", places=places)


def _goes_so(rate: Operand, said: str) -> bool:
    """Whether a rate is of those who go out, or who come in, as a text says; true if it tells neither."""
    out, comes = _OUT.search(said), _IN.search(said)
    label = rate.figure.label
    if not (_HERE in label and _THERE in label) or bool(out) is bool(comes):
        return True
    return (label.index(_HERE) < label.index(_THERE)) is bool(out)


def _asks_changed_by(text: str) -> bool:
    return bool(_CHANGED_BY.search(text))


def _own_unit(own: Quantity, rate: Figure) -> tuple[Unit, str, int | None]:
    """The unit and measure of an own number, and to how many places what comes of it is told."""
    if own.kind is QuantityKind.DAYS:
        return Unit.COUNT, "个工作日" if "工作日" in own.words else "天", None
    if own.kind is QuantityKind.COUNT:
        return Unit.COUNT, "人" if own.measure == "个" and "人" in rate.label else own.measure, 0
    return Unit.YUAN, "", None
