"""Words a reply: figures written into an answer's sentences, notices, and the basis with its places.

Every number that is said here comes from a figure or from a calculation's steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.reply import Citation, FigureUsed, StepShown
from assistant.policy.figures import Figures, InForce, base_amount, covers_year, write
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import NUMERIC_UNITS, DatedValue, Entry, Reference, SchemeShape, Statement, Variant
from assistant.policy.references import PLACEHOLDER, read_reference, reference_in, whole_id
from assistant.text.typesetting import in_title_marks
from assistant.text.written_days import day_in_words

_KIND_NOTICES = {
    Statement.PLAN: "注意:这是计划或目标,不是已经实现的结果,也不等于现在的待遇。",
    Statement.CASE: "注意:这是节目里一位来电人的个案,不能当作规定。",
}


@dataclass
class Basis:
    """What a reply rests on, collected while it is worded."""

    knowledge: Knowledge
    figures: Figures
    cited: dict[tuple[str, str], Citation] = field(default_factory=dict)
    used: dict[tuple[str, date], list[FigureUsed]] = field(default_factory=dict)
    notices: dict[str, None] = field(default_factory=dict)
    past: list[DatedValue] = field(default_factory=list)
    future: list[DatedValue] = field(default_factory=list)
    present: list[DatedValue] = field(default_factory=list)

    def cite(self, document: str, locator: str) -> int:
        """Add a place to the citations; its number among them."""
        key = (document, locator)
        if key not in self.cited:
            source = self.knowledge.documents[document]
            self.cited[key] = Citation(document, source.title, source.issued, locator)
        return list(self.cited).index(key)

    def refer(self, references: Iterable[Reference]) -> None:
        """Cite several places."""
        for reference in references:
            self.cite(reference.document, reference.locator)

    def use(self, reference: str, day: date) -> str:
        """Use a figure as it stood on `day`, or on the reference's own: note it and its places; its words."""
        meant = read_reference(reference)
        day = meant.day or day
        id_ = str(replace(meant, day=None))
        found = self.figures.on(id_, day)
        figure = found.figure
        if figure.derive:
            for operand in self.figures.operands(figure):
                self.use(operand, day)
        if (id_, day) not in self.used:
            self.used[(id_, day)] = [
                FigureUsed(figure.id, figure.label, v.value, figure.unit.value, v.first_day, v.last_day,
                           figure.statement.value)
                for v in found.values
            ]
            for value in found.values:
                if not figure.derive:
                    for locator in value.locator.split(";"):
                        self.cite(value.document, locator.strip())
            if figure.contradiction and len({v.value for v in found.values}) > 1:
                self.notices[figure.contradiction] = None
        self._note_time(found, day)
        return self.figures.written(id_, day)

    def _note_time(self, found: InForce, day: date) -> None:
        """Note how the values stand to the day: in force, ended before it, or not begun."""
        if found.figure.unit in NUMERIC_UNITS and found.figure.statement is not Statement.PLAN:
            for value in found.values:
                begun = value.first_day is None or value.first_day <= day
                (self.present if found.current else self.past if begun else self.future).append(value)

    @property
    def not_begun(self) -> bool:
        """Whether amounts were used, all of which only come into force after the day told of."""
        return bool(self.future) and not self.present

    def covers(self, years: Iterable[int]) -> bool:
        """Whether any of these years is one that the amounts used are for; true where they are for no years at all."""
        periods = [(v.first_day, v.last_day) for v in (*self.present, *self.past, *self.future)]
        asked = tuple(years)
        if not asked or not periods or any(None in period for period in periods):
            return True
        return any(covers_year(first, last, year) for first, last in periods for year in asked)

    def goes_on_in(self, years: Iterable[int]) -> bool:
        """Whether all amounts used have a value that is in force at the end of each of these years."""
        amounts = [id_ for id_, _ in self.used if self.figures.get(id_).unit in NUMERIC_UNITS]
        return all(self.figures.on(id_, date(year, 12, 31)).current for id_ in amounts for year in years)

    def is_of(self, years: Iterable[int]) -> bool:
        """Whether the amounts used are only for a time with a beginning and an end in one of these years."""
        periods = [(v.first_day, v.last_day) for v in (*self.present, *self.past, *self.future)]
        bounded = bool(periods) and not any(None in period for period in periods)
        return bounded and any(covers_year(first, last, year) for first, last in periods for year in years)

    def place_of(self, ids: Sequence[str], day: date) -> int | None:
        """The number of the citation of the first of these figures that has one of its own."""
        for id_ in ids:
            for value in self.figures.on(id_, day).values:
                key = (value.document, value.locator.split(";")[0].strip())
                if key in self.cited:
                    return list(self.cited).index(key)
        return None

    def base_amounts(self) -> frozenset[Decimal]:
        """The numbers used so far, in yuan, persons or shares."""
        amounts = set()
        for id_, day in self.used:
            found = self.figures.on(id_, day)
            if found.figure.unit in NUMERIC_UNITS:
                amounts |= {base_amount(found.figure, value) for value in found.values}
        return frozenset(amounts)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations in the order they were made."""
        return tuple(self.cited.values())

    @property
    def figures_used(self) -> tuple[FigureUsed, ...]:
        """The figures in the order they were used, each once a value."""
        told: dict[tuple[str, str, date | None], FigureUsed] = {}
        for figures in self.used.values():
            for figure in figures:
                told[(figure.id, figure.value, figure.first_day)] = figure
        return tuple(told.values())


class Writer:
    """Fills an answer's sentences for one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures) -> None:
        self.knowledge = knowledge
        self.figures = figures

    def basis(self) -> Basis:
        """An empty basis for one reply."""
        return Basis(self.knowledge, self.figures)

    def fill(self, text: str, area: str, day: date, basis: Basis) -> str:
        """The sentence with its figures written in as of `day`."""

        def written(match: re.Match[str]) -> str:
            reference = whole_id(reference_in(match), area, self.knowledge.figures)
            words = basis.use(reference, day)
            return self.figures.written(reference, day, bare=True) if match["how"] else words

        return PLACEHOLDER.sub(written, text)

    def sentences(self, entry: Entry, facts: Mapping[str, tuple[str, ...]], day: date,
                  basis: Basis) -> tuple[str, list[str]]:
        """The first sentence, fitted to the caller's facts, and the rest."""
        variant = best_variant(entry.say.variants, facts)
        short = self.fill(variant.short if variant else entry.say.short, entry.area, day, basis)
        rest: list[str] = []
        if variant:
            rest += [self.fill(text, entry.area, day, basis) for text in variant.details]
        rest += [self.fill(text, entry.area, day, basis) for text in (*entry.say.details, *entry.say.do)]
        basis.refer(entry.cites)
        if entry.notice:
            basis.notices[self.fill(entry.notice, entry.area, day, basis)] = None
        self._kind_notice(entry.statement, basis)
        return short, rest

    @staticmethod
    def _kind_notice(statement: Statement, basis: Basis) -> None:
        if statement in _KIND_NOTICES:
            basis.notices[_KIND_NOTICES[statement]] = None

    def scheme_basis(self, scheme: SchemeShape, basis: Basis) -> None:
        """Cite what a scheme names besides its figures, and say what kind of statement it is."""
        basis.refer(scheme.cites)
        self._kind_notice(scheme.statement, basis)

    def source_line(self, basis: Basis) -> str:
        """The basis in words: title, day of issue and places, a document at a time."""
        places: dict[str, list[str]] = {}
        for citation in basis.citations:
            told = places.setdefault(citation.document, [])
            if citation.locator not in told:
                told.append(citation.locator)
        parts = []
        for id_, locators in places.items():
            document = self.knowledge.documents[id_]
            issued = document.dated or day_in_words(document.issued)
            parts.append(f"{in_title_marks(document.title)}({issued}),{'、'.join(locators)}")
        return f"依据:{';'.join(parts)}。" if parts else ""

    def working(self, basis: Basis, day: date) -> tuple[StepShown, ...]:
        """The steps of the derived figures that a reply uses."""
        steps = []
        for id_, used_day in list(basis.used):
            figure = self.figures.get(id_)
            if figure.derive:
                value = self.figures.on(id_, used_day).values[0]
                ids = self.figures.operands(figure)
                steps.append(StepShown(figure.label, self.figures.working(figure, used_day), write(figure, value),
                                       basis.place_of(ids, used_day)))
        return tuple(steps)


def best_variant(variants: Iterable[Variant], facts: Mapping[str, tuple[str, ...]]) -> Variant | None:
    """The variant whose conditions the facts fulfil, the most specific first; None if none does.

    A condition is fulfilled when the caller named exactly one value and it is accepted.
    """
    best: Variant | None = None
    for variant in variants:
        fulfilled = all(
            len(facts.get(name, ())) == 1 and facts[name][0] in accepted for name, accepted in variant.when.items()
        )
        if fulfilled and (best is None or len(variant.when) > len(best.when)):
            best = variant
    return best


def named(mentions: Iterable[Mention]) -> str:
    """The caller's own words for their conditions, for saying them back."""
    return "、".join(dict.fromkeys(mention.words for mention in mentions if not mention.negated))
