"""What an utterance takes over of what was given before: parts of bills, other people's amounts, what comes on top."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.calculator.scheme import Bill, FactValue, Scheme
from assistant.dialogue.gathering.continuing import is_anothers, of_each_bill, tells_another
from assistant.dialogue.gathering.repeating import over_months
from assistant.dialogue.hearing.cues import comes_off, comes_on_top, cue, told_after
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import FactShape
from assistant.policy.schemes import build_scheme

Read = Callable[..., Understood]
SHAPES = tuple(FactShape.model_validate(fact) for fact in (
    {"id": "cost", "kind": "money", "label": "费用", "many": True, "words": ["花了"]},
    {"id": "outside", "kind": "money", "label": "目录外", "default": "0", "within": "cost", "words": ["目录外"]},
))


def bills(*amounts: int) -> tuple[Bill, ...]:
    return tuple(Bill(Decimal(amount)) for amount in amounts)


@pytest.fixture
def visit(knowledge: Knowledge) -> Scheme:
    return build_scheme(knowledge.schemes["haijiao.visit"], knowledge)


@pytest.mark.parametrize(("told", "before", "apart"), [
    pytest.param(None, Decimal(30), (30, 0), id="only of the earlier bill"),
    pytest.param(Decimal(20), None, (0, 20), id="only of the new one"),
    pytest.param(Decimal(20), Decimal(30), (30, 20), id="of both"),
])
def test_a_part_stands_beside_its_own_bill(told: FactValue | None, before: FactValue | None,
                                           apart: tuple[int, ...]) -> None:
    own: dict[str, FactValue] = {"cost": bills(100, 90), **({"outside": told} if told else {})}
    given: dict[str, FactValue] = {"cost": bills(100), **({"outside": before} if before else {})}
    assert of_each_bill(SHAPES, Case("", own), given).facts["outside"] == bills(*apart)


def test_nobody_knows_of_which_of_two_bills_told_at_once_a_part_is() -> None:
    case = Case("", {"cost": bills(100, 90, 80)})
    given: dict[str, FactValue] = {"cost": bills(100, 90), "outside": Decimal(30)}
    assert of_each_bill(SHAPES, case, given) == case


@pytest.mark.parametrize(("who", "whose", "told", "anothers"), [
    pytest.param("老伴", "", True, True, id="what was told of nobody is the caller's own"),
    pytest.param("老伴", "", False, False, id="nothing was told before"),
    pytest.param("您", "", True, False, id="the caller again"),
    pytest.param("老伴", "老伴", True, False, id="the same person"),
    pytest.param("妈", "老伴", True, True, id="a third one"),
])
def test_the_amounts_of_somebody_else_are_known_by_the_name(visit: Scheme, read: Read, who: str, whose: str, told: bool,
                                                            anothers: bool) -> None:
    case = Case("", {"cost": bills(50)}, who=who)
    before = [Case("", {"cost": bills(40)})] if told else []
    assert is_anothers(visit, case, whose, before, read("花了50")) is anothers


@pytest.mark.parametrize(("words", "another"), [
    ("后来又花了50", True), ("要是后来又花了50呢", False), ("花了50", False)])
def test_one_more_bill_is_told_not_supposed(read: Read, words: str, another: bool) -> None:
    assert tells_another(read(words)) is another


@pytest.mark.parametrize(("words", "on_top"), [
    ("又多做了2天", True), ("再加3个人", True), ("又加做了1天", True), ("多待了2天", True), ("延长了3天", True),
    ("又接上了2家", True),
    ("一共做了2天", False), ("差不多3个人", False), ("最多住2天", False), ("少住了2天", False)])
def test_a_number_comes_on_top_by_the_words_before_it(read: Read, words: str, on_top: bool) -> None:
    heard = read(words)
    assert comes_on_top(heard.quantities[0], heard) is on_top


@pytest.mark.parametrize(("words", "off"), [
    ("少住了2天", True), ("缩短了3天", True), ("少放1个", True), ("2家登记重了", True), ("有2家药店关门了", True),
    ("最少住2天", False), ("至少3天", False), ("多住2天", False), ("2家药店关心这件事", False)])
def test_a_number_comes_off_by_the_words_before_it(read: Read, words: str, off: bool) -> None:
    heard = read(words)
    assert comes_off(heard.quantities[0], heard) is off


@pytest.mark.parametrize(("words", "so"), [("有3个人参保", True), ("有3个人没参保", False), ("有3个人没有参保", False)])
def test_a_word_behind_a_number_does_not_count_in_its_denial(read: Read, words: str, so: bool) -> None:
    fact = FactShape.model_validate({"id": "enrolled", "kind": "count", "label": "已参保", "words": ["参保"]})
    heard = read(words)
    assert told_after(fact, heard.quantities[0], heard) is so
    assert (cue(fact, heard.quantities[0], heard) > 0) is so


def test_a_bill_that_comes_up_every_month_is_multiplied_in_words() -> None:
    bill, words = over_months(Bill(Decimal("60.5")), 12)
    assert (bill.amount, words) == (Decimal(726), "每月60.5元 × 12个月 = 726元")
