"""Questions for which ones those are that were just told of (具体是哪两种, 分别叫什么), and the sentence of them.

Knows the ways of asking, and how a sentence looks that tells several things by their names; knows no policy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.remarks import without_nods
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import QuantityKind

_MEASURE = r"(?:个|种|样|项|类|条|款|家|间|所|批|名|位|处|笔|门|方面|档|回事|块)"
_MANY = r"(?P<many>几|些|[两俩二三仨四五六七八九十]|\d{1,3})"
# What those are called that are asked for; of one character too (哪几个镇).
_NOUN = (
    r"(?:办法|做法|用法"
    r"|(?!试点|报名)"
    r"[^\W\d的是呢啊呀嘛吗吧来在有能可会先得要都才开了着嘅咧哩嚟用做办通交])*+"
)
_GENERIC = frozenset((
    "地方", "东西", "方面", "样", "种", "人", "单位", "事", "事情", "处", "度", "办法", "方式", "方法", "渠道",
    "法子", "途径", "形式", "项目", "内容", "情况", "做法", "用法",
))
_WHICH = re.compile(
    rf"(?:哪|边){_MANY}{_MEASURE}?(?P<noun>{_NOUN})|(?:都|分别|具体|各自|各|到底|究竟)+(?:是|有|叫|包括|指)(?:做|到)?(?:些|点)?什么|"
    r"(?:是|有|包括)(?:些)什么"
)
# What stands around such a question and names nothing.
_AROUND = re.compile(
    r"具体|分别|详细|细[说讲]|说细|包括|包含|一一|逐个|列出?|念|名字?|名称|叫做?|到底|究竟|即是|来着|来|指|都|各自?|先|可以|试点|的话|"
    r"说|讲|清楚|明白|可已|选|用"
)
# Names side by side.
_ITEM = r"[^,，。;；:：、“”()（）]{2,24}"
_SIDE_BY_SIDE = re.compile(rf"{_ITEM}(?:(?:、|和|及|与|以及){_ITEM})+|(?:“[^”]{{2,24}}”(?:、|和|及)?){{2,}}")
_MARKED = re.compile(r"、|”“")
_BETWEEN = re.compile(r"、|和|以及|及|与|”“")
_LACKS = re.compile(r"(?:资料|原文)(?:里|也|都)?(?:只|没)|没有(?:写|载明|列|给出|说|讲|公布|列名)")
_NOT_NAMED = re.compile(r"哪些|哪几|哪家|名单|列名|列出|点名|名称")
_NUMERALS = {"两": 2, "俩": 2, "仨": 3, **{char: at for at, char in enumerate("一二三四五六七八九十", 1)}}
_LONGEST = 20


@dataclass(frozen=True)
class WhichOnes:
    """What is to be told by its name: how many there are of it, if that is said, and the words that say what."""

    many: int | None
    words: tuple[str, ...]


def which_ones(heard: Understood, known: tuple[str, ...]) -> WhichOnes | None:
    """What an utterance asks to be told by its name, if it is nothing but what is `known`; None for any other."""
    text = without_nods(heard.text)
    asked = _WHICH.search(text)
    if asked is None or len(text) > _LONGEST or heard.dates or heard.located.areas or heard.corrects:
        return None
    many = asked["many"] or ""
    if any(q.kind is not QuantityKind.ORDINAL and q.words not in asked.group() for q in heard.quantities):
        return None
    noun = asked["noun"] or ""
    rest = replace(heard, text=_AROUND.sub("|", f"{text[: asked.start()]}|{text[asked.end() :]}"))
    unknown = noun not in _GENERIC and own_words(replace(heard, text=noun), known)
    if unknown or own_words(rest, known):
        return None
    nouns = (noun,) if noun and noun not in _GENERIC else ()
    return WhichOnes(int(many) if many.isdigit() else _NUMERALS.get(many), (*nouns, *own_words(rest)))


def names_them(asked: WhichOnes, sentences: Sequence[str]) -> int | None:
    """The number of the sentence that tells those by their names; None if none does."""
    telling = {at: text for at, text in enumerate(sentences) if not _LACKS.search(text)}
    fitting = [at for at, text in telling.items() if _fits(asked.many, text, first=at == 0)]
    worded = [at for at in fitting if all(word in sentences[at] for word in asked.words)]
    generic = asked.many is not None and not any(all(word in text for word in asked.words) for text in telling.values())
    likely = worded or (fitting if generic else [])
    first = asked.many is not None or 0 in likely
    return max(likely, key=lambda at: (0 if first else _listed(sentences[at]), -at), default=None)


def lacks_names(asked: WhichOnes, sentences: Sequence[str]) -> int | None:
    """The number of the sentence that says that the names aren't known."""
    lacking = [at for at, text in enumerate(sentences) if _LACKS.search(text) and _NOT_NAMED.search(text)]
    worded = [at for at in lacking if all(word in sentences[at] for word in asked.words)]
    return next(iter(worded), None)


def _fits(many: int | None, sentence: str, *, first: bool) -> bool:
    """Whether a sentence names several things: so many, or the first of so many.

    What is only joined by an "and" are names in an entry's first sentence alone, if it isn't said how many they are.
    """
    listed = _listed(sentence)
    if many is None:
        return listed > 1 and (first or _MARKED.search(sentence) is not None)
    return listed == many or (listed > 1 and re.search(rf"等\D{{0,2}}(?<!\d){many}(?!\d)", sentence) is not None)


def _listed(sentence: str) -> int:
    """How many things stand side by side in a sentence, at most."""
    return max((len(_BETWEEN.findall(found.group())) + 1 for found in _SIDE_BY_SIDE.finditer(sentence)), default=0)
