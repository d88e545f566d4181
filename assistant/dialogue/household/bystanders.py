"""Who is only spoken of beside a household: whoever says, asks, advises or pays something, or comes along.

Knows how callers bring such people in, not who is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.hearing.conditions import Mention

_US = r"(?:我|俺|咱|阮|偶)(?:们|哋)?"
# What may stand between somebody and what they say or do.
_ASIDE = (
    r"(?:[你您](?!家)|们|[昨今前]天|昨晚|刚才|刚刚|头先|琴日|今日|前几天|成日|一直|整天|天天|老是|总是|经常|老|就|都|也|又|还|先|自己|非|硬|使劲|死活|"
    rf"[在喺](?:旁边|边上|一边|侧边|电话里头?|群里|家里?|屋企)|(?:跟|同|和|对|向|与){_US}(?:家人|两个|俩)?|跟邻居|同邻居|同隔篱|"
    r"打(?:个|了|咗)?电话|打俾|打来|发(?:微信|信息|消息)|来|过来|过嚟)*+"
)
_SPEAKS = (
    r"说|讲|话(?![费说题])|问|让|叫|喊|劝|催|教|提醒|告诉|帮|念叨|唠叨|嘱咐|叮嘱|吩咐|建议|推荐|主张|觉得|认为|以为|嫌|怪|骂|"
    rf"听(?:说|见|到|讲|人)|想知道|打听|聊天|倾偈|倾计|(?:跟|同|和|与)[^,.?!;]{{1,6}}?(?:聊|倾|吹|讲|说|吵)|陪|送{_US}|带{_US}来"
)
# They pay for others.
_PAYS = (
    rf"(?:给|帮|替|为|同|俾|帮忙)(?:{_US}|他们|她们|佢哋|[爷奶爸妈爹娘孩娃孙]|家里|全家|一家|大家)[^,.?!;]{{0,6}}?(?:交|缴|出|掏|付|买|垫|存|办)|"
    r"(?:来|去)?(?:出|掏|付|垫|畀|俾)(?:的|这|这个|呢|嗰|那)?钱|(?:掏|出)腰包|转(?:账|钱)|报销我"
)
_TELLS = re.compile(rf"{_ASIDE}(?:{_SPEAKS}|{_PAYS})")
# The caller brings somebody along (陪我妈来问).
_COMES_ALONG = re.compile(rf"(?:陪|带着?|领着?|送|载|扶着?|同埋?)(?:住|着)?{_US}?的?$")
_COMES = re.compile(
    r"(?:一起|一齐|一块儿?)?(?:来|去|过来|过去|嚟|到)[^,.?!;]{0,5}?(?:问|咨询|打听|办|窗口|大厅|柜台|这里|这儿|呢度|医保局)")
# They tell what they do themselves (我妈说她也交一档), not what is good or what others ought to do.
_OF_THEMSELVES = re.compile(
    r"[他她佢](?:自己)?(?:们|哋)?(?:也|都|就|要|想|打算|准备|今年|明年|选|走|按|参|交|缴|买|报|转)")
_TO_OTHERS = re.compile(
    rf"{_US}|别人|人家|孩子|大家|你|您|(?<![他她佢][和跟同])(?:老人|老的|两老|年轻|大人|全家|[两俩三四五六]个?(?:老|人)|爹娘|爸妈|公婆|爷爷|奶奶|公公|婆婆)")
_JUDGED = re.compile(
    r"的?(?:那个?|那种|那档|嗰档)?(?:比较|更|最|还|都|就|能|可以|以后|住院|看病|又|太|真)*(?:报|划算|合算|抵|值|省|够|好|没用|冇用|浪费|"
    r"保障|住院|实惠|白|多(?!少)|便宜|贵|强)")


# Who the caller says to be (我系乡下阿嫲), and that he speaks of himself as of one of them further on.
_IS_CALLER = re.compile(r"(?:^|[,.;!?])(?:[你您]好|喂|诶|哎|,)*(?:我|俺|咱)(?:是|系)[^,.?!;的]{0,8}$")
_CLAUSE_ENDS = re.compile(r"(?:来的|嚟嘅|啊|呀|哦)?(?:[,.?!;]|$)")
_SELF = re.compile(r"[我俺咱](?!们?[家屋爸妈爹娘老儿女爷奶])")


def only_speaks(text: str, start: int, end: int, last: int, mentions: Sequence[Mention]) -> bool:
    """Whether somebody named at `start:end`, in a clause up to `last`, takes no part in what is asked.

    Args:
        text: The utterance.
        start: Where the word for them begins.
        end: Where it ends.
        last: The end of the clause.
        mentions: What is said of members of the household.
    """
    if _IS_CALLER.search(text, 0, start) and _CLAUSE_ENDS.match(text, end) and _SELF.search(text, end):
        return True
    if _COMES_ALONG.search(text, 0, start) and _COMES.match(text, end):
        return True
    told = _TELLS.match(text, end, last)
    if told is None:
        return False
    if _OF_THEMSELVES.search(text, told.end(), last):
        return False
    said = next((m for m in mentions if told.end() <= m.start < last), None)
    if said is None or _TO_OTHERS.search(text, told.start(), said.start):
        return True
    return bool(_JUDGED.match(text, said.end))
