"""What the caller only says after the reply: its result repeated and noted (七千,我记下了), which tells nothing new.

Knows how callers note what they hear, not what was told.
"""

from __future__ import annotations

import re

from assistant.text.numerals import SUMS, Quantity, QuantityKind, find_quantities

_OPENS = r"(?:哦|噢|喔|嗯+|啊|唉|好(?:的|嘅)?|行|那?就?是|即系|也?就是说?|一共|总共|要|报|才|只有?|,|\s)*+"
_CLOSES = (
    r"(?:元|块钱?|蚊|多|个|人|天|是吧|对吧|吧|系咪|啊|呀|哦|喔|呢个数|,|\s|"
    r"(?:我|俺|咱)?(?:都|就|也|已经)*(?:知道|晓得|知|明白|清楚|记下|记住|记低|记|收到|了解|听清楚?|有数)(?:了|咗|啦|喇|嘞)*)*+"
)
_NODS = (
    r"(?:(?:我|俺|咱)?(?:都|就|也|已经)*(?:知道|晓得|知|明白|清楚|记下|记住|记低|收到|了解|有数)(?:了|咗|啦|喇|嘞)+|好(?:的|嘅)?|行|中|得|可以|还行|"
    r"那就好|不少|唔少|不算多|不多|原来如此|谢谢|多谢|唔该|OK|ok|哎呀?|哦|噢|嗯)(?:啊|呀|哈|吧|了|啦|喇)?"
)
_CLAUSE = re.compile(r"[^,.?!;]*[,.?!;]?")
_NODDING = re.compile(rf"\s*{_NODS}\s*[,.!;]?")
# So much more, in per cent, may what was told be than so many and some (六亿多).
_AND_SOME = 25


def without_echo(plain: str, told: str) -> str:
    """An utterance (normalised) without its beginning that repeats a number of what was `told`, and nods to it.

    The number must be noted, or stand in a sentence of its own: without a nod behind it, it may be a new one.
    """
    clauses = [m.group() for m in _CLAUSE.finditer(plain) if m.group()]
    if not clauses or not _repeats(clauses[0], told):
        return plain
    nods = 1
    while nods < len(clauses) and _NODDING.fullmatch(clauses[nods]):
        nods += 1
    alone = clauses[0].rstrip().endswith((".", "!"))
    noted = nods > 1 or _says_more(clauses[0])
    return "".join(clauses[nods:]).strip() if noted or (alone and len(clauses) > 1) else plain


def _repeats(clause: str, told: str) -> bool:
    """Whether a clause is but a number that was told."""
    numbers = find_quantities(clause)
    if len(numbers) != 1 or (numbers[0].kind not in SUMS and numbers[0].kind is not QuantityKind.COUNT):
        return False
    before, behind = clause[: numbers[0].start], clause[numbers[0].end :].rstrip(",.!; ")
    said = re.fullmatch(_OPENS, before) and re.fullmatch(_CLOSES, behind)
    return bool(said) and any(_is_same(numbers[0], other, behind) for other in find_quantities(told))


def _says_more(clause: str) -> bool:
    """Whether more than the number is said, which notes it (七千是吧)."""
    number = find_quantities(clause)[0]
    return bool(re.search(r"吧|咪|知|晓得|明白|清楚|记|收到|了解", clause[number.end :]))


def _is_same(said: Quantity, told: Quantity, behind: str) -> bool:
    """Whether a number is the one told, or so many and some of it."""
    some = said.approximate or behind.startswith("多")
    return told.value == said.value or (some and said.value < told.value < said.value * (100 + _AND_SOME) / 100)
