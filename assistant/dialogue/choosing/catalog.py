"""All that can be asked for: the items of the knowledge, their wordings, and the words each one covers.

Built from the knowledge and kept as plain data, so that a start need not cut every wording again.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.dialogue.hearing.aspects import entry_aspects, scheme_aspects
from assistant.dialogue.hearing.kinship import GROWN, PAIRS
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape
from assistant.policy.references import PLACEHOLDER
from assistant.text.lexicon import Lexicon
from assistant.text.words import Words

OUTSIDE = "outside"
_NUMERALS = frozenset("零一二两三四五六七八九十百千万亿几")
_AMOUNTS = _NUMERALS | frozenset("多余来半元块")
_KIN = re.compile("|".join((*(pattern for pattern, _ in PAIRS), *(pattern for _, pattern in GROWN))))
# Words that tell nothing of what a question is about.
_STOP = frozenset((
    "换", "换成", "改成",
    "的", "了", "吗", "呢", "吧", "啊", "呀", "是", "有", "在", "我", "你", "他", "她", "它", "们", "我们",
    "你们", "他们", "这", "那", "这个", "那个", "和", "跟", "与", "及", "或", "就", "都", "也", "还", "要",
    "能", "会", "可以", "给", "把", "被", "对", "从", "到", "去", "来", "上", "下", "里", "中", "一", "个",
    "一个", "什么", "怎么", "怎样", "哪", "哪个", "哪里", "哪些", "哪儿", "吗", "么", "多少", "几", "几个",
    "请问", "想", "问", "一下", "知道", "说", "讲", "听说", "现在", "一共", "总共", "时候", "已经", "不", "没",
    "没有", "不是", "得", "着", "过", "为", "为什么", "之", "以", "于", "而", "但", "但是", "如果", "要是",
    "因为", "所以", "所", "很", "太", "最", "更", "再", "又", "才", "只", "自己", "人家", "大家", "东西", "事",
    "事情", "情况", ",", ".", "?", "!", ":", ";", "、", "(", ")", "\"", "'", "“", "”", "《", "》", "是不是",
    "有没有", "能不能", "可不可以", "行不行", "多大", "这边", "那边", "咱", "咱们", "这里", "那里", "这样",
    "那样", "样", "种", "些", "点", "呗", "嘛", "哦", "哈", "啦", "咧", "哩", "用", "做", "搞", "弄", "办",
    "看", "进", "出", "起", "后", "前", "间", "时", "第", "元", "块", "钱", "年", "月", "日", "号",
))


@dataclass(frozen=True)
class Item:
    """One thing that can be asked for: `kind` is entry, scheme or outside.

    `aspects` are the kinds of thing it tells (money, share, count …): in its first sentence, and in all.
    """

    id: str
    kind: str
    area: str
    topic: str
    title: str
    aspects: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


class Catalog:
    """Items, their wordings, and which words each item covers."""

    def __init__(self, items: Sequence[Item], questions: Sequence[str], owners: Sequence[int],
                 areas: Sequence[str], vocabularies: Sequence[frozenset[str]], words: Words,
                 known: frozenset[str] = frozenset()) -> None:
        self.items = tuple(items)
        self.questions = tuple(questions)
        self.owners = tuple(owners)
        self._areas = tuple(areas)
        self._partition = {area: number for number, area in enumerate(areas)}
        self._vocabularies = tuple(vocabularies)
        self._words = words
        self._known = known
        spread = Counter(word for vocabulary in vocabularies for word in vocabulary)
        self._weights = {word: math.log(1 + len(vocabularies) / count) for word, count in spread.items()}
        self._unknown = math.log(1 + len(vocabularies)) * 0.6 if vocabularies else 1.0

    @property
    def question_partitions(self) -> list[int]:
        """The partition of each wording, in order."""
        return [self._partition[self.items[owner].area] for owner in self.owners]

    def first_wordings(self, count: int) -> list[int]:
        """The numbers of each item's first wordings, up to `count` of each."""
        seen: Counter[int] = Counter()
        chosen = []
        for number, owner in enumerate(self.owners):
            seen[owner] += 1
            if seen[owner] <= count:
                chosen.append(number)
        return chosen

    def partitions(self, areas: Iterable[str] | None) -> list[int] | None:
        """The partitions of these areas and of the outside subjects; None for all."""
        if areas is None:
            return None
        return [self._partition[a] for a in (*areas, OUTSIDE) if a in self._partition]

    def content_words(self, text: str) -> list[tuple[str, float]]:
        """The words of a text that tell what it is about, each once, with its weight."""
        found: dict[str, float] = {}
        for word in self._words.cut(text):
            if word not in _STOP and word.strip() and not word.isdigit() and not set(word) <= _NUMERALS:
                found[word] = self._weights.get(word, self._unknown)
        return list(found.items())

    def cover(self, owner: int, words: Sequence[tuple[str, float]]) -> float:
        """The share of the words' weight that the item's own words cover."""
        whole = sum(weight for _, weight in words)
        if not whole:
            return 0.0
        vocabulary = self._vocabularies[owner]
        return sum(weight for word, weight in words if word in vocabulary) / whole

    def strange_share(self, words: Sequence[tuple[str, float]]) -> float:
        """The share of the words' weight that nothing in the knowledge speaks of."""
        whole = sum(weight for _, weight in words)
        return sum(weight for word, weight in words if self._is_strange(word)) / whole if whole else 0.0

    def _is_strange(self, word: str) -> bool:
        return not (word in self._weights or word in self._known or set(word) <= _AMOUNTS or _KIN.fullmatch(word))

    def title_cover(self, owner: int, words: Sequence[tuple[str, float]]) -> float:
        """The share of the words' weight that stands in the item's title."""
        whole = sum(weight for _, weight in words)
        title = self.items[owner].title
        return sum(weight for word, weight in words if word in title) / whole if whole else 0.0

    def as_data(self) -> dict[str, Any]:
        """The catalog as plain data for keeping."""
        return {
            "items": [[i.id, i.kind, i.area, i.topic, i.title, i.aspects] for i in self.items],
            "questions": list(self.questions),
            "owners": list(self.owners),
            "areas": list(self._areas),
            "vocabularies": [sorted(v) for v in self._vocabularies],
            "known": sorted(self._known),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any], words: Words) -> Catalog:
        """The catalog that `as_data` was made from."""
        items = [Item(id_, kind, area, topic, title, (tuple(short), tuple(told)))
                 for id_, kind, area, topic, title, (short, told) in data["items"]]
        vocabularies = [frozenset(v) for v in data["vocabularies"]]
        known = frozenset(data["known"])
        return cls(items, data["questions"], data["owners"], data["areas"], vocabularies, words, known)


