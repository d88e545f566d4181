"""What is asked of the figures that the last turns told: of them alone, or of what is named beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.arithmetic.beside_told import (
    Beside,
    added_up,
    are_alike,
    items_added,
    lists_several,
    may_be_set_against,
    named_beside,
    of_kind,
    questions_named,
    set_against,
    share_asked,
    share_in,
    with_kind_of,
)
from assistant.dialogue.arithmetic.by_name import ByName, says_other_numbers
from assistant.dialogue.arithmetic.completing import shares_words
from assistant.dialogue.arithmetic.evaluating import Evaluator
from assistant.dialogue.arithmetic.label_words import without_left_out
from assistant.dialogue.arithmetic.named_operations import (
    Question,
    Resolved,
    made_of,
    resolve,
)
from assistant.dialogue.arithmetic.naming import List, Naming
from assistant.dialogue.arithmetic.operation_words import (
    CHANGED,
    apart,
    leans_whole,
    said_number,
)
from assistant.dialogue.arithmetic.pieces import Pieces
from assistant.dialogue.arithmetic.quoting import Operand, Quoted, Quoting, each_once
from assistant.dialogue.arithmetic.related import Related
from assistant.dialogue.arithmetic.results import Worked
from assistant.dialogue.arithmetic.told_figures import (
    Told,
    answering,
    asks_each,
    flows_asked,
    in_flow_words,
    listed,
    several_of_told,
    told_aside,
    without_denied,
    without_pointing,
)
from assistant.dialogue.arithmetic.what_if import changes, supposes, worked_out
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement

# So much of a label one of several questions says that its figure answers.
ANSWERS = 0.3


class OfTurns:
    """Works on the statistics of one knowledge."""

    def __init__(self, knowledge: Knowledge, naming: Naming, quoting: Quoting, related: Related, evaluator: Evaluator,
                 pieces: Pieces, by_name: ByName) -> None:
        self._knowledge, self._naming, self._quoting = knowledge, naming, quoting
        self._related, self._evaluator, self._pieces, self._by_name = related, evaluator, pieces, by_name

    def of_told(self, heard: Understood, told: Sequence[Entry], asked_last: str, area: str,
                day: date) -> Worked | None:
        """What one that says nothing but an operation asks for of the two statistics told last; None if unsure.

        `asked_last` was answered by the first of `told`: its figure must be what that asked for.
        """
        bare = leans_whole(heard.text)
        if bare is None or len(told) != 2 or any(entry.statement is not Statement.STATISTIC for entry in told):
            return None
        if said_number(heard.text) not in (None, len(told)):
            return None
        firsts = [self._quoting.told_first(entry, day) for entry in told]
        if any(len(first) != 1 for first in firsts):
            return None
        quoted = Quoted((firsts[0][0], firsts[1][0]), ())
        whole = max(quoted.operands, key=lambda operand: operand.amount)
        if not shares_words(asked_last, firsts[0][0].figure):
            return None
        if bare["of"] and bare["of"] not in whole.figure.label:
            return None
        return self._pieces.of_whole(quoted, heard, told, area, day)

    def of_answered(self, heard: Understood, answered: Sequence[Told], area: str, day: date) -> Worked | None:
        """What an utterance that names nothing else asks of the figures that the last turns told; None if unsure."""
        found = several_of_told(heard.text, answered, lambda text: self._naming.content(text, area))
        _, left_out = without_left_out(heard.matched)
        operands = each_once(o for resolved in found for o in resolved.operands)
        named = self._naming.is_named(left_out, [operand.figure for operand in operands], area)
        if not found or any(map(self._related.are_any_nested, found)) or named:
            return None
        shown = dict.fromkeys(id_ for told in answered for id_ in told.entries)
        entries = [entry for id_ in shown if (entry := self._knowledge.entries.get(id_))]
        worked = self._by_name.of_resolved(found, heard, entries, area, day)
        of_rules = any(o.figure.statement is Statement.RULE and o.dimension != "share" for o in operands)
        return replace(worked, of_calculators=of_rules) if worked else None

    def of_beside(self, heard: Understood, chosen: Sequence[Entry], answered: Sequence[Told], area: str,
                  day: date) -> Worked | None:
        """What is asked of the figures told last and of what the utterance names beside them; None if unsure.

        `chosen` are the entries that tell what it names.
        """
        last = answered[-1].operands if answered else ()
        if not last:
            return None
        beside, found = named_beside(heard.matched), list[Resolved]()
        if beside is not None:
            found = self._set_against(beside, chosen, answered, area, day)
        found = (found or self._with_added(heard.matched, answered, area, day)
                 or self._share_of_told(heard.matched, answered, area, day))
        if any(map(self._related.are_any_nested, found)):
            return None
        return self._by_name.of_resolved(found, heard, chosen, area, day, most=len(last) + 1) if found else None

    def _set_against(self, beside: Beside, chosen: Sequence[Entry], answered: Sequence[Told], area: str,
                     day: date) -> list[Resolved]:
        """What is asked of the one figure told last and the one that the chosen entry tells."""
        last = answered[-1]
        asked = with_kind_of(beside.named, last.asked)
        now = self.answering(chosen[:1], asked, area, day)
        if any(o.figure.derive for o in now.operands):  # what is calculated may have the one told in it
            named = self._naming.resolve(questions_named(asked), area, day)
            now = replace(now, operands=named)
        if len(last.operands) != 1 or len(now.operands) != 1 or now.operands[0].figure is last.operands[0].figure:
            return []
        if not may_be_set_against(beside.named, now.operands[0], last.operands[0], is_kind=asked != beside.named):
            return []
        if beside.is_first:
            against = set_against(beside, now.operands[0], last.operands[0])
            return [against] if against else []
        both = (replace(last, beside=()), replace(now, asked=beside.named, beside=()))
        return several_of_told(beside.asked, both, lambda text: self._naming.content(text, area))

    def _with_added(self, text: str, answered: Sequence[Told], area: str, day: date) -> list[Resolved]:
        """The sum, or a month of it, of the figures told last and those that an utterance counts in."""
        counted = items_added(text)
        if counted is None:
            return []
        (items, asked), last, parts = counted, answered[-1], list(answered[-1].operands)
        if len(parts) == 1 and lists_several(last.asked):
            return []  # what was told of one of them is not what the others are added to
        entries = [entry for id_ in last.entries if (entry := self._knowledge.entries.get(id_))]
        told = [o for o in each_once(self._quoting.told(entries, day)) if are_alike(o, parts[0])]
        for item in items:
            said = of_kind(self._naming.in_label_words(in_flow_words(item), area), last.operands)
            context = " ".join(o.figure.label for o in last.operands)
            named = (self._naming.named_among(said, told, area, day)
                     or self._naming.resolve(List((said,)), area, day)
                     or self._naming.resolve(List((said,), "", context), area, day))
            if len(named) != 1 or named[0].reference in {o.reference for o in parts}:
                return []
            parts.append(named[0])
        labels = " ".join(o.figure.label for o in parts)
        if any(word not in labels for word in self._naming.content(without_pointing(asked), area) if len(word) > 1):
            return []
        resolved = added_up(tuple(parts), asked)
        return [resolved] if resolved else []

    def _share_of_told(self, text: str, answered: Sequence[Told], area: str, day: date) -> list[Resolved]:
        """The sum of the figures that the last turns told, and its share in a total that the utterance names."""
        asked = share_asked(text)
        added = several_of_told(asked[0], answered, lambda said: self._naming.content(said, area)) if asked else []
        if asked is None or len(added) != 1 or added[0].kind != "sum":
            return []
        return share_in(added[0], self._naming.in_label_words(asked[1], area), self._naming, area, day)

    def of_change(self, heard: Understood, last: Entry, answered: Sequence[Told], area: str,
                  day: date) -> Worked | None:
        """What the figures of the statistic told last come to if some of them change as is supposed; None if unsure."""
        if last.statement is not Statement.STATISTIC or not supposes(heard.text):
            return None
        told = each_once(self._quoting.told([last], day))
        of_last = answered[-1].operands if answered else ()
        told = (*told, *(o for o in of_last if o.figure.id not in {of_all.figure.id for of_all in told}))
        changed = changes(heard.text, heard.quantities, of_last,
                          lambda said: self._naming.named_among(said, told, area, day))
        made = worked_out(heard.text, changed, told, self._related.are_nested)
        used = each_once(o for o in (*(change.operand for change in changed), *told)
                         if any(o.reference in formula.expression for formula in made))
        return self._evaluator.told(made, used, (last,), area, day) if made else None

    def of_flows(self, heard: Understood, answered: Sequence[Told], area: str, day: date) -> Worked | None:
        """Several sums of what two funds took in, paid and kept, asked for at once; None if that isn't asked for."""
        labels = [operand.figure.label for told in answered for operand in told.operands]
        asked = flows_asked(self._naming.in_label_words(heard.matched, area), labels)
        found = resolve(asked, self._naming, area, day)
        return self._by_name.of_resolved(found, heard, (), area, day) if len(found) > 1 else None

    def of_difference_told(self, heard: Understood, answered: Sequence[Told], area: str, day: date) -> Worked | None:
        """By how many per cent the two figures differ whose difference the last turn told; None if it told several."""
        change = CHANGED.search(heard.text)
        if change is None or not answered:
            return None
        told = [e for id_ in answered[-1].entries if (e := self._knowledge.entries.get(id_))]
        pairs = self._by_name.differences_told(told, day)
        if len(pairs) != 1:
            return None
        larger, smaller = sorted(pairs[0].operands, key=lambda o: -o.amount)
        spoken = " ".join((answered[-1].asked, *(text for e in told for text in (e.title, *e.ask, e.say.short))))
        named = self._naming.content(without_pointing(heard.text), area)
        if any(word not in spoken for word in named if len(word) > 1):
            return None
        operands = (smaller, larger) if change["less"] else (larger, smaller)
        made = [formula for kind in ("more", "change") for formula in made_of(Question(kind, " "), operands)]
        if len(made) < len(operands) or says_other_numbers(heard, operands):
            return None
        return self._evaluator.told(made, operands, told, area, day)

    def answering(self, entries: Sequence[Entry], asked: str, area: str, day: date) -> Told:
        """What a turn told that is answered by entries' first sentences."""
        told = [o for entry in entries for o in self._quoting.answered_first(entry, day)]
        of_all = self._quoting.told(entries, day)

        def content(text: str) -> list[str]:
            return self._naming.content(text, area)

        told = listed(of_all, asked, content) if asks_each(asked) else told_aside(told, of_all, asked, content)
        found = self._answering_each(entries, asked, area, day) or answering(told, asked, self._quoting.said)
        beside = {operand.reference: operand for operand in told if operand not in found}
        return Told(found, tuple(entry.id for entry in entries), asked, tuple(beside.values()))

    def _answering_each(self, entries: Sequence[Entry], asked: str, area: str, day: date) -> tuple[Operand, ...]:
        """The figures that answer several questions on end, each one; none if one of them isn't sure."""
        pieces = [asked[start:end] for start, end in apart(asked)]
        told = each_once(o for entry in entries for o in self._quoting.answered_first(entry, day))
        if len(pieces) < 2 or len(told) < len(pieces):
            return ()
        scored = [[(self._quoting.said(o.figure.label, piece), o) for o in told] for piece in pieces]
        best = [max(likely, key=lambda pair: pair[0]) for likely in scored]
        sure = all(sum(score >= top[0] for score, _ in likely) == 1 and top[0] >= ANSWERS
                   for likely, top in zip(scored, best, strict=True))
        found = each_once(o for _, o in best)
        return found if sure and len(found) == len(pieces) and are_alike(found[0], found[-1]) else ()

    def without_denied(self, heard: Understood, last: Told, area: str) -> Told | None:
        """What was told last but for what the utterance says isn't to count; None if it says anything else."""
        _, left_out = without_left_out(heard.matched)
        return without_denied(heard.matched, left_out, last,
                              lambda text, operand: self._naming.is_named(text, (operand.figure,), area))
