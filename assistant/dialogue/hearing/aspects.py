"""Which kind of thing a question asks for (an amount of money, a share, a date …) and which an item tells.

A question for a price is not answered by a list of towns, however much their words agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Unit
from assistant.policy.references import PLACEHOLDER, whole_id

# The number that a drug or a treatment goes by is no telephone number.
_NOT_OF_THINGS = r"(?<!统一)(?<!统一的)(?<!通用)(?<!通用的)(?<!国家的)(?<!药品)(?<!药品的)(?<!项目)(?<!项目的)"
_ASKED = {
    "money": re.compile(
        r"多少(?:块|钱)|报多少|付多少|出多少|几块|几元|几毛|价格|保费|多少元|收费|费用是|交多少|缴多少|金额|给多少|补多少|几[百千万]|钱数|钱[^,.?!;]{0,4}(?:一共|合计|总共|加起来|加一块|合起来)(?:是|有)?(?:多少|几)|多少万|多少亿|标准是"
    ),
    "share": re.compile(
        r"百分之几|百分之多少|几成|比例|增长率|报多少|多少个点|几个点|几个百分点|占比|涨幅|降幅|幅度|"
        r"[^频]率(?!的?(?:在?全[省国市])?(?:排|名次|第))"
    ),
    "count": re.compile(
        r"几家|多少家|几个|多少个|多少人|几人|人数|几项|多少项|几种|多少种|几次|多少次|几类|多少例|几笔|"
        r"多少笔|几条|人次|个数|家数"
    ),
    "span": re.compile(r"多久|多长时间|几天|多少天|几个月|多少个月|几年|天数|期限|时限|有效期"),
    "date": re.compile(
        r"什么时候|几号|几月|哪天|哪年|何时|几时|啥时|从什么时候|截止|日期|哪一[天日月年]|哪日|什么时间"),
    "phone": re.compile(
        r"电话(?:号码?)?(?:是|有)?(?:多少|几|什么|啥|哪)|(?:哪个?|什么|啥|多少|有没有|给|报)[^,.?!;]{0,5}电话|"
        r"(?<![打接挂来个通了过听])电话(?:号码?|是)?(?=$|[?,.!;\s呢吗])|手机号|手机是?(?:多少|几)|"
        rf"{_NOT_OF_THINGS}号码|热线|打哪个|联系方式"
    ),
    "where": re.compile(r"在哪|去哪|哪里|哪儿|哪个医院|哪些医院|哪几家|地址|地方|什么地方"),
    "who": re.compile(
        r"谁|边个(?:部门|单位|处|科)|(?:哪|什么|啥)(?:几|一)?(?:个|些|家)?(?:部门|处室?|科室?|单位|口子|中心|头)(?![理在于里])|责任单位|牵头|归哪"
    ),
    "list": re.compile(r"哪些|哪几|有啥|名单|目录|具体是|清单"),
    "name": re.compile(r"叫什么|叫啥|名字|姓什么|姓啥|姓么|名称"),
    "papers": re.compile(r"材料|证件|带什么|带啥|手续|证明"),
    "why": re.compile(r"为什么|为啥|原因|依据|凭什么"),
    "whether": re.compile(r"吗|是不是|能不能|可不可以|有没有|行不行|要不要|算不算|会不会|需不需要|可以"),
}
_OF_UNIT = {
    Unit.YUAN: "money", Unit.WAN_YUAN: "money", Unit.YI_YUAN: "money", Unit.FRACTION: "share", Unit.POINTS: "share",
    Unit.COUNT: "count", Unit.WAN_COUNT: "count", Unit.DAYS: "span", Unit.MONTHS: "span", Unit.YEARS: "span",
    Unit.DATE: "date", Unit.MONTH: "date", Unit.YEAR: "date",
}
_TOLD = {
    "where": re.compile(r"医院|大厅|窗口|小程序|公众号|平台|网站|药店|卫生|社区|机构"),
    "who": re.compile(r"处|局|中心|部门|单位|公司"),
    "list": re.compile(r"、"),
    "name": re.compile(r"[《“]|、|叫做|主任|处长|局长|副?书记|名称"),
    "papers": re.compile(r"身份证|银行卡|材料|证件|证明|复印件|手续"),
    "why": re.compile(r"因为|原因|为了|为的是|主要|目的|依据|根据|按照|要求"),
    "whether": re.compile(r"^(?:不|可以|能|是|有|没|需要|要|会|已|将|属于)"),
    "share": re.compile(r"一半|全额"),
}
_PHONE = re.compile(r"\d{7,}")


# What only an item that is asked about in such words itself answers: a limit, what somebody gets back, and what he
# gets for himself.
_MATTERS = {
    "limit": re.compile(r"封顶|限额|上限|最高支付|(?:最多|最高)(?:只)?(?:能|给|可以|可)?(?:报|付|给|拿|出)|顶格|到顶"),
    "benefit": re.compile(
        r"(?:能|可以|给|得|俺|我)报|报(?:多少|几|百分|销比例|销多少|得|到多少)|起付标准|起付线|门槛费|"
        r"医保(?:能|会|可以|给|要)*(?:出|付|支付|担|承担|掏)的?(?:多少|几(?!家)|百分|比例)|按?(?:定额|比例)[^,.?!;]{0,3}还是按?(?:定额|比例)"
    ),
    "own": re.compile(
        r"(?:自己|自个儿?|本人|一个人|[我俺](?![们市县区省]))[^,.?!;]{0,8}?(?:领|拿|发|得|分)(?:到|得到?|返)?(?:多少|几)(?![个家]?(?:人|医院|单位))"
    ),
}


# What a fund took in, what it paid, and what it kept, in the words of a question or a title.
_FLOWS = {
    "income": re.compile(r"收入|进账|入账|收[了进到]|进[了来]"),
    "outgo": re.compile(r"支出|开支|开销|花[了掉费出]|用[了掉去出]|支[了掉]"),
    "balance": re.compile(r"结余|剩|余额|盈余|节余|家底|老本"),
}


def flows_in(text: str) -> frozenset[str]:
    """Whether a text is of what a fund took in, paid or kept."""
    return frozenset(name for name, words in _FLOWS.items() if words.search(text))


def matters_in(text: str) -> frozenset[str]:
    """Whether a limit, what somebody gets back, or what he gets for himself, is spoken of."""
    return frozenset(name for name, pattern in _MATTERS.items() if pattern.search(text))


def asked_aspects(text: str) -> frozenset[str]:
    """The kinds of thing that a question asks for; none for keywords without a question word."""
    return frozenset(name for name, pattern in _ASKED.items() if pattern.search(text))


def entry_aspects(entry: Entry, knowledge: Knowledge) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of thing that an entry tells: in its first sentence, and in all its words."""
    first = [entry.say.short, *(v.short for v in entry.say.variants)]
    more = [*first, *entry.say.details, *entry.say.do, *(t for v in entry.say.variants for t in v.details)]
    return _told(first, entry.area, knowledge), _told(more, entry.area, knowledge)


