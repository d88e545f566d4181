"""The conditions of one scheme as facts: what was said, what was denied, what one value implies.

Knows which fact takes which condition; knows nothing of amounts, persons or alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.calculator.scheme import Fact, FactKind, FactValue, Scheme
from assistant.dialogue.gathering.told_by_rate import ToldByRate
from assistant.dialogue.hearing.against_before import against_before
from assistant.dialogue.hearing.asking import asks_difference
from assistant.dialogue.hearing.conditions import ConditionFinder, Mention, denied, stated
from assistant.dialogue.hearing.people import clause_at
from assistant.dialogue.hearing.rule_changes import sides_asked
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Dimension, SchemeShape
from assistant.text.dates import DateMention, Precision
from assistant.text.numerals import SUMS, QuantityKind

# 起付标准扣完按比例能报多少: what comes first and what then, not how it stands.
_RECKONED_WITH = re.compile(r"了?(?:之后|以后|后)?(?:再算|再?按)")
# What a whole year came to holds the threshold: 起付线扣完能报多少 asks what is left of it then.
_OF_WHOLE_YEAR = re.compile(
    r"(?:今年|全年|一年|整年|年初|一月|元旦)[^,.?!;]{0,24}(?:一共|总共|合共|拢共|统共|合计|共计|总计)|(?:一共|总共|拢共)[^,.?!;]{0,4}(?:全年|一年)"
)
_THEN_ASKS = re.compile(
    r"了?(?:之后|以后|后)?(?:,)?(?:再)?(?:按|(?:医保|还|我|剩下的?|余下的?|到底|大概)?(?:能|可以|应该|该|会)?(?:给|得)?[报付])"
)
# What is taken off first, before it is asked what is left (门槛费扣完,能报多少); not what has been (扣完了, 早扣过).
_TAKES_OFF = re.compile(r"[扣减除刨]完?$")
_LEFT_ASKED = re.compile(
    r"(?:完|掉|除|去)?(?:以后|之后|过后|后)?,?(?:还|再|剩下?的?|余下的?|那)*(?:能|可以|该|应该|会)*"
    r"(?:给)?(?:我|俺|咱|她|他)?(?:报|拿|补|返)")
_UNDONE = re.compile(r"[没未冇]")
# What is still lacking before something is so (起付线还差一百才够).
_STILL_LACKS = re.compile(r"还[差欠缺]|[差欠缺]着?\d|(?<!刚)才(?=[^,.?!;]{0,4}$)")
_TAKEN_BEFORE = re.compile(r"(?:已经?|早|都|前面|上回|上次|之前|头里|先前|年初|头一[回次])[^,.?!;]{0,8}$")
# The time before and the time after a change, said in one word.
BOTH_PERIODS = re.compile(
    r"(?:调整|改革|共济|政策|新政|新规|规定|改|变|比例|降|涨|升|提高|调|执行|实施|施行|落地)(?:的)?(?:前后|前同后|前和后)|改前改后|新旧|新老(?=比例|政策|规|标准|办法)"
)
# One goes over to the value that is named next, and asks how much less (or more) that is.
_SWITCHES = re.compile(r"(?:改|换|转|变)(?:[成为做用到去了咗交选都全]*|[^,.?!;]{0,4}[成为做用到])$")
# What stands between two groups that are set against one another.
_SET_AGAINST = re.compile(r"[跟和同与比及]|还是|对")
_SAVES = re.compile(
    r"(?:省|慳|悭|节[约省]|便宜|平|差|[多少](?:花|出|掏|付|交|收|用|使)?)(?:了|返|落|下|得|咗|出|掉)*(?:大概|大约)?(?:多少|几)")
_PRESENT = re.compile(r"现在|如今|而家|目前")
# 总共是多少 asks for the whole: it doesn't tell that an amount is that.
_WHOLE = re.compile(r"(?:一共|总共|合计|共计|拢共|加起来)(?:是|要|花|得)?")
# 今年廿二 tells somebody's age, no year that is asked about.
_THIS_YEAR = "今年"
_IS_OLD = re.compile(
    r"(?:都|已经|刚|才|刚刚|就|快|刚好)*(?:\d{1,3}|[一二三四五六七八九十廿卅]{1,3})(?:周?岁|[了啦]?(?=[,.?!;]|$)|[了啦])")
_MUCH = re.compile(r"(?:收|交|付|花|得)?(?:多少|几多|几钱|几块)")
_JUST = re.compile(r"(?:是|有|就|住|做|整整|足足|差不多)+")
# One more thing, of another kind than that before.
_ANOTHER = re.compile(r"另|别的|其[他它余]|还有|第二|剩下|有一[种个样]")
PERIODS = frozenset(("before", "after"))
# A year that what is asked about is of (下年度的居民医保, 明年那份), and one that only tells when it is done.
_YEAR_WORD = re.compile(r"[今明去后前来出]年|[上下新](?:一个?)?年|(?:19|20)\d\d年?")
_OF_YEAR = re.compile(
    r"年?度?(?:要[交缴]|应[交缴])?(?:的|个|这|那|呢|嗰)*(?:我们|个人)?(?:城乡|城镇)?(?:居民|农村)?"
    r"(?:基本)?(?:医疗)?(?:医保|保费|保险费?|参保费?|缴费|保障|合作医疗|新农合|标准|一?份|[一这那嗰]?期|费用)"
)
_WITHIN_YEAR = re.compile(r"(?:年)?(?:[底尾末]|(?:1[12]|十[一二])月)")
_ASKS_SUM = re.compile(r"多少|几多|几钱|几块|几个(?=钱|[,.?!]|$)|够不够|够唔够|怎么算")


def _is_date(mention: Mention, heard: Understood) -> bool:
    return any(d.start < mention.end and mention.start < d.end for d in heard.dates)


def _is_sum(mention: Mention, heard: Understood) -> bool:
    """Whether a mention is only the digits of a sum of money (2020块)."""
    return any(q.kind is QuantityKind.MONEY and q.start <= mention.start and mention.end < q.end
               for q in heard.quantities)


def _between(one: Mention, other: Mention) -> tuple[int, int]:
    """Where the words between two mentions begin and end."""
    return min(one.end, other.end), max(one.start, other.start)


def _is_number(mention: Mention, heard: Understood) -> bool:
    """Whether what follows a mention is no sum, but so many days, months or things (一共是整整十天)."""
    behind = _JUST.match(heard.text, mention.end)
    at = behind.end() if behind else mention.end
    return any(q.start == at and q.kind in (QuantityKind.DAYS, QuantityKind.MONTHS, QuantityKind.COUNT)
               for q in heard.quantities)


def _is_when(mention: Mention, heard: Understood) -> bool:
    """Whether a year is only told with the part of it in which something is done (今年年底扣)."""
    return bool(_WITHIN_YEAR.match(heard.text, mention.end))


def _with_quantity(mention: Mention, heard: Understood) -> bool:
    """Whether an amount or number stands in the clause of a mention: then it is told for that."""
    clause = clause_at(heard.clauses, mention.start)
    return clause is not None and any(clause.start <= q.start < clause.end for q in heard.quantities)


class Choices:
    """The choices that a scheme takes, and the conditions they are heard by.

    `dimension_of` leads from a fact to its condition, `facts` from its id to the fact, and `shared` holds
    the conditions of the whole knowledge (other schemes have them too). `counting` are the facts that
    count people or things, `months` is the one that counts months by their days (empty: none).
    """

    def __init__(self, shape: SchemeShape, scheme: Scheme, knowledge: Knowledge) -> None:
        own = [Dimension(id=f.id, label=f.label or f.id, question="", values=f.values) for f in shape.facts if f.values]
        self._own = ConditionFinder(own)
        self.shared = frozenset(knowledge.dimensions)
        self.dimension_of = {f.id: f.dimension or f.id for f in shape.facts if f.kind == "choice"}
        self.facts: dict[str, Fact] = {f.id: f for f in scheme.facts if f.kind is FactKind.CHOICE}
        self._implied = {
            (dimension.id, value.id): value.implies
            for dimension in knowledge.dimensions.values() for value in dimension.values if value.implies
        }

        self._against = {(f.id, value.id): value.against for f in shape.facts for value in f.values if value.against}
        self._like = {f.id: f.like for f in shape.facts if f.like}
        self._by_rate = ToldByRate(shape, knowledge)
        self.months = next((f.id for f in shape.facts if f.kind == "months" and f.many), "")
        self.counting = tuple(f for f in shape.facts if f.kind == "count")
        self._told_in_part = {name for f in shape.facts if f.kind == "money" and not f.many for name in f.when or {}}

    def own_mentions(self, heard: Understood) -> tuple[Mention, ...]:
        """The mentions of the conditions that only this scheme has, as far as they are told, not reckoned with.

        What a sum follows tells that sum: 起付线扣过四百 isn't that all of it has been, 一共是十天 not that of a sum.
        """
        asked = _THEN_ASKS if _OF_WHOLE_YEAR.search(heard.text) else _RECKONED_WITH
        found = tuple(m for m in self._own.find(heard.text)
                      if not asked.match(heard.text, m.end) and not _is_taken_off(m, heard)
                      and not self._is_part(m, heard) and not _is_sum(m, heard) and not _STILL_LACKS.search(m.words)
                      and not (m.words == _THIS_YEAR and _IS_OLD.match(heard.text, m.end))
                      and not (_WHOLE.fullmatch(m.words) and (_MUCH.match(heard.text, m.end) or _is_number(m, heard))))
        by_rate = self._by_rate.mentions(heard)
        return (*self._by_rate.without_rates(found, by_rate), *by_rate)

    def beside(self, heard: Understood, before: Mapping[str, FactValue]) -> tuple[Mention, ...]:
        """What words mean only beside another value of a choice told before (要是顺产呢, after 难产)."""
        known = {name: (value,) for name, value in before.items() if isinstance(value, str)}
        return self._own.find_beside(heard.text, known)

    def _is_part(self, mention: Mention, heard: Understood) -> bool:
        """Whether words for a choice only lead to a sum of what the choice is about."""
        behind = mention.end + heard.text.startswith("了", mention.end)
        return mention.dimension in self._told_in_part and any(
            q.start == behind and q.kind in SUMS for q in heard.quantities)

    def year_mentions(self, dates: Sequence[DateMention]) -> tuple[Mention, ...]:
        """The years told, for choices whose values are years (`y2021`), however a year was said (明年)."""
        years = {(id_, value): int(value[1:]) for id_, fact in self.facts.items() for value, _ in fact.choices
                 if re.fullmatch(r"y\d{4}", value)}
        return tuple(
            Mention(self.dimension_of[id_], value, told.start, told.end, told.words)
            for told in dates if told.precision is Precision.YEAR
            for (id_, value), year in years.items() if told.first_day.year == year
        )

    def of_another(self, mentions: Sequence[Mention], heard: Understood) -> tuple[Mention, ...]:
        """The mentions, with the usual value where one more is told that is none of the others (另一种不是新冠的)."""
        found = list(mentions)
        for id_, fact in self.facts.items():
            own = [m for m in mentions if m.dimension == self.dimension_of[id_]]
            denied = [m for m in own if m.negated and any(
                c.start <= m.start < c.end and _ANOTHER.search(heard.text, c.start, m.start) for c in heard.clauses)]
            if fact.default and denied and any(not m.negated for m in own) and fact.default not in {
                    m.value for m in own}:
                found.append(replace(denied[0], value=fact.default, negated=False))
        return tuple(found)

    def both_periods(self, mentions: Sequence[Mention], heard: Understood) -> tuple[Mention, ...]:
        """The mentions with both periods where both are asked about (调整前后, 改前…改后), for facts that know two."""
        names = [self.dimension_of[id_] for id_, fact in self.facts.items() if {v for v, _ in fact.choices} >= PERIODS]
        told = BOTH_PERIODS.search(heard.text)
        spans = (told.span(), told.span()) if told else sides_asked(heard.text, heard.today) if names else None
        if spans is None:
            return tuple(mentions)
        kept = [m for m in mentions if m.dimension not in names]
        return (*kept, *(Mention(name, value, *span, heard.text[slice(*span)]) for name in names
                         for value, span in zip(("before", "after"), spans, strict=True)))

    def of_two_groups(self, mentions: Sequence[Mention], heard: Understood) -> tuple[Mention, ...]:
        """The mentions with the other of two values, where one is set against who isn't of it (低保跟不是低保的)."""
        found = list(mentions)
        for id_, fact in self.facts.items() if asks_difference(heard) else ():
            values = [value for value, _ in fact.choices]
            own = [m for m in mentions if m.dimension == self.dimension_of[id_]]
            told = [m for m in own if not m.negated]
            denied = next((m for m in own if m.negated and any(m.value == other.value and _SET_AGAINST.search(
                heard.text, *_between(m, other)) for other in told)), None)
            if len(values) == 2 and denied is not None and len({m.value for m in told}) == 1:
                found.append(replace(denied, value=next(v for v in values if v != denied.value), negated=False))
        return tuple(sorted(found, key=lambda m: m.start)) if len(found) > len(mentions) else tuple(mentions)

    @property
    def knows_periods(self) -> bool:
        """Whether the scheme has a choice between the time before a change and the time after it."""
        return any({v for v, _ in fact.choices} >= PERIODS for fact in self.facts.values())

    def against_before(self, mentions: Sequence[Mention], heard: Understood) -> tuple[Mention, ...]:
        """The mentions with the earlier of two periods, where the result is set against how it used to be."""
        names = [self.dimension_of[id_] for id_, fact in self.facts.items() if {v for v, _ in fact.choices} >= PERIODS]
        said = {m.dimension for m in mentions if m.value == "before"}
        if not against_before(heard):
            return tuple(mentions)
        return (*mentions, *(Mention(name, "before", 0, 0, "") for name in names if name not in said))

    def switched(self, mentions: Sequence[Mention], heard: Understood) -> tuple[Mention, ...]:
        """The mentions, with the other value of two where it is asked what a change to one saves (改混检省多少)."""
        found = list(mentions)
        for id_, fact in self.facts.items() if _SAVES.search(heard.text) else ():
            values, dimension = [value for value, _ in fact.choices], self.dimension_of[id_]
            own = [m for m in mentions if m.dimension == dimension and not m.negated]
            if len(values) == 2 and len({m.value for m in own}) == 1 and any(
                    _SWITCHES.search(heard.text[: m.start]) for m in own):
                other = next(value for value in values if value != own[0].value)
                found.insert(0, replace(own[0], value=other))
        return tuple(found)

    def of_no_period(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions without those of a period before or after a change: a day tells it."""
        names = [self.dimension_of[id_] for id_, fact in self.facts.items() if {v for v, _ in fact.choices} >= PERIODS]
        return [m for m in mentions if m.dimension not in names]

    def without_periods(self, known: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The conditions known without a period before or after a change: another time is told."""
        names = {name for id_, fact in self.facts.items() if {v for v, _ in fact.choices} >= PERIODS
                 for name in (id_, self.dimension_of[id_])}
        return {name: values for name, values in known.items() if name not in names}

    def against(self, fact_id: str, value: str) -> dict[str, FactValue]:
        """What else holds where a value is only set against another one."""
        return dict(self._against.get((fact_id, value), {}))

    def labels(self) -> set[str]:
        """The words for all values of all choices."""
        return {label for fact in self.facts.values() for _, label in fact.choices}

    def asked(self, mentions: Sequence[Mention], heard: Understood) -> tuple[Mention, ...]:
        """The mentions without other values of a condition than the one that the question itself names.

        Only of conditions that this scheme alone has: 今年听说涨价, 明年要交多少 asks for one year.
        """
        asking = [c for c in heard.clauses if _ASKS_SUM.search(heard.text, c.start, c.end)]
        kept = list(mentions)
        for dimension in set(self.dimension_of.values()) - self.shared:
            own = [m for m in kept if m.dimension == dimension and not m.negated]
            inside = {m.value for m in own for c in asking if c.start <= m.start < c.end}
            idle = [m for m in own if m.value not in inside and (_is_date(m, heard) or not _with_quantity(m, heard))]
            if len({m.value for m in own}) > 1 and len(inside) == 1:
                kept = [m for m in kept if m not in idle]
        kept = [m for m in self._of_year_named(kept, heard) if not (m.words == "今年" and _is_when(m, heard))]
        if any(_PRESENT.search(heard.text, c.start, c.end) for c in asking):
            periods = {self.dimension_of[id_] for id_, f in self.facts.items() if {v for v, _ in f.choices} >= PERIODS}
            kept = [m for m in kept if m.dimension not in periods or m.value != "before"
                    or any(c.start <= m.start < c.end for c in asking)]
        return tuple(kept)

    def _of_year_named(self, mentions: Sequence[Mention], heard: Understood) -> list[Mention]:
        """The mentions without the years that only tell when something is done, where it is said to be of another.

        So with 今年报名参加下年度的居民医保.
        """
        kept = list(mentions)
        for dimension in set(self.dimension_of.values()) - self.shared:
            years = [m for m in kept if m.dimension == dimension and not m.negated and _YEAR_WORD.match(m.words)]
            of = {m.value for m in years if _OF_YEAR.match(heard.text, m.end)}
            if len(of) == 1:
                kept = [m for m in kept if m not in years or m.value in of]
        return kept

    def told(self, mentions: Sequence[Mention]) -> dict[str, FactValue]:
        """Fact → the one value that was said, or that is left when the others were denied."""
        said, not_said = stated(mentions), denied(mentions)
        facts: dict[str, FactValue] = {}
        for fact_id, dimension in self.dimension_of.items():
            accepted = dict(self.facts[fact_id].choices)
            values = [v for v in said.get(dimension, ()) if v in accepted]
            if len(values) == 1 or (values and dimension not in self.shared):
                facts[fact_id] = values[0]
            elif not values:
                left = [v for v in accepted if v not in not_said.get(dimension, ())]
                if len(left) == 1 and len(accepted) > 1:
                    facts[fact_id] = left[0]
        return facts

    def told_by_sums(self, placed: Sequence[Placed]) -> dict[str, FactValue]:
        """Fact → the one value of it without which a sum that was told would mean nothing."""
        needed = {name: values for p in placed if p.fact.kind == "money" and not p.fact.many and p.value
                  for name, values in p.fact.when.items()}
        return {name: values[0] for name, values in needed.items()
                if len(values) == 1 and self.dimension_of.get(name) not in self.shared}

    def complete(self, facts: dict[str, FactValue], mentions: Sequence[Mention],
                 known: Mapping[str, tuple[str, ...]]) -> None:
        """Fill in what the utterance says for everybody, then what was known before; never against `facts`."""
        for fact_id, value in self.told(mentions).items():
            facts.setdefault(fact_id, value)
        self._imply_of_others(facts, mentions)
        self.imply(facts)
        for fact_id, dimension in self.dimension_of.items():
            values = known.get(dimension, ()) or known.get(self._like.get(fact_id, ""), ())
            if fact_id not in facts and len(values) == 1 and values[0] in dict(self.facts[fact_id].choices):
                facts[fact_id] = values[0]

    def _imply_of_others(self, facts: dict[str, FactValue], mentions: Sequence[Mention]) -> None:
        """Fill in what follows from a condition that isn't a fact here (在厂里上班 … 职工医保)."""
        fact_of = {dimension: fact for fact, dimension in self.dimension_of.items()}
        said = stated(mentions)
        for dimension, values in said.items():
            for value in values if dimension not in fact_of and len(values) == 1 else ():
                for name, implied in self._implied.get((dimension, value), {}).items():
                    target = fact_of.get(name)
                    if target and not said.get(name) and implied in dict(self.facts[target].choices):
                        facts.setdefault(target, implied)

    def imply(self, facts: dict[str, FactValue]) -> None:
        """Fill in what a known value implies (退休 … 职工医保), never against what was said."""
        fact_of = {dimension: fact for fact, dimension in self.dimension_of.items()}
        for fact_id, value in list(facts.items()):
            dimension = self.dimension_of.get(fact_id, "")
            for name, implied in self._implied.get((dimension, str(value)), {}).items():
                target = fact_of.get(name)
                if target and implied in dict(self.facts[target].choices):
                    facts.setdefault(target, implied)


def _is_taken_off(mention: Mention, heard: Understood) -> bool:
    """Whether words that would say that something has been taken off only say how what is left is reckoned."""
    return (bool(_TAKES_OFF.search(mention.words)) and not _UNDONE.search(mention.words)
            and bool(_LEFT_ASKED.match(heard.text, mention.end))
            and not _TAKEN_BEFORE.search(heard.text, 0, mention.start + len(mention.words)))
