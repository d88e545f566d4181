"""What an utterance names beside the figures told before: set against them, added to them, or as the whole of a share.

Such an utterance names one thing and asks of both: 居民的呢,两边差几个月; 连违约金都算上,一个月多少; 两样加起来占几成.
Takes it apart and makes the formulas. Which figures are named, it is given, or asks `naming`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.dialogue.arithmetic import operation_words as words
from assistant.dialogue.arithmetic.named_before import OPPOSITES, per_month
from assistant.dialogue.arithmetic.named_operations import SUM, Question, Resolved, made_of
from assistant.dialogue.arithmetic.naming import List, Naming
from assistant.dialogue.arithmetic.quoting import Operand
from assistant.policy.model import Unit

_MUCH = words.MUCH
_IT = (
    r"(?:它|佢|他|这个|那个|呢个|嗰个|(?:前面|刚才|上面|头先)(?:说的?|讲的?)?(?:那?个|那?笔|的)?|这笔|那笔|呢笔|嗰笔|前者)")
_WAY = r"(?:多|高|大|少|低|差)(?:了|出|咗|撑|够|付|花|收|用|来)*"
# 居民的呢,差多少; 奖励金比它少多少; 奖励金少它多少.
_THEN = re.compile(
    r"(?:那么?|咁|再|又|,)*+(?P<named>[^,.?!;]{2,16}?)的?(?:呢|嘞|哩|咧|呐|啦|又怎样|咋样|怎么样)[,.?!;]+(?P<asked>[^?!;]{2,30}[?.]?)")
_THAN_IT = re.compile(
    rf"(?P<named>[^,.?!;]{{2,24}}?)(?:要|又|还|会|的|,)*(?:比|跟|和|同|较){_IT}(?:比|相比|比起来|比较)?,?"
    rf"(?:要|又|还|会|大概|大约)*(?P<asked>{_WAY}(?:百分之{_MUCH}|{_MUCH}[^?!;]{{0,6}})[?.]?)")
_LESS_THAN_IT = re.compile(
    rf"(?P<named>[^,.?!;]{{2,24}}?)(?:要|又|还|会|,)*(?P<asked>(?:多|少|高|低)(?:过|了|出)?){_IT}{_MUCH}[^?!;]{{0,6}}[?.]?")
# What is asked then is of the one named alone, or of something that is named again (居民呢,少了多少).
_OF_ITSELF = re.compile(
    r"^(?:又|那|是|,)*(?:多|少|高|低|增|减|降|涨)(?:加|少|长)?(?:了|咗)|职工|居民|在职|退休|去年|上年|前年|同期|同比")
_OF_THEM = re.compile(rf"(?:跟|和|同|比|较)?{_IT}(?:比|相比|比起来|比较)?")

# 连违约金都算上,一个月多少; 把救助的也加进去,三样一共多少; 违约金也算,平均每月多少.
_COUNTED_IN = (
    r"(?:(?:算|加|计|摆|并|包)(?:上|埋|进[去来]?|入|在内|括?在内|到一起|一起|落去)*)")
_ADDED_ON = (
    re.compile(
        rf"(?:那么?|再|还|要是|如果|若是?|,)*+(?:连埋?|把|将|算上|加上|加埋|连同|带上|添上)(?P<items>[^?!;]{{2,40}}?)"
        rf"(?:全|都|也|一起|一块儿?|,)*{_COUNTED_IN}(?:的话|呢|了|,)*(?P<asked>[^?!;]*[?.]?)"),
    re.compile(
        rf"(?:那么?|再|还|要是|如果|若是?|,)*+(?P<items>[^?!;]{{2,30}}?)(?:全|都|也)+{_COUNTED_IN}(?:的话|呢|了|,)*"
        r"(?P<asked>[^?!;]*[?.]?)"),
)
_BETWEEN = re.compile(r",|、|以及|还有|和|跟|与|(?<![合相共不])同(?![期比样])")
_SEVERAL = re.compile(r"(?<![增参])加|、|和|跟|以及|还有")
_SUM_ASKED = re.compile(rf"{SUM}|笼总|合{_MUCH}|(?:是|有|变成?){_MUCH}|{_MUCH}")
# 两样加起来占总支出的几成.
_SHARE_OF = re.compile(
    rf"(?P<added>[^?!;]{{0,24}}?)占(?:了|到|咗)?(?P<whole>[^,.?!;]{{2,14}}?)的?(?:大概|大约)?"
    rf"(?:百分之{_MUCH}|百分比|{_MUCH}成|几分之几|{_MUCH}%|比例|比重)[^?!;]{{0,6}}[?.]?")
_FLOW = re.compile(r"收入|支出|当期结余|累计结余")
# What labels have whatever they are of, and so short a name tells only the kind.
_ANY = re.compile(r"基金|医保|费用|支出|收入|人次|城乡|的|数$|[(（].*[)）]")
_SHORT = 2
_AMOUNT_ASKED = re.compile(rf"(?:花|用|收|付|是|有)?(?:了|掉|咗)?{_MUCH}(?:钱|元|万|家|人)*|[?.!,]")
_KIND = re.compile(r"职工|居民|在职|退休")


@dataclass(frozen=True)
class Beside:
    """What is named beside the figures told, what is asked of both, and whether the named one is the first of them."""

    named: str
    asked: str
    is_first: bool = False


def named_beside(text: str) -> Beside | None:
    """What an utterance names by itself and then asks of it and what was told; None if it doesn't speak so."""
    for pattern in (_THAN_IT, _LESS_THAN_IT):
        found = pattern.fullmatch(text)
        if found:
            asked = found["asked"] if pattern is _THAN_IT else f"{found['asked']}多少"
            return Beside(found["named"], asked, is_first=True)
    found = _THEN.fullmatch(text)
    if found and _OF_ITSELF.search(found["asked"]):
        return None
    return Beside(found["named"], _OF_THEM.sub("", found["asked"])) if found else None


