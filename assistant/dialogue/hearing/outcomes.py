"""Whether what came of a plan is asked for (真正做到了几成), or whether a figure is one (是目标还是做到了)."""

from __future__ import annotations

import re
from enum import StrEnum

_REALLY = (
    r"真正|真的|实际上?|事实上|到底|究竟|最后(?!期限|一|的)|最终|后来|后尾|结果|年底|年终|现在|目前|如今|眼下|而家|至今|到今天|已经"
)
_REACHED = (
    r"做到|办到|达到|达成|达标|实现|完成|落实|做成|搞成|弄成|办成|开到|接到|激活|接入|开通|参保|选缴|缴到|弄好|搞掂"
)
_MUCH = r"百分之[几多]|几成|多少|几多|几个点|哪一步|乜嘢水平"
_OR_NOT = r"(?:没有?|冇|未|吗|不曾|了吧)"
_PLAN = (
    r"目标|计划|要求|打算|安排|任务|指标|设想|规划|要冲|想冲|要做|要搞|准备|"
    r"定的|要达到|(?:后头|往后|以后|今后|将来|接下来|下一步)?要?[赶冲追奔](?:的|着|个|向|到)?(?:数|目标|线)?|将来|以后|盼头|想法|口号|年初|拍板|拍的板|去做"
)
_DONE = (
    r"(?:已|已经|现在|眼下|而家|如今|目前|真)[^,.?!;]{0,10}|"
    r"(?:做到|达到|达成|实现|完成|达标|接进来?|开通|激活|[弄搞办做][好成到]|搞掂|落实|有|实际|结果|成绩|既成|事实)[了咗的]?"
)
_OUTCOME = re.compile(
    rf"(?:{_REALLY})[^,.?!;]{{0,8}}?(?:{_REACHED})[^,.?!;还]{{0,4}}?[了咗过]?(?:的)?(?:{_MUCH})|"
    rf"(?:{_REALLY})[^,.?!;]{{0,6}}?(?:{_REACHED})[了咗过]?{_OR_NOT}?(?=[,.?!;啊呀呢]|$)|"
    rf"(?:{_REALLY})[^,.?!;]{{0,3}}?[到够上](?:了|咗)?(?:没有?|冇|未|不曾)(?=[,.?!;啊呀呢]|$)|"
    rf"(?:做到|办到|达到|达成|达标|实现|完成|做成|搞成|办成)(?:目标)?[了咗过]?{_OR_NOT}(?=[,.?!;啊呀呢]|$)"
)
_WHICH = re.compile(
    rf"(?:是|系|算|属于?)[^,.?!;]{{0,6}}?(?:{_PLAN})[^.?!;]{{0,12}}?(?:还是|定是?|抑或|定系|,)[^.?!;]{{0,6}}?(?:{_DONE})|"
    rf"(?:{_DONE})[^.?!;]{{0,12}}?(?:还是|定是?|抑或|定系)[^.?!;]{{0,8}}?(?:{_PLAN})"
)


class OutcomeAsked(StrEnum):
    """What is asked of a plan: what came of it, or whether it is one."""

    OUTCOME = "outcome"
    WHICH = "which"


def outcome_asked(text: str) -> OutcomeAsked | None:
    """What an utterance asks of a plan; None if it asks neither."""
    if _WHICH.search(text):
        return OutcomeAsked.WHICH
    return OutcomeAsked.OUTCOME if _OUTCOME.search(text) else None


def without_outcome(text: str) -> str:
    """An utterance without the words that ask what came of a plan."""
    return _OUTCOME.sub("", text)
