"""What goes on about figures named before: one more of them, another operation, each, a month's, the other kind.

Reads such an utterance against what the one before named. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dialogue.arithmetic.named_operations import (
    ADDED,
    EACH,
    SUM,
    Question,
    Resolved,
    made_of,
    part_of_sum,
    questions,
    resolve,
    told_as,
)
from assistant.dialogue.arithmetic.naming import List, Naming, kind_of
from assistant.dialogue.arithmetic.operation_words import MONTHLY, MUCH, NO_FLOW, SHARE_ASKED
from assistant.dialogue.arithmetic.operations import Formula, months_of, smallest_unit
from assistant.dialogue.arithmetic.quoting import Operand

_AMOUNT = rf"(?:是|有|花了?|要)*(?:{MUCH})[^,.?!;]{{0,6}}"
_THEM = (
    r"(?:那么?|这|所以|就是说|也就是说|等于说|请问|嗯|哦|刚才|前面|说的|它们|他们|这些|这几|[两俩三四五六]|[个项样笔块者种类组边家]|"
    r"人数|数字?|之间|当中|里[头面]?|的|,)*"
)
_END = r"(?:的|啊|呀|哦|呢|嘛|了|钱|万|元|[?.!,])*"
_ONLY_SUM = re.compile(rf"{_THEM}(?:全部|都)?{SUM}(?:一共|总共|算|下来|起来|大概|大约|又|,)*(?:{_AMOUNT})?{_END}")
_ONLY_GAP = re.compile(
    rf"{_THEM}(?:哪[个样项边头](?:更|比较)?[多大高少小低](?:一?些|一?点)?|谁[多大高](?!{MUCH})|[哪谁][个样项边头]?(?:比谁)?)?"
    rf",?(?:又|要|相|大概|大约)*"
    rf"(?:差距?|差额|[多高]出?来?|[少低])(?:了|出)?{_AMOUNT}{_END}"
)
_ONLY_EACH = re.compile(rf"{_THEM}(?:分别|各自?|各个|都)(?:是|有|占|花了?|要)*(?:多少|几|好多)[^,.?!;]{{0,6}}{_END}")
_WIDEST = re.compile(r"最[高多大][^,.?!;]{0,4}最[低少小][^,.?!;]{0,4}(?:相?差|多|高)")
_ADDS = re.compile(
    rf"(?:那么?|要是|如果|再|还|另外|,)*(?:加上?|算上|连上|连同|带上|算进)(?P<item>[^,.?!;]+?)(?:的话|呢|也算上|进[去来])*"
    rf"(?P<asks>(?:[,?!;]|(?:一共|总共|合计|合起来|加起来)[^,]*{MUCH}|[两三四五][样个项笔种]|占).*)?"
)
_OTHER_PART = re.compile(
    rf"(?:那么?|再|而|其中|里[头面]?|当中|,)*(?P<item>[^,.?!;]+?)(?:又|呢|,)*占(?:了|到|比)?(?:其中|里[头面]|当中|总数|合计)?(?:的)?(?:比例)?(?:是|有)?"
    rf"(?:大概|大约)?(?:百分之{MUCH}|百分比|{MUCH}成|几分之几|{MUCH}|多大|多大比例|多少比例)(?:呢)?[?.!]*"
)
_SWAPS = re.compile(
    r"(?:那么?|,)*(?:要是|如果|换成|换做|换)?(?P<other>[一-龥]{2,6}?)(?:医保|保险|参保)?(?:的|那边|那头|那块|方面|这边|那里)*(?:又|也)?"
    r"(?:呢|(?:是|有|差|多|少)*多少(?:呢)?)[?.!]*"
)
_ASKING = re.compile(
    rf"{MUCH}|那么?|这|一共|大概|大约|又|是|要|有|的|呢|合|摊|下来|到|[万元钱块,.?!;]|[两俩三四五]?[个项样笔]")
# What callers set against each other by a word alone.
OPPOSITES = (("职工", "居民"), ("在职", "退休"), ("本地", "外地"), ("收入", "支出"), ("省内", "跨省"))

# Counts that run up over a time; persons and institutions are there at any time.
_RUN_UP = frozenset(("人次", "笔", "条", "例", "次"))

OVER_MONTHS = "over_months"
_MONTHS = {"十二": 12, **{str(n): n for n in range(2, 13)},
           **{word: n for n, word in enumerate("两三四五六七八九十", 2)}}
_OVER_MONTHS = re.compile(
    r"(?:那么?|这样?|照这样|要是|按|,)*+"
    r"(?:(?P<half>半年)|(?P<months>\d{1,2}|十二|[两三四五六七八九十])个月|一?整?年|全年|一年到头)"
    r"(?:下来|合计|总共|一共|加起来|算|里|就|又|要|会|能|都|总的)*+"
    r"(?:相?差|[多少](?:花|报|得|拿)?)?(?:了|出)?"
    rf"(?:{MUCH}[^,.?!;]{{0,3}})?"
    r"(?:呢|啊|呀)?[?.!]*")
_MONTHLY_LABEL = re.compile(r"每月|月限额|月均")

_CONFIRMS = re.compile(r"对吧|对不对|对吗|没错|是吧|是吗|是不是|啱唔啱|冇错|系咪|系唔系|行不行")


@dataclass(frozen=True)
class Compared:
    """The figures that were named last, as they were said, what was asked of them, and the item told then.

    `beside` tells that they are those of the other kind beside the ones before, so that both may mean either.
    """

    said: List
    operands: tuple[Operand, ...]
    kind: str
    subject: str | None = None
    beside: bool = False

    @property
    def parts(self) -> tuple[Operand, ...]:
        """The figures without the whole that a share was asked of."""
        return self.operands[:-1] if self.kind == "share" else self.operands


def compared_in(found: Sequence[Resolved]) -> Compared | None:
    """What the last of several questions that asks for an operation named; None if none does."""
    last = next((resolved for resolved in reversed(found) if not resolved.is_plain), None)
    return Compared(last.said, last.operands, last.asked) if last else None


def going_on(text: str, number: int | None, before: Compared, naming: Naming, area: str,
             day: date) -> tuple[Resolved, Compared] | None:
    """What an utterance asks for that goes on about the figures named before, and which are named then.

    None if it doesn't, or isn't sure.

    `number` is how many of them it says that there are, if it does.
    """
    resolved = _resolved_of(text, number, before, naming, area, day)
    if resolved is None:
        return None
    of_some = resolved.asked == "apart" and len(resolved.said.items) > len(resolved.operands)
    named = naming.resolve(resolved.said, area, day) if of_some else resolved.operands
    beside = not {o.figure.id for o in resolved.operands} & {o.figure.id for o in before.operands}
    return resolved, Compared(resolved.said, named or resolved.operands, resolved.asked, beside=beside)


def _resolved_of(text: str, number: int | None, before: Compared, naming: Naming, area: str,
                 day: date) -> Resolved | None:
    if MONTHLY.search(text) and _names_nothing(MONTHLY.sub("", text)):
        return _per_month(before)
    over = _OVER_MONTHS.fullmatch(text)
    if over:
        return _over_months(before, over)
    for pattern, kind in ((_ONLY_EACH, "each"), (_ONLY_GAP, "apart"), (_ONLY_SUM, "sum")):
        if pattern.fullmatch(text):
            return _asked_anew(kind, number, before)
    for way in (_with_more, _other_part, _of_other_kind):
        resolved = way(text, number, before, naming, area, day)
        if resolved is not None:
            return resolved
    return None


def _names_nothing(text: str) -> bool:
    """Whether nothing is said but what a question for an amount is made of."""
    return not _ASKING.sub("", text)


def _asked_anew(kind: str, number: int | None, before: Compared) -> Resolved | None:
    """Another operation on the figures named before, if there are as many of them as are said to be."""
    operands = before.parts if kind != "each" else before.operands
    if before.beside and kind != "each":
        return None
    if kind == "sum" and len({o.figure.id for o in operands}) < len(operands):
        return None  # two values of one figure
    if number not in (None, len(operands)) or len(operands) < 2 or (kind == "apart" and len(operands) > 2):
        return None
    return _resolved(kind, before.said, operands)


def _resolved(kind: str, said: List, operands: tuple[Operand, ...]) -> Resolved | None:
    asked = Question("plain" if kind == "each" else kind, " ")
    made = [formula for operand in operands for formula in made_of(asked, (operand,))] if kind == "each" else [
        *made_of(asked, operands)]
    return Resolved(said, operands, tuple(made), kind) if made else None


def _with_more(text: str, number: int | None, before: Compared, naming: Naming, area: str,
               day: date) -> Resolved | None:
    """One more figure beside those named before: in their sum, their share of the whole, or the widest gap."""
    found = _ADDS.fullmatch(text)
    if found is None:
        return None
    said = replace(before.said, items=(*before.said.items, found["item"]), may_part=False, ends_in_whole=False)
    own = naming.resolve(List((found["item"],), "", f"{before.said.shared} {before.said.context}"), area, day)
    operands = own if len(own) == 1 else naming.resolve(said, area, day)[-1:]
    if len(operands) != 1 or operands[0].figure.id in {o.figure.id for o in before.operands}:
        return None
    parts, asks = (*before.parts, *operands), found["asks"] or ""
    if not _are_alike(parts) or (number is not None and number != len(parts)):
        return None
    said = replace(before.said, items=(*before.said.items[: len(before.parts)], found["item"]), ends_in_whole=False)
    if _WIDEST.search(asks):
        ordered = sorted(parts, key=lambda operand: operand.amount)
        return _resolved("apart", said, (ordered[-1], ordered[0]))
    if before.kind == "share" and (SHARE_ASKED.search(asks) or "占" in asks or not asks):
        whole = before.operands[-1]
        said = replace(said, items=(*said.items, before.said.items[-1]), ends_in_whole=True)
        return _resolved("share", said, (*parts, whole))
    return None if before.kind == "share" or SHARE_ASKED.search(asks) else _resolved("sum", said, parts)


def _are_alike(operands: Iterable[Operand]) -> bool:
    """Whether figures can be added or set against each other."""
    return len(set(map(kind_of, operands))) == 1


def _per_month(before: Compared) -> Resolved | None:
    """A month's mean of the figures named before together, if what was asked of them was their sum."""
    return per_month(before.parts, before.said) if before.kind in ("sum", "plain") else None