def build_catalog(knowledge: Knowledge, lexicon: Lexicon, words: Words) -> Catalog:
    """Collect every item of the knowledge with its wordings in standard form."""
    items: list[Item] = []
    questions: list[str] = []
    owners: list[int] = []
    vocabularies: list[frozenset[str]] = []

    def add(item: Item, wordings: Iterable[str], more: Iterable[str]) -> None:
        told = list(dict.fromkeys(lexicon.standardised(w) for w in wordings))
        vocabularies.append(frozenset(w for text in (*told, *more) for w in words.cut(text) if w not in _STOP))
        for text in told:
            questions.append(text)
            owners.append(len(items))
        items.append(item)

    for entry in knowledge.entries.values():
        add(Item(entry.id, "entry", entry.area, entry.topic, entry.title, entry_aspects(entry, knowledge)),
            (entry.title, *entry.ask),
            _said_words(entry, knowledge))
    for scheme in knowledge.schemes.values():
        add(Item(scheme.id, "scheme", scheme.area, scheme.topic, scheme.title, scheme_aspects(scheme)),
            (scheme.title, *scheme.ask),
            _scheme_words(scheme))
    for outside in knowledge.outside.values():
        add(Item(outside.id, "outside", OUTSIDE, OUTSIDE, outside.label), (outside.label, *outside.ask), ())
    known = frozenset(w for text in _other_words(knowledge) for w in words.cut(text) if w not in _STOP)
    return Catalog(items, questions, owners, [*knowledge.areas, OUTSIDE], vocabularies, words, known)


def _other_words(knowledge: Knowledge) -> Iterable[str]:
    """What the knowledge knows without telling of it: words for conditions, and those that mean a standard one."""
    for dimension in knowledge.dimensions.values():
        for value in dimension.values:
            yield from (word.replace("*", " ") for word in value.words)
    for term in knowledge.terms:
        yield term.term
        yield from term.variants


def _said_words(entry: Entry, knowledge: Knowledge) -> list[str]:
    texts = [entry.say.short, *entry.say.details, *entry.say.do, *entry.keywords]
    texts += [variant.short for variant in entry.say.variants]
    labels = []
    for text in texts:
        for match in PLACEHOLDER.finditer(text):
            figure = knowledge.figures.get(match["id"]) or knowledge.figures.get(f"{entry.area}.{match['id']}")
            if figure:
                labels.append(figure.label)
    return [PLACEHOLDER.sub("", text) for text in texts] + labels


def _scheme_words(scheme: SchemeShape) -> list[str]:
    texts = [scheme.say, *scheme.keywords]
    for fact in scheme.facts:
        texts += [fact.label, *fact.words]
    return texts
