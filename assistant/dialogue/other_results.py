"""Asking for another result of the calculation before than the one that was told first (那自己出了多少, 省了多少).

Knows by which words callers ask for each kind of result. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.dialogue.understanding import Understood
from assistant.text.numerals import QuantityKind

_MUCH = r"(?:多少|几多|几钱|几块|几个钱|好多钱)"
_REST = (
    rf"(?:剩|余下|其余)[^,.?!;报]{{0,8}}{_MUCH}|进(?:入)?报销[^,.?!;]{{0,6}}{_MUCH}|"
    rf"{_MUCH}(?:钱|元)?(?:是|才)?(?:能|可以|可|够|算)*(?:进(?:入|得了)?|拿去|拿来|用来|参与|算进|纳入|走)(?:医保|统筹)?报|"
    rf"(?:能|可以)(?:拿去|拿来|用来|进|参与)报[^,.?!;]{{0,4}}{_MUCH}"
)
_LESS = rf"(?:省|少收|便宜|少花|少交|少付|少要)[^,.?!;多]{{0,4}}{_MUCH}"
_OWN = (
    rf"(?:自己|自个儿?|个人|本人)[^,.?!;先]{{0,3}}(?:出|掏|负担|付|承担|俾|畀|给|拿|花)[了咗过的是]*{_MUCH}|"
    rf"(?<!先)(?<!先行)(?<!首先)自付[了咗的是部分]*{_MUCH}"
)
_MORE = rf"(?:比|同|跟)[^,.?!;]{{1,6}}多[^,.?!;]{{0,3}}{_MUCH}|多(?:交|缴|扣|存)[^,.?!;]{{0,2}}{_MUCH}"
_A_MONTH = rf"(?:平均|每|摊到|合|折)[^,.?!;多少]{{0,4}}个?月(?!份)[^,.?!;]{{0,6}}{_MUCH}"
# By the name of a result what asks for it.
_ASKS = {name: re.compile(pattern) for names, pattern in (
    (("self_pays",), _OWN),
    (("enters", "enters_reimbursement"), _REST),
    (("saved", "less"), _LESS),
    (("more",), _MORE),
    (("a_month",), _A_MONTH),
    (("charged",), rf"实际?(?:收|付)[^,.?!;]{{0,4}}{_MUCH}"),
    (("full",), rf"(?:标准|原价|全价)[^,.?!;]{{0,6}}{_MUCH}"),
) for name in names}
_LONGEST = 22


# The choice of a calculator that tells which of its results is asked for.
ASKED = "asked"


def asks_other_result(heard: Understood, results: Iterable[str]) -> bool:
    """Whether an utterance with nothing of its own asks for one of the results that bear these names."""
    asked = any(pattern.search(heard.text) for name in results if (pattern := _ASKS.get(name)))
    return asked and is_bare(heard)


def is_bare(heard: Understood) -> bool:
    """Whether an utterance is short and tells neither a number nor a condition."""
    return is_brief(heard) and not heard.conditions


def is_brief(heard: Understood) -> bool:
    """Whether an utterance is short and tells no number; what is asked of one month tells none."""
    numbers = any(q.kind is not QuantityKind.ORDINAL and not (q.kind is QuantityKind.MONTHS and q.value == 1)
                  for q in heard.quantities)
    return not numbers and len(heard.text) <= _LONGEST
