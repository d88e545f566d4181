"""Which figures of an area's statistics the items of a list are: named by their labels' words, not by number.

Sure only if just one set of figures of one kind, unit and period fits all the items at once. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from itertools import combinations, pairwise, product
from math import prod

from assistant.dialogue.arithmetic.label_words import in_label_words, label_words
from assistant.dialogue.arithmetic.quoting import UNSAID, Operand
from assistant.policy.figures import Figures, base_amount
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import NUMERIC_UNITS, Figure, Statement, Unit
from assistant.text.corrector import Corrector

# Of a label that is the only one that fits so much must be said.
SAID = 0.4
# A word of several characters is said if so much of it is (慢病 of 慢性病).
OF_WORD = 0.6
# More sets of figures, or more words run together, than these are not tried out.
MOST_SETS, MOST_WORDS = 4_000, 7
# What labels have in common, so that leaving it out or saying it tells little.
_GENERIC = re.compile(r"基金|医保|医疗保险|费用|支出|收入|金额|人数|家数|数$|数目|总额|情况|的|市|全市|总|费$")
_COMMON = re.compile(r"基金|医保|的|总|数$")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_IN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_PARENTHESES = re.compile(r"[(（].*?[)）]")
# Said around names without naming anything.
_FILLERS = re.compile(
    r"被(?=[一-龥]{2})|(?:药店|医院)(?:和|跟|、)?(?:医院|药店)(?=那|这|的|加|一共|总|合|占|$)|(?:那|这)[个些](?=加|一共|总|合|占|$)|"
    r"(?:那|这)?(?:边|块儿?)|每个?|所有|"
    r"(?:截至|截止|截到|到)?(?:今年|当年)?(?:前?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])个?月份?底?)(?:为止|止)?|"
    r"得数|结果|一(?:起|块儿?|道)来?算?|(?:请|麻烦)?[把将](?=[一-龥])|请问|请|帮忙?|麻烦|我?想(?:问|知道|了解|查)|查(?:一?下|下)?|问(?:一?下)|算(?:一?[算下])?|统计|看(?:一?[下看])|大概|大约|差不多|"
    r"分别|各自?|都|全部|这|那|它们?|前者|后者|里[头面]?|其中|当中|方面|上面|"
    r"(?<![一-龥])(?:两|三|四|俩)|[两三四俩](?:个|项|样|笔|块|类|者|种|边|组)(?:钱|费用)?|"
    r"(?:列|写|安排|规定|部署|提)(?:了|出了?|到)(?=[^一-龥]|[多几有的是]|$)|(?:占|有)(?:了|到)?(?=[^一-龥]|$)|部分|"
    r"花在|用在|花掉|花了?|用掉|用了|付掉|付了|付(?=的)|开支|元|钱|块|万|数字?|总|资料|报告|工作总结|当年|本年|今年(?!底|初)|一年|现在|目前|截至|"
    r"(?:我们?|咱们?|你们|贵)?局里|要?(?:发|分|拨|付)给|"
    r"的|了|是|有|在|呢|啊|呀|吧|嘛|个|要|又|再|还|就|,|[?.!;:]"
)
_MONEY = re.compile(r"元|钱|块")
# Several parts of a list together.
_BOTH = re.compile(r"[两三]部分")
# Said of a total, or by its label in a measure.
_OF_ALL = re.compile(r"全部|全市|全体|所有|总共|总的|总|家数|人数|数$")
_OPPOSED = (("收入", "支出"),)
_TOLD_SO = frozenset((Statement.STATISTIC, Statement.PLAN))


class Likeness(Enum):
    """What figures that are named together have in common: all that lets them be added, their period, or their unit."""

    KIND = "kind"
    PERIOD = "period"
    UNIT = "unit"


@dataclass(frozen=True)
class List:
    """What was said of some items: the words of each, those that hold for all, all that was said before, what leads.

    `may_part` tells that an item may be several, `ends_in_whole` that the last one is the whole of the others, `asked`
    in what the answer is asked for (几条).
    """

    items: tuple[str, ...]
    shared: str = ""
    context: str = ""
    lead: str = ""
    may_part: bool = False
    ends_in_whole: bool = False
    asked: str = ""


@dataclass(frozen=True)
class _Labelled:
    """A figure with the words of its label, each with its weight, as far as they tell it from others.

    `label` is without what stands in parentheses, `whole` with it.
    """

    operand: Operand
    label: str
    whole: str
    words: tuple[tuple[str, float], ...]

    @property
    def family(self) -> str:
        """The group of figures that it belongs to."""
        return family_of(self.operand.figure)

    @property
    def kind(self) -> tuple[object, ...]:
        """What figures that are set against each other must have in common."""
        return kind_of(self.operand)

    @property
    def period(self) -> tuple[object, ...]:
        """The time that its value is for."""
        return self.operand.value.first_day, self.operand.value.last_day


class Naming:
    """Recognises the figures of one knowledge by the words of their labels."""

    def __init__(self, knowledge: Knowledge, figures: Figures,
                 content_words: Callable[[str], list[tuple[str, float]]], standard: Callable[[str], str],
                 terms: Mapping[str, str], corrector: Callable[[Iterable[str]], Corrector]) -> None:
        """Take the knowledge; `terms` maps what people say to the official terms, in which labels are written.

        `corrector` mends what sounds like one of some words.
        """
        self._knowledge, self._figures, self._words, self._standard = knowledge, figures, content_words, standard
        self._terms, self._label_words = terms, lru_cache(maxsize=8)(self._label_words_of)
        self._labelled = lru_cache(maxsize=8)(self._labelled_on)
        self._corrector, self._correctors = corrector, lru_cache(maxsize=8)(self._corrector_of)

    def resolve(self, said: List, area: str, day: date, *, alike: Likeness = Likeness.KIND) -> tuple[Operand, ...]:
        """The figures that the items name, in their order; none if that isn't sure.

        What they must have `alike` limits which may be meant together. What the first item begins with may hold for
        all (利息收入职工和居民), and items may follow each other without a break.
        """
        found = self._resolved(said, area, day, alike)
        if found:
            return found
        if len(said.items) > 1:
            found = self._begun(said, area, day, alike)
        if not found and said.may_part:
            sets = {tuple(o.reference for o in operands): operands for parted in self._parted(said)
                    if (operands := self._resolved(parted, area, day, alike) or self._begun(parted, area, day, alike))}
            most = max(map(len, sets), default=0)
            fullest = [operands for ids, operands in sets.items() if len(ids) == most]
            return fullest[0] if len(fullest) == 1 else ()
        return found

    def _begun(self, said: List, area: str, day: date, alike: Likeness) -> tuple[Operand, ...]:
        """The figures if what the first item begins with holds for all of them."""
        begun = self._own(said.items[0])
        for number in range(1, len(begun)):
            first, shared = " ".join(begun[number:]), " ".join((said.shared, *begun[:number]))
            found = self._resolved(replace(said, items=(first, *said.items[1:]), shared=shared), area, day, alike)
            if found:
                return found
        return ()

    def _parted(self, said: List) -> Iterator[List]:
        """The list with one of its items cut into two or three."""
        for place, item in enumerate(said.items):
            own = sorted(self._own(item), key=len, reverse=True)
            words = re.findall("|".join(map(re.escape, own)), item) if own else []
            cuts = [*((at,) for at in range(1, len(words))), *combinations(range(1, len(words)), 2)]
            for cut in cuts if len(words) <= MOST_WORDS else ():
                bounds = (0, *cut, len(words))
                items = tuple("".join(words[begin:end]) for begin, end in pairwise(bounds))
                yield replace(said, items=(*said.items[:place], *items, *said.items[place + 1 :]))

    def _resolved(self, said: List, area: str, day: date, alike: Likeness) -> tuple[Operand, ...]:
        labelled = self._labelled(area, day)
        shared = self._own(said.shared)
        choices = [self._fitting(item, labelled, shared, said) for item in said.items]
        if not all(choices) or prod(map(len, choices)) > MOST_SETS:
            return ()
        unsaid = {found: tuple(self._unsaid(c, place, found, said) for place, c in enumerate(found))
                  for found in product(*choices) if _may_be_set(found, alike) and self._are_told_apart(found, said)}
        only = len(said.items) > 1 and said.asked and all(len(fitting) == 1 for fitting in choices)
        sure = _surest(unsaid) or (next(iter(unsaid), ()) if only else ())
        if said.ends_in_whole and sure and unsaid[sure][-1]:
            return ()
        return tuple(candidate.operand for candidate in sure)

    def in_label_words(self, text: str, area: str) -> str:
        """A text with the words of the area's labels in the place of others for the same."""
        return in_label_words(text, self._label_words(area))

    def mended(self, text: str, area: str) -> str:
        """A text with words of the area's labels in the place of what only sounds like them (结余溜用)."""
        for correction in reversed(self._correctors(area).find(text)):
            text = text[: correction.start] + correction.term + text[correction.end :]
        return text

    def _corrector_of(self, area: str) -> Corrector:
        areas = self._knowledge.lineage(area)
        return self._corrector({word for figure in self._knowledge.figures.values()
                                if figure.id.split(".")[0] in areas and figure.statement in _TOLD_SO
                                for word, _ in self._words(self._standard(figure.label)) if len(word) > 1})

    def is_named(self, text: str, figures: Iterable[Figure], area: str) -> bool:
        """Whether a text has a word by which it names one of some figures."""
        own = [word for word in self._own(self.in_label_words(text, area)) if not _is_generic(word)]
        return any(_is_in(word, self._standard(figure.label)) for figure in figures for word in own)

    def content(self, text: str, area: str) -> list[str]:
        """The words of a text that name something, in those of the area's labels, without what is in most of these."""
        return [word for word in self._own(self.in_label_words(text, area)) if not _is_generic(word)]

    def _label_words_of(self, area: str) -> dict[str, str]:
        areas = self._knowledge.lineage(area)
        labels = [figure.label for figure in self._knowledge.figures.values()
                  if figure.id.split(".")[0] in areas and not figure.derive]
        return label_words(self._terms, labels)

    def is_shared(self, lead: str, operands: Sequence[Operand], area: str, day: date) -> bool:
        """Whether all words of what leads a list that name any figures are in the labels of all of these."""
        ids = {operand.reference for operand in operands}
        labels = [candidate.label for candidate in self._labelled(area, day) if candidate.operand.reference in ids]
        known = [candidate.label for candidate in self._labelled(area, day)]
        return all(all(_is_in(word, label) for label in labels) or not any(_is_in(word, label) for label in known)
                   for word in self._own(lead) if not _is_generic(word))

    def named_among(self, text: str, operands: Sequence[Operand], area: str, day: date) -> tuple[Operand, ...]:
        """Those of some figures whose labels have all the words by which a text names something."""
        labels = {candidate.operand.figure.id: candidate.label for candidate in self._labelled(area, day)}
        own = self._own(text)
        return tuple(o for o in operands if own and all(_is_in(word, labels.get(o.figure.id, "")) for word in own))

    def total_named(self, text: str, parts: Sequence[Operand], area: str, day: date) -> Operand | None:
        """The figure of which others may be parts that a text names, all that its words tell; None if it isn't one.

        Of several that a text names the one is meant whose label all the others have in theirs.
        """
        measures = {(o.dimension, o.figure.measure) for o in parts}
        named = [c for c in self._labelled(area, day)
                 if {(c.operand.dimension, c.operand.figure.measure)} == measures
                 and c.operand.amount >= sum(o.amount for o in parts)
                 and c.operand.reference not in {o.reference for o in parts}]
        own = [word for word in self._own(_OF_ALL.sub("", text)) if not _is_generic(word)]
        found = [c for c in named if own and all(_is_in(word, c.label) for word in own)]
        bare = [_OF_ALL.sub("", c.label) for c in found]
        fullest = [c for c, label in zip(found, bare, strict=True) if all(_is_in(label, other) for other in bare)]
        return fullest[0].operand if len(fullest) == 1 else None

    def _own(self, text: str) -> list[str]:
        """The words of what was said that name something."""
        return [word for word, _ in self._words(_FILLERS.sub(" ", text))]

    def _fitting(self, item: str, labelled: Sequence[_Labelled], shared: Sequence[str],
                 said: List) -> list[_Labelled]:
        """The figures that an item of a list may name."""
        own, years = self._own(item), set(_YEAR.findall(item))
        if not (own or years):
            return []
        named = [word for word in own if not _may_lack(word, own)]
        of_all = [word for word in shared if not _is_generic(word)]
        near = f"{item} {said.shared}"
        return [c for c in labelled
                if all(_is_in(word, c.whole) for word in named) and all(_is_in(word, c.label) for word in of_all)
                and _is_asked_in(c.operand, said.asked)
                and not (years and not {str(year) for year in years_of(c.operand)} & years)
                and not _opposed(c.label, near) and not _opposed(c.label, said.lead)]

    def _are_told_apart(self, found: Sequence[_Labelled], said: List) -> bool:
        """Whether each item says something by which its figure differs from another of them; a whole needn't."""
        if len(found) == 1:
            return True
        for item, candidate in zip(said.items[: -1 if said.ends_in_whole else None], found, strict=False):
            own = [word for word in (*self._own(item), *_YEAR.findall(item)) if _is_in(word, candidate.whole)]
            if any(all(word in other.whole for word in own) for other in found if other is not candidate):
                return False
        return True

    def _unsaid(self, candidate: _Labelled, place: int, found: Sequence[_Labelled], said: List) -> frozenset[str]:
        """The words of a label that neither its item nor what is common to all of them says."""
        near = f"{said.items[place]} {said.shared} {said.context} {said.asked}"
        anywhere = " ".join(said.items)
        common = [word for word, _ in candidate.words if all(_is_in(word, other.label) for other in found)]
        return frozenset(word for word, _ in candidate.words
                         if not _is_said(word, near) and not (word in common and _is_said(word, anywhere)))

    def _labelled_on(self, area: str, day: date) -> tuple[_Labelled, ...]:
        areas = self._knowledge.lineage(area)
        operands = []
        for figure in self._knowledge.figures.values():
            if figure.unit not in NUMERIC_UNITS or not _is_told_so(figure):
                continue
            if _is_place(figure) or (figure.derive and not self._is_counted_off(figure)):
                continue
            values = self._figures.on(figure.id, day).values
            if figure.id.split(".")[0] in areas and len(values) == 1:
                operands.append(Operand(figure.id, figure, values[0], base_amount(figure, values[0]), UNSAID, True))
        return tuple(self._labels(operands))

    def _is_counted_off(self, figure: Figure) -> bool:
        """Whether a figure is how many there are from one place of a numbered list to another, as good as written."""
        operands = [self._figures.get(id_) for id_ in self._figures.operands(figure)]
        return (figure.unit is Unit.COUNT and not _BOTH.search(figure.label)
                and any(map(_is_place, operands)))

    def _labels(self, operands: Sequence[Operand]) -> Iterator[_Labelled]:
        """The operands with the words of their labels; the generic ones count where the others are in longer labels.

        So it is with a whole: without its last word 职工医保基金收入 has nothing that its parts haven't.
        """
        bare = [(operand.dimension, _GENERIC.sub("", _PARENTHESES.sub("", operand.figure.label)))
                for operand in operands]
        for operand, (dimension, own) in zip(operands, bare, strict=True):
            label = self._standard(_PARENTHESES.sub("", operand.figure.label))
            tells = bool(own) and not any(kind == dimension and own in other and own != other for kind, other in bare)
            told = self._words((_GENERIC if tells else _COMMON).sub(" ", label))
            yield _Labelled(operand, label, self._standard(operand.figure.label), tuple(told))


