"""What goes on about the figures that the last turns told: their sum, difference, share, multiple or mean.

Each turn is kept with the figures that answered it; an utterance that names nothing else may mean the last of them.
Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from assistant.dialogue.arithmetic import operation_words as words
from assistant.dialogue.arithmetic.named_before import OPPOSITES, per_month
from assistant.dialogue.arithmetic.named_operations import SUM, Question, Resolved, made_of
from assistant.dialogue.arithmetic.naming import List, years_of
from assistant.dialogue.arithmetic.quoting import Operand, each_once
from assistant.policy.model import Statement

# So many turns are remembered.
MOST_TOLD = 4
_MUCH = words.MUCH
# Of several figures told, those answer a question whose labels it says nearly as much of as of any other's.
_NEAR, _SURELY_SAID = 0.15, 0.5
_GENERIC = re.compile(r"基金|医保|费用|支出|收入|人次|的|数$")
_FLOW = re.compile(r"收入|支出|结余")
_BETWEEN_ITEMS = re.compile(r"[,、;和跟与同]|以及|还有|(?<![普波])及")
_EACH = re.compile(r"各|分别")
_OF_SEVERAL = re.compile(r"和|与|合计|累计")
# Of two kinds beside each other, one that is named must be that of a figure meant.
_KIND = re.compile("|".join(kind for pair in OPPOSITES for kind in pair))
# A total is named of which a share is asked.
_OF_TOTAL = re.compile(r"占(?:了|到|咗)?[^,.?!;]{0,6}?(?:总|全部|所有|整个)[^,.?!;]{0,8}(?:百分|几|多少|多大|比)")
_INSURED = re.compile(r"职工|居民|在职|退休|本地|外地")
_RATE = re.compile(rf"率|比例|幅|{_MUCH}成|百分|{_MUCH}个?点|目标")
_MEASURED = re.compile(rf"{_MUCH}(?:十|百|千)?[万亿]?(?P<measure>人次|[人家户个笔名条例次种项份元钱块])")
_OF_MEASURE = re.compile(r"(?P<measure>人次|[人家户笔条例件])数|(?P<money>金额|总额|费用|支出|收入|结余)$")
_MONEY = re.compile(r"[元钱块]")
_ADDS = re.compile(
    rf"{SUM}|笼总|合起|并(?:进|到|在|上|埋)|算(?:进|到)|(?:[两俩三四五几]|这些)[^,.?!;]{{0,4}}(?:一起|一块儿?|总数|总额|合)")
_ALSO = re.compile(r"也|并(?:进|上|埋)|连|(?<![增参])加(?:上|埋|进)|算(?:上|进|埋)|带上|摆进")
_WHICH_IS_MORE = re.compile(r"(?:哪|边|谁)[一]?[个头边样项种年]?(?:更|比较)?(?:[多高大少低小贵](?!少)|便宜)")
_CHANGED_BY = re.compile(
    rf"(?:贵|便宜|涨|升|提高|增加?|减少?|降低?|[多少高低])(?:了|咗|出)?{_MUCH}(?!倍|成|个?百分之|%)")
# Several turns are meant, each of which told of one side.
_SIDES = re.compile(r"[两俩三](?:边|头|家|个基金|块基金|只基金|个医保|个池子|种医保|种人|拨人)")
_LATTER = re.compile(r"后[头面边]?|[末尾]|下[头面边]|最后")
_FORMER = re.compile(r"前[头面边]?|头[两三四]|上[头面边]|先说")
# Said of figures that were told without naming any of them.
_POINTING = re.compile(
    r"[这前]?[两三](?:个)?年度?(?!后)|(?<!之)[前后上下头末](?:[头面边]|一)?(?=[这那的说讲个几两俩三四五样项种笔比,])|第[一二三四五]|刚[才刚]|方才|头先|"
    r"你(?:们)?|说|讲|报|念|告诉|提|听|这么|那么|这样|[先后]前|"
    r"(?:^|(?<=[,.?!;]))(?:那|咁|噉|即|就是|所以|原来|也就是)|即系|系|嘅|哋|相比|比较|对比|比|差距?|额|[多高少低大小贵涨升增减降](?:出来|出|了|过)?|便宜|"
    r"亏的?|并(?:进[来去]?|到|在|上|埋)|进[来去]|算(?:进|上|到)?|下来|[加合]|一共|总共|合共|合计|起来|一块儿?|一起|占|百分|平均|均|摊|每|倍|多少|几|哪个?|谁|"
    r"成(?=[,.?!;]|$)|人次|[人家户笔名条例次种项份元钱块万亿数者]|还|把|连|也|之间|大概|大约|差不多|到底|究竟|请问|麻烦|帮我?|再|又|又是|岂|不是|是不是|吧|嘛|吗")
# What a label adds in parentheses, but for the time that it is of.
_ASIDE = re.compile(r"[(（][^)）年月]*[)）]")
_FUNDS = ("职工", "居民")
# What a fund took in, paid and kept of it, each asked for by itself.
_FLOWS = (
    (re.compile(rf"(?:收入|进账|进项|收|进)(?:了|咗|到|来|的)*(?:是|有)?{_MUCH}"), "收入"),
    (re.compile(rf"(?:支出|开支|出账|[花支用出])(?:了|咗|掉|出去|的)*(?:是|有)?{_MUCH}"), "支出"),
    (re.compile(rf"(?<!累计)(?:当期|本期|今年|净)?(?:结余|结存|剩下?|余下?|落)(?:了|咗|的)*(?:是|有)?{_MUCH}"),
     "当期结余"),
)
_KIND_OF_FLOW = re.compile(r"利息|财政|个人缴费|住院|门诊|慢|生育|药店|疫苗|救助|累计")
# The caller's own affairs, or another year, are of something else.
_OF_OTHERS = re.compile(
    r"[一两二俩三四五六七八九十\d]个?人(?!次|均)|[我俺咱](?!想|问|听|算)|老(?:公|婆|伴|妈|爸|人)|明年|后年|标准|怎么|为什么|为何|什么时候|哪里")


@dataclass(frozen=True)
class Told:
    """What one turn told: the figures that answered it, the entries told, and what was asked; no figures if none.

    `beside` are other figures that were told in the same breath.
    """

    operands: tuple[Operand, ...] = ()
    entries: tuple[str, ...] = ()
    asked: str = ""
    beside: tuple[Operand, ...] = ()


def asks_each(text: str) -> bool:
    """Whether a text lists several things and asks for each by itself."""
    return bool(_EACH.search(text))


def listed(operands: Sequence[Operand], asked: str, content: Callable[[str], list[str]]) -> list[Operand]:
    """Those of the figures told that a question lists, in its order; none if one of its items isn't sure.

    `content` gives the words of a text that name something.
    """
    counted = _as_asked(each_once(operands), asked)
    items = []
    for item in _BETWEEN_ITEMS.split(asked):
        own = [word for word in content(item) if any(word in o.figure.label for o in counted)]
        if own:
            named = [o for o in counted if all(word in o.figure.label for word in own)]
            items.append([o for o in named if not _OF_SEVERAL.search(o.figure.label)] or named)
    sure = [named[0] for named in items if len(named) == 1]
    kinds = {(o.dimension, o.figure.measure) for o in sure}
    found = [named if len(named) == 1 else [
        o for o in named if o not in sure and (o.dimension, o.figure.measure) in kinds] for named in items]
    return [named[0] for named in found] if all(len(named) == 1 for named in found) else []


def answering(operands: Sequence[Operand], asked: str, said: Callable[[str, str], float]) -> tuple[Operand, ...]:
    """Those of the figures that a reply tells first which answer what was asked: in what, and of what it was asked.

    `said` is the share of a label that a text says.
    """
    found = each_once(operands)
    if not words.DENIED.search(asked):
        found = tuple(o for o in found if not words.DENIED.search(o.figure.label))
    found = _of_kinds_asked(_as_asked(found, asked), asked)
    if len(found) < 2 or asks_each(asked):
        return found
    asked = in_flow_words(asked)
    scored = [said(_ASIDE.sub("", operand.figure.label), asked) for operand in found]
    near = tuple(o for o, score in zip(found, scored, strict=True) if score >= max(scored) - _NEAR)
    fullest = tuple(o for o in near if all(covers(o.figure.label, other.figure.label) for other in near))
    return fullest if len(fullest) == 1 and max(scored) >= _SURELY_SAID else near


def in_flow_words(text: str) -> str:
    """A text with the names of what a fund took in, paid and kept behind the verbs that ask for them (收了多少)."""
    for heard_as, flow in _FLOWS:
        text = heard_as.sub(rf"{flow}\g<0>", text)
    return text


def _of_kinds_asked(operands: tuple[Operand, ...], asked: str) -> tuple[Operand, ...]:
    """Without the figures of a kind beside the one that is asked about (职工和居民 where 居民 are), if any is left."""
    kinds = set(_INSURED.findall(asked))
    return tuple(o for o in operands if not kinds or set(_INSURED.findall(o.figure.label)) <= kinds) or operands


def covers(label: str, other: str) -> bool:
    """Whether a label has all that another one tells, and isn't of another flow of the fund."""
    flows = [found.group() for found in map(_FLOW.search, (label, other)) if found]
    return len(set(flows)) < 2 and set(_GENERIC.sub("", other)) <= set(label)


