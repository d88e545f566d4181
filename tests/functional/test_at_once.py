"""Two keys at the same moment, and a fault of the program's own: neither harms a call nor tells what was said."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest
from textual import events

from assistant.ui import chat
from assistant.ui.chat import ChatApp
from assistant.ui.crash import SORRY, status_of
from tests.fakes import FakeAssistant
from tests.functional.desk_fakes import FakeDesk
from tests.functional.desk_operator import AtDesk, run_desk
from tests.functional.driver import Driver


def press_at_once(driver: Driver, *keys: str) -> None:
    """Hand the keys to the app before it can act on any."""
    for key in keys:
        driver.app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize("opening", ["f4", "f7", "f8", "f9", "f2", "f3", "f1", "ctrl+r", "ctrl+t", "ctrl+q"])
@pytest.mark.parametrize("keys", [("2", "1"), ("escape", "escape"), ("enter", "enter"), ("1", "escape", "1")])
def test_two_keys_at_the_same_moment_leave_a_screen_once(tmp_path: Path, opening: str, keys: tuple[str, ...]) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.say("门诊")
        await operator.until("您说的是：门诊")
        await operator.keys(opening)
        press_at_once(operator, *keys)
        await operator.pilot.pause(0.1)
        if operator.app.return_value is None:
            await operator.keys("escape", "escape")
            await operator.until("来电")

    assert run_desk(steps, FakeDesk(), tmp_path).return_code in (None, 0)


@pytest.mark.parametrize("opening", ["f1", "f2", "f4"])
def test_so_do_they_in_the_chat(opening: str) -> None:
    app = ChatApp(FakeAssistant, "临时", None)  # type: ignore[arg-type]

    async def session() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            citizen = Driver(app, pilot)
            await citizen.until("参保地：临时市")
            await citizen.keys(opening)
            press_at_once(citizen, "escape", "1", "1")
            await pilot.pause(0.1)
            await citizen.until("参保地：临时市")

    asyncio.run(session())


def test_a_key_that_comes_while_the_chat_closes_does_no_harm() -> None:
    app = ChatApp(FakeAssistant, "临时", None)  # type: ignore[arg-type]

    async def session() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await Driver(app, pilot).until("参保地：临时市")
        app.on_key(events.Key("1", "1"))

    asyncio.run(session())


def test_a_fault_of_the_program_ends_it_in_plain_words_without_what_was_said() -> None:
    def fails() -> None:
        words = "".join(("秘", "密"))
        raise KeyError(words)

    told: list[str] = []

    class Faulty(ChatApp):
        CSS_PATH = Path(chat.__file__).with_name("chat.tcss")

        def action_help(self) -> None:
            fails()

        def _fatal_error(self) -> None:
            super()._fatal_error()
            told.extend(segment.text for each in self._exit_renderables for segment in each.segments)  # type: ignore[union-attr]

    app = Faulty(FakeAssistant, "临时", date(2024, 6, 1))  # type: ignore[arg-type]

    async def session() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await Driver(app, pilot).until("参保地：临时市")
            await pilot.press("f1")

    with pytest.raises(KeyError):
        asyncio.run(session())
    shown = "".join(told)
    assert SORRY in shown.replace("\n", "") and "KeyError" in shown and "in fails" in shown
    assert "秘密" not in shown
    assert status_of(app, None) == 1