_Set = tuple[_Labelled, ...]


def _surest(unsaid: dict[_Set, tuple[frozenset[str], ...]]) -> _Set:
    """The one set that is said whole, or lacks but what all of it has in common, or less than any other; else none."""
    if not unsaid:
        return ()
    whole = [found for found, lacks in unsaid.items() if not any(lacks)]
    alike = [found for found, lacks in unsaid.items() if len(found) > 1 and len(set(lacks)) == 1]
    kin = [found for found, lacks in unsaid.items() if len(found) > 1 and len({c.family for c in found}) == 1
           and all(map(_is_mostly_said, found, lacks))]
    least = [found for found, lacks in unsaid.items() if all(
        all(one <= other for one, other in zip(lacks, others, strict=True)) for others in unsaid.values())]
    for suiting in (whole, alike, kin, least):
        if suiting:
            sure = suiting[0] if len(suiting) == 1 else ()
            return sure if all(map(_is_mostly_said, sure, unsaid.get(sure, ()))) else ()
    return ()


def _is_mostly_said(candidate: _Labelled, lacks: frozenset[str]) -> bool:
    whole = sum(weight for _, weight in candidate.words)
    return whole > 0 and sum(weight for word, weight in candidate.words if word in lacks) <= (1 - SAID) * whole


