"""How a caller asks about what was calculated: for the sum, the difference, the result alone, another case's.

Knows the ways of asking only. Calculates nothing.
"""

from __future__ import annotations

import re

from assistant.calculator.scheme import Scheme
from assistant.dialogue.hearing.neighbours import BOTH_PLACES
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import QuantityKind

_BOTH = (
    r"(?:爷儿?|娘儿?|母子|母女|父子|父女|婆媳|祖孙|姐妹|兄弟|姐弟|兄妹|姊妹|爹|妈)(?:俩|两个)|两户|两家|(?<!有)(?:俩人|两个人|两人)|[我俺咱他她佢](?:们|哋)?俩|俩(?=[口一合共差加])|两公婆|两口子|夫妻俩|两母女|两母子|两(?:样|种|笔|盒|张单|张|头|边)(?:药|东西|钱|单子|票)?(?=[^,.?!;]{0,6}(?:一共|总共|合计|合共|加|一起|一块|合))|父子俩|母子俩|两个(?=一共|总共|加|合|差)|[两俩仨]个?人?(?:的|都)?(?:一起|一齐|一块儿?)(?!去|看|来|做|住|买)|两(?:位|个)(?:老人家?|大人|人)?(?=相?[差争])|"
    r"我们一共|加埋|加起来|加一起|加一块|加在一起|夹埋|合起来|合埋|合一块|合在一起|合共(?=两|我)|一[起齐](?=[能报得有多几呢算救补])|[和跟同与][他她佢](?:们|哋|俩|两个)?(?:一共|合共|合计|总共|加)"
)
_OF_RESULTS = r"第[一二三四五]次|[这那]次|[这那]回"
_ALTOGETHER = r"一共|总共|合共|合计|拢共|统共|共计"
_WHAT = r"(?:多少|几多|几钱|几块|几个钱)"
_DIFFERENCE = (
    r"[差争](?:了|咗|得|出来?)?(?:多少|几多|几钱|几块|几|好多)|(?<![至最顶])[多少]出来?(?:多少|几多|几钱|几块|几个|几)|相差|差额|差价|(?:中间|当中|之间)隔(?:了|着|咗)?(?:多少|几多|几)|(?<!最)[高低]出来?(?:多少|几多|几)|[多少高低]过(?:我|俺|[他她佢]|前|第|之前|原本)[^,.?!;]{0,4}?(?:多少|几多|几钱)|(?<![少多至最顶])[多少](?:[出交报进付拿入收俾担掏]|承担|负担)?[了咗]?(?:多少|几多|几钱|几块|几个钱)(?<!少多少几)|谁[报多少]|哪个[多少]|比.{0,6}[多少](?:多少|几)|"
    r"比.{1,6}[多少](?:交|缴|报|付|掏|出|花|领|进|入|拿|负担)[?.]?$"
)
# Less or more than something else, by whatever verb: 少掏多少, 多报了多少, 省几块.
_LESS_OR_MORE = re.compile(
    r"(?<![少多至最顶])[多少](?:自己|先行?|自)*(?:[出交报进付拿入收俾畀掏花缴扣领给担使救返得摊]|承担|负担){0,2}(?:出来|下来|回来?|返来?|来)?[了咗]?(?:多少|几多|几钱|几块|几个(?:钱|(?=[?.]|$)))(?<!少多少几)|"
    r"省(?:下|了|咗|出|返)?(?:多少|几多|几块|几钱|几个(?:钱|(?=[?.]|$)))|(?:得|要|该|再|还|另)添(?:上)?(?:多少|几多|几块|几钱|几个钱)|"
    rf"比[^,.?!;]{{1,8}}?(?<![少多至最顶])[多少](?!少|于)[^,.?!;多少几]{{1,6}}{_WHAT}|"
    rf"(?:贵|便宜|悭)(?:了|咗|出|返)?{_WHAT}|(?<![几好咁最至顶])[多少](?:啲|咗啲|点)?{_WHAT}"
)
# Over how long something is to be reckoned (半年落嚟, 十个月下来).
_SPAN = (
    r"(?:全年|成年|整年|每年|半年|每个?月|每[天日]|[\d一二两三四五六七八九十]{1,3}(?:个月|年|天|日|个半月))"
    r"(?:下来|落来|落嚟|算下来|计落来|计下来|到头|里头|里|内|合起来|拢共|总共|一共|合共|就|能|可以|会|要|得|之间)*"
)
# What a sum is short by isn't how two cases differ (够不够,差多少还是剩多少).
_ENOUGH = re.compile(r"够(?:不够|唔够|未|没|吗|扣|交|做|用|钱)|[不唔]够")
_SHORT_BY = re.compile(r"还?[差争](?:了|咗|得)?(?:多少|几多|几钱|几块|几)(?:钱)?")
# What is still to be put to a sum, or left of it (还得补几多, 仲要入几多, 有没有剩).
_SHORTFALL = re.compile(
    r"(?:还|仲|再|另外|净)(?:是|得|要|需要?|该|应该|差|欠|能|往里|里面|里头|多|想)*(?:[存补加添入放充打转凑垫差欠缺争剩]|补[存交齐足]|存[入进够])(?:钱|进去|入去|进|入|齐|够|返|低|下)*"
    r"(?:多少|几多|几钱|几块)|(?:剩|净|余)(?:返|下|低|得|落)?(?:多少|几多|几钱|几块|几个)|(?:补|凑)[存交齐足够上]?(?:多少|几多|几钱|几块)|有(?:没有|无)(?:多|剩|余|富余)(?![少久])"
)
_BOTH_PARTS = re.compile(
    r"[两俩](?:份|部分|块|头)儿?(?:钱|都|全)*(?:加(?:起来|一起|一块儿?|在一起|埋|一加)?|合(?:起来|埋|计|一块儿?|在一起)|一共|总共)")
