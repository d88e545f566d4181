"""A caller's city that was written as it sounds, where he says of which he is (我系将门嘅, 淄薄的).

Only where nothing else can stand, and while his city isn't known; knows the names of the covered cities.
"""

from __future__ import annotations

import re
from itertools import product

from assistant.policy.knowledge import Knowledge
from assistant.text.pinyin import Pinyin, fuzzy_key
from assistant.text.words import Words

_LENGTH = 2
# A word as surprising as this, in nats, is no likelier at the head of a clause than the city's name written amiss.
_RARE = 15.0
# Characters that look like one of a name's, and don't sound like it.
_LOOKS_LIKE = {"博": "傅溥缚膊搏", "淄": "溜缁锱甾", "樟": "障", "荣": "劳茉", "门": "们闪问"}
_NAME = rf"(?P<name>[\u4e00-\u9fff]{{{_LENGTH}}})"
_BEHIND = (
    r"(?=(?:市|县)?(?:的|嘅|人(?!民|家|员|数|口)|这边|呢边|这里|呢度|本地|参保|医保|职工|居民|户口|那边|这块|市区|(?:[\s,.?!;]|$)))"
)
# What the caller says of himself before the city's name.
_OF_HIMSELF = re.compile(
    r"(?:(?:我|俺|咱|偶|阿拉|我哋|老家|户口|医保|参保地?|屋企|单位|公司|厂子?|人|家)(?:们|哋)?(?:这边|这里|呢边|呢度|现在)?(?:就|都|也)?"
    rf"(?:是在|系喺|是|系|在|喺|住在|住喺|住|来自|属于?)){_NAME}{_BEHIND}"
)
# The name at the head of a clause.
_AT_HEAD = re.compile(
    r"(?:^|(?<=[,.?!;\s]))(?:(?:那个|嗯|呃|喂|你好|您好|请问|问下|就是|我想问|想问下?|咱|俺|我)(?:们|哋)?){0,3}+"
    rf"{_NAME}{_BEHIND}"
)


class MisheardPlaces:
    """Finds the covered cities by what their names sound and look like."""

    def __init__(self, knowledge: Knowledge, words: Words, pinyin: Pinyin) -> None:
        names = {name for area in knowledge.covered_areas() for name in (area.name, *area.aliases)}
        places = {name for area in knowledge.areas.values() for name in (area.name, *area.aliases)}
        places |= {name for area in knowledge.areas.values() for d in area.districts for name in (d.name, *d.aliases)}
        self._all = re.compile("|".join(map(re.escape, sorted(places, key=len, reverse=True)))) if places else None
        self._names = sorted(name for name in names if len(name) == _LENGTH)
        self._places, self._words, self._pinyin = places | set(knowledge.places), words, pinyin

    def mended(self, text: str) -> str:
        """The text with the city that is meant, if it names no place of the knowledge and one is meant for sure."""
        if self._all is None or self._all.search(text):
            return text
        for pattern, may_be_word in ((_OF_HIMSELF, True), (_AT_HEAD, False)):
            for found in pattern.finditer(text):
                name = self._meant(found["name"], may_be_word)
                if name:
                    return text[: found.start("name")] + name + text[found.end("name") :]
        return text

    def _meant(self, said: str, may_be_word: bool) -> str:
        usual = self._words.knows(said) and self._words.surprise(said) < _RARE
        if said in self._places or (usual and not may_be_word):
            return ""
        meant = [name for name in self._names if self._alike(said, name)]
        return meant[0] if len(meant) == 1 else ""

    def _alike(self, said: str, name: str) -> bool:
        """Whether just one character is another, which sounds or looks like the name's."""
        wrong = [(heard, meant) for heard, meant in zip(said, name, strict=True) if heard != meant]
        return len(wrong) == 1 and all(self._sounds(*pair) or pair[0] in _LOOKS_LIKE.get(pair[1], "") for pair in wrong)

    def _sounds(self, heard: str, meant: str) -> bool:
        pairs = product(self._pinyin.readings(heard), self._pinyin.readings(meant))
        return any(fuzzy_key(one) == fuzzy_key(other) for one, other in pairs)
