"""Cases of several turns together: a follow-up that brings in another person, or only asks for the sum or difference.

Knows how both are asked for. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.calculator.scheme import FactKind, FactValue, Scheme
from assistant.dialogue.cues import CHANGED
from assistant.dialogue.neighbours import BOTH_PLACES, other_place
from assistant.dialogue.people import SELF, persons_at, words_for
from assistant.dialogue.placed import Case, Placed
from assistant.dialogue.understanding import TAKEN_BACK, Understood
from assistant.text.numerals import QuantityKind

_BOTH = (
    r"(?:爷儿?|娘儿?|母子|母女|父子|父女|婆媳|祖孙|姐妹|兄弟|姐弟|兄妹|姊妹|爹|妈)(?:俩|两个)|两户|两家|(?<!有)(?:俩人|两个人|两人)|我俩|俺俩|他俩|她俩|咱俩|俩(?=[口一合共差加])|两公婆|两口子|夫妻俩|两母女|两母子|两样(?:药|东西)?(?=[^,.?!;]{0,6}(?:一共|总共|合计|合共|加))|两(?:种|笔|盒|张单)(?:药|钱)?(?=[^,.?!;]{0,6}(?:一共|总共|合计|合共|加))|父子俩|母子俩|两个(?=一共|加|合|差)|"
    r"我们一共|加埋|加起来|加一起|加一块|加在一起|夹埋|合起来|合埋|合一块|合在一起|合共(?=两|我)|一起(?=[能报得有多几])|[和跟同与][他她佢](?:们|哋|俩|两个)?(?:一共|合共|合计|总共|加)"
)
_OF_RESULTS = r"第[一二三四五]次|[这那]次|[这那]回"
_ALTOGETHER = r"一共|总共|合共|合计|拢共|统共|共计"
_DIFFERENCE = (
    r"[差争](?:了|咗|得)?(?:多少|几多|几钱|几块|几|好多)|相差|差额|(?<![少多至最顶])[多少](?:[出交报进付拿入收俾担掏]|承担|负担)?[了咗]?(?:多少|几多|几钱|几块|几个钱)(?<!少多少几)|谁[报多少]|哪个[多少]|比.{0,6}[多少](?:多少|几)|"
    r"比.{1,6}[多少](?:交|缴|报|付|掏|出|花|领|进|入|拿|负担)[?.]?$"
)
# Less or more than something else, by whatever verb: 少掏多少, 多报了多少, 省几块.
_LESS_OR_MORE = re.compile(
    r"(?<![少多至最顶])[多少](?:自己|先行?|自)*(?:[出交报进付拿入收俾掏花缴扣领给担]|承担|负担)?[了咗]?(?:多少|几多|几钱|几块|几个(?:钱|(?=[?.]|$)))(?<!少多少几)|"
    r"省(?:下|了|咗)?(?:多少|几多|几块|几钱)"
)
# What a sum is short by isn't how two cases differ (够不够,差多少还是剩多少).
_ENOUGH = re.compile(r"够(?:不够|唔够|未|没|吗|扣|交|做|用|钱)|[不唔]够")
_SHORT_BY = re.compile(r"还?[差争](?:了|咗|得)?(?:多少|几多|几钱|几块|几)(?:钱)?")
_BOTH_PARTS = re.compile(
    r"[两俩](?:份|部分|块|头)儿?(?:钱|都|全)*(?:加(?:起来|一起|一块儿?|在一起|埋|一加)?|合(?:起来|埋|计|一块儿?|在一起)|一共|总共)")
_ASKS_BOTH = re.compile(f"{_BOTH}|{BOTH_PLACES}|{_DIFFERENCE}")
_ASKS_DIFFERENCE = re.compile(_DIFFERENCE)
# An utterance that only asks for the sum or the difference of what was told before, with nothing of its own.
_ONLY_ASKS = re.compile(
    rf"^(?:那|咁|噉|好|嗯|所以|那么|请问|,)*(?:这|呢)?(?:[两俩三四五几]?(?:个|次|笔|样|种|回|趟|边|家)?(?:人|月|药|数|结果)?)?"
    rf"(?:之间|比(?:原来|原先|之前|以前|刚才|前面|开始|先前|起先)(?:的|那个|说的)?|一共|总共|合共|合计|拢共|统共|加起来|加埋|加一起|加一块|加在一起|夹埋|合起来|一起|先|自己|自付|医保|能|可以|都|得|要|该|会|"
    rf"报销|报|救助|付|交|掏|出|俾|进|收|入|返|给|的|是|有|到|,)*(?:{_ALTOGETHER}|{_BOTH}|{_DIFFERENCE})[^,.?!;]{{0,14}}[?.]?$"
)
# What something has changed by since an earlier time (之前得一百,升了多少).
_CHANGED_BY = re.compile(r"(?:升高?|涨|加|增加|提高|高|降低?|跌|减少?|低|调高|调低)(?:了|咗)(?:多少|几多|几钱|几块)")
_EARLIER = re.compile(r"之前|以前|原来|原先|从前|旧时|早先|先前|本来|去年|上年|旧年")
_AT_FIRST = re.compile(r"原来|原先|起初|起先|最初|一开始|最开始|刚开始|头先")
_STILL = re.compile(
    r"还[差得要需欠][^,.?!;]{0,6}(?:几|多少)(?=[个人家名位](?!月))|还[差欠](?:几|多少)|照这.{0,12}(?:几|多少)[个人家名位](?!月)"
)
_HOW_MUCH = re.compile(r"多少|几多|几钱|几块|几个钱|好多钱")
_RESULT = re.compile(r"多少|几|算|够|差|一共|总共|合计|拢共|能报|报得|可报|怎么报|给报|省|何时|哪天|什么时候")
_THEN_WHAT = re.compile(
    r"(?:^|[,.;?!])(?:那么?|咁|噉|这样|那样|这么一来|照这样)(?:的话)?(?:又|就|该|应该|得|要|能|会|可以)*(?:是|算|报|掏|交|付|担|给|出|负担)?(?:多少|几多|几块|几钱)(?:钱)?[?.]?$"
)
# An utterance that asks for nothing but what the calculation before comes to (那救助多少, 一共能报几多).
_ONLY_RESULT = re.compile(
    rf"^(?:{_OF_RESULTS}|那么?|咁|噉|这样|那样|所以|请问|结果|到底|最后|实际|医保|统筹|我|他|她|佢|自己|个人|剩(?:下|低|余)?的?|余下的?|其余的?|,|一共|总共|合共|合计|能|可以|可|得|要|该|应该|会|给|先|再|大概|还)*"
    r"(?:(?:救助|报销?|付|掏|交|缴|缓缴?|出|负担|承担|自付|支付|拿|领|补|进|入|扣|返|花|贴|给|自费|自理)(?:得|到|掉|下来|回来|出来|回|返来?)?(?:的(?:部分)?(?:是|有)?)?(?:个)?"
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
MOST_KEPT = 6
BOTH = 2
_CORRECTS = re.compile(TAKEN_BACK)
# The caller only tells that the words before were wrong.
_MY_SLIP = re.compile(r"[我俺咱](?:刚才|刚刚|头先|前面|之前|可能|好像|又|是|给)*(?:说|讲|搞|记|看|弄|听|数|算|报)错")
_ONE_MORE = re.compile(
    r"又(?:[买看做住开拿花去]|有|加)|第[二三两四](?:次|回|笔|趟)|还(?:有|[买看做住开拿花]|要买)|再(?:[买看做住开拿花]|加|来)|另外|另加|外加|加上"
)
_ANOTHER_FIRM = re.compile(r"(?:又|还|再|另)[^,.?!;]{0,4}(?:厂|公司|店|企业|单位|门市|铺)(?![长里员])")
_COUPLE = re.compile(r"两公婆|两口子|夫妻|俩")
_CALLER = "您"
_HEADS = ("人", "个", "口", "位", "名", "")
_TWO_HOMES = re.compile(r"两[家户]人?(?=[一总合共加拢统各都分])")
# So many live there, whoever else is told of (我哥家两个人).
_AT_HOME = re.compile(r"(?:家|屋企|那边)(?:里|里头|里面)?(?:一共|总共|有)?$")
_PEOPLE = ("人", "口", "口人", "位", "名")
_ALL_TOGETHER = re.compile(rf"{_ALTOGETHER}|加埋|加起来|加一起|加一块|加在一起|夹埋|合起来|合埋|合一块|合在一起")


_OTHERWISE_ALIKE = re.compile(
    r"(?:别的|其[他它余]|另外的|剩下的|旁的)[^,.?!;]{0,3}(?:都|也|跟|和|同|与)?[^,.?!;]{0,4}(?:一样|同样|不变|照旧|照样|没变|相同)"
)
_EACH_OF_THEM = re.compile(r"并排|分别|各(?:自|人|个)?[^,.?!;人]{0,4}(?:多少|几多|几钱)")


def only_asks(heard: Understood) -> bool:
    """Whether an utterance asks for nothing but the sum or the difference of what was told before."""
    sums = any(q.kind in (QuantityKind.MONEY, QuantityKind.NUMBER, QuantityKind.PERCENT) for q in heard.quantities)
    alone = not sums and not heard.conditions and not heard.dates and len(heard.text) <= _LONGEST_QUESTION
    return alone and bool(_ONLY_ASKS.match(heard.text))


def asks_for_both(heard: Understood) -> bool:
    """Whether the sum or the difference of two persons or cases is asked for."""
    return any(_ASKS_BOTH.search(_of_cases(text)) for text in (heard.text, heard.plain))


def asks_together(heard: Understood) -> bool:
    """Whether anything is asked of several cases at once: their sum or their difference."""
    together = _ALL_TOGETHER.search(heard.text) or _EACH_OF_THEM.search(heard.text)
    return bool(together) or asks_for_both(heard) or asks_difference(heard)


def asks_for_all(heard: Understood, number: int) -> bool:
    """Whether the sum of so many people, more than two, is asked for (三个人加起来)."""
    numbers = [q for q in heard.quantities if q.kind is QuantityKind.COUNT and q.value == number
               and not _AT_HOME.search(heard.text[: q.start])]
    counted = any(q.measure in _PEOPLE or (q.measure == "个" and _ALL_TOGETHER.match(heard.text, q.end))
                  for q in numbers)
    return number > BOTH and counted and bool(_ALL_TOGETHER.search(heard.text))


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
    text = _of_cases(heard.text)
    return bool(_ASKS_DIFFERENCE.search(text) or _LESS_OR_MORE.search(text))


def asks_enough(heard: Understood) -> bool:
    """Whether an utterance asks if a sum is enough (够不够, 够未)."""
    return bool(_ENOUGH.search(heard.text))


def _of_cases(text: str) -> str:
    """The text without the question by how much a sum falls short, if it asks whether that is enough.

    Nor with the parts of one result together (自己交的和财政的两份加一块).
    """
    text = _BOTH_PARTS.sub("", text)
    return _SHORT_BY.sub("", text) if _ENOUGH.search(text) else text


def asks_change(heard: Understood) -> bool:
    """Whether it is asked by how much something has changed since an earlier time that the utterance tells of."""
    return bool(_CHANGED_BY.search(heard.text) and _EARLIER.search(heard.text))


def who(heard: Understood, placed: Sequence[Placed]) -> str:
    """The caller's own word for whom an utterance tells of (老公, 您, 隔壁县); empty if it names nobody or several."""
    named = [p.person for p in placed if p.person and p.quantity.words]
    named += [person for m in heard.mentions for person in persons_at(heard.text, heard.clauses, m.start)]
    named += [clause.person for clause in heard.clauses if clause.person] if not named else []
    people = list(dict.fromkeys(named))
    if not people:
        return other_place(heard.text)
    others = [p for p in people if p != SELF]
    if not others and _MY_SLIP.search(heard.text):
        return ""
    first = others[0] if len(others) == 1 and people[0] != SELF else people[0]
    return _CALLER if first == SELF else words_for(first, heard.text)