def scheme_aspects(scheme: SchemeShape) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of thing that a calculator's results are."""
    kinds = {_OF_UNIT.get(step.unit, "money") for step in scheme.steps if step.id in scheme.results.values()}
    return tuple(sorted(kinds)), tuple(sorted({*kinds, "whether"}))


def _told(texts: Iterable[str], area: str, knowledge: Knowledge) -> tuple[str, ...]:
    kinds: set[str] = set()
    for text in texts:
        bare = PLACEHOLDER.sub("", text)
        kinds |= {name for name, pattern in _TOLD.items() if pattern.search(bare)}
        for match in PLACEHOLDER.finditer(text):
            figure = knowledge.figures[whole_id(match["id"], area, knowledge.figures)]
            if figure.unit in _OF_UNIT:
                kinds.add(_OF_UNIT[figure.unit])
            elif any(_PHONE.search(value.value) for value in figure.values):
                kinds.add("phone")
    return tuple(sorted(kinds))


_BEFORE = (
    r"(?:跟|同|和|与|比|较|比起|按)?(?:去年|上年度?|上一年|头年|旧年|前一年|前年)(?:同期|的时候|这时候)?"
    r"(?:相比|比较|比起来|比|来说)?"
)
_CHANGES = r"(?:同比|增长|增加|增幅|上升|上涨|涨幅?|升|多(?!少)|下降|减少|降幅?|跌|(?<!多)少|变化|增减|增)"
_HOW_MUCH_SO = r"(?:了|咗|得)?(?:是|系|有)?(?:多少|几多|好多|百分之(?:几|多少)|几成|几个?(?:百分)?点|几)?"
_CHANGE = (
    rf"(?:那|又|还|再)?(?=[^,.?!;]*(?:{_CHANGES}|比))(?:{_BEFORE})?,?(?:是|又|要|系)*(?:{_CHANGES})*{_HOW_MUCH_SO}"
    r"(?:呢|啊|呀|吗)?[?.]*$"
)
# Behind a question, one that only asks how it has changed since.
_CHANGE_ASKED = re.compile(rf"(?<=[多少几成])(?P<counted>[个万元块人钱次家]*)[,.?!;\s]+{_CHANGE}")
_ONLY_CHANGE = re.compile(_CHANGE)


def without_change(text: str) -> str:
    """A question without what it asks behind it of the change since (收入多少,同比涨了几多): a statistic tells it."""
    return _CHANGE_ASKED.sub(r"\g<counted>", text)


def asks_only_change(text: str) -> bool:
    """Whether a part of a question asks but how what is asked before has changed."""
    return bool(text) and bool(_ONLY_CHANGE.match(text))
