"""The lint of calculators: dead names, broken formulas, numbers typed into words or formulas."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from assistant.calculator.expression import ExpressionError, parse
from assistant.errors import Fault
from assistant.policy.completing import LIST
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import Source
from assistant.policy.model import NUMERIC_UNITS, FactShape, SchemeShape, Unit
from assistant.policy.places import condition_faults, place_fault, reference_fault
from assistant.policy.references import PLACEHOLDER, bare_id
from assistant.policy.typed_numbers import typed_number

OF_BILLS = ("bills", "bill_number", "dated_bills", "bill_month", "told_apart")
"""Names that formulas know of several amounts: how many, which one it is, how many have a day, its month (0: none)."""
Key = tuple[str | int, ...]
Found = Iterator[tuple[Key, str, str]]
PLAIN_NUMBERS = frozenset(Decimal(n) for n in (0, 1, 12, 100, 10_000))
"""Numbers that a formula may hold: no policy lives in them (months a year, percents, 万)."""


def scheme_faults(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    """Faults for which a calculator could not run, or would run on something that is not there."""
    for scheme in knowledge.schemes.values():
        for key, message, remedy in _references(knowledge, scheme):
            yield source.fault("schemes", scheme.id, key, message, remedy)
        for key, message, remedy in _formulas(knowledge, scheme):
            yield source.fault("schemes", scheme.id, key, message, remedy)
        for key, message, remedy in _conditions(knowledge, scheme):
            yield source.fault("schemes", scheme.id, key, message, remedy)
        for key, message, remedy in _names_in_words(scheme):
            yield source.fault("schemes", scheme.id, key, message, remedy)


def scheme_words(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    """Faults of manners: numbers typed into a calculator's words and formulas."""
    for scheme in knowledge.schemes.values():
        for key, text in texts_of_scheme(scheme):
            typed = typed_number(PLACEHOLDER.sub("", text))
            if typed:
                message = f"计算的话里直接写了数字:“{typed}”"
                yield source.fault("schemes", scheme.id, key, message, "请登记为figures,再用{名字}引用")
        for key, formula in formulas_of(scheme):
            for number in _typed_into(formula):
                message = f"算式里直接写了数字{number}:{formula}"
                yield source.fault("schemes", scheme.id, key, message, "请登记为figures,再用名字引用")


def choices_of(fact: FactShape, knowledge: Knowledge) -> tuple[str, ...]:
    """The value ids that a fact may take; empty for a quantity."""
    if fact.kind != "choice":
        return ()
    dimension = knowledge.dimensions.get(fact.dimension or "")
    values = fact.values or (dimension.values if dimension else ())
    return tuple(value.id for value in values if not fact.only or value.id in fact.only)


def texts_of_scheme(scheme: SchemeShape) -> Iterator[tuple[Key, str]]:
    """Every piece of a calculator's words that a caller hears, with its key."""
    yield ("say",), scheme.say
    for number, remark in enumerate(scheme.remarks):
        yield ("remarks", number, "say"), remark.say
    for number, step in enumerate(scheme.steps):
        yield ("steps", number, "otherwise"), step.otherwise
        yield ("steps", number, "absent"), step.absent
    for number, fact in enumerate(scheme.facts):
        yield ("facts", number, "assumed"), fact.assumed
    for number, text in enumerate(scheme.excludes):
        yield ("excludes", number), text
    for number, text in enumerate(scheme.assumptions):
        yield ("assumptions", number), text


def formulas_of(scheme: SchemeShape) -> Iterator[tuple[Key, str]]:
    """Every formula of a calculator with its key."""
    for number, step in enumerate(scheme.steps):
        if step.expression:
            yield ("steps", number, "expression"), step.expression
        if step.told_if:
            yield ("steps", number, "told_if"), step.told_if
        for place, row in enumerate(step.rows):
            if row.expression:
                yield ("steps", number, "rows", place, "expression"), row.expression
    for number, fact in enumerate(scheme.facts):
        if fact.derive:
            yield ("facts", number, "derive"), fact.derive
    for number, remark in enumerate(scheme.remarks):
        yield ("remarks", number, "condition"), remark.condition


def _typed_into(formula: str) -> list[str]:
    try:
        tree = ast.parse(formula.strip(), mode="eval")
    except SyntaxError:
        return []
    numbers = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [
        str(n) for n in numbers
        if isinstance(n, int | float) and not isinstance(n, bool) and Decimal(str(n)) not in PLAIN_NUMBERS
    ]


def _references(knowledge: Knowledge, scheme: SchemeShape) -> Found:
    for name, id_ in scheme.figures.items():
        wrong = reference_fault(knowledge, id_, scheme.area)
        if wrong:
            yield ("figures", name), *wrong
    for number, step in enumerate(scheme.steps):
        for place, row in enumerate(step.rows):
            wrong = reference_fault(knowledge, row.figure, scheme.area) if row.figure else None
            if wrong:
                yield ("steps", number, "rows", place), *wrong
    for number, reference in enumerate(scheme.cites):
        problem = place_fault(knowledge, reference.document, reference.locator)
        if problem:
            yield ("cites", number), problem, "请写登记过的文件和位置"
    if scheme.entry and scheme.entry not in knowledge.entries:
        yield ("entry",), f"没有条目“{scheme.entry}”", "请检查id"
    if scheme.reverses and scheme.reverses not in knowledge.schemes:
        yield ("reverses",), f"没有计算“{scheme.reverses}”", "请检查id"
    for number, fact in enumerate(scheme.facts):
        shared = knowledge.schemes.get(fact.as_in or "")
        if fact.as_in and (shared is None or all(fact.id != f.id for f in shared.facts)):
            yield ("facts", number, "as_in"), f"计算“{fact.as_in}”里没有事实“{fact.id}”", "请检查id"
    for target in scheme.next:
        if target not in knowledge.entries and target not in knowledge.schemes:
            yield ("next",), f"没有条目“{target}”", "请检查id"
    for name, conditions in (("applies", scheme.applies), ("unless", scheme.unless)):
        for problem, remedy in condition_faults(knowledge, conditions):
            yield (name,), problem, remedy