def joined(scheme: Scheme, told: Sequence[Case], case: Case, heard: Understood) -> list[Case]:
    """The case told before that is most like this utterance's, and this one, if it asks for both; else none.

    Where the sum of all is asked for, with one more than were told, it is all of them and this one.
    """
    named_before = case.who and case.who in {other.who for other in told}
    if asks_for_all(heard, len(told) + 1) and not named_before:
        return list(labelled(scheme, [*told, case]))
    if _adds(heard) and _of_one_telling(scheme, told, case):
        return list(labelled(scheme, [*told, case]))
    if _adds(heard) and case.facts and _ANOTHER_FIRM.search(heard.text):
        return list(labelled(scheme, [*(told if all(other.label for other in told) else told[-1:]), case]))
    if _CORRECTS.search(heard.text) or not (asks_for_both(heard) or asks_difference(heard) or asks_change(heard)):
        return []
    before = max(reversed(told), key=lambda other: _alike(scheme, other, case))
    case = replace(case, facts=_without_heads(scheme, case.facts, before.facts)) if _counts_both(heard) else case
    taken = {f.id: f.default for f in scheme.facts if f.kind is FactKind.CHOICE and asks_difference(heard)}
    others = {f.id for f in scheme.facts if f.kind is FactKind.CHOICE and f.id in case.facts
              and before.facts.get(f.id, taken.get(f.id)) not in (None, case.facts[f.id])}
    another = (bool(case.who) and case.who != before.who) or bool(_TWO_HOMES.search(heard.text))
    if case.day and not _day(before) and (case.day.year, case.day.month) != (heard.today.year, heard.today.month):
        before = replace(before, day=heard.today)
    moved = case.day is not None and _day(before) is not None and case.day != _day(before)
    if not case.facts:
        return []
    if another or others or moved:
        return list(labelled(scheme, [before, case]))
    if asks_change(heard) and case.facts != before.facts:
        return [replace(case, label="原来"), replace(before, label="现在")]
    grown = asks_difference(heard) and CHANGED.search(heard.text) and case.facts != before.facts
    return [replace(before, label="原来"), replace(case, label="后来")] if grown else []


