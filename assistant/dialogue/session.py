"""One call: takes an utterance, keeps the state, and gives the reply.

The order of deciding: chat; a choice offered before; the city; what was asked (conditions veto, never
score); then answer, calculation, question back, or refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from assistant.calculator.scheme import FactValue
from assistant.dialogue import phrases
from assistant.dialogue.choosing.catalog import Item
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.choosing.chooser import Chooser
from assistant.dialogue.choosing.confidence import confidence
from assistant.dialogue.choosing.finding import Found
from assistant.dialogue.choosing.returning import in_its_place
from assistant.dialogue.gathering.standing import is_sum, standing
from assistant.dialogue.hearing.bare_questions import bare_question
from assistant.dialogue.hearing.calling_off import called_off
from assistant.dialogue.hearing.doubting import only_doubts
from assistant.dialogue.hearing.echoing import without_echo
from assistant.dialogue.hearing.further_visits import tells_further_visit
from assistant.dialogue.hearing.going_back import goes_back
from assistant.dialogue.hearing.hospitals import names_unranked
from assistant.dialogue.hearing.introducing import introduces, with_more
from assistant.dialogue.hearing.own_attempt import OwnAttempt, agrees, own_attempt, without_questions
from assistant.dialogue.hearing.own_words import points_at_nothing
from assistant.dialogue.hearing.reading import Reader
from assistant.dialogue.hearing.remarks import only_says_now
from assistant.dialogue.hearing.saying_again import asks_again, asks_the_same
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.leaning.confirming import confirmed
from assistant.dialogue.leaning.really_paid import held_against
from assistant.dialogue.leaning.told_before import Kept, ToldBefore
from assistant.dialogue.pending import Pending
from assistant.dialogue.placed import Case
from assistant.dialogue.remembering import forget_question, remember, set_right
from assistant.dialogue.reply import TELLING, Candidate, Reply, ReplyKind, in_print
from assistant.dialogue.said_aside import said_aside
from assistant.dialogue.state import CallState
from assistant.dialogue.telling.answering import Answerer
from assistant.dialogue.unplaced import Unplaced, short_reply
from assistant.dialogue.whose_place import go_to, is_unnamed, note_place, with_place_meant
from assistant.errors import UnknownAreaError
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Statement
from assistant.text.dates import Precision
from assistant.text.numerals import QuantityKind

# The level of the institution that somebody goes to.
LEVEL = "level"

# What is told to who asks nothing fits this well.
SURE_UNASKED = 0.75

Hear = Callable[[Understood], Understood]
"""What is made of each utterance before it is answered: conditions held aside join those that were said."""


class Session:
    """A call on one loaded knowledge; `hear` is given each utterance on its way to the answer."""

    def __init__(self, knowledge: Knowledge, reader: Reader, chooser: Chooser, answerer: Answerer,
                 area: str | None, on: date | None, hear: Hear | None = None, today: date | None = None) -> None:
        self._knowledge, self._reader, self._chooser, self._answerer = knowledge, reader, chooser, answerer
        self._state = CallState(area=None, today=on or today or date.today(), date_given=on is not None)
        self._pending, self._hear = Pending(reader), hear or _as_said
        self._told_before = ToldBefore(reader, answerer.leaning)
        self._unplaced = Unplaced(knowledge, chooser.borders)
        if area is not None:
            self.choose_area(area)

    @property
    def area(self) -> str | None:
        """The id of the caller's area, None while unknown."""
        return self._state.area

    @property
    def day(self) -> date:
        """The day whose rules are told."""
        return self._state.today

    @property
    def waits(self) -> bool:
        """Whether something was asked back that the next utterance may answer."""
        return self._state.asked is not None

    def choose_area(self, area: str | None) -> None:
        """Set the caller's area by id or any name; raises UnknownAreaError."""
        self._state.elsewhere = None
        if area is None:
            self._state.area = None
            return
        self._state.area = resolve_area(area, self._knowledge, self._reader)

    @property
    def day_is_stated(self) -> bool:
        """Whether the day was named by somebody, not taken from the calendar."""
        return self._state.date_given

    def set_day(self, day: date, stated: bool = True) -> None:
        """Set the day whose rules are told."""
        self._state.today, self._state.date_given = day, stated

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Let these conditions, and no others, hold for what leans on the question before."""
        self._state.facts = {dimension: (value,) for dimension, value in facts.items()}

    def twin(self, hear: Hear, area: str | None = None, *, afresh: bool = False) -> Session:
        """The same call as it stands; neither changes the other.

        Args:
            area: The area of the twin, None for this call's.
            afresh: Leave out the amounts given and the subject: the question of last is to be asked elsewhere.
        """
        twin = Session(self._knowledge, self._reader, self._chooser, self._answerer, area or self.area, None, hear)
        state = replace(self._state, area=twin.area, facts=dict(self._state.facts), given=dict(self._state.given))
        twin._state = replace(state, given={}, subject=None) if afresh else state
        return twin

    def say(self, words: str) -> Reply:
        """Take one utterance and give the reply, typeset as Chinese print."""
        return in_print(self._reply_to(words))

    def say_again(self, words: str) -> Reply:
        """The reply to words said before, in the area chosen since: a city named in them yields to it.

        What was asked back no longer waits.
        """
        forget_question(self._state)
        return in_print(self._reply_to(words, stays=True))

    def tell(self, item: str, words: str) -> Reply:
        """Tell the entry, or run the calculator, with this id; raises KeyError for an unknown one.

        `words` are what was asked. An item of another city takes the call there.
        """
        chosen = self._item(item)
        forget_question(self._state)
        if not self.is_told_here(item):
            below = self._knowledge.covered_in(chosen.area)
            self.choose_area(below[0].id if len(below) == 1 else None)
        heard = self._hear(self._reader.read(words, self.area, self.day))
        choice = _choice_of(chosen, self._knowledge)
        reply = self._with_candidates(self._answerer.reply(choice, heard, self._state), choice)
        return in_print(remember(self._state, heard, reply, self.area))

    @property
    def subject(self) -> str | None:
        """The id of the entry or calculator told last."""
        return self._state.subject

    def gathered(self, scheme: str, words: str, known: Mapping[str, str]) -> Case:
        """What `words`, the conditions known and the call so far say of a calculator's facts."""
        heard = self._reader.read(words, self.area, self.day)
        facts = {name: (value,) for name, value in known.items()}
        return self._answerer.reckoner.gathered(scheme, heard, facts, self._state)

    def work_out(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        """The calculator's reply to these facts, by the rules of `day`; the call stays as it is."""
        shape = self._knowledge.schemes[scheme]
        area = self.area if self.is_told_here(scheme) else shape.area
        aside = replace(self._state, area=area, facts={}, given={})
        return in_print(self._answerer.reckoner.calculate(shape, dict(facts), day, aside))

    def settle(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        """The calculator's reply to these facts, as a turn of the call that the next may lean on."""
        shape = self._knowledge.schemes[scheme]
        forget_question(self._state)
        self._go_where_told(scheme)
        self._state.last_matched = shape.title
        self._state.last_reply = self._answerer.reckoner.calculate(shape, dict(facts), day, self._state)
        return in_print(self._state.last_reply)

    def is_told_here(self, item: str) -> bool:
        """Whether an entry or calculator holds in the caller's area; raises KeyError for an unknown id."""
        chosen = self._item(item)
        return self.area is not None and chosen.area in self._knowledge.lineage(self.area)

    def _go_where_told(self, item: str) -> None:
        """Take the call to the city of an item that doesn't hold in the caller's; a wider area's leaves it open."""
        if not self.is_told_here(item):
            area = self._knowledge.areas[self._item(item).area]
            self.choose_area(area.id if area.covered else None)

    def words_of(self, words: str) -> str:
        """The words that an utterance stands for: those of an option where it is an option's number."""
        return self._pending.picked(words.strip(), self._state) or words

    def _item(self, item: str) -> Entry | SchemeShape:
        return self._knowledge.entries.get(item) or self._knowledge.schemes[item]

    def _reply_to(self, words: str, stays: bool = False) -> Reply:
        state = self._state
        words = self._reader.spelled_out(words, state.facts)
        picked = self._pending.picked(words.strip(), state)
        heard = self._reader.read(picked or words, state.area, state.today)
        attempt = None if picked or heard.located.areas else own_attempt(heard)
        held_up = attempt and state.last_reply and not confirmed(heard, state.last_reply, state.talk)
        checked = self._checked(attempt, stays) if attempt and held_up else None
        if checked is not None:
            return checked
        rest = heard.plain if picked else self._beyond_echo(heard)
        if rest != heard.plain:
            if not rest:
                return confirmed(heard, state.last_reply, state.talk) or self._unplaced.chat("acknowledged", state)
            words, heard = rest, self._reader.read(rest, state.area, state.today)
        unasked = self._without_answering(heard, picked)
        if unasked is not None:
            return unasked
        alone, kept = heard, self._told_before.take(heard, picked or words, state)
        if kept.words:
            heard = self._reader.read(with_more(kept.words, picked or words), state.area, state.today)
        heard = with_place_meant(self._pending.completed(heard, state), state, self._knowledge)
        note_place(heard, state)
        state.only_placed = bool(heard.located.theirs and heard.located.elsewhere) and not heard.asks
        if is_unnamed(heard):
            return self._unplaced.whose(heard, state)
        stays = stays and state.area is not None and len(heard.located.areas) < 2
        areas = (state.area,) if stays and state.area else self._areas(heard)
        if areas is None:
            return self._unplaced.unknown(heard, state)
        if len(areas) > 1:
            return remember(self._state, heard, self._compare(heard, areas), areas[0])
        if not areas:
            return self._unplaced.without_area(heard, state)
        go_to(areas[0], state, self._knowledge)
        state.elsewhere = None
        if not state.last_matched and not self._chooser.finder.has_content(heard.matched):
            return short_reply(ReplyKind.REFUSE, phrases.NOT_UNDERSTOOD, state)
        if not state.last_matched and points_at_nothing(heard):
            return remember(self._state, heard, short_reply(ReplyKind.CLARIFY, phrases.WHICH_THING, state), state.area)
        return self._answer(heard, alone, kept)

    def _beyond_echo(self, heard: Understood) -> str:
        """What is said beyond a repeated result of the last reply; all of it where none is repeated."""
        last = self._state.last_reply
        tells = last is not None and last.kind in TELLING and not self._state.asked
        return without_echo(heard.plain, last.short) if last and tells else heard.plain

    def _without_answering(self, heard: Understood, picked: str | None) -> Reply | None:
        """The reply to what asks for nothing new: chat, the last reply once more, a figure held up to it."""
        state, last = self._state, self._state.last_reply
        if heard.chat and not picked and not self._pending.is_answer(heard, state):
            return self._unplaced.chat(heard.chat, self._state)
        if called_off(heard.text):
            return self._unplaced.chat("acknowledged", self._state)
        aside = None if picked else said_aside(heard, state, self._knowledge)
        if aside is not None:
            return self._aside(aside, heard)
        if state.outside and not picked and not goes_back(heard) and bare_question(heard, ()):
            return short_reply(ReplyKind.REFUSE, state.outside, state)  # it goes on about what is no business of policy
        if last and last.kind in TELLING and not picked and only_doubts(heard, (last.text, *state.talk)):
            return confirmed(heard, last, state.talk) or last
        if last and not goes_back(heard) and asks_again(heard, last.text, state.talk):
            return last
        if last and state.asked not in (None, "area") and asks_the_same(heard):
            return last
        return held_against(heard, last, state) or confirmed(heard, last, state.talk)

    def _checked(self, attempt: OwnAttempt, stays: bool) -> Reply | None:
        """What the caller's own result ought to be, behind whether it is that; None where nothing tells it."""
        number, last = attempt.number, self._state.last_reply
        calculated = last is not None and last.kind is ReplyKind.CALCULATION
        if not attempt.asks and last is not None and calculated:
            phrase = phrases.RIGHT_NUMBER if agrees(number, last.short) else phrases.OTHER_NUMBER
            return _behind(last, phrase.format(number=number.words))
        told = without_questions(self._state.talk[-1]) if self._state.talk else ""
        asks = attempt.asks or (phrases.WHAT_IT_COMES_TO.format(told=told) if told else "")
        if not asks:
            return None
        reply = self._reply_to(asks, stays)
        if reply.kind not in TELLING:
            return reply
        if agrees(number, reply.text):
            return _behind(reply, phrases.OWN_RIGHT.format(number=number.words))
        return _behind(reply, phrases.OWN_WRONG.format(number=number.words)) if reply.steps else reply

    def _areas(self, heard: Understood) -> tuple[str, ...] | None:
        """The areas to answer for; () when unknown, None when a place without documents is asked about."""
        if heard.located.areas:
            return heard.located.areas
        if heard.located.elsewhere:
            return None
        if self._state.area:
            return (self._state.area,)
        marked = self._reader.locator.marked_area(heard.text) or self._reader.locator.marked_area(heard.plain)
        return (marked,) if marked else None if self._state.elsewhere else ()

    # The replies

    def _aside(self, kind: str, heard: Understood) -> Reply:
        """A nod to what asks nothing; what the call is about stays, but a caller's city that is named is noted."""
        if self._state.area is None and len(heard.located.areas) == 1:
            self._state.area = heard.located.areas[0]
        return self._unplaced.chat(kind, self._state)

    def _answer(self, heard: Understood, alone: Understood, kept: Kept) -> Reply:
        """The reply to an utterance, read with what was `kept` before it; to it `alone` if that fits nothing."""
        if names_unranked(heard.text, heard.mentions):
            self._state.facts.pop(LEVEL, None)
        heard, plain = self._hear(self._reader.beside(heard, self._state.facts)), heard.plain
        set_right(self._state, heard, self._knowledge)
        if self._state.cases and not self._state.asked and tells_further_visit(alone):
            return self._noted(heard, plain, "")
        choice, self._state = in_its_place(heard, self._state, partial(self._chooser.choose, heard))
        changes = self._answerer.leaning.changes_household(heard, self._state)
        if choice.is_nothing and heard.plain != alone.plain and not changes:
            heard = self._hear(self._reader.beside(alone, self._state.facts))
            choice = self._chooser.choose(heard, self._state)
        fed = self._told_before.with_sums(heard, kept, self._calculator_of(choice), self._state)
        if fed is not heard:
            heard = self._hear(self._reader.beside(fed, self._state.facts))
            plain = heard.plain
            choice = self._chooser.choose(heard, self._state)
        leaning = self._answerer.leaning
        heard, choice = self._with_unused(heard, choice)
        waits = introduces(alone) and not self._state.asked and not leaning.changes_household(heard, self._state)
        if waits and _is_unsure(leaning.settle(choice, heard, self._state), heard, self._state):
            return self._noted(heard, plain, with_more(kept.turning, alone.plain) if kept.turning else "")
        self._state.outside = (choice.outside or "") if heard.asks else ""
        before = replace(self._state)
        reply = self._answerer.reply(choice, heard, self._state)
        self._state.led = leaning.led.asked_of(choice, heard, self._state, before)
        leaning.led.note(heard, self._state)
        self._told_before.keep(plain, heard, alone, kept, reply, self._state, waits=waits)
        return remember(self._state, heard, self._with_candidates(reply, choice), self._state.area or "")

    def _with_unused(self, heard: Understood, choice: Choice) -> tuple[Understood, Choice]:
        """The utterance read with what was said before that its calculator lacks, and what is chosen for it then."""
        meant = self._answerer.leaning.settle(choice, heard, self._state)
        scheme = self._calculator_of(meant)
        whole = self._told_before.with_unused(heard, scheme, self._state)
        if whole is heard:
            return heard, choice
        whole = self._hear(self._reader.beside(whole, self._state.facts))
        again = self._chooser.choose(whole, self._state)
        same = self._calculator_of(self._answerer.leaning.settle(again, whole, self._state)) is scheme
        return whole, again if same else replace(meant, scheme=scheme, entry=None)

    def _calculator_of(self, choice: Choice) -> SchemeShape | None:
        """The calculator chosen, or the one that the chosen entry leads to."""
        return choice.scheme or self._knowledge.schemes.get((choice.entry and choice.entry.calculate) or "")

    def _noted(self, heard: Understood, told: str, turning: str) -> Reply:
        """A reply to what was told without a question: what was heard of it, to be read with the question to come.

        `turning` is what there is with it of a question turned round.
        """
        state, known = self._state, self._knowledge.dimensions
        labels = [value.label for m in heard.mentions
                  if not m.negated and m.dimension in known and not only_says_now(m.words)
                  for value in known[m.dimension].values if value.id == m.value]
        heard_of = [*dict.fromkeys(labels), *(q.words for q in heard.quantities if is_sum(q))]
        text = phrases.NOTED.format(told=f":{'、'.join(heard_of)}" if heard_of else "")
        asked_back = state.asked_back
        reply = remember(state, heard, short_reply(ReplyKind.CLARIFY, text, state), state.area)
        state.story, state.turning, state.asked_back = told, turning, asked_back
        return reply

    def _compare(self, heard: Understood, areas: Sequence[str]) -> Reply:
        replies, heard = [], self._hear(heard)
        for area in areas:
            aside = replace(self._state)
            go_to(area, aside, self._knowledge)
            choice = self._chooser.choose(heard, aside)
            replies.append((area, self._answerer.reply(choice, heard, aside), choice))
        best = max(replies, key=lambda r: r[2].score if r[1].kind is not ReplyKind.REFUSE else 0.0)
        told = self._answerer.side_by_side([(area, reply) for area, reply, _ in replies], best[2], self._state)
        return replace(told, confidence=confidence(told.kind, best[2].score))

    @staticmethod
    def _with_candidates(reply: Reply, choice: Choice) -> Reply:
        near = tuple(Candidate(f.item.id, f.item.title, f.score) for f in choice.ranked[:3])
        told = choice.entry or choice.scheme
        return replace(reply, candidates=near, confidence=confidence(reply.kind, choice.score),
                       about=told.id if told else None)


def _is_unsure(choice: Choice, heard: Understood, state: CallState) -> bool:
    """Whether what was chosen for an utterance that asks nothing had better wait for the question.

    What feeds the calculator told last goes on about it; a number of the caller's own beside the number of a plan or
    statistic that was told (贯彻十五项 … 我们弄好了十一项) is for what is to be asked of the two.
    """
    if choice.outside:
        return False
    if choice.scheme is not None:
        taken = {fact.dimension for fact in choice.scheme.facts} | set(choice.scheme.applies)
        beside = any(m.dimension == LEVEL and LEVEL not in taken for m in heard.mentions)  # of another matter
        return beside and choice.scheme.id != state.scheme and choice.score < SURE_UNASKED
    days = any(mention.precision is Precision.DAY for mention in heard.dates)
    if days or any(is_sum(quantity) for quantity in standing(heard)):
        return True  # it is for what is to be asked
    told = choice.entry if choice.entry is not None and choice.entry.id == state.subject else None
    own = any(q.kind in (QuantityKind.COUNT, QuantityKind.PERCENT) for q in heard.quantities)
    if told is not None and own and told.statement in (Statement.STATISTIC, Statement.PLAN):
        return True
    gap = choice.entry is not None and choice.entry.statement is Statement.GAP
    return choice.is_nothing or gap or choice.score < SURE_UNASKED


def _behind(reply: Reply, first: str) -> Reply:
    """The reply behind what is told first."""
    return replace(reply, short=f"{first}{reply.short}", text=f"{first}{reply.text}")


def _as_said(heard: Understood) -> Understood:
    return heard


def _choice_of(chosen: Entry | SchemeShape, knowledge: Knowledge) -> Choice:
    """An item as if it alone had been found."""
    kind = "entry" if isinstance(chosen, Entry) else "scheme"
    found = Found(Item(chosen.id, kind, chosen.area, chosen.topic, chosen.title), 1.0, chosen.title)
    if isinstance(chosen, Entry):
        return Choice((found,), 1.0, entry=chosen, scheme=knowledge.schemes.get(chosen.calculate or ""))
    return Choice((found,), 1.0, scheme=chosen)


def resolve_area(name: str, knowledge: Knowledge, reader: Reader) -> str:
    """The id of the covered area meant by an id or any name; raises UnknownAreaError."""
    area = knowledge.areas.get(name)
    if area is not None and area.covered:
        return area.id
    found = reader.locator.area_of(name)
    if found is None:
        raise UnknownAreaError(name, tuple(a.name for a in knowledge.covered_areas()))
    return found
