"""What an operator sets: keys in a file, the theme; and finding what was asked before."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ui.desk.configuration import Configuration, read_configuration
from assistant.ui.desk.keys import ACTIONS, USUAL, as_toml, read_keys
from assistant.ui.desk.screens import FaultsScreen
from assistant.ui.desk.themes import NAMES
from tests.functional.conftest import Yibao
from tests.functional.desk_fakes import FakeDesk
from tests.functional.desk_operator import AtDesk, run_desk


def keys_in(folder: Path, text: str) -> Path:
    path = folder / "keys.toml"
    path.write_text(text, encoding="utf-8")
    return path


def configured(folder: Path, text: str) -> Configuration:
    keys_in(folder, text)
    return read_configuration(folder)


# Keys


def test_a_key_from_the_file_does_the_action_and_help_and_key_bar_show_it(tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        assert "F11复制" in operator.shown()
        assert "F5复制" not in operator.shown()
        await operator.keys("f11")
        await operator.until("还没有答复可以复制")
        await operator.keys("f5")
        await operator.until("没有可以记的")  # the note's key, exchanged with the copy's
        await operator.keys("f1")
        await operator.until("F11         复制答复")

    configuration = configured(tmp_path, 'copy = "f11"\nnote = "F5"\n')
    assert configuration.faults == ()
    run_desk(steps, FakeDesk(), tmp_path, (120, 40), configuration=configuration)


def test_the_usual_keys_do_no_more_what_was_given_another_key(tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.keys("ctrl+q")
        await operator.pilot.pause()
        assert "离开坐席台吗" not in operator.shown()
        await operator.keys("ctrl+l")
        await operator.until("离开坐席台吗")

    run_desk(steps, FakeDesk(), tmp_path, configuration=configured(tmp_path, 'leave = "ctrl+l"'))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('copi = "f5"', "没有“copi”这个动作"),
        ('copy = "f6"', "F6 用了两次：copy、note"),
        ('copy = "a"', "copy 的键“a”不认识；例如 f5、ctrl+g、alt+k"),
        ('copy = "f99"', "copy 的键“f99”不认识"),
        ("copy = 5", "copy 的键“5”不认识"),
        ('copy = "ctrl+m"', "copy 不能用 Ctrl+M：打字和编辑要用它"),
        ('copy = "f5', "不是有效的 TOML"),
        ('[copy]\nkey = "f5"', "copy 的键"),
    ],
)
def test_what_is_wrong_with_the_file_is_named_and_the_usual_keys_hold(tmp_path: Path, text: str, told: str) -> None:
    keys, faults = read_keys(keys_in(tmp_path, text))
    assert keys is USUAL
    assert len(faults) == 1
    assert told in faults[0]


def test_every_fault_is_shown_when_the_desk_opens_and_it_works_all_the_same(tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.until("没有“copi”这个动作")
        await operator.keys("enter")
        await operator.until_gone("没有“copi”这个动作")
        await operator.until("来电1")
        await operator.say("门诊")
        await operator.until("【可以念】")
        await operator.keys("f9")
        await operator.until("结束来电")

    configuration = configured(tmp_path, 'copi = "f5"\nnote = "?"\n')
    assert configuration.keys_file == tmp_path / "keys.toml"
    assert len(configuration.faults) == 2
    run_desk(steps, FakeDesk(), tmp_path, (120, 40), configuration=configuration, until="按键文件有误")


def test_the_desk_opens_though_its_faults_are_closed_before_they_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.keys("enter")
        await operator.until("来电1")

    # What waits for a screen's drawing is lost when that screen is closed before.
    monkeypatch.setattr(FaultsScreen, "_invoke_later", lambda *_: None)
    run_desk(steps, FakeDesk(), tmp_path, configuration=configured(tmp_path, 'copi = "f5"'), until="按键文件有误")


def test_a_file_that_is_named_but_not_there_is_told(tmp_path: Path) -> None:
    configuration = read_configuration(tmp_path, tmp_path / "none.toml")
    assert configuration.keys is USUAL
    assert "打不开" in configuration.faults[0]


def test_without_any_file_nothing_is_told(tmp_path: Path) -> None:
    assert read_configuration(tmp_path) == Configuration(keys_file=tmp_path / "keys.toml", file=tmp_path / "desk.toml")


def test_the_list_of_keys_is_itself_a_file_of_keys(tmp_path: Path, yibao: Yibao) -> None:
    outcome = yibao("desk", "--show-keys")
    assert outcome.status == 0
    assert outcome.out == as_toml()
    keys, faults = read_keys(keys_in(tmp_path, outcome.out))
    assert faults == []
    assert keys == USUAL


def test_no_two_actions_share_a_key() -> None:
    assert len({action.key for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_the_key_bar_fits_its_line_and_keeps_help(width: int) -> None:
    bar = USUAL.bar(width)
    assert bar.startswith("F1帮助")
    assert len(bar.encode("gb18030")) <= width  # two bytes a wide character


# Themes


def test_a_theme_is_chosen_by_a_key_and_kept(tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.keys("ctrl+o")
        await operator.until("高对比度")
        await operator.keys(str(list(NAMES).index("high-contrast") + 1))
        await operator.until("配色：高对比度")
        assert operator.app.theme == "high-contrast"

    run_desk(steps, FakeDesk(), tmp_path, configuration=read_configuration(tmp_path))
    assert read_configuration(tmp_path).theme == "high-contrast"

    async def again(operator: AtDesk) -> None:
        assert operator.app.theme == "high-contrast"

    run_desk(again, FakeDesk(), tmp_path, configuration=read_configuration(tmp_path))


def test_the_palette_offers_the_themes(tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.keys("ctrl+p")
        await operator.until("选城市")
        await operator.keys(*"浅色")
        await operator.until("配色：护眼浅色")

    run_desk(steps, FakeDesk(), tmp_path)


def test_a_theme_that_cannot_be_kept_is_used_and_that_is_told(tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.keys("ctrl+o", "2")
        await operator.until("没能存下来")
        assert operator.app.theme == "textual-light"

    (tmp_path / "taken").write_text("")
    run_desk(steps, FakeDesk(), tmp_path, configuration=Configuration(file=tmp_path / "taken" / "desk.toml"))


@pytest.mark.parametrize("text", ["theme = 5", "theme = ", 'theme = "none-such"'])
def test_a_theme_that_is_none_is_passed_over(tmp_path: Path, text: str) -> None:
    async def steps(operator: AtDesk) -> None:
        assert operator.app.theme == "textual-dark"

    (tmp_path / "desk.toml").write_text(text)
    run_desk(steps, FakeDesk(), tmp_path, configuration=read_configuration(tmp_path))


# What was asked before


def test_a_question_of_any_call_is_found_by_some_of_its_characters_and_asked_again(tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.say("异地备案怎么办")
        await operator.until("您说的是：异地备案怎么办。")
        await operator.keys("ctrl+n")
        await operator.until("来电2")
        await operator.say("门诊第一问")
        await operator.until("您说的是：门诊第一问。")
        await operator.keys("ctrl+r")
        await operator.until("> 门诊第一问")
        assert "  异地备案怎么办" in operator.shown()
        await operator.type("案备")
        await operator.until("> 异地备案怎么办")
        await operator.keys("enter")
        await operator.pilot.pause()
        assert operator.entry.value == "异地备案怎么办"
        await operator.keys("enter")
        await operator.until("您说的是：异地备案怎么办。")

    run_desk(steps, FakeDesk(), tmp_path)


def test_looking_for_what_was_never_asked_says_so_and_escape_leaves_the_line_alone(tmp_path: Path) -> None:
    async def steps(operator: AtDesk) -> None:
        await operator.type("半句")
        await operator.keys("ctrl+r")
        await operator.until("没有问过这样的话。")
        await operator.keys("enter", "escape")
        await operator.pilot.pause()
        assert operator.entry.value == "半句"

    run_desk(steps, FakeDesk(), tmp_path)
