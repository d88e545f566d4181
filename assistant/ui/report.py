"""Reports in a terminal: tables in columns of cells, days as a plot where plotext is there. No wider than asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len, set_cell_size

from assistant.reports.counting import Statistics, Tally
from assistant.reports.gaps import Gap
from assistant.reports.naming import Names, share
from assistant.reports.rows import Sheet, period, sheets
from assistant.text.typesetting import printable

NO_PLOTS = "要在终端看图，请安装：pip install 'yibao[stats]'"
_GAP = 2
_LEAST = 12
_PLOT_HEIGHT = 12
_LEFT_OUT_NARROW = ("寒暄", "已算", "反问")


def report_lines(stats: Statistics, gaps: Sequence[Gap], names: Names, width: int = 80) -> Iterator[str]:
    """A whole report in lines of at most `width` cells."""
    yield f"来电统计　{period(stats)}"
    for sheet in sheets(stats, gaps, names):
        if not sheet.rows:
            continue
        yield ""
        yield f"【{sheet.title}】"
        if sheet.title == "各日" and len(sheet.rows) > 1:
            yield from plot_lines(stats.days(), width)
        yield from table_lines(sheet, width)


def table_lines(sheet: Sheet, width: int) -> Iterator[str]:
    """A table; where it is too wide, columns that can be told from others go, then the first is cut."""
    shown = list(range(len(sheet.heads)))
    lines = [tuple(_one_line(value) for value in row) for row in (sheet.heads, *sheet.rows)]
    sizes = [max(cell_len(row[column]) for row in lines) for column in shown]
    for name in _LEFT_OUT_NARROW:
        if _total(shown, sizes, first=_LEAST) > width and name in sheet.heads:
            shown.remove(sheet.heads.index(name))
    spare = width - (_total(shown, sizes) - sizes[0])
    sizes[0] = max(min(sizes[0], spare), 1)
    for row in lines:
        cells = (_cut(row[column], sizes[0]) if column == 0 else _right(row[column], sizes[column]) for column in shown)
        yield (" " * _GAP).join(cells).rstrip()


def plot_lines(days: Sequence[tuple[date, Tally]], width: int) -> Iterator[str]:
    """Calls a day as bars, or how to get them."""
    try:
        import plotext
    except ImportError:
        yield NO_PLOTS
        return
    plotext.clear_figure()
    plotext.theme("clear")
    plotext.bar([f"{day:%m-%d}" for day, _ in days], [tally.calls for _, tally in days], width=0.8)
    plotext.plotsize(width - 2, _PLOT_HEIGHT)
    yield "每日来电："
    for line in printable(plotext.build()).splitlines():
        if line.strip():
            yield line.rstrip()


def gap_lines(gaps: Sequence[Gap], names: Names, first: int = 1, width: int = 80) -> Iterator[str]:
    """A list of gaps, two lines each: how often, where, what; and what lies nearest."""
    for number, gap in enumerate(gaps, start=first):
        head = f"{number}. [{gap.id}] {gap.count}次　{names.area(gap.area)}　"
        yield _cut(head + _one_line(gap.question), width)
        told = [f"另有{len(gap.words) - 1}种说法" if len(gap.words) > 1 else ""]
        told.append(names.theme(gap.topic) if gap.topic else "")
        told.append(f"被标为答非所问{gap.rejected}次" if gap.rejected else "")
        near = f"最近的条目：{gap.near.id}（{share(gap.near.score)}）" if gap.near else "没有相近的条目"
        yield _cut("   " + "　".join(part for part in (*told, near) if part), width)


def gap_page(gap: Gap, names: Names, proposals: Sequence[str], width: int = 80) -> Iterator[str]:
    """One gap in full, with what may be done."""
    yield f"[{gap.id}] {_one_line(gap.question)}"
    times = f"{gap.first_at:%Y-%m-%d}至{gap.last_at:%Y-%m-%d}" if gap.first_at and gap.last_at else ""
    yield f"{names.area(gap.area)}　{gap.count}次，{len(gap.calls)}个来电　{times}"
    yield "说法："
    for words, count in sorted(gap.words.items(), key=lambda one: (-one[1], one[0]))[:20]:
        yield _cut(f"  {count}次　{_one_line(words)}", width)
    yield "来电："
    for call in sorted(gap.calls)[:5]:
        yield f"  {call}"
    yield from proposals


def _total(shown: Sequence[int], sizes: Sequence[int], first: int | None = None) -> int:
    """The cells of a row; the first column at most `first`."""
    leading = sizes[0] if first is None else min(sizes[0], first)
    return leading + sum(sizes[column] + _GAP for column in shown if column)


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _cut(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(set_cell_size(text, max(cells - 1, 0)).rstrip() + "…", cells)


def _right(text: str, cells: int) -> str:
    return " " * (cells - cell_len(text)) + text
