"""Corrects homophones and single wrong characters in the terms that callers use, and nothing else.

A noisy channel: the text is cut along the cheapest path through ordinary words (as surprising as they are rare)
and through terms that sound like what is written, or that differ from it in one character, at a price for each
character that would have to be wrong. What reads well as it stands is therefore left alone.
Knows neither dialect nor synonyms, and reads no file.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.text.numeral_values import NUMERAL
from assistant.text.pinyin import Pinyin, fuzzy_key
from assistant.text.words import Words

SHORTEST, LONGEST = 2, 10
# Prices in nats, the unit of `Words.surprise`; tests/unit/text/test_lexicon.py says what they must keep apart.
_SAME_SOUND, _SIMILAR_SOUND, _OTHER_SOUND = 5.0, 6.2, 11.0
_TERM_PRICE, _CHEAPEST_TERM = 8.5, 3.5
_LENGTH_RELIEF = 0.8
_SHORTEST_LOOKALIKE = 4
# A character less surprising than this is more likely the next word than a slip.
_TOO_COMMON = 8.5
# A character less surprising than this is grammar (就以, 能被): never half of a term, but for the 一 of 一保.
_FUNCTION_WORD = 7.0
# Characters that turn a term into its opposite, or into its neighbour: never put in, never taken out.
_DECISIVE = frozenset(
    "不无未没非别莫免冇唔 内外上下前后左右大小多少高低新旧增减升降涨跌男女老幼早晚先后快慢有进出入退买卖 "
    "省市县区乡镇村国 "
    "甲乙丙丁本异跨单双全半首末今明昨去年月日天周次元块蚊 我你他她它您俺那哪这 " + NUMERAL
)

# Decisive characters that are nonetheless written for others (一保, 多少前, 叁保), and that are written amiss (转诊).
_HEARD_NEVER = _DECISIVE - set("一前叁进双明去月有元本出入下上高先镇新今")
_MEANT_NEVER = _DECISIVE - set("上下入出进退本明双区慢跨")


@dataclass(frozen=True)
class Correction:
    """`text[start:end]` is taken as `term`."""

    start: int
    end: int
    term: str


@dataclass
class _Node:
    """A step along the sounds of terms: what can follow, and the terms that end here."""

    following: dict[str, _Node] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)


class Corrector:
    """Finds what sounds or looks like one of `targets` and makes no sense as it stands."""

    def __init__(self, targets: Iterable[str], pinyin: Pinyin, words: Words, names: Iterable[str] = ()) -> None:
        """Take the terms in; `names` among them (of places) are only taken for what sounds exactly the same."""
        self._names = frozenset(names)
        self._pinyin, self._words = pinyin, words
        self._targets = {term for term in targets if SHORTEST <= len(term) <= LONGEST and _is_chinese(term)}
        self._prices = _prices(self._targets)
        self._keys: dict[str, frozenset[str]] = {}
        self._sounds = _Node()
        self._lookalikes: dict[str, list[str]] = defaultdict(list)
        self._longest_from: dict[str, int] = {}
        for term in sorted(self._targets):
            self._enter(term)

    def find(self, text: str, untouchable: Iterable[tuple[int, int]] = ()) -> tuple[Correction, ...]:
        """Return the corrections of a normalised text, in order, none overlapping an untouchable place."""
        frozen = {at for start, end in untouchable for at in range(start, end)}
        edges: dict[int, list[tuple[int, str, float]]] = defaultdict(list)
        for start, term, price in [*self._sounding_alike(text), *self._looking_alike(text)]:
            if not any(at in frozen for at in range(start, start + len(term))):
                edges[start].append((start + len(term), term, price))
        if not edges:
            return ()
        return self._cheapest(text, edges)

    def _enter(self, term: str) -> None:
        nodes = [self._sounds]
        for char in term:
            nodes = [
                node.following.setdefault(key, _Node()) for node in nodes for key in sorted(self._keys_of(char))
            ]
        for node in nodes:
            node.terms.append(term)
        if len(term) >= _SHORTEST_LOOKALIKE and not _COLLOQUIAL & set(term):
            self._longest_from[term[0]] = max(len(term), self._longest_from.get(term[0], 0))
            for at in range(1, len(term) - 1):
                self._lookalikes[f"{term[:at]}?{term[at + 1:]}"].append(term)

    def _key_of(self, char: str) -> str:
        """What the character sounds like in its usual reading: a slip is seldom written with another."""
        return fuzzy_key(self._pinyin.readings(char)[0])

    def _keys_of(self, char: str) -> frozenset[str]:
        keys = self._keys.get(char)
        if keys is None:
            keys = frozenset(fuzzy_key(sound) for sound in self._pinyin.readings(char))
            self._keys[char] = keys
        return keys

    def _sounding_alike(self, text: str) -> Iterator[tuple[int, str, float]]:
        """Every (start, term, price) whose term sounds like the text there, exact spellings included."""
        for start in range(len(text)):
            nodes = [self._sounds]
            for char in text[start : start + LONGEST]:
                key = self._key_of(char)
                nodes = [node.following[key] for node in nodes if key in node.following]
                if not nodes:
                    break
                for term in dict.fromkeys(term for node in nodes for term in node.terms):
                    price = self._price(text[start : start + len(term)], term)
                    if price is not None:
                        yield start, term, price

    def _looking_alike(self, text: str) -> Iterator[tuple[int, str, float]]:
        for start in range(len(text) - _SHORTEST_LOOKALIKE + 1):
            # The first character of a look-alike is right, so that it tells how long one can be.
            longest = self._longest_from.get(text[start], 0)
            for end in range(start + _SHORTEST_LOOKALIKE, min(start + longest, len(text)) + 1):
                window = text[start:end]
                for at in range(1, len(window) - 1):
                    for term in self._lookalikes.get(f"{window[:at]}?{window[at + 1:]}", ()):
                        if self._may_be_slip(window, term, at):
                            yield start, term, self._prices[term] + _OTHER_SOUND

    def _may_be_slip(self, window: str, term: str, at: int) -> bool:
        """Whether the one character that differs stands alone, outside of any ordinary word, and decides nothing."""
        wrong = window[at]
        if wrong == term[at] or not _is_chinese(wrong) or wrong in _DECISIVE or term[at] in _DECISIVE:
            return False
        if self._words.surprise(wrong) < _TOO_COMMON:
            return False
        return not any(self._words.knows(pair) for pair in (window[at - 1 : at + 1], window[at : at + 2]))

    def _price(self, said: str, term: str) -> float | None:
        """What it costs to take `said` as `term`; None when it can't be."""
        price = self._prices[term]
        wrong = [at for at, (heard, meant) in enumerate(zip(said, term, strict=True)) if heard != meant]
        if not wrong:
            return price
        too_many = len(wrong) == len(term) or (len(term) < _SHORTEST_LOOKALIKE and len(wrong) > 1)
        if too_many or not self._may_be_misheard(said, term, wrong):
            return None
        for at in wrong:
            exact = self._pinyin.readings(said[at])[0] in self._pinyin.readings(term[at])
            if not exact and term in self._names:
                return None
            price += _SAME_SOUND if exact else _SIMILAR_SOUND
        return price

    def _may_be_misheard(self, said: str, term: str, wrong: list[int]) -> bool:
        """Whether the characters that differ decide nothing, and `said` isn't plain words, or words and a particle."""
        if any(term[at] in _MEANT_NEVER or said[at] in _HEARD_NEVER for at in wrong):
            return False
        if all(len(word) > 1 for word in self._words.cut(said)):
            return False
        heard = "".join(said[at] for at in wrong)
        if len(term) == SHORTEST and heard != "一" and self._words.surprise(heard) < _FUNCTION_WORD:
            return False
        for at, rest in ((0, said[1:]), (len(said) - 1, said[:-1])):
            alone = wrong == [at] and len(rest) > 1 and (rest in self._targets or self._words.knows(rest))
            if alone and said[at] != "一" and self._words.surprise(said[at]) < _TOO_COMMON:
                return False
        return True

    def _cheapest(self, text: str, edges: dict[int, list[tuple[int, str, float]]]) -> tuple[Correction, ...]:
        best: list[tuple[float, int, str]] = [(0.0, len(text), "")] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            plain = [
                (self._words.surprise(word) + best[start + len(word)][0], start + len(word), "")
                for word in self._words.starting_at(text, start)
            ]
            taken = [(price + best[end][0], end, term) for end, term, price in edges.get(start, ())]
            best[start] = min(plain + taken)
        found, at = [], 0
        while at < len(text):
            _, end, term = best[at]
            if term and text[at:end] != term:
                found.append(Correction(at, end, term))
            at = end
        return tuple(found)


# Phrases with these are made of everyday words: any other character in them makes another ordinary phrase.
_COLLOQUIAL = frozenset("多少几什么怎哪能可给要了的不去来在")
def _is_chinese(text: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" for char in text)


def _prices(targets: set[str]) -> dict[str, float]:
    """A term's surprise among callers: the more terms hold it, the more usual it is; a longer one is less chance."""
    holding: Counter[str] = Counter()
    for term in targets:
        for start in range(len(term)):
            for end in range(start + SHORTEST, len(term) + 1):
                if term[start:end] in targets:
                    holding[term[start:end]] += 1
    return {
        term: max(_CHEAPEST_TERM, _TERM_PRICE - math.log(holding[term]) - _LENGTH_RELIEF * (len(term) - SHORTEST))
        for term in targets
    }
