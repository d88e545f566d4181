"""What is asked for of figures that are named: their sum, difference, multiple, share of another, mean over another.

Takes the questions of an utterance apart into items and an operation, and makes the formulas of those that are
resolved. If one of the questions can't be, nothing is worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import takewhile

from assistant.dialogue.arithmetic.naming import Likeness, List, Naming, names_anything
from assistant.dialogue.arithmetic.operation_words import said_number
from assistant.dialogue.arithmetic.operations import Formula, smallest_unit
from assistant.dialogue.arithmetic.quoting import Operand
from assistant.policy.figures import write
from assistant.policy.model import Unit

ADDED, EACH = "合计", "平均"
# Sums of money of different times or natures may be set against each other, if both are named for sure.
_OF_ONE_UNIT = frozenset(("sum", "more", "apart", "less"))
_RATE_WAYS = {"多": "高", "少": "低"}
_MEASURE = r"元|钱|块|人次|人|家|个|户|笔|名|条|例|次|种|项"
_AMOUNT = rf"(?:多少|几)(?:十|百|千)?(?:万|亿)?(?:{_MEASURE})?"
_ASKED_IN = re.compile(rf"(?:多少|几)(?:十|百|千)?(?:万|亿)?(?P<measure>{_MEASURE})(?!百分|点)")
SUM = (
    r"(?:全部|都)?(?<![增参])(?:加(?:在|到)?一(?:起|块儿?|道)|加起来|相加|加总|合起来|合(?:在|到)?一(?:起|块儿?|道)|合计|合共|一共|总共|拢共|"
    r"统共|共计|笼总|加埋|夹埋|(?:凑|放|摆|搁)(?:在|到|埋)?一(?:起|块儿?|道)|一(?:起|块儿?|道)(?:算|数))"
)
_PER_CENT = r"(?:百分之(?:多少|几)|百分比|多少%|多少成|几成|几分之几|多大比例|多少比例|比例|比重|多少|多大)"
_ABOUT = r"(?:大概|大约|差不多|约)?"
_CHANGE = re.compile(
    rf"(?P<one>.+?)(?:要|又|还)?比(?![例重较])(?P<other>.+?){_ABOUT}(?P<way>[多少高低])[了出]?{_ABOUT}"
    r"(?:百分之(?:多少|几)|多少成|几成|多少%)"
)
_MORE = re.compile(
    rf"(?P<one>.*?)(?:要|又|还)?比(?![例重较])(?P<other>.+?){_ABOUT}(?P<way>[多少高低])[了出来花付支收得缴用]{{0,3}}{_ABOUT}{_AMOUNT}"
)
_LESS = re.compile(rf"(?P<one>.+?)(?<!增)减(?:去|掉)?(?P<other>.+?)(?:等于|还剩|剩下?|是|得|还有){_AMOUNT}")
_APART = re.compile(
    rf"(?P<list>.*?)(?:(?:之间|两者|两边|两样|哪[个头边样][多大高],?|谁[多大高],?)*(?:的|,)?{_ABOUT}"
    rf"(?:相差|差额|差距|差别|差了?(?={_AMOUNT})|[多少]了?(?={_AMOUNT})(?<=[多大高,].)))(?P<after>.*)")
_TIMES = re.compile(rf"(?P<one>.+?){_ABOUT}(?:是|相当于|等于|有)(?P<other>.+?)的?{_ABOUT}(?:多少|几)倍")
_SHARE = re.compile(
    rf"(?P<list>.*?)(?:{SUM})?(?:后|之后|的话)?,?{_ABOUT}占(?:了|到|比)?(?P<whole>.*?)的?{_ABOUT}{_PER_CENT}")
_SHARE_WITHIN = re.compile(
    rf"(?P<list>.+?){SUM}(?:后|之后|的话|里[头面]?|当中|[,.])+(?:其中)?(?P<one>.+?){_ABOUT}占(?:了|到|比)?(?:其中)?的?{_ABOUT}{_PER_CENT}")
_MEAN = re.compile(
    rf"(?P<one>.+?)(?:{SUM})?(?:如果|要是)?(?:按照?|除以|平均到|分摊到|均摊到|摊到|分到)(?P<other>.+?)"
    r"(?:平均|均摊|分摊|摊|来?算|分|头上|身上|(?=[,?!;.]|$))"
)
_ADDED = re.compile(rf"(?P<list>.+?){SUM}(?P<after>.*)")
_PLUS = re.compile(rf"(?P<list>.+?(?<![增参])加.+?)(?:等于|是|有)(?P<after>{_AMOUNT}.*)")
_PLAIN = re.compile(rf"(?P<one>.+?){_ABOUT}(?:是|有|花了?|用了?)?{_ABOUT}{_AMOUNT}")
_CONNECTED = re.compile(
    r",|、|以及|还有|\+|(?:再|外)?(?<![增参])加上?|算上|连上|连同|和|跟|(?<!参)与|(?<![涉普危波顾])及|(?<![合相共不])同(?![期比样])|\s+")
_MUCH = re.compile(_AMOUNT)
# A number with its measure, and what tells that it is a whole.
_NUMBERED = re.compile(r"[\d.]+[万亿]?[一-龥]{0,2}|总数|总额|其中|当中|里[头面]?|合计")
_NOT_NAMED = re.compile(rf"{_AMOUNT}|{SUM}")
_TOGETHER = re.compile(r"一(?:起|块儿?|道)(?:算|数)")
_ADDS_TO = re.compile(r"(?:那|要是|如果|再|还)*(?:再|外)?(?:加上?|算上|连上|连同)")
# Which is more is told by how much it is.
_WHICH = re.compile(r"(?:之间)?(?:哪[一]?[个头边样项]|谁)(?:更|比较)?[多少大小高低](?:一?些|一?点)?(?=,|[多少差相])")
_LEANS = re.compile(
    r"(?:那么?|再|还|要是|如果)*(?:加上|加|算上|连上|连同|比|(?:这|那)?[两三俩](?:个|项|样|笔|块|者|边)|它们|一共|合计)")
_INSIDE = re.compile(r"(?<=[一-龥])((?<!局)里[头面]?|其中|当中|方面)(?!,)")
_ENDS_INSIDE = re.compile(r"(?:里[头面]?|其中|当中|方面)$")
# In key words a sum and a share are told by nouns (…合计项数 本地占比).
_SUM_NOUN = re.compile(rf"({SUM}[^\s,.?!;]{{0,6}}+)\s+(?=\S)")
_SHARE_NOUN = re.compile(r"(?<=[一-龥])的?占比(?=[,.?!;]|$)")
# 跨省的是几成.
_IS_SHARE = re.compile(r"(?<=的)(?:是|算|为)(?=几成|百分之(?:几|多少)|几分之几)")
# What is put together and then asked for together is added up once.
_PUT_TOGETHER = re.compile(
    rf"(?:凑|放|摆|搁|合|加)(?:在|到|埋)?一(?:起|块儿?|道)(?:来?算)?(?=[^?!;多几]{{0,12}}?,[^?!;]{{0,12}}?{SUM})")
_RAN_ON = re.compile(rf"({_AMOUNT})(?=[^,.?!;的倍成]{{4,}})")
_PIECE = re.compile(r"[^,.?!;]+[,.?!;]?")
_ASKS = re.compile(r"多少|几|什么|哪|怎|吗|为何|谁|咋|啥")
_REST_OF_MEAN = re.compile(
    rf"(?:那|这样)?{_ABOUT}(?:平均|每|一|个|人|家|户|位|下来|到|头上|大概|是|要|有|合|摊|分|能|得|该|应该|算)*{_AMOUNT}[?.!;,]?")
# Only what comes out is asked for (…加总,得数是多少万元).
_ONLY_RESULT = re.compile(
    rf"(?:那|这)?(?:得数|结果|总数|总和|合计|一共|总共)(?:大概|大约)?(?:是|等于|有|为)?{_AMOUNT}[?.!;,]?"
)
# The caller's own affairs are told.
_OWN = re.compile(
    r"(?:我|俺|咱|阿)(?:们?家|妈|爸|爷|奶|老|孩|儿|女|婆|公|娘|爹|住院|看病|交|付|花|报|的|今年|去年|在|退休|自己)|老(?:公|婆|伴|妈|爸|爹|娘|人)"
)


@dataclass(frozen=True)
class Question:
    """One question: its kind, what was said of its items, what they are set against, and in what it is asked."""

    kind: str
    items: str
    other: str = ""
    after: str = ""
    before: str = ""
    asked: str = ""


@dataclass(frozen=True)
class Resolved:
    """One question's figures and what is to be worked out of them."""

    said: List
    operands: tuple[Operand, ...]
    formulas: tuple[Formula, ...]
    asked: str = "plain"

    @property
    def is_plain(self) -> bool:
        """Whether only a figure itself is asked for."""
        return len(self.operands) == 1

    @property
    def kind(self) -> str:
        """What is worked out: `sum`, `mean` or another operation."""
        return "sum" if self.formulas[0].label == ADDED else "mean" if self.formulas[0].label.startswith(EACH) else ""


