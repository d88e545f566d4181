"""Whether an entry speaks of the year that is asked for: years veto, they are never scored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.dialogue.choosing.finding import Found
from assistant.dialogue.hearing.premise import supposed_day
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.figures import Figures, covers_year
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import NUMERIC_UNITS, Entry, Figure, Statement, Unit
from assistant.policy.references import PLACEHOLDER, whole_id
from assistant.text.dates import Precision

_LAST_YEAR = re.compile(r"上年|上一年|去年")
_TITLE_YEAR = re.compile(r"(20\d\d)年")
_YEAR = re.compile(r"(?<!\d)20\d\d")
# A part of a sentence that is about one year: 2020年合计…, 其中2020年截至10月…; neither about a day of it, nor about
# what begins or ends then (2022年1月起), nor what a paper of that year says.
_ABOUT_YEAR = re.compile(
    r"(?:其中|而)?20\d\d年(?!(?:1[0-2]|[1-9])月(?:\d|份?底?(?:起|开始|前|以前|之前|为止))|起|开始|底?前|工作要点)"
    r"(?:[和与、]20\d\d年)*"
)
# What is told of a year beyond its number.
_NUMBER = re.compile(r"\d")
# Another year is spoken of that isn't named by its number.
_ANOTHER_YEAR = re.compile(
    r"次年|[今本]年|[第下后来前上]一?二?年|来年|两年|往年|去年|明年|原来|原先|以前|之前|比|改革|变化|提高|调整|涨|分别"
)
_PARTS = re.compile(r"(?<=[;；。])|(?<=[,，])(?=(?:其中|而)?20\d\d年)")
# The whole of a year, or its end: what is counted up to an earlier month is not that.
_WHOLE_YEAR = re.compile(r"全年|整年|年终|年末|到年底|截至年底|12月(?:底|份|末)|十二月(?:底|份|末)")
# What happened in a year isn't asked of its rules.
_HAPPENED_THEN = re.compile(
    r"[^,.?!;多几]{0,5}?(?:退[了咗的]?休|参[的了]?保的|[生出]的|出生|查出|确诊|诊断|办的|认定|入职|买的|做的|花[的了咗]|用[了咗]|住[的了]|开的)"
)
# From this month on a document looks on to the next year.
LATE_IN_YEAR = 11
# So much below the best, an entry of another topic that speaks of the right year takes its place.
NEARLY = 0.12


class Years:
    """Holds entries against the years asked for, by their titles and their figures' periods."""

    def __init__(self, knowledge: Knowledge, figures: Figures) -> None:
        self._knowledge, self._figures = knowledge, figures

    def fits(self, entry: Entry, heard: Understood, state: CallState) -> bool:
        """Whether an entry speaks of the years asked for; relative years count only if the date was given.

        A day that is only supposed (是不是到年底就截止了) rules out nothing that tells the right one.
        """
        if entry.statement is not Statement.STATISTIC and supposed_day(heard) and self._tells_day(entry):
            return True
        of_a_time = entry.statement not in (Statement.RULE, Statement.GAP)
        if entry.statement is Statement.STATISTIC and not self._ends_with(entry, months_of_year(heard)):
            return False
        years = heard.asked_years if of_a_time or heard.asked_years else heard.years
        if not years or (heard.relative_years and not state.date_given):
            return True
        if any(f"{year}年" in text for year in years for text in (entry.title, *entry.ask)):
            return True
        if any(_LAST_YEAR.search(text) for text in (entry.say.short, *entry.say.details)):
            periods = self._periods(entry)
            if any(covers_year(first, last, year + 1) for year in years for first, last in periods):
                return True
        if self._came_after(entry, heard):
            return False
        titled = [int(year) for year in _TITLE_YEAR.findall(entry.title)]
        if titled and not set(titled) & set(years):
            return False
        periods = self._periods(entry)
        if not periods:
            named = self._named_years(entry)
            fits = not named or bool(named & set(years))
            return fits and (heard.relative_years or self._is_of_its_time(entry, years))
        covered = any(covers_year(first, last, year) for year in years for first, last in periods)
        return covered and not (entry.statement is Statement.STATISTIC and _ends_too_early(periods, years, heard))

    def _ends_with(self, entry: Entry, months: int | None) -> bool:
        """Whether what an entry tells first was counted up to a month of the year; true if no such month is told."""
        ends = {last.month for _, last in self._periods(entry) if last is not None}
        return months is None or not ends or months in ends

    def _periods(self, entry: Entry) -> list[tuple[date | None, date | None]]:
        """The bounded periods of the figures that an entry's first sentence tells, or its own."""
        texts = [entry.say.short, *(v.short for v in entry.say.variants)]
        periods: list[tuple[date | None, date | None]] = []
        for text in texts:
            for match in PLACEHOLDER.finditer(text):
                figure = self._figures.get(whole_id(match["id"], entry.area, self._knowledge.figures))
                day = date.fromisoformat(match["day"]) if match["day"] else None
                values = self._figures.on(figure.id, day).values if day or not figure.values else figure.values
                if figure.unit.value not in ("text", "date", "month", "year", "phone"):
                    periods += [(v.first_day, v.last_day) for v in values]
        if entry.first_day or entry.last_day:
            periods.append((entry.first_day, entry.last_day))
        return [p for p in periods if p != (None, None)] if all(p != (None, None) for p in periods) else []

    def _came_after(self, entry: Entry, heard: Understood) -> bool:
        """Whether a year is asked for by its number that the documents of what an entry tells say nothing of.

        One that was issued late in a year speaks of the next one, too; so does a figure that begins or ends in it.
        """
        years = years_by_number(heard)
        values = [value for figure in self._told_in(entry, first=True) for value in figure.values]
        if entry.statement is Statement.GAP or not years or not values:
            return False
        told = [value for figure in self._told_in(entry) for value in figure.values]
        days = [day for value in told for day in (value.first_day, value.last_day) if day is not None]
        spoken = {day.year for day in days} | {int(year) for value in told for year in _YEAR.findall(value.value)}
        issued = [self._knowledge.documents[value.document].issued for value in values]
        return min(years) > max(looks_on_to(day) for day in issued) and not spoken & years

    def _told_in(self, entry: Entry, *, first: bool = False) -> list[Figure]:
        """The figures of an entry's sentences, or of its `first` one alone, in all its variants."""
        texts = [entry.say.short, *(v.short for v in entry.say.variants)]
        texts += () if first else entry.say.details
        references = [match["id"] for text in texts for match in PLACEHOLDER.finditer(text)]
        return [self._figures.get(whole_id(id_, entry.area, self._knowledge.figures)) for id_ in references]

    def _is_of_its_time(self, entry: Entry, years: Sequence[int]) -> bool:
        """Whether a year is near enough to the documents of figures that are told without a beginning or end."""
        issued: set[int] = set()
        for text in (entry.say.short, *(v.short for v in entry.say.variants)):
            for match in PLACEHOLDER.finditer(text):
                figure = self._figures.get(whole_id(match["id"], entry.area, self._knowledge.figures))
                if figure.unit in NUMERIC_UNITS and not figure.derive:
                    issued |= {self._knowledge.documents[value.document].issued.year for value in figure.values}
        return not issued or any(min(issued) <= year <= max(issued) + 1 for year in years)

    def _tells_day(self, entry: Entry) -> bool:
        """Whether an entry's first sentence tells a day or month."""
        told = (self._figures.get(whole_id(match["id"], entry.area, self._knowledge.figures))
                for match in PLACEHOLDER.finditer(entry.say.short))
        return any(figure.unit in (Unit.DATE, Unit.MONTH) for figure in told)

    def _named_years(self, entry: Entry) -> set[int]:
        """The years that a statistic's or a case's first sentence names by figures; empty for other statements."""
        if entry.statement not in (Statement.STATISTIC, Statement.CASE):
            return set()
        years: set[int] = set()
        for match in PLACEHOLDER.finditer(entry.say.short):
            figure = self._figures.get(whole_id(match["id"], entry.area, self._knowledge.figures))
            if figure.unit.value in ("date", "month", "year", "text"):
                years |= {int(year) for value in figure.values for year in _YEAR.findall(value.value)}
        return years

    def substitute(self, ranked: Sequence[Found], entry: Found, heard: Understood, state: CallState,
                   answer_from: float) -> Entry | None:
        """Another entry that does speak of the year: of the same topic, or nearly as good as `entry`.

        What was told just before is only told again where nothing else does.
        """
        again: Entry | None = None
        for found in ranked:
            near = 1.0 if found.item.topic == entry.item.topic else NEARLY
            if found.item.kind == "entry" and found.score >= max(answer_from, entry.score - near):
                candidate = self._knowledge.entries[found.item.id]
                if self.fits(candidate, heard, state):
                    if candidate.id != state.subject:
                        return candidate
                    again = candidate
        return again