def amended(scheme: Scheme, told: Sequence[Case], case: Case) -> list[Case]:
    """The cases told side by side, with what a correction says: of the one it names, else what all have alike.

    Empty where it isn't clear of which of them it is.
    """
    if len(told) < BOTH or not all(other.label for other in told) or not case.facts:
        return []
    choices = {f.id: case.facts[f.id] for f in scheme.facts if f.kind is FactKind.CHOICE and f.id in case.facts}
    named = [other for other in told if case.who in ("", other.who)
             and all(other.facts.get(id_) == value for id_, value in choices.items())]
    others = {id_: value for id_, value in case.facts.items() if id_ not in choices}
    if (choices or case.who) and len(named) == 1 and others:
        return [replace(other, facts={**other.facts, **others}) if other is named[0] else other for other in told]
    alike = all(len({str(other.facts.get(id_)) for other in told}) == 1 for id_ in case.facts)
    return [replace(other, facts={**other.facts, **case.facts}) for other in told] if alike and not case.who else []


def _adds(heard: Understood) -> bool:
    """Whether one more thing is told, and the sum with those before asked for (又买了…,加起来一共)."""
    return bool(_ONE_MORE.search(heard.text)) and bool(_ALL_TOGETHER.search(heard.text))


def _of_one_telling(scheme: Scheme, told: Sequence[Case], case: Case) -> bool:
    """Whether a case with a sum of its own comes on top of several side by side, of another kind, or of one sum."""
    sums = {f.id for f in scheme.facts if f.kind is FactKind.MONEY}
    own = sums & set(case.facts)
    if not any(other.facts.get(id_) for other in told for id_ in own):
        return False  # more is told of the same one
    if len(told) > 1:
        return all(other.label for other in told)
    if any(f.id in own and not f.many for f in scheme.facts):
        return True  # one that takes but one sum: another is a case of its own
    return _alike(scheme, told[0], case) < sum(f.kind is FactKind.CHOICE and f.id in case.facts for f in scheme.facts)


