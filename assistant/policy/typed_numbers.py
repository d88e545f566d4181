"""Numbers typed into words, in digits or spelled out: in an answer every one must be a figure's."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d")
_MANY = "两二三四五六七八九十百千万零"
_UNITS = "元|块|万|亿|成|天|个月|个百分点|倍|折|个工作日|年(?!级|度)"
_SPELLED = re.compile(rf"[{_MANY}]+(?:{_UNITS})|[一{_MANY}]成|百分之|[一{_MANY}]+分之[一{_MANY}]")
_AROUND = 6


def typed_number(bare: str) -> str | None:
    """The first number in words without their placeholders, with what stands around it, or None."""
    typed = _DIGITS.search(bare) or _SPELLED.search(bare)
    if typed is None:
        return None
    return f"…{bare[max(0, typed.start() - _AROUND) : typed.end() + _AROUND]}…"
