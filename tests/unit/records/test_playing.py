"""Playing recorded turns again on a call that can do all that an operator does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.reply import Reply
from assistant.records.filled import filled_of, form_of
from assistant.records.model import Change, How
from assistant.records.playing import CannotPlayError, play
from assistant.replay.conversation import read_conversations
from assistant.replay.record import transcript_of
from tests.fakes import TODAY, FakeCall
from tests.functional.desk_fakes import FakeDeskCall
from tests.unit.records.conftest import a_call, a_turn

FACTS: dict[str, FactValue] = {
    "level": "tertiary", "share": Decimal("0.70"), "born": date(2024, 2, 29),
    "bills": (Bill(Decimal("12.30"), date(2024, 1, 2), "第一次"), Bill(Decimal("5"))),
}  # fmt: skip


class FormCall(FakeDeskCall):
    """Fills in forms and takes changes back."""

    def settle(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        return self._reply(self.say("算").kind, f"{scheme} {dict(facts)} {day}")

    def undo(self) -> None:
        self._held.clear()


def test_a_form_comes_back_as_it_was_filled_in() -> None:
    assert form_of(filled_of(FACTS, TODAY)) == (FACTS, TODAY)


@pytest.mark.parametrize("broken", [
    {}, {"day": "2024-01-01", "facts": {"a": {"number": "x"}}}, {"day": "?", "facts": {}},
    {"day": "2024-01-01", "facts": {"a": {}}},
])  # fmt: skip
def test_what_is_no_form_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises((KeyError, ValueError, ArithmeticError)):
        form_of(broken)


def test_changes_forms_and_questions_are_played_in_order() -> None:
    turns = [
        a_turn(number=1, words="门诊", changes=(Change(area="xugou"), Change(condition=("status", "retired")))),
        a_turn(number=2, words="门诊", how=How.AGAIN, changes=(Change(undone=True), Change(day=date(2024, 1, 1)))),
        a_turn(number=3, words="表", how=How.FILLED, item="linshi.visit", filled=filled_of(FACTS, TODAY)),
    ]
    replies = list(play(FormCall("linshi", TODAY), turns))
    assert replies[0].short == "您说的是：门诊。（退休）"
    assert (replies[1].short, replies[1].area, replies[1].as_of) == ("您说的是：门诊。", "xugou", date(2024, 1, 1))
    assert "Decimal('12.30')" in replies[2].text


@pytest.mark.parametrize("turn", [
    a_turn(how=How.AGAIN),
    a_turn(how=How.TOLD, item="x"),
    a_turn(how=How.FILLED, item="x", filled=filled_of(FACTS, TODAY)),
    a_turn(changes=(Change(day=TODAY),)),
    a_turn(changes=(Change(undone=True),)),
    a_turn(changes=(Change(person="退休"),)),
])  # fmt: skip
def test_what_a_call_cannot_do_is_said(turn) -> None:  # type: ignore[no-untyped-def]
    class Plain:
        area = None
        say = FakeCall("linshi", TODAY).say
        choose_area = FakeCall("linshi", TODAY).choose_area

    with pytest.raises(CannotPlayError):
        list(play(Plain(), [turn]))


def test_a_transcript_holds_all_that_an_operator_did(tmp_path: Path) -> None:
    turn = a_turn(how=How.FILLED, item="linshi.visit", filled=filled_of(FACTS, TODAY),
                  changes=(Change(undone=True), Change(person="退休"), Change(condition=("status", None))))
    turn.reply["citations"] = []  # type: ignore[index]
    (tmp_path / "x.yaml").write_text(transcript_of(a_call(turns=(turn,))), encoding="utf-8")
    ((read,),) = [conversation.turns for conversation in read_conversations([tmp_path / "x.yaml"])]
    assert (read.how, read.item, read.changes) == (turn.how, turn.item, turn.changes)
    assert read.filled is not None and form_of(read.filled) == (FACTS, TODAY)
