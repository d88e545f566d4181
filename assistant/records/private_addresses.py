"""Home addresses down to the house: 胜利路12号3栋502室, 东村三组, 阳光小区8栋. Cities, districts and towns stay.

An address is told by a house, a building or a group of a village with its number, or by a word before it; a street
or a village alone is a place like any other, and so is a hospital that bears its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.text.mask_labels import MaskLabel

_HAN = "[㐀-䶿一-鿿]"
_NUM = r"(?:[0-9]{1,5}|[零〇一二三四五六七八九十百]{1,5}|[A-Za-z](?![A-Za-z]))"
_STREET = "大道|大街|胡同|里弄|路|街|巷"
_ESTATE = "小区|花园|新村|家园|公寓|宿舍|新城|名城|豪庭|家属院|大院|山庄|苑|园|府|庭|湾|城|居|里"
_VILLAGE = "[村屯庄寨坪塘]"
_PARTS = "号楼|号院|号房|栋|幢|座|单元|楼|层|室|房|户|号|弄|门"
_NO_UNIT = r"(?![0-9]|[.,]\d|\s*[元块年月万人次天个%])"
_INSIDE = (
    rf"(?:[ ,，]?[附之]?{_NUM}(?:{_PARTS})(?:之{_NUM})?| ?{_NUM}(?:-{_NUM}){{1,3}}(?:室|房|号|户)?"
    rf"| ?[0-9]{{3,4}}{_NO_UNIT}|(?<=[元栋幢楼座])(?:[0-9]{{1,4}}|[零〇一二三四五六七八九]{{1,4}}){_NO_UNIT})"
)
_HOUSE = rf"{_NUM}(?:-{_NUM}){{0,2}}(?:号|弄)(?![线窗令文])"
_GROUP = rf"(?:第)?{_NUM}(?:村民)?(?:小组|组(?![织成长员合建])|队(?![伍员长])|社(?![保区会]))"
_GIVEN = "(?:家庭|详细|居住|现住|通[讯信]|收[件货]|邮寄|户籍|户口)(?:住址|地址|地)|住址|门牌"
# What may stand before a name: wider places, and words.
_WIDER = re.compile(
    r"[省市县镇乡]|自治[区州]|(?<![小社园新院病])区|街道|社区|办事处|[住家地厂]址|家住|家在|我家|住|户籍|[在是到于为寄搬送邮的了我你他她们叫说写给]"
)
_NO_NAME = re.compile(
    r"(?:[走上问半一修铁公马带迷线道电思出套通旁血尿细]路|[逛上]街|医院|大厅|中心|部|局|门诊|学校|窗口|病区|院区|幼儿园|公园|急诊|科)$"
)
_BUILDING = re.compile("[栋幢室房弄户]|单元|号楼|号院|-")
_MAY_HOLD_ONE = re.compile(
    r"[0-9零〇一二三四五六七八九十百A-Za-z](?:[号栋幢弄组队社座室房楼-]|单元|村民|小组)|[住地]址|户籍|户口|门牌"
)


def addresses(text: str) -> Iterator[tuple[int, int, MaskLabel]]:
    """The places of home addresses in a text in half width, in no order."""
    if not _MAY_HOLD_ONE.search(text):
        return
    for pattern, needs_building in _patterns():
        for found in pattern.finditer(text):
            start = _beginning(text, *found.span("name"))
            if start is None or (needs_building and not _BUILDING.search(found.group())):
                continue
            if not _NO_NAME.search(found["name"]) and not _NO_NAME.search(text[:start]):
                yield start, found.end(), MaskLabel.ADDRESS


def _beginning(text: str, start: int, end: int) -> int | None:
    """Where the address begins in what stands before its number; None where nothing is left of a name."""
    for wider in _WIDER.finditer(text, start, end):
        if wider.end() < end - 1:
            start = wider.end()
    return start if end - start >= 2 else None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Patterns with the part `name` before the number, and whether a building has to be among what follows."""
    name = rf"{_HAN}{{1,20}}?"
    estate = rf"(?:{_HAN}{{2,8}}?(?:{_ESTATE}))"
    return tuple(
        (re.compile(pattern), needs_building)
        for pattern, needs_building in (
            # 胜利路12号阳光小区3栋502室
            (rf"(?P<name>{name}(?:{_STREET})){_HOUSE}(?:{estate}?{_INSIDE})*", False),
            # 阳光小区3栋502, 阳光小区3-2-501
            (rf"(?P<name>{name}(?:{_ESTATE}))(?:第)?{_INSIDE}+", True),
            # 8栋1203房, 2单元301
            (rf"(?P<name>{_NUM}(?:栋|幢|单元)){_INSIDE}+", False),
            # 东村三组12号, 新村组12号
            (rf"(?P<name>{name}{_VILLAGE})(?:{_GROUP}(?:{_HOUSE})?|{_HAN}{{0,3}}组{_HOUSE})", False),
            # 家庭住址是石岛街道东村
            (rf"(?:{_GIVEN})\s*[:：是为在]?\s*(?P<name>{_HAN}{{2,24}}?(?:{_VILLAGE}|{_STREET}|{_ESTATE}))"
             rf"(?![{_HAN[1:-1]}])", False),
        )
    )  # fmt: skip
