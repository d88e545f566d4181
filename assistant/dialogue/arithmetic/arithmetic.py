"""Works out what is asked of figures that the caller quotes from the documents or names: sums, shares and the like.

Only figures of the knowledge are calculated with, and an own amount that is cut as the documents say; the caller's
other amounts are the calculators'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.calculator.expression import ExpressionError
from assistant.dialogue.arithmetic.completing import Completing, shares_words
from assistant.dialogue.arithmetic.label_words import without_left_out
from assistant.dialogue.arithmetic.means import Means
from assistant.dialogue.arithmetic.minutes import time_for_all
from assistant.dialogue.arithmetic.named_before import OVER_MONTHS, Compared, another_added, going_on, named_last
from assistant.dialogue.arithmetic.named_operations import (
    Question,
    Resolved,
    counts_agree,
    leans,
    made_of,
    questions,
    resolve,
)
from assistant.dialogue.arithmetic.naming import List, Naming, years_of
from assistant.dialogue.arithmetic.operation_words import (
    apart,
    asks_anything,
    leans_whole,
    said_number,
)
from assistant.dialogue.arithmetic.operations import Asked, Formula, formulas, months_of, own_cut
from assistant.dialogue.arithmetic.own_numbers import OwnNumbers, asks_of_own
from assistant.dialogue.arithmetic.periods import Periods
from assistant.dialogue.arithmetic.quoting import UNSAID, Operand, Quoted, Quoting, is_amount
from assistant.dialogue.arithmetic.related import Related
from assistant.dialogue.arithmetic.rests import rest_of
from assistant.dialogue.arithmetic.results import VAGUE, Result, Worked, in_larger_units, rounded
from assistant.dialogue.arithmetic.told_figures import (
    Told,
    answering,
    asks_both,
    asks_each,
    flows_asked,
    listed,
    several_of_told,
    told_aside,
    without_denied,
)
from assistant.dialogue.arithmetic.two_values import TwoValues, asks_of_two
from assistant.dialogue.arithmetic.what_if import changes, supposes, worked_out
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import Figures, base_amount, write
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Bound, Entry, Figure, Statement, Unit
from assistant.text.dates import Precision
from assistant.text.numerals import Quantity, QuantityKind

# A formula of one operation on figures of the documents, and what it works out.
_ONE_OPERATION = re.compile(r"[\w.@#]+(?: \+ [\w.@#]+)+|[\w.@#]+ [-/] [\w.@#]+")
APART = "相差"
_FLOW = re.compile(r"(?:收入|支出|当期结余|累计结余)$")
_PARENTHESES = re.compile(r"[(（].*?[)）]")
_OPERATIONS = {" + ": "sum", " - ": "apart", " / ": "share"}


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

    def of_told(self, heard: Understood, told: Sequence[Entry], asked_last: str, area: str,
                day: date) -> Worked | None:
        """What one that says nothing but an operation asks for of the two statistics told last; None if unsure.

        `asked_last` was answered by the first of `told`: its figure must be what that asked for.
        """
        bare = leans_whole(heard.text)
        if bare is None or len(told) != 2 or any(entry.statement is not Statement.STATISTIC for entry in told):
            return None
        if said_number(heard.text) not in (None, len(told)):
            return None
        firsts = [self._quoting.told_first(entry, day) for entry in told]
        if any(len(first) != 1 for first in firsts):
            return None
        quoted = Quoted((firsts[0][0], firsts[1][0]), ())
        whole = max(quoted.operands, key=lambda operand: operand.amount)
        if not shares_words(asked_last, firsts[0][0].figure):
            return None
        if bare["of"] and bare["of"] not in whole.figure.label:
            return None
        return self._worked(quoted, heard, told, area, day)

    def of_answered(self, heard: Understood, answered: Sequence[Told], area: str, day: date) -> Worked | None:
        """What an utterance that names nothing else asks of the figures that the last turns told; None if unsure."""
        found = several_of_told(heard.text, answered, lambda text: self._naming.content(text, area))
        _, left_out = without_left_out(heard.matched)
        operands = {o.reference: o for resolved in found for o in resolved.operands}.values()
        named = self._naming.is_named(left_out, [operand.figure for operand in operands], area)
        if not found or any(map(self._related.are_any_nested, found)) or named:
            return None
        shown = dict.fromkeys(id_ for told in answered for id_ in told.entries)
        entries = [entry for id_ in shown if (entry := self._knowledge.entries.get(id_))]
        worked = self._of_resolved(found, heard, entries, area, day)
        of_rules = any(o.figure.statement is Statement.RULE and o.dimension != "share" for o in operands)
        return replace(worked, of_calculators=of_rules) if worked else None

    def of_change(self, heard: Understood, last: Entry, answered: Sequence[Told], area: str,
                  day: date) -> Worked | None:
        """What the figures of the statistic told last come to if some of them change as is supposed; None if unsure."""
        if last.statement is not Statement.STATISTIC or not supposes(heard.text):
            return None
        told = tuple({o.reference: o for o in self._quoting.told([last], day)}.values())
        of_last = answered[-1].operands if answered else ()
        told = (*told, *(o for o in of_last if o.figure.id not in {of_all.figure.id for of_all in told}))
        changed = changes(heard.text, heard.quantities, of_last,
                          lambda said: self._naming.named_among(said, told, area, day))
        made = worked_out(heard.text, changed, told, self._related.are_nested)
        used = {o.reference: o for o in (*(change.operand for change in changed), *told)
                if any(o.reference in formula.expression for formula in made)}
        return self._told(made, Quoted(tuple(used.values()), ()), (last,), area, day) if made else None

    def of_flows(self, heard: Understood, answered: Sequence[Told], area: str, day: date) -> Worked | None:
        """Several sums of what two funds took in, paid and kept, asked for at once; None if that isn't asked for."""
        labels = [operand.figure.label for told in answered for operand in told.operands]
        asked = flows_asked(self._naming.in_label_words(heard.matched, area), labels)
        found = resolve(asked, self._naming, area, day)
        return self._of_resolved(found, heard, (), area, day) if len(found) > 1 else None

    def of_told_apart(self, heard: Understood, entry: Entry, area: str, day: date) -> Worked | None:
        """How far apart two figures are and their sum, both asked for, of the one difference that an entry tells."""
        if not asks_both(heard.text):
            return None
        told = [figure for id_ in sorted(self._quoting.ids_in(entry))
                if (figure := self._knowledge.figures[id_]).derive and figure.unit is not Unit.POINTS]
        pairs = [pair for figure in told if (pair := self.compared_in(figure, day)) and pair.kind == "apart"]
        operands = pairs[0].operands if len(pairs) == 1 else ()
        if not operands or self._related.are_nested(*operands):
            return None
        made = [formula for kind in ("apart", "sum") for formula in made_of(Question(kind, " "), operands)]
        if len(made) < len(operands) or _other_numbers(heard, operands):
            return None
        return self._told(made, Quoted(operands, ()), (entry,), area, day)

    def answering(self, entries: Sequence[Entry], asked: str, area: str, day: date) -> Told:
        """What a turn told that is answered by entries' first sentences."""
        told = [o for entry in entries for o in self._quoting.answered_first(entry, day)]
        of_all = self._quoting.told(entries, day)

        def content(text: str) -> list[str]:
            return self._naming.content(text, area)

        told = listed(of_all, asked, content) if asks_each(asked) else told_aside(told, of_all, asked, content)
        found = answering(told, asked, self._quoting.said)
        beside = {operand.reference: operand for operand in told if operand not in found}
        return Told(found, tuple(entry.id for entry in entries), asked, tuple(beside.values()))

    def without_denied(self, heard: Understood, last: Told, area: str) -> Told | None:
        """What was told last but for what the utterance says isn't to count; None if it says anything else."""
        _, left_out = without_left_out(heard.matched)
        return without_denied(heard.matched, left_out, last,
                              lambda text, operand: self._naming.is_named(text, (operand.figure,), area))

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
                worked = self._told(list(made_of(asked, (one, more))), Quoted((one, more), ()), (), area, day)
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
            return self._told([minutes[0]], Quoted((minutes[1],), ()), entries, area, day)
        cut = self._own(heard, quoted, entries[:1], day) if quoted.others and asks else None
        if cut is not None:
            return cut
        found = self._own_numbers.read(heard, quoted, (entries[:1], entries, likely), last, asked_last, day)
        if found is not None:
            worked = self._told(found.formulas, Quoted(found.operands, ()), entries, area, day)
            return replace(worked, is_own=found.by_rate, is_by_rate=found.by_rate) if worked else None
        if quoted.others or not asks:
            return None
        of_each = self._of_each(quoted, heard, (*entries, *likely), area, day)
        if of_each is not None:
            return of_each
        quoted = self._completing.completed(quoted, heard, (entries[:1], (*entries, *likely)), last, day)
        if not quoted.operands:
            return None
        return self._worked(quoted, heard, (*entries, *likely), area, day)

    def of_two_values(self, heard: Understood, entries: Sequence[Entry], area: str, day: date) -> Worked | None:
        """What is asked of the two values that the documents have of one figure; None if unsure of which.

        `entries` are the one told last and those that were chosen.
        """
        if not asks_of_two(heard):
            return None
        quoted = self._quoting.read(heard, area, day, entries, ())
        made, operands = self._two_values.read(heard, quoted, entries, day)
        return self._told(made, Quoted(operands, ()), entries, area, day) if made else None

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
        return self._told(made, Quoted(tuple(operands), ()), entries, area, day) if made else None

    def of_mean(self, heard: Understood, entries: Sequence[Entry], before: str, area: str, day: date) -> Worked | None:
        """What one statistic that is named is a head or a month, or how long a fund lasts at its loss; None if unsure.

        `before` is what was said that the utterance leans on.
        """
        text = self._naming.in_label_words(heard.text, area)
        found = (self._means.lasting(text, before, area, day) or self._means.per_head(text, area, day)
                 or self._means.per_month(text, area, day))
        if found is None or not all(self._is_told_of(quantity, found) for quantity in heard.quantities):
            return None
        worked = self._told(found.formulas, Quoted(found.operands, ()), entries, area, day)
        return replace(worked, is_mean=found.asked != "lasting") if worked else None

    @staticmethod
    def _is_told_of(quantity: Quantity, found: Resolved) -> bool:
        """Whether a number that is said is one of the figures, the months that they are for, or how many there are."""
        if quantity.kind is QuantityKind.MONTHS:
            return quantity.value in {1, *(months_of(operand.value) for operand in found.operands)}
        few = quantity.kind in (QuantityKind.COUNT, QuantityKind.MONEY) and quantity.value <= len(found.operands)
        return few or any(is_amount(quantity, abs(operand.amount)) for operand in found.operands)

    def of_named(self, heard: Understood, entries: Sequence[Entry], before: str, area: str,
                 day: date) -> Worked | None:
        """What is asked for of statistics that an utterance names by their labels' words; None if that isn't sure.

        `entries` are those that were chosen for it or are likely: one of them must tell one of the figures. `before`
        is what was said that the utterance leans on.
        """
        whole = self._quoted_whole(heard, entries, area, day) if "占" in heard.text else None
        found, is_plain = self._named_in_words(heard.matched, before, whole, area, day)
        if not counts_agree(heard.text, found):
            return None
        likely = frozenset[str]().union(*map(self._quoting.ids_in, entries))
        if is_plain and not any(operand.figure.id in likely for resolved in found for operand in resolved.operands):
            return None
        return self._of_resolved(found, heard, entries, area, day)

    def _quoted_whole(self, heard: Understood, entries: Sequence[Entry], area: str, day: date) -> Operand | None:
        """The one figure that is quoted by its number; None if there are several numbers or it isn't sure."""
        quoted = self._quoting.read(heard, area, day, entries[:1], entries)
        return quoted.operands[0] if quoted and len(quoted.operands) == 1 and not quoted.others else None

    def _named_in_words(self, text: str, before: str, whole: Operand | None, area: str,
                        day: date) -> tuple[list[Resolved], bool]:
        """What is asked for without what isn't to count, and whether the words of labels name it, not others."""
        for said in dict.fromkeys((text, self._naming.in_label_words(text, area))):
            rest = rest_of(said, self._naming, area, day)
            if rest is not None:
                return [rest], said == text
        kept, left_out = without_left_out(text)
        in_words = self._naming.in_label_words(kept, area)
        for said in dict.fromkeys((kept, in_words, self._naming.mended(in_words, area))):
            found = resolve(questions(said, before), self._naming, area, day, whole)
            if not found and before and (asks_anything(said) or leans(said)):
                found = resolve(questions(f"{before.rstrip(',.?!;')},{said}"), self._naming, area, day)[-1:]
            sums = all(resolved.kind == "sum" for resolved in found)
            figures = [operand.figure for resolved in found for operand in resolved.operands]
            if found and (not left_out or (sums and not self._naming.is_named(left_out, figures, area))):
                return found, said == kept
        found = resolve(questions(text, before), self._naming, area, day) if left_out else []
        return [] if any(resolved.kind == "sum" for resolved in found) else found, True

    def named_last(self, heard: Understood, area: str, day: date) -> Compared | None:
        """The figures that an utterance names by itself for an operation; None if there are none for sure."""
        return named_last(heard.matched, self._naming, area, day)

    def compared_in(self, figure: Figure, day: date) -> Compared | None:
        """The figures that a calculated one is made of by a single operation; None if it isn't made so."""
        found = _ONE_OPERATION.fullmatch(figure.derive or "")
        references = tuple(self._figures.operands(figure)) if found else ()
        told = [(reference, self._figures.on(reference, day)) for reference in references]
        if len(references) < 2 or any(at.figure.derive or len(at.values) != 1 for _, at in told):
            return None
        operands = tuple(Operand(reference, at.figure, at.values[0], base_amount(at.figure, at.values[0]), UNSAID, True)
                         for reference, at in told)
        kind = _OPERATIONS[next(sign for sign in _OPERATIONS if sign in (figure.derive or ""))]
        said = List(tuple(o.figure.label for o in operands), ends_in_whole=kind == "share")
        of_one_kind = kind != "share" or figure.unit is Unit.FRACTION
        return Compared(said, operands, kind) if of_one_kind and (kind == "sum" or len(operands) == 2) else None

    def compared_by(self, worked: Worked, named: Compared | None) -> Compared | None:
        """The two figures whose difference was just worked out, but for those `named` before, if they are the same."""
        operands = worked.operands
        if worked.results[0].label != APART or len(operands) != 2 or (named and set(named.operands) == set(operands)):
            return named
        return Compared(List(tuple(o.figure.label for o in operands)), operands, "apart")

    def going_on(self, heard: Understood, before: Compared, area: str,
                 day: date) -> tuple[Worked, Compared] | None:
        """What goes on about the figures named before, and which are named then; None if that isn't sure."""
        found = going_on(heard.matched, said_number(heard.text), before, self._naming, area, day)
        if found is None:
            return None
        resolved, named = found
        worked = self._of_resolved([resolved], heard, (), area, day, most=len(named.operands))
        return (worked, named) if worked else None

    def _of_resolved(self, found: Sequence[Resolved], heard: Understood, entries: Sequence[Entry], area: str,
                     day: date, most: int = 0) -> Worked | None:
        """The results of questions whose figures are known, if they can be added and no other number is said.

        Numbers up to `most` may tell how many of them there are.
        """
        operands = tuple({o.reference: o for resolved in found for o in resolved.operands}.values())
        over_months = any(resolved.asked == OVER_MONTHS for resolved in found)
        if not over_months and (not _are_of_time(operands, heard) or _other_numbers(heard, operands, most)):
            return None
        sums = [resolved.operands for resolved in found if resolved.kind == "sum"]
        if any(len(set(map(_flow_of, added)) - {""}) > 1 for added in sums):
            return None
        counted = [added for added in sums if added[0].dimension == "count"]
        related = self._related
        if not all(related.are_all_told_together(added) and not related.exceeds_whole(added) for added in counted):
            return None
        made = [formula for resolved in found for formula in resolved.formulas]
        worked = self._told(made, Quoted(operands, ()), entries, area, day)
        overlaps = any(len(set(map(frozenset, map(years_of, added)))) == 1 for added in counted) or any(
            not self._related.are_all_told_together(added) for added in sums)
        is_mean = any(resolved.kind == "mean" for resolved in found)
        return replace(worked, may_overlap=overlaps, is_mean=is_mean) if worked else None

    def _worked(self, quoted: Quoted, heard: Understood, entries: Sequence[Entry], area: str,
                day: date) -> Worked | None:
        found = formulas(self._asked(heard, quoted))
        return self._told(found, quoted, entries, area, day) if found else None

    def _told(self, found: Sequence[Formula], quoted: Quoted, entries: Sequence[Entry], area: str,
              day: date) -> Worked | None:
        try:
            results = tuple(self._result(formula, quoted, day) for formula in found)
        except ExpressionError:  # an id that can't stand in a formula, or a division by nothing
            return None
        return Worked(results, quoted.operands, self._telling(quoted, entries, area),
                      any(formula.of_calculators for formula in found))

    def _of_each(self, quoted: Quoted, heard: Understood, entries: Sequence[Entry], area: str,
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
        whole = replace(quoted, operands=tuple(used.values()))
        return self._told(tuple(formula for made in found for formula in made), whole, entries, area, day)

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

    def _own(self, heard: Understood, quoted: Quoted, chosen: Sequence[Entry], day: date) -> Worked | None:
        """What the caller's own amount came to by the one average cut that is quoted or told."""
        shares = quoted.operands or (self._quoting.cuts_told(chosen[0], day) if chosen else ())
        if len(shares) != 1 or len(quoted.others) != 1:
            return None
        quoted = replace(quoted, operands=shares)
        found = own_cut(self._asked(heard, quoted), quoted.others[0])
        if found is None:
            return None
        telling = [entry for entry in chosen if shares[0].figure.id in self._quoting.ids_in(entry)]
        return Worked((self._result(found, quoted, day),), shares, tuple(telling), True, is_own=True)

    def _asked(self, heard: Understood, quoted: Quoted) -> Asked:
        words = tuple(write(o.figure, o.value) for o in quoted.operands)
        return Asked(heard.text, quoted.operands, words, quoted.spans, self._related.are_told_together)

    def _telling(self, quoted: Quoted, entries: Sequence[Entry], area: str) -> tuple[Entry, ...]:
        wanted = {operand.figure.id for operand in quoted.operands}
        areas = self._knowledge.lineage(area)
        others = [entry for entry in self._knowledge.entries.values() if entry.area in areas]
        ordered = {entry.id: entry for entry in (*entries, *others)}
        return tuple(entry for entry in ordered.values() if wanted <= self._quoting.ids_in(entry))

    def _result(self, formula: Formula, quoted: Quoted, day: date) -> Result:
        figure = Figure(id=f"{quoted.operands[0].figure.id}.worked", label=formula.label, unit=formula.unit,
                        measure=formula.measure, derive=formula.expression, places=formula.places)
        exact = self._figures.derived(figure, day)[0]
        figure, value, is_rounded = rounded(figure, exact)
        vague = is_rounded or any(o.figure.bound in VAGUE for o in quoted.operands)
        figure = figure.model_copy(update={"bound": Bound.ABOUT if vague else None})
        words = write(figure, value) + in_larger_units(figure, value)
        return Result(formula.label, self._figures.working(figure, day), words,
                      formula.sentence.format(result=words).replace("是约", "约是"))


def _other_numbers(heard: Understood, operands: Sequence[Operand], most: int = 0) -> bool:
    """Whether a number is said that is neither one of the figures' nor how many of them there are."""
    amounts = {operand.amount for operand in operands}
    few = [q for q in heard.quantities if not any(is_amount(q, amount) for amount in amounts)
           and q.kind is not QuantityKind.ORDINAL and not (q.kind is QuantityKind.MONTHS and q.value == 1)]
    most = max(len(operands), most)
    of_years = len({year for operand in operands for year in years_of(operand)})
    few = [q for q in few if not (q.kind is QuantityKind.YEARS and q.value == of_years)]
    return any(not (q.value <= most and q.kind in (QuantityKind.COUNT, QuantityKind.MONEY)) for q in few)


def _moved(quantity: Quantity, start: int) -> Quantity:
    """The quantity with its place counted from `start`; what stands before that is nowhere."""
    return replace(quantity, start=max(quantity.start - start, 0), end=max(quantity.end - start, 0))


def _flow_of(operand: Operand) -> str:
    """Whether a figure is of what a fund took in, paid or kept: one is never added to another."""
    found = _FLOW.search(_PARENTHESES.sub("", operand.figure.label))
    return found.group() if found and operand.dimension == "money" else ""


def _are_of_time(operands: Sequence[Operand], heard: Understood) -> bool:
    """Whether all times that are named are those of some of the figures, and all figures of times that are named."""
    years = set(heard.years)
    if years and not (all(years & years_of(operand) for operand in operands)
                      and years <= set().union(*map(years_of, operands))):
        return False
    return all(mention.precision in (Precision.YEAR, Precision.MONTHS) or any(
        last and (last.year, last.month) == (mention.first_day.year, mention.first_day.month)
        for last in (operand.value.last_day for operand in operands)) for mention in heard.dates)
