"""Doubts about what was just told: what others say of it, that it can't be, which of the two is right.

Knows how callers doubt, not what was told.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import find_quantities

_OPENS = r"(?:哎呀?|咦|诶|欸|啊|哦|噢|嗯|喂|那么|那|咁|噉|可是|可|但是|但|不过|好)*+"
_END = r"(?:啊|呀|吧|呢|哦|噢|了|的|嘅|喔|么|吗|啩|哇|哩|咧)*"
# It can't be so.
_CANT_BE = (
    r"(?:不会吧|不能吧|不是吧|不会|不是|[唔不]系(?:啩|吧|吗)?|[唔不]会啩|不对|[唔不]啱|真的假的|真的|真系|真唔真|怪了|奇怪|奇了怪了|这就怪了|是吗|系咩|"
    r"(?:你)?(?:确定|肯定|确实|真)?(?:没|冇|没有|有没有|有冇)(?:看|弄|搞|说|讲|记|查)错|确定|你确定|哪能|怎么会|怎么可能|点会|点解会|没这回事|有这回事|搞错)"
)
# Who says otherwise: 我同事讲的是…, 我看报上写的是…, 听人说…
_SAYS = (
    r"(?:我|俺|咱|人家|别人|他|她|佢|有人|网上|村里|单位|群里|报上|报纸上|电视上|隔壁)?[^,.?!;\d]{0,10}?"
    r"(?:听(?:人|别人|说|讲|到|见)+|说|讲|话|告诉|写|登|传|看到?|见到?|查到?|睇到?)(?:过|了|咗|着|到|的|嘅|我|俺|是|系|就|只|才|要|可|也|都|能)*[^,.?!;]{0,14}"
)
_MISMATCH = (
    r"[^,.?!;\d]{0,18}?(?:对不上|对唔上|不一样|唔同|不同|有出入|不是(?:这个?|呢个)数|唔系(?:这个?|呢个)数|打架|矛盾|两样|差(?:太)?远|不符)|"
    r"(?:为什么|怎么|咋|干嘛)?(?:会|又|都|还|就)*(?:有|出来|出现)两个(?:不同的?)?(?:数字?|说法|标准|讲法)"
)
_BY_OFFICE = (
    r"(?:官方|正式|政府|医保局|局里|文件|公家|上面|你们)(?:上|那边|里)?(?:的|嘅)?"
    r"(?:说|讲|话|写|定|公布|发布|报|口径)?(?:的|嘅)?"
    r"(?:确实|准确|正式|实际|真正|确切|准)?(?:的|嘅)?(?:数目?|数字|金额|说法|口径|讲法)?"
)
_WHICH = (
    rf"(?:{_BY_OFFICE})?"
    r"(?:到底|究竟|毕竟|那|咁)*(?:该|应该|得)?(?:是|系|以|听|信|照|按|算)?(?:哪[一]?个(?:数|说法)?|边个(?:数)?|谁(?:说|讲)?的?|哪头|哪样|几多|多少|多少钱|几成|哪天|什么时候|"
    r"怎么回事|咋回事|哪个说的)(?:是|系|才|先|才是|说|讲|话|来|办)*(?:对|准|啱|真|算数|为准|正确|可信)?(?:[我俺]?(?:都|也)(?:不|唔)(?:知道?|清楚|晓得))?"
)
_IS_RIGHT = r"(?:你|您)(?:再)?(?:给我|帮我)?(?:看|查|核|确认|核实|说)(?:一?下|看|清楚|准)?"
# How exactly it is to be told.
_EXACTLY = (
    r"(?:一?(?:分|毫|厘|角|毛|个子儿)(?:子|钱)?(?:都|也)(?:要|得|不能|唔可以)?(?:啱|对|准|差|错)|"
    r"(?:要|得|说|讲)?(?:个)?(?:准|精确|确切)(?:的|数|信|些|点)*)"
)
_CLAUSE = re.compile(r"[^,.?!;]+")
_DOUBT = re.compile(rf"{_OPENS}(?:{_CANT_BE}|{_MISMATCH}|{_EXACTLY}){_END}")
_ASKS_WHICH = re.compile(rf"{_OPENS}{_WHICH}{_END}")
_HEARSAY = re.compile(rf"{_OPENS}{_SAYS}{_END}")
_ASKS_YOU = re.compile(rf"{_OPENS}(?:{_IS_RIGHT}){_END}")
_AT_LAST = re.compile(
    r"到底|究竟|官方|正式|确切|准数|确实|边个|哪[一]?个(?:数|说法)?(?:是|才|先)*(?:对|准|啱|真)|谁(?:说|讲)?的|为准|怎么回事"
)
_ASKS = re.compile(r"什么|哪|怎|吗|谁|是不是|有没有|能不能|为何|咋|啥|要不要")
_TELLERS = re.compile(
    r"[^,.?!;|\d]{0,10}?(?:听(?:人|别人|说|讲|到|见)+|说|讲|话|告诉|写|登|传|看到?|见到?|查到?|睇到?)(?:过|了|咗|着|到|的|嘅|我|俺|是|系|就|只|才|要|可|也|都|能)*"
)
_LEFT_OF_NUMBERS = re.compile(r"[零一二三四五六七八九十百千万亿几半毫角分块元蚊成个点多来约]+")
_LONGEST = 60


def only_doubts(heard: Understood, told: tuple[str, ...]) -> bool:
    """Whether an utterance only calls in question what was `told`: a doubt, somebody's other word, which is right.

    What others say may name another number, but no matter or group that wasn't spoken of.
    """
    if len(heard.text) > _LONGEST or heard.located.areas or heard.located.elsewhere:
        return False
    kinds = [_kind(clause) for clause in _CLAUSE.findall(heard.text)]
    if None in kinds or not {"which", "doubt"} & set(kinds):
        return False
    if any(not any(mention.words in text for text in told) for mention in heard.conditions):
        return False
    said = ",".join(c for c, kind in zip(_CLAUSE.findall(heard.text), kinds, strict=True) if kind == "hearsay")
    rest = _without_numbers(_TELLERS.sub("|", said))
    return not own_words(replace(heard, text=rest), told)


def without_hearsay(heard: Understood) -> Understood:
    """The utterance without what others say before its last clause (主任说上月就定了,究竟归谁管)."""
    clauses = _CLAUSE.findall(heard.text)
    last = clauses[-1] if clauses else ""
    others = [_kind(clause) for clause in clauses[:-1]]
    if not others or "hearsay" not in others or None in others or not re.search("到底|究竟", last):
        return heard
    text = re.sub(rf"^{_OPENS}(?:到底|究竟)", "", last)
    return replace(heard, text=text, matched=text, mentions=(), dates=(), quantities=())


def _kind(clause: str) -> str | None:
    if _ASKS_WHICH.fullmatch(clause) and (_AT_LAST.search(clause)):
        return "which"
    if _DOUBT.fullmatch(clause) or _ASKS_YOU.fullmatch(clause):
        return "doubt"
    if re.fullmatch(f"{_OPENS}{_END}", clause):
        return "opening"
    return "hearsay" if _HEARSAY.fullmatch(clause) and not _ASKS.search(clause) else None


def _without_numbers(text: str) -> str:
    for number in find_quantities(text):
        text = text.replace(number.words, "|", 1)
    return _LEFT_OF_NUMBERS.sub("|", text)
