"""The calculators in place: a form filled from the call, results while typing, what-if, back to the answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import wire
from assistant.desk.form import DAY as DAY_FIELD
from assistant.desk.form import entered, prefilled
from assistant.desk.opening import Desk, open_desk
from assistant.desk.port import Change, DeskCall
from assistant.dialogue.reply import ReplyKind
from assistant.settings import read_settings
from tests.functional.desk_knowledge import SEVERAL_VISITS, write_knowledge
from tests.functional.desk_operator import AtDesk, run_desk

DAY = date(2024, 6, 1)
SIZES = [(80, 24), (120, 40)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk on the small knowledge of two invented cities."""
    folder = write_knowledge(tmp_path_factory.mktemp("knowledge"), SEVERAL_VISITS)
    return open_desk(wire(folder, read_settings().cache))


@pytest.fixture
def call(desk: Desk) -> DeskCall:
    """A call from the first city."""
    return desk.open_call("临时", DAY)


def labels(call: DeskCall, scheme: str) -> list[str]:
    return [field.fact.label for field in call.form(scheme).fields]


# The form without its screen


def test_a_form_is_filled_from_what_the_call_heard_and_the_missing_facts_come_first(call: DeskCall) -> None:
    call.say("我退休了，门诊报多少")
    form = call.form("linshi.visit")
    assert [field.fact.id for field in form.fields] == ["cost", "status", DAY_FIELD.id]
    assert prefilled(form) == {"cost": "", "status": "退休", DAY_FIELD.id: "2024-06-01"}
    assert entered(form, prefilled(form)).wanted == ("cost",)


