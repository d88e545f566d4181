"""The lint of the knowledge: dead references, unsourced or clashing figures, numbers typed into words.

Every fault carries file, line and remedy in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from assistant.calculator.expression import ExpressionError, parse
from assistant.errors import Fault
from assistant.policy.figures import PLACEHOLDER
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import Source, load_with_faults
from assistant.policy.model import NUMERIC_UNITS, Conditions, DatedValue, Entry, Figure, SchemeShape, Unit

SHORT_LIMIT = 40
_DIGITS = re.compile(r"[0-90-9]")
_SPELLED = re.compile(
    r"(?:[两二三四五六七八九十百千万零]+(?:元|块|万|亿|成|天|个月|个百分点|倍|折|年(?!级|度))|[一两二三四五六七八九十]成|百分之)"
)


def check(folder: Path, documents: Path | None = None) -> list[Fault]:
    """Every fault of the knowledge in `folder`, also against the source texts if `documents` is given."""
    knowledge, faults = load_with_faults(folder, check_all)
    if knowledge is not None and documents is not None:
        from assistant.policy.sources import check_sources

        _, more = load_with_faults(folder, lambda k, s: check_sources(k, s, documents))
        faults += more
    return faults


def check_references(knowledge: Knowledge, source: Source) -> list[Fault]:
    """Faults without which the assistant can't run: dead ids, values of the wrong form."""
    return [*_areas(knowledge, source), *_figures(knowledge, source), *_entries(knowledge, source),
            *_schemes(knowledge, source), *_coverage(knowledge, source)]


def check_all(knowledge: Knowledge, source: Source) -> list[Fault]:
    """References and manners: clashing dates, typed numbers, sentences too long to say."""
    faults = check_references(knowledge, source)
    if not faults:
        faults += [*_overlaps(knowledge, source), *_words(knowledge, source)]
    return faults


