"""Questions without a matter of their own (谁管, 多久, 几时开始, 依据呢): which kind of thing each asks for.

Knows the ways of asking, and how a sentence looks that tells such a thing; knows no policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.dialogue.hearing.own_words import matter_words, own_words, without_pointing
from assistant.dialogue.hearing.remarks import without_nods
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import Quantity, QuantityKind

_WHEN = r"(?:什么时[候辰间]|几时|何时|哪一?天|哪一?年|几号|几月份?|几点)"
_DAY = r"20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?底?"
_DATED = r"20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?底?|底|末|初|[上下]半年)"
_LONG = (
    r"多(?:久|长)(?:时间|时候|工夫|辰光)?|(?:多少|几多?)个?(?:工作)?(?:天|月(?!份)|年(?![级度])|分钟|小时|钟头?)|"
    r"(?<![了过这那么])好久"
)
_BEGINS = (
    r"(?:开始|算?起(?!付)|开卖|上线|实施|施行|执行|开通|生效|启用|推出|启动|开放|成立|搬|改|调|涨|降|提)"
)
_ENDS = (
    r"(?:截止|到头|到期|为止|结束|完成|建成|落实|完|[弄做搞办建修]好|[搞弄]定|出台|出来|落地)"
)
_OFFICE = r"(?:处室?|部门|单位|科室?|局|块|里)"
_PLACE = r"(?:医院|药店|中心|银行|医保局)"
# As of when something was counted or said is no answer to when it is.
_AS_OF = re.compile(
    rf"(?:截至|截止到?|统计到?)+{_DAY}|到{_DAY}(?:底)?(?:为|的说法|节目)|访谈[^,，。;；]{{0,4}}\({_DAY}\)|"
    r"20\d\d年工作要点"
)
# What says that something isn't told.
_LACKS = re.compile(r"资料(?:里|也|都)?(?:只|没)|原文没|没有(?:写|载明|列|给出|说|讲|公布)")


@dataclass(frozen=True)
class BareKind:
    """A kind of thing that is asked for without a matter.

    `asked` finds the way of asking, `told` what in a sentence tells it, `untold` what names it in a sentence that says
    it isn't known. What is `plain` is told by no other kind of sentence by chance.
    """

    name: str
    asked: re.Pattern[str]
    told: re.Pattern[str]
    untold: re.Pattern[str]
    plain: bool = True


def _kind(name: str, asked: str, told: str, untold: str, *, plain: bool = True) -> BareKind:
    return BareKind(name, re.compile(asked), re.compile(told), re.compile(untold), plain)


# The kind that asks for a reason.
WHY = "why"
# The kind that asks what something has changed by; a sentence that tells it goes before another entry.
CHANGE = "change"
# The first that is asked for counts.
_KINDS = (
    _kind(
        "phone",
        r"(?:打|拨)?(?:哪个|什么|多少)?(?:的|个)?(?:电话|热线|号码)(?:号码?)?(?:是)?(?:多少|几号|哪个|什么)?|"
        r"打(?:哪个|给谁|哪里|谁)",
        r"(?:电话|热线|拨打?|打)\D{0,8}\d{5,}",
        r"电话|热线",
    ),
    _kind(
        "who",
        r"(?:责任|牵头|主管|负责|归口)(?:的)?(?:单位|部门|处室|科室|人)?(?:是|有)?(?:哪个|哪些|哪家|谁)?|"
        rf"(?:归|由|找|是|靠)?(?:谁|哪个?{_OFFICE}|哪个|哪里|哪块)来?(?:负责|牵头|主管|管|落实|承办|经办)|"
        rf"(?:归|由)(?:谁|哪个?{_OFFICE})(?:来)?|哪个(?:处室?|部门|单位|科室?)(?:的?事)?"
        r"(?:在|来|里)?(?:管|负责|抓|牵头)?(?:着|的)?|谁",
        r"责任单位|由[^,，。;；]{2,24}(?:负责|牵头|承办|经办|主管|来做)|[^,，。;；]{2,12}(?:负责|牵头)",
        r"谁|哪个|哪家|由.{0,4}承办",
    ),
    _kind(
        "by_what",
        r"(?:是|又|要)?(?:依据|根据|按照?|照|看|凭|以)着?(?:什么|哪样|哪些)(?:东西|情况|标准)?(?:来|去|为准)?(?:调整?|定|改|变|动|涨|降|浮动)(?:价|的)?",
        r"办法是|(?:按照?|依据|根据|看|通过)[^,，。;；]{2,20}(?:变动|变化|调整|确定)|用于",
        r"怎么定|怎么调|依据|标准",
    ),
    _kind(
        "basis",
        r"(?:有|是|按)?(?:什么|哪[个条份])?(?:依据|根据|文件|规定|政策依据|出处)(?:名称?)?"
        r"(?:叫|是|在|有|按|出自)*(?:什么|哪一?[个条份部]|哪里|没有)?(?:文件|规定|政策|条款)?",
        r"《[^》]+》|依据|根据|按照?[^,，。;；]{2,16}(?:规定|要求|部署)|要求",
        r"依据|文件",
    ),
    _kind(
        WHY,
        r"(?:为什么|凭什么|(?:做什么|干什么|干嘛)(?=要|非|定|改|不|搞))(?:就|会|要|非得?|得|偏|一定|必须|不|定|规定|搞|弄|改|设|收|这么|那么|这样|那样)*(?:得|成|出)?(?:这么|那么|这样|那样)?"
        r"(?:[高低多少贵严麻烦大小久长]|规定|定|搞|弄|改|做|加|涨|升|降|减|调|提高|降低|这个|这样|它|了){0,3}(?=[,.?!;呢呀啊哦]|$)|为什么|凭什么|什么原因|(?:什么)?理由(?:是什么)?|怎么回事|原因(?:是什么)?|什么缘故|"
        r"(?:图|为的?是?)个?什么|有什么(?:用意|道理|讲究|缘故)|什么用意|出于什么(?:考虑)?|目的(?:是什么)?",
        r"因为|原因|为了|目的|为的是|主要是",
        r"原因|为什么",
        plain=False,
    ),
    _kind(
        "papers",
        r"(?:要|得|需要?|还|都)?(?:带|拿|准备|交|提供)(?:些|点)?(?:什么|哪些|哪几样)"
        r"(?:东西|材料|证件|手续|资料)?|(?:什么|哪些|哪几样)(?:材料|证件|手续|资料)|(?:材料|证件|手续)(?=呢|$)",
        r"身份证|银行卡|社保卡|复印件|户口|证件|材料(?!里|没)",
        r"材料|证件|手续",
    ),
    _kind(
        "end",
        rf"(?:截止|截至|截|(?<!等)到|限){_WHEN}(?:为止|截止|结束|到期)?|"
        rf"{_WHEN}(?:才|就|能|可以|要|会|得|全部|正式|最终|给)*{_ENDS}|最[晚迟后](?:是)?{_WHEN}?|"
        r"(?:截止)?(?:期限|时限)(?:是)?(?:多久|什么时候)?|截止(?:时间|日期|到)?|"
        r"(?:完成)?时间(?:要求|节点|限制|表)(?:是)?(?:什么|什么时候)?",
        rf"{_DAY}(?:之|以)?(?:前|底前|末前)|[到至]{_DATED}|{_DATED}(?:截止|为止|印发|出台)",
        r"什么时候|几时|期限|时间|日期|最迟",
    ),
    _kind(
        "start",
        rf"(?:从|自|由|打)?{_WHEN}(?:才|就|能|可以|会|的|正式|全面)*{_BEGINS}",
        rf"(?:自|从){_DATED}|20\d\d年起|"
        rf"{_DATED}(?:正式|全面|起)*(?:起|开始|开卖|上线|实施|施行|执行|开通|推出|启动|启用)",
        r"什么时候|几时|起止|时间|日期",
    ),
    _kind(
        "span",
        _LONG,
        r"(?<![\d.])\d{1,3}(?:[至到~、-]\d{1,3})?[余多]?(?:个(?:整)?月|天|日内|周|个?工作日|年(?![\d度底])|分钟|个?小时)",
        r"多久|多长|几天|期限|时限|多少个?[年月天]|几个?[年月]",
    ),
    _kind(
        "date",
        rf"{_WHEN}|什么时间|时间(?:安排)?(?=呢|$)|日期|哪个月",
        rf"{_DATED}|20\d\d年起",
        r"什么时候|几时|日期|时间",
        plain=False,
    ),
    _kind(
        "where",
        r"(?:在|到|去|上|往|搁|从)?(?:哪里|哪儿|哪块|什么地方|哪个地方|哪(?![些个几家种条项样一]))(?:可以|能|去)*"
        r"(?:办理?|弄|交|买|领|查|看|问|用|搞|下载)?|地址|地点",
        rf"小程序|公众号|大厅|窗口|网站|平台|服务厅|赣服通|APP|(?:在|到|去|上)[^,，。;；]{{0,14}}{_PLACE}",
        r"地址|在哪|哪里",
        plain=False,
    ),
    _kind(
        CHANGE,
        r"(?:比|较|跟|同)(?:起)?(?:上一?年|去年|前一年|头年|往年|旧年|上年度)(?:同期)?(?:是|又|要|就)?(?:增|减|多|少|高|低|涨|降|贵|便宜|升|跌)"
        r"(?:加|少|长|低|了|咗|出|过)*(?:多少|几多|几)(?:个)?(?:人|钱|块|元|万)?",
        r"比(?:上一?年|20\d\d年)[^,，。;；]{0,10}?(?:减少|增加|增长|下降|多|少|高|低)|同比(?:增|减|下降)",
        r"上年|同比",
        plain=False,
    ),
    _kind(
        "money",
        r"(?:要|得|一共|总共|是|花|用|收|投|拨)*(?:了|过)?(?:多少|几)(?:个)?(?:钱|元|块钱?|万元?|亿元?)",
        r"\d(?:万|亿)?(?:余)?元",
        r"多少钱|金额|花多少|投入",
        plain=False,
    ),
    _kind(
        "first",
        r"(?:首先|第一步|头一步|第一样|第一件事?|下一步|接下来|先|现在|眼下)?(?:要|该|得|应该|需要|应当)*(?:先|去)?"
        r"(?:做|干|办|搞|弄)(?:些|点|点儿)?(?:什么|哪样|哪一?步|哪些)(?:手续|事情?|动作)?(?:先|去)?|"
        r"(?:首先|第一步|头一步|下一步)(?:要|该|得|是)*(?:怎么(?:办|弄|做|走)?|什么|干嘛|去哪)",
        r"首先|要先|先[到去在办交]|须先|得先|前提|第一步|带[^,，。;；]{2,12}到|到[^,，。;；]{2,14}(?:窗口|办理)",
        r"怎么办|办理|流程|手续",
    ),
    _kind(
        "how",
        r"(?:要|该|得|具体|又)?(?:怎么个?|如何)(?:去)?"
        r"(?:办理?|弄|搞|操作|申请|做|走|查|交|买|领|用)?法?",
        r"打开|进入|进去|搜|拨打|[在到][^,，。;；]{2,20}(?:办|申请)|用[^,，。;；]{0,4}“",
        r"怎么|办法|流程|如何",
        plain=False,
    ),
)
# How many there are, each by its measure.
_MEASURES = ("人次", "人", "家", "项", "条", "种", "类", "名", "所", "批", "例", "件", "户")
_COUNTS = tuple(
    _kind("count", rf"(?:多少|几)个?{measure}", rf"\d万?[余多]?个?{measure}(?!均)", f"多少{measure}|几{measure}")
    for measure in _MEASURES
)
# What is told before an entry's own first sentence, where that tells nothing of the kind.
_TOLD_FIRST = frozenset(("phone", "who", "papers", "end", "start", "span", "date", "money", "count"))
# What must be said for these to be asked for, if a matter is named with it (想查谁查谁, 推送到哪个部门).
_SURELY_ASKED = {
    "who": re.compile(r"负责|牵头|主管|责任(?:单位|部门|处室)|归口|归(?:谁|哪)|"
                      r"(?:谁|哪一?(?:个|家|块)?(?:处室?|部门|单位|科室?)?)[^,.?!;]{0,3}(?:管|抓|落实|承办|经办)"),
    "papers": re.compile(r"什么|哪"),
    "span": re.compile(r"多[久长]|好久|多少|(?<![头前这那过好没后])几"),
    "count": re.compile(r"^(?!.*(?:合计|加起来|总共|一起|共计))"),
}
WHY_KIND = next(kind for kind in _KINDS if kind.name == WHY)
_WHETHER = re.compile(
    r"吗|是不是|是否|有没有|能不能|可不可以|行不行|够不够|要不要|需不需要|收不收|算不算|会不会|"
    r"(?P<verb>[^\W\d_])不(?P=verb)"
)
_OR_NOT = re.compile(r"(?:报|用|办|交|行|算|刷|领|买)(?:得)?(?:不|没|冇|未)$")
# Whether something is paid for, asked and told.
_IS_PAID = re.compile(r"(?:能|可以|可|给|会)(?:不能|不可以|否|给|够)*报|报(?:不报|得不得|得到)|给不给报|能不能报")
_PAYS, _DENIES = re.compile(r"报销|(?:能|可以|可|给)报"), re.compile(r"[不没未]")
# What has to be done before, asked for and told.
_ASKS_FIRST = re.compile(
    r"(?:是不是|要不要|需不需要|用不用|使唔使|是否|得不得|该不该)(?:也|都|还|就|一定|必须)*(?:得|要|需要?|须)?(?:首)?先|"
    r"(?:要|得|需要?|必须)先[^,.?!;]{1,14}(?:吗|么|吧|才|是不是|对不对|啩)"
)
_FIRST = re.compile(r"要先|须先|先要|需先|前提|得先|才能|才可以")
# Shares and doubts that only take up a sum that was told (他自己得掏一半?, 全是公家出?, 真要交?).
_TAKES_UP = re.compile(
    r"[一大小]半|全部?|一分|全额|真的?|难道|莫非|公家|政府|财政|国家|单位|替|帮|免费?|白(?:给|拿)|打折|平摊|"
    r"那一[档笔项种]|个"
)
# What asks for a thing besides.
_ASKS_MORE = re.compile(r"多少|几(?!乎)|什么|哪|怎|谁|为何|如何|多久|[吗呢]\W*(?=[^\W|])")
_SUMS = (QuantityKind.MONEY, QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.POINTS)
LONGEST_BARE = 18
# Another clause of more characters tells or asks something itself.
_CLAUSE, _LEADS_IN = re.compile(r"[^,.?!;\s]+"), 4


@dataclass(frozen=True)
class BareQuestion:
    """What is asked without a matter of its own, and the words that it takes up from what was told."""

    kind: BareKind
    words: tuple[str, ...]


def bare_question(heard: Understood, known: tuple[str, ...]) -> BareQuestion | None:
    """The kind of thing that an utterance asks for without a matter beyond what is `known`; None if it has one."""
    if len(without_nods(heard.matched)) > LONGEST_BARE or heard.conditions or heard.dates:
        return None
    if heard.located.areas or heard.corrects:
        return None
    heard = replace(heard, text=without_nods(heard.text))
    if any(q.kind is not QuantityKind.ORDINAL and not _is_each_one(q) for q in heard.quantities):
        return None
    for kind in _KINDS:
        found = kind.asked.search(heard.text)
        if found:
            rest = replace(heard, text=without_pointing(kind.asked.sub("|", heard.text)))
            alone = not _ASKS_MORE.search(rest.text) and not matter_words(rest, known)
            others = [clause for clause in _CLAUSE.findall(rest.text) if "|" not in clause]
            alone = alone and all(len(clause) <= _LEADS_IN for clause in others)
            return BareQuestion(kind, tuple(matter_words(rest))) if alone else None
    return None


def _is_each_one(number: Quantity) -> bool:
    """Whether a number only says that one is spoken of, whichever it is (报一个人, 办一次)."""
    return number.kind is QuantityKind.COUNT and number.value == 1


def asked_kind(heard: Understood) -> BareKind | None:
    """The one kind of thing that the last question of an utterance asks for, whatever its matter; None if unclear."""
    if _asks_whether(heard.question) or heard.is_search:
        return None
    told_first = [kind for kind in (*_COUNTS, *_KINDS) if kind.name in _TOLD_FIRST]
    clauses = [clause for clause in _CLAUSE.findall(heard.text)
               if _ASKS_MORE.search(clause) or any(kind.asked.search(clause) for kind in told_first)]
    last = clauses[-1] if clauses else ""
    kind = next((kind for kind in told_first if kind.asked.search(last)), None)
    if kind is None or _ASKS_MORE.search(kind.asked.sub("|", last)):
        return None
    surely = _SURELY_ASKED.get(kind.name)
    return None if surely and not surely.search(last) else kind


def tells(kind: BareKind, sentence: str) -> bool:
    """Whether a sentence tells such a thing."""
    return bool(kind.told.search(_AS_OF.sub("", sentence))) and not _LACKS.search(sentence)


def _asks_whether(clause: str) -> bool:
    return bool(_WHETHER.search(clause))


def words_taken_up(heard: Understood, known: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a yes-or-no question all of which stand in what is `known`; empty if any doesn't."""
    if len(heard.matched) > LONGEST_BARE or heard.conditions or heard.quantities or heard.dates:
        return ()
    if not _WHETHER.search(heard.text):
        return ()
    rest = replace(heard, text=_WHETHER.sub("|", heard.text))
    return () if own_words(rest, known) else tuple(own_words(rest))