def with_kind_of(named: str, asked_last: str) -> str:
    """What was asked last with the kind that is named now in the place of the other (职工…多少, 居民的呢)."""
    for one, other in (*OPPOSITES, *((b, a) for a, b in OPPOSITES)):
        if one in named and other in asked_last and one not in asked_last:
            return asked_last.replace(other, one)
    return named


def questions_named(asked: str) -> List:
    """The one thing that a question for an amount names."""
    return List((_AMOUNT_ASKED.sub("", asked),))


def may_be_set_against(named: str, now: Operand, told: Operand, *, is_kind: bool) -> bool:
    """Whether two figures may be the ones meant: of one flow, and of one thing where only another kind is named."""
    flows = [set(_FLOW.findall(o.figure.label)) for o in (now, told)]
    if all(flows) and flows[0] != flows[1]:
        return False
    only_kind = is_kind or len(named) <= _SHORT
    return not only_kind or set(_ANY.sub("", now.figure.label)) <= set(f"{named}{told.figure.label}")


def set_against(beside: Beside, named: Operand, told: Operand) -> Resolved | None:
    """By how much the named figure is more or less than the one told, in per cent if that is asked."""
    if not are_alike(named, told) or named.figure is told.figure:
        return None
    said = List((named.figure.label, told.figure.label))
    in_per_cent = bool(words.SHARE_ASKED.search(beside.asked)) and named.dimension != "share"
    kinds = ("more", "change") if in_per_cent else ("more",)
    made = tuple(formula for kind in kinds for formula in made_of(Question(kind, " "), (named, told)))
    return Resolved(said, (named, told), made, "apart") if len(made) == len(kinds) else None


def are_alike(one: Operand, other: Operand) -> bool:
    """Whether two figures may be set against each other: both money, a rate, a length of time, or counted alike."""
    kinds = {(o.dimension, o.figure.unit if o.figure.unit in (Unit.MONTHS, Unit.YEARS, Unit.DAYS) else None,
              o.figure.measure) for o in (one, other)}
    return len(kinds) == 1


def items_added(text: str) -> tuple[tuple[str, ...], str] | None:
    """The things that an utterance counts in with what was told, and what it asks then; None if it counts none in."""
    found = next((match for pattern in _ADDED_ON if (match := pattern.fullmatch(text))), None)
    if found is None or words.NOT_SO.search(text) or words.DENIED.search(text):
        return None
    items = tuple(item for item in _BETWEEN.split(found["items"]) if item)
    if any(words.said_number(item) for item in items):
        return None  # 职工那边两笔: of several that aren't named
    return (items, found["asked"]) if items else None


def lists_several(asked: str) -> bool:
    """Whether what was asked before was of several things together."""
    return bool(_SEVERAL.search(asked))


def added_up(operands: tuple[Operand, ...], asked: str) -> Resolved | None:
    """What figures come to together, or a month of them; None if something else is asked or they can't be added."""
    kinds = {(o.dimension, o.figure.measure, o.value.first_day, o.value.last_day) for o in operands}
    number = words.said_number(asked)
    if len(kinds) > 1 or operands[0].dimension == "share" or number not in (None, len(operands)):
        return None
    said = List(tuple(o.figure.label for o in operands))
    if words.MONTHLY.search(asked):
        monthly = per_month(operands, said)
        both = (*made_of(Question("sum", " "), operands), *(monthly.formulas if monthly else ()))
        return Resolved(said, operands, both, "sum") if monthly else None
    asks_else = words.MEAN.search(asked) or words.SHARE_ASKED.search(asked)
    if asks_else or (asked.strip("?.") and not _SUM_ASKED.search(asked)):
        return None
    made = tuple(made_of(Question("sum", " "), operands))
    return Resolved(said, operands, made, "sum") if made else None


def share_asked(text: str) -> tuple[str, str] | None:
    """What is said of the figures told, and the total that is named of which their share is asked; None if none is."""
    found = _SHARE_OF.fullmatch(text)
    return (found["added"], found["whole"]) if found and words.ADDED.search(found["added"]) else None


def of_kind(named: str, operands: Sequence[Operand]) -> str:
    """A name with the one kind of insured that all figures are of before it, if it tells none itself."""
    kinds = set(_KIND.findall(" ".join(o.figure.label for o in operands)))
    return named if _KIND.search(named) or len(kinds) != 1 else f"{kinds.pop()}{named}"


def share_in(added: Resolved, whole: str, naming: Naming, area: str, day: date) -> list[Resolved]:
    """A sum of figures and its share in a total that is named; none if it isn't sure which total that is."""
    parts = added.operands
    said = of_kind(whole, parts)
    total = naming.total_named(said, parts, area, day)
    found = naming.resolve(List((said,)), area, day) or ((total,) if total else ())
    if len(found) != 1 or found[0] in parts or not all(are_alike(part, found[0]) for part in parts):
        return []
    made = tuple(made_of(Question("share", ""), (*parts, found[0])))
    labels = List((*(o.figure.label for o in parts), found[0].figure.label), ends_in_whole=True)
    return [added, Resolved(labels, (*parts, found[0]), made, "share")] if made else []
