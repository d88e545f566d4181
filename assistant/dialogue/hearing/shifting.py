"""A day put off or brought forward from the one given before (要是晚十天开始呢).

Knows how callers say so. Calculates nothing but the day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from assistant.calculator.scheme import FactValue
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import QuantityKind

_LATER = re.compile(r"(?:晚|迟|推迟|延后|延迟|推后|往后推?|拖)(?:了|上|个|多)?$")
_SOONER = re.compile(r"(?:早|提前|提早|往前推?)(?:了|上|个)?$")


def days_shifted(given: Mapping[str, FactValue], heard: Understood) -> dict[str, FactValue]:
    """The only day given before as an utterance shifts it by so many days, by its fact; nothing where it doesn't."""
    days = {id_: value for id_, value in given.items() if isinstance(value, date)}
    if len(days) != 1 or heard.dates:
        return {}
    for quantity in heard.quantities:
        if quantity.kind is not QuantityKind.DAYS or quantity.value != quantity.value.to_integral_value():
            continue
        before = heard.text[: quantity.start]
        sign = 1 if _LATER.search(before) else -1 if _SOONER.search(before) else 0
        if sign:
            return {id_: day + timedelta(days=sign * int(quantity.value)) for id_, day in days.items()}
    return {}