def per_month(operands: tuple[Operand, ...], said: List) -> Resolved | None:
    """A month's mean of figures together, if they all ran up over the same whole months."""
    flows = all((o.dimension == "money" or o.figure.measure in _RUN_UP) and o.value.first_day
                and not NO_FLOW.search(o.figure.label) for o in operands)
    if not operands or not flows or not _are_alike(operands):
        return None
    months, (unit, measure) = months_of(operands[0].value), smallest_unit(operands)
    if months < 2:
        return None
    added = " + ".join(o.reference for o in operands)
    told = f"{'、'.join(map(told_as, operands))}{ADDED if len(operands) > 1 else ''}"
    formula = Formula(f"({added}) / {months}", unit, measure, f"{told}按{months}个月算,平均每个月{{result}}。",
                      f"{EACH}每月")
    return Resolved(said, operands, (formula,), "sum" if len(operands) > 1 else "plain")


def _over_months(before: Compared, over: re.Match[str]) -> Resolved | None:
    """The difference of two monthly sums over a year or so many months."""
    operands = before.operands
    monthly = all(o.dimension == "money" and _MONTHLY_LABEL.search(o.figure.label) for o in operands)
    if before.kind not in ("apart", "more") or len(operands) != 2 or not monthly:
        return None
    smaller, larger = sorted(operands, key=lambda o: o.amount)
    months = _MONTHS.get(over["months"] or "") or (6 if over["half"] else 12)
    unit, measure = smallest_unit(operands)
    formula = Formula(f"({larger.reference} - {smaller.reference}) * {months}", unit, measure,
                      f"{told_as(larger)}比{told_as(smaller)},{months}个月多{{result}}。", "几个月相差")
    return Resolved(before.said, operands, (formula,), OVER_MONTHS)


