"""The words by which a sum, a rest, a share, a mean or what was before is asked for."""

from __future__ import annotations

import re

MUCH = r"(?:多少|几)"
# An amount of the caller's own is told as it was before, and asked for as it is with a cut.
CUT = re.compile(r"降|减|便宜|压缩|少了|下来")
OF_OLD = re.compile(r"原来|原先|以前|之前|本来|过去|从前|往年|早先|去年|前年|旧时|降价前|集采前|以往|头先")
SAVED = re.compile(rf"(?:省|便宜|少|减|降)(?:了|花|掏|付|下|咗|出){{0,2}}(?:大概|大约|差不多)?{MUCH}(?!成|个?百分)")
COMES_TO = re.compile(
    rf"(?:现在|如今|而家|眼下|今年|降完|降后|以后|之后|变成|剩|只[要花]|[成要到]|大概|大约|差不多|折合|应该|就是)[^.?!;]{{0,10}}{MUCH}"
)
MUCH_ASKED = re.compile(MUCH)
TIMES = re.compile(rf"{MUCH}倍")
CHANGED = re.compile(
    rf"(?:(?P<less>少|降|减少?|跌|缩减?|低|下降)|增长?|增加|多|涨|升|提高|上升|高)"
    rf"(?:[了出]{{0,2}}|幅(?:是|度)?)(?:百分之{MUCH}|{MUCH}成|{MUCH}%)"
)
# By how much each of several things changed.
EACH_CHANGED = re.compile(
    rf"(?:各|分别|每[个样项]|都)(?:自|又)?(?:提高|提升|提|上调|调高|升|涨|增加?|加|多|下调|降低?|减少?|少|差|变)"
    rf"(?:了|咗|出|到)?(?:{MUCH})")
BEFORE = re.compile(r"去年|上年|前年|前一年|上一年|同期|原来|原先|以前|之前")
# Tells by how much something is more or less than before.
CHANGES = re.compile(r"增加|减少|新增|多出|比上年")
# The same is asked of something else that isn't quoted (…,二档呢).
ELLIPSIS = re.compile(r"[?,.;][^,.?!;]{1,10}呢[?.]?$")
AFTER = re.compile(rf"现在|如今|眼下|而家|降完|降后|以后|之后|剩|还[要有]?{MUCH}")
# What was before is asked for, and not only compared with.
OF_BEFORE = re.compile(rf"(?<![比跟和同与是较])(?:{BEFORE.pattern})[^,.?!;]{{0,10}}{MUCH}(?!倍)")
GROWTH = re.compile(r"增|涨|降|减|压缩|缩短|下降")
FALL = re.compile(r"降|减|压缩|缩短")
MEAN = re.compile(
    rf"平均|人均|户均|次均|均摊|摊|匀|分到|"
    rf"(?:每|(?<![十百千万零])一)(?:个人|人|家|户|名)[^,.?!;]{{0,4}}(?:合|摊|均|要?管|分)[^,.?!;]{{0,6}}{MUCH}|"
    rf"每(?:个|人|家|户|次|笔|人次|条|名|批|支)[^,.?!;]{{0,10}}{MUCH}")
DIVISOR = re.compile(
    r"(?:每|(?<![十百千万零])一)(?P<measure>人次|[个家支名批条笔种所位户人次])(?P<noun>[一-龥]{0,4})|(?P<per>[人户次])均"
)
MONTHLY = re.compile(
    r"(?:平均|摊|匀|合|折)[^,.?!;]{0,8}(?:每个?月|一个?月|个月)|个月(?:来)?(?:匀|摊|平均|拆)[^?!;]{0,5}(?:每个?月|一个?月)|月均|每个?月[^,.?!;]{0,8}(?:平均|摊|合|均)"
)
EACH_MONTH = re.compile(r"每个?月|一个?月|月月|按月")
LASTS = re.compile(rf"{MUCH}个月|撑|够付|够用")
# What is no flow over a time, or is a month's already.
NO_FLOW = re.compile(r"结余|限额|最高|每月|月均|标准线|起付")
YEARLY = re.compile(r"一年|全年|每年|整年|年缴|一整年")
SHARE = re.compile(rf"占|百分之{MUCH}|百分比|几成|{MUCH}成|几分之几|比重|比例")
SHARE_ASKED = re.compile(
    rf"百分之{MUCH}|百分比是|几成|{MUCH}成|几分之几|比重|比例|占(?:了|到)?(?:多少|多大)(?!人|户|家|钱|元)"
)
PART_OF = re.compile(rf"(?:其中|里|当中)[^?!;]{{0,20}}{MUCH}(?:万|个)?(?:人|家|户|名)")
BARE_SHARE = re.compile(rf"占(?:了|比|多大比例)?(?:是)?(?:百分之{MUCH}|几成|{MUCH}成|多少|多大|几分之几)")
OF = re.compile(r"占|里|[其当]中|之中|是[^,.?!;]{1,14}的")
ADDED = re.compile(r"加|合|[两俩三四五几][样项笔个]")
# The caller's own affairs are told.
OWN = re.compile(r"我|俺|咱|家里|屋企|老公|老婆|爸|妈|孩子")
EACH = re.compile(
    r"(?:每(?:个人|人|名|个|位|户|家|人次|次|笔)?|一(?:个人|人|名|个|位|户|家|次)|人均)[^,.?!;\d]{0,4}$|"
    r"(?:按|每个?都?|都[按交缴]的?|[各]?交|缴)[^,.?!;\d]{0,5}$|[×乘xX*]"
)
ALTOGETHER = re.compile(
    r"加[^,.?!;]{1,16}等于|一共|总共|合计|合共|拢共|统共|共要|共计|总额|总数|加起来|加一|加在|加上|合起来|"
    r"合在|相加|加埋|夹埋"
)
DIFFERENCE = re.compile(
    rf"差(?:了|咗|得)?(?:距|额)?{MUCH}|相差|差额|差距|减[^,.?!;]{{1,14}}(?:等于|是){MUCH}|"
    rf"[多少高低](?:了|出|咗|报|赔|交|付|收){{0,2}}{MUCH}(?!倍|成|个?百分)|差几"
)
REST = re.compile(
    rf"剩|其余|余下|除掉|除了|除去|除开|扣掉|扣除|减掉|减去|以外|之外|(?:没有?|不|未)[^,.?!;]{{0,12}}{MUCH}"
)
NOT_SO = re.compile(
    rf"(?:没有?|未|不)[^,.?!;]{{1,10}}的?(?:还?有|是|还剩)?{MUCH}|"
    r"(?:自己|个人|自)(?:要|得)?(?:付|出|掏|承担|负担)"
)
DENIED = re.compile(r"没有?|不|未|其余|剩")
WITHIN = re.compile(r"里|其中|当中|之中|除|扣|减|剩|总|全|共")
HOW_MANY = re.compile(rf"{MUCH}(?:万|亿)?(?:人|家|钱|名|户|个|元|块|笔|种|项|次|条)|折算|合{MUCH}|是{MUCH}")


