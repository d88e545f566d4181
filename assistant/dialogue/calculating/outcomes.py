"""Runs a scheme on gathered facts and words what comes out: result, branches, or what is missing.

A contradiction between the sources is calculated both ways; a missing condition is worked out for each
of its values, and asked for only if the results differ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.calculator import explore, solve
from assistant.calculator.expression import ExpressionError, parse
from assistant.calculator.running import fill
from assistant.calculator.scheme import Fact, FactKind, Invalid, Lacking, Outcome, Reading, Settlement, StepKind, Unmet
from assistant.calculator.solve import ruling_day
from assistant.calculator.wording import write_value
from assistant.dialogue.calculating.calculator import Calculator
from assistant.dialogue.calculating.comparing import (
    Told,
    added,
    for_each,
    in_common,
    last_alone,
    own_rule,
    side_by_side,
)
from assistant.dialogue.calculating.points import points_off
from assistant.dialogue.calculating.room import room_left
from assistant.dialogue.gathering.gathered import Gathered
from assistant.dialogue.hearing.own_rule import OwnRule
from assistant.dialogue.placed import Case, without_its_own
from assistant.dialogue.reply import ReplyKind, StepShown
from assistant.dialogue.wording import Basis, Writer
from assistant.policy.figures import Figures
from assistant.policy.model import SchemeShape, Unit
from assistant.policy.schemes import reader

MOST_BRANCHES_TOLD = 8
# A step that only takes a value over is kept among the steps, but not said.
_WORKED = re.compile(r" [-+×÷] |\(")
_OF_PEOPLE = ("人", "个", "名", "位", "口")
_OF_TIME = ("天", "日", "月", "周", "星期", "礼拜")
# The facts and figures in a formula.
_NAME = re.compile(r"[a-z_]+")
_IN_YUAN = re.compile(r"-?[\d.]+元")


class Outcomes:
    """Words what calculators come to by one knowledge's figures."""

    def __init__(self, figures: Figures, writer: Writer) -> None:
        self._figures, self._writer = figures, writer

    def tell(self, calculator: Calculator, gathered: Gathered, day: date, basis: Basis) -> Told:
        """Run a calculator on the cases and word the outcome."""
        told = [self._room(calculator, gathered, day, basis)
                or self._case(calculator, case, day, basis, gathered.wanted) for case in gathered.cases]
        if len(told) > 1 and not gathered.persons and _only_said_twice(calculator, gathered.cases, told):
            told = [max(reversed(told), key=lambda one: len(one.details))]
        result = told[0]
        if len(told) > 1:
            labels = [case.label for case in gathered.cases]
            added_up, apart = gathered.asks_sum and gathered.persons, gathered.asks_difference
            result = side_by_side(calculator.scheme, labels, told, supposed=gathered.supposed, sum_first=added_up,
                                  difference_first=apart, sums=not apart or added_up,
                                  differences=apart or not added_up, months=gathered.months, years=gathered.years,
                                  lead=gathered.result)
        elif gathered.earlier and result.kind is ReplyKind.CALCULATION:
            before = self._case(calculator, gathered.earlier, day, self._writer.basis())
            added(calculator.scheme, before, result, sum_first=gathered.asks_sum)
        elif gathered.own_rule is not None:
            self._by_own_rule(calculator, gathered.cases[0], gathered.own_rule, day, result)
        elif gathered.each > 1 and result.amounts:
            for_each(calculator.scheme, gathered.each, result, gathered.each_of)
        if gathered.asks_points and len(told) == 1 and result.kind is ReplyKind.CALCULATION:
            result.short += self._points(calculator, gathered.cases[0], day)
        if result.kind is ReplyKind.CALCULATION:
            result.details[:0] = [f"{line}。" for line in gathered.repeated]
            result.details += [f"没有算在内:{text}。" for text in calculator.shape.excludes]
            result.details += [f"前提:{text}。" for text in calculator.shape.assumptions]
        if result.kind is ReplyKind.CALCULATION and gathered.left:
            return _asking_what_is_left(gathered.left)
        if gathered.rough:
            result.details.append(f"您说的“{'、'.join(gathered.rough)}”是大概数,结果也只是大概。")
        self._writer.scheme_basis(calculator.shape, basis)
        return result

    def _room(self, calculator: Calculator, gathered: Gathered, day: date, basis: Basis) -> Told | None:
        """What is left of a limit, if only that is asked for, of the one case that tells what was used before."""
        if not gathered.asks_room or len(gathered.cases) != 1:
            return None
        case = gathered.cases[0]
        day = ruling_day(calculator.scheme, case.facts, case.day or day)
        step = room_left(calculator.scheme, case, reader(self._figures), day)
        if step is None:
            return None
        for id_ in step.figures:
            basis.use(id_, day)
        shown = StepShown(step.label, step.expression, f"{step.value:.2f}", basis.place_of(step.figures, day))
        return Told(ReplyKind.CALCULATION, f"{step.label}{step.words}。",
                    [f"{step.label}:{step.expression} = {step.words}"], [shown])

    def _points(self, calculator: Calculator, case: Case, day: date) -> str:
        """By how many points a case misses or passes the target; empty if there is none."""
        day = case.day or day
        outcome = solve(calculator.scheme, case.facts, reader(self._figures), day)
        return points_off(calculator, outcome, self._figures, day) if isinstance(outcome, Settlement) else ""

    def _case(self, calculator: Calculator, case: Case, day: date, basis: Basis,
              wanted: frozenset[str] = frozenset()) -> Told:
        if case.beyond:
            before = self._case(calculator, without_its_own(case), day, self._writer.basis(), wanted)
            whole = self._case(calculator, replace(case, beyond=0), day, basis, wanted)
            return last_alone(calculator.scheme, before, whole)
        day = ruling_day(calculator.scheme, case.facts, case.day or day)
        outcome = solve(calculator.scheme, case.facts, reader(self._figures), day, wanted)
        if isinstance(outcome, Settlement):
            told = self._settled(calculator, case, outcome, day, basis)
            return self._varied(calculator, case, outcome, day, basis, told)
        if isinstance(outcome, Unmet):
            return self._unmet(calculator, outcome, day, basis)
        if isinstance(outcome, Invalid):
            return Told(ReplyKind.CLARIFY, f"{outcome.message}。", asked=outcome.fact.id)
        return self._lacking(calculator, case, outcome, day, basis)

    def _by_own_rule(self, calculator: Calculator, case: Case, own: OwnRule, day: date, told: Told) -> None:
        """Add to what was told what it would come to at the caller's own rate or price, and the difference."""
        if told.kind is not ReplyKind.CALCULATION:
            return
        outcome = self._solved_by(calculator, case, own, day)
        if isinstance(outcome, Settlement):
            named = write_value(own.value, "yuan" if own.is_price else "fraction")
            told.short = f"{told.short}{own_rule(calculator.scheme, told, outcome, named, earlier=own.earlier)}"
            told.details.append(f"{'原来' if own.earlier else '假设'}的{named}是您说的,资料没有载明。")

    def _solved_by(self, calculator: Calculator, case: Case, own: OwnRule, day: date) -> Outcome | None:
        """What a case comes to with the caller's own number in the place of the only table or figure of its kind."""
        scheme, read = calculator.scheme, reader(self._figures)
        unit = "yuan" if own.is_price else "fraction"
        tables = [s for s in scheme.steps if s.kind is StepKind.LOOKUP and s.unit == unit]
        if len(tables) == 1:
            step = replace(tables[0], kind=StepKind.FORMULA, rows=(), expression=str(own.value))
            steps = tuple(step if other is tables[0] else other for other in scheme.steps)
            return solve(replace(scheme, steps=steps), case.facts, read, case.day or day)
        results = [s for s in calculator.shape.steps if s.id in scheme.results.values() and s.expression]
        names = {name for step in results for name in _NAME.findall(step.expression or "") if name in scheme.figures}
        ids = {scheme.figures[name] for name in names}
        if tables or len(ids) != 1 or not own.is_price or self._figures.on(min(ids), day).figure.unit is not Unit.YUAN:
            return None
        price = Reading(own.value, write_value(own.value, unit))
        return solve(scheme, case.facts, lambda id_, on: price if id_ in ids else read(id_, on), case.day or day)

    # One settled case

    def _settled(self, calculator: Calculator, case: Case, first: Settlement, day: date, basis: Basis) -> Told:
        shape = calculator.shape
        used = {id_ for step in first.steps for id_ in step.figures}
        for id_ in sorted(used, key=lambda i: (len(i), i)):
            basis.use(id_, day)
        self._use_mentioned(shape, first, day, basis)
        ways = [first]
        if any(len(self._figures.on(id_, day).values) > 1 for id_ in used):
            second = solve(calculator.scheme, case.facts, reader(self._figures, 1), day)
            if isinstance(second, Settlement) and second.amounts != first.amounts:
                ways.append(second)
        told = Told(ReplyKind.CALCULATION, _say(shape, first))
        if len(ways) > 1:
            both = ";".join(f"按{_clashing(ways, way)}算,{_say(shape, way).rstrip('。')}" for way in ways)
            told.short = f"资料里有两个数:{both}。"
            told.otherwise = {name: f"{amount:.2f}" for name, amount in ways[1].amounts.items()}
        told.details += self._remarks(shape, first)
        worked = [s for way in ways for s in way.steps if _WORKED.search(s.expression)]
        told.details += [f"{s.label}:{s.expression} = {s.words}" for s in worked]
        told.details += [f"{text}。" for text in first.assumed]
        told.steps = [StepShown(s.label, s.expression, f"{s.value:.2f}" if _IN_YUAN.match(s.words) else s.words,
                                basis.place_of(s.figures, day)) for w in ways for s in w.steps]
        told.amounts = {name: f"{amount:.2f}" for name, amount in first.amounts.items()}
        told.yields = {fact: value for fact, step in shape.yields.items()
                       if isinstance(value := first.values.get(step), Decimal)}
        return told

    def _varied(self, calculator: Calculator, case: Case, first: Settlement, day: date, basis: Basis,
                told: Told) -> Told:
        """What was told on a default that decides, with what the other values would give."""
        fact = next((f for f in calculator.scheme.facts if f.vary and f.id not in case.facts), None)
        if fact is None:
            return told
        facts = tuple(replace(f, default=None) if f is fact else f for f in calculator.scheme.facts)
        other: dict[str, list[str]] = {}
        for taken, outcome in explore(replace(calculator.scheme, facts=facts), case.facts, reader(self._figures), day):
            labels = [calculator.scheme.fact(id_).choice_label(value) for id_, value in taken.items()]
            say = self._brief(calculator, outcome)
            if isinstance(outcome, Settlement) and outcome.amounts != first.amounts:
                other.setdefault(say, []).append("、".join(labels))
                self._use_outcome(outcome, day, basis)
        if other:
            usual = fact.choice_label(fact.default or "")
            parts = [f"{usual}{told.short.rstrip('。')}", *(f"{'、'.join(of)}{say}" for say, of in other.items())]
            told.short = ";".join(parts) + "。"
            told.details.append(f"请问{fact.question or fact.label}?")
        return told

    def _use_mentioned(self, shape: SchemeShape, settled: Settlement, day: date, basis: Basis) -> None:
        for name, id_ in shape.figures.items():
            if name in settled.words and f"{{{name}}}" in shape.say:
                basis.use(id_, day)

    @staticmethod
    def _remarks(shape: SchemeShape, settled: Settlement) -> list[str]:
        return [fill(remark.say, settled.words) for remark in shape.remarks
                if not remark.lead and _holds(remark.condition, settled)]

    def _unmet(self, calculator: Calculator, outcome: Unmet, day: date, basis: Basis) -> Told:
        for id_ in outcome.figures:
            basis.use(id_, day)
        kind = ReplyKind.CALCULATION if outcome.known_rule else ReplyKind.REFUSE
        if outcome.reason.startswith("请") or "请再核对" in outcome.reason:
            kind = ReplyKind.CLARIFY
        if outcome.reason.startswith("资料没有"):
            kind = ReplyKind.REFUSE
        told = Told(kind, _ended(outcome.reason))
        told.details += [f"{s.label}:{s.expression} = {s.words}" for s in outcome.steps]
        self._use_outcome(outcome, day, basis)
        return told

    # What is missing

    def _lacking(self, calculator: Calculator, case: Case, outcome: Lacking, day: date, basis: Basis) -> Told:
        quantity = next((f for f in outcome.facts if f.kind is not FactKind.CHOICE), None)
        if quantity:
            choices = [f for f in outcome.facts if f.kind is FactKind.CHOICE]
            first = choices[0] if choices else quantity
            question = ";".join(dict.fromkeys(f.question or f.label for f in (*choices[:1], quantity)))
            told = Told(ReplyKind.CLARIFY, f"请问{question}?", asked=first.id, lacks_quantity=True)
            told.options = list(first.choices)
            return told
        wanted = frozenset(f.id for f in outcome.facts)
        branches = list(explore(calculator.scheme, case.facts, reader(self._figures), day, wanted))
        return self._branches(calculator, case, outcome, branches, day, basis)

    def _branches(self, calculator: Calculator, case: Case, lacking: Lacking,
                  branches: Sequence[tuple[dict[str, str], Outcome]], day: date, basis: Basis) -> Told:
        settled = [(taken, result) for taken, result in branches if isinstance(result, Settlement | Unmet)]
        says = {self._brief(calculator, result) for _, result in settled}
        if len(says) == 1 and settled:
            each = [self._case(calculator, Case(case.label, {**case.facts, **taken}, case.day), day, basis)
                    for taken, _ in settled]
            return in_common(each)
        asked = self._deciding(calculator, lacking, settled)
        question = ";".join(dict.fromkeys(f.question or f.label for f in asked))
        told = Told(ReplyKind.CLARIFY, f"请问{question}?", asked=asked[0].id)
        told.options = list(asked[0].choices)
        lines: dict[str, None] = {}
        for taken, result in settled:
            label = "、".join(calculator.scheme.fact(f.id).choice_label(taken[f.id]) for f in asked if f.id in taken)
            lines[f"{label}:{self._brief(calculator, result)}"] = None
            self._use_outcome(result, day, basis)
        told.details += list(lines)[:MOST_BRANCHES_TOLD]
        return told

    def _deciding(self, calculator: Calculator, lacking: Lacking,
                  settled: Sequence[tuple[dict[str, str], Outcome]]) -> list[Fact]:
        """The lacking conditions on whose value the result depends, in the order to ask for them."""
        deciding = []
        for fact in lacking.facts:
            by_rest: dict[tuple[tuple[str, str], ...], set[str]] = {}
            for taken, result in settled:
                rest = tuple(sorted((k, v) for k, v in taken.items() if k != fact.id))
                by_rest.setdefault(rest, set()).add(self._brief(calculator, result))
            several_values = len({taken.get(fact.id) for taken, _ in settled}) > 1
            differs = any(len(results) > 1 for results in by_rest.values())
            if differs or (several_values and len(by_rest) == len(settled)):
                deciding.append(fact)
        return deciding or [lacking.facts[0]]

    def _use_outcome(self, outcome: Outcome, day: date, basis: Basis) -> None:
        if isinstance(outcome, Settlement | Unmet):
            for step in outcome.steps:
                for id_ in step.figures:
                    basis.use(id_, day)

    @staticmethod
    def _brief(calculator: Calculator, outcome: Outcome) -> str:
        if isinstance(outcome, Settlement):
            return _say(calculator.shape, outcome).rstrip("。")
        return outcome.reason.rstrip("。") if isinstance(outcome, Unmet) else ""


