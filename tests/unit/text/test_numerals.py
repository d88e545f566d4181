from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.numerals import SUMS, Quantity, QuantityKind, find_quantities, format_amount

MONEY, PERCENT, POINTS, COUNT = QuantityKind.MONEY, QuantityKind.PERCENT, QuantityKind.POINTS, QuantityKind.COUNT
DAYS, MONTHS, YEARS = QuantityKind.DAYS, QuantityKind.MONTHS, QuantityKind.YEARS
ORDINAL, NUMBER = QuantityKind.ORDINAL, QuantityKind.NUMBER


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("text", "yuan"), [
    ("花了三千五", "3500"), ("1万2", "12000"), ("自付两万零五百", "20500"), ("2万8千元", "28000"), ("已经给了4万6",
    "46000"),
    ("百三蚊", "130"), ("百一蚊", "110"), ("开了八百六", "860"), ("36580块", "36580"), ("两百八十块五", "280.5"),
    ("210元5毛", "210.5"), ("13块5", "13.5"), ("五蚊半", "5.5"), ("6.25亿", "625000000"), ("15801.52万", "158015200"),
    ("1,234.5元", "1234.5"), ("四块九毛五", "4.95"), ("三十二元五角六分", "32.56"), ("126块8", "126.8"), ("0元", "0"),
    ("三千零五元", "3005"), ("一千二百元", "1200"), ("千二蚊", "1200"), ("五毛钱", "0.5"), ("廿五蚊", "25"),
    ("一百块钱", "100"),
    ("缴费基数是四千五百八十八", "4588"), ("工资6000", "6000"), ("一亿两千万元", "120000000"),
    ("三万五千六百二十八元", "35628"),
    ("总共2000元整", "2000"), ("费用大写叁仟伍佰元", "3500"),
])
def test_money_is_read_as_people_say_it(text: str, yuan: str) -> None:
    found = only(text)
    assert (found.kind, found.value, found.approximate) == (MONEY, Decimal(yuan), False)


@pytest.mark.parametrize(("text", "yuan"), [
    ("三十几块", "30"), ("三百多块钱", "300"), ("二十来万", "200000"), ("9600余元", "9600"), ("670余万元", "6700000"),
    ("十二三万", "120000"), ("三四千块", "3000"), ("花了七八百元", "700"), ("一两百块钱", "100"), ("大概两千元",
    "2000"), ("三千块左右", "3000"), ("几百块", "100"), ("百几蚊", "100"), ("30多万", "300000"),
])
def test_a_vague_amount_says_that_it_is_vague(text: str, yuan: str) -> None:
    found = only(text)
    assert (found.kind, found.value, found.approximate) == (MONEY, Decimal(yuan), True)


def test_what_is_taken_off_a_burden_is_no_negative_amount() -> None:
    assert only("减负670万").value == 6_700_000


@pytest.mark.parametrize("text", ["前两天有人说", "我这两天去问"])
def test_some_days_ago_are_no_span_of_days(text: str) -> None:
    assert not find_quantities(text)


@pytest.mark.parametrize(("text", "yuan"), [("-5元", "-5"), ("结余-504.09万元", "-5040900"), ("负五百元", "-500")])
def test_a_minus_stays(text: str, yuan: str) -> None:
    assert (only(text).kind, only(text).value) == (MONEY, Decimal(yuan))


def test_a_self_paid_amount_is_not_negative() -> None:
    assert only("自负五百").value == 500


@pytest.mark.parametrize(("text", "kind", "value"), [
    ("百分之七十五", PERCENT, "0.75"), ("百分之九十九点九五", PERCENT, "0.9995"),
    ("百分之九十九点久五", PERCENT, "0.9995"),
    ("75%", PERCENT, "0.75"), ("三成", PERCENT, "0.3"), ("一成半", PERCENT, "0.15"), ("九成五", PERCENT, "0.95"),
    ("打七五折", PERCENT, "0.75"), ("百分百", PERCENT, "1"), ("二分之一", PERCENT, "0.5"),
    ("十个点", POINTS, "0.1"), ("85个百分比", POINTS, "0.85"), ("5个百分点", POINTS, "0.05"),
])
def test_shares_come_out_as_fractions(text: str, kind: QuantityKind, value: str) -> None:
    assert (only(text).kind, only(text).value) == (kind, Decimal(value))


@pytest.mark.parametrize(("text", "kind", "value"), [
    ("三个工作日", DAYS, 3), ("98天", DAYS, 98), ("两个星期", DAYS, 14), ("3日内", DAYS, 3), ("8个月", MONTHS, 8),
    ("半年", MONTHS, 6),
    ("一年半", MONTHS, 18), ("两年零三个月", MONTHS, 27), ("二十一个月", MONTHS, 21),
    ("缴费15年零6个月", MONTHS, 186), ("两三个月", MONTHS, 2), ("交满三年", YEARS, 3),
    ("交了20年", YEARS, 20),
])
def test_spans_of_time_have_their_own_kinds(text: str, kind: QuantityKind, value: int) -> None:
    assert (only(text).kind, only(text).value) == (kind, value)


