"""Facts and figures to amounts and steps: one result, or one for each value of what was left out.

Pure: no file, no clock, no global. Amounts are Decimals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

from assistant.calculator.facts import defaults, fits, lacking_facts
from assistant.calculator.running import Run
from assistant.calculator.scheme import FactKind, FactValue, Lacking, Outcome, ReadFigure, Scheme
from assistant.calculator.validity import first_invalid

MOST_BRANCHES = 48


def solve(scheme: Scheme, facts: Mapping[str, FactValue], read: ReadFigure, day: date,
          wanted: frozenset[str] = frozenset()) -> Outcome:
    """Calculate a scheme for one caller.

    Args:
        scheme: The calculator.
        facts: What is known, by fact id: a choice's value id, a Decimal, or bills in their order.
        read: Gives a figure on a day; None where the sources state none.
        day: The day of the call, for bills without one.
        wanted: Facts that must be given although they have a default.

    Returns:
        A settlement; or which facts are lacking, which condition fails, which value is impossible.
    """
    scheme = _without_defaults(scheme, wanted)
    wrong = first_invalid(scheme, facts)
    if wrong:
        return wrong
    lacking = lacking_facts(scheme, facts)
    if lacking:
        return Lacking(lacking)
    return Run(scheme, facts, read, ruling_day(scheme, facts, day)).settle()


def ruling_day(scheme: Scheme, facts: Mapping[str, FactValue], day: date) -> date:
    """The day whose figures hold: that of the fact which rules it (住院那天), if it was told, else `day`."""
    told = (facts.get(fact.id) for fact in scheme.facts if fact.rules)
    return next((value for value in told if isinstance(value, date)), day)


def _without_defaults(scheme: Scheme, wanted: frozenset[str]) -> Scheme:
    if not wanted:
        return scheme
    return replace(scheme, facts=tuple(replace(f, default=None) if f.id in wanted else f for f in scheme.facts))


def explore(
    scheme: Scheme, facts: Mapping[str, FactValue], read: ReadFigure, day: date, wanted: frozenset[str] = frozenset()
) -> Iterator[tuple[dict[str, str], Outcome]]:
    """The outcome for every value of the choices that are lacking, each with the values it takes.

    Those `wanted` are so although they have a default. Quantities that are lacking stay so: then each outcome is
    Lacking.
    """
    scheme = _without_defaults(scheme, wanted)
    open_facts = [f for f in scheme.facts if f.kind is FactKind.CHOICE and f.id not in facts and f.default is None]
    seen: set[tuple[tuple[str, str], ...]] = set()
    known = {**defaults(scheme), **facts}
    for values in product(*([id_ for id_, _ in f.choices] for f in open_facts)):
        if len(seen) >= MOST_BRANCHES:
            return
        taken: dict[str, str] = {}
        for fact, value in zip(open_facts, values, strict=True):
            if fits(fact.when, {**known, **taken}):
                taken[fact.id] = value
        key = tuple(sorted(taken.items()))
        if key not in seen:
            seen.add(key)
            yield taken, solve(scheme, {**facts, **taken}, read, day)
