"""All calculators of one knowledge, and what an utterance tells each: whether it feeds it or turns it round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.calculator.facts import lacking_facts
from assistant.calculator.scheme import FactKind, FactValue
from assistant.dialogue.calculating.calculator import Calculator
from assistant.dialogue.calculating.comparing import Told
from assistant.dialogue.calculating.outcomes import Outcomes
from assistant.dialogue.gathering.gathered import Gathered
from assistant.dialogue.gathering.gatherer import Gatherer
from assistant.dialogue.gathering.placing import place
from assistant.dialogue.gathering.taking import fits_better, leaves_sums_open, names_sum, takes_all_sums, takes_any
from assistant.dialogue.hearing.asking import asks_for_result
from assistant.dialogue.hearing.conditions import falls, one_of_each_falls, stated
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case
from assistant.dialogue.wording import Basis, Writer
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.schemes import build_scheme

# Of several questions in one utterance, each may leave out the sums that are of use for another.
MOST_ASKED = 2


class Calculators:
    """All calculators of one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, writer: Writer) -> None:
        self._outcomes = Outcomes(figures, writer)
        self._by_id: dict[str, Calculator] = {}
        for shape in knowledge.schemes.values():
            scheme = build_scheme(shape, knowledge)
            self._by_id[shape.id] = Calculator(shape, scheme, Gatherer(shape, scheme, knowledge))

    def get(self, id_: str) -> Calculator:
        """The calculator with this id; raises KeyError."""
        return self._by_id[id_]

    def supplies(self, id_: str, heard: Understood, given: Mapping[str, FactValue] | None = None,
                 told: Sequence[Case] = ()) -> bool:
        """Whether an utterance gives a scheme one of its conditions or quantities.

        Where cases were `told` before, only a quantity counts, which may stand for one `given` in them.
        """
        gatherer = self._by_id[id_].gatherer
        if told:
            return gatherer.gather(heard, known_values(told[-1].facts), given or {}, told).quantities
        gathered = gatherer.gather(heard, {}, given or {})
        said = (value for case in gathered.cases for value in case.facts.values())
        return gathered.quantities or any(isinstance(value, str) for value in said)

    def goes_on_with(self, id_: str, heard: Understood, given: Mapping[str, FactValue], told: Sequence[Case]) -> bool:
        """Whether an utterance gives a scheme a condition or quantity, by itself or beside the cases `told` before."""
        return self.supplies(id_, heard) or self.supplies(id_, heard, given, told)

    def counts_part(self, id_: str, heard: Understood) -> bool:
        """Whether an utterance tells how many of the people that a calculator counts take no part (其中两个有职工)."""
        home = place(self._by_id[id_].shape.facts, heard).home
        return home is not None and home.gone > 0 and home.told_whole is None

    def counts_differently(self, id_: str, heard: Understood) -> bool:
        """Whether an utterance tells a calculator several cases with different people in them (今年三个人,明年四个)."""
        calculator = self._by_id[id_]
        counting = [f.id for f in calculator.shape.facts if f.heads]
        cases = calculator.gatherer.gather(heard, {}, {}).cases
        return len({tuple(case.facts.get(id_) for id_ in counting) for case in cases}) > 1

    def turns(self, id_: str, heard: Understood) -> bool:
        """Whether words fall that turn a calculation round, and all sums are taken for what came out of it."""
        if not self.asked_round(id_, heard) or self._turns_back(id_, heard):
            return False
        if not heard.sums and not asks_for_result(heard):
            return False
        facts = self._by_id[id_].shape.facts
        wants_sum = any(f.kind == "money" and f.default is None for f in facts)
        return takes_all_sums(facts, heard, wants_one=wants_sum) and (
            takes_any(facts, heard) or not self._by_id[id_].wants_quantity)

    def asked_round(self, id_: str, heard: Understood) -> bool:
        """Whether the words fall without which a calculator that turns another round isn't meant."""
        shape = self._by_id[id_].shape
        return one_of_each_falls((shape.needs, shape.about), heard.text)

    def partly_asked_round(self, id_: str, heard: Understood) -> bool:
        """Whether any of the words fall without which a calculator that turns another round isn't meant."""
        shape = self._by_id[id_].shape
        return falls((*shape.needs, *shape.about), heard.text)

    def told_of(self, id_: str, heard: Understood) -> bool:
        """Whether the words around a sum point to a fact of a calculator that turns another round."""
        return names_sum(self._by_id[id_].shape.facts, heard) and not self._turns_back(id_, heard)

    def takes_instead(self, id_: str, heard: Understood) -> bool:
        """Whether the sums of an utterance may stand for those that a calculator turned round was given before."""
        facts = self._by_id[id_].shape.facts
        return not self._turns_back(id_, heard) and (
            takes_all_sums(facts, heard, wants_one=True) or leaves_sums_open(facts, heard))

    def _turns_back(self, id_: str, heard: Understood) -> bool:
        """Whether a sum is more likely one that the calculator turned round takes itself."""
        calculator = self._by_id[id_]
        turned = self._by_id.get(calculator.shape.reverses or "")
        return turned is not None and fits_better(turned.shape.facts, calculator.shape.facts, heard)

    def conditions_told(self, id_: str, heard: Understood) -> dict[str, tuple[str, ...]]:
        """The conditions of a calculator's own that an utterance tells (of which year's premium it is)."""
        return stated(self.get(id_).gatherer.own_conditions(heard))

    def gathered(self, id_: str, heard: Understood, known: Mapping[str, tuple[str, ...]],
                 given: Mapping[str, FactValue]) -> Case:
        """What an utterance, the conditions known and the quantities given before say of a scheme's facts."""
        return self._by_id[id_].gatherer.gather(heard, known, given).cases[0]

    def readiness(self, id_: str, heard: Understood, known: Mapping[str, tuple[str, ...]],
                  given: Mapping[str, FactValue]) -> tuple[int, int]:
        """How well an utterance feeds a scheme: 0 brings no quantity, 1 some, 2 all it needs, 3 everything.

        With it, how many of the utterance's quantities the scheme takes.
        """
        calculator = self._by_id[id_]
        gathered = calculator.gatherer.gather(heard, known, given)
        if not gathered.quantities:
            return 0, 0
        if gathered.misses_sums:
            return (0 if heard.text.count("多少") < MOST_ASKED else 1), 0
        lacking = lacking_facts(calculator.scheme, gathered.cases[0].facts)
        if any(f.kind is not FactKind.CHOICE for f in lacking):
            return 1, gathered.placed
        return (2 if lacking else 3), gathered.placed

    def tell(self, calculator: Calculator, gathered: Gathered, day: date, basis: Basis) -> Told:
        """Run a calculator on the cases and word the outcome."""
        return self._outcomes.tell(calculator, gathered, day, basis)


def known_values(facts: Mapping[str, FactValue]) -> dict[str, tuple[str, ...]]:
    """The conditions among a case's facts, as conditions are remembered in a call."""
    return {name: (value,) for name, value in facts.items() if isinstance(value, str)}
