"""Whether what a curator refers to is there: places in documents, figures, conditions and their values."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Conditions
from assistant.policy.references import bare_id, read_reference, whole_id


def place_fault(knowledge: Knowledge, document: str, locator: str) -> str | None:
    """What is wrong with a document and a locator in it, or None."""
    found = knowledge.documents.get(document)
    if found is None:
        return f"没有文件“{document}”"
    if not locator.strip():
        return "没有写出处(locator)"
    known = {section.locator for section in found.sections}
    missing = [part for part in locator.split(";") if part.strip() not in known]
    return f"文件“{document}”里没有登记位置“{missing[0]}”" if missing and known else None


def reference_fault(knowledge: Knowledge, reference: str, area: str) -> tuple[str, str] | None:
    """What is wrong with a reference to a figure in an area's words or formulas, with its remedy, or None."""
    try:
        meant = read_reference(whole_id(reference, area, knowledge.figures))
    except ValueError:
        return f"“{reference}”里@后面不是日期", "请写成2022-06-30"
    figure = knowledge.figures.get(meant.id)
    if figure is None:
        return f"没有登记的数据“{bare_id(reference).removeprefix(f'{area}.')}”", "请先在figures里登记"
    named = [value for value in figure.values if meant.name in (None, value.name)]
    if meant.name and not named:
        names = "、".join(value.name for value in figure.values if value.name) or "(都没有起名)"
        return f"“{figure.id}”没有名为“{meant.name}”的值", f"请在values里写name;已有:{names}"
    if meant.day and named and not any(value.holds_on(meant.day) for value in named):
        return f"“{figure.id}”在{meant.day}没有值", "请检查日期,或补上那一天的值"
    return None


def condition_faults(knowledge: Knowledge, when: Conditions) -> Iterator[tuple[str, str]]:
    """What is wrong with an entry's conditions, each with its remedy."""
    for dimension, values in when.items():
        found = knowledge.dimensions.get(dimension)
        if found is None:
            yield f"没有条件“{dimension}”", f"可用:{'、'.join(knowledge.dimensions)}"
            continue
        known = {value.id for value in found.values}
        for value in values:
            if value not in known:
                yield f"条件“{dimension}”没有值“{value}”", f"可用:{'、'.join(sorted(known))}"
