"""Each clause of an utterance has the person it speaks of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.hearing.people import SELF, births_told, is_shared, persons_at, split_clauses, words_for


def persons(text: str) -> list[str | None]:
    return [clause.person for clause in split_clauses(text)]


def pieces(text: str) -> list[str]:
    return [text[clause.start : clause.end] for clause in split_clauses(text)]


def test_an_utterance_is_split_at_its_marks_and_nothing_is_lost() -> None:
    assert pieces("我退休,花了100;问报多少?") == ["我退休", "花了100", "问报多少"]


def test_empty_clauses_are_left_out() -> None:
    assert pieces(",,看病, ,") == ["看病"]
    assert split_clauses("") == ()


def test_a_space_after_a_number_ends_a_clause() -> None:
    assert pieces("社区60 三甲200") == ["社区60", "三甲200"]


def test_a_clause_that_names_nobody_goes_on_about_the_one_before() -> None:
    assert persons("我妈退休,在社区看病,花了100") == ["mother"] * 3


def test_nobody_is_spoken_of_until_somebody_is_named() -> None:
    assert persons("看了门诊,老婆也看了") == [None, "wife"]


def test_a_new_person_takes_over() -> None:
    assert persons("我爸花了100,老公花了200,我花了50") == ["father", "husband", SELF]


@pytest.mark.parametrize("pronoun", ["她", "他", "佢"])
def test_a_pronoun_goes_to_the_last_other_person_not_to_the_caller(pronoun: str) -> None:
    assert persons(f"奶奶退休,我在职,{pronoun}花了100") == ["grandmother", SELF, "grandmother"]


def test_the_wo_of_a_kinship_word_is_not_the_caller() -> None:
    assert persons("我公公退休") == ["father_in_law"]
    assert persons("我闺女上班") == ["daughter"]


@pytest.mark.parametrize("text", ["各花了100", "都退休", "每人200"])
def test_a_clause_about_each_one_is_shared(text: str) -> None:
    assert [clause.shared for clause in split_clauses(text)] == [True]


def test_a_clause_about_one_is_not_shared() -> None:
    assert [clause.shared for clause in split_clauses("花了100")] == [False]


@pytest.mark.parametrize(
    ("text", "number"),
    [("生了双胞胎", 2), ("龙凤胎", 2), ("怀的三胞胎", 3), ("单胎", 1), ("不是双胞胎,是单胎", 1), ("不是双胞胎", None),
     ("生了个女儿", None), ("", None)],
)
def test_births_at_once_are_counted_by_the_word_for_them(text: str, number: int | None) -> None:
    told = births_told(text)
    assert (told[0] if told else None) == (None if number is None else Decimal(number))


def test_people_called_by_a_name_are_each_somebody_of_his_own() -> None:
    assert persons("老王花了3万,小李花了2万,陈大妈花了1万") == ["老王", "小李", "陈大妈"]
    assert words_for("老王", "老王花了3万") == "老王"


@pytest.mark.parametrize("text", ["老伴花了3万", "有小周期的说法", "老高血压了"])
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert not {"老伴", "小周", "老高"} & set(persons(text))


@pytest.mark.parametrize(("text", "shared"), [
    ("我和老婆都在社区花了100", True), ("我俩都生了我花了100", False), ("我俩都生了她花了100", False),
    ("都是我们厂的花了100", True), ("都生了我和我妹花了100", True), ("我花了100", False),
])
def test_an_amount_is_of_all_unless_somebody_alone_is_named_behind_that(text: str, shared: bool) -> None:
    assert is_shared(text, split_clauses(text), len(text) - 3) is shared


def test_behind_what_holds_of_all_the_one_named_last_is_spoken_of() -> None:
    text = "我和我弟媳都生了弟媳花了100我花了80"
    at = [persons_at(text, split_clauses(text), text.index(sum_))[-1:] for sum_ in ("100", "80")]
    assert at == [("younger_sister_in_law",), (SELF,)]
