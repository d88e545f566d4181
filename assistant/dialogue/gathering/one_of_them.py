"""One of several cases, or of several bills, that is asked for by itself after all of them were told (光我爸的报多少).

Knows how callers single one out. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.calculator.facts import fits
from assistant.calculator.scheme import Scheme
from assistant.dialogue.gathering.continuing import CALLER
from assistant.dialogue.hearing.asking import (
    ALL_TOGETHER,
    asks_difference,
    asks_how_much,
    asks_together,
)
from assistant.dialogue.hearing.correcting import which_of
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.people import COUPLES, SELF, named_in
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case, bills_of
from assistant.text.numerals import QuantityKind

_ONLY = r"(?:单独|单单|净系|净是|净|光|只|仅|就|单)(?:是|系|看|睇|说|讲|算|论|要|问|提)?"
# The caller's own one, not only a way of asking (我自己掏多少).
_MINE = re.compile(
    rf"(?:我|俺)(?:自己|本人|个人)?(?:的|嘅)?(?:那|嗰|这|呢)(?:份|个|笔|单|张|边|块|头)|{_ONLY}(?:我|俺)(?![们哋爸妈爹娘公婆老])|"
    r"(?:头先|刚才|刚刚|前面)(?:我|俺)(?:自己|本人)"
)
_BY_ITSELF = re.compile(r"单独|单算|自己一个|分开算")
# Who isn't to be counted (不算我爸,…).
_LEFT_OUT = re.compile(r"(?:不算|不要|不计|不看|不管|不说|去掉|除开|除了|扣掉)[^,.?!;\d]{1,5}[,.]")
# What is said of somebody who is spoken of again.
_AGAIN = "单独一个人那份那个那边再说一下来着到底重新头先刚才刚刚净系净光只就单本人名下这边"
# What points at a bill by its place.
_PLACES = "第一次第二次第三次后面那次前面那次头一回后一笔最后这笔那张单不算那笔第一笔第二笔第三笔不看只看净系嗰次"
# What a bill is said to have used up before another one, which is known (起付线前一回就扣掉了,这回能报多少).
_USED_BEFORE = re.compile(
    r"(?:起付标准|起付线|门槛费?)?(?:在)?(?:头一|第一|上一?|前一?|前面那?|之前那?|先前那?)[次回笔趟张单个](?:单子?|票|发票)?(?:的|里|已经|就|把)*"
    r"(?:起付标准|起付线|门槛费?)?(?:就|都|已经|已|也)*(?:扣|抵|减|用)(?:过|掉|完|满|够)?(?:了|咗|啦|喽)*[,.]?"
)
_THIS_ONE = re.compile(r"(?:这|呢|今)[一]?[次回笔趟张单个]")
_LONGEST = 24


def one_named(told: Sequence[Case], heard: Understood, known: Iterable[str], together: int) -> Case | None:
    """The case, of several told, of the only person whom an utterance names without telling anything new of them.

    None where that is the one told last by itself.
    """
    if len(told) < 2 or not _asks_alone(heard):
        return None
    text = _LEFT_OUT.sub("", heard.text)
    people = named_in(text)
    others = [person for person in people if person != SELF]
    if len(others) > 1 or COUPLES.search(text) or not (others or _MINE.search(heard.text)):
        return None
    person = others[0] if others else SELF
    case = next((case for case in reversed(told) if _whose(case) == person), None)
    last = case is told[-1] and together < 2 and not (_BY_ITSELF.search(text) or re.search(_ONLY, text))
    if case is None or last or not _holds(case, heard):
        return None
    without = replace(heard, text=re.sub(_ONLY, "|", _MINE.sub("|", text) if person == SELF else text))
    return case if not own_words(without, [*known, _AGAIN]) else None


def one_bill(told: Sequence[Case], heard: Understood, known: Iterable[str]) -> Case | None:
    """The last case with nothing but one of its bills, if that is asked for by its place (净系后面嗰次报几多)."""
    used_before = _USED_BEFORE.search(heard.text) is not None
    heard = replace(heard, text=_USED_BEFORE.sub("", heard.text))
    if not told or not _asks_alone(heard) or heard.conditions:
        return None
    case = told[-1]
    several = {id_: bills for id_, value in case.facts.items() if len(bills := bills_of(value)) > 1}
    number = len(next(iter(several.values()))) if len(several) == 1 else 0
    only = re.search(_ONLY, heard.text)
    bare = replace(heard, text=re.sub(_ONLY, "|", heard.text))
    at = which_of(heard.text[only.start() :], number) if number and only else None
    at = which_of(heard.text, number) if number and at is None else at
    at = number - 1 if number and at is None and used_before and _THIS_ONE.search(heard.text) else at
    if at is None or own_words(bare, [*known, _AGAIN, _PLACES]):
        return None
    cut = {id_: bills[: at + 1] for id_, bills in several.items()}
    return replace(case, facts={**case.facts, **cut}, beyond=at)


def two_named(scheme: Scheme, told: Sequence[Case], heard: Understood) -> list[Case]:
    """The only two, of more cases told, that an utterance names by a condition that none of the others has."""
    named: list[Case] = []
    matters = {fact.id: fact.when for fact in scheme.facts}
    for mention in heard.conditions:
        own = [case for case in told if case.facts.get(mention.dimension) == mention.value
               and fits(matters.get(mention.dimension, {}), case.facts)]
        if len(own) == 1 and own[0] not in named:
            named.append(own[0])
    return named if len(named) == 2 < len(told) else []


def _asks_alone(heard: Understood) -> bool:
    """Whether nothing but a sum is asked for, of one, with no number or day of its own."""
    numbers = any(not (q.kind is QuantityKind.ORDINAL or q.value == 1) for q in heard.quantities)
    together = asks_difference(heard) or ALL_TOGETHER.search(heard.text) or asks_together(heard)
    asked = asks_how_much(heard) or heard.elliptical
    return asked and not (numbers or heard.dates or together or heard.corrects) and len(heard.text) <= _LONGEST


def _whose(case: Case) -> str:
    """The person of a case, the caller where it is nobody's in particular."""
    who = case.who or case.label
    if who in ("", CALLER):
        return SELF
    return next(iter(named_in(who)), who)


def _holds(case: Case, heard: Understood) -> bool:
    """Whether all conditions that are said hold of the case already."""
    return all(not m.negated and case.facts.get(m.dimension) == m.value for m in heard.conditions)
