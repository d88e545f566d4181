"""Noise as callers make it: what a recipe does to a question, reproducibly.

`TUNED` are the kinds that the ranking is fitted on. `HELD_OUT` are kinds of which the fitting sees nothing: they
tell how the ranking does on noise it hasn't met.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from assistant.search.terms import Cutter, Pronouncer

Said = Sequence[str]
Recipe = Callable[[str, random.Random], str]

_OPENINGS = ("你好", "那个", "请问一下", "我想问下", "麻烦问问", "喂", "我就想知道", "师傅")
_INSIDE = ("嗯", "那个", "呃", "就是", "然后", "这个")
_ENDINGS = ("啊", "呢", "谢谢", "呀", "哈", "行不行", "可以吗", "急")
_OTHER_OPENINGS = ("同志你好麻烦您", "不好意思打扰啦", "帮忙看看", "哎我跟你讲哦", "有个事情", "想了解了解")
_OTHER_INSIDE = ("额", "怎么说呢", "哎", "对吧", "你知道吗")
_OTHER_ENDINGS = ("有人知道不", "在线等", "多谢啦", "帮我查查", "到底咋回事嘛")
_NEAR_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_NEAR_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), *_NEAR_FINALS)
_SHARE = 0.18


class Noise:
    """Recipes that need to know which characters sound alike, learnt from a corpus."""

    def __init__(self, corpus: Sequence[str], words: Cutter, pinyin: Pronouncer) -> None:
        self._words, self._pinyin = words, pinyin
        counts = Counter(letter for text in corpus for letter in text if "\u4e00" <= letter <= "\u9fff")
        self._common = [letter for letter, _ in counts.most_common(2_000)]
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for letter in sorted(counts):
            if counts[letter] > 2:
                self._by_sound[pinyin.syllables(letter)[0]].append(letter)
        self._stories = [text for text in corpus if 6 <= len(text) <= 14]
        self.tuned: dict[str, Recipe] = {
            "homophones": self.homophones,
            "swapped": swapped,
            "doubled": doubled,
            "dropped": dropped,
            "wrong": self.wrong,
            "fillers": fillers,
            "mixed": self.mixed,
        }
        self.held_out: dict[str, Recipe] = {
            "near sounds": self.near_sounds,
            "other fillers": other_fillers,
            "words moved": self.words_moved,
            "words lost": self.words_lost,
            "in a story": self.in_a_story,
            "pinyin typed": self.pinyin_typed,
        }

    def _replace(self, text: str, chance: random.Random, others: Callable[[str], Sequence[str]]) -> str:
        """Replace a share of the characters, at least one where any can be, by one of `others`."""
        letters = list(text)
        can = [at for at, letter in enumerate(letters) if "\u4e00" <= letter <= "\u9fff" and others(letter)]
        for at in chance.sample(can, min(len(can), max(1, round(_SHARE * len(letters))))):
            letters[at] = chance.choice(others(letters[at]))
        return "".join(letters)

    def homophones(self, text: str, chance: random.Random) -> str:
        """Characters become others of the same sound."""
        return self._replace(text, chance, self._alike)

    def _alike(self, letter: str) -> list[str]:
        return [other for other in self._by_sound[self._pinyin.syllables(letter)[0]] if other != letter]

    def wrong(self, text: str, chance: random.Random) -> str:
        """Characters become any common ones."""
        return self._replace(text, chance, lambda letter: self._common)

    def near_sounds(self, text: str, chance: random.Random) -> str:
        """Characters become others of a sound that speakers of dialects take for the same."""
        return self._replace(text, chance, self._nearly_alike)

    def _nearly_alike(self, letter: str) -> list[str]:
        sound = self._pinyin.syllables(letter)[0]
        near = {sound.replace(a, b, 1) for a, b in _NEAR_SOUNDS if a in sound}
        near |= {sound.replace(b, a, 1) for a, b in _NEAR_SOUNDS if b in sound and a not in sound}
        return [other for like in sorted(near - {sound}) for other in self._by_sound.get(like, ())]

    def mixed(self, text: str, chance: random.Random) -> str:
        """Two kinds at once."""
        for recipe in chance.sample([self.homophones, swapped, dropped, fillers, self.wrong, doubled], 2):
            text = recipe(text, chance)
        return text

    def words_moved(self, text: str, chance: random.Random) -> str:
        """One word is said later or earlier."""
        cut = list(self._words.cut(text))
        if len(cut) > 1:
            word = cut.pop(chance.randrange(len(cut)))
            cut.insert(chance.randrange(len(cut) + 1), word)
        return "".join(cut)

    def words_lost(self, text: str, chance: random.Random) -> str:
        """One word of one or two characters isn't heard."""
        cut = list(self._words.cut(text))
        short = [at for at, word in enumerate(cut) if len(word) <= 2]
        if len(cut) > 2 and short:
            cut.pop(chance.choice(short))
        return "".join(cut)

    def in_a_story(self, text: str, chance: random.Random) -> str:
        """Something else is said before."""
        return f"{chance.choice(self._stories)[:8]},{text}"

    def pinyin_typed(self, text: str, chance: random.Random) -> str:
        """One character is left as the letters it was typed with."""
        at = chance.randrange(len(text))
        return text[:at] + self._pinyin.syllables(text[at])[0] + text[at + 1 :]


def _places(text: str, chance: random.Random) -> list[int]:
    return chance.sample(range(len(text) - 1), min(len(text) - 1, max(1, round(_SHARE * len(text) / 1.5))))


def swapped(text: str, chance: random.Random) -> str:
    """Neighbouring characters change places."""
    letters = list(text)
    for at in _places(text, chance) if len(text) > 1 else ():
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def doubled(text: str, chance: random.Random) -> str:
    """Characters are typed twice, words said twice."""
    for at in sorted(_places(text, chance) if len(text) > 1 else (), reverse=True):
        size = chance.choice((1, 1, 2))
        text = text[: at + size] + text[at : at + size] + text[at + size :]
    return text


def dropped(text: str, chance: random.Random) -> str:
    """Characters are missing."""
    gone = set(_places(text, chance)) if len(text) > 2 else set()
    return "".join(letter for at, letter in enumerate(text) if at not in gone)


def _filled(text: str, chance: random.Random, openings: Said, inside: Said, ends: Said) -> str:
    at = chance.randrange(1, max(len(text), 2))
    if chance.random() < 0.6:
        text = text[:at] + chance.choice(inside) + text[at:]
    if chance.random() < 0.7:
        text = chance.choice(openings) + text
    if chance.random() < 0.5:
        text += chance.choice(ends)
    return text


def fillers(text: str, chance: random.Random) -> str:
    """Greetings, hesitations and thanks around and inside."""
    return _filled(text, chance, _OPENINGS, _INSIDE, _ENDINGS)


def other_fillers(text: str, chance: random.Random) -> str:
    """The same, in words that the fitting never sees."""
    return _filled(text, chance, _OTHER_OPENINGS, _OTHER_INSIDE, _OTHER_ENDINGS)