_ASKS_BOTH = re.compile(f"{_BOTH}|{BOTH_PLACES}|{_DIFFERENCE}")
_ASKS_DIFFERENCE = re.compile(_DIFFERENCE)
# An utterance that only asks for the sum or the difference of what was told before, with nothing of its own.
_ONLY_ASKS = re.compile(
    rf"^(?:那|咁|噉|好|嗯|所以|那么|请问|里外里|等于|就是|即[系是]|合着|照这样|这样|这么|算下来|一来|[我俺咱他她佢](?:们|哋)?(?=[两俩夫])|现在|如今|而家|目前|,)*(?:{_SPAN})?(?:这|呢)?(?:一来一[去回]|一进一出|前后|中间|里头|一个比一个|[边哪](?:一)?个)?(?:[两俩三四五几]?(?:个|次|笔|样|种|回|趟|边|家|位)?(?:老人家?|大人|人|月|药|数|结果)?)?"
    rf"(?:之间|比(?:原来|原先|之前|以前|刚才|前面|开始|先前|起先)(?:的|那个|说的)?|一共|总共|合共|合计|拢共|统共|加起来|加埋|加一起|加一块|加在一起|夹埋|合起来|一起|首先|先行|先|自己|个人|自付|负担|承担|医保|统筹|能|可以|都|得|要|该|会|"
    rf"报销|报|救助|付|交|掏|出|俾|进|收|入|返|给|的|是|有|到|,)*(?:{_ALTOGETHER}|{_BOTH}|{_DIFFERENCE}|{_LESS_OR_MORE.pattern})[^,.?!;]{{0,14}}[?.]?$"
)
_PRESENT = ("现在", "如今", "而家", "依家", "目前", "眼下")
# What asks for something else than a sum or a difference.
_OF_ANOTHER_KIND = re.compile(r"是不是|有没有|是否|一样[多长大]|(?:多少|几多|几)(?:种|项|条|间|所)|怎么|为什么|点解")
_SEVERAL = re.compile(
    r"[他她佢咱我俺][们哋]?(?:俩|仨|两个|两公婆|两口)|(?:俩|两个|三个|两)人|两公婆|两口子|夫妻俩|[母父爷娘婆]\w?[子女俩孙]俩?|"
    r"[两三](?:张单|张票|张|笔|样|盒|种药)"
)
# What something has changed by since an earlier time (之前得一百,升了多少).
_CHANGED_BY = re.compile(r"(?:升高?|涨|加|增加|提高|高|降低?|跌|减少?|低|调高|调低)(?:了|咗)(?:多少|几多|几钱|几块)")
_EARLIER = re.compile(r"之前|以前|原来|原先|从前|旧时|早先|先前|本来|去年|上年|旧年")
_AT_FIRST = re.compile(r"原来|原先|起初|起先|最初|一开始|最开始|刚开始|头先")
_STILL = re.compile(
    r"还[差得要需欠][^,.?!;]{0,6}(?:几|多少)(?=[个人家名位](?!月))|还[差欠](?:几|多少)|照这.{0,12}(?:几|多少)[个人家名位](?!月)"
)
_HOW_MUCH = re.compile(
    r"多少|几多|几钱|几块|几个钱|好多钱|几成|(?:掏|出|付|拿|报|交|给|省|退|领|赔|俾|畀)(?:到|回|返|了|咗)?几个(?=[?.,]|$)"
)
_RESULT = re.compile(r"多少|几|算|够|差|一共|总共|合计|拢共|能报|报得|可报|怎么报|给报|省|何时|哪天|什么时候")
_THEN_WHAT = re.compile(
    r"(?:^|[,.;?!])(?:那么?|咁|噉|这样|那样|这么一来|照这样)(?:的话)?(?:又|就|该|应该|得|要|能|会|可以)*(?:是|算|报|掏|交|付|担|给|出|负担)?(?:多少|几多|几块|几钱)(?:钱)?[?.]?$"
)
_WHICH_MONTHS = re.compile(
    r"(?:哪|边)(?:几|些|[一两三四五六])?个?月(?!多)|(?:从|由)?(?:几|哪个?)月份?(?:开始)?(?:到|至|缓到)(?:几|哪个?)月|(?:是|系|缓)(?:几|哪)月份?(?:的|嘅|到)"
)
# An utterance that asks for nothing but what the calculation before comes to (那救助多少, 一共能报几多).
_ONLY_RESULT = re.compile(
    rf"^(?:{_OF_RESULTS}|那么?|咁|噉|这样|那样|所以|请问|结果|到底|最后|实际|医保|统筹|我|他|她|佢|自己|个人|剩(?:下|低|余)?的?|余下的?|其余的?|,|一共|总共|合共|合计|能|可以|可|得|要|该|应该|会|给|先|再|大概|还)*"
    r"(?:(?:救助|报销?|到手|落手|落袋|付|掏|交|缴|缓缴?|出|负担|承担|自付|支付|拿|领|补|进|入|扣|返|花|贴|给|自费|自理)(?:得|到|掉|下来|回来|出来|回|返来?)?(?:的(?:部分)?(?:是|有)?)?(?:个)?"
    r"(?:多少|几多|几钱|几块|几个钱|好多)钱?|(?:剩(?:下|低|余)|余下|其余)的(?:部分|钱|呢)*)"
    r"(?:,(?:我|俺|自己|个人|剩下|其余)*(?:给|掏|出|付|负担|自付)(?:多少|几多|几钱)钱?)?(?:呢|啊|呀|哪|吧)?[?.]?$"
)
# What only puts another group in the place of the one before (那相对贫困户呢, 要是审核没过呢).
_SWAPS = re.compile(
    r"^(?:那么?|咁|噉|如果|要是|假如|换成|换|而|,)+[^.?!;]{1,26}?(?:(?:呢|咧|啵)[呀啊]?|的话)"
    r"(?:,(?:[也都还]|还是|其他|其它|费用|药|钱)*(?:一样|同样|照样|不变|这[些么]|咁多|这个)[^,.?!;]{0,8})?[?.]?$"
)
# The same with the question for the result behind it (假如是其他相对贫困的能给多少).
_SUPPOSES_ANOTHER = re.compile(
    r"^(?:那么?|咁|噉|,)*(?:如果|要是|假如|换成|换做|若是)[^,.?!;]{2,16}?,?(?:又|那|就|医保|一共|总共)*(?:能|可以|该|得|要|会)?"
    r"(?:给|报销?|救助|付|掏|出|交|领|拿|补)(?:得|回|返)?(?:多少|几多|几钱|几块)钱?(?:呢|啊|呀)?[?.]?$"
)
_NOW_THEN = re.compile(
    r"(?:那么?|咁|噉|要是|如果|,)*(?:现在|如今|而家|依家|目前|眼下|今年|今天)(?:的|看|去|就)*(?:呢|多少|几多|报多少)[?.]?"
)
_LIKEWISE = re.compile(r"也|同样|一样|这么[些多]|那么[些多]|这些|咁多")
_AFTER_THAT = re.compile(r"[,.;?!](?:那么?|咁|噉)[^,.?!;]{0,8}(?:多少|几多|几钱|几块)")
_LONGEST_QUESTION = 22
_IN_POINTS = re.compile(
    r"(?:[差争欠少多高低超快慢]|短|过)(?:过|了|出|咗|着|得)?(?:大概|大约|目标|线)?(?:多少|几多|几)个?(?:百分)?点(?![钱半钟])|"
    r"(?:多少|几多|几)个?百分点")
