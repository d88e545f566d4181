"""Finds the days, months and years that a caller speaks of, relative to the day of the call.

Works on normalised text. Knows nothing of what was in force on a day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assistant.text.numeral_masks import BEHIND_SUM, DAY, FEAST, MONTH, WRITTEN_DATE
from assistant.text.numeral_values import read_number


class Precision(StrEnum):
    """How exactly a time was told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    MONTHS = "months"  # several months of one year: 1到10月
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    YEARS = "years"


STRETCHES = frozenset((Precision.MONTHS, Precision.QUARTER, Precision.HALF))
"""The ways of telling a stretch of several months of one year."""


@dataclass(frozen=True)
class DateMention:
    """A time spoken of: first and last day (both inclusive), where it stands, how it was told.

    `relative` is true when the call's date was needed, also for a year that was left out;
    `year_told` is true when the words themselves name a year, if only as 去年.
    """

    first_day: date
    last_day: date
    start: int
    end: int
    words: str
    relative: bool
    precision: Precision
    year_told: bool = False


_D = "零一二三四五六七八九"
_YEAR_WORDS = {
    "大前年": -3, "前年": -2, "去年": -1, "旧年": -1, "上年": -1, "上一年": -1, "头年": -1, "上年度": -1,
    "今年": 0, "本年": 0, "本年度": 0, "今年度": 0, "今年子": 0,
    "明年": 1, "名年": 1, "出年": 1, "下一年": 1, "来年": 1, "下年": 1, "转年": 1, "明年子": 1, "下年度": 1,
    "明年度": 1,
    "后年": 2, "大后年": 3,
}
# Before a month, the year that a new year begins: this one in its first months, and the next one later on.
_AFTER_NEW_YEAR = ("出咗年", "出了年", "过了年", "过完年", "过咗年", "翻过年", "翻了年", "转过年")
_LAST_MONTH_AFTER = 4
# The first of the last months of a year, and a month right before the next one of a list.
_LATE_MONTH = 10
# What is put off, and so comes after the new year where its month is over in this one (留返1月先去, 拖到二月份再看).
_PUT_OFF = re.compile(
    r"(?:留返|留|拖|挪|延|推|放|押|移|熬|捱|改|顺延|延迟|推迟|迟)(?:到|至|返|去|落|后)*$|(?:等|待|到|去到|得到)(?:到|返)?(?:了|咗)?(?:新年|年后)?的?$")
_ONLY_THEN = re.compile(r"[^,.?!;\d]{0,3}?(?:先(?=[去睇看做买住交开使用计])|再|才|至(?=[去睇看做买住交])|的时候再)")
_MOVED_FIRMLY = re.compile(r"(?:留返|留到|拖到?|挪到?|推到?|推迟到?|延到|延迟到?|放到|押到|捱到|熬到|改到)$")
# A month from which on something rises, told late in the year (1月起基数加到…).
_FROM_THEN = re.compile(r"(?:起|开始|以后)[^.?!;\d]{0,10}?(?:加|涨|升|调|提|变|改|降|减|按)")
_LISTED_BEHIND = re.compile(r"月份?(?:[和跟同与、到至,]|还有|以及|-)$")
_DAY_WORDS = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨儿": -1, "寻日": -1, "琴日": -1, "昨晚": -1,
    "今天": 0, "今日": 0, "今儿": 0, "今晚": 0, "今早": 0, "今朝": 0, "夜来": -1, "明天": 1, "明日": 1, "听日": 1,
    "明儿": 1,
    "后天": 2, "后日": 2, "大后天": 3,
}
_MONTH_WORDS = {
    "上上个月": -2, "上个月": -1, "上月": -1, "上一个月": -1, "这个月": 0, "今个月": 0, "呢个月": 0, "本月": 0,
    "当月": 0, "这月": 0, "今月": 0, "下个月": 1, "下月": 1, "下一个月": 1, "下下个月": 2, "前两个月": -2,
}
_WEEK_WORDS = {
    "上上": -2, "上": -1, "上个": -1, "上一": -1, "这": 0, "这个": 0, "本": 0, "今个": 0, "呢个": 0, "下": 1, "下个": 1,
}
_FEASTS = {"元旦": (1, 1), "五一": (5, 1), "六一": (6, 1), "国庆": (10, 1)}
_YEAR_AFTER_LASTING = r"(?<![满交缴买够了过足续共有龄干近前后每这几约费保限])"


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _run(length: int, between: str, numerals: tuple[str, ...]) -> str:
    """A pattern for so many months on end, by their numbers."""
    return _any(between.join(numerals[first : first + length]) for first in range(len(numerals) - length + 1))