def questions(text: str, before: str = "") -> list[Question]:
    """The questions of an utterance that ask for an operation on what is named, or first for what is named itself.

    None if it asks anything else, too. `before` is what was said that it leans on.
    """
    if _OWN.search(text):
        return []
    text = _PUT_TOGETHER.sub("", _SHARE_NOUN.sub("占几成", _IS_SHARE.sub("占", _SUM_NOUN.sub(r"\1,", text))))
    text = re.sub(r"\s+", ",", text) if "+" in text else text
    text = _RAN_ON.sub(r"\1,", _INSIDE.sub(r"\1,", _WHICH.sub("", text)))
    found: list[Question] = []
    waiting = ""
    for piece in _PIECE.findall(text):
        rest = _REST_OF_MEAN if found and found[-1].kind == "mean" else _ONLY_RESULT
        if found and rest.fullmatch(piece):
            continue
        behind = text[text.find(piece) + len(piece) :]
        ends = _may_end(piece) and not (_only_adds(piece, text) or _is_added_later(piece, behind))
        question = _read(waiting + piece, before) if ends else None
        if question is None and _ASKS.search(piece):
            return []
        if question is None:
            waiting += piece
        else:
            found.append(question)
            before, waiting = before + waiting + piece, ""
    return found if any(question.kind != "plain" for question in found) else []


