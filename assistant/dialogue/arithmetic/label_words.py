"""Puts the words of labels in the place of what people say for the same, and leaves out what isn't to count.

Figures are named by their labels; a label is written in official terms. Knows no figures, only words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

# What a term has in common with all others; a label may tell what the money is of in its place.
_OF_FUND = "基金"
# Words that ask, or set against each other, name nothing.
_ASKS = re.compile(r"多少|几|比|钱$")
_CLAUSE = re.compile(r"[^,.?!;]+[,.?!;]?")
_ASKED = re.compile(r"多少|几")
# So much two terms begin alike with if they are of one matter.
_ALIKE = 2
_BOTH = "职工和居民"
_POOLS = re.compile(
    r"[两俩二]个?(?:(?:医保|基金)?(?:只|口|家)?(?:池子?|盘子|险种|基金|大?险(?!种))|种医保|种保险|家头|拨人|类人|帮人)|[两俩](?:家|头|块|边)(?=[,一合总共加拢统])")
# Beside both kinds by name.
_TWO = re.compile(rf"{_POOLS.pattern}|[两俩](?:家|头|块|边)(?!医|药|机构|定点|公司|单位)")
# Labels have the kinds of insured without it.
_OF_TOWN = re.compile(r"城[乡镇](?=居民|职工)")
_EITHER = re.compile(r"职工|居民")
_LISTS = re.compile(r"[和跟同与、及连]|加(?![起一在到埋总])")
_WITHOUT = (
    r"不(?:要|用)?(?:算|计|含|包括|包含|带|加)(?:上|入|进)?|(?:除|扣|撇|刨|抛|剔|去|减)(?:掉|开|去|除|脱)|除了|莫算|冇算|"
    r"唔好?(?:计|算|包)"
)
_INSIDE = r"(?:在内|进去|上)?(?=[,.?!;]|$)"
_LEFT_OUT = re.compile(
    rf"(?:{_WITHOUT})(?P<what>[^,.?!;不]{{1,14}}?)(?:(?:不(?:算|计|加|看)|[以之]?外|唔计|唔算){_INSIDE}|(?=[,.?!;]|$))|"
    rf"(?:^|(?<=[,.?!;]))(?P<named>[^,.?!;不]{{2,12}}?)(?:就|都|那[块笔份])?"
    rf"(?:不(?:要?算|计|管|看)|莫算|唔计|唔算|撇开|[除扣刨]开(?:不算)?){_INSIDE}"
)

_LOSS = re.compile(
    r"(?P<fund>救助|职工|居民)(?:医保|基金|资金|这边|那边|这块|那块|那个|这个|的|今年|当期)*+"
    r"(?:缺口|亏空|赤字|窟窿|负数|倒挂(?:的|那)?(?:部分|钱|数)?|"
    r"(?:净)?亏(?:掉|了|损)?的?(?:那[块笔]|部分|钱|数)?)(?!多少|几)")

# By how many points one thing grew more than another: what grows leads both, and the faster one is the higher.
_POINTS = re.compile(r"(?:多少|几)个?(?:百分)?点(?![钱半钟])")
_GROWN = re.compile(
    r"(?:同比)?(?:增长|增加|上涨|(?<![报参])增|涨|上升)(?:的|得)?(?:幅度?|速度?|势)?(?:的|得)?")
_FASTER = re.compile(r"[快猛凶多](?=[了出过咗]{0,2}(?:多少|几))")
_SLOWER = re.compile(r"[慢少](?=[了出过咗]{0,2}(?:多少|几))")
_GROWTH = "增幅"


def label_words(terms: Mapping[str, str], labels: Iterable[str]) -> dict[str, str]:
    """What is said for terms that labels have, and in no label itself, with the words of the labels."""
    written = "\n".join(labels)
    found = {}
    for said, term in terms.items():
        bare = term.removeprefix(_OF_FUND) or term
        elsewhere = written.replace(bare, "\n")
        if bare in written and said not in f"{bare}\n{elsewhere}" and len(said) > 1 and not _ASKS.search(said):
            found[said] = bare
    return found


def in_label_words(text: str, words: Mapping[str, str]) -> str:
    """A text with the words of labels in the place of others, and both kinds of insured in that of the two pools."""
    plain = _OF_TOWN.sub("", text)
    clauses = [_translated(clause, words) for clause in _CLAUSE.findall(_with_pools(plain))]
    for (first, one), (_, other) in combinations(enumerate(clauses), 2):
        for term in () if _ASKED.search(one) else set(words.values()):
            if term in one and _has_alike(term, other, words.values()):
                clauses[first] = one.replace(term, term[:_ALIKE])
    return "".join(clauses)


def _has_alike(term: str, text: str, terms: Iterable[str]) -> bool:
    """Whether a text narrows down what a term told before it is about (打新冠针…, 买苗的钱)."""
    return any(other != term and other[:_ALIKE] == term[:_ALIKE] and other in text for other in terms)


def _translated(text: str, words: Mapping[str, str]) -> str:
    said = sorted((word for word in words if word in text), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, said)), lambda match: words[match.group()], text) if said else text


def _with_pools(text: str) -> str:
    """A text that tells of the two pools with both kinds of insured, unless it lists anything else."""
    kinds = set(_EITHER.findall(text))
    if len(kinds) == 1 or (not kinds and _LISTS.search(text)):
        return text
    return _TWO.sub("", text) if kinds else _POOLS.sub(_BOTH, text)


def with_losses_named(text: str) -> str:
    """A text with what a fund lacks told as what it kept, of which the label is (救助的窟窿), a negative figure."""
    return _LOSS.sub(r"\g<fund>当期结余", text)


def with_growths_named(text: str) -> str:
    """A text that asks how many points apart things grew with that word once, as in labels (收入涨得比…快几个点)."""
    if not (_POINTS.search(text) and _GROWN.search(text)):
        return text
    bare = _SLOWER.sub("低", _FASTER.sub("高", _GROWN.sub("", text)))
    return f"{_GROWTH},{bare}" if "比" in bare else _GROWN.sub(_GROWTH, text)


def without_left_out(text: str) -> tuple[str, str]:
    """A text without what it says isn't to count, and what that is; the same text and nothing if it says none."""
    left_out = ",".join(match["what"] or match["named"] for match in _LEFT_OUT.finditer(text))
    return (_LEFT_OUT.sub(",", text).strip(","), left_out) if left_out else (text, "")
