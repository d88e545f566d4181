"""Which day is which: the days of an utterance at the facts that take one, and the months that it spans.

Knows the words of facts and how stretches of time are said. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.hearing.asking import ALL_TOGETHER
from assistant.dialogue.hearing.conditions import last_of
from assistant.dialogue.hearing.understanding import Understood, day_of
from assistant.dialogue.state import CallState
from assistant.policy.model import FactShape
from assistant.text.dates import STRETCHES, DateMention, Precision, find_dates
from assistant.text.numerals import QuantityKind

_BEFORE = re.compile(
    r"(?:份|号|日|初|上旬|中旬|中)?(?:那次|那天|那会儿?)?(?:的)?(?:政策|比例|新政)?"
    r"(?:没|还没|未)?(?:调整|改革|下调|调低|降低|变动|执行|实施|降价?|改|变|调|涨|升|减)?(?:以前|之前|前(?!半|后|期|几|面|头|些|段|阵|边|两|三))"
)
# The first and the last third of a month, and how many days a third has.
_EARLY, _LATE = re.compile(r"份?(?:初|上旬|头)"), re.compile(r"份?(?:底|末|下旬|尾)")
THIRD = 10
_NOT = re.compile(
    r"(?:没有?|未|不|冇)(?:办|去|来得及|来及|能|赶得?上|赶着|赶趟|顾得?上|记得|想起来?|捞着|腾出空|有空)?(?:去|来|把)?"
    r"(?:备案|报备|转诊|住院|交|缴|补)")
_TO = re.compile(
    r"\s*(?:份|号|日)?\s*(?:改革|共济|调整)?(?:开始|算起|起算|起|以来)?"
    r"(?:算|数|一直|吃|用|花|看|拿|买|交|做|住|付|领)?\s*(?:到|至|-|~)(?:现在|如今|目前|今天)?\s*$"
)
# A stretch whose ends are told apart (七月起…,划到年底), the later one first too (做到年底,从九月算起).
_UP_TO = re.compile(
    r"(?<![涨升调降加提换改变增高低减多少])(?:一直|直|就|先|准备|打算|要|会|得|能)*+(?:[做干划交缴吃用买缓拿领住看上进入返拨打发撑]++)?+(?:到|至)(?:今年|当年)?$"
)
_SINCE = re.compile(r"(?:^|[,.;?!])[^,.;?!]{0,4}(?:从|由|打|自)$")
_BEGINS = re.compile(r"(?:份|号|日)?(?:开始|算起|起算|起)")
_FROM_NOW = re.compile(
    r"(?:现在|如今|而家|依家|目前|眼下)(?:开始|算起|起算|起)?,?(?:一直|直)?+(?:[做干划交缴吃用买缓拿领住看上进入返]++)?+(?:到|至)$"
)
_BEGINS_NEW = re.compile(r"(?:份|号|日)?(?:开始|起|以后|之后|又|才|再|就?[涨升调降改变])")
_FARTHEST_END = 24
_TILL_NOW = re.compile(
    r"\s*(?:份|号|日)?\s*(?:开始|算起|起算|起)?(?:到|至)?(?:现在|如今|目前|今天|今日|这个月|本月|今个月|至今|以来|为止)"
)
# How much better a later day must fit than an earlier one; a day that only ends a period is none of a fact's.
_CLEARLY = 0.3
_SOON = 8
_HOW_MUCH = re.compile(r"多少|几多|几钱|几块|几个钱|好多钱")
_PRESENT = re.compile(r"现在|如今|而家|依家|目前")
_NOW = re.compile(rf"{_PRESENT.pattern}|今[天日年]|这个月|本月")
_BARE_MONTH = re.compile(r"[\d一二三四五六七八九十]+月")
# What one had got, or hadn't, by a time isn't asked for by the rules of that time (今年以前没领过).
_GOT_BEFORE = re.compile(
    r"[^,.?!;多几]{0,6}?(?:[没未][^,.?!;多几]{0,4}过|(?:领|用|救助|报)过)[^,.?!;多几]{0,10}(?:[,.;]|$)"
)
_DEADLINE = re.compile(r"(?:就|才|是)?(?:截止|截至|到期|结束|为止|停止)")
_DENIED = re.compile(r"(?:不是|唔是|唔系|不系|并非|不该是)(?:在|那个)?$")
# What a day is told of that isn't a bill's.
LIFE = re.compile(r"[^,.?!;]{0,4}(?:退休|退[了咗]?休|参保|入职|上班|结婚|毕业|批下来|批的|办的?证|认定)")
# A turn in somebody's life, told as having come: none that anything is asked of.
_STATUS = r"(?!人员|人士|职工|老人|工人|金|工资|待遇|的(?:人|每|一个月|能|可以|划|报|职工|老))"
_TURN = re.compile(
    rf"[^,.?!;\d]{{0,6}}?(?:退[了咗的]?休{_STATUS}|退下来|退[的咗了](?=[,.?!;]|$)|[入离][了咗的]?职|转正|上班(?=[了的,.?!;])|失业|"
    r"下岗|辞[职工]|[结成][了咗的]?婚|毕[了咗的]?业|出生|怀[了咗上]|满(?:\d+|[二三四五六七八九]?十[一二三四五六七八九]?)(?:周?岁)?|搬[到来去过]|"
    r"迁[到来去过]|落户|查出|检出|诊断|确诊|批下来|批的|得[了咗的](?:这个|个|场)?病|"
    r"[办认][好了咗妥完下]*(?:的|了)?(?:退休|证|慢特?病|门慢|特病|认定|手续))"
)
_TILL = re.compile(r"(?:到|至|-|~)$")
_AND = re.compile(r"\s*(?:份)?\s*(?:和|跟|同|与|,|、)?\s*$")
# Several stretches asked about one by one, and whole years of which each is.
_ONE_BY_ONE = re.compile(r"各|分别|每年|两年|[相差]差|差(?:多少|几)|比[^,.?!;]{1,12}[多少]")
_EACH_YEAR = re.compile(r"每年|两年|一年|年度(?!限额)|(?:19|20)\d\d年和(?:19|20)\d\d年")
_MOST_SPANS = 3
_YEAR = 12
_A_YEAR = {QuantityKind.YEARS: 1, QuantityKind.MONTHS: _YEAR}
_YEAR_NAMED = re.compile(r"(?<!\d)20\d\d(?=年)")
_HALVES = tuple(map(re.compile, (
    r"[上前头]半年|(?<!\d)[1一]月?(?:份)?[到至-][6六]月", r"[下后]半年|(?<!\d)[7七]月?(?:份)?[到至-](?:12|十二)月")))
_WHOLE_YEAR = re.compile(r"全年|一年|整年|月月|个个月|每个?月|12个月|十二个月")
# What it is in a month is asked for, not in all of them (今年退休的每个月划多少).
_MONTH_ASKED = re.compile(r"(?:每个?月|月月|个个月)[^,.?!;\d都]{0,12}?(?:多少|几多|几钱|几块|好多)")
_IN_A_MONTH = re.compile(
    r"(?<![\d一二两三四五六七八九十半几多])(?:一?个|一)月[^,.?!;\d都]{0,12}?(?:多少|几多|几钱|几块|好多)")
_SAME_ALL_ALONG = re.compile(
    r"(?:年底|年尾|年末|月份?|现在|如今|全年|成年|一年|年)(?:到头)?(?:以?来|为止|里|内)?(?:基数|工资)?"
    r"(?:一?都|一直|一路|始终|从来|均|全)(?:是|按|在|保持|维持|系|没[变动调])")
_AS_WHOLE = re.compile(r"度?(?:的)?(?:全年|整年|整一年|成年|一整年|一年到头)")
_WHICH_DAY = re.compile(r"哪[一]?[天日]|几号|几月几|星期几|周几|礼拜几")
_WHEN = re.compile(r"(?:什么|啥|嘛|么)(?:时候|时间|时辰|时)|几时|何时|多咱|多会儿?|几月|哪个?月")
# A month that is named by its number, not by how far it is off (上个月).
_NAMED = re.compile(r"[\d零一二三四五六七八九十]+月")


def is_early(text: str, mention: DateMention) -> bool:
    """Whether only the beginning of a month is meant (六月初)."""
    return mention.precision is Precision.MONTH and bool(_EARLY.match(text, mention.end))


def is_late(text: str, mention: DateMention) -> bool:
    """Whether only the end of a month is meant (六月下旬)."""
    return mention.precision is Precision.MONTH and bool(_LATE.match(text, mention.end))


def names_an_end(text: str, mention: DateMention) -> bool:
    """Whether a time is named as what something was before (7月前, 6月15日以前)."""
    named = _BEFORE.match(text[mention.end : mention.end + 10])
    return bool(named) and not _GOT_BEFORE.match(text, mention.end)


def denied_days(heard: Understood) -> tuple[DateMention, ...]:
    """The days that are named only to be denied (不是10号), where another one is told."""
    denied = tuple(d for d in heard.dates if _DENIED.search(heard.text[max(0, d.start - 5) : d.start]))
    return denied if len(denied) < len(heard.dates) else ()


def without_denied_days(heard: Understood) -> Understood:
    """The utterance without the days that it denies."""
    denied = denied_days(heard)
    return replace(heard, dates=tuple(d for d in heard.dates if d not in denied)) if denied else heard


def moved_to(given: FactValue, denied: Sequence[date]) -> FactValue:
    """Bills without their day, where another day is told for them: those of a denied day, or all of a single day."""
    if not isinstance(given, tuple):
        return given
    days = {bill.day for bill in given} - {None}
    return tuple(replace(b, day=None) if len(days) == 1 or b.day in denied else b for b in given)


def whole_day(heard: Understood) -> date | None:
    """The one day that the whole utterance is about; the day before one that it says 以前 of."""
    if _asks_of_present(heard) and not any(d.precision in (Precision.DAY, Precision.MONTH) for d in heard.dates):
        return None
    if _same_all_along(heard):
        return None
    for mention in heard.dates:
        if names_an_end(heard.text, mention):
            return mention.first_day - timedelta(days=1)
    days = {told_day(heard, mention) for mention in heard.dates
            if not is_of_life(heard, mention) and not _begins_years(heard, mention)} - {None}
    return days.pop() if len(days) == 1 else None


def _begins_years(heard: Understood, mention: DateMention) -> bool:
    """Whether a time is only told as where a longer one begins (去年底到今年)."""
    return any(d.precision is Precision.YEAR and _TILL.fullmatch(heard.text, mention.end, d.start)
               for d in heard.dates)


def is_of_life(heard: Understood, mention: DateMention) -> bool:
    """Whether a day is only told as that of a turn in somebody's life (年初退的休), none that anything is asked of."""
    return mention.precision is not Precision.YEAR and _TURN.match(heard.text, mention.end) is not None