def leans(text: str) -> bool:
    """Whether an utterance begins so that its other item must have been named before (加上…, 比…, 两项…)."""
    return bool(_LEANS.match(text))


def counts_agree(text: str, found: Sequence[Resolved]) -> bool:
    """Whether a sum is of as many figures as a text says that there are (三项); true if it says nothing of it."""
    number = said_number(text)
    sums = [resolved for resolved in found if resolved.kind == "sum"]
    return number is None or not sums or number in {len(resolved.operands) for resolved in sums}


def resolve(asked: Sequence[Question], naming: Naming, area: str, day: date,
            whole: Operand | None = None) -> list[Resolved]:
    """The figures and formulas of each question; none if one of them isn't sure.

    `whole` is the one figure that is quoted by its number, of which a share may be asked for (占那368万的几成).
    """
    found: list[Resolved] = []
    for question in asked:
        resolved = _resolved(question, found, naming, area, day)
        if resolved is None and question.kind == "share" and _may_be_whole(question.other, whole, naming, area, day):
            resolved = _share_of_last(question, found, whole, naming, area, day)
        if resolved is None:
            return []
        found.append(resolved)
    return found


def _only_adds(piece: str, text: str) -> bool:
    """Whether a piece adds up what a share is then asked of (…加起来, 跨省的占百分之几)."""
    return not _ASKS.search(piece) and bool(_SHARE_WITHIN.search(text, text.find(piece)))


