"""Numbers of a household told anew: of how many a value is said, how many are children, how many there are in all.

What is told so replaces one number. The others stay where the household was told group after group; where the number
of all was told, that one stays, and the grown-ups are what is left of it. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.dialogue.hearing.asking import asks_how_much
from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.correcting import TAKEN_BACK
from assistant.dialogue.hearing.kinship import CROWD
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.household import FREE, GONE, Household, Member
from assistant.dialogue.household.relatives import Relatives
from assistant.dialogue.household.roster import Homes, Roster
from assistant.dialogue.household.tiers import Tiers
from assistant.text.numerals import Quantity, QuantityKind

# It is said that nothing but the number told is other than before.
_STAYS = re.compile(
    r"(?:别的|别人|其[他它余](?:人|的)?|另外的|剩下的|旁的|余下的)[^,.?!;]{0,3}(?:不变|没变|唔变|不动|照旧|照样|一样|同样|还是那样)"
)
# A group with its number behind it (交二档的有俩人), not people who move there (两个人改二档).
_GROUP_HAS = re.compile(r"(?:档|学生|孩子|娃)的?(?:大人|人)?(?:一共|总共|应该|其实|实际|就|只)*(?:有|是)")
_SOME_OF_THEM = re.compile(r"(?:里头|里面|其中|当中|之中|中间)(?:应该|其实|只|就|是|有)*$")
_SUPPOSES = re.compile(r"如果|要是|假如|若|换成|的话")
_TURNS = re.compile(r"改|换|转|变|[升降提加减调]到")
_LEAD_IN = re.compile(r"(?:那么?|咁|噉|要是|如果|假如|应该是|[哦喔诶嗯,. ])*")
_ALL = re.compile(r"都|全")
_NOBODY_ELSE = re.compile(r"还有|再加|再添|又多|另外|加上|连上|算上|漏了|忘了|再多|多了|少了|不算|除了|除掉")
_OF_ALL = re.compile(
    r"(?:一家(?:子|人)?|全家|家里头?|屋企|[我俺咱](?:们|哋)?家|一共|总共|合共|拢共|共|老少|上下)(?:里|一共|总共|应该|其实|就|只|有|是)*$"
)
_DOES_SOMETHING = re.compile(r"的?(?:要|想|都|全)*(?:[交缴选走在没不]|是(?!一共|吧))")
_PEOPLE = ("口", "口人", "口子", "人", "个人", "名", "位")
_HEADS = ("口", "口人", "口子")
_UNNAMED = frozenset(("", "rest"))
_LONGEST = 40


def recounted(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention]) -> Roster | None:
    """The household with the number that an utterance tells anew; None if it tells none, empty if it can't be settled.

    Args:
        heard: The utterance.
        home: The people it names, if it names any.
        homes: The household told before.
        said: The values said of members (each one's 档).
    """
    if len(heard.text) > _LONGEST or (home and (home.free or home.gone)) or _NOBODY_ELSE.search(heard.text):
        return None
    anew = heard.elliptical or tells_anew(heard)
    if not anew and asks_how_much(heard):
        return None
    whole = whole_told(heard, home)
    numbers = home.of_value if home else Tiers(Relatives(heard, said), said).numbers if said else {}
    told = homes.told
    if whole is not None:
        return _of_whole(int(whole.value), value_of_all(heard, said, numbers), home, homes, anew=anew)
    if numbers:
        replaces = _STAYS.search(heard.text) or (anew and not homes.of_whole and _GROUP_HAS.search(heard.text))
        moves = _turned(heard)
        return _with_numbers(told, numbers) if replaces and not moves and not (home and home.young) else None
    named = home.members if home else ()
    if named and homes.anybody and all(m.young for m in named) and not value_of_all(heard, said, numbers):
        return _with_children(heard, named, homes, anew=anew)
    return _of_one_value(heard, named, homes.last, value_of_all(heard, said, numbers))


def tells_anew(heard: Understood) -> bool:
    """Whether an utterance puts what it tells in the place of what was told before."""
    return heard.corrects or bool(re.search(TAKEN_BACK, heard.text) or _STAYS.search(heard.text))


def whole_told(heard: Understood, home: Household | None) -> Quantity | None:
    """The number of all members, if it is told (一家四口, 一共六个人)."""
    if home and home.told_whole:
        return home.told_whole
    counted = [q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure in _PEOPLE and q.value > 1]
    whole = [q for q in counted if (_OF_ALL.search(heard.text[: q.start]) or _is_put_right(q, heard))
             and not _DOES_SOMETHING.match(heard.text, q.end)]
    return whole[0] if len(whole) == 1 else None


def _is_put_right(quantity: Quantity, heard: Understood) -> bool:
    """Whether a number of heads, which are those of a whole home, only takes the place of the one before (是七口)."""
    told = [q for q in heard.quantities if q.kind is QuantityKind.COUNT]
    return quantity.measure in _HEADS and len(told) == 1 and bool(re.search(TAKEN_BACK, heard.text))


def supposes(heard: Understood) -> bool:
    """Whether it is only asked what would be."""
    return bool(_SUPPOSES.search(heard.text)) or (heard.elliptical and not heard.corrects)


def _turned(heard: Understood) -> bool:
    """Whether members move from one value to another (两个改成二档), not only the number is replaced."""
    text = _STAYS.sub("", heard.text)
    lead = _LEAD_IN.match(text)
    turn = _TURNS.search(text)
    return turn is not None and turn.start() > (lead.end() if lead else 0)


def value_of_all(heard: Understood, said: Sequence[Mention], numbers: Mapping[str, int]) -> str:
    """The value said of all grown-ups, without their number (大人都交一档); empty if none is."""
    values = {m.value for m in said if not m.negated}
    return values.pop() if len(values) == 1 and not numbers and _ALL.search(heard.text) else ""


def _is_unnamed(member: Member) -> bool:
    """Whether a member is only counted, and not the caller's own somebody."""
    return member.key in _UNNAMED or member.key.startswith(tuple(CROWD))


def _parted(roster: Roster) -> tuple[Roster, Roster, Roster]:
    """The grown-ups who pay, the children, and those who don't pay or are gone."""
    aside = tuple(m for m in roster if m.value in (FREE, GONE))
    young = tuple(m for m in roster if m.young and m not in aside)
    return tuple(m for m in roster if not m.young and m not in aside), young, aside


def _with_numbers(roster: Roster, numbers: Mapping[str, int]) -> Roster | None:
    """The household with other numbers of those of whom these values are said; the others stay."""
    replaced = [m for m in roster if m.value in numbers]
    if not all(map(_is_unnamed, replaced)) or not roster:
        return None
    kept = tuple(m for m in roster if m not in replaced)
    return (*kept, *(Member("", number, False, value) for value, number in numbers.items()))


def _with_children(heard: Understood, named: Roster, homes: Homes, *, anew: bool) -> Roster | None:
    """The household with as many children as are told now.

    They are some of all whose number was told (里头有两个孩子), or else the others stay.
    """
    grown, young, aside = _parted(homes.told)
    if _STAYS.search(heard.text):
        return (*grown, *named, *aside)
    number = sum(m.number for m in named)
    first = min((q.start for q in heard.quantities if q.kind is QuantityKind.COUNT), default=0)
    if not _SOME_OF_THEM.search(heard.text[:first]) or not homes.of_whole or not (anew or not young):
        return None
    if not all(map(_is_unnamed, grown)) or (young and not anew):
        return None
    if not anew and not any(m.value for m in grown):
        return None
    left = sum(m.number for m in (*grown, *young)) - number
    values = {m.value for m in grown}
    if len(values) != 1 or left < 0:
        return ()
    return (*((Member("", left, False, values.pop()),) if left else ()), *named, *aside)


def children_among(heard: Understood, home: Household | None, homes: Homes) -> Roster | None:
    """The household with the children told now as some of its heads, whose number was told before nobody else was.

    So with 一家四口都交一档, and then 俩娃在念大学: they don't come on top.
    """
    named = home.members if home else ()
    grown, young, aside = _parted(homes.last)
    told = named and all(m.young for m in named) and not (home and (home.told_whole or home.free or home.gone))
    if not told or not homes.of_whole or young or _NOBODY_ELSE.search(heard.text):
        return None
    if len(grown) != 1 or grown[0].key or not grown[0].value:
        return None
    left = grown[0].number - sum(m.number for m in named)
    return (grown[0]._replace(number=left), *named, *aside) if left > 0 else None


def _of_whole(whole: int, value: str, home: Household | None, homes: Homes, *, anew: bool) -> Roster | None:
    """The household with so many members in all: the children stay, the rest are grown up."""
    named = home.members if home else ()
    grown, young, aside = _parted(homes.told)
    young = tuple(m for m in named if m.young) or young
    if any(m.key or m.value for m in named if not m.young) or (aside and any(m.value == GONE for m in aside)):
        return None
    values = {m.value for m in grown}
    if len(values) > 1 or not all(map(_is_unnamed, grown)):
        return None
    waits = bool(value) or any(m.value for m in grown) or bool(young and not grown)  # for how many the others are
    if not anew and (any(m.number for m in grown) or not waits):
        return None
    left = whole - sum(m.number for m in young)
    if left < 0:
        return ()
    return (Member("", left, False, value or (values.pop() if values else "")), *young, *aside)


def _of_one_value(heard: Understood, named: Roster, roster: Roster, value: str) -> Roster | None:
    """The value of all grown-ups told before their number, or the number behind it (大人都交一档 … 两个大人)."""
    grown, young, aside = _parted(roster)
    if value and not named and young and not grown:
        return (Member("", 0, False, value), *young, *aside)
    waiting = grown[0].value if len(grown) == 1 and not grown[0].number else ""
    if waiting and named and not young and all(m.young for m in named):
        return (*grown, *named, *aside)
    if waiting and named and not any(m.young or m.value for m in named):
        return (*(m._replace(value=waiting) for m in named), *young, *aside)
    return None
