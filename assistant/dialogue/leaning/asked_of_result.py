"""Rules of leaning: who asks something of the result before (那自己出多少, 够不够, 孩子那份呢).

Each gives the choice that is meant, or None where nothing of the kind is said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.taking import names_sum
from assistant.dialogue.hearing.asking import (
    ALL_TOGETHER,
    BOTH,
    asks_after_telling,
    asks_difference,
    asks_enough,
    asks_how_much,
    asks_only_result,
    asks_shortfall,
    asks_what_is_left,
    leans_back,
)
from assistant.dialogue.hearing.other_results import (
    ASKED,
    asks_other_result,
    asks_part,
    is_bare,
    is_brief,
    names_result,
    names_told,
    without_present,
)
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.roster import counts_members
from assistant.dialogue.leaning.turn import LEANS_BELOW, SURE_OTHER, Turn, is_unfound, words_of
from assistant.dialogue.state import CallState
from assistant.policy.model import SchemeShape, Statement
from assistant.text.numerals import Quantity, QuantityKind

# What one of those counted gets or pays (平均到每个人是多少).
_EACH = re.compile(
    r"(?:平均|平摊|均摊|摊|合)(?:下来|到|落|每)*(?:每|一)(?:个|口|位)?人|(?:每|一)(?:个|口|位)?人[^,.?!;]{0,4}平均"
)
_OF_EACH = "每人"
_YEAR = 12
# What a step multiplies by.
_TIMES = re.compile(r"× (\d{1,2})(?![\d.%])")


def is_enough(shape: SchemeShape, heard: Understood, state: CallState) -> bool:
    """Whether an utterance asks if a sum is enough for what a calculator tells, with no word of another matter."""
    asks_it = len(heard.sums) == 1 and asks_enough(heard) and not heard.conditions
    known = [*words_of(state, shape), *(q.words for q in heard.sums)]
    return asks_it and not own_words(heard, known) and names_sum(shape.facts, heard)


def part(turn: Turn) -> Choice | None:
    """Asks for a part of the result told before, by a word of its steps (里头财政补贴是多少, 孩子那份是多少)."""
    part = asks_part(turn.heard)
    if not part or not turn.goes_on or not turn.state.cases or turn.state.together >= BOTH:
        return None
    shape = turn.last.shape
    labels = [*(step.label for step in shape.steps), *(f.label for f in shape.facts if f.kind == "count")]
    words = [word for f in shape.facts if f.kind == "count" for word in f.words if len(word) > 1]
    named = not own_words(replace(turn.heard, text=part), [*labels, *words, *turn.state.talk])
    return replace(turn.to_last(repeats=True), other_year=None) if named else None


def in_all(turn: Turn) -> Choice | None:
    """Asks what the bills or months told come to together, by the name of what was calculated (两张的首先自付一共多少).

    How many they are isn't its own where the calculation before counted so many.
    """
    heard, shape, state = turn.heard, turn.last.shape, turn.state
    asked = asks_how_much(heard) or heard.elliptical
    asks = turn.goes_on and bool(state.cases) and state.together < BOTH and asked
    together = bool(ALL_TOGETHER.search(heard.text)) and not (heard.sums or heard.conditions or heard.dates)
    of_other = turn.choice.entry is not None and turn.choice.entry.topic != shape.topic
    if not (asks and together) or of_other or asks_difference(heard) or heard.located.elsewhere:
        return None
    by_month = any(fact.kind == "months" for fact in shape.facts)
    if not all(_number(q, by_month=by_month) in _counted(state, q.kind) for q in heard.quantities
               if q.kind is not QuantityKind.ORDINAL):
        return None
    left = own_words(heard, [*turn.known(), shape.say, *(q.words for q in heard.quantities)])
    return replace(turn.once_more(), other_year=None) if not left else None


def _number(quantity: Quantity, *, by_month: bool) -> Decimal:
    """A number told, that of the months of a year where months are counted."""
    return quantity.value * _YEAR if by_month and quantity.kind is QuantityKind.YEARS else quantity.value


def _counted(state: CallState, kind: QuantityKind) -> set[Decimal]:
    """The numbers that the calculation before was multiplied by, and how many bills it had, if things are counted."""
    counts = kind is QuantityKind.COUNT
    bills = {Decimal(len(value)) for value in state.cases[-1].facts.values() if isinstance(value, tuple) and counts}
    steps = state.last_reply.steps if state.last_reply else ()
    return bills | {Decimal(number) for step in steps for number in _TIMES.findall(step.expression)}


def of_each(turn: Turn) -> Choice | None:
    """Asks what the result before is for each of those it counted, where that is told with it."""
    heard, shape = turn.heard, turn.last.shape
    told = turn.goes_on and bool(turn.state.cases) and _OF_EACH in shape.say
    if not told or heard.conditions or heard.sums or not _EACH.search(heard.text) or not asks_how_much(heard):
        return None
    left = own_words(replace(heard, text=_EACH.sub("|", heard.text)), [*turn.known(), shape.say])
    return replace(turn.to_last(repeats=True), other_year=None) if not left else None


def what_is_left(turn: Turn) -> Choice | None:
    """Asks what is still lacking (还差几个)."""
    asks = is_unfound(turn.choice) and asks_what_is_left(turn.heard, turn.last.scheme)
    return turn.to_last(repeats=True) if asks else None


def only_result(turn: Turn) -> Choice | None:
    """Asks for nothing but what was calculated (那救助多少)."""
    return turn.once_more() if turn.goes_on and asks_only_result(turn.heard) else None


def after_story(turn: Turn) -> Choice | None:
    """Asks what it comes to after something was told of the case before without a question."""
    asks = turn.heard.asks and asks_how_much(turn.heard) and not turn.heard.amounts
    if not (turn.state.asked_nothing and turn.goes_on and asks):
        return None
    chosen = turn.choice.scheme
    of_last = chosen is not None and (turn.chose_last or (
        chosen.topic == turn.last.shape.topic and not turn.calculators.supplies(chosen.id, turn.heard)))
    return turn.to_last() if of_last else None


def after_telling(turn: Turn) -> Choice | None:
    """Tells another condition first, then asks what it comes to (…, 那先付多少)."""
    asks = turn.goes_on and turn.chose_last and not turn.heard.amounts and asks_after_telling(turn.heard)
    return turn.to_last() if asks and turn.supplies_last() else None


def enough(turn: Turn) -> Choice | None:
    """Asks whether a sum is enough for what was calculated, without a word of another matter (我有九十,够不够)."""
    asks = turn.goes_on and not turn.chose_last and is_enough(turn.last.shape, turn.heard, turn.state)
    return replace(turn.to_last(), other_year=None) if asks else None


def still_lacking(turn: Turn) -> Choice | None:
    """Asks once more what is lacking to what people pay, or left of it, where their sum was told (还得往里补多少)."""
    heard, shape = turn.heard, turn.last.shape
    told = turn.goes_on and bool(turn.state.cases) and counts_members(shape.facts) and not heard.conditions
    held = any(f.kind == "money" and f.default is None and f.id in turn.state.given for f in shape.facts)
    if not told or not held or heard.quantities or not asks_shortfall(heard):
        return None
    return replace(turn.to_last(repeats=True), other_year=None)


def likewise(turn: Turn) -> Choice | None:
    """Asks for both and tells only that the other one is alike (也花了这些)."""
    leans = turn.chose_last or turn.choice.score < LEANS_BELOW
    return turn.to_last() if leans and leans_back(turn.heard) else None


def other_result(turn: Turn) -> Choice | None:
    """Asks for nothing but another result of the calculation (那自己出了多少, 省了多少)."""
    named = ASKED in turn.calculators.conditions_told(turn.last.shape.id, turn.heard)
    if not turn.goes_on or not turn.state.cases or (turn.state.together > 1 and not named):
        return None
    names = names_told(turn.last.shape, turn.state.given)
    heard = without_present(turn.heard, turn.last.shape)
    asks = asks_other_result(heard, names) or (named and is_bare(turn.heard))
    return turn.to_last(repeats=not turn.supplies_last()) if asks else None


def confirmed(turn: Turn) -> Choice | None:
    """Only tells conditions on which the calculator before holds anyway (我是职工医保)."""
    applies, heard = turn.last.shape.applies, turn.heard
    told = turn.goes_on and bool(turn.state.cases) and not heard.asks and is_brief(heard) and not heard.dates
    holds = [not m.negated and m.value in applies.get(m.dimension, ()) for m in heard.conditions]
    only = told and bool(holds) and all(holds) and not own_words(heard, (m.words for m in heard.conditions))
    return turn.to_last(repeats=True) if only else None


def how_much(turn: Turn) -> Choice | None:
    """Asks how much in words that fit nothing better (那她自己还要陶多少)."""
    heard, told = turn.heard, turn.choice.entry
    gap = told is not None and told.statement is Statement.GAP and turn.choice.score < SURE_OTHER
    unclear = turn.chose_last or gap or turn.choice.score < LEANS_BELOW
    bare = is_bare(heard) and (asks_how_much(heard) or names_result(heard)) and not own_words(heard)
    asks = turn.goes_on and unclear and bare and bool(turn.state.cases) and turn.state.together < BOTH
    return turn.once_more() if asks else None
