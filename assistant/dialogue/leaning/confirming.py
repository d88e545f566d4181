"""A number that the caller holds up against what was just told (那就是3500块,没错吧?).

Answers with what was told, and whether the number stands in it. Knows no policy.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from assistant.dialogue import phrases
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import TELLING, Reply
from assistant.text.numerals import Quantity, QuantityKind, find_quantities, format_amount

_ASKS_RIGHT = re.compile(
    r"(?:[啱对](?:唔|不)[啱对]|(?:有|冇|没有?)?(?:没|冇|没有)?(?:算|计|听|搞|说|讲)?错(?:吧|啩|啊|呀|哇)?|(?:是|系)(?:不是|唔系|咪|吧|么|吗|伐)(?:这个数|这样|咁)?|"
    r"(?:对|啱|是这个数|准)(?:吧|吗|么|啊|呀|伐|嘛|啩|呗)|没弄错)(?:啊|呀|吧|呢|嘅|的)?[?.!]*$"
)
# A supposed or further case, or what was spent, isn't held up against what was told.
_OF_A_CASE = re.compile(r"如果|要是|假如|换成|改成|的话|又|再|另外|后来|原来|(?:花|用|使|报|扣)[了咗过]|基数")
_SAME = {QuantityKind.PERCENT: "%", QuantityKind.POINTS: "个百分点"}


def confirmed(heard: Understood, last: Reply | None, talk: tuple[str, ...]) -> Reply | None:
    """The last reply again, with whether the one number that an utterance holds up is in it; None if it doesn't."""
    if last is None or last.kind not in TELLING or heard.conditions or _OF_A_CASE.search(heard.text):
        return None
    numbers = [q for q in find_quantities(heard.text) if q.kind is not QuantityKind.ORDINAL]
    asked = _ASKS_RIGHT.search(heard.text)
    if len(numbers) != 1 or asked is None:
        return None
    number = numbers[0]
    rest = f"{heard.text[: asked.start()]}|{heard.text[asked.end() :]}".replace(number.words, "|", 1)
    if own_words(replace(heard, text=rest), (last.text, *talk)):
        return None
    phrase = phrases.RIGHT_NUMBER if _stands_in(number, last.text) else phrases.OTHER_NUMBER
    first = phrase.format(number=number.words)
    return replace(last, short=f"{first}{last.short}", text=f"{first}{last.text}")


def _stands_in(number: Quantity, text: str) -> bool:
    """Whether a text tells the number, in whatever unit it was said."""
    unit = _SAME.get(number.kind, "")
    digits = re.escape(format_amount(number.value * 100 if unit else number.value))
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    return bool(re.search(rf"(?<![\d.]){digits}(?![\d.]*\d){unit[:1]}", plain))
