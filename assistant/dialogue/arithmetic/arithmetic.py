"""Works out what is asked of figures that the caller quotes from the documents or names: sums, shares and the like.

Only figures of the knowledge are calculated with, and an own amount that is cut as the documents say; the caller's
other amounts are the calculators'.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.arithmetic.beside_told import (
    items_added,
)
from assistant.dialogue.arithmetic.by_name import ByName, says_other_numbers
from assistant.dialogue.arithmetic.completing import Completing, shares_words
from assistant.dialogue.arithmetic.evaluating import Evaluator
from assistant.dialogue.arithmetic.means import Means
from assistant.dialogue.arithmetic.minutes import time_for_all
from assistant.dialogue.arithmetic.named_before import another_added
from assistant.dialogue.arithmetic.named_operations import (
    Question,
    Resolved,
    made_of,
)
from assistant.dialogue.arithmetic.naming import Naming
from assistant.dialogue.arithmetic.of_turns import OfTurns
from assistant.dialogue.arithmetic.operation_words import (
    asks_anything,
)
from assistant.dialogue.arithmetic.operations import months_of, own_cut
from assistant.dialogue.arithmetic.own_numbers import OwnNumbers, asks_of_own
from assistant.dialogue.arithmetic.periods import Periods
from assistant.dialogue.arithmetic.pieces import Pieces
from assistant.dialogue.arithmetic.quoting import Quoted, Quoting, is_amount
from assistant.dialogue.arithmetic.related import Related
from assistant.dialogue.arithmetic.results import Worked
from assistant.dialogue.arithmetic.told_figures import (
    asks_both,
)
from assistant.dialogue.arithmetic.two_values import TwoValues, asks_of_two
from assistant.dialogue.arithmetic.what_if import mean_supposed
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement
from assistant.text.numerals import Quantity, QuantityKind


class Arithmetic:
    """Works out results on the figures of one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, said: Callable[[str, str], float],
                 naming: Naming) -> None:
        self._knowledge, self._figures, self._naming = knowledge, figures, naming
        self._quoting = Quoting(knowledge, figures, said, naming.mended)
        self._periods = Periods(knowledge, figures, self._quoting)
        self._own_numbers = OwnNumbers(knowledge, figures, self._quoting)
        self._two_values = TwoValues(knowledge, figures, self._quoting)
        self._means = Means(knowledge, figures, self._quoting)
        self._related = Related(knowledge, figures, self._quoting)
        self._completing = Completing(self._quoting, naming, self._related)
        self._evaluator = Evaluator(knowledge, figures, self._quoting)
        self._pieces = Pieces(self._evaluator, self._completing, self._related)
        self.by_name = ByName(figures, naming, self._quoting, self._related, self._evaluator)
        self.of_turns = OfTurns(knowledge, naming, self._quoting, self._related, self._evaluator, self._pieces,
                                self.by_name)

    def of_mean_supposed(self, heard: Understood, entries: Sequence[Entry], area: str, day: date) -> Worked | None:
        """A mean that entries tell, if there were so many more or fewer of what it is over; None if unsure of it."""
        if not heard.quantities:
            return None
        told = dict.fromkeys(id_ for entry in entries for id_ in sorted(self._quoting.ids_in(entry)))
        pairs = dict.fromkeys(pair for id_ in told if (pair := self.by_name.mean_in(self._knowledge.figures[id_], day)))
        found = mean_supposed(heard.text, heard.quantities, list(pairs))
        if found is None:
            return None
        made, operands = found
        others = [q for q in heard.quantities if q.value != 1 and not any(is_amount(q, o.amount) for o in operands)]
        if len(others) > 1:  # one is how many more there are
            return None
        return self._evaluator.told(made, operands, entries, area, day)

    def of_told_apart(self, heard: Understood, entry: Entry, area: str, day: date) -> Worked | None:
        """How far apart two figures are and their sum, both asked for, of the one difference that an entry tells."""
        if not asks_both(heard.text):
            return None
        pairs = self.by_name.differences_told([entry], day)
        operands = pairs[0].operands if len(pairs) == 1 else ()
        if not operands or self._related.are_nested(*operands):
            return None
        made = [formula for kind in ("apart", "sum") for formula in made_of(Question(kind, " "), operands)]
        if len(made) < len(operands) or says_other_numbers(heard, operands):
            return None
        return self._evaluator.told(made, operands, (entry,), area, day)

    def of_added(self, heard: Understood, last: Entry, others: Sequence[Entry], asked_last: str, area: str,
                 day: date) -> Worked | None:
        """What the one amount that `last` told and another statistic's come to together; None if that isn't sure.

        `others` are found for the utterance, the likeliest first; what it adds must be named by the other's label.
        """
        item = another_added(heard.matched)
        if item is None or heard.sums:
            return None
        for other in others:
            pairs = [(one, more) for one in self._quoting.told_first(last, day)
                     for more in self._quoting.told_first(other, day)
                     if (one.dimension, one.figure.measure) == (more.dimension, more.figure.measure)]
            if other.statement is Statement.STATISTIC and other.id != last.id and pairs:
                one, more = pairs[0]
                sure = len(pairs) == 1 and one.figure is not more.figure and shares_words(asked_last, one.figure)
                if not sure or one.dimension == "share" or not shares_words(item, more.figure):
                    return None
                if self._related.are_nested(one, more):
                    return None
                asked = Question("sum", item)
                worked = self._evaluator.told(list(made_of(asked, (one, more))), (one, more), (), area, day)
                return replace(worked, may_overlap=not self._related.are_told_together(one, more)) if worked else None
        return None

    def work_out(self, heard: Understood, entries: Sequence[Entry], likely: Sequence[Entry], last: Entry | None,
                 asked_last: str, area: str, day: date) -> Worked | None:
        """The results that an utterance asks for on the figures it quotes; None if that isn't sure.

        `entries` are the ones that were chosen for it, `likely` what else was found. For a share or a multiple what
        isn't quoted is what `last` told, the entry before that answered `asked_last`, or the chosen one.
        """
        asks = asks_anything(heard.text)
        if not (asks or asks_of_own(heard.text)):
            return None
        quoted = self._quoting.read(heard, area, day, (*entries, last) if last else entries, likely)
        if quoted is None:
            return None
        minutes = time_for_all(heard.text, heard.quantities, self._quoting.counts_told(entries[:1], day))
        if minutes is not None:
            return self._evaluator.told([minutes[0]], (minutes[1],), entries, area, day)
        cut = self._own(heard, quoted, entries[:1], day) if quoted.others and asks else None
        if cut is not None:
            return cut
        found = self._own_numbers.read(heard, quoted, (entries[:1], entries, likely), last, asked_last, day)
        if found is not None:
            worked = self._evaluator.told(found.formulas, found.operands, entries, area, day)
            return replace(worked, is_own=found.by_rate, is_by_rate=found.by_rate) if worked else None
        if quoted.others or not asks:
            return None
        of_each = self._pieces.worked(quoted, heard, (*entries, *likely), area, day)
        if of_each is not None:
            return of_each
        quoted = self._completing.completed(quoted, heard, (entries[:1], (*entries, *likely)), last, day)
        if not quoted.operands:
            return None
        return self._pieces.of_whole(quoted, heard, (*entries, *likely), area, day)

    def of_two_values(self, heard: Understood, entries: Sequence[Entry], area: str, day: date) -> Worked | None:
        """What is asked of the two values that the documents have of one figure; None if unsure of which.

        `entries` are the one told last and those that were chosen.
        """
        if not asks_of_two(heard):
            return None
        quoted = self._quoting.read(heard, area, day, entries, ())
        made, operands = self._two_values.read(heard, quoted, entries, day)
        return self._evaluator.told(made, operands, entries, area, day) if made else None

    def of_periods(self, heard: Understood, entries: Sequence[Entry], before: str, area: str,
                   day: date) -> Worked | None:
        """What a statistic of one period is against that of another, or what was saved before one; None if unsure.

        `entries` are those that were told last, chosen or found, `before` is what was said that the utterance leans on.
        """
        if any(q.value != 1 and q.kind is not QuantityKind.MONTHS for q in heard.quantities):
            return None
        made, operands = self._periods.opening(heard.text, before, area, day)
        if not made:
            made, operands = self._periods.against(heard.text, before, entries, day)
        return self._evaluator.told(made, tuple(operands), entries, area, day) if made else None

    def of_mean(self, heard: Understood, entries: Sequence[Entry], before: str, area: str, day: date) -> Worked | None:
        """What one statistic that is named is a head or a month, or how long a fund lasts at its loss; None if unsure.

        `before` is what was said that the utterance leans on.
        """
        if items_added(heard.matched) is not None:
            return None  # of what was told before, too
        text = self._naming.in_label_words(heard.text, area)
        found = (self._means.lasting(text, before, area, day) or self._means.per_head(text, area, day)
                 or self._means.per_month(text, area, day))
        if found is None or not all(self._is_told_of(quantity, found) for quantity in heard.quantities):
            return None
        worked = self._evaluator.told(found.formulas, found.operands, entries, area, day)
        return replace(worked, is_mean=found.asked != "lasting") if worked else None

    @staticmethod
    def _is_told_of(quantity: Quantity, found: Resolved) -> bool:
        """Whether a number that is said is one of the figures, the months that they are for, or how many there are."""
        if quantity.kind in (QuantityKind.MONTHS, QuantityKind.ORDINAL):  # 十个月, 头十个月
            return quantity.value in {1, *(months_of(operand.value) for operand in found.operands)}
        few = quantity.kind in (QuantityKind.COUNT, QuantityKind.MONEY) and quantity.value <= len(found.operands)
        return few or any(is_amount(quantity, abs(operand.amount)) for operand in found.operands)

    def _own(self, heard: Understood, quoted: Quoted, chosen: Sequence[Entry], day: date) -> Worked | None:
        """What the caller's own amount came to by the one average cut that is quoted or told."""
        shares = quoted.operands or (self._quoting.cuts_told(chosen[0], day) if chosen else ())
        if len(shares) != 1 or len(quoted.others) != 1:
            return None
        quoted = replace(quoted, operands=shares)
        found = own_cut(self._pieces.asked(heard, quoted), quoted.others[0])
        if found is None:
            return None
        telling = [entry for entry in chosen if shares[0].figure.id in self._quoting.ids_in(entry)]
        return Worked((self._evaluator.result(found, shares, day),), shares, tuple(telling), True, is_own=True)
