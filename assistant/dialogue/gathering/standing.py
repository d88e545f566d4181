"""Which quantities of an utterance are the caller's own facts.

Left out is what was taken back, what others are said to have told, what is quoted of a rule, an age, how long
something has been so, and a number that is only part of a condition's name. Calculates nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.gathering.outsiders import OUTSIDER, PRICE_OF_A_DAY, without_those_beside
from assistant.dialogue.gathering.timing import asks_one_month
from assistant.dialogue.hearing.correcting import SLIP
from assistant.dialogue.hearing.cues import CHANGED, lasts
from assistant.dialogue.hearing.people import Clause
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import SUMS, Quantity, QuantityKind

_TAKEN_BACK = re.compile(
    r"(?:(?:不是|唔是|唔系|不系|并不是|而不是)(?:花了?|交了?|付了?|报了?)?|"
    r"[不别唔甭](?:用|要|去|使)?[算计管理](?:那|这|嗰|呢|前头|后头|上头|外头)?(?:边|面)?的?(?:[个笔张份些])?)$"
)
_SLIP = re.compile(rf"{SLIP}|哦不|啊不|噢不")
_CLAIMED = (QuantityKind.MONEY, QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.POINTS)
# Somebody who has no part in the matter says so (同事说能报…); the caller only heard it.
_HEARSAY = re.compile(
    rf"(?:听说|听讲|听闻|据说|据讲|传说|听人|风闻|(?:{OUTSIDER})[^,.;?!]{{0,6}}?(?:说|讲|话|告诉|传)(?!明|法))"
)
_OTHERS_RESULT = re.compile(
    rf"(?:{OUTSIDER})[^,.;?!]{{0,10}}?(?:报了|报咗|报到|能报|得了|领了|拿了|退了|给报)[^,.;?!]{{0,3}}$"
)
# The caller's own reckoning of the result, to be checked against the right one.
_RECKONED = re.compile(
    r"(?:(?:算出来|算下来|算的|算着|算咗|算过)[^,.;?!]{0,3}(?:报|给|得|该)|估摸[^,.;?!]{0,3}(?:报|给|该))[^,.;?!]{0,4}$"
)
# A result that the caller holds up to be confirmed, beside what it comes from (花了6000,是报3500对吧).
_HELD_UP_BEFORE = re.compile(
    r"(?:^|[,.;?!]|那|咁|我)(?:就|即|应该|该)?(?:是|系)(?:要|得|能|可以|给)?(?:报销?|付|交|掏|领|拿|补|救助|自付|出)?$"
)
_HELD_UP_AFTER = re.compile(r"^[,]?(?:啱[唔不]啱|对不对|(?:没|没有)错|对(?:吧|吗|么)|是不是(?=[,.?!]|$)|(?:是|系)吧)")
# An amount that is said to be the threshold or the limit itself, not what was spent or used up of it.
_OF_RULE = re.compile(
    r"(?:起付线|起付标准|起付|门槛费|门槛|封顶线|封顶|限额|上限|(?<!用咗)(?<!剩余)(?<!用了)额度|最多报|最高报|最多只报|最多能报|顶格)"
    r"(?:都|就|才|只|每月|一个月|每年|一年)?(?:是|为|有|系|(?:要是|如果|假如|能)?(?:降|升|提|调|涨|减|变|改)(?:高|低)?[到成为至])?$"
)
# What is told and said not to count.
_NOT_COUNTED = re.compile(
    r"(?<!算)(?:都|就|可|先)?不算(?:在内|在里头|在里面|进去|它|数)?了?$|不说了|不提了|别算|不用算|不必算|不计在内|不算在内|不管它|另说$"
)
_POINTS_BACK = re.compile(
    r"(?:这|那|呢|嗰|它|该|上述)?(?:个|笔|次|回|趟|些|份|部分|块|次数)?(?:的|钱|数)?(?:我|俺|就|都|可以|先|可)*"
)
_NO_BILL = re.compile(r"口罩|保健品|油钱|油费|车费|路费|打车|车票|饭钱|伙食|营养品|水果|护工|陪护|红包")
_WITHIN = re.compile(r"其中|里头|里面|当中|包括|含|带")
# Money handed over in advance is no cost by itself.
_IN_ADVANCE = re.compile(r"(?:垫付?|垫支|借|凑|押金|预交|定金)(?:了|咗|过|的|是)?$|押金[^,.;?!]{0,3}$")
_AGE_BEFORE = re.compile(
    r"(?:今年|老[王李张刘陈赵周吴孙于马朱胡郭何高林罗郑梁谢宋]|爷爷|奶奶|嫲嫲|阿嫲|阿婆|阿公|阿爷|外公|外婆|姥姥|姥爷|爸爸?|妈妈?|爹|娘|父亲|母亲|老豆|公公|婆婆|家婆|岳父|岳母|老人家?|老太太?|老太|老头子?|老头儿|老爷子|老奶奶|老大爷|老大娘|婆婆|老妈|老爸|老爹|老娘|老伴|老公|老婆|儿子|女儿|"
    r"闺女|孙子|孙女|孩子|我|俺|他|她|佢|大爷|大妈|叔|姨|姑|舅|哥|姐|弟|妹)(?:今年|都|快|已经|也|现在|才|刚|满){0,3}$"
)
_AGE_AFTER = re.compile(r"^(?:[了喇咯啰啦嘞喽]|岁|多岁|多了|几了|好几|出头|开外|来岁|高龄|,|.$|$)")
# A turn that tells nothing but an age (都八十八了, 佢就七十三喇).
_ONLY_AGE = re.compile(
    r"(?:[我俺咱他她佢你您也都已经就快今年到现在又刚才满有过虚周岁老人家的系是而家,]|年纪|[爸妈爹娘爷奶公婆伯叔姨姑舅]){0,14}+"
    r"(?:\d{2}|[二三四五六七八九]?十[一二三四五六七八九]?)(?:岁|几|多|来岁)?[了喇咯啰啦嘞喽][,.!?啊呀哈]*+")
_OWN_AGE = re.compile(r"(?:我|俺|咱)(?:自己|本人|今年|都|也|已经|快){0,3}$")
_LEAST_AGE, _RETIRED_FROM = 16, 65
_MARKS = re.compile(r"[,.;?! ]")
# So many people as there used to be, and as there are at present.
_USED_TO = re.compile(r"原来|原先|原本|本来|以前|从前|之前|早先|往年|头先|旧时")
_AT_PRESENT = re.compile(
    r"(?:现在|如今|而家|目前|眼下|这会儿|剩|只有|净系|净返)(?:就|只|还|下|低|返|我们|我家|家里|屋企|有|是|系|得){0,3}$"
)
_AGAINST_BEFORE = re.compile(r"比|[少多](?:交|缴|掏|出|付|花|扣|俾|畀)|省|慳")
_OLDEST = 110
_LONGEST_PERSON = 3
_NO_NEXT_SUM = re.compile(r"[,.;?! ]|今年|都|快|了")
# A bare number from this on is a sum of money.
_LEAST_BARE_SUM = 200
_LONGEST_NAME = 6
_LASTING = (QuantityKind.MONTHS, QuantityKind.YEARS)
_LACKS = re.compile(r"[差欠](?:了|着)?$")
_TO_FULL = re.compile(r"(?:就|才|便)?(?:不|没)?(?:到|满|够|足)(?:了)?(?:整)?")
_TENURE_BEFORE = re.compile(
    r"(?:退(?:了|咗)?休|退下来|内退|结婚|得病|患病|生病|确诊|查出来?|得了|患了|病了|瘫了|糖尿病|高血压|冠心病|慢病|慢性病|搬来|工龄|当兵|守寡)"
    r"(?:了|咗|都|已经|有|快|好|也|差不多|将近|大概|得|过)*$"
)
_TENURE_AFTER = re.compile(r"^(?:多|几)?(?:了|的)?(?:退休|老病|糖尿病|高血压|病史|工龄|党龄|驾龄)")


def _set_aside(quantity: Quantity, heard: Understood) -> bool:
    """Whether it is said not to count (那次90块不算), or is for things that are no bill (口罩三十块)."""
    number = next((n for n, c in enumerate(heard.clauses) if c.start <= quantity.start < c.end + 1), None)
    if number is None:
        return False
    clause, after = heard.clauses[number], heard.clauses[number + 1 : number + 2]
    bare = [c for c in after if not any(c.start <= q.start < c.end for q in heard.quantities)]
    within = bool(_WITHIN.search(heard.text[: quantity.start][-16:]))
    said = not within and (_NOT_COUNTED.search(heard.text[clause.start : clause.end]) is not None
                           or any(_is_not_counted(heard.text[c.start : c.end]) for c in bare))
    money = quantity.kind in SUMS
    near = heard.text[max(clause.start, quantity.start - 12) : min(clause.end, quantity.end + 8)]
    return said or (money and not within and bool(_NO_BILL.search(near)))


def _is_not_counted(clause: str) -> bool:
    """Whether a clause says that what came before it doesn't count, not something of its own (产检不算)."""
    found = _NOT_COUNTED.search(clause)
    return found is not None and _POINTS_BACK.fullmatch(clause[: found.start()]) is not None


