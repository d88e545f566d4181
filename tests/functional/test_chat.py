"""The citizen's chat, driven by keys and judged by what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from assistant.errors import Fault, KnowledgeError, UnknownAreaError
from assistant.ui.chat import ChatApp
from assistant.ui.chat_stage import GRACE_SECONDS, SMALLEST
from assistant.ui.conversation import Basis, Choice
from assistant.ui.dialogs import AreaScreen, HelpScreen, LeaveScreen
from assistant.ui.entry import Entry
from tests.fakes import RETIRED, FakeAssistant
from tests.functional.driver import Driver


class Chat(Driver):
    """A running chat, with the few things that callers do and see."""

    def __init__(self, app: ChatApp, pilot: Pilot[int], assistant: FakeAssistant) -> None:
        super().__init__(app, pilot)
        self.app = app
        self.assistant = assistant

    @property
    def entry(self) -> Entry:
        return self.app.query_one(Entry)

    @property
    def heard(self) -> list[str]:
        """What the caller's own call has heard."""
        return self.assistant.calls[0].heard


def with_chat(
    steps: Callable[[Chat], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
    area: str | None = "临时",
    day: date | None = None,
    seconds: float = 0,
) -> ChatApp:
    """Run `steps` against a chat on the fake assistant; gives the app as it was left."""
    assistant = FakeAssistant(seconds)
    app = ChatApp(lambda: assistant, area, day)

    async def session() -> None:
        async with app.run_test(size=size) as pilot:
            chat = Chat(app, pilot, assistant)
            await steps(chat)

    asyncio.run(session())
    return app


@pytest.mark.parametrize("size", [(80, 24), (120, 40), SMALLEST])
def test_chinese_that_is_typed_is_answered(size: tuple[int, int]) -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("门诊报多少")
        await chat.until("您：门诊报多少")
        await chat.until("您说的是：门诊报多少。")
        assert chat.entry.value == ""

    with_chat(steps, size)


def test_the_first_screen_asks_for_the_city_and_a_number_picks_it() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您的医保在哪里参保？")
        assert "参保地：未选" in chat.shown()
        await chat.keys("2")
        await chat.until("参保地：虚构市 （F2 换）")

    with_chat(steps, area=None)


def test_a_city_that_is_preset_is_shown_at_once_and_who_one_is_comes_next() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您是下面哪一种？")
        assert "参保地：临时市" in chat.shown()
        assert "您的医保在哪里参保" not in chat.shown()

    with_chat(steps)


def test_a_question_is_reached_by_numbers_alone_and_zero_goes_back() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您的医保在哪里参保？")
        await chat.keys("1")
        await chat.until("2. 退休了（退休）")
        await chat.keys("2")
        await chat.until("我是：退休")
        await chat.until("2. 去外地看病（异地就医）")
        await chat.keys("1")
        await chat.until("8. 门诊第8问")
        await chat.keys("9")
        await chat.until("1. 门诊第9问")
        await chat.keys("2")
        await chat.until("您说的是：门诊第10问。")
        call = chat.assistant.calls[0]
        assert (call.area, call.person, call.heard) == ("linshi", RETIRED, ["门诊第10问"])
        await chat.keys("0")
        await chat.until("2. 门诊第10问")
        for told in ("8. 门诊第8问", "您想知道什么？", "您是下面哪一种？", "您的医保在哪里参保？"):
            await chat.keys("0")
            await chat.until(told)

    with_chat(steps, area=None)


def test_the_path_by_numbers_is_walked_with_the_mouse_alone() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您是下面哪一种？")
        await chat.pilot.click(".choice")
        await chat.until("我是：在职")
        await chat.until("2. 去外地看病")
        await chat.pilot.click(".choice")
        await chat.until("1. 门诊第1问")
        await chat.pilot.click(".choice")
        await chat.until("您说的是：门诊第1问。")
        await chat.pilot.click(".choice.back")
        await chat.until("1. 门诊第1问")

    with_chat(steps)


def test_escape_goes_back_on_the_path_before_it_leaves() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您是下面哪一种？")
        await chat.keys("3")
        await chat.until("您想知道什么？")
        await chat.keys("escape")
        await chat.until("您是下面哪一种？")
        await chat.keys("escape")
        await chat.until("您的医保在哪里参保？")
        await chat.keys("escape")
        assert isinstance(chat.app.screen, LeaveScreen)

    with_chat(steps)


def test_where_nothing_depends_on_who_one_is_it_is_not_asked() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您想知道什么？")

    with_chat(steps, area="虚构")


def test_a_digit_that_begins_a_question_is_no_pick() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您是下面哪一种？")
        await chat.type("2023年")
        await chat.pilot.pause(GRACE_SECONDS + 0.2)
        assert chat.entry.value == "2023年"
        assert "您是下面哪一种？" in chat.shown()

    with_chat(steps)


def test_a_calculator_that_was_picked_says_which_amount_it_wants() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您是下面哪一种？")
        await chat.keys("1")
        await chat.until("1. 看门诊")
        await chat.keys("1")
        await chat.until("1. 门诊第1问")
        await chat.keys("1")
        await chat.until("想算出钱数，请接着打字：花了多少元？")

    with_chat(steps)


def test_the_answers_are_taken_away_as_a_page_with_two_keys(tmp_path: Path) -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("帮我算")
        await chat.until("付150元")
        await chat.keys("f4")
        await chat.until("1. 网页文件，能打印")
        await into_folder(chat, tmp_path)
        await chat.keys("shift+tab", "1")
        await chat.until("已存好：")

    with_chat(steps)
    (path,) = tmp_path.glob("*.html")
    assert "帮我算" in path.read_text("utf-8")


def test_the_answers_are_taken_away_as_text_with_the_mouse(tmp_path: Path) -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("门诊")
        await chat.until("您说的是：门诊。")
        await chat.pilot.click("#keys", offset=(36, 0))
        await chat.until("2. 文字文件")
        await into_folder(chat, tmp_path)
        await chat.pilot.click(chat.app.screen.query(Choice).last())
        await chat.until("已存好：")

    with_chat(steps)
    assert len(list(tmp_path.glob("*.txt"))) == 1


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    async def steps(chat: Chat) -> None:
        await chat.say("门诊")
        await chat.until("您说的是：门诊。")
        await chat.keys("f4")
        await chat.until("1. 网页文件")
        await into_folder(chat, tmp_path / "file")
        await chat.keys("enter")
        await chat.until("没能存到")
        await chat.keys("f4")
        await chat.until("1. 网页文件")
        await into_folder(chat, tmp_path)
        await chat.keys("enter")
        await chat.until("已存好：")

    with_chat(steps)


async def into_folder(chat: Chat, folder: Path) -> None:
    """Name the folder on the screen that asks for it."""
    line = chat.app.screen.query_one("#folder", Input)
    line.focus()
    line.value = str(folder)
    await chat.pilot.pause()


def test_there_is_nothing_to_take_away_before_the_first_answer() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您是下面哪一种？")
        await chat.keys("f4")
        await chat.until("没有什么可以带走")

    with_chat(steps)


def test_before_leaving_the_answers_can_be_taken_away() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您的医保在哪里参保？")
        await chat.say("门诊")
        await chat.until("您说的是：门诊。")
        await chat.keys("escape")
        await chat.until("您的医保在哪里参保？")
        await chat.keys("escape")
        await chat.until("先带走答复")
        await chat.keys("f4")
        await chat.until("1. 网页文件")

    with_chat(steps, area=None)


def test_official_terms_are_put_plainly() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("帮我算")
        await chat.until("合用的钱（统筹基金）付150元。")

    with_chat(steps)


def test_an_option_is_picked_with_its_number_key_or_by_sending_the_number() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("能报销吗")
        await chat.until("2. 退休")
        await chat.keys("2")
        await chat.until("您说的是：退休。")
        await chat.say("能报销吗")
        await chat.pilot.pause()
        assert chat.entry.options_shown == 2
        await chat.entry.run_action("home")
        chat.entry.value = "1"
        await chat.keys("enter")
        await chat.until("您说的是：在职。")
        assert chat.heard == ["能报销吗", "退休", "能报销吗", "在职"]

    with_chat(steps)


def test_a_number_is_typed_as_usual_once_something_stands_before_it() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("能报销吗")
        await chat.until("2. 退休")
        await chat.type("花了2")
        assert chat.entry.value == "花了2"

    with_chat(steps)


def test_options_that_are_past_cannot_be_picked() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("能报销吗")
        await chat.until("2. 退休")
        await chat.say("你好")
        await chat.until("您好，请说。")
        await chat.keys("2")
        assert chat.entry.value == "2"
        await chat.pilot.click(".choice.past")
        assert chat.heard == ["能报销吗", "你好"]

    with_chat(steps)


def test_an_option_is_picked_with_the_mouse() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("能报销吗")
        await chat.until("2. 退休")
        await chat.pilot.click(".clarify .choice")
        await chat.until("您说的是：在职。")
        assert chat.entry.has_focus

    with_chat(steps)


def test_the_basis_is_folded_until_it_is_asked_for() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("帮我算")
        await chat.until("+ 依据：《关于门诊待遇的通知》（2024年1月2日）F3开合")
        assert "第3条" not in chat.shown()
        await chat.keys("f3")
        await chat.until("出处 《关于门诊待遇的通知》（2024年1月2日）：[1] 第3条")
        assert "第1步 统筹支付：200.00 × 75% = 150.00 [1]" in chat.shown()
        assert "门诊报销比例：75%（规定，2024-01-01起）" in chat.shown()
        await chat.keys("f3")
        assert chat.app.query_one(Basis).collapsed

    with_chat(steps)


def test_what_must_not_be_overlooked_is_marked_with_a_word_not_only_a_colour() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("帮我算")
        await chat.until("【注意】只算了目录内费用。")

    with_chat(steps)


def test_the_city_is_changed_with_a_key_and_a_number() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您是下面哪一种？")
        await chat.keys("f2")
        assert isinstance(chat.app.screen, AreaScreen)
        assert "1. 临时市（现在）" in chat.shown()
        await chat.keys("2")
        await chat.until("参保地：虚构市 （F2 换）")
        assert chat.assistant.calls[0].area == "xugou"

    with_chat(steps)


def test_the_city_is_changed_with_the_arrows_and_left_with_escape() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您是下面哪一种？")
        await chat.keys("f2", "escape")
        assert "参保地：临时市" in chat.shown()
        await chat.keys("f2")
        assert chat.app.screen.query_one(OptionList).has_focus
        await chat.keys("down", "enter")
        await chat.until("参保地：虚构市 （F2 换）")

    with_chat(steps)


def test_a_city_told_in_words_shows_at_the_top() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("我是虚构的")
        await chat.until("参保地：虚构市 （F2 换）")

    with_chat(steps)


def test_up_and_down_bring_back_what_was_said() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("你好")
        await chat.say("门诊")
        await chat.type("住")
        await chat.keys("up")
        assert chat.entry.value == "门诊"
        await chat.keys("up", "up")
        assert chat.entry.value == "你好"
        await chat.keys("down", "down")
        assert chat.entry.value == "住"

    with_chat(steps)


def test_pasted_lines_become_one_utterance() -> None:
    async def steps(chat: Chat) -> None:
        from textual.events import Paste

        chat.entry.post_message(Paste("我妈退休了\n在社区看门诊\x1b[31m\r\n报多少"))
        await chat.pilot.pause()
        assert chat.entry.value == "我妈退休了 在社区看门诊 报多少"

    with_chat(steps)


def test_deleting_takes_one_chinese_character_at_a_time() -> None:
    async def steps(chat: Chat) -> None:
        await chat.type("医保局")
        await chat.keys("backspace")
        assert chat.entry.value == "医保"
        await chat.keys("left", "backspace")
        assert chat.entry.value == "保"
        await chat.keys("delete")
        assert chat.entry.value == ""

    with_chat(steps)


def test_typing_goes_on_while_an_answer_is_worked_on_and_answers_stand_under_their_questions() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("第一问")
        await chat.say("第二问")
        await chat.type("第三")
        assert chat.entry.value == "第三"
        await chat.until("您说的是：第二问。")
        shown = chat.shown()
        places = [shown.index(part) for part in ("您：第一问", "是：第一问", "您：第二问", "是：第二问")]
        assert places == sorted(places)

    with_chat(steps, seconds=0.2)


def test_escape_steps_back_and_asks_before_leaving() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("您的医保在哪里参保？")
        await chat.type("写了一半")
        await chat.keys("escape")
        assert chat.entry.value == ""
        await chat.keys("up")
        assert chat.entry.value == "写了一半"
        await chat.keys("escape", "escape")
        await chat.until("结束这次咨询吗？")
        await chat.keys("escape")
        assert not isinstance(chat.app.screen, LeaveScreen)
        await chat.keys("escape", "enter")

    assert with_chat(steps, area=None).return_value == 0


def test_control_c_leaves() -> None:
    async def steps(chat: Chat) -> None:
        await chat.keys("ctrl+c")

    assert with_chat(steps).return_value == 0


def test_control_c_copies_when_something_is_selected() -> None:
    async def steps(chat: Chat) -> None:
        await chat.type("医保")
        await chat.keys("shift+home", "ctrl+c")
        assert chat.app.clipboard == "医保"
        assert chat.app.return_value is None

    with_chat(steps)


def test_help_opens_and_closes() -> None:
    async def steps(chat: Chat) -> None:
        await chat.keys("f1")
        assert isinstance(chat.app.screen, HelpScreen)
        assert "使用说明" in chat.shown()
        assert "换参保地" in chat.shown()
        await chat.keys("escape")
        assert not isinstance(chat.app.screen, HelpScreen)

    with_chat(steps)


def test_a_window_too_small_says_so_and_recovers() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("窗口太小（39×24）")
        await chat.pilot.resize_terminal(80, 24)
        await chat.until("参保地：临时市")
        assert "窗口太小" not in chat.shown()

    with_chat(steps, size=(SMALLEST[0] - 1, 24))


def test_a_question_that_breaks_the_program_is_told_and_the_next_is_answered() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("坏")
        await chat.until("【出错】")
        await chat.say("门诊")
        await chat.until("您说的是：门诊。")

    with_chat(steps)


@pytest.mark.parametrize("words", ["[red]医保[/red]", "\x1b[31m医保", "[@click=app.leave]医保[/]"])
def test_what_looks_like_markup_is_shown_as_text_and_escapes_are_not_shown(words: str) -> None:
    async def steps(chat: Chat) -> None:
        chat.entry.value = words
        await chat.keys("enter")
        await chat.until(f"您：{words.removeprefix(chr(27) + '[31m')}")
        assert "\x1b" not in chat.shown()

    with_chat(steps)


def test_ten_thousand_characters_are_heard_whole_and_shown_by_their_beginning() -> None:
    async def steps(chat: Chat) -> None:
        chat.entry.value = "你好" * 5000
        await chat.keys("enter")
        await chat.until("……（共10000个字）")
        await chat.until("您好，请说。")
        assert chat.heard == ["你好" * 5000]

    with_chat(steps)


def test_a_date_that_is_set_is_shown() -> None:
    async def steps(chat: Chat) -> None:
        assert "按2022年12月23日答" in chat.shown()

    with_chat(steps, day=date(2022, 12, 23))


def test_an_unknown_area_ends_the_chat_with_its_error() -> None:
    async def steps(chat: Chat) -> None:
        await chat.pilot.pause(0.1)

    assert isinstance(with_chat(steps, area="火星").failure, UnknownAreaError)


def test_knowledge_that_cannot_be_used_ends_the_chat_with_its_faults() -> None:
    def load() -> FakeAssistant:
        raise KnowledgeError([Fault(Path("a.yaml"), 3, "键写错了")])

    async def session() -> ChatApp:
        app = ChatApp(load)
        async with app.run_test() as pilot:
            await pilot.pause(0.2)
        return app

    app = asyncio.run(session())
    assert isinstance(app.failure, KnowledgeError)
    assert app.return_value == 1


def test_what_is_typed_while_a_fold_has_the_focus_goes_to_the_input_line() -> None:
    async def steps(chat: Chat) -> None:
        await chat.say("门诊")
        await chat.until("+ 依据")
        await chat.keys("shift+tab")
        assert not chat.entry.has_focus
        await chat.type("住院")
        assert chat.entry.value == "住院"

    with_chat(steps)
