"""Questions for callers who don't know how to begin."""

from __future__ import annotations

from datetime import date

from assistant.dialogue.call import Assistant
from assistant.dialogue.reply import ReplyKind

# Asked everywhere; only those that the knowledge of an area can answer are offered there.
COMMON_QUESTIONS = (
    "居民医保一年要交多少钱？",
    "门诊看病能报多少？",
    "去外地看病要怎么备案？",
    "生孩子能报多少？",
    "慢性病门诊怎么报？",
    "什么时候可以缴医保费？",
    "断缴了有什么影响？",
    "个人账户每月划入多少？",
    "困难人员能得到哪些救助？",
    "医保电子凭证怎么用？",
    "集中采购的药便宜了多少？",
    "参保人数有多少？",
    "今年医保工作有哪些重点？",
)
MOST_OFFERED = 5


def starters(assistant: Assistant, area: str | None, on: date | None) -> tuple[str, ...]:
    """The first few common questions that get more than a refusal in that area."""
    answerable = (ReplyKind.ANSWER, ReplyKind.CALCULATION, ReplyKind.CLARIFY)
    offered: list[str] = []
    for question in COMMON_QUESTIONS:
        if assistant.open_call(area, on).say(question).kind in answerable:
            offered.append(question)
            if len(offered) == MOST_OFFERED:
                break
    return tuple(offered)