def standing(heard: Understood) -> list[Quantity]:
    """The quantities that count, in their order."""
    kept = without_those_beside(_standing(heard), heard)
    aside = [q for q in kept if _set_aside(q, heard)]
    kept = [q for q in kept if q not in aside or not any(o.kind in _CLAIMED for o in kept if o not in aside)]
    others = [q for q in kept if q.kind is QuantityKind.MONEY and not _in_advance(q, heard)]
    return [q for q in kept if not (others and _in_advance(q, heard))]


def _standing(heard: Understood) -> list[Quantity]:
    kept: list[Quantity] = []
    for number, quantity in enumerate(heard.quantities):
        follows = heard.quantities[number + 1 :]
        between = heard.text[quantity.end : follows[0].start] if follows else ""
        instead = bool(follows) and _comparable(quantity, follows[0])
        taken_back = _TAKEN_BACK.search(heard.text[max(0, quantity.start - 6) : quantity.start])
        if instead and (taken_back or (_SLIP.search(between) and len(between) < 12)):
            continue
        if not (is_hearsay(quantity, heard) or _of_rule(quantity, heard) or _is_age(quantity, heard)
                or _is_tenure(quantity, heard) or _only_lasts(quantity, heard) or _names_a_condition(quantity, heard)):
            kept.append(quantity)
    return kept