# Nothing but an operation is said, on what was told before (那占百分之几, 两样加一块呢).
_BARE = re.compile(
    r"(?:那么?|这|这样|它们?|他们|就|里[头面]|所以|算下来|大概|大约|一共|总共|[两三俩]?[样项个者笔边头份]?数?|俩|[，,])*"
    rf"(?:占比?(?:了|是|到|咗)?(?P<of>[一-龥]{{0,6}}?)的?(?:(?:大概|大约)?(?:是|有)?(?:百分之{MUCH}|百分比|{MUCH}成|{MUCH}%|几分之几|多少|多大比例))|"
    rf"(?:(?:加|合|夹)(?:在|起来|到|埋|计)?(?:一块儿?|一起|一道|起来|埋)?|一共|总共)(?:是|有|共|一共|总共)?(?:{MUCH}(?:人|家|户|条|钱|元|名|万|人次|个)?)?|"
    rf"(?:相)?差(?:了|额|距)?(?:是|有)?{MUCH}(?:人|家|户|条|钱|元|名|万|人次|个)?)(?:呢|啊|呀|嘞|哩|嘛|了)?[?。.!]?"
)
# The whole is asked for that a part and its share are told of.
TURNED_BACK = re.compile(r"倒推|反推|倒算|反算|倒着算|倒过来|反过来|倒返|推回去|算回去")


def leans_whole(text: str) -> re.Match[str] | None:
    """The match of an utterance that asks for nothing but an operation on what was told; `of` is the whole it names."""
    return _BARE.fullmatch(text)


_QUESTION = re.compile(rf"[^?;.]*?{MUCH}[^,?;.]*[,?;.]?|[^?;.]+[?;.]?")


def apart(text: str) -> list[tuple[int, int]]:
    """Where the questions of an utterance begin and end; what is only told goes with the next one."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _QUESTION.finditer(text):
        if MUCH_ASKED.search(match.group()):
            found.append((start, match.end()))
            start = match.end()
    return [*found[:-1], (found[-1][0], len(text))] if found else []


_SAID_NUMBER = re.compile(
    r"(?<![十百千\d])(?P<number>[两二俩三四五六3456])(?:个(?!百分|月|人|病)|项|样|笔|块|类|边|者|种(?!病|药|疾)|组)")
_NUMBERS = {"两": 2, "二": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "3": 3, "4": 4, "5": 5, "6": 6}


def said_number(text: str) -> int | None:
    """How many items a text says that there are (三项); None if it doesn't."""
    found = _SAID_NUMBER.search(text)
    return _NUMBERS[found["number"]] if found else None


def asks_anything(text: str) -> bool:
    """Whether any operation may be asked for; most questions ask for none."""
    return any(pattern.search(text) for pattern in (
        TIMES, CHANGED, OF_BEFORE, MEAN, MONTHLY, SHARE, ALTOGETHER, DIFFERENCE, REST, NOT_SO, HOW_MANY, AFTER,
        EACH_CHANGED))


def asks_of_others(text: str) -> bool:
    """Whether a multiple, a change or a mean is asked for."""
    return any(pattern.search(text) for pattern in (TIMES, CHANGED, MONTHLY, MEAN))


def asks_part(text: str) -> bool:
    """Whether it is asked how many of something are of a kind."""
    return bool(PART_OF.search(text))


def asks_share(text: str) -> bool:
    """Whether it is asked which share something has."""
    return bool(SHARE_ASKED.search(text))


def asks_times(text: str) -> bool:
    """Whether it is asked how many times as much something is."""
    return bool(TIMES.search(text))


def asks_change(text: str) -> bool:
    """Whether it is asked by how many per cent something changed."""
    return bool(CHANGED.search(text))


def sets_against(text: str) -> bool:
    """Whether a share or a multiple is asked for that is told of nothing named behind it."""
    return asks_times(text) or bool(BARE_SHARE.search(text))