def told_day(heard: Understood, mention: DateMention) -> date | None:
    """The day that a mention fixes: the day before, if 以前 follows it; None for a vaguer one."""
    if names_an_end(heard.text, mention):
        return mention.first_day - timedelta(days=1)
    if is_late(heard.text, mention):
        return mention.first_day.replace(day=2 * THIRD + 1)
    return day_of(mention)


def day_asked(heard: Understood, state: CallState) -> date:
    """The day whose figures are told: in the year asked for, else the day of the call."""
    if _asks_of_present(heard) or _same_all_along(heard):
        return state.today
    exact = (Precision.DAY, Precision.MONTH, Precision.HALF)
    days = [d for d in heard.dates if (d.year_told or d.precision in exact) and not is_of_life(heard, d)]
    if heard.relative_years and not state.date_given:
        days = [d for d in days if not d.relative]
    for mention in days:
        if names_an_end(heard.text, mention):
            return mention.first_day - timedelta(days=1)
        if mention.first_day <= state.today <= mention.last_day:
            return state.today
    if days:
        begins = days[-1].first_day > state.today or is_early(heard.text, days[-1])
        return days[-1].first_day if begins else days[-1].last_day
    return state.today


def leaves_year_open(heard: Understood) -> bool:
    """Whether the only times told are months or days without a year (五月), which may be those to come."""
    days = [d for d in heard.dates if d.year_told or d.precision in (Precision.DAY, Precision.MONTH)]
    return bool(days) and all(not d.year_told and _BARE_MONTH.match(d.words) for d in days)


