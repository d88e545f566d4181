"""From what was understood to the facts a calculator takes: which amount is which, for whom, for when.

Owns the assignment of quantities and conditions to a scheme's facts and persons. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from assistant.calculator.scheme import Bill, Fact, FactKind, FactValue, Scheme
from assistant.dialogue.conditions import ConditionFinder, Mention, denied, last_of, stated
from assistant.dialogue.people import COUPLES, SELF, counted_births
from assistant.dialogue.understanding import Understood, day_of
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Dimension, FactShape, SchemeShape
from assistant.text.numerals import Quantity, QuantityKind

_CHILD = re.compile(r"孩子|小孩|娃|儿子|女儿|闺女|细路|崽|囡|仔仔|学生")
_SINGLE = re.compile(r"(?:还有|有|带|加|,|和|跟|一)?个[^,.个]{0,8}$")
_KIN = re.compile(
    r"爸爸?|妈妈?|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|老公|老婆|媳妇|太太|先生|丈夫|爱人|我(?!们|"
    r"家|爸|妈|老|爷|奶|媳|太|爱|外|姥|儿|女)|俺(?!家|爸|娘|爹|媳)|老人"
)
_COMPARING = re.compile(r"差|vs|VS|对比|比较|相比|分别|各自|哪个划算|哪种")
_SPENT = re.compile(r"花|费用|用了|自付|自己付|总共|一共|看病")
_ANYBODY = frozenset(("人", "个人", "口人", "家", "一家", "全家", "一家人", "口", "都", "名", "位"))
_ONE_PERSON = frozenset(("", "个", "个人", "人", "口", "名", "位"))
_STOPS = ",.;?! 、"


@dataclass(frozen=True)
class Case:
    """The facts of one person or one alternative; `label` says which, empty if there is only one."""

    label: str
    facts: dict[str, FactValue]
    day: date | None = None


@dataclass
class Gathered:
    """The cases of one utterance, whether it brought a quantity, and what was only roughly told."""

    cases: list[Case]
    quantities: bool
    rough: list[str] = field(default_factory=list)
    wanted: frozenset[str] = frozenset()
    persons: bool = False
    placed: int = 0


@dataclass(frozen=True)
class _Placed:
    fact: FactShape
    value: Decimal
    quantity: Quantity
    day: date | None
    person: str | None
    shared: bool


class Gatherer:
    """Gathers the facts of one scheme out of utterances."""

    def __init__(self, shape: SchemeShape, scheme: Scheme, knowledge: Knowledge) -> None:
        self.shape, self.scheme = shape, scheme
        own = [Dimension(id=f.id, label=f.label or f.id, question="", values=f.values) for f in shape.facts if f.values]
        self._own = ConditionFinder(own)
        self._shared = set(knowledge.dimensions)
        self._dimension_of = {f.id: f.dimension or f.id for f in shape.facts if f.kind == "choice"}
        self._implied = {
            (dimension.id, value.id): value.implies
            for dimension in knowledge.dimensions.values() for value in dimension.values if value.implies
        }
        self._choices: dict[str, Fact] = {f.id: f for f in scheme.facts if f.kind is FactKind.CHOICE}

    def gather(self, heard: Understood, known: Mapping[str, tuple[str, ...]],
               given: Mapping[str, FactValue]) -> Gathered:
        """The cases of an utterance, completed by conditions known and quantities given before."""
        mentions = (*heard.mentions, *self._own.find(heard.text))
        placed = self._place(heard)
        rough = [p.quantity.words for p in placed if p.quantity.approximate]
        shared_day = self._day(heard)
        cases = (self._by_person(heard, mentions, placed) or self._by_value(heard, mentions, placed)
                 or self._by_date(heard, mentions, placed))
        persons = bool(cases) and all(c.label not in self._all_labels() for c in cases)
        if not cases:
            facts = self._choice_facts(mentions)
            facts.update(_quantities(placed))
            cases = [Case("", facts)]
        completed = [self._completed(case, mentions, known, given, shared_day) for case in cases]
        wanted = frozenset(f.id for f in self.shape.facts if any(word in heard.text for word in f.ask_if)
                           and f.id not in {p.fact.id for p in placed})
        told = [p for p in placed if p.quantity.end > p.quantity.start]
        counted = told or sum(p.value for p in placed) > 1
        return Gathered(completed, bool(counted), rough, wanted, persons and len(cases) > 1, len(told))

    def _all_labels(self) -> set[str]:
        return {label for fact in self._choices.values() for _, label in fact.choices}

    def _completed(self, case: Case, mentions: Sequence[Mention], known: Mapping[str, tuple[str, ...]],
                   given: Mapping[str, FactValue], day: date | None) -> Case:
        facts = dict(case.facts)
        for fact_id, value in self._choice_facts(mentions).items():
            facts.setdefault(fact_id, value)
        for fact_id, dimension in self._dimension_of.items():
            values = known.get(dimension, ())
            if fact_id not in facts and len(values) == 1 and values[0] in dict(self._choices[fact_id].choices):
                facts[fact_id] = values[0]
        for fact_id, earlier in given.items():
            if any(f.id == fact_id for f in self.scheme.facts):
                facts.setdefault(fact_id, earlier)
        self._imply(facts)
        return Case(case.label, facts, case.day or day)

    def _imply(self, facts: dict[str, FactValue]) -> None:
        """Fill in what a known value implies (退休 … 职工医保), never against what was said."""
        fact_of = {dimension: fact for fact, dimension in self._dimension_of.items()}
        for fact_id, value in list(facts.items()):
            dimension = self._dimension_of.get(fact_id, "")
            for name, implied in self._implied.get((dimension, str(value)), {}).items():
                target = fact_of.get(name)
                if target and implied in dict(self._choices[target].choices):
                    facts.setdefault(target, implied)

    def _choice_facts(self, mentions: Sequence[Mention]) -> dict[str, FactValue]:
        said, not_said = stated(mentions), denied(mentions)
        facts: dict[str, FactValue] = {}
        for fact_id, dimension in self._dimension_of.items():
            accepted = dict(self._choices[fact_id].choices)
            values = [v for v in said.get(dimension, ()) if v in accepted]
            if len(values) == 1 or (values and dimension not in self._shared):
                facts[fact_id] = values[0]
            elif not values:
                left = [v for v in accepted if v not in not_said.get(dimension, ())]
                if len(left) == 1 and len(accepted) > 1:
                    facts[fact_id] = left[0]
        return facts

    def _day(self, heard: Understood) -> date | None:
        for mention in heard.dates:
            if re.match(r"(?:份)?(?:以前|之前|前(?!半|后|期|几))", heard.text[mention.end : mention.end + 4]):
                return mention.first_day - timedelta(days=1)
        days = {day_of(mention) for mention in heard.dates} - {None}
        return days.pop() if len(days) == 1 else None

    # Quantities to facts

    def _place(self, heard: Understood) -> list[_Placed]:
        placed: list[_Placed] = []
        facts = [f for f in self.shape.facts if f.kind != "choice"]
        waiting: list[Quantity] = []
        for quantity in heard.quantities:
            if _per_person(quantity, heard) or quantity.words.startswith("几"):
                continue
            fitting = [f for f in facts if _fits_kind(f, quantity)]
            scored = [(_cue(f, quantity, heard), f) for f in fitting]
            best = max(scored, key=lambda pair: pair[0], default=None)
            told = [f for f in fitting if f.kind == "count" and _told_after(f, quantity, heard)]
            if len(told) > 1 or (told and best and best[1].kind == "count"):
                placed += [self._placed(f, quantity, heard) for f in told]
            elif best and best[0] > 0:
                placed.append(self._placed(best[1], quantity, heard))
            elif fitting and not (quantity.value == 1 and quantity.measure in _ONE_PERSON):
                waiting.append(quantity)
        self._place_waiting(waiting, facts, placed, heard)
        placed = _without_units(placed)
        self._place_people(heard, facts, placed)
        return sorted(placed, key=lambda p: p.quantity.start)

    def _place_waiting(self, waiting: list[Quantity], facts: list[FactShape], placed: list[_Placed],
                       heard: Understood) -> None:
        """Amounts without a telling word go on a list begun before, or to what was spent."""
        money = [f for f in facts if f.kind == "money" and f.default is None]
        first_money = money[0] if money and any(_SPENT.search(word) for word in money[0].words) else None
        for quantity in waiting:
            taken = {p.fact.id for p in placed}
            wanted = [f for f in facts if _fits_kind(f, quantity) and f.default is None and _of_measure(f, quantity)
                      and (f.many or f.id not in taken)]
            if quantity.kind in (QuantityKind.MONEY, QuantityKind.NUMBER):
                wanted = [*self._continued(quantity, placed), *wanted][:1]
                wanted = [f for f in wanted if f is first_money or f.many]
            if not wanted and quantity.kind is not QuantityKind.MONEY:
                wanted = self._only_one(quantity, facts, taken, heard)
            loose = quantity.kind is QuantityKind.COUNT and sum(f.kind == "count" for f in facts) > 1
            if quantity.kind is QuantityKind.NUMBER and wanted and wanted[0].kind != "money":
                continue
            if wanted and not loose:
                placed.append(self._placed(wanted[0], quantity, heard))

    @staticmethod
    def _continued(quantity: Quantity, placed: list[_Placed]) -> list[FactShape]:
        """The fact of the amount said just before, if it can have several."""
        before = [p for p in placed if p.quantity.end <= quantity.start and p.fact.kind == "money"]
        last = max(before, key=lambda p: p.quantity.end, default=None)
        return [last.fact] if last and last.fact.many else []

    @staticmethod
    def _only_one(quantity: Quantity, facts: list[FactShape], taken: set[str], heard: Understood) -> list[FactShape]:
        """The one fact of the quantity's kind, though it has a default: what was said goes before a default."""
        kind = [f for f in facts if _fits_kind(f, quantity) and _of_measure(f, quantity)]
        near = heard.text[max(0, quantity.start - 6) : quantity.end + 4]
        other_matter = quantity.kind is QuantityKind.NUMBER or re.search("住院|住了|怀孕|孕|岁|年前|月前", near)
        return kind if len(kind) == 1 and kind[0].id not in taken and not other_matter else []

    def _placed(self, fact: FactShape, quantity: Quantity, heard: Understood) -> _Placed:
        clause = next((c for c in heard.clauses if c.start <= quantity.start < c.end + 1), None)
        inside = [d for d in heard.dates if clause and clause.start <= d.start <= clause.end and day_of(d)]
        before = [d for d in inside if d.end <= quantity.start]
        day = day_of((before[-1:] or inside[:1])[0]) if inside else None
        value = quantity.value * 12 if quantity.kind is QuantityKind.YEARS and fact.kind == "months" else quantity.value
        return _Placed(fact, value, quantity, day, clause.person if clause else None, bool(clause and clause.shared))

    def _place_people(self, heard: Understood, facts: list[FactShape], placed: list[_Placed]) -> None:
        """Heads counted by kinship words (两口子, 爷爷奶奶, 还有个娃), for facts that count people."""
        counts = [f for f in facts if f.kind == "count"]
        births = counted_births(heard.text)
        for fact in counts:
            if fact.id in {p.fact.id for p in placed}:
                continue
            value = births if births is not None and re.search("胎|婴|生", "".join((fact.label, *fact.words))) else None
            at = 0
            if value is None and len(counts) >= 1:
                value, at = _heads(fact, counts, heard)
            if value:
                quantity = Quantity(QuantityKind.COUNT, value, at, at, "")
                placed.append(_Placed(fact, value, quantity, None, None, False))

    # Several persons or alternatives

    def _by_person(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[_Placed]) -> list[Case]:
        money = [p for p in placed if p.fact.kind == "money"]
        per_person: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.dimension in self._dimension_of.values() and not mention.negated:
                clause = next((c for c in heard.clauses if c.start <= mention.start < c.end + 1), None)
                if clause and clause.person:
                    per_person.setdefault(clause.person, []).append(mention)
        told = {person: self._choice_facts(found) for person, found in per_person.items()}
        owners = {p.person for p in money if p.person and not p.shared}
        shared = [p for p in money if p.shared or p.person is None]
        persons = [p for p in told if p in owners or (shared and told[p])]
        if len(persons) < 2 or (not _differ([told[p] for p in persons]) and len(owners & set(persons)) < 2):
            return []
        cases = []
        for person in persons:
            own = [p for p in money if p.person == person and not p.shared] or shared or money
            rest = [p for p in placed if p.fact.kind != "money"]
            cases.append(Case(_person_words(heard, person), {**told[person], **_quantities([*own, *rest])}))
        return cases

    def _by_date(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[_Placed]) -> list[Case]:
        """The same bill on several days that are compared (6月份看和7月份看差多少)."""
        days = {day: d.words for d in heard.dates if (day := day_of(d)) is not None}
        money = [p for p in placed if p.fact.kind == "money" and not p.fact.default]
        if len(days) < 2 or len(money) != 1 or not _COMPARING.search(heard.text):
            return []
        facts = self._choice_facts(mentions)
        bills = [replace(p, day=None) for p in placed]
        return [Case(words, {**facts, **_quantities(bills)}, day) for day, words in days.items()]

    def _by_value(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[_Placed]) -> list[Case]:
        said = stated(mentions)
        for fact_id, dimension in self._dimension_of.items():
            fact = self._choices[fact_id]
            labels = dict(fact.choices)
            values = [v for v in said.get(dimension, ()) if v in labels]
            compared = dimension in self._shared or _COMPARING.search(heard.text)
            if len(values) < 2 or not compared:
                continue
            groups = _amounts_by_value(mentions, dimension, values, placed)
            return [Case(labels[v], {fact_id: v, **_quantities(groups[v])}) for v in values]
        return []


