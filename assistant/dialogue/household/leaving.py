"""Who of a household takes no part: insured elsewhere, or not to be counted; by name, by number, or by who is left.

Knows how this is said, not what the members count for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.dialogue.hearing.people import Clause
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.heads import HEADS
from assistant.dialogue.household.relatives import Person, Relatives
from assistant.text.numerals import Quantity, QuantityKind

_EMPLOYER = r"(?:单位|公司|企业|工厂|厂里|厂度|厂(?!医)|工地|[嗰那]边)"
LEFT_OUT = re.compile(
    r"(?:有|是|系|买[了咗]?|参加[了咗]?|交[了咗]?|缴[了咗]?|用|享受|上|转[了咗到去]?|入[了咗]?)职工|职工(?:医保|保险|的|嘅)|"
    rf"{_EMPLOYER}[^,.?!;多几]{{0,6}}(?:交|买|缴|有(?:医保|社保|五险|保)|有$)|(?<![当作为算][你您我])(?<![当作为算])不(?:用|再|想)?(?:交|买|缴|理|管)|唔使(?:交|买|缴|理)|"
    r"(?:不用|不必|不需要?|无需|唔使|唔需要?|毋须|冇使)(?:自己|自家)?(?:再)?(?:交|缴|俾|畀|出|掏|付|给)(?:钱|费)?(?!多少|几)|"
    r"不再?参加|不用?算|唔使算|兜底|免缴|免交|免费(?:参保|交|缴|买)|(?:政府|公家|国家|村里|民政|街道)(?:给|帮|替|代|包)?(?:[佢他她](?:们|哋)?)?(?:交|缴|出|掏|包|供|报了)|全额资助|代缴|"
    r"[在到喺]?(?:外地|外省|城里|那边|他乡)[^,.?!;多几]{0,4}(?:参保|买|交|缴|入)|学校(?:里)?交|"
    r"(?:不|没|唔|冇)(?:再)?(?:在|喺|跟)(?:[我俺咱](?:们|哋)?)?(?:家|这儿?|这里|这边|这块|本地|呢度|呢边|度|屋企)?(?:里)?"
    r"(?:一起|一块儿?|一齐)?(?:交|买|缴|参保|入)(?!得|过)|去[了咗到](?!屋企|家|本地|村|这)[^,.?!;多几]{1,4}(?:交|买|缴|参保)|"
    r"[在喺](?!屋企|家|本地|村|呢[度边]|这)[^,.?!;多几]{1,5}(?:已经)?(?:参|买|交|缴|入|上)[了咗过](?!居民)"
)
# Somebody told of just before isn't to be counted, and only the rest asked about (剔走佢,仲要几多).
_WITHOUT_HIM = re.compile(
    r"(?:那么?|咁|噉|好|行|嗯|这样|所以|,)*+(?:就|都|要|得|先)?(?:把|将)?(?:[他她佢](?:们|哋)?(?:的)?(?:那份|个人)?)?"
    r"(?:唔好|唔使|唔|不要?|别|不用|无需|无须)?(?:剔|除|去|刨|扣|减|撇|踢|撤|刮|计|算|加|排|拿|摘)"
    r"(?:除|走|开|掉|去|咗|了|出去?|出来|低|埋|落|进去?|入去?|在内|下来)*(?:[他她佢](?:们|哋)?(?:的)?(?:那份|个人)?)?(?:之?后|的话|了|啦)?"
    r"[,.]?[^,.?!;\d]{0,12}?(?:多少|几多|几钱|几块)(?:钱|蚊)?[呢呀啊吗?.!]*"
)
_NOT = re.compile(r"(?:没有?|冇|未|不是|唔系|不|无)$")
_NOT_FREE = re.compile(r"(?:不是|没有?|未|还没)[^,]{0,4}$")
_ONE_OF = re.compile(r"(?:有|其中|里头|里面)(?:一)?个$|(?:有|其中|里头|里面)(?:一)?个(?=孩|娃|老|大|学)")
_WORKS = re.compile(r"返工|上班|打工|做嘢|做工|工作|就业")
_REST = r"(?:其余|其他|其它|剩下|剩低|剩返|剩余|剩|余下|净返|净低|得返|仲有)"
REST = re.compile(_REST)
_REST_NUMBER = re.compile(rf"{_REST}(?:的|嘅|嗰|那|呢|这|个)*$")
_GOES_ON = re.compile(rf"(?:而家|现在|今年|都|已经|{_EMPLOYER}|[在喺]|[佢他她]|由|有职工|是职工|系职工|买|交|参加|转)")
_UNNUMBERED = re.compile(
    r"有(?:几|啲|些|一?部分)?(?:个)?(?:人|嘅|的|个)?(?:已经|喺|在|去|出|返|打|做|买|系|是|有)|有几个"
)


class Freed(NamedTuple):
    """Those who pay nothing: the people named, with how many of each, and the numbers of others only counted."""

    people: tuple[Person, ...] = ()
    counted: tuple[Quantity, ...] = ()


class Leaving(NamedTuple):
    """Those who take no part, by key and by number; the number of those who do, if that was told as the rest.

    `open` tells that somebody takes no part, but not who or how many.
    """

    keys: frozenset[str] = frozenset()
    counted: tuple[Quantity, ...] = ()
    rest: Quantity | None = None
    open: bool = False


def leaves_out(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first words in a stretch of an utterance that tell that somebody takes no part."""
    found = (m for m in LEFT_OUT.finditer(text, start, end) if not _NOT.search(text, start, m.start()))
    return next(found, None)


