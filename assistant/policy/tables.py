"""Decision tables tried out: every combination of facts must find exactly one row.

Finds gaps (a combination with no row in a table that doesn't say what then) and overlaps (one with
two rows that say different things).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from assistant.calculator.facts import fits
from assistant.errors import Fault
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import Source
from assistant.policy.model import RowShape, SchemeShape, StepShape
from assistant.policy.scheme_check import choices_of

MOST_COMBINATIONS = 20_000
MOST_TOLD = 3
Facts = dict[str, str]


def table_faults(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    """Gaps and overlaps in the tables of every calculator, and steps of one name taken together."""
    for scheme in knowledge.schemes.values():
        for number, step in enumerate(scheme.steps):
            if step.rows:
                for message, remedy in _faults_of(scheme, step, knowledge):
                    yield source.fault("schemes", scheme.id, ("steps", number), message, remedy)
        for number, message in _steps_clashing(scheme, knowledge):
            yield source.fault("schemes", scheme.id, ("steps", number), message, "同名的步骤只能有一个符合")


def combinations(scheme: SchemeShape, knowledge: Knowledge, wanted: set[str]) -> Iterator[Facts]:
    """Every combination of the choices that decide on the facts in `wanted`, as a caller can have them.

    A fact that does not matter for the others' values is left out unless it has a default.
    """
    facts = {fact.id: fact for fact in scheme.facts if choices_of(fact, knowledge)}
    while True:
        more = {name for id_ in wanted if id_ in facts for name in facts[id_].when} - wanted
        if not more:
            break
        wanted = wanted | more
    chosen = [fact for fact in scheme.facts if fact.id in wanted and fact.id in facts]
    seen: set[tuple[tuple[str, str], ...]] = set()
    values = (choices_of(fact, knowledge) for fact in chosen)
    for number, picked in enumerate(product(*values)):
        if number >= MOST_COMBINATIONS:
            return
        taken: Facts = {}
        for fact, value in zip(chosen, picked, strict=True):
            if fits(fact.when, taken):
                taken[fact.id] = value
            elif fact.default is not None:
                taken[fact.id] = fact.default
        key = tuple(sorted(taken.items()))
        if key not in seen:
            seen.add(key)
            yield taken


def rows_for(step: StepShape, facts: Mapping[str, str]) -> list[int]:
    """The numbers of the rows that fit, in their order."""
    return [number for number, row in enumerate(step.rows) if fits(row.when, facts)]


def _faults_of(scheme: SchemeShape, step: StepShape, knowledge: Knowledge) -> list[tuple[str, str]]:
    wanted = {name for row in step.rows for name in row.when} | set(step.when)
    found: list[tuple[str, str]] = []
    for facts in combinations(scheme, knowledge, wanted):
        if not fits(step.when, facts):
            continue
        rows = rows_for(step, facts)
        if not rows and not step.absent:
            remedy = "请补一行,或用absent说明资料没有载明"
            found.append((f"“{step.id}”的表里没有一行管{_told(scheme, facts)}", remedy))
        elif len({_outcome(step.rows[number]) for number in rows}) > 1:
            numbers = "、".join(str(number + 1) for number in rows)
            remedy = "请给各行写清when,使每种情况只符合一行"
            found.append((f"“{step.id}”的表里第{numbers}行都管{_told(scheme, facts)},结果不同", remedy))
    return found[:MOST_TOLD]


def _outcome(row: RowShape) -> tuple[str | None, str | None]:
    return row.figure, row.expression


def _told(scheme: SchemeShape, facts: Facts) -> str:
    return "、".join(f"{name}={value}" for name, value in facts.items()) or "所有情况"


def _steps_clashing(scheme: SchemeShape, knowledge: Knowledge) -> Iterator[tuple[int, str]]:
    """Steps of one name that are both taken for some combination of facts."""
    by_name: dict[str, list[int]] = {}
    for number, step in enumerate(scheme.steps):
        by_name.setdefault(step.id, []).append(number)
    for name, numbers in by_name.items():
        if len(numbers) < 2:
            continue
        wanted = {key for number in numbers for key in scheme.steps[number].when}
        for facts in combinations(scheme, knowledge, wanted):
            taken = [number for number in numbers if fits(scheme.steps[number].when, facts)]
            if len(taken) > 1:
                yield taken[1], f"{_told(scheme, facts)}时,步骤“{name}”有{len(taken)}个都符合"
                break
