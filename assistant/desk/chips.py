"""The caller's conditions: what was heard last holds, and what it implies drives out the contrary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.desk.port import Chip, Condition
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import DimensionValue, Entry, SchemeShape


def merged(held: Mapping[str, str], heard: Mapping[str, str], knowledge: Knowledge) -> dict[str, str]:
    """The conditions held with those heard (dimension → value); what can't be true beside them is dropped."""
    kept = {
        dimension: value
        for dimension, value in held.items()
        if not any(_clash(dimension, value, *said, knowledge) for said in heard.items())
    }
    return {**kept, **heard}


def _clash(dimension: str, value: str, other_dimension: str, other: str, knowledge: Knowledge) -> bool:
    """Whether two conditions exclude each other by what one of them implies (居民 and 退休)."""
    one, two = value_of(dimension, value, knowledge), value_of(other_dimension, other, knowledge)
    implied_by_one = one.implies.get(other_dimension, other) if one else other
    implied_by_two = two.implies.get(dimension, value) if two else value
    return implied_by_one != other or implied_by_two != value


def value_of(dimension: str, value: str, knowledge: Knowledge) -> DimensionValue | None:
    """The value of a dimension as curated, None if there is none of that id."""
    found = knowledge.dimensions.get(dimension)
    return next((v for v in found.values if v.id == value), None) if found else None


def with_implied(said: Mapping[str, tuple[str, ...]], knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Conditions with what they imply (退休 → 职工医保), never against what was said."""
    implied: dict[str, tuple[str, ...]] = {}
    for dimension, values in said.items():
        value = value_of(dimension, values[0], knowledge) if len(values) == 1 else None
        implied.update({name: (other,) for name, other in (value.implies if value else {}).items()})
    return {**implied, **said}


def as_chips(held: Mapping[str, str], knowledge: Knowledge) -> tuple[Chip, ...]:
    """The conditions with their labels, in the knowledge's order."""
    chips = []
    for dimension in knowledge.dimensions:
        value = value_of(dimension, held[dimension], knowledge) if dimension in held else None
        if value:
            chips.append(Chip(dimension, value.id, value.label))
    return tuple(chips)


def conditions_of(area: str | None, knowledge: Knowledge) -> tuple[Condition, ...]:
    """The dimensions on which the entries and calculators of an area depend (None: of all areas)."""
    entries = knowledge.entries_of(area) if area else tuple(knowledge.entries.values())
    schemes = knowledge.schemes_of(area) if area else tuple(knowledge.schemes.values())
    used = _used(entries, schemes)
    return tuple(
        Condition(dimension.id, dimension.label, tuple((v.id, v.label) for v in dimension.values))
        for dimension in knowledge.dimensions.values()
        if dimension.id in used
    )


def dimensions_for(item: str, area: str | None, knowledge: Knowledge) -> frozenset[str] | None:
    """The dimensions on which an answer in the topic of an entry or calculator can depend; None for an unknown one."""
    found = knowledge.entries.get(item) or knowledge.schemes.get(item)
    if found is None:
        return None
    home = area or found.area
    return frozenset(
        _used(
            [entry for entry in knowledge.entries_of(home) if entry.topic == found.topic],
            [scheme for scheme in knowledge.schemes_of(home) if scheme.topic == found.topic],
        )
    )


def _used(entries: Iterable[Entry], schemes: Iterable[SchemeShape]) -> set[str]:
    used: set[str] = set()
    for entry in entries:
        used.update(entry.applies, *(variant.when for variant in entry.say.variants))
    for scheme in schemes:
        used.update(scheme.applies, (fact.dimension for fact in scheme.facts if fact.dimension))
    return used
