"""Remarks between two questions that ask nothing and tell nothing of the matter (怪不得呢, 我抄下来, 那我就放心了).

Also what only leads over to a question for somebody else (朋友托我打听). Knows how callers remark, not on what.
"""

from __future__ import annotations

import re

from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import Quantity, QuantityKind

_SOMEBODY = r"[^,.?!;\d]{1,8}?"
_ME = r"(?:我|俺|咱|偶|阿拉|我哋)?"
# What a remark begins with, whatever follows.
_OPENS = (
    r"(?:哎呀妈呀|我的妈呀|天哪|好彩(?:问|打)(?:了|咗)|原来|哎呀|哎哟|哎|唉|哟|哦|噢|喔|嗯|啊|呀|咦|嘿|哈|好嘞|好的|好咯|好|行|得|中|那么|那|咁|噉|这下|这样|其实|幸好|幸亏|好彩|还好|"
    r"怪不得说|对[不唔]住|对不起|不好意思|抱歉|你看|(?:听)?(?:你|您)(?:这么|那么|这样|那样)(?:一)?(?:说|讲|解释|提醒)(?:完|过)?|这么说|也是|是啊|对啊|对|哇|豁|呵)*"
)
_TAILS = r"(?:了|咗|啦|啊|呀|哈|嘞|咯|喽|哦|噢|呗|吧|嘛|的|嘅|先|呢|哩|喇|罗)*"
_RELIEVED = (
    rf"{_ME}(?:[^,.?!;\d]{{0,4}}心里?头?|心中|心)?(?:也|就|总算|可算|终于|可以|便|都|这下|可|算是|大概)*"
    r"(?:踏实|放心|安心|落心|定心|安乐|有数|有底|明白|清楚|知道|懂|晓得|了解|松(?:一)?口气|明(?=晒|哂|了|啦))(?:得?多|些|点|晒|哂)?"
)
_FINE = (
    r"(?:(?:这|那)(?:个|样|种|下子?)?(?:法子|办法|安排|政策|服务)?)?(?:也|就|都|还|算|真|真是|可|挺|蛮|很|几|太|倒|倒是|还算|这也|这就|这倒|这|确实|已经|是|敢情|当然|老|最|更|多)*"
    r"(?:好|不错|唔错|可以|行|中|成|好办|省心|方便|省事|周到|实惠|划算|抵|贴心|便宜|贵|合理|公道|不少|唔少|不多|不赖|得人惊|麻烦|值|好事|是好事|灵光|巴适|赞|正|犀利|妥|妥当|稳当)"
    r"(?:得很|极|多|得多|得紧|到极|透|晒|哂|嗮)?"
)
_PRAISE = (
    r"(?:国家|政府|政策|医保局?|社会|如今|现在|这政策)(?:的?政策|现在|如今)?(?:对[^?!.;,]{1,6})?"
    r"(?:真|挺|越来越|是|还是|算是|确实|可)*(?:好|不错|唔错|给力|周到|方便)"
)
_FRIGHT = r"[^?!.;,]{0,16}吓(?:到|着|坏|死|得)?(?:我|俺|个?人|一跳|不轻|够呛|死|坏|[了咗]|到|得){1,4}[^?!.;,]{0,6}"
_NOW_CLEAR = (
    r"(?:难怪|怪不得|怪唔得|[唔不]怪得|怨不得|无怪)[^?!.;,]{0,24}|原来(?:是|系)?(?:这么|这样|咁|噉|如此)(?:个|一)?(?:回事|样|意思|子|算|嘅)?|"
    r"(?:是|系)?(?:这么|咁|这样)(?:一?(?:回事|个(?:理|道理|意思))|算的?)|原来如此"
)
_THOUGHT = (
    rf"{_ME}(?:之前|本来|还|仲|一直|刚才)*(?:(?:以为|当是|当成)|(?<=[前来还仲直才])(?:担心|惊住?|怕))[^?!.;,]{{1,20}}|"
    rf"{_ME}就(?:说|讲|话)(?:嘛|吗|呢|么)|果然[^?!.;,]{{0,12}}|(?:跟|同|和)(?:我|俺)[^?!.;,]{{0,4}}(?:想|猜|估|听)的?(?:差不多|一样)|"
    rf"(?:他|她|佢|人家|{_SOMEBODY})(?:还|就|也|偏|非|老|都|仲|硬是)+(?:不|唔|没)(?:肯)?(?:信|相信|听)"
)
_NOTES = (
    rf"{_ME}(?:先|这就|都|就|帮[他她佢]|也|已经|拿(?:个)?笔|拿(?:张)?纸)*(?:记|写|抄|登)(?:一?下|下来|好|住|低|在|到|进|落|入|了|咗)+[^?!.;,]{{0,10}}"
)
_TALKS_OVER = (
    rf"(?:等|让)?{_ME}(?:先|回去|回头|回家|等阵|等下|转头|返去|返屋企|今晚|晚上|明天|听日|就|再|这就|得|要|会|可以|去)*"
    r"(?:(?:跟|同|和|与|告诉|(?:话|讲)(?:畀|俾|给)|说给|转告)[^?!.;,\d]{1,10}?"
    r"(?:商量|说|讲|倾|讨论|核对|合计|一声|一下|下|听|知|住|通气){1,4}|"
    r"(?:考虑|琢磨|想想|谂谂|盘算|合计|斟酌)(?:考虑|琢磨|合计)?(?:一?下|下)?)(?:再说|再讲)?"
)
_LEADS = (
    r"(?:(?:他|她|佢|人家|[^,.?!;\d]{1,8}?)(?:又|就|也|还|刚才|今天)?)?(?:托|叫|让|喊|要|请|央)(?:我|俺)(?:顺便|顺带|也|来|帮[他她佢忙]?|替[他她佢]?|打(?:个|通)?电话|给[他她佢])*"
    r"(?:问|打听|咨询|了解)(?:[一两]?[句声下]|下|问|清楚|明白){0,3}|"
    rf"{_ME}(?:再|还|又|另外|就|也|想|要|来|顺便|顺带|替[他她佢]|帮[他她佢]|跟(?:你|您))*(?:问|打听|咨询|请教)(?:你|您)?[一两]?(?:[个件句声下点些])(?:事情?|别的|问题)?"
)
_JUST_DID = (
    r"(?:我|俺|咱)?(?:刚刚?|刚才|头先|啱啱|才|方才|早上|上午)(?:帮|替|同|给|畀|跟|和|为)[^,.?!;\d]{1,6}?"
    r"(?:(?:问|打听|咨询|查|办|讲|说|聊)(?:完|过|了|咗|好)|打(?:完|过|了|咗|通)?(?:个|通)?电话)[^,.?!;\d]{0,10}"
)
_NODS = (
    r"(?:那么|那|咁|噉)*(?:就|都|也)?(?:是|系)?(?:敢情|当然)?(?:嗯+|哦+|噢+|(?:可以)+|好(?:的|嘅|嘞|说|滴)?|行|中|成|管|要得|妥|对|是|系|得|可以|没有?问题|冇问题|没事|冇事|谢谢|多谢|唔该|辛苦|麻烦|明白|知道|清楚|懂|就这样|就咁)(?:你|您|晒|哂|嗮|了|咗|啦|啊|呀|哈|吧|嘞|呗|那|嘛|喽)*"
)
# Who was asked for it (领导刚才还问我这个事呢).
_WAS_ASKED = (
    r"[^,.?!;\d]{1,8}?(?:刚才|刚刚|昨天|昨日|今早|早上|头先|老是|总|天天|前几天)(?:还|都|就|也|仲)*(?:问|催|念叨|打听|跟我说|同我讲)"
    r"(?:我|俺|起)?(?:这|呢|那|嗰)?(?:个|件)?(?:事情?|问题)?"
)
# Who will be glad to hear it (俺娘听了准高兴).
_WILL_BE_GLAD = (
    r"[^,.?!;\d]{1,8}?(?:听了|知道了?|晓得了?|听到|知了)?(?:准|一定|肯定|要|会|可|得|该|就|实)+(?:很|好|也)?"
    r"(?:高兴|开心|放心|乐|欢喜|满意)(?:坏|死)?"
)
# Who said it behind a remark (真是吓人,卖保险的那么说).
_HEARSAY = r"[^,.?!;\d]{1,8}?(?:那么|这么|咁|也是?这么|也是那么|就是这么)(?:说|讲|话)"
# What the caller knows already (我晓得要去大医院), or that it was he who told something wrong.
_KNOWS = (
    r"(?:我|俺|咱|阿拉|我哋)们?(?:也|都|早|就|已经|本来|是|倒是)*(?:知道|晓得|清楚|明白|记得|记住)(?!不|没|唔)[^,.?!;]{4,24}"
)
_TOLD_WRONG = (
    r"(?:我|俺|咱)?(?:刚才|刚刚|头先|前面|之前)?(?:我|俺|咱)?(?:是|又)?(?:"
    r"(?:把|将)[^,.?!;\d]{0,8}?(?:数字?|数目|情况|事情?|单子|话|日子|年份|月份)(?:"
    r"(?:给|报|告诉|说|讲|念)(?:给)?(?:你|您)|(?:给|报|说|讲|搞|弄|念|看|记)(?:你|您)?(?:成|错|混|岔|串))[^,.?!;\d]{0,6}|"
    r"(?:跟|同|和)?(?:你|您)?(?:说|讲|报|念|看|记)(?:错|混|岔|串|成)[^,.?!;\d]{0,10}添?)"
)
# What asks, wherever it stands.
_ASKS = re.compile(
    r"多少|几(?!乎)|什么|哪|怎|吗|谁|是不是|有没有|能不能|为何|咋|啥|(?P<verb>[^\W\d_])[不没](?P=verb)|\?"
)
_CLAUSE = re.compile(r"[^,.?!;]+")
_OF_PLACE = r"(?:我|俺)(?:是|系|在|喺)?(?:这边|这里)?[^,.?!;\d]{2,8}(?:的|嘅|人)"
_REMARK = re.compile(
    rf"{_OPENS}(?:{_RELIEVED}|{_FINE}|{_FRIGHT}|{_NOW_CLEAR}|{_THOUGHT}|{_NOTES}|{_TALKS_OVER}|{_JUST_DID}|{_PRAISE}|{_HEARSAY}|{_WAS_ASKED}|{_WILL_BE_GLAD}|{_KNOWS}|"
    rf"{_TOLD_WRONG}){_TAILS}"
)
# What is known already, told before it is said to be so (现在归人社管,这我晓得).
_KNOWN_BEFORE = re.compile(
    r"[^,.?!;]{2,30}[,.](?:这个?|那个?|个)?(?:我|俺|咱|阿拉|我哋)们?(?:也|都|早|就|已经|本来|是|倒是)*(?:知道|晓得|清楚|明白|有数)(?:的|了|咗|嘅)?[.!]?"
)
_ALL_KNOWN = re.compile(rf"{_OPENS}[,.]?{_KNOWS}{_TAILS}[.!]?")
_OWN = re.compile(r"(?:我|俺|咱)(?:自己|这边|这个)?(?:是|系|属于|在|有|没|买|交)")
# That it is so now is no condition by itself.
_NOW = re.compile(r"现在|如今|目前|眼下|当前|而家")
# What was only taken for true, before a number.
_TOOK_FOR, _CLAUSE_END = re.compile(r"(?:还|仲|本来|之前|一直)(?:以为|当是|当成|怕|惊)"), re.compile(r"[,.?!;]")
# That it is so elsewhere too, before it is asked why.
_ALSO_ELSEWHERE = re.compile(
    r"(?:别个?|其[他它余]|隔壁|周围|旁边|附近|人家|第二|另外|邻)(?:的|嘅|条|几个|个)?(?:村子?|乡|镇|社区|店|药店|诊所|卫生室|医院|地方|人|家|厂|单位|区|县|处|度){0,2}"
    r"(?:好像|听说|也|都|一样|差不多|全是)+(?:是|系)?(?:(?:这样|那样|这么|如此|一样|这个样子|这么回事|没有?|不|[刷报办收])[^,.?!;]{0,3})?"
)
_NOD = re.compile(f"(?:{_NODS}){{1,3}}{_TAILS}")
_LEAD, _OPENING = re.compile(f"{_OPENS}(?:{_LEADS}){_TAILS}"), re.compile(f"{_OPENS}{_TAILS}")
_OPENING_WORDS = re.compile(r"^(?:[嗯哦噢啊好行对是]+[,.])++")
_FIRST_CLAUSE = re.compile(r"([^,.?!;]{1,10})[,.!;]+\s*(?=.)")
_LONGEST = 60