def _areas(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for area in knowledge.areas.values():
        if area.parent and area.parent not in knowledge.areas:
            yield source.fault("areas", area.id, ("parent",), f"没有上级地区“{area.parent}”", "请先登记上级地区")
    for document in knowledge.documents.values():
        if document.area not in knowledge.areas:
            yield source.fault("documents", document.id, ("area",), f"没有地区“{document.area}”", "请检查地区id")


def _place(knowledge: Knowledge, document: str, locator: str) -> str | None:
    """What is wrong with a document and locator, or None."""
    found = knowledge.documents.get(document)
    if found is None:
        return f"没有文件“{document}”"
    if not locator.strip():
        return "没有写出处(locator)"
    known = {section.locator for section in found.sections}
    missing = [part for part in locator.split(";") if part.strip() not in known]
    return f"文件“{document}”里没有登记位置“{missing[0]}”" if missing and known else None


def _figures(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for figure in knowledge.figures.values():
        if figure.derive:
            yield from _derived(knowledge, source, figure)
        elif not figure.values:
            yield source.fault("figures", figure.id, (), f"“{figure.id}”没有数值", "请写values,每个值带document和locator")
        for number, value in enumerate(figure.values):
            problem = _place(knowledge, value.document, value.locator)
            if problem:
                remedy = "请写documents里登记过的文件和位置"
                yield source.fault("figures", figure.id, ("values", number), problem, remedy)
            wrong = _value_fault(figure, value)
            if wrong:
                yield source.fault("figures", figure.id, ("values", number, "value"), *wrong)


def _derived(knowledge: Knowledge, source: Source, figure: Figure) -> Iterator[Fault]:
    area = figure.id.split(".")[0]
    try:
        names = parse(figure.derive or "").names
    except ExpressionError:
        yield source.fault("figures", figure.id, ("derive",), f"算式写得不对:{figure.derive}", "请用+ - * / 和括号")
        return
    for name in names:
        if name not in knowledge.figures and f"{area}.{name}" not in knowledge.figures:
            yield source.fault("figures", figure.id, ("derive",), f"算式里没有登记的数据“{name}”", "请检查id")


def _value_fault(figure: Figure, value: DatedValue) -> tuple[str, str] | None:
    if value.first_day and value.last_day and value.first_day > value.last_day:
        return "起始日晚于终止日", "请检查first_day和last_day"
    if figure.unit in NUMERIC_UNITS:
        try:
            number = Decimal(value.value)
        except InvalidOperation:
            return f"数值“{value.value}”不是数字", "请写成阿拉伯数字,如0.75"
        if figure.unit in (Unit.FRACTION, Unit.POINTS) and abs(number) > 10:
            return f"比例写成了{value.value}", "请写成0到1之间的小数,如0.75"
        return None
    try:
        if figure.unit is Unit.DATE:
            date.fromisoformat(value.value)
        elif figure.unit is Unit.MONTH:
            date.fromisoformat(f"{value.value}-01")
    except ValueError:
        return f"“{value.value}”不是日期", "请写成2022-07-01(月份写2022-07)"
    return None


def _overlaps(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for figure in knowledge.figures.values():
        ordered = sorted(figure.values, key=lambda v: v.first_day or date.min)
        for first, second in zip(ordered, ordered[1:], strict=False):
            clash = first.last_day is None or second.first_day is None or second.first_day <= first.last_day
            if clash and not figure.contradiction and first.value != second.value:
                message = f"“{figure.id}”在同一天有两个值:{first.value}和{second.value}"
                remedy = "请写清起止日期;若资料本身矛盾,请用contradiction说明"
                yield source.fault("figures", figure.id, ("values",), message, remedy)


def _conditions(knowledge: Knowledge, when: Conditions) -> Iterator[tuple[str, str]]:
    for dimension, values in when.items():
        found = knowledge.dimensions.get(dimension)
        if found is None:
            yield f"没有条件“{dimension}”", f"可用:{'、'.join(knowledge.dimensions)}"
            continue
        known = {value.id for value in found.values}
        for value in values:
            if value not in known:
                yield f"条件“{dimension}”没有值“{value}”", f"可用:{'、'.join(sorted(known))}"


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
                id_ = match["id"]
                if id_ not in knowledge.figures and f"{entry.area}.{id_}" not in knowledge.figures:
                    yield source.fault("entries", entry.id, key, f"没有登记的数据“{id_}”", "请先在figures里登记")
        for number, reference in enumerate(entry.cites):
            problem = _place(knowledge, reference.document, reference.locator)
            if problem:
                yield source.fault("entries", entry.id, ("cites", number), problem, "请写登记过的文件和位置")
        if not entry.cites and not any(PLACEHOLDER.search(t) for _, t in texts_of(entry)):
            yield source.fault("entries", entry.id, (), f"“{entry.id}”没有出处", "请写cites")
        for problem in _conditions(knowledge, entry.applies):
            yield source.fault("entries", entry.id, ("applies",), *problem)
        for number, variant in enumerate(entry.say.variants):
            for problem in _conditions(knowledge, variant.when):
                yield source.fault("entries", entry.id, ("say", "variants", number), *problem)
        for target in entry.next:
            if target not in knowledge.entries and target not in knowledge.schemes:
                yield source.fault("entries", entry.id, ("next",), f"没有条目“{target}”", "请检查id")
        if entry.calculate and entry.calculate not in knowledge.schemes:
            yield source.fault("entries", entry.id, ("calculate",), f"没有计算“{entry.calculate}”", "请检查id")


def _words(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for entry in knowledge.entries.values():
        for key, text in texts_of(entry):
            bare = PLACEHOLDER.sub("", text)
            typed = _DIGITS.search(bare) or _SPELLED.search(bare)
            if typed:
                around = bare[max(0, typed.start() - 6) : typed.end() + 6]
                message = f"答复里直接写了数字:“…{around}…”"
                yield source.fault("entries", entry.id, key, message, "请登记为figures,再用{id}引用")
            if key[-1] == "short" and len(PLACEHOLDER.sub("00", text)) > SHORT_LIMIT:
                message = f"第一句有{len(PLACEHOLDER.sub('00', text))}个字,超过{SHORT_LIMIT}个字,不好念"
                yield source.fault("entries", entry.id, key, message, "请把条件移到details")


def _schemes(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for scheme in knowledge.schemes.values():
        yield from _scheme_references(knowledge, source, scheme)
        yield from _scheme_formulas(knowledge, source, scheme)


def _scheme_references(knowledge: Knowledge, source: Source, scheme: SchemeShape) -> Iterator[Fault]:
    for name, id_ in scheme.figures.items():
        if id_ not in knowledge.figures:
            yield source.fault("schemes", scheme.id, ("figures", name), f"没有登记的数据“{id_}”", "请先登记")
    for number, step in enumerate(scheme.steps):
        for row in step.rows:
            if row.figure and row.figure not in knowledge.figures:
                fault = f"没有登记的数据“{row.figure}”"
                yield source.fault("schemes", scheme.id, ("steps", number, "rows"), fault, "请先登记")
    for number, fact in enumerate(scheme.facts):
        if fact.dimension and fact.dimension not in knowledge.dimensions:
            fault = f"没有条件“{fact.dimension}”"
            yield source.fault("schemes", scheme.id, ("facts", number), fault, "请检查dimension")
    if scheme.entry and scheme.entry not in knowledge.entries:
        yield source.fault("schemes", scheme.id, ("entry",), f"没有条目“{scheme.entry}”", "请检查id")


def _scheme_formulas(knowledge: Knowledge, source: Source, scheme: SchemeShape) -> Iterator[Fault]:
    known = {fact.id for fact in scheme.facts} | set(scheme.figures)
    known |= {step.id for step in scheme.steps} | {"bills"}
    for number, step in enumerate(scheme.steps):
        formulas = [step.expression] if step.expression else []
        formulas += [row.expression for row in step.rows if row.expression]
        if not formulas and not step.rows:
            remedy = "请写expression或rows"
            yield source.fault("schemes", scheme.id, ("steps", number), f"步骤“{step.id}”没有算式", remedy)
        for formula in formulas:
            try:
                unknown = parse(formula).names - known
            except ExpressionError:
                yield source.fault("schemes", scheme.id, ("steps", number), f"算式写得不对:{formula}", "")
                continue
            for name in sorted(unknown):
                fault = f"算式里的“{name}”既不是事实、数据,也不是步骤"
                yield source.fault("schemes", scheme.id, ("steps", number), fault, f"可用:{'、'.join(sorted(known))}")
    for name, step_id in scheme.results.items():
        if step_id not in known:
            yield source.fault("schemes", scheme.id, ("results", name), f"没有步骤“{step_id}”", "")


def _coverage(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    for entry in knowledge.entries.values():
        if entry.subject and entry.subject not in knowledge.subjects:
            fault = f"subjects.yaml里没有“{entry.subject}”"
            yield source.fault("entries", entry.id, ("subject",), fault, "请检查subject")
