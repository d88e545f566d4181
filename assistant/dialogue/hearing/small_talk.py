"""What is said in a call without asking anything: greetings, thanks, a goodbye, a nod, who is there."""

from __future__ import annotations

import re

_GREETING = re.compile(
    r"^(?:你好|您好|喂|哈喽|嗨|早上好|下午好|晚上好|在吗|有人吗|早晨|hello|hi)+[呀啊吗,.!?~ ]*$", re.I
)
_THANKS = re.compile(
    r"^(?:好的?|嗯+|哦+|行|知道了|明白了?|清楚了|懂了|了解了|晓得了)*[,.! ]*(?:谢谢|多谢|感谢|唔该|"
    r"谢了|辛苦|thx|thanks?)(?:你|您|了|啊|嗮|晒|哈|咯|噢|啦)*[,.!~ ]*$", re.I
)
_BYE = re.compile(
    r"^(?:好的?|嗯|行|没事了|没有了|不用了|没问题了|谢谢|多谢|感谢|唔该|谢了|你|您|了|啊|,|\.| )*"
    r"(?:再见|拜拜|拜|挂了|没了|先这样|就这样)(?:吧|啊|了|哈|啦)*[,.!~ ]*$"
)
_ACKNOWLEDGING = re.compile(
    r"^(?:好的?|嗯+|哦+|行|知道了|明白了?|清楚了|懂了|了解了|晓得了|没事了|没有了|"
    r"没问题|ok|okay|haha|yes|yeah)[呀啊啦哈吧了,.! ]*$", re.I
)
_WHO = re.compile(r"^(?:你是谁|你叫什么|你是什么|你能做什么|你会什么|能问什么|怎么用|帮助|help)")
_EMPTY = re.compile(r"[\s\W_]*$")


def small_talk(text: str) -> str | None:
    """The kind of small talk that an utterance is, as `phrases.CHAT` has them; None if it asks or tells something."""
    if _EMPTY.match(text):
        return "empty"
    for name, pattern in (("greeting", _GREETING), ("thanks", _THANKS), ("bye", _BYE), ("who", _WHO),
                          ("acknowledged", _ACKNOWLEDGING)):
        if pattern.search(text):
            return name
    return None
