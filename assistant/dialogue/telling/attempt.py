"""What a calculator would be run on for an utterance, and what speaks against running it, or against telling it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.dialogue.calculating.calculator import Calculator
from assistant.dialogue.calculating.comparing import Told
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.choices import PERIODS
from assistant.dialogue.gathering.gathered import Gathered
from assistant.dialogue.gathering.timing import day_asked, names_present
from assistant.dialogue.hearing.asking import asks_for_result, only_swaps
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.hearing.working_out import asks_to_work_out
from assistant.dialogue.placed import Case
from assistant.dialogue.reply import ReplyKind
from assistant.dialogue.state import CallState
from assistant.policy.model import Entry, SchemeShape, Statement


@dataclass(frozen=True)
class Attempt:
    """What a calculator would be run on.

    `same` tells that the utterance goes on with the calculation before, `goes_on` that it leans on facts told
    before, `led` that the calculator itself fits best, `before` are the cases told before it.
    """

    calculator: Calculator
    gathered: Gathered
    same: bool
    goes_on: bool
    led: bool
    before: tuple[Case, ...]


def ruling_day_of(attempt: Attempt, heard: Understood, state: CallState, *, follows: bool) -> date:
    """The day asked for; if none is named, that of the calculation or the case before that this goes on about."""
    told_on = state.scheme is None and state.asked_nothing and bool(heard.amounts) and follows
    goes_on = (attempt.same or attempt.goes_on or told_on) and not heard.dates and not names_present(heard) and not any(
        mention.value in PERIODS for mention in heard.mentions)
    return state.last_day if goes_on and state.last_day else day_asked(heard, state)


def is_of_entry(choice: Choice, scheme: SchemeShape) -> bool:
    """Whether a calculator is the one of the entry that was chosen."""
    return choice.entry is not None and choice.entry.calculate == scheme.id


def asks_own(attempt: Attempt, choice: Choice, heard: Understood) -> bool:
    """Whether a sum of one's own is asked for of a rule that a calculator applies, and not how it comes about."""
    entry, shape = choice.entry, attempt.calculator.shape
    told_by = entry is not None and entry.id == shape.entry
    return not heard.asks_why and (attempt.led or told_by or is_of_entry(choice, shape)) and asks_to_work_out(heard)


def fits_better_than_entry(choice: Choice, scheme: SchemeShape) -> bool:
    """Whether a calculator fits better than the entry that was chosen."""
    found = {f.item.id: f.score for f in choice.ranked}
    return choice.entry is None or found.get(scheme.id, 0.0) >= found.get(choice.entry.id, 0.0)


def changes_nothing(attempt: Attempt, choice: Choice, heard: Understood, day: date, state: CallState) -> bool:
    """Whether another case is supposed in words that change nothing of the one told before (要是啥啥呢)."""
    supposes = only_swaps(heard) and attempt.same and not choice.repeats and not choice.turned
    told = heard.conditions or attempt.calculator.gatherer.own_conditions(heard)
    if not supposes or told or len(attempt.gathered.cases) != 1 or not attempt.before or day != state.last_day:
        return False
    alike = attempt.gathered.cases[0].facts == attempt.before[-1].facts
    return alike and bool(own_words(heard, (*state.talk, attempt.calculator.shape.title)))


def is_better_in_words(told: Told, attempt: Attempt, heard: Understood, entry: Entry) -> bool:
    """Whether the question back would be for what the entry tells without it, or tells to be unknown (一天按多少给)."""
    gathered = attempt.gathered
    if entry.statement is Statement.GAP and told.lacks_quantity and not heard.sums and not attempt.same:
        return True
    vague = len(gathered.rough) >= gathered.placed
    if told.kind is ReplyKind.CLARIFY and vague and not (attempt.same or attempt.led or asks_for_result(heard)):
        return True
    if told.unclear and not attempt.same and not attempt.led:
        return True
    return told.lacks_quantity and not gathered.quantities and not attempt.same and not gathered.wanted
