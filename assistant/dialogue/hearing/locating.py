"""Finds which city an utterance is about: its own words, a district, or a place the knowledge lacks.

"荣成的,问的是淄博" is about 淄博; a place one merely goes to (去广州看病) is not what is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.policy.knowledge import Knowledge
from assistant.text.places import Gazetteer
from assistant.text.words import Words

_GOING = re.compile(
    r"(?:去|到|往|来|赴|回|飞|跑到?|走去|过|转到?|转去|转往|转上|上|在|住|从|离|喺|送到?|于|调到?|派到?|嫁到?|搬到?|留在|于)$"
)
# Visiting somebody in the place named next (上女儿家烟台).
_VISITING = re.compile(r"(?:去|到|上|在|住|来)(?:我|俺)?[^,.?!;去到上在住来]{1,5}家(?:里)?(?:在)?$")
_THERE = re.compile(
    r"^(?:市|省|县|那边|那儿|那里|边|这边)?(?:的)?(?:去)?(?:大)?(?:住院|看病|看门诊|看医生|治|旅游|出差|打工|上班|工作|上学|读书|读大学|念书|探|玩|急诊|生活|居住|定居|"
    r"养老|安置|药店|药房|医院|专家|名医|突然|发病|生病|摔|做手术|手术|开药|买药|就医|就诊|就业|帮忙|带孙|医病|务工|做工|临时|的医院|的大医院|的三甲|大医院|仔|女儿|儿子|孩子|"
    r"(?:一[家个间])?(?:的)?(?:工厂|厂子?|工地|公司|店|饭店|餐馆|学校|大学)(?:里|上)?(?:面|头)?(?:打|上班|做|干|读|念|当|拧|开车|跑|帮|搬))"
)
# At somebody's home in the place.
_AT_HOME = re.compile(
    r"^(?:我|俺|他|她|佢|咱)?(?:的)?(?:姑娘|闺女|儿子|女儿|儿|女|姐姐?|妹妹?|哥哥?|弟弟?|姑姑?|姨妈?|舅舅?|叔叔?|亲戚|朋友|同学|老丈人|丈母娘|婆婆|娘)家"
)
_ENROLLED = re.compile(
    r"^(?:市|县)?(?:那边|那儿|那里|这边|本地|当地)?(?:[今明去前]年|现在|20\d\d年)?(?:的)?(?:参保|参加|入的|交的|买的|医保|职工|居民|"
    r"低保|特困|退休|社保|户口|户籍|人(?!民)|城乡|政策|标准|规定|报销|缴费|灵活就业|新农合|生育|大病)"
)
# What a place's name leads when nothing comes before it: that place's own rules are asked for.
_RULES = re.compile(
    r"^(?:市|县)?(?:那边|那儿|那里)?的?(?:普通)?(?:门诊(?!看)|慢特?病|慢性病|特殊病|起付|门槛费|封顶|共济|个人账户|保费|医疗救助|低保|待遇|长护|[一二高低]档|(?:每年|一年)?[交缴]多少)"
)
# What else is asked of such a place, but for whom or where one goes to there.
_ITS_OWN = re.compile(
    r"^(?:市|县|区)?(?:那边|那儿|那里)?的(?!(?:大|三甲|专科|那家|一家|人民|省立|中)?(?:医院|医生|专家|大夫|儿子|女儿|闺女|孩子|朋友|亲戚|人|发票|票|单|药|病|"
    r"住院|诊所|工作|公司|厂|单位|户口|老家|号))"
)
_CLAUSE_BEGINS = re.compile(r"(?:^|[,.?!;:，。 ]|请问|那|问下|问)$")
_INSURED_AT = re.compile(r"(?:医保|社保|参保|保险|医疗保险)(?:关系|账户)?(?:是|系|都|就|还|也|买|交|放)?(?:在|喺|于)$")
# Whose insurance is in a place that he is said to be at (在烟台参的保, 在济南交着社保).
_INSURED_THERE = re.compile(
    r"^(?:市|县|区)?(?:那边|那儿|那里|嗰边)?(?:参[的着了咗]?保|[参上入交缴买办](?:的|着|了|咗)?(?:医保|社保|医疗保险|保险|保))"
)
_FROM_THERE = re.compile(r"^(?:市|县|区)?(?:人(?!民)|(?:的|这边|这边的)?[,.])")
# A card of another city that is to be used here (广州的医保卡在江门能刷吗).
_CARD = re.compile(
    r"^(?:市|县)?(?:那边|嗰边)?(?:的|嘅)?(?:医保|社保|医疗)?(?:电子)?(?:卡|码|凭证|余额|个人账户|个账|账户)[^,.?!;]{0,6}[,.]?"
    r"[^,.?!;]{0,12}(?:在|喺|来|到|拿来|嚟)$"
)
# Where somebody from elsewhere works or lives now (我是香港人,在江门上班).
_NOW_AT = re.compile(r"(?:在|喺|来|到)$")
_LIVES = re.compile(
    r"^(?:市|县|区)?(?:这边|呢边|这里|呢度)?"
    r"(?:上班|返工|打工|工作|做工|做嘢|就业|务工|做生意|开店|开厂|住(?!院)|居住|定居|生活|退休)"
)
_OTHERS_THERE = re.compile(
    r"^(?:市|县)?[,.。 ]?(?:她|他|佢|人家|俺姐"
    r"|(?:那边|那里|那儿)(?!的?(?:大|三甲)?(?:医院|药店|药房|诊所|门诊看|看|配药|买药|住院)))"
)
_ASKED = re.compile(r"多少|几|什么|哪|怎|吗|能不能|有没有")
_SAME_THERE = re.compile(
    r"[,.?!;](?:是不是|会不会)?(?:跟|和|同|与)[^,.?!;]{1,8}(?:一样|一致|相同|同样|差不多|有区别|有什么不同)[^,.?!;]*[?.!]?"
)
_DENIED = re.compile(r"(?:不是|不在|不系|并非)$")
_HERE = re.compile(
    r"你们这|我们这|咱这|咱们?(?:医院|市|县|区)|这边|这里|本地|转回|转过来|转来|(?:转到|迁到)(?=[你我咱俺这本家老,.?!怎要]|$)|回来|回本"
)
# The city that a relationship is moved to is asked, whatever the one that it comes from (从上海转到金华来).
_MOVING_IN = re.compile(r"(?:转移?|迁移?|接续?|挪)(?:到|回|进|入|来|过来)$")
# Somebody's place that was named before, which is what is asked about (嫁到济南了,她那边报几成).
_THERE_ASKED = re.compile(
    r"(?:她|他|佢|人家|他们|她们)(?:们)?(?:那|嗰)(?:边|里|儿|头|度)[^,.?!;]*(?:多少|几|吗|什么|怎|哪|能不能|有没有)"
)
# The caller's own place, set against another that was named (人家荣成交四百五,咱这边呢).
_HERE_ASKED = re.compile(
    r"(?:咱|俺|我|你)(?:们|哋)?(?:这|呢)(?:边|里|儿|头|块|地方|个地方)?[^,.?!;]{0,14}(?:呢|多少|几|吗|什么|怎|哪|能不能|有没有|要不要|是不是)"
)
_CLAUSE_END = re.compile(r"[,.?!;]")
_QUALIFIED = re.compile(r"(?:想问|就问|问的是|说的是|换|改成|改为|我是|我系|俺是|要问|问下|问问|问一下|查)$")

# Where somebody came from (安徽来打工的, 湖南嫁过来的): the question is for where he is now.
_CAME_FROM = re.compile(
    r"^(?:省|市|县|区)?(?:那边|嗰边)?(?:过)?(?:来|嫁|搬|迁|调|嚟)(?:到|来|过来|进来|咗)?(?:这|这边|这里|呢度|打工|务工|做工|上班|做|读|念|住|开|当|带|摆|的|嘅|$|,)"
)
# A number of people, places or money that is asked for of a place itself (张店区有几家医院), not of somebody there.
_NUMBER_OF = (
    r"(?<![在全于跟和与同比到去从住是我俺咱])(?P<place>{places})(?:区|县|镇|乡|街道|市|省)?(?:的|这边|那边|那里|里头|里面)?"
    r"(?![^,.?!;]*(?:我|俺|咱))[^,.?!;]{{0,16}}?(?<!第)(?:多少|几多|好多|几)(?:万|亿)?(?:人|家|个|户|所|间|名|例|笔|元|钱)"
)
# So many characters behind a place's name 她那边 still means it.
FAR = 12


@dataclass(frozen=True)
class Located:
    """The areas of the knowledge an utterance is about, in order, and the other places asked about.

    `part` is the district, or the wider area, of which a number is asked for; empty if none is.
    """

    areas: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    away: tuple[tuple[int, int], ...] = ()
    part: str = ""


@dataclass(frozen=True)
class _Found:
    area: str | None
    name: str
    start: int
    end: int
    weight: int


class Locator:
    """Finds areas by name, alias or district, and other places by the gazetteer."""

    def __init__(self, knowledge: Knowledge, words: Words) -> None:
        self._names: dict[str, str] = {}
        for area in knowledge.areas.values():
            if not area.covered:
                continue
            for name in (area.name, *area.aliases):
                self._names[name] = area.id
            for district in area.districts:
                for name in (district.name, *district.aliases):
                    self._names.setdefault(name, area.id)
        self._wider = {name for area in knowledge.areas.values() if not area.covered
                       for name in (area.name, *area.aliases)}
        whole = {name for area in knowledge.areas.values() if area.covered for name in (area.name, *area.aliases)}
        parts = sorted({*self._names, *self._wider} - whole, key=len, reverse=True)
        self._counted_in = re.compile(_NUMBER_OF.format(places="|".join(map(re.escape, parts)))) if parts else None
        ordered = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered)))
        self._gazetteer = Gazetteer(knowledge.places, words)
        marks = [(mark, area.id) for area in knowledge.covered_areas() for mark in area.marks]
        self._marks = sorted(marks, key=lambda m: -len(m[0]))

    def area_of(self, name: str) -> str | None:
        """The id of the covered area with this name, alias or district; None if there is none."""
        return self._names.get(name.strip())

    def marked_area(self, text: str) -> str | None:
        """The area that alone has something of this name (a product, a mini-program, a hospital)."""
        return next((area for mark, area in self._marks if mark in text), None)

    def part_counted(self, text: str) -> str:
        """The district, or the wider area, of which a number is asked for; empty if none is."""
        counted = self._counted_in.search(text) if self._counted_in else None
        return counted["place"] if counted else ""

    def find(self, text: str, home: str | None) -> Located:
        """What the utterance is about, for a caller whose area so far is `home`."""
        found = self._mentions(text)
        known = [m for m in found if m.area]
        strong = [m for m in known if m.weight > 0]
        chosen = strong or ([] if home else known)
        areas = tuple(dict.fromkeys(m.area for m in self._last_wins(text, chosen) if m.area))
        others = [m for m in found if not m.area and not ((home or known) and _CAME_FROM.match(text[m.end :]))]
        spans = tuple((m.start, m.end) for m in known)
        if any(_CARD.match(text[other.end : m.start]) for other in others for m in known):
            return Located(areas or tuple(dict.fromkeys(m.area for m in known if m.area and not home)), (), spans)
        asked_instead = next((m.name for m in others if _is_asked_instead(m, text, known)), None)
        if asked_instead:
            return Located((), (asked_instead,), spans)
        there = next((m.name for m in reversed(others) if _is_asked_of_there(text, m)), None)
        if there:
            return Located((), (there,), spans)
        if home and _is_asked_of_here(text, known):
            return Located((), (), spans)
        insured = next((m.name for m in others if m.weight > 2), None)
        if insured:
            here = _HERE.search(text) or not all(_FROM_THERE.match(text[m.end :]) for m in known)
            return Located(areas, (), spans) if here else Located((), (insured,), spans)
        native = all(_FROM_THERE.match(text[m.end :]) for m in others if m.weight > 1)
        if home and native and _has_come_to(text, home, known):
            return Located(areas, (), spans)
        away = tuple((m.start, m.end) for m in others if _is_gone_to(text, m.start))
        moves_in = any(_MOVING_IN.search(text[max(0, m.start - 6) : m.start]) for m in known)
        starts = {other.start for other in others}
        here = bool(areas) or moves_in or any(m.end() not in starts for m in _HERE.finditer(text))
        elsewhere = tuple(m.name for m in others if self._is_asked(m, bool(areas or home), here))
        return Located(areas, elsewhere, spans, () if elsewhere else away)

    def _mentions(self, text: str) -> list[_Found]:
        found = [_Found(self._names[m.group()], m.group(), m.start(), m.end(),
                        _weight(text, self._behind_wider(text, m.start()), m.end()))
                 for m in self._pattern.finditer(text) if not _DENIED.search(text[max(0, m.start() - 3) : m.start()])]
        taken = [(m.start, m.end) for m in found]
        for place in self._gazetteer.find(text):
            overlaps = any(place.start < end and start < place.end for start, end in taken)
            if not overlaps and place.name not in self._wider:
                weight = _weight(text, place.start, place.end)
                found.append(_Found(None, place.name, place.start, place.end, weight))
        return sorted(found, key=lambda m: m.start)

    def _behind_wider(self, text: str, start: int) -> int:
        """Where a place's name begins with that of the wider area that is said before it (在|浙江义乌打工)."""
        return min((start - len(name) for name in self._wider if text[:start].endswith(name)), default=start)

    @staticmethod
    def _last_wins(text: str, mentions: list[_Found]) -> list[_Found]:
        """After "问的是X" or "换X" only X counts."""
        for mention in mentions:
            if re.search(r"(?:问的是|说的是|换成?|改成|改为|改问)$", text[max(0, mention.start - 3) : mention.start]):
                return [mention]
        return mentions

    @staticmethod
    def _is_asked(mention: _Found, has_area: bool, here: bool) -> bool:
        if mention.weight < 0 or (has_area and here):
            return False
        return mention.weight > 1 or not has_area


