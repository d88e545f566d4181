"""The shapes of the knowledge: what a curator writes in YAML, checked and frozen.

Owns the closed sets (units, kinds of statement) and the shape of every object. Knows no files and no
words of a caller. Ids are whole here (`jiangmen.outpatient.rate`); in YAML they are written without
the area's prefix and completed by the loader.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Conditions = dict[str, Texts]
"""Dimension id → the value ids for which something holds, e.g. {"scheme": ("employee",)}."""


class Shape(BaseModel):
    """Base of all shapes: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Unit(StrEnum):
    """How a figure's value is to be read."""

    YUAN = "yuan"
    WAN_YUAN = "wan_yuan"
    YI_YUAN = "yi_yuan"
    FRACTION = "fraction"
    POINTS = "points"
    COUNT = "count"
    WAN_COUNT = "wan_count"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    TEXT = "text"


NUMERIC_UNITS = frozenset(Unit) - {Unit.DATE, Unit.MONTH, Unit.YEAR, Unit.TEXT}


class Bound(StrEnum):
    """What the source says of a figure's exactness."""

    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    NEARLY = "nearly"


class Statement(StrEnum):
    """The kind of a statement: a plan is never told as a rule, a statistic is no entitlement."""

    RULE = "rule"
    PROCEDURE = "procedure"
    STATISTIC = "statistic"
    PLAN = "plan"
    CASE = "case"
    BACKGROUND = "background"
    GAP = "gap"


class District(Shape):
    """A district, county or town that leads to its area."""

    name: str
    aliases: Texts = ()


class Area(Shape):
    """A pooling area or a wider one; rules of `parent` apply below it.

    `marks` are names that only this area has (a product, a mini-program): they tell the area.
    """

    id: str
    name: str
    aliases: Texts = ()
    parent: str | None = None
    covered: bool = False
    districts: tuple[District, ...] = ()
    marks: Texts = ()
    ask_at: str = ""


class Section(Shape):
    """A place in a document: the locator told to callers and the words with which it begins there.

    `aside` says why nothing of it is for questions and answers (a host's transition, a slogan).
    """

    locator: str
    begins: str
    aside: str = ""


class Document(Shape):
    """A source: `issued` is the day it was published, `dated` how that day is told when unsure."""

    id: str
    area: str
    title: str
    issuer: str
    issued: date
    kind: str
    dated: str = ""
    note: str = ""
    sections: tuple[Section, ...] = ()


class DatedValue(Shape):
    """One value of a figure, from `first_day` to `last_day` inclusive (None: no such day stated).

    `name` tells contradictory values apart, so that a reference can mean one of them. `same_as` refers to
    another figure's value, which is taken over when the knowledge is loaded.
    """

    value: str = ""
    same_as: str | None = None
    name: str | None = Field(default=None, pattern="^[a-z][a-z0-9_]*$")
    first_day: date | None = None
    last_day: date | None = None
    document: str
    locator: str
    as_written: str | None = None
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether this value was in force on `day`."""
        after_start = self.first_day is None or self.first_day <= day
        return after_start and (self.last_day is None or day <= self.last_day)

    @property
    def number(self) -> Decimal:
        """The value as a number; raises `decimal.InvalidOperation` for a text or a date."""
        return Decimal(self.value)


class Figure(Shape):
    """A number, date or name with its source: the only place where it lives.

    `derive` makes it a calculated one: an expression over other figures' ids (+ - * /, parentheses),
    rounded to `places` decimals. `contradiction` says in words how two values for one day clash and
    what to do; without it two such values are an error.
    """

    id: str
    label: str
    unit: Unit
    measure: str = ""
    bound: Bound | None = None
    statement: Statement = Statement.RULE
    values: tuple[DatedValue, ...] = ()
    derive: str | None = None
    places: int | None = None
    contradiction: str = ""
    equals: str | None = None


class Reference(Shape):
    """A document and a place in it."""

    document: str
    locator: str


class Variant(Shape):
    """What is said instead when the caller's facts fit `when`."""

    when: Conditions
    short: str
    details: Texts = ()


class Say(Shape):
    """The words of an answer, figures as `{id}`: `short` first, then conditions, then what to do."""

    short: str
    variants: tuple[Variant, ...] = ()
    details: Texts = ()
    do: Texts = ()


