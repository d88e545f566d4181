"""Finds the quantities in an utterance as people say them, and tells money from counts, shares, terms and ranks.

Works on text that `normalise` has put into one spelling. Reads values with `numeral_values`, leaves out what
`numeral_masks` knows to be no quantity (dates, telephone numbers, set phrases). Knows no policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from assistant.text.numeral_masks import masked_spans, span_at
from assistant.text.numeral_values import NUMERAL, Reading, read_number, starts_number


class QuantityKind(StrEnum):
    """What a number in an utterance is a number of."""

    MONEY = "money"
    PERCENT = "percent"  # a fraction: 三成 is 0.3
    POINTS = "points"  # percentage points, as a fraction: 十个百分点 is 0.1
    COUNT = "count"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    ORDINAL = "ordinal"
    NUMBER = "number"


@dataclass(frozen=True)
class Quantity:
    """One quantity; `text[start:end]` is `words`, `measure` is the unit as said (empty for a bare number)."""

    kind: QuantityKind
    value: Decimal
    start: int
    end: int
    words: str
    measure: str = ""
    approximate: bool = False


_MONEY_UNIT = re.compile(r"(?:人民币)?(?:元|块|圆|蚊|文(?!件|书|化|字|章|明|员|号))(?!素|件|地|儿去|钱包)")
_FRACTIONS_OF_YUAN = {"毛": Decimal("0.1"), "角": Decimal("0.1"), "分": Decimal("0.01")}
_SMALL_MONEY = re.compile(r"毛(?:钱)?(?!病|衣|巾)|角(?:钱)?(?!度|色|落)|分钱")
_MEASURES = (
    "人次 人份 批次 品规 小时 分钟 公里 周岁 胞胎 个人 个工作日 工作日 个自然月 自然月 星期 礼拜 个星期 个礼拜 "
    "人 口 个 家 次 项 例 笔 种 条 位 名 户 间 所 支 台 份 张 批 件 部 辆 盒 瓶 片 针 剂 回 趟 岁 米 倍 道 重 "
    "类 套 组 场 颗 粒 袋 遍 步 页 封 只 头 队 样 街 单 宗 床 厂 门 天 日 周 年 月 字"
).split()
_MEASURE = re.compile("|".join(sorted(_MEASURES, key=len, reverse=True)))
_RANK = re.compile(r"(?:周岁)?(?:级|档|等(?!于)|甲|类|期(?!间)|号|楼|届|胎|孩|线|代|路|审|季度|型|星)")
_WHOLE_PERSON = re.compile(r"个人(?=账户|帐户|缴费|自付|自费|负担|先行|支付|部分|承担)")
_SPENDING = (
    "花费|花掉|花|使|用|交|缴|付|自付|自费|自负|自掏|自己掏|掏|费用|费|钱|基数|工资|收入|支出|报销|报|一共|总共|合共|"
    "合计|总计|共计|共|收|拿|领|垫付|垫|退|发|赔付|赔|救助|补助|补贴|津贴|额度|余额|限额|标准|开|买|扣|存|打|划|给|"
    "金额|总额|结余|工资条|价格|价|成本|账单|医药费|筹资|筹|部分|欠|返还|返|单子|起付线|封顶线"
)
_LINK = (
    "了|咗|过|晒|是|系|为|有|达到|达|到|得|要|大概|大约|约|差不多|才|就|都|每月|每年|一个月|一年|左右|将近|近|:|,| |"
    "就是|也就|只|只有|整整|出|进来|进|去|掉|完|回|来|一共|总共|合共|合计|共|成"
)
_BEFORE_MONEY = re.compile(rf"(?:{_SPENDING})(?:{_LINK}){{0,4}}$")
_CAUTIOUS = re.compile(r"(?:大概|大约|约|差不多|将近|近|不到|上下)$")
_AROUND = re.compile(r"(?:左右|上下|开外|出头)")
_TENTH = re.compile(r"(?:成)(?![员立功本为果分人年绩长份型了交家])")
_DISCOUNT = re.compile(r"折(?![子叠合扣腾])")
_POINTS = re.compile(r"个(?:百分点|百分比|点)|百分点")
_PER_HUNDRED = re.compile(r"百分(?:之|比)?")
_PARTS = re.compile(r"分之")
_LASTING = {"天": 1, "日": 1, "个工作日": 1, "工作日": 1, "周": 7, "星期": 7, "礼拜": 7, "个星期": 7, "个礼拜": 7}


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a normalised text, in order, none overlapping.

    Years, dates, times of day, telephone numbers and set phrases (五险一金, 两病) are left out.
    """
    return tuple(_Finder(text).find())


