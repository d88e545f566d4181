"""Several cases in one utterance: persons with their own amounts, alternatives and days that are compared.

Takes quantities and conditions that have their facts already. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.calculator.scheme import FactValue
from assistant.dialogue.choices import Choices
from assistant.dialogue.conditions import Mention, stated
from assistant.dialogue.people import SELF, words_for
from assistant.dialogue.placing import Placed, as_facts
from assistant.dialogue.understanding import Understood, day_of

_COMPARING = re.compile(r"差|vs|VS|对比|比较|相比|分别|各自|哪个划算|哪种")


@dataclass(frozen=True)
class Case:
    """The facts of one person or one alternative; `label` says which, empty if there is only one."""

    label: str
    facts: dict[str, FactValue]
    day: date | None = None


class Splitter:
    """Splits the utterances that one scheme is asked with into cases."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def split(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed]) -> list[Case]:
        """The cases, in the order they were said; none if there is only one."""
        return (self._by_person(heard, mentions, placed) or self._by_value(heard, mentions, placed)
                or self._by_date(heard, mentions, placed))

    def _by_person(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed]) -> list[Case]:
        money = [p for p in placed if p.fact.kind == "money"]
        per_person: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.dimension in self._choices.dimension_of.values() and not mention.negated:
                clause = next((c for c in heard.clauses if c.start <= mention.start < c.end + 1), None)
                if clause and clause.person:
                    per_person.setdefault(clause.person, []).append(mention)
        told = {person: self._choices.told(found) for person, found in per_person.items()}
        owners = {p.person for p in money if p.person and not p.shared}
        shared = [p for p in money if p.shared or p.person is None]
        persons = [p for p in told if p in owners or (shared and told[p])]
        if len(persons) < 2 or (not _differ([told[p] for p in persons]) and len(owners & set(persons)) < 2):
            return []
        cases = []
        for person in persons:
            own = [p for p in money if p.person == person and not p.shared] or shared or money
            rest = [p for p in placed if p.fact.kind != "money"]
            cases.append(Case(_person_words(heard, person), {**told[person], **as_facts([*own, *rest])}))
        return cases

    def _by_date(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed]) -> list[Case]:
        """The same bill on several days that are compared (6月份看和7月份看差多少)."""
        days = {day: d.words for d in heard.dates if (day := day_of(d)) is not None}
        money = [p for p in placed if p.fact.kind == "money" and not p.fact.default]
        if len(days) < 2 or len(money) != 1 or not _COMPARING.search(heard.text):
            return []
        facts = self._choices.told(mentions)
        bills = [replace(p, day=None) for p in placed]
        return [Case(words, {**facts, **as_facts(bills)}, day) for day, words in days.items()]

    def _by_value(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed]) -> list[Case]:
        said = stated(mentions)
        for fact_id, dimension in self._choices.dimension_of.items():
            labels = dict(self._choices.facts[fact_id].choices)
            values = [v for v in said.get(dimension, ()) if v in labels]
            compared = dimension in self._choices.shared or _COMPARING.search(heard.text)
            if len(values) < 2 or not compared:
                continue
            groups = _amounts_by_value(mentions, dimension, values, placed)
            return [Case(labels[v], {fact_id: v, **as_facts(groups[v])}) for v in values]
        return []


def _differ(told: Sequence[Mapping[str, FactValue]]) -> bool:
    return len({tuple(sorted((k, str(v)) for k, v in facts.items())) for facts in told}) > 1


def _amounts_by_value(mentions: Sequence[Mention], dimension: str, values: Sequence[str],
                      placed: Sequence[Placed]) -> dict[str, list[Placed]]:
    """Which quantities belong to which alternative: all to each, unless each alternative has one of its own."""
    groups: dict[str, list[Placed]] = {v: [] for v in values}
    for fact in dict.fromkeys(p.fact.id for p in placed):
        own = [p for p in placed if p.fact.id == fact]
        if len(own) == len(values) > 1 and own[0].fact.kind in ("money", "count"):
            for item, value in zip(own, _in_order(mentions, dimension, values), strict=True):
                groups[value].append(item)
        else:
            for value in values:
                groups[value] += own
    return groups


def _in_order(mentions: Sequence[Mention], dimension: str, values: Sequence[str]) -> list[str]:
    """The alternatives in the order in which they were said."""
    said = dict.fromkeys(m.value for m in mentions if m.dimension == dimension and m.value in values)
    return [*said, *(v for v in values if v not in said)]


def _person_words(heard: Understood, person: str) -> str:
    return "您" if person == SELF else words_for(person, heard.text) or person
