"""The people that an utterance names: relatives, children, groups of them; each person once, and where.

Knows words for people and numbers of them, not what is said of them or what they count for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.kinship import (
    BARE,
    COUNTED,
    CROWD,
    ELDERS,
    GROWN,
    NO_LONGER_YOUNG,
    NOT_YET,
    OLD_ONES,
    PAIRS,
    SIBLINGS_WHO_STUDY,
    SPECIFIC,
    STEM,
    STUDIES,
    STUDYING,
    TOKEN,
    UNDER_AGE,
)
from assistant.dialogue.hearing.people import SELF, clause_at
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.bystanders import only_speaks
from assistant.dialogue.household.heads import HEADS, is_per_person
from assistant.text.numerals import Quantity, QuantityKind

_OF_LIST_BEFORE = re.compile(r"(?:[和跟加同与、及连]|还有|加上|算上|连上|包括|连同|合计|[连加同夹]埋)$")
# What joins the last one of a list to those before (爸妈和个孙子).
_JOINS_LAST = re.compile(
    r"(?:[和跟加同与、及连]|还有|加上|算上|连上|包括|连同|[连加同夹]埋)"
    r"(?:我|俺|咱|我们|俺们|咱们|我家|俺家)?(?:那?一?个)?$")
_LINKS = re.compile(r"(?:[和跟加同与、,及连埋]|还有|加上|算上|连上|包括|连同|我们?|俺们?|咱们?|那?一?个|俩)*+")
_OF_LIST_AFTER = re.compile(
    r"[和跟加同与、及]|也|[^,.;?!档]{0,8}?(?:要|想|就)?(?:交|走|选|买|缴)(?=.{0,3}档|[高低贵]的|便宜的)"
)
_DOES_IT = re.compile(r"(?:自己)?(?:也|就|都|是|要|想|打算|准备|交|走|选|缴|买|按|的)*")
_ONLY_DESCRIBED = re.compile(r"(?:是|读|念|当|作为|其中|里头|里面|(?<![还另再带])有一?个)$")
# Between the word for somebody and that for a pupil or student nothing but what makes him one (我女儿,是在校的大学生).
_IS_ONE = re.compile(
    r",?(?:[他她佢](?!们|哋)|今年|现在|目前|眼下|而家|依家|也|都|还|就|正|刚|已经|是|系|当|为|作为|算|属于?|一个|一名|[个名]|"
    r"在校|在读|在籍|在|全日制|普通|本科|专科|本地|外地|高校|高职|[大高初][一二三四]|\d{1,2}岁|了|的|嘅|"
    r"[^,.;?!和跟、]{1,6}(?:学院|大学|学校|职高|技校)(?!生)|[上考][上到取了]?|[^,.;?!和跟、个还有另]{1,10}的$)*+")
# One of the children who were counted before (老大, 小的).
_OF_THEM = re.compile(r"(?:老[大二三四五幺小]|[大小]的|[大小中]儿子|[大小]女儿)$")
_NONE = re.compile(r"(?:没有?|冇|无)(?:未成年|读书|上学)?(?:的)?$")
_ADDED = re.compile(r"(?:还有|再加|另外|加上|加|和|跟|以及|同|与|、)\D{0,3}$")
_ADDED_FOR_SURE = re.compile(r"(?:还有|再加|另外|加上|外加|以及|还带)\D{0,3}$")
_LISTED = ("和", "跟", "加", "同", "与", "、", "带")
_ONE_MORE = re.compile(r"(?:还有|再加|加上?|另外有?|多了?)(?:一)?[个位]$")
_STUDIES_ON = re.compile(r"考|(?:上|读|念)(?:着)?(?:大学|高中|初中|中专|大专|研)|深造")
_SCHOOL = re.compile(r"(?:大学|大专|小学|中学|初中|高中)生")
_REST = re.compile(r"(?:其余|其他|其它|剩下|余下|别的|另外|剩余)(?:的|那)?$")
_ALL_OF_THEM = re.compile(r"(?:一家(?:子|人)?|全家|家里|屋企|我家|俺家|一共|总共)(?:有)?$")
# So near before somebody's name stands what is said of him (二档的三个大人).
_NEAR = 3


class Person(NamedTuple):
    """Some people of a household: how many, whether children or students, and where they are named."""

    key: str
    number: int
    young: bool
    start: int
    end: int


class Token(NamedTuple):
    """Words for people at `start:end`, and whom they mean."""

    start: int
    end: int
    keys: tuple[str, ...]


class Relatives:
    """One pass over the words for people, each person kept once, behind those `known` before.

    `people` are those found by their key, `tokens` the words for them in their order, `callers` the places of words
    for the caller, `counted` the quantities that were read as numbers of people; `kin` tells that relatives are named,
    not only grown-ups and children counted.
    """

    def __init__(self, heard: Understood, mentions: Sequence[Mention], known: Sequence[Person] = ()) -> None:
        self.heard, self.text, self.mentions = heard, heard.text, mentions
        self.people: dict[str, Person] = {p.key: p for p in known}
        self.tokens: list[Token] = []
        self.counted: set[Quantity] = set()
        self.kin = False
        self.callers: list[tuple[int, int]] = []
        for match in TOKEN.finditer(self.text):
            self._take(match)
        self._settle()

    def named(self, start: int, end: int) -> list[str]:
        """Whom the words in a stretch of the utterance mean, in their order."""
        return [key for token in self.tokens if start <= token.start < end for key in token.keys if key in self.people]

    def clause(self, at: int) -> tuple[int, int]:
        """The clause that a place lies in."""
        found = clause_at(self.heard.clauses, at)
        return (found.start, found.end) if found else (0, len(self.text))

    def _take(self, match: re.Match[str]) -> None:
        kind = match.lastgroup or ""
        if match["siblings"]:
            self._siblings(match)
        elif match["me"]:
            self._me(match)
        elif match["young"]:
            self._young(match)
        elif match["both"] or match["twins"]:
            self.kin = True
            self._put(match, [Person(match.group(), 2, True, match.start(), match.end())])
        elif match["each"]:
            self._each_child(match)
        elif match["another"]:
            self._another_child(match)
        elif match["crowd"]:
            self._crowd(match)
        elif not self._only_tells(match):
            number = int(re.sub(r"\D", "", kind))
            keys = PAIRS[number][1] if kind.startswith("pair") else (GROWN[number][0],)
            self.kin = True
            self._put(match, [Person(key, 1, False, match.start(), match.end()) for key in keys])

    def _put(self, match: re.Match[str], people: Sequence[Person], end: int | None = None) -> None:
        self.tokens.append(Token(match.start(), end or match.end(), tuple(p.key for p in people)))
        for person in people:
            self.people.setdefault(person.key, person)

    def _only_tells(self, match: re.Match[str]) -> bool:
        """Whether somebody is only named as the one who says, asks or pays something, or comes along."""
        last = self.clause(match.start())[1]
        return only_speaks(self.text, match.start(), match.end(), last, self.mentions)

    def _siblings(self, match: re.Match[str]) -> None:
        number = COUNTED[match["siblings"]]
        self.counted |= {q for q in self.heard.quantities if match.start() <= q.start < match.end()}
        with_me = match["own"] or match["us"]
        others = number - 1 if with_me else number
        people = [Person("siblings", others, False, match.start(), match.end())]
        if with_me:
            people.append(Person(SELF, 1, False, match.start(), match.end()))
        self.kin = True
        self._put(match, people)

    def _me(self, match: re.Match[str]) -> None:
        before, after = self.text[max(0, match.start() - 3) : match.start()], match.end()
        whole = match.group() != "本人" and re.match(r"们|家|哋|的", self.text[after : after + 1])
        relative = TOKEN.match(self.text, after)
        if whole or (relative and not relative["me"] and not relative["crowd"]):
            return
        self.callers.append(match.span())
        among = _OF_LIST_BEFORE.search(before) or _OF_LIST_AFTER.match(self.text, after)
        listed = before.endswith(",") or (not before and TOKEN.match(self.text, after + 1))
        pays = any(m.start >= after and _DOES_IT.fullmatch(self.text, after, m.start) for m in self.mentions)
        young = STUDIES.match(self.text, after) or UNDER_AGE.match(self.text, after)
        if among or pays or young or (listed and self.text.startswith(",", after)):
            self._put(match, [Person(SELF, 1, False, match.start(), match.end())])

    # Children

    def _young(self, match: re.Match[str]) -> None:
        if self._only_tells(match) or _NONE.search(self.text[: match.start()]):
            return
        elder = match["elder"] or ""
        word = match["young"].removeprefix(elder)
        stem = STEM.get(word, word if word in SPECIFIC else "child")
        number = self._number_of_young(match)
        if number is None and word.endswith("的") and not self.text.endswith("个", 0, match.start()):
            return
        if number is None and word == "学生" and self._is_general(match):
            return
        if number is None and (_ONLY_DESCRIBED.search(self.text[: match.start()]) and self.people):
            return
        if number is None and self._says_what_he_is(match, word):
            return
        bare = 1 if elder else BARE.get(self.text[match.start() - 1 : match.start()], 1)
        count = int(number.value) if number else bare
        if number:
            self.counted.add(number)
        about = self._same_children(match, stem, elder, number, count)
        if about:
            self.tokens.append(Token(match.start(), match.end(), (about,)))
            return
        self.kin = self.kin or stem != "child"
        key = f"{elder}{stem}" if elder and stem in self.people else stem
        if key in self.people:
            old = self.people[key]
            again = count > 1 and old.number == 1 and not _ADDED.search(self.text[: match.start()])
            self.people[key] = old._replace(number=count if again else old.number + count)
        self._put(match, [Person(key, count, True, match.start(), match.end())])

    def _number_of_young(self, match: re.Match[str]) -> Quantity | None:
        """The number of children told before or behind the word for them, not that of all who were listed with them."""
        before, after = self._number_before(match.start()), self._number_after(match.end())
        if after is not None and self._sums_up(after, match):
            self.counted.add(after)
            return None
        if before is not None and after is not None and before.end == match.start() and before.words.endswith("人"):
            return after  # 高档三个人娃娃两个
        return before or after

    def _sums_up(self, number: Quantity, match: re.Match[str]) -> bool:
        """Whether a number behind the last one of a list is that of all in it (爸妈和孙子三个)."""
        listed, end = 0, match.start()
        for token in reversed(self.tokens):
            if not _LINKS.fullmatch(self.text, token.end, end):
                break
            listed += sum(self.people[key].number for key in token.keys if key in self.people)
            end = token.start
        joined = _JOINS_LAST.search(self.text[: match.start()]) or (match["elder"] and len(self.tokens) > 1)
        return bool(joined) and listed > 1 and number.value == listed + 1

    def _is_general(self, match: re.Match[str]) -> bool:
        """Whether students are only spoken of in general where the children were named (听说学生便宜)."""
        known = any(p.young for p in self.people.values())
        return known and not re.search(r"[个名是上读念]$|还有$|加上?$|[和跟、]$", self.text[: match.start()])

    def _says_what_he_is(self, match: re.Match[str], word: str) -> bool:
        """Whether a word for a pupil or student only tells what the one named right before it is."""
        if not (word == "学生" or _SCHOOL.fullmatch(word)) or not self.tokens:
            return False
        last = self.tokens[-1]
        several = any(p.young and p.number > 1 for p in self.people.values())
        if several and _OF_THEM.search(self.text[: match.start()]):
            return True
        named = any((key in self.people and self.people[key].young) or key in SIBLINGS_WHO_STUDY for key in last.keys)
        return named and _IS_ONE.fullmatch(self.text, last.end, match.start()) is not None

    def _same_children(self, match: re.Match[str], stem: str, elder: str, number: Quantity | None,
                       count: int) -> str | None:
        """The children named before that these words only describe or add up; None if they are others."""
        known = {p.key: p for p in self.people.values() if p.young}
        about = "child" if "child" in known and stem != "child" and known["child"].number > 1 else stem
        alone = number is None and (elder or self.text[match.start() - 1 : match.start()] not in BARE)
        if f"{elder}{stem}" in known and elder:
            return f"{elder}{stem}"
        if about in known and (known[about].number > 1 or about == stem):
            others = (self.text[t.start] for t in self.tokens if t.keys == (about,))
            other = elder and known[about].number == 1 and any(word in "大小二" and word != elder for word in others)
            if not other and (elder or alone or (number and self._is_described(number, match))):
                return about
        again = number and stem == "child" and known and not _ADDED.search(self.text[: number.start])
        other_school = _SCHOOL.fullmatch(match["young"]) and match["young"] not in self.text[: match.start()]
        if again and not other_school and sum(p.number for p in known.values()) == count:
            return about if about in known else next(iter(known))
        return None

    def _each_child(self, match: re.Match[str]) -> None:
        """One child more (小的才三岁), unless how many there are was said before."""
        young = [p for p in self.people.values() if p.young]
        if not any(p.number > 1 for p in young):
            word, number = match.group().removesuffix("的"), self._number_before(match.start())
            self.counted |= {number} if number else set()
            if not (word in ("大", "老大") and young):
                count = int(number.value) if number else 1
                self._put(match, [Person(word, count, True, match.start(), match.end())])

    def _another_child(self, match: re.Match[str]) -> None:
        """One child more, told by its school (一个上小学一个上大学), unless several were counted before."""
        young = [p for p in self.people.values() if p.young]
        described = self.tokens and self.tokens[-1].end >= match.start() - 1 and any(
            p.key in self.tokens[-1].keys for p in young)
        if not described and all(p.number == 1 for p in young):
            self._put(match, [Person(f"child at {match.start()}", 1, True, match.start(), match.end())])
            self.counted |= {q for q in self.heard.quantities if match.start() <= q.start < match.end()}

    def _is_described(self, number: Quantity, match: re.Match[str]) -> bool:
        """Whether some of the children counted before are only described (其中两个是大学生)."""
        between = self.text[number.end : match.start()]
        before = self.text[max(0, number.start - 4) : number.start]
        return bool(re.search(r"是|读|念|上", between) or re.search(r"其中|里头|里面|有$|剩下$", before))

    # Groups of grown-ups

    def _crowd(self, match: re.Match[str]) -> None:
        """Some grown-ups by their number: all of them, those named before, or more of them."""
        before = self._number_before(self._value_before(match.start()))
        number = before or self._number_after(match.end())
        if number is None:
            if _ONE_MORE.search(self.text[: match.start()]):
                self._put(match, [Person(f"{match.group()} at {match.start()}", 1, False, match.start(), match.end())])
            return
        start, end = min(number.start, match.start()), max(number.end, match.end())
        leading, grown = self.text[:start], [p for p in self.people.values() if not p.young]
        rest = _REST.search(leading)
        added = bool(_ADDED_FOR_SURE.search(leading)) or leading.endswith(_LISTED)
        old = match.group() in OLD_ONES
        among = [p for p in grown if (p.key in ELDERS or p.key == SELF) == old or not old]
        told, count = sum(p.number for p in among), int(number.value)
        added = added or (bool(among) and not old and before is not None and all(p.key in OLD_ONES for p in among))
        added = added or (bool(among) and self._says_of(start, end, len(self.text)) and all(
            self._says_of(p.start, p.end, start) for p in among))
        if (self._of_single_ones(number, match) and grown) or is_per_person(number, self.heard):
            return
        self.counted.add(number)
        if not rest and not added and among and count <= told:
            keys = tuple(p.key for p in among) if count == told else ()
            self.tokens.append(Token(start, end, keys))
            return
        more = count - (told if among and not rest and not added and not old else 0)
        key = "rest" if rest else match.group() if match.group() not in self.people else f"{match.group()} at {start}"
        person = Person(key, more, False, start, end)
        self.people[key] = person
        whole = tuple(p.key for p in among) if more < count else ()
        self.tokens.append(Token(start, end, (*whole, key)))

    def _says_of(self, start: int, end: int, last: int) -> bool:
        """Whether the people named at a place have something said of them alone, behind them or right before."""
        last = min([last, *(t.start for t in self.tokens if t.start >= end and not t.keys)])
        return any(end <= m.start < last or 0 <= start - m.end < _NEAR for m in self.mentions)

    def _of_single_ones(self, number: Quantity, match: re.Match[str]) -> bool:
        """Whether the number behind a word for grown-ups is only of some of them (大人一个一档一个二档)."""
        behind = self.text[number.end :]
        return number.start >= match.end() and any(
            m.start >= number.end and _DOES_IT.fullmatch(behind, 0, m.start - number.end) is not None
            and sum(p.number for p in self.people.values() if not p.young) > number.value for m in self.mentions)

    def _value_before(self, at: int) -> int:
        """Where what is said of people begins that stands right before the word for them (二档的大人), else `at`."""
        return next((m.start for m in self.mentions if self.text[m.end : at] == "的"), at)

    def _number_before(self, at: int) -> Quantity | None:
        """The number of people said right before the word at a place (三个上小学的娃)."""
        for quantity in reversed(self.heard.quantities):
            between = self.text[quantity.end : at]
            counts = quantity.kind is QuantityKind.COUNT and quantity.measure in HEADS
            apart = re.search(r"[,.;?!、 和跟加同与]|档|口|大人|老人", between)
            whole = quantity.measure == "人" and _ALL_OF_THEM.search(self.text[: quantity.start])
            if counts and quantity.end <= at and len(between) < 7 and not apart and not whole:
                other = TOKEN.search(self.text, quantity.end)
                return None if other and other.start() < at else quantity
        return None

    def _number_after(self, at: int) -> Quantity | None:
        """The number of children told right behind them (孩子两个)."""
        return next((q for q in self.heard.quantities if q.kind is QuantityKind.COUNT
                     and (q.measure in ("", "个") or (q.measure == "人" and q.start == at and q.value == 1)
                          or (q.measure in HEADS and self.text.startswith("的", at - 1)))
                     and 0 <= q.start - at < 3 and not TOKEN.match(self.text, q.end)
                     and not re.search(r"[,.;?!、]", self.text[at : q.start])), None)

    # When all are found

    def _settle(self) -> None:
        if "儿子" in self.people and "grown son" in self.people:
            self.people.pop("儿子")
        if SELF in self.people:
            spans = {(t.start, t.end) for t in self.tokens}
            self.tokens += [Token(*span, (SELF,)) for span in self.callers if span not in spans]
            self.tokens.sort()
        self._take_families()
        self._without_those_named()
        self._mark_students()
        self._mark_grown()

    def _take_families(self) -> None:
        """A relative's whole family that joins those named before (加上我弟弟一家三口)."""
        for quantity in self.heard.quantities:
            before = next((t for t in reversed(self.tokens) if t.start < quantity.start), None)
            words = self.text[before.start : quantity.start] if before else ""
            named = re.fullmatch(r"[我俺]?[^我俺咱们,]{1,4}(?:他们)?(?:一家|家)(?:子)?", words)
            joins = before is not None and _OF_LIST_BEFORE.search(self.text[: before.start].rstrip("我俺"))
            if quantity.measure.startswith("口") and before and named and joins and len(self.people) > 1:
                for key in before.keys:
                    self.people.pop(key, None)
                members = sum(p.number for p in self.people.values()
                              if p.start > quantity.end and not _ADDED_FOR_SURE.search(self.text[: p.start]))
                number = int(quantity.value) - (members if members <= quantity.value else 0)
                family = Person(f"family at {before.start}", number, False, before.start, quantity.end)
                if number:
                    self.people[family.key] = family
                self.counted.add(quantity)

    def _without_those_named(self) -> None:
        """Take those who are named afterwards out of a number of all grown-ups (五个大人,就爷爷一个…)."""
        for key in CROWD - OLD_ONES:
            crowd = self.people.get(key)
            if crowd is None or crowd.young:
                continue
            later = sum(p.number for p in self.people.values() if p.start >= crowd.end and not p.young
                        and p.key != "rest" and not p.key.startswith(f"{key} at")
                        and not _ADDED_FOR_SURE.search(self.text[: p.start]))
            if later < crowd.number:
                self.people[key] = crowd._replace(number=crowd.number - later)
            elif later == crowd.number:
                self.people.pop(key)

    def _mark_grown(self) -> None:
        """A son or daughter who is said to have left school or to work is no child (儿子毕业了,交高档)."""
        for number, token in enumerate(self.tokens):
            following = self.tokens[number + 1].start if number + 1 < len(self.tokens) else len(self.text)
            end = min(self.clause(token.start)[1], following)
            found = NO_LONGER_YOUNG.search(self.text, token.end, end)
            if found is None or NOT_YET.search(self.text, token.end, found.start()) or _STUDIES_ON.search(
                    self.text, found.end(), end):
                continue
            for key in token.keys:
                if key in self.people and self.people[key].young:
                    self.people[key] = self.people[key]._replace(young=False)

    def _mark_students(self) -> None:
        """Brothers, sisters and the caller count as students if they are said to study."""
        for number, token in enumerate(self.tokens):
            following = self.tokens[number + 1].start if number + 1 < len(self.tokens) else len(self.text)
            end = self.clause(token.start)[1]
            cut = min([end, following, *(m.start for m in self.mentions if m.start > token.start)])
            alone = STUDIES.search(self.text, token.end, cut)
            young = {key for key, person in self.people.items() if person.young}
            apart = [t.start for t in self.tokens[number + 1 :] if young & set(t.keys)]
            shared = min([end, *apart, *(m.start for m in self.mentions if m.start > token.start)])
            together = "都" in self.text[token.end : shared]
            studies = STUDIES.search(self.text, token.end, shared) if together else alone
            if studies and self.text.startswith("的", studies.end()) and TOKEN.match(self.text, studies.end() + 1):
                studies = None  # that is who follows (有一个上大学的儿子)
            studies = studies or STUDYING.search(self.text, 0, token.start)
            studies = studies or UNDER_AGE.match(self.text, token.end, end)
            for key in token.keys if studies else ():
                if key in SIBLINGS_WHO_STUDY and key in self.people:
                    self.people[key] = self.people[key]._replace(young=True)
