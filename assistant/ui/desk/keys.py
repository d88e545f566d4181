"""What the operator can do at the desk, and by which key: the one table that bindings, help and key bar read.

Keys other than the usual ones are read from a TOML file; whatever is wrong with it is told, and the usual
keys hold.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from textual.binding import Binding

_MODIFIERS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}
_KEY = re.compile(r"(?:shift\+|ctrl\+)?f(?:[1-9]|1\d|2[0-4])|(?:ctrl|alt)\+[a-z]|insert")
# A terminal sends these as Tab, Enter and Backspace, or the query line edits with them.
_TAKEN = frozenset(f"ctrl+{letter}" for letter in "acdehijkmuvwx")


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
    Action("undo", "ctrl+z", "撤销：条件、城市、日期回到上一步", "撤销"),
    Action("copy", "f5", "复制答复；再按一次换别的办法", "复制"),
    Action("note", "f6", "把打的字记进备注；没打字就记答复", "记入"),
    Action("mark", "ctrl+g", "标记答复：答非所问，或资料里没有"),
    Action("lines", "f7", "来电：切换到保留的来电", "来电"),
    Action("new_line", "ctrl+n", "接新来电，现在的保留", "新来电"),
    Action("compare", "f8", "比较：换一个城市、年份或条件看差别", "比较"),
    Action("wrap_up", "f9", "结束来电：小结、处理结果、导出", "结束"),
    Action("calculator", "f10", "计算：填表就算，可以假设", "计算"),
    Action("choose_day", "ctrl+t", "换日期：按哪一天的规定答", "日期"),
    Action("search_asked", "ctrl+r", "找问过的话，再问一遍", "找问过的"),
    Action("choose_theme", "ctrl+o", "换配色（有高对比度）"),
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


@dataclass(frozen=True)
class Keys:
    """Which key does what: an action's name → its key as Textual writes it."""

    by_action: Mapping[str, str]

    def of(self, action: str) -> str:
        """The key of an action, as Textual writes it."""
        return self.by_action[action]

    def named(self, action: str) -> str:
        """The key of an action, as the help writes it: Ctrl+N."""
        return key_name(self.by_action[action])

    def bar(self, width: int) -> str:
        """The keys needed most, as many as fit into a line of that many cells."""
        told = [action for action in ACTIONS if action.short]
        told.sort(key=lambda action: ("+" in self.of(action.name), action.name != "palette",
                                      len(self.of(action.name)), self.of(action.name)))
        bar = ""
        for piece in (*(f"{self.named(a.name).replace('Ctrl+', '^')}{a.short}" for a in told), "Esc返回"):
            if cell_len(f"{bar} {piece}") <= width:
                bar = f"{bar} {piece}".lstrip()
        return bar

    def help(self) -> tuple[tuple[str, str], ...]:
        """Every key and what it does."""
        return (*ENTRY_KEYS, *((self.named(action.name), action.does) for action in ACTIONS))


USUAL = Keys({action.name: action.key for action in ACTIONS})


def key_name(key: str) -> str:
    """A key as the help writes it: `ctrl+n` → Ctrl+N."""
    *modifiers, last = key.split("+")
    return "+".join([*(_MODIFIERS.get(modifier, modifier) for modifier in modifiers), last.capitalize()])


def bindings() -> list[Binding]:
    """The app's bindings for all actions; those with a modifier go before what has the focus."""
    return [Binding(action.key, action.name, action.does, priority=True, id=action.name) for action in ACTIONS]


def read_keys(path: Path) -> tuple[Keys, list[str]]:
    """The keys that a file sets, and in Chinese what is wrong with it: then they are the usual ones."""
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as err:
        return USUAL, [f"打不开（{err.strerror}）"]
    except UnicodeDecodeError:
        return USUAL, ["不是 UTF-8 编码"]
    except tomllib.TOMLDecodeError as err:
        return USUAL, [f"不是有效的 TOML（{err}）"]
    chosen, faults = _chosen(data)
    keys = Keys({**USUAL.by_action, **chosen})
    faults += _used_twice(keys)
    return (USUAL, faults) if faults else (keys, [])


def _chosen(data: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    chosen: dict[str, str] = {}
    faults: list[str] = []
    for name, key in data.items():
        if name not in USUAL.by_action:
            faults.append(f"没有“{name[:40]}”这个动作；可以写的见 yibao desk --show-keys")
        elif not isinstance(key, str) or not _KEY.fullmatch(key.lower()):
            faults.append(f"{name} 的键“{str(key)[:40]}”不认识；例如 f5、ctrl+g、alt+k")
        elif key.lower() in _TAKEN:
            faults.append(f"{name} 不能用 {key_name(key.lower())}：打字和编辑要用它")
        else:
            chosen[name] = key.lower()
    return chosen, faults


def _used_twice(keys: Keys) -> list[str]:
    users: dict[str, list[str]] = {}
    for name, key in keys.by_action.items():
        users.setdefault(key, []).append(name)
    return [f"{key_name(key)} 用了两次：{'、'.join(names)}" for key, names in users.items() if len(names) > 1]


def as_toml(keys: Keys = USUAL) -> str:
    """The keys as the file that would set them."""
    lines = [f'{action.name} = "{keys.of(action.name)}"' for action in ACTIONS]
    widest = max(map(len, lines))
    return "\n".join(f"{line:<{widest}}  # {a.does}" for line, a in zip(lines, ACTIONS, strict=True)) + "\n"
