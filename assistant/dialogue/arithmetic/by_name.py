"""What is asked of statistics that an utterance names by their labels' words, and what goes on about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.arithmetic.beside_told import share_in
from assistant.dialogue.arithmetic.evaluating import Evaluator
from assistant.dialogue.arithmetic.label_words import (
    with_growths_named,
    with_losses_named,
    without_left_out,
)
from assistant.dialogue.arithmetic.named_before import OVER_MONTHS, Compared, going_on, named_last
from assistant.dialogue.arithmetic.named_operations import (
    Resolved,
    counts_agree,
    leans,
    questions,
    resolve,
)
from assistant.dialogue.arithmetic.naming import List, Naming, names_anything, years_of
from assistant.dialogue.arithmetic.operation_words import (
    asks_anything,
    said_number,
)
from assistant.dialogue.arithmetic.quoting import UNSAID, Operand, Quoting, each_once, is_amount
from assistant.dialogue.arithmetic.related import Related
from assistant.dialogue.arithmetic.rests import rest_of
from assistant.dialogue.arithmetic.results import Worked
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import Figures, base_amount
from assistant.policy.model import Entry, Figure, Unit
from assistant.text.dates import Precision
from assistant.text.numerals import QuantityKind

# A formula of one operation on figures of the documents, and what it works out.
_ONE_OPERATION = re.compile(r"[\w.@#]+(?: \+ [\w.@#]+)+|[\w.@#]+ [-/] [\w.@#]+")
APART = "相差"
_FLOW = re.compile(r"(?:收入|支出|当期结余|累计结余)$")
_PARENTHESES = re.compile(r"[(（].*?[)）]")
_MEAN = re.compile(r"平均|每|人均|户均")
_OPERATIONS = {" + ": "sum", " - ": "apart", " / ": "share"}


class ByName:
    """Works on the statistics of one knowledge."""

    def __init__(self, figures: Figures, naming: Naming, quoting: Quoting, related: Related,
                 evaluator: Evaluator) -> None:
        self._figures, self._naming, self._quoting = figures, naming, quoting
        self._related, self._evaluator = related, evaluator

    def worked(self, heard: Understood, entries: Sequence[Entry], before: str, area: str,
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
        return self.of_resolved(found, heard, entries, area, day)

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
        in_words = self._naming.in_label_words(with_losses_named(kept), area)
        mended = self._naming.mended(in_words, area)
        for said in dict.fromkeys((kept, in_words, mended, with_growths_named(in_words))):
            found = resolve(questions(said, before), self._naming, area, day, whole)
            if not found and before and (asks_anything(said) or leans(said)):
                found = resolve(questions(f"{before.rstrip(',.?!;')},{said}"), self._naming, area, day)[-1:]
            found = found or self._added_and_share(said, before, area, day)
            sums = all(resolved.kind == "sum" for resolved in found)
            figures = [operand.figure for resolved in found for operand in resolved.operands]
            if found and (not left_out or (sums and not self._naming.is_named(left_out, figures, area))):
                return found, said == kept
        found = resolve(questions(text, before), self._naming, area, day) if left_out else []
        return [] if any(resolved.kind == "sum" for resolved in found) else found, True

    def _added_and_share(self, said: str, before: str, area: str, day: date) -> list[Resolved]:
        """The share of what is named, or of its sum that is asked for, too, in a total (…占全市定点的几成)."""
        asked = questions(said, before)
        if len(asked) == 1 and asked[0].kind == "share" and names_anything(asked[0].items) and asked[0].other:
            part = self._naming.resolve(List((asked[0].items,)), area, day)
            one = Resolved(List((asked[0].items,)), part, (), "plain") if len(part) == 1 else None
            return share_in(one, asked[0].other, self._naming, area, day)[1:] if one else []
        if len(asked) < 2 or asked[-1].kind != "share" or names_anything(asked[-1].items):
            return []
        found = resolve(asked[:-1], self._naming, area, day)
        added = found[-1] if found and found[-1].kind == "sum" else None
        share = share_in(added, asked[-1].other, self._naming, area, day) if added else []
        return [*found, *share[1:]] if share else []

    def named_last(self, heard: Understood, area: str, day: date) -> Compared | None:
        """The figures that an utterance names by itself for an operation; None if there are none for sure."""
        return named_last(heard.matched, self._naming, area, day)

    def compared_in(self, figure: Figure, day: date, *, of_one_kind: bool = True) -> Compared | None:
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
        fits = kind != "share" or figure.unit is Unit.FRACTION or not of_one_kind
        return Compared(said, operands, kind) if fits and (kind == "sum" or len(operands) == 2) else None

    def mean_in(self, figure: Figure, day: date) -> tuple[Operand, Operand] | None:
        """The whole and the divisor of a calculated mean; None if a figure isn't one."""
        pair = self.compared_in(figure, day, of_one_kind=False) if figure.unit is not Unit.FRACTION else None
        is_mean = pair is not None and pair.kind == "share" and pair.operands[1].dimension == "count"
        return (pair.operands[0], pair.operands[1]) if pair and is_mean and _MEAN.search(figure.label) else None

    def differences_told(self, entries: Sequence[Entry], day: date) -> list[Compared]:
        """The figures whose differences entries tell."""
        ids = sorted({id_ for entry in entries for id_ in self._quoting.ids_in(entry)})
        told = [figure for id_ in ids if (figure := self._figures.get(id_)).derive and figure.unit is not Unit.POINTS]
        return [pair for figure in told if (pair := self.compared_in(figure, day)) and pair.kind == "apart"]

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
        worked = self.of_resolved([resolved], heard, (), area, day, most=len(named.operands))
        return (worked, named) if worked else None

    def of_resolved(self, found: Sequence[Resolved], heard: Understood, entries: Sequence[Entry], area: str,
                    day: date, most: int = 0) -> Worked | None:
        """The results of questions whose figures are known, if they can be added and no other number is said.

        Numbers up to `most` may tell how many of them there are.
        """
        operands = each_once(o for resolved in found for o in resolved.operands)
        over_months = any(resolved.asked == OVER_MONTHS for resolved in found)
        if not over_months and (not _are_of_time(operands, heard) or says_other_numbers(heard, operands, most)):
            return None
        sums = [resolved.operands for resolved in found if resolved.kind == "sum"]
        if any(len(set(map(_flow_of, added)) - {""}) > 1 for added in sums):
            return None
        counted = [added for added in sums if added[0].dimension == "count"]
        related = self._related
        if not all(related.are_all_told_together(added) and not related.exceeds_whole(added) for added in counted):
            return None
        made = [formula for resolved in found for formula in resolved.formulas]
        worked = self._evaluator.told(made, operands, entries, area, day)
        overlaps = any(len(set(map(frozenset, map(years_of, added)))) == 1 for added in counted) or any(
            not self._related.are_all_told_together(added) for added in sums)
        is_mean = any(resolved.kind == "mean" for resolved in found)
        return replace(worked, may_overlap=overlaps, is_mean=is_mean) if worked else None


def says_other_numbers(heard: Understood, operands: Sequence[Operand], most: int = 0) -> bool:
    """Whether a number is said that is neither one of the figures' nor how many of them there are."""
    amounts = {operand.amount for operand in operands}
    few = [q for q in heard.quantities if not any(is_amount(q, amount) for amount in amounts)
           and q.kind is not QuantityKind.ORDINAL and not (q.kind is QuantityKind.MONTHS and q.value == 1)]
    most = max(len(operands), most)
    of_years = len({year for operand in operands for year in years_of(operand)})
    few = [q for q in few if not (q.kind is QuantityKind.YEARS and q.value == of_years)]
    return any(not (q.value <= most and q.kind in (QuantityKind.COUNT, QuantityKind.MONEY)) for q in few)


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