def years_by_number(heard: Understood) -> frozenset[int]:
    """The years that are asked for by their number, not as the time of what happened (2023年退的休)."""
    named = {d.first_day.year for d in heard.dates if d.precision is Precision.YEAR and d.year_told and not d.relative
             and not _HAPPENED_THEN.match(heard.text, d.end)}
    return frozenset(named & set(heard.asked_years))


def looks_on_to(issued: date) -> int:
    """The last year that a document speaks of: what is issued late in a year is for the next one, too."""
    return issued.year + (issued.month >= LATE_IN_YEAR)


def months_of_year(heard: Understood) -> int | None:
    """The last of the months of a year that are asked for from its first one on (一月到九月); None if none are."""
    ends = {d.last_day.month for d in heard.dates if d.precision is Precision.MONTHS
            and (d.first_day.year, d.first_day.month) == (d.last_day.year, 1) and d.last_day.month > 1}
    return ends.pop() if len(ends) == 1 else None


def asked_time(heard: Understood) -> str:
    """The years or months that were named, in words, and whether the whole of the years was asked for."""
    months = months_of_year(heard)
    if months is not None and not heard.years:
        return f"1月到{months}月"
    whole = "全年" if _WHOLE_YEAR.search(heard.question) else ""
    return "、".join(f"{year}年{whole}" for year in heard.years)


