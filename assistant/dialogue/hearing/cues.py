"""How the words around a quantity point to the fact that it is of.

Knows words, measures and clauses, not persons or amounts told before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.hearing.conditions import last_of
from assistant.dialogue.hearing.people import clause_at
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.model import FactShape
from assistant.text.numerals import SUMS, Quantity, QuantityKind

# Before a word of a fact: it counts only behind the amount (六百起付标准); after it: only right before (扣过六百).
BEHIND = "…"
_STOPS = ",.;?! 、"
CHANGED = re.compile(
    r"变成|变为|变作|改成|改为|改做|换成|换为|转成|转为|转做|涨到|涨成|升到|升为|加到|提到|提高到|调到|降到|减到|减成|减为|"
    r"改(?:交|选|走|到)?(?=[一二两])"
)
# What an amount said before it is none of (六千起付线没扣过).
_DENIED = re.compile(
    r"(?:标准|[线费钱])?(?:(?:今年|本年|之前|以前|一分|一次|从来|压根|根本|都|也|还|就)*[没未冇](?!扣够|扣满|满|够)|"
    r"(?:一年|全年|今年|只|就|都|要|得|会|先|也|按)*扣(?:一次|一回|除))"
)
# Before a number of what comes on top of those told before (再多放一个, 又做了两天).
_ON_TOP = re.compile(
    r"(?:再|又|还要|另外|额外|(?<!差不)(?<!最)多)(?:多|加|要|得|想|会)?(?:连着|接着|继续|新)?"
    r"[加放装做买看去来用下开住招添进交缴过等吃增待呆留躺扎打睇拿]?(?:多|了|咗|上|够|满)?$|"
    r"(?:再|又|还|后来|后尾|另外)(?:要|会)?(?:新增|增加|增|添|迁|转|搬|进|招|开|延长|拖)(?:多|来|入|进|了|咗|出)*$|"
    r"(?:新增|延长|追加|增设|扩进|补进|并进|(?<![重从])新(?:开|来|加|添|纳入|设|办|批|进|接|签|搬|迁|转|登记)(?:进|来|张)*)(?:了|咗|来|入|进)*$|又[^,.;?!\s\d]{1,4}(?:了|咗|上|来|到|齐)$"
)
# Before a number of what comes off what was told before (少待了两天, 提前三天出院).
_COMES_OFF = re.compile(
    r"(?<![最至不多缺])(?:少|短)(?:待|住|做|去|来|呆|躺|扎|打|看|用|买|开|交|缴|睇|返|放|装|吃|拿|算|报)?(?:了|咗)?$|(?:缩短|减掉|扣掉|去掉|减|[并撤关停砍裁走退搬迁](?!诊)(?:掉|走|了|去|咗|张|并)+|(?:合并|撤销|撤并|注销|关停|关闭|取消|清退|停业|倒闭|迁走|搬走|退出)(?:掉|了|咗)?)(?:咗|了)?$|"
    r"(?:^|[,;。]|就|是|要|得)提[前早](?:了|咗)?$"
)
# Right behind a number of what has fallen out of those told before (两家关门了, 三家登记重了).
_FALLS_OUT = re.compile(
    r"(?:店|药店|诊所|机构|单位|人|户|的)?(?:是|都|已经|后来|其实|刚|给)*(?:登记|登|报|算|录|数|记)?(?:重(?:了|复|咗|合|的)|多了)|"
    r"(?:店|药店|诊所|机构|单位)?(?:是|都|已经|后来|其实|刚|给)*(?:关[门张了咗]|停业|歇业|注销|倒闭|撤销|撤了|作废|不干了)"
)
# Whoever isn't what a word names is none of it (三个人没参保).
_NOT_SO = re.compile(r"[没未冇不](?:有|得)?$")
# What is named is said not to count (产检不算).
_LEFT_OUT = re.compile(r"(?:的|费|费用|那块|那部分)?(?:都|就|可以|先)?(?:不算|不用算|不计|除外|另算|不管|不说)")
# A sum that isn't paid (四千没给报), for the words of a payment behind it.
_NOT_DONE = re.compile(r"[没未冇不](?:有|得|给|能|让)?$")
# What leads from the name of another thing to the sum that it came to (产检断断续续用了六百).
_LEADS_TO_SUM = re.compile(
    r"[^,.;?!]{0,10}(?:花|用|使|交|付|掏|出|报销?|扣|领|返|要|共|费)(?:了|咗|掉|过)?(?:大概|大约|差不多|有)?$"
)
_OF_SUM_BEFORE = ("是", "的", "系", "块", "元", "钱")
# How long something has stayed as it is (基数全年都是, 这半年一直按).
_STAYS = re.compile(
    r"[多半]?(?:以?来|下来|里|内|期间|,)*+(?:一?都|一直|一路|始终|从来|均|全|固定|稳定|保持|维持|没变过?|没动过?|不变|照|按|是|在|为|报|交|的|,)++$"
)
_SAME = re.compile(r"都|一直|一路|始终|均|固定|稳定|保持|维持|没变|没动|不变")
# What was paid once was paid (领过 as 领了).
_DONE_ONCE = re.compile(r"(?<=[领拿给发报付交扣用救助补])过(?=[^,.;?!了]{0,3}$)")
# The caller's own payment, and what makes it one that somebody else makes for them.
_MINE, _FOR_ME = ("我", "俺"), ("帮", "替")
# Words that tell how often.
TIMES = ("次", "回", "趟", "遍")


def cue(fact: FactShape, quantity: Quantity, heard: Understood) -> float:
    """How strongly the words around a quantity point to a fact: nearer and longer words more."""
    text = heard.text
    others = [q for q in heard.quantities if q is not quantity]
    bounds = (q for q in others if q.kind is not QuantityKind.ORDINAL and not _is_one_of(q)
              and not lasts(q, quantity, heard))
    left = max((q.end for q in bounds if q.end <= quantity.start), default=0)
    before, after = text[max(left, quantity.start - 16) : quantity.start], behind(quantity, heard)
    cut = max(before.rfind(mark) for mark in ".;?!")
    before = before[cut + 1 :]
    best = 0.0
    if fact.kind == "count":
        before = re.split(f"[{re.escape(_STOPS)}]", before)[-1]
    done = _DONE_ONCE.sub("了", before)
    for word in fact.words:
        name = word.removesuffix(BEHIND)
        found = None if word.startswith(BEHIND) else last_of(name, before) or last_of(name, done)
        if found and fact.kind == "count" and _NOT_SO.search(before[: found[0]]):
            found = None  # 没激活的还有400个, for 激活的
        if found and word.startswith(_MINE) and before[: found[0]].endswith(_FOR_ME):
            found = None  # 医保帮我出了五十, for 我出
        if found and (not word.endswith(BEHIND) or before[found[1] :] in ("", "了")):
            comma = 0.6 if any(mark in before[found[0] :] for mark in ",、") else 0.0
            best = max(best, 2 + 0.2 * len(word) - 0.06 * (len(before) - found[1]) - comma)
        found = None if word.endswith(BEHIND) else last_of(word.removeprefix(BEHIND), after)
        denied = bool(found and word.startswith(BEHIND) and (
            re.search("[没未不]", after[: found[0]]) or _DENIED.match(text, quantity.end + found[1])))
        denied = denied or bool(found and fact.kind == "count" and _is_denied(word, after))
        denied = denied or bool(found and fact.kind == "money" and _NOT_DONE.search(after[: found[0]]))
        aside = found and not fact.within and _LEFT_OUT.match(text, quantity.end + found[1])
        if found and not denied and not aside and not _nearer_to_next(quantity, found, others, heard):
            best = max(best, 1.6 + 0.2 * len(word) - 0.1 * found[0])
        counts = quantity.value != 1 or changes_by(quantity, heard) or _is_one_beside_more(quantity, heard)
        if quantity.measure and word == quantity.measure and counts:
            best = max(best, 0.5)
    return best


def _is_one_beside_more(quantity: Quantity, heard: Understood) -> bool:
    """Whether once is told where others were more often (三个人单检两次,五个人混检一次)."""
    often = [q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure in (*TIMES, "轮")]
    return quantity in often and any(q.value > 1 and q.end <= quantity.start for q in often)


def lasts(span: Quantity, quantity: Quantity, heard: Understood) -> bool:
    """Whether a span of time only tells how long it has been the same amount, which is told behind it."""
    if span.kind not in (QuantityKind.MONTHS, QuantityKind.YEARS) or span.end > quantity.start:
        return False
    between = heard.text[span.end : quantity.start]
    return bool(_SAME.search(between) and _STAYS.fullmatch(between))


def comes_on_top(quantity: Quantity, heard: Understood) -> bool:
    """Whether so many are said to come on top of those told before (再多放一个)."""
    return bool(_ON_TOP.search(heard.text[: quantity.start]))


def comes_off(quantity: Quantity, heard: Understood) -> bool:
    """Whether so many are said to come off those told before (少住两天)."""
    return bool(_COMES_OFF.search(heard.text[: quantity.start])) or falls_out(quantity, heard)


def falls_out(quantity: Quantity, heard: Understood) -> bool:
    """Whether so many of those told before are said to be none any more, or to have been counted twice."""
    return quantity.kind is QuantityKind.COUNT and bool(_FALLS_OUT.match(heard.text, quantity.end))


def changes_by(quantity: Quantity, heard: Understood) -> bool:
    """Whether so many come on top of those told before, or off them."""
    return comes_on_top(quantity, heard) or comes_off(quantity, heard)


def fits_kind(fact: FactShape, quantity: Quantity) -> bool:
    """Whether a quantity may be of a fact, by its kind, and by what that fact is at the most."""
    kinds = {
        "money": {QuantityKind.MONEY},
        "fraction": {QuantityKind.PERCENT, QuantityKind.POINTS},
        "count": {QuantityKind.COUNT},
        "months": {QuantityKind.MONTHS, QuantityKind.YEARS},
        "days": {QuantityKind.DAYS},
    }
    within = fact.kind not in ("money", "count") or fact.most is None or quantity.value <= fact.most
    if quantity.kind is QuantityKind.NUMBER or (quantity.kind is QuantityKind.MONEY and not quantity.measure):
        whole = quantity.value == quantity.value.to_integral_value()
        return within and (fact.kind == "money" or (fact.kind == "count" and whole))
    if fact.kind == "days" and quantity.measure in TIMES and quantity.measure in fact.words:
        return within
    if quantity.kind is QuantityKind.ORDINAL and quantity.measure.endswith(("工作日", "天", "日")):
        return fact.kind == "days"
    told = fact.kind != "money" or within
    return told and quantity.kind in kinds.get(fact.kind, set())


def of_own_measure(fitting: list[FactShape], quantity: Quantity) -> list[FactShape]:
    """Only the facts that take the quantity's measure, where some name it (三次: how often, not how many people)."""
    if quantity.measure in ("", "个"):
        return fitting
    fitting = [f for f in fitting if not f.measures or quantity.measure in f.measures]
    own = [f for f in fitting if f.kind == "count" and quantity.measure in f.words]
    return own if own and quantity.measure in TIMES else fitting


