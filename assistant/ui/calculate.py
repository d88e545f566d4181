"""`yibao calc`: lists the calculators, takes facts as options or asks for them, gives the reply.

Owns how facts are written on a command line. What they come to is worked out by the dialogue's
calculators, the same that answer callers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

import click

from assistant.calculator.scheme import Bill, Fact, FactKind, FactValue
from assistant.calculator.wording import write_day
from assistant.dialogue.calculating.calculator import Calculator
from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.calculating.comparing import Told
from assistant.dialogue.gathering.fact_values import UnreadableValueError, read_value, words_of_choices
from assistant.dialogue.gathering.gathered import Gathered
from assistant.dialogue.placed import Case
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.wording import Basis, Writer
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.ui.arguments import DAY, WORDS, ChineseCommand
from assistant.ui.plain import printable, typeset

Ask = Callable[[str], str | None]
"""Puts a question to the caller; None when there is no answer to be had."""

_RESERVED = frozenset({"json", "date", "knowledge", "help", "what-if"})
_MOST_ATTEMPTS = 3


def listing(knowledge: Knowledge) -> Iterator[str]:
    """The calculators, city by city."""
    for area in knowledge.covered_areas():
        schemes = knowledge.schemes_of(area.id)
        if schemes:
            yield area.name
        for scheme in schemes:
            yield f"  {scheme.id:<32} {typeset(scheme.title)}"


class CalculatorDesk:
    """The calculators of one knowledge, for the command line."""

    def __init__(self, knowledge: Knowledge) -> None:
        figures = Figures(knowledge)
        self._knowledge = knowledge
        self._writer = Writer(knowledge, figures)
        self._calculators = Calculators(knowledge, figures, self._writer)

    def get(self, id_: str) -> Calculator:
        """The calculator with this id; an unknown one is a wrong usage."""
        try:
            return self._calculators.get(id_)
        except KeyError:
            near = get_close_matches(id_, list(self._knowledge.schemes), n=3, cutoff=0.4)
            hint = f"；是不是 {'、'.join(near)}" if near else ""
            told = f"没有这个计算：{printable(id_)}{hint}。直接写 yibao calc 可列出全部"
            raise click.UsageError(told) from None

    def work_out(self, calculator: Calculator, facts: dict[str, FactValue], day: date, ask: Ask | None,
                 supposed: Sequence[Supposed] = ()) -> Reply:
        """The reply for the facts; what is missing is asked for, if there is somebody to ask.

        With suppositions, the results for the facts and for each change of one of them stand side by side.
        """
        facts = {**_implied(calculator.scheme.facts, facts), **facts}
        while True:
            basis = self._writer.basis()
            cases = [Case("原来" if supposed else "", facts), *(s.case(facts) for s in supposed)]
            gathered = Gathered(cases, True, supposed=bool(supposed))
            told = self._calculators.tell(calculator, gathered, day, basis)
            if ask is None or told.kind is not ReplyKind.CLARIFY or told.asked is None:
                return self._reply(calculator, told, basis, day)
            fact = calculator.scheme.fact(told.asked)
            if any(s.fact == fact.id for s in supposed):  # what was supposed can't be: nothing to ask for
                return self._reply(calculator, told, basis, day)
            # A value that was given can't be: it is asked for again, and why is told.
            type_ = self.type_of(calculator, fact)
            value = _asked(type_, ask, typeset(told.short) if fact.id in facts else "")
            if value is None:
                return self._reply(calculator, told, basis, day)
            facts[fact.id] = value

    def suppositions(self, calculator: Calculator, written: Sequence[str]) -> list[Supposed]:
        """What `fact=value` supposes, one fact a time; `date=2022-06-30` supposes another day."""
        found = []
        for text in written:
            name, sign, value = text.partition("=")
            if not sign or not value:
                raise click.BadParameter(f"“{printable(text)[:30]}”不认识；请写成 事实=值，如 status=退休")
            name = name.strip().removeprefix("--").removeprefix("fact-").replace("-", "_")
            if name == "date" and all(f.id != "date" for f in calculator.scheme.facts):
                day = DAY.convert(value, None, None)
                found.append(Supposed(f"按{write_day(day)}", "", day))
                continue
            fact = next((f for f in calculator.scheme.facts if f.id == name or f.label == name), None)
            if fact is None:
                known = "、".join(f.id.replace("_", "-") for f in calculator.scheme.facts)
                raise click.BadParameter(f"没有这个事实：{printable(name)[:30]}；可以是：{known}、date")
            taken = self.type_of(calculator, fact).convert(value, None, None)
            told = fact.choice_label(taken) if isinstance(taken, str) else printable(value)
            found.append(Supposed(f"{fact.label}改为{told}", fact.id, taken))
        return found

    def type_of(self, calculator: Calculator, fact: Fact) -> Value:
        """How a fact's value is written: a choice also in the curator's words for it."""
        return Value(fact, words_of_choices(calculator.shape, fact, self._knowledge))

    def _reply(self, calculator: Calculator, told: Told, basis: Basis, day: date) -> Reply:
        details = tuple(dict.fromkeys(line for line in told.details if line))
        notices = tuple(basis.notices)
        source = self._writer.source_line(basis)
        return Reply(
            kind=told.kind,
            text="\n".join([told.short, *details, *notices, *([source] if source else [])]),
            area=self._knowledge.covered_in(calculator.shape.area)[0].id,
            as_of=day,
            short=told.short,
            details=details,
            citations=basis.citations,
            figures=basis.figures_used,
            steps=(*told.steps, *self._writer.working(basis, day)),
            amounts=told.amounts,
            options=tuple(label for _, label in told.options),
            notices=notices,
            confidence=1.0,
        )


def _implied(facts: Sequence[Fact], given: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """What a given fact says of others: one that only one value of another has (在职: 职工医保) goes with it."""
    return {other: values[0] for fact in facts if fact.id in given
            for other, values in fact.when.items() if len(values) == 1}


@dataclass(frozen=True)
class Supposed:
    """A change of one fact (`fact` empty: of the day), and how it is called."""

    label: str
    fact: str
    value: FactValue

    def case(self, facts: Mapping[str, FactValue]) -> Case:
        """The facts with this one changed; a fact that only goes with another value is left out by the calculator."""
        if not self.fact and isinstance(self.value, date):
            return Case(self.label, dict(facts), self.value)
        return Case(self.label, {**facts, self.fact: self.value})


class Value(click.ParamType):  # type: ignore[type-arg]
    """A fact's value as it is written on a command line; `words` lead to the choices they mean."""

    def __init__(self, fact: Fact, words: Mapping[str, str]) -> None:
        self.fact = fact
        self._words = words
        self.name = fact.label

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> FactValue:
        try:
            return read_value(self.fact, self._words, str(value))
        except UnreadableValueError as err:
            raise click.BadParameter(str(err)) from None