def names_time(heard: Understood) -> bool:
    """Whether an utterance names a day, month, year or stretch of months that something is asked of."""
    return any(d.year_told or d.precision in (Precision.DAY, Precision.MONTH, *STRETCHES) for d in heard.dates)


def names_present(heard: Understood) -> bool:
    """Whether an utterance says that it is about now, or names this year, month or day."""
    return bool(_NOW.search(heard.text))


def _asks_of_present(heard: Understood) -> bool:
    """Whether the clause that asks says 现在 and names no other time (去年四千八, 现在每月进多少)."""
    asking = [c for c in heard.clauses if _HOW_MUCH.search(heard.text, c.start, c.end)]
    return len(asking) == 1 and bool(_PRESENT.search(heard.text, asking[0].start, asking[0].end)) and not any(
        asking[0].start <= d.start < asking[0].end for d in heard.dates)


# What somebody does on a day when the day is not of what was paid or filed (9月10号住院).
_FOR_CARE = frozenset(("住院", "入院", "看病", "住", "看", "生"))
_CARED_FOR = re.compile(r"(?:才|就|要|去|想|得|再|又|突然)*(?:住院|入院|看病|住进|做手术|开刀|生病|看门诊|睇病|留医)")


def days_told(facts: Sequence[FactShape], heard: Understood) -> dict[str, date]:
    """Fact id → day, for the facts that take a day: each day at the fact whose words stand nearest to it.

    A day alone is that of the only fact that must have one; a month is its first day where a fact takes months.
    """
    taking = [fact for fact in facts if fact.kind == "date"]
    taken = (Precision.DAY, Precision.MONTH) if any(fact.by_month for fact in taking) else (Precision.DAY,)
    days = [d for d in heard.dates if d.precision in taken and not _DEADLINE.match(heard.text, d.end)
            and not (names_an_end(heard.text, d) and _NOT.search(heard.text[d.end : d.end + _SOON]))]
    told: dict[str, tuple[float, date]] = {}
    for number, mention in enumerate(days) if taking else ():
        start = days[number - 1].end if number else 0
        end = days[number + 1].start if number + 1 < len(days) else len(heard.text)
        scored = [(_nearness(fact, heard.text, mention, start, end), fact.id) for fact in taking
                  if fact.by_month or mention.precision is Precision.DAY]
        best, id_ = max(scored)
        if best > 0 and best > told.get(id_, (0.0, mention.first_day))[0] + (0.0 if id_ not in told else _CLEARLY):
            told[id_] = (best, mention.first_day)
    needed = [fact for fact in taking if fact.default is None]
    fixed = {d.first_day for d in days if (d.precision is Precision.DAY or (needed and needed[0].by_month))
             and not (names_an_end(heard.text, d) or _NOT.search(heard.text[d.end : d.end + _SOON])
                      or is_of_care(needed, heard, d))}
    if not told and len(needed) == 1 and len(fixed) == 1:
        return {needed[0].id: fixed.pop()}
    return {id_: day for id_, (_, day) in told.items()}