def _only_said_twice(calculator: Calculator, cases: Sequence[Case], told: Sequence[Told]) -> bool:
    """Whether cases that differ only in a condition of the calculator's own come to the same: then one is told."""
    own = {fact.id for fact in calculator.shape.facts if fact.values}
    differing = {id_ for case in cases for id_, value in case.facts.items() if value != cases[0].facts.get(id_)}
    return bool(differing) and differing <= own and len({t.short for t in told}) == 1


def _asking_what_is_left(words: Sequence[str]) -> Told:
    """A question back about sums or people that fit nothing: what they are may change the result."""
    told = "”“".join(words)
    if all(word.endswith(_OF_TIME) for word in words):
        return Told(ReplyKind.CLARIFY, f"请问“{told}”里每人一共做几次?说清了才能算。", unclear=True)
    if all(word.endswith(_OF_PEOPLE) for word in words):
        return Told(ReplyKind.CLARIFY, f"请问“{told}”按哪一种人算?说清了才能算。", unclear=True)
    return Told(ReplyKind.CLARIFY, f"请问“{told}”是什么钱?说清每一笔是什么,才能算。", unclear=True)


def _say(shape: SchemeShape, settled: Settlement) -> str:
    """The sentence that tells the result: the first remark that is to lead and holds, else the scheme's own."""
    leading = next((r.say for r in shape.remarks if r.lead and _holds(r.condition, settled)), shape.say)
    return _ended(fill(leading, settled.words))


def _holds(condition: str, settled: Settlement) -> bool:
    try:
        return parse(condition).holds(settled.values)
    except (ExpressionError, TypeError):
        return False


def _ended(text: str) -> str:
    return text if text.endswith(("。", "?", "!", "…")) else f"{text}。"


def _clashing(ways: Sequence[Settlement], way: Settlement) -> str:
    """The words of the first name whose value differs between the two ways of calculating."""
    for name, words in way.words.items():
        if any(other.words.get(name) != words for other in ways):
            return words
    return ""