def _may_be_set(found: Sequence[_Labelled], alike: Likeness) -> bool:
    ids = {candidate.operand.figure.id for candidate in found}
    of_two_times = len({_YEAR.sub("", candidate.label) for candidate in found}) == 1
    kinds: Iterable[object] = (c.period if alike is Likeness.PERIOD else c.kind[:2] if alike is Likeness.UNIT
                               else c.kind[: 3 if of_two_times else None] for c in found)
    return len(ids) == len(found) and len(set(kinds)) == 1


def _is_place(figure: Figure) -> bool:
    """Whether a figure is a place in a numbered list: a count of nothing."""
    return figure.unit is Unit.COUNT and not figure.measure and not figure.derive


def _is_told_so(figure: Figure) -> bool:
    """Whether a figure may be named: a statistic or target, or the rate of a rule."""
    return figure.statement in _TOLD_SO or (figure.statement is Statement.RULE and figure.unit is Unit.FRACTION)


def kind_of(operand: Operand) -> tuple[object, ...]:
    """What figures have in common that may be added or set against each other.

    Rates that hold on a day are alike, whether by a rule or as a target.
    """
    figure, value = operand.figure, operand.value
    if operand.dimension == "share" and figure.statement is not Statement.STATISTIC:
        return operand.dimension, figure.measure, None
    return operand.dimension, figure.measure, figure.statement, value.first_day, value.last_day