def asks_day(heard: Understood) -> bool:
    """Whether a day is asked for (最晚哪天, 到几号)."""
    return bool(_WHICH_DAY.search(heard.text))


def asks_when(heard: Understood) -> bool:
    """Whether it is asked when something is (哪天起, 啥时候能用, 几时先报得)."""
    return asks_day(heard) or bool(_WHEN.search(heard.text))


def names_day(facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether words for the one fact that must have a day stand around a day that is told, and no other is needed."""
    needed = [fact for fact in facts if fact.default is None and not fact.values and not fact.dimension]
    if [fact.kind for fact in needed] != ["date"]:
        return False
    days = [d for d in heard.dates if d.precision is Precision.DAY
            and not _NOT.search(heard.text[d.end : d.end + _SOON])]
    named = any(_nearness(needed[0], heard.text, d, 0, len(heard.text)) > 0 for d in days)
    return named and needed[0].id in days_told(facts, heard)


def in_year_told(day: FactValue, before: FactValue | None, heard: Understood) -> FactValue:
    """A day whose year isn't told in the year of the day told before in its place, if that is a year to come."""
    if not isinstance(day, date) or not isinstance(before, date) or before.year <= heard.today.year:
        return day
    named = [d for d in heard.dates if d.first_day == day and not d.year_told and _NAMED.match(d.words)]
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=before.year) if named and not leap else day


