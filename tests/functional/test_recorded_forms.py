"""Calculators' forms and changes taken back, recorded at the desk and gone on with after the call was broken off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.bootstrap import wire
from assistant.desk.opening import Desk, open_desk
from assistant.records.address import Address
from assistant.records.keeper import Keeper
from assistant.records.model import How, Place
from assistant.records.opening import recorder_at
from assistant.settings import read_settings
from tests.functional.desk_knowledge import write_knowledge

DAY = date(2024, 6, 1)


def test_a_call_broken_off_behind_a_form_and_an_undo_goes_on_as_it_stood(tmp_path: Path) -> None:
    assistant = wire(write_knowledge(tmp_path / "knowledge"), read_settings().cache)
    place = tmp_path / "kept" / "records.db"

    def desk_of(keeper: Keeper) -> Desk:
        return open_desk(assistant, None, keeper.keeping(assistant), ("甲", "某"))

    first = Keeper(recorder_at(Address(path=place), place.parent), Place.DESK)
    call = desk_of(first).open_call("临时", DAY)
    call.say("退休职工看门诊花了100元报多少，电话13800001234")
    preview = call.preview("那花了200元呢")
    assert preview.amounts == {"fund_pays": "140.00", "self_pays": "60.00"}
    filled = {field.fact.id: field.value for field in call.form("linshi.visit").fields[:-1] if field.value is not None}
    assert set(filled) == {"status", "cost"}
    call.settle("linshi.visit", {**filled, "status": "working"}, DAY)
    call.set_chip("status", "retired")
    call.answer_again()
    call.undo()
    last = call.answer_again()
    assert last is not None and last.amounts == {"fund_pays": "60.00", "self_pays": "40.00"}
    first.close()

    second = Keeper(recorder_at(Address(path=place), place.parent), Place.DESK)
    records = desk_of(second).records
    assert records is not None
    (broken_off,) = records.unfinished()
    assert [turn.how for turn in broken_off.turns] == [How.SAID, How.FILLED, How.AGAIN, How.AGAIN]
    assert "13800001234" not in str(broken_off)
    taken = records.take_up(broken_off)
    assert taken.as_told
    assert taken.call.chips == call.chips
    assert taken.call.say("那花了200元呢").amounts == {"fund_pays": "120.00", "self_pays": "80.00"}
    second.close()