def remark(heard: Understood) -> str | None:
    """The kind of chat that an utterance is if it only nods (nod), remarks (acknowledged) or leads over (go_on).

    None if it does more.

    Who tells a condition, a day or a sum doesn't only remark.
    """
    sums = [q for q in heard.quantities if q.kind is not QuantityKind.COUNT and not _is_only_thought(heard, q)]
    known = _ALL_KNOWN.fullmatch(heard.text) and not _OWN.search(heard.text)
    conditions = [m for m in heard.conditions if not known and not only_says_now(m.words)]
    told = conditions or heard.dates or sums
    asks = _ASKS.search(heard.text) or _ASKS.search(heard.plain)
    if told or asks or len(heard.text) > _LONGEST or heard.located.elsewhere:
        return None
    if _KNOWN_BEFORE.fullmatch(_OPENING_WORDS.sub("", heard.text)):
        return "acknowledged"
    return remark_in(heard.text, placed=bool(heard.located.areas))


def only_says_now(words: str) -> bool:
    """Whether the words of a condition only say that it is so at present."""
    return bool(_NOW.fullmatch(words))


def _is_only_thought(heard: Understood, number: Quantity) -> bool:
    """Whether a number is only what the caller took for true (我还以为要三千)."""
    begin = max((m.end() for m in _CLAUSE_END.finditer(heard.text, 0, number.start)), default=0)
    return bool(_TOOK_FOR.search(heard.text, begin, number.start))


