"""A thing that was told pointed at by its number alone (那九百张床是谁的, 呢15间喺边): what is asked of it.

Knows how people point at what was told, not what that was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import QuantityKind, format_amount

_POINTS = re.compile(r"(?:那|这|呢|嗰|该|上述|刚才|所说的)(?:里|边|头|些|个)?$")
_BETWEEN = re.compile(r"^(?:药店|诊所|医院|机构|单位|企业|人|户|店|厂|,)*")


def pointed_at(heard: Understood, sentences: Sequence[str]) -> tuple[Understood, str, int] | None:
    """What is asked behind the number that points at something in the `sentences`, and the number as they have it.

    None where the utterance has any other number or day, or points at none that was told.
    """
    numbers = [q for q in heard.quantities if q.kind is not QuantityKind.ORDINAL]
    if len(numbers) != 1 or heard.dates or heard.located.areas:
        return None
    number = numbers[0]
    counts = number.kind in (QuantityKind.COUNT, QuantityKind.NUMBER) and number.value > 1
    if not counts or not _POINTS.search(heard.text, max(0, number.start - 4), number.start):
        return None
    told = format_amount(number.value) + (number.measure or "")
    plain = [unicodedata.normalize("NFKC", text) for text in sentences]
    if not any(re.search(rf"(?<![\d.])(?<!\d,){re.escape(told)}", text) for text in plain):
        return None
    rest = _BETWEEN.sub("", heard.text[number.end :])
    if not rest:
        return None
    return replace(heard, text=rest, matched=rest, mentions=(), quantities=()), told, int(number.value)
