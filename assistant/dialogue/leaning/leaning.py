"""What leans on the calculation before: which calculator an utterance means that doesn't name its matter.

Knows the ways in which callers go on about a result. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.dialogue.calculating.calculators import Calculator, Calculators
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.continuing import grows
from assistant.dialogue.gathering.taking import (
    counts_anybody,
    names_only_optional,
    names_sum,
    takes_all_sums,
    takes_rate,
    takes_sum,
)
from assistant.dialogue.hearing.asking import (
    BOTH,
    asks_after_telling,
    asks_anew,
    asks_difference,
    asks_enough,
    asks_for_all,
    asks_for_both,
    asks_for_result,
    asks_how_much,
    asks_only_result,
    asks_together,
    asks_what_is_left,
    leans_back,
    only_at_present,
    only_swaps,
)
from assistant.dialogue.hearing.introducing import leaves_open
from assistant.dialogue.hearing.neighbours import other_place
from assistant.dialogue.hearing.other_results import (
    ASKED,
    asks_other_result,
    asks_part,
    is_bare,
    is_brief,
    names_result,
    names_told,
    only_dates,
    without_present,
)
from assistant.dialogue.hearing.own_words import has_own, own_words
from assistant.dialogue.hearing.understanding import Understood, day_of
from assistant.dialogue.hearing.working_out import asks_to_work_out
from assistant.dialogue.household.roster import Homes, counts_members
from assistant.dialogue.leaning.backwards import Backwards
from assistant.dialogue.leaning.siblings import Siblings
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Statement
from assistant.text.dates import Precision
from assistant.text.numerals import QuantityKind

# What leans on the calculation before is not about what fits less well than this.
LEANS_BELOW = 0.6
# What tells a sum and asks nothing is about another matter than the one at hand if it fits that so well.
SURE_OTHER = 0.9
# What says that something isn't so.
_DENIES = re.compile(r"[不没未无冇]")
# Another value in the place of the one before, whatever is asked behind it.
_PUTS_ANOTHER = re.compile(r"(?:呢|咧|的话)[呀啊]?(?:[,?]|$)")
_INSTEAD = re.compile(r"[换改][成为做作]|应该是|说错了?|讲错了?|不对")
# What one of those counted gets or pays (平均到每个人是多少).
_EACH = re.compile(
    r"(?:平均|平摊|均摊|摊|合)(?:下来|到|落|每)*(?:每|一)(?:个|口|位)?人|(?:每|一)(?:个|口|位)?人[^,.?!;]{0,4}平均"
)
_OF_EACH = "每人"
# What only varies the calculation before is no longer.
LONGEST_VARIATION = 32


@dataclass(frozen=True)
class _Turn:
    """An utterance, what was chosen for it, and the calculator of last that it may lean on.

    `counting` is the one that counts the people: that of last, or the one it turns round.
    """

    choice: Choice
    heard: Understood
    state: CallState
    last: Calculator
    counting: Calculator

    @property
    def goes_on(self) -> bool:
        """Whether nothing else was told since the calculation."""
        return self.state.subject == self.state.scheme

    @property
    def chose_last(self) -> bool:
        """Whether the calculator of last was chosen."""
        return self.choice.scheme is self.last.shape

    def to_last(self, *, repeats: bool = False) -> Choice:
        """The calculator of last in the place of what was chosen."""
        return _to(self.choice, self.last.shape, repeats=repeats)


class Leaning:
    """Finds the calculator that an utterance leans on, in one knowledge."""

    def __init__(self, knowledge: Knowledge, calculators: Calculators) -> None:
        self._knowledge, self._calculators = knowledge, calculators
        self.backwards, self._siblings = Backwards(knowledge, calculators), Siblings(knowledge, calculators)
        self._rules: tuple[Callable[[_Turn], Choice | None], ...] = (
            self._asks_part, self._asks_of_each, self._tells_year, self._adds_members, self._asks_of_household,
            self._recurs, self._corrects, self._tells_another, self._changes_household, _asks_what_is_left,
            _asks_only_result, _tells_rate, _tells_growth, self._adds_another, self._asks_after_story,
            self._asks_after_telling, self._tells_sum, self._asks_enough, self._counts_more, self._tells_in_addition,
            self._tells_own_sum, _tells_day, self._varies, _is_likewise, self._asks_other_result,
            self._tells_other_sum, self._tells_more, self._names_last, self._confirms, _asks_how_much)

    def settle(self, choice: Choice, heard: Understood, state: CallState) -> Choice:
        """The choice, or the calculator that an utterance leans on instead."""
        changes = self.changes_household(heard, state)
        choice = self._turned(self._siblings.meant(choice, heard, state, changes=changes), heard, state)
        if choice.turned:
            return choice
        led_to = self._led_to(choice, heard, state)
        if led_to is not None:
            return led_to
        if not (state.scheme and (state.cases or state.homes.anybody)):
            return choice
        turn = _Turn(choice, heard, state, self._calculators.get(state.scheme), self._counting(state.scheme))
        return next((meant for rule in self._rules if (meant := rule(turn)) is not None), choice)

    def changes_household(self, heard: Understood, state: CallState) -> bool:
        """Whether an utterance changes the household that the calculation of last counted."""
        if not state.homes.last or not state.scheme:
            return False
        return self._counting(state.scheme).gatherer.change(heard, None, state.homes) is not None

    def supposes_household(self, heard: Understood, state: CallState) -> bool:
        """Whether an utterance only puts another number of people in the place of the one before (那一共三口人呢)."""
        counted = any(q.kind is QuantityKind.COUNT for q in heard.quantities)
        return counted and heard.elliptical and self.changes_household(heard, state)

    def _counting(self, scheme: str) -> Calculator:
        """The calculator that counts the people whom one tells of: itself, or the one it turns round."""
        last = self._calculators.get(scheme)
        turned = last.shape.reverses
        return self._calculators.get(turned) if turned and not counts_members(last.shape.facts) else last

    def asks_of_all(self, choice: Choice, heard: Understood, state: CallState) -> bool:
        """Whether an utterance with nothing of its own asks what was told of several cases side by side."""
        of_last = choice.scheme is self._knowledge.schemes.get(state.scheme or "") or choice.score < LEANS_BELOW
        goes_on = state.subject == state.scheme
        if asks_part(heard):
            return False
        of_them = goes_on and state.cases and asks_together(heard)
        if of_them and not has_own(_without_told(heard, state), self._known(state), len(state.cases)):
            return True
        told = state.together > 1 and goes_on and len(heard.matched) <= LONGEST_VARIATION
        dated = heard.dates and (len(heard.dates) > 1 or heard.dates[0].precision is not Precision.MONTH)
        own = heard.conditions or dated or heard.amounts or heard.corrects
        if not told or own:
            return False
        other = asks_other_result(heard, self._calculators.get(state.scheme or "").shape.results)
        return other or bool(of_last and asks_how_much(heard) and asks_for_both(heard))

    def conditions_told(self, scheme: str, heard: Understood) -> dict[str, tuple[str, ...]]:
        """The conditions of a calculator's own that an utterance tells."""
        return self._calculators.conditions_told(scheme, heard)

    def _known(self, state: CallState) -> list[str]:
        """The words in which the call has told of the calculation of last."""
        shape = self._calculators.get(state.scheme or "").shape
        return [*state.talk, shape.title, *(step.label for step in shape.steps)]

    def asked_of(self, choice: Choice, heard: Understood, state: CallState, before: CallState) -> str:
        """The id of the calculator that fits the question best, of those whose entry was told in its place.

        It stays while no other entry is told. One that is only meant by words which fall goes before the others.
        """
        told = self._knowledge.entries.get(state.subject or "")
        named = self._counting_by_words(told, heard) if told and asks_how_much(heard) else ""
        if named:
            return named
        if before.led and state.subject == before.subject:
            return before.led
        schemes = [self._knowledge.schemes[f.item.id] for f in choice.ranked if f.item.kind == "scheme"]
        of_entry = [scheme.id for scheme in schemes if scheme.entry == state.subject]
        if told is not None and told.statement is Statement.GAP:
            of_entry += [scheme.id for scheme in schemes[:1] if scheme.topic == told.topic]
        return next(iter(of_entry), "")

    def _counting_by_words(self, told: Entry, heard: Understood) -> str:
        """The id of a calculator of an entry's matter that counts people and is only meant by words which fall."""
        return next((s.id for s in self._knowledge.schemes.values()
                     if (s.topic, s.area) == (told.topic, told.area) and s.needs and not s.reverses
                     and counts_members(s.facts) and self._calculators.asked_round(s.id, heard)), "")

    def note_for_led(self, heard: Understood, state: CallState) -> None:
        """Note what was told for the calculator that the answer told last leads to, to be known when it is fed.

        So the year, the children, and the value said of all grown-ups whose number is still to come.
        """
        led = next((id_ for id_ in (state.led, self.leads_from(state.subject or "")) if id_), "")
        if not led:
            return
        gatherer = self._calculators.get(led).gatherer
        years = gatherer.years_told(heard)
        if len({year.value for year in years}) == 1:
            state.facts[years[0].dimension] = (years[0].value,)
        if not state.homes.last:
            members = gatherer.told_early(heard)
            state.homes = Homes(members, members)

    def leads_from(self, subject: str) -> str:
        """The id of the calculator that what was told last leads to, empty if to none."""
        told = self._knowledge.entries.get(subject)
        return (told.calculate or "") if told else ""

    def _turned(self, choice: Choice, heard: Understood, state: CallState) -> Choice:
        """The choice, or the calculator that turns round the one chosen or goes on about one turned round before."""
        if choice.turned or choice.outside or heard.located.elsewhere:
            return choice
        back = self.backwards.turned_back(choice, heard, state)
        if back is not None:
            return _to(choice, back)
        goes_on = self.backwards.goes_on(choice, heard, state)
        if goes_on is not None:
            return replace(_to(choice, goes_on[0], repeats=goes_on[1]), other_year=None, turned=True)
        turning = self.backwards.meant(choice, heard, state)
        if turning is not None:
            return replace(choice, scheme=turning, entry=None, more=(), turned=True)
        if self.backwards.only_told(choice, heard) and choice.scheme and choice.scheme.id != state.scheme:
            return replace(choice, scheme=None, entry=self._knowledge.entries.get(choice.scheme.entry or ""))
        return choice

    def _led_to(self, choice: Choice, heard: Understood, state: CallState) -> Choice | None:
        """The calculator that the answer told last leads to, if something is told for it.

        So with sums and the question what they come to (…, 能给多少), and with what is told without any question
        while the answer waits for it (花了四千三): unless that clearly is about something else.
        """
        if choice.outside or heard.located.elsewhere:
            return None
        for id_ in dict.fromkeys((state.led, self.leads_from(state.subject or ""))):
            scheme = self._knowledge.schemes.get(id_)
            if scheme is not None and self._is_fed(scheme, choice, heard, state):
                return replace(choice, scheme=scheme, entry=None, more=(), other_year=None, follows=True)
        return None

    def _is_fed(self, scheme: SchemeShape, choice: Choice, heard: Understood, state: CallState) -> bool:
        """Whether an utterance tells something for a calculator that the answer told last leads to."""
        of_last = _is_unfound(choice) or choice.scheme is scheme
        only_tells = not _asks(heard) and not leaves_open(heard)
        if asks_to_work_out(heard) and not has_own(heard, (*state.talk, scheme.title)):
            return True
        if scheme.id == state.led and only_tells and self._tells_of(scheme, choice, heard):
            return True
        if heard.asks:
            gap = choice.entry is not None and choice.entry.statement is Statement.GAP and choice.score < SURE_OTHER
            fits = of_last or (gap and names_sum(scheme.facts, heard))
            leads = bool(heard.sums) and ((asks_how_much(heard) and fits) or self._is_enough(scheme, heard, state))
        elif self._calculators.counts_part(scheme.id, heard):
            leads = True
        else:
            gap = choice.entry is not None and choice.entry.statement is Statement.GAP
            whole = not heard.conditions and self._calculators.readiness(scheme.id, heard, state.facts, {})[0] > 1
            of_last = of_last and (choice.entry is None or bool(heard.amounts))
            unclear = of_last or gap or whole or choice.score < (SURE_OTHER if heard.amounts else LEANS_BELOW)
            leads = unclear and not leaves_open(heard)
        return leads and self._calculators.supplies(scheme.id, heard)

    def _tells_of(self, led: SchemeShape, choice: Choice, heard: Understood) -> bool:
        """Whether nothing but facts of the calculator asked for is told, though they fit others of the same people."""
        told = {shape.topic for shape in (choice.scheme, choice.entry) if shape}
        alike = counts_members(led.facts) and told == {led.topic}
        return alike and self._calculators.supplies(led.id, heard)

    def _is_enough(self, scheme: SchemeShape, heard: Understood, state: CallState) -> bool:
        """Whether an utterance asks if a sum is enough for what a calculator tells, with no word of another matter."""
        asks = len(heard.sums) == 1 and asks_enough(heard) and not heard.conditions
        known = [*state.talk, scheme.title, *(step.label for step in scheme.steps), *(q.words for q in heard.sums)]
        return asks and not own_words(heard, known) and names_sum(scheme.facts, heard)

    # What each rule finds that an utterance does; None where it doesn't

    def _asks_part(self, turn: _Turn) -> Choice | None:
        """Asks for a part of the result told before, by a word of its steps (里头财政补贴是多少, 孩子那份是多少)."""
        part = asks_part(turn.heard)
        if not part or not turn.goes_on or not turn.state.cases or turn.state.together >= BOTH:
            return None
        shape = turn.last.shape
        labels = [*(step.label for step in shape.steps), *(f.label for f in shape.facts if f.kind == "count")]
        words = [word for f in shape.facts if f.kind == "count" for word in f.words if len(word) > 1]
        named = not own_words(replace(turn.heard, text=part), [*labels, *words, *turn.state.talk])
        return replace(turn.to_last(repeats=True), other_year=None) if named else None

    def _asks_of_each(self, turn: _Turn) -> Choice | None:
        """Asks what the result before is for each of those it counted, where that is told with it."""
        heard, shape = turn.heard, turn.last.shape
        told = turn.goes_on and bool(turn.state.cases) and _OF_EACH in shape.say
        if not told or heard.conditions or heard.sums or not _EACH.search(heard.text) or not asks_how_much(heard):
            return None
        left = own_words(replace(heard, text=_EACH.sub("|", heard.text)), [*self._known(turn.state), shape.say])
        return replace(turn.to_last(repeats=True), other_year=None) if not left else None

    def _adds_members(self, turn: _Turn) -> Choice | None:
        """Tells of more members or fewer, with the question of last over again (要是再多俩人参保,一共多补多少)."""
        heard, shape = turn.heard, turn.counting.shape
        if not turn.goes_on or heard.sums or not self.changes_household(heard, turn.state):
            return None
        told = turn.choice.scheme
        if told is not None and told is not shape and (told.needs or self._siblings.asks(told, heard)):
            return None
        if asks_difference(heard) or heard.dates:
            return None
        left = own_words(heard, [*self._known(turn.state), *shape.ask, *shape.about])
        return replace(_to(turn.choice, shape), other_year=None) if not (_asks(heard) and left) else None

    def _tells_year(self, turn: _Turn) -> Choice | None:
        """Tells nothing but the year of the calculation before (要是明年的呢, 说错了,是去年的).

        So also where both years are asked for (两年各多少), unless a result of another calculator is asked for by name.
        """
        heard, told = turn.heard, turn.choice.scheme
        numbers = any(q.kind is not QuantityKind.YEARS for q in heard.quantities)  # 两年各多少
        alone = not numbers and not heard.conditions and len(heard.text) <= LONGEST_VARIATION
        tells = heard.corrects or _PUTS_ANOTHER.search(heard.text) or only_swaps(heard) or not heard.asks
        if not (turn.goes_on and alone and tells and heard.dates and turn.last.gatherer.years_told(heard)):
            return None
        if told is not None and told is not turn.last.shape and self._siblings.asks(told, heard):
            return None
        said = replace(heard, text=_INSTEAD.sub("|", heard.text))
        left = own_words(said, [*self._known(turn.state), *(d.words for d in heard.dates)])
        return replace(turn.to_last(), other_year=None) if not left else None

    def _asks_of_household(self, turn: _Turn) -> Choice | None:
        """Asks something of the household counted before (比去年多多少, 够不够扣, 每个月多少).

        It means the calculator that fits best, or that of last if it only tells a number of people (要是两个人呢).
        """
        choice, heard, last = turn.choice, turn.heard, turn.last.shape
        if not turn.state.homes.anybody or heard.asks_why:
            return None
        if turn.goes_on and heard.elliptical and self.changes_household(heard, turn.state):
            return _to(choice, turn.counting.shape)
        leads = choice.entry.calculate if choice.entry else None
        told = choice.scheme
        if told and ((heard.sums and takes_sum(told.facts, heard)) or self._siblings.asks(told, heard)):
            leads = told.id
        ids = [leads] if leads else [f.item.id for f in choice.ranked[:1] if f.item.kind == "scheme"]
        best = self._knowledge.schemes[ids[0]] if ids else None
        if best is None or best.topic != last.topic or not counts_members(best.facts):
            return None
        if best is last and heard.conditions and not heard.elliptical:
            return None  # what one of a group pays is asked for
        if not counts_anybody(best.facts, heard):
            return _to(choice, best)
        return _to(choice, turn.counting.shape) if heard.elliptical and not heard.dates else None

    def _recurs(self, turn: _Turn) -> Choice | None:
        """Tells that the case before comes up again in so many months (个个月都系咁,四个月一共几多)."""
        again = turn.last.gatherer.recurs(turn.heard, turn.state.given)
        named = turn.choice.scheme is not None and not turn.chose_last and bool(turn.choice.scheme.needs)
        return turn.to_last() if turn.goes_on and again and not named else None

    def _corrects(self, turn: _Turn) -> Choice | None:
        """Tells something of the case before anew (讲错了,这个月报过61块), though it might be for another one too."""
        other = turn.choice.scheme
        alike = turn.choice.score < LEANS_BELOW or (other is not None and other.topic == turn.last.shape.topic)
        corrects = turn.goes_on and turn.heard.corrects and not turn.chose_last and alike
        return turn.to_last() if corrects and self._supplies_last(turn) else None

    def _tells_another(self, turn: _Turn) -> Choice | None:
        """Tells only how, or on which day, another case is (那退休的呢, 那1月再去呢)."""
        if not (asks_anew(turn.heard) or only_swaps(turn.heard)):
            return None
        moved = turn.goes_on and (any(day_of(mention) for mention in turn.heard.dates) or only_at_present(turn.heard))
        return turn.to_last() if moved or (not turn.chose_last and self._supplies_last(turn)) else None

    def _changes_household(self, turn: _Turn) -> Choice | None:
        """Changes the household counted before, but was taken for another matter."""
        other = turn.choice.scheme if turn.choice.entry is None else None
        if other is not None and other.topic == turn.last.shape.topic:
            return None
        changes = self.changes_household(turn.heard, turn.state)
        return _to(turn.choice, turn.counting.shape) if changes else None

    def _adds_another(self, turn: _Turn) -> Choice | None:
        """Tells of one more person and asks for the sum of all (仔花咗50,三个人加埋几多)."""
        heard, chosen = turn.heard, turn.choice.scheme
        both = turn.goes_on and asks_for_both(heard) and not (chosen and takes_sum(chosen.facts, heard))
        told = heard.amounts or other_place(heard.text)
        all_of_them = told and (both or asks_for_all(heard, len(turn.state.cases) + 1))
        return turn.to_last() if all_of_them and self._supplies_last(turn) else None

    def _asks_after_story(self, turn: _Turn) -> Choice | None:
        """Asks what it comes to after something was told of the case before without a question."""
        asks = turn.heard.asks and asks_how_much(turn.heard) and not turn.heard.amounts
        if not (turn.state.asked_nothing and turn.goes_on and asks):
            return None
        chosen = turn.choice.scheme
        of_last = chosen is not None and (turn.chose_last or (
            chosen.topic == turn.last.shape.topic and not self._calculators.supplies(chosen.id, turn.heard)))
        return turn.to_last() if of_last else None

    def _asks_after_telling(self, turn: _Turn) -> Choice | None:
        """Tells another condition first, then asks what it comes to (…, 那先付多少)."""
        asks = turn.goes_on and turn.chose_last and not turn.heard.amounts and asks_after_telling(turn.heard)
        return turn.to_last() if asks and self._supplies_last(turn) else None

    def _tells_sum(self, turn: _Turn) -> Choice | None:
        """Only tells a sum that the calculation before takes by its words (今年前头救助过三万)."""
        heard = turn.heard
        tells = turn.goes_on and not turn.chose_last and heard.amounts and not heard.asks and not leaves_open(heard)
        meant = tells and names_sum(turn.last.shape.facts, heard) and turn.choice.score < SURE_OTHER
        return replace(turn.to_last(), other_year=None) if meant and self._supplies_last(turn) else None

    def _counts_more(self, turn: _Turn) -> Choice | None:
        """Tells how many of what was calculated before, and names nothing else (要放俩,降完一共多少钱)."""
        chosen, heard = turn.choice.scheme, turn.heard
        near = turn.goes_on and not turn.chose_last and chosen is not None and chosen.topic == turn.last.shape.topic
        counts = bool(turn.state.cases) and bool(heard.quantities) and not heard.sums and not heard.conditions
        words = [*self._known(turn.state), *turn.last.shape.ask, *(chosen.ask if chosen else ())]
        named = own_words(heard, words) if near and counts else ["unknown"]
        return turn.to_last() if not named and self._supplies_last(turn) else None

    def _asks_enough(self, turn: _Turn) -> Choice | None:
        """Asks whether a sum is enough for what was calculated, without a word of another matter (我有九十,够不够)."""
        asks = turn.goes_on and not turn.chose_last and self._is_enough(turn.last.shape, turn.heard, turn.state)
        return replace(turn.to_last(), other_year=None) if asks else None

    def _tells_in_addition(self, turn: _Turn) -> Choice | None:
        """Tells only what the calculation before takes beside its amounts, by its words (剩下的按七成报,能报多少)."""
        heard, facts, unclear = turn.heard, turn.last.shape.facts, turn.chose_last or turn.choice.score < LEANS_BELOW
        if not (turn.goes_on and turn.state.cases and unclear and not turn.choice.repeats):
            return None
        return turn.to_last() if names_only_optional(facts, heard) else None

    def _tells_own_sum(self, turn: _Turn) -> Choice | None:
        """Tells a sum that the calculation before takes by its words, where a statistic of the matter was chosen."""
        told, last = turn.choice.entry, turn.last.shape
        statistic = told is not None and told.statement is Statement.STATISTIC and told.topic == last.topic
        own = turn.goes_on and statistic and turn.heard.sums and names_sum(last.facts, turn.heard)
        return turn.to_last() if own and takes_all_sums(last.facts, turn.heard, wants_one=True) else None

    def _varies(self, turn: _Turn) -> Choice | None:
        """Only changes a condition or the day, for the difference."""
        heard = turn.heard
        given = {b.amount for value in turn.state.given.values() if isinstance(value, tuple) for b in value}
        amounts = any(q.value not in given for q in heard.amounts)
        if not turn.goes_on or amounts or len(heard.matched) > LONGEST_VARIATION or not asks_difference(heard):
            return None
        return turn.to_last() if heard.dates or self._supplies_last(turn) else None

    def _asks_other_result(self, turn: _Turn) -> Choice | None:
        """Asks for nothing but another result of the calculation (那自己出了多少, 省了多少)."""
        named = ASKED in self._calculators.conditions_told(turn.last.shape.id, turn.heard)
        if not turn.goes_on or not turn.state.cases or (turn.state.together > 1 and not named):
            return None
        names = names_told(turn.last.shape, turn.state.given)
        heard = without_present(turn.heard, turn.last.shape)
        asks = asks_other_result(heard, names) or (named and is_bare(turn.heard))
        return turn.to_last(repeats=not self._supplies_last(turn)) if asks else None

    def _tells_other_sum(self, turn: _Turn) -> Choice | None:
        """Puts another sum in the place of the one before, with nothing that is clearly about another matter."""
        heard, facts = turn.heard, turn.last.shape.facts
        sums = heard.sums
        alone = len(sums) == 1 and not heard.conditions and (heard.elliptical or heard.corrects)
        meant = names_sum(facts, heard) or (turn.choice.score < LEANS_BELOW and takes_sum(facts, heard))
        several = any(isinstance(value, tuple) and len(value) > 1 for value in turn.state.given.values())
        takes = turn.goes_on and not turn.chose_last and alone and meant and not several
        return turn.to_last() if takes else None

    def _tells_more(self, turn: _Turn) -> Choice | None:
        """Only tells what is the case, of the matter at hand: what the documents leave open, or what was taken for it.

        So with 我们是小微企业, with 没转诊就去了 where that was calculated, and with 是五月份看的.
        """
        told, last, heard = turn.choice.entry, turn.last.shape, turn.heard
        gap = told is not None and told.statement is Statement.GAP and told.topic == last.topic and is_bare(heard)
        own = told is not None and told.topic == last.topic and is_brief(heard) and (
            told.id == last.entry or only_dates(heard))
        tells = not heard.asks and not leaves_open(heard) and (own or not _DENIES.search(heard.text))
        goes_on = turn.goes_on and bool(turn.state.cases) and tells and (gap or own)
        return turn.to_last(repeats=not (self._supplies_last(turn) or heard.dates)) if goes_on else None

    def _names_last(self, turn: _Turn) -> Choice | None:
        """Tells another case in words without which the calculator before isn't meant (那一月到六月的旧上限呢)."""
        last, heard = turn.last.shape, turn.heard
        tells = turn.goes_on and bool(last.needs) and not last.reverses and (heard.elliptical or heard.follows)
        named = tells and not turn.choice.scheme and self._calculators.asked_round(last.id, heard)
        return turn.to_last() if named and self._supplies_last(turn) else None

    def _confirms(self, turn: _Turn) -> Choice | None:
        """Only tells conditions on which the calculator before holds anyway (我是职工医保)."""
        applies, heard = turn.last.shape.applies, turn.heard
        told = turn.goes_on and bool(turn.state.cases) and not heard.asks and is_brief(heard) and not heard.dates
        holds = [not m.negated and m.value in applies.get(m.dimension, ()) for m in heard.conditions]
        only = told and bool(holds) and all(holds) and not own_words(heard, (m.words for m in heard.conditions))
        return turn.to_last(repeats=True) if only else None

    def _supplies_last(self, turn: _Turn) -> bool:
        return self._calculators.goes_on_with(turn.last.shape.id, turn.heard, turn.state.given, turn.state.cases)


