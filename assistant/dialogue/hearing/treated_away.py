"""Whether care in another city is spoken of (去广州看门诊): what holds only of care at home isn't for it."""

from __future__ import annotations

import re

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.locating import Located

# The condition that says where somebody is treated, and its values.
TREATED, AWAY, AT_HOME = "treated", "away", "home"

_ELSEWHERE = re.compile(
    r"(?<!来自)(?<!回)(?:外地|异地|外市|市外|外省|省外|外县市|(?:其他|其它|别的|第二个?|另一个?)(?:城市|地方|市|省)|跨[省市])(?![人户籍来])"
)
_CARE = re.compile(
    r"(?:那边|那里|嗰边|嗰度|那头|当地|的|市|省级?|个|间|[一二三][级甲]|社区|大|小|人民|自己|定点|普通)*"
    r"(?:[一二三][级甲]|看|睇|瞧|治病|治疗|住院|住咗院|住了院|门诊|就医|就诊|医院|医病|做手术|开刀|检查|拿药|攞药|开药(?!店)|买药|卫生|诊所|急诊)"
)
_STAYS = re.compile(r"(?:在|喺|回|返|返去|返嚟|回来|回去|返到|回到)$")
_AT_HOME = re.compile(
    r"(?:回|返|喺|在)(?:来|去|到|嚟|返|咗|了)*(?:本地|本市|当地|家里这边|屋企呢边)[^,.?!;]{0,6}?(?:看|睇|治|住院|就医|拿药)|"
    r"(?:不|唔|没|冇)(?:去|到|出|走)(?:外地|市外|外市|外省|外面)"
)


def treated(text: str, located: Located) -> Mention | None:
    """Where care is spoken of as given, away or at home; None if nothing is said of it, or both.

    A city that somebody goes to is one only if care there is spoken of right behind its name.
    """
    own = next((span for span in located.spans if _STAYS.search(text, 0, span[0]) and _CARE.match(text, span[1])), None)
    home = _AT_HOME.search(text)
    spans = sorted((*located.away, *(m.span() for m in _ELSEWHERE.finditer(text))))
    away = next((span for span in spans if _CARE.match(text, span[1])), None)
    here = home.span() if home else own
    if here:
        return None if away else Mention(TREATED, AT_HOME, *here, text[slice(*here)])
    return Mention(TREATED, AWAY, *away, text[slice(*away)]) if away else None


def care_follows(text: str, end: int) -> bool:
    """Whether care is spoken of right behind the name of a place that ends at `end` (济南的省级医院)."""
    return bool(_CARE.match(text, end))
