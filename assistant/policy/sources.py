"""Figures against the source texts: does each number stand at the place it names?

A document's place runs from the words with which its section begins to the next section's beginning.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from pathlib import Path

from assistant.errors import Fault
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import Source
from assistant.policy.model import NUMERIC_UNITS, DatedValue, Document, Figure, Unit


def check_sources(knowledge: Knowledge, source: Source, folder: Path) -> list[Fault]:
    """A fault for each figure whose number does not occur at its locator in `folder`'s texts."""
    faults: list[Fault] = []
    passages: dict[str, dict[str, str]] = {}
    for document in knowledge.documents.values():
        path = folder / f"{document.id}.txt"
        if not path.is_file():
            fault = f"原文文件夹里没有{document.id}.txt"
            faults.append(source.fault("documents", document.id, (), fault, "请检查--documents"))
            continue
        passages[document.id], missing = split_passages(document, path.read_text("utf-8"))
        for number in missing:
            section = document.sections[number]
            fault = f"原文里找不到“{section.locator}”的开头“{section.begins}”"
            faults.append(source.fault("documents", document.id, ("sections", number), fault, "请照原文改begins"))
    for figure in knowledge.figures.values():
        for number, value in enumerate(figure.values):
            places = passages.get(value.document)
            if places is not None and not _stands(figure, value, places):
                fault = f"“{figure.id}”的值{value.value}在原文“{value.locator}”里找不到"
                remedy = "请核对数值和位置;写法不同的用as_written"
                faults.append(source.fault("figures", figure.id, ("values", number), fault, remedy))
    return faults


def fold(text: str) -> str:
    """The text as it is compared: half width, simplified, no white space, no pinyin in brackets."""
    from assistant.text.normalise import to_simplified

    text = unicodedata.normalize("NFKC", to_simplified(text))
    text = re.sub(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", "", text)
    return re.sub(r"[\s,]+", "", text)


def split_passages(document: Document, text: str) -> tuple[dict[str, str], list[int]]:
    """Each locator's passage (folded), and the numbers of the sections that were not found.

    Sections must be listed in the order of the text; a locator listed twice joins its passages.
    """
    whole = fold(text)
    starts: list[tuple[int, str]] = []
    missing: list[int] = []
    position = 0
    for number, section in enumerate(document.sections):
        found = whole.find(fold(section.begins), position)
        if found < 0:
            missing.append(number)
            continue
        starts.append((found, section.locator))
        position = found
    passages: dict[str, str] = {}
    for (start, locator), following in zip(starts, [*starts[1:], (len(whole), "")], strict=True):
        passages[locator] = passages.get(locator, "") + whole[start : following[0]]
    return passages, missing


def _stands(figure: Figure, value: DatedValue, places: dict[str, str]) -> bool:
    text = "".join(places.get(part.strip(), "") for part in value.locator.split(";"))
    if not places:
        return True
    return any(re.search(form, text) for form in written_forms(figure, value))


def written_forms(figure: Figure, value: DatedValue) -> list[str]:
    """Patterns of how a value may be written in a source."""
    if value.as_written:
        return [re.escape(fold(value.as_written))]
    if figure.unit in NUMERIC_UNITS:
        number = Decimal(value.value)
        if figure.unit in (Unit.FRACTION, Unit.POINTS):
            number *= 100
        plain = f"{number.normalize():f}"
        forms = {plain, value.value, f"{abs(number):.2f}"}
        # Zeros may follow behind the decimal point only: 8 is not found in 80.
        return [rf"(?<![\d.]){re.escape(form)}{'0*' if '.' in form else ''}(?!\d|\.\d)" for form in sorted(forms)]
    if figure.unit is Unit.DATE:
        _, month, day = value.value.split("-")
        return [f"{int(month)}月{int(day)}[日号]", re.escape(value.value)]
    if figure.unit is Unit.MONTH:
        return [rf"(?<!\d){int(value.value.split('-')[1])}月"]
    return [re.escape(fold(value.value))]
