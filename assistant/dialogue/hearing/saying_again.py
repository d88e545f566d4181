"""Asking to hear the last reply once more (没听清,再说一遍).

Knows how callers ask for it, not what was told.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.hearing.own_words import has_own
from assistant.dialogue.hearing.people import SELF, named_in
from assistant.dialogue.hearing.understanding import Understood

_AGAIN = re.compile(
    r"(?:再|重新|从头)(?:给[我俺咱])?(?:说|讲|重复|复述)(?:[一两多]?[下遍次回声趟])?|重复(?:[一两]?[下遍次])|"
    r"(?:再|重新|多)(?:给[我俺咱])?(?:说|讲|报|念|话)[一两多]?[下遍次回声趟]|"
    r"(?:(?:刚才|刚刚|头先|啱啱)[^.?!;]{0,10}?)?(?:没|冇|未)听(?:太)?(?:清楚?|见|着|到|明白|真)|听(?:不|唔)(?:太)?(?:清楚?|到|见)|"
    r"说[慢大][点些一]|讲慢[点些啲]|(?:再|重新|从头|重)(?:帮|给|同|畀|俾)?(?:[我俺咱])?(?:计|算)(?:过|一)?[下遍次]?(?![上入进埋加])"
)

_HOW_MUCH = re.compile(r"多少|几多|几钱|几块|几个钱|好多钱|几成")


def asks_the_same(heard: Understood) -> bool:
    """Whether an utterance only asks once more how much it is, while a question back waits for its answer."""
    return heard.asks and bool(_HOW_MUCH.search(heard.text)) and not has_own(heard)


def asks_again(heard: Understood, told: str, talk: tuple[str, ...]) -> bool:
    """Whether an utterance asks for nothing but what was `told` last, in whatever words of that or of the `talk`."""
    asked = [found.group() for found in _AGAIN.finditer(heard.text)]
    others = set(named_in(heard.text)) - {SELF}
    if not others <= set(named_in("|".join((told, *talk[-1:])))):
        return False  # of somebody else than was told of last
    own = [m for m in heard.conditions if not any(heard.text[m.start : m.end] in words for words in asked)]
    alone = replace(heard, mentions=tuple(own))
    return bool(asked) and not has_own(alone, (*asked, told, *talk), 1)
