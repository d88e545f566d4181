"""A month in which a rule changed: a calculation comes out twice, before the change and from it on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from assistant.dialogue import phrases
from assistant.dialogue.calculating.comparing import Told
from assistant.dialogue.gathering.gathered import Gathered
from assistant.dialogue.gathering.timing import THIRD, is_early, is_late, is_of_life, names_an_end
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import ReplyKind
from assistant.dialogue.wording import Basis
from assistant.text.dates import Precision

# What is asked back for, and where it will stand in the utterance that waits.
DAY = "day"
_PLACE = "〔日〕"
_LITTLE = 8

Tell = Callable[[Gathered, date, Basis], Told]


def month_told(heard: Understood, today: date) -> tuple[date, date] | None:
    """The first and last day that a bill may be of if only its month was told; no day after today."""
    if len(heard.dates) != 1 or heard.dates[0].precision is not Precision.MONTH:
        return None
    mention = heard.dates[0]
    if names_an_end(heard.text, mention) or is_of_life(heard, mention):
        return None
    first, last = mention.first_day, mention.last_day
    if is_early(heard.text, mention):
        last = first.replace(day=THIRD)
    elif is_late(heard.text, mention):
        first = first.replace(day=2 * THIRD + 1)
    return first, min(last, today) if first <= today else last


def twice(span: tuple[date, date], gathered: Gathered, tell: Tell, bases: tuple[Basis, Basis]) -> Told | None:
    """The question for the day with both outcomes, if a figure changed within the month; None if nothing differs."""
    first, last = (tell(_on(gathered, day), day, basis) for day, basis in zip(span, bases, strict=True))
    changes = [v.first_day for v in bases[1].present if v.first_day and span[0] < v.first_day <= span[1]]
    if not changes or first.short == last.short or {first.kind, last.kind} != {ReplyKind.CALCULATION}:
        return None
    change = max(changes)
    before, since = f"{_written(change - timedelta(days=1))}以前", f"{_written(change)}起"
    told = Told(ReplyKind.CLARIFY, phrases.WHICH_DAY.format(month=change.month, change=_written(change)), asked=DAY)
    told.details = [f"{before}:{first.short}", f"{since}:{last.short}"]
    told.options = [(before, before), (since, since)]
    return told


def waiting(heard: Understood) -> tuple[str, date]:
    """The utterance that waits for the day, with a place for it, and the month that it told."""
    month = heard.dates[0]
    return f"{heard.text[: month.start]}{_PLACE}{heard.text[month.end :]}", month.first_day


def completed(pending: str, month: date, heard: Understood) -> str | None:
    """The utterance that waited, with the day that was told now, or as it was if little else was said; else None."""
    days = [d.first_day.day for d in heard.dates if d.precision is Precision.DAY]
    if len(days) == 1:
        return pending.replace(_PLACE, f"{month.year}年{month.month}月{days[0]}日")
    return pending.replace(_PLACE, f"{month.year}年{month.month}月") if len(heard.matched) < _LITTLE else None


def _on(gathered: Gathered, day: date) -> Gathered:
    """The same facts, all of one day."""
    cases = []
    for case in gathered.cases:
        facts = {name: tuple(replace(bill, day=day) for bill in value) if isinstance(value, tuple) else value
                 for name, value in case.facts.items()}
        cases.append(replace(case, facts=facts, day=day))
    return replace(gathered, cases=cases)


def _written(day: date) -> str:
    return f"{day.month}月{day.day}日"
