"""A calculator as a form: its facts in the order to fill them, and what is written into them read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.calculator.facts import facts_that_matter, lacking_facts
from assistant.calculator.scheme import Fact, FactKind, FactValue, Scheme
from assistant.calculator.validity import impossible
from assistant.desk.port import Field, Form
from assistant.dialogue.gathering.fact_values import (
    UnreadableValueError,
    read_value,
    type_fact,
    words_of_choices,
    write_fact,
)
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape
from assistant.policy.schemes import build_scheme

DAY = Fact("day of the rules", FactKind.DATE, "按哪一天的规定", "按哪一天的规定算")
"""The field of every form that is no fact of the calculator."""


@dataclass(frozen=True)
class Entered:
    """A form as it is filled in: the facts and the day, and what is wrong with a field, by its fact's id.

    `wanted` are the facts to fill in still, `pointless` those that don't matter beside the others.
    """

    facts: dict[str, FactValue]
    day: date
    faults: dict[str, str]
    wanted: tuple[str, ...]
    pointless: frozenset[str]


def form_of(shape: SchemeShape, knowledge: Knowledge, facts: Mapping[str, FactValue], day: date) -> Form:
    """The form of a calculator, with the facts that are known already filled in."""
    scheme = build_scheme(shape, knowledge)
    missing = lacking_facts(scheme, facts)
    # What is missing first, then what the call told, last what counts as usual unless it is filled in.
    ordered = [*missing, *sorted((f for f in scheme.facts if f not in missing), key=lambda fact: fact.id not in facts)]
    fields = [Field(fact, words_of_choices(shape, fact, knowledge), facts.get(fact.id))
              for fact in ordered if fact.kind is not FactKind.CHOICE or len(fact.choices) > 1]
    return Form(scheme, (*fields, Field(DAY, {}, day)), day)


def prefilled(form: Form) -> dict[str, str]:
    """What stands in each field to begin with, by its fact's id."""
    return {field.fact.id: "" if field.value is None else type_fact(field.fact, field.value) for field in form.fields}


def entered(form: Form, written: Mapping[str, str]) -> Entered:
    """What is written in the fields, by the fact's id, as the calculator takes it; an empty field is not given."""
    facts: dict[str, FactValue] = {}
    faults: dict[str, str] = {}
    for field in form.fields:
        text = written.get(field.fact.id, "").strip()
        try:
            if text:
                facts[field.fact.id] = read_value(field.fact, field.words, text, form.day)
        except UnreadableValueError as err:
            faults[field.fact.id] = str(err)
    day = facts.pop(DAY.id, form.day)
    matter = {fact.id for fact in facts_that_matter(form.scheme, facts)}
    pointless = {fact.id for fact in form.scheme.facts} - matter
    facts = {name: value for name, value in facts.items() if name in matter}
    for name, value in facts.items():
        message = impossible(form.scheme.fact(name), value)
        if message:
            faults[name] = message
    faults = {name: fault for name, fault in faults.items() if name not in pointless}
    wanted = tuple(fact.id for fact in lacking_facts(form.scheme, facts) if fact.id not in faults)
    assert isinstance(day, date)
    return Entered(facts, day, faults, wanted, frozenset(pointless))


def told_facts(scheme: Scheme, facts: Mapping[str, FactValue]) -> str:
    """The calculation as the question that it answers: its title and the facts."""
    told = [fact.choice_label(value) if isinstance(value, str) else f"{fact.label}{write_fact(fact, value)}"
            for fact in scheme.facts if (value := facts.get(fact.id)) is not None]
    return f"{scheme.title}：{'，'.join(told)}" if told else scheme.title


def conditions_in(facts: Mapping[str, FactValue], shape: SchemeShape) -> dict[str, str]:
    """The caller's conditions among the facts: dimension → value."""
    return {fact.dimension: value for fact in shape.facts
            if fact.dimension and isinstance(value := facts.get(fact.id), str)}


def with_conditions(facts: Mapping[str, FactValue], held: Mapping[str, str], shape: SchemeShape,
                    knowledge: Knowledge) -> dict[str, FactValue]:
    """The facts with the caller's conditions as they are now: those taken away go, too."""
    scheme = build_scheme(shape, knowledge)
    changed = dict(facts)
    for fact in shape.facts:
        if not fact.dimension:
            continue
        value = held.get(fact.dimension)
        changed.pop(fact.id, None)
        if value in dict(scheme.fact(fact.id).choices):
            changed[fact.id] = value
    return changed