def leaves_out_told(heard: Understood) -> bool:
    """Whether an utterance only leaves out somebody told of before it, and asks what the others come to."""
    pointed = any(word in heard.text for word in "他她佢") or "刨" in heard.text
    return pointed and not heard.quantities and bool(_WITHOUT_HIM.fullmatch(heard.text))


def leaving(relatives: Relatives, whole: Quantity | None, *, tiers: bool) -> Leaving:
    """Who takes no part in what an utterance asks.

    Args:
        relatives: The people it names.
        whole: The number of all of them, if it was said.
        tiers: Whether values (一档) are said of them: then the rest are those with another value.
    """
    keys: set[str] = set()
    counted: list[Quantity] = []
    told = False
    for number, clause in enumerate(relatives.heard.clauses):
        match = _match(relatives, clause, whole, tiers=tiers)
        if match is None:
            continue
        told = True
        before = relatives.heard.clauses[number - 1] if number else None
        named = _named(relatives, clause, before, match, whole)
        numbers = [] if named else _numbers(relatives, clause, before, match, whole)
        keys |= named
        counted += [q for q in numbers if q not in counted]
    rest = _rest(relatives) if told and not tiers else None
    unsettled = told and whole is not None and not tiers and not (keys or counted or rest)
    most = int(whole.value) if whole else len(relatives.people)
    number = sum(relatives.people[key].number for key in keys)
    if keys and len(keys) == len(relatives.people) and not _told_before(whole, relatives):
        keys = set()
    if whole is not None and number + sum(int(q.value) for q in counted) > most:
        return Leaving(open=not tiers)
    return Leaving(frozenset(keys), tuple(counted), rest, unsettled and _is_some(relatives))


def freed(relatives: Relatives, words: Sequence[str], whole: Quantity | None) -> Freed:
    """Who is said to pay nothing (俺爹是低保户, 有两个是困难人员), by the words for such people."""
    people: dict[str, Person] = {}
    counted: list[Quantity] = []
    clauses, text = relatives.heard.clauses, relatives.text
    for number, clause in enumerate(clauses):
        found = [at for word in words if (at := text.find(word, clause.start, clause.end)) >= 0]
        at = min(found, default=-1)
        if at < 0 or _NOT_FREE.search(text, clause.start, at):
            continue
        tokens = [t for t in relatives.tokens if clause.start <= t.start < at and t.keys]
        own = [q for q in relatives.heard.quantities if q.kind is QuantityKind.COUNT and q.measure in HEADS
               and clause.start <= q.start < at and q is not whole and q not in relatives.counted]
        if not tokens and own:
            counted += own[-1:]
            continue
        if not tokens and number and not any(clause.start <= start < at for start, _ in relatives.callers):
            before = clauses[number - 1]
            tokens = [t for t in relatives.tokens if before.start <= t.start < before.end and t.keys][-1:]
        together = "都" in text[clause.start : at]
        for token in tokens if together else tokens[-1:]:
            one = _ONE_OF.search(text, clause.start, token.start + 1) is not None
            people |= {key: p._replace(number=1 if one else p.number)
                       for key in token.keys if (p := relatives.people.get(key))}
    return Freed(tuple(people.values()), tuple(counted))