def is_of_care(facts: Sequence[FactShape], heard: Understood, mention: DateMention) -> bool:
    """Whether somebody is cared for on a day, where the facts are of other days (6月20号交的 … 9月10号住院)."""
    own = any(word in _FOR_CARE for fact in facts for word in fact.words)
    return not own and _CARED_FOR.match(heard.text, mention.end) is not None


def _nearness(fact: FactShape, text: str, mention: DateMention, start: int, end: int) -> float:
    """How strongly the words around a day point to a fact: those behind it more, nearer ones more."""
    before, after = text[max(start, mention.start - 12) : mention.start], text[mention.end : min(end, mention.end + 14)]
    best = 0.0
    before, after = _NOT.sub("□", before), _NOT.sub("□", after)
    for word in fact.words:
        found = last_of(word, before)
        if found:
            comma = 0.8 if any(mark in before[found[0] :] for mark in ",.;?!") else 0.0
            best = max(best, 1.4 + 0.1 * len(word) - 0.06 * (len(before) - found[1]) - comma)
        at = after.find(word)
        if at >= 0:
            comma = 0.8 if any(mark in after[:at] for mark in ",.;?!") else 0.0
            best = max(best, 2.0 + 0.1 * len(word) - 0.06 * at - comma)
    return best


def months_told(heard: Understood) -> tuple[Bill, ...]:
    """The months of a stretch of time that was told by its ends or as a whole, one bill of one month each.

    Empty if months are only counted (三个月), or single ones named.
    """
    first_last = _stretch(heard)
    if first_last is None or _same_all_along(heard):
        return ()
    return _each_month(*first_last)


def asks_one_month(heard: Understood) -> bool:
    """Whether what something is in a month is asked for, and not what it comes to in several."""
    asked = _MONTH_ASKED.search(heard.text) or _IN_A_MONTH.search(heard.text)
    return asked is not None and not ALL_TOGETHER.search(heard.text)


def _same_all_along(heard: Understood) -> bool:
    """Whether a stretch only tells how long something has been the same, where one month is asked about."""
    return bool(_SAME_ALL_ALONG.search(heard.text)) and asks_one_month(heard)


