from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.policy.check import check
from assistant.policy.editing import EditError, add_draft, add_question
from assistant.policy.load import load

SHIPPED = Path(__file__).resolve().parents[3] / "knowledge"
FLOW, BLOCK, SINGLE = "甲市.yaml", "乙.yaml", "丙.yaml"
AREAS = "areas:\n  - {id: jia, name: 甲市, covered: true}\n"
DOCUMENTS = """documents:
  - {id: jia-2024, title: 甲市通知, issuer: 甲市医保局, issued: 2024-01-01, kind: 通知,
     sections: [{locator: 一, begins: 一}]}
"""
FLOW_TEXT = """# 头上的注释
entries:
  - id: first        # 行尾的注释
    title: 门诊
    topic: outpatient
    ask: [门诊报多少,   # 常问
          "看病, 报多少"]   # 问法到此

    say: {short: 报一部分。}
    cites: [{document: jia-2024, locator: 一}]
"""
BLOCK_TEXT = """entries:
  - id: second
    title: 住院
    topic: inpatient
    ask:
      - 住院报多少
      - 住院怎么报   # 注释

    say: {short: 报一部分。}
    cites: [{document: jia-2024, locator: 一}]
  - id: third
    title: 药
    topic: drugs
    ask: 药怎么报
    say: {short: 报一部分。}
    cites: [{document: jia-2024, locator: 一}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge with lists written in each of the ways that YAML knows."""
    home = tmp_path / "knowledge"
    (home / "jia").mkdir(parents=True)
    (home / "areas.yaml").write_text(AREAS, "utf-8")
    for name, text in (("documents.yaml", DOCUMENTS), ("flow.yaml", FLOW_TEXT), ("block.yaml", BLOCK_TEXT)):
        (home / "jia" / name).write_text(text, "utf-8")
    return home


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("item", "file"), [("jia.first", "flow.yaml"), ("jia.second", "block.yaml"), ("jia.third",
    "block.yaml")])
def test_a_wording_is_added_to_one_file_and_all_else_in_it_stays(folder: Path, item: str, file: str) -> None:
    before = contents(folder)
    asked = load(folder).entries[item].ask
    assert add_question(folder, item, "新的问法怎么报") == folder / "jia" / file
    after = contents(folder)
    assert [path.name for path in after if after[path] != before[path]] == [file]
    assert load(folder).entries[item].ask == (*asked, "新的问法怎么报")
    old = before[folder / "jia" / file].decode().splitlines()
    new = after[folder / "jia" / file].decode()
    assert all(comment in new for comment in ("# 头上的注释", "# 行尾的注释", "# 常问",
        "# 问法到此") if comment in "\n".join(old))
    assert len(set(old) - set(new.splitlines())) <= 1


@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=30).map(str.strip)
       .filter(bool))
def test_any_wording_can_be_added(tmp_path_factory: pytest.TempPathFactory, question: str) -> None:
    home = tmp_path_factory.mktemp("k")
    (home / "jia").mkdir()
    for name, text in (("areas.yaml", AREAS), ("jia/d.yaml", DOCUMENTS), ("jia/f.yaml", FLOW_TEXT), ("jia/b.yaml",
    BLOCK_TEXT)):
        (home / name).write_text(text, "utf-8")
    for item in ("jia.first", "jia.second", "jia.third"):
        add_question(home, item, question)
    assert all(entry.ask[-1] == question for entry in load(home).entries.values())


def test_a_file_with_windows_line_ends_keeps_them(folder: Path) -> None:
    path = folder / "jia" / "block.yaml"
    path.write_bytes(BLOCK_TEXT.replace("\n", "\r\n").encode())
    add_question(folder, "jia.second", "新的问法")
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n") == BLOCK_TEXT.count("\n") + 1


def test_permissions_stay(folder: Path) -> None:
    path = folder / "jia" / "flow.yaml"
    path.chmod(0o640)
    add_question(folder, "jia.first", "新的问法")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(("item", "question", "told"), [
    ("jia.none", "新的问法", "没有条目"), ("jia.first", "门诊报多少", "已经有这个问法"), ("first", "新的问法",
    "没有条目"),
])  # fmt: skip
def test_what_cannot_be_added_changes_nothing(folder: Path, item: str, question: str, told: str) -> None:
    before = contents(folder)
    with pytest.raises(EditError, match=told):
        add_question(folder, item, question)
    assert contents(folder) == before


def test_a_knowledge_with_faults_is_not_touched(folder: Path) -> None:
    (folder / "jia" / "bad.yaml").write_text("entries:\n  - {id: x}\n", "utf-8")
    before = contents(folder)
    with pytest.raises(EditError, match="先改好"):
        add_question(folder, "jia.first", "新的问法")
    assert contents(folder) == before


def test_what_breaks_the_knowledge_is_undone(folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(EditError, match="已还原"):
        add_draft(folder, "jia", "draft: {a", "问法", "dental")
    assert contents(folder) == before


def test_a_draft_is_told_as_something_the_documents_do_not_say(folder: Path) -> None:
    before = contents(folder)
    assert add_draft(folder, "jia", "draft.a1", "种牙: 能报吗?", "dental") == folder / "jia" / "drafts.yaml"
    entry = load(folder).entries["jia.draft.a1"]
    assert (entry.statement, entry.ask, entry.title) == ("gap", ("种牙: 能报吗?",), "种牙: 能报吗?")
    assert check(folder) == []
    add_draft(folder, "jia", "draft.a2", "近视手术能报吗", "eyes")
    after = contents(folder)
    assert {path.name for path in after if after[path] != before.get(path)} == {"drafts.yaml"}
    with pytest.raises(EditError, match="已经有条目"):
        add_draft(folder, "jia", "draft.a2", "近视手术能报吗", "eyes")
    with pytest.raises(EditError, match="没有地区"):
        add_draft(folder, "yi", "draft.a3", "近视手术能报吗", "eyes")


def test_shipped_entries_and_calculators_can_be_extended_without_moving_a_line(tmp_path: Path) -> None:
    home = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, home)
    known = load(home)
    for item in (*list(known.entries)[:3:2], *list(known.schemes)[:1]):
        if ".uncovered." not in item:
            before = contents(home)
            path = add_question(home, item, "从来没有人这样问过，能不能行")
            after = contents(home)
            assert [p for p in after if after[p] != before[p]] == [path]
            assert len(set(before[path].splitlines()) - set(after[path].splitlines())) <= 1
