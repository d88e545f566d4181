"""Which of the conditions that were said hold, and of whom: not those that are over, nor those of who only asks.

Knows how people tell of themselves and others, nothing of policy.
"""

from __future__ import annotations

import re

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.hospitals import without_level_beside
from assistant.dialogue.hearing.people import SELF, Clause, persons_at

# That something lasted for years (打工|打了十几年, 上班上了一辈子).
_FOR_YEARS = re.compile(
    r"[^,.;?!]{0,4}?(?:\d+|[一二三四五六七八九十几两半大好]+)(?:多|来|几)?(?:年|辈子)(?![度级底初])"
)
# That something lasted until the other came (在厂里做到退休), or that the other is only to come (再过五年退休).
_UNTIL = re.compile(r"[^,.;?!]{0,6}?(?:到|至)(?:了|咗)?(?=正式|办|退|老)")
_TO_COME = re.compile(
    r"(?:再|还|仲)(?:过|做|干|有|差|要|得|熬|等)?[^,.;?!]{0,4}?(?:年|个月)(?:多|半)?(?:就|才|先|后|之后|可以|能|到|正式|办){0,3}$")
_ASKED_OF = re.compile(r"[^,.;?!]{0,10}(?:多少|几|呢)")
# The caller asks for somebody else, whose conditions count and not the caller's own.
_ON_BEHALF = re.compile(
    r"(?:替|帮|代|为)(?:我|俺|咱)?(?:家里?|那个)?(?:的)?[^,.?!;我俺咱]{1,6}(?:来)?(?:问|打听|咨询|打个?电话)"
)
# Who a clause is about has no part in the matter (我弟在外打工不管他).
_NO_PART = re.compile(r"(?:不用?|[不唔]归我(?:们|哋)?|唔(?:使)?)(?:管|理|算)(?:他|她|佢|了|的|咗|在内|进去|这份){0,2}$")
_OF_TRADE = frozenset(("level", "care"))
_ONES_OWN = frozenset(("status", "scheme", "offsite_situation"))


def holding(text: str, mentions: tuple[Mention, ...], introduced: int,
            clauses: tuple[Clause, ...]) -> tuple[Mention, ...]:
    """The conditions that hold, and hold of those who are asked for; up to `introduced` the caller says who calls."""
    found = _of_those_asked_for(text, _present(text, _of_matter(mentions, introduced), clauses), clauses)
    return _of_whom_is_asked(text, without_level_beside(text, found), clauses)


def _of_matter(mentions: tuple[Mention, ...], introduced: int) -> tuple[Mention, ...]:
    """The conditions, without the place of work that the caller names on the line."""
    return tuple(m for m in mentions if m.start >= introduced or m.dimension not in _OF_TRADE)


def _of_those_asked_for(text: str, mentions: tuple[Mention, ...], clauses: tuple[Clause, ...]) -> tuple[Mention, ...]:
    """The conditions, without the job and insurance of somebody who is said to have no part in what is asked."""
    aside = [c for c in clauses if c.person not in (None, SELF) and _NO_PART.search(text, c.start, c.end)]
    return tuple(m for m in mentions
                 if m.dimension not in _ONES_OWN or not any(c.start <= m.start < c.end for c in aside))


def _present(text: str, mentions: tuple[Mention, ...], clauses: tuple[Clause, ...]) -> tuple[Mention, ...]:
    """The conditions, without those that held until another of their kind (打工十几年,现在退休了), or are to come."""
    def is_over(mention: Mention) -> bool:
        to_come = _TO_COME.search(text, 0, mention.start) and not _ASKED_OF.match(text, mention.end)
        if to_come and any(m.dimension == mention.dimension and m.value != mention.value for m in mentions):
            return True
        over = _FOR_YEARS.match(text, mention.end) or _UNTIL.match(text, mention.end)
        if mention.negated or not over:
            return False
        later = [m for m in mentions if m.dimension == mention.dimension and m.start > mention.end and not m.negated]
        whose = persons_at(text, clauses, mention.start)
        return any(m.value != mention.value and persons_at(text, clauses, m.start) == whose for m in later)

    return tuple(m for m in mentions if not is_over(m))


def _of_whom_is_asked(text: str, mentions: tuple[Mention, ...], clauses: tuple[Clause, ...]) -> tuple[Mention, ...]:
    """The conditions, without the caller's own job and insurance if the caller asks on behalf of others."""
    if not _ON_BEHALF.search(text):
        return mentions
    return tuple(m for m in mentions
                 if m.dimension not in _ONES_OWN or persons_at(text, clauses, m.start) != (SELF,))
