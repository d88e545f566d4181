"""The reply that tells what a calculator came to, with what is told beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.dialogue import phrases
from assistant.dialogue.calculating.comparing import Told
from assistant.dialogue.calculating.unsettled import DAY
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.state import CallState
from assistant.dialogue.telling.composing import Composer
from assistant.dialogue.wording import Basis, Writer

# After so many questions back on end, the results for each value of what is still open are told instead.
MOST_ASKED_BACK = 2


class OutcomeTeller:
    """Tells outcomes on one knowledge."""

    def __init__(self, writer: Writer, composer: Composer) -> None:
        self._writer, self._composer = writer, composer

    def reply(self, told: Told, basis: Basis, state: CallState, day: date, choice: Choice) -> Reply:
        """The reply to what was `told` by the rules of `day`; one that only lays results out asks nothing back."""
        if state.asked_back >= MOST_ASKED_BACK:
            _lay_out(told)
        kind = told.kind
        details = [line for line in told.details if line]
        if kind is ReplyKind.CLARIFY and choice.entry is not None and told.lacks_quantity:
            short, _ = self._writer.sentences(choice.entry, state.facts, day, basis)
            details.append(short)
        asked_too = [entry for entry in choice.more if entry.id not in choice.near]
        for other in asked_too if kind is ReplyKind.CALCULATION else ():
            extra, rest = self._writer.sentences(other, state.facts, day, basis)
            details += [extra, *rest[:1]]
        if kind is ReplyKind.CALCULATION and choice.scheme is not None:
            details += self._composer.of_wider(choice.scheme.area, state)
        reply = self._composer.compose(kind, told.short, details, basis, state, day, choice.score)
        steps = (*told.steps, *reply.steps)
        return replace(reply, steps=steps, amounts=told.amounts, options=tuple(label for _, label in told.options))


def _lay_out(told: Told) -> None:
    """Turn a question back that already tells the result for each answer into those results."""
    open_ = told.kind is ReplyKind.CLARIFY and told.options and told.details
    if open_ and told.asked != DAY and not told.lacks_quantity and not told.unclear:
        told.kind = ReplyKind.CALCULATION
        told.short = phrases.DEPENDS.format(question=told.short.removeprefix("请问").rstrip("?"))
