"""Finds which city an utterance is about: its own words, a district, or a place the knowledge lacks.

"荣成的,问的是淄博" is about 淄博; a place one merely goes to (去广州看病) is not what is asked about.
What a place is to the caller tells `place_roles`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.hearing import place_roles as roles
from assistant.dialogue.hearing.place_roles import GONE_TO, INSURED, NAMED, OF_THERE
from assistant.policy.knowledge import Knowledge
from assistant.text.places import Gazetteer
from assistant.text.words import Words

_ASKED = re.compile(r"多少|几|什么|哪|怎|吗|能不能|有没有")
_SAME_THERE = re.compile(
    r"[,.?!;](?:是不是|会不会)?(?:跟|和|同|与)[^,.?!;]{1,8}(?:一样|一致|相同|同样|差不多|有区别|有什么不同|一模一样)[^,.?!;]*[?.!]?"
)
_DENIED = re.compile(r"(?:不是|不在|不系|并非)$")
_HERE = re.compile(
    r"你们这|我们这|咱这|咱们?(?:医院|市|县|区)|这边|这里|本地|老家|呢度|转回|转过来|转来|(?:转到|迁到)(?=[你我咱俺这本家老,.?!怎要]|$)|回来|回本"
)
# The city that a relationship is moved to is asked, whatever the one that it comes from (从上海转到金华来).
_MOVING_IN = re.compile(r"(?:(?:转移?|迁移?|接续?|挪)(?:到|回|进|入|来|过来)|[想要]转)$")
_CLAUSE_END = re.compile(r"[,.?!;]")
# A number of people, places or money that is asked for of a place itself (张店区有几家医院), not of somebody there.
_NUMBER_OF = (
    r"(?<![在全于跟和与同比到去从住是我俺咱])(?P<place>{places})(?:区|县|镇|乡|街道|市|省)?(?:的|这边|那边|那里|里头|里面)?"
    r"(?![^,.?!;]*(?:我|俺|咱))[^,.?!;]{{0,16}}?(?<!第)(?:多少|几多|好多|几)(?:万|亿)?(?:人|家|个|户|所|间|名|例|笔|元|钱)"
)
# Whose people have rules of their own: they aren't just from elsewhere.
_OF_THEIR_OWN = ("香港", "澳门", "台湾")
# Somebody else's place that isn't named.
UNNAMED = "外地"
# Where the state's own bureau sits.
_CAPITAL = "北京"


@dataclass(frozen=True)
class Located:
    """The areas of the knowledge an utterance is about, in order, and the other places asked about.

    `part` is the district, or the wider area, of which a number is asked for; empty if none is. `offices` are capitals
    that stand for the office there. `theirs` is the area's id, or the name (UNNAMED if it wasn't told), of where
    somebody else was said to be, and `for_them` whether the question is for that place; `own` whether the caller says
    to be of an area himself.
    """

    areas: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    away: tuple[tuple[int, int], ...] = ()
    part: str = ""
    offices: tuple[tuple[int, int], ...] = ()
    theirs: str = ""
    for_them: bool = False
    own: bool = False


@dataclass(frozen=True)
class _Found:
    area: str | None
    name: str
    start: int
    end: int
    role: int
    asked: bool = False

    @property
    def place(self) -> str:
        return self.area or self.name


class Locator:
    """Finds areas by name, alias or district, and other places by the gazetteer."""

    def __init__(self, knowledge: Knowledge, words: Words) -> None:
        self._names: dict[str, str] = {}
        for area in knowledge.areas.values():
            if not area.covered:
                continue
            for name in (area.name, *area.aliases):
                self._names[name] = area.id
            for district in area.districts:
                for name in (district.name, *district.aliases):
                    self._names.setdefault(name, area.id)
        self._wider = {name for area in knowledge.areas.values() if not area.covered
                       for name in (area.name, *area.aliases)}
        whole = {name for area in knowledge.areas.values() if area.covered for name in (area.name, *area.aliases)}
        parts = sorted({*self._names, *self._wider} - whole, key=len, reverse=True)
        self._counted_in = re.compile(_NUMBER_OF.format(places="|".join(map(re.escape, parts)))) if parts else None
        ordered = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered)))
        self._gazetteer = Gazetteer(knowledge.places, words)
        marks = [(mark, area.id) for area in knowledge.covered_areas() for mark in area.marks]
        self._marks = sorted(marks, key=lambda m: -len(m[0]))

    def area_of(self, name: str) -> str | None:
        """The id of the covered area with this name, alias or district; None if there is none."""
        return self._names.get(name.strip())

    def marked_area(self, text: str) -> str | None:
        """The area that alone has something of this name (a product, a mini-program, a hospital)."""
        return next((area for mark, area in self._marks if mark in text), None)

    def part_counted(self, text: str) -> str:
        """The district, or the wider area, of which a number is asked for; empty if none is."""
        counted = self._counted_in.search(text) if self._counted_in else None
        return counted["place"] if counted else ""

    def find(self, text: str, home: str | None) -> Located:
        """What the utterance is about, for a caller whose area so far is `home`."""
        found = self._mentions(text)
        known = [m for m in found if m.area]
        offices = [m for m in found if m.name == _CAPITAL and (home or known) and roles.is_office(text, m.start, m.end)]
        found = [m for m in found if m not in offices]
        theirs = next((m.place for m in reversed(found) if roles.somebodys_place(text, m.start)), "")
        theirs = theirs or (UNNAMED if roles.is_elsewhere_unnamed(text) else "")
        located = self._meant(text, home, found)
        own = any(m.area in located.areas and roles.is_own(text, m.start) for m in known)
        return replace(located, spans=_spans(known), theirs=theirs, own=own, offices=_spans(offices))

    def _meant(self, text: str, home: str | None, found: Sequence[_Found]) -> Located:
        """Of the places found those that the question is for."""
        known = [m for m in found if m.area]
        strong = [m for m in known if m.role > 0]
        chosen = strong or ([] if home else known)
        areas = tuple(dict.fromkeys(m.area for m in _last_wins(text, _without_asides(text, chosen)) if m.area))
        others = [m for m in found if not m.area and not ((home or known) and roles.came_from(text, m.end))]
        decided = self._by_question(text, home, found, others) or self._by_insurance(text, home, known, others, areas)
        if decided:
            return decided
        away = _spans([m for m in others if roles.is_gone_to(text, m.start)])
        moves_in = any(_MOVING_IN.search(text[max(0, m.start - 6) : m.start]) for m in known)
        starts = {other.start for other in others}
        here = bool(areas) or moves_in or any(m.end() not in starts for m in _HERE.finditer(text))
        elsewhere = tuple(dict.fromkeys(m.name for m in others if _is_asked(m, bool(areas or home), here)))
        if home and not areas and not elsewhere:
            areas = self._either(text, home, known)
        return Located(areas, elsewhere, away=() if elsewhere else away)

    def _by_question(self, text: str, home: str | None, found: Sequence[_Found],
                     others: Sequence[_Found]) -> Located | None:
        """The place that the question itself names or points at; None if it does not."""
        known = [m for m in found if m.area]
        if any(roles.is_card(text, other.end, m.start) for other in others for m in known):
            meant = [m for m in known if m.role > 0] or ([] if home else known)
            return Located(tuple(dict.fromkeys(m.area for m in meant if m.area)))
        if home and _is_asked_of_here(text, found):
            return Located()
        asked_instead = next((m.name for m in others if _is_asked_instead(m, text, known)), None)
        if asked_instead:
            return Located((), (asked_instead,))
        there = next((m for m in reversed(found) if _is_asked_of_there(text, m)), None)
        if there:
            return Located((there.area,) if there.area else (), () if there.area else (there.name,), for_them=True)
        return None

    def _by_insurance(self, text: str, home: str | None, known: Sequence[_Found], others: Sequence[_Found],
                      areas: tuple[str, ...]) -> Located | None:
        """The place for somebody of another one: that where he is insured, or this one for what it decides."""
        held = [m for m in others if roles.is_still_valid(text, m.end)]
        if held and len(held) == len(others) and (home or known):
            return Located(areas, away=_spans(held))
        insured = next((m.name for m in others if m.role == INSURED), None)
        if insured:
            here = (home and self.marked_area(text) == home) or _is_for_here(text, home, known)
            return Located(areas) if here else Located((), (insured,))
        native = all(roles.is_native(text, m.end) for m in others if m.role > NAMED)
        if home and native and any(m.area == home and roles.works_or_lives(text, m.start, m.end) for m in known):
            return Located(areas)
        if home and self._asks_as_outsider(text, home, known, others):
            return Located(areas, away=_spans(_inland(others)))
        return None

    def _asks_as_outsider(self, text: str, home: str, known: Sequence[_Found], others: Sequence[_Found]) -> bool:
        """Whether somebody of another place asks to join here, or how he is settled with here."""
        meant = [m for m in others if m.role > NAMED]
        if not meant or any(m.asked or not roles.is_outsider(text, m.end) for m in meant):
            return False
        is_here = bool(known) or _HERE.search(text) is not None
        return self.marked_area(text) == home or roles.asks_to_join(text) or (is_here and roles.asks_to_settle(text))

    @staticmethod
    def _either(text: str, home: str, known: Sequence[_Found]) -> tuple[str, ...]:
        """The caller's area and another city, if it is open in which of them somebody who works there is insured."""
        there = next((m.area for m in reversed(known) if roles.may_be_of_there(text, m.start, m.end)), None)
        return (home, there) if there is not None and there != home else ()

    def _mentions(self, text: str) -> list[_Found]:
        known = list(self._pattern.finditer(text))
        found = [_Found(self._names[m.group()], m.group(), m.start(), m.end(), self._role(text, m.start(), m.end()))
                 for m in known if not _DENIED.search(text[max(0, m.start() - 3) : m.start()])]
        taken = [m.span() for m in known]
        for place in self._gazetteer.find(text):
            overlaps = any(place.start < end and start < place.end for start, end in taken)
            if not overlaps and place.name not in self._wider:
                role, area = self._role(text, place.start, place.end), self._district_in_short(place.name)
                found.append(_Found(area, place.name, place.start, place.end, role))
        cared = {m.place for m in found if roles.is_cared_for(text, m.start, m.end)}
        return sorted((_weighed(text, m, cared) for m in found), key=lambda m: m.start)

    def _district_in_short(self, name: str) -> str | None:
        """The area of a district that is known by its whole name alone (永康 for 永康市)."""
        return next((self._names[name + kind] for kind in "市县" if name + kind in self._names), None)

    def _role(self, text: str, start: int, end: int) -> int:
        start = self._behind_wider(text, start)
        return INSURED if roles.is_insured_at_work(text, start, end) else roles.role_of(text, start, end)

    def _behind_wider(self, text: str, start: int) -> int:
        """Where a place's name begins with that of the wider area that is said before it (在|浙江义乌打工)."""
        return min((start - len(name) for name in self._wider if text[:start].endswith(name)), default=start)