def told_aside(first: Sequence[Operand], others: Sequence[Operand], asked: str,
               content: Callable[[str], list[str]]) -> list[Operand]:
    """Of what a reply tells first, else of all it tells, the figures whose labels have all that a question names.

    It is what is told first if none has. `content` gives the words of a text that name something.
    """
    own = [word for word in content(asked) if len(word) > 1 and any(word in o.figure.label for o in (*first, *others))]
    for operands in (first, others):
        named = [o for o in operands if all(word in o.figure.label for word in own)]
        if named:
            return named
    return list(first)


def _as_asked(operands: tuple[Operand, ...], asked: str) -> tuple[Operand, ...]:
    """The figures that are told in what is asked for (多少钱, 几家); all if none is, or that isn't said."""
    shares = tuple(operand for operand in operands if operand.dimension == "share")
    operands = shares if shares and _RATE.search(asked) else tuple(o for o in operands if o not in shares) or shares
    measured = _MEASURED.search(asked) or _OF_MEASURE.search(asked)
    if measured is None:
        return operands
    money = not measured["measure"] or bool(_MONEY.match(measured["measure"]))
    return tuple(o for o in operands if (o.dimension == "money" if money else o.dimension == "count" and
                                         _counted(o) == _counted_as(measured["measure"]))) or operands