def _alike(scheme: Scheme, one: Case, other: Case) -> int:
    """In how many conditions two cases are the same."""
    return sum(f.kind is FactKind.CHOICE and f.id in one.facts and one.facts[f.id] == other.facts.get(f.id)
               for f in scheme.facts)


def _day(case: Case) -> date | None:
    """The day of a case: its own, or that of all its bills."""
    days = {bill.day for value in case.facts.values() if isinstance(value, tuple) for bill in value}
    return case.day or (days.pop() if len(days) == 1 else None)


def _counts_both(heard: Understood) -> bool:
    """Whether the two people of both cases are counted (我们两个, 两公婆)."""
    two = any(q.kind is QuantityKind.COUNT and q.value == BOTH and q.measure in _HEADS
              and not _AT_HOME.search(heard.text[: q.start]) for q in heard.quantities)
    return two or bool(_COUPLE.search(heard.text))


def _without_heads(scheme: Scheme, facts: Mapping[str, FactValue],
                   before: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Without the number of the people themselves (我们两个), unless the case before has it: each is a case."""
    counted = [f.id for f in scheme.facts if f.kind is FactKind.COUNT and f.default is not None
               and facts.get(f.id) == BOTH != before.get(f.id)]
    return {id_: value for id_, value in facts.items() if len(counted) > 1 or id_ not in counted}


def labelled(scheme: Scheme, cases: Sequence[Case]) -> tuple[Case, ...]:
    """The cases, each under a label of its own: the person, what they differ in, the month, else their order."""
    return tuple(replace(case, label=label) for case, label in zip(cases, _labels(scheme, cases), strict=True))


def _labels(scheme: Scheme, cases: Sequence[Case]) -> list[str]:
    people = [case.who or case.label for case in cases]
    if len(set(people)) == len(cases) and all(people):
        return people
    for fact in scheme.facts:
        values = [case.facts.get(fact.id, fact.default) for case in cases]
        if fact.kind is FactKind.CHOICE and len(set(map(str, values))) == len(cases) and None not in values:
            return [fact.choice_label(str(value)) for value in values]
    days = [_day(case) for case in cases]
    months = [f"{day.month}月" if day else "" for day in days]
    if len(set(months)) == len(cases) and all(months):
        return months
    if len(cases) == BOTH and set(people) - {"", _CALLER}:
        return [name or fallback for name, fallback in zip(people, ("前面说的", "这次说的"), strict=True)]
    return [f"第{number}个" for number in range(1, len(cases) + 1)]


def from_first(heard: Understood) -> bool:
    """Whether what was told first of all is meant by what something is compared with (比原来)."""
    return bool(_AT_FIRST.search(heard.text))


def of_each(cases: Sequence[Case]) -> list[Case]:
    """The last case of each of several people for each day, where several are named; else all of them.

    What names nobody goes on about who was named before it.
    """
    last: dict[tuple[str, date | None], Case] = {}
    person = ""
    for case in cases:
        person = case.who or person
        last.pop((person, None), None)
        last[person, _day(case)] = replace(case, who=person)
    return list(last.values()) if len({who for who, _ in last if who}) > 1 else list(cases)


def _goes_on(before: Case, case: Case) -> bool:
    """Whether a case is the one before, or that with more told of it."""
    same = all(case.facts.get(id_) == value for id_, value in before.facts.items())
    return same and case.who in ("", before.who) and case.day in (None, before.day)


def cases_after(before: Sequence[Case], cases: Sequence[Case], *, instead: bool) -> tuple[Case, ...]:
    """The cases of a call after one more turn; with `instead` its case stands for the one before."""
    if len(cases) > 1:
        return tuple(cases)
    again = bool(before) and _goes_on(before[-1], cases[0])
    if not (instead or again):
        return (*before, cases[0])[-MOST_KEPT:]
    whose = before[-1].who if before else ""
    return (*before[:-1], replace(cases[0], who=cases[0].who or whose))[-MOST_KEPT:]
