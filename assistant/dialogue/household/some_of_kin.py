"""Relatives of whom only that they are several is told (家里几个小孩): how many people there are is open then.

Knows how kin is named in the plural, nothing of who is counted.
"""

from __future__ import annotations

import re

from assistant.calculator.wording import quantity as written
from assistant.text.numerals import Quantity, QuantityKind

_KIN = (
    r"(?:小孩|孩子|细路|细蚊仔|小朋友|娃|仔女|儿女|子女|儿子|女儿|闺女|孙|外孙|兄弟|姊妹|姐妹|学生|老人|大人|亲戚|长辈|小的|大的)"
)
# The ones told before are taken up by it (这几个孩子).
_SOME = re.compile(
    rf"(?<![那这嗰呢前后哪十百千零])(?P<number>好几|几多?|若干|一群|一帮|一班|一窝|一堆|成班|多)(?P<measure>个|名|位)?(?:亲|小|大|读书|上学|的|嘅)*{_KIN}")
_ASKED = re.compile(rf"(?:有|是|系|算|交|生)几多?(?:个|名|位)?{_KIN}(?:[吗呢?]|$)")
_TOLD = re.compile(rf"(?:\d+|[一二两俩三四五六七八九十仨])(?:个|名|位)(?:亲|小|大|读书|上学|的|嘅)*{_KIN}")


def tells_some(text: str) -> bool:
    """Whether several of a kind are told of whose number isn't said, nor asked for."""
    some = _SOME.search(text)
    told = {kin.group()[-1] for kin in _TOLD.finditer(text)}
    return some is not None and some.group()[-1] not in told and not _ASKED.search(text)


def with_number(text: str, quantity: Quantity, answer: str) -> str | None:
    """What was told of several of a kind with their number, or with that of all where the answer names no kin."""
    some = _SOME.search(text)
    if some is None or quantity.kind is not QuantityKind.COUNT or quantity.value < 1:
        return None
    if not re.search(_KIN, answer):
        return f"{text.rstrip('?,.;')},一共{written(quantity.value)}口人"
    behind = some.end("measure" if some["measure"] else "number")
    return f"{text[: some.start()]}{written(quantity.value)}个{text[behind:]}"
