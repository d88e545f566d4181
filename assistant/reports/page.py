"""A report as one HTML page that needs nothing else: tables and charts, for the screen (bright, dark) and for print."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.reports.charts import across, stacked
from assistant.reports.counting import Statistics
from assistant.reports.gaps import Gap
from assistant.reports.naming import KINDS, Names, operator_name
from assistant.reports.rows import TOP, Sheet, named_topics, period, sheets
from assistant.text.typesetting import printable

_STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1d2430;--soft:#5b6675;--rule:#d5dbe3;--bar:#2f6fb3;
--k0:#2f6fb3;--k1:#3f9a6d;--k2:#e0a33a;--k3:#c0504d;--k4:#9aa3af}
@media (prefers-color-scheme:dark){:root{--paper:#14181f;--ink:#e6e9ee;--soft:#a3adba;--rule:#343c48;--bar:#6aa5e3;
--k0:#6aa5e3;--k1:#6cc59a;--k2:#e9bd69;--k3:#e0807d;--k4:#78828f}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1rem;max-width:62rem;background:var(--paper);color:var(--ink);
font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
p{color:var(--soft);margin:.2rem 0 1rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .5rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap}
th:first-child,td:first-child{text-align:left;white-space:normal;overflow-wrap:anywhere;min-width:7em}
th{color:var(--soft);font-weight:600}
svg{display:block;width:100%;height:auto;margin:.5rem 0 1rem}
svg text{fill:var(--ink);font:13px system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
svg .day,svg .count{fill:var(--soft);font-size:12px}
.bar{fill:var(--bar)}.k0{fill:var(--k0)}.k1{fill:var(--k1)}.k2{fill:var(--k2)}.k3{fill:var(--k3)}.k4{fill:var(--k4)}
.rule{stroke:var(--rule);stroke-width:1}
@media print{:root{--paper:#fff;--ink:#000;--soft:#333;--rule:#999;--bar:#2f6fb3;
--k0:#2f6fb3;--k1:#3f9a6d;--k2:#e0a33a;--k3:#c0504d;--k4:#9aa3af}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{max-width:none;padding:0;font-size:11pt}h2{break-after:avoid}svg,tr{break-inside:avoid}.wide{overflow:visible}
table{font-size:8.5pt}}
"""


def page(stats: Statistics, gaps: Sequence[Gap], names: Names) -> str:
    """The whole page."""
    charts = _charts(stats, gaps, names)
    parts = [
        f"<section><h2>{_told(sheet.title)}</h2>{charts.get(sheet.title, '')}{_table(sheet)}</section>"
        for sheet in sheets(stats, gaps, names)
    ]
    title = f"医保问答来电统计　{period(stats)}"
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
        f"<title>{_told(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>医保问答来电统计</h1><p>{_told(period(stats))}。首答、时长是中位数；答复率不计寒暄。</p>"
        f"{''.join(parts)}</body></html>\n"
    )


def _charts(stats: Statistics, gaps: Sequence[Gap], names: Names) -> dict[str, str]:
    """The chart above each table, by the table's title; a table without figures has none."""
    total = stats.total
    if not total.calls:
        return {}
    days = [(f"{day:%Y-%m-%d}", [tally.kinds[kind] for kind in KINDS]) for day, tally in stats.days()]
    areas = _most({names.area(id): tally.calls for id, tally in stats.by_area.items()})
    operators = _most({operator_name(name): tally.calls for name, tally in stats.by_operator.items()})
    charts = {
        "总数": across([(name, total.kinds[kind]) for kind, name in KINDS.items()], "各种答复的句数"),
        "各地区": across(areas, "各地区来电"),
        "各坐席": across(operators, "各坐席来电"),
        "各日": stacked(days, tuple(KINDS.values()), "各日句数"),
    }
    if stats.topics:
        charts["问得最多的主题"] = across(
            [(name, stats.topics[topic]) for topic, name in named_topics(stats, names)], "各主题句数")
    if gaps:
        charts["问得最多而没有答上的"] = across([(gap.question, gap.count) for gap in gaps[:TOP]], "没有答上的次数")
    return {title: printable(chart) for title, chart in charts.items()}


def _most(counted: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:TOP]


def _table(sheet: Sheet) -> str:
    if not sheet.rows:
        return "<p>没有。</p>"
    head = "".join(f'<th scope="col">{_told(head)}</th>' for head in sheet.heads)
    body = "".join(f"<tr>{''.join(f'<td>{_told(value)}</td>' for value in row)}</tr>" for row in sheet.rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _told(text: str) -> str:
    return escape(printable(text))
