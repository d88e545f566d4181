"""What was told before that the next utterance is to be read with: a story, a day, a question turned round.

Reads and keeps words in the state of a call; answers nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialogue.calculating.unsettled import DAY
from assistant.dialogue.gathering.continuing import tells_another
from assistant.dialogue.gathering.taking import facts_told, sums_named, takes_all_sums
from assistant.dialogue.gathering.timing import asks_day
from assistant.dialogue.hearing.introducing import leaves_open, with_more
from assistant.dialogue.hearing.people import people_in
from assistant.dialogue.hearing.premise import supposes_number
from assistant.dialogue.hearing.reading import Reader
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.leaning.leaning import Leaning
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.state import CallState
from assistant.policy.model import SchemeShape
from assistant.text.dates import Precision
from assistant.text.numerals import QuantityKind

# So many utterances that no calculation has taken are kept, none longer than that.
_MOST_UNUSED, _LONGEST_UNUSED = 4, 40


@dataclass(frozen=True)
class Kept:
    """What an utterance is read with (`words`, empty for nothing), and what there was of a question turned round.

    `sums` is what was told of sums without a question, for a question to come that lacks them, `dated` what was told
    or asked of a day or a number before any sum.
    """

    words: str
    turning: str
    sums: str = ""
    dated: str = ""


class ToldBefore:
    """Keeps, between the turns of a call, what was told and has not yet been asked about."""

    def __init__(self, reader: Reader, leaning: Leaning) -> None:
        self._reader, self._leaning = reader, leaning

    def take(self, heard: Understood, words: str, state: CallState) -> Kept:
        """What of it these words, heard alone, are to be read with; nothing is kept any longer."""
        kept = Kept(self._turning(heard, words, state) or state.story or self._dated(heard, state), state.turning,
                    state.sums, state.dated)
        state.story = state.dated = state.turning = state.sums = ""
        return kept

    def keep(self, told: str, heard: Understood, alone: Understood, kept: Kept, reply: Reply, state: CallState, *,
             waits: bool) -> None:
        """Keep what the reply left open of an utterance, heard with what was taken before and `alone`.

        `told` are its words with those, `waits` tells whether it only introduces what is to be asked.
        """
        answered = reply.kind is ReplyKind.ANSWER
        supposed = answered and supposes_number(alone)  # of the rule, and answered
        tells = not alone.asks and not leaves_open(alone) and not supposed
        if tells and alone.sums and reply.kind in (ReplyKind.ANSWER, ReplyKind.REFUSE):
            state.sums = told if alone.plain in told else with_more(told, alone.plain)
        elif tells and not alone.sums and reply.kind in (ReplyKind.ANSWER, ReplyKind.REFUSE):
            state.sums = with_more(kept.sums, alone.plain) if kept.sums else ""
        if waits and answered and people_in(told) > 1:
            state.story = told  # whose case is to be asked about isn't told by the conditions alone
            return
        led = answered and bool(self._leaning.led.leads_from(state.subject or ""))
        counts = alone.asks and _counts(alone) and (led or reply.kind is ReplyKind.REFUSE)
        if not alone.amounts and ((led and alone.dates) or counts):
            state.dated = told
        elif led and kept.dated and tells and not alone.amounts:
            state.dated = with_more(kept.dated, alone.plain)
        state.turning = self._leaning.backwards.unfinished(heard, alone, kept.turning, state)
        if not supposed:
            self._keep_unused(alone, reply, state)

    def with_sums(self, heard: Understood, kept: Kept, scheme: SchemeShape | None, state: CallState) -> Understood:
        """The utterance, read with the sums told before it if the calculator that it asks for lacks them.

        Beside sums of its own, where those before are of other facts.
        """
        if not kept.sums or scheme is None or state.scheme == scheme.id or heard.corrects:
            return heard
        whole = self._reader.read(with_more(kept.sums, heard.plain), state.area, state.today)
        more = sums_named(scheme.facts, whole) - sums_named(scheme.facts, heard)
        lacks = bool(more) if heard.sums or heard.amounts else True
        return whole if lacks and takes_all_sums(scheme.facts, whole, wants_one=True) else heard

    def _dated(self, heard: Understood, state: CallState) -> str:
        """What was told before with its day or number, if a sum is told or a day is asked for now that it may be of."""
        of_it = bool(heard.amounts) or asks_day(heard)
        if not state.dated or not of_it or heard.located.areas:
            return ""
        another = heard.dates and self._reader.read(state.dated, state.area, state.today).dates
        return "" if another else state.dated

    def with_unused(self, heard: Understood, scheme: SchemeShape | None, state: CallState) -> Understood:
        """The utterance, read with what was said before it that the calculator it leads to takes beside what it tells.

        Only before that calculator was first run, and what was said on its topic or on none; what was answered in words
        only where the utterance tells something of its own.
        """
        if scheme is None or not state.unused or (state.scheme == scheme.id and state.cases):
            return heard
        own = self._told_of(scheme, heard)
        bills = {f.id for f in scheme.facts if f.many and f.kind == "money"} if tells_another(heard) else set()
        taken = (own - bills) | (set(state.given) if state.scheme == scheme.id else set())
        earlier: list[str] = []
        for words, topic in reversed(state.unused):
            before = self._reader.read(words, state.area, state.today)
            told = self._told_of(scheme, before) if topic in ("", scheme.topic) else set()
            lacked = bool(own) or not (topic and before.asks)
            if told and not told & taken and lacked and takes_all_sums(scheme.facts, before, wants_one=False):
                earlier.insert(0, words)
                taken |= told
        if not earlier:
            return heard
        whole = self._reader.read(with_more(",".join(earlier), heard.plain), state.area, state.today)
        return whole if takes_all_sums(scheme.facts, whole, wants_one=False) else heard

    def _told_of(self, scheme: SchemeShape, heard: Understood) -> set[str]:
        """The facts of a calculator that an utterance tells, and whether it tells a day."""
        days = {DAY} if any(d.precision in (Precision.DAY, Precision.MONTH) for d in heard.dates) else set()
        return facts_told(scheme.facts, heard) | set(self._leaning.conditions_told(scheme.id, heard)) | days

    @staticmethod
    def _keep_unused(alone: Understood, reply: Reply, state: CallState) -> None:
        """Keep what no calculation has taken, but not what only quotes the answer in a question about it."""
        if reply.kind is ReplyKind.CALCULATION:
            state.unused = ()
        if reply.kind not in (ReplyKind.ANSWER, ReplyKind.REFUSE):
            return
        quoted = alone.asks and alone.sums and all(f"{q.value:f}" in reply.text for q in alone.sums)
        if not quoted and len(alone.plain) <= _LONGEST_UNUSED:
            answered_on = (state.topic or "") if reply.citations else ""
            state.unused = (*state.unused, (alone.plain, answered_on))[-_MOST_UNUSED:]

    def _turning(self, heard: Understood, words: str, state: CallState) -> str:
        """What was kept of a question turned round, if it is complete with the words that are told now."""
        if not state.turning:
            return ""
        whole = self._reader.read(with_more(state.turning, words), state.area, state.today)
        return state.turning if self._leaning.backwards.completes(whole, heard, state) else ""


def _counts(heard: Understood) -> bool:
    """Whether a number of months or people is told."""
    return any(q.kind in (QuantityKind.MONTHS, QuantityKind.COUNT) and q.value > 1 for q in heard.quantities)
