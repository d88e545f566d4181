"""What the operator can do at the desk, and by which key: the one table that bindings, help and key bar read."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

_MODIFIERS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}


@dataclass(frozen=True)
class Action:
    """Something to do: `name` is that of the app's action, `key` as Textual writes it, `short` for the key bar.

    An empty `short` keeps it out of the bar.
    """

    name: str
    key: str
    does: str
    short: str = ""


ACTIONS = (
    Action("choose_area", "f2", "选城市", "城市"),
    Action("sources", "f3", "看依据：每个数字的日期、出处和原文", "依据"),
    Action("conditions", "f4", "选、换、去掉条件", "条件"),
    Action("copy", "f5", "复制答复；再按一次换别的办法", "复制"),
    Action("note", "f6", "把打的字记进备注；没打字就记答复", "记入"),
    Action("mark", "ctrl+g", "标记答复：答非所问，或资料里没有"),
    Action("lines", "f7", "来电：切换到保留的来电", "来电"),
    Action("new_line", "ctrl+n", "接新来电，现在的保留"),
    Action("compare", "f8", "比较：换一个城市、年份或条件看差别", "比较"),
    Action("wrap_up", "f9", "结束来电：小结、处理结果、导出", "结束"),
    Action("choose_day", "ctrl+t", "换日期：按哪一天的规定答"),
    Action("help", "f1", "使用说明", "帮助"),
    Action("palette", "ctrl+p", "全部命令", "命令"),
    Action("leave", "ctrl+q", "离开坐席台"),
)
ENTRY_KEYS = (
    ("回车", "答打的这一句；用方向键选中了建议就答那一条"),
    ("数字", "选建议（只打了拼音时）；没打字时选反问的选项"),
    ("Alt+数字", "任何时候选建议"),
    ("上 下", "选建议；没打字时找回问过的话"),
    ("翻页键", "翻看答复"),
    ("Esc", "退一步：收起建议、清空这一行、离开"),
)


def key_name(key: str) -> str:
    """A key as the help writes it: `ctrl+n` → Ctrl+N."""
    *modifiers, last = key.split("+")
    return "+".join([*(_MODIFIERS.get(modifier, modifier) for modifier in modifiers), last.capitalize()])


def key_bar() -> str:
    """The keys needed most, in one line."""
    by_key = sorted((action for action in ACTIONS if action.short), key=lambda action: (len(action.key), action.key))
    told = [f"{key_name(action.key).replace('Ctrl+', '^')}{action.short}" for action in by_key]
    return " ".join([*told, "Esc返回"])


def bindings() -> list[Binding]:
    """The app's bindings for all actions; those with a modifier go before what has the focus."""
    return [Binding(action.key, action.name, action.does, priority="+" in action.key) for action in ACTIONS]
