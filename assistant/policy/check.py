"""The lint of the knowledge: dead references, unsourced or clashing figures, numbers typed into words.

Every fault carries file, line and remedy in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

from assistant.calculator.expression import ExpressionError
from assistant.errors import Fault
from assistant.policy.guide_check import guide_faults
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import Source, load_with_faults
from assistant.policy.model import NUMERIC_UNITS, DatedValue, Entry, Figure, Statement, Unit
from assistant.policy.places import condition_faults, place_fault, reference_fault
from assistant.policy.recompute import equality_faults
from assistant.policy.references import (
    PLACEHOLDER,
    bare_id,
    placeholders,
    read_formula,
    read_reference,
    reference_in,
    whole_id,
)
from assistant.policy.scheme_check import scheme_faults, scheme_words
from assistant.policy.tables import table_faults
from assistant.policy.typed_numbers import typed_number

SHORT_LIMIT = 40
MOST_FRACTION = 2  # a growth may exceed 1; 7 or 70 is a share written as tenths or percents
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_FORMS = {
    Unit.DATE: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    Unit.MONTH: re.compile(r"[0-9]{4}-[0-9]{2}"),
    Unit.YEAR: re.compile(r"[0-9]{4}"),
}


def check(folder: Path, documents: Path | None = None) -> list[Fault]:
    """Every fault of the knowledge in `folder`, also against the source texts if `documents` is given."""
    knowledge, faults = load_with_faults(folder, check_all)
    if knowledge is not None and documents is not None:
        from assistant.policy.sources import check_sources

        _, more = load_with_faults(folder, lambda k, s: check_sources(k, s, documents))
        faults += more
    return faults


def check_references(knowledge: Knowledge, source: Source) -> list[Fault]:
    """Faults without which the assistant can't run: dead ids, values of the wrong form, circles."""
    return [*_areas(knowledge, source), *_figures(knowledge, source), *_entries(knowledge, source),
            *scheme_faults(knowledge, source), *_coverage(knowledge, source), *guide_faults(knowledge, source)]


def check_all(knowledge: Knowledge, source: Source) -> list[Fault]:
    """References and manners: clashing dates, gaps, typed numbers, sentences too long to say, tables."""
    faults = check_references(knowledge, source)
    faults += [*_overlaps(knowledge, source), *_gaps(knowledge, source)]
    faults += [*_words(knowledge, source), *scheme_words(knowledge, source)]
    if not faults:
        faults += [*_one_sided(knowledge, source), *table_faults(knowledge, source)]
        faults += equality_faults(knowledge, source)
    return faults