def _match(relatives: Relatives, clause: Clause, whole: Quantity | None, *, tiers: bool) -> re.Match[str] | None:
    """What tells in a clause that somebody takes no part; work does where the rest are set against it."""
    found = leaves_out(relatives.text, clause.start, clause.end)
    if found or tiers or whole is None or not REST.search(relatives.text, clause.start):
        return found
    return _WORKS.search(relatives.text, clause.start, clause.end)


def _named(relatives: Relatives, clause: Clause, before: Clause | None, match: re.Match[str],
           whole: Quantity | None) -> set[str]:
    text = relatives.text
    rest = REST.search(text, match.end(), clause.end)
    named = set(relatives.named(clause.start, rest.start() if rest else clause.end))
    callers = any(clause.start <= start < clause.end for start, _ in relatives.callers)
    numbered = [q for q in relatives.heard.quantities if q.kind is QuantityKind.COUNT and q.measure in HEADS
                and clause.start <= q.start < match.start() and q is not whole and q not in relatives.counted]
    if not named and not callers and not numbered and before is not None:
        tokens = {t.keys for t in relatives.tokens if before.start <= t.start < before.end and t.keys}
        all_of = len(tokens) == 1 or "都" in text[before.start : before.end] or bool(
            whole and re.search("[佢他她]", text[clause.start : match.end()]))
        named = set(relatives.named(before.start, before.end)) if all_of else set()
    return named if _told_before(whole, relatives) or len(named) < len(relatives.people) else set()


def _numbers(relatives: Relatives, clause: Clause, before: Clause | None, match: re.Match[str],
             whole: Quantity | None) -> list[Quantity]:
    """The number of those who are only counted as taking no part (有一个在单位交; 三个去咗返工,厂买咗)."""
    if relatives.named(clause.start, clause.end):
        return []

    def inside(start: int, end: int) -> list[Quantity]:
        return [q for q in relatives.heard.quantities if q.kind is QuantityKind.COUNT and q.measure in HEADS
                and start <= q.start < end and q not in relatives.counted and q is not whole
                and not _REST_NUMBER.search(relatives.text[: q.start]) and not q.words.startswith("几")]

    own = [q for q in inside(clause.start, clause.end) if q.end <= match.start()]
    if len(own) == 1:
        return own
    goes_on = whole is not None and before is not None and not own and _GOES_ON.match(relatives.text, clause.start)
    earlier = inside(before.start, before.end) if goes_on and before is not None else []
    return earlier if len(earlier) == 1 else []


def _told_before(whole: Quantity | None, relatives: Relatives) -> bool:
    """Whether the number of all was told before anybody was named: then there are others beside those named."""
    return whole is not None and all(whole.start <= p.start for p in relatives.people.values())


def _rest(relatives: Relatives) -> Quantity | None:
    """The number of those who take part, told as the rest (其余四个买居民)."""
    told = [q for q in relatives.heard.quantities if q.kind is QuantityKind.COUNT and q.measure in HEADS
            and _REST_NUMBER.search(relatives.text[: q.start]) and not q.words.startswith("几")]
    return told[0] if len(told) == 1 else None


def _is_some(relatives: Relatives) -> bool:
    """Whether only some of the people are said to take no part, not those who are asked for."""
    return bool(REST.search(relatives.text) or _UNNUMBERED.search(relatives.text))