def command_for(
    desk: CalculatorDesk,
    calculator: Calculator,
    finish: Callable[[dict[str, FactValue], list[Supposed]], int],
) -> click.Command:
    """The command of one calculator, with an option for each fact; gives what `finish` makes of them.

    `finish` takes the facts and what is supposed instead of them.
    """
    facts = calculator.scheme.facts

    def callback(what_if: tuple[str, ...], **given: FactValue | tuple[tuple[Bill, ...], ...] | None) -> int:
        taken: dict[str, FactValue] = {}
        for number, fact in enumerate(facts):
            value = given[f"fact{number}"]
            if fact.many and isinstance(value, tuple):
                value = tuple(bill for bills in value for bill in bills)  # type: ignore[union-attr]
            if value not in (None, ()):
                taken[fact.id] = value  # type: ignore[assignment]
        return finish(taken, desk.suppositions(calculator, what_if))

    return ChineseCommand(
        name=calculator.scheme.id,
        callback=callback,
        params=[*(_option(at, fact, desk.type_of(calculator, fact)) for at, fact in enumerate(facts)), _what_if()],
        help=typeset(calculator.scheme.title) + "。没有写的会再问；另有 --date 日期、--json、--knowledge 文件夹。",
    )


def _what_if() -> click.Option:
    told = "换一个事实再算，两个结果并排，如 --what-if status=退休；date=日期 换日期；可写几次。"
    return click.Option(["--what-if", "what_if"], type=WORDS, multiple=True, metavar="事实=值", help=told)


def _option(number: int, fact: Fact, type_: Value) -> click.Option:
    name = fact.id.replace("_", "-")
    names = [f"--fact-{name}" if name in _RESERVED else f"--{name}"]
    if fact.many and name == "cost":
        names.append("--visit")  # what a bill is called where there are several
    told = [f"{fact.label}：{_choices(fact)}" if fact.choices else fact.label]
    if fact.many:
        told.append("可写几次，也可带日期，如 2022-11-05:320")
    if fact.default is not None and fact.assumed:
        told.append(f"不写就{fact.assumed}")
    return click.Option(
        [*names, f"fact{number}"],
        type=type_,
        multiple=fact.many,
        metavar={FactKind.CHOICE: "选项", FactKind.DATE: "日期"}.get(fact.kind, "数"),
        help=typeset("；".join(told)) + "。",
    )


def _choices(fact: Fact) -> str:
    return " / ".join(label for _, label in fact.choices)


def _asked(type_: Value, ask: Ask, before: str = "") -> FactValue | None:
    """The value that the caller gives when asked; None when none comes or none can be understood."""
    fact = type_.fact
    choices = [f"  {number}. {typeset(label)}" for number, (_, label) in enumerate(fact.choices, start=1)]
    for _ in range(_MOST_ATTEMPTS):
        written = ask("\n".join([*([before] if before else []), typeset(f"{fact.question or fact.label}？"), *choices]))
        if written is None:
            return None
        if fact.choices and written.isdecimal() and 1 <= int(written) <= len(fact.choices):
            return fact.choices[int(written) - 1][0]
        try:
            return type_.convert(written, None, None)
        except click.BadParameter as err:
            before = err.message
    return None
