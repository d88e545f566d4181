"""How characters are read, without tones, and which readings are confused in speech and in typing.

The readings are pypinyin's, kept in a compact table because importing it costs as much as a question may.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from assistant.text.cache_file import read_table, write_table

_KIND = "pinyin"
_FIRST, _LAST = 0x3400, 0x9FFF
# A reading that fewer of a character's phrases have is a curiosity (万 as mo), no way it is heard.
_SMALLEST_SHARE = 0.08
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"))
_FINALS = (("uang", "uan"), ("iang", "ian"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
_WHOLE = {"hui": "fei", "hu": "fu", "fo": "fo", "weng": "wen", "ü": "v"}


class Pinyin:
    """Readings of Chinese characters."""

    def __init__(self, readings: Mapping[str, str]) -> None:
        self._readings = readings  # character → its readings, most usual first, separated by spaces

    @classmethod
    def build(cls) -> Pinyin:
        """Make the table out of pypinyin's characters and phrases."""
        from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
        from pypinyin.contrib.tone_convert import to_normal

        toneless = lru_cache(maxsize=None)(lambda sound: to_normal(sound, v_to_u=False))
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for phrase, sounds in PHRASES_DICT.items():
            for char, sound in zip(phrase, sounds, strict=False):
                seen[char][toneless(sound[0])] += 1
        table = {}
        for code, marked in PINYIN_DICT.items():
            if _FIRST <= code <= _LAST:
                plain = [toneless(sound) for sound in marked.split(",")]
                table[chr(code)] = " ".join(_usual(plain, seen[chr(code)]))
        return cls(table)

    @classmethod
    def load(cls, path: Path) -> Pinyin:
        """Read what `save` wrote; raises ValueError when the file is damaged, OSError when it can't be read."""
        return cls(read_table(path, _KIND))

    def save(self, path: Path) -> None:
        """Write the table in a form that loads fast."""
        write_table(path, _KIND, dict(self._readings))

    def syllables(self, text: str) -> tuple[str, ...]:
        """Return the usual reading of each character; one that isn't Chinese stands for itself."""
        return tuple(self.readings(char)[0] for char in text)

    def readings(self, char: str) -> tuple[str, ...]:
        """Return the character's readings, the usual one first; one that isn't Chinese stands for itself."""
        return tuple(self._readings.get(char, char).split(" ")) if char != " " else (" ",)


def _usual(sounds: list[str], seen: Counter[str]) -> list[str]:
    """The main reading and those that a good share of the character's phrases have, without repetition."""
    total = sum(seen.values())
    if total < 3:
        return list(dict.fromkeys(sounds))[:1 if not total else 2]
    ranked = [sound for sound, count in seen.most_common() if count >= total * _SMALLEST_SHARE]
    # pypinyin lists a character's most usual reading first; its phrases over-represent the bookish ones (了 as liao).
    return list(dict.fromkeys([sounds[0], *ranked]))


@lru_cache(maxsize=2048)
def fuzzy_key(syllable: str) -> str:
    """Return what the syllable sounds like to those who don't tell zh from z, n from l, -ng from -n, hui from fei."""
    syllable = _WHOLE.get(syllable, syllable)
    for said, kept in _INITIALS:
        if syllable.startswith(said):
            syllable = kept + syllable[len(said) :]
            break
    for said, kept in _FINALS:
        if syllable.endswith(said):
            syllable = syllable[: -len(said)] + kept
            break
    return _WHOLE.get(syllable, syllable)
