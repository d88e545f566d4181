"""Changes of who belongs to a household: members who join, leave, were told wrongly, or pay nothing after all.

Knows how such changes are said. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.hearing.asking import asks_difference, asks_how_much
from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.correcting import TAKEN_BACK
from assistant.dialogue.hearing.kinship import CROWD, SPECIFIC
from assistant.dialogue.hearing.people import SELF
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.changes import (
    ADDED_FOR_SURE,
    ANYBODY,
    JOINS,
    SUPPOSES,
    TURNS,
    Change,
    numbers_in,
    size_of,
)
from assistant.dialogue.household.household import FREE, Household, Member
from assistant.dialogue.household.leaving import LEFT_OUT
from assistant.dialogue.household.relatives import Relatives
from assistant.dialogue.household.roster import Homes, Roster
from assistant.dialogue.household.tiers import Tiers

_NEXT_YEAR = re.compile(r"^(?:下一?|明|出|今)年度?")
_BUYS_TOO = re.compile(
    r"[都也](?:要|得|想|改|跟[住着])*(?:买|交|缴|参加|转|入)(?:返|番|成|到|埋|翻)*(?:居民|城乡|农村)"
)
# What is told so tells no more people: a supposition, or some of those told before.
_NOT_MORE = re.compile(rf"{TURNS.pattern}|如果|要是|假如|的话|其中|里头|里面|当中|都")
_ASKED_OF = re.compile(r"[呢吗么][?.]?$|\?$")
_TOO = re.compile(
    r"也(?:要|得|想|是|在|跟|打算|准备)?(?:着)?(?:买|交|缴|参|走|选|按|报|挑|[要低高]|一档|二档|便宜|贵)(?:的|嘅)?")
# Somebody is to be counted, too (把他也算进去, 都算上).
_INCLUDED = re.compile(
    r"(?:也|都|再|一起|一齐|把[^,.?!;]{1,5}|[,.])(?:要|得|给|帮)?(?:算|加|带|计|数)(?:进去|进来|上|埋|入去)(?:她|他|佢)?(?![了个一两])")
LEAVES = re.compile(
    rf"{LEFT_OUT.pattern}|去掉|除掉|除开|减去|减掉|少(?:了|交|缴|买|计|算)*(?=个|[一两二三四五六七八九\d]+(?:个|人|口|名|位))|不再?买|不要算|搬走|迁走|停保|(?:我|都|就)有职工"
)
_TWO_HOMES = re.compile(r"两[家户]")
_ONE_CHILD = re.compile(r"老[大二三四小幺]|大的|小的|[大小]仔|孩子|娃")
_ME = re.compile(
    r"(?:我|俺)(?!们|家|哋|爸|妈|爹|娘|老[公婆豆母爸妈伴爷]|外[父母公婆]|岳|公公|婆婆|爷|奶|姥|舅|姑|姨|叔|伯|哥|弟|姐|妹|仔|女|儿|"
    r"闺|媳|爱人|太太|先生|对象|丈|阿)"
)
_ONE_OF = re.compile(r"(?:有|其中|里头|里面|当中)个(?:大人|人|老人)?")
# Whom a word for one of the old ones means where only the old couple was told of.
_SAME = {key: old for old, keys in (
    ("old man", ("father", "grandfather", "mother's father", "father-in-law", "spouse")),
    ("old woman", ("mother", "grandmother", "mother's mother", "mother-in-law")),
) for key in keys}


def turned_free(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """Somebody who turns out to pay nothing (俺爹评上困难人员了)."""
    if home is None or not home.free or home.of_value:
        return None
    another = [p for p in home.free if p.key in ANYBODY and ADDED_FOR_SURE.search(heard.text[: p.start])]
    if another:
        told = [m for m in home.members if m.value != FREE]
        more = tuple(m for m in told if _is_another(m, homes.last, too=False))
        paid = tuple(Member(p.key, p.number, p.young, FREE) for p in another)
        return Change(homes.last, (*homes.last, *more, *paid)) if len(more) == len(told) else None
    after: Roster | None = homes.last
    for person in home.free:
        old = heard.text[person.start : person.end] == "老头子" and any(m.key == "old man" for m in homes.last)
        one = Member("old man" if old else person.key, person.number, person.young)
        rest = _without(after, one) if after is not None else None
        after = (*rest, one._replace(value=FREE)) if rest is not None else None
    return Change(homes.last, after or ())


def comes_in(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """Somebody named who is insured with the others after all (如果我唔返工都要买居民呢)."""
    if not _BUYS_TOO.search(heard.text) or any(m.value for m in homes.last):
        return None
    known = {m.key for m in homes.last} - ANYBODY
    named = [Member(p.key, p.number, p.young) for p in home.people] if home else []
    if _ME.search(heard.text) and SELF not in {m.key for m in named}:
        named.append(Member(SELF, 1, False))
    more = tuple(m for m in named if m.key not in known)
    return Change(homes.last, (*homes.last, *more), bool(SUPPOSES.search(heard.text))) if more else None


def left_out(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """Somebody who takes no part after all (老大不算, 他单位交)."""
    if not LEAVES.search(heard.text):
        return None
    stay = _who_stay(heard, home, homes)
    if stay:
        return Change(homes.last, stay)
    leaving = [Member(p.key, p.number, p.young or _was_young(p.key, homes)) for p in home.people] if home else []
    if home and home.of_value:
        return None
    counted = [q for q in numbers_in(heard) if home is None or q is not home.told_whole]
    if not leaving and _ONE_CHILD.search(heard.text):
        leaving = [Member("child", int(counted[0].value) if counted else 1, True)]
    elif not leaving and _ME.search(heard.text):
        leaving = [Member(SELF, 1, False)]
    elif not leaving and not counted and _ONE_OF.search(heard.text):
        leaving = [Member("", 1, False)]
    elif not leaving and len(counted) == 1:
        leaving = [Member("", int(counted[0].value), False)]
    if not leaving:
        return None
    after: Roster | None = homes.last
    for member in leaving:
        after = _without(after, member) if after is not None else None
    if home and home.whole and size_of(after or ()) != home.told_size:
        return None
    return Change(homes.last, after or ())


def _was_young(key: str, homes: Homes) -> bool:
    """Whether somebody counted as a child before, whatever is said of him now (大儿子毕业了,单位交)."""
    child = key == "child" or key.endswith(SPECIFIC)
    return child and any(m.young for m in homes.last) and key not in {m.key for m in homes.last if not m.young}


def _who_stay(heard: Understood, home: Household | None, homes: Homes) -> Roster:
    """Those told before who are named as the rest, behind what tells that another one leaves (…,那我们俩呢)."""
    found = LEAVES.search(heard.text)
    people = home.people if home and found else []
    own = {p.key: p.number for p in people}
    if not people or any(p.start < found.end() for p in people if found):
        return ()
    rest = tuple(m for m in homes.last if own.get(m.key) == m.number)
    return rest if len(rest) == len(own) and len(rest) < len(homes.last) else ()


def _without(roster: Roster, leaving: Member) -> Roster | None:
    """The members without some of them; None where it isn't clear which."""
    free, roster = tuple(m for m in roster if m.value == FREE), tuple(m for m in roster if m.value != FREE)
    own = [m for m in roster if m.key and m.key in (leaving.key, _SAME.get(leaving.key))]
    own = [m for m in own if m.key == leaving.key] or own
    others = [m for m in roster if m.young == leaving.young and (m.key in ANYBODY or leaving.young)]
    if not own and not leaving.key and not others:
        others = [m for m in roster if m.young == leaving.young]
    if not own and not others and not any(m.young for m in roster):
        others = [m for m in roster if not m.key and not m.value]
    if not own and len({m.value for m in others}) != 1:
        return None
    for member in own or others:
        if member.number >= leaving.number:
            rest = member._replace(number=member.number - leaving.number)
            return (*(m for m in (rest if m is member else m for m in roster) if m.number), *free)
    return None


