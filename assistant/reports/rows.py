"""The tables of a report as rows of text: the one content of terminal, CSV and page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reports.counting import ANSWERING, Statistics, Tally, busiest, mean, middle, ranked
from assistant.reports.gaps import Gap
from assistant.reports.naming import KINDS, Names, duration, operator_name, share

TOP = 10
HEAD = ("来电", "句数", *KINDS.values(), "答复率", "首答", "时长")


@dataclass(frozen=True)
class Sheet:
    """A table: its title, the heads of its columns, and rows as wide as they; the first column is text."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def overview(stats: Statistics) -> Sheet:
    """The figures of all calls together, a row each."""
    total = stats.total
    rows = [
        ("来电", str(total.calls)),
        ("句数", str(total.turns)),
        *((name, str(total.kinds[kind])) for kind, name in KINDS.items()),
        ("答复率（已答和已算，寒暄除外）", share(total.answered_share)),
        ("首次答复用时，中位数", duration(middle(total.waits))),
        ("首次答复用时，平均", duration(mean(total.waits))),
        ("通话时长，中位数", duration(middle(total.lengths))),
        ("通话时长，平均", duration(mean(total.lengths))),
        ("坐席标为答非所问", str(total.rejected)),
        ("没有结束的来电", str(total.unfinished)),
    ]
    if total.skewed:
        rows.append(("时钟倒走、不计时的来电", str(total.skewed)))
    return Sheet("总数", ("项目", "数"), tuple(rows))


def sheets(stats: Statistics, gaps: Sequence[Gap], names: Names, with_ids: bool = False) -> list[Sheet]:
    """All tables of a report, in order; `with_ids` for other programs: topics by their ids, too."""
    areas = [(names.area(id), tally) for id, tally in busiest(stats.by_area)]
    operators = [(operator_name(name), tally) for name, tally in busiest(stats.by_operator)]
    days = [(f"{day:%Y-%m-%d}", tally) for day, tally in stats.days()]
    topics = tuple(
        (name, str(stats.topics[topic]), *([topic] if with_ids else [])) for topic, name in named_topics(stats, names)
    )
    missing = tuple((gap.question, names.area(gap.area), str(gap.count)) for gap in gaps[:TOP])
    return [
        overview(stats),
        Sheet("各地区", ("地区", *HEAD), tuple(_row(name, tally) for name, tally in areas)),
        Sheet("各坐席", ("坐席", *HEAD), tuple(_row(name, tally) for name, tally in operators)),
        Sheet("各日", ("日期", *HEAD), tuple(_row(name, tally) for name, tally in days)),
        Sheet("问得最多的主题", ("主题", "句数", *(["编号"] if with_ids else [])), topics),
        Sheet("问得最多而没有答上的", ("问题", "地区", "次数"), missing),
    ]


def named_topics(stats: Statistics, names: Names) -> list[tuple[str, str]]:
    """The topics most often met with their names: the title met most often in each, or else its theme."""
    return [(topic, _named(stats.title_of(topic), names.theme(topic))) for topic, _ in ranked(stats.topics, TOP)]


def _named(title: str, theme: str) -> str:
    return f"{title} 等" if title else theme


def answered(tally: Tally) -> int:
    """Turns that were answered or calculated."""
    return sum(tally.kinds[kind] for kind in ANSWERING)


def _row(name: str, tally: Tally) -> tuple[str, ...]:
    return (
        name, str(tally.calls), str(tally.turns), *(str(tally.kinds[kind]) for kind in KINDS),
        share(tally.answered_share), duration(middle(tally.waits)), duration(middle(tally.lengths)),
    )  # fmt: skip


def period(stats: Statistics) -> str:
    """The period of a report in words."""
    if stats.first_day is None or stats.last_day is None:
        return "没有来电"
    return f"{stats.first_day:%Y-%m-%d}至{stats.last_day:%Y-%m-%d}"
