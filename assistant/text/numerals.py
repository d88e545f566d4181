"""Finds the quantities in an utterance as people say them, and tells money from counts, shares, terms and ranks.

Works on text that `normalise` has put into one spelling. Reads values with `numeral_values`, leaves out what
`numeral_masks` knows to be no quantity (dates, telephone numbers, set phrases), and has `numeral_lists` settle what
numbers of one list are of. Knows no policy.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.text import numeral_patterns as patterns
from assistant.text.numeral_lists import with_lists
from assistant.text.numeral_masks import masked_spans, span_at
from assistant.text.numeral_values import (
    NUMERAL,
    Reading,
    read_number,
    starts_number,
    without_last_digit,
    without_last_one,
)
from assistant.text.quantities import SUMS as SUMS
from assistant.text.quantities import Quantity as Quantity
from assistant.text.quantities import QuantityKind as QuantityKind
from assistant.text.quantities import format_amount as format_amount

# From so many on 个 may be money.
_LEAST_IN_PIECES = 100


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a normalised text, in order, none overlapping.

    Years, dates, times of day, telephone numbers and set phrases (五险一金, 两病) are left out.
    """
    return tuple(_Finder(text).find())


class _Finder:
    """One pass over a text; `at` is where the next quantity may begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.masks = masked_spans(text)
        self.found: list[Quantity] = []

    def find(self) -> list[Quantity]:
        at = 0
        while at < len(self.text):
            mask = span_at(self.masks, at)
            if mask is not None:
                at = mask
                continue
            quantity, end = self._quantity(at)
            if quantity is not None:
                self.found.append(self._signed(quantity))
            at = max(end, at + 1)
        return with_lists(self.text, self.found)

    def _quantity(self, at: int) -> tuple[Quantity | None, int]:
        """The quantity that begins at `at`, and where to go on."""
        for read in (self._per_hundred, self._of_halves, self._ordinal_word):
            quantity = read(at)
            if quantity is not None:
                return quantity, quantity.end
        if not starts_number(self.text[at]) or patterns.LAST_OF_MONTHS.match(self.text, at):
            return None, at + 1
        reading = read_number(self.text, at)
        if reading is None:
            return None, at + 1
        reading = (self._before_one_more(reading) or self._before_a_month(reading) or self._before_a_time(reading)
                   or self._before_a_few(reading) or reading)
        quantity = self._measured(reading)
        return quantity, quantity.end if quantity else reading.end

    def _before_a_month(self, reading: Reading) -> Reading | None:
        """The amount before the name of a month (一月三百二月四百): no number of months goes into the hundreds."""
        named = self.text.startswith("月", reading.end) and not self.text.startswith("月份的", reading.end)
        if not named or reading.arabic or reading.largest < 100 or self.text[reading.end - 1] in "十百千万":
            return None
        at = reading.end - 2 if self.text[reading.end - 2] == "十" else reading.end - 1
        return read_number(self.text[:at], reading.start)

    def _before_a_time(self, reading: Reading) -> Reading | None:
        """The amount before a number of years, months or days (五千一年, 三千二个月, 六千三天)."""
        time = reading.largest >= 1000 and patterns.NEVER_THOUSANDS.match(self.text, reading.end)
        return without_last_digit(reading, self.text) if time else None

    def _before_a_few(self, reading: Reading) -> Reading | None:
        """The amount before how many, where two digits only look like one of two (三千一两个人, 花四百二三趟)."""
        two = patterns.ENDS_IN_NEIGHBOURS.search(self.text, max(reading.start, reading.end - 3), reading.end)
        if two is None or not reading.approximate or not patterns.MEASURE.match(self.text, reading.end):
            return None
        sure = two.group().endswith("两") or reading.largest >= 1000 or self._is_spent(reading.start)
        return read_number(self.text[: reading.end - 1], reading.start) if sure else None

    def _before_one_more(self, reading: Reading) -> Reading | None:
        """The amount before a 一 that belongs to the measure: 六百一次, 一次三十一次四十, 床位费五十一天."""
        shorter = without_last_one(reading, self.text)
        unit = patterns.EACH_UNIT.match(self.text, reading.end)
        if shorter is None or unit is None:
            return None
        last = self.found[-1] if self.found else None
        listed = last is not None and last.value == 1 and last.words == f"一{unit.group()}"
        near = listed and last is not None and reading.start - last.end < 4
        whole = self.text[reading.end - 2] in "百千万" or "点" in self.text[reading.start : reading.end]
        priced = patterns.PRICE_OF.search(self.text, max(0, reading.start - 6), reading.start)
        return shorter if near or whole or priced else None

    def _made(self, kind: QuantityKind, value: Decimal, start: int, end: int, measure: str = "",
              approximate: bool = False) -> Quantity:
        about = patterns.AROUND.match(self.text, end) or patterns.CAUTIOUS.search(self.text, max(0, start - 3), start)
        return Quantity(kind, value, start, end, self.text[start:end], measure, approximate or about is not None)

    def _per_hundred(self, at: int) -> Quantity | None:
        """百分之七十五, and 百分百."""
        head = patterns.PER_HUNDRED.match(self.text, at)
        if head is None:
            return None
        if self.text.startswith("百", head.end()) and head.group() == "百分":
            return self._made(QuantityKind.PERCENT, Decimal(1), at, head.end() + 1, "%")
        reading = read_number(self.text, head.end()) if head.end() < len(self.text) else None
        if reading is None or reading.end == head.end():
            return None
        value = Decimal(100) if reading.bare_unit else reading.value
        return self._made(QuantityKind.PERCENT, value / 100, at, reading.end, "%", reading.approximate)

    def _of_halves(self, at: int) -> Quantity | None:
        """半年, 半个月, 半天, 个半月, 全年."""
        found = patterns.HALVES.match(self.text, at)
        inside = at and self.text[at - 1] in f"上下前后大头{NUMERAL}" and not patterns.ENDS_SUM.search(self.text, 0, at)
        if found is None or inside:
            return None
        months = {"半年": Decimal(6), "半个月": Decimal("0.5"), "个半月": Decimal("1.5")}
        if found.group() == "半天":
            return self._made(QuantityKind.DAYS, Decimal("0.5"), at, found.end(), "天")
        if found.group() not in months:
            return self._made(QuantityKind.YEARS, Decimal(1), at, found.end(), "年")
        measure = "年" if found.group() == "半年" else "个月"
        return self._made(QuantityKind.MONTHS, months[found.group()], at, found.end(), measure)

    def _ordinal_word(self, at: int) -> Quantity | None:
        """第三次, 头一次, 首次."""
        inside = self.text[at] == "头" and at > 0 and self.text[at - 1] in "里外上下前后手"
        if self.text[at] not in "第头" or inside or at + 1 >= len(self.text) or not starts_number(self.text[at + 1]):
            return None
        reading = read_number(self.text, at + 1)
        if reading is None or reading.end == at + 1:
            return None
        measure = patterns.MEASURE.match(self.text, reading.end) or patterns.RANK.match(self.text, reading.end)
        end = measure.end() if measure else reading.end
        return self._made(QuantityKind.ORDINAL, reading.value, at, end, measure.group() if measure else "")

    def _measured(self, reading: Reading) -> Quantity | None:
        """The reading with whatever stands behind it."""
        end = reading.end
        if self.text.startswith(" ", end) and reading.arabic:
            end += 1
        for read in (self._money, self._share, self._span_of_time, self._rank, self._in_pieces, self._count):
            quantity = read(reading, end)
            if quantity is not None:
                return quantity
        return self._bare(reading)

    def _money(self, reading: Reading, end: int) -> Quantity | None:
        if self.text.startswith("个亿", end):
            value = reading.value * 100_000_000
            return self._made(QuantityKind.MONEY, value, reading.start, end + 2, "亿", reading.approximate)
        unit = patterns.MONEY_UNIT.match(self.text, end)
        if unit is None:
            return self._small_money(reading, end)
        together = unit.group() == "块" and reading.value == 1 and not reading.arabic
        if together and not self._is_single_yuan(reading, unit.end()):
            return None
        value, end = self._fraction_of_yuan(reading.value, unit.end())
        if self.text.startswith("钱", end):
            end += 1
        return self._made(QuantityKind.MONEY, value, reading.start, end, unit.group(), reading.approximate)

    def _is_single_yuan(self, reading: Reading, end: int) -> bool:
        """一块 is also 'together': money only with 钱, a tail, or a verb of spending before it."""
        follows = self.text[end : end + 1]
        part = patterns.A_PART.match(self.text, end) or patterns.WORDS_IN_ONE.match(self.text, end)
        if reading.value == 1 and part:
            return False
        return (follows != "" and follows in f"钱半{NUMERAL}0123456789") or self._is_spent(reading.start)

    def _small_money(self, reading: Reading, end: int) -> Quantity | None:
        unit = patterns.SMALL_MONEY.match(self.text, end)
        if unit is None:
            return None
        value = reading.value * patterns.FRACTIONS_OF_YUAN[unit.group()[0]]
        return self._made(QuantityKind.MONEY, value, reading.start, unit.end(), unit.group()[0], reading.approximate)

    def _fraction_of_yuan(self, value: Decimal, at: int) -> tuple[Decimal, int]:
        """What follows the yuan: 5毛, 5毛5分, a bare 5 (五角), 半."""
        sign_free = self.text[at : at + 1]
        if sign_free == "半":
            return value + Decimal("0.5"), at + 1
        if not sign_free or not starts_number(sign_free) or value != value.to_integral_value():
            return value, at
        tail = read_number(self.text, at)
        if tail is None or tail.end == at or tail.largest > 1 or tail.value >= 100:
            return value, at
        unit = self.text[tail.end : tail.end + 1]
        if unit and unit in "毛角":
            after = patterns.FEN.match(self.text, tail.end + 1)
            fen = read_number(self.text, tail.end + 1) if after else None
            value += tail.value / 10 + (fen.value / 100 if fen else 0)
            return value, after.end() if after else tail.end + 1
        return self._bare_tail(value, tail)

    def _bare_tail(self, value: Decimal, tail: Reading) -> tuple[Decimal, int]:
        units = (patterns.MEASURE, patterns.RANK, patterns.MONEY_UNIT, patterns.TENTH, patterns.DISCOUNT)
        counted = any(unit.match(self.text, tail.end) for unit in units) or self.text.startswith("%", tail.end)
        counted = counted or bool(patterns.WORDS_IN_ONE.match(self.text, tail.start))
        counted = counted or self.text[tail.start] in "两俩仨"  # 一百块两边加起来: two jiao are 二 or 两毛
        if counted or (tail.value >= 10 and not tail.arabic):
            return value, tail.start
        return value + tail.value / (10 if tail.value < 10 else 100), tail.end

    def _share(self, reading: Reading, end: int) -> Quantity | None:
        """Percentages, tenths (三成半), discounts, percentage points and plain fractions."""
        vague, hundredths = reading.approximate, reading.value / 100
        if self.text.startswith("%", end):
            return self._made(QuantityKind.PERCENT, hundredths, reading.start, end + 1, "%", vague)
        points = patterns.POINTS.match(self.text, end)
        if points:
            return self._made(QuantityKind.POINTS, hundredths, reading.start, points.end(), points.group(), vague)
        if patterns.TENTH.match(self.text, end) and reading.value <= 10:
            return self._tenths(reading, end + 1)
        if patterns.DISCOUNT.match(self.text, end) and reading.value < 100:
            value = reading.value / (10 if reading.value < 10 else 100)
            return self._made(QuantityKind.PERCENT, value, reading.start, end + 1, "折", vague)
        if patterns.PARTS.match(self.text, end):
            return self._parts(reading, end + 2)
        return None

    def _tenths(self, reading: Reading, end: int) -> Quantity:
        value, follows = reading.value / 10, self.text[end : end + 1]
        if follows == "半":
            value, end = value + Decimal("0.05"), end + 1
        elif follows and follows in "一二三四五六七八九" and not patterns.MEASURE.match(self.text, end + 1):
            tail = read_number(self.text, end)
            if tail is not None and tail.value < 10:
                value, end = value + tail.value / 100, tail.end
        return self._made(QuantityKind.PERCENT, value, reading.start, end, "成", reading.approximate)

    def _parts(self, reading: Reading, at: int) -> Quantity | None:
        """三分之一; thousandths and ten-thousandths too."""
        part = read_number(self.text, at) if at < len(self.text) else None
        if part is None or part.end == at or not reading.value:
            return None
        value = part.value / reading.value
        return self._made(QuantityKind.PERCENT, value, reading.start, part.end, "分之", part.approximate)

    def _span_of_time(self, reading: Reading, end: int) -> Quantity | None:
        """Days, months and years that last, in one quantity: 一年半, 两年零三个月."""
        quarters = patterns.SOME_QUARTERS.match(self.text, end)
        if quarters:
            value = reading.value * 3
            return self._made(QuantityKind.MONTHS, value, reading.start, quarters.end(), "个月", reading.approximate)
        months = patterns.SOME_MONTHS.match(self.text, end)
        spoken = self.text[reading.end - 1] in "俩仨两"  # 缓俩月; 二月 is February
        if months and (months.group(1) or months.group(3) or spoken):
            value = reading.value + (Decimal("0.5") if months.group(3) else 0)
            vague = reading.approximate or bool(months.group(2))
            return self._made(QuantityKind.MONTHS, value, reading.start, months.end(), "个月", vague)
        years = patterns.SOME_YEARS.match(self.text, end)
        if years:
            return self._years(reading, years.end(), bool(years.group(1) or years.group(2)))
        days = patterns.SOME_DAYS.match(self.text, end)
        if days is None:
            return None
        value = (reading.value + (Decimal("0.5") if days.group(3) else 0)) * patterns.LASTING[days.group(2)]
        vague = reading.approximate or bool(days.group(1))
        return self._made(QuantityKind.DAYS, value, reading.start, days.end(), days.group(2), vague)

    def _years(self, reading: Reading, end: int, vague: bool) -> Quantity:
        vague = vague or reading.approximate
        if self.text.startswith("半", end):
            return self._made(QuantityKind.MONTHS, reading.value * 12 + 6, reading.start, end + 1, "年", vague)
        rest = patterns.AND_MONTHS.match(self.text, end)
        more = read_number(self.text, rest.end()) if rest else None
        tail = more is not None and self.text.startswith("个月", more.end)
        if more and tail and more.value < 12:
            months = reading.value * 12 + more.value
            return self._made(QuantityKind.MONTHS, months, reading.start, more.end + 2, "年", vague)
        return self._made(QuantityKind.YEARS, reading.value, reading.start, end, "年", vague)

    def _rank(self, reading: Reading, end: int) -> Quantity | None:
        rank = patterns.RANK.match(self.text, end)
        if rank is None or reading.largest >= 10_000:
            return None
        if rank.group() == "孩" and self.text[reading.start] in "俩仨两":
            return self._made(QuantityKind.COUNT, reading.value, reading.start, rank.end() - 1)
        if rank.group() == "类" and self._counts_kinds(rank.end()):
            return None
        return self._made(QuantityKind.ORDINAL, reading.value, reading.start, rank.end(), rank.group())

    def _counts_kinds(self, at: int) -> bool:
        """两类人 counts; 一类待遇 ranks."""
        return self.text[at : at + 1] in ("人", "病", "药", "的", "项", "情", "中", "事")

    def _in_pieces(self, reading: Reading, end: int) -> Quantity | None:
        """Money that is counted in 个: 八千个钱, a price of 十三个半, or what somebody paid (花了五千个)."""
        half = patterns.AND_A_HALF.match(self.text, end)
        if half and patterns.PRICED_AT.search(self.text, 0, reading.start):
            value = reading.value + Decimal("0.5")
            return self._made(QuantityKind.MONEY, value, reading.start, half.end(), "个", reading.approximate)
        pieces = patterns.PIECES_OF_MONEY.match(self.text, end)
        named = pieces is not None and pieces.group().endswith("钱")
        paid = reading.value >= _LEAST_IN_PIECES and patterns.PAID_OUT.search(self.text, 0, reading.start)
        if pieces is None or not (named or paid):
            return None
        return self._made(
            QuantityKind.MONEY, reading.value, reading.start, pieces.end(), "个", reading.approximate)

    def _count(self, reading: Reading, end: int) -> Quantity | None:
        persons = patterns.WHOLE_PERSON.match(self.text, end)
        if persons is None and end > reading.end and reading.value >= 1000:
            persons = patterns.PERSON_APART.match(self.text, end)
        if persons is None and (reading.value >= 1000 or reading.largest >= 1000):
            persons = patterns.PERSON_PAYS.match(self.text, end)
        if persons and (reading.largest >= 1000 or reading.value >= 1000):
            return None  # 三万个人部分七千五: a sum, and then the next one's name
        measure = None if persons else patterns.MEASURE.match(self.text, end)
        if reading.end < len(self.text) and self.text[reading.end - 1] in "俩仨" and measure is None:
            people = patterns.PERSONS_BEFORE.search(self.text, 0, reading.start)
            return None if self.text.startswith("口子", end) else self._made(
                QuantityKind.COUNT, reading.value, reading.start, reading.end, "人" if people else "个")
        if persons:
            return self._made(QuantityKind.COUNT, reading.value, reading.start, end + 1, "个", reading.approximate)
        if measure is None:
            return None
        more = "多" if measure.group() == "个" and self.text.startswith("多", measure.end()) else ""
        name = measure.group().removeprefix("个") or "个"
        stop, vague = measure.end() + len(more), reading.approximate or bool(more)
        return self._made(QuantityKind.COUNT, reading.value, reading.start, stop, name, vague)

    def _bare(self, reading: Reading) -> Quantity | None:
        """A number with nothing behind it: money after a verb of spending or with 万 or 亿, else a number."""
        alone = reading.start == 0 and reading.end == len(self.text)
        spent = self._is_spent(reading.start)
        if reading.bare_unit and (not spent or reading.approximate):
            return None
        if self._is_too_short(reading) and not alone:
            return None
        money = spent or (reading.largest >= 10_000 and not reading.bare_unit)
        kind = QuantityKind.MONEY if money else QuantityKind.NUMBER
        return self._made(kind, reading.value, reading.start, reading.end, "", reading.approximate)

    def _is_too_short(self, reading: Reading) -> bool:
        """A lone Chinese digit, or 十, is part of some other word far more often than a number."""
        return not reading.arabic and reading.end - reading.start == 1

    def _is_spent(self, start: int) -> bool:
        """Whether a verb or noun of spending leads to what begins at `start`."""
        before = self.text[max(0, start - 16) : start].rstrip("-")
        if before.endswith("负") and not before.endswith("自负"):
            before = before[:-1]
        return patterns.BEFORE_MONEY.search(before) is not None

    def _signed(self, quantity: Quantity) -> Quantity:
        """The quantity with the minus before it, if there is one."""
        before = self.text[: quantity.start]
        minus = patterns.MINUS.search(before)
        if minus is None or quantity.kind is QuantityKind.ORDINAL:
            return quantity
        words = self.text[minus.start() : quantity.end]
        return replace(quantity, value=-quantity.value, start=minus.start(), words=words)
