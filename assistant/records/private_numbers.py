"""Numbers that name a person: identity, phone, bank and social-security numbers, however they are typed or read out.

Digits are taken as groups (`1381`, `一三八`, `三个零`) that hang together in a chain over spaces, hyphens, commas and
what people say between groups (嗯, 然后, 后面是). What makes a number private is its length, its own check (birth date,
check digit, prefix), how it is grouped, or a word before it; what keeps it is a unit behind it, or talk of money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.records import number_kinds as kinds
from assistant.records import number_patterns as patterns
from assistant.records.folding import HAN_DIGITS, Folded
from assistant.records.number_kinds import Cue
from assistant.text.mask_labels import MaskLabel

_LONGEST = 19
_GROUPS_AT_MOST = 21
_GAP_AT_MOST = 16
_FOUR_DIGITS = re.compile(rf"(?:[\d{HAN_DIGITS}十]\D{{0,{_GAP_AT_MOST}}}?){{4}}")
_TO_DIGITS = str.maketrans(HAN_DIGITS, "0123456789")


class Group(NamedTuple):
    """Digits said or typed on end.

    `spoken` when written as Chinese numerals; `sealed` when a day, a time, an amount or a count by its form or unit.
    """

    start: int
    end: int
    digits: str
    spoken: bool
    sealed: bool


class Chain(NamedTuple):
    """Groups that hang together; `gaps[i]` stands after group i: its text."""

    groups: list[Group]
    gaps: list[str]


def numbers(read: Folded, kept: frozenset[str]) -> Iterator[tuple[int, int, MaskLabel]]:
    """The places of private numbers with their labels, in order.

    Args:
        read: The text; what is known to be something else in it is blotted out.
        kept: Digits of the numbers that are published.
    """
    if not _FOUR_DIGITS.search(read.plain):
        return
    for chain in _chains(read.plain):
        yield from _private(chain, read.plain, kept)


def _chains(text: str) -> Iterator[Chain]:
    groups: list[Group] = []
    gaps: list[str] = []
    for found in patterns.tokens().finditer(text):
        gap = text[groups[-1].end : found.start()] if groups else ""
        if groups and not (len(gap) <= _GAP_AT_MOST and patterns.gap().fullmatch(gap)):
            yield Chain(groups, gaps)
            groups, gaps = [], []
        elif groups:
            gaps.append(gap)
        groups.append(_group(found, text, groups[-1] if groups else None))
    if groups:
        yield Chain(groups, gaps)


def _group(found: re.Match[str], text: str, before: Group | None) -> Group:
    if found["sealed"] is not None:
        return Group(*found.span(), re.sub(r"\D", "", found["sealed"]), False, True)
    if found["times"] is not None:
        times, digit = found["times"].translate(_TO_DIGITS), found["digit"].translate(_TO_DIGITS)
        return Group(*found.span(), digit * int(times), True, False)
    token, (start, end) = found.group(), found.span()
    spoken = not token.isdecimal()
    if found["ten"] is not None:
        token = (found["before"] or "一") + (found["after"] or "零")
    digits = token.translate(_TO_DIGITS)
    sealed = len(digits) < 11 and bool(patterns.unit_after().match(text, end))
    # 三次, 一共: one numeral and a word, unless one numeral after another is read out.
    lone = len(found.group()) == 1 and spoken and (before is None or before.end - before.start > 1)
    counts = (lone or found["ten"] is not None) and bool(patterns.han().match(text, end))
    return Group(start, end, digits, spoken, sealed or counts or kinds.stands_alone(digits))


class Before(NamedTuple):
    """What stands before a number."""

    cue: Cue | None
    cue_is_sure: bool
    tail: bool
    money: bool
    talk: bool
    plus: bool
    letter: bool


def _private(chain: Chain, text: str, kept: frozenset[str]) -> Iterator[tuple[int, int, MaskLabel]]:
    at, groups, done = 0, chain.groups, 0
    while at < len(groups):
        found = _longest(chain, at, text, done)
        if found is None:
            at += 1
            continue
        last, start, end, label, digits = found
        if not kinds.is_kept(digits, kept):
            yield start, end, label
        done, at = end, last + 1


def _longest(chain: Chain, first: int, text: str, done: int) -> tuple[int, int, int, MaskLabel, str] | None:
    """The longest private number that begins with the group `first`: last group, place, label and digits."""
    groups, windows, digits = chain.groups, [], ""
    before = _before(text, done, groups[first].start)
    for last in range(first, min(first + _GROUPS_AT_MOST, len(groups))):
        digits += groups[last].digits
        if last > first and (before.tail or len(digits) > _LONGEST + 3):
            break
        if len(digits) >= 4:
            windows.append((last, digits))
    found = [
        (seen.rank, -last, window)
        for last, digits in windows
        if (before.cue is not None or kinds.has_form(digits, last == first, before.plus))
        and (window := _window(chain, first, last, text, digits, before))
        and (seen := window[0])
    ]
    if not found:
        return None
    _, last, (seen, start, end, digits) = min(found, key=lambda one: one[:2])
    return -last, start, end, seen.label, digits


def _window(chain: Chain, first: int, last: int, text: str, digits: str,
            before: Before) -> tuple[kinds.Finding, int, int, str] | None:
    """What the groups from `first` to `last` are together: finding, place and digits; None if nothing private."""
    groups, gaps = chain.groups[first : last + 1], chain.gaps[first:last]
    start, end = groups[0].start, groups[-1].end
    letter = patterns.check_letter().match(text, end) if len(digits) == 17 else None
    if letter:
        digits, end = f"{digits}X", letter.end()
    spoken = all(group.spoken for group in groups)
    tight = all(patterns.tight().fullmatch(gap) for gap in gaps)
    number = kinds.Number(
        digits,
        tuple(len(group.digits) for group in groups),
        spoken=spoken,
        tight=tight,
        listed=any(patterns.bracket().search(gap) if spoken else "、" in gap for gap in gaps),
        year_like=all(kinds.is_year(group.digits) for group in groups),
        even=tight or (len({gap.strip() for gap in gaps}) == 1 and (spoken or not any(g.spoken for g in groups))),
        goes_on=last > first and last + 1 < len(chain.groups) and chain.gaps[last] == gaps[-1]
        and all(group.end - group.start == 1 for group in (*groups, chain.groups[last + 1])),
        sealed=_is_sealed(groups, text, before),
        zero_led=any(group.digits[0] == "0" for group in groups[1:]),
        as_amount=before.money or bool(patterns.money_after().match(text, end)),
        hyphened=bool(gaps) and all(gap.strip() == "-" for gap in gaps),
        money_before=before.talk,
        money_after=bool(patterns.money_talk().search(text, end, end + 8)),
        cue=before.cue,
        cue_is_sure=before.cue_is_sure,
        after_plus=before.plus,
        after_letter=before.letter,
    )
    found = kinds.finding_of(number)
    if found is None:
        return None
    extension = patterns.extension().match(text, end) if found.label is MaskLabel.PHONE else None
    if number.after_plus:
        start = text.rindex("+", 0, start)
    elif text[start - 1 : start] in ("(", "（") and gaps and gaps[0][:1] in (")", "）"):
        start -= 1
    return found, start, extension.end() if extension else end, digits


def _is_sealed(groups: list[Group], text: str, before: Before) -> bool:
    """Whether a group is something by itself; 619,844,568 behind 编号 is no amount."""
    if len(groups) == 1 and before.cue_is_sure and before.cue is not Cue.PHONE:
        only = groups[0]
        return only.sealed and not patterns.in_thousands().fullmatch(text, only.start, only.end)
    return any(group.sealed for group in groups)


def _before(text: str, done: int, start: int) -> Before:
    cue, words = _cue(text, done, start)
    return Before(
        cue,
        cue_is_sure=bool(patterns.sure().search(words)),
        tail=bool(patterns.tail().search(words)),
        money=bool(patterns.money_before().search(text, max(0, start - 6), start)),
        # A sum that its unit has closed (200块) says nothing of the number behind it.
        talk=bool(patterns.money_talk().search(patterns.closed_sum().split(text[max(0, start - 14) : start])[-1])),
        plus=bool(patterns.plus_before().search(text, max(0, start - 4), start)),
        letter=bool(patterns.letter().match(text[start - 1 : start])),
    )


def _cue(text: str, done: int, start: int) -> tuple[Cue | None, str]:
    """What the words right before a number say that it is, and these words."""
    told = text[max(done, start - 24) : start]
    found = [
        (-match.start(), -order, cue, match.group())
        for order, (cue, pattern) in enumerate(patterns.cues())
        if (match := pattern.search(told))
    ]
    if not found:
        return None, ""
    _, _, cue, words = max(found)
    return cue, words
