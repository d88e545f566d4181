"""What a caller tells beside of somebody who has no part in the matter: a neighbour, a colleague, the next bed.

Knows how such people are named. Their amounts and conditions don't count where the caller has such of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.people import SURNAMES, Clause, people_in
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import SUMS, Quantity, QuantityKind

OUTSIDER = (
    r"同事|工友|邻居|隔壁|隔篱|邻床|对门|对面床|楼上|楼下|同病房|病房里|朋友|老乡|亲戚|街坊|病友|牌友|同村|邻村|邻镇|外村|别的?村|别的?镇|别的?厂|别的?公司|别人|人家|旁人|"
    rf"有人|他们|人们|村里人|大家|群里|网上|抖音|别个|老[{SURNAMES}](?!伴)|"
    rf"[{SURNAMES}](?:姐|哥|婶|叔|伯|姨|嫂|大爷|大妈|大姐|大哥|阿姨)"
)
# Of the next place, not of the people next door; and who takes part together with the caller.
_PLACE = r"(?:镇|村|市|县|省|街|区|乡|那?家?医院|社区|诊所|卫生|药店|的?药房)"
_ANYWHERE = re.compile(rf"(?<![和跟同与加替帮比像])(?:{OUTSIDER})(?!都(?![说讲话]))")
_NAMED = re.compile(rf"(?<![和跟同与加替帮比像])(?:{OUTSIDER})(?!都(?![说讲话])|{_PLACE})")
_OURS = re.compile(r"我们|咱们|俺们")
_SPEAKER = re.compile(
    r"(?<![跟同和对与向问劝叫让])我(?!们?(?:那)?(?:个|的)?(?:同事|工友|邻居|朋友|老乡|亲戚|街坊|病友))|俺|咱|自己(?=花|的|这)"
)
_RELATIVE = re.compile(r"爸|妈|爹|娘|父亲|母亲|老公|老婆|老伴|媳妇|对象|儿子|女儿|闺女|公公|婆婆|爷爷|奶奶|外公|外婆")
_PRONOUN = re.compile(r"^(?:那|可|而|但)?(?:[他她佢]|人家)")
# They say how things are, not what they paid or got (人家说护理钱有折扣).
_TELLS_OF_RULES = re.compile(rf"(?:{OUTSIDER})[^,.?!;他她佢]{{0,4}}?(?:说|讲|话|告诉|提)(?![^,.?!;]{{0,3}}[他她佢])")
# What a day costs whoever pays it (街坊说床位一天要40).
PRICE_OF_A_DAY = re.compile(r"(?:一|每)(?:天|日|晚)[^,.;?!\d]{0,3}$")
_SUPPOSES = re.compile(r"(?:说|讲|话|告诉|提)[^,.?!;]{0,6}?(?:要是|如果|假如|若是|早[办知])")
_TOGETHER = re.compile(
    r"俩|两个人|两人|各|分别|[差争]多少|[差争]几|相差|对比|比较|一起算|哪个|"
    r"比(?:起)?(?:我|俺|咱|[他她佢]|前面|前一|第一|那)[^,.?!;]{0,6}?[多少高低贵省]"
)
_ASKS = re.compile(r"多少|几多|几钱|几块|几个钱|几钿|好多")
_ON_BEHALF = re.compile(rf"(?:替|帮|代|为)[^,.?!;]{{0,6}}(?:{OUTSIDER})")
_THEM = re.compile(r"[他她佢](?:们|哋)")
_END = ".?!;"


def told_beside(heard: Understood) -> list[tuple[int, int]]:
    """The stretches of the text, `start:end`, that tell of such people; none where they are what is asked for."""
    text, spans = heard.text, []
    if _TOGETHER.search(text) or _ON_BEHALF.search(text):
        return []
    naming = _ANYWHERE if _OURS.search(text) else _NAMED
    outside = False
    for clause in heard.clauses:
        piece = text[clause.start : clause.end]
        named = naming.search(piece)
        if named and not _are_counted(clause.start + named.start(), clause, heard):
            begin, outside = clause.start + named.start(), True
        elif _SPEAKER.search(piece) or _RELATIVE.search(piece) or _begins_anew(text, clause):
            outside = False
        else:
            begin = clause.start
        if not outside:
            continue
        sums = [q for q in heard.quantities if q.kind in SUMS and clause.start <= q.start < clause.end]
        priced = bool(sums) and all(PRICE_OF_A_DAY.search(text[: q.start]) for q in sums)
        if named and _TELLS_OF_RULES.match(text, begin) and (priced or not sums):
            outside = False  # what comes next is the caller's own again
            if priced or _SUPPOSES.search(text, begin, clause.end):
                continue  # of the caller
        speaker = _SPEAKER.search(text, begin, clause.end)
        end = speaker.start() if speaker else clause.end
        if _ASKS.search(text, begin, end):
            return []
        spans.append((begin, end))
        outside = outside and speaker is None
    return spans


def without_those_beside(quantities: Sequence[Quantity], heard: Understood) -> list[Quantity]:
    """The quantities without those told beside of others, where there are some of the same kind that aren't.

    Sums of others go as soon as there is any number of the caller's own, numbers as soon as their own people are named.
    """
    spans = told_beside(heard)
    own = [q for q in quantities if not _within(q.start, spans)]
    kinds = {kind for q in own for kind in (SUMS if q.kind in SUMS else {q.kind})}
    if any(q.kind is QuantityKind.NUMBER for q in own):
        kinds |= {QuantityKind.COUNT}
    if any(q.kind is not QuantityKind.ORDINAL for q in own):
        kinds |= set(SUMS)
    if spans and people_in(_left_of(heard.text, spans)) > 1:  # the caller's own are named, not counted
        kinds |= {QuantityKind.COUNT}
    return [q for q in quantities if q in own or q.kind not in kinds]


def mentions_of_caller(mentions: Sequence[Mention], heard: Understood) -> tuple[Mention, ...]:
    """The conditions without those said beside of others, where the caller told the same of themselves."""
    spans = told_beside(heard)
    own = {m.dimension for m in mentions if not _within(m.start, spans)}
    return tuple(m for m in mentions if not (_within(m.start, spans) and m.dimension in own))


def mentions_of_members(mentions: Sequence[Mention], heard: Understood) -> tuple[Mention, ...]:
    """The same of what is said of members of a household: 他们 are some of those, not others."""
    spans = [span for span in told_beside(heard) if not _THEM.match(heard.text, span[0])]
    own = {m.dimension for m in mentions if not _within(m.start, spans)}
    return tuple(m for m in mentions if not (_within(m.start, spans) and m.dimension in own))


def _begins_anew(text: str, clause: Clause) -> bool:
    """Whether a clause begins a sentence that doesn't go on about them by a pronoun."""
    before = text[: clause.start].rstrip()
    return before[-1:] in set(_END) and not _PRONOUN.match(text[clause.start : clause.end].lstrip(", "))


def _left_of(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with nothing in place of the spans."""
    return "".join(letter for at, letter in enumerate(text) if not _within(at, spans))


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _are_counted(at: int, clause: Clause, heard: Understood) -> bool:
    """Whether so many such people are counted (安排23个同事做), and no sum of theirs is told."""
    counted = any(q.kind is QuantityKind.COUNT and q.end == at for q in heard.quantities)
    return counted and not any(q.kind in SUMS and clause.start <= q.start < clause.end for q in heard.quantities)
