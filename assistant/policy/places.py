"""Whether what a curator refers to is there: places in documents, conditions and their values."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Conditions


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
