"""The conversations that can be replayed: transcripts (`.yaml`) and case files (`.jsonl`).

Owns both formats and their checks; what is wrong comes as `Fault`s in Chinese with file and line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.dialogue.reply import ReplyKind
from assistant.errors import AssistantError, Fault
from assistant.records.filled import form_of
from assistant.records.model import Change, How
from assistant.replay.opening import SCREENS

SUFFIXES = (".yaml", ".yml", ".jsonl")
KINDS = tuple(kind.value for kind in ReplyKind)


@dataclass(frozen=True)
class Expected:
    """What a reply must be: `kind` (None: any), patterns found and not found, documents cited.

    With `lenient` the kind is judged as for cases: an answer may be a calculation, and a question
    back may be an answer that lays out every branch.
    """

    kind: str | None = None
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    lenient: bool = False


@dataclass(frozen=True)
class Turn:
    """One utterance and what is expected of its reply (None: nothing).

    `changes`, `how`, `item` and `filled` are what an operator did: see `assistant.records.model.Turn`.
    """

    caller: str
    expected: Expected | None = None
    changes: tuple[Change, ...] = ()
    how: How = How.SAID
    item: str | None = None
    filled: Mapping[str, Any] | None = None

    @property
    def words(self) -> str:
        """What was said."""
        return self.caller


@dataclass(frozen=True)
class Conversation:
    """A call to play: its place in a file, where the caller belongs, its date, its turns.

    `today` is the day on which it was made, where it states no date; `screen` is where: at the
    desk, where conditions stay, in the chat, where callers pick who they are, or "".
    """

    id: str
    path: Path
    line: int
    area: str | None
    day: date | None
    turns: tuple[Turn, ...]
    title: str = ""
    today: date | None = None
    screen: str = ""


class ConversationError(AssistantError):
    """Files of conversations can't be played; `faults` holds every problem found."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def read_conversations(paths: Iterable[Path]) -> list[Conversation]:
    """All conversations of the files, and of the files in the folders, in order.

    Raises:
        ConversationError: Some file is missing or faulty, or two conversations share an id.
    """
    faults: list[Fault] = []
    conversations: list[Conversation] = []
    for path in _files(paths, faults):
        read = _read_cases if path.suffix == ".jsonl" else _read_transcript
        conversations.extend(read(path, faults))
    seen: dict[str, Conversation] = {}
    for conversation in conversations:
        first = seen.setdefault(conversation.id, conversation)
        if first is not conversation:
            told = f"编号“{conversation.id}”与{first.path}：{first.line}重复"
            faults.append(Fault(conversation.path, conversation.line, told, "请改用别的编号"))
    if faults:
        raise ConversationError(faults)
    return conversations