def is_sum(quantity: Quantity) -> bool:
    """Whether a quantity can only be a sum of money."""
    bare = quantity.kind is QuantityKind.NUMBER and quantity.value >= _LEAST_BARE_SUM
    return quantity.kind is QuantityKind.MONEY or bare


def short_of(quantities: list[Quantity], heard: Understood) -> list[Quantity]:
    """The quantities with a span that falls short of another (差一个月满一年) as what it comes to."""
    kept: list[Quantity] = []
    for quantity in quantities:
        less = kept[-1] if kept else None
        between = heard.text[less.end : quantity.start] if less else ""
        lacks = less and _LACKS.search(heard.text[max(0, less.start - 3) : less.start]) and _TO_FULL.fullmatch(between)
        if less and lacks and {less.kind, quantity.kind} <= set(_LASTING):
            months = _in_months(quantity) - _in_months(less)
            words = heard.text[less.start : quantity.end]
            kept[-1] = replace(less, kind=QuantityKind.MONTHS, value=months, end=quantity.end, words=words)
        else:
            kept.append(quantity)
    return kept


def _in_months(quantity: Quantity) -> Decimal:
    return quantity.value * 12 if quantity.kind is QuantityKind.YEARS else quantity.value


def is_hearsay(quantity: Quantity, heard: Understood) -> bool:
    """Whether an amount or share is what others are said to have told or got, or the caller's own reckoning."""
    if quantity.kind not in _CLAIMED:
        return False
    number = next((n for n, c in enumerate(heard.clauses) if c.start <= quantity.start < c.end + 1), None)
    if number is None:
        return False
    clause = heard.clauses[number]
    before = heard.text[clause.start : quantity.start]
    told = _HEARSAY.search(before)
    if told is None and number and _says(heard.clauses[number - 1], heard):
        told = re.match("", before)
    own = told and re.search(r"(?:我|俺)(?!们?(?:爸|妈|家|爷|奶|老|同事|邻居))", before[told.end() :])
    if told and not own and PRICE_OF_A_DAY.search(before):
        return False
    if told and not own:
        return not CHANGED.search(before, told.end())  # what is heard to change is one's own
    return bool(_OTHERS_RESULT.search(before) or _RECKONED.search(before)) or _is_held_up(quantity, heard)


def _is_held_up(quantity: Quantity, heard: Understood) -> bool:
    """Whether a number is held up as what comes out of another one that is told before it."""
    beside = any(q.kind in _CLAIMED and q.end <= quantity.start for q in heard.quantities)
    asked = _HELD_UP_AFTER.search(heard.text[quantity.end :])
    return beside and bool(asked and _HELD_UP_BEFORE.search(heard.text[: quantity.start]))


def at_present(heard: Understood) -> Understood:
    """The utterance without the numbers that only tell how many it used to be, unless it compares with that time."""
    return replace(heard, quantities=tuple(q for q in heard.quantities if not _is_of_before(q, heard)))


