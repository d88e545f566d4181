"""One YAML file as plain data with the line of every key: safe, bounded, no duplicate keys.

Scalars stay text (null and booleans excepted), so that a number keeps the digits it was written with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import Fault

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
Place = tuple[str | int, ...]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class YamlFile:
    """A file's content, the line of each place in it, and what was wrong with it."""

    path: Path
    content: dict[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line_of(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it that has one."""
        while place:
            if place in self.lines:
                return self.lines[place]
            place = place[:-1]
        return 1


def read_yaml(path: Path) -> YamlFile:
    """Read one knowledge file; what is wrong is in `faults`, never raised."""
    file = YamlFile(path)
    try:
        data = path.read_bytes()
        if len(data) > MAX_BYTES:
            raise ValueError
        text = data.decode("utf-8")
    except OSError as err:
        file.faults.append(Fault(path, 1, f"文件读不出来:{err.strerror}", "请检查文件是否存在、有没有读取权限"))
        return file
    except UnicodeDecodeError:
        file.faults.append(Fault(path, 1, "文件不是UTF-8编码", "请用UTF-8编码另存"))
        return file
    except ValueError:
        file.faults.append(Fault(path, 1, f"文件超过{MAX_BYTES}字节", "请拆成几个文件"))
        return file
    _compose(file, text)
    return file


def _compose(file: YamlFile, text: str) -> None:
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH + 1:
                # Before anything is composed: composing recurses, and very deep nesting would end the program.
                _too_deep(file, event.start_mark.line + 1 if event.start_mark else 1)
                return
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                line = event.start_mark.line + 1 if event.start_mark else 1
                file.faults.append(Fault(file.path, line, "不能用锚点和别名(& 和 *)", "请把内容直接写出来"))
                return
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        problem = getattr(err, "problem", "") or str(err)
        line = mark.line + 1 if mark else 1
        file.faults.append(Fault(file.path, line, f"YAML写法有误:{problem}", "请检查缩进、冒号后的空格和引号"))
        return
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        file.faults.append(Fault(file.path, 1, "文件最外层应是“键: 值”", "例如 entries: 下面列条目"))
        return
    file.content = _plain(file, root, (), 0)


def _too_deep(file: YamlFile, line: int) -> None:
    file.faults.append(Fault(file.path, line, "嵌套太深", f"最多{MAX_DEPTH}层"))


def _plain(file: YamlFile, node: yaml.Node, place: Place, depth: int) -> Any:
    file.lines[place] = node.start_mark.line + 1
    if depth > MAX_DEPTH:
        _too_deep(file, node.start_mark.line + 1)
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(file, node, place, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(file, child, (*place, number), depth + 1) for number, child in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool":
        return node.value.lower() in ("true", "yes", "on")
    return node.value


def _mapping(file: YamlFile, node: yaml.MappingNode, place: Place, depth: int) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in content:
            file.faults.append(Fault(file.path, line, f"键“{key}”写了两次", "请删去一个或合并"))
            continue
        content[key] = _plain(file, value_node, (*place, key), depth + 1)
        file.lines[(*place, key)] = line
    return content