def of_measure(fact: FactShape, quantity: Quantity) -> bool:
    """Whether a number without a telling word can be of the fact, by its measure (三次 is no number of people)."""
    if fact.kind != "count" or quantity.measure in ("", "个"):
        return True
    return any(quantity.measure in word for word in (*fact.words, fact.label))


def told_after(fact: FactShape, quantity: Quantity, heard: Understood) -> bool:
    """Whether the words right behind a number of heads name the fact (两个大人交一档)."""
    after = behind(quantity, heard)
    return any(len(word) > 1 and last_of(word, after) and not _is_denied(word, after) for word in fact.words)


def _is_denied(word: str, after: str) -> bool:
    """Whether a fact's word stands behind a number only in its denial (三个人没参保, for 参保)."""
    found = last_of(word.removeprefix(BEHIND), after)
    return found is not None and bool(_NOT_SO.search(after[: found[0]]))


def named_before(fact: FactShape, quantity: Quantity, heard: Understood) -> bool:
    """Whether a word for the fact stands right before the quantity (户籍12000人)."""
    counted = max((q.end for q in heard.quantities if q.end <= quantity.start), default=-1)
    before = heard.text[max(counted + 1, quantity.start - 6) : quantity.start]
    return any(len(word) > 1 and before.endswith((word, f"{word}是", f"{word}有")) for word in fact.words)


