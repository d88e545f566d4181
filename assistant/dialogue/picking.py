"""Short answers to a question back that name none of its options in full: the last one, 都不是, 相对贫困户.

Knows how options are pointed at, not what they are.
"""

from __future__ import annotations

import re

_FIRST = re.compile(r"前一[种个类]|前面|前者|第一[种个类]|头一[种个类]|头里")
_LAST = re.compile(r"后一[种个类]|后面|后者|最后|其[他它]|别的|都不是|都不系|都唔系|两样都不|哪个都不是")
# So many characters on end that an answer shares with one option's name only mean that option.
_SHARED = 3


def named_place(words: str) -> int | None:
    """The place of the option that is pointed at: 0 the first, -1 the last; None if none is."""
    if _FIRST.search(words):
        return 0
    return -1 if _LAST.search(words) else None


def shares_words(words: str, label: str) -> bool:
    """Whether a stretch of the words stands in an option's name."""
    bare = re.sub(r"\W", "", words)
    return any(bare[at : at + _SHARED] in label for at in range(len(bare) - _SHARED + 1))