def _is_added_later(piece: str, behind: str) -> bool:
    """Whether a piece says that all is counted together, of which only the one behind it asks how much."""
    return not _ASKS.search(piece) and bool(_TOGETHER.search(piece) and _ADDED.match(behind))


def _may_end(piece: str) -> bool:
    return bool(_ASKS.search(piece) or re.search(rf"{SUM}|相差|差额|差距|占|按|比重", piece))


def _read(text: str, before: str) -> Question | None:
    text = text.rstrip(",.?!;")
    in_measure = _ASKED_IN.search(text)
    asked = in_measure["measure"] if in_measure else ""
    within = _SHARE_WITHIN.match(text)
    if within:
        return Question("within", within["list"], within["one"], before=before)
    for kind, pattern in (("change", _CHANGE), ("times", _TIMES), ("share", _SHARE), ("more", _MORE), ("mean", _MEAN),
                          ("less", _LESS)):
        found = pattern.match(text)
        if found:
            groups = found.groupdict()
            return Question(kind, groups.get("one") or groups.get("list") or "",
                            groups.get("other") or groups.get("whole") or "", before=before,
                            asked=asked if kind in _OF_ONE_UNIT else "")
    for kind, pattern in (("apart", _APART), ("sum", _ADDED), ("sum", _PLUS)):
        found = pattern.match(text)
        if found:
            return Question(kind, found["list"], after=_NOT_NAMED.sub(" ", found["after"]), before=before, asked=asked)
    plain = _PLAIN.fullmatch(text)
    return Question("plain", plain["one"], before=before, asked=asked) if plain else None


def _resolved(question: Question, before: Sequence[Resolved], naming: Naming, area: str, day: date) -> Resolved | None:
    if question.kind == "within":
        return _within(question, before, naming, area, day)
    if question.kind == "mean":
        return _resolved_alike(question, before, naming, area, day, Likeness.PERIOD)
    found = _resolved_alike(question, before, naming, area, day, Likeness.KIND)
    if found is None and question.kind in _OF_ONE_UNIT:
        found = _resolved_alike(question, before, naming, area, day, Likeness.UNIT)
    return found


def _resolved_alike(question: Question, before: Sequence[Resolved], naming: Naming, area: str, day: date,
                    alike: Likeness) -> Resolved | None:
    """The figures of a question that have so much in common, if that is sure."""
    best: dict[tuple[str, ...], Resolved] = {}
    for said in _lists(question, before):
        operands = naming.resolve(said, area, day, alike=alike)
        if not operands or (len(operands) == 1) is not (question.kind == "plain"):
            continue
        if not naming.is_shared(said.lead, operands, area, day):
            continue
        made = tuple(made_of(question, operands))
        if made:
            best.setdefault(tuple(o.reference for o in operands), Resolved(said, operands, made, question.kind))
    if not best:
        return None
    most = max(map(len, best))
    fullest = [resolved for ids, resolved in best.items() if len(ids) == most]
    return fullest[0] if len(fullest) == 1 else None


def _within(question: Question, before: Sequence[Resolved], naming: Naming, area: str, day: date) -> Resolved | None:
    """The share that one of several figures has in their sum."""
    added = _resolved(Question("sum", question.items, before=question.before), before, naming, area, day)
    return part_of_sum(question.other, added.said, added.operands, naming, area, day) if added else None


def _may_be_whole(said: str, whole: Operand | None, naming: Naming, area: str, day: date) -> bool:
    """Whether what a share is asked of may be the figure that is quoted, or what was just added up."""
    said = _NUMBERED.sub("", said)
    return not names_anything(said) or bool(whole and naming.named_among(said, (whole,), area, day))


