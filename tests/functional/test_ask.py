"""`yibao ask`: one question, one reply, an exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import Fault, KnowledgeError
from tests.functional.conftest import Yibao, run_process


@pytest.mark.parametrize(
    ("question", "status"),
    [
        pytest.param("门诊是多少", 0, id="answered"),
        pytest.param("帮我算一下", 0, id="calculated"),
        pytest.param("你好", 0, id="greeted"),
        pytest.param("能报销吗", 3, id="asks back"),
        pytest.param("天气怎么样", 4, id="refused"),
    ],
)
def test_the_exit_status_tells_what_became_of_the_question(yibao: Yibao, question: str, status: int) -> None:
    assert yibao("ask", question).status == status


def test_an_answer_is_shown_with_document_date_and_place(yibao: Yibao) -> None:
    out = yibao("ask", "门诊是多少").out
    assert "您说的是：门诊是多少。" in out
    assert "依据：《关于门诊待遇的通知》（2024年1月2日），第3条" in out


def test_a_calculation_shows_its_steps_and_what_must_not_be_overlooked(yibao: Yibao) -> None:
    out = yibao("ask", "算").out
    assert "统筹支付：200.00 × 75% = 150.00" in out
    assert "注意：只算了目录内费用。" in out


def test_options_are_numbered(yibao: Yibao) -> None:
    out = yibao("ask", "报销").out
    assert "1. 在职" in out
    assert "2. 退休" in out


def test_json_is_one_line_with_the_keys_of_the_contract(yibao: Yibao) -> None:
    out = yibao("ask", "--json", "--area", "临时", "--date", "2022-12-23", "算").out
    assert out.count("\n") == 1
    reply = json.loads(out)
    assert list(reply) == [
        "kind",
        "text",
        "area",
        "as_of",
        "citations",
        "figures",
        "steps",
        "amounts",
        "options",
        "notices",
        "confidence",
        "candidates",
    ]
    assert (reply["kind"], reply["area"], reply["as_of"]) == ("calculation", "linshi", "2022-12-23")


@pytest.mark.parametrize("written", ["2022-12-23", "2022/12/23", "2022.12.23", "2022年12月23日"])
def test_a_date_may_be_written_in_several_ways(yibao: Yibao, written: str) -> None:
    assert json.loads(yibao("ask", "--json", "--date", written, "门诊").out)["as_of"] == "2022-12-23"


@pytest.mark.parametrize("written", ["2022-13-01", "2023-02-29", "明天", "", "2022-12-23T10:00", "0000-01-01"])
def test_a_date_that_is_none_is_wrong_usage_told_in_chinese(yibao: Yibao, written: str) -> None:
    outcome = yibao("ask", "--date", written, "门诊")
    assert (outcome.status, outcome.out) == (2, "")
    assert "不是有效日期" in outcome.err
    assert "Traceback" not in outcome.err


def test_an_unknown_area_is_wrong_usage_and_the_known_ones_are_listed(yibao: Yibao) -> None:
    outcome = yibao("ask", "--area", "火星\x1b[31m", "门诊")
    assert (outcome.status, outcome.out) == (2, "")
    assert "不认识的地区“火星”；可以用：临时市、虚构市" in outcome.err


@pytest.mark.parametrize("arguments", [("ask",), ("ask", ""), ("ask", " \t "), ("ask", "\x1b[2J\x07")])
def test_no_question_is_wrong_usage(yibao: Yibao, arguments: tuple[str, ...]) -> None:
    outcome = yibao(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert "没有问题" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", "--aera", "临时", "门诊"), "没有这个选项：--aera；是不是 --area"),
        (("ask", "门诊", "--area"), "--area"),
        (("aks",), "没有这个命令"),
        (("replay",), "缺少参数：文件"),
    ],
)
def test_wrong_usage_is_told_in_chinese(yibao: Yibao, arguments: tuple[str, ...], told: str) -> None:
    outcome = yibao(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert told in outcome.err
    assert "用法说明：yibao" in outcome.err


def test_help_is_chinese(yibao: Yibao) -> None:
    out = yibao("ask", "--help").out
    assert "用法：" in out
    assert "选项：" in out
    assert "Show this message" not in out


@pytest.mark.parametrize(
    "dangerous",
    [
        "\x1b[2J门诊",
        "门\x9b31m诊",
        "\x1b]0;title\x07门诊",
        "门诊\x1b]52;c;aGk=\x1b\\",
        "门\x00\x08\x7f诊",
        "\u202e门诊\u2066",
    ],
)
def test_escape_sequences_and_controls_never_reach_the_terminal(yibao: Yibao, dangerous: str) -> None:
    out = yibao("ask", dangerous).out
    assert "您说的是：门诊。" in out
    assert not any(character in out for character in "\x1b\x9b\x07\x00\x08\x7f\u202e\u2066")


def test_ten_thousand_characters_and_emoji_get_a_reply(yibao: Yibao) -> None:
    assert yibao("ask", "门" * 10_000).status == 0
    assert "👩‍👩‍👧" in yibao("ask", "👩‍👩‍👧能报吗").out


def test_a_knowledge_folder_with_faults_is_told_line_by_line(yibao: Yibao) -> None:
    def load_faulty(knowledge: Path) -> object:
        raise KnowledgeError([Fault(Path("a.yaml"), 3, "键写错了", "请改正"), Fault(Path("b.yaml"), 7, "没有出处")])

    outcome = yibao("ask", "门诊", load=load_faulty)
    assert (outcome.status, outcome.out) == (1, "")
    assert "a.yaml:3: 键写错了" in outcome.err
    assert "b.yaml:7: 没有出处" in outcome.err


def test_a_knowledge_folder_that_is_missing_is_told(yibao: Yibao) -> None:
    outcome = yibao("ask", "--knowledge", "no-such-folder", "门诊")
    assert outcome.status == 1
    assert "没有这个知识库文件夹" in outcome.err


def test_asking_imports_no_screens() -> None:
    told = "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich', 'yaml')])"
    assert run_process("ask", "门诊", then=told).stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "variables", [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_chinese_is_answered_whatever_the_locale(variables: dict[str, str]) -> None:
    done = run_process("ask", "门诊", **variables)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "您说的是：门诊。" in done.stdout.decode("utf-8")
