"""What lacks to a share or a multiple of the figures that are quoted: a part or a whole that is named or was told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.arithmetic.naming import Naming
from assistant.dialogue.arithmetic.operation_words import (
    asks_change,
    asks_part,
    asks_share,
    asks_times,
    sets_against,
)
from assistant.dialogue.arithmetic.quoting import Operand, Quoted, Quoting
from assistant.dialogue.arithmetic.related import Related
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.model import Entry, Figure, Statement

# So much of a whole's label is said if it is named.
WHOLE_SAID = 0.6
# A number is only said again, and the whole is named of which a share is asked.
_SAID_AGAIN = re.compile(r"[^,.?!;占]{0,8}[,.!;]")
_OF_WHOLE = re.compile(r"占(?:了|到|咗)?(?P<whole>[^,.?!;]{2,12}?)的?(?:百分|几|多少|多大|比)")


class Completing:
    """Finds what lacks on one knowledge."""

    def __init__(self, quoting: Quoting, naming: Naming, related: Related) -> None:
        self._quoting, self._naming, self._related = quoting, naming, related

    def completed(self, quoted: Quoted, heard: Understood, entries: tuple[Sequence[Entry], Sequence[Entry]],
                  last: Entry | None, day: date) -> Quoted:
        """What is quoted, and for a share or a multiple that lacks a part what was told of it, if that is sure.

        `entries` are the one that was chosen, and all that may be meant.
        """
        chosen, likely = entries
        if len(quoted.operands) == 1 and sets_against(heard.text):
            part = quoted.operands[0]
            wholes = [o for o in self._quoting.counts_told(chosen, day)
                      if o.amount > part.amount and self._related.are_nested(part, o)]
            if len(wholes) == 1:
                return replace(quoted, operands=(*wholes, part))
        if len(quoted.operands) == 1 and last is not None and sets_against(heard.text):
            part = quoted.operands[0]
            told = [o for o in self._quoting.told_first(last, day)
                    if o.figure.measure == part.figure.measure and o.dimension == part.dimension]
            if len(told) == 1 and told[0].figure is not part.figure:
                return replace(quoted, operands=(*told, *quoted.operands))
        if len(quoted.operands) == 1 and last is not None and asks_share(heard.text):
            other = self._other_side_told(quoted.operands[0], heard.text, last, day)
            if other is not None:
                return replace(quoted, operands=(other, *quoted.operands))
        if len(quoted.operands) == 1 and sets_against(heard.text):
            parts = self._parts_told(quoted.operands[0], heard, likely, day)
            if len(parts) == 1:
                return replace(quoted, operands=(*quoted.operands, *parts))
        if len(quoted.operands) == 1 and asks_share(heard.text):
            wholes = self._whole_named(quoted.operands[0], heard, likely, day)
            if len(wholes) == 1:
                return replace(quoted, operands=(*quoted.operands, *wholes))
        if len(quoted.operands) == 1 and asks_part(heard.text):
            shares = self.shares_named(quoted.operands[0], heard.text, day)
            if len(shares) == 1:
                return replace(quoted, operands=(*quoted.operands, *shares))
        if not quoted.operands and chosen and (asks_times(heard.text) or asks_change(heard.text)):
            told = list(self._quoting.told_first(chosen[0], day))
            if len(told) == len({o.figure.id for o in told}) == 2 and (heard.follows or all(
                    self._quoting.is_spoken_of(o, heard.text) for o in told)):
                return replace(quoted, operands=tuple(told))
        return quoted

    def _other_side_told(self, quoted: Operand, text: str, last: Entry, day: date) -> Operand | None:
        """What was told last as part or whole of the figure that is only said again before a share of it is asked."""
        told = [o for o in self._quoting.told_first(last, day) if o.figure is not quoted.figure
                and (o.dimension, o.figure.measure) == (quoted.dimension, quoted.figure.measure)]
        again = _SAID_AGAIN.match(text[quoted.quantity.end :])
        whole = _OF_WHOLE.search(text, quoted.quantity.end)
        if len(told) != 1 or again is None or whole is None:
            return None
        larger = max(quoted, told[0], key=lambda o: o.amount)
        return told[0] if shares_words(whole["whole"], larger.figure) else None

    def _parts_told(self, whole: Operand, heard: Understood, entries: Sequence[Entry], day: date) -> list[Operand]:
        """What entries tell as a part of just the whole that is quoted, and the utterance speaks of."""
        said = self._naming.in_label_words(heard.matched, whole.figure.id.split(".")[0])
        pairs = [self._quoting.told_first(entry, day) for entry in entries if entry.statement is Statement.STATISTIC]
        parts = {other.figure.id: other for pair in pairs if len(pair) == 2 and whole.figure in (o.figure for o in pair)
                 for other in pair if other.figure is not whole.figure and other.amount < whole.amount
                 and other.figure.measure == whole.figure.measure and self._quoting.is_spoken_of(other, said)}
        beside = [o for o in self._quoting.counts_told(entries, day) if o.figure.measure == whole.figure.measure
                  and o.amount < whole.amount and o.figure.id not in parts]
        return [part for part in parts.values()
                if not any(self._quoting.said(o.figure.label, said) > self._quoting.said(part.figure.label, said)
                           for o in beside)]

    def _whole_named(self, part: Operand, heard: Understood, entries: Sequence[Entry], day: date) -> list[Operand]:
        """The whole that is named, of which an entry tells the part that was counted off a list by its name."""
        if not part.figure.derive:
            return []
        telling = [entry for entry in entries if part.figure.id in self._quoting.ids_in(entry)][:1]
        return [o for o in self._quoting.counts_told(telling, day) if o.figure.measure == part.figure.measure
                and o.amount > part.amount and self._quoting.said(o.figure.label, heard.text) >= WHOLE_SAID]

    def shares_named(self, whole: Operand, text: str, day: date) -> list[Operand]:
        """The shares that are told of an amount and that a text names."""
        shares = self._quoting.shares_named(text, whole.figure.id.split(".")[0], day)
        return [share for share in shares if whole.dimension != "share"
                and self._related.are_told_together(whole, share)]


def shares_words(text: str, figure: Figure) -> bool:
    """Whether a text has two characters on end of a figure's label."""
    return any(text[i : i + 2] in figure.label for i in range(len(text) - 1))
