"""How long it is between two dated things of the documents, from one to a day, or until it comes.

Knows how callers ask for that. Which things they name, `events` tells; nothing is counted from a day that isn't told.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.dialogue import phrases
from assistant.dialogue.arithmetic.events import Event, Events, Place
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import StepShown
from assistant.policy.model import Entry, Statement
from assistant.text.dates import DateMention, Precision
from assistant.text.written_days import day_in_words, day_of

_MONTHS_OF_YEAR = 12
_MUCH = r"(?:几多|几|多少|好多)"
_DAYS_ASKED = re.compile(rf"(?<![月哪]){_MUCH}个?(?:天|日(?![期子]))|天数|日数")
_MONTHS_ASKED = re.compile(rf"(?<!哪){_MUCH}个月(?!份)|月数")
_LENGTH_ASKED = re.compile(r"多久|几久|几耐|好久|多长时间|几长时间|多长(?!期)|多少时间|几多时间")
# Lengths that are no time between two days: what is granted, waited, paid or stayed for.
_OTHER_LENGTH = re.compile(
    r"津贴|产假|等待期|享受|住院|住了|开药|的药|报销|待遇|断[缴交保]|补[缴交]|连续|满几|缴满|交满|工作日|办结|办好|审核|鉴定|到账|"
    r"有效|可支付|能付|够付|够用|撑|提前|[才晚没][交缴]|[交缴]晚|错过|没赶上|过了(?![几多好])[^,.?!;]{0,12}(?:才|再|没|要|得)"
)
# A deadline isn't waited for.
_WAITS, _OF_DEADLINE = re.compile(r"等(?!于)"), re.compile(r"离|距|剩")
_NOW = re.compile(r"(?:现在|如今|而家|依家|目前|眼下|这会儿|今天|今日|今朝|当下|此刻)|(?:至今|到今(?![年天日朝])|为止)")
_LEFT = re.compile(
    r"还[有剩差要得需]|还(?=\S{0,3}几)|仲[有剩差要得]|剩|净返|离|距|倒计时|等(?=\S{0,3}(?:几|多))|来得及"
)
_GONE = re.compile(
    rf"(?:{_MUCH}个?[天日月]|多久|几耐|好久)(?:时间)?(?:了|啦|咯|喽|嘞|哩)|已经?|过了|过咗|过去|至今|以来|[用隔跑]了|[用隔]咗"
)
_TILL_NOW = re.compile(rf"(?:到|至)(?:{_NOW.pattern})")
# Between the names of two things whose distance is asked for, and what says that it is.
_BETWEEN = re.compile(r"到|至|离|距离?|跟|和|同|与|比|以后|之后|过后|后")
_TILL = re.compile(r"到(?!期|位|底)|至|离|距离?")
_RELATION = re.compile(
    r"[到至]|隔|差(?!额)|相距|距|中间|之间|当中|前后|过了|过咗|用了|用咗|离|一共|总共|统共|以后|之后|过后|后\S{0,2}(?:多久|几)|早|晚"
)
_FILLERS = re.compile(
    r"满打满算|实打实|掐着?(?:指头|手指)?算|掰着指头算?|数着?日子|按(?:日|天)算|计埋|算埋|"
    r"请问|想问|问一?下|帮我|麻烦|算一?[算下]|数一?[数下]|相[隔距差]|间隔|隔了?|差不多|大概|大约|中间|之间|当中|一共|总共|统共|前后|"
    r"过了|过咗|过去|用了|用咗|已经|还要|还有|还剩|还得|还差|仲有|仲剩|仲要|剩下|剩|离|距离?|从|由|自|起|算起|开始算|到|至|止|为止|"
    r"那[一个]?[天日]|嗰日|当[天日]|那会儿?|那时候?|那阵子?|日子|时候|天数|具体|到底|究竟|等|啦|了|呢|呀|啊|哩|嘞|咯|的|嘅|就|才|再|要|有|得|是|系|说|写|[?!.,]"
)
BOTH_ENDS = re.compile(
    r"(?:头尾|首尾|两头|头和尾|前后两天|两天)[^,.?!;]{0,4}(?<!不)算|连头带尾|(?:当天|当日|首日|头一天|第一天|那天)(?:也|都|要)?算|"
    r"[包连]?[括含]?(?:当天|当日|首日)(?:在内|算上)|[包含][括含]?(?:当天|当日|首日|头尾|首尾)"
)
NOT_FIRST = re.compile(
    r"(?:当天|当日|首日|头一天|第一天|那天)(?:都|是|就)?不(?:算|计)|不[算计含](?:上|入|进)?(?:发文|开始|上线|发布)?的?"
    r"(?:当天|当日|首日|头一天|第一天)|(?:次日|第二天)(?:起|开始|算起)"
)
# What is waited for after a calculation came to a day.
_WAITED_FOR = re.compile(
    r"享受|待遇|报销|报得|能报|可以|生效|住院|看病|开始|能|用|交费|缴费|照这样|这样|我们?|俺|他|她|佢"
)
# Two things that were told are set apart, without any of their names.
_BETWEEN_TWO = re.compile(
    r"[隔差距早晚]|中间|之间|当中|前后|[哪谁边][一]?[个样项头件边]?[更比较]*[先后]|(?:从|由)?(?:前|头)[^,.?!;]{0,8}(?:到|至)")
_WHICH_IS_EARLIER = re.compile(r"[哪谁边][一]?[个样项头件边]?[更比较]*[早晚先后]")
_TOLD_BEFORE = re.compile(
    r"(?:[这那]|上面|刚才|头先|前[头面]|后[头面]|你?说的)*[两俩二][个样项件者边头]?(?:期限|时间|日期|日子|节点|时候|月份|日|期|事)?|期限|时间|节点|月份|"
    r"[前后上下]?[一]?[个头面]|哪[一]?[个样项件]|谁|边个|[早晚先后]|时间差|刚才|头先|说的|之前")
# Whether a day is early enough is asked, and what is done then.
_IN_TIME = re.compile(
    r"[来赶](?:不[来赶])?得(?:及|上|切)|嚟得[切及]|赶趟|[来赶]不[来赶]得|(?:晚|迟|过期|超期|逾期)(?:没|不|未|了吗|吗|冇)|"
    r"(?:晚|迟)(?:了|咗)?(?:没有?|未|吗|嘛|么)")
_DOES = re.compile(r"[先再才去来]|[交缴办买存续参投]|医保费?|保费|的话|我|俺|咱|阿|还|仲|算不算|算|会不会|会|是不是")
_END_OF_MONTH, _BEGINNING_OF_MONTH = re.compile(r"[底末尾]$"), re.compile(r"[初头]$")
_TAIL = re.compile(r"[(（][^)）]*[)）]$")


@dataclass(frozen=True)
class TimeApart:
    """What was counted: the sentence that tells it, its step, and the events that it rests on."""

    sentence: str
    step: StepShown
    events: tuple[Event, ...]


@dataclass(frozen=True)
class _End:
    """One end of a time: its days, where in its month it stands, and what it is (empty: only a day)."""

    first: date
    last: date
    place: Place
    label: str = ""

    @property
    def day(self) -> date | None:
        if self.first == self.last:
            return self.first
        return {Place.BEGINNING: self.first, Place.END: self.last, Place.OPEN: None}[self.place]

    @property
    def is_month(self) -> bool:
        return self.first != self.last

    @property
    def words(self) -> str:
        return f"{self.first.year}年{self.first.month}月" if self.is_month else day_in_words(self.first)

    @property
    def named(self) -> str:
        """The day that counts, in words, with what it is."""
        if self.day is None:
            return f"{self.words}({self.label})" if self.label else self.words
        only = phrases.MONTH_ONLY.format(place=self.place.value) if self.is_month and self.label else ""
        told = ",".join(part for part in (self.label, only) if part)
        return f"{day_in_words(self.day)}({told})" if told else day_in_words(self.day)


class TimesApart:
    """Counts the time between events of one knowledge."""

    def __init__(self, events: Events) -> None:
        self._events = events

    def asked(self, heard: Understood, told: Sequence[tuple[Entry, str]], area: str, today: date) -> TimeApart | None:
        """The time that an utterance asks for; None if it asks for none, or its ends aren't sure.

        Who names no event means those of the entries `told`, the last one last, each with what it was asked by: the
        last one, or two of them whose distance is asked for.
        """
        text = heard.text
        if _OTHER_LENGTH.search(text):
            return None
        pair = self._pair_told(heard, told, area, today)
        if pair is not None:
            return self._counted(text, pair, _of_event(pair[0]), _of_event(pair[1]))
        last, before = told[-1] if told else (None, "")
        if not _asks_length(text):
            return None
        bare = self._without_times(heard)
        pair = self._pair(bare, area, today) if _RELATION.search(text) and not _NOW.search(text) else None
        if pair is not None:
            return self._counted(text, pair, _of_event(pair[0]), _of_event(pair[1]))
        named = self._events.named(_name(bare), area, today)
        if named is None and _LEFT.search(text):
            named = self._events.named(_name(bare), area, today, deadlines=True)
        if named and self._names_another(bare, named[0], area, today):
            return None  # the other end isn't known
        event = named[0] if named else self._of_last(heard, bare, last, before, area, today)
        if event is None or (event.is_deadline and _WAITS.search(text) and not _OF_DEADLINE.search(text)):
            return None
        other = self._other_end(heard, event, today)
        if other and not named and event.last < today < other.last and _LEFT.search(text):
            return None  # from today to the day told
        return self._counted(text, (event,), _of_event(event), other) if other else None

    def in_time(self, heard: Understood, last: Entry, area: str, today: date) -> TimeApart | None:
        """Whether a day is in time for the one deadline that the entry told last tells; None if that isn't asked.

        The day is the one that is named, else the call's.
        """
        if not _IN_TIME.search(heard.text) or heard.sums:
            return None
        ends = [event for event in self._events.of_entry(last, area, today) if event.is_deadline and event.day
                and event.figure.statement in (Statement.RULE, Statement.PROCEDURE)]
        about = _IN_TIME.sub(" ", _DOES.sub(" ", _name(self._without_times(heard))))
        days = {(d.first_day, d.last_day) for d in heard.dates if d.precision is Precision.DAY} or {(today, today)}
        begins = [event.first for event in self._events.of_entry(last, area, today) if not event.is_deadline]
        not_begun = any(day < begin for _, day in days for begin in begins)
        if len(ends) != 1 or len(days) != 1 or not_begun or not self._events.is_about(about, last):
            return None
        (first, day), = days
        due = ends[0].day
        if first != day or due is None or any(d.precision is not Precision.DAY for d in heard.dates):
            return None
        words = {"day": day_in_words(day), "due": _of_event(ends[0]).named, "days": abs((due - day).days)}
        sentence = (phrases.TOO_LATE if day > due else phrases.LAST_MOMENT if day == due else phrases.IN_TIME)
        step = StepShown(phrases.SPAN, f"{day_in_words(due)} - {day_in_words(day)}", f"{(due - day).days}天", None)
        return TimeApart(sentence.format(**words), step, (ends[0],))

    def until(self, heard: Understood, steps: Sequence[StepShown], today: date) -> TimeApart | None:
        """How long it still is to the one day that the calculation of last came to; None if that isn't asked."""
        days = {day: step.label for step in steps if (day := day_of(step.amount))}
        bare = _WAITED_FOR.sub(" ", _name(self._without_times(heard)))
        asked = _asks_length(heard.text) and _LEFT.search(heard.text) and not self._events.names_anything(bare)
        named = [d for d in heard.dates if (d.first_day, d.last_day) != (today, today)]
        if len(days) != 1 or not asked or named:
            return None
        (day, label), = days.items()
        return self._counted(heard.text, (), _End(day, day, Place.OPEN, label), _End(today, today, Place.OPEN))

    def _without_times(self, heard: Understood) -> str:
        """The words without cities, days and what is asked, each leaving a gap."""
        spans = [*heard.located.spans, *((d.start, d.end) for d in heard.dates)]
        text = heard.text
        for start, end in spans:
            text = text[:start] + " " * (end - start) + text[end:]
        for asked in (_DAYS_ASKED, _MONTHS_ASKED, _LENGTH_ASKED, _NOW):
            text = asked.sub(lambda m: " " * len(m.group()), text)
        return text

    def _pair(self, text: str, area: str, today: date) -> tuple[Event, Event] | None:
        """The two events that a text names on both sides of a word between them, the clearest ones."""
        best: tuple[float, tuple[Event, Event]] | None = None
        for one, other in _sides(text):
            left, right = (self._events.named(_name(side), area, today) for side in (one, other))
            if left is None or right is None or left[0].figure.id == right[0].figure.id:
                continue
            clear = left[1] + right[1]
            if best is None or clear > best[0]:
                best = clear, (left[0], right[0])
        return best[1] if best else None

    def _pair_told(self, heard: Understood, told: Sequence[tuple[Entry, str]], area: str,
                   today: date) -> tuple[Event, Event] | None:
        """The two events that the last two turns told, where only their distance is asked for."""
        between = _BETWEEN_TWO.search(heard.text) and not (_NOW.search(heard.text) or _LEFT.search(heard.text))
        asks = _asks_length(heard.text) or _WHICH_IS_EARLIER.search(heard.text)
        if not between or not asks or heard.dates or len(told) < 2:
            return None
        if self._events.names_anything(_TOLD_BEFORE.sub(" ", _name(self._without_times(heard)))):
            return None
        (one, asked_one), (other, asked_other) = told[-2:]
        of_each = [self._events.of_answer(entry, asked, area, today)
                   for entry, asked in ((one, (asked_one,)), (other, (asked_other, asked_one)))]
        if not all(len(events) == 1 for events in of_each):
            return None
        (first,), (second,) = of_each
        in_period = one is other and first.is_month and second.is_month  # as long as the entry says
        return None if in_period or first.figure.id == second.figure.id else (first, second)

    def _names_another(self, text: str, event: Event, area: str, today: date) -> bool:
        """Whether something is named on both sides of 到, and on one of them something else than an event."""
        sides = [[_name(text[: till.start()]), _name(text[till.end() :])] for till in _TILL.finditer(text)]
        return any(all(map(self._events.names_anything, both))
                   and not all(self._events.is_named_by(side, event, area, today) for side in both) for both in sides)

    def _of_last(self, heard: Understood, bare: str, last: Entry | None, before: str, area: str,
                 today: date) -> Event | None:
        """The event of the entry told last that an utterance leans on, by which way the time is counted."""
        if last is None or not self._events.is_about(_name(bare), last):
            return None
        told = self._events.of_entry(last, area, today)
        if len(told) > 1:
            left, gone = _LEFT.search(heard.text), _GONE.search(heard.text) or _TILL_NOW.search(heard.text)
            ahead = [e for e in told if e.last >= today]
            told = tuple(ahead) if left and not gone else tuple(e for e in told if e not in ahead) if gone else told
        if len(told) > 1:
            named = self._events.named(before, area, today)
            told = (named[0],) if named and named[0] in told else ()
        return told[0] if told else None

    def _other_end(self, heard: Understood, event: Event, today: date) -> _End | None:
        """The day up to which, or from which, the time of one event is counted; None if that isn't sure."""
        named = [d for d in heard.dates if d.precision in (Precision.DAY, Precision.MONTH)
                 and not (d.first_day != today and event.is_meant_by(d.first_day, d.last_day))]
        ends = {(d.first_day, d.last_day): _of_mention(d) for d in named}
        if any(first <= today <= last for first, last in ends) and _NOW.search(heard.text):
            ends = {days: end for days, end in ends.items() if not days[0] <= today <= days[1]} or {
                (today, today): _End(today, today, Place.OPEN)}
        if len(ends) == 1:
            return next(iter(ends.values()))
        now = _NOW.search(heard.text) or _LEFT.search(heard.text) or _GONE.search(heard.text)
        return _End(today, today, Place.OPEN) if now and not ends else None

    def _counted(self, text: str, events: tuple[Event, ...], one: _End, other: _End) -> TimeApart | None:
        first, last = sorted((one, other), key=lambda end: (end.day or end.first, end.last))
        in_days = bool(_DAYS_ASKED.search(text))
        in_months = bool(_MONTHS_ASKED.search(text))
        if first.is_month and last.is_month and not in_days:
            sentence, step = _of_months(first, last)
        elif first.day and last.day:
            left = bool(_LEFT.search(text)) and not (one.label and other.label)
            sentence, step = _in_days(first, last, in_months=in_months if in_days != in_months else None, left=left)
            if in_days and not left and (BOTH_ENDS.search(text) or NOT_FIRST.search(text)):
                sentence, step = _as_said(first, last, whole=not NOT_FIRST.search(text))
        else:
            sentence, step = _in_month_numbers(first, last)
            sentence = (phrases.NO_DAY_TOLD if in_days else "") + sentence
        return TimeApart(sentence, step, events)


