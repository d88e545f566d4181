"""Solving a scheme: tables, conditions, rounding, several bills, what is lacking and what can't be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.calculator import Bill, Fact, Invalid, Lacking, Outcome, Scheme, Settlement, Unmet, explore, solve
from assistant.calculator.scheme import FactKind, ReadFigure, Row, Step, StepKind

DAY = date(2024, 11, 5)
D = Decimal


def bills(*amounts: str, day: date | None = None) -> tuple[Bill, ...]:
    return tuple(Bill(D(amount), day) for amount in amounts)


def settled(outcome: Outcome) -> Settlement:
    assert isinstance(outcome, Settlement), outcome
    return outcome


@pytest.mark.parametrize(("cost", "told"), [
    pytest.param("100.00", True, id="over"), pytest.param("80.00", False, id="not over")])
def test_a_step_is_told_only_where_its_condition_holds(
    visits: Scheme, read: ReadFigure, cost: str, told: bool
) -> None:
    own = replace(visits.steps[-1], told_if="cost > cap")
    found = settled(solve(replace(visits, steps=(*visits.steps[:-1], own)), {
        "status": "retired", "cost": bills(cost)}, read, DAY))
    assert any(step.step == "own" for step in found.steps) is told


def test_formulas_know_which_bill_it_is_and_its_month(visits: Scheme, read: ReadFigure) -> None:
    step = replace(visits.steps[-1], expression="bill_month * 10000 + bill_number * 100 + bills * 10 + dated_bills")
    scheme = replace(visits, steps=(*visits.steps[:-1], step), carry=None)
    given = (*bills("10", day=date(2024, 10, 3)), *bills("20"))
    found = settled(solve(scheme, {"status": "retired", "cost": given}, read, DAY))
    assert [s.value for s in found.steps if s.step == "own"] == [D(100121), D(221)]


def test_a_fact_told_of_each_bill_is_taken_bill_by_bill(visits: Scheme, read: ReadFigure) -> None:
    step = replace(visits.steps[-1], expression="part * 10 + told_apart")
    scheme = replace(visits, facts=(*visits.facts, Fact("part", FactKind.MONEY, "其中", "", default="0")),
                     steps=(*visits.steps[:-1], step), carry=None)
    given = {"status": "retired", "cost": bills("10", "20"), "part": bills("3", "4")}
    found = settled(solve(scheme, given, read, DAY))
    assert [s.value for s in found.steps if s.step == "own"] == [D(31), D(41)]
    whole = settled(solve(scheme, {**given, "part": D(3)}, read, DAY))
    assert [s.value for s in whole.steps if s.step == "own"] == [D(30), D(30)]


# Tables, conditions and formulas


@pytest.mark.parametrize(
    ("status", "cost", "fund", "own"),
    [
        pytest.param("working", "100.00", "75.00", "25.00", id="75 % of 100"),
        pytest.param("retired", "100.00", "80.00", "20.00", id="80 % of 100: exactly the cap"),
        pytest.param("working", "106.66", "80.00", "26.66", id="79.995 is rounded up to the cap"),
        pytest.param("working", "106.67", "80.00", "26.67", id="80.0025 is above the cap"),
        pytest.param("working", "0.01", "0.01", "0.00", id="0.0075 is rounded up to a fen"),
    ],
)
def test_a_bill_is_split_by_the_row_that_fits(
    visits: Scheme, read: ReadFigure, status: str, cost: str, fund: str, own: str
) -> None:
    found = settled(solve(visits, {"status": status, "cost": bills(cost)}, read, DAY))
    assert found.amounts == {"fund_pays": D(fund), "self_pays": D(own)}


@pytest.mark.parametrize(
    ("day", "fund"),
    [
        pytest.param(date(2024, 6, 30), "50.00", id="the day before the change"),
        pytest.param(date(2024, 7, 1), "80.00", id="the day of the change"),
        pytest.param(date(2024, 7, 2), "80.00", id="the day after"),
    ],
)
def test_a_figure_is_read_on_the_day_of_the_bill(visits: Scheme, read: ReadFigure, day: date, fund: str) -> None:
    facts = {"status": "working", "cost": bills("300", day=day)}
    assert settled(solve(visits, facts, read, DAY)).amounts["fund_pays"] == D(fund)


def test_a_bill_without_a_day_fell_on_the_day_of_the_call(visits: Scheme, read: ReadFigure) -> None:
    facts = {"status": "working", "cost": bills("300")}
    assert settled(solve(visits, facts, read, date(2024, 6, 30))).amounts["fund_pays"] == D("50.00")


def test_no_row_is_told_as_no_rule(visits: Scheme, read: ReadFigure) -> None:
    table = replace(visits.steps[0], rows=visits.steps[0].rows[:1], absent="没有载明退休的比例")
    scheme = replace(visits, steps=(table, *visits.steps[1:]))
    found = solve(scheme, {"status": "retired", "cost": bills("100")}, read, DAY)
    assert isinstance(found, Unmet)
    assert (found.reason, found.known_rule) == ("没有载明退休的比例", False)


def test_no_row_without_words_names_the_step(visits: Scheme, read: ReadFigure) -> None:
    scheme = replace(visits, steps=(replace(visits.steps[0], rows=()), *visits.steps[1:]))
    found = solve(scheme, {"status": "retired", "cost": bills("100")}, read, DAY)
    assert isinstance(found, Unmet) and "比例" in found.reason


def test_a_row_whose_figure_the_sources_do_not_state_is_no_rule(visits: Scheme, read: ReadFigure) -> None:
    table = replace(visits.steps[0], rows=(Row({}, "not.stated", None),), absent="没有载明")
    found = solve(replace(visits, steps=(table,)), {"status": "working", "cost": bills("100")}, read, DAY)
    assert isinstance(found, Unmet) and not found.known_rule


def test_a_formula_on_a_figure_that_is_not_stated_is_refused_not_broken(
    single: Callable[..., Scheme], read: ReadFigure
) -> None:
    found = solve(single("x * unknown"), {"x": D(100)}, read, DAY)
    assert isinstance(found, Unmet) and not found.known_rule and "结果" in found.reason


def test_a_division_by_zero_is_refused_not_broken(single: Callable[..., Scheme], read: ReadFigure) -> None:
    assert isinstance(solve(single("x / (x - x)"), {"x": D(100)}, read, DAY), Unmet)


def test_a_row_may_calculate(visits: Scheme, read: ReadFigure) -> None:
    table = replace(visits.steps[0], rows=(Row({}, None, "base + bonus"),))
    scheme = replace(
        visits, steps=(table, *visits.steps[1:]), figures={"cap": "cap", "base": "rate.working", "bonus": "bonus"}
    )
    found = settled(solve(scheme, {"status": "working", "cost": bills("90")}, read, DAY))
    assert found.amounts["fund_pays"] == D("72.00")  # 90 x (0.75 + 0.05)
    assert set(found.steps[0].figures) == {"rate.working", "bonus"}


@pytest.mark.parametrize(("months", "met"), [("2", False), ("3", True), ("4", True)])
def test_a_condition_that_fails_says_why(read: ReadFigure, months: str, met: bool) -> None:
    scheme = Scheme(
        id="waiting",
        title="invented",
        facts=(Fact("months", FactKind.MONTHS, "月数", "几个月"),),
        figures={"needed": "needed"},
        steps=(
            Step(
                "enough", StepKind.REQUIRE, "够不够", expression="months >= needed", otherwise="{months},不满{needed}"
            ),
            Step("over", StepKind.FORMULA, "超过", expression="months - needed", unit="months"),
        ),
        results={"over": "over"},
    )
    found = solve(scheme, {"months": D(months)}, read, DAY)
    if met:
        assert settled(found).amounts == {"over": D(months) - 3}
    else:
        assert isinstance(found, Unmet)
        assert (found.reason, found.known_rule, found.figures) == ("2个月,不满3个月", True, ("needed",))


def test_of_two_steps_of_one_name_the_one_that_fits_is_taken(visits: Scheme, read: ReadFigure) -> None:
    steps = (
        *visits.steps[:2],
        Step("fund", StepKind.FORMULA, "甲", when={"status": ("working",)}, expression="by_rate"),
        Step("fund", StepKind.FORMULA, "乙", when={"status": ("retired",)}, expression="by_rate - by_rate"),
        visits.steps[3],
    )
    scheme = replace(visits, steps=steps)
    working = settled(solve(scheme, {"status": "working", "cost": bills("40")}, read, DAY))
    retired = settled(solve(scheme, {"status": "retired", "cost": bills("40")}, read, DAY))
    assert (working.amounts["fund_pays"], retired.amounts["fund_pays"]) == (D("30.00"), D("0.00"))
    assert [s.label for s in working.steps] == ["按比例", "甲", "自己付"]


# Rounding


@pytest.mark.parametrize(
    ("rounding", "x", "y"),
    [
        pytest.param("half_up", "0.01", "0.01", id="0.0075 half up"),
        pytest.param("half_up", "0.02", "0.02", id="0.015: a half goes up"),
        pytest.param("half_up", "0.03", "0.02", id="0.0225"),
        pytest.param("down", "0.03", "0.02", id="0.0225 down"),
        pytest.param("down", "0.01", "0.00", id="0.0075 down"),
        pytest.param("up", "0.03", "0.03", id="0.0225 up"),
        pytest.param("up", "4.00", "3.00", id="3 exactly, up"),
        pytest.param("none", "0.03", "0.0225", id="left as it is"),
    ],
)
def test_money_is_rounded_to_the_fen_as_the_step_says(
    single: Callable[..., Scheme], read: ReadFigure, rounding: str, x: str, y: str
) -> None:
    found = settled(solve(single("x * rate", rounding=rounding), {"x": D(x)}, read, DAY))
    assert found.amounts["y"] == D(y)


@pytest.mark.parametrize(
    ("unit", "rounding", "y"),
    [
        ("count", "up", "3"),
        ("count", "down", "2"),
        ("count", "half_up", "2.33"),
        ("fraction", "half_up", "2.3333"),
        ("points", "half_up", "2.3333"),
    ],
)
def test_other_quantities_are_rounded_by_their_unit(
    single: Callable[..., Scheme], read: ReadFigure, unit: str, rounding: str, y: str
) -> None:
    found = settled(solve(single("x / 3", unit=unit, rounding=rounding), {"x": D(7)}, read, DAY))  # 7 / 3 = 2.333…
    assert found.amounts["y"] == D(y)


def test_each_step_tells_its_words_and_the_figures_it_rests_on(visits: Scheme, read: ReadFigure) -> None:
    found = settled(solve(visits, {"status": "working", "cost": bills("200")}, read, DAY))
    assert [(s.expression, s.value) for s in found.steps] == [
        ("200 × 75%", D("150.00")),
        ("取较小(150, 80 - 0)", D("80.00")),
        ("200 - 80", D("120.00")),
    ]
    assert [s.words for s in found.steps] == ["150元", "80元", "120元"]
    assert found.steps[0].figures == ("rate.working",)
    assert set(found.steps[1].figures) == {"rate.working", "cap"}


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        pytest.param("x - bonus", "1 - 5%", id="points are shown as the share that they are"),
        pytest.param("min(x, limit)", "取较小(1, 50000)", id="a figure in 万元 is shown in yuan"),
    ],
)
def test_a_figure_stands_in_a_formula_in_base_units(
    single: Callable[..., Scheme], read: ReadFigure, formula: str, shown: str
) -> None:
    assert settled(solve(single(formula), {"x": D(1)}, read, DAY)).steps[0].expression == shown


# Several bills


@pytest.mark.parametrize(
    ("amounts", "fund", "own"),
    [
        pytest.param(("50", "50"), "75.00", "25.00", id="37.50 + 37.50, below the cap"),
        pytest.param(("80", "40"), "80.00", "40.00", id="60 + 20 of 30: the month's cap of 80"),
        pytest.param(("200", "50"), "80.00", "170.00", id="nothing is left for the second"),
    ],
)
def test_the_bills_of_a_month_share_its_limit(
    visits: Scheme, read: ReadFigure, amounts: tuple[str, ...], fund: str, own: str
) -> None:
    found = settled(solve(visits, {"status": "working", "cost": bills(*amounts)}, read, DAY))
    assert found.amounts == {"fund_pays": D(fund), "self_pays": D(own)}
    assert found.words["fund_pays"] == f"{D(fund).normalize():f}元"
    assert len(found.bills) == len(amounts)
    assert found.steps[0].label == "第1笔:按比例"


def test_a_new_month_has_its_limit_whole(visits: Scheme, read: ReadFigure) -> None:
    both = (Bill(D(200), date(2024, 10, 31)), Bill(D(200), date(2024, 11, 1)))
    found = settled(solve(visits, {"status": "working", "cost": both}, read, DAY))
    assert found.amounts["fund_pays"] == D("160.00")


def test_the_same_month_of_another_year_is_another_month(visits: Scheme, read: ReadFigure) -> None:
    both = (Bill(D(200), date(2024, 11, 1)), Bill(D(200), date(2025, 11, 1)))
    assert settled(solve(visits, {"status": "working", "cost": both}, read, DAY)).amounts["fund_pays"] == D("160.00")


@pytest.mark.parametrize(
    ("second", "fund"),
    [
        pytest.param(date(2024, 12, 31), "80.00", id="the same year"),
        pytest.param(date(2025, 1, 1), "160.00", id="the next year"),
    ],
)
def test_a_yearly_limit_is_shared_by_the_bills_of_a_year(
    yearly: Scheme, read: ReadFigure, second: date, fund: str
) -> None:
    both = (Bill(D(200), date(2024, 7, 1)), Bill(D(200), second))
    assert settled(solve(yearly, {"status": "working", "cost": both}, read, DAY)).amounts["fund_pays"] == D(fund)


def test_what_was_paid_before_is_taken_off_the_limit(visits: Scheme, read: ReadFigure) -> None:
    facts = {"status": "working", "cost": bills("80", "40"), "used": D("30")}
    # 60 of the 50 that are left, then nothing.
    assert settled(solve(visits, facts, read, DAY)).amounts["fund_pays"] == D("50.00")


def test_more_used_than_the_limit_leaves_nothing_not_less(visits: Scheme, read: ReadFigure) -> None:
    facts = {"status": "working", "cost": bills("80"), "used": D("90")}
    found = settled(solve(visits, facts, read, DAY))
    assert found.amounts == {"fund_pays": D("0.00"), "self_pays": D("80.00")}
    assert found.steps[1].expression == "取较小(60, 取较大(80 - 90, 0))"


# What is assumed, lacking or impossible


def test_a_default_is_used_and_said(visits: Scheme, read: ReadFigure) -> None:
    facts = {"status": "working", "cost": bills("80")}
    assert settled(solve(visits, facts, read, DAY)).assumed == ("按还没有报过计算",)
    assert settled(solve(visits, {**facts, "used": D(0)}, read, DAY)).assumed == ()


def test_a_wanted_fact_is_not_taken_from_its_default(visits: Scheme, read: ReadFigure) -> None:
    found = solve(visits, {"status": "working", "cost": bills("80")}, read, DAY, frozenset({"used"}))
    assert isinstance(found, Lacking) and [f.id for f in found.facts] == ["used"]


@pytest.mark.parametrize(
    ("facts", "lacking"),
    [
        ({}, ["status", "cost"]),
        ({"cost": bills("80")}, ["status"]),
        ({"status": "working"}, ["cost"]),
        ({"status": "working", "cost": ()}, ["cost"]),
    ],
)
def test_lacking_facts_are_told_in_their_order(
    visits: Scheme, read: ReadFigure, facts: dict[str, str], lacking: list[str]
) -> None:
    found = solve(visits, facts, read, DAY)
    assert isinstance(found, Lacking) and [f.id for f in found.facts] == lacking


def conditional(scheme_default: str | None) -> Scheme:
    return Scheme(
        id="conditional",
        title="invented",
        facts=(
            Fact(
                "scheme", FactKind.CHOICE, "险种", "哪种", (("employee", "职工"), ("resident", "居民")), scheme_default
            ),
            Fact("place", FactKind.CHOICE, "地方", "哪里", (("near", "近"), ("far", "远"))),
            Fact("x", FactKind.MONEY, "金额", "多少", when={"scheme": ("employee",), "place": ("far",)}),
        ),
        figures={},
        results={"y": "y"},
        steps=(Step("y", StepKind.FORMULA, "结果", expression="1"),),
    )


@pytest.mark.parametrize(
    ("default", "facts", "lacking"),
    [
        pytest.param(None, {}, ["scheme", "place", "x"], id="all open"),
        pytest.param(None, {"scheme": "resident"}, ["place"], id="one condition already fails"),
        pytest.param(None, {"scheme": "employee"}, ["place", "x"], id="one holds, the other is open"),
        pytest.param("resident", {}, ["place"], id="the default makes it fail"),
        pytest.param("employee", {"place": "far"}, ["x"], id="the default makes it hold"),
    ],
)
def test_a_fact_is_lacking_only_while_it_may_matter(
    read: ReadFigure, default: str | None, facts: dict[str, str], lacking: list[str]
) -> None:
    found = solve(conditional(default), facts, read, DAY)
    assert isinstance(found, Lacking) and [f.id for f in found.facts] == lacking


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("-5", "不能是负数"),
        ("0", "是0"),
        ("1000000000000", "应在"),
        ("12.345", "最多到分"),
        ("NaN", "不是一个数"),
        ("Infinity", "不是一个数"),
    ],
)
def test_an_impossible_amount_is_named_and_nothing_calculated(
    visits: Scheme, read: ReadFigure, amount: str, said: str
) -> None:
    found = solve(visits, {"status": "working", "cost": bills("10", amount)}, read, DAY)
    assert isinstance(found, Invalid)
    assert found.fact.id == "cost" and found.message.startswith("费用") and said in found.message


@pytest.mark.parametrize(
    ("amount", "valid"), [("0.99", False), ("1", True), ("12", True), ("13", False), ("1.5", False)]
)
def test_a_count_keeps_to_its_bounds_and_is_whole(
    single: Callable[..., Scheme], read: ReadFigure, amount: str, valid: bool
) -> None:
    scheme = single("x", unit="count", kind=FactKind.COUNT, least=D(1), most=D(12))
    assert isinstance(solve(scheme, {"x": D(amount)}, read, DAY), Settlement if valid else Invalid)


def test_an_optional_amount_may_be_nothing(visits: Scheme, read: ReadFigure) -> None:
    found = solve(visits, {"status": "working", "cost": bills("80"), "used": D(0)}, read, DAY)
    assert isinstance(found, Settlement)


def test_a_value_that_is_no_choice_is_named_with_those_that_are(visits: Scheme, read: ReadFigure) -> None:
    found = solve(visits, {"status": "flexible", "cost": bills("80")}, read, DAY)
    assert isinstance(found, Invalid) and found.message == "身份只能是:在职、退休"


def test_amounts_that_contradict_each_other_are_refused_by_name(read: ReadFigure) -> None:
    scheme = Scheme(
        id="contradictory",
        title="invented",
        facts=(
            Fact("own", FactKind.MONEY, "自付", "多少"),
            Fact("outside", FactKind.MONEY, "自费", "多少", default="0"),
        ),
        figures={},
        results={"left": "left"},
        steps=(
            Step(
                "enough",
                StepKind.REQUIRE,
                "核对",
                expression="outside <= own",
                otherwise="自费{outside}比自付{own}还多",
            ),
            Step("left", StepKind.FORMULA, "范围内", expression="own - outside"),
        ),
    )
    found = solve(scheme, {"own": D(100), "outside": D("100.01")}, read, DAY)
    assert isinstance(found, Unmet) and found.reason == "自费100.01元比自付100元还多"
    assert settled(solve(scheme, {"own": D(100), "outside": D(100)}, read, DAY)).amounts == {"left": D("0.00")}


def test_a_result_below_nothing_is_refused_as_a_contradiction(single: Callable[..., Scheme], read: ReadFigure) -> None:
    found = solve(single("x - limit"), {"x": D("49999.99")}, read, DAY)
    assert isinstance(found, Unmet) and "负数" in found.reason and found.known_rule
    assert settled(solve(single("x - limit"), {"x": D(50000)}, read, DAY)).amounts == {"y": D("0.00")}


# Every value of what is left out


def test_exploring_gives_an_outcome_for_each_value_of_an_open_choice(visits: Scheme, read: ReadFigure) -> None:
    found = [
        (taken, settled(o).amounts["fund_pays"]) for taken, o in explore(visits, {"cost": bills("100")}, read, DAY)
    ]
    assert found == [({"status": "working"}, D("75.00")), ({"status": "retired"}, D("80.00"))]


def test_exploring_leaves_out_choices_that_do_not_matter(read: ReadFigure) -> None:
    scheme = conditional(None)
    place = replace(scheme.facts[1], when={"scheme": ("employee",)})
    found = [taken for taken, _ in explore(replace(scheme, facts=(scheme.facts[0], place)), {}, read, DAY)]
    assert found == [
        {"scheme": "employee", "place": "near"},
        {"scheme": "employee", "place": "far"},
        {"scheme": "resident"},
    ]


def test_exploring_without_the_amount_leaves_it_lacking(visits: Scheme, read: ReadFigure) -> None:
    assert all(isinstance(outcome, Lacking) for _, outcome in explore(visits, {}, read, DAY))


def test_exploring_what_is_all_known_gives_the_one_outcome(visits: Scheme, read: ReadFigure) -> None:
    found = list(explore(visits, {"status": "working", "cost": bills("100")}, read, DAY))
    assert len(found) == 1 and found[0][0] == {}
