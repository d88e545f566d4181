"""Which of the conditions that were said hold, and of whom: not those that are over, nor those of who only asks.

Knows how people tell of themselves and others, nothing of policy.
"""

from __future__ import annotations

import re

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.hospitals import without_level_beside
from assistant.dialogue.hearing.people import SELF, Clause, clause_at, named_in, persons_at

# That something lasted for years (打工|打了十几年, 上班上了一辈子), not what it comes to in one (社区|的话一年报多少).
_FOR_YEARS = re.compile(
    r"[^,.;?!话]{0,4}?(?:\d+|[一二三四五六七八九十几两半大好]+)(?:多|来|几)?(?:年|辈子)(?![度级底初])"
    r"(?!(?:又|就|最多|能|可以|总共|一共|合共|得|下来|落嚟|里|内)*(?:[报给付交进掏]|有?(?:多少|几多)))"
)
# Work that is over: 早年在厂里干过几年.
_FORMERLY = re.compile(
    r"(?:早年|早些年|以前|从前|年轻(?:时候?|那会儿|那阵子?|的时候)|原先|当年|过去|老早|后生(?:时|嗰阵))[^,.;?!]{0,8}$")
_ONCE = re.compile(r"过(?!了?(?:年|节|来|去|几天|后))")
_AT_WORK = re.compile(r"[干做工班]$")
# That something lasted until the other came (在厂里做到退休), or that the other is only to come (再过五年退休).
_UNTIL = re.compile(r"[^,.;?!]{0,6}?(?:到|至)(?:了|咗)?(?=正式|办|退|老)")
_TO_COME = re.compile(
    r"(?:再|还|仲)(?:过|做|干|有|差|要|得|熬|等)?[^,.;?!]{0,4}?(?:年|个月)(?:多|半)?(?:就|才|先|后|之后|可以|能|到|正式|办){0,3}$")
_ASKED_OF = re.compile(r"[^,.;?!]{0,10}(?:多少|几|呢)")
_LONG_ASKED = re.compile(r"[^.;?!]*(?:多少|几|呢)")
# The caller asks for somebody else, whose conditions count and not the caller's own.
_ON_BEHALF = re.compile(
    r"(?:替|帮|代|为)(?:我|俺|咱)?(?:家里?|那个)?(?:的)?[^,.?!;我俺咱]{1,6}(?:来)?(?:问|打听|咨询|打个?电话)|"
    r"(?:给|同)(?:我|俺|咱)(?!们?家?(?:[仨俩]|[一二两三四五六七八九十几\d]+(?:口|个|人)|一家))(?:家里?|那个)?的?(?![问查])[^,.?!;我俺咱]{1,4}(?:来|在)?(?:问|打听|咨询|查|算)(?!题)|"
    r"(?:不是|[唔不]系)(?:我|俺|咱)(?:自己|本人|自个儿?)?(?:要|去)?(?:看病|看(?=[,.了的])|睇|住院|生病|得病|有?病|报销|要报|花钱|吃药|用药|买药)|"
    r"(?:看病|睇病|看的|睇嘅|住院|生病|得病|病了?|花钱|报销|要报|吃药|拿药|用药)[的嘅](?:人)?(?:是|系)(?!我(?!们?[爸妈爹娘公婆爷奶哥姐弟妹叔姨姑舅岳丈老媳对儿女孩娃孙])|俺$|自己|多少|什么|啥|几)"
)
# Who a clause is about has no part in the matter (我弟在外打工不管他).
_NO_PART = re.compile(r"(?:不用?|[不唔]归我(?:们|哋)?|唔(?:使)?)(?:管|理|算)(?:他|她|佢|了|的|咗|在内|进去|这份){0,2}$")
# How it was for somebody else another time (我姐那胎是顺产), unless both are to be told.
_THAT_TIME = re.compile(r"那一?(?:胎|回|次|趟|年|会儿?|阵|时候|个时候)|嗰(?:次|胎|阵|年)|当[时年初]|以前|上[次回胎]")
_BOTH = re.compile(r"各|分别|差|比|两个?人|(?:我|俺|咱|她|他|佢)(?:们|哋)?俩|一共|加起来|加埋|合起来")
# A child, what is paid for it, and the grown-ups whose own insurance has nothing to do with that.
_CHILD = re.compile(r"(?<![生怀养有])(?:孩子|小孩)|[一个]娃|娃娃|丫头|小子|闺女|儿子|女儿|宝宝|孙子|孙女|细路|小囡|伢")
_CHILD_OR_IT = re.compile(rf"{_CHILD.pattern}|[她他佢]|[这那]一?份")
_PAID_FOR = re.compile(r"[交缴]|准备|参保|保费|[这那]一?份")
_GROWN = re.compile(r"[我俺咱]|两口子|夫妻|爸|妈|老公|老婆|大人|两公婆")
_STATUS = "status"
_OF_TRADE = frozenset(("level", "care"))
_ONES_OWN = frozenset(("status", "scheme", "offsite_situation"))


