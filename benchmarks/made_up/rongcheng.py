"""Rongcheng's matters, worked out from the interview of 2020-12-17."""

from __future__ import annotations

from benchmarks.made_up.matter import Matter

MATTERS: tuple[Matter, ...] = ()