def _per_person(quantity: Quantity, heard: Understood) -> bool:
    """Whether a quantity only says that a rate for one is asked for (一个人要交多少, 一个月最多报)."""
    after = heard.text[quantity.end : quantity.end + 4]
    if quantity.value != 1:
        return False
    if quantity.measure == "家" and re.match(r"人|子|大小|老小|老少|的", after):
        return True
    if quantity.kind in (QuantityKind.MONTHS, QuantityKind.DAYS):
        return not re.search(r"[交缴保满等备第才补停断]了?$", heard.text[max(0, quantity.start - 2) : quantity.start])
    return quantity.measure in _ONE_PERSON and bool(
        re.match(r"[要得该能可以]{0,2}(?:交|缴|出|付|拿|多少|几|一年|每年|一个月|一月|一共|总共|合计|是)", after))


def _without_units(placed: list[_Placed]) -> list[_Placed]:
    """Without the 一 of "一个人次多少", where the same fact has a number of its own."""
    kept = []
    for item in placed:
        rivals = [p for p in placed if p is not item and p.fact.id == item.fact.id]
        if item.fact.kind in ("count", "days", "months") and item.value == 1 and any(p.value > 1 for p in rivals):
            continue
        kept.append(item)
    return kept


def _fits_kind(fact: FactShape, quantity: Quantity) -> bool:
    kinds = {
        "money": {QuantityKind.MONEY},
        "fraction": {QuantityKind.PERCENT, QuantityKind.POINTS},
        "count": {QuantityKind.COUNT},
        "months": {QuantityKind.MONTHS, QuantityKind.YEARS},
        "days": {QuantityKind.DAYS},
    }
    if quantity.kind is QuantityKind.NUMBER or (quantity.kind is QuantityKind.MONEY and not quantity.measure):
        return fact.kind in ("money", "count")
    if quantity.kind is QuantityKind.ORDINAL and quantity.measure.endswith(("工作日", "天", "日")):
        return fact.kind == "days"
    return quantity.kind in kinds.get(fact.kind, set())


