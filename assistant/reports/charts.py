"""Bars as SVG, drawn by hand: legible in print, in a bright page and in a dark one (colours are the page's classes)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil

_WIDTH = 720
_ROW = 26
_LABEL = 180
_TALL = 200
_MOST_LABELS = 12


def across(rows: Sequence[tuple[str, int]], label: str) -> str:
    """Horizontal bars, one a row with its name and number; `label` says what is shown, to those who can't see."""
    most = max((count for _, count in rows), default=0)
    drawn = []
    for number, (name, count) in enumerate(rows):
        y = number * _ROW
        width = round((_WIDTH - _LABEL - 70) * count / most, 1) if most else 0
        drawn.append(
            f'<text class="name" x="{_LABEL - 8}" y="{y + 17}" text-anchor="end">{_told(_short(name))}'
            f"<title>{_told(name)}</title></text>"
            f'<rect class="bar" x="{_LABEL}" y="{y + 4}" width="{width}" height="{_ROW - 9}" rx="2"/>'
            f'<text class="count" x="{_LABEL + width + 6:.1f}" y="{y + 17}">{count}</text>'
        )
    return _svg(max(len(rows), 1) * _ROW, label, drawn)


def stacked(days: Sequence[tuple[str, Sequence[int]]], kinds: Sequence[str], label: str) -> str:
    """A bar a day, made of parts from below in the order of `kinds` (classes k0, k1, …), with a scale and a legend."""
    most = _rounded_up(max((sum(parts) for _, parts in days), default=0))
    left, top = 46, 30
    step = (_WIDTH - left - 6) / max(len(days), 1)
    wide = max(min(step * 0.8, 40), 0.8)
    drawn = [_legend(kinds, left), *_scale(most, left, top)]
    every = ceil(len(days) / _MOST_LABELS) if days else 1
    for number, (name, parts) in enumerate(days):
        x, y = left + number * step + (step - wide) / 2, float(top + _TALL)
        told = "，".join(f"{kind}{part}" for kind, part in zip(kinds, parts, strict=True))
        drawn.append(f"<g><title>{_told(name)}：{_told(told)}</title>")
        for kind, part in enumerate(parts):
            height = _TALL * part / most if most else 0
            y -= height
            if part:
                size = f'width="{wide:.1f}" height="{height:.1f}"'
                drawn.append(f'<rect class="k{kind}" x="{x:.1f}" y="{y:.1f}" {size}/>')
        drawn.append("</g>")
        if number % every == 0:
            place = f'x="{x + wide / 2:.1f}" y="{top + _TALL + 16}"'
            drawn.append(f'<text class="day" {place} text-anchor="middle">{_told(name[5:])}</text>')
    return _svg(top + _TALL + 24, label, drawn)


def _legend(kinds: Sequence[str], left: int) -> str:
    return "".join(
        f'<rect class="k{place}" x="{left + place * 96}" y="4" width="12" height="12"/>'
        f'<text class="day" x="{left + place * 96 + 17}" y="15">{_told(kind)}</text>'
        for place, kind in enumerate(kinds)
    )


def _scale(most: int, left: int, top: int) -> list[str]:
    marks = sorted({0, most // 2, most})
    return [
        f'<line class="rule" x1="{left}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text class="day" x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{mark}</text>'
        for mark in marks
        for y in [top + _TALL - (_TALL * mark / most if most else 0)]
    ]


def _rounded_up(most: int) -> int:
    """The top of a scale: even, and no smaller than what is shown."""
    if most <= 2:
        return 2
    size = int("1".ljust(len(str(most)), "0"))
    step = max(size // 5, 2)
    return ceil(most / step) * step


def _short(name: str, most: int = 12) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _told(text: str) -> str:
    return escape(text)


def _svg(height: float, label: str, drawn: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{_told(label)}" xmlns="http://www.w3.org/2000/svg">'
        f"{''.join(drawn)}</svg>"
    )
