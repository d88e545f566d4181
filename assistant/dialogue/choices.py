"""The conditions of one scheme as facts: what was said, what was denied, what one value implies.

Knows which fact takes which condition; knows nothing of amounts, persons or alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.calculator.scheme import Fact, FactKind, FactValue, Scheme
from assistant.dialogue.conditions import ConditionFinder, Mention, denied, stated
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Dimension, SchemeShape
from assistant.text.dates import DateMention, Precision


class Choices:
    """The choices that a scheme takes, and the conditions they are heard by.

    `dimension_of` leads from a fact to its condition, `facts` from its id to the fact, and `shared` holds
    the conditions of the whole knowledge (other schemes have them too). `counting` are the facts that
    count people or things.
    """

    def __init__(self, shape: SchemeShape, scheme: Scheme, knowledge: Knowledge) -> None:
        own = [Dimension(id=f.id, label=f.label or f.id, question="", values=f.values) for f in shape.facts if f.values]
        self._own = ConditionFinder(own)
        self.shared = frozenset(knowledge.dimensions)
        self.dimension_of = {f.id: f.dimension or f.id for f in shape.facts if f.kind == "choice"}
        self.facts: dict[str, Fact] = {f.id: f for f in scheme.facts if f.kind is FactKind.CHOICE}
        self._implied = {
            (dimension.id, value.id): value.implies
            for dimension in knowledge.dimensions.values() for value in dimension.values if value.implies
        }

        self._like = {f.id: f.like for f in shape.facts if f.like}
        self.counting = tuple(f for f in shape.facts if f.kind == "count")

    def own_mentions(self, text: str) -> tuple[Mention, ...]:
        """The mentions of the conditions that only this scheme has."""
        return self._own.find(text)

    def year_mentions(self, dates: Sequence[DateMention]) -> tuple[Mention, ...]:
        """The years told, for choices whose values are years (`y2021`), however a year was said (明年)."""
        years = {(id_, value): int(value[1:]) for id_, fact in self.facts.items() for value, _ in fact.choices
                 if re.fullmatch(r"y\d{4}", value)}
        return tuple(
            Mention(self.dimension_of[id_], value, told.start, told.end, told.words)
            for told in dates if told.precision is Precision.YEAR
            for (id_, value), year in years.items() if told.first_day.year == year
        )

    def labels(self) -> set[str]:
        """The words for all values of all choices."""
        return {label for fact in self.facts.values() for _, label in fact.choices}

    def told(self, mentions: Sequence[Mention]) -> dict[str, FactValue]:
        """Fact → the one value that was said, or that is left when the others were denied."""
        said, not_said = stated(mentions), denied(mentions)
        facts: dict[str, FactValue] = {}
        for fact_id, dimension in self.dimension_of.items():
            accepted = dict(self.facts[fact_id].choices)
            values = [v for v in said.get(dimension, ()) if v in accepted]
            if len(values) == 1 or (values and dimension not in self.shared):
                facts[fact_id] = values[0]
            elif not values:
                left = [v for v in accepted if v not in not_said.get(dimension, ())]
                if len(left) == 1 and len(accepted) > 1:
                    facts[fact_id] = left[0]
        return facts

    def complete(self, facts: dict[str, FactValue], mentions: Sequence[Mention],
                 known: Mapping[str, tuple[str, ...]]) -> None:
        """Fill in what the utterance says for everybody, then what was known before; never against `facts`."""
        for fact_id, value in self.told(mentions).items():
            facts.setdefault(fact_id, value)
        for fact_id, dimension in self.dimension_of.items():
            values = known.get(dimension, ()) or known.get(self._like.get(fact_id, ""), ())
            if fact_id not in facts and len(values) == 1 and values[0] in dict(self.facts[fact_id].choices):
                facts[fact_id] = values[0]

    def imply(self, facts: dict[str, FactValue]) -> None:
        """Fill in what a known value implies (退休 … 职工医保), never against what was said."""
        fact_of = {dimension: fact for fact, dimension in self.dimension_of.items()}
        for fact_id, value in list(facts.items()):
            dimension = self.dimension_of.get(fact_id, "")
            for name, implied in self._implied.get((dimension, str(value)), {}).items():
                target = fact_of.get(name)
                if target and implied in dict(self.facts[target].choices):
                    facts.setdefault(target, implied)