def _other_part(text: str, _number: int | None, before: Compared, naming: Naming, area: str,
                day: date) -> Resolved | None:
    """The share that another part has in the same whole (那门诊占多少), or a part in the sum (其中居民占几成)."""
    found = _OTHER_PART.fullmatch(text) if before.kind in ("share", "sum") else None
    if found is None:
        return None
    if before.kind == "sum":
        return part_of_sum(found["item"], before.said, before.operands, naming, area, day)
    whole, items = before.operands[-1], (found["item"], before.said.items[-1])
    context = f"{before.said.shared} {before.said.context} {' '.join(before.said.items)}"
    operands = naming.resolve(List((found["item"],), "", context), area, day)
    said = replace(before.said, items=items, may_part=False, ends_in_whole=True)
    return _resolved("share", said, (*operands, whole)) if len(operands) == 1 and operands[0] != whole else None


def _of_other_kind(text: str, _number: int | None, before: Compared, naming: Naming, area: str,
                   day: date) -> Resolved | None:
    """The same of the other kind, told by the word alone in which they differ (那居民的呢)."""
    found = _SWAPS.fullmatch(text)
    if found is None:
        return None
    for one, other in (*OPPOSITES, *((b, a) for a, b in OPPOSITES)):
        words = " ".join((*before.said.items, before.said.shared, before.said.lead))
        if other in found["other"] and one in words and other not in words:
            said = _swapped(before.said, one, other)
            operands = naming.resolve(said, area, day)
            if len(operands) == len(before.operands):
                return _resolved(before.kind, said, operands)
    return None