def _share_of_last(question: Question, before: Sequence[Resolved], whole: Operand | None, naming: Naming, area: str,
                   day: date) -> Resolved | None:
    """The share of what was just added up in a whole that is quoted, or of one of it in the sum (专项的占其中几成)."""
    last = before[-1] if before and before[-1].kind == "sum" else None
    if last and names_anything(question.items):
        return part_of_sum(question.items, last.said, last.operands, naming, area, day)
    parts = last.operands if last else naming.resolve(List((question.items,)), area, day)
    kinds = {(o.dimension, o.figure.measure) for o in (*parts, whole) if o}
    if whole is None or not parts or whole in parts or len(kinds) > 1:
        return None
    made = tuple(_share((*parts, whole), follows=last is not None))
    return Resolved(List((whole.figure.label,), ends_in_whole=True), (*parts, whole), made, "share") if made else None


def part_of_sum(item: str, said: List, added: Sequence[Operand], naming: Naming, area: str,
                day: date) -> Resolved | None:
    """The share that one of some figures has in their sum, if it is named for sure."""
    parts = naming.named_among(item, added, area, day)
    if len(parts) != 1 or len(added) < 2 or any(o.amount <= 0 for o in added):
        return None
    whole = " + ".join(o.reference for o in added)
    formula = Formula(f"{parts[0].reference} / ({whole})", Unit.FRACTION, "",
                      f"{told_as(parts[0])}占{'、'.join(map(told_as, added))}合计的{{result}}。", "占比")
    return Resolved(said, tuple(added), (formula,), "within")


def _lists(question: Question, before: Sequence[Resolved]) -> Iterator[List]:
    """The ways in which what was said may be a list: which of its pieces lead it, and which hold for all items."""
    if before and (leaning := _leaning(question, before)) is not None:
        yield leaning
        return
    if question.kind == "plain":
        *first, item = question.items.split(",")
        leading = ",".join(first)
        yield List((item,), "", f"{question.before} {leading}", leading, asked=question.asked)
        return
    pieces = [piece for piece in question.items.split(",") if piece]
    least = max((at + 1 for at, piece in enumerate(pieces) if _ENDS_INSIDE.search(piece)), default=0)
    for lead in range(least, len(pieces)):
        leading = ",".join(pieces[:lead])
        for tail in range(len(pieces) - lead if question.kind in ("sum", "apart") else 1):
            core = ",".join(pieces[lead : len(pieces) - tail])
            behind = " ".join((*pieces[len(pieces) - tail :], question.after))
            items = tuple(item for item in _CONNECTED.split(core) if item)
            other = question.other or (leading if question.kind == "share" else "")
            if question.kind in ("sum", "apart"):
                yield List(items, behind, f"{question.before} {leading}", leading, may_part=True, asked=question.asked)
            elif question.kind == "share" and other:
                yield List((*items, other), "", f"{question.before} {leading}", leading, ends_in_whole=True)
            elif question.kind != "share" and other:
                yield List((core, other), "", f"{question.before} {leading}", leading, asked=question.asked)


def _leaning(question: Question, before: Sequence[Resolved]) -> List | None:
    """The list of a question that leaves out what the ones before it named; None if it names all itself."""
    last = before[-1].said
    plain = [resolved.said.items[0] for resolved in takewhile(lambda r: r.is_plain, reversed(before))][::-1]
    if question.kind == "sum" and _ADDS_TO.match(question.items) and len(last.items) == 1:
        more = tuple(item for item in _CONNECTED.split(question.items) if item)
        return replace(last, items=(*last.items, *more), shared=f"{last.shared} {question.after}")
    if question.kind == "more" and len(last.items) == 1 and not names_anything(question.other):
        return replace(last, items=(question.items, *last.items))
    if names_anything(question.items):
        return None
    if question.other and (question.kind == "share" or (question.kind == "more" and len(last.items) == 1)):
        return replace(last, items=(*last.items, question.other), ends_in_whole=question.kind == "share")
    if question.kind in ("sum", "apart"):
        items = last.items if len(last.items) > 1 else tuple(plain)
        return replace(last, items=items, shared=f"{last.shared} {question.after}") if len(items) > 1 else None
    return None


