"""Faults of shape in plain Chinese: what is wrong, and how a curator mends it."""

from __future__ import annotations

from typing import Any

_TYPES = {
    "missing": ("缺少必填的键“{key}”", "请补上“{key}:”"),
    "extra_forbidden": ("不认识的键“{key}”", "请检查拼写,或删去它"),
    "enum": ("“{key}”的值“{found}”不在允许的范围内", "可用:{accepted}"),
    "decimal_parsing": ("“{key}”应是数字,写的是“{found}”", "请写成阿拉伯数字"),
    "date_from_datetime_parsing": ("“{key}”不是日期:“{found}”", "请写成2022-07-01这样"),
    "date_parsing": ("“{key}”不是日期:“{found}”", "请写成2022-07-01这样"),
    "string_type": ("“{key}”应是一段文字", "请写成一行文字,必要时加引号"),
    "tuple_type": ("“{key}”应是一个列表", "请写成[…]或每行一个“- ”"),
    "too_short": ("“{key}”是空的", "请至少写一项"),
    "bool_parsing": ("“{key}”应是true或false", "请写true或false"),
    "string_pattern_mismatch": ("“{key}”的值“{found}”不在允许的范围内", "可用:{accepted}"),
}


def explain(problem: Any) -> tuple[str, str]:
    """A pydantic error as (what is wrong, remedy), both in Chinese."""
    keys = [str(part) for part in problem["loc"] if isinstance(part, str)]
    key = keys[-1] if keys else "?"
    context = problem.get("ctx", {})
    accepted = str(context.get("expected") or context.get("pattern") or "").strip("^$()").replace("|", "、")
    template = _TYPES.get(problem["type"], ("“{key}”写得不对:“{found}”", ""))
    found = problem.get("input")
    shown = str(found)[:40] if not isinstance(found, dict) else ""
    message, remedy = (part.format(key=key, found=shown, accepted=accepted) for part in template)
    return message, remedy