def _swapped(said: List, one: str, other: str) -> List:
    return replace(said, items=tuple(item.replace(one, other) for item in said.items),
                   shared=said.shared.replace(one, other), context=said.context.replace(one, other),
                   lead=said.lead.replace(one, other))


# What is asked for each by itself.
_EACH = re.compile(
    r"的?(?:各|分别)(?:自|是|有|花|用|付|支出?|进|占|收)*(?:了|咗|掉)?(?:(?:多少|几多|好多|几钱)(?:钱|元|万)?|几(?=[家人个笔例条种次]))")
_FLOW_VERBS = {"花用支付出": "支出", "收进": "收入"}
# That they are two funds is said already by their kinds.
_OF_FUNDS = re.compile(r"[两俩2]个?(?:医保)?(?:基金|盘子|池子|险种)")
_TOGETHER = rf"(?:{SUM}|笼总|总起来|算到一起|算在一起|加在一起|放一块儿?)"
_ADDS_ANOTHER = (
    re.compile(
        rf"(?:那么?|要是|如果|再|还|另外|把|,)*(?:加埋?上?|算上|连埋?上?|连同|带上|添上|凑上|算进|并上)(?P<item>[^?!;.]{{3,30}}?)"
        rf"(?:的话|也?(?:算上|算进[去来]|加上|加进[去来])|,|一|就|的)*{_TOGETHER}[^,?!;.]{{0,6}}?{MUCH}[^,?!;.]{{0,4}}[?.]?"),
    re.compile(
        rf"(?:那么?|这个|这笔|要是|如果|再|,)*(?:和|跟|同|与|把)(?P<item>[^?!;.,]{{3,30}}?)(?:也|都|,)*"
        rf"(?:{_TOGETHER}|(?:算|加|并)(?:上|进[去来]|埋))(?:的话|,|一共|总共|拢共|合计|是|有|要)*{MUCH}[^,?!;.]{{0,4}}[?.]?"),
)


def another_added(text: str) -> str | None:
    """What an utterance adds to the one amount told before, asking for both together; None if it doesn't."""
    found = next((match for pattern in _ADDS_ANOTHER if (match := pattern.fullmatch(text))), None)
    return found["item"] if found else None


def only_confirms(text: str) -> bool:
    """Whether what was told is only to be confirmed."""
    return bool(_CONFIRMS.search(text)) and not re.search(MUCH, text)


def named_last(text: str, naming: Naming, area: str, day: date) -> Compared | None:
    """What an utterance by itself names and asks an operation of, or asks for each by itself; None if nothing."""
    compared = compared_in(resolve(questions(text), naming, area, day))
    if compared is None and _EACH.search(text):  # 住院和门诊各多少 … 加起来呢
        for said in (text, naming.in_label_words(_OF_FUNDS.sub("医保", text), area)):
            found = resolve(questions(_EACH.sub(_summed, said)), naming, area, day)
            compared = compared or compared_in(found)
    return compared


def _summed(each: re.Match[str]) -> str:
    """The sum asked for in the place of each, of what was taken in or paid if that is said."""
    flow = next((flow for verbs, flow in _FLOW_VERBS.items() if set(verbs) & set(each.group())), "")
    return f"的{flow}加起来多少" if flow else "加起来多少"