def _is_asked_in(operand: Operand, text: str) -> bool:
    """Whether a figure is counted in what its sum is asked for in (几多人次); true if that isn't said."""
    measured = _MEASURED.search(text)
    if measured is None or operand.dimension == "share":
        return True
    if _MONEY.match(measured["measure"]) or operand.dimension == "money":
        return bool(_MONEY.match(measured["measure"])) and operand.dimension == "money"
    return _counted(operand) == _counted_as(measured["measure"]) or measured["measure"] in "个项种"


def _counted(operand: Operand) -> str:
    return _counted_as(operand.figure.measure)


def _counted_as(measure: str) -> str:
    return {"名": "人", "户": "家"}.get(measure, measure)


def without_denied(text: str, left_out: str, last: Told, is_named: Callable[[str, Operand], bool]) -> Told | None:
    """What was told last but for what an utterance only says isn't to count; None if it says anything else."""
    if not left_out or len(text) > len(left_out) + _OF_DENIAL or len(last.operands) < 3:
        return None
    kept = tuple(o for o in last.operands if not is_named(left_out, o))
    return Told(kept, last.entries, last.asked) if 2 <= len(kept) < len(last.operands) else None


_OF_DENIAL = 8


# What is new is a name of what is counted, not asked for (加起来一共新增几种).
_NEW = re.compile(
    r"(?:一共|总共|合共|合计|加起来|加埋|合起来)(?:都|就|是|有)*(?:新增|增加|增|新添|多)(?:了|咗)?(?:多少|几)")


