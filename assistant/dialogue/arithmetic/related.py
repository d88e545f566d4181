"""How figures stand to each other: told together, one a part of the other, or parts that are more than their whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import combinations, pairwise

from assistant.dialogue.arithmetic.named_operations import Resolved
from assistant.dialogue.arithmetic.naming import family_of
from assistant.dialogue.arithmetic.quoting import COUNTS, Operand, Quoting
from assistant.policy.figures import Figures, base_amount
from assistant.policy.knowledge import Knowledge
from assistant.policy.references import bare_id

# Labels of what is calculated from figures that stand beside each other.
_SET_AGAINST = re.compile(r"比.*[多少高低]|差|相当于|幅")
# A part in its whole; of parts that are added up for the whole none is in the other.
_ONE_IN_ANOTHER = re.compile(r"[\w.@#]+ / [\w.@#]+")


class Related:
    """Knows of the figures of one knowledge which belong together."""

    def __init__(self, knowledge: Knowledge, figures: Figures, quoting: Quoting) -> None:
        self._knowledge, self._figures, self._quoting = knowledge, figures, quoting

    @cached_property
    def _operands(self) -> tuple[frozenset[str], ...]:
        """For each calculated figure the ids of those that it is calculated from."""
        derived = (figure for figure in self._knowledge.figures.values() if figure.derive)
        return tuple(frozenset(map(bare_id, self._figures.operands(figure))) for figure in derived)

    @cached_property
    def _nested(self) -> frozenset[frozenset[str]]:
        """Of each figure that is a share, or a rest, the ids of the part and the whole."""
        parts = (figure for figure in self._knowledge.figures.values() if not _SET_AGAINST.search(figure.label)
                 and figure.derive and (_ONE_IN_ANOTHER.fullmatch(figure.derive) or " - " in figure.derive))
        return frozenset(frozenset(map(bare_id, self._figures.operands(figure))) for figure in parts)

    def are_any_nested(self, found: Resolved) -> bool:
        """Whether a whole and a part of it would be added."""
        return found.kind == "sum" and any(self.are_nested(*pair) for pair in combinations(found.operands, 2))

    def are_all_told_together(self, operands: Sequence[Operand]) -> bool:
        """Whether each of some figures is told together with the next one."""
        return all(self.are_told_together(one, other) for one, other in pairwise(operands))

    def are_told_together(self, one: Operand, other: Operand) -> bool:
        """Whether an entry tells both figures, or a figure is calculated from both."""
        wanted = {one.figure.id, other.figure.id}
        if any(wanted <= operands for operands in self._operands):
            return True
        return any(wanted <= self._quoting.ids_in(entry) for entry in self._knowledge.entries.values())

    def are_nested(self, one: Operand, other: Operand) -> bool:
        """Whether a figure is calculated from both that takes one for a part of the other: its share, or the rest."""
        return frozenset((one.figure.id, other.figure.id)) in self._nested

    def exceeds_whole(self, added: Sequence[Operand]) -> bool:
        """Whether the sum is more than a figure counted alike of which all may be parts: some are in it twice."""
        family, measure = family_of(added[0].figure), added[0].figure.measure
        least, whole = max(o.amount for o in added), sum((o.amount for o in added), Decimal(0))
        return any(least <= base_amount(figure, value) < whole for figure in self._knowledge.figures.values()
                   for value in figure.values if figure.measure == measure and figure.unit in COUNTS
                   and family_of(figure) == family and figure.id not in {o.figure.id for o in added})
