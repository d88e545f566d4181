from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assistant.records.model import Call
from assistant.reports.counting import count
from assistant.reports.gaps import find_gaps
from assistant.reports.naming import Names
from assistant.ui.report import NO_PLOTS, gap_lines, gap_page, plot_lines, report_lines
from tests.unit.reports.invented_calls import a_call, asked, calls


@given(calls(), st.sampled_from([40, 80, 120]))
def test_a_report_is_no_wider_than_the_terminal(found: list[Call], width: int) -> None:
    lines = list(report_lines(count(found), find_gaps(found), Names(), width))
    assert max(map(cell_len, lines)) <= max(width, 60)


def test_eighty_columns_hold_every_column_of_ordinary_figures() -> None:
    stats = count([a_call(str(n), operator="欧阳修", area="jiangmen") for n in range(300)])
    lines = list(report_lines(stats, [], Names({"jiangmen": "江门市"}), 80))
    head = next(line for line in lines if line.startswith("地区"))
    assert head.split() == ["地区", "来电", "句数", "已答", "已算", "反问", "未能答", "寒暄", "答复率", "首答",
        "时长"]
    assert all(cell_len(line) <= 80 for line in lines)


def test_a_list_of_gaps_fits_and_shows_nothing_unprintable() -> None:
    found = find_gaps([asked(str(n), f"\x1b[31m很长的问题{'问' * 60}\u202e{n}\n第二行") for n in range(3)])
    lines = [*gap_lines(found, Names(), width=80), *gap_page(found[0], Names(), [], 80)]
    assert all(line.replace("　", "").isprintable() for line in lines)
    assert all(cell_len(line) <= 80 for line in gap_lines(found, Names(), width=80))


def test_without_plotext_it_is_told_how_to_get_plots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plotext", None)
    assert list(plot_lines(count([a_call("a")]).days(), 80)) == [NO_PLOTS]


def test_a_plot_shows_the_days() -> None:
    pytest.importorskip("plotext")
    stats = count([a_call("a")], date(2024, 5, 1), date(2024, 5, 9))
    lines = list(plot_lines(stats.days(), 80))
    assert "05-06" in lines[-1]
    assert all(cell_len(line) <= 80 and line.isprintable() for line in lines)