def test_half_a_month_is_a_month_and_a_half_with_a_number_before() -> None:
    assert only("半个月").value == Decimal("0.5")
    assert only("一个半月").value == Decimal("1.5")


@pytest.mark.parametrize(("text", "value", "measure"), [
    ("三口人", 3, "口"), ("三个人", 3, "人"), ("四百二十家", 420, "家"), ("15次", 15, "次"), ("36个", 36, "个"),
    ("65岁", 65, "岁"),
    ("俩人", 2, "人"), ("生了三胞胎", 3, "胞胎"), ("十项", 10, "项"), ("2744人次", 2744, "人次"), ("3个个人账户", 3,
    "个"),
])
def test_counts_keep_their_measure(text: str, value: int, measure: str) -> None:
    assert (only(text).kind, only(text).value, only(text).measure) == (COUNT, value, measure)


@pytest.mark.parametrize(("text", "value"), [("第三次", 3), ("头一次", 1), ("三级医院", 3), ("二档", 2),
("第826期", 826), ("一类", 1)])
def test_ranks_are_no_amounts(text: str, value: int) -> None:
    assert (only(text).kind, only(text).value) == (ORDINAL, value)


@pytest.mark.parametrize("text", [
    "2021年", "二零二一年", "二一年度", "7月1日", "十二月三十一号", "1到10月", "2021-06-18", "早上八点上班",
    "11:00-12:00",
    "电话3983188", "12393", "0750-3983188", "三甲", "五险一金", "两病", "六重保障", "双通道", "一般情况", "一起去",
    "一直交",
    "老百姓", "万一报不了", "千万别忘", "两口子", "一保", "星期三", "十四五规划", "二维码", "百日攻坚", "2022 江门参保",
])
def test_dates_numbers_to_dial_and_set_phrases_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize("text", ["三千五", "2022", "三百多", "126.80"])
def test_a_bare_number_is_never_money(text: str) -> None:
    assert all(found.kind is NUMBER for found in find_quantities(text))


def test_both_ends_of_a_range_are_money() -> None:
    assert [(found.kind, found.value) for found in find_quantities("70-80元")] == [(MONEY, 70), (MONEY, 80)]


def test_yuan_before_a_count_keep_apart() -> None:
    assert [(found.kind, found.value) for found in find_quantities("13块5个人")] == [(MONEY, 13), (COUNT, 5)]


def test_a_whole_story_is_read_in_order() -> None:
    found = find_quantities("第一次四十块,第二次花了六十,2022年8月两个人一共交了1万2,报百分之七十")
    assert [(quantity.kind, quantity.value) for quantity in found] == [
        (ORDINAL, 1), (MONEY, 40), (ORDINAL, 2), (MONEY, 60), (COUNT, 2), (MONEY, 12000), (PERCENT, Decimal("0.7"))]


@pytest.mark.parametrize(("text", "kind", "value"), [
    ("又花了五千个", MONEY, 5000), ("掏了两千个,报多少", MONEY, 2000), ("八千个钱", MONEY, 8000),
    ("花了三百个人的钱", COUNT, 300), ("做了三百个核酸", COUNT, 300), ("花了五个", COUNT, 5),
])
def test_money_may_be_counted_in_pieces(text: str, kind: QuantityKind, value: int) -> None:
    assert [(found.kind, found.value) for found in find_quantities(text)] == [(kind, value)]


NUMERALS_AND_UNITS = "零一二三四五六七八九十百千万亿两半几多点元块毛成个月年次人第级-.%,0123456789负分之俩廿"


@given(st.text(alphabet=NUMERALS_AND_UNITS, max_size=40))
def test_words_are_the_place_in_the_text_and_places_do_not_overlap(text: str) -> None:
    end = 0
    for found in find_quantities(text):
        assert found.start >= end and found.words == text[found.start : found.end] and found.words
        end = found.end


@given(st.integers(min_value=0, max_value=99_999_999))
def test_digits_before_yuan_are_that_many_yuan(yuan: int) -> None:
    assert only(f"花了{yuan}元").value == yuan


@pytest.mark.parametrize(("value", "text"), [
    ("1234.50", "1234.5"), ("200.00", "200"), ("2.8", "2.8"), ("0", "0"), ("100", "100"), ("0.005", "0.01"),
    ("0.0049", "0"), ("0.015", "0.02"),
    ("-0.001", "0"), ("625000000", "625000000"), ("1E+2", "100"), ("1E+30", "1" + "0" * 30),
])
def test_amounts_are_written_short(value: str, text: str) -> None:
    assert format_amount(Decimal(value)) == text