def leading(quantity: Quantity, heard: Understood) -> str:
    """The words before a quantity in its clause."""
    clause = clause_at(heard.clauses, quantity.start)
    return heard.text[clause.start : quantity.start] if clause else ""


def behind(quantity: Quantity, heard: Understood) -> str:
    """The words of the same clause behind a quantity, as far as the next one or a change."""
    starts = [q.start for q in heard.quantities if q.start >= quantity.end and q.kind is not QuantityKind.ORDINAL]
    after = heard.text[quantity.end : min(min(starts, default=len(heard.text)), quantity.end + 9)]
    return CHANGED.split(re.split(f"[{re.escape(_STOPS)}]", after)[0])[0]


def _nearer_to_next(quantity: Quantity, found: tuple[int, int], others: Sequence[Quantity],
                    heard: Understood) -> bool:
    """Whether a word behind a sum is of the next one: it stands right before it, or leads to it by what was paid.

    So with 八百万累计结余一百万, and with 五千二产检前后花了六百.
    """
    end = quantity.end + found[1]
    following = min((q for q in others if q.start >= end and q.kind in SUMS), key=lambda q: q.start, default=None)
    if quantity.kind not in SUMS or following is None:
        return False
    between = heard.text[quantity.end : following.start]
    of_next = not between.startswith(_OF_SUM_BEFORE) and _LEADS_TO_SUM.match(between)
    return bool(of_next) or following.start - end <= min(found[0], 2)


def _is_one_of(quantity: Quantity) -> bool:
    """Whether a quantity only tells what an amount is for one of (床位费一天60), or how often (做了五次花了60)."""
    if quantity.kind is QuantityKind.COUNT and quantity.measure in TIMES:
        return True
    return quantity.value == 1 and quantity.kind in (QuantityKind.DAYS, QuantityKind.MONTHS, QuantityKind.COUNT)
