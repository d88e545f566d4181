"""From a folder of YAML to the Knowledge: every shape checked, every fault reported at once.

The folder's top level holds areas, conditions, lexicon and shared subjects; each area has a folder
named like its id, whose files hold its documents, figures, entries, schemes and coverage. Ids are
written without the area's prefix there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.errors import Fault, KnowledgeError
from assistant.policy import messages
from assistant.policy.completing import uncovered_entries, with_shared_facts, with_taken_over, with_word_lists
from assistant.policy.knowledge import DialectShape, Knowledge, TermShape
from assistant.policy.model import (
    Area,
    Coverage,
    Dimension,
    Document,
    Entry,
    Figure,
    Outside,
    Person,
    PlainTerm,
    SchemeShape,
    Subject,
    Theme,
    WordList,
)
from assistant.policy.yaml_file import Place, YamlFile, read_yaml

SHARED = {
    "areas": Area,
    "dimensions": Dimension,
    "subjects": Subject,
    "outside": Outside,
    "terms": TermShape,
    "dialect": DialectShape,
    "fillers": str,
    "asides": str,
    "places": str,
    "people": Person,
    "themes": Theme,
    "plain": PlainTerm,
    "word_lists": WordList,
}
OF_AREA: dict[str, type[BaseModel]] = {
    "documents": Document,
    "figures": Figure,
    "entries": Entry,
    "schemes": SchemeShape,
    "coverage": Coverage,
    "dimensions": Dimension,
    "terms": TermShape,
}
WITH_AREA = {"documents", "entries", "schemes", "coverage", "dimensions"}


class Source:
    """Where each loaded object stands, for faults found later."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], tuple[YamlFile, Place]] = {}

    def put(self, section: str, id_: str, file: YamlFile, place: Place) -> None:
        """Remember where the object was written."""
        self._places[(section, id_)] = (file, place)

    def place_of(self, section: str, id_: str) -> tuple[Path, Place]:
        """The file in which the object was written, and its place there; raises KeyError for one that wasn't."""
        file, place = self._places[(section, id_)]
        return file.path, place

    def fault(self, section: str, id_: str, key: Place, message: str, remedy: str = "") -> Fault:
        """A fault at a key of an object, with the file and line where it stands."""
        file, place = self._places[(section, id_)]
        return Fault(file.path, file.line_of((*place, *key)), message, remedy)