def _without_told(heard: Understood, state: CallState) -> Understood:
    """The utterance without the conditions by which it names one of several cases told (社区多报多少)."""
    if len(state.cases) < BOTH:
        return heard
    told = {(id_, value) for case in state.cases for id_, value in case.facts.items() if isinstance(value, str)}
    return replace(heard, mentions=tuple(m for m in heard.mentions if (m.dimension, m.value) not in told))


def _asks_what_is_left(turn: _Turn) -> Choice | None:
    """Asks what is still lacking (还差几个)."""
    asks = _is_unfound(turn.choice) and asks_what_is_left(turn.heard, turn.last.scheme)
    return turn.to_last(repeats=True) if asks else None


def _asks_only_result(turn: _Turn) -> Choice | None:
    """Asks for nothing but what was calculated (那救助多少)."""
    return turn.to_last(repeats=True) if turn.goes_on and asks_only_result(turn.heard) else None


def _tells_rate(turn: _Turn) -> Choice | None:
    """Asks what the sum before comes to at a rate that the calculation takes (要是按八成报呢, 能报多少)."""
    heard = turn.heard
    asks = turn.goes_on and bool(turn.state.cases) and not heard.sums and asks_how_much(heard)
    return turn.to_last() if asks and takes_rate(turn.last.shape.facts, heard) else None


