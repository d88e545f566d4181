"""The sheet to take away: everything that was told with its proof, safe as HTML, never over another file."""

from __future__ import annotations

import re
import stat
import sys
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.dialogue.reply import Reply, ReplyKind
from assistant.ui.sheet import Sheet, as_html, as_text, save
from tests.fakes import NOTICE, RATE, TODAY, FakeCall

AT = datetime(2024, 5, 6, 14, 5, 9)


def sheet(*words: str, area: str = "临时市", person: str = "退休了（退休）") -> Sheet:
    call = FakeCall("linshi", None)
    return Sheet(area, person, AT, "临时市医保局或12345", tuple((said, call.say(said)) for said in words))


@pytest.mark.parametrize("render", [as_text, as_html])
def test_a_sheet_tells_questions_answers_steps_figures_sources_notices_day_and_hotline(render: object) -> None:
    told = render(sheet("帮我算"))  # type: ignore[operator]
    for part in ("2024年5月6日 14:05", "临时市", "退休了（退休）", "帮我算", "统筹基金付150元。", "只算了目录内费用。",
                 "【注意】", "统筹支付：200.00 × 75% = 150.00", "门诊报销比例：75%（规定，2024-01-01起）",
                 "《关于门诊待遇的通知》（2024年1月2日），第3条", "按2024年5月6日的规定答", "临时市医保局或12345"):
        assert part in told, part


def test_greetings_are_left_out_and_questions_are_counted() -> None:
    told = as_text(sheet("你好", "门诊", "住院"))
    assert "您好" not in told
    assert "1. 问：门诊" in told and "2. 问：住院" in told


def test_long_numbers_in_the_callers_words_are_masked() -> None:
    told = as_text(sheet("我的身份证是440701199001011234，门诊报多少"))
    assert "440701199001011234" not in told.split("您说的是")[0]


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "a & b <b>", "\"><img src=x onerror='x'>"])
def test_what_looks_like_html_is_shown_as_text(words: str) -> None:
    page = as_html(sheet(words, area=words, person=words))

    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.seen: set[str] = set()

        def handle_starttag(self, tag: str, attributes: object) -> None:
            self.seen.add(tag)

    parser = Tags()
    parser.feed(page)
    assert not parser.seen & {"script", "img", "b", "link", "iframe"}


def test_the_page_loads_nothing_from_elsewhere_and_says_what_it_is() -> None:
    page = as_html(sheet("门诊"))
    assert not re.search(r"https?://|url\(|@import|src=", page)
    assert '<meta charset="utf-8">' in page and 'lang="zh-CN"' in page and "@media print" in page


def test_escapes_of_a_terminal_do_not_get_into_a_sheet() -> None:
    reply = Reply(ReplyKind.ANSWER, "好。", "linshi", TODAY, citations=(NOTICE,), figures=(RATE,))
    told = as_text(Sheet("临时市", "", AT, "", (("\x1b[31m门诊", reply),)))
    assert "\x1b" not in told


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    paths = [save(f"第{n}份", tmp_path, "单子", "txt") for n in range(3)]
    assert [path.name for path in paths] == ["单子.txt", "单子-2.txt", "单子-3.txt"]
    assert [path.read_text("utf-8") for path in paths] == ["第0份", "第1份", "第2份"]


def test_the_folder_is_made_and_only_the_owner_can_read(tmp_path: Path) -> None:
    path = save("内容", tmp_path / "新" / "文件夹", "单子", "html")
    assert path.is_absolute()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    with pytest.raises(OSError):
        save("内容", tmp_path / "文件", "单子", "txt")
