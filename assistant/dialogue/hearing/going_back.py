"""Going back to what was spoken of before the last subject (刚才说的那个, 先不管这个了,…).

Knows how callers go back, not what they go back to.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.hearing.understanding import Understood

_RETURNS = (
    r"(?:刚才|刚刚|前面|头先|之前|先前|最早|一开始|最开始|开头|上面)[^,.?!;]{0,5}(?:那个|那件|那条|那样|那笔|那次|问题|的事)|"
    r"(?:回到|说回|讲回|返回|返去|绕回|转回)(?!来|原籍|老家|家)|第一个(?:问题|事)|还是(?:说|问|讲)(?:回|刚才|前面|那个)"
)
# What the digression was about is left aside (先不提那事, 先唔讲呢样住, 算了).
_SET_ASIDE = (
    r"(?:^|(?<=[,.;?!]))(?:好了?|行|嗯|哦|噢|那|咁|哎呀?|唉|得[了啦]?|啦|,)*+(?:(?:先|就|都|也|暂时)*(?:不管|不理|不说|不提|不讲|不谈|不问|甭管|别管|不用管|不用理|撇开|抛开|放下|放一放|搁下|搁一搁|唔理|唔讲|唔讲住|唔使理|唔好理)"
    r"(?:那|这|嗰|呢|它|别的|其他|旁的)[^,.?!;\d]{0,4}|(?:那|这|嗰|呢)(?:个|样|事|件事?|些)[^,.?!;\d]{0,3}?(?:先|就|可以|都)*(?:不管|不理|不说|不讲|不提|不问|放下|放一放|放一边|搁下|搁一搁|搁一边|算了|罢了|唔理|唔讲)|"
    r"(?:还是)?(?:说|讲|问|谈|倾|返)(?:回)?(?:正事|正题|正经[的事]?)|(?:先|就)?算(?:了|啦|数)(?:吧|啦)?)(?:了|咗|先|住|吧|啦)*[,.]"
)
_BACK = re.compile(f"{_RETURNS}|{_SET_ASIDE}")
# A clause of nothing else than going back.
_ONLY_BACK = re.compile(rf"(?:{_SET_ASIDE}|^[^,.?!;\d]{{0,4}}(?:{_RETURNS})[^,.?!;\d]{{0,6}}[,.])")


def words_back(heard: Understood) -> str:
    """The words by which an utterance goes back to something; empty if it doesn't."""
    found = _BACK.search(heard.text)
    return found.group() if found else ""


def goes_back(heard: Understood) -> bool:
    """Whether an utterance says that it goes back to something."""
    return bool(words_back(heard))


def without_return(heard: Understood) -> Understood:
    """The utterance without a clause that only goes back to something."""
    text = _ONLY_BACK.sub("", heard.text, count=1)
    return replace(heard, text=text) if text and text != heard.text else heard
