"""Jiangmen's matters, worked out from the hotline of 2022-12-23."""

from __future__ import annotations

from benchmarks.made_up.matter import Matter

MATTERS: tuple[Matter, ...] = ()
