"""Every calculator of the shipped knowledge as a form."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.bootstrap import LoadedAssistant
from assistant.calculator.scheme import Fact, FactKind
from assistant.desk.form import DAY, entered, form_of, prefilled, told_facts
from assistant.desk.opening import Desk, open_desk
from assistant.dialogue.gathering.fact_values import read_value, type_fact, words_of_choices
from assistant.dialogue.reply import ReplyKind
from tests.functional.shipped import shipped

ON = date(2022, 12, 23)
EXAMPLES = {FactKind.MONEY: "1234.5", FactKind.COUNT: "2", FactKind.MONTHS: "3", FactKind.DAYS: "4",
            FactKind.FRACTION: "60%", FactKind.DATE: "2022-11-05"}
# A sum that comes to whole people, visits and things, for the calculators that tell how many it is for.
OF_WHOLES = "49500"
HOW_MANY = ("rongcheng.premium.people", "rongcheng.stent.number", "rongcheng.subsidy.people",
            "zhangshu.visit_fee.from_sum")


@pytest.fixture(scope="module")
def desk() -> Desk:
    loaded = shipped()
    assert isinstance(loaded, LoadedAssistant)
    return open_desk(loaded)


def schemes() -> list[str]:
    loaded = shipped()
    assert isinstance(loaded, LoadedAssistant)
    return sorted(loaded.knowledge.schemes)


def example(scheme: str, fact: Fact) -> str:
    if fact.kind is FactKind.MONEY and scheme in HOW_MANY:
        return OF_WHOLES
    return "1" if fact.choices else EXAMPLES[fact.kind]


@pytest.mark.parametrize("scheme", schemes())
def test_a_form_filled_field_by_field_comes_to_a_result_with_its_source(desk: Desk, scheme: str) -> None:
    call = desk.open_call(None, ON)
    form = call.form(scheme)
    assert form.fields[-1].fact is DAY
    written = prefilled(form)
    for _ in form.fields:
        now = entered(form, written)
        assert now.faults == {}
        if not now.wanted:
            break
        assert form.fields[0].fact.id in entered(form, prefilled(form)).wanted
        written[now.wanted[0]] = example(scheme, form.scheme.fact(now.wanted[0]))
    now = entered(form, written)
    assert not now.wanted
    reply = call.work_out(scheme, now.facts, now.day)
    if reply.kind is ReplyKind.CLARIFY:  # nothing but defaults: none of its amounts is wanted, but one of them is
        amount = next(field.fact for field in form.fields if not field.fact.choices)
        now = entered(form, {**written, amount.id: example(scheme, amount)})
        reply = call.work_out(scheme, now.facts, now.day)
    assert reply.kind in (ReplyKind.CALCULATION, ReplyKind.REFUSE)
    if reply.kind is ReplyKind.CALCULATION:
        assert reply.citations
    assert call.area is None
    settled = call.settle(scheme, now.facts, now.day)
    assert settled.text == reply.text
    assert call.calculator == scheme
    assert told_facts(form.scheme, now.facts).startswith(form.scheme.title)
    again = call.form(scheme)
    assert entered(again, prefilled(again)).facts == now.facts


@pytest.mark.parametrize("scheme", schemes())
def test_what_stands_in_a_field_reads_back_as_the_value(desk: Desk, scheme: str) -> None:
    form = desk.open_call(None, ON).form(scheme)
    loaded = shipped()
    assert isinstance(loaded, LoadedAssistant)
    for field in form.fields[:-1]:
        words = words_of_choices(loaded.knowledge.schemes[scheme], field.fact, loaded.knowledge)
        for text in [id_ for id_, _ in field.fact.choices] or [example(scheme, field.fact)]:
            value = read_value(field.fact, words, text)
            assert read_value(field.fact, words, type_fact(field.fact, value)) == value


@pytest.mark.parametrize("scheme", schemes())
def test_what_is_missing_comes_first_then_what_was_told_then_what_counts_as_usual(desk: Desk, scheme: str) -> None:
    empty = desk.open_call(None, ON).form(scheme)
    told = {field.fact.id for field in empty.fields[1:-1:2]}
    shape = shipped().knowledge.schemes[scheme]
    facts = {id: read_value(empty.scheme.fact(id), words_of_choices(shape, empty.scheme.fact(id), shipped().knowledge),
                            example(scheme, empty.scheme.fact(id)), ON) for id in told}
    form = form_of(shape, shipped().knowledge, facts, ON)
    wanted = entered(form, prefilled(form)).wanted
    ranks = [0 if field.fact.id in wanted else 1 if field.value is not None else 2 for field in form.fields[:-1]]
    assert ranks == sorted(ranks)
