"""What figures told last come to if one of them changes as is supposed (要是外地的翻一番): it, its whole, its share.

Finds which figure is meant to change and what is asked for then; only a part that is named for sure is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.dialogue.arithmetic import operation_words as words
from assistant.dialogue.arithmetic.named_operations import told_as
from assistant.dialogue.arithmetic.operations import Formula
from assistant.dialogue.arithmetic.quoting import COUNTS, Operand
from assistant.policy.figures import scale_of, write
from assistant.policy.model import Unit
from assistant.text.numerals import Quantity, QuantityKind

_MUCH = words.MUCH
_SUPPOSES = re.compile(r"要是|如果|假如|假设|假使|假定|倘若|若是|比方说?|万一|设若|若果|就算|设想|譬如")
_AROUND = re.compile(
    rf"(?:{_SUPPOSES.pattern})|明年|后年|来年|今年|下年度?|往后|以后|到时候?|这|那么?|它|人数|数字?|的|呢|再|又|都|会|能|说|是|话|,|了|还|也|户籍|户口")
_CLAUSE = re.compile(r"[^,.?!;、]+")
_DOUBLES = re.compile(
    r"翻(?:1|一)?番|翻倍|翻(?:一|1)倍|[多加增涨](?:了|加|出|到|长)?(?:1|一)倍|加倍|变成?(?:原来的?)?(?:两|2)倍|成倍")
_HALVES = re.compile(
    r"减半|少(?:了|掉)?一?半|砍(?:掉)?一?半|对半|(?:只|才)?剩(?:下)?一?半|打对折|腰斩|减(?:少|掉)?(?:了)?一半")
_GROWS = re.compile(r"(?:再来|[多加增涨添升招聘配派设])(?:加|长|了|出|到|多|添|收|进|咗|设|配|派|来)*[^,.?!;、]{0,2}$")
_SHRINKS = re.compile(r"[少减降跌退](?:少|掉|了|去|到|走|咗)*[^,.?!;、]{0,2}$")
_STAYS = re.compile(r"不变|不动|照旧|不增不减|冇变|唔变|唔郁|还是(?:这|那)么|一样|保持|维持|持平")
_SHARE_ASKED = re.compile(rf"占|比例|比重|百分之{_MUCH}|{_MUCH}成|几分之几|{_MUCH}%")
_WHOLE_ASKED = re.compile(rf"(?:一共|总共|合计|总数|总的|加起来|合共|拢共|全部)[^,.?!;]{{0,8}}{_MUCH}")
_AMOUNT_ASKED = re.compile(
    rf"(?:变|成|有|是|到|达|剩|等于|为|系)[^,.?!;]{{0,4}}{_MUCH}|{_MUCH}(?:人|家|户|条|笔|钱|元|名|个|万)")
_NAMED_SHARE = re.compile(r"(?P<part>[^,.?!;、占]{1,8})(?:要|会|就|又|的)*占")
_KIND = re.compile(r"本地|外地|职工|居民|跨省|省内")
# So many more or fewer of them are supposed, and what each has is asked.
_ON_TOP = re.compile(
    rf"{_SUPPOSES.pattern}|再(?:给|多|又)*(?:添|加|增|招|配|派|调|请|来|设|开|建|补|少|减|退|走)|(?:添|增|招|补|加)(?:多|到|够|上|派)?")
_HIRES = re.compile(r"招|聘|添(?:点|些)?人|加(?:点|些)?人手")
_EACH_ASKED = re.compile(rf"(?:每|一)(?:个?人|[个家名位户])[^,.?!;]{{0,8}}{_MUCH}")
_OWN = re.compile(r"[我俺咱](?!想|问|们?市|听)|老(?:公|婆|伴|妈|爸)|标准|怎么|为什么")
_WHOLE_MEASURES = frozenset("人名家户条笔例个次") | {"人次"}


@dataclass(frozen=True)
class Change:
    """A figure with the factor and the amount by which it is supposed to change, and whether it was named."""

    operand: Operand
    factor: Decimal = Decimal(1)
    added: Decimal = Decimal(0)
    is_named: bool = True

    @property
    def amount(self) -> Decimal:
        """What it comes to, in base units."""
        return self.operand.amount * self.factor + self.added

    @property
    def expression(self) -> str:
        """The formula of what it comes to."""
        changed = self.operand.reference if self.factor == 1 else f"{self.operand.reference} * {self.factor:f}"
        sign = "+" if self.added > 0 else "-"
        return f"({changed} {sign} {abs(self.added):f})" if self.added else f"({changed})"


def supposes(text: str) -> bool:
    """Whether a change of figures is supposed and something asked of what comes of it, not of the caller's own."""
    return bool(_SUPPOSES.search(text) and words.MUCH_ASKED.search(text)) and not _OWN.search(text)


