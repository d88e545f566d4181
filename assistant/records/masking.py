"""Masking what is private in a caller's or operator's words before anything is kept, logged or exported.

Pure: text in, text out. Resident id numbers, phones, cards, passports and permits, e-mail, number plates,
messenger names, people's names and home addresses give way to a label such as 〔身份证号〕; amounts, dates, years,
counts, shares, hotlines and numbers of policy documents stay. Labels say nothing to the dialogue: a call whose
words are masked before they are answered is answered the same when its kept words are played again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.records.folding import folded
from assistant.records.private_addresses import addresses
from assistant.records.private_codes import codes
from assistant.records.private_names import names
from assistant.records.private_numbers import numbers
from assistant.text.mask_labels import PATTERN, MaskLabel

if TYPE_CHECKING:
    from assistant.policy.knowledge import Knowledge

Span = tuple[int, int, MaskLabel]

_PUBLISHED = re.compile(r"(?<![\w./:-])(?:(?:0\d{2,3}-)?\d{7,11}|[48]00-?\d{3}-?\d{4}|\d{5,6})(?![\w./:-])", re.ASCII)


def mask(text: str, keep: Collection[str] = ()) -> str:
    """The text with a label in place of everything private; masking it again changes nothing.

    Args:
        text: Words as they were typed.
        keep: Published phone numbers, which stay; with or without area code, however they are written.
    """
    kept = _digits_of(keep if isinstance(keep, frozenset) else frozenset(keep))
    while True:
        masked = _masked_once(text, kept)
        if masked == text:
            return text
        text = masked


def mask_all(value: Any, keep: Collection[str] = ()) -> Any:
    """A JSON value with every text in it masked; keys, numbers and order stay."""
    if isinstance(value, str):
        return mask(value, keep)
    if isinstance(value, dict):
        return {key: mask_all(inner, keep) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [mask_all(inner, keep) for inner in value]
    return value


def published_numbers(knowledge: Knowledge) -> frozenset[str]:
    """The phone numbers that the knowledge publishes: values of its text figures, and those in its own words."""
    from assistant.policy.model import Unit

    figures = (f for f in knowledge.figures.values() if f.unit is Unit.TEXT)
    told = [value.value for figure in figures for value in figure.values]
    told += [area.ask_at for area in knowledge.areas.values()]
    told += [outside.say for outside in knowledge.outside.values()]
    return frozenset(found.group() for text in told for found in _PUBLISHED.finditer(text))


def _masked_once(text: str, kept: frozenset[str]) -> str:
    pieces = _labels().split(text)
    labels = _labels().findall(text)
    masked = [_masked_piece(piece, kept) for piece in pieces]
    return "".join(part for pair in zip(masked, [*labels, ""], strict=True) for part in pair)


def _masked_piece(text: str, kept: frozenset[str]) -> str:
    if not text:
        return text
    read = folded(text)
    spans = [*codes(read), *addresses(read.plain)]
    spans += [*numbers(read.without(spans), kept), *names(read.text)]
    if not spans:
        return text
    told, end = [], 0
    for start, stop, label in _apart(spans):
        told += [text[end:start], label.shown]
        end = stop
    return "".join([*told, text[end:]])


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, those that overlap made one under the label of the longest."""
    current: Span | None = None
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if current is None or span[0] >= current[1]:
            if current:
                yield current
            current = span
        else:
            longer = span if span[1] - span[0] > current[1] - current[0] else current
            current = (current[0], max(current[1], span[1]), longer[2])
    if current:
        yield current


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    return re.compile(PATTERN)


@lru_cache(maxsize=16)
def _digits_of(keep: frozenset[str]) -> frozenset[str]:
    return frozenset(re.sub(r"\D", "", number) for number in keep)
