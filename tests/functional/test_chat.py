"""The citizen's chat, driven by keys and judged by what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from assistant.errors import Fault, KnowledgeError, UnknownAreaError
from assistant.ui.chat import SMALLEST, ChatApp
from assistant.ui.conversation import Basis
from assistant.ui.dialogs import AreaScreen, HelpScreen, LeaveScreen
from assistant.ui.entry import Entry
from tests.fakes import FakeAssistant
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
        await chat.until("您在哪里参保？")
        assert "参保地：未选" in chat.shown()
        await chat.keys("2")
        await chat.until("参保地：虚构市 （F2 换）")
        await chat.until("大家常问的")
        await chat.keys("2")
        await chat.until("您说的是：门诊看病能报多少？")

    with_chat(steps, area=None)


def test_a_city_that_is_preset_is_shown_at_once_with_common_questions() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("大家常问的")
        assert "参保地：临时市" in chat.shown()
        assert "您在哪里参保" not in chat.shown()

    with_chat(steps)


def test_common_questions_that_would_be_refused_are_not_offered() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("大家常问的")
        assert "1. 居民医保一年要交多少钱？" in chat.shown()
        assert "6." not in chat.shown()

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
        await chat.until("大家常问的")
        await chat.keys("f2")
        assert isinstance(chat.app.screen, AreaScreen)
        assert "1. 临时市（现在）" in chat.shown()
        await chat.keys("2")
        await chat.until("参保地：虚构市 （F2 换）")
        assert chat.assistant.calls[0].area == "xugou"

    with_chat(steps)


def test_the_city_is_changed_with_the_arrows_and_left_with_escape() -> None:
    async def steps(chat: Chat) -> None:
        await chat.until("大家常问的")
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
        await chat.type("写了一半")
        await chat.keys("escape")
        assert chat.entry.value == ""
        await chat.keys("up")
        assert chat.entry.value == "写了一半"
        await chat.keys("escape", "escape")
        assert isinstance(chat.app.screen, LeaveScreen)
        await chat.keys("escape")
        assert not isinstance(chat.app.screen, LeaveScreen)
        await chat.keys("escape", "enter")

    assert with_chat(steps).return_value == 0


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