def _of_measure(fact: FactShape, quantity: Quantity) -> bool:
    """Whether a number without a telling word can be of the fact, by its measure (三次 is no number of people)."""
    if fact.kind != "count" or quantity.measure in ("", "个"):
        return True
    return any(quantity.measure in word for word in (*fact.words, fact.label))


def _told_after(fact: FactShape, quantity: Quantity, heard: Understood) -> bool:
    """Whether the words right behind a number of heads name the fact (两个大人交一档)."""
    return any(len(word) > 1 and last_of(word, _behind(quantity, heard)) for word in fact.words)


def _behind(quantity: Quantity, heard: Understood) -> str:
    """The words of the same clause behind a quantity, as far as the next one."""
    starts = [q.start for q in heard.quantities if q.start >= quantity.end and q.kind is not QuantityKind.ORDINAL]
    after = heard.text[quantity.end : min(min(starts, default=len(heard.text)), quantity.end + 9)]
    return re.split(f"[{re.escape(_STOPS)}]", after)[0]


def _cue(fact: FactShape, quantity: Quantity, heard: Understood) -> float:
    """How strongly the words around a quantity point to a fact: nearer and longer words more."""
    text = heard.text
    others = [q for q in heard.quantities if q is not quantity]
    left = max([q.end for q in others if q.end <= quantity.start], default=0)
    before, after = text[max(left, quantity.start - 16) : quantity.start], _behind(quantity, heard)
    cut = max(before.rfind(mark) for mark in ".;?!")
    before = before[cut + 1 :]
    best = 0.0
    if fact.kind == "count":
        before = re.split(f"[{re.escape(_STOPS)}]", before)[-1]
    for word in fact.words:
        found = last_of(word, before)
        if found:
            comma = 0.6 if any(mark in before[found[0] :] for mark in ",、") else 0.0
            best = max(best, 2 + 0.2 * len(word) - 0.06 * (len(before) - found[1]) - comma)
        found = last_of(word, after)
        if found:
            best = max(best, 1.6 + 0.2 * len(word) - 0.1 * found[0])
        if quantity.measure and word == quantity.measure and quantity.value != 1:
            best = max(best, 0.5)
    return best


