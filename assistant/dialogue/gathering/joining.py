"""Cases of several turns together: a follow-up that brings in another person or case, beside those told before.

Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.calculator.scheme import FactKind, FactValue, Scheme
from assistant.dialogue.gathering.continuing import CALLER, adds_sum
from assistant.dialogue.gathering.listed import HEADS_OR_BARE
from assistant.dialogue.gathering.outsiders import OUTSIDER
from assistant.dialogue.hearing.asking import (
    ALL_TOGETHER,
    AT_HOME,
    BOTH,
    asks_change,
    asks_difference,
    asks_for_all,
    asks_for_both,
)
from assistant.dialogue.hearing.correcting import TAKEN_BACK
from assistant.dialogue.hearing.cues import CHANGED
from assistant.dialogue.hearing.kinship import OF_AGE
from assistant.dialogue.hearing.neighbours import other_place
from assistant.dialogue.hearing.people import SELF, persons_at, words_for
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.changes import SUPPOSES
from assistant.dialogue.placed import Case, Placed
from assistant.text.numerals import QuantityKind

MOST_KEPT = 6
# What a choice is called that nothing was said about.
_OF_AGE = re.compile(OF_AGE)
_UNSAID = "没有说"
_CORRECTS, _OUTSIDER = re.compile(TAKEN_BACK), re.compile(OUTSIDER)
# The caller only tells that the words before were wrong.
_MY_SLIP = re.compile(
    r"[我俺咱](?:刚才|刚刚|头先|前面|之前|可能|好像|又|是|给)*(?:说|讲|搞|记|看|睇|弄|听|数|算|报|念|拿|抄|加|翻)(?:错|漏)"
)
_HIM, _ME = re.compile(r"[他她佢]"), re.compile(r"我|俺")
_THAN_ME = re.compile(r"(?:比|较|跟|同|和|与)(?:起)?(?:我|俺)(?!家|屋|爸|妈|爹|娘|哥|弟|姐|妹|老|们)")
_ONE_MORE = re.compile(
    r"又(?:[买看做住开拿花去]|有|加)|第[二三两四](?:次|回|笔|趟)|还(?:有|[买看做住开拿花]|要买)|再(?:[买看做住开拿花]|加|来)|另外|另加|外加|加上|再?算上|连上|连埋|带上|添上"
)
_ANOTHER_FIRM = re.compile(r"(?:又|还|再|另)[^,.?!;]{0,4}(?:厂|公司|店|企业|单位|门市|铺)(?![长里员])")
# Another sum is put in the place of the one before.
_SUPPOSES = re.compile(r"要是|如果|假如|假使|假若|若是|倘若|换|呢[,.?]")
_COUPLE = re.compile(r"两公婆|两口子|夫妻|俩")
_TWO_HOMES = re.compile(r"两[家户]人?(?=[一总合共加拢统各都分])")


def who(heard: Understood, placed: Sequence[Placed]) -> str:
    """The caller's own word for whom an utterance tells of (老公, 您, 隔壁县); empty if it names nobody or several."""
    named = [p.person for p in placed if p.person and p.quantity.words]
    named += [person for m in heard.mentions for person in persons_at(heard.text, heard.clauses, m.start)]
    named += [clause.person for clause in heard.clauses if clause.person] if not named else []
    people = list(dict.fromkeys(named))
    if not people:
        return other_place(heard.text)
    others = [p for p in people if p != SELF]
    if not others and (_MY_SLIP.search(heard.text) or _is_against_me(heard.text)):
        return ""
    first = others[0] if len(others) == 1 and people[0] != SELF else people[0]
    return CALLER if first == SELF else words_for(first, heard.text)


def _is_against_me(text: str) -> bool:
    """Whether the caller is only whom somebody pointed at is set against (他也自付一万,比我少多少)."""
    return bool(_HIM.search(_THAN_ME.sub("", text))) and bool(_THAN_ME.search(text)) and not _ME.search(
        _THAN_ME.sub("", text))


def told_before_last(told: Sequence[Case], whose: str) -> Case | None:
    """The case of somebody who was told of before the last one, None where the last is theirs.

    What was told of nobody in particular is the caller's own.
    """
    if not whose or len(told) < BOTH or (told[-1].who or CALLER) == whose:
        return None
    return next((case for case in reversed(told[:-1]) if (case.who or CALLER) == whose), None)


