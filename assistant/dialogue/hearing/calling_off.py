"""Questions that a caller calls off in the same breath (要带什么材料呀?不问这个了), so that nothing is to be answered.

Knows how that is said, not what the question was.
"""

from __future__ import annotations

import re

_LATER = r"(?:迟[啲点些]|晚[啲点些]|待会儿?|[等一]下|等阵|等[一]?会儿?|回头|转头|以后|之后|下次|下回|改天|过后|有空)"
_SPEAK = r"(?:问|管|讲|说|提|理|聊|倾|扯|打听|咨询|研究|考虑)"
_THIS = r"(?:[这那呢嗰](?:个|件|样|桩|条|啲|些|块)?(?:事情?|问题|嘢)?)"
_ENDS = re.compile(
    r"(?:^|[,.?!;])(?:哎呀?|唉|诶|嗯|哦|噢|啊|好|那|咁|噉|不过|但|[我俺咱]|还是|都系|就)*+"
    rf"(?:算[了啦咯数](?:吧|啦)?|(?:{_THIS}|你|就)*+(?:先|暂时|暂且)?(?:不|唔|别|甭|莫)(?:急着|着急|忙着?)?{_SPEAK}"
    rf"|(?:{_THIS})?{_LATER}(?:我|你)?(?:再|先|才|至){_SPEAK})"
    rf"(?:[,.]?{_THIS}?(?:先|暂时|都|也)?(?:不|唔|别|甭)(?:急着)?{_SPEAK})?(?:{_THIS}|先|住|[了啦咯着吧它佢]|你)*+[,.!?]*+$"
)


def called_off(text: str) -> bool:
    """Whether an utterance ends by calling off what it asked, so that nothing of it is to be answered."""
    return bool(_ENDS.search(text))
