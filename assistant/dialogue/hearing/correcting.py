"""Setting right what was said before: taking it back, telling the whole anew, one of several, what was left out.

Knows how callers say so. Knows no amounts and no policy.
"""

from __future__ import annotations

import re

# Before a slip of the one who tells it, at the beginning of a clause (单子拿错了, 刚才报错了, but not 系统报错了).
_OWN = (
    r"(?:^|(?<=[,.;!?\s]))(?:哎呀?|诶|啊|喔|哦|噢|唉|不好意思|唔好意思|对不起|对唔住|抱歉|等[下等]|慢着|[我俺咱他她佢]们?(?:[爸妈爹娘公婆哥姐弟妹叔姨仔女]{1,2}|老[公婆伴爸妈豆])?的?|会计|老[公婆伴爸妈豆]|"
    r"刚才|刚刚|啱啱|头先|前面|上面|之前|可能|好像|又|是|系|给|把|都|那个|这个|那张|这张|[那这]笔|数字?|数目|金额|单子?|发票|账单?|票|药名|日子|月份|年份|人|说)*+"
)
# What goes on behind it: the right one, not what was mistaken (拿错药了).
_THEN = r"(?=[了咗啦喽咯哈呀啊]{0,2}(?:[,.!;?\s]|$|数|单|发?票|金额|账|一?[个张位]|[我俺应实其是系该前刚后人日月]))"
_WHAT = r"(?:[了咗])?(?:个|这个|那个)?"
# Words by which the caller takes back what was just said.
TAKEN_BACK = (
    r"(?<!对)不对|(?<!啱)不啱|(?<!啱)唔啱|(?:说|讲|搞|弄|记|看|睇|听|写|打|数)错|口误|更正|"
    rf"(?:报|念|拿|抄|输|填|翻|加){_WHAT}错{_WHAT}(?:数|单子?|发票|票|金额|账单?)|(?:报|念|拿|抄|输|填|翻|加)错[了咗]?(?:数|单子?|发票|票|张|金额|账单?)|"
    rf"{_OWN}(?:报|念|拿|抄|翻|加)错{_THEN}|[我俺咱](?:自己|刚才|刚刚|头先|们|给|又|也|可能)*+(?:报|念|拿|抄|翻|加|算)错{_THEN}|"
    r"(?:看|睇)(?:走|花)[了咗]?(?:眼|(?=[,.!]))|(?:看|睇|记|说|念|听|搞|弄|算|数|抄)(?:串|岔|混|漏|反|颠倒|拧|乱)(?=[了咗喽咯哈,.!行张笔])|"
    r"(?:数字?|数目|金额)(?:有误|不准|唔准|不作数|有问题)|(?:不是|唔系|不系)[这那嗰呢](?:个|张|笔)(?:数|单|票|价)|"
    r"重新?(?:加|数|点|核对?|看|睇)(?:过|了|咗)(?:一?[遍下次])?|"
    r"(?:人头|人数|个数|数目?)(?:都|也|给)?[点数算]?错|(?:[说讲写报看睇]|^)(?:多|少)[了咗]?一?个零|(?:看|睇|点)错?[了咗]?小数点|"
    r"(?:^|(?<=[,.;!?]))(?:哎呀?|诶|啊|喔|哦|噢|唉|,)*(?:错了|错咗)(?=[,.;!?是花应用]|$)"
)
# Those with what often begins the right one.
SLIP = rf"{TAKEN_BACK}|应[该当]是|应该系"
# It is to be worked out once more, with the right number (重算一下, 再帮我算过).
_ANEW = r"(?:重新?|从新|翻转?头|再)(?:帮|给|替)?(?:我|俺)?(?:重新?)?(?:计|算)(?:过|一?[遍次下回]|返|翻|[,.?!;呢吧啦]|$)"
_CORRECTING = re.compile(
    rf"{SLIP}|[\d一二两三四五六七八九十百千万][^.?!;]{{0,12}}?{_ANEW}|(?<![要若果如使])不是.{{1,6}},?是|我是说|^(?:哎呀?|诶|啊|哦|噢|,)*不是[喎喔呀啊哦哈的]?[,.]"
)
# What is told is the whole, not one more (加起来是…, 合共系…).
_WHOLE = re.compile(r"一共|总共|合共|总数|总额|合计|共计|拢共|统共|加起来|加埋|加一起|加在一起|合起来|全部|通共|总的")
# Something was left out of what was told (漏了一张三百的, 还有一笔没说).
_FORGOTTEN = re.compile(
    r"漏(?:[了咗掉]|说|讲|报|算|数|看|睇|加|念|写|填|记)|少(?:说|报|算|加|数|讲)[了咗]|忘(?:了|记)?(?:说|讲|报|算|加|数)|还有[一两]?(?:张|笔|次|单|样|盒)|"
    r"还[没未](?:说|讲|报|算|加)"
)
_FIRST = re.compile(
    r"(?:第一|头一|前一|前面[那这嗰]?|头先嗰|之前那|开头那|先头那|上一|头)[那这嗰]?(?:一)?(?:次|回|笔|张|趟|个月)")
_LAST = re.compile(
    r"(?:最后|后一|后面[那这嗰]?|后尾嗰?|后来那|后头[那这]?|末一|最尾嗰?)[那这嗰]?(?:一)?(?:次|回|笔|张|趟|个月)")
_NTH = re.compile(r"第([一二三四五六])(?:次|回|笔|张|趟)")
_NUMBERS = "一二三四五六"
# Right before a number that takes the place of the one before (加到4500, 明年调成五千二).
_MOVED = re.compile(r"(?:涨|升|加|提|调|降|减|跌|落|变|改|换|转|增)(?:高|低|多|少)?(?:到|成|为|做|至|咗|了)$")
# What a rule has, not a case (起付线降到500).
_OF_RULE = re.compile(r"(?:起付|门槛|封顶|限额|额度|上限|标准|比例|待遇)[^,.?!;\d]{0,8}$")


def corrects(text: str) -> bool:
    """Whether an utterance sets right what was said before it."""
    return bool(_CORRECTING.search(text))


def tells_whole(text: str) -> bool:
    """Whether what is told is said to be all of it."""
    return bool(_WHOLE.search(text))


def tells_forgotten(text: str) -> bool:
    """Whether something that was left out is told, to be added to what was said before."""
    return bool(_FORGOTTEN.search(text)) and not tells_whole(text)


def which_of(text: str, number: int) -> int | None:
    """Which of so many, counted from 0, is set right by its place among them (第二次是三十); None if none is named."""
    nth = _NTH.search(text)
    if nth:
        place = _NUMBERS.index(nth[1])
        return place if place < number else None
    if _FIRST.search(text):
        return 0
    return number - 1 if _LAST.search(text) else None


def moves_number(text: str, start: int) -> bool:
    """Whether a number, which begins at `start`, is told as what another one has changed to (涨到5500)."""
    return bool(_MOVED.search(text[:start])) and not _OF_RULE.search(text[:start])
