"""Comma-separated values that a spreadsheet opens without taking a caller's words for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from assistant.reports.rows import Sheet
from assistant.text.typesetting import printable

_STARTS_FORMULA = tuple("=+-@＝＋－﹢﹣＠\t\r\n|%")


def cell(text: str) -> str:
    """A text as it may stand in a cell: without controls; what could begin a formula has an apostrophe before it."""
    clean = printable(text)
    return f"'{clean}" if text.lstrip(" 　").startswith(_STARTS_FORMULA) or clean.startswith(_STARTS_FORMULA) else clean


def write_rows(rows: Iterable[Sequence[str]], out: TextIO) -> None:
    """Write rows as CSV, every text safe."""
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([cell(value) for value in row])


def write_sheets(sheets: Iterable[Sheet], out: TextIO) -> None:
    """Write tables one under the other, the table's title in the first column of each row."""
    for sheet in sheets:
        write_rows([("表", *sheet.heads), *((sheet.title, *row) for row in sheet.rows)], out)
