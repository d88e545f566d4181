"""How people say a value that they heard: in full, roughly (六百多万), in short (百二六个八) or by its end (八毫).

Makes patterns for a given value; knows no policy.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

_DIGITS = "零一二三四五六七八九"
_ABOUT = "(?:多|几|余|来|把)?"
_UNIT = "[块元蚊个]"
_TENTH = "[毫毛角]"
_LEAST_ROUGH, _MOST_ROUGH = 100, 999
_WRITTEN = re.compile(r"(?P<number>\d+|[一二三四五六七八九十]+)大?(?P<of>[^\d]+)")


@cache
def said_as(value: Decimal, scale: str = "") -> re.Pattern[str]:
    """What finds a value of up to three digits before the point in a text, `scale` (万) behind it."""
    whole, ends = int(value), _ends(value)
    numbers = "|".join(_whole(whole))
    if ends:
        return re.compile(rf"(?:{numbers})(?:{'|'.join(_behind(ends))})(?!\d)|(?<![\d.]){_alone(ends)}")
    if scale and _LEAST_ROUGH <= whole <= _MOST_ROUGH:
        hundreds = whole // _LEAST_ROUGH
        rough = rf"[{_DIGITS[hundreds]}{hundreds}]百(?:{_ABOUT}十?{_ABOUT}){scale}"
        return re.compile(rf"{rough}|(?<![\d.])(?:{numbers}){_ABOUT}(?:{scale}|(?!\d))")
    return re.compile(rf"(?<![\d.])(?:{numbers})(?!\d){_ABOUT}{scale}")


@cache
def named_as(words: str) -> re.Pattern[str] | None:
    """What finds a value that is written as words with a number (21类, 八统一) in a text; None without a number."""
    found = _WRITTEN.fullmatch(words)
    if not found:
        return None
    number = found["number"]
    numbers = [number, *(_whole(int(number)) if number.isdigit() else ())]
    if number in _DIGITS:
        numbers.append(str(_DIGITS.index(number)))
    return re.compile(rf"(?<!\d)(?:{'|'.join(numbers)})个?大?{re.escape(found['of'])}")


def _ends(value: Decimal) -> str:
    """The digits behind the point, without closing noughts."""
    return f"{value % 1:f}".partition(".")[2].rstrip("0")


def _whole(number: int) -> list[str]:
    """A whole number in digits and in the ways of speech."""
    ways = [str(number)]
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    if number > _MOST_ROUGH:
        return ways
    end = f"{_DIGITS[ones]}" if ones else ""
    ten = f"{_DIGITS[tens]}十{end}" if tens else f"零{end}" if hundreds and ones else end
    if hundreds:
        spoken = f"{_DIGITS[hundreds]}?百" if hundreds == 1 else f"{_DIGITS[hundreds]}百"
        ways += [f"{spoken}{ten}", f"{spoken}{_DIGITS[tens]}{end}" if tens else f"{spoken}{ten}"]
        ways.append("".join(_DIGITS[int(d)] for d in str(number)))
    else:
        ways.append(ten.removeprefix("一") if tens == 1 else ten)
    return ways


def _behind(ends: str) -> list[str]:
    """The digits behind the point, as they are said behind a whole number."""
    spoken = "".join(_DIGITS[int(digit)] for digit in ends)
    ways = [rf"\.{ends}0?", f"点{spoken}"]
    if len(ends) == 1:
        ways.append(rf"{_UNIT}[{spoken}{ends}]{_TENTH}?(?!半|五|5)")
    elif len(ends) == 2:
        second = f"[{spoken[1]}{ends[1]}{'半' if ends[1] == '5' else ''}]"
        ways.append(rf"{_UNIT}[{spoken[0]}{ends[0]}]{_TENTH}?{second}")
    return ways


def _alone(ends: str) -> str:
    """What is said of the digits behind the point alone (八毫, 三毫半)."""
    first = f"[{_DIGITS[int(ends[0])]}{ends[0]}]{_TENTH}"
    if len(ends) == 1:
        return rf"{first}(?!半|五|5)"
    return f"{first}[{_DIGITS[int(ends[1])]}{ends[1]}{'半' if ends[1] == '5' else ''}]"
