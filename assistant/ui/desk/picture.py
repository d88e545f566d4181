"""Who pays what, as a bar of characters; told by signs and words, not by colour."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

PARTS = (("fund_pays", "█", "医保付"), ("self_pays", "░", "自己付"))


def payers(amounts: Mapping[str, str], width: int) -> list[str]:
    """A bar of `width` cells and the line that explains it; nothing unless both shares are known."""
    try:
        shares = [Decimal(amounts[name]) for name, _, _ in PARTS]
    except (KeyError, InvalidOperation):
        return []
    whole = sum(shares, Decimal(0))
    if whole <= 0 or any(share < 0 for share in shares):
        return []
    first = int((shares[0] / whole * width).to_integral_value())
    first = min(max(first, int(shares[0] > 0)), width - int(shares[1] > 0))
    bar = PARTS[0][1] * first + PARTS[1][1] * (width - first)
    from assistant.calculator.wording import quantity  # only with a picture: the screen comes first

    told = [f"{sign} {label}{quantity(share)}元" for (_, sign, label), share in zip(PARTS, shares, strict=True)]
    return [bar, "　".join(told)]


def difference(amounts: Mapping[str, str], supposed: Mapping[str, str]) -> list[str]:
    """How the shares of two results differ, in a line; nothing where neither share is known in both."""
    from assistant.calculator.wording import quantity

    told = []
    for name, _, label in PARTS:
        try:
            more = Decimal(supposed[name]) - Decimal(amounts[name])
        except (KeyError, InvalidOperation):
            continue
        told.append(f"{label}{'多' if more > 0 else '少'}{quantity(abs(more))}元" if more else f"{label}一样")
    return ["，".join(told)] if told else []
