"""What a yes-or-no question takes for true (是不是十一月就开始了, 只有五家吧), held against what answers it.

Judges only where the question supposes one day or one number and the sentence tells just one of the same kind.
Knows no policy.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from assistant.dialogue.hearing.said_numbers import stands_in
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.dates import DateMention, Precision, find_dates
from assistant.text.normalise import normalise
from assistant.text.numerals import Quantity, QuantityKind, find_quantities

_ASKS_IF = re.compile(
    r"是不是|是否|(?<!要)(?<!只)是[^,.?!;]{2,24}(?:吗|吧|么)[?]?$|(?:对|没错|啱)(?:吗|吧|么)[?]?$|[对啱][不唔][对啱]|"
    r"[^,.?!;]{4,}(?:吧|没错)[?]?$"
)
# Who asks for a thing besides doesn't only ask whether he is right.
_ASKS_MORE = re.compile(r"多少|几(?!乎)|什么|哪|怎|谁|为何|咋|啥|如何|还是|多久|要不要|能不能|可不可以")
# About what doesn't tell the number itself; a bound is one for what is supposed, but not for what is told.
_ROUGHLY = re.compile(r"约|左右|上下|大概|差不多|不足|余|近")
_ABOUT = re.compile(
    r"约|左右|上下|大概|差不多|以上|以下|以内|超过|不到|不足|至少|最少|起码|最多|顶多|多[个家人元块天]|余|如果|要是|假如|的话"
)
_BEGINS = re.compile(r"开始|起(?!付)|[上开]线|开卖|实施|施行|执行|开通|生效|启用|推出|[才就][能可有]|能[用办报买]|可以")
_ENDS = re.compile(r"截止|到期|为止|结束|底?前|之前|以前|完成|建成|到(?=\d|[今明去年]|年底)")
_ISSUED = re.compile(r"印发|出台|发布|公布|召开|上线|推出|开卖|施行|实施|建成")
# What stands around a day that something is supposed to begin or end on.
_FROM_OR_TO = re.compile(r"(?:从|自|到|至|打)$")
_AT_DAY = re.compile(
    r"底?(?:前|以前|之前|[^,.?!;\d]{0,3}(?:才|就|开始|起|截止|到期|为止|结束|上线|印发|出台|发布|公布|开卖|施行|实施|执行|开通|推出|建成|完成))"
)
_TO = re.compile(r"[到至]\W*$")
_IS_IT = re.compile(r"(?:是不是|是否)(?=[^\s,.?!;]{2})")
# What is told of the caller's own case, and how a number of the rule is brought in.
_OWN_CASE = re.compile(r"[花用付交缴存领看住开买][了过咗]|基数|工资|自费|账单|发票|我家|俺家|我们[家俩]|屋企")
_CLAIMED = re.compile(
    r"(?:是不是|是否|[是只才就要得给收交缴报补到有掏出付共为达打]|目标|统一|每人|每个人|一个人|自付|自理|全市|一年)(?:是|要|得|有|为|到|给|每人|全市|统一)*$"
)
_NEEDED = re.compile(r"(?:要|得|需要?|必须|等|缓|停|管|发|给|给发|有)(?:连续|足额|缴费?|交|够|满|等)*$")
_ENOUGH = re.compile(r"(?:以上|以后|之后)?,?(?:就|便|已经|了)")
# What begins so has said yes or no by itself.
_SAYS_SO = re.compile(r"^(?:是(?!\d)|不|没|有(?!\d)|可以|能|会|要[,，]|需要|已|对|无)")
_AS_OF = re.compile(r"(?:截至|截止到?|统计到)$")
_SO_FAR = re.compile(r"底?(?:已|为|共|一共|有|累计|的说法|的数)")
_SINCE = re.compile(r"度?(?:起|开始)")
_COUNTED = (QuantityKind.MONEY, QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.POINTS, QuantityKind.MONTHS,
            QuantityKind.DAYS, QuantityKind.YEARS)
# What one of several numbers is of: so many characters of it must be named.
_PART, _NAME = re.compile(r"[,.;:、]|到|和"), 2
_LOOKED_UP = (QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.MONTHS, QuantityKind.DAYS, QuantityKind.YEARS)
_LONGEST = 40


def supposed_day(heard: Understood) -> DateMention | None:
    """The one day or month that a yes-or-no question supposes; None if it supposes none or asks for more."""
    if not _only_asks_if(heard) or len(heard.dates) != 1:
        return None
    day = heard.dates[0]
    exact = day.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR)
    of_day = _FROM_OR_TO.search(heard.text[: day.start]) or _AT_DAY.match(heard.text, day.end)
    return day if exact and of_day and not any(q.kind in _COUNTED for q in heard.quantities) else None


def supposes_number(heard: Understood) -> bool:
    """Whether an utterance only asks whether the one number that it tells of the rule is right."""
    numbers = [q for q in heard.quantities if q.kind is not QuantityKind.ORDINAL]
    return len(numbers) == 1 and _only_asks_if(heard) and _is_claimed(numbers[0], heard.text)


def asking_for_supposed(heard: Understood) -> str:
    """What is looked up with the number or day that a question supposes asked for (缓几个月); empty without one."""
    day = supposed_day(heard)
    if day is not None:
        return heard.matched.replace(day.words, "什么时候", 1)
    numbers = [q for q in heard.quantities if q.kind in _LOOKED_UP]
    alone = len(heard.quantities) == len(numbers) == 1 and _only_asks_if(heard)
    if not alone or not _is_claimed(numbers[0], heard.text):
        return ""
    measure = "成" if numbers[0].kind is QuantityKind.PERCENT else numbers[0].measure
    return heard.matched.replace(numbers[0].words, f"几{measure}", 1)


def verdict(heard: Understood, told: str, others: Iterable[str] = ()) -> str:
    """是 or 不是, as the sentence `told` agrees with what an utterance supposes; empty if that isn't sure.

    It isn't where one of the `others` that are told with it has the number that is supposed.
    """
    sentence = normalise(told)
    if not _only_asks_if(heard) or _SAYS_SO.match(sentence):
        return ""
    day = supposed_day(heard)
    dated = any(d.precision is not Precision.YEAR for d in heard.dates)
    agrees = _same_day(heard, day, sentence) if day else None if dated else _same_number(heard, sentence)
    if agrees is False and day is None and any(stands_in(q, text) for q in heard.quantities for text in others):
        return ""
    return "" if agrees is None else "是" if agrees else "不是"


def _only_asks_if(heard: Understood) -> bool:
    """Whether an utterance asks for nothing but whether something is so."""
    text = heard.text.rstrip(" .!")
    brief = len(text) <= _LONGEST and len(heard.questions) < 2
    return brief and bool(_ASKS_IF.search(text)) and not _ASKS_MORE.search(text)


def _same_day(heard: Understood, day: DateMention, sentence: str) -> bool | None:
    """Whether a sentence tells the day supposed for what begins or ends; None if it tells no such one, or several."""
    told = [d for d in find_dates(sentence, heard.today) if _is_for_a_rule(d, sentence)]
    around = heard.text
    if len(told) == 2 and _TO.search(sentence[told[0].end : told[1].start]):
        told = told[1:] if _ENDS.search(around) else told[:1] if _BEGINS.search(around) else []
    elif not _of_one_kind(around, sentence):
        return None
    if len(told) != 1:
        return None
    meant = day if day.year_told else _in_year(day, told[0].first_day.year)
    return _within(meant, told[0]) or _within(told[0], meant)


def _in_year(day: DateMention, year: int) -> DateMention:
    """A day or month that was told without its year, as one of that year."""
    whole = monthrange(year, day.last_day.month)[1]
    ends = whole if day.precision is Precision.MONTH else min(day.last_day.day, whole)
    first = date(year, day.first_day.month, min(day.first_day.day, whole))
    return replace(day, first_day=first, last_day=date(year, day.last_day.month, ends))


def _is_for_a_rule(day: DateMention, sentence: str) -> bool:
    """Whether a day is one that something begins or ends on: not as of which it was counted, nor the year alone."""
    if _AS_OF.search(sentence[: day.start]) or _SO_FAR.match(sentence, day.end):
        return False
    return day.precision in (Precision.DAY, Precision.MONTH) or (
        day.precision is Precision.YEAR and bool(_SINCE.match(sentence, day.end)))


def _of_one_kind(one: str, other: str) -> bool:
    """Whether two texts both tell when something begins, or ends, or is issued."""
    issued = set(_ISSUED.findall(one)) & set(_ISSUED.findall(other))
    begins = _BEGINS.search(one) and _BEGINS.search(other) and not _ENDS.search(one.replace("年底", ""))
    ends = _ENDS.search(one) and _ENDS.search(other) and not _BEGINS.search(one)
    return bool(issued or begins or ends)


def _within(inner: DateMention, outer: DateMention) -> bool:
    return outer.first_day <= inner.first_day and inner.last_day <= outer.last_day


def _same_number(heard: Understood, sentence: str) -> bool | None:
    """Whether a sentence tells the number supposed; None if it tells none of its kind, or several."""
    supposed = [q for q in heard.quantities if q.kind is not QuantityKind.ORDINAL]
    if len(supposed) != 1 or supposed[0].kind not in (*_COUNTED, QuantityKind.NUMBER):
        return None
    if _is_rough(supposed[0], heard.text, _ABOUT) or not _is_claimed(supposed[0], heard.text):
        return None
    told = [q for q in find_quantities(sentence) if _is_alike(q, supposed[0])]
    if len(told) > 1:
        told = [q for q in told if _is_named(q, sentence, heard.text[: supposed[0].start])]
    if len(told) != 1 or _is_rough(told[0], sentence, _ROUGHLY):
        return None
    return told[0].value == supposed[0].value


def _is_named(number: Quantity, sentence: str, asked: str) -> bool:
    """Whether what a number of several is of stands in the question (激活率80%, 接入率90%)."""
    before = _PART.split(sentence[: number.start])[-1]
    return any(before[at : at + _NAME] in asked for at in range(len(before) - _NAME + 1))


def _is_claimed(number: Quantity, text: str) -> bool:
    """Whether a number is said of the rule, not of the caller's own case (花了300,是不是能报)."""
    asked = _IS_IT.search(text)
    if _OWN_CASE.search(text) or (asked and asked.start() > number.start):
        return False
    before = text[: number.start]
    if number.kind in (QuantityKind.MONTHS, QuantityKind.DAYS, QuantityKind.YEARS):
        return bool(_NEEDED.search(before)) and not _ENOUGH.match(text, number.end)
    return bool(_CLAIMED.search(before))


def _is_rough(number: Quantity, text: str, words: re.Pattern[str]) -> bool:
    """Whether a number isn't told exactly, by itself or by the `words` beside it."""
    near = text[max(0, number.start - 4) : number.end + 4]
    return number.approximate or bool(words.search(near))


def _is_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers count the same; a bare one may be said for money."""
    if other.kind is QuantityKind.NUMBER:
        return one.kind is QuantityKind.MONEY
    return one.kind is other.kind and (one.kind is not QuantityKind.COUNT or _measure(one) == _measure(other))


def _measure(number: Quantity) -> str:
    return number.measure.removeprefix("个")