def _tells_growth(turn: _Turn) -> Choice | None:
    """Asks what it comes to with so many more than those told before (年底又新增了8家,总共要几家)."""
    asks = turn.goes_on and bool(turn.state.cases) and asks_for_result(turn.heard)
    return turn.to_last() if asks and grows(turn.last.shape.facts, turn.state.given, turn.heard) else None


def _asks_how_much(turn: _Turn) -> Choice | None:
    """Asks how much in words that fit nothing better (那她自己还要陶多少)."""
    heard, told = turn.heard, turn.choice.entry
    gap = told is not None and told.statement is Statement.GAP and turn.choice.score < SURE_OTHER
    unclear = turn.chose_last or gap or turn.choice.score < LEANS_BELOW
    bare = is_bare(heard) and (asks_how_much(heard) or names_result(heard)) and not own_words(heard)
    asks = turn.goes_on and unclear and bare and bool(turn.state.cases) and turn.state.together < BOTH
    return turn.to_last(repeats=True) if asks else None


def _tells_day(turn: _Turn) -> Choice | None:
    """Only tells of which day or month the case before is (6月14号买的)."""
    heard, told = turn.heard, turn.choice.entry or turn.choice.scheme
    alike = told is None or told.topic == turn.last.shape.topic
    days = heard.dates and all(d.precision in (Precision.DAY, Precision.MONTH) for d in heard.dates)
    only = bool(days) and is_bare(heard) and not heard.asks and not leaves_open(heard)
    return turn.to_last() if turn.goes_on and turn.state.cases and only and alike else None


def _is_likewise(turn: _Turn) -> Choice | None:
    """Asks for both and tells only that the other one is alike (也花了这些)."""
    leans = turn.chose_last or turn.choice.score < LEANS_BELOW
    return turn.to_last() if leans and leans_back(turn.heard) else None


def _asks(heard: Understood) -> bool:
    """Whether anything is asked in so many words; 还有 with a number behind it only tells more."""
    more = next((q for q in heard.quantities if heard.text[: q.start].endswith("还有")), None)
    return (replace(heard, matched=heard.matched.replace("还有", "")) if more else heard).asks


def _is_unfound(choice: Choice) -> bool:
    return choice.entry is None and choice.scheme is None and choice.other_year is None


def _to(choice: Choice, scheme: SchemeShape, *, repeats: bool = False) -> Choice:
    return replace(choice, scheme=scheme, entry=None, more=(), follows=True, repeats=repeats or choice.repeats)