def without_nods(text: str) -> str:
    """A text without the nods and thanks, and what is so elsewhere too, in front of something else.

    The text itself if there is nothing else.
    """
    rest = text
    while (clause := _FIRST_CLAUSE.match(rest)) and _is_on_the_way(clause[1]):
        rest = rest[clause.end():]
    return rest if _ASKS.search(rest) else text


def _is_on_the_way(clause: str) -> bool:
    return bool(_NOD.fullmatch(clause) or _ALSO_ELSEWHERE.fullmatch(clause))


def remark_in(text: str, *, placed: bool = False) -> str | None:
    """The same of a text; where it is `placed`, a clause may tell where the caller is."""
    kinds = [_kind(clause, placed) for clause in _CLAUSE.findall(text)]
    if None in kinds or not {"acknowledged", "go_on", "nod"} & set(kinds):
        return None
    return next(kind for kind in ("go_on", "acknowledged", "nod") if kind in kinds)


def _kind(clause: str, placed: bool) -> str | None:
    if _NOD.fullmatch(clause):
        return "nod"
    if _OPENING.fullmatch(clause) or (placed and re.fullmatch(_OF_PLACE, clause)):
        return "opening"
    if _LEAD.fullmatch(clause):
        return "go_on"
    return "acknowledged" if _REMARK.fullmatch(clause) else None