def _heads(fact: FactShape, counts: Sequence[FactShape], heard: Understood) -> tuple[Decimal | None, int]:
    """How many people an utterance counts for a fact by words for them, and where."""
    total, at = Decimal(0), 0
    for clause in heard.clauses:
        piece = heard.text[clause.start : clause.end]
        cues = [w for w in fact.words if w not in _ANYBODY and last_of(w, piece)]
        if not cues:
            continue
        rival = any(last_of(w, piece) for other in counts if other is not fact for w in other.words if len(w) > 1)
        couple = COUPLES.search(piece)
        if couple and not any(_CHILD.search(c) for c in cues):
            total += 4 if "爷爷奶奶" in couple.group() and "爸" in piece else 2
        elif any(_CHILD.search(c) for c in cues):
            total += 1
        elif not rival:
            total += len(_KIN.findall(piece))
        at = clause.start
    return (total or None), at


def _quantities(placed: Sequence[_Placed]) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {}
    for item in placed:
        if item.fact.many:
            earlier = facts.get(item.fact.id, ())
            assert isinstance(earlier, tuple)
            facts[item.fact.id] = (*earlier, Bill(item.value, item.day))
        elif item.fact.kind == "count" and item.fact.id in facts:
            counted = facts[item.fact.id]
            assert isinstance(counted, Decimal)
            facts[item.fact.id] = counted + item.value
        else:
            facts.setdefault(item.fact.id, item.value)
    return facts