def _is_of_before(quantity: Quantity, heard: Understood) -> bool:
    """Whether a number of people is what it used to be, and what it is at present is told, too (原来五口…现在四口)."""
    if quantity.kind is not QuantityKind.COUNT or _AGAINST_BEFORE.search(heard.text):
        return False
    clause = next((c for c in heard.clauses if c.start <= quantity.start < c.end + 1), None)
    if clause is None or not _USED_TO.search(heard.text[clause.start : quantity.start]):
        return False
    return any(q.start > quantity.end and q.kind is QuantityKind.COUNT and _AT_PRESENT.search(heard.text[: q.start])
               for q in heard.quantities)


def _says(clause: Clause, heard: Understood) -> bool:
    """Whether a clause ends with somebody else beginning to tell (隔壁说, …)."""
    found = list(_HEARSAY.finditer(heard.text, clause.start, clause.end))
    return bool(found) and clause.end - found[-1].end() < 2


def _comparable(first: Quantity, second: Quantity) -> bool:
    loose = {*SUMS, QuantityKind.COUNT}
    return first.kind is second.kind or {first.kind, second.kind} <= loose


def _of_rule(quantity: Quantity, heard: Understood) -> bool:
    money = quantity.kind in SUMS
    before = heard.text[max(0, quantity.start - 12) : quantity.start]
    return money and bool(_OF_RULE.search(before))


def _in_advance(quantity: Quantity, heard: Understood) -> bool:
    before = heard.text[max(0, quantity.start - 12) : quantity.start]
    return quantity.kind is QuantityKind.MONEY and bool(_IN_ADVANCE.search(before))


def _is_age(quantity: Quantity, heard: Understood) -> bool:
    if quantity.measure in ("岁", "周岁"):
        return True
    if quantity.kind is not QuantityKind.NUMBER or not 0 < quantity.value <= _OLDEST:
        return False
    if quantity.value >= _LEAST_AGE and _ONLY_AGE.fullmatch(_clause_of(quantity, heard)):
        return True
    before, after = heard.text[max(0, quantity.start - 8) : quantity.start], heard.text[quantity.end :]
    return bool(_AGE_BEFORE.search(before) and _AGE_AFTER.match(after[:2])) and not _beside_a_sum(quantity, heard)


def tells_old_age(heard: Understood) -> bool:
    """Whether an age is told, of somebody else than the caller, at which nobody works any longer."""
    old = [q for q in heard.quantities if q.value >= _RETIRED_FROM and _is_age(q, heard)]
    return bool(old) and not _OWN_AGE.search(heard.text[: old[0].start])


def _clause_of(quantity: Quantity, heard: Understood) -> str:
    """The words between the marks around a quantity."""
    before, after = _MARKS.split(heard.text[: quantity.start])[-1], _MARKS.split(heard.text[quantity.end :])[0]
    return f"{before}{heard.text[quantity.start : quantity.end]}{after}"


def _beside_a_sum(quantity: Quantity, heard: Understood) -> bool:
    """Whether a number is told of one person right behind that of another, where no other sum is (我一百五他八十)."""
    if any(q.kind is QuantityKind.MONEY for q in heard.quantities):
        return False
    return any(q.kind is QuantityKind.NUMBER and q.end < quantity.start <= q.end + _LONGEST_PERSON
               and not _NO_NEXT_SUM.search(heard.text[q.end : quantity.start]) for q in heard.quantities)


def _is_tenure(quantity: Quantity, heard: Understood) -> bool:
    """Whether a span of time only says for how long something has been so (退休十几年)."""
    if quantity.kind not in _LASTING:
        return False
    before = heard.text[max(0, quantity.start - 10) : quantity.start]
    return bool(_TENURE_BEFORE.search(before) or _TENURE_AFTER.match(heard.text[quantity.end : quantity.end + 6]))


def _only_lasts(quantity: Quantity, heard: Understood) -> bool:
    """Whether a span only tells how long a sum has stayed as it is, where what it is in one month is asked for."""
    alike = any(lasts(quantity, other, heard) for other in heard.sums)
    return alike and asks_one_month(heard)


def _names_a_condition(quantity: Quantity, heard: Understood) -> bool:
    """Whether the number belongs to the name of a condition (十个人一管), not to a clause that means one."""
    counted = quantity.kind in (QuantityKind.COUNT, QuantityKind.NUMBER)
    names = [m for m in heard.mentions if m.end - m.start <= _LONGEST_NAME]
    return counted and any(m.start <= quantity.start and quantity.end <= m.end for m in names)
