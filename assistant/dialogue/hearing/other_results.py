"""Asking for another result of the calculation before than the one that was told first (那自己出了多少, 省了多少).

Knows by which words callers ask for each kind of result. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.model import SchemeShape, StepShape
from assistant.text.numerals import QuantityKind

_MUCH = r"(?:多少|几多|几钱|几块|几个钱|好多钱)"
_REST = (
    rf"(?:剩|余下|其余)[^,.?!;报]{{0,8}}{_MUCH}|进(?:入)?报销[^,.?!;]{{0,6}}{_MUCH}|"
    rf"{_MUCH}(?:钱|元)?(?:是|才)?(?:能|可以|可|够|算)*(?:进(?:入|得了)?|拿去|拿来|用来|参与|算进|纳入|走)(?:医保|统筹)?报|"
    rf"(?:能|可以)(?:拿去|拿来|用来|进|参与)报[^,.?!;]{{0,4}}{_MUCH}"
)
_LESS = rf"(?:省|少收|便宜|少花|少交|少付|少要)[^,.?!;多]{{0,4}}{_MUCH}"
_OWN = (
    rf"(?:自己|自个儿?|个人|本人)[^,.?!;先]{{0,6}}(?:出|掏|负担|付|承担|俾|畀|给|拿|花)[了咗过的是]*{_MUCH}|"
    rf"(?<!先)(?<!先行)(?<!首先)自付[了咗的是部分]*{_MUCH}"
)
_MORE = (
    rf"(?:比|同|跟)[^,.?!;]{{1,6}}多[^,.?!;]{{0,3}}{_MUCH}|"
    rf"多(?:交|缴|扣|存|付|出|给|畀|俾|花|掏)[^,.?!;]{{0,2}}{_MUCH}"
)
_PEOPLE = r"(?:几|几多|多少)(?:个|口)?人(?!份|次)|人数(?:是|有)?(?:几多|多少)?[?.]?$"
_MANY = r"(?:多少|几多|几)"
_BACK = rf"(?<![多少])报(?:销)?(?:得|掉|到|下来|回来?|出来?)?(?:的|部分|了|咗|是|有)*{_MUCH}"
_ALLOWED = (
    rf"(?:最多|顶多|至多|可以|能|容许|允许)[^,.?!;]{{0,8}}{_MANY}[^,.?!;]{{0,5}}(?:不|没|未|冇)|"
    rf"(?:不|没|未|冇)[^,.?!;]{{1,6}}(?:最多|顶多|至多|可以有|能有)[^,.?!;]{{0,4}}{_MANY}|其余[^,.?!;]{{0,4}}{_MANY}"
)
_LACK = (
    rf"(?:还|离|距)[^,.?!;]{{0,8}}[差缺欠争][^,.?!;]{{0,4}}{_MANY}|缺口[^,.?!;]{{0,4}}{_MANY}|"
    rf"还(?:要|得|需要?)(?:再)?[^,.?!;]{{0,6}}{_MANY}[人家]|达标[了没]|达[到没]目标了?[没吗]"
)
_RATE = (
    rf"(?:现在|目前|眼下|如今|而家|实际)[^,.?!;]{{0,8}}率[^,.?!;标]{{0,6}}(?:{_MANY}|百分)|"
    rf"率[^,.?!;标]{{0,4}}(?:现在|目前|实际|到)[^,.?!;]{{0,6}}(?:{_MANY}|百分)|占[^,.?!;]{{0,4}}(?:多少|百分之几|几成)"
)
_A_MONTH = rf"(?:平均|每|摊到|合|折)[^,.?!;多少]{{0,4}}个?月(?!份)[^,.?!;]{{0,6}}{_MUCH}"
# By the name of a result what asks for it.
_ASKS = {name: re.compile(pattern) for names, pattern in (
    (("self_pays",), _OWN),
    (("enters", "enters_reimbursement"), _REST),
    (("saved", "less"), _LESS),
    (("more",), _MORE),
    (("people",), _PEOPLE),
    (("fund_pays",), _BACK),
    (("rest",), _ALLOWED),
    (("lack",), _LACK),
    (("actual",), _RATE),
    (("a_month",), _A_MONTH),
    (("charged",), rf"实际?(?:收|付)[^,.?!;]{{0,4}}{_MUCH}"),
    (("full",), rf"(?:标准|原价|全价)[^,.?!;]{{0,6}}{_MUCH}"),
) for name in names}
# What nobody but the caller does, where the insurance isn't named.
_OF_OWN = re.compile(r"^(?!.*(?:医保|报销|统筹)).*(?:掏|自付|自费|自负)")
# Some people, not each one himself (两个人给付多少).
_PERSONS = re.compile(r"(?:[一两俩三四五六七八九十几]|\d)个人")
_LONGEST = 22
# A result named by itself.
_RESULT = re.compile(
    r"(?:自己|个人|本人|医保|统筹|一共|合计|实际|剩余|剩下|还剩)*(?:先行?)?(?:自付|自负|报销|负担|承担|支付|报|付|掏|出)(?:金额|部分|额|数|多少钱?)?[?.]?"
)
# What tells no more than that something was at a time.
_WAS = "看病的,睇嘅,住院的,做的,发生的,那次,那会儿,月份,今年,去年,明年,时候,改革,之前,之后,以前,以后"
_PRESENT = re.compile(r"现在|目前|眼下|如今|而家|这会儿")
# The facts and steps in a formula.
_NAME = re.compile(r"[a-z_]+")


# A part of what was told (孩子那份一共是多少, 里头财政补贴是多少).
_PART = re.compile(
    rf"(?:^|,)(?:那么?|咁|噉|,)*(?:(?:这?里头|这?里面|其中|当中|之中|中间)(?P<within>[^,.?!;]{{1,12}}?)|"
    rf"(?P<of>[^,.?!;]{{1,8}}?)的?(?:那|这|呢|嗰)(?:一)?(?:份|部分|块|边|笔))(?:钱|的)*"
    rf"(?:一共|总共|合计|加起来|统共)*(?:是|要|得|占|有)*{_MUCH}(?:钱|元)?[啊呀呢]?[?.]?$"
)

# A result that is itself a difference begins so (多交多少).
_COMPARES = re.compile(r"[多少差省](?!少)")

# The choice of a calculator that tells which of its results is asked for.
ASKED = "asked"


def names_told(shape: SchemeShape, given: Collection[str]) -> list[str]:
    """The names of a calculator's results, and of the steps that come out of nothing but facts that were `given`."""
    open_ = {fact.id for fact in shape.facts if fact.default is not None and fact.id not in given}
    told = [step.id for step in shape.steps
            if not open_ & set(_NAME.findall(" ".join((step.expression or "", *_rows(step)))))]
    return [*dict.fromkeys((*shape.results, *told))]


