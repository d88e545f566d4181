"""Formulas on figures that were quoted or named, worked out: their results, and the entries that tell the figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.calculator.expression import ExpressionError
from assistant.dialogue.arithmetic.operations import Formula
from assistant.dialogue.arithmetic.quoting import Operand, Quoting
from assistant.dialogue.arithmetic.results import VAGUE, Result, Worked, in_larger_units, rounded
from assistant.policy.figures import Figures, write
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Bound, Entry, Figure


class Evaluator:
    """Works out formulas on the figures of one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, quoting: Quoting) -> None:
        self._knowledge, self._figures, self._quoting = knowledge, figures, quoting

    def told(self, found: Sequence[Formula], operands: Sequence[Operand], entries: Sequence[Entry], area: str,
             day: date) -> Worked | None:
        """The results of formulas on `operands`, with those of `entries` and the area's that tell all of them."""
        try:
            results = tuple(self.result(formula, operands, day) for formula in found)
        except ExpressionError:  # an id that can't stand in a formula, or a division by nothing
            return None
        return Worked(results, tuple(operands), self._telling(operands, entries, area),
                      any(formula.of_calculators for formula in found))

    def result(self, formula: Formula, operands: Sequence[Operand], day: date) -> Result:
        """The result of one formula, in words.

        Raises:
            ExpressionError: An id can't stand in a formula, or something is divided by nothing.
        """
        figure = Figure(id=f"{operands[0].figure.id}.worked", label=formula.label, unit=formula.unit,
                        measure=formula.measure, derive=formula.expression, places=formula.places)
        exact = self._figures.derived(figure, day)[0]
        figure, value, is_rounded = rounded(figure, exact)
        vague = is_rounded or any(o.figure.bound in VAGUE for o in operands)
        figure = figure.model_copy(update={"bound": Bound.ABOUT if vague else None})
        words = write(figure, value) + in_larger_units(figure, value)
        return Result(formula.label, self._figures.working(figure, day), words,
                      formula.sentence.format(result=words).replace("是约", "约是"))

    def _telling(self, operands: Sequence[Operand], entries: Sequence[Entry], area: str) -> tuple[Entry, ...]:
        wanted = {operand.figure.id for operand in operands}
        areas = self._knowledge.lineage(area)
        others = [entry for entry in self._knowledge.entries.values() if entry.area in areas]
        ordered = {entry.id: entry for entry in (*entries, *others)}
        return tuple(entry for entry in ordered.values() if wanted <= self._quoting.ids_in(entry))
