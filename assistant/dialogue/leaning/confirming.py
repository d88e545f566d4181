"""A number that the caller holds up against what was just told (那就是3500块,没错吧?), or one of two (给2800还是2150).

Answers with what was told, and whether the number stands in it. Knows no policy.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue import phrases
from assistant.dialogue.gathering.claimed import either_or, is_threshold
from assistant.dialogue.hearing.asking import BOTH
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.said_numbers import stands_in
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import TELLING, Reply, ReplyKind
from assistant.text.numerals import Quantity, QuantityKind, find_quantities

_ASKS_RIGHT = re.compile(
    r"(?:[啱对](?:唔|不)[啱对]|(?:有|冇|没有?)?(?:没|冇|没有)?(?:算|计|听|搞|说|讲)?错(?:吧|啩|啊|呀|哇)?|(?:是|系)(?:不是|唔系|咪|吧|么|吗|伐)(?:这个数|这样|咁)?|"
    r"(?:对|啱|是这个数|准)(?:吧|吗|么|啊|呀|伐|嘛|啩|呗)|没弄错)(?:啊|呀|吧|呢|嘅|的)?[?.!]*$"
)
# A supposed or further case, or what was spent, isn't held up against what was told.
_OF_A_CASE = re.compile(r"如果|要是|假如|换成|改成|的话|又|再|另外|后来|原来|(?:花|用|使|报|扣)[了咗过]|基数")
# The steps of a calculation beyond a threshold, and those within it.
_STEP_BEYOND, _STEP_WITHIN = re.compile(r"[^:：]*超过[^:：]*[:：].*="), re.compile(r"[^:：]*以内[^:：]*[:：].*=")
_WITHIN = re.compile(r"以内|之内|以下|往下|不到|低于|未到")


def confirmed(heard: Understood, last: Reply | None, talk: tuple[str, ...]) -> Reply | None:
    """The last reply again, with whether the one number that an utterance holds up is in it; None if it doesn't."""
    if last is None or last.kind not in TELLING or heard.conditions or _OF_A_CASE.search(heard.text):
        return None
    numbers = [q for q in find_quantities(heard.text) if q.kind is not QuantityKind.ORDINAL]
    if len(numbers) == BOTH and either_or(numbers, heard):
        return _one_of(numbers, heard, last, talk)
    if len(numbers) == 1 and is_threshold(numbers[0], heard):
        return _beyond(numbers[0], heard, last)
    asked = _ASKS_RIGHT.search(heard.text)
    if len(numbers) != 1 or asked is None:
        return None
    number = numbers[0]
    rest = f"{heard.text[: asked.start()]}|{heard.text[asked.end() :]}".replace(number.words, "|", 1)
    if own_words(replace(heard, text=rest), (last.text, *talk)):
        return None
    phrase = phrases.RIGHT_NUMBER if stands_in(number, last.text) else phrases.OTHER_NUMBER
    first = phrase.format(number=number.words)
    return replace(last, short=f"{first}{last.short}", text=f"{first}{last.text}")


def _beyond(number: Quantity, heard: Understood, last: Reply) -> Reply | None:
    """The calculation before, first the steps beyond or within a threshold of it; None where it has no such ones."""
    side = _STEP_WITHIN if _WITHIN.search(heard.text) else _STEP_BEYOND
    lines = [line for line in last.details if side.match(line)]
    if last.kind is not ReplyKind.CALCULATION or not stands_in(number, last.text) or not lines:
        return None
    first = ";".join(lines) + "。"
    return replace(last, short=first, text=f"{first}\n{last.text}", details=(last.short, *last.details))


def _one_of(numbers: list[Quantity], heard: Understood, last: Reply, talk: tuple[str, ...]) -> Reply | None:
    """The last reply again, with the one of two results that its first sentence tells; None if more is said."""
    rest = heard.text
    for number in numbers:
        rest = rest.replace(number.words, "|", 1)
    if own_words(replace(heard, text=rest), (last.text, *talk, "还是,定系,抑或,或者")):
        return None
    right = [number for number in numbers if stands_in(number, last.short)]
    first = phrases.ONE_OF_TWO.format(number=right[0].words) if len(right) == 1 else ""
    return replace(last, short=f"{first}{last.short}", text=f"{first}{last.text}")
