"""One calculator of the knowledge, and what it wants. Runs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.calculator.scheme import FactKind, Scheme
from assistant.dialogue.gathering.gatherer import Gatherer
from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.household.roster import counts_members
from assistant.policy.model import SchemeShape


@dataclass(frozen=True)
class Calculator:
    """A curated scheme with the parts built from it."""

    shape: SchemeShape
    scheme: Scheme
    gatherer: Gatherer

    @property
    def wants_quantity(self) -> bool:
        """Whether it needs an amount or number that has no default."""
        return any(f.kind is not FactKind.CHOICE and f.default is None for f in self.scheme.facts)

    def varies(self, told: Sequence[Mention]) -> bool:
        """Whether it wants no number, and one of its own conditions is told that it doesn't take unless it is said."""
        if self.wants_quantity or counts_members(self.shape.facts):
            return False
        defaults = {f.id: f.default for f in self.shape.facts if f.values and f.default is not None}
        return any(not m.negated and m.value != defaults.get(m.dimension, m.value) for m in told)

    @property
    def starts_from_nothing(self) -> bool:
        """Whether all its amounts and numbers are 0 until the caller gives some, and none of that means anything."""
        quantities = [f for f in self.scheme.facts if f.kind is not FactKind.CHOICE]
        return bool(quantities) and all(f.default == "0" and not f.assumed for f in quantities)
