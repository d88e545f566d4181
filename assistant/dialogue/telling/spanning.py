"""How long a period is that an answer tells by its first and its last day, counted in days or whole months.

Counts only between days or months that the answer's figures tell; which figures those are, it is given.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from assistant.dialogue import phrases
from assistant.dialogue.arithmetic.time_apart import BOTH_ENDS, NOT_FIRST
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import FigureUsed, StepShown
from assistant.policy.model import Unit
from assistant.text.dates import Precision
from assistant.text.written_days import day_in_words

_MONTHS_OF_YEAR = 12
_MUCH = r"(?:几多|几|多少|好多)"
_DAYS_ASKED = re.compile(rf"{_MUCH}个?(?:天|日(?![期子]))|天数")
_MONTHS_ASKED = re.compile(rf"{_MUCH}个?月(?!份)")
# Both ends are spoken of, or the whole time between them.
_PERIOD = re.compile(
    r"头尾|首尾|两头|连头带尾|掐头|(?:当天|当日|那天|首日|头一天|第一天)[^,.?!;]{0,3}不?算|不算(?:当天|当日|头一天|第一天)|"
    rf"前后|前前后后|相[隔距]|中间隔|隔了|为期|历时|从[^?!;]{{1,30}}到|起到|开始到|(?:期|时间|窗口)[^?!;]{{0,10}}{_MUCH}个?[天日月]"
)
# How long somebody waits for what is due isn't how long the period is that is told with it.
_WAITED = re.compile(r"等(?!于)|享受|待遇|生效|报得|能报|才能")
# What is left of a time is counted from the day of the call.
_LEFT = re.compile(r"还[剩有差要]|剩|离|距(?!离?[是有为]?[几多])|倒计时|来得及|赶得[及上]|现在|今[天日]")
_STARTS = re.compile(r"开始|起始|上线|首日|第一天|施行|成文|发布|印发")
_ENDS = re.compile(r"截止|期限|最后|末日|到期|结束|底前|之前")
_COUNTED = re.compile(r"统计")
_FROM_TO = re.compile(
    rf"(?:从|由|自)?(?P<first>[^?!;到至]{{4,24}})[到至](?P<last>[^?!;到至]{{4,24}}?)(?:,|中间|之间|前后|相|隔|要|有)*{_MUCH}个?月"
)
# So many pairs of characters of a label tell which figure is named.
_PAIRS = 2
_ISSUED = re.compile(r"发[文布的]|印发|成文|出台(?:那|当)天|下发|公布|文件(?:日期|那天)")

def span_told(heard: Understood, used: Iterable[FigureUsed], issued: date | None) -> tuple[str, StepShown] | None:
    """The sentence that tells how long the one period lasts that is asked about, and its step.

    `issued` is the day of the document that the figures are from, None if it isn't known. None if no such length is
    asked for, or the answer doesn't tell just one first and one last day.
    """
    in_days, in_months = bool(_DAYS_ASKED.search(heard.text)), bool(_MONTHS_ASKED.search(heard.text))
    if not (in_days or in_months) or not _PERIOD.search(heard.text):
        return None
    if _LEFT.search(heard.text) or _WAITED.search(heard.text):
        return None
    used = tuple(used)
    if in_months and (apart := _between(heard, used)) is not None:
        return apart
    figures = [figure for figure in used if not (in_days and _COUNTED.search(figure.label))]
    found = _ends(heard, figures, issued)
    if found is None:
        return None
    first, last = found
    if in_days:
        return _in_days(heard.text, first, last)
    return _in_months(first, last)


def _between(heard: Understood, used: Sequence[FigureUsed]) -> tuple[str, StepShown] | None:
    """How many months lie between two months that the answer tells, each named on its side of 到; None if unsure."""
    sides = _FROM_TO.search(heard.matched)
    months = [figure for figure in used if figure.unit == Unit.MONTH.value and not _COUNTED.search(figure.label)]
    if sides is None or len(months) < 2:
        return None
    first, last = (_named_best(sides[name], months) for name in ("first", "last"))
    if first is None or last is None or first.value >= last.value:
        return None
    begins, ends = _day(first, first=True), _day(last, first=True)
    assert begins and ends
    number = (ends.year - begins.year) * _MONTHS_OF_YEAR + ends.month - begins.month
    words = {"first": _month_in_words(begins), "last": _month_in_words(ends), "one": first.label, "other": last.label}
    step = StepShown(phrases.SPAN, f"{words['first']}至{words['last']}", f"{number}个月", None)
    return phrases.SPAN_BETWEEN.format(months=number, whole=number - 1, **words), step


def _named_best(text: str, figures: Sequence[FigureUsed]) -> FigureUsed | None:
    """The figure of whose label a text says the most pairs of characters, if it says two and of no other as many."""
    said = {f.label: (sum(text[i : i + 2] in f.label for i in range(len(text) - 1)), f) for f in figures}
    ranked = sorted(said.values(), key=lambda one: one[0], reverse=True)
    clear = ranked[0][0] >= _PAIRS and (len(ranked) == 1 or ranked[0][0] > ranked[1][0])
    return ranked[0][1] if clear else None


def _month_in_words(day: date) -> str:
    return f"{day.year}年{day.month}月"


def _ends(heard: Understood, figures: Sequence[FigureUsed], issued: date | None) -> tuple[date, date] | None:
    """The first and last day of the period: the ones that are named if the figures tell them, too, else theirs."""
    starts = [day for f in figures if _STARTS.search(f.label) and (day := _day(f, first=True))]
    if issued is not None and _ISSUED.search(heard.text):
        starts = [issued]
    ends = [day for f in figures if _ENDS.search(f.label) and (day := _day(f, first=False))]
    named = [d for d in heard.dates if d.precision in (Precision.DAY, Precision.MONTH)]
    first = _picked(starts, [d.first_day for d in named], min)
    last = _picked(ends, [d.last_day for d in named], max)
    told = {first, last}
    if first is None or last is None or first >= last:
        return None
    if any(not {d.first_day, d.last_day} & told for d in named):
        return None  # another day is meant
    return first, last


def _picked(told: Sequence[date], named: Sequence[date], outer: Callable[[Iterable[date]], date]) -> date | None:
    """The one of the days told that is named, else the only one."""
    days = set(told)
    meant = days & set(named)
    if meant:
        return outer(meant)
    return days.pop() if len(days) == 1 else None


def _day(figure: FigureUsed, *, first: bool) -> date | None:
    """The day that a figure tells; of a month its first or last."""
    if figure.unit == Unit.DATE.value:
        return date.fromisoformat(figure.value)
    if figure.unit == Unit.MONTH.value:
        year, month = (int(part) for part in figure.value.split("-")[:2])
        return date(year, month, 1 if first else monthrange(year, month)[1])
    return None


def _in_days(text: str, first: date, last: date) -> tuple[str, StepShown]:
    between = (last - first).days
    words = {"first": day_in_words(first), "last": day_in_words(last), "days": between, "whole": between + 1}
    if NOT_FIRST.search(text):
        sentence, days, expression = phrases.SPAN_AFTER, between, f"{words['last']} - {words['first']}"
    else:
        sentence = phrases.SPAN_WHOLE if BOTH_ENDS.search(text) else phrases.SPAN_BOTH
        days, expression = between + 1, f"{words['last']} - {words['first']} + 1天"
    return sentence.format(**words), StepShown(phrases.SPAN, expression, f"{days}天", None)


def _in_months(first: date, last: date) -> tuple[str, StepShown] | None:
    """The whole months of a period, which it must consist of."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return None
    months = (last.year - first.year) * _MONTHS_OF_YEAR + last.month - first.month + 1
    words = {"first": day_in_words(first), "last": day_in_words(last)}
    step = StepShown(phrases.SPAN, f"{words['first']}至{words['last']}", f"{months}个月", None)
    return phrases.SPAN_MONTHS.format(months=months, **words), step
