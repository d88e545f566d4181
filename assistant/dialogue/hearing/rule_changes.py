"""How callers set the time before a change of rules against the time after it, and the day of the change itself.

七月改的, 改之前报多少, 现在报多少: the month is when it changed, none of what is asked about. Knows no rule.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.text.dates import DateMention, Precision, find_dates

_CHANGE = (
    r"(?:改革?|调(?:整|低|高|升)?|变(?:动|更|化)?|涨|升|降(?:低)?|提高|共济|新政|新规|新办法|执行|实施|施行|落地|推行)"
)
# What is changed about the caller, or by him, is no rule.
_OWN = r"(?:了|咗|过|完|的)*+(?!成|为|到|去|工作|单位|岗|基数|工资|薪|人工|名|户口|档|级|职工|居民|住|转|病|重|坏)"
_CHANGED_THEN = re.compile(
    rf"(?:份|号|日|初|底|中[旬间]?|当中|半中间|上旬|下旬)?(?:(?:那|这|嗰)(?:一)?(?:次|回|趟|阵|下)|起|开始|以后|之后|过后|后|正式|就|先|才|的?时候)*+"
    rf"[^,.?!;\d前后花看买]{{0,8}}?{_CHANGE}{_OWN}"
)
_CHANGE_IS = re.compile(rf"{_CHANGE}(?:的?(?:日子|时间|那天|日期|那个月))?(?:是|系|喺|在|从|由|自)(?:今年|当年)?$")
_LONGEST_CHANGE = 16
_WHAT = r"(?:多少|几多|几钱|几块|几个钱|好多|几成|呢|咧)"
_BEFORE = re.compile(
    rf"(?:{_CHANGE}(?:的)?(?:之|以)?前|以前|之前|从前|原来|原先|原本|早先|先前|过去|旧时|往时|老早|没{_CHANGE}(?:的?时候|那会儿?|之前|前)?)"
    rf"(?![报付掏交]?过)[^.?!;]{{0,12}}?{_WHAT}"
)
_AFTER = re.compile(
    rf"(?:{_CHANGE}(?:了|咗|完|的)*(?:之后|以后|过后|后)|之后|以后|现在|如今|而家|依家|目前|这会儿|眼下|今下|今[天日])"
    rf"[^.?!;]{{0,12}}?{_WHAT}"
)
# Both in one breath: 改之前同改之后各报几多.
_BOTH = re.compile(
    rf"{_CHANGE}(?:的|了)?(?:之|以)?前(?!后)[^,.?!;]{{0,4}}?[和跟同与、,及]?{_CHANGE}?(?:的|了|完)?(?:之后|以后|过后|后|现在|如今|而家)[^.?!;]{{0,10}}?{_WHAT}"
)
# The old rule asked about beside what holds: 一共几多?照旧限额又系几多.
_BY_OLD = re.compile(
    rf"(?:按|照|依|用|拿)(?:返|番|住|着|照|咗)?(?:旧|老|以前|之前|从前|原来|原先|原本|早先|[没未]{_CHANGE}|{_CHANGE}(?:之|以)?前)"
    rf"(?!(?:讲|说|问)过)[^,.?!;\d]{{0,8}}?(?:[,又就则该应会是系的话算计来报付交共总合能可以一]|自己|最多(?!少))*+{_WHAT}"
)
_ASKED = re.compile(_WHAT)
# Further on in one word, after the day was told: 七月落地的, 落地前后差多少.
_AROUND = re.compile(rf"{_CHANGE}(?:的)?前后")
_DIFFERENCE = re.compile(
    r"(?:少|多|省|差|便宜|贵|悭)(?:自己|先|自)*(?:掏|付|交|出|花|报|缴|俾|畀|担|得|给|负担|承担)?(?:下|了|咗|出|返)?(?:多少|几多|几钱|几块|几个钱)"
)
_CHANGES = re.compile(_CHANGE + _OWN)
_MONTH = re.compile(r"(?<!\d)(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月")
_RULE = r"(?:规定|规矩|政策|办法|比例|标准|限额|额度|封顶|待遇|制度|条款|口径|报销)"
# What is said to have changed is a rule: 改了规定, 比例调高了.
_RULE_CHANGED = re.compile(
    rf"[^,.?!;\d]{{0,8}}?(?:{_CHANGE}(?:了|咗|过|成)?(?:一下|过)?(?:新的?|啲|些)?{_RULE}|{_RULE}[^,.?!;\d]{{0,4}}?{_CHANGE}(?:了|咗|过|的|啦))"
)
# Somebody else is said to have told it.
_HEARSAY = re.compile(r"(?:听[人讲说闻话]|讲|说是?|话|据说|晓得|知道|通知|新闻)[^,.?!;\d]{0,4}$")
_OF_OWN = re.compile(r"[^,.?!;]{0,4}(?:看|睇|花|用|去|买|住|退|转)")
_LATER = re.compile(
    r"(?:份|号|日|初|底|中[旬间]?|当中|半中间|上旬|下旬)?(?:起|开始|以后|之后|过后|后|[那这嗰](?:一)?(?:次|回|趟|阵|下))")


def sides_told(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where a text asks what it was before a change of rules, and what it is after it; None if not both are asked."""
    both, before, after = _BOTH.search(text), _BEFORE.search(text), _AFTER.search(text)
    if both:
        return both.span(), both.span()
    old = _BY_OLD.search(text)
    asked = _ASKED.search(text, 0, old.start()) if old else None
    if old and asked:
        return old.span(), asked.span()
    return (before.span(), after.span()) if before and after and _CHANGES.search(text) else None


def asks_what_changed(text: str, mention: DateMention) -> bool:
    """Whether the difference that a change of rules made is asked for, and a day told as that of the change."""
    return bool(_DIFFERENCE.search(text)) and _is_change(text, mention) and bool(_LATER.match(text, mention.end))


def sides_asked(text: str, today: date) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the time before a change of rules and the time after it are asked about; behind the text if not in words.

    So it is where a day is told as that of the change, and what it made different is asked for.
    """
    told = sides_told(text)
    days = [d for d in find_dates(text, today) if d.precision in (Precision.DAY, Precision.MONTH)]
    if told is None and len(days) == 1 and asks_what_changed(text, days[0]):
        return (len(text), len(text)), (len(text), len(text))
    return told


def is_only_of_change(text: str, mention: DateMention) -> bool:
    """Whether a day or month is only told as when the rules changed whose two sides are asked about."""
    if mention.precision not in (Precision.DAY, Precision.MONTH):
        return False
    asked = sides_told(text) is not None or asks_what_changed(text, mention) or _AROUND.search(text, mention.end + 4)
    return _is_change(text, mention) and bool(asked or _told_beside(text, mention))


def _told_beside(text: str, mention: DateMention) -> bool:
    """Whether a rule is said to have changed then, where two other months are told (七月改规定, 八月比六月多多少)."""
    others = {m.group() for m in _MONTH.finditer(text) if not mention.start <= m.start() < mention.end}
    of_rule = _RULE_CHANGED.match(text, mention.end) or (
        _HEARSAY.search(text[: mention.start]) and not _OF_OWN.match(text, mention.end))
    return len(others) > 1 and bool(of_rule)


def _is_change(text: str, mention: DateMention) -> bool:
    before = text[max(0, mention.start - _LONGEST_CHANGE) : mention.start]
    return bool(_CHANGED_THEN.match(text, mention.end) or _CHANGE_IS.search(before))