_SPOKEN_MONTHS = (*"一二三四五六七八九十", "十一", "十二")
_MONTHS_LISTED = tuple(rf"(?:{word}|{number})" for number, word in enumerate(_SPOKEN_MONTHS, start=1))
# Months on end by their bare numbers, how many they are told behind them, or 月 once: 七,八,九三个月, 七八九月.
_RUNS = "|".join((
    *(f"(?:{_run(length, '', _SPOKEN_MONTHS[:10])})(?=月份?(?!间)|{count}个月)"
      for length, count in ((3, "[三仨]"), (4, "四"), (5, "五"), (6, "六"))),
    *(f"(?:{_run(length, '[,/ ]{1,2}', _MONTHS_LISTED)})(?={count}个?月(?!间))"
      for length, count in ((2, "[两俩]"), (3, "[三仨]"), (4, "四"), (5, "五"), (6, "六"))),
))
_YEAR = (
    rf"(?P<year4>(?<!\d)(?:19|20)\d\d|[一二][九零][{_D}][{_D}])\s*(?:年度|年|版|财年)"
    rf"|(?<![\d盒支针瓶片张有存剩得差欠])(?P<bare>20(?:0[1-9]|[123]\d))(?![\d.,]*\d|[元块蚊圆万千百亿%人个家次项例笔种岁天户位名])"
    rf"|(?<![\d第])(?<!\d\.){_YEAR_AFTER_LASTING}(?P<year2>[012]\d)年(?:度)?(?![多半了以左上内零又]|\d+个月|的?缴费|的?工龄)"
    rf"|(?<![{_D}十百千万]){_YEAR_AFTER_LASTING}(?P<spoken2>[零一二][{_D}])年(?:度)?(?![多半了以左内零又])"
    rf"|(?<![目以之当证说声晚早网线掌如休])(?:(?<![头身手卡账户])|(?!上))(?P<word>(?:{_any(_YEAR_WORDS)})|(?:{_any(_AFTER_NEW_YEAR)})(?=[^,.;?!\d]{{0,8}}{MONTH}月|(?:以后|之后|后)?(?:再|先|才|至)))(?![龄纪限审检轻])度?"
)
# A day of a month told by its number alone (五月二十才交): from the tenth on; 一月二十 may be so much a month.
_DAY_BY_NAME = (
    "(?:" + "|".join(rf"(?<=月{ten})(?<!(?<!十)一月{ten})" for ten in (
        "十", "二十", "三十", f"十[{_D}]", f"二十[{_D}]", "三十一")) + ")"
    r"(?=[交缴买入住出生去来才就那这先再办报打开当早晚到以之的,.?!;]|[看睇做]|$)"
)
_PART = (
    rf"(?P<half>[上下])半年(?:的?[前头](?P<half_months>[1-6]|[一二两三四五六])个月)?|(?P<quarter>[第]?[一二三四1-4])季度|(?P<months_ago>(?<!后)(?<!后的)[前头])(?P<first_months>\d{{1,2}}|十[一二]?|[两三四五六七八九])个月"
    rf"|(?<![{_D}十百千万亿第点\d])(?<!\d\.)(?P<run>{_RUNS})(?:月份?)?"
    rf"|(?P<two_months>一二|二三|三四|四五|五六|六七|七八|八九|九十)月份?"
    rf"|(?P<listed>(?<![\d第十百千万亿点])(?<!\d\.){MONTH})(?=\s*(?:[,/]|和|跟)\s*(?P<next>{MONTH})(?:\s*(?:[,/]|和|跟)\s*{MONTH})*月(?!间))"
    rf"|(?P<from>{MONTH})(?:月份?)?\s*(?:-|~|到|至)\s*(?P<to>{MONTH})月(?:份|底)?"
    rf"|(?P<month>(?:(?<![\d第十个])(?<!\d\.)|{BEHIND_SUM})(?!(?<=百)一月){MONTH})月(?:份)?(?:(?P<end_of_month>底|末)|(?P<day>{DAY})(?:[日号]|(?![\d.%元块蚊千百万次人个天年])(?<=\d)|{_DAY_BY_NAME})|(?<=[一1]月)(?=多少|几|能|给|可|一次)(?P<monthly>))?"
    rf"|(?P<year_end>年底|年末|年尾)|(?P<its_end>(?<=年)[底末尾](?![子]))|(?P<year_start>年初|年头)|(?P<feast>{FEAST})"
)
_ISO = re.compile(WRITTEN_DATE)
_CALENDAR = re.compile(rf"(?:(?:{_YEAR})\s*的?\s*)?(?:{_PART})|(?:{_YEAR.replace('?P<', '?P<only_')})")
_NEAR = re.compile(
    rf"(?P<day>{_any(_DAY_WORDS)})|(?P<day_after>第二天|次日|隔天|隔日|转天)|(?P<month>(?:{_any(_MONTH_WORDS)})(?P<end>底|末|尾)?)|(?P<month_end>(?<![个每])(?:月底|月尾|月末))"
    rf"|(?P<week>{_any(_WEEK_WORDS)})(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])?"
    rf"|(?P<day_only>(?<![\d第月])(?<!\d\.){DAY})[号](?!线|楼|窗|文|令|院|药)"
)


