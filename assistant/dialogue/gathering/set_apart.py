"""Two amounts told for the same fact whose difference is asked for: each is a case of its own, nothing is added up.

Knows how two persons, homes or bills are told beside each other, not what their amounts come to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.calculator.scheme import FactValue, Scheme
from assistant.dialogue.gathering.continuing import CALLER
from assistant.dialogue.gathering.outsiders import OUTSIDER
from assistant.dialogue.hearing.asking import BOTH, asks_difference
from assistant.dialogue.hearing.cues import CHANGED, cue
from assistant.dialogue.hearing.people import SELF, clause_at, words_for
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case, Placed, as_facts
from assistant.text.numeral_patterns import OF_HEADS

# What is told of two homes or of two people that aren't named by their kin: counted, or one after another.
_ONE = r"[一另](?:外一?)?(?:个|位|人)(?!月|季|疗程|星期|礼拜|学期)"
_HOMES = re.compile(r"两(?:家|户)|一(?:家|户)[^.?!;]{1,24}?[一另](?:外一?)?(?:家|户)|第[一二](?:家|户)")
_HEADS = re.compile(
    r"两个?(?:人|位|职工|退休|居民|老|病人|患者|低保|特困|困难|五保|贫困|同事|邻居|朋友|亲戚|工友|兄弟|姐妹|孩子|仔|娃)|"
    rf"{_ONE}[^.?!;]{{1,24}}?{_ONE}|甲[^.?!;]{{1,24}}?乙"
)
# What is saved on both together is a result of its own.
_SAVED, _SAVES = {"saved", "less"}, re.compile(r"省|便宜|悭|少(?:花|付|交|收|掏|出)")
# What is still lacking to a limit isn't how the two differ.
_SHORT = re.compile(r"还[差争欠]|[离距][^,.?!;]{0,10}[差争欠]")
_OUTSIDER = re.compile(OUTSIDER)


def by_difference(scheme: Scheme, heard: Understood, told: Mapping[str, FactValue],
                  placed: Sequence[Placed]) -> list[Case]:
    """A case for each of the two amounts of one fact whose difference is asked for; none if that isn't what is told.

    Where what one bill used up carries over to the next of the same person, the second stands behind the first.
    """
    other = _SHORT.search(heard.text) or (_SAVED & set(scheme.results) and _SAVES.search(heard.text))
    pair = _pair(heard, placed) if asks_difference(heard) and not other else []
    if not pair:
        return []
    rest = [p for p in placed if p not in pair and not _counts_the_two(p)]
    facts = [{**told, **as_facts([item, *rest])} for item in pair]
    labels = _labels(heard, pair)
    if scheme.carry and not _of_two(heard, pair):
        both = {**told, **as_facts([*pair, *rest])}
        return [Case(labels[0], facts[0]), Case(labels[1], both, beyond=1)]
    return [Case(label, own) for label, own in zip(labels, facts, strict=True)]


def _pair(heard: Understood, placed: Sequence[Placed]) -> list[Placed]:
    """The only two amounts of one fact, each pointed to by a word of its own where a fact takes but one."""
    pairs = []
    for id_ in dict.fromkeys(p.fact.id for p in placed):
        own = sorted((p for p in placed if p.fact.id == id_), key=lambda p: p.quantity.start)
        fact = own[0].fact
        said = all(p.quantity.words and not p.words for p in own)
        told = said and len(own) == BOTH == len({p.quantity for p in own})
        counted = fact.kind == "count" and fact.many
        if not told or fact.default or fact.by_month or fact.for_months or not (fact.kind == "money" or counted):
            continue
        changed = CHANGED.search(heard.text, own[0].quantity.end, own[1].quantity.start)
        if not changed and (fact.many or all(cue(fact, p.quantity, heard) > 0 for p in own)):
            pairs.append(own)
    return pairs[0] if len(pairs) == 1 else []


def _counts_the_two(item: Placed) -> bool:
    """Whether a number is that of the two people themselves."""
    heads = item.quantity.measure in OF_HEADS or not item.quantity.words
    return item.fact.kind == "count" and item.value == BOTH and heads


def _of_two(heard: Understood, pair: Sequence[Placed]) -> bool:
    """Whether the two amounts are of different people or homes."""
    named = len(_owners(pair)) == BOTH or _outsider(heard, pair)
    return bool(named or _HOMES.search(heard.text) or _HEADS.search(heard.text))


def _owners(pair: Sequence[Placed]) -> list[str]:
    return list(dict.fromkeys(p.person for p in pair if p.person and not p.shared))


def _outsider(heard: Understood, pair: Sequence[Placed]) -> str:
    """The word for somebody who is no relative, where just one of the two amounts is theirs."""
    named = [_named_at(heard, item) for item in pair]
    return "".join(named) if sum(map(bool, named)) == 1 else ""


def _named_at(heard: Understood, item: Placed) -> str:
    """The word for somebody who is no relative by which the clause of an amount begins."""
    clause = clause_at(heard.clauses, item.quantity.start)
    found = _OUTSIDER.search(heard.text, clause.start, item.quantity.start) if clause else None
    return found.group() if found else ""


def _labels(heard: Understood, pair: Sequence[Placed]) -> list[str]:
    """What each of the two is called: the person, else its place among homes, people or bills."""
    owners = _owners(pair)
    if len(owners) == BOTH:
        return [CALLER if person == SELF else words_for(person, heard.text) or person for person in owners]
    other = _outsider(heard, pair)
    if other:
        return [other if _named_at(heard, item) else CALLER for item in pair]
    unit = "家" if _HOMES.search(heard.text) else "个人" if _HEADS.search(heard.text) else "笔"
    return [f"第{number}{unit}" for number in "一二"]
