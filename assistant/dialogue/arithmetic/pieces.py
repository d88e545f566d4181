"""Several questions on end about figures that are quoted, each of its own figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.arithmetic.completing import Completing
from assistant.dialogue.arithmetic.evaluating import Evaluator
from assistant.dialogue.arithmetic.operation_words import apart
from assistant.dialogue.arithmetic.operations import Asked, Formula, formulas
from assistant.dialogue.arithmetic.quoting import Operand, Quoted
from assistant.dialogue.arithmetic.related import Related
from assistant.dialogue.arithmetic.results import Worked
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import write
from assistant.policy.model import Entry
from assistant.text.numerals import Quantity


class Pieces:
    """Takes utterances apart on one knowledge."""

    def __init__(self, evaluator: Evaluator, completing: Completing, related: Related) -> None:
        self._evaluator, self._completing, self._related = evaluator, completing, related

    def worked(self, quoted: Quoted, heard: Understood, entries: Sequence[Entry], area: str,
               day: date) -> Worked | None:
        """The results of several questions on end, each of its own figures; None unless each has one that is sure.

        A question that lacks a part takes the one figure before it that is counted alike, or a share that it names.
        """
        pieces = apart(heard.text)
        found: list[tuple[Formula, ...]] = []
        used: dict[str, Operand] = {}
        for start, end in pieces if len(pieces) > 1 else ():
            own = tuple(o for o in quoted.operands if start <= o.quantity.start < end)
            if not own:
                return None
            asked = self._piece(quoted, own, heard.text, start, end)
            made = formulas(asked)
            if not made and len(own) == 1:
                made, more = self._with_part(quoted, own[0], heard.text, (start, end), day)
                used.update((o.reference, o) for o in more)
            if not made:
                return None
            found.append(tuple(made))
            used.update((o.reference, o) for o in own)
        if not found:
            return None
        together = [formula for made in found for formula in made]
        return self._evaluator.told(together, tuple(used.values()), entries, area, day)

    def of_whole(self, quoted: Quoted, heard: Understood, entries: Sequence[Entry], area: str,
                day: date) -> Worked | None:
        """What an utterance asks, as one question, of the figures that it quotes; None if it asks nothing of them."""
        found = formulas(self.asked(heard, quoted))
        return self._evaluator.told(found, quoted.operands, entries, area, day) if found else None

    def asked(self, heard: Understood, quoted: Quoted) -> Asked:
        """What is asked, as one question."""
        words = tuple(write(o.figure, o.value) for o in quoted.operands)
        return Asked(heard.text, quoted.operands, words, quoted.spans, self._related.are_told_together)

    def _piece(self, quoted: Quoted, operands: tuple[Operand, ...], text: str, start: int, end: int) -> Asked:
        """What one of several questions asks, its places counted from its own beginning."""
        moved = tuple(replace(o, quantity=_moved(o.quantity, start)) for o in operands)
        spans = tuple(_moved(q, start) for q in quoted.spans if start <= q.start < end)
        words = tuple(write(o.figure, o.value) for o in moved)
        return Asked(text[start:end], moved, words, spans, self._related.are_told_together)

    def _with_part(self, quoted: Quoted, own: Operand, text: str, piece: tuple[int, int],
                   day: date) -> tuple[list[Formula], tuple[Operand, ...]]:
        """What a question with one figure asks of it and of another: a share that it names, or one told before it."""
        before = [o for o in quoted.operands if o.quantity.start < piece[0]
                  and (o.dimension, o.figure.measure) == (own.dimension, own.figure.measure)]
        for others in (self._completing.shares_named(own, text[slice(*piece)], day), before):
            if len(others) == 1:
                asked = self._piece(quoted, (own, *others), text, *piece)
                made = formulas(asked)
                if made:
                    return made, tuple(others)
        return [], ()


def _moved(quantity: Quantity, start: int) -> Quantity:
    """The quantity with its place counted from `start`; what stands before that is nowhere."""
    return replace(quantity, start=max(quantity.start - start, 0), end=max(quantity.end - start, 0))
