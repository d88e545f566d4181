"""Finds the calculated figure that a question about statistics asks for: a share, a sum, a rest, a difference, a mean.

Such a question is answered with that figure first, and without the other calculated ones beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue import phrases
from assistant.dialogue.arithmetic.label_words import without_left_out
from assistant.dialogue.arithmetic.naming import Naming
from assistant.dialogue.arithmetic.operation_words import said_number
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import NUMERIC_UNITS, Entry, Figure, Statement, Unit
from assistant.policy.references import PLACEHOLDER, bare_id, whole_id

# So much of a label's weight must be said, and so much more than of the next one's.
SAID, LEAD = 0.6, 0.08
# So much of what a rest is calculated from must be said, where the part was found for the question.
SAID_OF_PART = 0.2
# A word of a label that is said by some of its characters only counts this much of them.
IN_PART = 0.8
# Words of a label that tell what its formula does, not of what.
_PLAIN = re.compile(r"占|比例|的|合计|比|多|少|共|数|约|人|元|平均|每|中|与|和|里|在|按|算")
_OPERATOR = re.compile(r"[+*/-]")
_ADDS_AND_TAKES = frozenset("+-")
_PARTS = re.compile(r"(?<=[；。，;,])")
_DIFFERENCE = re.compile(r"[\w.]+ - [\w.]+")
_REST = re.compile(r"(?:剩|其余|余下|还有|净|另外)[^,.?!;]{0,6}(?:多少|几)")
_DENIAL = re.compile(r"没|未(?!成)|冇|不(?!同|少)")
_EARLIER = re.compile(r"上年|去年|前|原")
# More or less than a year before is asked for.
_SINCE = re.compile(r"[比较跟同][^,.?!;]{0,3}(?:上|去|前|头)一?年[^,.?!;]{0,4}[多少增减]")
_YEAR_BEFORE = re.compile(r"上年|去年")
# What was at the same time of the year before is asked for, and not only compared with.
_SAME_TIME = re.compile(
    r"(?<![比跟和同与是较占])(?:[去上前头]一?年)的?(?:同期|同一?个?时[候期段]|[这那]个?时候)"
    r"[^,.?!;幅率比]{0,10}?(?:(?<![多少高低增涨降])(?:多少|几)(?!倍|成)|呢)")
_CHANGE = re.compile(r"增加|减少|[多少](?:收|支|了)|相差|差额|比上年|比去年")
# A rise or fall is asked for in per cent, and what a figure that tells one is called.
_GROWN = re.compile(
    r"(?:增长|增加|上升|上涨|提高|涨|升|增|下降|下跌|降低|减少|降|跌|减|[多少高低](?=了|咗|出))(?:了|咗|出|的|有)?"
    r"(?:多少|几)?(?:百分之[几多]|百分之多少|百分比|几成|几个百分点|多少个百分点|比例)|[增降涨跌]幅|增长率|增速|下降率"
)
_GROWTH = re.compile(r"[增降涨跌]幅|增长率|增速")
# A total that a share is asked of is not what is asked for.
_OF_WHOLE = re.compile(r"(?:总数|总额|合计)(?=里|当中|中|的?(?:百分|几成|比例|比重|占))")
_INSURED = re.compile(r"职工|居民")
_FROM = re.compile(r"按[^,]{0,6}[增降][幅长]?(?:倒推|反推)?的?|上年|去年|同期")


@dataclass(frozen=True)
class _Kind:
    """A kind of calculated figure: what questions for it say, and the operators of its formula."""

    said: re.Pattern[str]
    operators: str
    is_share: bool = False
    is_earlier: bool = False
    is_since: bool = False
    is_growth: bool = False

    def fits(self, figure: Figure, operators: frozenset[str]) -> bool:
        """Whether a figure is of this kind."""
        if self.is_earlier is not bool(_EARLIER.search(figure.label)):
            return False
        if self.is_since and not _CHANGE.search(figure.label):
            return False
        if self.is_share and self.is_growth is not bool(_GROWTH.search(figure.label)):
            return False
        return (figure.unit is Unit.FRACTION) is self.is_share and bool(operators & set(self.operators))


_KINDS = (
    _Kind(re.compile(r"占|百分之几|百分比|比例|比重|几成|几分之几|[增降涨跌]幅"), "/", is_share=True),
    _Kind(re.compile(
        r"(?<!占)(?:一共|合计|总共|加起来|加一块|加在一块|加上|拢共|笼总|合起来|合在一|统共|共计|合共|总数|两项|两样|"
        r"(?:一起|一道|一块儿?)(?:算|数|加)|加埋|夹埋|"
        r"(?<!增)加[^,.?!;]{1,10}总(?:支出|收入|额|费用))"), "+"),
    _Kind(re.compile(
        r"剩|除掉|除了|除开|除去|扣掉|扣除|减掉|减去|以外|之外|其余|没有?[^,。?]{0,8}的|不带|"
        r"不能[^,。?]{1,10}的"), "-"),
    _Kind(re.compile(r"多(?:了|出)?(?:多少|几)|少(?:了)?(?:多少|几)|差(?:多少|几)|相差|差额|差距|多出"), "-"),
    _Kind(re.compile(r"(?<!比)(?:上|前|去)一?年(?!(?:多|少|增|减))|(?:扩|改|调)[^,。?]{0,3}前"), "+-/",
          is_earlier=True),
    _Kind(re.compile(r"平均|人均|每(?:个|人|批|次|月|天|家|条|笔|例|户)"), "/"),
)


class Focus:
    """Finds calculated figures of one knowledge by what is asked, and tells entries with them in view."""

    def __init__(self, knowledge: Knowledge, figures: Figures,
                 content_words: Callable[[str], list[tuple[str, float]]], naming: Naming) -> None:
        self._knowledge, self._figures, self._words, self._naming = knowledge, figures, content_words, naming

    def find(self, entries: Sequence[Entry], question: str) -> Figure | None:
        """The one calculated figure that the question asks for among those on what statistics tell; None if unclear.

        It is named by the words of its label or by others for the same; what isn't to count must not be in a sum.
        """
        area = entries[0].area if entries else ""
        kept, left_out = without_left_out(question)
        for said in dict.fromkeys((kept, self._naming.in_label_words(kept, area))):
            figure = self._find(entries, said)
            if figure and said != kept and "占" not in said and not self._operators(figure) <= _ADDS_AND_TAKES:
                continue  # of what a rate is, other words aren't near enough
            if figure and not (left_out and self._may_count(left_out, figure, area)):
                return figure
        figure = self._find(entries, question) if left_out else None
        if figure and self._operators(figure) != {"+"}:
            return figure
        return self._rest_of(entries, self._naming.in_label_words(kept, area), left_out) if left_out else None

    def _rest_of(self, entries: Sequence[Entry], kept: str, left_out: str) -> Figure | None:
        """The one calculated rest of a whole that is named without the part that the entries tell and is left out."""
        if not _REST.search(kept):
            return None
        told = {id_ for entry in entries if entry.statement is Statement.STATISTIC
                for id_ in self._used((entry.say.short,), entry)}
        rests = []
        for figure in self._knowledge.figures.values():
            parts = [*self._figures.operands(figure)] if _DIFFERENCE.fullmatch(figure.derive or "") else []
            if len(parts) == 2 and parts[1] in told and not _CHANGE.search(figure.label):
                whole, part = (self._figures.get(id_).label for id_ in parts)
                if self.said(part, left_out) >= SAID_OF_PART and self.said(whole, kept) >= SAID_OF_PART:
                    rests.append(figure)
        return rests[0] if len(rests) == 1 else None

    def _may_count(self, left_out: str, figure: Figure, area: str) -> bool:
        """Whether what isn't to count may be in a figure: it is no sum, or of something that is named so."""
        parts = [self._figures.get(id_) for id_ in self.operands(figure)]
        return self._operators(figure) != {"+"} or self._naming.is_named(left_out, parts, area)

    def _find(self, entries: Sequence[Entry], question: str) -> Figure | None:
        told = [entry for entry in entries if entry.statement is Statement.STATISTIC]
        whole = _OF_WHOLE.sub("", question)
        kinds = [kind for kind in _KINDS if kind.said.search(question if kind.is_share else whole)]
        if _SINCE.search(question):
            kinds = [replace(kind, is_since=True) if kind.operators == "-" else kind for kind in kinds]
        if _GROWN.search(question):
            kinds = [replace(kind, is_growth=True) if kind.is_share else kind for kind in kinds]
        if not told or not kinds:
            return None
        best: dict[str, Figure] = {}
        for kind in kinds:
            scored = sorted(
                ((self.said(figure.label, question), figure.id, figure) for figure in self._calculated(told)
                 if kind.fits(figure, self._operators(figure)) and not _only_denied(figure.label, question)
                 and not (kind.operators == "+" and _is_of_one(figure.label, question))),
                reverse=True, key=lambda s: (s[0], s[1]))
            if kind.operators == "+":
                scored = [s for s in scored if self._adds_as_many(s[2], question)]
            if kind.operators == "+" and self._is_plain(told, scored, question):
                continue
            if kind.is_share and scored and self._tells_share_first(told, scored[0][0], question):
                continue
            if scored and scored[0][0] >= SAID:
                if len(scored) > 1 and scored[0][0] - scored[1][0] < LEAD:
                    return None
                best[scored[0][2].id] = scored[0][2]
        return next(iter(best.values())) if len(best) == 1 else None

    def _is_plain(self, told: Sequence[Entry], scored: Sequence[tuple[float, str, Figure]], question: str) -> bool:
        """Whether a figure of the documents is named clearly better than the best calculated one."""
        ids = {id_ for entry in told for id_ in self._used((entry.say.short,), entry)}
        plain = [self._figures.get(id_) for id_ in ids]
        return bool(scored) and any(
            not f.derive and f.unit in NUMERIC_UNITS and self.said(f.label, question) >= scored[0][0] + LEAD
            for f in plain)

    def _tells_share_first(self, told: Sequence[Entry], score: float, question: str) -> bool:
        """Whether the first sentences tell a share of the documents that is named as well as a calculated one."""
        plain = [self._figures.get(id_) for entry in told for id_ in self._used((entry.say.short,), entry)]
        return any(not f.derive and f.unit is Unit.FRACTION and self.said(f.label, question) >= score for f in plain)

    def of_year_before(self, entry: Entry, years: Sequence[int], question: str) -> Figure | None:
        """The one figure calculated for the year before, if just that year is asked for and a statistic tells the next.

        None if the entry tells a figure of the year that is asked for, or it isn't clear which one is meant.
        """
        first = [id_ for id_ in self._used((entry.say.short,), entry) if self._figures.get(id_).unit in NUMERIC_UNITS]
        years = years or (self._years_before(first) if _SAME_TIME.search(question) else ())
        if entry.statement is not Statement.STATISTIC or len(years) != 1:
            return None
        told = self._used((entry.say.short, *entry.say.details), entry)
        if any(self._covers(id_, years[0]) for id_ in told) or not any(self._covers(i, years[0] + 1) for i in first):
            return None
        parts = {id_: self.operands(self._figures.get(id_)) or {id_} for id_ in first}
        found = [figure for figure in self._calculated([entry])
                 if _YEAR_BEFORE.search(figure.label) and not _CHANGE.search(figure.label)
                 and figure.unit not in (Unit.FRACTION, Unit.POINTS)
                 and any(of_first <= self.operands(figure) for of_first in parts.values())]
        scored = sorted(((self.said(_FROM.sub("", f.label), question), f.id, f) for f in found), reverse=True,
                        key=lambda s: (s[0], s[1]))
        clear = scored and (len(scored) == 1 or scored[0][0] - scored[1][0] >= LEAD)
        return scored[0][2] if clear else None

    def _years_before(self, ids: Iterable[str]) -> tuple[int, ...]:
        """The years before those that figures of the documents are of."""
        values = [value for id_ in ids for value in self._figures.get(id_).values]
        return tuple({value.last_day.year - 1 for value in values if value.last_day})

    def _covers(self, id_: str, year: int) -> bool:
        """Whether a figure of the documents has a value that is of a year alone or of a part of it."""
        figure = self._figures.get(id_)
        values = figure.values or tuple(v for o in self._figures.operands(figure) for v in self._figures.get(o).values)
        return any((v.first_day and v.last_day and v.first_day.year == v.last_day.year == year)
                   or (v.last_day and not v.first_day and v.last_day.year == year) for v in values)

    def tells_shares(self, entry: Entry) -> bool:
        """Whether a statistic tells calculated shares."""
        told = self._used((entry.say.short, *entry.say.details), entry)
        return entry.statement is Statement.STATISTIC and any(
            self._figures.get(id_).derive and self._figures.get(id_).unit is Unit.FRACTION for id_ in told)

    def narrowed(self, entry: Entry, focus: Figure) -> Entry:
        """The entry with the calculated figure told first, and the other calculated ones left out."""
        say = entry.say
        details = [text for text in (self._without_others(text, entry, focus) for text in say.details) if text]
        return self.led_by(entry, f"{focus.label}是{{{focus.id}}}。", details)

    def of_other_year(self, entry: Entry, figure: Figure, asked: str) -> Entry:
        """The entry with the figure calculated for the year `asked` first, and that the documents lack that year."""
        first = phrases.EARLIER.format(asked=asked, label=figure.label, id=figure.id,
                                       about="约" if "/" in (figure.derive or "") and not figure.bound else "")
        return self.led_by(entry, first, entry.say.details)

    @staticmethod
    def led_by(entry: Entry, first: str, details: Sequence[str]) -> Entry:
        """The entry with another first sentence, its own behind that, and other details."""
        say = entry.say
        return entry.model_copy(update={"say": say.model_copy(update={
            "short": first, "details": (say.short, *details), "variants": ()})})

    def _without_others(self, text: str, entry: Entry, focus: Figure) -> str:
        kept = [part for part in _PARTS.split(text) if not self._is_another(part, entry, focus)]
        return re.sub(r"[；，;,]$", "。", "".join(kept))

    def _is_another(self, part: str, entry: Entry, focus: Figure) -> bool:
        """Whether a part of a sentence tells calculated figures, and none but others than the one in view."""
        told = self._used((part,), entry)
        return bool(told) and focus.id not in told and all(self._figures.get(id_).derive for id_ in told)

    def _adds_as_many(self, figure: Figure, question: str) -> bool:
        """Whether a sum is of no fewer figures than the question says that there are (三样)."""
        number = said_number(question)
        return number is None or self._operators(figure) != {"+"} or len(self.operands(figure)) >= number

    def operands(self, figure: Figure) -> set[str]:
        """The ids of the figures that a calculated one is calculated from."""
        return {bare_id(operand) for operand in self._figures.operands(figure)}

    @staticmethod
    def _operators(figure: Figure) -> frozenset[str]:
        return frozenset(_OPERATOR.findall(re.sub(r"@[\d-]+", "", figure.derive or "")))

    def _calculated(self, entries: Iterable[Entry]) -> list[Figure]:
        """The calculated figures that the entries tell, or all of whose operands they tell."""
        told = {id_ for entry in entries for id_ in self._used((entry.say.short, *entry.say.details), entry)}
        return [figure for figure in self._knowledge.figures.values() if figure.derive and (
            figure.id in told or {bare_id(o) for o in self._figures.operands(figure)} <= told)]

    def _used(self, texts: Iterable[str], entry: Entry) -> set[str]:
        return {whole_id(match["id"], entry.area, self._knowledge.figures)
                for text in texts for match in PLACEHOLDER.finditer(text)}

    def said(self, label: str, question: str) -> float:
        """The share of a label's weight that the question says."""
        whole = said = 0.0
        for word, weight in self._words(_PLAIN.sub("", label)):
            whole += weight
            share = sum(character in question for character in word) / len(word)
            said += weight if word in question else weight * share * IN_PART if share >= 0.5 else 0.0
        return said / whole if whole else 0.0


def _is_of_one(label: str, question: str) -> bool:
    """Whether a figure is of one kind of insured, and the question names both."""
    return len(set(_INSURED.findall(question))) > len(set(_INSURED.findall(label))) == 1


def _only_denied(label: str, question: str) -> bool:
    """Whether a figure is of what was not so (没有直接结算), and the question denies nothing."""
    return bool(_DENIAL.search(label)) and not _DENIAL.search(question)
