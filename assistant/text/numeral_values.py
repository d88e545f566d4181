"""Reads one number as people say it: digits, Chinese numerals, and both mixed (1万2, 三千五, 百三, 二零二一).

Knows nothing of what is counted: `numerals` adds the measure and the kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
    "两": 2, "俩": 2, "仨": 3,
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
SCORES = {"廿": 20, "卅": 30}
# What speech recognition writes for a digit; taken as one only between two numerals.
MISHEARD = {"久": 9, "酒": 9, "灵": 0, "凌": 0, "伞": 3, "幺": 1}
NUMERAL = "".join([*DIGITS, *UNITS, *MYRIADS, *SCORES])
VAGUE = "几多余来把"

_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?:[eE]\d{1,2}(?!\d))?")


@dataclass(frozen=True)
class Reading:
    """A number read from a text: its value, where it stands, and how it was said."""

    value: Decimal
    start: int
    end: int
    approximate: bool = False
    digit_string: bool = False  # spoken digit by digit: 二零二一
    largest: int = 1  # the largest unit said (10 … 100000000)
    arabic: bool = False
    bare_unit: bool = False  # begins with its unit: 百三, 千二, but also 万一 and 千万


class _Reader:
    """One pass over a number; `section` is what stands below the last 万 or 亿."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start, self.at = text, start, start
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.pending: Decimal | None = None
        self.pending_digits = 0
        self.last_unit = 1
        self.largest = 1
        self.zero_said = self.approximate = self.digit_string = self.arabic = False
        self.bare_unit = False  # the number begins with its unit: 百三, 千二
        self.closed = False
        self.myriad_end = start

    def read(self) -> Reading | None:
        while self.at < len(self.text) and not self.closed and self._step():
            pass
        if self.at == self.start:
            return None
        self._settle_tail()
        value = self.total + self.section
        return Reading(value, self.start, self.at, self.approximate, self.digit_string, self.largest,
                       self.arabic, self.bare_unit)

    def _step(self) -> bool:
        char = self.text[self.at]
        if char.isascii() and char.isdigit():
            return self._arabic()
        if char == "零" and self.pending is None and self.at > self.start and self.text[self.at - 1] != "零":
            self.zero_said = True
            self.at += 1
            return self._numeral_at(self.at)
        if char in DIGITS or self._misheard(char):
            return self._digit(DIGITS.get(char, MISHEARD.get(char, 0)))
        if char in SCORES:
            return self._score(SCORES[char])
        if char in UNITS or char in MYRIADS:
            return self._unit(UNITS.get(char) or MYRIADS[char])
        if char == "点":
            return self._point()
        return char in VAGUE and self._vague(char)

    def _numeral_at(self, at: int) -> bool:
        return at < len(self.text) and (self.text[at] in NUMERAL or self.text[at].isdigit())

    def _misheard(self, char: str) -> bool:
        between = self.at > self.start and self._numeral_at(self.at + 1)
        return char in MISHEARD and between and self.text[self.at - 1] in NUMERAL + "点"

    def _arabic(self) -> bool:
        found = _ARABIC.match(self.text, self.at)
        if found is None or self.pending is not None:
            return False
        digits = found.group().replace(",", "")
        self.pending, self.pending_digits = Decimal(digits), len(digits)
        self.arabic = True
        self.at = found.end()
        return True

    def _digit(self, value: int) -> bool:
        char = self.text[self.at]
        if self.pending is None:
            self.pending, self.pending_digits = Decimal(value), 1
        elif self._is_either_or(value):
            self.approximate = True
        elif char in "两俩仨" or self.last_unit > 1 or self.arabic:
            return False
        else:
            self.pending = self.pending * 10 + value
            self.pending_digits += 1
            self.digit_string = True
        self.at += 1
        self.closed = char in "俩仨"
        return True

    def _is_either_or(self, value: int) -> bool:
        """两三 and 三五 are one of two digits; the lower one is kept. 二零二一 and 一二三 are digit strings."""
        if self.pending is None or self.pending_digits > 1 or self.arabic or self.approximate:
            return False
        after = self.text[self.at + 1 : self.at + 2]
        neighbours = value == self.pending + 1 or (self.pending == 3 and value == 5)
        return neighbours and value > 1 and after != "" and after not in DIGITS and after not in "年折成点级"

    def _score(self, value: int) -> bool:
        if self.pending is not None or self.section % 100:
            return False
        self.section += value
        self.last_unit, self.largest = 10, max(self.largest, 10)
        self.at += 1
        return True

    def _unit(self, unit: int) -> bool:
        if self.digit_string and unit < 10_000:
            return False
        if unit == 10 and self.arabic and self.pending_digits > 1:
            return False  # 4800十一月: a sum, and then a month
        if unit >= 10_000:
            return self._myriad(unit)
        if self.pending is None and (unit != 10 or self.last_unit == 10):
            counted = self._numeral_at(self.at + 1) or self.text.startswith("几", self.at + 1)
            if self.at > self.start or not counted:
                return False
            self.bare_unit = True
        if self.last_unit != 1 and unit >= self.last_unit and self.section:
            return self._another_begins()
        self.section += (Decimal(1) if self.pending is None else self.pending) * unit
        self.pending, self.zero_said = None, False
        self.last_unit, self.largest = unit, max(self.largest, unit)
        self.at += 1
        return True

    def _another_begins(self) -> bool:
        """The digit just read belongs to a number of its own (六百八百, 三千五千): this one ends before it."""
        if self.pending is not None and self.pending_digits == 1 and not self.arabic:
            self.pending = None
            self.at -= 1
        return False

    def _myriad(self, unit: int) -> bool:
        count = self.section + (self.pending or 0)
        if unit == 10_000 and self.total % 100_000_000 and count and not self.arabic:  # 八万三万: two numbers
            self.section, self.pending, self.at = Decimal(0), None, self.myriad_end
            return False
        if count == 0:
            if self.at > self.start or not self._numeral_at(self.at + 1):
                return False
            count, self.bare_unit = Decimal(1), True
        if unit == 100_000_000:
            self.total = (self.total + count) * unit
        else:
            self.total += count * unit
        self.section, self.pending, self.zero_said = Decimal(0), None, False
        self.last_unit, self.largest = unit, max(self.largest, unit)
        self.digit_string = False
        self.at += 1
        self.myriad_end = self.at
        return True

    def _point(self) -> bool:
        if self.pending is None and not self.section:
            return False
        end, digits = self.at + 1, ""
        while end < len(self.text):
            char = self.text[end]
            misheard = char in MISHEARD and (self._numeral_at(end + 1) or bool(digits))
            if (char not in DIGITS and not misheard) or char in "两俩仨":
                break
            digits += str(DIGITS.get(char, MISHEARD.get(char, 0)))
            end += 1
        if not digits:
            return False
        whole = self.section + (self.pending or 0)
        self.section, self.pending, self.at = Decimal(0), whole + Decimal(f"0.{digits}"), end
        self.pending_digits, self.digit_string = 2, False
        return True

    def _vague(self, char: str) -> bool:
        """几 stands for a digit; 多, 余, 来 and 把 follow a round number."""
        after = self.text[self.at + 1 : self.at + 2]
        if char == "几":
            if self.pending is not None or (self.at == self.start and after not in {*UNITS, *MYRIADS}):
                return False
            if self.at == self.start:
                self.pending, self.pending_digits = Decimal(1), 1
            self.at += 1
            self.approximate = True
            return after in {*UNITS, *MYRIADS}
        return self._more(char, after)

    def _more(self, char: str, after: str) -> bool:
        round_number = self.last_unit > 1 and self.pending is None
        round_number = round_number or (self.arabic and self.pending is not None and self.pending % 10 == 0)
        if not round_number or self.approximate or self.text[self.at : self.at + 2] == "多少":
            return False
        if char in "来把" and (not after or after in "的了就着到自"):
            return False
        self.approximate = True
        self.at += 1
        if after in MYRIADS:
            return True
        self.closed = True
        return True

    def _settle_tail(self) -> None:
        """Add what stands after the last unit: 三千五 is 3500, 三千零五 is 3005."""
        if self.pending is None:
            return
        short = self.last_unit >= 100 and not self.zero_said and self.pending_digits == 1
        if short and self.pending == self.pending.to_integral_value() and self.pending < 10:
            self.pending *= self.last_unit // 10
        self.section += self.pending
        self.pending = None


def read_number(text: str, start: int) -> Reading | None:
    """Return the number that begins at `start`, None when none does."""
    return _Reader(text, start).read()


def without_last_one(reading: Reading, text: str) -> Reading | None:
    """The reading without the 一 that ends it, if it is a spoken number that goes on to be one without it."""
    if reading.arabic or reading.end - reading.start < 2 or text[reading.end - 1] != "一":
        return None
    return read_number(text[: reading.end - 1], reading.start)


def without_last_digit(reading: Reading, text: str) -> Reading | None:
    """The reading without the digit that ends it behind a unit of hundreds or more (五千一: 五千); None without one."""
    if reading.arabic or reading.end - reading.start < 3 or text[reading.end - 1] not in DIGITS or text[
            reading.end - 2] not in "百千万":
        return None
    return read_number(text[: reading.end - 1], reading.start)


def starts_number(char: str) -> bool:
    """Whether a number can begin with this character."""
    return char in NUMERAL or char == "几" or (char.isascii() and char.isdigit())