def _is_asked_instead(mention: _Found, text: str, known: list[_Found]) -> bool:
    """Whether a place's rules are asked for in its own clause, after the caller's own city was named."""
    same = _SAME_THERE.search(text)
    names_own = bool(known)
    if same and any(same.start() <= m.start < same.end() for m in known):
        text, known = text[: same.start()], [m for m in known if m.start < same.start()]
    end = _CLAUSE_END.search(text, mention.end)
    asks = _ASKED.search(text, mention.end, end.start() if end else len(text))
    later = any(m.start > mention.start for m in known)
    return mention.weight > 1 and names_own and not later and asks is not None


def _is_gone_to(text: str, start: int) -> bool:
    """Whether a place is one that somebody goes to or stays at."""
    return bool(_GOING.search(text[max(0, start - 4) : start]) or _VISITING.search(text[max(0, start - 9) : start]))


def _has_come_to(text: str, home: str, known: list[_Found]) -> bool:
    """Whether somebody is said to work or live in the caller's area."""
    return any(
        m.area == home and _NOW_AT.search(text[max(0, m.start - 2) : m.start]) and _LIVES.match(text[m.end : m.end + 8])
        for m in known
    )


def _is_asked_of_there(text: str, mention: _Found) -> bool:
    """Whether the question is for the place where somebody was just said to be."""
    asked = _THERE_ASKED.search(text, mention.end)
    return asked is not None and asked.start() - mention.end <= FAR