def _inland(mentions: Sequence[_Found]) -> list[_Found]:
    return [m for m in mentions if m.name not in _OF_THEIR_OWN]


def _spans(mentions: Sequence[_Found]) -> tuple[tuple[int, int], ...]:
    return tuple((m.start, m.end) for m in mentions)


def _weighed(text: str, mention: _Found, cared: set[str]) -> _Found:
    """A mention with whether it is asked of; what is asked where somebody goes for care is asked of his own place."""
    asked = roles.is_asked_of(text, mention.start, mention.end)
    if mention.area is not None:
        return replace(mention, asked=asked)
    premium = asked and roles.is_premium(text, mention.end)
    if mention.place in cared and mention.role < INSURED and not premium:
        return replace(mention, role=GONE_TO)
    return replace(mention, role=max(mention.role, OF_THERE), asked=True) if asked else mention


def _last_wins(text: str, mentions: list[_Found]) -> list[_Found]:
    """After "问的是X" or "换X" only X counts."""
    for mention in mentions:
        if re.search(r"(?:问的是|说的是|换成?|改成|改为|改问)$", text[max(0, mention.start - 3) : mention.start]):
            return [mention]
    return mentions


def _without_asides(text: str, mentions: list[_Found]) -> list[_Found]:
    """Of several cities those that are meant: not where somebody only is, if he is insured in another.

    Nor one that is told of on the way to the clause that asks of another.
    """
    if len({m.area for m in mentions}) < 2:
        return mentions
    last = max((m.start for m in mentions if m.asked), default=-1)
    kept = [m for m in mentions if m.asked or m.start > last or _asks(text, m)] if last >= 0 else mentions
    insured = {m.area for m in kept if m.role == INSURED or roles.is_registered(text, m.start)}
    return [m for m in kept if not insured or m.area in insured or m.asked or not _only_is(text, m)]