def test_amounts_of_the_question_are_filled_in(call: DeskCall) -> None:
    call.say("在职看门诊花了300元报多少")
    assert prefilled(call.form("linshi.visit"))["cost"] == "300"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        pytest.param("200", "90.00", id="200 x 45 %"),
        pytest.param("200元", "90.00", id="with its unit"),
        pytest.param("1,200", "540.00", id="a thousands separator is no list"),
        pytest.param("二百", "90.00", id="in words"),
        pytest.param("200 100", "135.00", id="two visits"),
        pytest.param("200、100元，50", "157.50", id="three visits: 350 x 45 %"),
        pytest.param("2024-05-02:200 6-1:100", "135.00", id="visits with their days"),
    ],
)
def test_amounts_lists_and_dated_visits_are_read(call: DeskCall, written: str, amount: str) -> None:
    form = call.form("linshi.visits")
    now = entered(form, {"scheme": "居民", "cost": written})
    assert now.faults == {}
    assert call.work_out("linshi.visits", now.facts, now.day).amounts["fund_pays"] == amount


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("cost", "很多", "每次费用“很多”不是数字；例如 320 或 320.50"),
        ("cost", "-5", "每次费用不能是负数"),
        ("scheme", "学生", "参保类型“学生”不认识；可以是：职工医保 / 居民医保"),
        ("scheme", "3", "参保类型“3”不认识"),
        ("heads", "12", "人数应在1到9之间"),
        ("heads", "1.5", "人数应是整数"),
        ("share", "三成多吧", "另外补助的比例“三成多吧”不是数字；例如 30%"),
        (DAY_FIELD.id, "2024-02-30", "不是有效日期"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_is_accepted(call: DeskCall, field: str, written: str,
                                                            told: str) -> None:
    now = entered(call.form("linshi.visits"), {"scheme": "居民", "cost": "200", field: written})
    assert told in now.faults[field]


@pytest.mark.parametrize("written", ["2", "居民", "居民医保", "resident"])
def test_a_choice_is_its_number_its_label_or_a_word_for_it(call: DeskCall, written: str) -> None:
    assert entered(call.form("linshi.visits"), {"scheme": written}).facts == {"scheme": "resident"}


def test_a_fact_that_does_not_matter_beside_the_others_is_neither_wanted_nor_taken(call: DeskCall) -> None:
    form = call.form("linshi.visits")
    assert "status" in entered(form, {"scheme": "1"}).wanted
    now = entered(form, {"scheme": "2", "status": "?"})
    assert now.pointless == {"status"}
    assert now.faults == {}


def test_working_out_leaves_the_call_as_it_is_and_settling_is_a_turn(call: DeskCall) -> None:
    call.say("异地就医备案怎么办")
    facts = entered(call.form("linshi.visit"), {"status": "退休", "cost": "100"}).facts
    assert call.work_out("linshi.visit", facts, DAY).short == "医保付70元，自己付30元。"
    assert call.chips == ()
    assert call.calculator is None
    assert call.settle("linshi.visit", facts, DAY).short == "医保付70元，自己付30元。"
    assert [chip.label for chip in call.chips] == ["退休"]
    assert call.calculator == "linshi.visit"
    assert call.say("那花了200元呢").amounts == {"fund_pays": "140.00", "self_pays": "60.00"}


def test_a_settled_calculation_follows_the_conditions_and_can_be_compared(call: DeskCall) -> None:
    facts = entered(call.form("linshi.visit"), {"status": "退休", "cost": "100"}).facts
    call.settle("linshi.visit", facts, DAY)
    other = call.what_if(Change(chip=("status", "working")))
    assert other is not None
    assert other.amounts == {"fund_pays": "60.00", "self_pays": "40.00"}
    call.set_chip("status", "working")
    again = call.answer_again()
    assert again is not None
    assert again.amounts["fund_pays"] == "60.00"


def test_a_day_before_the_rules_began_is_refused(call: DeskCall) -> None:
    facts = entered(call.form("linshi.visit"), {"status": "退休", "cost": "100"}).facts
    assert call.work_out("linshi.visit", facts, date(2019, 1, 1)).kind is ReplyKind.REFUSE


def test_undo_takes_back_condition_city_and_day_one_after_the_other(call: DeskCall) -> None:
    assert not call.can_undo
    call.say("退休门诊报多少")
    call.set_chip("status", "working")
    call.set_day(date(2024, 7, 1))
    call.choose_area("xugou")
    call.undo()
    assert call.area == "linshi"
    call.undo()
    assert call.day == DAY
    call.undo()
    assert "退休" in [chip.label for chip in call.chips]
    call.undo()
    assert call.chips == ()
    assert not call.can_undo


# On the screen


@pytest.mark.parametrize("size", SIZES)
def test_the_form_calculates_while_one_types_and_its_result_becomes_the_answer(
    desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.say("我退休了，门诊报多少")
        await operator.until("【可以念】")
        await operator.keys("f10")
        await operator.until("计算：门诊能报多少钱")
        assert "花了多少元" in operator.shown()
        await operator.type("200")
        await operator.until("医保付140元，自己付60元。")
        shown = operator.shown()
        assert "= 200元" in shown and "= 退休" in shown
        assert "█ 医保付140元　░ 自己付60元" in shown
        await operator.keys("enter")
        await operator.until("【算出来了，可以念】")
        await operator.until("医保付：200 × 70% = 140元")
        assert operator.entry.has_focus

    app = run_desk(steps, desk, tmp_path, size)
    assert app.board is not None
    assert app.board.in_hand.turns[-1].words == "门诊能报多少钱：退休，费用200元"


def test_a_value_that_cannot_be_read_is_named_in_place_and_nothing_is_calculated(desk: Desk, tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.say("我退休了，门诊报多少")
        await operator.until("【可以念】")
        await operator.keys("f10")
        await operator.until("计算：门诊能报多少钱")
        await operator.type("三")
        await operator.until("医保付2.1元")
        await operator.type("x")
        await operator.until("!! 费用“三x”不是数字；例如 320 或 320.50")
        await operator.until("先改好上面带 !! 的一栏。")
        assert "医保付2.1元" not in operator.shown()
        await operator.keys("enter")
        await operator.until("!! 费用“三x”不是数字")

    run_desk(steps, desk, tmp_path)


def test_one_fact_is_supposed_otherwise_in_a_second_column(desk: Desk, tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.say("我退休了，看门诊花了200元报多少")
        await operator.until("医保付140元")
        await operator.keys("f10")
        await operator.until("计算：门诊能报多少钱")
        await operator.keys("f8", "1")
        await operator.until("医保付少20元，自己付多20元")
        row = next(row for row in operator.shown().split("\n") if "现在【可以念】" in row)
        assert "假设【可以念】" in row
        await operator.keys("escape")
        await operator.pilot.pause()
        assert "假设【可以念】" not in operator.shown()
        await operator.keys("f8", "1", "enter")
        await operator.until("医保付：200 × 60% = 120元")
        await operator.until("· 在职")

    run_desk(steps, desk, tmp_path)


def test_without_a_fitting_calculator_one_is_picked_by_a_key(desk: Desk, tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.keys("f10")
        await operator.until("算什么？")
        await operator.until("2 几次门诊一共报多少")
        await operator.keys("2")
        await operator.until("计算：几次门诊一共报多少")
        await operator.type("2")  # 居民医保, by its number
        await operator.until("= 居民医保")
        await operator.keys("down", *"100 50")
        await operator.until("医保付67.5元")
        await operator.until("= 100元、50元")

    run_desk(steps, desk, tmp_path)


def test_what_was_typed_into_a_form_is_there_when_it_is_opened_again(desk: Desk, tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.say("我退休了，门诊报多少")
        await operator.until("【可以念】")
        await operator.keys("f10")
        await operator.until("计算：门诊能报多少钱")
        await operator.type("200")
        await operator.until("医保付140元")
        await operator.keys("escape")
        await operator.until("【可以念】")
        await operator.keys("f10")
        await operator.until("医保付140元")

    run_desk(steps, desk, tmp_path)


def test_enter_goes_to_what_is_missing_first(desk: Desk, tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.keys("f10")
        await operator.until("算什么？")
        await operator.keys("1")
        await operator.until("计算：门诊能报多少钱")
        await operator.keys("1", "enter", *"50", "enter")
        await operator.until("【算出来了，可以念】")
        await operator.until("医保付30元")

    run_desk(steps, desk, tmp_path)


def test_undo_at_the_desk_takes_a_condition_back_and_answers_anew(desk: Desk, tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.keys("ctrl+z")
        await operator.until("没有可以撤销的")
        await operator.say("在职门诊报多少")
        await operator.until("在职的报60%")
        await operator.keys("f4", "4")
        await operator.until("退休的报70%")
        await operator.keys("ctrl+z")
        await operator.until("在职的报60%")

    run_desk(steps, desk, tmp_path)