def format_amount(value: Decimal) -> str:
    """Return the value in digits, with at most two decimals and no trailing zeros."""
    rounded = f"{value.quantize(Decimal('0.01')):f}"
    shortened = rounded.rstrip("0").rstrip(".")
    return "0" if shortened == "-0" else shortened


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
        following: list[Quantity | None] = [*self.found[1:], None]
        return [self._in_range(quantity, after) for quantity, after in zip(self.found, following, strict=False)]

    def _in_range(self, quantity: Quantity, after: Quantity | None) -> Quantity:
        """The first number of 70-80元 and 5000到8000块 is money as the second is."""
        if quantity.kind is not QuantityKind.NUMBER or after is None or after.kind is not QuantityKind.MONEY:
            return quantity
        between = self.text[quantity.end : after.start]
        return replace(quantity, kind=QuantityKind.MONEY) if between in ("-", "~", "到", "至") else quantity

    def _quantity(self, at: int) -> tuple[Quantity | None, int]:
        """The quantity that begins at `at`, and where to go on."""
        for read in (self._per_hundred, self._of_halves, self._ordinal_word):
            quantity = read(at)
            if quantity is not None:
                return quantity, quantity.end
        if not starts_number(self.text[at]):
            return None, at + 1
        reading = read_number(self.text, at)
        if reading is None:
            return None, at + 1
        quantity = self._measured(reading)
        return quantity, quantity.end if quantity else reading.end

    def _made(self, kind: QuantityKind, value: Decimal, start: int, end: int, measure: str = "",
              approximate: bool = False) -> Quantity:
        around = _AROUND.match(self.text, end)
        loose = approximate or around is not None or _CAUTIOUS.search(self.text, max(0, start - 3), start) is not None
        return Quantity(kind, value, start, end, self.text[start:end], measure, loose)

    def _per_hundred(self, at: int) -> Quantity | None:
        """百分之七十五, and 百分百."""
        head = _PER_HUNDRED.match(self.text, at)
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
        """半年, 半个月, 半天, 个半月."""
        found = re.compile(r"半年(?![会度])|半个月|半天|个半月").match(self.text, at)
        if found is None or at and self.text[at - 1] in "上下前后大头" + NUMERAL:
            return None
        months = {"半年": Decimal(6), "半个月": Decimal("0.5"), "个半月": Decimal("1.5")}
        if found.group() == "半天":
            return self._made(QuantityKind.DAYS, Decimal("0.5"), at, found.end(), "天")
        measure = "年" if found.group() == "半年" else "个月"
        return self._made(QuantityKind.MONTHS, months[found.group()], at, found.end(), measure)

    def _ordinal_word(self, at: int) -> Quantity | None:
        """第三次, 头一次, 首次."""
        if self.text[at] not in "第头" or at + 1 >= len(self.text) or not starts_number(self.text[at + 1]):
            return None
        reading = read_number(self.text, at + 1)
        if reading is None or reading.end == at + 1:
            return None
        measure = _MEASURE.match(self.text, reading.end) or _RANK.match(self.text, reading.end)
        end = measure.end() if measure else reading.end
        return self._made(QuantityKind.ORDINAL, reading.value, at, end, measure.group() if measure else "")

    def _measured(self, reading: Reading) -> Quantity | None:
        """The reading with whatever stands behind it."""
        end = reading.end
        if self.text.startswith(" ", end) and reading.arabic:
            end += 1
        for read in (self._money, self._share, self._span_of_time, self._rank, self._count):
            quantity = read(reading, end)
            if quantity is not None:
                return quantity
        return self._bare(reading)

    def _money(self, reading: Reading, end: int) -> Quantity | None:
        unit = _MONEY_UNIT.match(self.text, end)
        if unit is None:
            return self._small_money(reading, end)
        if unit.group() == "块" and reading.value == 1 and not reading.arabic and not self._is_single_yuan(reading, unit.end()):
            return None
        value, end = self._fraction_of_yuan(reading.value, unit.end())
        if self.text.startswith("钱", end):
            end += 1
        return self._made(QuantityKind.MONEY, value, reading.start, end, unit.group(), reading.approximate)

    def _is_single_yuan(self, reading: Reading, end: int) -> bool:
        """一块 is also 'together': money only with 钱, a tail, or a verb of spending before it."""
        follows = self.text[end : end + 1]
        return follows in ("钱", "半") or follows in NUMERAL + "0123456789" and bool(follows) or self._is_spent(reading.start)

    def _small_money(self, reading: Reading, end: int) -> Quantity | None:
        unit = _SMALL_MONEY.match(self.text, end)
        if unit is None:
            return None
        value = reading.value * _FRACTIONS_OF_YUAN[unit.group()[0]]
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
            after = re.compile(r"([\d一二三四五六七八九])分?(?![\d月年个])").match(self.text, tail.end + 1)
            fen = read_number(self.text, tail.end + 1) if after else None
            value += tail.value / 10 + (fen.value / 100 if fen else 0)
            return value, after.end() if after else tail.end + 1
        return self._bare_tail(value, tail)

    def _bare_tail(self, value: Decimal, tail: Reading) -> tuple[Decimal, int]:
        rest = self.text[tail.end :]
        counted = _MEASURE.match(rest) or _RANK.match(rest) or _MONEY_UNIT.match(rest) or rest[:1] in ("成", "%", "折")
        if counted or tail.value >= 10 and not tail.arabic:
            return value, tail.start
        return value + tail.value / (10 if tail.value < 10 else 100), tail.end

    def _share(self, reading: Reading, end: int) -> Quantity | None:
        """Percentages, tenths (三成半), discounts, percentage points and plain fractions."""
        if self.text.startswith("%", end):
            return self._made(QuantityKind.PERCENT, reading.value / 100, reading.start, end + 1, "%", reading.approximate)
        points = _POINTS.match(self.text, end)
        if points:
            value = reading.value / 100
            return self._made(QuantityKind.POINTS, value, reading.start, points.end(), points.group(), reading.approximate)
        if _TENTH.match(self.text, end) and reading.value <= 10:
            return self._tenths(reading, end + 1)
        if _DISCOUNT.match(self.text, end) and reading.value < 100:
            value = reading.value / (10 if reading.value < 10 else 100)
            return self._made(QuantityKind.PERCENT, value, reading.start, end + 1, "折", reading.approximate)
        if _PARTS.match(self.text, end):
            return self._parts(reading, end + 2)
        return None

    def _tenths(self, reading: Reading, end: int) -> Quantity:
        value, follows = reading.value / 10, self.text[end : end + 1]
        if follows == "半":
            value, end = value + Decimal("0.05"), end + 1
        elif follows and follows in "一二三四五六七八九" and not _MEASURE.match(self.text, end + 1):
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
        months = re.compile(r"(个)?(多)?(半)?(?:个)?月(?!份)").match(self.text, end)
        if months and (months.group(1) or months.group(3)):
            value = reading.value + (Decimal("0.5") if months.group(3) else 0)
            vague = reading.approximate or bool(months.group(2))
            return self._made(QuantityKind.MONTHS, value, reading.start, months.end(), "个月", vague)
        years = re.compile(r"(多)?(?:周)?年(?!级|度|审|纪|龄|轻|内|末|底|初)|(多)?年(?=内)").match(self.text, end)
        if years:
            return self._years(reading, years.end(), bool(years.group(1) or years.group(2)))
        days = re.compile(r"(多)?(个工作日|工作日|天|日|周(?!岁|年|末)|个?星期|个?礼拜)(半)?").match(self.text, end)
        if days is None:
            return None
        value = (reading.value + (Decimal("0.5") if days.group(3) else 0)) * _LASTING[days.group(2)]
        vague = reading.approximate or bool(days.group(1))
        return self._made(QuantityKind.DAYS, value, reading.start, days.end(), days.group(2), vague)

    def _years(self, reading: Reading, end: int, vague: bool) -> Quantity:
        vague = vague or reading.approximate
        if self.text.startswith("半", end):
            return self._made(QuantityKind.MONTHS, reading.value * 12 + 6, reading.start, end + 1, "年", vague)
        rest = re.compile(r"零?又?(?=[\d一二三四五六七八九十两])").match(self.text, end)
        more = read_number(self.text, rest.end()) if rest else None
        tail = re.compile(r"个月").match(self.text, more.end) if more else None
        if more and tail and more.value < 12:
            months = reading.value * 12 + more.value
            return self._made(QuantityKind.MONTHS, months, reading.start, tail.end(), "年", vague)
        return self._made(QuantityKind.YEARS, reading.value, reading.start, end, "年", vague)

    def _rank(self, reading: Reading, end: int) -> Quantity | None:
        rank = _RANK.match(self.text, end)
        if rank is None or reading.largest >= 10_000:
            return None
        if rank.group() == "类" and self._counts_kinds(rank.end()):
            return None
        return self._made(QuantityKind.ORDINAL, reading.value, reading.start, rank.end(), rank.group())

    def _counts_kinds(self, at: int) -> bool:
        """两类人 counts; 一类待遇 ranks."""
        return self.text[at : at + 1] in ("人", "病", "药", "的", "项", "情", "中", "事")

    def _count(self, reading: Reading, end: int) -> Quantity | None:
        persons = _WHOLE_PERSON.match(self.text, end)
        measure = None if persons else _MEASURE.match(self.text, end)
        if reading.end < len(self.text) and self.text[reading.end - 1] in "俩仨" and measure is None:
            return None if self.text.startswith("口子", end) else self._made(
                QuantityKind.COUNT, reading.value, reading.start, reading.end, "个")
        if persons:
            return self._made(QuantityKind.COUNT, reading.value, reading.start, end + 1, "个", reading.approximate)
        if measure is None:
            return None
        more = "多" if measure.group() == "个" and self.text.startswith("多", measure.end()) else ""
        name = measure.group().removeprefix("个") or "个"
        stop = measure.end() + len(more)
        return self._made(QuantityKind.COUNT, reading.value, reading.start, stop, name, reading.approximate or bool(more))

    def _bare(self, reading: Reading) -> Quantity | None:
        """A number with nothing behind it: money after a verb of spending or with 万 or 亿, else a number."""
        alone = reading.start == 0 and reading.end == len(self.text)
        spent = self._is_spent(reading.start)
        if reading.bare_unit and (not spent or reading.approximate):
            return None
        if self._is_too_short(reading) and not alone:
            return None
        money = spent or reading.largest >= 10_000 and not reading.bare_unit
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
        return _BEFORE_MONEY.search(before) is not None

    def _signed(self, quantity: Quantity) -> Quantity:
        """The quantity with the minus before it, if there is one."""
        before = self.text[: quantity.start]
        minus = re.search(r"(?:(?<![\d零一二三四五六七八九十百千万亿A-Za-z])-|(?<!自)(?<!抱)负)$", before)
        if minus is None or quantity.kind is QuantityKind.ORDINAL:
            return quantity
        words = self.text[minus.start() : quantity.end]
        return replace(quantity, value=-quantity.value, start=minus.start(), words=words)
