"""Sums that a caller tells and that are no bill: what the insurance pays, results held up, a rule's threshold.

Knows how such sums are told, not what they ought to be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.dialogue.hearing.cues import cue
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.model import FactShape
from assistant.text.numerals import SUMS, Quantity

_FUND = r"(?:医保|社保|统筹|基金|公家|公账|国家|政府)"
_PAYS = r"(?:报销?|付|支付|给付|给|出|畀|俾|承担|负担|担|摊|掏|帮|替)"
# The insurance is said to pay so much (医保付七十, 说是公家给我报五十).
_FUND_PAYS = re.compile(
    rf"{_FUND}[^,.?!;\d]{{0,4}}?{_PAYS}(?:了|咗|过|到|返|掉)?(?:我|我们|她|他|佢)?(?:{_PAYS}|拿)?(?:了|咗|过|到|返|掉)?"
    r"(?:大概|大约|差不多|约|个)?$"
)
# What names a payment of the insurance among the words of a fact.
_NAMES_FUND = re.compile(r"医保|统筹|基金|报|给|出|俾|畀|救助")
_NAMES_OWN = re.compile(r"自付|自己|个人|自费")
# What was paid of something else, or before.
_EARLIER = re.compile(r"月|已|之前|前面|先前|上[次回]|额度|限额|又|再|头先")
_ASKS_OWN = re.compile(
    r"(?:我|自己|自个儿?|个人|剩)[^,.?!;\d]{0,6}?(?:付|出|掏|俾|畀|给|负担|承担|交)[^,.?!;\d]{0,3}?(?:多少|几多|几钱|几块)"
)
# The caller's own share, held up to be confirmed (我出五十对吗).
_I_PAY = re.compile(
    r"(?:^|[,.;?!]|那|咁)(?:那|就|咁|我|俺|自己|自个儿?|个人|还|只|要|得|应?该|再){0,4}(?:出|掏|俾|畀|付|给|负担)$")
_RIGHT = re.compile(
    r"(?:是)?(?:对[不唔]对|对不(?![起住])|啱[唔不]啱|对吧|对吗|对么|对伐|没错|是吧|是吗|是伐|是不是|系咪|系唔系|得唔得)"
)
# A result that is supposed (是不是报225, 是不是自己出75).
_SUPPOSED = re.compile(
    r"(?:是不是|是否)(?:就|能|可以|应该|该|只|一共|总共|要|得|医保|自己|个人|我|俺|还|也|可|给){0,5}"
    r"(?:自付|报销?|支付|付|掏|出|畀|俾|交|领|补|救助|返|给)(?:到|得|回来?|返|下来)?(?:个)?$"
)
# A result of the bill told before it that is held up (报四千对吧, 每个月入个账一百系咪), or asked about (报五十六?).
_RESULT = re.compile(
    r"(?:报销?|给付|支付|救助|入|进|划|领|补贴?|返还?|退|到手)(?:个人?账户?|个账|卡|账)?(?:我|俺|到|回来?|返|个)?(?:就|应该|系|是|大概|差不多){0,2}$"
)
_EVERY_MONTH = re.compile(r"(?:每|一)个?月")
_ASKED_BACK = re.compile(r"[元块蚊]?(?:钱)?\?")
_ASKS_AMOUNT = re.compile(r"多少|几多|几钱|几块|几个|好多|几成|吗")
# Steps of the caller's own reckoning (去一千再按七成), whose result is held up.
_TAKEN_OFF = re.compile(
    r"(?:减[去掉]?|扣(?:掉|去|除)?|除[去掉]|刨[去掉开]|抛去|去掉?)(?:了|咗)?(?:起付标准|起付线?|门槛费?)?(?:的)?$")
_THEN_RATE = re.compile(
    r"[元块]?(?:的?起付标准|的?起付线?|的?门槛费?)?,?(?:再|后|然后|剩下的?|余下的?|的)*,?(?:再|就|都)*"
    r"(?:按|乘以?|打|照|×|\*)"
)
# One of two results is asked for (给2800还是2150).
_GIVES = (
    r"(?:能|应?该|会|可以|是|就|只|到底){0,4}(?:报销?|付|给|得|拿|领|补|赔|发|救助|出|退|畀|俾)(?:我|到|回来?|返)?")
_FIRST_OF_TWO = re.compile(rf"(?:{_GIVES}|[,.;?!](?:那|到底){0,2}(?:是|系))$")
_OR = re.compile(rf",?(?:还是|定系|抑或|或者)(?:说)?(?:是|{_GIVES})?")
_MARKS = re.compile(r"[,.;?!]")
# A clause that begins with a threshold (超过两万的, 那两万以内).
_BEYOND = re.compile(
    r"(?:那|就|咁|而|要是|如果|但){0,3}(?:超过|超出|超咗|超了|超|高过|高于|多过|多于|大于|不到|低于|未到|过了|过)(?:了|咗)?")
_RUN_UP = re.compile(r"(?:那|就|咁|而|在|说|按|头|前|起步|听|知道){0,4}")
_BEYOND_TAIL = re.compile(r"(?:以上|之后|以后)?(?:的|那|嘅|嗰|部分|呢|怎么|又|再|就|按|给|几成|报|救助)")
_LIMIT_TAIL = re.compile(
    r"(?:以内|之内|以下|以上|以外|之外|往上|往下)(?:的|那|嘅|嗰|部分|呢|怎么|就|是|按|给|几成|报|救助|[一二三四五六七八九]成|\d)")


# A sum that only divides what is below it from what is above.
_DIVIDES_BEFORE = re.compile(
    r"(?:超过|超出|超咗|超了|高过|高于|多过|多于|大于|不到|低于|不超过|不满|未到|过了)(?:了|咗)?$"
)
_DIVIDES_AFTER = re.compile(r"[块元]?(?:\(?含\)?)?(?:以内|之内|以下|之下|以上|之上|以外|之外|往上|往下|开外|内)")
# What is asked of the part above or below a sum, or for the share of it.
_OF_PART = re.compile(r"(?:以上|以下|以内|之内|以外|之外|往上)?(?:的|嘅)?(?:那|嗰)?(?:部分|一?块|一?份|一?截)")
_ASKS_SHARE = re.compile(r"几成|百分之[几多]|多少个?点|比例|怎么(?:报|救助|算|给|补)|点(?:报|算)")
# What two others told differently, of whom one is right (一个说是七十,一个讲七十五,到底谁对).
_WHO_IS_RIGHT = re.compile(
    r"(?:到底|究竟|应该|该)[^,.?!;]{0,16}?(?:哪|边)一?个(?:数|说法)|(?:谁|边个|哪个|哪一?个人|哪位)(?:说|讲|话|记|听|报)?(?:得|的|嘅|个数)*(?:才|先|是|系)*(?:对|啱|准|错|正确|有理)")
_IS_SAID = re.compile(r"(?:说|讲|话|咬定|坚持|认定|记得|以为)[^.?!;]{0,10}$")
# What is paid each month by rule, pointed at by its sum (每个月补的那个七十块).
_POINTED_AT = re.compile(
    r"(?:每个?月|一个月|月月|个月)[^,.?!;\d]{0,8}(?:补|报|给|贴|用|限|顶|发|返)[^,.?!;\d]{0,3}[这那呢嗰](?:个|笔|份)?$")
_IN_A_ROW = re.compile(r"[元块蚊]?(?:钱)?(?:[,、/] ?|和|跟|或者?|或|同)?")


def without_claimed(quantities: Sequence[Quantity], facts: Sequence[FactShape], heard: Understood) -> list[Quantity]:
    """The quantities without those that are no bill and that no fact asks for as what the insurance paid."""
    sums = [q for q in quantities if q.kind in SUMS]
    either = _either_or(sums, heard)
    parts = _of_parts(sums, heard)
    rules = [q for q in sums if q in parts or is_threshold(q, heard)] + _reckoned(sums, heard)
    either = either if len(either) < len(sums) else []
    rules = rules if len(rules) < len(sums) or len(rules) > 1 or parts else []
    if _are_talked_of(sums, heard):
        return [q for q in quantities if q not in sums]
    return [q for q in quantities if q not in either and q not in rules
            and not (q in sums and (_is_paid_by_fund(q, facts, sums, heard) or _is_own_share(q, sums, heard)
                                or _is_supposed(q, sums, heard)))]


def either_or(quantities: Sequence[Quantity], heard: Understood) -> bool:
    """Whether two numbers are the results that are asked to choose from."""
    return bool(_either_or(quantities, heard))


def is_threshold(quantity: Quantity, heard: Understood) -> bool:
    """Whether a sum only names the threshold that a rule has (超过两万的呢, 两万以内给七成)."""
    before = _MARKS.split(heard.text[: quantity.start])[-1].strip()
    beyond = _BEYOND.fullmatch(before) and _BEYOND_TAIL.match(heard.text, quantity.end)
    return bool(beyond or (_RUN_UP.fullmatch(before) and _LIMIT_TAIL.match(heard.text, quantity.end)))


def _of_parts(sums: Sequence[Quantity], heard: Understood) -> list[Quantity]:
    """The only sums told, if they divide what is asked for and no bill is told (两万以内和超过两万的各救助多少).

    One sum alone does if the part above it is asked about, or the share.
    """
    dividing = [q for q in sums if _DIVIDES_AFTER.match(heard.text, q.end)
                or _DIVIDES_BEFORE.search(heard.text[: q.start])]
    if not sums or dividing != list(sums) or len({q.value for q in sums}) > 1:
        return []
    alone = _OF_PART.match(heard.text, sums[0].end) or _ASKS_SHARE.search(heard.text, sums[0].end)
    return dividing if len(sums) > 1 or alone else []


def _are_talked_of(sums: Sequence[Quantity], heard: Understood) -> bool:
    """Whether all sums told are those of a rule: that others tell differently, or that one only points at."""
    if not sums:
        return False
    runs = [[sums[0]]]
    for earlier, later in pairwise(sums):
        if _IN_A_ROW.fullmatch(heard.text, earlier.end, later.start):
            runs[-1].append(later)
        else:
            runs.append([later])
    before = [heard.text[: run[0].start] for run in runs]
    if _WHO_IS_RIGHT.search(heard.text):
        return all(_IS_SAID.search(text) for text in before)
    return all(_POINTED_AT.search(text) for text in before)


def _either_or(quantities: Sequence[Quantity], heard: Understood) -> list[Quantity]:
    for first, second in pairwise(quantities):
        joined = _OR.fullmatch(heard.text, first.end, second.start)
        if joined and _FIRST_OF_TWO.search(heard.text[: first.start]):
            return [first, second]
    return []


def _reckoned(sums: Sequence[Quantity], heard: Understood) -> list[Quantity]:
    """What the caller takes off the bill in a reckoning of his own, and its result that is to be confirmed."""
    steps = [q for q in sums[1:] if _TAKEN_OFF.search(heard.text[: q.start]) and _THEN_RATE.match(heard.text, q.end)]
    if not steps:
        return []
    return steps + [q for q in sums if q.start > steps[-1].end and _RIGHT.match(heard.text[q.end :].lstrip(","))]


def _is_paid_by_fund(quantity: Quantity, facts: Sequence[FactShape], sums: Sequence[Quantity],
                     heard: Understood) -> bool:
    """Whether the insurance is said to pay a sum, and no fact takes it: of the bill just told none does."""
    if not _FUND_PAYS.search(heard.text[max(0, quantity.start - 14) : quantity.start]):
        return False
    taking = [f for f in facts if f.kind == "money" and cue(f, quantity, heard) > 0
              and any(_NAMES_FUND.search(word) and not _NAMES_OWN.search(word) for word in f.words)]
    return not taking or (all(f.default is not None and not f.adds for f in taking)
                          and _is_of_bill(quantity, sums, heard))


def _is_own_share(quantity: Quantity, sums: Sequence[Quantity], heard: Understood) -> bool:
    """Whether a sum is what the caller reckons to be left to pay of a bill told before it, to be confirmed."""
    beside = any(q.end <= quantity.start for q in sums)
    after = heard.text[quantity.end :].lstrip(",")
    return beside and bool(_RIGHT.match(after) and _I_PAY.search(heard.text[: quantity.start]))


def _is_supposed(quantity: Quantity, sums: Sequence[Quantity], heard: Understood) -> bool:
    """Whether a sum is the result that the caller supposes of a bill told before it (花了300,是不是报225)."""
    text, before = heard.text, heard.text[: quantity.start]
    if not any(q.end <= quantity.start for q in sums):
        return False
    after = text[quantity.end :].lstrip(",")
    asked_back = _ASKED_BACK.match(after) and not _ASKS_AMOUNT.search(text)
    clause = _EVERY_MONTH.sub("", _MARKS.split(before)[-1])
    held_up = _RESULT.search(before) and not _EARLIER.search(clause) and (_RIGHT.match(after) or asked_back)
    return bool(held_up or _SUPPOSED.search(before))


def _is_of_bill(quantity: Quantity, sums: Sequence[Quantity], heard: Understood) -> bool:
    """Whether a payment is that of the one bill told right before it, of which the own part is asked for."""
    earlier = [q for q in sums if q.end <= quantity.start]
    return (len(earlier) == 1 and not _EARLIER.search(heard.text[: quantity.start])
            and _ASKS_OWN.search(heard.text, quantity.end) is not None)
