"""Everything on the desk can be read in every theme: letters stand out from what is behind them (4.5 to 1 or more)."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style

from assistant.ui.desk.themes import NAMES
from tests.functional.desk_fakes import FakeDesk
from tests.functional.desk_operator import AtDesk, run_desk

LEAST = 4.5  # WCAG 2, level AA
OVER = ".dialog, CommandPalette OptionList"
DRAWN = " ─│╭╮╰╯▌▏▕█░▀▄▁▂▃▅▆▇┃━╸╺╶╴▊▎"
SCREENS = ("f1", "f2", "f3", "f4", "f7", "f8", "f9", "f10", "ctrl+r", "ctrl+t", "ctrl+o", "ctrl+p")


def luminance(colour: tuple[int, int, int]) -> float:
    """How bright a colour is, from 0 to 1."""
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    """How much letters of a style stand out, from 1 to 21."""
    assert style.color is not None and style.bgcolor is not None
    front, back = style.color.get_truecolor(), style.bgcolor.get_truecolor()
    if style.dim:
        front = type(front)(*((one + other) // 2 for one, other in zip(front, back, strict=True)))
    bright, dark = sorted((luminance(front), luminance(back)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def faint(operator: AtDesk) -> list[tuple[str, float]]:
    """What can hardly be read of the screen in front."""
    app = operator.app
    over = [widget.region for widget in app.screen.query(OVER)] if len(app.screen_stack) > 1 else None
    found = []
    for y, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        x = 0
        for segment in strip:
            at, x = x, x + segment.cell_length
            if not segment.style or not segment.style.color or not segment.text.strip(DRAWN):
                continue
            if over is None or any(region.contains(at, y) for region in over):
                ratio = contrast(segment.style)
                found += [(segment.text.strip(), round(ratio, 2))] if ratio < LEAST else []
    return found


@pytest.mark.parametrize("theme", [name for name in NAMES if not name.startswith("ansi")])
def test_every_letter_stands_out_in_every_theme(tmp_path: Path, theme: str) -> None:
    found: dict[str, list[tuple[str, float]]] = {}

    async def steps(operator: AtDesk) -> None:
        operator.app.action_set_theme(theme)
        await operator.type("门诊")
        await operator.until("可以念：您说的是：门诊")
        found["typing"] = faint(operator)
        await operator.keys("enter")
        await operator.until("您说的是：门诊")
        found["answer"] = faint(operator)
        for key in SCREENS:
            await operator.keys(key)
            found[key] = faint(operator)
            await operator.keys("escape")
        for words in ("住院", "报销", "没有"):
            await operator.say(words)
            await operator.pilot.pause(0.1)
            found[words] = faint(operator)

    run_desk(steps, FakeDesk(), tmp_path)
    assert {place: words for place, words in found.items() if words} == {}
