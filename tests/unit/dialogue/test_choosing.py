"""What is chosen among the items found: here the finder is a stand-in that gives the scores it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pytest

from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.catalog import OUTSIDE, Item
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.choosing.chooser import Chooser
from assistant.dialogue.choosing.finding import Found
from assistant.dialogue.choosing.ranking import Ranker
from assistant.dialogue.choosing.weighing import Weights
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.dialogue.wording import Writer
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from tests.unit.dialogue.invented import DAY

Read = Callable[..., Understood]
WEIGHTS = Weights(
    answer_from=0.33, offer_from=0.18, second_from=0.42, stands_alone_from=0.8, clear_lead=0.15, topic_from=0.5,
    pair_from=0.42,
    foreign_margin=0.4, foreign_fits=0.75, foreign_sure=0.3, gap_tie=0.03, beside_tie=0.13,
    same_topic=0.8, offered_next=1.0, same_subject=-0.9, only_varied=2.2, joined_share=0.85, premise_share=0.7,
    condition_said=0.7, condition_open=-0.5, gap_condition_open=-2.0, one_of_several=-0.5,
    sure_enough=0.5, window_share=0.9, fed_none=-0.3, fed_some=0.3, fed_needed=1.5, fed_all=2.0, another_fed=0.5,
    linked_share=0.9, worth_feeding=0.03, gap_leads=0.15, clear_entry=0.25,
    other_kind=-0.8, not_told=-1.2, time_not_told=-0.5, name_not_told=-0.5, phone_not_told=-4.0, other_care=-1.8,
    other_matter=-1.5,
)


class FakeFinder:
    """Finds the items it was given (of 海角市 unless the id says otherwise) with their scores, whatever is asked."""

    def __init__(self, knowledge: Knowledge, scores: Mapping[str, float]) -> None:
        self._items: list[tuple[Item, float]] = []
        for name, score in scores.items():
            here = f"haijiao.{name}"
            id_ = here if here in knowledge.entries or here in knowledge.schemes else name
            entry, scheme = knowledge.entries.get(id_), knowledge.schemes.get(id_)
            if entry:
                item = Item(id_, "entry", entry.area, entry.topic, entry.title, (("share",), ("share", "money")))
            elif scheme:
                item = Item(id_, "scheme", scheme.area, scheme.topic, scheme.title, (("money",), ("money",)))
            else:
                item = Item(id_, "outside", OUTSIDE, OUTSIDE, id_)
            self._items.append((item, score))

    def find(self, text: str, areas: Iterable[str] | None, context: Mapping[str, float] | None = None) -> list[Found]:
        wanted = None if areas is None else {*areas, OUTSIDE}
        found = [Found(item, score, item.title) for item, score in self._items if not wanted or item.area in wanted]
        return sorted(found, key=lambda f: (-f.score, f.item.id))

    def speaks_of(self, found: Found, word: str) -> bool:
        return word in found.item.title

    def content_words(self, text: str) -> tuple[str, ...]:
        return ()

    def rarest_name(self, text: str) -> str | None:
        return None

    def covers(self, item: str, words: Iterable[str]) -> bool:
        return False

    def has_content(self, text: str) -> bool:
        return bool(text)


@pytest.fixture
def choose(knowledge: Knowledge, figures: Figures, read: Read) -> Callable[..., Choice]:
    """Chooses for an utterance of a caller from 海角市, given the items' scores."""

    def chosen(words: str, scores: Mapping[str, float], state: CallState | None = None) -> Choice:
        finder = FakeFinder(knowledge, scores)
        calculators = Calculators(knowledge, figures, Writer(knowledge, figures))
        chooser = Chooser(knowledge, figures, finder, calculators, WEIGHTS)  # type: ignore[arg-type]
        return chooser.choose(read(words), state or CallState("haijiao", DAY, True))

    return chosen


Choose = Callable[..., Choice]


def test_a_calculator_is_only_meant_if_one_of_its_words_falls(
    knowledge: Knowledge, figures: Figures, read: Read
) -> None:
    scheme = knowledge.schemes["haijiao.visit"].model_copy(update={"about": ("门诊",)})
    about = knowledge.model_copy(update={"schemes": {**knowledge.schemes, scheme.id: scheme}})
    calculators = Calculators(about, figures, Writer(about, figures))
    chooser = Chooser(about, figures, FakeFinder(about, {"visit": 0.9}), calculators, WEIGHTS)  # type: ignore[arg-type]
    state = CallState("haijiao", DAY, True)
    assert chooser.choose(read("在社区看门诊花了100元报多少"), state).scheme is scheme
    assert chooser.choose(read("在社区花了100元报多少"), state).scheme is None


