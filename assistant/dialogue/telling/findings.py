"""What a calculator that turns another one round finds, for the other to go on from in the same call."""

from __future__ import annotations

from decimal import Decimal

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.calculating.comparing import Told
from assistant.dialogue.gathering.gathered import Gathered
from assistant.dialogue.gathering.taking import names_sum
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.roster import Homes, roster_of
from assistant.dialogue.reply import ReplyKind
from assistant.dialogue.state import CallState
from assistant.dialogue.wording import Writer
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape


class Findings:
    """What the calculators of one knowledge that turn another one round have found of the other's facts."""

    def __init__(self, knowledge: Knowledge, writer: Writer, calculators: Calculators) -> None:
        self._knowledge, self._writer, self._calculators = knowledge, writer, calculators

    def note(self, scheme: SchemeShape, told: Told, gathered: Gathered, state: CallState) -> None:
        """Note what a calculator that turns another round has found, as long as the call stays with the two."""
        found = self._found_out(scheme, told, gathered)
        finder = self._knowledge.schemes.get(state.found_by)
        kept = finder is not None and finder.reverses == scheme.id
        state.given |= found
        state.found_by = scheme.id if found else state.found_by if kept else ""

    def find_anew(self, scheme: SchemeShape, heard: Understood, state: CallState) -> bool:
        """Find again what the calculation goes on from, where the sum that it came from is told anew."""
        finder = self._knowledge.schemes.get(state.found_by)
        told_anew = heard.sums and (heard.corrects or heard.elliptical)
        if finder is None or finder.reverses != scheme.id or state.scheme != scheme.id or not told_anew:
            return False
        if not self._calculators.told_of(finder.id, heard) or names_sum(scheme.facts, heard):
            return False
        calculator = self._calculators.get(finder.id)
        gathered = calculator.gatherer.gather(heard, state.facts, {})
        told = self._calculators.tell(calculator, gathered, state.last_day or state.today, self._writer.basis())
        found = self._found_out(finder, told, gathered)
        state.given |= found
        return bool(found)

    def keep_yields(self, scheme: SchemeShape, told: Told, state: CallState) -> None:
        """Note the numbers that came out of a calculation turned round, as if they had been told to the other one."""
        turned = self._knowledge.schemes.get(scheme.reverses or "")
        if turned is not None and told.yields:
            members = roster_of(turned.facts, told.yields)
            state.given, state.homes = {**state.given, **told.yields}, Homes(members, members)

    def _found_out(self, scheme: SchemeShape, told: Told, gathered: Gathered) -> dict[str, FactValue]:
        """What a calculator that turns another round has found of the other's facts: it takes them as given."""
        turned = self._knowledge.schemes.get(scheme.reverses or "")
        sure = told.kind is ReplyKind.CALCULATION and len(gathered.cases) == 1 and not told.otherwise
        if turned is None or not sure or gathered.each > 1:
            return {}
        found = {f.id: Decimal(told.amounts[f.id]) for f in turned.facts if f.id in told.amounts and f.kind == "money"}
        many = {f.id for f in turned.facts if f.many}
        return {id_: (Bill(amount),) if id_ in many else amount for id_, amount in found.items()}