def several_of_told(text: str, answered: Sequence[Told], content: Callable[[str], list[str]]) -> list[Resolved]:
    """What an utterance asks of the figures told last, of its several questions each; none if one isn't sure."""
    pieces = [text[start:end] for start, end in words.apart(text)]
    if len(pieces) > 1 and len(set(map(_kind, pieces))) == len(pieces) and None not in map(_kind, pieces):
        found = [of_told(piece, answered, content) for piece in pieces]
        if all(found) and len({frozenset(o.reference for o in one.operands) for one in found if one}) == 1:
            return [one for one in found if one]
    whole = of_told(text, answered, content)
    return [whole] if whole else []


def asks_both(text: str) -> bool:
    """Whether it is asked both how far apart two figures are and what they come to together."""
    return sorted(kind for start, end in words.apart(text) if (kind := _kind(text[start:end]))) == ["apart", "sum"]


def flows_asked(text: str, labels: Sequence[str]) -> list[Question]:
    """The sums of two funds that are asked for at once; none if it isn't more than one, or not of just two funds.

    `labels` are of the figures told before, which tell whose funds are meant if the utterance doesn't.
    """
    flows = [flow for heard_as, flow in _FLOWS if heard_as.search(text)]
    named = [fund for fund in _FUNDS if fund in text]
    told = named or [fund for fund in _FUNDS if any(fund in label for label in labels)]
    together = re.search(SUM, text) and (len(named) == len(_FUNDS) or words.said_number(text) == len(told))
    if len(flows) < 2 or not together or len(told) != len(_FUNDS) or _KIND_OF_FLOW.search(text):
        return []
    return [Question("sum", ",".join(f"{fund}医保基金{flow}" for fund in told)) for flow in flows]


def of_told(text: str, answered: Sequence[Told], content: Callable[[str], list[str]]) -> Resolved | None:
    """What an utterance asks of the figures told last; None if it asks for nothing of them, or that isn't sure.

    `content` gives the words of a text that name something.
    """
    kind = _kind(text)
    turns = list(takewhile(lambda told: told.operands, reversed(answered)))[::-1]
    if kind is None or not turns or _OF_OTHERS.search(text) or (kind != "sum" and words.DENIED.search(text)):
        return None
    operands = _meant(text, kind, turns)
    if kind in ("sum", "apart") and not all(_is_asked_in(operand, text) for operand in operands):
        return None
    labels = " ".join(operand.figure.label for operand in operands)
    context = " ".join((labels, *(told.asked for told in turns)))
    if kind == "sum" and any(word in labels and not all(word in operand.figure.label for operand in operands)
                             for word in content(_POINTING.sub(" ", text)) if len(word) > 1):
        return None  # 一共新增几种, where one of them is the number of all
    if not all(word in (labels if _KIND.search(word) else context)
               for word in content(_POINTING.sub(" ", text)) if len(word) > 1):
        return None
    return _resolved(text, kind, operands)


def without_pointing(text: str) -> str:
    """A text without what is said of figures that were told and names none of them."""
    return _POINTING.sub(" ", text)


def _kind(text: str) -> str | None:
    """The operation that is asked for."""
    if words.TIMES.search(text):
        return "times"
    if words.CHANGED.search(text):
        return "change"
    if words.SHARE_ASKED.search(text) or words.BARE_SHARE.search(text):
        return "share"
    if words.MONTHLY.search(text):
        return "month"
    if words.MEAN.search(text):
        return "mean"
    if _ADDS.search(text) and _NEW.search(text):
        return "sum"
    if words.DIFFERENCE.search(text) or _CHANGED_BY.search(text) or _WHICH_IS_MORE.search(text):
        return "apart"
    return "sum" if _ADDS.search(text) else None


def _meant(text: str, kind: str, turns: Sequence[Told]) -> tuple[Operand, ...]:
    """The figures meant: as many as are said, those of the turn before if it told several, else one of each turn."""
    number, last = words.said_number(text), turns[-1].operands
    if kind == "month":
        return last if len(last) == 1 else ()
    if number is not None:
        return _so_many(text, number, turns)
    if kind == "sum" and _ALSO.search(text) and len(turns) > 1:
        return _flat(turns)
    if len(last) > 1 and kind == "sum" and len(turns) > 1 and len(turns[-2].operands) > 1:
        return ()  # of one turn or of both
    if len(last) > 1:
        return last if kind == "sum" or len(last) == 2 else ()
    singles = list(takewhile(lambda told: len(told.operands) == 1, reversed(turns)))[::-1]
    if len(singles) < 2 and len(turns[-1].beside) == 1:
        return (*last, *turns[-1].beside)
    return _flat(singles if kind == "sum" else singles[-2:])


