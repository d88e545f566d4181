"""Which fact a corrected number is of, where the caller says what was told wrong (激活人数报得不对,该是2360).

Knows how callers name what they set right, not what comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.model import FactShape
from assistant.text.numerals import Quantity

_SLIPPED = (
    r"(?:(?:报|念|说|讲|记|看|睇|听|抄|写|数|算|填|打|弄|搞)(?:错|岔|串|混)|(?<!对)不对|[唔不]啱|有误|不准|唔准)[了咗啦喇哈]*"
)
_WRONG = re.compile(
    rf"(?P<what>[^,.;?!\d]{{2,14}}?)(?:[那这嗰]?个?(?:数字?|人数|金额|钱数))?"
    rf"(?:[我俺咱]|刚才|刚刚|头先|又|也|都|给|是)*+{_SLIPPED}[,.;\s]*"
    r"(?:应该|应当|其实|实际上?|真正|准确的?|正确的?|就|那)*(?:是|系|有|为)?\s*$"
)
# So far back it may begin, and so much of what a fact is called is said.
_REACH, _SAID = 30, 2
# What is no name of anything.
_EMPTY = re.compile(r"[的了个那这嗰我俺咱数有是人钱]")


def named_anew(quantity: Quantity, facts: Sequence[FactShape], heard: Understood) -> FactShape | None:
    """The one of the facts that a number may be of by whose name it is set right; None where none is named.

    Of several that are named alike it is the first.
    """
    found = _WRONG.search(heard.text[max(0, quantity.start - _REACH) : quantity.start])
    if not found:
        return None
    what = _EMPTY.sub("", found["what"])
    best = max(facts, key=lambda fact: _shared(what, fact), default=None)
    return best if best is not None and _shared(what, best) >= _SAID else None


def _shared(what: str, fact: FactShape) -> int:
    """How much of a fact's label or words is said on end."""
    names = (_EMPTY.sub("", name) for name in (fact.label, *fact.words))
    return max(SequenceMatcher(None, what, name, autojunk=False).find_longest_match().size for name in names)