class Loader:
    """Collects objects and faults from the files of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.source = Source()
        self.found: dict[str, dict[str, Any]] = {name: {} for name in {*SHARED, *OF_AREA}}
        self._number = 0

    def load(self) -> None:
        """Read all files; what is wrong is in `faults`."""
        if not self.folder.is_dir():
            self.faults.append(Fault(self.folder, 1, "知识库文件夹不存在", "请用 --knowledge 指定正确的文件夹"))
            return
        for path in sorted(self.folder.glob("*.yaml")):
            self._file(path, None)
        for folder in sorted(p for p in self.folder.iterdir() if p.is_dir()):
            for path in sorted(folder.rglob("*.yaml")):
                self._file(path, folder.name)

    def _file(self, path: Path, area: str | None) -> None:
        file = read_yaml(path)
        self.faults += file.faults
        if area is not None and area not in self.found["areas"]:
            self.faults.append(Fault(path, 1, f"areas.yaml里没有地区“{area}”", "请先在areas.yaml登记这个地区"))
            return
        accepted = SHARED if area is None else OF_AREA
        for section, items in file.content.items():
            if section not in accepted:
                known = "、".join(accepted)
                self.faults.append(Fault(path, file.line_of((section,)), f"不认识的键“{section}”", f"可用:{known}"))
            elif not isinstance(items, list):
                self.faults.append(Fault(path, file.line_of((section,)), f"“{section}”应是一个列表", "每项前写“- ”"))
            else:
                for number, item in enumerate(items):
                    self._item(file, (section, number), section, item, area)

    def _item(self, file: YamlFile, place: Place, section: str, item: Any, area: str | None) -> None:
        shape = SHARED[section] if area is None else OF_AREA[section]
        if shape is str:
            self._number += 1
            self.found[section][str(self._number)] = str(item)
            return
        if not isinstance(item, dict):
            self.faults.append(Fault(file.path, file.line_of(place), "这里应是“键: 值”", ""))
            return
        if area is not None:
            item = _completed(section, item, area)
        try:
            built = shape.model_validate(item)  # type: ignore[attr-defined]
        except ValidationError as err:
            for problem in err.errors():
                line = file.line_of((*place, *problem["loc"]))
                self.faults.append(Fault(file.path, line, *messages.explain(problem)))
            return
        self._keep(file, place, section, built)

    def _keep(self, file: YamlFile, place: Place, section: str, built: Any) -> None:
        self._number += 1
        id_ = getattr(built, "id", None) or str(self._number)
        if id_ in self.found[section]:
            self.faults.append(Fault(file.path, file.line_of(place), f"“{id_}”写了两次", "请换一个id,或删去一处"))
            return
        self.found[section][id_] = built
        self.source.put(section, id_, file, place)


def _completed(section: str, item: dict[str, Any], area: str) -> dict[str, Any]:
    """The item with the area filled in and its ids written whole."""
    item = dict(item)
    if section in WITH_AREA:
        item.setdefault("area", area)
    if section in ("figures", "entries", "schemes") and isinstance(item.get("id"), str):
        item["id"] = _whole(item["id"], area)
    for key in ("calculate", "entry", "equals", "reverses"):
        if isinstance(item.get(key), str):
            item[key] = _whole(item[key], area)
    if isinstance(item.get("next"), list):
        item["next"] = [_whole(str(n), area) for n in item["next"]]
    if section == "schemes" and isinstance(item.get("figures"), dict):
        item["figures"] = {name: _whole(str(id_), area) for name, id_ in item["figures"].items()}
    if section == "schemes" and isinstance(item.get("facts"), list):
        item["facts"] = [{**fact, "as_in": _whole(fact["as_in"], area)}
                         if isinstance(fact, dict) and isinstance(fact.get("as_in"), str) else fact
                         for fact in item["facts"]]
    if section == "schemes" and isinstance(item.get("steps"), list):
        item["steps"] = [_step_completed(step, area) for step in item["steps"]]
    return item


def _step_completed(step: Any, area: str) -> Any:
    if not isinstance(step, dict) or not isinstance(step.get("rows"), list):
        return step
    rows = [
        {**row, "figure": _whole(row["figure"], area)} if isinstance(row, dict) and "figure" in row else row
        for row in step["rows"]
    ]
    return {**step, "rows": rows}


def _whole(id_: str, area: str) -> str:
    """The id with the area's prefix; `@other.id` names another area's object whole."""
    if id_.startswith("@"):
        return id_[1:]
    return id_ if id_.startswith(f"{area}.") else f"{area}.{id_}"


def digest_of(folder: Path) -> str:
    """A hash of every knowledge file's name and content."""
    hashed = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*.yaml")):
        hashed.update(path.relative_to(folder).as_posix().encode())
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def load_with_faults(folder: Path, checks: Callable[[Knowledge, Source], list[Fault]] | None = None) -> tuple[
    Knowledge | None, list[Fault]
]:
    """The knowledge and every fault in it; the knowledge is None when shapes are broken."""
    loader = Loader(folder)
    loader.load()
    if loader.faults:
        return None, loader.faults
    found = loader.found
    found["entries"].update(uncovered_entries(found))
    found["figures"] = with_taken_over(found["figures"])
    found["schemes"] = with_word_lists(with_shared_facts(found["schemes"]), found["word_lists"])
    knowledge = Knowledge(
        digest=digest_of(folder),
        terms=tuple(found["terms"].values()),
        dialect=tuple(found["dialect"].values()),
        fillers=tuple(found["fillers"].values()),
        asides=tuple(found["asides"].values()),
        places=tuple(found["places"].values()),
        coverage=tuple(found["coverage"].values()),
        people=tuple(found["people"].values()),
        themes=tuple(found["themes"].values()),
        plain=tuple(found["plain"].values()),
        **{name: found[name] for name in (
            "areas", "documents", "figures", "entries", "schemes", "dimensions", "subjects", "outside")},
    )
    return knowledge, checks(knowledge, loader.source) if checks else []


def load(folder: Path) -> Knowledge:
    """The knowledge in `folder`; raises KnowledgeError with every fault of shape or reference."""
    from assistant.policy.check import check_references

    knowledge, faults = load_with_faults(folder, check_references)
    if knowledge is None or faults:
        raise KnowledgeError(faults)
    return knowledge
