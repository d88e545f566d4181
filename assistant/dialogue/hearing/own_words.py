"""What an utterance has of its own, beside ways of asking: nothing, where it only asks about what was just told.

Knows how people ask, count people and lead over to the next question; knows no policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.dialogue.hearing.cues import comes_on_top
from assistant.dialogue.hearing.people import without_people
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import QuantityKind

# What stands in any question about a result, the longest first: none of it names a matter.
_ASKING = (
    r"不好意思|对不起|抱歉|没关系|风大|声音?小|信号(?:断|不好|差)了?|没听(?:清楚?|见|着|到|明白)|冇听(?:清楚?|到)|听唔(?:清楚?|到)|(?:麻烦|请|帮)(?:你|您|我|手)*|"
    r"(?:拿|落|到)到?手(?:里|上)?|落袋|实得|实拿|明白了?|知道了?|晓得了?|清楚了?|就是说|也就是|等于说|那么|所以|然后|结果|究竟|到底|实际上?|大概|大约|差不多|保底|打底|起码|少说|至少|最少|最多|顶多|"
    r"加(?:埋|起来|一起|一块儿?|在一起|到一起|一加|总)?|合(?:起来|埋|一块儿?|在一起|到一起|共|计)?|夹埋|一共|总共|拢共|统共|共计|总的?|"
    r"比(?:起来|较|一比)?|相比|相差|差(?:额|距|的)?|[争多少]|之间|分别|各自?|每(?:人|个)|"
    r"多少|几多|几钱|几块|几蚊|几个钱|好多钱?|数目?|金额|钱|块|元|蚊|费用?|"
    r"报销|报|先?自付|自己|自个儿?|个人|本人|医保|统筹|基金|救助|负担|承担|支付|掏|交|缴|付|出|拿|领|得|到|给|俾|畀|扣|收|进|入|补|花|贴|返|回|"
    r"说法|讲法|算法|方案|情况|头一[个种]|第[一二][个种]|并排|列出来|恁么?|这么|那么|些|最后|最终|最初|咋|怎么?样?|请|把|说|讲|"
    r"够[不唔]够|不够|够|定是?剩|剩(?:下|返)?|还是剩|能|可以|可|要|应该|应当|该|会|需要?|还|再|又|都|也|就|才|先|首先|头里|头先|一起|一齐|一块儿?|这样|那样|这么|咁样?|噉样?|照|按|算|"
    r"(?:[一两俩二三仨四五几]|这|那|这两|那两|呢|嗰|头|前|后)+(?:个|次|笔|样|种|回|趟|边|家|户|张|份|位|口子|人)(?:人|月|钱|数|药|单)?|"
    r"[两俩仨]|这|那|呢个|嗰个|哪个?|边个|谁|是|系|有|的|嘅|了|咗|着|过|下|来|上|里|们|哋|呢|啊|呀|吗|吧|哦|喔|噢|嗯|哎|好|咁|噉|我|俺|咱|您|你"
)
# What names something, though parts of it stand in any question.
_NAMES = (
    r"起付(?:线|标准|额)?|保险?费|缴费(?:期|标准|基数|比例)?|收入|支出|结余|收费|补贴|补助|津贴|返还|支付(?:比例|方式)|报销(?:比例|流程|材料)|"
    r"付费|出院|入院|领取|自付比例|系统"
)
_STRIPPED = re.compile(rf"(?P<named>{_NAMES})|{_ASKING}|[\W\d_]+")
# What asks how something is done, whatever it is: whom to call, where to go, what to bring.
_DOING = re.compile(
    r"电话|号码|热线|打|找|办理?|问|哪里|哪儿|哪|去|地方|地址|窗口|什么|啥|时候|时间|材料|证件|带|准备|手续|怎么|咋|弄|搞|拿着?|要|用|人"
)
# A matter that is pointed at, and what of it may be asked without naming it.
_POINTS = re.compile(r"(?:这|那|该|呢|嗰)一?(?:个|件|项|种|样|块|摊|档)?(?:事情?|工作|任务|项目|东西|问题)")
_ABOUT_IT = re.compile(
    rf"{_POINTS.pattern}|领导|打电话|(?:责任|牵头|负责)(?:单位|部门|处室|人)|部门|单位|处室|牵头|负责|截止|完成|落实|依据"
)
# So many characters on end are a word.
_WORD = 2


def own_words(heard: Understood, known: Iterable[str] = ()) -> list[str]:
    """The words of an utterance that are no way of asking and stand in nothing that is `known`."""
    texts = list(known)
    marked = _STRIPPED.sub(lambda found: found["named"] or "|", without_people(heard.text))
    left = [piece for piece in marked.split("|") if len(piece) >= _WORD]
    return [word for piece in left for word in _unknown(piece, texts) if len(word) >= _WORD]


def has_own(heard: Understood, known: Iterable[str] = (), cases: int = 0) -> bool:
    """Whether an utterance tells a number, a condition or a day, or has words of its own.

    The number of the `cases` that were told of isn't its own (两样, 爷俩, 两个月), unless it comes on top (再加两个人).
    """
    counted = [q for q in heard.quantities if q.kind in (QuantityKind.COUNT, QuantityKind.MONTHS) and q.value == cases
               and not comes_on_top(q, heard)]
    numbers = any(q.kind is not QuantityKind.ORDINAL and q not in counted for q in heard.quantities)
    return numbers or bool(heard.conditions) or bool(heard.dates) or bool(own_words(heard, known))


def matter_words(heard: Understood, known: Iterable[str] = ()) -> list[str]:
    """The words of its own by which an utterance names a matter: not those for doing whatever it is (找人办)."""
    return [word for word in own_words(heard, known) if len(_DOING.sub("", word)) >= _WORD]


def asks_bare(heard: Understood) -> bool:
    """Whether an utterance asks how something is done and doesn't name what (那打哪个电话找人办)."""
    return not heard.quantities and not heard.conditions and not matter_words(heard)


def without_pointing(text: str) -> str:
    """A text with a mark in the place of what only points at a matter (这块工作)."""
    return _POINTS.sub("|", text)


def points_at_nothing(heard: Understood) -> bool:
    """Whether an utterance asks about some matter that it points at and doesn't name (这个事情的责任单位是哪家)."""
    if heard.quantities or heard.conditions or not _POINTS.search(heard.text):
        return False
    rest = own_words(replace(heard, text=_ABOUT_IT.sub("|", heard.text)))
    return not any(len(_DOING.sub("", word)) >= _WORD for word in rest)


def _unknown(piece: str, known: list[str]) -> list[str]:
    """What is left of a piece without the longest stretches, of a word's length at least, that are known."""
    for size in range(len(piece), _WORD - 1, -1):
        for at in range(len(piece) - size + 1):
            if any(piece[at : at + size] in text for text in known):
                return [*_unknown(piece[:at], known), *_unknown(piece[at + size :], known)]
    return [piece] if piece else []
