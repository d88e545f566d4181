"""Writing into the knowledge by hand's leave: one wording more for an entry, or an entry to be filled in.

Text is inserted where it belongs, so that a curator's comments and layout stay. What was written is read again with
all the knowledge; where it isn't sound any more, the file is put back as it was.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import yaml

from assistant.errors import AssistantError, Fault
from assistant.policy.check import check_references
from assistant.policy.load import Loader, load_with_faults

DRAFTS = "drafts.yaml"
_WIDEST = 150
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class EditError(AssistantError):
    """The knowledge was not changed; `reason` says why, in Chinese."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def add_question(folder: Path, item: str, question: str) -> Path:
    """Add a wording to the `ask` list of an entry or calculator; the file that was changed.

    Args:
        folder: The knowledge folder.
        item: Whole id, such as `jiangmen.account.working`.
        question: One line of text.

    Raises:
        EditError: there is no such item, it has that wording, or the knowledge would not load; nothing is changed.
    """
    loader = _loaded(folder)
    section = next((name for name in ("entries", "schemes") if item in loader.found[name]), None)
    if section is None:
        raise EditError(f"知识库里没有条目“{item}”")
    if question in loader.found[section][item].ask:
        raise EditError(f"“{item}”已经有这个问法了")
    path, place = loader.source.place_of(section, item)
    before = _read(path)
    _write_checked(folder, path, before, _with_question(before, place, question))
    return path


def add_draft(folder: Path, area: str, id: str, question: str, topic: str, wordings: tuple[str, ...] = ()) -> Path:
    """Add an entry to be filled in to an area's file of drafts; the file that was changed or made.

    Until it is filled in, it is told as a thing that the documents don't say (`statement: gap`).

    Raises:
        EditError: there is no such area, the id is taken, or the knowledge would not load; nothing is changed.
    """
    loader = _loaded(folder)
    if area not in loader.found["areas"]:
        raise EditError(f"知识库里没有地区“{area}”")
    if f"{area}.{id}" in loader.found["entries"]:
        raise EditError(f"已经有条目“{area}.{id}”了")
    document = next((d for d in loader.found["documents"].values() if d.area == area), None)
    if document is None:
        raise EditError(f"“{area}”还没有登记资料（documents），没有依据可写")
    locator = document.sections[0].locator if document.sections else document.title
    path = folder / area / DRAFTS
    before = _read(path) if path.exists() else None
    head = before if before is not None else "# 待补条目：补好后移到合适的文件，或留在这里。\nentries:\n"
    if "entries" not in _keys(head):
        raise EditError(f"{path.name}里没有 entries，请先检查这个文件")
    _write_checked(folder, path, before, _ended(head) + _draft(id, question, topic, wordings, document.id, locator))
    return path


def _draft(id: str, question: str, topic: str, wordings: tuple[str, ...], document: str, locator: str) -> str:
    asked = "".join(f"      - {_scalar(words)}\n" for words in dict.fromkeys((question, *wordings)))
    return f"""\
  # 待补：查到依据后，把 statement 改成 rule 等，写好 say，cites 改成真正的出处。
  - id: {id}
    title: {_scalar(question)}
    topic: {_scalar(topic)}
    statement: gap
    ask:
{asked}    say:
      short: 资料没有载明这件事。
    cites:
      - {{document: {_scalar(document)}, locator: {_scalar(locator)}}}
"""


def _with_question(text: str, place: tuple[str | int, ...], question: str) -> str:
    """The file's text with one more item in the list at `place` + ask."""
    asked = _node(yaml.compose(text, Loader=yaml.SafeLoader), (*place, "ask"))
    told = _scalar(question)
    if isinstance(asked, yaml.ScalarNode):
        start, end = asked.start_mark.index, asked.end_mark.index
        return f"{text[:start]}[{text[start:end].rstrip()}, {told}]{text[end:]}"
    last = asked.value[-1]
    end = last.end_mark.index
    if not (isinstance(asked, yaml.SequenceNode) and asked.flow_style):
        end = len(text[:end].rstrip())
        indent = " " * asked.start_mark.column
        return f"{text[:end]}\n{indent}- {told}{text[end:]}"
    column = end - (text.rfind("\n", 0, end) + 1)
    rest = text[end : text.find("\n", end)] if "\n" in text[end:] else text[end:]
    if _cells(text[end - column : end]) + _cells(told) + _cells(rest) > _WIDEST:
        return f"{text[:end]},\n{' ' * asked.value[0].start_mark.column}{told}{text[end:]}"
    return f"{text[:end]}, {told}{text[end:]}"


def _node(root: yaml.Node | None, place: tuple[str | int, ...]) -> yaml.Node:
    node = root
    for key in place:
        if isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key]
        if node is None:
            raise EditError("这个条目没有 ask，没有改动")
    assert node is not None
    return node


def _scalar(text: str) -> str:
    """A text as one YAML value that stands in any list: plain where it may, else in double quotes."""
    plain = (
        text and text == text.strip() and text.isprintable() and not set(text) & set("#:,[]{}&*!|>'\"%@`?-\\<=~")
        and not text[0].isdigit() and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
    )  # fmt: skip
    return text if plain else json.dumps(text, ensure_ascii=False)


def _cells(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _keys(text: str) -> set[str]:
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        return set()
    return {key.value for key, _ in root.value} if isinstance(root, yaml.MappingNode) else set()


def _loaded(folder: Path) -> Loader:
    _, faults = load_with_faults(folder, check_references)
    if faults:
        raise EditError(f"知识库有问题，先改好再来：{faults[0]}")
    loader = Loader(folder)
    loader.load()
    return loader


def _read(path: Path) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as err:
        raise EditError(f"{path.name}读不出来，没有改动") from err


def _write_checked(folder: Path, path: Path, before: str | None, after: str) -> None:
    """Write the file; where the knowledge isn't sound with it, put it back."""
    if before and "\r\n" in before:
        after = after.replace("\r\n", "\n").replace("\n", "\r\n")
    try:
        _replace(path, after)
    except OSError as err:
        raise EditError(f"写不了{path.name}（{err.strerror}），没有改动") from err
    knowledge, faults = load_with_faults(folder, check_references)
    if knowledge is not None and not faults:
        return
    if before is None:
        path.unlink()
    else:
        _replace(path, before)
    raise EditError(f"加进去后知识库有问题，已还原：{_first(faults)}")


def _first(faults: list[Fault]) -> str:
    return str(faults[0]) if faults else "装不上"


def _replace(path: Path, text: str) -> None:
    """Exchange a file's content in one step, its permissions kept."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