def _asks_length(text: str) -> bool:
    return any(asked.search(text) for asked in (_DAYS_ASKED, _MONTHS_ASKED, _LENGTH_ASKED))


def _sides(text: str) -> Iterator[tuple[str, str]]:
    for between in _BETWEEN.finditer(text):
        yield text[: between.start()], text[between.end() :]


def _name(text: str) -> str:
    return _FILLERS.sub(" ", text)


def _of_event(event: Event) -> _End:
    return _End(event.first, event.last, event.place, _TAIL.sub("", event.figure.label))


def _of_mention(mention: DateMention) -> _End:
    place = (Place.END if _END_OF_MONTH.search(mention.words) else
             Place.BEGINNING if _BEGINNING_OF_MONTH.search(mention.words) else Place.OPEN)
    return _End(mention.first_day, mention.last_day, place)


def _in_days(first: _End, last: _End, *, in_months: bool | None, left: bool) -> tuple[str, StepShown]:
    """The days between two, or whole months and days (None: both); `left` if it is asked how long it still is."""
    assert first.day and last.day
    days = (last.day - first.day).days
    months, rest = _whole_months(first.day, last.day)
    expression = f"{day_in_words(last.day)} - {day_in_words(first.day)}"
    told = _in_words(months, rest)
    words = {"first": first.named, "last": last.named, "days": days, "whole": days + 1, "told": told}
    if left and first.label:
        return phrases.OVER_IN_DAYS.format(**words), StepShown(phrases.SPAN, expression, f"{days}天", None)
    if in_months and months:
        words["told"] = told.removeprefix("正好") if left else told
        sentence = phrases.AHEAD_IN_MONTHS if left else phrases.APART_IN_MONTHS
        return sentence.format(**words), StepShown(phrases.SPAN, expression, told.removeprefix("正好"), None)
    sentence = (phrases.AHEAD_IN_DAYS if left else phrases.APART_IN_DAYS).format(**words)
    if months and in_months is None:
        sentence = sentence.removesuffix("。") + phrases.THAT_IS.format(told=told)
    return sentence, StepShown(phrases.SPAN, expression, f"{days}天", None)


