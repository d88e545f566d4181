"""What supervisors, curators and a data-protection officer do with the records, as whole commands."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.policy.load import load
from assistant.records.model import Call
from assistant.records.store import open_store
from tests.functional.conftest import ROOT, Yibao
from tests.functional.desk_knowledge import write_knowledge
from tests.unit.reports.invented_calls import NINE, a_call, a_turn, asked


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A small knowledge that may be changed."""
    return write_knowledge(tmp_path / "knowledge")


@pytest.fixture
def area(knowledge: Path) -> str:
    """The first city whose documents that knowledge holds."""
    return load(knowledge).covered_areas()[0].id


@pytest.fixture
def place(tmp_path: Path, area: str) -> str:
    """A store with a dozen calls."""
    path = tmp_path / "kept" / "records.db"
    found: list[Call] = [asked(f"gap{n}", words, area) for n, words in enumerate(["种牙能报吗", "种牙能不能报",
    "养老金怎么领"])]
    found += [a_call(f"call{n}", a_turn(f"call{n}", 1, words="=1+1"), area=area, operator="甲") for n in range(3)]
    found.append(asked("nowhere", "种牙能报吗", None))
    keep(path, found)
    return str(path)


def keep(path: Path, found: list[Call]) -> None:
    with open_store(path) as store:
        for call in found:
            store.write([call.head(), *call.turns])


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_figures_are_told_in_the_terminal(yibao: Yibao, place: str, knowledge: Path, area: str) -> None:
    told = yibao("stats", "--records", place, "--knowledge", str(knowledge))
    assert (told.status, told.err) == (0, "")
    lines = told.out.splitlines()
    assert lines[0] == "来电统计　2024-05-06至2024-05-06"
    assert any(line.split() == ["来电", "7"] for line in lines)
    assert any(line.split()[:3] == [load(knowledge).areas[area].name, "6", "6"] for line in lines)


def test_the_figures_are_written_as_a_table_and_as_a_page(yibao: Yibao, place: str, tmp_path: Path) -> None:
    table, page = tmp_path / "a.csv", tmp_path / "a.html"
    told = yibao("stats", "--records", place, "--csv", str(table), "--html", str(page))
    assert (told.status, told.out) == (0, "")
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert ["总数", "来电", "7"] in rows
    assert ["总数", "未能答", "4"] in rows
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert os.name == "nt" or {path.stat().st_mode & 0o777 for path in (table, page)} == {0o600}


def test_a_period_and_a_city_narrow_the_figures(yibao: Yibao, place: str) -> None:
    assert "没有来电" not in yibao("stats", "--records", place, "--since", "2024-05-06").out
    empty = yibao("stats", "--records", place, "--since", "2024-05-07", "--until", "2024-05-08")
    assert (empty.status, "2024-05-07" in empty.out) == (0, True)
    assert yibao("stats", "--records", place, "--since", "2024-05-07", "--until", "2024-05-01").status == 2


@pytest.mark.parametrize("command", [["stats"], ["gaps"], ["records", "export", "-"], ["records", "prune",
    "--older-than", "9d"]])
def test_without_a_store_it_is_told_that_there_is_none(yibao: Yibao, tmp_path: Path, command: list[str]) -> None:
    told = yibao(*command, "--records", str(tmp_path / "none.db"))
    assert (told.status, told.out) == (2, "")
    assert "还没有记录" in told.err
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("command", [["stats"], ["gaps"], ["records", "export", "-"]])
def test_an_empty_store_gives_empty_reports(yibao: Yibao, tmp_path: Path, command: list[str]) -> None:
    keep(tmp_path / "r.db", [])
    assert yibao(*command, "--records", str(tmp_path / "r.db")).status == 0


