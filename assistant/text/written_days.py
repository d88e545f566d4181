"""A calendar day as it is typed into a field (2022-12-23, also with slashes, dots, or 年月日), and as it is told."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_STRETCH = re.compile(r"(?P<year>(?:19|20)\d\d年)(?P<first>\d{1,2}月(?:到|至))(?P=year)(?=\d{1,2}月(?!\d))")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?")


def day_of(written: str, near: date | None = None) -> date | None:
    """The day that is written, None if it is none; one without a year belongs to the year of `near`."""
    written = written.strip()
    found, short = _DAY.fullmatch(written), _WITHOUT_YEAR.fullmatch(written)
    try:
        if found:
            return date(*map(int, found.groups()))
        return date(near.year, *map(int, short.groups())) if short and near else None
    except ValueError:
        return None


def day_in_words(day: date) -> str:
    """The day as Chinese writes it: 2022年7月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def with_year_once(text: str) -> str:
    """The text with the year said once of a stretch of months within it: 2022年8月到10月."""
    return _STRETCH.sub(r"\g<year>\g<first>", text)
