"""`yibao` where standard input is no terminal: an utterance a line in, replies out."""

from __future__ import annotations

import subprocess
import sys

from tests.functional.conftest import FAKE_MAIN, ROOT, Yibao, run_process


def test_each_line_is_one_utterance_of_one_call(yibao: Yibao) -> None:
    outcome = yibao("--area", "临时", stdin="我是虚构的\n\n门诊\n".encode())
    assert outcome.status == 0
    assert outcome.out.index("您说的是：我是虚构的。") < outcome.out.index("您说的是：门诊。")
    assert outcome.err == ""


def test_a_bare_number_picks_from_the_options_just_shown(yibao: Yibao) -> None:
    assert "您说的是：退休。" in yibao(stdin="报销\n2\n".encode()).out


def test_a_number_that_is_no_option_is_an_utterance(yibao: Yibao) -> None:
    assert "您说的是：3。" in yibao(stdin="报销\n3\n".encode()).out
    assert "您说的是：1。" in yibao(stdin=b"1\n").out


def test_no_input_gives_no_output(yibao: Yibao) -> None:
    outcome = yibao(stdin=b"")
    assert (outcome.status, outcome.out) == (0, "")


def test_input_in_the_chinese_national_encoding_is_understood(yibao: Yibao) -> None:
    assert "您说的是：门诊报多少。" in yibao(stdin="门诊报多少\n".encode("gb18030")).out


def test_bytes_that_are_no_text_stop_nothing(yibao: Yibao) -> None:
    outcome = yibao(stdin=b"\xff\xfe\xff\x80\n" + "门诊\n".encode())
    assert outcome.status == 0
    assert "您说的是：门诊。" in outcome.out


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    program = f"{FAKE_MAIN}sys.exit(cli.run([], load=load_fake))"
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate("门诊\n".encode() * 5000, timeout=60)
    assert err == b""


def test_replies_are_all_that_standard_output_holds() -> None:
    done = run_process(stdin="你好\n".encode())
    assert (done.stdout.decode(), done.stderr) == ("您好，请说。\n", b"")
