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
_BEFORE = r"(?:刚才|刚刚|头先|前面|之前|先前|上面|最早|一开始|最开始|开头|啱啱|啱先)"
_MEANT = r"(?:那个|那条|那件|那样|这个|个|那|嗰个)?"
# Back to something by its name (刚才讲的服务站, 回到异地那个, 讲返门诊嗰条).
_NAMES_IT = re.compile(
    rf"{_BEFORE}(?:[我俺咱你您]们?)?(?:说|讲|问|提|聊|倾|谈)(?:到|过|起|了|咗)?(?:的|嘅){_MEANT}(?P<said>[^,.?!;\d]{{2,12}})|"
    rf"(?:回到|说回|讲回|返回|返去|讲返|说返|倾返|绕回|转回|问回|再说)(?!来|原籍|老家|家)(?:{_BEFORE}|前头)?"
    rf"(?:[说讲问提]的)?{_MEANT}(?P<back>[^,.?!;\d]{{2,10}}?)(?:那个|嗰个|那件|那条|那样|那里|嗰条|那事|的事|那块|上)[,.?!;]?"
)
_BACK = re.compile(f"{_RETURNS}|{_SET_ASIDE}")
# What leads to the name of what is gone back to.
_LEADS_BACK = re.compile(rf"{_BEFORE}(?:[我俺咱你您]们?)?(?:说|讲|问|提|聊|倾|谈)(?:到|过|起|了|咗)?(?:的|嘅){_MEANT}")
# A clause of nothing else than going back.
_ONLY_BACK = re.compile(rf"(?:{_SET_ASIDE}|^[^,.?!;\d]{{0,4}}(?:{_RETURNS})[^,.?!;\d]{{0,6}}[,.])")


def words_back(heard: Understood) -> str:
    """The words by which an utterance goes back to something; empty if it doesn't."""
    found = _BACK.search(heard.text)
    return found.group() if found else ""


def name_back(heard: Understood) -> str:
    """The name of what an utterance goes back to (刚才说的服务站); empty if none is named."""
    found = _NAMES_IT.search(heard.text)
    return (found["said"] or found["back"]) if found else ""


def goes_back(heard: Understood) -> bool:
    """Whether an utterance says that it goes back to something."""
    return bool(words_back(heard) or name_back(heard))


def without_return(heard: Understood) -> Understood:
    """The utterance without a clause that only goes back to something, or the words that lead to its name."""
    named = _NAMES_IT.search(heard.text)
    if named and heard.text[named.end() : named.end() + 1] in (",", ".") and heard.text[named.end() + 1 :]:
        behind = tuple(mention for mention in heard.mentions if mention.start > named.end())
        return replace(heard, text=heard.text[named.end() + 1 :], mentions=behind)
    text = _LEADS_BACK.sub("", _ONLY_BACK.sub("", heard.text, count=1), count=1)
    return replace(heard, text=text) if text and text != heard.text else heard