def _each_month(first: date, last: date) -> tuple[Bill, ...]:
    """A bill of one month for each from that of one day to that of another."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    starts = [first.year * 12 + first.month - 1 + number for number in range(count)]
    return tuple(Bill(Decimal(1), date(start // 12, start % 12 + 1, 1)) for start in starts)


def spans_told(heard: Understood) -> list[tuple[str, tuple[Bill, ...]]]:
    """The words and months of each of several stretches that are asked about one by one, in their order; else none.

    They are whole years (今年全年和明年全年各…), or parts of one (上半年和下半年分别…). The words are read anew: a year
    behind 和 isn't kept among what is asked of.
    """
    years = [d for d in find_dates(heard.text, heard.today) if d.precision is Precision.YEAR and d.year_told]
    spans = years if _WHOLE_YEAR.search(heard.text) or _EACH_YEAR.search(heard.text) else []
    spans = sorted([*spans, *stretches(heard)], key=lambda d: d.start)
    apart = {(d.first_day, d.last_day): d for d in reversed(spans)}
    asked = _ONE_BY_ONE.search(heard.text) or len(_HOW_MUCH.findall(heard.text)) >= len(apart)
    nested = any(one is not other and one.first_day <= other.first_day and other.last_day <= one.last_day
                 for one in apart.values() for other in apart.values())
    if len(apart) < 2 or len(apart) > _MOST_SPANS or not asked or nested:
        return []
    return [(d.words, _each_month(d.first_day, d.last_day)) for d in sorted(apart.values(), key=lambda d: d.start)]


def stretches(heard: Understood) -> tuple[DateMention, ...]:
    """The stretches of months that are told in one word each (7到9月, 上半年)."""
    return tuple(d for d in heard.dates if d.precision in STRETCHES)


def _follows_month(heard: Understood, earlier: DateMention, later: DateMention) -> bool:
    """Whether a month is listed right after the one before it (10月、11月)."""
    between = heard.text[earlier.end : later.start]
    months = [d.first_day.year * 12 + d.first_day.month for d in (earlier, later)]
    return bool(_AND.match(between)) and months[1] - months[0] == 1


def _last_of_run(heard: Understood, mention: DateMention) -> date:
    """The last day of a stretch and of those named right behind it that go on from it (上半年和下半年)."""
    for before, after in pairwise(d for d in heard.dates if d.start >= mention.start):
        joined = _AND.match(heard.text[before.end : after.start]) and after.precision in STRETCHES
        if not joined or after.first_day != before.last_day + timedelta(days=1):
            return before.last_day
        mention = after
    return mention.last_day


def _ends_apart(heard: Understood, single: Sequence[DateMention]) -> tuple[date, date] | None:
    """The first and last day of a stretch whose ends are told apart, or that begins now; None if none is told so."""
    text = heard.text
    if len(single) == 1 and single[0].last_day > heard.today and _FROM_NOW.search(text[: single[0].start]):
        return heard.today, single[0].last_day
    if len(single) != 2:
        return None
    earlier, later = sorted(single, key=lambda d: d.first_day)
    first, second = sorted(single, key=lambda d: d.start)
    between = text[first.end : second.start]
    told_new = any(first.end <= q.start < second.start for q in heard.sums) or _BEGINS_NEW.match(text, later.end)
    if earlier.first_day >= later.first_day or told_new or re.search(r"[.?!;]", between):
        return None
    if first is earlier:
        ends = len(between) <= _FARTHEST_END and _UP_TO.search(between)
    else:
        ends = _UP_TO.search(text[: first.start]) and _SINCE.search(between) and _BEGINS.match(text, second.end)
    return (earlier.first_day, later.last_day) if ends else None


def with_year_of_halves(heard: Understood, talk: Sequence[str]) -> Understood:
    """The utterance with the year whose two halves were both told of before, where it asks for a whole one.

    What holds of one half only isn't told of all its months then.
    """
    whole = [q for q in heard.quantities if q.value == _A_YEAR.get(q.kind)]
    said = "|".join(talk)
    if heard.dates or len(whole) != 1 or not all(half.search(said) for half in _HALVES):
        return heard
    named = {int(year) for year in _YEAR_NAMED.findall(said)} or {heard.today.year}
    if len(named) != 1:
        return heard
    year, at = named.pop(), whole[0]
    told = DateMention(date(year, 1, 1), date(year, _YEAR, 31), at.start, at.end, at.words, True, Precision.MONTHS)
    return replace(heard, dates=(told,))


def _stretch(heard: Understood) -> tuple[date, date] | None:
    years = [d for d in heard.dates if d.precision is Precision.YEAR]
    for year in years:
        if _AS_WHOLE.match(heard.text, year.end):
            return year.first_day, year.last_day
    for mention in heard.dates:
        reformed = re.search(r"改革|共济|调整", heard.text[max(0, mention.start - 2) : mention.start])
        if mention.precision in STRETCHES and not reformed:
            return mention.first_day, _last_of_run(heard, mention)
    single = [d for d in heard.dates if d.precision in (Precision.MONTH, Precision.DAY)]
    for number, (earlier, later) in enumerate(pairwise(single)):
        if _TO.match(heard.text[earlier.end : later.start]) and earlier.first_day < later.first_day:
            return earlier.first_day, later.last_day
        if _follows_month(heard, earlier, later):
            last = later
            for before, after in pairwise(single[number + 1 :]):
                if not _follows_month(heard, before, after):
                    break
                last = after
            return earlier.first_day, last.last_day
    apart = _ends_apart(heard, single)
    if apart is not None:
        return apart
    for mention in single:
        if _TILL_NOW.match(heard.text, mention.end) and mention.first_day <= heard.today:
            return mention.first_day, heard.today
    whole = _WHOLE_YEAR.search(_MONTH_ASKED.sub("", heard.text))
    if len(years) == 1 and whole and not _asks_of_present(heard):
        return years[0].first_day, years[0].last_day
    return None
