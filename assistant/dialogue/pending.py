"""What was asked back, and what the next utterance says to it: a pick, the city, the day of a month.

Reads with the question in mind; answers nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.dialogue.calculating.unsettled import DAY, completed
from assistant.dialogue.gathering.standing import is_sum
from assistant.dialogue.hearing.people import people_in
from assistant.dialogue.hearing.reading import Reader
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.growing_up import pays_alike, tells_grown
from assistant.dialogue.household.some_of_kin import tells_some, with_number
from assistant.dialogue.picking import named_place, shares_words
from assistant.dialogue.state import CallState
from assistant.text.numerals import QuantityKind

# Longer words than this are no bare answer to what was asked back.
SHORT_ANSWER = 12
# One of several people names them.
LONGEST_OF_SEVERAL = 24


class Pending:
    """Reads utterances on a question that waits for its answer."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def completed(self, heard: Understood, state: CallState) -> Understood:
        """The utterance that waits for an answer, with what was said now; what was said if none waits."""
        if state.pending and state.asked == "area":
            heard = self._with_area(heard, state)
        if state.pending and state.month and state.asked == DAY:
            heard = self._with_day(heard, state.pending, state.month, state)
        if state.pending and state.several and state.asked:
            heard = self._with_cases(heard, state.pending, state)
        elif state.pending and state.homes.anybody and tells_grown(state.pending):
            heard = self._with_grown(heard, state.pending, state)
        elif state.pending and state.asked and tells_some(state.pending):
            heard = self._with_number(heard, state.pending, state)
        return heard

    def picked(self, words: str, state: CallState) -> str | None:
        """The words of the option that a bare number picks, or a short answer by its place or part of its name."""
        options, number = state.options, words.rstrip(".。、")
        if options and number.isdigit() and 1 <= int(number) <= len(options):
            return options[int(number) - 1][1]
        if state.asked in (None, "area", DAY) or len(words) > SHORT_ANSWER or len(options) < 2:
            return None
        said = self._reader.read(words, state.area, state.today)
        if said.quantities or any(mention.dimension == state.asked for mention in said.mentions):
            return None  # it tells more than which one
        place = named_place(said.text)
        if place is not None:
            return options[place][1]
        fitting = [meant for label, meant in options if shares_words(said.text, label)]
        return fitting[0] if len(fitting) == 1 else None

    @staticmethod
    def is_answer(heard: Understood, state: CallState) -> bool:
        """Whether a short acknowledgement answers what was asked back (居民, 三级)."""
        return bool(state.asked and (heard.mentions or heard.quantities or heard.located.areas))

    def _with_cases(self, heard: Understood, pending: str, state: CallState) -> Understood:
        """Several people's cases that waited for a condition, now with it: of all of them, if nobody is named."""
        if any(map(is_sum, heard.quantities)) or heard.asks or len(heard.matched) > LONGEST_OF_SEVERAL:
            return heard
        of_all = "" if people_in(heard.plain) or "都" in heard.plain else "都"
        return self._reader.read(f"{pending.rstrip('?,.;')},{of_all}{heard.plain}", state.area, state.today)

    def _with_grown(self, heard: Understood, pending: str, state: CallState) -> Understood:
        """Who was said to be no child any longer, now with what is paid for him."""
        anew = any(map(is_sum, heard.quantities)) or tells_grown(heard.text) or len(heard.matched) > LONGEST_OF_SEVERAL
        tells = bool(heard.mentions) or pays_alike(heard.text)
        if anew or not tells:
            return heard
        return self._reader.read(f"{pending.rstrip('?,.;')}.{heard.plain}", state.area, state.today)

    def _with_number(self, heard: Understood, pending: str, state: CallState) -> Understood:
        """What was told of several people of whose number nothing was said, now with it."""
        numbers = [q for q in heard.quantities if q.kind is QuantityKind.COUNT]
        brief = len(heard.matched) <= SHORT_ANSWER and not heard.asks
        whole = with_number(pending, numbers[0], heard.text) if brief and len(numbers) == 1 else None
        return self._reader.read(whole, state.area, state.today) if whole else heard

    def _with_area(self, heard: Understood, state: CallState) -> Understood:
        """The utterance that waited for the city, now with the city."""
        if not heard.located.areas or len(heard.matched) > SHORT_ANSWER:
            return heard
        both = f"{state.pending or ''},{heard.plain}" if heard.mentions else state.pending or ""
        pending = self._reader.read(both, heard.located.areas[0], state.today)
        return replace(pending, located=heard.located)

    def _with_day(self, heard: Understood, pending: str, month: date, state: CallState) -> Understood:
        """The utterance that waited for the day of a month, now with the day; what was said instead if it is none."""
        whole = completed(pending, month, heard)
        return self._reader.read(whole, state.area, state.today) if whole else heard
