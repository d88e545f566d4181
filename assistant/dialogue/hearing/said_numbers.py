"""Whether a number that the caller says stands in what was told, in whatever unit he says it."""

from __future__ import annotations

import re
import unicodedata

from assistant.text.numerals import Quantity, QuantityKind, format_amount

_MARKS = {QuantityKind.PERCENT: "%", QuantityKind.POINTS: "个百分点"}


def stands_in(number: Quantity, text: str) -> bool:
    """Whether a text tells the number, in whatever unit it was said."""
    unit = _MARKS.get(number.kind, "")
    digits = re.escape(format_amount(number.value * 100 if unit else number.value))
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    return bool(re.search(rf"(?<![\d.]){digits}(?![\d.]*\d){unit[:1]}", plain))
