"""Asking what is left of a limit after what was paid already (最多还能再领多少, 额度还剩几多, 起付线还差多少).

Knows the ways of asking only; which limits there are, nothing of it.
"""

from __future__ import annotations

import re

from assistant.dialogue.hearing.understanding import Understood

_MUCH = r"(?:多少|几多|几钱|几块|好多|几个(?=钱|[,.?!;]|$))"
_MOST = r"(?:最多|顶多|至多|撑死|满打满算)"
_LIMIT = r"(?:额度|限额|余额|余地|空间|指标|名额|封顶线?|上限|总数)"
_PAID = r"(?:报销?|救助|救|给|领|拿|赔|补|付|出|享受|用)"
_ASKS = re.compile(
    rf"{_MOST}[^,.?!;]{{0,6}}?(?:还|仲|再)[^,.?!;]{{0,6}}?{_PAID}[^,.?!;]{{0,8}}?{_MUCH}|"
    rf"(?:还|仲)[^,.?!;]{{0,2}}?{_MOST}[^,.?!;]{{0,8}}?{_PAID}[^,.?!;]{{0,8}}?{_MUCH}|"
    rf"(?:还|仲)(?:能|可以|可)(?:再)?(?:给|帮)?(?:我|俺|他|她|佢)?{_PAID}[^,.?!;]{{0,6}}?{_MUCH}|"
    rf"(?:还|仲)(?:有|剩|净|余)[^,.?!;]{{0,10}}?{_MUCH}[^,.?!;]{{0,10}}?(?:{_LIMIT}|(?:能|可以|可)(?:再)?{_PAID})|"
    rf"{_LIMIT}[^,.?!;]{{0,8}}?(?:还|仲|净|剩|余)[^,.?!;]{{0,6}}?{_MUCH}|"
    rf"(?:离|距|到|够)[^,.?!;]{{0,8}}?(?:{_LIMIT}|封顶|到顶)[^,.?!;]{{0,4}}?(?:还|仲)?[差有争]{_MUCH}|"
    rf"起付[^,.?!;]{{0,8}}?(?:还|仲)[差剩欠争][^,.?!;]{{0,4}}?{_MUCH}|(?:还|仲)[差剩欠争]{_MUCH}[^,.?!;]{{0,6}}?起付"
)


def asks_for_room(heard: Understood) -> bool:
    """Whether it is asked what is left of a limit, or of what comes off first."""
    return bool(_ASKS.search(heard.text))