@pytest.mark.parametrize(("entry_score", "told"), [(0.5, None), (0.7, "haijiao.premium")], ids=["clear", "near"])
def test_a_calculator_meant_by_words_that_fell_leads_an_entry_that_fits_clearly_less(
    knowledge: Knowledge, figures: Figures, read: Read, entry_score: float, told: str | None
) -> None:
    scheme = knowledge.schemes["haijiao.family"].model_copy(update={"needs": ("平均",)})
    meant = knowledge.model_copy(update={"schemes": {**knowledge.schemes, scheme.id: scheme}})
    calculators = Calculators(meant, figures, Writer(meant, figures))
    finder = FakeFinder(meant, {"family": 0.9, "premium": entry_score})
    chooser = Chooser(meant, figures, finder, calculators, WEIGHTS)  # type: ignore[arg-type]
    choice = chooser.choose(read("居民医保费平均一个月多少"), CallState("haijiao", DAY, True))
    assert choice.scheme is scheme
    assert (choice.entry.id if choice.entry else None) == told


def test_an_entry_for_a_part_has_the_words_without_which_it_is_not_meant(
    knowledge: Knowledge, figures: Figures, read: Read
) -> None:
    target = knowledge.entries["haijiao.target"].model_copy(update={"about": ("参保",), "needs": ("目标", "要求")})
    about = knowledge.model_copy(update={"entries": {**knowledge.entries, target.id: target}})
    finder = FakeFinder(about, {"target": 0.9})
    ranker = Ranker(about, finder, Calculators(about, figures, Writer(about, figures)), WEIGHTS)  # type: ignore[arg-type]
    found = finder.find("", None)[0]
    assert ranker.has_words_of(found, read("门诊报多少,参保的目标呢"))
    assert not ranker.has_words_of(found, read("门诊报多少,参保呢"))
    assert not ranker.has_words_of(found, read("门诊报多少,目标呢"))


def entry_id(choice: Choice) -> str | None:
    return choice.entry.id.removeprefix("haijiao.") if choice.entry else None


# Conditions veto


@pytest.mark.parametrize(
    "words",
    ["职工门诊报多少", "我在职,门诊报多少", "退休了,门诊报多少", "不是居民,门诊报多少"],
    ids=["said", "implied by 在职", "implied by 退休", "the other denied"],
)
def test_an_employee_never_gets_what_holds_only_for_residents(choose: Choose, words: str) -> None:
    choice = choose(words, {"rate.resident": 0.99, "rate": 0.4})
    assert entry_id(choice) == "rate"
    assert all(entry.id != "haijiao.rate.resident" for entry in choice.more)


@pytest.mark.parametrize("words", ["居民门诊报多少", "不是职工,门诊报多少"])
def test_a_resident_never_gets_what_holds_only_for_employees(choose: Choose, words: str) -> None:
    assert entry_id(choose(words, {"rate": 0.99, "rate.resident": 0.4})) == "rate.resident"


def test_nothing_is_chosen_when_the_conditions_rule_out_all(choose: Choose) -> None:
    choice = choose("职工门诊报多少", {"rate.resident": 0.99})
    assert (choice.entry, choice.scheme, choice.score) == (None, None, 0.0)


def test_what_was_said_goes_before_what_is_implied(choose: Choose) -> None:
    assert entry_id(choose("退休后参加居民,门诊报多少", {"rate.resident": 0.9})) == "rate.resident"


def test_a_condition_of_the_call_before_vetoes_when_the_subject_goes_on(choose: Choose) -> None:
    state = CallState(
        "haijiao",
        DAY,
        True,
        facts={"scheme": ("employee",)},
        subject="haijiao.rate",
        topic="outpatient",
        last_matched="职工门诊报多少",
    )
    choice = choose("那报多少呢", {"rate.resident": 0.7, "rate": 0.5}, state)
    assert (entry_id(choice), choice.follows) == ("rate", True)


# Enough, too little, outside


def test_the_best_entry_is_chosen_with_its_score(choose: Choose) -> None:
    choice = choose("参保率要达到多少", {"target": 0.9, "enrolled": 0.5})
    assert (entry_id(choice), choice.score) == ("target", 0.9)


def test_what_fits_badly_is_not_chosen_but_kept_as_a_candidate(choose: Choose) -> None:
    choice = choose("参保情况如何", {"target": 0.2, "enrolled": 0.19})
    assert (choice.entry, choice.scheme) == (None, None)
    assert [found.item.id for found in choice.ranked] == ["haijiao.target", "haijiao.enrolled"]


def test_a_weak_entry_is_chosen_when_it_is_clearly_the_only_one(choose: Choose) -> None:
    assert entry_id(choose("参保情况如何", {"target": 0.25, "enrolled": 0.05})) == "target"