BOTH = 2
# So many live there, whoever else is told of (我哥家两个人).
AT_HOME = re.compile(r"(?:家|屋企|那边)(?:里|里头|里面)?(?:一共|总共|有)?$")
# What nothing but people is counted by.
PEOPLE = ("人", "口", "口人", "位", "名")
ALL_TOGETHER = re.compile(rf"{_ALTOGETHER}|加埋|加起来|加一起|加一块|加在一起|夹埋|合起来|合埋|合一块|合在一起")
_OTHERWISE_ALIKE = re.compile(
    r"(?:别的|其[他它余]|另外的|剩下的|旁的)[^,.?!;]{0,3}(?:都|也|跟|和|同|与)?[^,.?!;]{0,4}(?:一样|同样|不变|照旧|照样|没变|相同)"
)
_EACH_OF_THEM = re.compile(r"并排|分别|各(?:自|人|个)?[^,.?!;人]{0,4}(?:多少|几多|几钱)")
_YEAR_BEFORE = re.compile(
    r"(?:那么?|咁|照|按|这个|这样|这么|的|涨幅|增幅|增速|增长率|比例|倒推|反推|倒算|推算?|回去|一下|大概|大约|差不多|算|出来|,)*"
    r"(?:去年|上年|上一年|前一年|头年|旧年)(?:同期|同一时期|这个?时候|那个?时候)?"
    r"(?:大概|大约|差不多|应该|该|就|是|有|得|,)*(?:多少|几多|好多)(?:万|亿)?(?:元|钱|人|块)?(?:左右|上下)?[?.!]?"
)