def holding(text: str, mentions: tuple[Mention, ...], introduced: int,
            clauses: tuple[Clause, ...]) -> tuple[Mention, ...]:
    """The conditions that hold, and hold of those who are asked for; up to `introduced` the caller says who calls."""
    found = _of_those_asked_for(text, _present(text, _of_matter(mentions, introduced), clauses), clauses)
    found = _of_child(text, without_another_time(text, found, clauses), clauses)
    return _of_whom_is_asked(text, without_level_beside(text, found), clauses)


def without_another_time(text: str, mentions: tuple[Mention, ...],
                         clauses: tuple[Clause, ...]) -> tuple[Mention, ...]:
    """The conditions, without how it was for somebody else another time, where it is told how it is now."""
    if _BOTH.search(text):
        return mentions
    past = [c for c in clauses if set(named_in(text[c.start : c.end])) - {SELF}
            and _THAT_TIME.search(text, c.start, c.end)]
    of_another = [m for m in mentions if any(c.start <= m.start < c.end for c in past)]
    now = {m.dimension for m in mentions if m not in of_another and not m.negated}
    return tuple(m for m in mentions if m not in of_another or m.dimension not in now)


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
        worked = mention.dimension == _STATUS and _AT_WORK.search(mention.words) and not mention.negated
        if worked and (_ONCE.match(text, mention.end) or _FORMERLY.search(text, 0, mention.start)):
            return True
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


def _of_child(text: str, mentions: tuple[Mention, ...], clauses: tuple[Clause, ...]) -> tuple[Mention, ...]:
    """The conditions, without the grown-ups' own insurance where it is asked what is paid for their child."""
    asking = next((c for c in reversed(clauses) if _LONG_ASKED.match(text[c.start : c.end])), None)
    if asking is None or not _PAID_FOR.search(text, asking.start, asking.end):
        return mentions
    child = _CHILD.search(text, 0, asking.end)
    if child is None or not _CHILD_OR_IT.search(text, asking.start, asking.end):
        return mentions

    def is_theirs(mention: Mention) -> bool:
        clause = clause_at(clauses, mention.start)
        if mention.dimension not in _ONES_OWN or clause is None or mention.end > child.start():
            return False
        grown = _GROWN.search(text, clause.start, clause.end)
        return grown is not None and not _CHILD.search(text, clause.start, clause.end)

    return tuple(m for m in mentions if not is_theirs(m))


def _of_whom_is_asked(text: str, mentions: tuple[Mention, ...], clauses: tuple[Clause, ...]) -> tuple[Mention, ...]:
    """The conditions, without the caller's own job and insurance if the caller asks on behalf of others."""
    if not _ON_BEHALF.search(text):
        return mentions
    return tuple(m for m in mentions
                 if m.dimension not in _ONES_OWN or persons_at(text, clauses, m.start) != (SELF,))