def _files(paths: Iterable[Path], faults: list[Fault]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(inner for inner in path.iterdir() if inner.suffix in SUFFIXES)
            files.extend(found)
        elif not path.is_file():
            faults.append(Fault(path, 1, "没有这个文件", "请检查路径"))
        elif path.suffix not in SUFFIXES:
            faults.append(Fault(path, 1, f"不认识的文件类型“{path.suffix}”", "请用 .yaml 或 .jsonl"))
        else:
            files.append(path)
    return files


class Check:
    """Collects faults of one file while its values are taken out with the right types."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        self.path = path
        self.faults = faults

    def fault(self, line: int, message: str, remedy: str = "") -> None:
        self.faults.append(Fault(self.path, line, message, remedy))

    def keys(self, found: dict[str, Any], known: tuple[str, ...], line_of: Any) -> None:
        for key in found:
            if key not in known:
                self.fault(line_of(key), f"不认识的键“{key}”", f"可用的键：{'、'.join(known)}")

    def text(self, value: Any, line: int, name: str) -> str:
        if isinstance(value, str) and value.strip():
            return value
        self.fault(line, f"“{name}”应是文字，现在是{value!r}", "请填写")
        return ""

    def patterns(self, value: Any, line: int, name: str) -> tuple[str, ...]:
        texts = self.texts(value, line, name)
        for pattern in texts:
            try:
                re.compile(pattern)
            except re.error as err:
                self.fault(line, f"“{name}”里的正则表达式“{pattern}”写法有误：{err}", "请改正")
        return texts

    def texts(self, value: Any, line: int, name: str) -> tuple[str, ...]:
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.fault(line, f"“{name}”应是一列文字", "例如 [甲, 乙]")
        return ()

    def kind(self, value: Any, line: int) -> str | None:
        if value is None or value in KINDS:
            return None if value is None else str(value)
        self.fault(line, f"kind 是“{value}”", f"可用：{'、'.join(KINDS)}")
        return None

    def day(self, value: Any, line: int, name: str = "date") -> date | None:
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault(line, f"{name} 是“{value}”，不是有效日期", "请写成 2022-12-23 这样")
            return None

    def screen(self, value: Any, line: int) -> str:
        if value is None or value in SCREENS:
            return value or ""
        self.fault(line, f"screen 是“{value}”", f"可用：{'、'.join(SCREENS)}")
        return ""

    def form(self, value: Any, line: int) -> Mapping[str, Any]:
        try:
            form_of(value)
        except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):
            self.fault(line, "fill 里填的表看不懂", "请照 yibao records save 存的样子写")
        return value  # type: ignore[no-any-return]

    def yes(self, value: Any, line: int, name: str) -> bool:
        if value in (None, True, False, "true", "false"):
            return value in (True, "true")
        self.fault(line, f"{name} 是“{value}”", "请写 true，或者不写")
        return False


def _read_transcript(path: Path, faults: list[Fault]) -> list[Conversation]:
    from assistant.policy.yaml_file import read_yaml

    file = read_yaml(path)
    faults.extend(file.faults)
    if file.faults:
        return []
    check, content = Check(path, faults), file.content
    check.keys(content, ("id", "title", "area", "date", "today", "screen", "turns"), lambda key: file.line_of((key,)))
    turns = content.get("turns")
    if not isinstance(turns, list) or not turns:
        check.fault(file.line_of(("turns",)), "没有对话（turns）", "turns 下面至少写一轮 - caller: …")
        return []
    area = content.get("area")
    conversation = Conversation(
        id=check.text(content.get("id"), file.line_of(("id",)), "id"),
        path=path,
        line=file.line_of(("id",)),
        area=None if area is None else check.text(area, file.line_of(("area",)), "area"),
        day=check.day(content.get("date"), file.line_of(("date",))),
        turns=tuple(_turn(check, file.line_of, number, turn) for number, turn in enumerate(turns)),
        title=str(content.get("title") or ""),
        today=check.day(content.get("today"), file.line_of(("today",)), "today"),
        screen=check.screen(content.get("screen"), file.line_of(("screen",))),
    )
    return [conversation]


def _turn(check: Check, line_of: Any, number: int, turn: Any) -> Turn:
    place = ("turns", number)
    if not isinstance(turn, dict):
        check.fault(line_of(place), "一轮对话应写成 caller: …", "例如 - caller: 门诊报多少")
        return Turn("")
    check.keys(turn, ("caller", "before", "tell", "fill", "again", "expect"), lambda key: line_of((*place, key)))
    caller = check.text(turn.get("caller"), line_of((*place, "caller")), "caller")
    steered = Turn(caller, None, *_steering(check, line_of, place, turn))
    expect = turn.get("expect")
    if expect is None:
        return steered
    inner = (*place, "expect")
    if not isinstance(expect, dict):
        check.fault(line_of(inner), "expect 应写成几个键", "可用的键：kind、says、not、cites")
        return steered
    check.keys(expect, ("kind", "says", "not", "cites"), lambda key: line_of((*inner, key)))
    expected = Expected(
        kind=check.kind(expect.get("kind"), line_of((*inner, "kind"))),
        says=check.patterns(expect.get("says"), line_of((*inner, "says")), "says"),
        never=check.patterns(expect.get("not"), line_of((*inner, "not")), "not"),
        cites=check.texts(expect.get("cites"), line_of((*inner, "cites")), "cites"),
    )
    return replace(steered, expected=expected)


def _steering(check: Check, line_of: Any, place: tuple[Any, ...], turn: dict[str, Any]) -> tuple[Any, ...]:
    """What an operator did before and with a turn: the changes, how it came about, what was picked, the form."""
    before = turn.get("before", [])
    if not isinstance(before, list):
        check.fault(line_of((*place, "before")), "before 应是一列", "例如 - area: 金华")
        before = []
    changes = tuple(_change(check, line_of((*place, "before", n)), change) for n, change in enumerate(before))
    if turn.get("tell") is not None:
        item = check.text(turn["tell"], line_of((*place, "tell")), "tell")
        return (changes, How.TOLD, item) if turn.get("fill") is None else (
            changes, How.FILLED, item, check.form(turn["fill"], line_of((*place, "fill"))))
    again = check.yes(turn.get("again"), line_of((*place, "again")), "again")
    return changes, How.AGAIN if again else How.SAID, None


def _change(check: Check, line: int, change: Any) -> Change:
    match change:
        case {"area": str(area)} if len(change) == 1:
            return Change(area=area)
        case {"date": written} if len(change) == 1:
            return Change(day=check.day(written, line))
        case {"undo": _} if len(change) == 1:
            return Change(undone=True)
        case {"person": str(person)} if len(change) == 1:
            return Change(person=person)
        case {"condition": [str(dimension), *values]} if len(change) == 1 and len(values) < 2:
            return Change(condition=(dimension, str(values[0]) if values else None))
    remedy = "可以写 area: 金华、date: 2022-12-23、condition: [条件, 值] 或 person: 哪种人"
    check.fault(line, "before 里的一项看不懂", remedy)
    return Change()


def _read_cases(path: Path, faults: list[Fault]) -> list[Conversation]:
    check = Check(path, faults)
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        check.fault(1, "文件读不出来或不是UTF-8编码", "请检查文件")
        return []
    conversations = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                case = json.loads(line)
            except ValueError as err:
                check.fault(number, f"这一行不是有效的JSON:{err}", "一行写一个对象")
                continue
            if isinstance(case, dict):
                conversations.append(_case(check, number, case))
            else:
                check.fault(number, "这一行不是JSON对象", "一行写一个对象")
    return conversations


def _case(check: Check, line: int, case: dict[str, Any]) -> Conversation:
    words = check.texts(case.get("turns"), line, "turns")
    if not words:
        check.fault(line, "没有对话（turns）", "至少写一句")
    expect = case.get("expect") or {}
    if not isinstance(expect, dict):
        check.fault(line, "expect 应是对象", "见用例格式说明")
        expect = {}
    source = expect.get("source")
    expected = Expected(
        kind=check.kind(expect.get("kind"), line),
        says=check.patterns(expect.get("must"), line, "must"),
        never=check.patterns(expect.get("must_not"), line, "must_not"),
        cites=(source,) if source and expect.get("kind") in ("answer", "calculation") else (),
        lenient=True,
    )
    turns = [Turn(caller) for caller in words[:-1]] + [Turn(caller, expected) for caller in words[-1:]]
    return Conversation(
        id=check.text(case.get("id"), line, "id"),
        path=check.path,
        line=line,
        area=case.get("city"),
        day=check.day(case.get("date"), line),
        turns=tuple(turns),
        title=str(case.get("topic") or ""),
    )
