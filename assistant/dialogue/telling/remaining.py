"""How many days are left until a deadline that an answer tells: the day of the call, or one that was named, to its end.

Counts days only; which figures an answer tells, it is given.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from assistant.dialogue import phrases
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import FigureUsed, StepShown
from assistant.policy.model import Unit
from assistant.text.dates import Precision
from assistant.text.written_days import day_in_words

_ASKS = re.compile(
    r"(?:还|仲|剩|离|距|差|得|净|只|有|够)[^.?!;]{0,14}?(?:几|多少|几多|好多)(?:个)?(?:天|日(?![期子]))|倒计时|"
    r"(?:几|多少|几多)(?:天|日)(?:就)?(?:截止|到期|结束)"
)
# What is counted in days and is no deadline.
_OTHER_DAYS = re.compile(
    r"(?:几|多少|几多)(?:个)?(?:天|日)的?(?:津贴|产假|假|药|住院|工作日)|等(?:待期)?[^,.?!;]{0,4}(?:几|多少)(?:天|日)"
)
_DEADLINE = re.compile(r"^(?!.*统计).*(?:截止|期限|最后|末日|到期|结束)")


def days_left(heard: Understood, today: date, used: Iterable[FigureUsed]) -> tuple[str, StepShown] | None:
    """The sentence that tells the days left until the one deadline among the figures used, and its step.

    None if that isn't asked for, or no deadline or several are told.
    """
    if not _ASKS.search(heard.text) or _OTHER_DAYS.search(heard.text):
        return None
    ends = {end: figure.label for figure in used if _DEADLINE.search(figure.label) and (end := _last_day(figure))}
    ahead = [end for end in ends if end >= today] or list(ends)
    if len(ahead) != 1:
        return None
    end = ahead[0]
    named = {d.first_day for d in heard.dates if d.precision is Precision.DAY and d.first_day < end} - {today}
    start = named.pop() if len(named) == 1 else today
    left = (end - start).days
    first, last = day_in_words(start), day_in_words(end)
    if left < 0:
        return phrases.DAYS_OVER.format(first=first, last=last, days=-left), StepShown(
            ends[end], f"{first} - {last}", f"{-left}天", None)
    sentence = phrases.DAYS_LEFT if left else phrases.LAST_DAY
    step = StepShown(ends[end], f"{last} - {first}", f"{left}天", None)
    return sentence.format(first=first, last=last, days=left, whole=left + 1), step


def _last_day(figure: FigureUsed) -> date | None:
    """The day that a deadline means: itself, or the last of a month."""
    if figure.unit == Unit.DATE.value:
        return date.fromisoformat(figure.value)
    if figure.unit == Unit.MONTH.value:
        year, month = (int(part) for part in figure.value.split("-")[:2])
        return date(year, month, monthrange(year, month)[1])
    return None