def only_takes_up(heard: Understood, known: tuple[str, ...]) -> bool:
    """Whether an utterance asks about a sum that was told, and names nothing else than what is `known`."""
    numbers = [q for q in heard.quantities if q.kind is not QuantityKind.ORDINAL]
    if not numbers or heard.dates or any(q.kind not in _SUMS for q in numbers) or _ASKS_MORE.search(heard.text):
        return False
    if not heard.asks and "?" not in heard.plain:
        return False
    text = heard.text
    for number in heard.quantities:
        text = text.replace(number.words, "|", 1)
    return not own_words(replace(heard, text=_TAKES_UP.sub("|", text)), known)


def last_question(heard: Understood) -> str:
    """The last clause of an utterance if it asks whether something is so; empty if it asks anything else."""
    clauses = _CLAUSE.findall(heard.text)
    last = clauses[-1] if clauses else ""
    return last if (_WHETHER.search(last) or _OR_NOT.search(last)) and not _ASKS_MORE.search(last) else ""


def may_be_paid(question: str, sentence: str) -> str:
    """The yes to whether something is paid for, if a sentence says so without any doubt; else empty."""
    first = re.split("[;；]", sentence)[0]
    return "可以" if _IS_PAID.search(question) and _PAYS.search(first) and not _DENIES.search(first) else ""


def lacking_in(sentence: str) -> bool:
    """Whether a sentence begins by saying that something isn't told."""
    return bool(_LACKS.search(re.split("[;；]", sentence)[0]))


def asks_first(heard: Understood) -> bool:
    """Whether an utterance asks if something has to be done before (是不是要先交了, 用不用先备案)."""
    return bool(_ASKS_FIRST.search(heard.text))


def tells_first(sentence: str) -> bool:
    """Whether a sentence tells what has to be done before."""
    return bool(_FIRST.search(sentence)) and not _LACKS.search(sentence)


def telling(kind: BareKind, sentences: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    """The number of the first sentence that tells such a thing, of those with the words if any has them."""
    told = [at for at, text in enumerate(sentences) if tells(kind, text)]
    with_words = [at for at in told if all(word in sentences[at] for word in words)]
    return next(iter(with_words or told), None)


def lacking(kind: BareKind, sentences: tuple[str, ...]) -> int | None:
    """The number of the sentence that says that such a thing isn't known."""
    return next((at for at, text in enumerate(sentences)
                 if _LACKS.search(text) and kind.untold.search(text)), None)
