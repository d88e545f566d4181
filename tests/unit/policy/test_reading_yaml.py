"""One YAML file as plain data: text kept as written, lines known, what is dangerous refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.policy.yaml_file import MAX_BYTES, MAX_DEPTH, YamlFile, read_yaml


def read(tmp_path: Path, data: str | bytes) -> YamlFile:
    path = tmp_path / "some.yaml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_yaml(path)


def test_scalars_keep_the_digits_they_were_written_with(tmp_path: Path) -> None:
    file = read(tmp_path, "a: 0.70\nb: 2022-07-01\nc: 007\nd: null\ne: true\nf: [1.0, x]\n")
    assert not file.faults
    assert file.content == {"a": "0.70", "b": "2022-07-01", "c": "007", "d": None, "e": True, "f": ["1.0", "x"]}


def test_the_line_of_each_place_is_known_and_of_a_missing_one_the_nearest(tmp_path: Path) -> None:
    file = read(tmp_path, "a:\n  - x: 1\n    y: 2\n  - x: 3\n")
    assert [file.line_of(place) for place in [("a",), ("a", 0, "y"), ("a", 1, "x"), ("a", 1, "z"), ("b",)]] == [
        1,
        3,
        4,
        4,
        1,
    ]


def test_an_empty_file_is_no_fault(tmp_path: Path) -> None:
    file = read(tmp_path, "# 还没有写\n")
    assert (file.content, file.faults) == ({}, [])


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", 3, "写了两次", id="a duplicate key"),
        pytest.param("a:\n  - {x: 1, x: 2}\n", 2, "写了两次", id="a duplicate key inside"),
        pytest.param("a: &one 1\nb: 2\n", 1, "锚点", id="an anchor"),
        pytest.param("a: 1\nb: &x [1]\nc: *x\n", 2, "锚点", id="an alias"),
        pytest.param("a: [1\nb: 2\n", 2, "YAML写法有误", id="an open bracket"),
        pytest.param("a: 1\n b: 2\n", 2, "YAML写法有误", id="a wrong indent"),
        pytest.param("- 1\n- 2\n", 1, "最外层", id="a list outside"),
        pytest.param("a: 限额\n".encode("gb18030"), 1, "UTF-8", id="another encoding"),
        pytest.param(b"a: 1\n# " + b"x" * MAX_BYTES, 1, "超过", id="too large"),
        pytest.param("a: " + "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2), 1, "嵌套太深", id="too deep"),
        pytest.param("a: !!python/object/apply:os.getcwd []\nb: 1\n---\nc: 1\n", 3, "YAML写法有误", id="two documents"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, data: str | bytes, line: int, said: str) -> None:
    fault = read(tmp_path, data).faults[0]
    assert (fault.path.name, fault.line) == ("some.yaml", line)
    assert said in fault.message
    assert fault.remedy


def test_a_file_that_is_not_there_is_a_fault_not_an_error(tmp_path: Path) -> None:
    fault = read_yaml(tmp_path / "none.yaml").faults[0]
    assert "读不出来" in fault.message and fault.remedy


def test_a_tag_makes_no_object(tmp_path: Path) -> None:
    assert read(tmp_path, "a: !!python/object/apply:os.getcwd []\n").content == {"a": []}


@pytest.mark.parametrize("text", [
    "a: " + "[" * 5000,
    "a: " + "[" * 500_000 + "]" * 500_000,
    "a: " + "{b: " * 300_000,
    "\n".join(" " * deep + "- - a:" for deep in range(0, 1500, 2)),
], ids=["open", "closed", "mappings", "blocks"])  # fmt: skip
def test_something_nested_far_too_deep_is_told_and_breaks_nothing(tmp_path: Path, text: str) -> None:
    (fault,) = read(tmp_path, text).faults
    assert "嵌套太深" in fault.message