def _as_said(first: _End, last: _End, *, whole: bool) -> tuple[str, StepShown]:
    """The days between two as it is said that they count: the `whole` with both ends, else without the first day."""
    assert first.day and last.day
    days = (last.day - first.day).days
    sentence = phrases.SPAN_WHOLE if whole else phrases.SPAN_AFTER
    expression = f"{day_in_words(last.day)} - {day_in_words(first.day)}" + (" + 1天" if whole else "")
    step = StepShown(phrases.SPAN, expression, f"{days + whole}天", None)
    return sentence.format(first=first.named, last=last.named, days=days, whole=days + 1), step


def _of_months(first: _End, last: _End) -> tuple[str, StepShown]:
    """The time between two months: from the end of one to the beginning of another, else by their numbers."""
    if first.day is None or last.day is None or first.place is last.place:
        return _in_month_numbers(first, last)
    sentence, step = _in_days(first, last, in_months=True, left=False)
    number = _number_between(first.first, last.first)
    return sentence.removesuffix("。") + phrases.BY_NUMBERS.format(months=number), step


def _in_month_numbers(first: _End, last: _End) -> tuple[str, StepShown]:
    number = _number_between(first.first, last.first)
    named = [phrases.EVENT_IS.format(label=end.label, when=end.words) if end.label else
             (phrases.COUNTED_FROM if end is first else phrases.COUNTED_TO).format(when=end.words)
             for end in (first, last)]
    sentence = phrases.APART_BY_MONTHS.format(one=named[0], other=named[1], months=number)
    step = StepShown(phrases.SPAN, f"{first.words}至{last.words}", f"{number}个月", None)
    return sentence, step


def _number_between(first: date, last: date) -> int:
    """By how much the numbers of two months differ."""
    return (last.year - first.year) * _MONTHS_OF_YEAR + last.month - first.month


def _in_words(months: int, rest: int) -> str:
    words = phrases.MONTHS_AND_DAYS if rest else phrases.WHOLE_MONTHS
    return words.format(months=months, rest=rest)


def _whole_months(first: date, last: date) -> tuple[int, int]:
    """How many whole months lie between two days, and how many days more."""
    months = _number_between(first, last)
    if _later(first, months) > last:
        months -= 1
    return months, (last - _later(first, months)).days


def _later(day: date, months: int) -> date:
    """The same day so many months later, the last one of a shorter month."""
    count = day.year * _MONTHS_OF_YEAR + day.month - 1 + months
    year, month = count // _MONTHS_OF_YEAR, count % _MONTHS_OF_YEAR + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