def test_a_store_that_is_none_or_is_newer_is_told_and_left_alone(yibao: Yibao, place: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    bad.write_text("no store at all " * 99, "utf-8")
    assert "损坏" in yibao("stats", "--records", str(bad)).err
    assert bad.read_text("utf-8").startswith("no store")
    with sqlite3.connect(place) as connection:
        connection.execute("INSERT INTO schema_version VALUES (99, '2030-01-01 00:00:00')")
    connection.close()
    told = yibao("stats", "--records", place)
    assert (told.status, "升级" in told.err) == (2, True)


def test_gaps_are_listed_shown_and_accepted_into_one_file(yibao: Yibao, place: str, knowledge: Path,
    area: str) -> None:
    where = ["--records", place, "--knowledge", str(knowledge)]
    listed = yibao("gaps", *where)
    first = listed.out.splitlines()[0]
    assert "2次" in first
    assert "种牙" in first
    name = first.split("[")[1].split("]")[0]
    assert f"yibao gaps accept {name} --draft" in yibao("gaps", "show", "1", *where).out
    before = contents(knowledge)
    refused = yibao("gaps", "accept", name, "--draft", *where)
    assert (refused.status, "确认" in refused.err, contents(knowledge)) == (2, True, before)
    assert yibao("gaps", "accept", name, "--draft", "--yes", *where).status == 0
    after = contents(knowledge)
    assert [path.name for path in after if after[path] != before.get(path)] == ["drafts.yaml"]
    assert load(knowledge).entries[f"{area}.draft.{name}"].ask[0].startswith("种牙")
    item = next(id for id, entry in load(knowledge).entries.items() if entry.area == area and ".draft." not in id)
    assert yibao("gaps", "accept", "2", "--entry", item, "--yes", *where).status == 0
    changed = contents(knowledge)
    assert len([path for path in changed if changed[path] != after.get(path)]) == 1
    assert len(load(knowledge).entries[item].ask[-1]) > 3


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize(("typed", "status", "changes"), [("不", 1, False), ("", 1, False), ("是", 0, True)])
def test_the_person_at_the_terminal_decides(
    place: str, knowledge: Path, typed: str, status: int, changes: bool
) -> None:
    before = contents(knowledge)
    person, program = os.openpty()
    os.write(person, f"{typed}\n".encode())
    command = [sys.executable, "-m", "assistant", "gaps", "accept", "1", "--draft"]
    done = subprocess.run(
        [*command, "--records", place, "--knowledge", str(knowledge)], stdin=program, capture_output=True, cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"}, timeout=60, check=False,
    )  # fmt: skip
    os.close(person)
    os.close(program)
    assert (done.returncode, contents(knowledge) != before) == (status, changes)


@pytest.mark.parametrize(("rest", "told"), [
    (["accept", "99", "--draft", "--yes"], "没有第"),
    (["accept", "1"], "二者选一"),
    (["accept", "1", "--draft", "--entry", "x"], "二者选一"),
    (["accept", "1", "--entry", "elsewhere.x", "--yes"], "不是"),
])  # fmt: skip
def test_what_cannot_be_accepted_is_told(
    yibao: Yibao, place: str, knowledge: Path, rest: list[str], told: str
) -> None:
    before = contents(knowledge)
    outcome = yibao("gaps", *rest, "--records", place, "--knowledge", str(knowledge))
    assert (outcome.status, told in outcome.err, contents(knowledge)) == (2, True, before)


def test_a_question_from_nowhere_needs_a_city(yibao: Yibao, place: str, knowledge: Path, area: str) -> None:
    where = ["--records", place, "--knowledge", str(knowledge), "--yes"]
    listed = yibao("gaps", *where[:4]).out
    number = next(line.split(".")[0] for line in listed.splitlines() if "地区未定" in line)
    assert "--in" in yibao("gaps", "accept", number, "--draft", *where).err
    assert yibao("gaps", "accept", number, "--draft", "--in", load(knowledge).areas[area].name, *where).status == 0


def test_calls_are_handed_on_in_each_format(yibao: Yibao, place: str, tmp_path: Path) -> None:
    lines = yibao("records", "export", "--records", place, "-").out.splitlines()
    assert [len(json.loads(line)["turns"]) for line in lines] == [1] * 7
    file = tmp_path / "calls.csv"
    assert yibao("records", "export", "--records", place, "--format", "csv", "--bom", str(file)).status == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert {row["问"] for row in rows if row["来电编号"].startswith("call")} == {"'=1+1"}
    one = yibao("records", "export", "--records", place, "--id", "call1", "--format", "text", "-").out
    assert one.startswith("来电 call1")
    assert yibao("records", "export", "--records", place, str(tmp_path / "no" / "folder.csv")).status == 2


def test_old_calls_are_pruned_after_saying_how_many(yibao: Yibao, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    today = datetime.combine(date.today(), datetime.min.time()).astimezone() + timedelta(hours=12)
    keep(path, [a_call(str(age), opened_at=today - timedelta(days=age)) for age in (0, 29, 30, 31, 400)])
    asked_first = yibao("records", "prune", "--older-than", "30d", "--records", str(path))
    assert (asked_first.status, "2个" in asked_first.err) == (2, True)
    with open_store(path) as store:
        assert store.count() == 5
    assert "删了2个" in yibao("records", "prune", "--older-than", "30d", "--yes", "--records", str(path)).out
    with open_store(path) as store:
        assert sorted(call.id for call in store.calls()) == ["0", "29", "30"]
    assert "没有早于" in yibao("records", "prune", "--older-than", "99999天", "--records", str(path)).out
    assert yibao("records", "prune", "--older-than", "0d", "--records", str(path)).status == 2


def test_one_call_is_erased_for_good(yibao: Yibao, place: str) -> None:
    assert yibao("records", "erase", "call1", "--records", place).status == 2
    assert yibao("records", "erase", "call1", "--yes", "--records", place).status == 0
    with open_store(place) as store:
        assert store.call("call1") is None
        store.write([a_call("call1", opened_at=NINE)])
        assert store.call("call1") is None
    assert yibao("records", "erase", "call1", "--yes", "--records", place).status == 2


def test_whoever_erases_is_told_of_files_that_no_command_reads(yibao: Yibao, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    keep(path, [a_call("call1", opened_at=NINE), a_call("old", opened_at=NINE - timedelta(days=9000))])
    spool = tmp_path / "r.db.spool"
    spool.mkdir()
    (spool / "run.refused").write_text("[]\n")
    (tmp_path / "r.db.damaged-20240506T010000-7").write_bytes(b"")
    for command in (("erase", "call1"), ("prune", "--older-than", "8000d")):
        told = yibao("records", *command, "--yes", "--records", str(path)).err
        assert "run.refused" in told and "damaged-20240506T010000-7" in told


def test_the_installed_copy_is_never_changed(yibao: Yibao, place: str, tmp_path: Path, knowledge: Path) -> None:
    installed = tmp_path / "site-packages" / "assistant" / "_knowledge"
    installed.parent.mkdir(parents=True)
    knowledge.rename(installed)
    before = contents(installed)
    outcome = yibao("gaps", "accept", "1", "--draft", "--yes", "--records", place, "--knowledge", str(installed))
    assert (outcome.status, "--knowledge" in outcome.err, contents(installed)) == (2, True, before)


