"""Text between callers and a plain stream: bytes to words, words without controls, a reply as lines.

Knows replies, but neither Textual nor how a reply came about. All that is shown on any screen goes
through `printable`.
"""

from __future__ import annotations

import locale
import re
from collections.abc import Iterator
from itertools import groupby

from assistant.dialogue.reply import Citation, FigureUsed, Reply, ReplyKind, StepShown
from assistant.text.typesetting import in_title_marks
from assistant.text.typesetting import printable as printable
from assistant.text.typesetting import typeset as typeset
from assistant.text.written_days import day_in_words as day_in_words

_STATEMENTS = {
    "rule": "规定",
    "procedure": "办法",
    "statistic": "统计",
    "plan": "计划",
    "case": "个案",
    "background": "背景",
    "gap": "资料未载明",
}
_UNITS = {
    "yuan": "元",
    "wan_yuan": "万元",
    "yi_yuan": "亿元",
    "fraction": "%",
    "points": "个百分点",
    "wan_count": "万",
    "days": "天",
    "months": "个月",
    "years": "年",
}


def one_line(text: str) -> str:
    """Several lines, as pasted, made one utterance; runs of white space become one space."""
    return " ".join(printable(text).split())


def decoded(data: bytes) -> str:
    """The words in `data`: UTF-8, or else the locale's or the Chinese national encoding."""
    for encoding in ("utf-8-sig", locale.getencoding(), "gb18030"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", errors="replace")


def title_of(citation: Citation) -> str:
    """The document's title in title marks."""
    return in_title_marks(typeset(citation.title))


def basis_of(citation: Citation) -> str:
    """Document, date and place in one line."""
    place = f"，{citation.locator}" if citation.locator else ""
    return typeset(f"{title_of(citation)}（{day_in_words(citation.issued)}）{place}")


def statement_label(statement: str) -> str:
    """The kind of a statement in a word."""
    return _STATEMENTS.get(statement, statement)


def figure_line(figure: FigureUsed) -> str:
    """A figure as a reader wants it: label, value with unit, kind of statement, from when to when."""
    kind = statement_label(figure.statement)
    days = "至".join(day.isoformat() if day else "" for day in (figure.first_day, figure.last_day))
    in_force = f"，{days.removesuffix('至') + ('起' if days.endswith('至') else '')}" if days != "至" else ""
    return typeset(f"{figure.label}：{_value_of(figure)}（{kind}{in_force}）")


def _value_of(figure: FigureUsed) -> str:
    if figure.unit not in ("fraction", "points"):
        return figure.value + _UNITS.get(figure.unit, "")
    from decimal import Decimal, InvalidOperation

    try:
        percent = format(Decimal(figure.value) * 100, "f")
    except InvalidOperation:
        return figure.value
    return (percent.rstrip("0").rstrip(".") if "." in percent else percent) + _UNITS[figure.unit]


def step_line(step: StepShown) -> str:
    """A step of a calculation: label, expression, result."""
    if step.expression and step.expression != step.amount:
        return typeset(f"{step.label}：{step.expression} = {step.amount}")
    return typeset(f"{step.label}：{step.amount}")


def parts_of(reply: Reply) -> Iterator[tuple[str, str]]:
    """What is said, as (short, detail or notice; text), without the sentence that names the sources."""
    lines = [line for line in typeset(reply.text).split("\n") if line.strip()]
    if reply.citations:
        lines = [line for line in lines if not line.startswith("依据：")] or lines
    short = typeset(reply.short).strip()
    if short and lines and lines[0].startswith(short):
        yield "short", short
        lines[0] = lines[0].removeprefix(short).strip()
    notices = [typeset(notice).strip() for notice in reply.notices]
    for is_notice, group in groupby((line for line in lines if line), notices.__contains__):
        if is_notice:
            yield from (("notice", _unmarked(line)) for line in group)
        else:
            yield "detail", "\n".join(group)
    yield from (("notice", _unmarked(notice)) for notice in notices if notice not in lines)


def _unmarked(notice: str) -> str:
    """A notice without the word that it begins with: whoever shows it puts a mark before it."""
    return re.sub("^(注意|提示)：", "", notice)


def reply_lines(reply: Reply) -> Iterator[str]:
    """The reply for a plain stream: text, what must not be overlooked, choices, steps, basis."""
    text = typeset(reply.text)
    yield text
    yield from (f"注意：{notice}" for notice in map(typeset, reply.notices) if notice not in text)
    if reply.kind is ReplyKind.CLARIFY:
        yield from (f"  {number}. {typeset(option)}" for number, option in enumerate(reply.options, start=1))
    yield from (f"  计算：{step_line(step)}" for step in reply.steps if typeset(step.expression) not in text)
    yield from (f"  依据：{basis_of(c)}" for c in reply.citations if title_of(c) not in text)


def chosen(words: str, options: tuple[str, ...]) -> str:
    """The option that a bare number in `words` picks, or else the words as they are."""
    bare = words.strip()
    if bare.isdecimal() and len(bare) <= 3 and 1 <= int(bare) <= len(options):
        return options[int(bare) - 1]
    return words
