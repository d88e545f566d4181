"""What an utterance changes about the household told before: members who move, join, leave, or were told wrongly.

Knows how such changes are said. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.hearing.asking import asks_difference, asks_for_both, asks_how_much
from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.kinship import CROWD, OLD_ONES
from assistant.dialogue.hearing.other_results import asks_part
from assistant.dialogue.hearing.people import SELF
from assistant.dialogue.hearing.understanding import TAKEN_BACK, Understood
from assistant.dialogue.household.heads import HEADS
from assistant.dialogue.household.household import FREE, GONE, Household, Member, household
from assistant.dialogue.household.leaving import LEFT_OUT
from assistant.dialogue.household.recounting import recounted, supposes, tells_anew
from assistant.dialogue.household.relatives import Relatives
from assistant.dialogue.household.roster import Homes, Roster
from assistant.dialogue.household.tiers import Tiers
from assistant.text.numerals import Quantity, QuantityKind

TURNS = re.compile(
    r"变成|变为|变作|改成|改为|改做|改回|换成|换为|换回|换到|换作|转成|转为|转做|涨到|升到|升为|升成|加到|提到|提高到|调到|调成|"
    r"降到|降成|降为|减到|减成|减为|改(?:交|选|走|到|缴)?|换(?:交|走|选)?(?=[一二两高低]|$|[,.?!呢了])"
)
_JOINS = re.compile(
    r"^(?:那个?|哦|噢|啊|嗯|对了|哎|哎呀|要是|如果|[,. ])*"
    r"(?:还有|合计(?=[我俺](?!们|家|屋)|[爸妈爷奶]|[一两二三四五]个)|再加|再添|添(?:了|多)?[一两二三个]|又多|另外|加上|加多|加个|加一|再算上|算上|连上|多了?[一两二三个]|漏了|忘了|少算了|没算|再多)|"
    r"(?:没算|漏了|忘了算|忘了说)(?:进去|上)?(?:了|呢)?[.?]?$"
)
_NEXT_YEAR = re.compile(r"^(?:下一?|明|出|今)年度?")
_BUYS_TOO = re.compile(
    r"[都也](?:要|得|想|改|跟[住着])*(?:买|交|缴|参加|转|入)(?:返|番|成|到|埋|翻)*(?:居民|城乡|农村)"
)
# What is told so tells no more people: a supposition, or some of those told before.
_NOT_MORE = re.compile(rf"{TURNS.pattern}|如果|要是|假如|的话|其中|里头|里面|当中|都")
_ASKED_OF = re.compile(r"[呢吗么][?.]?$|\?$")
_TOO = re.compile(r"也(?:要|得|想|是|在|跟)?(?:着)?(?:买|交|缴|参|一档|二档|[高低]档)")
_LEAVES = re.compile(
    rf"{LEFT_OUT.pattern}|去掉|除掉|除开|减去|减掉|少(?:了|交|缴|买|计|算)*(?=个|[一两二三四五六七八九\d]+(?:个|人|口|名|位))|不再?买|不要算|搬走|迁走|停保|(?:我|都|就)有职工"
)
# The home of somebody else, right before the number of those who live there (我弟弟家三口人).
_OTHER_HOME = re.compile(
    r"(?:[哥弟姐妹嫂姑姨舅叔伯婶佬友戚爸妈爷奶婆公]|邻居|同事|[佢他她](?:们|哋)?)(?:家|屋企|那边)(?:里|一共|总共|有|是)*$"
)
_FEWER = re.compile(r"少(?:了|交|缴|买|计|算)*(?:[一两二三四五六七八九\d]+(?:个|人|口|名|位))")
_ONE_CHILD = re.compile(r"老[大二三四小幺]|大的|小的|[大小]仔|孩子|娃")
_ME = re.compile(
    r"(?:我|俺)(?!们|家|哋|爸|妈|爹|娘|老[公婆豆母爸妈伴爷]|外[父母公婆]|岳|公公|婆婆|爷|奶|姥|舅|姑|姨|叔|伯|哥|弟|姐|妹|仔|女|儿|"
    r"闺|媳|爱人|太太|先生|对象|丈|阿)"
)
_ONE_OF = re.compile(r"(?:有|其中|里头|里面|当中)个(?:大人|人|老人)?")
_AGAIN = re.compile(r"也|再|又|还|接着|同样")
_ONLY = re.compile(r"只|光|单|就(?!是说)|仅|净")
_ALL = re.compile(r"都|全|大人|一起|统统")
_SUPPOSES = re.compile(r"如果|要是|假如|若|的话|呢|换成|改成|改")
_ADDED_FOR_SURE = re.compile(
    r"(?:还有|再加|再添|添(?:了|多)?[一两二三个]|又多|另外|加上|外加|以及|漏了|忘了|还带)\D{0,3}$")
_PEOPLE = ("口", "人", "口人")
_LONGEST = 40
# Whom a word for one of the old ones means where only the old couple was told of.
_SAME = {key: old for old, keys in (
    ("old man", ("father", "grandfather", "mother's father", "father-in-law", "spouse")),
    ("old woman", ("mother", "grandmother", "mother's mother", "mother-in-law")),
) for key in keys}
ANYBODY = frozenset(("", "rest", *CROWD))


@dataclass(frozen=True)
class Change:
    """The household before and after what was said; `supposed` if it is only asked what would be.

    `after` is empty where the change can't be settled: then the members have to be told once more. `in_parts` tells
    that the same household is told of, group after group.
    """

    before: Roster
    after: Roster
    supposed: bool = False
    in_parts: bool = False


def change(heard: Understood, home: Household | None, homes: Homes, mentions: Sequence[Mention], *,
           tiered: bool = True, free: Sequence[str] = ()) -> Change | None:
    """What an utterance changes about the household of a call; None if it tells nothing of the kind.

    Args:
        heard: The utterance.
        home: The people it names, if it names any.
        homes: The household told before.
        mentions: The values said of members (each one's 档).
        tiered: Whether members are counted by their values, not only by heads.
        free: Words for those who pay nothing (低保).
    """
    said = sorted((m for m in mentions if not m.negated), key=lambda m: m.start)
    if homes.last and asks_part(heard):
        return None
    if home and home.gone and (home.told_whole or not homes.last):
        return None  # told anew
    if not _JOINS.search(heard.text) and any(
            q.measure in _PEOPLE and _OTHER_HOME.search(heard.text[: q.start]) for q in _numbers(heard)):
        return None  # of others
    if (home and home.gone) or any(m.value == GONE for m in homes.last):
        return _beside_gone(heard, home, homes, said)
    one_more = _free_beside(heard, homes, free) if home is None and homes.last else None
    return one_more or _changed(heard, home, homes, said, tiered=tiered)


def _free_beside(heard: Understood, homes: Homes, free: Sequence[str]) -> Change | None:
    """So many more who pay nothing, of whom nothing else is said (还有一个人是低保)."""
    counted = _numbers(heard)
    if len(counted) != 1 or not _ADDED_FOR_SURE.search(heard.text[: counted[0].start]):
        return None
    if not any(word in heard.text[counted[0].end :] for word in free):
        return None
    return Change(homes.last, (*homes.last, Member("", int(counted[0].value), False, FREE)))


def _beside_gone(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention]) -> Change | None:
    """A change of those who take no part of whom only the number is known, or of the others beside them."""
    told, last = (tuple(m for m in roster if m.value != GONE) for roster in (homes.told, homes.last))
    gone = tuple(m for m in homes.last if m.value == GONE)
    supposed = bool(_SUPPOSES.search(heard.text))
    if home and home.gone:
        gone = (Member("", home.gone, False, GONE),)
        home = replace(home, gone=0)
        if not home.members:
            return Change(homes.last, (*last, *gone), supposed)
    whole = [q for q in _numbers(heard) if q.measure in _PEOPLE and q.value > 1]
    if home is None and len(whole) == 1 and not _JOINS.search(heard.text) and not _LEAVES.search(heard.text) and (
            not last or heard.elliptical or heard.corrects):
        return Change(homes.last, (Member("", int(whole[0].value), False), *gone), supposed, not last)
    if not last:
        return Change(homes.last, (*home.members, *gone), in_parts=True) if home and home.members else None
    found = _changed(heard, home, Homes(told, last, homes.of_whole), said, tiered=False)
    if found is None or not found.after:
        return found
    return replace(found, before=(*found.before, *gone), after=(*found.after, *gone))


def _changed(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention], *,
             tiered: bool) -> Change | None:
    """What changes about a household all of whose members are known."""
    if not homes.last:
        return _at_once(heard, home, said)
    told_anew = recounted(heard, home, homes, said)
    if told_anew is not None:
        return Change(homes.told, told_anew, supposes(heard), in_parts=not (heard.elliptical or tells_anew(heard)))
    if not homes.anybody:
        return _told_besides(heard, home, homes, said) if tiered else None
    freed = _freed(heard, home, homes)
    if freed:
        return freed
    open_ = any(not m.value and not m.young for m in homes.last)
    again = _of_those_known(heard, homes.last, said) if said and open_ else None
    if again:
        return Change(homes.last, again)
    beside = asks_for_both(heard) and not asks_difference(heard) and not (
        _JOINS.search(heard.text) or TURNS.search(heard.text) or _FEWER.search(heard.text))
    if len(heard.text) > _LONGEST or beside:
        return None
    found = (_comes_in(heard, home, homes) or _left(heard, home, homes) or _corrected(heard, home, homes)
             or _joined(heard, home, homes)
             or (_told_besides(heard, home, homes, said) if tiered else _told_in_parts(heard, home, homes))
             or _supposed(heard, home, homes, tiered=tiered))
    return found or _moved(heard, home, homes, said) or _settled(heard, home, homes, said)


def _at_once(heard: Understood, home: Household | None, said: Sequence[Mention]) -> Change | None:
    """So many people who move from one value to another, told in one breath (三个人一档改二档)."""
    turn = TURNS.search(heard.text, said[0].end) if len(said) > 1 else None
    if turn is None or len(said) != 2 or said[0].value == said[1].value or not (
            said[0].end <= turn.start() and turn.end() <= said[1].start):
        return None
    counted = [q for q in _numbers(heard) if home is None or q not in home.counted]
    number = home.grown if home and home.grown else int(counted[0].value) if len(counted) == 1 else 0
    if not number:
        return None
    young = tuple(m for m in home.members if m.young) if home else ()
    before, after = (Member("", number, False, mention.value) for mention in said)
    return Change((before, *young), (after, *young))


def _freed(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """Somebody who turns out to pay nothing (俺爹评上困难人员了)."""
    if home is None or not home.free or home.of_value:
        return None
    another = [p for p in home.free if p.key in ANYBODY and _ADDED_FOR_SURE.search(heard.text[: p.start])]
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


def _comes_in(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """Somebody named who is insured with the others after all (如果我唔返工都要买居民呢)."""
    if not _BUYS_TOO.search(heard.text) or any(m.value for m in homes.last):
        return None
    known = {m.key for m in homes.last} - ANYBODY
    named = [Member(p.key, p.number, p.young) for p in home.people] if home else []
    if _ME.search(heard.text) and SELF not in {m.key for m in named}:
        named.append(Member(SELF, 1, False))
    more = tuple(m for m in named if m.key not in known)
    return Change(homes.last, (*homes.last, *more), bool(_SUPPOSES.search(heard.text))) if more else None


def _left(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """Somebody who takes no part after all (老大不算, 他单位交)."""
    if not _LEAVES.search(heard.text):
        return None
    leaving = [Member(p.key, p.number, p.young) for p in home.people] if home else []
    if home and home.of_value:
        return None
    counted = [q for q in _numbers(heard) if home is None or q is not home.told_whole]
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
    if home and home.whole and _size(after or ()) != home.told_size:
        return None
    return Change(homes.last, after or ())


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


def _corrected(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """Members told wrongly: their number, or what is said of one of them (不对,是仨孩子)."""
    if not heard.corrects and not re.search(TAKEN_BACK, heard.text):
        return None
    after = homes.last
    if home is None:
        return None
    joining = [p for p in home.people if _ADDED_FOR_SURE.search(heard.text[: p.start])]
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


def _joined(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """Somebody more (还有个婴儿, 再加我老娘)."""
    text = heard.text if asks_difference(heard) else _NEXT_YEAR.sub("", heard.text)
    if not _JOINS.search(text):
        return None
    counted = _numbers(heard)
    if home is None:
        several = int(counted[0].value) if len(counted) == 1 else 0
        return Change(homes.last, (*homes.last, Member("", several, False))) if several else None
    known = {m.key for m in homes.last} - ANYBODY - {"child"}
    more = [m for m in home.members if m.key not in known]
    named = [m for m in more if m.key]
    paying = tuple(m for m in (*homes.last, *named) if m.value != FREE)
    if home.whole == _size(paying):
        more = named  # the others of the whole that was told are those of before
    return Change(homes.last, (*homes.last, *more)) if more else None


def _told_besides(heard: Understood, home: Household | None, homes: Homes,
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


def _told_in_parts(heard: Understood, home: Household | None, homes: Homes) -> Change | None:
    """The children behind the grown-ups or the other way round (三个大人 … 两个孩子), or some of those told before."""
    asked = asks_how_much(heard) or _ASKED_OF.search(heard.text)
    if home is None or home.told_whole or asked or heard.corrects or _NOT_MORE.search(heard.text):
        return None
    told = home.members
    if sum(not m.key for m in homes.last) == len(homes.last) and _size(told) < _size(homes.last):
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


def _supposed(heard: Understood, home: Household | None, homes: Homes, *, tiered: bool) -> Change | None:
    """Another number of children than was told (那两个娃呢), or of grown-ups where only heads count."""
    if not heard.elliptical or home is None or home.of_value or home.whole or bool(home.grown) == bool(home.young):
        return None
    grown = {m.key for m in homes.told if not m.young}
    if home.grown and (tiered or not grown or grown - CROWD):
        return None
    young = bool(home.young)
    return Change(homes.told, (*(m for m in homes.told if m.young != young), *home.members), True)


def _moved(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention]) -> Change | None:
    """Members of whom another value is said, or supposed (我妈改二档呢, 都改一档)."""
    turn = TURNS.search(heard.text)
    goal = next((m.value for m in reversed(said)), "") or (_goal_of_last(homes) if turn else "")
    known = {m.key for m in homes.last} - ANYBODY
    named = [m for m in home.members if not m.young] if home else []
    if not goal or any(not m.value and not m.young for m in homes.last):
        return None
    if not turn and not (named or heard.elliptical or _ALL.search(heard.text)):
        return None
    if not turn and any(m.key not in known for m in named if m.key not in ANYBODY):
        return None
    if home and home.young and not turn:
        return None
    supposed = bool(_SUPPOSES.search(heard.text))
    before = homes.last if _AGAIN.search(heard.text) and not _ONLY.search(heard.text) else homes.told
    after: Roster | None = before
    movers = [(m, m.value or goal) for m in named]
    if not movers:
        counted = [q for q in _numbers(heard) if turn is None or q.end <= turn.start()]
        source = said[0].value if len(said) > 1 and said[0].value != goal else ""
        number = int(counted[0].value) if len(counted) == 1 else 0
        movers = [(Member("", number, False, source), goal)] if number else []
        if not movers:
            only = {source} if source else {m.value for m in before if not m.young} - {FREE}
            moved = tuple(m._replace(value=goal) if not m.young and m.value in only else m for m in before)
            return Change(before, moved, supposed)
    for member, value in movers:
        after = _with_value(after, member, value) if after is not None else None
    return Change(before, after or (), supposed)


def _with_value(roster: Roster, moving: Member, value: str) -> Roster | None:
    """The members, some of them with another value; None where there are not so many."""
    own = [m for m in roster if m.key == moving.key and moving.key not in ANYBODY]
    if own and own[0].value == value:
        return roster
    others = [m for m in roster if not m.young and m.value not in (value, FREE)]
    unnamed = [m for m in others if m.key in ANYBODY]
    for source in (own, unnamed, others):
        if sum(m.number for m in source) >= moving.number:
            return _moving_out_of(roster, source, moving, value)
    return None


def _moving_out_of(roster: Roster, source: Sequence[Member], moving: Member, value: str) -> Roster:
    kept, left = [], moving.number
    for member in roster:
        taken = min(left, member.number) if member in source else 0
        left -= taken
        kept += [member._replace(number=member.number - taken)] if member.number > taken else []
        kept += [Member(moving.key if moving.key not in ANYBODY else member.key if taken == member.number else "",
                        taken, False, value)] if taken else []
    return tuple(kept)


def _goal_of_last(homes: Homes) -> str:
    """The value that most moved to when a change was supposed last (两个都改呢)."""
    gained = {m.value: 0 for m in homes.last if not m.young}
    for sign, roster in ((1, homes.last), (-1, homes.told)):
        for member in roster:
            if not member.young:
                gained[member.value] = gained.get(member.value, 0) + sign * member.number
    best = max(gained, key=lambda value: gained[value], default="")
    return best if gained.get(best, 0) > 0 else ""


def _settled(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention]) -> Change | None:
    """The values of members of whom none was said before (爸妈二档,我一档; 都交一档; 两个一档一个二档)."""
    open_ = [m for m in homes.last if not m.young and not m.value]
    if not said or not open_:
        return None
    joining = {p.key for p in home.people if _ADDED_FOR_SURE.search(heard.text[: p.start])} if home else set()
    told = [m for m in home.members if m.key not in joining] if home else []
    values = {m.value for m in said}
    if any(m.young for m in told):
        return None
    numbers = [m for m in told if m.value]
    if not told:
        counted = {m.value: [q for q in _numbers(heard) if 0 <= m.start - q.end <= 3] for m in said}
        numbers = [Member("", int(found[-1].value), False, value) for value, found in counted.items() if found]
        if not numbers and len(values) == 1:
            numbers = [Member("", sum(m.number for m in open_), False, values.pop())]
    after: Roster | None = homes.last
    for member in numbers:
        after = _with_value(after, member, member.value) if after is not None else None
    if not after or after == homes.last:
        return None
    return Change(homes.last, (*after, *(m for m in home.members if m.key in joining)) if home else after)


def _of_those_known(heard: Understood, roster: Roster, said: Sequence[Mention]) -> Roster | None:
    """The members told of before, each with the value said of him; None where the utterance doesn't tell them all."""
    named = tuple(m for m in roster if m.value != FREE)
    if any(m.key in ANYBODY - OLD_ONES for m in named) or len({m.key for m in named}) < len(named):
        return None
    home = household(heard, said, known=named)
    if home is None or home.told_whole or _size(home.members) != _size(named):
        return None
    if any(not m.value and not m.young for m in home.members):
        return None
    return (*home.members, *(m for m in roster if m.value == FREE))


def _size(roster: Roster) -> int:
    return sum(member.number for member in roster)


def _numbers(heard: Understood) -> list[Quantity]:
    """The numbers of people said, whoever they are."""
    return [q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure in HEADS]