def family_of(figure: Figure) -> str:
    """The group of figures that one belongs to, as its id tells."""
    return ".".join(figure.id.split(".")[:2])


def years_of(operand: Operand) -> set[int]:
    """The years that a figure is of: those its label names, else those of its period."""
    named = {int(year) for year in _YEAR.findall(operand.figure.label.translate(_IN_DIGITS))}
    first, last = operand.value.first_day, operand.value.last_day
    return named or {day.year for day in (last or first,) if day}


def _is_asked_in(operand: Operand, asked: str) -> bool:
    """Whether a figure may be what is asked for in sums of money, or in persons or things; true if that isn't said."""
    return not asked or operand.dimension == ("money" if _MONEY.search(asked) else "count")


def names_anything(text: str) -> bool:
    """Whether a text has any words but those that are said around names."""
    return bool(_FILLERS.sub("", text).strip())


def _opposed(label: str, said: str) -> bool:
    return any((one in label and other in said and one not in said) or (other in label and one in said and
               other not in said) for one, other in _OPPOSED)


def _is_generic(word: str) -> bool:
    return not _GENERIC.sub("", word)


def _may_lack(word: str, own: Sequence[str]) -> bool:
    """Whether a label needn't have a word: a generic one beside others that aren't."""
    return _is_generic(word) and word not in ("收入", "支出") and any(not _is_generic(other) for other in own)


def _is_in(word: str, label: str) -> bool:
    """Whether a label has a word, or all its characters in their order."""
    rest = iter(label)
    return word in label or (len(word) > 1 and all(character in rest for character in word))


def _is_said(word: str, text: str) -> bool:
    return word in text or sum(character in text for character in word) / len(word) >= OF_WORD