def _formulas(knowledge: Knowledge, scheme: SchemeShape) -> Found:
    names = [fact.id for fact in scheme.facts]
    steps = {step.id for step in scheme.steps}
    known = {*names, *scheme.figures, *steps, *OF_BILLS}
    for id_ in {id_ for id_ in names if names.count(id_) > 1}:
        yield ("facts",), f"事实“{id_}”写了两次", "请删去一处"
    for number, step in enumerate(scheme.steps):
        if not step.expression and not step.rows:
            yield ("steps", number), f"步骤“{step.id}”没有算式", "请写expression或rows"
    for key, formula in formulas_of(scheme):
        yield from _formula(knowledge, scheme, key, formula, known)
    for name, step_id in (*scheme.results.items(), *scheme.yields.items()):
        if step_id not in steps:
            yield ("results", name), f"没有步骤“{step_id}”", f"可用:{'、'.join(sorted(steps))}"
    if scheme.carry:
        if scheme.carry.step not in steps:
            yield ("carry", "step"), f"没有步骤“{scheme.carry.step}”", f"可用:{'、'.join(sorted(steps))}"
        if scheme.carry.into not in names:
            yield ("carry", "into"), f"没有事实“{scheme.carry.into}”", f"可用:{'、'.join(names)}"


_FORMULAS = "请用+ - * /、括号和min、max、floor、ceil、choose、workdays、workdays_later、months_later"


def _formula(knowledge: Knowledge, scheme: SchemeShape, key: Key, formula: str, known: set[str]) -> Found:
    try:
        names = parse(formula).names
    except ExpressionError:
        yield key, f"算式写得不对:{formula}", _FORMULAS
        return
    for name in sorted(names):
        figure = knowledge.figures.get(bare_id(scheme.figures.get(name, "")))
        if name not in known:
            yield key, f"算式里的“{name}”既不是事实、数据,也不是步骤", f"可用:{'、'.join(sorted(known))}"
        elif figure and figure.unit not in NUMERIC_UNITS and figure.unit not in (Unit.DATE, Unit.MONTH):
            yield key, f"算式里的“{name}”不是数", "年份和文字只能在话里引用"


def _conditions(knowledge: Knowledge, scheme: SchemeShape) -> Found:
    choices = {fact.id: choices_of(fact, knowledge) for fact in scheme.facts}
    for name, words in (("needs", scheme.needs), ("about", scheme.about)):
        for word in (word for word in words if word.startswith(LIST)):
            yield (name,), f"没有词表“{word[len(LIST):]}”", "请先在词库的word_lists里登记"
    places: list[tuple[Key, dict[str, tuple[str, ...]]]] = []
    for number, fact in enumerate(scheme.facts):
        if fact.dimension and fact.dimension not in knowledge.dimensions:
            yield ("facts", number, "dimension"), f"没有条件“{fact.dimension}”", "请检查dimension"
        elif fact.kind == "choice" and fact.default is not None and fact.default not in choices[fact.id]:
            accepted = "、".join(choices[fact.id])
            yield ("facts", number, "default"), f"“{fact.id}”没有值“{fact.default}”", f"可用:{accepted}"
        for word in (*fact.words, *chain.from_iterable(value.words for value in fact.values)):
            if word.startswith(LIST):
                yield ("facts", number, "words"), f"没有词表“{word[len(LIST):]}”", "请先在词库的word_lists里登记"
        places.append((("facts", number, "when"), fact.when))
    for number, step in enumerate(scheme.steps):
        places.append((("steps", number, "when"), step.when))
        places += [(("steps", number, "rows", place, "when"), row.when) for place, row in enumerate(step.rows)]
    for key, when in places:
        for name, values in when.items():
            if not choices.get(name):
                known = "、".join(id_ for id_, accepted in choices.items() if accepted)
                yield key, f"“{name}”不是可以选的事实", f"可用:{known}"
                continue
            for value in values:
                if value not in choices[name]:
                    yield key, f"“{name}”没有值“{value}”", f"可用:{'、'.join(choices[name])}"


def _names_in_words(scheme: SchemeShape) -> Found:
    known = {fact.id for fact in scheme.facts} | set(scheme.figures) | set(scheme.results)
    known |= {step.id for step in scheme.steps}
    for key, text in texts_of_scheme(scheme):
        for match in PLACEHOLDER.finditer(text):
            if match["id"] not in known:
                yield key, f"话里的“{match['id']}”既不是事实、数据,也不是步骤", f"可用:{'、'.join(sorted(known))}"
