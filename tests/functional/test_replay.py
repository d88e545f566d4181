"""`yibao replay`: conversations played again and compared with what is expected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.functional.conftest import Yibao

TRANSCRIPT = """\
id: fake-1
title: 问门诊
area: 临时
date: 2022-12-23
turns:
  - caller: 报销
    expect: {kind: clarify, says: [在职.*退休]}
  - caller: 门诊
    expect:
      kind: answer
      says: [门诊]
      not: ['\\d+元']
      cites: [notice-2024]
"""


def case(**changes: object) -> str:
    whole = {"id": "c-1", "city": "linshi", "date": None, "turns": ["你好", "算"]}
    expect = {"kind": "answer", "must": ["1,?50元"], "must_not": [], "source": "notice-2024"}
    return json.dumps(whole | {"expect": expect} | changes, ensure_ascii=False)


def expecting(**expect: object) -> str:
    return case(turns=["算"], expect=expect)


def test_a_transcript_that_comes_out_as_expected_passes(yibao: Yibao, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(TRANSCRIPT, "utf-8")
    outcome = yibao("replay", str(tmp_path))
    assert outcome.status == 0
    assert "共1段对话，0段与预期不同；判断了2句：对2，没答上0，答错0。" in outcome.out


@pytest.mark.parametrize(
    ("now", "then", "told"),
    [
        pytest.param("kind: answer", "kind: calculation", "应是 calculation，却是 answer", id="kind"),
        pytest.param("[门诊]", "[住院]", "没有说到 /住院/", id="says"),
        pytest.param("'\\d+元'", "门诊", "不该说到 /门诊/", id="not"),
        pytest.param("notice-2024", "notice-2030", "没有引用 notice-2030", id="cites"),
    ],
)
def test_what_differs_is_told_and_the_status_is_one(
    yibao: Yibao, tmp_path: Path, now: str, then: str, told: str
) -> None:
    (tmp_path / "one.yaml").write_text(TRANSCRIPT.replace(now, then), "utf-8")
    outcome = yibao("replay", str(tmp_path / "one.yaml"))
    assert outcome.status == 1
    assert "fake-1 第2句：门诊" in outcome.out
    assert told in outcome.out


@pytest.mark.parametrize(
    ("now", "then", "line", "told"),
    [
        ("title: 问门诊", "titel: 问门诊", 2, "不认识的键“titel”"),
        ("      says: [门诊]", "      say: [门诊]", 11, "不认识的键“say”"),
        ("2022-12-23", "2022-12-32", 4, "不是有效日期"),
        ("kind: answer", "kind: anser", 10, "kind 是“anser”"),
        ("[门诊]", "['(']", 11, "正则表达式“(”写法有误"),
        ("[门诊]", "门诊", 11, "“says”应是一列文字"),
        ("  - caller: 门诊\n", "  - speaker: 门诊\n", 8, "不认识的键“speaker”"),
        ("id: fake-1", "title: 又一个", 2, "写了两次"),
    ],
)
def test_a_fault_in_a_transcript_is_told_with_its_line(
    yibao: Yibao, tmp_path: Path, now: str, then: str, line: int, told: str
) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(TRANSCRIPT.replace(now, then), "utf-8")
    outcome = yibao("replay", str(path))
    assert (outcome.status, outcome.out) == (2, "")
    assert any(row.startswith(f"{path}:{line}: ") and told in row for row in outcome.err.splitlines()), outcome.err


def test_json_gives_a_line_a_conversation_with_a_reply_for_each_turn(yibao: Yibao, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(case() + "\n" + case(id="c-2", turns=["天气"]) + "\n", "utf-8")
    outcome = yibao("replay", "--json", str(tmp_path / "a.jsonl"))
    rows = [json.loads(row) for row in outcome.out.splitlines()]
    assert [(row["id"], [reply["kind"] for reply in row["replies"]]) for row in rows] == [
        ("c-1", ["chat", "calculation"]),
        ("c-2", ["refuse"]),
    ]
    assert outcome.status == 0


@pytest.mark.parametrize(
    ("expect", "counted"),
    [
        ({"kind": "answer", "must": ["150元"]}, "对1，没答上0，答错0"),
        ({"kind": "clarify", "must": ["150元"]}, "对1，没答上0，答错0"),
        ({"kind": "answer", "must": ["160元"]}, "对0，没答上0，答错1"),
        ({"kind": "answer", "must_not": ["150元"]}, "对0，没答上0，答错1"),
        ({"kind": "refuse"}, "对0，没答上0，答错1"),
    ],
)
def test_cases_are_judged_leniently_in_kind_and_strictly_in_figures(
    yibao: Yibao, tmp_path: Path, expect: dict[str, object], counted: str
) -> None:
    (tmp_path / "a.jsonl").write_text(expecting(**expect), "utf-8")
    assert counted in yibao("replay", str(tmp_path / "a.jsonl")).out


def test_a_refusal_where_an_answer_exists_is_missed_not_wrong(yibao: Yibao, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(case(turns=["天气"]), "utf-8")
    assert "对0，没答上1，答错0" in yibao("replay", str(tmp_path / "a.jsonl")).out


def test_a_right_answer_without_its_document_differs(yibao: Yibao, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(expecting(kind="answer", must=["150"], source="other"), "utf-8")
    outcome = yibao("replay", str(tmp_path / "a.jsonl"))
    assert outcome.status == 1
    assert "缺依据 c-1" in outcome.out


def test_one_conversation_that_breaks_does_not_take_the_others_with_it(yibao: Yibao, tmp_path: Path) -> None:
    rows = [case(id="c-1", turns=["坏"]), case(id="c-2", city="火星"), case(id="c-3", turns=["你好"])]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), "utf-8")
    outcome = yibao("replay", "--json", str(tmp_path / "a.jsonl"))
    assert [json.loads(row)["id"] for row in outcome.out.splitlines()] == ["c-3"]
    assert outcome.status == 1
    assert "c-1：程序出错" in outcome.err
    assert "不认识的地区“火星”" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("content", "told"),
    [("{", "不是有效的JSON"), ("[]", "不是JSON对象"), (case(turns=[]), "没有对话"), (case() + "\n" + case(), "重复")],
)
def test_faulty_case_files_are_told(yibao: Yibao, tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "a.jsonl").write_text(content, "utf-8")
    outcome = yibao("replay", str(tmp_path / "a.jsonl"))
    assert outcome.status == 2
    assert told in outcome.err


def test_a_file_that_is_missing_is_told(yibao: Yibao) -> None:
    outcome = yibao("replay", "no-such.yaml")
    assert outcome.status == 2
    assert "没有这个文件" in outcome.err
