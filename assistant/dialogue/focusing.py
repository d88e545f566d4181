"""Finds the calculated figure that a question about statistics asks for: a share, a sum, a rest, a difference, a mean.

Such a question is answered with that figure first, and without the other calculated ones beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Figure, Statement, Unit
from assistant.policy.references import PLACEHOLDER, bare_id, whole_id

# So much of a label's weight must be said, and so much more than of the next one's.
SAID, LEAD = 0.6, 0.08
# A word of a label that is said by some of its characters only counts this much of them.
IN_PART = 0.8
# Words of a label that tell what its formula does, not of what.
_PLAIN = re.compile(r"占|比例|的|合计|比|多|少|共|数|约|人|元|平均|每|中|与|和|里|在|按|算")
_OPERATOR = re.compile(r"[+*/-]")
_PARTS = re.compile(r"(?<=[；。，;,])")
_DENIAL = re.compile(r"没|未(?!成)|冇|不(?!同|少)")
_EARLIER = re.compile(r"上年|去年|前|原")


@dataclass(frozen=True)
class _Kind:
    """A kind of calculated figure: what questions for it say, and the operators of its formula."""

    said: re.Pattern[str]
    operators: str
    is_share: bool = False
    is_earlier: bool = False

    def fits(self, figure: Figure, operators: frozenset[str]) -> bool:
        """Whether a figure is of this kind."""
        if self.is_earlier is not bool(_EARLIER.search(figure.label)):
            return False
        return (figure.unit is Unit.FRACTION) is self.is_share and bool(operators & set(self.operators))


_KINDS = (
    _Kind(re.compile(r"占|百分之几|百分比|比例|比重|几成|几分之几"), "/", is_share=True),
    _Kind(re.compile(r"(?<!占)(?:一共|合计|总共|加起来|加一块|加在一块|加上|拢共|合起来|统共|总数|两项|两样)"), "+"),
    _Kind(re.compile(r"剩|除掉|除了|除开|除去|扣掉|扣除|减掉|减去|以外|之外|其余|没有?[^,。?]{0,8}的|不带"), "-"),
    _Kind(re.compile(r"多(?:了|出)?(?:多少|几)|少(?:了)?(?:多少|几)|差(?:多少|几)|相差|差额|差距|多出"), "-"),
    _Kind(re.compile(r"(?<!比)(?:上|前|去)一?年(?!(?:多|少|增|减))|(?:扩|改|调)[^,。?]{0,3}前"), "+-/",
          is_earlier=True),
    _Kind(re.compile(r"平均|人均|每(?:个|人|批|次|月|天|家|条|笔|例|户)"), "/"),
)


class Focus:
    """Finds calculated figures of one knowledge by what is asked, and tells entries with them in view."""

    def __init__(self, knowledge: Knowledge, figures: Figures,
                 content_words: Callable[[str], list[tuple[str, float]]]) -> None:
        self._knowledge, self._figures, self._words = knowledge, figures, content_words

    def find(self, entries: Sequence[Entry], question: str) -> Figure | None:
        """The one calculated figure that the question asks for among those on what statistics tell; None if unclear."""
        told = [entry for entry in entries if entry.statement is Statement.STATISTIC]
        kinds = [kind for kind in _KINDS if kind.said.search(question)]
        if not told or not kinds:
            return None
        best: dict[str, Figure] = {}
        for kind in kinds:
            scored = sorted(
                ((self.said(figure.label, question), figure.id, figure) for figure in self._calculated(told)
                 if kind.fits(figure, self._operators(figure)) and not _only_denied(figure.label, question)),
                reverse=True, key=lambda s: (s[0], s[1]))
            if scored and scored[0][0] >= SAID:
                if len(scored) > 1 and scored[0][0] - scored[1][0] < LEAD:
                    return None
                best[scored[0][2].id] = scored[0][2]
        return next(iter(best.values())) if len(best) == 1 else None

    def narrowed(self, entry: Entry, focus: Figure) -> Entry:
        """The entry with the calculated figure told first, and the other calculated ones left out."""
        say = entry.say
        details = [text for text in (self._without_others(text, entry, focus) for text in say.details) if text]
        first = f"{focus.label}是{{{focus.id}}}。"
        return entry.model_copy(update={"say": say.model_copy(update={
            "short": first, "details": (say.short, *details), "variants": ()})})

    def _without_others(self, text: str, entry: Entry, focus: Figure) -> str:
        kept = [part for part in _PARTS.split(text) if not self._is_another(part, entry, focus)]
        return re.sub(r"[；，;,]$", "。", "".join(kept))

    def _is_another(self, part: str, entry: Entry, focus: Figure) -> bool:
        """Whether a part of a sentence tells calculated figures, and none but others than the one in view."""
        told = self._used((part,), entry)
        return bool(told) and focus.id not in told and all(self._figures.get(id_).derive for id_ in told)

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


def _only_denied(label: str, question: str) -> bool:
    """Whether a figure is of what was not so (没有直接结算), and the question denies nothing."""
    return bool(_DENIAL.search(label)) and not _DENIAL.search(question)