def corrected(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """Members told wrongly: their number, or what is said of one of them (不对,是仨孩子)."""
    if not heard.corrects and not re.search(TAKEN_BACK, heard.text):
        return None
    after = homes.last
    if home is None:
        return None
    joining = [p for p in home.people if ADDED_FOR_SURE.search(heard.text[: p.start])]
    told = [m for m in home.members if m.key not in {p.key for p in joining}]
    young = [m for m in told if m.young]
    if young:
        after = (*(m for m in after if not m.young), *young)
    grown = [m for m in told if not m.young]
    known = {m.key for m in after} - ANYBODY
    for member in grown:
        if member.key in known and member.value:
            after = tuple(m._replace(value=member.value) if m.key == member.key else m for m in after)
        elif member.key in known:
            continue
        else:
            values = {m.value for m in after if not m.young}
            if len(grown) > 1 or not (member.value or len(values) == 1):
                return Change(homes.last, tuple(home.members) if all(m.value for m in grown) else ())
            same = member._replace(value=member.value or values.pop())
            after = (same, *(m for m in after if m.young))
    after = (*after, *(m for m in home.members if m.key in {p.key for p in joining}))
    return Change(homes.last, after)


def joined_by(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """Somebody more (还有个婴儿, 再加我老娘)."""
    text = heard.text if asks_difference(heard) else _NEXT_YEAR.sub("", heard.text)
    if not JOINS.search(text) and not comes_too(heard, home, homes):
        return None
    counted = numbers_in(heard)
    if home is None:
        several = int(counted[0].value) if len(counted) == 1 else 0
        return Change(homes.last, (*homes.last, Member("", several, False))) if several else None
    known = {m.key for m in homes.last} - ANYBODY - {"child"}
    more = [m for m in home.members if m.key not in known]
    named = [m for m in more if m.key]
    paying = tuple(m for m in (*homes.last, *named) if m.value != FREE)
    if home.whole == size_of(paying):
        more = named  # the others of the whole that was told are those of before
    return Change(homes.last, (*homes.last, *more)) if more else None


def comes_too(heard: Understood, home: Household | None, homes: Homes) -> bool:
    """Whether relatives named now, none of those told before, are said to do the same or to be counted, too."""
    if home is None or not home.kin or not homes.last or not home.people or _TWO_HOMES.search(heard.text):
        return False
    if home.told_whole and home.told_size != size_of(homes.last) + sum(p.number for p in home.people):
        return False
    new = {p.key for p in home.people}.isdisjoint({m.key for m in homes.last} | ANYBODY)
    return new and bool(_INCLUDED.search(heard.text) or _TOO.search(heard.text))


def told_besides(heard: Understood, home: Household | None, homes: Homes,
                 said: Sequence[Mention]) -> Change | None:
    """Others of the household, told one group after another (两个大人二档 … 三个大人一档 … 一个学生)."""
    settled = all(m.value or m.young for m in homes.last)
    asked = _ASKED_OF.search(heard.text) and not _TOO.search(heard.text)
    if not settled or asked or (home and home.told_whole) or _NOT_MORE.search(heard.text):
        return None
    told = [m for m in home.members if m.value != FREE] if home else _only_counted(heard, said)
    too = bool(_TOO.search(heard.text))
    if not told or not all(_is_another(m, homes.last, too=too) for m in told):
        return None
    return Change(homes.last, (*homes.last, *told, *(m for m in (home.members if home else ()) if m.value == FREE)))


def told_in_parts(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """The children behind the grown-ups or the other way round (三个大人 … 两个孩子), or some of those told before."""
    asked = asks_how_much(heard) or _ASKED_OF.search(heard.text)
    if home is None or home.told_whole or asked or heard.corrects or _NOT_MORE.search(heard.text):
        return None
    told = home.members
    if sum(not m.key for m in homes.last) == len(homes.last) and size_of(told) < size_of(homes.last):
        return Change(homes.last, homes.last, in_parts=True)  # who some of them are
    kinds = {m.young for m in told}
    another = len(kinds) == 1 and all(m.key for m in homes.last) and not any(m.young in kinds for m in homes.last)
    return Change(homes.last, (*homes.last, *told), in_parts=True) if another else None


def _only_counted(heard: Understood, said: Sequence[Mention]) -> list[Member]:
    """People of whom only their number and what is said of them is told (一档的三个人)."""
    numbers = Tiers(Relatives(heard, said), said).numbers
    return [Member("", number, False, value) for value, number in numbers.items()]


def _is_another(member: Member, roster: Roster, *, too: bool) -> bool:
    """Whether a member told of by himself is none of those told before; `too` is said of one like them."""
    if member.young:
        return not any(m.young for m in roster)
    if member.key not in ANYBODY and not member.key.startswith(tuple(CROWD)):
        return bool(member.value or too) and member.key not in {m.key for m in roster}
    return bool(member.value) and (too or member.value not in {m.value for m in roster})


def supposed_otherwise(heard: Understood, home: Household | None, homes: Homes, *, tiered: bool) -> Change | None:
    """Another number of children than was told (那两个娃呢), or of grown-ups where only heads count."""
    if not heard.elliptical or home is None or home.of_value or home.whole or bool(home.grown) == bool(home.young):
        return None
    grown = {m.key for m in homes.told if not m.young}
    if home.grown and (tiered or not grown or grown - CROWD):
        return None
    young = bool(home.young)
    return Change(homes.told, (*(m for m in homes.told if m.young != young), *home.members), True)