def _differ(told: Sequence[Mapping[str, FactValue]]) -> bool:
    return len({tuple(sorted((k, str(v)) for k, v in facts.items())) for facts in told}) > 1


def _amounts_by_value(mentions: Sequence[Mention], dimension: str, values: Sequence[str],
                      placed: Sequence[_Placed]) -> dict[str, list[_Placed]]:
    """Which quantities belong to which alternative: all to each, unless each alternative has one of its own."""
    groups: dict[str, list[_Placed]] = {v: [] for v in values}
    for fact in dict.fromkeys(p.fact.id for p in placed):
        own = [p for p in placed if p.fact.id == fact]
        if len(own) == len(values) > 1 and own[0].fact.kind in ("money", "count"):
            for item, value in zip(own, _in_order(mentions, dimension, values), strict=True):
                groups[value].append(item)
        else:
            for value in values:
                groups[value] += own
    return groups


def _in_order(mentions: Sequence[Mention], dimension: str, values: Sequence[str]) -> list[str]:
    """The alternatives in the order in which they were said."""
    said = dict.fromkeys(m.value for m in mentions if m.dimension == dimension and m.value in values)
    return [*said, *(v for v in values if v not in said)]


def _person_words(heard: Understood, person: str) -> str:
    from assistant.dialogue.people import _PERSON

    if person == SELF:
        return "您"
    for match in _PERSON.finditer(heard.text):
        if match.lastgroup == person:
            return match.group().removeprefix("我").removeprefix("俺")
    return person