def asks_points(heard: Understood) -> bool:
    """Whether it is asked by how many points a rate is off another one (离目标还差几个点)."""
    return bool(_IN_POINTS.search(heard.text))


def only_asks(heard: Understood) -> bool:
    """Whether an utterance asks for nothing but the sum or the difference of what was told before."""
    sums = any(q.kind in (QuantityKind.MONEY, QuantityKind.NUMBER, QuantityKind.PERCENT) for q in heard.quantities)
    own = [m for m in heard.conditions if m.words not in _PRESENT]
    alone = not sums and not own and not heard.dates and len(heard.text) <= _LONGEST_QUESTION
    return alone and bool(_ONLY_ASKS.match(heard.text)) and not _OF_ANOTHER_KIND.search(heard.text)


def names_several(heard: Understood) -> bool:
    """Whether an utterance asks of several people, or bills, that it only counts (他俩, 两张单)."""
    return bool(_SEVERAL.search(heard.text))


def asks_for_both(heard: Understood) -> bool:
    """Whether the sum or the difference of two persons or cases is asked for."""
    return any(_ASKS_BOTH.search(_of_cases(text)) for text in (heard.text, heard.plain))


def asks_together(heard: Understood) -> bool:
    """Whether anything is asked of several cases at once: their sum or their difference."""
    together = ALL_TOGETHER.search(heard.text) or _EACH_OF_THEM.search(heard.text)
    return bool(together) or asks_for_both(heard) or asks_difference(heard)


def asks_for_all(heard: Understood, number: int) -> bool:
    """Whether the sum of so many people, more than two, is asked for (三个人加起来)."""
    numbers = [q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.value == number
               and not AT_HOME.search(heard.text[: q.start])]
    counted = any(q.measure in PEOPLE or (q.measure == "个" and ALL_TOGETHER.match(heard.text, q.end))
                  for q in numbers)
    return number > BOTH and counted and bool(ALL_TOGETHER.search(heard.text))


