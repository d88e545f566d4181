"""The operator's desk, driven by keys and judged by what it shows."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from assistant.desk.port import Passage, Suggested
from assistant.errors import Fault, KnowledgeError
from assistant.ui.desk.app import DeskApp
from assistant.ui.desk.clipboard import Clipboard
from assistant.ui.desk.entry import DeskEntry
from assistant.ui.desk.keys import ACTIONS, USUAL, key_name
from tests.fakes import NOTICE
from tests.functional.conftest import Yibao
from tests.functional.desk_fakes import FakeDesk
from tests.functional.desk_operator import Clock
from tests.functional.driver import Driver

SIZES = [(80, 24), (120, 40)]


class Operator(Driver):
    """Someone at a running desk: what they press and what they see."""

    def __init__(self, app: DeskApp, pilot: Pilot[int], desk: FakeDesk, copied: list[str]) -> None:
        super().__init__(app, pilot)
        self.app, self.desk, self.copied = app, desk, copied

    @property
    def entry(self) -> DeskEntry:
        return self.app.query_one(DeskEntry)


def at_desk(
    steps: Callable[[Operator], Awaitable[None]],
    calls: Path,
    size: tuple[int, int] = (80, 24),
    desk: FakeDesk | None = None,
    area: str | None = "临时",
) -> DeskApp:
    """Run `steps` at a desk on the fake dialogue; gives the app as it was left."""
    desk = desk or FakeDesk()
    copied: list[str] = []
    clipboard = Clipboard(copied.append, calls / "clipboard.txt", {"TERM": "xterm"})
    app = DeskApp(lambda: desk, area, date(2024, 5, 6), calls, clipboard, Clock())

    async def session() -> None:
        async with app.run_test(size=size) as pilot:
            operator = Operator(app, pilot, desk, copied)
            await operator.until("来电1")
            await steps(operator)

    asyncio.run(session())
    return app


# The screen and the answer


@pytest.mark.parametrize("size", SIZES)
def test_a_question_is_answered_with_one_key_and_proved_on_the_same_screen(tmp_path: Path,
                                                                           size: tuple[int, int]) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊报多少")
        await operator.until("【可以念】临时市")
        shown = operator.shown()
        assert "您说的是：门诊报多少。" in shown
        assert "门诊报销比例：75%（规定，2024-01-01起）" in shown
        assert "出处 《关于门诊待遇的通知》（2024年1月2日" in shown and "[1] 第3条" in shown
        assert "F9结束" in shown
        assert operator.entry.value == ""

    at_desk(steps, tmp_path, size)


def test_the_bar_tells_call_time_city_and_day(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.until("│ 临时市 │ 按2024年5月6日答")
        assert operator.shown().split("\n")[0].startswith(" 来电1 │ 0分")

    at_desk(steps, tmp_path)


def test_what_must_not_be_overlooked_is_told_by_a_word_and_the_shares_by_a_bar(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("帮我算")
        await operator.until("!! 注意：只算了目录内费用。")
        assert "第1步 统筹支付：200.00 × 75% = 150.00 [1]" in operator.shown()

    at_desk(steps, tmp_path)


def test_a_wide_screen_shows_basis_and_log_beside_the_answer(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊报多少")
        await operator.until("问 门诊报多少")
        row = next(row for row in operator.shown().split("\n") if "可以念" in row)
        assert "数字 门诊报销比例" in row

    at_desk(steps, tmp_path, (120, 40))


def test_the_screen_follows_when_the_window_is_resized_and_says_when_it_is_too_small(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊报多少")
        await operator.until("【可以念】")
        await operator.pilot.resize_terminal(120, 40)
        await operator.until("问 门诊报多少")
        await operator.pilot.resize_terminal(30, 8)
        await operator.until("窗口太小（30×8）")
        await operator.pilot.resize_terminal(80, 24)
        await operator.until("【可以念】")

    at_desk(steps, tmp_path)


def test_what_cannot_be_answered_says_not_to_guess(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("天气")
        await operator.until("【资料里没有，不要猜】")

    at_desk(steps, tmp_path)


def test_behind_a_refusal_the_nearest_are_offered_and_one_key_tells_one(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("天气")
        await operator.until("【资料里没有，不要猜】")
        await operator.until("1 异地就医备案怎么办")
        await operator.until("相近的有这些：按数字看；不对就照着说没有")
        await operator.keys("1")
        await operator.until("您说的是：异地就医备案怎么办。")
        assert "相近的有这些" not in operator.shown()
        assert "〔临时市 2024 办法〕" not in operator.shown()

    at_desk(steps, tmp_path)


def test_what_the_documents_do_not_say_either_is_not_offered_behind_a_refusal(tmp_path: Path) -> None:
    class Ignorant(FakeDesk):
        def suggest(self, typed: str, *rest: Any, **more: Any) -> Suggested:
            found = super().suggest(typed, *rest, **more)
            unknown = replace(found.suggestions[0], title="天气的规定", statement="gap")
            return replace(found, suggestions=(unknown, *found.suggestions))

    async def steps(operator: Operator) -> None:
        await operator.say("天气")
        await operator.until("1 异地就医备案怎么办")
        assert "天气的规定" not in operator.shown()

    at_desk(steps, tmp_path, desk=Ignorant())


def test_many_calls_on_hold_are_counted(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        for number in range(2, 10):
            await operator.say("门诊")
            await operator.until("您说的是：门诊")
            await operator.keys("ctrl+n")
            await operator.until(f"来电{number} ")
        assert "保留：8个" in operator.shown()

    at_desk(steps, tmp_path)


def test_the_nearest_of_one_call_are_not_offered_in_another(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("天气")
        await operator.until("1 异地就医备案怎么办")
        await operator.keys("ctrl+n")
        await operator.until("来电2")
        assert "1 异地就医备案怎么办" not in operator.shown()
        await operator.keys("1")
        assert operator.entry.value == "1"

    at_desk(steps, tmp_path)


def test_an_option_of_a_question_back_is_picked_by_its_number(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("能报销吗")
        await operator.until("【要先问清楚】")
        await operator.until("2. 退休")
        await operator.keys("2")
        await operator.until("您说的是：退休。")
        assert operator.desk.calls[0].heard == ["能报销吗", "退休"]

    at_desk(steps, tmp_path)


def test_a_reply_that_breaks_is_told_and_the_call_goes_on(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("坏")
        await operator.until("【出错】")
        await operator.say("门诊")
        await operator.until("您说的是：门诊。")

    at_desk(steps, tmp_path)


def test_what_is_asked_before_the_knowledge_is_open_is_answered_then(tmp_path: Path) -> None:
    class LateDesk(FakeDesk):
        def open_call(self, area: str | None = None, on: date | None = None):  # type: ignore[no-untyped-def]
            import time

            time.sleep(0.5)
            return super().open_call(area, on)

    app = DeskApp(LateDesk, "临时", None, tmp_path)

    async def session() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            operator = Operator(app, pilot, FakeDesk(), [])
            await operator.say("门诊报多少")
            await operator.until("您说的是：门诊报多少。")

    asyncio.run(session())


def test_keys_pressed_before_the_knowledge_is_open_say_so(tmp_path: Path) -> None:
    opened = threading.Event()

    def load() -> FakeDesk:
        opened.wait(30)
        return FakeDesk()

    app = DeskApp(load, "临时", None, tmp_path)

    async def session() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            operator = Operator(app, pilot, FakeDesk(), [])
            for action in ("copy", "wrap_up", "calculator", "conditions", "undo"):
                app.tell("")
                await operator.keys(USUAL.of(action))
                await operator.until("正在打开资料……可以先打字。")
            await operator.keys("f1")
            await operator.until("使用说明")
            opened.set()
            await operator.keys("escape")
            await operator.until("来电1")

    asyncio.run(session())


def test_knowledge_that_cannot_be_used_ends_the_desk_with_its_faults(tmp_path: Path) -> None:
    def load() -> FakeDesk:
        raise KnowledgeError([Fault(Path("a.yaml"), 3, "键写错了")])

    app = DeskApp(load, calls=tmp_path)

    async def session() -> None:
        async with app.run_test() as pilot:
            await pilot.pause(0.3)

    asyncio.run(session())
    assert isinstance(app.failure, KnowledgeError)
    assert app.return_value == 1


# Suggestions


def test_suggestions_come_while_typing_with_city_year_and_kind(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys(*"ydjyba")
        await operator.until("1 异地就医备案怎么办")
        shown = operator.shown()
        assert "〔临时市 2024 办法〕" in shown
        assert "〔临时市 2024 计算〕" in shown
        assert "〔临时市 2023 计划〕" in shown
        assert operator.entry.value == "ydjyba"

    at_desk(steps, tmp_path)


def test_what_enter_would_tell_is_shown_under_the_query_before_it_is_pressed(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys(*"退休门诊")
        await operator.until("回车 → 可以念：您说的是：退休门诊。（退休）")
        assert operator.desk.calls[0].heard == []
        await operator.keys("escape", "escape")
        await operator.pilot.pause()
        assert "回车 →" not in operator.shown()

    at_desk(steps, tmp_path)


def test_a_preview_says_that_there_is_more_to_mind(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys(*"帮我算")
        await operator.until("回车 → 算出来了，可以念：统筹基金付150元。（!! 有注意的话，按回车看全）")

    at_desk(steps, tmp_path)


def test_letters_of_an_unfinished_word_are_not_previewed(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys(*"门诊bx")
        await operator.until("3 明年的安排")
        await operator.pilot.pause(0.4)
        assert "回车 →" not in operator.shown()

    at_desk(steps, tmp_path)


def test_letters_do_not_answer_the_question_before_leaving(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys("escape", "y", "n")
        await operator.until("离开坐席台吗？")
        await operator.keys("escape")
        await operator.until("来电1")

    assert at_desk(steps, tmp_path).return_value is None


def test_a_digit_picks_a_suggestion_behind_pinyin(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys(*"yd")
        await operator.until("3 明年的安排")
        await operator.keys("3")
        await operator.until("您说的是：明年的安排。")
        assert operator.entry.value == ""
        assert "1 异地就医备案" not in operator.shown()

    at_desk(steps, tmp_path)


def test_behind_chinese_a_digit_is_typed_and_picks_only_with_alt(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys(*"花了")
        await operator.until("3 明年的安排")
        await operator.keys("3")
        assert operator.entry.value == "花了3"
        await operator.until("Alt+数字")
        await operator.keys("alt+1")
        await operator.until("您说的是：异地就医备案怎么办。")

    at_desk(steps, tmp_path)


def test_the_arrows_and_enter_pick_a_suggestion(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys(*"异地")
        await operator.until("3 明年的安排")
        await operator.keys("down", "down", "up")
        await operator.until(">1 异地就医备案怎么办")
        await operator.keys("enter")
        await operator.until("您说的是：异地就医备案怎么办。")

    at_desk(steps, tmp_path)


def test_typing_is_never_held_up_and_only_the_newest_suggestions_are_shown(tmp_path: Path) -> None:
    desk = FakeDesk()
    desk.slow = {"异": 0.6}  # one letter offers one suggestion, late

    async def steps(operator: Operator) -> None:
        await operator.keys("异", "地")
        assert operator.entry.value == "异地"
        await operator.until("3 明年的安排")
        await operator.pilot.pause(0.8)
        assert "3 明年的安排" in operator.shown()

    at_desk(steps, tmp_path, desk=desk)


def test_escape_folds_suggestions_then_empties_the_line_then_asks_before_leaving(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys(*"异地")
        await operator.until("1 异地就医备案怎么办")
        await operator.keys("escape")
        assert operator.entry.value == "异地"
        assert "1 异地就医备案" not in operator.shown()
        await operator.keys("escape")
        assert operator.entry.value == ""
        await operator.keys("escape")
        await operator.until("离开坐席台吗？")
        await operator.keys("escape")
        assert "离开坐席台吗" not in operator.shown()

    at_desk(steps, tmp_path)


def test_what_was_asked_before_comes_back_with_the_arrows_without_suggestions_in_the_way(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("第一问")
        await operator.say("第二问")
        await operator.keys("up", "up")
        assert operator.entry.value == "第一问"

    at_desk(steps, tmp_path)


def test_pasted_lines_become_one_question(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        operator.entry.post_message(Paste("我妈退休了\n报多少"))
        await operator.pilot.pause()
        assert operator.entry.value == "我妈退休了 报多少"

    at_desk(steps, tmp_path)


def test_while_one_types_the_answer_below_the_suggestions_stays_where_it_is(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        def row_of(text: str) -> int:
            return next(number for number, row in enumerate(operator.shown().split("\n")) if text in row)

        await operator.say("门诊报多少")
        await operator.until("【可以念】")
        alone = row_of("【可以念】")
        await operator.type("yd")
        await operator.until("3 明年的安排")
        below = row_of("【可以念】")
        assert below > alone
        await operator.keys("backspace")  # one letter has one suggestion
        await operator.until_gone("3 明年的安排")
        assert row_of("【可以念】") == below
        await operator.keys("escape")
        await operator.until_gone("1 异地就医备案怎么办")
        assert row_of("【可以念】") == alone

    at_desk(steps, tmp_path, (120, 40))


def test_the_query_line_follows_what_is_typed_beyond_its_width(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        def line() -> str:
            return next(row for row in operator.shown().split("\n") if "问：" in row)

        await operator.type("甲" + "一二三四五六七八九十" * 5 + "乙")
        await operator.pilot.pause()
        assert "十乙" in line() and "甲" not in line()
        await operator.keys("home")
        await operator.pilot.pause()
        assert "甲一" in line() and "乙" not in line()

    at_desk(steps, tmp_path)


# Conditions, city, day


def test_conditions_heard_while_typing_show_at_once_and_are_kept_once_asked(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys(*"退休了")
        await operator.until("条件：+退休")
        await operator.keys("enter")
        await operator.until("【可以念】临时市 · 退休")
        assert "条件：退休" in operator.shown()

    at_desk(steps, tmp_path)


def test_a_condition_is_changed_and_removed_with_two_keys_and_the_answer_follows(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊报多少")
        await operator.keys("f4", "4")  # 1 职工医保 2 居民医保 3 在职 4 退休
        await operator.until("您说的是：门诊报多少。（退休）")
        await operator.keys("f4", "3")
        await operator.until("您说的是：门诊报多少。（在职）")
        await operator.keys("f4", "3")
        await operator.until("条件：还没有")

    at_desk(steps, tmp_path)


def test_the_city_is_changed_with_two_keys(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊报多少")
        await operator.keys("f2", "2")
        await operator.until("│ 虚构市 │")
        await operator.until("【可以念】虚构市")

    at_desk(steps, tmp_path)


def test_the_day_is_changed_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys("ctrl+t")
        await operator.until("按哪一天的规定答？")
        await operator.keys(*"2023-02-30", "enter")
        await operator.until("这不是有效日期")
        await operator.keys("ctrl+u", *"2023-02-28", "enter")
        await operator.until("按2023年2月28日答")

    at_desk(steps, tmp_path)


# Proving, copying, noting


def test_the_source_passage_is_shown_with_its_figure_marked(tmp_path: Path) -> None:
    passage = Passage(NOTICE, "在职的报75%，退休的加5个点。", ((4, 6),))

    async def steps(operator: Operator) -> None:
        await operator.say("门诊报多少")
        await operator.until("【可以念】")
        await operator.keys("f3")
        await operator.until("在职的报【75】%，退休的加5个点。")
        assert "门诊报销比例：75%（规定，2024-01-01起）" in operator.shown()
        await operator.keys("escape")
        assert operator.entry.has_focus

    at_desk(steps, tmp_path, desk=FakeDesk(passages=(passage,)))


def test_without_source_texts_the_places_are_shown_and_how_to_see_the_text(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊报多少")
        await operator.until("【可以念】")
        await operator.keys("f3")
        await operator.until("yibao desk --documents 文件夹")
        assert "[1] 第3条" in operator.shown()

    at_desk(steps, tmp_path)


def test_the_answer_is_copied_as_plain_text_and_the_way_is_told(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys("f5")
        await operator.until("还没有答复可以复制")
        await operator.say("帮我算")
        await operator.until("统筹基金付150元。")
        await operator.keys("f5")
        await operator.until("已交给终端的剪贴板（OSC 52）")
        assert operator.copied == [
            "统筹基金付150元。\n注意：只算了目录内费用。\n依据：《关于门诊待遇的通知》（2024年1月2日）第3条"
        ]

    at_desk(steps, tmp_path)


def test_the_answer_or_what_is_typed_is_noted_with_one_key(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys("f6")
        await operator.until("没有可以记的")
        await operator.say("门诊报多少")
        await operator.until("【可以念】")
        await operator.keys("f6")
        await operator.until("备注 您说的是：门诊报多少。")
        await operator.keys(*"来电人要回访", "f6")
        await operator.until("备注 来电人要回访")
        assert operator.entry.value == ""

    at_desk(steps, tmp_path, (120, 40))


# Several calls


def test_a_parked_call_keeps_its_answer_conditions_and_what_was_being_typed(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("退休报多少")
        await operator.until("【可以念】")
        await operator.keys(*"还有", "ctrl+n")
        await operator.until("来电2")
        await operator.until("保留：1")
        assert operator.entry.value == ""
        assert "条件：还没有" in operator.shown()
        await operator.say("住院")
        await operator.until("您说的是：住院。")
        await operator.keys("f7", "1")
        await operator.until("您说的是：退休报多少。")
        assert operator.entry.value == "还有"
        await operator.until("保留：2")
        assert "· 退休" in operator.shown()

    at_desk(steps, tmp_path)


def test_a_reply_that_comes_late_stays_with_the_call_it_was_asked_in(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("第一问")
        await operator.until("您说的是：第一问。")
        await operator.say("第二问")
        await operator.keys("ctrl+n")
        await operator.until("来电2")
        await operator.pilot.pause(0.6)
        assert "第二问" not in operator.shown()
        await operator.keys("f7", "1")
        await operator.until("您说的是：第二问。")

    at_desk(steps, tmp_path, desk=FakeDesk(seconds=0.3))


def test_a_call_is_wrapped_up_with_summary_note_and_disposition_and_written_down(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("退休帮我算，电话13800001234")
        await operator.until("可以念】")
        await operator.keys("f9")
        await operator.until("处理结果：1 已答复　2 转办　3 未收录　4 无效")
        assert "1. 问：退休帮我算" in operator.shown()
        await operator.keys("tab", *"回访1次", "enter", "2")
        await operator.until("来电1已结束（转办）")
        await operator.until("来电2")

    at_desk(steps, tmp_path)
    text = next(tmp_path.glob("*-1.txt")).read_text("utf-8")
    data = json.loads(next(tmp_path.glob("*-1.json")).read_text("utf-8"))
    assert "处理：转办" in text
    assert "备注：回访1次" in text
    assert "13800001234" not in text
    assert data["disposition"] == "转办"
    assert data["conditions"] == {"status": "retired"}
    assert data["turns"][0]["reply"]["text"] == "统筹基金付150元。"


def test_escape_leaves_the_wrap_up_and_the_call_goes_on(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊")
        await operator.until("【可以念】")
        await operator.keys("f9", "tab", "4", "escape", "escape")
        assert "处理结果" not in operator.shown()
        await operator.until("来电1")

    at_desk(steps, tmp_path)
    assert not list(tmp_path.glob("*.json"))


def test_leaving_with_open_calls_says_how_many(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊")
        await operator.until("【可以念】")
        await operator.keys("ctrl+q")
        await operator.until("还有1个来电没有结束，不会保存。离开坐席台吗？")
        await operator.keys("enter")

    assert at_desk(steps, tmp_path).return_value == 0


# Comparing


def test_two_cities_are_put_side_by_side_and_the_call_stays_as_it_is(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊报多少")
        await operator.until("【可以念】")
        await operator.keys("f8", "1")  # the only other city
        await operator.until("换成：虚构市")
        assert "现在：临时市" in operator.shown()
        await operator.keys("escape")
        await operator.until("│ 临时市 │")

    at_desk(steps, tmp_path)


def test_two_conditions_are_put_side_by_side(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("退休报多少")
        await operator.until("【可以念】")
        # 1 虚构市, 2 and 3 a year before and after, 4 职工医保 5 居民医保, 6 在职 (退休 holds already)
        await operator.keys("f8", "6")
        await operator.until("换成：在职")
        await operator.until("（在职）")
        assert "（退休）" in operator.shown()

    at_desk(steps, tmp_path, (120, 40))


# Help and the palette


def test_help_names_every_key(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys("f1")
        await operator.until("使用说明")
        for action in ACTIONS:
            assert f"{key_name(action.key)} " in operator.shown() and action.does in operator.shown()

    at_desk(steps, tmp_path, (120, 40))


def test_the_palette_is_chinese_and_runs_an_action(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.keys("ctrl+p")
        await operator.until("接新来电")
        await operator.keys(*"城市")
        await operator.until("选城市（F2）")
        await operator.pilot.pause(0.3)
        await operator.keys("enter")
        await operator.until("您的参保地")

    at_desk(steps, tmp_path)


def test_keys_of_the_desk_wait_while_a_screen_lies_over_it(tmp_path: Path) -> None:
    async def steps(operator: Operator) -> None:
        await operator.say("门诊")
        await operator.until("【可以念】")
        await operator.keys("f1", "ctrl+n", "escape")
        await operator.until("来电1")

    at_desk(steps, tmp_path)


# The command


def test_without_a_terminal_the_command_says_what_to_use_instead(yibao: Yibao) -> None:
    outcome = yibao("desk")
    assert outcome.status == 2
    assert "坐席台要在终端里打开" in outcome.err


def test_a_folder_of_source_texts_that_is_not_there_is_told(yibao: Yibao, tmp_path: Path) -> None:
    outcome = yibao("desk", "--documents", str(tmp_path / "none"))
    assert outcome.status == 2
    assert "没有这个文件夹" in outcome.err
