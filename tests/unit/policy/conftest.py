"""A small knowledge folder with invented figures, written anew for each test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.policy.knowledge import Knowledge
from assistant.policy.load import load

AREAS = """\
areas:
  - {id: wide, name: 大省}
  - {id: linshi, name: 临时市, aliases: [临时], parent: wide, covered: true}
  - {id: xugou, name: 虚构市, parent: wide, covered: true}
"""
DIMENSIONS = """\
dimensions:
  - id: status
    label: 身份
    question: 在职还是退休
    values:
      - {id: working, label: 在职, words: [在职]}
      - {id: retired, label: 退休, words: [退休]}
"""
DOCUMENTS = """\
documents:
  - id: notice
    title: 通知
    issuer: 某局
    issued: 2024-03-01
    kind: 通知
    sections:
      - {locator: 第一条, begins: 一、比例}
      - {locator: 第二条, begins: 二、限额}
"""
FIGURES = """\
figures:
  - id: rate
    label: 报销比例
    unit: fraction
    values:
      - {value: "0.70", last_day: 2024-06-30, document: notice, locator: 第一条}
      - {value: "0.75", first_day: 2024-07-01, document: notice, locator: 第一条}
  - id: cap
    label: 限额
    unit: yuan
    values: [{value: "80", document: notice, locator: 第二条}]
"""
ENTRIES = """\
entries:
  - id: rate.told
    title: 报销比例
    topic: rates
    applies: {status: [working]}
    ask: [报多少]
    say: {short: "报{rate}。", details: ["每月最多{cap}。"]}
    cites: [{document: notice, locator: 第一条}]
"""
SCHEMES = """\
schemes:
  - id: visit
    title: 门诊
    topic: rates
    ask: [花了钱报多少]
    facts:
      - {id: status, dimension: status}
      - {id: cost, kind: money, label: 费用, question: 多少, many: true}
      - {id: used, kind: money, label: 已报, default: "0"}
    figures: {rate: rate, cap: cap}
    steps:
      - {id: fund, label: 医保付, expression: "min(cost * rate, max(cap - used, 0))"}
      - {id: own, label: 自己付, expression: cost - fund}
    carry: {step: fund, into: used, per: month}
    results: {fund_pays: fund, self_pays: own}
    say: 医保付{fund}。
"""


class Folder:
    """A knowledge folder whose files a test can change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("areas.yaml", AREAS)
        self.write("dimensions.yaml", DIMENSIONS)
        self.write("linshi/documents.yaml", DOCUMENTS)
        self.write("linshi/figures.yaml", FIGURES)
        self.write("linshi/entries.yaml", ENTRIES)
        self.write("linshi/schemes.yaml", SCHEMES)

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def read(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> int:
        """Replace a piece of a file that occurs once; the line on which it stood comes back."""
        text = self.read(name)
        assert text.count(old) == 1, (name, old)
        self.write(name, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def add(self, name: str, text: str) -> int:
        """Append to a file; the first line added comes back."""
        before = self.read(name)
        self.write(name, before + text)
        return before.count("\n") + 1

    def load(self) -> Knowledge:
        return load(self.path)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "knowledge")


@pytest.fixture
def figure(folder: Folder) -> Callable[..., str]:
    """Adds a figure of a unit with these values (YAML flow maps); its whole id comes back."""

    def add(id_: str, unit: str, *values: str, **more: str) -> str:
        lines = [f"  - id: {id_}", f"    label: {id_}", f"    unit: {unit}"]
        lines += [f"    {key}: {value}" for key, value in more.items()]
        if values:
            lines.append("    values:")
            lines += [f"      - {{{value}, document: notice, locator: 第一条}}" for value in values]
        folder.add("linshi/figures.yaml", "\n".join(lines) + "\n")
        return f"linshi.{id_}"

    return add