def _so_many(text: str, number: int, turns: Sequence[Told]) -> tuple[Operand, ...]:
    last = turns[-1].operands
    if len(turns) >= number and len(last) > 1 and _SIDES.search(text):
        return _flat(turns[-number:])
    if len(last) > number and _LATTER.search(text):
        return last[-number:]
    if len(last) > number and _FORMER.search(text):
        return last[:number]
    for first in range(len(turns) - 1, -1, -1):
        found = _flat(turns[first:])
        together = first == len(turns) - 1 or _ALSO.search(text) or all(len(t.operands) == 1 for t in turns[first:])
        if len(found) >= number:
            return found if len(found) == number and together else ()
    return ()


def _flat(turns: Sequence[Told]) -> tuple[Operand, ...]:
    return each_once(o for told in turns for o in told.operands)


def _resolved(text: str, kind: str, operands: tuple[Operand, ...]) -> Resolved | None:
    """The formulas of an operation on figures for which it makes sense."""
    said = List(tuple(operand.figure.label for operand in operands))
    if kind in ("month", "mean") and any(o.figure.statement is Statement.RULE for o in operands):
        return None  # what one pays or gets, not what ran up
    if kind == "month":
        return per_month(operands, said)
    if len(operands) < 2 or (len(operands) > 2 and kind != "sum"):
        return None
    if kind == "mean":
        operands = _over(text, operands)
    elif len({(o.dimension, _counted(o)) for o in operands}) > 1:
        return None
    if kind == "share":
        operands = tuple(sorted(operands, key=lambda o: o.amount))
        if are_opposites(*operands) or (_OF_TOTAL.search(text) and "总" not in operands[-1].figure.label):
            return None
    if kind == "change":
        operands = _later_first(operands)
    if kind == "times":
        operands = tuple(sorted(operands, key=lambda o: -o.amount))
    if not operands or (kind == "sum" and any(o.dimension == "share" for o in operands)):
        return None
    apart = made_of(Question("apart", " "), operands) if kind == "change" and _CHANGED_BY.search(text) else ()
    made = (*apart, *made_of(Question(kind, " "), operands))
    return Resolved(said, operands, made, kind) if made else None


def are_opposites(one: Operand, other: Operand) -> bool:
    """Whether two figures are of two kinds beside each other (职工, 居民), neither of them a part of the other."""
    first, second = one.figure.label, other.figure.label
    return any((a in first and b in second) or (b in first and a in second) for a, b in OPPOSITES)


def _over(text: str, operands: Sequence[Operand]) -> tuple[Operand, ...]:
    """The whole and the count over which it is spread, if that is counted as is asked."""
    counts = [o for o in operands if o.dimension == "count"]
    money = [o for o in operands if o.dimension == "money"]
    if len(money) == 1 and len(counts) == 1:
        whole, divisor = money[0], counts[0]
    elif len(counts) == 2 and counts[0].figure.measure != counts[1].figure.measure:
        divisor, whole = sorted(counts, key=lambda o: o.amount)
        if not re.search(rf"{_MUCH}{whole.figure.measure}", text):
            return ()
    else:
        return ()
    named = {match["measure"] or {"户": "家"}.get(match["per"], match["per"]) for match in words.DIVISOR.finditer(text)}
    fits = not named or any(_counted_as(name) in (_counted(divisor), divisor.figure.measure[:1]) for name in named)
    return (whole, divisor) if fits and divisor.amount > Decimal(0) else ()


def _later_first(operands: tuple[Operand, ...]) -> tuple[Operand, ...]:
    """The later of two figures first, of which the change since the earlier one is asked for; else as told."""
    one, other = operands
    return (one, other) if min(years_of(one), default=0) > min(years_of(other), default=0) else (other, one)