def made_of(question: Question, operands: tuple[Operand, ...]) -> Iterator[Formula]:
    """What is worked out of the figures that a question names; nothing if it makes no sense of them."""
    ids = [operand.figure.id for operand in operands]
    nested = any(one.startswith(f"{other}.") for one in ids for other in ids)
    if question.kind == "sum" and not nested and operands[0].dimension != "share":
        unit, measure = smallest_unit(operands)
        yield Formula(" + ".join(o.reference for o in operands), unit, measure,
                      f"{'、'.join(map(told_as, operands))}合计{{result}}。", ADDED)
    elif question.kind == "plain":
        yield Formula(operands[0].reference, operands[0].figure.unit, operands[0].figure.measure,
                      f"{operands[0].figure.label}{{result}}。", operands[0].figure.label)
    elif question.kind == "share":
        yield from _share(operands, follows=not question.items)
    elif question.kind == "mean":
        yield from _mean(*operands)
    elif len(operands) == 2 and question.kind not in ("sum", "mean"):
        yield from _set_against(question.kind, *operands)


def _share(operands: Sequence[Operand], *, follows: bool) -> Iterator[Formula]:
    """The share of all but the last in the last; `follows` if their sum was just told."""
    *parts, whole = operands
    if not parts or sum((o.amount for o in parts), Decimal(0)) > whole.amount or whole.dimension == "share":
        return
    if any(o.amount <= 0 for o in operands):
        return
    added = " + ".join(o.reference for o in parts)
    told = "、".join(map(told_as, parts)) if not follows or len(parts) == 1 else ""
    yield Formula(f"({added}) / {whole.reference}", Unit.FRACTION, "",
                  f"{told}{'合计' if len(parts) > 1 else ''}占{told_as(whole)}的{{result}}。", "占比")


def _mean(whole: Operand, divisor: Operand) -> Iterator[Formula]:
    if divisor.dimension != "count" or whole.dimension == "share" or divisor.amount <= 0:
        return
    if whole.dimension == "count" and (whole.figure.measure == divisor.figure.measure or whole.amount < divisor.amount):
        return
    unit, measure = (Unit.YUAN, "") if whole.dimension == "money" else (Unit.COUNT, whole.figure.measure)
    each = f"每{divisor.figure.measure}"
    yield Formula(f"{whole.reference} / {divisor.reference}", unit, measure,
                  f"{told_as(whole)}按{told_as(divisor)}简单平均,{each}{{result}}。", f"{EACH}{each}")


def _set_against(kind: str, one: Operand, other: Operand) -> Iterator[Formula]:
    smaller, larger = sorted((one, other), key=lambda o: o.amount)
    if smaller.amount == larger.amount:
        return
    is_share = one.dimension == "share"
    if kind in ("more", "apart", "less"):
        unit, measure = smallest_unit((one, other))
        first, second = (larger, smaller) if kind == "apart" else (one, other)
        way = "多" if first is larger else "少"
        yield Formula(f"{larger.reference} - {smaller.reference}", Unit.POINTS if is_share else unit, measure,
                      f"{told_as(first)}比{told_as(second)}{_RATE_WAYS[way] if is_share else way}{{result}}。", "相差")
    elif is_share or smaller.amount <= 0:
        return
    elif kind == "change":
        way = "多" if one is larger else "少"
        yield Formula(f"({larger.reference} - {smaller.reference}) / {other.reference}", Unit.FRACTION, "",
                      f"{told_as(one)}比{told_as(other)}{way}{{result}}。", "相差的比例")
    elif kind == "times" and one is larger:
        yield Formula(f"{one.reference} / {other.reference}", Unit.COUNT, "倍",
                      f"{told_as(one)}是{told_as(other)}的{{result}}。", "倍数")


def told_as(operand: Operand) -> str:
    """A figure with its value, as results name it."""
    return f"{operand.figure.label}{write(operand.figure, operand.value)}"