def find_dates(text: str, today: date) -> tuple[DateMention, ...]:
    """Return the times told in a normalised text, in order, none overlapping.

    A month or day without a year belongs to the year told last before it, else to the year of `today`;
    a day without a month to the month told last, else to that of `today`. Impossible dates are left out.
    """
    finder = _Finder(text, today)
    return finder.find()


def find_years(text: str, today: date) -> tuple[int, ...]:
    """Return the calendar years a text speaks of, ascending, each once; the year of a bare month isn't one of them."""
    years = {
        year
        for mention in find_dates(text, today)
        if mention.year_told
        for year in range(mention.first_day.year, mention.last_day.year + 1)
    }
    return tuple(sorted(years))


class _Finder:
    """One pass over a text, remembering the year and month told last."""

    def __init__(self, text: str, today: date) -> None:
        self.text, self.today = text, today
        self.year: int | None = None
        self.month: date | None = None
        self.day: date | None = None

    def find(self) -> tuple[DateMention, ...]:
        found: list[DateMention] = []
        at = 0
        while at < len(self.text):
            mention = self._at(at)
            if mention is None or mention.end == at:
                at += 1
                continue
            found.append(mention)
            self.day = mention.first_day if mention.precision is Precision.DAY else self.day
            self.month = mention.first_day if mention.precision in (Precision.MONTH, Precision.DAY) else self.month
            at = mention.end
        return tuple(found)

    def _at(self, at: int) -> DateMention | None:
        readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], DateMention | None]], ...] = (
            (_ISO, self._iso), (_CALENDAR, self._calendar), (_NEAR, self._near))
        for pattern, read in readers:
            match = pattern.match(self.text, at)
            mention = read(match) if match else None
            if mention is not None:
                return mention
        return None

    def _made(self, match: re.Match[str], days: tuple[date, date], relative: bool, precision: Precision,
              year_told: bool = False) -> DateMention:
        return DateMention(*days, match.start(), match.end(), match.group(), relative, precision, year_told)

    def _iso(self, match: re.Match[str]) -> DateMention | None:
        year, month = int(match["y"]), int(match["m"])
        days = _one_day(year, month, int(match["d"])) if match["d"] else _months(year, month, month)
        if days is None:
            return None
        self.year = year
        return self._made(match, days, False, Precision.DAY if match["d"] else Precision.MONTH, True)

    def _calendar(self, match: re.Match[str]) -> DateMention | None:
        told = self._told_year(match)
        relative = told is None or bool(match["word"] or match["only_word"])
        put_off = told is None and self._is_put_off(match)
        year = told if told is not None else self.year or self.today.year + (self._over_new_year(match) or put_off)
        part = self._part(match, year)
        if part is None:
            return None
        if told is not None or put_off:
            self.year = year
        return self._made(match, part[0], relative, part[1], told is not None)

    def _over_new_year(self, match: re.Match[str]) -> bool:
        """Whether a month of spring is listed right behind one of the last months of this year (12月和1月)."""
        if self.month is None or not match["month"] or min(self.today.month, self.month.month) < _LATE_MONTH:
            return False
        listed = _LISTED_BEHIND.search(self.text, max(0, match.start() - 5), match.start())
        following = self.month.year == self.today.year and _number(match["month"]) < _LAST_MONTH_AFTER
        return bool(listed) and following

    def _is_put_off(self, match: re.Match[str]) -> bool:
        """Whether a month of spring, told late in the year, is that of the next one: something is put off till then.

        So, too, where something is to rise from then on.
        """
        if not match["month"] or self.today.month < _LATE_MONTH or _number(match["month"]) >= _LAST_MONTH_AFTER:
            return False
        before, after = self.text[max(0, match.start() - 6) : match.start()], self.text[match.end() :]
        later = bool(_MOVED_FIRMLY.search(before)) or bool(_PUT_OFF.search(before) and _ONLY_THEN.match(after))
        return later or bool(_FROM_THEN.match(after) or _ONLY_THEN.match(after))

    def _told_year(self, match: re.Match[str]) -> int | None:
        for prefix in ("", "only_"):
            if word := match[f"{prefix}word"]:
                if word in _AFTER_NEW_YEAR:
                    return self.today.year + (self.today.month > _LAST_MONTH_AFTER)
                return self.today.year + _YEAR_WORDS[word]
            if digits := match[f"{prefix}year4"] or match[f"{prefix}bare"]:
                return _number(digits)
            if short := match[f"{prefix}year2"] or match[f"{prefix}spoken2"]:
                return 2000 + _number(short)
        return None

    def _part(self, match: re.Match[str], year: int) -> tuple[tuple[date, date], Precision] | None:
        """The days meant inside a year, None when there are no such days."""
        if not 1900 <= year <= 2100:
            return None
        if match["its_end"]:
            return (_months(year, 12, 12), Precision.MONTH) if self._told_year(match) is not None else None
        if match["half_months"]:
            begins = 1 if match["half"] == "上" else 7
            return _months(year, begins, begins + _number(match["half_months"]) - 1), Precision.MONTHS
        if match["half"]:
            return _months(year, *((1, 6) if match["half"] == "上" else (7, 12))), Precision.HALF
        if match["quarter"]:
            last = _number(match["quarter"].removeprefix("第")) * 3
            return _months(year, last - 2, last), Precision.QUARTER
        if match["first_months"]:
            return self._first_months(year, _number(match["first_months"]))
        if match["run"]:
            listed = re.split("[,/ ]+", match["run"])
            first = _number(listed[0] if len(listed) > 1 else match["run"][0])
            return _months(year, first, first + max(len(listed), len(match["run"]) if len(listed) == 1 else 0) - 1), (
                Precision.MONTHS)
        if match["two_months"]:
            first = _number(match["two_months"][0])
            return _months(year, first, first + 1), Precision.MONTHS
        if match["from"]:
            first, last = _number(match["from"]), _number(match["to"])
            return (_months(year, first, last), Precision.MONTHS) if first < last else None
        if match["listed"]:
            month, following = _number(match["listed"]), _number(match["next"])
            return (_months(year, month, month), Precision.MONTH) if month < following else None
        if match["month"]:
            return self._month_or_day(match, year)
        if match["feast"]:
            days = _one_day(year, *_FEASTS[match["feast"][:2]])
            return (days, Precision.DAY) if days else None
        if match["only_word"] in _AFTER_NEW_YEAR:
            return _months(year, 1, 1), Precision.MONTH
        if match["year_end"] or match["year_start"]:
            month = 12 if match["year_end"] else 1
            return _months(year, month, month), Precision.MONTH
        return _months(year, 1, 12), Precision.YEAR

    def _first_months(self, year: int, count: int) -> tuple[tuple[date, date], Precision] | None:
        return (_months(year, 1, count), Precision.MONTHS) if 1 <= count <= 12 else None

    def _month_or_day(self, match: re.Match[str], year: int) -> tuple[tuple[date, date], Precision] | None:
        if match["monthly"] is not None:
            return None
        month = _number(match["month"])
        if match["end_of_month"]:
            last = calendar.monthrange(year, month)[1]
            return (date(year, month, last), date(year, month, last)), Precision.DAY
        if not match["day"]:
            return _months(year, month, month), Precision.MONTH
        days = _one_day(year, month, _number(match["day"]))
        return (days, Precision.DAY) if days else None

    def _near(self, match: re.Match[str]) -> DateMention | None:
        if match["day"]:
            day = self.today + timedelta(days=_DAY_WORDS[match["day"]])
            return self._made(match, (day, day), True, Precision.DAY)
        if match["day_after"]:
            after = self.day + timedelta(days=1) if self.day else None
            return self._made(match, (after, after), True, Precision.DAY) if after else None
        if match["month"]:
            shift = _MONTH_WORDS[match["month"].rstrip("底末尾")]
            return self._month_near(match, shift, bool(match["end"]))
        if match["month_end"]:
            return self._month_near(match, 0, True)
        if match["week"]:
            return self._week(match)
        return self._day_of_month(match)

    def _month_near(self, match: re.Match[str], shift: int, its_end: bool) -> DateMention:
        count = self.today.year * 12 + self.today.month - 1 + shift
        first, last = _months(count // 12, count % 12 + 1, count % 12 + 1)
        if its_end:
            return self._made(match, (last, last), True, Precision.DAY)
        return self._made(match, (first, last), True, Precision.MONTH)

    def _week(self, match: re.Match[str]) -> DateMention:
        monday = self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=_WEEK_WORDS[match["week"]])
        weekday = match["weekday"]
        if not weekday:
            return self._made(match, (monday, monday + timedelta(days=6)), True, Precision.WEEK)
        if weekday == "末":
            return self._made(match, (monday + timedelta(days=5), monday + timedelta(days=6)), True, Precision.WEEK)
        day = monday + timedelta(days="一二三四五六日".index(weekday.replace("天", "日")))
        return self._made(match, (day, day), True, Precision.DAY)

    def _day_of_month(self, match: re.Match[str]) -> DateMention | None:
        month = self.month or self.today
        days = _one_day(month.year, month.month, _number(match["day_only"]))
        return self._made(match, days, True, Precision.DAY) if days else None


def _number(text: str) -> int:
    if text.isascii():
        return int(text)
    reading = read_number(text, 0)
    return int(reading.value) if reading else 0


def _one_day(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
