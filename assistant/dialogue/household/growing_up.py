"""A child or student told before who is one no longer: has left school, works, is of age; and pays as grown-ups do.

Knows how this is said, not what anybody pays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.kinship import CROWD, IDLE, NO_LONGER_YOUNG, NOT_YET, OF_AGE, STUDIES
from assistant.dialogue.hearing.people import SELF
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.changes import SUPPOSES, Change
from assistant.dialogue.household.household import Household, Member
from assistant.dialogue.household.leaving import leaves_out
from assistant.dialogue.household.roster import Homes, Roster

_LIKE_US = re.compile(
    r"(?:跟|和|同|照|按|像)(?:着)?(?:我|俺|咱|大人|家长|爹妈|爸妈|他[爸妈爹娘])?(?:们|哋)?(?:两口子|俩|两个)?(?:一样|那样|一个档|同一档|那个档|走|交)")
# What tells of studies only that there are none.
_NOT_STUDYING = re.compile(r"(?:不|没|未|冇|唔|无)(?:再|有|在)?(?:念|读|上)(?:着|了)?(?:大学|大专|高中|书|学)?")
_OLDER = re.compile(r"老[大二三]|[大小](?:的|那个|儿子|女儿|闺女|小子|仔)|其中|有一?个|一个")

# What he is asked for by himself (那他交多少), or tells of one more.
_OF_ONE = re.compile(
    r"(?:[他她佢它](?!们|哋)|(?:娃|孩子|儿子|女儿|学生|这个)(?:的)?(?:自己|那份|一个人|单独)?(?:一年)?"
    r"(?:要|得|该|应该)?(?:交|缴|是))[^,.?!;]{0,6}(?:多少|几多|几钱|哪)")
_MORE = re.compile(r"还有|再加|再添|又|另外|加上|连上|算上|漏了|忘了|再多|多了|少了|不算|除了|除掉")
_SO_OLD = re.compile(r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:周?岁|个?月大)")

# What a son or a daughter is called as long as he or she counts as a child.
_AS_CHILD = {"grown son": "儿子", "grown daughter": "女儿"}


def grows_up(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention]) -> Change | None:
    """The household in which a child told before pays as a grown-up now; None if nothing of the kind is said.

    Nothing is settled where it isn't told what he pays, or which of several it is. Who is of age and doesn't study
    is one of the grown-ups that all pay alike.
    """
    found = _found(heard.text)
    young = [m for m in homes.last if m.young]
    if found is None or not young or NOT_YET.search(heard.text[: found.start()]):
        return None
    rest = OF_AGE.sub("", NO_LONGER_YOUNG.sub("", heard.text))
    if leaves_out(rest, 0, len(rest)):
        return None
    grown = {m.value for m in homes.last if not m.young and m.value}
    alike = _LIKE_US.search(heard.text) or re.fullmatch(IDLE, found.group())
    values = {m.value for m in said if not m.negated} or (grown if alike else set())
    who = _who(young, home, heard)
    if who is None or len(values) != 1:
        return Change(homes.last, ())
    after = _grown(homes.last, who, values.pop())
    return Change(homes.last, after, bool(SUPPOSES.search(heard.text)) and not heard.corrects)


def stays_young(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention]) -> Change | None:
    """The same household, where what is told of its children leaves them such (娃十九了,在念大学)."""
    named = home.members if home else ()
    young = [m for m in homes.last if m.young]
    only = named and young and all(m.young for m in named) and len(young) < len(homes.last)
    if not only or said or heard.elliptical or (home and (home.told_whole or home.free or home.gone)):
        return None
    told = STUDIES.search(_NOT_STUDYING.sub("", heard.text)) or _SO_OLD.search(heard.text)
    if not told or _OF_ONE.search(heard.text) or _MORE.search(heard.text) or leaves_out(
            heard.text, 0, len(heard.text)):
        return None
    fewer = sum(m.number for m in young) - sum(m.number for m in named)
    known = not fewer or (fewer > 0 and ("都" in heard.text or _OLDER.search(heard.text)))
    return Change(homes.last, homes.last, in_parts=True) if known else None


def tells_grown(text: str) -> bool:
    """Whether somebody is said to be no child any longer: to be of age, at work, or out of school."""
    found = _found(text)
    return found is not None and not NOT_YET.search(text[: found.start()])


def pays_alike(text: str) -> bool:
    """Whether somebody is said to pay what the grown-ups pay."""
    return bool(_LIKE_US.search(text))


def _found(text: str) -> re.Match[str] | None:
    """What tells that somebody is no child any longer; his age alone doesn't where he is said to study."""
    without = _NOT_STUDYING.sub("", text)
    return NO_LONGER_YOUNG.search(text) or (None if STUDIES.search(without) else OF_AGE.search(text))


def _who(young: Sequence[Member], home: Household | None, heard: Understood) -> Member | None:
    """The one who has grown up, with how many they are; None where it isn't clear which of several."""
    people = home.people if home else ()
    named = {p.key for p in people if p.young or p.key.startswith("grown")}
    children = {m.key for m in young}
    others = [p for p in people if p.key not in (SELF, *CROWD, *children) and not _OLDER.match(heard.text, p.start)]
    if others and not named:
        return None  # somebody else is told of
    named = {_AS_CHILD.get(key, key) for key in named}
    own = [m for m in young if m.key in named]
    if len(young) == 1 and young[0].number == 1:
        return young[0]
    if len(own) == 1 and own[0].number == 1:
        return own[0]
    if len(young) == 1 and _OLDER.search(heard.text):
        return young[0]._replace(number=1)
    if len(young) == 1 and re.search(r"都|[两俩仨]", heard.text):
        return young[0]
    return None


def _grown(roster: Roster, who: Member, value: str) -> Roster:
    """The members, so many of a child's key grown up with a value."""
    kept: list[Member] = []
    for member in roster:
        if not (member.young and member.key == who.key):
            kept.append(member)
        elif member.number > who.number:
            kept.append(member._replace(number=member.number - who.number))
    return (*kept, Member(who.key or "grown child", who.number, False, value))