def changes(text: str, quantities: Sequence[Quantity], answered: Sequence[Operand],
            named: Callable[[str], Sequence[Operand]]) -> list[Change]:
    """How the figures told change as is supposed; none if one that changes isn't named for sure.

    `answered` are those that answered the turn before, one of which is meant where none is named; `named` gives those
    of the figures whose labels have all that a text names.
    """
    found: list[Change] = []
    for clause in _CLAUSE.finditer(text):
        change = _change_in(clause, quantities)
        if change is None:
            continue
        start, factor, added, kind = change
        said = _AROUND.sub("", clause.group()[:start])
        meant = named(said) if said else answered
        if len(meant) != 1 or (kind and not _is_counted_in(meant[0], kind)):
            return []
        found.append(Change(meant[0], factor, added, is_named=bool(said)))
    return found if len({change.operand.reference for change in found}) == len(found) else []


def _change_in(clause: re.Match[str],
               quantities: Sequence[Quantity]) -> tuple[int, Decimal, Decimal, Quantity | None] | None:
    """Where a clause tells a change, its factor, what is added, and the number that tells it; None if it doesn't."""
    said = clause.group()
    if _STAYS.search(said):
        return None
    for pattern, factor in ((_HALVES, Decimal("0.5")), (_DOUBLES, Decimal(2))):
        match = pattern.search(said)
        if match:
            return match.start(), factor, Decimal(0), None
    for quantity in quantities:
        if not clause.start() <= quantity.start < clause.end():
            continue
        before = said[: quantity.start - clause.start()]
        for pattern, sign in ((_GROWS, 1), (_SHRINKS, -1)):
            match = pattern.search(before)
            if match and quantity.kind is QuantityKind.PERCENT:
                return match.start(), 1 + sign * quantity.value, Decimal(0), None
            if match and quantity.kind in (QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.NUMBER):
                return match.start(), Decimal(1), sign * quantity.value, quantity
    return None


def _is_counted_in(operand: Operand, quantity: Quantity) -> bool:
    measure = {"个": operand.figure.measure, "名": "人", "位": "人"}.get(quantity.measure, quantity.measure)
    if operand.dimension == "money":
        return quantity.kind is QuantityKind.MONEY or not measure
    return operand.dimension == "count" and measure in ("", operand.figure.measure)


def worked_out(text: str, changed: Sequence[Change], told: Sequence[Operand],
               nested: Callable[[Operand, Operand], bool]) -> list[Formula]:
    """What is asked of the figures once they have changed; none if that isn't sure.

    `nested` tells whether a figure is a part of another.
    """
    if not changed or any(change.amount < 0 for change in changed):
        return []
    first = changed[0].operand
    wholes = [o for o in told if o.amount > first.amount and o.figure.measure == first.figure.measure
              and o.dimension == first.dimension and _is_whole_of(o, changed, told, nested)]
    only = len(changed) == 1 and not changed[0].is_named
    if _SHARE_ASKED.search(text) or (_WHOLE_ASKED.search(text) and not (only and not wholes)):
        if len(wholes) != 1:
            return []
        whole = f"({wholes[0].reference} + {' + '.join(f'{c.expression} - {c.operand.reference}' for c in changed)})"
        if _SHARE_ASKED.search(text):
            part = _asked_part(text, changed, told)
            return [Formula(f"{part[0]} / {whole}", Unit.FRACTION, "", f"{_supposed(changed)},{part[1]}占{{result}}。",
                            "假设后的占比")]
        return [_amount(whole, wholes[0], f"{_supposed(changed)},{wholes[0].figure.label}")]
    if len(changed) == 1 and (_AMOUNT_ASKED.search(text) or _WHOLE_ASKED.search(text)):
        return [_amount(changed[0].expression, first, f"{first.figure.label}照这样算")]
    return []


