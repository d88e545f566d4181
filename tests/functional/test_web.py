"""The chat and the desk in a browser: typed into and read in real Chromium; the server's door; wrong usage."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from assistant.settings import CACHE_VARIABLE, read_settings
from assistant.ui.web.address import Address
from tests.functional.browser import CHROMIUM, DRIVER, Browser
from tests.functional.chat_knowledge import write_knowledge
from tests.functional.conftest import ROOT, Yibao

pytest.importorskip("textual_serve", reason="the extra “web” is not installed")
ENTER, F4, F9 = "\ue007", "\ue034", "\ue039"
Serve = Callable[..., str]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Serves the small knowledge with more arguments; gives the address."""
    running: list[subprocess.Popen[str]] = []
    knowledge = write_knowledge(tmp_path / "knowledge")

    def serving(*arguments: str) -> str:
        port = free_port()
        command = [sys.executable, "-m", "assistant", "web", "--port", str(port), "--knowledge", str(knowledge)]
        environment = os.environ | {CACHE_VARIABLE: str(read_settings().cache)}
        process = subprocess.Popen(
            [*command, "--area", "临时", "--date", "2024-06-01", *arguments],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        running.append(process)
        assert process.stdout is not None
        told = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in told, told
        await_listening(port)
        return f"http://127.0.0.1:{port}/"

    yield serving
    for process in running:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """Chromium on an empty profile."""
    pytest.importorskip("pyte")
    pytest.importorskip("selenium")
    if not CHROMIUM or not DRIVER:
        pytest.skip("chromium and chromedriver are not installed")
    running = Browser(tmp_path / "profile", tmp_path)
    yield running
    running.close()


def await_listening(port: int, seconds: float = 30) -> None:
    """Wait until somebody listens: the server tells where it is before it opens the door."""
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_chinese_is_typed_composed_and_pasted_in_chromium_and_the_answers_read_and_taken_away(
    serve: Serve, browser: Browser, tmp_path: Path
) -> None:
    url = serve()
    browser.open(url)
    browser.until("您是下面哪一种？")
    browser.type("门诊报多少")
    browser.until("│ 门诊报多少")
    browser.type(ENTER)
    browser.until("在职报60%，退休报70%。")
    browser.type("2")
    browser.until("退休的报70%。")
    browser.compose("备案")
    browser.until("│ 备案")
    browser.paste("要不要\n找谁")
    browser.until("│ 备案要不要 找谁")
    browser.type(ENTER)
    browser.until("3天内办好先登记（备案）。")
    browser.type(F4)
    browser.until("1. 网页文件，能打印")
    browser.type("1")
    browser.until("已交给浏览器下载")
    browser.wait_for(lambda: list(tmp_path.glob("yibao-*.html")))
    assert "退休的报70%。" in next(tmp_path.glob("yibao-*.html")).read_text("utf-8")
    asked = [found for found in browser.requested if found.startswith("http")]
    assert url in asked and all(found.startswith(url) for found in asked)


def test_the_desk_is_used_in_chromium(serve: Serve, browser: Browser, tmp_path: Path) -> None:
    browser.open(serve("--desk", "--calls", str(tmp_path / "calls")))
    browser.until("来电1")
    browser.compose("异地备案")
    browser.until("1 异地就医备案怎么办")
    browser.type(ENTER)
    browser.until("3天内办好备案。")


def answered(url: str, **headers: str) -> int:
    """The status with which the server answers a request with these headers."""
    try:
        with urlopen(Request(url, headers=headers)) as response:
            return int(response.status)
    except HTTPError as err:
        return err.code


def test_only_the_servers_own_page_under_its_own_name_is_let_in(serve: Serve) -> None:
    url = serve()
    port = url.rstrip("/").rpartition(":")[2]
    assert answered(url) == 200
    assert answered(url, Host=f"localhost:{port}") == 200
    assert answered(url, Host=f"example.org:{port}") == 403
    assert answered(f"{url}ws", Origin="http://example.org") == 403


def test_the_page_loads_everything_from_its_own_server(serve: Serve) -> None:
    with urlopen(serve()) as response:
        page = response.read().decode("utf-8")
    assert not re.search(r"(?:src|href)=.https?:|url\(.https?:|@import", page)
    assert 'lang="zh-CN"' in page


def test_a_port_that_is_taken_is_told(yibao: Yibao) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        outcome = yibao("web", "--port", port)
    assert outcome.status == 2
    assert f"端口 {port} 已被别的程序占用" in outcome.err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_an_address_for_others_must_be_meant(yibao: Yibao, host: str) -> None:
    outcome = yibao("web", "--host", host)
    assert outcome.status == 2
    assert "--public" in outcome.err


def test_an_address_of_another_computer_is_told(yibao: Yibao) -> None:
    outcome = yibao("web", "--host", "192.0.2.1", "--public")
    assert outcome.status == 2
    assert "这台电脑没有这个地址：192.0.2.1" in outcome.err


def test_without_the_extra_it_says_what_to_install(yibao: Yibao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    outcome = yibao("web")
    assert outcome.status == 2
    assert "pip install 'yibao[web]'" in outcome.err


def test_an_unknown_city_is_told_before_anything_is_served(yibao: Yibao) -> None:
    outcome = yibao("web", "--area", "火星")
    assert outcome.status == 2
    assert "不认识的地区“火星”" in outcome.err


@pytest.mark.parametrize(("host", "local"), [
    ("127.0.0.1", True), ("127.0.0.2", True), ("::1", True), ("localhost", True),
    ("0.0.0.0", False), ("192.0.2.1", False), ("localhost.example.org", False),
])  # fmt: skip
def test_it_is_known_which_addresses_others_can_reach(host: str, local: bool) -> None:
    assert Address(host, 8000).is_local is local
