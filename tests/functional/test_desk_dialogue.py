"""The desk on the real dialogue: suggestions, conditions that stay, what-if, source passages."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.bootstrap import LoadedAssistant, wire
from assistant.desk.chips import merged
from assistant.desk.opening import Desk, open_desk
from assistant.desk.port import Change, Chip, DeskCall
from assistant.dialogue.reply import ReplyKind
from assistant.settings import read_settings
from tests.fakes import FakeAssistant
from tests.functional.desk_knowledge import SOURCE, write_knowledge

DAY = date(2024, 6, 1)
EMPLOYEE = Chip("scheme", "employee", "职工医保")
RESIDENT = Chip("scheme", "resident", "居民医保")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> LoadedAssistant:
    """The small knowledge, loaded; its word tables are kept with those of the program."""
    return wire(write_knowledge(tmp_path_factory.mktemp("knowledge")), read_settings().cache)


@pytest.fixture(scope="module")
def desk(assistant: LoadedAssistant, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk, with the source text of one of the two documents."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "linshi-notice.txt").write_text(SOURCE, encoding="utf-8")
    return open_desk(assistant, folder)


@pytest.fixture
def call(desk: Desk) -> DeskCall:
    """A call from the first city."""
    return desk.open_call("临时", DAY)


def ids(desk: Desk, typed: str, area: str | None = "linshi", chips: tuple[Chip, ...] = ()) -> list[str]:
    return [offer.id for offer in desk.suggest(typed, area, chips, DAY).suggestions]


# Suggestions


@pytest.mark.parametrize(
    "typed", ["ydjyba", "ydjy", "yidijiuyi", "yidi jiuyi", "jyba", "YDJY", "异地就医", "外地看病备案"]
)
def test_initials_pinyin_and_words_lead_to_the_entry(desk: Desk, typed: str) -> None:
    assert ids(desk, typed)[0] == "linshi.filing.told"


@pytest.mark.parametrize("typed", ["退休了 ydjy", "临时市ydjyba", "我想问问yidijiuyi"])
def test_letters_behind_chinese_are_looked_up_as_spelling(desk: Desk, typed: str) -> None:
    assert ids(desk, typed, area=None)[0] == "linshi.filing.told"


def test_letters_count_from_the_beginning_of_a_syllable_only(desk: Desk) -> None:
    # "idijiu" lies inside "yidijiuyi", but no syllable begins there.
    assert ids(desk, "idijiu") == []


def test_what_another_city_alone_is_spelled_like_leads_to_what_this_city_has_for_it(desk: Desk) -> None:
    # 虚构市 has no entry on 备案, so initials of 临时市's wording give it nothing of another city.
    offers = desk.suggest("ydjyba", "xugou", (), DAY).suggestions
    assert {offer.area for offer in offers} <= {"虚构市"}


def test_without_a_city_all_cities_are_suggested_with_their_badges(desk: Desk) -> None:
    offers = desk.suggest("职工门诊报销比例", None, (), DAY).suggestions
    assert {(offer.area, offer.year) for offer in offers} >= {("临时市", 2024), ("虚构市", 2023)}


def test_a_city_that_is_typed_goes_before_the_city_of_the_call(desk: Desk) -> None:
    offers = desk.suggest("虚构市门诊报多少", "linshi", (), DAY).suggestions
    assert {offer.area for offer in offers} == {"虚构市"}


def test_what_the_conditions_rule_out_is_never_suggested(desk: Desk) -> None:
    assert "linshi.visit.told" not in ids(desk, "门诊报多少", chips=(RESIDENT,))
    assert "linshi.resident.visit.told" not in ids(desk, "mz", chips=(EMPLOYEE,))
    assert "linshi.resident.visit.told" not in ids(desk, "职工门诊报多少")
    assert "linshi.resident.visit.told" not in ids(desk, "退休门诊报多少")


def test_calculators_are_suggested_as_such(desk: Desk) -> None:
    kinds = {offer.id: offer.kind for offer in desk.suggest("门诊能报多少钱", "linshi", (), DAY).suggestions}
    assert kinds["linshi.visit"] == "scheme"


def test_conditions_are_heard_while_typing(desk: Desk) -> None:
    assert desk.suggest("退休了门诊", "linshi", (), DAY).chips == (Chip("status", "retired", "退休"),)


@pytest.mark.parametrize("typed", ["", "   ", "12", "?!"])
def test_nothing_is_suggested_for_nothing(desk: Desk, typed: str) -> None:
    assert ids(desk, typed) == []


def test_suggestions_are_as_many_as_wanted_at_most(desk: Desk) -> None:
    assert len(desk.suggest("m", "linshi", (), DAY, limit=1).suggestions) == 1


# Conditions


def test_a_condition_once_said_holds_for_the_questions_that_follow(call: DeskCall) -> None:
    call.say("我退休了，异地就医备案怎么办")
    assert call.chips == (Chip("status", "retired", "退休"),)
    assert call.say("门诊报销比例是多少").short == "退休的报70%。"


def test_what_is_said_later_goes_before_what_held(call: DeskCall) -> None:
    call.say("退休门诊报多少")
    assert call.say("在职门诊报多少").short == "在职的报60%。"
    assert [chip.value for chip in call.chips] == ["working"]


def test_a_condition_that_is_set_answers_the_last_question_anew_against_its_own_words(call: DeskCall) -> None:
    call.say("退休门诊报多少")
    call.set_chip("status", "working")
    again = call.answer_again()
    assert again is not None
    assert again.short == "在职的报60%。"


def test_a_condition_that_is_taken_away_is_no_longer_answered_by(call: DeskCall) -> None:
    call.say("职工退休门诊报销比例是多少")
    call.set_chip("status", None)
    again = call.answer_again()
    assert again is not None
    assert again.short == "在职报60%，退休报70%。"


def test_a_condition_never_lets_through_what_it_contradicts(call: DeskCall) -> None:
    call.say("职工门诊报销比例是多少")
    call.set_chip("scheme", "resident")
    again = call.answer_again()
    assert again is not None
    assert "60%" not in again.text
    assert "70%" not in again.text


def test_conditions_that_cannot_be_true_together_are_not_held_together(assistant: LoadedAssistant) -> None:
    known = assistant.knowledge
    assert merged({"status": "retired"}, {"scheme": "resident"}, known) == {"scheme": "resident"}
    assert merged({"scheme": "resident"}, {"status": "retired"}, known) == {"status": "retired"}
    assert merged({"scheme": "employee"}, {"status": "retired"}, known) == {"scheme": "employee", "status": "retired"}


def test_only_conditions_that_matter_in_a_city_are_offered(desk: Desk) -> None:
    assert [c.dimension for c in desk.conditions("linshi")] == ["scheme", "status"]
    assert [c.dimension for c in desk.conditions("xugou")] == ["scheme"]


def test_only_what_an_answer_can_depend_on_is_compared(call: DeskCall) -> None:
    assert call.depends_on is None
    call.say("门诊报多少")
    assert call.depends_on == {"scheme", "status"}
    call.tell("linshi.filing.told", "备案")
    assert call.depends_on == frozenset()


def test_there_is_nothing_to_answer_anew_before_the_first_question(call: DeskCall) -> None:
    call.set_chip("status", "retired")
    assert call.answer_again() is None


# Items told, what-if


def test_an_entry_is_told_by_its_id_with_its_source(call: DeskCall) -> None:
    reply = call.tell("linshi.filing.told", "ydjyba")
    assert reply.kind is ReplyKind.ANSWER
    assert reply.short == "3天内办好备案。"
    assert [cite.locator for cite in reply.citations] == ["第二条"]


def test_a_calculator_that_is_picked_takes_the_amounts_typed_and_the_conditions_held(call: DeskCall) -> None:
    call.set_chip("status", "retired")
    reply = call.tell("linshi.visit", "门诊花了200元")
    # 200 × 70% = 140; 200 - 140 = 60
    assert reply.amounts == {"fund_pays": "140.00", "self_pays": "60.00"}


def test_an_item_of_another_city_takes_the_call_there(desk: Desk) -> None:
    call = desk.open_call(None, DAY)
    assert call.tell("xugou.visit.told", "门诊").short.endswith("门诊报35%。")
    assert call.area == "xugou"


def test_a_what_if_changes_one_thing_and_leaves_the_call_as_it_is(call: DeskCall) -> None:
    call.say("退休职工门诊报多少")
    other = call.what_if(Change(chip=("status", "working")))
    assert other is not None
    assert other.short == "在职的报60%。"
    elsewhere = call.what_if(Change(area="xugou"))
    assert elsewhere is not None
    assert "35%" in elsewhere.short
    assert "70%" not in elsewhere.text
    assert call.area == "linshi"
    assert "退休" in [chip.label for chip in call.chips]


def test_a_preview_is_what_would_be_said_and_leaves_the_call_as_it_is(call: DeskCall) -> None:
    call.say("在职看门诊花了100元报多少")
    previewed = call.preview("那花了200元呢")
    assert previewed.amounts == {"fund_pays": "120.00", "self_pays": "80.00"}
    assert call.preview("退休的呢").amounts["fund_pays"] == "70.00"
    assert [chip.value for chip in call.chips if chip.dimension == "status"] == ["working"]
    assert call.say("那花了200元呢") == previewed


def test_the_day_decides_what_is_told(call: DeskCall) -> None:
    assert call.say("退休门诊报多少").notices == ()
    call.set_day(date(2026, 6, 1))  # more than two years after the notice was issued
    again = call.answer_again()
    assert again is not None
    assert "2024年1月2日" in again.notices[0]
    assert again.as_of == call.day == date(2026, 6, 1)


# Source passages


def test_the_passage_is_the_source_s_own_with_the_figures_told_marked(desk: Desk, call: DeskCall) -> None:
    reply = call.say("退休门诊报多少")
    passages = desk.passages(reply)
    assert passages is not None
    passage = passages[0]
    assert passage.text == "一、门诊（mén zhěn）待遇。在职的\n报６０%，退休的报 70%，居民报45%。"
    assert "70" in [passage.text[start:end] for start, end in passage.marks]


def test_a_text_that_is_not_there_is_told(desk: Desk) -> None:
    reply = desk.open_call("虚构", DAY).say("职工门诊报多少")
    passages = desk.passages(reply)
    assert passages is not None
    assert passages[0].missing == "原文文件夹里没有xugou-notice.txt，或读不出来。"


def test_without_a_folder_there_are_no_passages(assistant: LoadedAssistant, call: DeskCall) -> None:
    assert open_desk(assistant).passages(call.say("退休门诊报多少")) is None


def test_the_desk_needs_a_knowledge_of_its_own() -> None:
    with pytest.raises(TypeError):
        open_desk(FakeAssistant())
