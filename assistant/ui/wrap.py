"""Wrapping of Chinese text to a width in cells, with the line rules of Chinese print.

A line neither begins with closing punctuation nor ends with an opening one; numbers keep their unit
(`126.80元`, `2022年7月1日`) and Latin words stay whole. Only what is wider than a line is broken inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

_FULL_WIDTH_CLOSING = "\uff0c\uff1b\uff1a\uff1f\uff01\uff09\uff3d\uff5d\uff05\uff0e\uff5e"
_FULL_WIDTH_OPENING = "\uff08\uff3b\uff5b\uff04\uffe5"
NEVER_FIRST = frozenset("。、》」』】〕〉”’…—·々ー‰℃,.;:?!)]}%~" + _FULL_WIDTH_CLOSING)
NEVER_LAST = frozenset("《「『【〔〈“‘¥$([{#" + _FULL_WIDTH_OPENING)

_WHOLE = re.compile(
    r"[¥$]?\d+(?:[.,:/×-]\d+)*(?:[%‰℃]|个[月年]|[万亿]?[元角分]|[万亿年月日天岁人个次种家条号点])?(?![A-Za-z])"
    r"|[A-Za-z0-9]+(?:[-'_.@:/&+][A-Za-z0-9]+)*"
)
_SPACES = re.compile(r"[^\S\n]+")
_JOINER = "\u200d"


def wrap(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` cells (a character wider than that stands alone).

    Line breaks in the text stay; an empty text is one empty line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_fill(_clusters(paragraph), max(width, 1)))
    return lines


def _fill(clusters: Iterator[str], width: int) -> Iterator[str]:
    """Lines out of clusters; white space where a line breaks is dropped."""
    line, used = "", 0
    for cluster in clusters:
        size = cell_len(cluster)
        if used + size <= width:
            line, used = line + cluster, used + size
            continue
        parts = [cluster] if size <= width else _graphemes(cluster)
        for part in parts:
            size = cell_len(part)
            if used + size > width:
                if line.strip():
                    yield line.rstrip()
                line, used = "", 0
            if line or not part.isspace():
                line, used = line + part, used + size
    yield line.rstrip()


def _clusters(paragraph: str) -> Iterator[str]:
    """Runs that no line break may fall into, in order; white space comes as runs of its own."""
    held = ""
    for unit in _units(paragraph):
        if held and not _breaks_between(held, unit):
            held += unit
            continue
        if held:
            yield held
        held = unit
    if held:
        yield held


def _breaks_between(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return True
    if before[-1] in NEVER_LAST or after[0] in NEVER_FIRST:
        return False
    between_parts_of_a_date = before[-1] in "年月" and before[-2:-1].isdigit() and after[0].isdigit()
    return not between_parts_of_a_date


def _units(paragraph: str) -> Iterator[str]:
    """Numbers with their unit, Latin words, runs of white space, and else single characters."""
    place = 0
    while place < len(paragraph):
        whole = _WHOLE.match(paragraph, place) or _SPACES.match(paragraph, place)
        if whole:
            yield whole.group()
            place = whole.end()
            continue
        end = place + 1
        while end < len(paragraph) and _joins(paragraph[end - 1], paragraph[end]):
            end += 1
        yield paragraph[place:end]
        place = end


def _joins(before: str, after: str) -> bool:
    """Whether two characters are drawn as one: marks without width, emoji that are joined."""
    return before == _JOINER or (cell_len(after) == 0 and not after.isspace())


def _graphemes(text: str) -> list[str]:
    spans, _ = split_graphemes(text)
    return [text[start:end] for start, end, _ in spans]