def asks_what_is_left(heard: Understood, scheme: Scheme) -> bool:
    """Whether an utterance with nothing of its own asks how many are lacking by the numbers told before (还差几个)."""
    counted = any(step.unit == "count" for step in scheme.steps if step.id in scheme.results.values())
    return counted and len(heard.text) <= _LONGEST_QUESTION and not heard.conditions and bool(_STILL.search(heard.text))


def asks_how_much(heard: Understood) -> bool:
    """Whether an utterance asks for a sum."""
    return bool(_HOW_MUCH.search(heard.text))


def asks_for_result(heard: Understood) -> bool:
    """Whether an utterance asks for anything that could be calculated: a sum, a number, a day."""
    return bool(_RESULT.search(heard.text))


def asks_which_months(heard: Understood) -> bool:
    """Whether an utterance asks at last which months something is for (缓的是哪几个月, 从几月到几月), and no sum."""
    last = heard.questions[-1] if heard.questions else heard.question
    return bool(_WHICH_MONTHS.search(last)) and not _HOW_MUCH.search(last)


def asks_only_result(heard: Understood) -> bool:
    """Whether an utterance asks for nothing but what was calculated."""
    numbers = [q for q in heard.quantities if q.kind is not QuantityKind.ORDINAL]
    return not numbers and not heard.conditions and bool(_ONLY_RESULT.match(heard.text))


def asks_anew(heard: Understood) -> bool:
    """Whether an utterance without amounts ends by asking only what it comes to then (…, 那是多少)."""
    sums = bool(heard.sums)
    return not sums and bool(_THEN_WHAT.search(heard.text))


def only_at_present(heard: Understood) -> bool:
    """Whether an utterance asks for nothing but how it is now (那现在呢)."""
    return bool(_NOW_THEN.fullmatch(heard.text))


def only_swaps(heard: Understood) -> bool:
    """Whether an utterance without sums or a question of its own only tells how another case is (那退休的呢)."""
    sums = bool(heard.sums)
    if sums:
        return False
    return bool((_SUPPOSES_ANOTHER if _HOW_MUCH.search(heard.text) else _SWAPS).match(heard.text))


def asks_after_telling(heard: Understood) -> bool:
    """Whether an utterance tells something first and then asks what it comes to (…, 那先付多少)."""
    return bool(_AFTER_THAT.search(heard.text))


def leans_back(heard: Understood) -> bool:
    """Whether an utterance that asks for both tells only how the other one is (也花了这些, 俩人差多少)."""
    return asks_for_both(heard) and bool(_LIKEWISE.search(heard.text))


def alike_otherwise(heard: Understood) -> bool:
    """Whether it is said that nothing else is other than with the one before (别的跟俺一样)."""
    return bool(_OTHERWISE_ALIKE.search(heard.text))


def asks_difference(heard: Understood) -> bool:
    """Whether the difference is asked for."""
    return names_difference(_of_cases(heard.text))


def names_difference(text: str) -> bool:
    """Whether a question in a text is one for a difference."""
    return bool(_ASKS_DIFFERENCE.search(text) or _LESS_OR_MORE.search(text))


def asks_enough(heard: Understood) -> bool:
    """Whether an utterance asks if a sum is enough (够不够, 够未)."""
    return bool(_ENOUGH.search(heard.text))


def asks_shortfall(heard: Understood) -> bool:
    """Whether it is asked what is still to be put to a sum that was told, or what is left of it."""
    return bool(_SHORTFALL.search(heard.text))


def _of_cases(text: str) -> str:
    """The text without the question by how much a sum falls short, if it asks whether that is enough.

    Nor with the parts of one result together (自己交的和财政的两份加一块).
    """
    text = _BOTH_PARTS.sub("", text)
    return _SHORT_BY.sub("", text) if _ENOUGH.search(text) else text


def asks_change(heard: Understood) -> bool:
    """Whether it is asked by how much something has changed since an earlier time that the utterance tells of."""
    return bool(_CHANGED_BY.search(heard.text) and _EARLIER.search(heard.text))


def from_first(heard: Understood) -> bool:
    """Whether what was told first of all is meant by what something is compared with (比原来)."""
    return bool(_AT_FIRST.search(heard.text))


def asks_year_before(heard: Understood) -> bool:
    """Whether nothing is asked but what it was in the same time of the year before (照这个涨幅倒推,去年同期是多少)."""
    return bool(_YEAR_BEFORE.fullmatch(heard.text))
