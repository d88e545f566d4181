"""A choice told, or denied, by the rate that holds for it (三成那一档的, 不归五个点那批).

Knows how a kind is named by its rate, and which rates a calculator's tables have for which values. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape, Unit
from assistant.policy.references import bare_id
from assistant.text.numerals import Quantity, QuantityKind

_PAID = r"(?:先行?自?付|首先自付|自付|自己先[付掏担出]|先[掏担扣出])"
# Right behind a rate by which a kind is named (一成的那种, 20%那一档, 10%先自付的那类).
_KIND = re.compile(
    rf"(?:的)?{_PAID}?的?(?:[那这呢嗰]一?几?(?:种|类|档|批|样|些|部分|边|堆|拨|组)|一?档|[类批种](?=[的里,.?!药]|$)|(?:里头|里面|里)(?=[的,.?!]|$)|"
    r"的(?:国谈|谈判)?(?:药|针)|的?(?:那个|那份)?(?:名单|目录|清单|范围))"
)
# A rate that something is said to be of (是按两成的, 归在百分之十里), in the second with nothing behind it.
_OF = re.compile(
    rf"(?:按照?|属于?|归[在到]?|列[在进到]|算[在是]|[是系]|降[到成为至]|落在|划[在到进])(?:{_PAID}|那|的)*$")
_WITHIN = re.compile(rf"(?:按照?|属于?|归[在到]?|列[在进到]|算在|落在|划[在到进])(?:{_PAID}|那|的)*$")
_ENDS, _END = re.compile(rf"{_PAID}?的(?=[,.?!;花用买开拿一]|$)"), re.compile(r"(?=[,.?!;]|$)")
_DENIED = re.compile(r"(?:不是|不属于?|没有?|并非|非|不在|不算|唔系|唔属于|除了|不归|没在)[^,.?!;\d]{0,10}$")
_FAR = 16


class ToldByRate:
    """The choices of one scheme whose other values it tells, too, as they may be told by their rate."""

    def __init__(self, shape: SchemeShape, knowledge: Knowledge) -> None:
        self._values = {fact.dimension or fact.id: _by_rate(shape, fact.id, knowledge)
                        for fact in shape.facts if fact.vary and fact.kind == "choice"}

    def mentions(self, heard: Understood) -> tuple[Mention, ...]:
        """The values that an utterance tells by their rate; a denied rate denies all values that have it."""
        return tuple(mention for name, values in self._values.items() for quantity in heard.quantities
                     if quantity.kind is QuantityKind.PERCENT and quantity.value in values
                     for mention in _mentions(name, values[quantity.value], quantity, heard))

    def without_rates(self, mentions: Sequence[Mention], told: Sequence[Mention]) -> tuple[Mention, ...]:
        """The mentions without those that are only the digits of a rate by which a kind was told."""
        if any(m.value == "before" for m in mentions):
            return tuple(mentions)
        return tuple(m for m in mentions if m.value != "after" or not any(
            t.start <= m.start and m.end <= t.end for t in told))


def _mentions(name: str, values: Sequence[str], quantity: Quantity, heard: Understood) -> Iterator[Mention]:
    before = heard.text[max(0, quantity.start - _FAR) : quantity.start]
    text, at = heard.text, quantity.end
    of = (_OF.search(before) and _ENDS.match(text, at)) or (_WITHIN.search(before) and _END.match(text, at))
    if not (of or _KIND.match(text, at)):
        return
    start, end, words = quantity.start, quantity.end, quantity.words
    if _DENIED.search(before):
        yield from (Mention(name, value, start, end, words, negated=True) for value in values)
        return
    named = [m.value for m in heard.mentions if m.dimension == name and not m.negated]
    if not named or (len(heard.sums) > 1 and not set(named) & set(values)):
        yield Mention(name, values[0], start, end, words)


def _by_rate(shape: SchemeShape, id_: str, knowledge: Knowledge) -> dict[Decimal, list[str]]:
    """By each rate of the scheme's tables the values of a fact that have it, those that need nothing else first.

    One that all values have, or had, names none of them.
    """
    found: dict[Decimal, dict[str, int]] = {}
    rows = [row for step in shape.steps if step.unit is Unit.FRACTION for row in step.rows if row.figure]
    for row in rows:
        for value in row.when.get(id_, ()):
            for rate in _rates(row.figure or "", knowledge):
                needs = found.setdefault(rate, {})
                needs[value] = min(needs.get(value, len(row.when)), len(row.when))
    every = {value for needs in found.values() for value in needs}
    return {rate: sorted(needs, key=needs.__getitem__) for rate, needs in found.items() if set(needs) != every}


def _rates(reference: str, knowledge: Knowledge) -> set[Decimal]:
    figure = knowledge.figures.get(bare_id(reference))
    return {Decimal(value.value) for value in figure.values if value.value} if figure else set()
