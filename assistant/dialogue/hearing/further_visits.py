"""One more visit, stay or purchase that is told of by its month alone (五月还有一次); its sum comes in the next turn.

Knows how callers tell of it, not what is calculated.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.hearing.introducing import leaves_open
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.dates import Precision
from assistant.text.numerals import QuantityKind

_DONE = r"(?:看|睇|去|买|住|开|做|拿|配|打|检查|复查|来)"
_TIMES = r"(?:次|回|趟|笔|张|单|盒)"
_FURTHER = re.compile(
    rf"(?:还|又|仲|也|都|另外|再|重)[^,.?!;]{{0,8}}?(?:有|{_DONE})[^,.?!;]{{0,6}}?(?:一|两|几|过|了|咗){{1,2}}[^,.?!;]{{0,3}}{_TIMES}?|"
    rf"(?:还|仲|另外)有[一两]?{_TIMES}")
_OTHERWISE = re.compile(r"如果|要是|假如|报|额度|限额|知|晓得|算|不是|没|未|冇|起|开始|退休|涨|改|一样|同样|同款")
_LONGEST = 30


def tells_further_visit(heard: Understood) -> bool:
    """Whether an utterance only tells that something was done once more in a month, and no sum for it."""
    months = [d for d in heard.dates if d.precision in (Precision.MONTH, Precision.DAY)]
    asks = replace(heard, matched=heard.matched.replace("还有", "")).asks or leaves_open(heard)
    counted = all(q.kind in (QuantityKind.COUNT, QuantityKind.ORDINAL) for q in heard.quantities)
    only = len(months) == 1 and len(heard.text) <= _LONGEST and counted and not asks
    return only and bool(_FURTHER.search(heard.text)) and not _OTHERWISE.search(heard.text)