def _asks(text: str, mention: _Found) -> bool:
    return bool(_ASKED.search(text, *roles.clause_of(text, mention.start, mention.end)))


def _only_is(text: str, mention: _Found) -> bool:
    native = roles.is_native(text, mention.end) or roles.only_stays(text, mention.start)
    return native or roles.is_ended(text, mention.end)


def _is_asked(mention: _Found, has_area: bool, here: bool) -> bool:
    if mention.role < 0 or (has_area and here and not mention.asked):
        return False
    return mention.role > NAMED or not has_area


def _is_asked_instead(mention: _Found, text: str, known: list[_Found]) -> bool:
    """Whether a place's rules are asked for in its own clause, after the caller's own city was named."""
    if mention.role < 0:
        return False
    same = _SAME_THERE.search(text)
    names_own = bool(known)
    if same and any(same.start() <= m.start < same.end() for m in known):
        text, known = text[: same.start()], [m for m in known if m.start < same.start()]
    _, bound = roles.clause_of(text, mention.start, mention.end)
    if any(m.start >= bound for m in known):
        return False
    if names_own and mention.role < INSURED and roles.is_compared(text, mention.start, mention.end):
        return True
    asks = _ASKED.search(text, mention.end, bound)
    later = any(m.start > mention.start for m in known)
    return mention.role > NAMED and names_own and not later and asks is not None


def _is_asked_of_there(text: str, mention: _Found) -> bool:
    """Whether the question is for the place where somebody was just said to be, not come or gone for care."""
    if re.search(r"[回返来]$", text[: mention.start]) or roles.is_cared_for(text, mention.start, mention.end):
        return False
    return roles.is_asked_of_there(text, mention.start, mention.end)


def _is_asked_of_here(text: str, found: Sequence[_Found]) -> bool:
    """Whether the question at the end is for the caller's own place, after another one was named."""
    asked = roles.here_asked(text)
    return bool(found) and asked is not None and all(m.end <= asked for m in found)


def _is_for_here(text: str, home: str | None, known: Sequence[_Found]) -> bool:
    """Whether somebody who is insured elsewhere asks for what this place decides all the same."""
    if roles.asks_to_join(text) or roles.asks_to_settle(text):
        return bool(home or known)
    if any(m.role > NAMED and not roles.is_native(text, m.end) for m in known):
        return True
    if roles.asks_benefit(text):
        return False
    return bool(_HERE.search(text)) or not all(roles.is_native(text, m.end) for m in known)