def _areas(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for area in knowledge.areas.values():
        if area.parent and area.parent not in knowledge.areas:
            yield source.fault("areas", area.id, ("parent",), f"没有上级地区“{area.parent}”", "请先登记上级地区")
        elif _in_a_circle(knowledge, area.id):
            yield source.fault("areas", area.id, ("parent",), f"“{area.id}”的上级绕了一圈又回到自己", "请检查parent")
    for document in knowledge.documents.values():
        if document.area not in knowledge.areas:
            yield source.fault("documents", document.id, ("area",), f"没有地区“{document.area}”", "请检查地区id")


def _in_a_circle(knowledge: Knowledge, id_: str) -> bool:
    seen: set[str] = set()
    current: str | None = id_
    while current in knowledge.areas and current not in seen:
        seen.add(current)
        current = knowledge.areas[current].parent
    return current in seen


def _figures(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for figure in knowledge.figures.values():
        if figure.derive:
            yield from _derived(knowledge, source, figure)
        elif not figure.values:
            remedy = "请写values,每个值带document和locator"
            yield source.fault("figures", figure.id, (), f"“{figure.id}”没有数值", remedy)
        if figure.equals and figure.equals not in knowledge.figures:
            yield source.fault("figures", figure.id, ("equals",), f"没有登记的数据“{figure.equals}”", "请检查id")
        for number, value in enumerate(figure.values):
            problem = place_fault(knowledge, value.document, value.locator)
            if problem:
                remedy = "请写documents里登记过的文件和位置"
                yield source.fault("figures", figure.id, ("values", number), problem, remedy)
            unknown = value.same_as and reference_fault(knowledge, value.same_as, figure.id.split(".")[0])
            wrong = unknown or _value_fault(figure, value)
            if wrong:
                yield source.fault("figures", figure.id, ("values", number, "value"), *wrong)


def _derived(knowledge: Knowledge, source: Source, figure: Figure) -> Iterator[Fault]:
    try:
        operands = _operands(knowledge, figure)
    except ExpressionError:
        yield source.fault("figures", figure.id, ("derive",), f"算式写得不对:{figure.derive}", "请用+ - * / 和括号")
        return
    area = figure.id.split(".")[0]
    for reference in operands:
        wrong = reference_fault(knowledge, reference, area)
        if wrong:
            yield source.fault("figures", figure.id, ("derive",), f"算式里{wrong[0]}", wrong[1])
        elif knowledge.figures[bare_id(reference)].unit not in NUMERIC_UNITS:
            remedy = "算式里只能用数,不能用日期和文字"
            told = reference.removeprefix(f"{area}.")
            yield source.fault("figures", figure.id, ("derive",), f"算式里的“{told}”不是数", remedy)
    if _rests_on_itself(knowledge, figure):
        yield source.fault("figures", figure.id, ("derive",), f"“{figure.id}”绕了一圈由自己算出", "请检查derive")


def _operands(knowledge: Knowledge, figure: Figure) -> tuple[str, ...]:
    """The references in a derived figure's formula, with whole ids; raises ExpressionError."""
    area = figure.id.split(".")[0]
    _, references = read_formula(figure.derive or "0")
    return tuple(whole_id(told, area, knowledge.figures) for told in references.values())


def _rests_on_itself(knowledge: Knowledge, figure: Figure) -> bool:
    seen: set[str] = set()
    waiting = [figure]
    while waiting:
        current = waiting.pop()
        try:
            operands = {bare_id(told) for told in _operands(knowledge, current)}
        except ExpressionError:
            continue
        if figure.id in operands:
            return True
        waiting += [knowledge.figures[id_] for id_ in operands - seen if id_ in knowledge.figures]
        seen |= operands
    return False


def _value_fault(figure: Figure, value: DatedValue) -> tuple[str, str] | None:
    if value.first_day and value.last_day and value.first_day > value.last_day:
        return "起始日晚于终止日", "请检查first_day和last_day"
    if figure.unit in NUMERIC_UNITS:
        return _number_fault(figure, value.value)
    form = _FORMS.get(figure.unit)
    if form and not (form.fullmatch(value.value) and _is_a_day(value.value)):
        return f"“{value.value}”不是日期", "请写成2022-07-01(月份写2022-07,年份写2022)"
    return None


def _number_fault(figure: Figure, text: str) -> tuple[str, str] | None:
    if not _NUMBER.fullmatch(text):
        return f"数值“{text}”不是数字", "请写成阿拉伯数字,如0.75"
    most = {Unit.FRACTION: MOST_FRACTION, Unit.POINTS: 1}.get(figure.unit)
    if most is not None and abs(Decimal(text)) > most:
        return f"比例写成了{text}", "请写成0到1之间的小数,如0.75"
    return None


def _is_a_day(text: str) -> bool:
    """Whether a day, a month or a year of the usual form is one of the calendar."""
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _overlaps(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for figure in knowledge.figures.values():
        if figure.contradiction:
            continue
        for first, second in combinations(figure.values, 2):
            if first.value != second.value and _share_a_day(first, second):
                message = f"“{figure.id}”在同一天有两个值:{first.value}和{second.value}"
                remedy = "请写清起止日期;若资料本身矛盾,请用contradiction说明"
                yield source.fault("figures", figure.id, ("values",), message, remedy)


def _share_a_day(first: DatedValue, second: DatedValue) -> bool:
    start = max(first.first_day or date.min, second.first_day or date.min)
    return start <= min(first.last_day or date.max, second.last_day or date.max)


def _gaps(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    """Days between two values of a rule on which none is in force."""
    for figure in knowledge.figures.values():
        if figure.statement is not Statement.RULE:
            continue
        ordered = sorted(figure.values, key=lambda v: v.first_day or date.min)
        for first, second in pairwise(ordered):
            if first.last_day and second.first_day and first.last_day + timedelta(days=1) < second.first_day:
                message = f"“{figure.id}”从{first.last_day}以后到{second.first_day}以前没有值"
                yield source.fault("figures", figure.id, ("values",), message, "请检查first_day和last_day是否相接")


def _one_sided(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    """Words and formulas that take one of contradictory values without saying so, or without the others."""
    for figure in knowledge.figures.values():
        for reference in _operands(knowledge, figure):
            operand = knowledge.figures[bare_id(reference)]
            if len(operand.values) > 1 and operand.contradiction and "#" not in reference:
                message = f"算式里的“{reference}”有两个互相矛盾的值"
                yield source.fault("figures", figure.id, ("derive",), message, "请给values起name,写成id#name")
    for entry in knowledge.entries.values():
        told = [reference_in(match) for _, text in texts_of(entry) for match in placeholders(text)]
        meant = [read_reference(whole_id(reference, entry.area, knowledge.figures)) for reference in told]
        for id_ in {reference.id for reference in meant if reference.name}:
            names = {reference.name for reference in meant if reference.id == id_}
            missing = {value.name for value in knowledge.figures[id_].values} - names
            if missing and None not in names:
                message = f"“{id_}”有互相矛盾的值,这里只说了一个"
                yield source.fault("entries", entry.id, ("say",), message, "请把另一个值也说出来")


def texts_of(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every piece of an entry's words with its key."""
    yield ("say", "short"), entry.say.short
    for number, variant in enumerate(entry.say.variants):
        yield ("say", "variants", number, "short"), variant.short
        for text in variant.details:
            yield ("say", "variants", number, "details"), text
    for text in entry.say.details:
        yield ("say", "details"), text
    for text in entry.say.do:
        yield ("say", "do"), text
    if entry.notice:
        yield ("notice",), entry.notice


def _entries(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for entry in knowledge.entries.values():
        for key, text in texts_of(entry):
            for match in PLACEHOLDER.finditer(text):
                wrong = reference_fault(knowledge, reference_in(match), entry.area)
                if wrong:
                    yield source.fault("entries", entry.id, key, *wrong)
        for number, reference in enumerate(entry.cites):
            problem = place_fault(knowledge, reference.document, reference.locator)
            if problem:
                yield source.fault("entries", entry.id, ("cites", number), problem, "请写登记过的文件和位置")
        if not entry.cites and not any(PLACEHOLDER.search(t) for _, t in texts_of(entry)):
            yield source.fault("entries", entry.id, (), f"“{entry.id}”没有出处", "请写cites")
        for name, conditions in (("applies", entry.applies), ("unless", entry.unless)):
            for fault in condition_faults(knowledge, conditions):
                yield source.fault("entries", entry.id, (name,), *fault)
        for number, variant in enumerate(entry.say.variants):
            for fault in condition_faults(knowledge, variant.when):
                yield source.fault("entries", entry.id, ("say", "variants", number), *fault)
        for target in entry.next:
            if target not in knowledge.entries and target not in knowledge.schemes:
                yield source.fault("entries", entry.id, ("next",), f"没有条目“{target}”", "请检查id")
        if entry.calculate and entry.calculate not in knowledge.schemes:
            yield source.fault("entries", entry.id, ("calculate",), f"没有计算“{entry.calculate}”", "请检查id")


def _words(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for figure in knowledge.figures.values():
        typed = typed_number(figure.contradiction)
        if typed:
            message = f"contradiction里直接写了数字:“{typed}”"
            yield source.fault("figures", figure.id, ("contradiction",), message, "请用“前一个数”“后一个数”来说")
    for entry in knowledge.entries.values():
        for key, text in texts_of(entry):
            bare = PLACEHOLDER.sub("", text)
            typed = typed_number(bare)
            if typed:
                message = f"答复里直接写了数字:“{typed}”"
                yield source.fault("entries", entry.id, key, message, "请登记为figures,再用{id}引用")
            if key[-1] == "short" and len(PLACEHOLDER.sub("00", text)) > SHORT_LIMIT:
                message = f"第一句有{len(PLACEHOLDER.sub('00', text))}个字,超过{SHORT_LIMIT}个字,不好念"
                yield source.fault("entries", entry.id, key, message, "请把条件移到details")


def _coverage(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for entry in knowledge.entries.values():
        if entry.subject and entry.subject not in knowledge.subjects:
            fault = f"subjects.yaml里没有“{entry.subject}”"
            yield source.fault("entries", entry.id, ("subject",), fault, "请检查subject")