def mean_supposed(text: str, quantities: Sequence[Quantity],
                  means: Sequence[tuple[Operand, Operand]]) -> tuple[list[Formula], tuple[Operand, Operand]] | None:
    """A mean as it is and if there were so many more or fewer of what it is over, or is spread; None if unsure.

    `means` are the whole and the divisor of each mean that may be meant.
    """
    asks = words.MEAN.search(text) or _EACH_ASKED.search(text)
    changed = [change for clause in _CLAUSE.finditer(text) if (change := _change_in(clause, quantities))]
    if not asks or len(changed) != 1 or changed[0][3] is None or not _ON_TOP.search(text):
        return None
    added, quantity = changed[0][2], changed[0][3]
    if quantity.measure == "个" and _HIRES.search(text):
        quantity = replace(quantity, measure="人")
    found = [(pair, at) for pair in means for at, operand in enumerate(pair)
             if _is_counted_in(operand, quantity) and quantity.measure and operand.amount + added > 0]
    if len(found) != 1:
        return None
    (whole, divisor), at = found[0]
    sign, number = "+" if added > 0 else "-", f"{abs(added):f}"
    over = f"{whole.reference} / ({divisor.reference} {sign} {number})"
    expression = over if at else f"({whole.reference} {sign} {number}) / {divisor.reference}"
    each = f"每{divisor.figure.measure}"
    unit, measure = (Unit.YUAN, "") if whole.dimension == "money" else (Unit.COUNT, whole.figure.measure)
    way = f"{'多' if added > 0 else '少'}{number}{found[0][0][at].figure.measure}"
    return [
        Formula(f"{whole.reference} / {divisor.reference}", unit, measure,
                f"现在{told_as(whole)}、{told_as(divisor)},平均{each}{{result}}。", f"平均{each}"),
        Formula(expression, unit, measure, f"要是{way},平均{each}{{result}}。", "假设后的平均"),
    ], (whole, divisor)


def _is_whole_of(whole: Operand, changed: Sequence[Change], told: Sequence[Operand],
                 nested: Callable[[Operand, Operand], bool]) -> bool:
    return all(change.operand is not whole and nested(change.operand, whole) for change in changed) and whole in told


def _asked_part(text: str, changed: Sequence[Change], told: Sequence[Operand]) -> tuple[str, str]:
    """The part of which the share is asked: one that is named before 占, else the first that changes."""
    named = _NAMED_SHARE.search(text)
    for operand in told if named else ():
        kinds = _KIND.findall(operand.figure.label)
        if named and kinds and any(kind in named["part"] for kind in kinds):
            change = next((c for c in changed if c.operand is operand), None)
            return change.expression if change else operand.reference, operand.figure.label
    return changed[0].expression, changed[0].operand.figure.label


def _amount(expression: str, like: Operand, said: str) -> Formula:
    unit, measure = like.figure.unit, like.figure.measure
    places = 0 if unit in COUNTS and scale_of(unit) == 1 and measure in _WHOLE_MEASURES else None
    return Formula(expression, unit, measure, f"{said}是{{result}}。", "假设后的数", places=places)


def _supposed(changed: Sequence[Change]) -> str:
    return "、".join(f"{told_as(change.operand)}变成{_written(change)}" for change in changed)


def _written(change: Change) -> str:
    figure, value = change.operand.figure, change.operand.value
    amount = (change.amount / scale_of(figure.unit)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    changed = value.model_copy(update={"value": f"{amount.normalize():f}"})
    return write(figure.model_copy(update={"bound": None}), changed)
