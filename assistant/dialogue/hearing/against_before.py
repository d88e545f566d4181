"""What something is set against that held earlier: the rule of before, or a rate that the caller names (比原来七成时).

Knows how callers say so, not what held then.
"""

from __future__ import annotations

import re

from assistant.dialogue.hearing.asking import asks_difference
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import Quantity, QuantityKind

_EARLIER = r"(?:以前|原来|原先|原本|从前|之前|早先|早前|过去|旧时|老早|往常|先前|旧阵时|以往)"
# What the rule was changed by (跟改之前比).
_CHANGE = r"(?:改革?|调整?|降价?|政策|新政|提高?|上调|下调|共济)"
_THAN = re.compile(
    rf"(?:比|较|跟|同|和|与)(?:起|照)?(?:着)?(?:在)?(?:{_EARLIER}|{_CHANGE}(?:之前|以前|前))"
    r"(?!(?:那|这|嗰|呢)?(?:次|回|趟|张|笔|个月|说|讲|算))[^,.?!;]{0,12}?,?[^,.?!;]{0,4}?(?:[多少高低]|省|差|争|悭|慳|便宜|划算)"
)
# A time that is past, so far that a share told for it is no rule of now.
_PAST = r"(?:大?前年|去年|上年|旧年|头[几两]?年|早[几两]年|那[年时会]|当[年时])"
_BEFORE_SHARE = re.compile(
    rf"{_EARLIER}[^,.?!;\d]{{0,8}}$|{_PAST}[^,.?!;\d]{{0,14}}?(?:给|按|付|报|支)(?:的|到|了|过|是|销|返|才|只|他|佢)*$")
# A share that something was at once (比七成那会儿).
_THAN_SHARE, _AT_ONCE = re.compile(r"(?:比|跟|同|和|较)[^,.?!;\d]{0,4}$"), re.compile(
    r"(?:报|付|自付)?(?:的|嘅)?(?:那会儿?|那时候?|那阵子?|时候|时|嗰阵时?|嗰时|年头|年代)")
_REACH = 22


def rate_before(heard: Understood) -> Quantity | None:
    """The share that something is said to have been at earlier, where the difference to it is asked for."""
    if not asks_difference(heard):
        return None
    told = [q for q in heard.quantities if q.kind is QuantityKind.PERCENT
            and _was_once(q, heard.text)]
    return told[0] if len({q.value for q in told}) == 1 else None


def against_before(heard: Understood) -> bool:
    """Whether what it comes to is set against how it used to be."""
    return (bool(_THAN.search(heard.text)) and asks_difference(heard)) or rate_before(heard) is not None


def _was_once(share: Quantity, text: str) -> bool:
    before = text[max(0, share.start - _REACH) : share.start]
    return bool(_BEFORE_SHARE.search(before) or (_THAN_SHARE.search(before) and _AT_ONCE.match(text, share.end)))
