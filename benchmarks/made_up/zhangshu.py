"""Zhangshu's matters, worked out from the report of 2021."""

from __future__ import annotations

from benchmarks.made_up.matter import Matter

MATTERS: tuple[Matter, ...] = ()
