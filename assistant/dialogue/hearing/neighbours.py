"""Another place that is set beside the caller's own: the next county, another town; and what only counts such places.

Knows how places without a name are spoken of. Their people and money are never those of the place told before.
"""

from __future__ import annotations

import re

from assistant.text.numerals import Quantity, QuantityKind

_PLACE = r"(?:县市|县城|县|乡镇|镇|村|市|区县|区|乡|街道|社区|城市|地方|地区)"
_OTHER = re.compile(
    rf"(?:隔壁|隔篱|邻近|相邻|旁边|邻|另外|另|别|其他|其它|第二)(?:的|一|那|这)?个?{_PLACE}(?!医保|中心|医院|级)")
_PLACES = re.compile(_PLACE)
BOTH_PLACES = (
    rf"(?:[两二俩2]个?{_PLACE}|两[边地]|两个地方)(?=[^,.?!;]{{0,6}}(?:一共|总共|合计|合共|共|加|合|相?差|各|分别))"
)


def other_place(text: str) -> str:
    """The caller's words for another place that an utterance tells of (隔壁县); empty if it tells of none."""
    found = _OTHER.search(text)
    return found.group() if found else ""


def counts_places(quantity: Quantity, text: str) -> bool:
    """Whether it is places that are counted (两个县), not people or institutions."""
    counted = quantity.kind is QuantityKind.COUNT and quantity.measure == "个"
    return counted and bool(_PLACES.match(text, quantity.end))