def test_nothing_found_is_nothing_chosen(choose: Choose) -> None:
    assert choose("参保情况如何", {}) == Choice((), 0.0)


def test_an_outside_subject_that_fits_best_is_told_as_one(choose: Choose) -> None:
    assert choose("那边怎么样", {"weather": 0.9, "target": 0.3}).outside == "天气不归医保管，没法回答。"


def test_a_word_of_an_outside_subject_is_enough_when_no_item_speaks_of_it(choose: Choose) -> None:
    assert choose("参保那天会下雨吗", {"enrolled": 0.9}).outside is not None


def test_what_only_another_citys_documents_speak_of_is_marked_as_foreign(choose: Choose) -> None:
    choice = choose("门诊报多少", {"target": 0.1, "shanwei.rate": 0.9})
    assert choice.foreign
    assert choice.entry is None


@pytest.mark.parametrize(("words", "score", "told"), [
    pytest.param("家里靠天气吃饭的,参保要多少钱", 0.9, True, id="another word ends the clause"),
    pytest.param("家里一年到头靠天气,参保要多少钱", 0.9, False, id="told by the way before the question"),
    pytest.param("家里天气3000块,参保要多少钱", 0.9, False, id="told with its sum"),
    pytest.param("家里一年到头靠天气,参保要多少钱", 0.5, True, id="what is asked about is in doubt"),
    pytest.param("参保那天要靠天气吗", 0.9, True, id="asked about"),
])
def test_what_somebody_lives_on_is_not_asked_about(choose: Choose, words: str, score: float, told: bool) -> None:
    assert (choose(words, {"enrolled": score}).outside is not None) is told


def test_another_citys_entry_is_never_chosen(choose: Choose) -> None:
    choice = choose("门诊报多少", {"rate": 0.5, "shanwei.rate": 0.99})
    assert entry_id(choice) == "rate"
    assert all(found.item.area == "haijiao" for found in choice.ranked)


# A gap


def test_a_gap_that_fits_as_well_is_safer_than_an_entry_that_does_not_tell_first_what_is_asked(
    choose: Choose,
) -> None:
    assert entry_id(choose("参保要多少钱", {"target": 0.60, "gap.dental": 0.58})) == "gap.dental"


def test_a_clearly_better_entry_is_told_before_a_gap(choose: Choose) -> None:
    assert entry_id(choose("参保要多少钱", {"target": 0.70, "gap.dental": 0.60})) == "target"


def test_an_entry_that_tells_the_kind_of_thing_asked_for_is_told_before_a_gap_as_good(choose: Choose) -> None:
    assert entry_id(choose("参保率比例", {"gap.dental": 0.60, "target": 0.59})) == "target"


def test_of_two_conditions_that_were_said_an_item_of_one_alone_counts_less(choose: Choose) -> None:
    choice = choose("职工和居民加起来有多少人参保", {"rate.resident": 0.60, "enrolled": 0.60})
    assert entry_id(choice) == "enrolled"


def test_a_gap_for_one_of_two_questions_goes_first_when_the_sum_asked_for_is_told_nowhere(choose: Choose) -> None:
    choice = choose("补牙要多少块钱,要不要先参保", {"outside.dates": 0.0, "gap.dental": 0.60, "enrolled": 0.62})
    assert entry_id(choice) == "gap.dental"


def test_beside_a_gap_nothing_else_is_told(choose: Choose) -> None:
    assert choose("补牙报销", {"gap.dental": 0.9, "target": 0.5}).more == ()


@pytest.mark.parametrize(("about", "told"), [((), ["haijiao.gap.dental"]), (("补牙",), [])], ids=["any", "unsaid"])
def test_what_is_only_meant_where_a_word_falls_is_not_told_for_a_part_without_it(
    knowledge: Knowledge, figures: Figures, read: Read, about: tuple[str, ...], told: list[str]
) -> None:
    class OfParts(FakeFinder):
        def find(
            self, text: str, areas: Iterable[str] | None, context: Mapping[str, float] | None = None
        ) -> list[Found]:
            sure = {"haijiao.gap.dental"} if text.startswith("看牙") else set()
            return [replace(f, score=0.95 if f.item.id in sure else f.score / 2 if sure else f.score)
                    for f in super().find(text, areas, context)]

    gap = knowledge.entries["haijiao.gap.dental"].model_copy(update={"about": about})
    changed = knowledge.model_copy(update={"entries": {**knowledge.entries, gap.id: gap}})
    finder = OfParts(changed, {"target": 0.9, "gap.dental": 0.4})
    calculators = Calculators(changed, figures, Writer(changed, figures))
    chooser = Chooser(changed, figures, finder, calculators, WEIGHTS)  # type: ignore[arg-type]
    choice = chooser.choose(read("参保目标是几成,看牙能不能报"), CallState("haijiao", DAY, True))
    assert [e.id for e in (choice.entry, *choice.more) if e and e.id == gap.id] == told


