"""Asking for another result of the calculation before than the one that was told first (那自己出了多少, 省了多少).

Knows by which words callers ask for each kind of result. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.dialogue.understanding import Understood
from assistant.text.numerals import QuantityKind

_MUCH = r"(?:多少|几多|几钱|几块|几个钱|好多钱)"
_REST = rf"(?:剩|余下|其余)[^,.?!;报]{{0,8}}{_MUCH}|进(?:入)?报销[^,.?!;]{{0,6}}{_MUCH}"
_LESS = rf"(?:省|少收|便宜|少花|少交|少付|少要)[^,.?!;多]{{0,4}}{_MUCH}"
_OWN = (
    rf"(?:自己|自个儿?|个人|本人)[^,.?!;先]{{0,3}}(?:出|掏|负担|付|承担|俾|畀|给|拿|花)[了咗过的是]*{_MUCH}|"
    rf"(?<!先)(?<!先行)(?<!首先)自付[了咗的是部分]*{_MUCH}"
)
_MORE = (
    rf"(?:比|同|跟)[^,.?!;]{{1,6}}多[^,.?!;]{{0,3}}{_MUCH}|"
    rf"多(?:交|缴|扣|存|付|出|给|畀|俾|花|掏)[^,.?!;]{{0,2}}{_MUCH}"
)
_PEOPLE = r"(?:几|几多|多少)(?:个|口)?人(?!份|次)|人数(?:是|有)?(?:几多|多少)?[?.]?$"
# By the name of a result what asks for it.
_ASKS = {name: re.compile(pattern) for names, pattern in (
    (("self_pays",), _OWN),
    (("enters", "enters_reimbursement"), _REST),
    (("saved", "less"), _LESS),
    (("more",), _MORE),
    (("people",), _PEOPLE),
) for name in names}
_LONGEST = 22
# A result named by itself.
_RESULT = re.compile(
    r"(?:自己|个人|本人|医保|统筹|一共|合计|实际|剩余|剩下|还剩)*(?:先行?)?(?:自付|自负|报销|负担|承担|支付|报|付|掏|出)(?:金额|部分|额|数|多少钱?)?[?.]?"
)
# A part of what was told (孩子那份一共是多少, 里头财政补贴是多少).
_PART = re.compile(
    rf"(?:^|,)(?:那么?|咁|噉|,)*(?:(?:这?里头|这?里面|其中|当中|之中|中间)(?P<within>[^,.?!;]{{1,12}}?)|"
    rf"(?P<of>[^,.?!;]{{1,8}}?)的?(?:那|这|呢|嗰)(?:一)?(?:份|部分|块|边|笔))(?:钱|的)*"
    rf"(?:一共|总共|合计|加起来|统共)*(?:是|要|得|占|有)*{_MUCH}(?:钱|元)?[啊呀呢]?[?.]?$"
)

# The choice of a calculator that tells which of its results is asked for.
ASKED = "asked"


def asks_other_result(heard: Understood, results: Iterable[str]) -> bool:
    """Whether an utterance with nothing of its own asks for one of the results that bear these names."""
    asked = any(pattern.search(heard.text) for name in results if (pattern := _ASKS.get(name)))
    return asked and is_bare(heard)


def asks_part(heard: Understood) -> str:
    """Of whom or what an utterance without a number asks the part (孩子那份一共是多少: 孩子); empty if it doesn't."""
    found = _PART.search(heard.text) if is_brief(heard) else None
    return (found["within"] or found["of"] or "") if found else ""


def names_result(heard: Understood) -> bool:
    """Whether nothing but a result is named, as search words are (个人承担)."""
    return not heard.asks and bool(_RESULT.fullmatch(heard.text))


def is_bare(heard: Understood) -> bool:
    """Whether an utterance is short and tells neither a number nor a condition."""
    return is_brief(heard) and not heard.conditions


def is_brief(heard: Understood) -> bool:
    """Whether an utterance is short and tells no number."""
    numbers = any(q.kind is not QuantityKind.ORDINAL for q in heard.quantities)
    return not numbers and len(heard.text) <= _LONGEST
