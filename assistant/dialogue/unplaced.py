"""Replies that need no subject: chat, and where the caller's place is unknown, unnamed or without documents."""

from __future__ import annotations

from assistant.dialogue import phrases
from assistant.dialogue.choosing.borders import Borders
from assistant.dialogue.hearing.place_roles import supposes_the_same
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.remembering import remember
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Area


class Unplaced:
    """Replies on the areas of one knowledge."""

    def __init__(self, knowledge: Knowledge, borders: Borders) -> None:
        self._knowledge, self._borders = knowledge, borders

    def chat(self, kind: str, state: CallState) -> Reply:
        """A reply to what asks nothing of the policy."""
        text = phrases.CHAT[kind].format(names="、".join(self._short_names()))
        return short_reply(ReplyKind.CHAT if kind != "empty" else ReplyKind.REFUSE, text, state)

    def whose(self, heard: Understood, state: CallState) -> Reply:
        """A question back for the city of somebody else who was only said to be elsewhere."""
        names = "、".join(area.name for area in self._knowledge.covered_areas())
        return self._ask(phrases.WHOSE_AREA.format(names=names), heard, state, state.area)

    def unknown(self, heard: Understood, state: CallState) -> Reply:
        """A refusal for a place that there are no documents of."""
        place = heard.located.elsewhere[0] if heard.located.elsewhere else state.elsewhere
        state.elsewhere = place if state.area is None else None
        outside = self._borders.outside(heard)
        if outside:
            return short_reply(ReplyKind.REFUSE, outside, state)
        if not (state.last_matched and supposes_the_same(heard.text)):
            state.last_matched = heard.matched
        names = "、".join(area.name for area in self._knowledge.covered_areas())
        text = phrases.UNKNOWN_PLACE.format(place=place, names=names)
        return Reply(ReplyKind.REFUSE, text, None, state.today, short=text)

    def without_area(self, heard: Understood, state: CallState) -> Reply:
        """A question back for the caller's city, if what is said is of the policy at all."""
        outside = self._borders.outside(heard)
        if outside:
            return short_reply(ReplyKind.REFUSE, outside, state)
        if not self._borders.is_policy(heard):
            return remember(state, heard, short_reply(ReplyKind.REFUSE, phrases.NOT_UNDERSTOOD, state), None)
        short = self._short_names()
        text = phrases.WHICH_AREA.format(names="、".join(short[:-1]) + "还是" + short[-1])
        return self._ask(text, heard, state, None)

    def _ask(self, text: str, heard: Understood, state: CallState, area: str | None) -> Reply:
        short = self._short_names()
        state.pending, state.asked = heard.plain, "area"
        state.options = tuple((name, name) for name in short)
        return remember(state, heard, short_reply(ReplyKind.CLARIFY, text, state, tuple(short)), area)

    def _short_names(self) -> list[str]:
        return [_short_name(area) for area in self._knowledge.covered_areas()]


def short_reply(kind: ReplyKind, text: str, state: CallState, options: tuple[str, ...] = ()) -> Reply:
    """A reply of one text that rests on nothing, in the caller's area."""
    return Reply(kind, text, state.area, state.today, short=text, options=options)


def _short_name(area: Area) -> str:
    return area.aliases[0] if area.aliases else area.name