def nearest_day(heard: Understood, today: date) -> date:
    """The day nearest to `today` of the years that were named; `today` if none was."""
    years = heard.asked_years or heard.years
    if not years or min(years) <= today.year <= max(years):
        return today
    return date(max(years), 12, 31) if max(years) < today.year else date(min(years), 1, 1)


def _ends_too_early(periods: Sequence[tuple[date | None, date | None]], years: Sequence[int],
                    heard: Understood) -> bool:
    """Whether a whole year is asked for, and what was counted ends before its last month."""
    ends = [last for _, last in periods if last is not None]
    wanted = _WHOLE_YEAR.search(heard.question)
    return bool(wanted and ends) and max(ends) < date(max(years), 12, 1)


def only_of(heard: Understood) -> frozenset[int]:
    """The years of which alone an utterance asks; none if it also speaks of another without its number."""
    if heard.relative_years or _ANOTHER_YEAR.search(heard.plain):
        return frozenset()
    return frozenset(heard.years)


def without_other_years(sentences: Sequence[str], asked: frozenset[int]) -> list[str]:
    """The sentences without their parts that begin with another year; empty for those that were about nothing else.

    They stay whole if none of them is about a year that is asked for.
    """
    parts = [_PARTS.split(sentence) for sentence in sentences]
    years = [[_years_of(part) for part in split] for split in parts]
    if not any(told & asked for split in years for told in split):
        return list(sentences)
    kept = ["".join(part for part, told in zip(split, spoken, strict=True) if not told or told & asked)
            for split, spoken in zip(parts, years, strict=True)]
    if kept[0] and not _NUMBER.search(_YEAR.sub("", kept[0])):
        kept[0] = sentences[0]  # what is left of it would tell nothing
    return [re.sub(r"[;,；，]$", "。", text) for text in kept]


def _years_of(part: str) -> frozenset[int]:
    """The years that a part of a sentence begins with."""
    match = _ABOUT_YEAR.match(part)
    return frozenset(int(year) for year in _YEAR.findall(match.group())) if match else frozenset()