class Entry(Shape):
    """One thing the knowledge can say, and how callers ask for it.

    `applies` are hard conditions: a caller whose facts contradict them is never given this entry; nor is one of whom
    one of `unless` is known, which nobody is asked for (treated: away, for what holds of care at home).
    `facts` lists the checklist ids that it tells. `statement: gap` marks a thing that the documents
    do not say: it is told as a refusal. `calculate` names the scheme that turns amounts into a result.
    Where it has words in `about`, it is meant only if one of them falls; of `needs` one must fall even where the
    call is on its topic, unless it was told last (以前, 改革前: what sets it apart from its neighbour). A question in
    which one of `never` falls doesn't mean it (公家*贴多少, for what everybody pays himself).
    """

    id: str
    area: str
    title: str
    topic: str
    subject: str | None = None
    statement: Statement = Statement.RULE
    applies: Conditions = {}
    unless: Conditions = {}
    ask: Texts = Field(min_length=1)
    keywords: Texts = ()
    about: Texts = ()
    needs: Texts = ()
    never: Texts = ()
    say: Say
    cites: tuple[Reference, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    notice: str = ""
    calculate: str | None = None
    next: Texts = ()
    facts: Texts = ()


class DimensionValue(Shape):
    """One value of a condition and the words by which callers mean it.

    The words of `beside` mean it only beside another value (低保…, 相对贫困的呢): alone they hold of several.
    Of a scheme's own values, `against` gives other facts where this one is only set against another
    (没备案…, 备了案的呢: a referral), unless they were told. `bars` is what other values don't imply beside this one
    (who works somewhere, but chooses a 档 of the residents' insurance). The words of `here` mean it only for callers of
    the area whose condition it is (济南, for one of the same province).
    """

    id: str
    label: str
    words: Texts = ()
    beside: Texts = ()
    here: Texts = ()
    against: dict[str, str] = {}
    implies: dict[str, str] = {}
    bars: dict[str, str] = {}
    broader: str | None = None


class Dimension(Shape):
    """A condition such as scheme, status or hospital level: a closed set of values; `area` is where it is written."""

    id: str
    area: str = ""
    label: str
    question: str
    values: tuple[DimensionValue, ...]


class Subject(Shape):
    """A thing callers ask of any city; where a city has no entry for it, it is refused by name.

    Where it has words in `about`, it is meant only if one of them falls, and one of those in `needs`; not where one of
    `unless` is known (as of an entry).
    """

    id: str
    label: str
    topic: str
    unless: Conditions = {}
    ask: Texts = Field(min_length=1)
    keywords: Texts = ()
    about: Texts = ()
    needs: Texts = ()


class Outside(Shape):
    """A subject that is no business of this knowledge (pension, weather …) and what is said then.

    One of `words` in an utterance is enough, unless what else was found speaks of it too.
    """

    id: str
    label: str
    words: Texts = ()
    ask: Texts = Field(min_length=1)
    say: str


class Person(Shape):
    """An answer to “who are you” in plain words, and the conditions (dimension → value) it stands for."""

    label: str
    short: str
    facts: dict[str, str] = Field(min_length=1)

    @property
    def id(self) -> str:
        """The label: no two people are called the same."""
        return self.label


class Theme(Shape):
    """What a caller may want to know, in plain words, and the topics that belong to it."""

    label: str
    topics: Texts = Field(min_length=1)

    @property
    def id(self) -> str:
        """The label: no two themes are called the same."""
        return self.label


class PlainTerm(Shape):
    """An official term and what is said instead where callers read it; it fits into the term's place."""

    term: str
    say: str

    @property
    def id(self) -> str:
        """The term: it has one plain wording."""
        return self.term


class Coverage(Shape):
    """How far an area's documents cover a subject; `missing` says in words what they leave out."""

    area: str
    subject: str
    level: str = Field(pattern="^(full|partial|none)$")
    missing: str = ""


class WordList(Shape):
    """Words of speech of several facts or schemes: the list is named as `@id` among a fact's words or in `needs`."""

    id: str
    words: Texts


class FactShape(Shape):
    """A fact that a scheme takes: a condition (`dimension` or own `values`) or a quantity (`kind`).

    `default` does not hold when the caller says one of `ask_if` (全家 without a number of people), nor where more than
    one was told of the fact `ask_with` (so many days, and not whether an amount is of one or of all). `derive`
    gives the fact out of others when only they were told; `rules` marks the day whose figures hold; with
    `vary`, what the other values would give is told beside the default. An amount right behind a word of
    `never` is left out. `measures` are the only ones that a quantity of it may have; `named` asks for one of its
    words near an amount, and several amounts of one that `adds` are added up. `heads` says whom of a household it
    counts: all, grown, young, or the grown-ups of whom this value of a condition is said (tier1).
    A `date` that takes a month (`by_month`) has the first day of one that is told alone; a `money` one may have an
    amount of its own for single months; a `months` one counts those chosen out of them, also by their names.
    An amount that lies `within` another fact's isn't, where that was told as the part that counts (政策范围内).
    Amounts `for_months` each count times the months that are told for it; of those of several months the one
    `of_month_before` counts, before the month that is asked about. `like` names a condition of the whole
    knowledge whose values mean the same, so that it counts when it was heard before. `as_in` takes the fact of the
    same id over from another scheme; what is written here goes before.
    """

    id: str
    kind: str = Field(default="choice", pattern="^(choice|money|count|months|days|fraction|date)$")
    dimension: str | None = None
    only: Texts = ()
    values: tuple[DimensionValue, ...] = ()
    label: str = ""
    question: str = ""
    words: Texts = ()
    never: Texts = ()
    measures: Texts = ()
    named: bool = False
    heads: str = ""
    default: str | None = None
    ask_if: Texts = ()
    ask_with: str = ""
    assumed: str = ""
    many: bool = False
    adds: bool = False
    when: Conditions = {}
    least: Decimal | None = None
    most: Decimal | None = None
    derive: str = ""
    rules: bool = False
    vary: bool = False
    by_month: bool = False
    within: str = ""
    for_months: bool = False
    of_month_before: bool = False
    like: str | None = None
    as_in: str | None = None


class RowShape(Shape):
    """A line of a decision table: the figure, or the formula, that holds under `when`."""

    when: Conditions = {}
    figure: str | None = None
    expression: str | None = None


class StepShape(Shape):
    """One step of a scheme; `kind` is formula (default), lookup (rows) or require (a condition).

    An `aside` step is not told among the steps: its value only stands in words. One with `told_if` is so only where
    that condition doesn't hold.
    """

    id: str
    kind: str = Field(default="formula", pattern="^(formula|lookup|require)$")
    label: str
    when: Conditions = {}
    expression: str | None = None
    rows: tuple[RowShape, ...] = ()
    unit: Unit = Unit.YUAN
    measure: str = ""
    rounding: str = Field(default="half_up", pattern="^(half_up|up|down|none)$")
    otherwise: str = ""
    absent: str = ""
    aside: bool = False
    told_if: str | None = None


class CarryShape(Shape):
    """What one bill leaves for the next: the step's result is added to the fact, per month or year."""

    step: str
    into: str
    per: str = Field(default="month", pattern="^(month|year|always)$")


class RemarkShape(Shape):
    """A sentence said when the condition (a formula over facts, steps and figures) holds.

    It is said first, in the place of the result's own sentence, if it is to `lead`.
    """

    condition: str
    say: str
    lead: bool = False


class SchemeShape(Shape):
    """A calculator: the facts it needs, the steps it takes on which figures, and how it is told.

    Where it has words in `about`, it is meant only if one of them falls; of `needs` one must fall even where the
    call is on its topic, unless it was told last (倒推, 用满: what turns the calculation round). One that `reverses`
    another takes its place where such a word falls and every sum that is told is taken by a fact of its own. What it
    `yields` (fact → step) the others of its topic know from then on: how many people a sum was paid for.
    """

    id: str
    area: str
    title: str
    topic: str
    ask: Texts = Field(min_length=1)
    keywords: Texts = ()
    about: Texts = ()
    needs: Texts = ()
    reverses: str | None = None
    entry: str | None = None
    applies: Conditions = {}
    unless: Conditions = {}
    facts: tuple[FactShape, ...]
    figures: dict[str, str] = {}
    steps: tuple[StepShape, ...] = Field(min_length=1)
    carry: CarryShape | None = None
    results: dict[str, str] = Field(min_length=1)
    yields: dict[str, str] = {}
    say: str
    remarks: tuple[RemarkShape, ...] = ()
    excludes: Texts = ()
    assumptions: Texts = ()
    statement: Statement = Statement.RULE
    cites: tuple[Reference, ...] = ()
    facts_told: Texts = ()
    next: Texts = ()