@pytest.mark.parametrize(("text", "values"), [
    pytest.param("一次六百一次八百", ["1", "600", "1", "800"], id="the 一 of the next 一次"),
    pytest.param("一次三十五一次四十一次二十", ["1", "35", "1", "40", "1", "20"], id="three on end"),
    pytest.param("床位费五十一天", ["50", "1"], id="a price for one day"),
    pytest.param("住了五十一天", ["51"], id="fifty-one days"),
    pytest.param("交了十一个月", ["11"], id="eleven months"),
    pytest.param("二点八一个人", ["2.8", "1"], id="a price for one person"),
    pytest.param("总共八万三万是个人部分", ["80000", "30000"], id="two of 万"),
    pytest.param("六百八百", ["600", "800"], id="two of 百"),
    pytest.param("基数六千一年入几多", ["6000", "1"], id="a sum before one year"),
    pytest.param("人工九千三个月", ["9000", "3"], id="a sum before some months"),
    pytest.param("基数八千二一年几多", ["8200", "1"], id="a short sum before one year is no calendar year"),
    pytest.param("基数七千二半年", ["7200", "6"], id="a short sum before half a year"),
    pytest.param("三万个人部分七千五", ["30000", "7500"], id="a sum before the name of the next"),
    pytest.param("单位每月8600 个人每月2100", ["8600", "2100"], id="a sum and a space before the name of the next"),
    pytest.param("单位每月11000个人2800", ["11000", "2800"], id="a sum before the name of the next and its sum"),
    pytest.param("一张八千一张五千", ["1", "8000", "1", "5000"], id="a price for each"),
    pytest.param("一盒2000", ["1", "2000"], id="a price that could be a year"),
    pytest.param("一月三百二月四百三月五百", ["300", "400", "500"], id="amounts between months"),
])
def test_amounts_that_run_together_are_kept_apart(text: str, values: list[str]) -> None:
    assert [found.value for found in find_quantities(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(("text", "months"), [("一个季度", 3), ("两个季度", 6)])
def test_a_quarter_lasts_three_months(text: str, months: int) -> None:
    assert (only(text).kind, only(text).value) == (MONTHS, months)


@pytest.mark.parametrize("text", ["花了90元一共报多少", "九十块一起算", "90块一般报多少", "九十块一下花了"])
def test_words_that_begin_with_one_add_no_jiao(text: str) -> None:
    assert [q.value for q in find_quantities(text) if q.kind is QuantityKind.MONEY] == [Decimal(90)]


def test_a_jiao_without_its_word_is_still_one() -> None:
    assert [q.value for q in find_quantities("九十块一,多少")] == [Decimal("90.1")]


@pytest.mark.parametrize(("text", "counts"), [
    ("九月420人次,十月385,十一月510", [420, 385, 510]), ("看了32,41,28人次", [32, 41, 28]),
    ("96, 132, 68家", [96, 132, 68]),
    ("去年3个人,今年450", [3]), ("花了320,3次", [3]), ("九月420人次,花了385", [420]),
])
def test_bare_numbers_of_a_list_have_the_measure_of_the_one_that_tells_it(text: str, counts: list[int]) -> None:
    assert [int(q.value) for q in find_quantities(text) if q.kind is COUNT] == counts


@pytest.mark.parametrize(("text", "sums"), [
    ("2400/1900/1350万元", [24_000_000, 19_000_000, 13_500_000]), ("7.5、9和12万块", [75_000, 90_000, 120_000]),
    ("今年筹了2400、1900/1350万", [24_000_000, 19_000_000, 13_500_000]),
    ("三回花了600、2万", [600, 20_000]), ("2400、1350元", [2400, 1350]),
])
def test_a_unit_told_once_behind_a_list_holds_for_what_is_of_its_size(text: str, sums: list[int]) -> None:
    assert [int(q.value) for q in find_quantities(text) if q.kind in SUMS] == sums


@pytest.mark.parametrize("text", ["11000 门诊", "23500单位部分", "300床位费", "2000 家庭"])
def test_a_word_that_begins_like_a_measure_is_none(text: str) -> None:
    assert [q.kind for q in find_quantities(text)] == [QuantityKind.NUMBER]


@pytest.mark.parametrize(("text", "months"), [
    ("交了二十四个月", 24), ("三十六个月", 36), ("四十五个月", 45), ("七八九三个月", 3), ("八九十三个月", 3),
    ("十二个月", 12),
])
def test_tens_of_months_are_no_list_of_months(text: str, months: int) -> None:
    assert [int(q.value) for q in find_quantities(text) if q.kind is QuantityKind.MONTHS] == [months]


@pytest.mark.parametrize("text", ["先扣的那一块一样不一样", "这一块一共报多少"])
def test_a_part_before_a_word_that_begins_with_one_is_no_yuan(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(("text", "values"), [
    ("住院三千一两个人", ["3100", "2"]), ("用了八百一两趟", ["810", "2"]), ("两万二三个人", ["22000", "3"]),
    ("花了四百二三回", ["420", "3"]), ("三千一两百个人", ["3100"]), ("四百二三个人", ["420"]), ("三四个人", ["3"]),
])
def test_a_sum_ends_before_how_many_there_were(text: str, values: list[str]) -> None:
    assert [str(q.value) for q in find_quantities(text)] == values


@pytest.mark.parametrize("text", ["基数4800十一月涨", "基数4800八月涨", "4800十月起"])
def test_a_month_behind_a_sum_in_digits_is_none_of_it(text: str) -> None:
    assert [str(q.value) for q in find_quantities(text)] == ["4800"]
