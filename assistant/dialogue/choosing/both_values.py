"""What was told in the call with two values that contradict one another, where the caller holds up both of them.

Finds the entry that told them; what they differ by, or come to, is worked out elsewhere.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.dialogue.arithmetic.two_values import asks_of_two
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.rough_values import named_as, said_as
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import NUMERIC_UNITS, Entry, Figure, Unit
from assistant.policy.references import PLACEHOLDER, bare_id, whole_id

# As sure as what only calls in question what was told.
_SURE = 0.9
_BOTH = 2
_HOLDS_UP = re.compile(
    r"到底|究竟|有没有|是不是|[讲说写提话报登]过|哪[一]?个|边个|为什么|怎么|矛盾|不一样|对不上|都(?:是)?[讲说写提]|"
    r"两(?:个|种|样)(?:数|说法|讲法|口径)|哪里来|什么数|真的"
)
_WORKS_OUT = re.compile(r"算|一共|合计|总共|加起来|全年|一年|半年|(?<!每)个月")


class BothValues:
    """Finds on one knowledge what told two contradicting values."""

    def __init__(self, knowledge: Knowledge, figures: Figures) -> None:
        self._knowledge, self._figures = knowledge, figures

    def instead(self, heard: Understood, state: CallState) -> Choice | None:
        """What was told with the two values that are held up now; None for anything else."""
        asks = heard.asks or "?" in heard.plain or heard.doubts
        if not asks or not _HOLDS_UP.search(heard.text) or _WORKS_OUT.search(heard.text) or asks_of_two(heard):
            return None
        ids = dict.fromkeys((state.subject, *state.told, *(earlier.subject for earlier in state.earlier)))
        for id_ in ids:
            item = self._knowledge.schemes.get(id_ or "")
            entry = self._knowledge.entries.get((item.entry if item else id_) or "")
            if entry is not None and self._are_both_said(entry, heard):
                return Choice((), _SURE, entry, follows=True)
        return None

    def _are_both_said(self, entry: Entry, heard: Understood) -> bool:
        """Whether an utterance says both values of a figure that an entry tells first."""
        first = (entry.say.short, *(variant.short for variant in entry.say.variants))
        for match in (m for text in first for m in PLACEHOLDER.finditer(text)):
            figure = self._knowledge.figures[bare_id(whole_id(match["id"], entry.area, self._knowledge.figures))]
            values = self._figures.on(figure.id, heard.today).values if figure.contradiction else ()
            if len(values) == _BOTH and all(_is_said(figure, value.value, heard.plain) for value in values):
                return True
        return False


def _is_said(figure: Figure, value: str, text: str) -> bool:
    if figure.unit not in NUMERIC_UNITS:
        pattern = named_as(value)
    else:
        pattern = said_as(Decimal(value), "万" if figure.unit is Unit.WAN_YUAN else "")
    return pattern is not None and bool(pattern.search(text))
