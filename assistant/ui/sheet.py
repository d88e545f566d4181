"""The sheet to take away: what was asked and answered, with steps, sources and notices, as text and as HTML.

Knows replies, but neither Textual nor how a reply came about. What is private in the caller's words is masked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from assistant.dialogue.reply import Reply, ReplyKind
from assistant.records.files import for_owner
from assistant.records.masking import mask
from assistant.ui.plain import basis_of, day_in_words, figure_line, parts_of, printable, step_line

TITLE = "医保问答：这次的答复"
REMINDER = "这张单子只照资料说，供参考；办事以当地医保部门为准。"
_HEADINGS = {"steps": "怎么算的", "figures": "用到的数字", "sources": "出处"}
_MOST_TRIES = 1000


@dataclass(frozen=True)
class Sheet:
    """A conversation as it is taken away.

    `area` and `person` are as they were shown, empty while unknown; `asked_at` is when the call took place;
    `hotline` says whom to turn to. `turns` are what was asked and the replies, in order.
    """

    area: str
    person: str
    asked_at: datetime
    hotline: str
    turns: tuple[tuple[str, Reply], ...]

    @property
    def name(self) -> str:
        """A file's name without its ending: ASCII, so that it goes through every system and browser."""
        return f"yibao-{self.asked_at:%Y%m%d-%H%M%S}"


@dataclass(frozen=True)
class _Part:
    """One question and its answer, ready to be laid out: `said` as (kind, text), `proof` as (heading, lines)."""

    question: str
    as_of: str
    said: tuple[tuple[str, str], ...]
    proof: tuple[tuple[str, tuple[str, ...]], ...]


InPlainWords = Callable[[Iterable[str]], list[str]]


def as_text(sheet: Sheet, plain: InPlainWords = list) -> str:
    """The sheet as plain text."""
    return "\n".join(_text_lines(sheet, plain)) + "\n"


def _text_lines(sheet: Sheet, plain: InPlainWords) -> Iterator[str]:
    yield TITLE
    yield from _head(sheet)
    for number, part in enumerate(_parts(sheet, plain), start=1):
        yield ""
        yield f"{number}. 问：{part.question}"
        for kind, text in part.said:
            yield from (f"   {line}" for line in (f"【注意】{text}" if kind == "notice" else text).split("\n"))
        yield f"   （{part.as_of}）"
        for heading, lines in part.proof:
            yield f"   {heading}："
            yield from (f"     {line}" for line in lines)
    yield ""
    yield from _foot(sheet)


def as_html(sheet: Sheet, plain: InPlainWords = list) -> str:
    """The sheet as one HTML page that prints well and loads nothing from elsewhere."""
    body = "\n".join(_html_lines(sheet, plain))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(TITLE)}</title>
<style>
{_STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"""


def _html_lines(sheet: Sheet, plain: InPlainWords) -> Iterator[str]:
    yield f"<h1>{escape(TITLE)}</h1>"
    yield from (f"<p class='head'>{escape(line)}</p>" for line in _head(sheet))
    for number, part in enumerate(_parts(sheet, plain), start=1):
        yield f"<section>\n<h2>{number}. {escape(part.question)}</h2>"
        for kind, text in part.said:
            shown = escape(text).replace("\n", "<br>")
            yield f"<p class='{kind}'>{'<strong>【注意】</strong>' if kind == 'notice' else ''}{shown}</p>"
        yield f"<p class='day'>{escape(part.as_of)}</p>"
        for heading, lines in part.proof:
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            yield f"<h3>{escape(heading)}</h3>\n<ul>{items}</ul>"
        yield "</section>"
    yield from (f"<p class='foot'>{escape(line)}</p>" for line in _foot(sheet))


def _head(sheet: Sheet) -> Iterator[str]:
    yield f"咨询时间：{day_in_words(sheet.asked_at.date())} {sheet.asked_at:%H:%M}"
    who = f"　我是：{printable(sheet.person)}" if sheet.person else ""
    yield f"参保地：{printable(sheet.area) or '没有说'}{who}"


def _foot(sheet: Sheet) -> Iterator[str]:
    if sheet.hotline:
        yield f"还有不清楚的，可以问：{printable(sheet.hotline)}"
    yield REMINDER


def _parts(sheet: Sheet, plain: InPlainWords) -> Iterator[_Part]:
    """The turns that say something; greetings and thanks are left out."""
    for words, reply in sheet.turns:
        if reply.kind is not ReplyKind.CHAT:
            parts = list(parts_of(reply))
            said = zip((kind for kind, _ in parts), plain(text for _, text in parts), strict=True)
            options = "也可以说：" + "、".join(reply.options) if reply.options else ""
            more = (("detail", options),) if options else ()
            as_of = f"按{day_in_words(reply.as_of)}的规定答"
            yield _Part(mask(printable(words)), as_of, (*said, *more), tuple(_proof(reply)))


def _proof(reply: Reply) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Steps, figures and sources, each under its heading."""
    steps = tuple(step_line(step) for step in reply.steps)
    figures = tuple(figure_line(figure) for figure in reply.figures if figure.statement != "background")
    sources = tuple(dict.fromkeys(basis_of(citation) for citation in reply.citations))
    for kind, lines in (("steps", steps), ("figures", figures), ("sources", sources)):
        if lines:
            yield _HEADINGS[kind], lines


def save(content: str, folder: Path, name: str, ending: str) -> Path:
    """Write a new file that only its owner can read and give its whole path; a file that is there stays as it is.

    Raises:
        OSError: the folder can't be made or written.
    """
    folder = folder.expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, _MOST_TRIES):
        path = folder / f"{name}{f'-{number}' if number > 1 else ''}.{ending}"
        try:
            with open(path, "x", encoding="utf-8", opener=for_owner) as file:
                file.write(content)
        except FileExistsError:
            continue
        return path.resolve()
    raise FileExistsError(f"{folder / name}.{ending}")


def documents_folder() -> Path:
    """The user's folder for documents if there is one, or else the current folder."""
    from platformdirs import user_documents_path

    folder = user_documents_path()
    return folder if folder.is_dir() else Path.cwd()


_STYLE = """\
body { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
  "WenQuanYi Micro Hei", sans-serif; font-size: 18px; line-height: 1.7; max-width: 42em; margin: 1.5em auto;
  padding: 0 1em; color: #111; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5em; border-bottom: 2px solid #111; }
h2 { font-size: 1.15em; margin: 1.5em 0 0.3em; }
h3 { font-size: 1em; margin: 0.6em 0 0; }
p { margin: 0.3em 0; }
ul { margin: 0.2em 0; padding-left: 1.4em; font-size: 0.85em; }
.short { font-size: 1.2em; font-weight: bold; }
.notice { border: 2px solid #111; padding: 0.2em 0.6em; }
.day, .head { color: #444; font-size: 0.9em; }
.foot { margin-top: 1em; font-weight: bold; }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  body { font-size: 12pt; margin: 0; padding: 0; max-width: none; }
  h2, h3 { break-after: avoid; }
  .notice, li { break-inside: avoid; }
}
"""