def _rows(step: StepShape) -> list[str]:
    return [row.expression or "" for row in step.rows]


def asks_other_result(heard: Understood, results: Iterable[str]) -> bool:
    """Whether an utterance with nothing of its own asks for one of the results that bear these names."""
    asked = any(pattern.search(heard.text) for name in results if (pattern := _ASKS.get(name)))
    return asked and is_bare(heard)


def result_asked(heard: Understood, results: Sequence[str]) -> str:
    """The name of the result, not the first one, that is asked for of several cases (一共自己掏多少); empty if none."""
    text = _PERSONS.sub("人", heard.text)
    asked = [name for name in results if (pattern := _ASKS.get(name)) and pattern.search(text)]
    if not asked and "self_pays" in results and _OF_OWN.search(text):
        asked = ["self_pays"]
    return asked[0] if len(asked) == 1 and asked[0] != results[0] else ""


def asks_part(heard: Understood) -> str:
    """Of whom or what an utterance without a number asks the part (孩子那份一共是多少: 孩子); empty if it doesn't."""
    found = _PART.search(heard.text) if is_brief(heard) else None
    return (found["within"] or found["of"] or "") if found else ""


def names_result(heard: Understood) -> bool:
    """Whether nothing but a result is named, as search words are (个人承担)."""
    return not heard.asks and bool(_RESULT.fullmatch(heard.text))

def without_present(heard: Understood, shape: SchemeShape) -> Understood:
    """The utterance without the conditions that only say that it is about now, where the calculator takes none such."""
    taken = {fact.dimension for fact in shape.facts}
    mentions = tuple(m for m in heard.mentions if m.dimension in taken or not _PRESENT.fullmatch(m.words))
    return replace(heard, mentions=mentions)


def is_bare(heard: Understood) -> bool:
    """Whether an utterance is short and tells neither a number nor a condition."""
    return is_brief(heard) and not heard.conditions


def only_dates(heard: Understood) -> bool:
    """Whether an utterance tells nothing but when something was (是五月份看的)."""
    return bool(heard.dates) and not heard.asks and not own_words(heard, (_WAS,))


def is_brief(heard: Understood) -> bool:
    """Whether an utterance is short and tells no number; what is asked of one month tells none."""
    numbers = any(q.kind is not QuantityKind.ORDINAL and not (q.kind is QuantityKind.MONTHS and q.value == 1)
                  for q in heard.quantities)
    return not numbers and len(heard.text) <= _LONGEST


def without_result(heard: Understood, mentions: Sequence[Mention]) -> Understood:
    """An utterance without the words that name a result of the scheme (多交多少): cases don't differ by it."""
    text = heard.text
    for mention in mentions:
        if mention.dimension == ASKED and _COMPARES.match(text, mention.start):
            text = text[: mention.start] + "的" * (mention.end - mention.start) + text[mention.end :]
    return heard if text == heard.text else replace(heard, text=text, plain=text)
