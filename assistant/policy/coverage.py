"""How much of each document the knowledge tells: facts, places, figures, and what no entry uses."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.policy.check import texts_of
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Document, Entry, Figure, SchemeShape, Statement
from assistant.policy.references import bare_id, placeholders, whole_id


def coverage_report(knowledge: Knowledge) -> list[str]:
    """Lines in Chinese, document by document in the order they were written; unused figures by id."""
    return [line for document in knowledge.documents for line in _lines(knowledge, document)]


def _lines(knowledge: Knowledge, document: str) -> Iterator[str]:
    entries = [
        e for e in knowledge.entries.values() if document in _documents_of(knowledge, _figures_in(knowledge, e), e)
    ]
    schemes = [
        s for s in knowledge.schemes.values() if document in _documents_of(knowledge, set(_figures_of(s)), s)
    ]
    figures = [id_ for id_ in knowledge.figures if document in figure_documents(knowledge, id_)]
    gaps = sum(entry.statement is Statement.GAP for entry in entries)
    told = {fact for entry in entries for fact in entry.facts} | {fact for s in schemes for fact in s.facts_told}
    idle = sorted(set(figures) - used_figures(knowledge))
    found = knowledge.documents[document]
    yield f"{found.title}({document},{found.issued})"
    yield f"  条目{len(entries) - gaps}条,另有“资料没有写”的{gaps}条;计算{len(schemes)}个"
    yield f"  数据{len(figures)}个;讲到核对清单{len(told)}项"
    items: list[Entry | SchemeShape] = [*entries, *schemes]
    places = {part for item in items for part in _locators(knowledge, item, document)}
    yield from _places(found, places)
    if idle:
        yield f"  没有条目或计算用到的数据{len(idle)}个:{'、'.join(idle)}"
    else:
        yield "  数据都有条目或计算用到"


def _places(document: Document, told: set[str]) -> Iterator[str]:
    """What is told of a document's places, which are marked as not for questions, and which are left."""
    sections = {section.locator: section.aside for section in document.sections}
    marked = {locator: why for locator, why in sections.items() if why}
    left = [locator for locator in sections if locator not in told and locator not in marked]
    yield f"  原文位置{len(sections)}处:条目和计算讲到{len(told & set(sections))}处"
    if marked:
        yield f"  标明不用于问答的{len(marked)}处:{'、'.join(f'{locator}({why})' for locator, why in marked.items())}"
    if left:
        yield f"  没有条目或计算讲到的{len(left)}处:{'、'.join(left)}"


def _locators(knowledge: Knowledge, item: Entry | SchemeShape, document: str) -> Iterator[str]:
    figures = _figures_in(knowledge, item) if isinstance(item, Entry) else set(_figures_of(item))
    values = [value for id_ in _with_operands(knowledge, figures) for value in knowledge.figures[id_].values]
    told = [(reference.document, reference.locator) for reference in item.cites]
    for cited, locator in (*told, *((value.document, value.locator) for value in values)):
        if cited == document:
            yield from (part.strip() for part in locator.split(";"))


def used_figures(knowledge: Knowledge) -> set[str]:
    """The ids of the figures that an entry, a calculator or a check of sums uses, also through derived ones."""
    told = {id_ for entry in knowledge.entries.values() for id_ in _figures_in(knowledge, entry)}
    told |= {id_ for scheme in knowledge.schemes.values() for id_ in _figures_of(scheme)}
    return _with_operands(knowledge, told | {figure.id for figure in knowledge.figures.values() if figure.equals})


def _with_operands(knowledge: Knowledge, told: set[str]) -> set[str]:
    """The figures, those that they are derived from, and those that they should equal."""
    figures = Figures(knowledge)
    waiting = set(told)
    used: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        used.add(id_)
        figure = figures.get(id_)
        waiting |= {*_operands(figures, figure), *([figure.equals] if figure.equals else [])} - used
    return used


def figure_documents(knowledge: Knowledge, id_: str) -> set[str]:
    """The documents that a figure rests on; those of its operands if it is derived."""
    figures = Figures(knowledge)
    found: set[str] = set()
    waiting, seen = {id_}, set[str]()
    while waiting:
        figure = figures.get(waiting.pop())
        seen.add(figure.id)
        found |= {value.document for value in figure.values}
        waiting |= _operands(figures, figure) - seen
    return found


def _operands(figures: Figures, figure: Figure) -> set[str]:
    return {bare_id(reference) for reference in figures.operands(figure)}


def _documents_of(knowledge: Knowledge, figures: set[str], item: Entry | SchemeShape) -> set[str]:
    cited = {reference.document for reference in item.cites}
    return cited or {document for id_ in figures for document in figure_documents(knowledge, id_)}


def _figures_in(knowledge: Knowledge, entry: Entry) -> set[str]:
    return {whole_id(m["id"], entry.area, knowledge.figures) for _, text in texts_of(entry) for m in placeholders(text)}


def _figures_of(scheme: SchemeShape) -> Iterator[str]:
    told = [*scheme.figures.values(), *(row.figure for step in scheme.steps for row in step.rows if row.figure)]
    yield from (bare_id(reference) for reference in told)