def joined(scheme: Scheme, told: Sequence[Case], case: Case, heard: Understood) -> list[Case]:
    """The case told before that is most like this utterance's, and this one, if it asks for both; else none.

    Where the sum of all is asked for, with one more than were told, it is all of them and this one.
    """
    named_before = case.who and case.who in {other.who for other in told}
    if asks_for_all(heard, len(told) + 1) and not named_before:
        return list(labelled(scheme, [*told, case]))
    sums = {f.id for f in scheme.facts if f.kind is FactKind.MONEY}
    another_person = case.who not in ("", CALLER) and not named_before and sums & set(case.facts)
    if _adds(heard) and (another_person or _of_one_telling(scheme, told, case)):
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
    changed = {id_ for id_, value in case.facts.items() if value != before.facts.get(id_)}
    bills = {f.id for f in scheme.facts if isinstance(case.facts.get(f.id), tuple)}
    supposed = changed <= sums | bills and _SUPPOSES.search(heard.text)
    grown = asks_difference(heard) and changed and (supposed or CHANGED.search(heard.text)) and not (
        adds_sum(heard) and changed & bills)
    return [replace(before, label="原来"), replace(case, label="后来")] if grown else []


def in_one_year(scheme: Scheme, cases: Sequence[Case]) -> bool:
    """Whether two cases are bills of one person in a year over which what the first used up carries to the next."""
    if len(cases) != BOTH or scheme.carry is None or scheme.carry.per != "year":
        return False
    before, case = cases
    years = {day.year for day in map(_day, cases) if day}
    chosen = [f.id for f in scheme.facts if f.kind is FactKind.CHOICE]
    alike = all(before.facts.get(id_) == case.facts.get(id_) for id_ in chosen)
    return alike and len(years) == 1 and case.who in ("", before.who)


def amended(scheme: Scheme, told: Sequence[Case], case: Case) -> list[Case]:
    """The cases told side by side, with what a correction says: of the one it names, else what all have alike.

    Empty where it isn't clear of which of them it is.
    """
    if len(told) < BOTH or not all(other.label for other in told) or not case.facts:
        return []
    choices = {f.id: case.facts[f.id] for f in scheme.facts if f.kind is FactKind.CHOICE and f.id in case.facts}
    whose = "" if {other.who for other in told} <= {"", case.who} else case.who
    named = [other for other in told if whose in ("", other.who)
             and all(other.facts.get(id_) == value for id_, value in choices.items())]
    others = {id_: value for id_, value in case.facts.items() if id_ not in choices}
    if (choices or whose) and len(named) == 1 and others:
        return [replace(other, facts={**other.facts, **others}) if other is named[0] else other for other in told]
    return in_all(told, case)


def in_all(told: Sequence[Case], case: Case) -> list[Case]:
    """The cases told side by side with what a follow-up changes of what all have alike (那一年呢); else none."""
    if len(told) < BOTH or not all(other.label for other in told) or not case.facts or case.who:
        return []
    if any(len({str(other.facts.get(id_)) for other in told}) > 1 for id_ in case.facts):
        return []
    return [replace(other, facts={**other.facts, **case.facts}) for other in told]


def _adds(heard: Understood) -> bool:
    """Whether one more thing is told, and the sum with those before asked for (又买了…,加起来一共)."""
    return bool(_ONE_MORE.search(heard.text)) and bool(ALL_TOGETHER.search(heard.text))


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
    two = any(q.kind is QuantityKind.COUNT and q.value == BOTH and q.measure in HEADS_OR_BARE
              and not AT_HOME.search(heard.text[: q.start]) for q in heard.quantities)
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
            labels = [fact.choice_label(str(value)) for value in values]
            if _UNSAID not in labels:
                return labels
    days = [_day(case) for case in cases]
    months = [f"{day.month}月" if day else "" for day in days]
    if len(set(months)) == len(cases) and all(months):
        return months
    if len(cases) == BOTH and set(people) - {"", CALLER}:
        return [name or fallback for name, fallback in zip(people, ("前面说的", "这次说的"), strict=True)]
    return [f"第{number}个" for number in range(1, len(cases) + 1)]


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


def corrects_last(heard: Understood, before: Sequence[Case], case: Case) -> bool:
    """Whether an utterance sets right the case told last, not tells how it is with somebody else (老王不是低保,是…)."""
    if _OF_AGE.search(heard.text) and not SUPPOSES.search(heard.text):
        return True  # a child told before was none
    denied, last = heard.text.find("不是"), before[-1].who if before else ""
    if not heard.corrects or _CORRECTS.search(heard.text) or denied < 0:
        return heard.corrects
    named = case.who not in ("", CALLER, last) and -1 < heard.text.find(case.who) < denied
    return not (named or _OUTSIDER.search(heard.text, 0, denied))


def cases_after(before: Sequence[Case], cases: Sequence[Case], *, instead: bool) -> tuple[Case, ...]:
    """The cases of a call after one more turn; with `instead` its case stands for the one before."""
    if len(cases) > 1:
        return tuple(cases)
    again = bool(before) and _goes_on(before[-1], cases[0])
    if not (instead or again):
        return (*before, cases[0])[-MOST_KEPT:]
    whose = before[-1].who if before else ""
    own = told_before_last(before, cases[0].who)
    others = tuple(case for case in before if case is not own) if own else before[:-1]
    return (*others, replace(cases[0], who=cases[0].who or whose))[-MOST_KEPT:]
