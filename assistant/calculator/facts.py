"""Which facts of a scheme are given, matter, follow from others, or are still wanted. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.calculator.expression import parse
from assistant.calculator.scheme import Conditions, Fact, FactValue, Scheme


def lacking_facts(scheme: Scheme, facts: Mapping[str, FactValue]) -> tuple[Fact, ...]:
    """The facts that are still wanted, in the order to ask for them."""
    known = {**defaults(scheme), **facts}
    return tuple(f for f in scheme.facts if _is_lacking(f, known) and not derivable(f, facts))


def derivable(fact: Fact, facts: Mapping[str, FactValue]) -> bool:
    """Whether the fact follows from others that the caller gave."""
    return bool(fact.derive) and all(name in facts for name in parse(fact.derive).names)


def fits(when: Conditions, facts: Mapping[str, object]) -> bool:
    """Whether all conditions hold; an unknown fact fits none."""
    return all(facts.get(name) in accepted for name, accepted in when.items())


def defaults(scheme: Scheme) -> dict[str, FactValue]:
    """The values that hold when the caller does not give them."""
    return {fact.id: fact.default for fact in scheme.facts if fact.default is not None}


def _is_lacking(fact: Fact, known: Mapping[str, FactValue]) -> bool:
    """Whether the fact must still be given; `known` holds the facts given and the defaults."""
    return known.get(fact.id, ()) == () and _matters(fact, known)


def facts_that_matter(scheme: Scheme, facts: Mapping[str, FactValue]) -> tuple[Fact, ...]:
    """The facts that the others, as far as they are given, don't make pointless."""
    known = {**defaults(scheme), **facts}
    return tuple(fact for fact in scheme.facts if _matters(fact, known))


def _matters(fact: Fact, known: Mapping[str, FactValue]) -> bool:
    return all(name not in known or known[name] in accepted for name, accepted in fact.when.items())
