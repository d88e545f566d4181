"""Ordinary words and how common they are, with the project's own terms among them; cuts text into words.

The words and their frequencies are jieba's. Cutting follows the likeliest path, as jieba does without its guesses
at unknown words; it is done here because importing jieba and building its dictionary costs more than a question.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from assistant.text.cache_file import read_table, write_table

_KIND = "words"
# Words that the dictionary has seen fewer times are names and accidents; leaving them out more than halves the load.
_RAREST = 5
# A term of the project counts as often as a fairly common word, so that it wins over its parts.
_TERM_FREQUENCY = 3000
_PIECES_KEPT = 32_768
_CHINESE = re.compile(r"([\u3400-\u9fff\U00020000-\U0002ffff]+)")
_OTHER = re.compile(r"[A-Za-z0-9]+(?:[.,:%+-][A-Za-z0-9]+)*%?|\s+|.", re.DOTALL)


class Words:
    """A dictionary with frequencies; the same text is always cut the same way."""

    def __init__(self, frequencies: Mapping[str, int], total: int) -> None:
        self._frequencies = frequencies
        self._log_total = math.log(total)
        self._total = total
        # The same words are cut several times on end: for dialect, for variants, for looking up.
        self._cut_piece = lru_cache(maxsize=_PIECES_KEPT)(self._cut_chinese)
        self._longest: dict[str, int] = {}
        for word in frequencies:
            head = word[0]
            if len(word) > self._longest.get(head, 0):
                self._longest[head] = len(word)

    @classmethod
    def build(cls, terms: Iterable[str] = ()) -> Words:
        """Make the dictionary out of jieba's, with `terms` added as fairly common words."""
        import jieba

        tokenizer = jieba.Tokenizer()
        with tokenizer.get_dict_file() as file:
            all_words, total = tokenizer.gen_pfdict(file)
        kept = {word: count for word, count in all_words.items() if count >= _RAREST or (count and len(word) == 1)}
        for term in sorted({term for term in terms if len(term) > 1}):
            kept[term] = max(kept.get(term, 0), _TERM_FREQUENCY)
        return cls(kept, total)

    @classmethod
    def load(cls, path: Path) -> Words:
        """Read what `save` wrote; raises ValueError when the file is damaged, OSError when it can't be read."""
        total, frequencies = read_table(path, _KIND)
        return cls(frequencies, total)

    def save(self, path: Path) -> None:
        """Write the dictionary in a form that loads fast."""
        write_table(path, _KIND, (self._total, dict(self._frequencies)))

    def cut(self, text: str) -> list[str]:
        """Return the text's words in order; joined, they are the text. Other scripts and marks stand apart."""
        found: list[str] = []
        for number, piece in enumerate(_CHINESE.split(text)):
            if number % 2:
                found += self._cut_piece(piece)
            elif piece:
                found += _OTHER.findall(piece)
        return found

    def knows(self, word: str) -> bool:
        """Whether the word is in the dictionary."""
        return word in self._frequencies

    def frequency(self, word: str) -> int:
        """How often the dictionary's texts have the word; 0 for an unknown one."""
        return self._frequencies.get(word, 0)

    def surprise(self, word: str) -> float:
        """Return minus the natural logarithm of the word's share of all words; an unknown one counts as seen once."""
        return self._log_total - math.log(self._frequencies.get(word) or 1)

    def starting_at(self, text: str, start: int) -> list[str]:
        """Return the words of the dictionary that begin at `start`, shortest first; at least the character itself."""
        head = text[start]
        stop = min(len(text), start + self._longest.get(head, 1))
        longer = [text[start:end] for end in range(start + 2, stop + 1)]
        return [head, *(word for word in longer if word in self._frequencies)]

    def _cut_chinese(self, text: str) -> list[str]:
        best: list[tuple[float, int]] = [(0.0, len(text))] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            best[start] = min(
                (self.surprise(word) + best[start + len(word)][0], -(start + len(word)))
                for word in self.starting_at(text, start)
            )
        cut, at = [], 0
        while at < len(text):
            end = -best[at][1]
            cut.append(text[at:end])
            at = end
        return cut
