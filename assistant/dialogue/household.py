"""Who belongs to a household that an utterance tells of: by kinship words, numbers of children, and what each is said.

Knows kinship words, not policy: which of them count for what, the caller of this module decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.dialogue.conditions import Mention
from assistant.dialogue.kinship import BARE, COUNTED, ELDERS, GROWN, PAIRS, SPECIFIC, STEM, TOKEN
from assistant.dialogue.people import SELF, clause_at
from assistant.dialogue.understanding import Understood
from assistant.text.numerals import Quantity, QuantityKind

# What a fact counts that counts no group of its own.
WHOLE = frozenset(("all", "grown", "young"))
_OF_LIST_BEFORE = re.compile(r"(?:[和跟加同与、及连]|还有|加上|算上|连上|包括|连同)$")
_OF_LIST_AFTER = re.compile(r"[和跟加同与、及]|也|(?:要|想|就)?(?:交|走|选|买|缴)(?=.{0,3}档|[高低贵]的|便宜的)")
_TELLS = re.compile(r"[你您](?!家)|(?:就|都|又|老)?(?:说|讲|问|让|叫|催|教|提醒|告诉|帮|话(?!费))")
_ONLY_DESCRIBED = re.compile(r"(?:是|读|念|当|作为|其中|里头|里面|有一个|有个)$")
_LEFT_OUT = re.compile(
    r"(?:有|是|买了?|参加了?|交了?|缴了?|用|享受)职工|职工医保|(?:单位|公司|厂里|企业)(?:给|帮)?(?:他|她|佢)?(?:交|买|缴)|不用?(?:交|买|缴)|"
    r"不参加|不算|兜底|免缴|免交|政府(?:给|帮)?(?:交|缴|出)|全额资助|代缴|在外地(?:参保|买|交)|学校(?:里)?交"
)
_NONE = re.compile(r"(?:没有?|冇|无)(?:未成年|读书|上学)?(?:的)?$")
_ADDED = re.compile(r"(?:还有|再加|另外|加上|加|和|跟|以及|同|与|、)\D{0,3}$")
_ALL_OF = re.compile(r"大人|都|全(?!额)|其他|其余|其它|剩下|别的人|余下|每人|个个|一家")
_STUDIES = re.compile(r"(?:上|读|念)(?:大学|高中|初中|小学|书|学)|大学生|高中生|学生")
_FOLLOWS_TIER = re.compile(r"(?:的)?(?:有|是|:|就)")
_WHOLE = re.compile(r"一家(?:子|人)?|全家|家里|屋企|我家|俺家|我哋|一共|总共|合共|拢共|共|我们家|老少|上下")
_PERSONS = ("口", "口人", "人", "名", "位", "口子")
_HEADS = ("", "口", "口人", "人", "个", "名", "位", "口子")


class Person(NamedTuple):
    """Some people of a household: how many, whether children or students, and where they are named."""

    key: str
    number: int
    young: bool
    start: int
    end: int


@dataclass
class Household:
    """The people told of, without those said not to take part; `whole` is their number if it was said outright.

    `of_value` leads from a value of a condition (一档) to the number of grown-ups it is said of. `counted` are
    the quantities that were read as numbers of these people, `told_whole` the one that `whole` comes from.
    """

    people: list[Person] = field(default_factory=list)
    whole: int | None = None
    of_value: dict[str, int] = field(default_factory=dict)
    counted: set[Quantity] = field(default_factory=set)
    told_whole: Quantity | None = None

    @property
    def size(self) -> int:
        """How many they are."""
        return self.whole if self.whole is not None else self.grown + self.young

    @property
    def grown(self) -> int:
        """How many of those named are grown up."""
        return sum(p.number for p in self.people if not p.young)

    @property
    def young(self) -> int:
        """How many of those named are children or students."""
        return sum(p.number for p in self.people if p.young)


def household(heard: Understood, mentions: Sequence[Mention]) -> Household | None:
    """The household that an utterance tells of; None if it names no relatives.

    Args:
        heard: The utterance.
        mentions: What is said of single members (each one's 档); its words may stand before or behind them.
    """
    reading = _Reading(heard, [m for m in mentions if not m.negated])
    return reading.result() if reading.kin else None


class _Reading:
    """One pass over the words for people, each person kept once."""

    def __init__(self, heard: Understood, mentions: Sequence[Mention]) -> None:
        self.heard, self.text, self.mentions = heard, heard.text, mentions
        self.people: dict[str, Person] = {}
        self.tokens: list[tuple[int, tuple[str, ...]]] = []
        self.counted: set[Quantity] = set()
        self.kin = False
        for match in TOKEN.finditer(self.text):
            self._take(match)

    def _take(self, match: re.Match[str]) -> None:
        kind = match.lastgroup or ""
        if match["siblings"]:
            self._siblings(match)
        elif match["me"]:
            self._me(match)
        elif match["young"]:
            self._young(match)
        elif match["both"]:
            self.kin = True
            self._put(match, [Person("一儿一女", 2, True, match.start(), match.end())])
        elif match["each"]:
            self._each_child(match)
        elif match["crowd"]:
            self._crowd(match)
        elif not self._only_tells(match):
            number = int(re.sub(r"\D", "", kind))
            keys = PAIRS[number][1] if kind.startswith("pair") else (GROWN[number][0],)
            self.kin = True
            self._put(match, [Person(key, 1, False, match.start(), match.end()) for key in keys])

    def _put(self, match: re.Match[str], people: list[Person]) -> None:
        self.tokens.append((match.start(), tuple(p.key for p in people)))
        for person in people:
            self.people.setdefault(person.key, person)

    def _only_tells(self, match: re.Match[str]) -> bool:
        """Whether somebody is only named as the one who says or asks something."""
        clause = self._clause(match.start())
        said_of = any(clause[0] <= m.start <= clause[1] for m in self.mentions)
        return bool(_TELLS.match(self.text, match.end())) and not said_of

    def _siblings(self, match: re.Match[str]) -> None:
        number = COUNTED[match["siblings"]]
        self.counted |= {q for q in self.heard.quantities if match.start() <= q.start < match.end()}
        others = number - 1 if match["own"] else number
        people = [Person("siblings", others, False, match.start(), match.end())]
        if match["own"]:
            people.append(Person(SELF, 1, False, match.start(), match.end()))
        self.kin = True
        self._put(match, people)

    def _me(self, match: re.Match[str]) -> None:
        before, after = self.text[max(0, match.start() - 3) : match.start()], match.end()
        whole = match.group() != "本人" and re.match(r"们|家|哋|的", self.text[after : after + 1])
        relative = TOKEN.match(self.text, after)
        if whole or (relative and not relative["me"]):
            return
        among = _OF_LIST_BEFORE.search(before) or _OF_LIST_AFTER.match(self.text, after)
        listed = (before.endswith(",") or (not before and TOKEN.match(self.text, after + 1)))
        if among or (listed and self.text.startswith(",", after)):
            self._put(match, [Person(SELF, 1, False, match.start(), match.end())])

    def _young(self, match: re.Match[str]) -> None:
        if self._only_tells(match) or _NONE.search(self.text[: match.start()]):
            return
        word = match["young"].removeprefix(match["elder"] or "")
        stem = STEM.get(word, word if word in SPECIFIC else "child")
        number = self._number_before(match.start()) or self._number_after(match.end())
        if number is None and (_ONLY_DESCRIBED.search(self.text[: match.start()]) and self.people):
            return
        bare = BARE.get(self.text[match.start() - 1 : match.start()], 1)
        count = int(number.value) if number else bare
        known = {p.key: p for p in self.people.values() if p.young}
        about = "child" if "child" in known and stem != "child" and known["child"].number > 1 else stem
        described = about in known and (known[about].number > 1 or about == stem) and (
            match["elder"] or (number is None and bare == 1) or (number and self._is_described(number, match)))
        again = number and stem == "child" and known and not _ADDED.search(self.text[: number.start])
        summed = again and sum(p.number for p in known.values()) == count
        if number:
            self.counted.add(number)
        if described or summed:
            self.tokens.append((match.start(), (about,)))
            return
        self.kin = self.kin or stem != "child"
        if stem in known:
            old = self.people[stem]
            more = 0 if count > 1 and old.number == 1 and not _ADDED.search(self.text[: match.start()]) else old.number
            self.people[stem] = old._replace(number=more + count)
        self._put(match, [Person(stem, count, True, match.start(), match.end())])

    def _each_child(self, match: re.Match[str]) -> None:
        """One child more (小的才三岁), unless how many there are was said before."""
        young = [p for p in self.people.values() if p.young]
        if not any(p.number > 1 for p in young):
            word = match.group().removesuffix("的")
            if not (word in ("大", "老大") and young):
                self._put(match, [Person(word, 1, True, match.start(), match.end())])

    def _is_described(self, number: Quantity, match: re.Match[str]) -> bool:
        """Whether some of the children counted before are only described (其中两个是大学生)."""
        between = self.text[number.end : match.start()]
        before = self.text[max(0, number.start - 4) : number.start]
        return bool(re.search(r"是|读|念|上", between) or re.search(r"其中|里头|里面|有$", before))

    def _crowd(self, match: re.Match[str]) -> None:
        number = self._number_before(match.start())
        if number is None:
            return
        self.counted.add(number)
        added = _ADDED.search(self.text[: number.start]) or not self.people
        if not added and any(not p.young for p in self.people.values()):
            return
        self._put(match, [Person(match.group(), int(number.value), False, number.start, match.end())])

    def _number_before(self, at: int) -> Quantity | None:
        """The number of people said right before the word at a place (三个上小学的娃)."""
        for quantity in reversed(self.heard.quantities):
            between = self.text[quantity.end : at]
            counts = quantity.kind is QuantityKind.COUNT and quantity.measure in _HEADS
            apart = re.search(r"[,.;?!、和跟加同与]|档|口|大人|老人", between)
            if counts and quantity.end <= at and len(between) < 7 and not apart:
                return None if TOKEN.search(between) else quantity
        return None

    def _number_after(self, at: int) -> Quantity | None:
        """The number of children told right behind them (孩子两个)."""
        return next((q for q in self.heard.quantities if q.kind is QuantityKind.COUNT and q.measure in ("", "个")
                     and 0 <= q.start - at < 3 and not TOKEN.match(self.text, q.end)
                     and not re.search(r"[,.;?!、]", self.text[at : q.start])), None)

    def _clause(self, at: int) -> tuple[int, int]:
        found = clause_at(self.heard.clauses, at)
        return (found.start, found.end) if found else (0, len(self.text))

    # What comes of it

    def result(self) -> Household:
        if "儿子" in self.people and "grown son" in self.people:
            self.people.pop("儿子")
        self._take_families()
        self._mark_students()
        of_value, numbers = self._values(), self._numbers()
        out = self._left_out()
        people = [p for key, p in self.people.items() if key not in out]
        told = self._whole()
        whole = int(told.value) if told else None
        if whole is not None:
            whole -= sum(self.people[key].number for key in out)
        for person in people if not numbers else ():
            if person.key in of_value:
                value = of_value[person.key]
                numbers[value] = numbers.get(value, 0) + person.number
        return Household(people, whole, numbers, self.counted, told)

    def _whole(self) -> Quantity | None:
        """The number of all of them, if it was said: of 口, or of people behind a word for the whole."""
        counts = [q for q in self.heard.quantities if q.kind is QuantityKind.COUNT and q.value > 1
                  and q.measure in _PERSONS and q not in self.counted
                  and not re.match(r"\s*(?:加|还有|和|再|另外)", self.text[q.end :])]
        of_all = [q for q in counts if q.measure.startswith("口")
                  or _WHOLE.search(self.text[max(0, q.start - 8) : q.start])]
        named = sum(p.number for p in self.people.values())
        last = (of_all or [q for q in counts if q.value >= named])[:1]
        return last[0] if last and (of_all or len(counts) == 1) else None

    def _left_out(self) -> set[str]:
        out: set[str] = set()
        for number, clause in enumerate(self.heard.clauses):
            if not _LEFT_OUT.search(self.text, clause.start, clause.end):
                continue
            named = set(self._named(clause.start, clause.end))
            before = self.heard.clauses[number - 1] if number else clause
            if not named and len(self._named(before.start, before.end)) == 1:
                named = set(self._named(before.start, before.end))
            if 0 < len(named) < len(self.people):
                out |= named
        return out

    def _take_families(self) -> None:
        """A relative's whole family that joins those named before (加上我弟弟一家三口)."""
        for quantity in self.heard.quantities:
            before = next((t for t in reversed(self.tokens) if t[0] < quantity.start), None)
            words = self.text[before[0] : quantity.start] if before else ""
            named = re.fullmatch(r"[我俺]?[^我俺咱们,]{1,4}(?:他们)?(?:一家|家)(?:子)?", words)
            joins = before is not None and _OF_LIST_BEFORE.search(self.text[: before[0]].rstrip("我俺"))
            if quantity.measure.startswith("口") and before and named and joins and len(self.people) > 1:
                for key in before[1]:
                    self.people.pop(key, None)
                family = Person(f"family at {before[0]}", int(quantity.value), False, before[0], quantity.end)
                self.people[family.key] = family
                self.counted.add(quantity)

    def _mark_students(self) -> None:
        """Younger brothers and sisters who are said to study count as students."""
        for at, keys in self.tokens:
            for key in keys:
                if key in ("younger brother", "younger sister") and _STUDIES.search(self.text, at, self._clause(at)[1]):
                    self.people[key] = self.people[key]._replace(young=True)

    def _numbers(self) -> dict[str, int]:
        """How many a value is said of outright (一个一档两个二档), if it is said so of several values."""
        numbers: dict[str, int] = {}
        for mention in self.mentions:
            for quantity in self.heard.quantities:
                between = self.text[quantity.end : mention.start]
                counts = quantity.kind is QuantityKind.COUNT and quantity.measure in _HEADS
                near = re.fullmatch(r"(?:人|大人)?(?:交|走|选|缴|是|的|都)?", between)
                if counts and quantity.end <= mention.start and near:
                    numbers[mention.value] = numbers.get(mention.value, 0) + int(quantity.value)
        return numbers if len(numbers) > 1 else {}

    def _values(self) -> dict[str, str]:
        """Person → the value that is said of them (奶奶交二档, 其他大人一档)."""
        given: dict[str, str] = {}
        mentions = sorted(self.mentions, key=lambda m: m.start)
        for number, mention in enumerate(mentions):
            start, end = self._clause(mention.start)
            last = mentions[number - 1].end if number else 0
            following = mentions[number + 1].start if number + 1 < len(mentions) else len(self.text)
            near = self._named(max(start, last), mention.start) or self._generation(max(start, last), mention.start)
            if not near and _FOLLOWS_TIER.match(self.text, mention.end):
                near = self._named(mention.end, following)
            open_ones = [k for k, p in self.people.items() if k not in given and not p.young]
            if not near and _ALL_OF.search(self.text, start, end):
                near = open_ones
            if not near:
                near = [k for k in self._named(last, mention.start) if k in open_ones]
            for key in near:
                self._grow(key)
                if not self.people[key].young:
                    given[key] = mention.value
        return given

    def _generation(self, start: int, end: int) -> list[str]:
        """The old ones, or the younger grown-ups, if words for them stand here (老的二档, 年轻的一档)."""
        grown = [key for key, person in self.people.items() if not person.young]
        if re.search(r"老的|老人|长辈|上岁数|老一辈|老辈", self.text[start:end]):
            return [key for key in grown if key in ELDERS]
        if re.search(r"年轻|我们|俺们|咱们|我哋|俺俩|我俩", self.text[start:end]):
            return [key for key in grown if key not in ELDERS]
        return []

    def _grow(self, key: str) -> None:
        """A son or daughter who pays as a grown-up is one."""
        person = self.people[key]
        start, end = self._clause(person.start)
        if key in ("儿子", "女儿") and not re.search(r"读|念|学|岁", self.text[start:end]):
            self.people[key] = person._replace(young=False)

    def _named(self, start: int, end: int) -> list[str]:
        return [key for at, keys in self.tokens if start <= at < end for key in keys if key in self.people]
