"""What the whole screen looks like, as text, at the two sizes that count; each was read before it was accepted.

To accept what changed, run with YIBAO_ACCEPT=1 and read the difference.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from textual.app import App

from assistant.ui.chat import ChatApp
from assistant.ui.desk.app import DeskApp
from tests.fakes import FakeAssistant
from tests.functional.desk_fakes import FakeDesk
from tests.functional.driver import Driver

FOLDER = Path(__file__).parent / "snapshots"
NOON = datetime(2024, 5, 6, 12)
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
Steps = Callable[[Driver], Awaitable[None]]


def photograph(app: App[int], name: str, size: tuple[int, int], steps: Steps) -> None:
    """Compare the screen after `steps` with the one that was accepted."""

    async def session() -> str:
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot)
            await steps(driver)
            await pilot.wait_for_scheduled_animations()
            return driver.shown() + "\n"

    shown = asyncio.run(session())
    path = FOLDER / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("YIBAO_ACCEPT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text("utf-8"), f"{path} differs; see the top of this file"


def chat() -> ChatApp:
    return ChatApp(FakeAssistant, "临时", date(2024, 5, 6), lambda: NOON)


@SIZES
def test_the_chat_on_the_path_by_numbers(size: tuple[int, int]) -> None:
    async def steps(driver: Driver) -> None:
        await driver.until("您是下面哪一种？")
        await driver.keys("2")
        await driver.until("1. 看门诊")
        await driver.keys("1")
        await driver.until("8. 门诊第8问")
        await driver.until("我是：退休")

    photograph(chat(), "chat-path", size, steps)


@SIZES
def test_the_chat_with_a_calculation_and_its_basis(size: tuple[int, int]) -> None:
    async def steps(driver: Driver) -> None:
        await driver.until("您是下面哪一种？")
        await driver.say("帮我算")
        await driver.until("【注意】只算了目录内费用。")
        await driver.until("0. 回到问题单")
        await driver.keys("f3")
        await driver.until("出处 ")

    photograph(chat(), "chat-calculation", size, steps)


@SIZES
def test_the_desk_with_an_answer_and_suggestions(size: tuple[int, int], tmp_path: Path) -> None:
    async def steps(driver: Driver) -> None:
        await driver.until("来电1")
        await driver.say("帮我算")
        await driver.until("只算了目录内费用")
        await driver.type("异地")
        await driver.until("3 明年的安排")
        await driver.until("回车 → 可以念：您说的是：异地。")

    app = DeskApp(FakeDesk, "临时", date(2024, 5, 6), tmp_path, clock=lambda: NOON)
    photograph(app, "desk", size, steps)