# Years


def test_an_entry_of_another_year_is_refused_with_that_entry_at_hand(choose: Choose) -> None:
    choice = choose("2021年居民医保要交多少", {"premium": 0.9})
    assert choice.entry is None
    assert choice.other_year is not None
    assert choice.other_year.id == "haijiao.premium"


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_an_entry_with_a_figure_of_the_year_is_chosen(choose: Choose, year: str) -> None:
    choice = choose(f"{year}年居民医保要交多少", {"premium": 0.9})
    assert (entry_id(choice), choice.other_year) == ("premium", None)


@pytest.mark.parametrize(("year", "chosen"), [(2023, None), (2024, "target"), (2025, None)])
def test_a_figure_without_a_beginning_or_end_holds_for_the_time_of_its_document(
    choose: Choose, year: int, chosen: str | None
) -> None:
    choice = choose(f"{year}年参保率要达到多少", {"target": 0.9})
    assert (entry_id(choice) if choice.entry else None) == chosen


def test_another_entry_as_good_that_speaks_of_the_year_is_taken_instead(choose: Choose) -> None:
    choice = choose("2021年参保多少", {"enrolled": 0.9, "premium": 0.85, "target": 0.84})
    assert choice.other_year is None


# Calculators


def test_an_amount_that_a_calculator_takes_brings_it_forward(choose: Choose) -> None:
    choice = choose("在职在社区看门诊花了100元报多少", {"rate": 0.7, "visit": 0.6})
    assert choice.scheme is not None
    assert choice.scheme.id == "haijiao.visit"


@pytest.mark.parametrize(
    ("words", "calculates"), [("在职在社区花了100元", True), ("为什么在职在社区花了100元", False)]
)
def test_a_question_for_the_reason_feeds_no_calculator(choose: Choose, words: str, calculates: bool) -> None:
    choice = choose(words, {"target": 0.6, "visit": 0.2})
    assert (choice.scheme is not None) is calculates


def test_a_doubt_repeats_what_was_told(choose: Choose) -> None:
    state = CallState("haijiao", DAY, True, subject="haijiao.target", topic="enrolment", last_matched="参保率")
    choice = choose("你没算错吧", {"rate": 0.9}, state)
    assert (entry_id(choice), choice.repeats, choice.follows) == ("target", True, True)


# Several items of one topic, none of them clearly


def test_near_items_of_one_topic_come_to_their_general_entry_and_the_condition_to_ask_for(choose: Choose) -> None:
    choice = choose("门诊报多少", {"rate": 0.45, "visit": 0.25, "gap.dental": 0.3})
    assert (entry_id(choice), choice.asks) == ("rate", None)  # enough by itself
    choice = choose("门诊报多少", {"rate": 0.4, "visit": 0.4, "gap.dental": 0.1})
    assert entry_id(choice) == "rate"


def test_of_two_near_entries_one_of_which_likely_fits_both_are_told(choose: Choose) -> None:
    choice = choose("怎么规定的", {"target": 0.3, "rate": 0.28, "account": 0.1})
    assert [entry_id(choice), *(e.id.split(".", 1)[1] for e in choice.more)] == ["target", "rate"]
    choice = choose("怎么规定的", {"target": 0.22, "rate": 0.2, "account": 0.1})
    assert choice.entry is None


def test_near_items_of_different_topics_come_to_nothing(choose: Choose) -> None:
    choice = choose("一个月多少", {"rate": 0.4, "premium": 0.4, "account": 0.4})
    assert choice.entry is None


# The question at the end of a story

STORY = "我在海角开了个小店,家里三口人,上个月看门诊花了200元,后来大家都说得可热闹,我就想问一句,参保率到底要达到多少呢?"


def test_a_story_that_feeds_a_calculator_but_asks_for_something_else_gets_what_it_asks_for(choose: Choose) -> None:
    assert choose(STORY, {"target": 0.9, "visit": 0.5}).scheme is None


def test_a_calculator_stays_where_the_question_is_for_it_too(choose: Choose) -> None:
    choice = choose(STORY.replace("参保率到底要达到", "门诊能报"), {"visit": 0.9, "target": 0.5})
    assert choice.scheme is not None


def test_the_callers_own_trade_is_not_what_is_asked_about(choose: Choose) -> None:
    assert choose("我是看天气的,居民医保一年交多少钱", {"premium": 0.9}).entry is not None
    assert choose("居民医保和天气有什么关系", {"premium": 0.9}).outside is not None
