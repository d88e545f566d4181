"""What is said of which members of a household: each one's value of a condition (一档), by name or by number.

Knows how people are assigned something, not what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.kinship import ELDERS
from assistant.dialogue.household.heads import is_per_person
from assistant.dialogue.household.relatives import Relatives
from assistant.text.numerals import Quantity, QuantityKind

_ALL_OF = re.compile(r"大人|都|全(?!额)|其他|其余|其它|剩下|别的人|别人|余下|每人|个个|一家")
_FOLLOWS_TIER = re.compile(r"(?:的)?(?:有|是|:|就(?![行好可够成得算]))")
_BETWEEN = re.compile(
    r"(?:人|大人|子|的)?(?:[我你他她]?(?:也|就|都|全|只|要|想|打算|准备|按|交|走|选|缴|买|改|换|是|算|的|成))*"
)
_OLD = re.compile(r"老的|老人|长辈|上岁数|老一辈|老辈")
_YOUNGER = re.compile(r"年轻|我们|俺们|咱们|我哋|俺俩|我俩")
_UNDECIDED = re.compile(r"还是|或者?|要么|没想好|没定|不知道")
_BEHIND = re.compile(r"(?:的|嘅)?(?:(?:那|这|嗰|呢)?一?个?(?:档|种))?(?:的|嘅)?(?:有|是|就|:)?")
_ENDS = re.compile(
    r"人?(?:$|(?=[一二两三四五六俩仨\d]+个?(?:娃|孩子|小孩|学生|未成年|大人|老人))|[,.;?!、 ]|[和跟加同连]|居民|个人|"
    r"自己|一共|总共|合计|[一二]档|[高低]档|(?=学生|孩子|小孩|娃|细路|未成年))"
)
# How far from what is said of them some people may be counted, where nobody is named between (七个村干部家属交二档).
_NEAR = 9
_HEADS = ("", "人", "个", "名", "位")
# All of a family, which are its grown-ups only where no child is told of.
_FAMILY = ("口", "口人", "口子")
# What is counted is a group of people, not the people (一个组里, 两个生产队).
_GROUPS = re.compile(
    r"(?:生产|村民|小|大)?(?:组|队|村|屯|庄|寨|湾|小区|社区|班|单位|厂|楼|院|街道|镇|家)"
    r"(?!长|干部|民|员|主任|支书|医|户|代表|人|属|友|委)")
_STUDYING_OR_SMALL = re.compile(r"读|念|学|岁")


class Tiers:
    """Which value is said of whom.

    `of_person` leads from a person to the value, `numbers` from a value to how many more, unnamed ones have it;
    those unnamed are some of the people in `split` where they are named. `counted` are the quantities read as numbers.
    """

    def __init__(self, relatives: Relatives, mentions: Sequence[Mention]) -> None:
        self._relatives, self._text = relatives, relatives.text
        self._young = sum(p.number for p in relatives.people.values() if p.young)
        of_one_family = not self._young and "户" not in self._text
        self._heads = (*_HEADS, *_FAMILY) if of_one_family else _HEADS
        self.of_person: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        self.split: set[str] = set()
        self.counted: set[Quantity] = set()
        said = sorted(mentions, key=lambda m: m.start)
        for number, mention in enumerate(said):
            last = said[number - 1].end if number else 0
            following = said[number + 1].start if number + 1 < len(said) else len(self._text)
            open_ = number and _UNDECIDED.fullmatch(self._text[last : mention.start].strip(","))
            if not open_:
                self._assign(mention, last, following)
            elif said[number - 1].value != mention.value:
                self._take_back(said[number - 1])

    def _assign(self, mention: Mention, last: int, following: int) -> None:
        people = self._relatives.people
        start, end = self._relatives.clause(mention.start)
        start = max(start, last)
        near = self._relatives.named(start, mention.start)
        counted = self._number_of(mention, start)
        if counted and not self._is_apposition(counted, start, mention, near):
            self._count(mention.value, counted)
            self.split |= {key for key in near if not people[key].young}
            return
        grown = self._grown_of_family(mention, start)
        if grown:
            self.numbers[mention.value] = self.numbers.get(mention.value, 0) + grown
            return
        own = not near or self._text.startswith("的", mention.end)
        behind = self._number_behind(mention, following) if own else None
        if behind:
            self._count(mention.value, behind)
            return
        near = near or self._generation(start, mention.start)
        if not near and _FOLLOWS_TIER.match(self._text, mention.end):
            near = self._relatives.named(mention.end, following)
        near = near or self._right_behind(mention)
        open_ones = [k for k, p in people.items() if k not in self.of_person and not p.young and k not in self.split]
        if not near and _ALL_OF.search(self._text, self._relatives.clause(mention.start)[0], end):
            near = open_ones
        if not near:
            near = [k for k in self._relatives.named(last, mention.start) if k in open_ones]
        for key in near:
            self._grow(key)
            if not people[key].young:
                self.of_person[key] = mention.value

    def _grown_of_family(self, mention: Mention, start: int) -> int:
        """How many of a family, told by its number before a mention, are none of the children told of (四口交一档)."""
        people = self._relatives.people.values()
        if not self._young or any(not p.young for p in people):
            return 0
        family = next((q for q in self._relatives.heard.quantities if q.measure in _FAMILY and start <= q.start
                       and q.end <= mention.start and _BETWEEN.fullmatch(self._text, q.end, mention.start)), None)
        return max(int(family.value) - self._young, 0) if family else 0

    def _count(self, value: str, quantity: Quantity) -> None:
        self.numbers[value] = self.numbers.get(value, 0) + int(quantity.value)
        self.counted.add(quantity)

    def _take_back(self, mention: Mention) -> None:
        """Nobody has a value for certain that is told with another one to choose from (一档还是二档)."""
        self.of_person = {key: value for key, value in self.of_person.items() if value != mention.value}
        self.numbers.pop(mention.value, None)

    def _number_of(self, mention: Mention, start: int) -> Quantity | None:
        """The number of people right before a mention (一个一档)."""
        inside = [q for q in self._relatives.heard.quantities
                  if q.kind is QuantityKind.COUNT and q.measure in self._heads and start <= q.start
                  and q.end <= mention.start and not _GROUPS.match(self._text, q.end)
                  and q not in self._relatives.counted | self.counted]
        alone = len(inside) == 1 and mention.start - inside[0].end < _NEAR and not self._relatives.named(
            start, mention.start)
        return next((q for q in reversed(self._relatives.heard.quantities)
                     if q.kind is QuantityKind.COUNT and q.measure in self._heads and start <= q.start
                     and q.end <= mention.start and q not in self.counted and (
                         _BETWEEN.fullmatch(self._text, q.end, mention.start) or (alone and q is inside[0]))), None)

    def _number_behind(self, mention: Mention, following: int) -> Quantity | None:
        """The number of people told right behind a mention (一档两人)."""
        return next((q for q in self._relatives.heard.quantities if q.kind is QuantityKind.COUNT and q.measure in _HEADS
                     and q.end <= following and _BEHIND.fullmatch(self._text, mention.end, q.start)
                     and _ENDS.match(self._text, q.end) and q not in self._relatives.counted
                     and not is_per_person(q, self._relatives.heard)), None)

    def _right_behind(self, mention: Mention) -> list[str]:
        """The people named right behind a mention, if they stand there for themselves (一档两个大人,…)."""
        at = mention.end + self._text.startswith("的", mention.end)
        token = next((t for t in self._relatives.tokens if t.start == at and t.keys), None)
        return list(token.keys) if token and _ENDS.match(self._text, token.end) else []

    def _is_apposition(self, counted: Quantity, start: int, mention: Mention, near: Sequence[str]) -> bool:
        """Whether a number only takes up the people named right before it (爷爷一个人, 我和老伴俩)."""
        tokens = [t for t in self._relatives.tokens if start <= t.start < mention.start]
        if any(t.start <= counted.start and counted.end <= t.end for t in tokens):
            return bool(near)
        if not near or self._text[tokens[-1].end : counted.start].strip("他她们,"):
            return False
        return sum(self._relatives.people[key].number for key in dict.fromkeys(near)) == counted.value

    def _generation(self, start: int, end: int) -> list[str]:
        """The old ones, or the younger grown-ups, if words for them stand here (老的二档, 年轻的一档)."""
        grown = [key for key, person in self._relatives.people.items() if not person.young]
        if _OLD.search(self._text, start, end):
            return [key for key in grown if key in ELDERS]
        if _YOUNGER.search(self._text, start, end):
            return [key for key in grown if key not in ELDERS]
        return []

    def _grow(self, key: str) -> None:
        """A son or daughter who pays as a grown-up is one."""
        person = self._relatives.people[key]
        start, end = self._relatives.clause(person.start)
        if key.endswith(("儿子", "女儿")) and not _STUDYING_OR_SMALL.search(self._text, start, end):
            self._relatives.people[key] = person._replace(young=False)