def _is_asked_of_here(text: str, known: list[_Found]) -> bool:
    """Whether the question at the end is for the caller's own place, after another city was named."""
    asked = list(_HERE_ASKED.finditer(text))
    return bool(asked and known) and all(m.end <= asked[-1].start() for m in known)


def _weight(text: str, start: int, end: int) -> int:
    """How surely a place's rules are asked for: 3 said to be insured there, 2 of there, 1 named, -1 gone to."""
    before, after = text[max(0, start - 8) : start], text[end : end + 8]
    if _INSURED_AT.search(before) or (before.endswith(("在", "喺", "于")) and _INSURED_THERE.match(after)):
        return 3
    if _ENROLLED.match(after) and not re.match(r"^人民医院", after):
        return 2
    if _VISITING.search(before) or (_GOING.search(before) and _AT_HOME.match(after)):
        return -1
    if _QUALIFIED.search(before) or _OTHERS_THERE.match(after):
        return 2
    if _CLAUSE_BEGINS.search(before) and (_RULES.match(after) or _ITS_OWN.match(after)):
        return 2
    if _GOING.search(before) and _THERE.match(after):
        return -1
    if re.search(r"(?:去|往|赴|飞|跑到?|走去|转到?|转去|转往|送到?)$", before):
        return -1
    return 1
