"""Which city an utterance is about: not every place that is named is asked about."""

from __future__ import annotations

import pytest

from assistant.bootstrap import LoadedAssistant
from assistant.dialogue.hearing.locating import Located, Locator


@pytest.fixture
def locator(small: LoadedAssistant) -> Locator:
    return small.reader.locator


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("海角市职工门诊报多少", id="whole name"),
        pytest.param("海角的职工门诊报多少", id="alias"),
        pytest.param("我在北滩参保,门诊报多少", id="alias of a district"),
        pytest.param("北滩区居民医保", id="district"),
    ],
)
def test_a_city_is_known_by_its_names_and_those_of_its_districts(locator: Locator, text: str) -> None:
    located = locator.find(text, None)
    assert (located.areas, located.elsewhere) == (("haijiao",), ())


def test_the_place_of_the_name_is_kept(locator: Locator) -> None:
    assert locator.find("问海角市门诊", None).spans == ((1, 4),)


def test_no_place_is_no_city(locator: Locator) -> None:
    assert locator.find("门诊报多少", None) == Located()
    assert locator.find("", "haijiao") == Located()


def test_two_cities_are_both_meant_in_their_order(locator: Locator) -> None:
    assert locator.find("山尾和海角门诊哪个报得多", None).areas == ("shanwei", "haijiao")


@pytest.mark.parametrize(
    "text", ["我是海角的,问的是山尾门诊报多少", "海角报多少,换成山尾", "不是海角,改为山尾", "海角,说的是山尾"]
)
def test_the_city_that_is_expressly_asked_about_wins(locator: Locator, text: str) -> None:
    assert locator.find(text, None).areas == ("shanwei",)


@pytest.mark.parametrize("text", ["去山尾看病能报吗", "到山尾住院报多少", "转到山尾的医院"])
def test_going_to_a_city_is_not_asking_about_it(locator: Locator, text: str) -> None:
    located = locator.find(text, "haijiao")
    assert (located.areas, located.elsewhere) == ((), ())


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        pytest.param("我是广州人,在海角上班,门诊报多少", (), id="works here"),
        pytest.param("我是广州人,门诊报多少", ("广州",), id="of there only"),
        pytest.param("我广州参保,在海角上班,门诊报多少", ("广州",), id="insured there"),
    ],
)
def test_who_comes_from_elsewhere_and_works_here_asks_about_here(
    locator: Locator, text: str, elsewhere: tuple[str, ...]
) -> None:
    assert locator.find(text, "haijiao").elsewhere == elsewhere


def test_a_city_one_goes_to_is_taken_when_no_other_is_known(locator: Locator) -> None:
    assert locator.find("去山尾看病能报吗", None).areas == ("shanwei",)


def test_where_one_is_enrolled_goes_before_where_one_goes(locator: Locator) -> None:
    assert locator.find("海角参保,去山尾住院报多少", None).areas == ("haijiao",)


@pytest.mark.parametrize("home", [None, "haijiao"])
def test_a_place_without_documents_is_told_when_its_rules_are_asked_for(locator: Locator, home: str | None) -> None:
    located = locator.find("烟台职工门诊报多少", home)
    assert (located.areas, located.elsewhere) == ((), ("烟台",))


@pytest.mark.parametrize("text", ["烟台一档交多少", "那烟台的慢特病起付线多少", "广州门诊共济报几成"])
def test_a_place_whose_own_rules_are_asked_for_is_told_whatever_the_home(locator: Locator, text: str) -> None:
    assert len(locator.find(text, "haijiao").elsewhere) == 1


def test_a_place_without_documents_is_only_the_way_for_a_caller_with_a_home(locator: Locator) -> None:
    assert locator.find("去广州住院报多少", "haijiao").elsewhere == ()


def test_a_place_without_documents_beside_a_known_city_is_not_what_is_asked(locator: Locator) -> None:
    located = locator.find("海角参保在北京工作,门诊报多少", None)
    assert (located.areas, located.elsewhere) == (("haijiao",), ())


@pytest.mark.parametrize("text", ["我是海角人,我爸的医保在广州,他看门诊报多少", "海角人,社保喺北京,门诊几多",
                                  "海角的,我妹在广州参的保,她生孩子给几多", "媳妇在北京交着社保,她生孩子给报多少"])
def test_someone_insured_elsewhere_asks_about_that_place(locator: Locator, text: str) -> None:
    located = locator.find(text, "haijiao")
    assert (located.areas, len(located.elsewhere)) == ((), 1)


@pytest.mark.parametrize("text", ["我医保在广州,在海角药店能不能刷卡", "医保在广州,想转到海角"])
def test_someone_insured_elsewhere_who_is_cared_for_here_asks_about_here(locator: Locator, text: str) -> None:
    assert locator.find(text, "haijiao").elsewhere == ()


@pytest.mark.parametrize("text", ["广州的医保卡在海角药店能刷吗", "广州的卡,余额拿来海角能不能用"])
def test_a_card_from_elsewhere_that_is_used_here_asks_about_here(locator: Locator, text: str) -> None:
    assert locator.find(text, None) == Located(("haijiao",), (), locator.find(text, None).spans)
    assert locator.find(text, "haijiao").elsewhere == ()


def test_a_wider_area_is_no_city_and_no_unknown_place(locator: Locator) -> None:
    located = locator.find("天边省的门诊报多少", None)
    assert (located.areas, located.elsewhere) == ((), ())


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("海角", "haijiao"),
        (" 北滩区 ", "haijiao"),
        ("山尾市", "shanwei"),
        ("天边省", None),
        ("烟台", None),
        ("", None),
    ],
)
def test_a_name_leads_to_a_covered_city_or_to_none(locator: Locator, name: str, area: str | None) -> None:
    assert locator.area_of(name) == area


def test_another_places_rules_asked_for_at_the_end_are_not_answered_with_the_callers_city(locator: Locator) -> None:
    located = locator.find("我在海角参保,我女儿在广州上班,广州那边职工门诊一个月最多报多少?", None)
    assert (located.areas, located.elsewhere) == ((), ("广州",))


def test_another_place_told_of_before_the_question_is_only_told_of(locator: Locator) -> None:
    assert locator.find("广州的职工医保我停了,现在海角职工门诊报多少?", None).areas == ("haijiao",)


def test_another_places_rules_compared_with_ones_own_are_still_the_other_places(locator: Locator) -> None:
    located = locator.find("我哥在广州参保,想问广州职工门诊报多少?跟海角一样吗?", None)
    assert (located.areas, located.elsewhere) == ((), ("广州",))


@pytest.mark.parametrize("text", [
    "人家海角的亲戚说交四百,咱这边呢", "海角都降了,我哋呢边报多少", "听说海角免了,俺们这里要不要交",
])
def test_ones_own_place_set_against_another_is_what_is_asked_about(locator: Locator, text: str) -> None:
    located = locator.find(text, "shanwei")
    assert (located.areas, located.elsewhere) == ((), ())
    assert locator.find(text, None).areas == ("haijiao",)


def test_where_one_visits_somebody_is_not_what_is_asked_about(locator: Locator) -> None:
    located = locator.find("去女儿家烟台,她发病住院了,要不要报备", "haijiao")
    assert (located.areas, located.elsewhere) == ((), ())
    assert located.away


def test_the_hospitals_where_one_stays_are_not_another_places_rules(locator: Locator) -> None:
    assert locator.find("我跟儿子住在广州,那边医院配药能直接刷吗", "haijiao").elsewhere == ()
    assert locator.find("我姐在广州,那边门诊报多少", "haijiao").elsewhere == ("广州",)


@pytest.mark.parametrize(("text", "part"), [
    ("北滩区有几家医院能办", "北滩区"), ("北滩一共多少人参保", "北滩"), ("海角市有几家医院能办", ""),
    ("我是北滩区的,有几家医院能办", ""), ("在北滩区看病花了多少钱", ""), ("北滩区门诊报几成", ""),
])
def test_a_number_may_be_asked_of_a_district(locator: Locator, text: str, part: str) -> None:
    assert locator.part_counted(text) == part


@pytest.mark.parametrize("text", ["我是昆明来打工的,门诊报多少", "俺从昆明嫁过来的,门诊报多少"])
def test_where_somebody_came_from_is_not_asked_about(locator: Locator, text: str) -> None:
    assert locator.find(text, "haijiao").elsewhere == ()


@pytest.mark.parametrize("text", [
    "我嫂子在山尾当会计,她那边门诊能给多少", "我哥调到山尾去了,他们那边门诊报几成", "我姑父在山尾打工,当地居民要交几多",
    "我外甥在山尾念书,那边居民一年交多少",
    "我姑姑派到山尾了,她门诊在那边报几成",
])
def test_somebodys_place_that_is_a_known_city_is_asked_about(locator: Locator, text: str) -> None:
    located = locator.find(text, "haijiao")
    assert (located.areas, located.elsewhere, located.for_them) == (("shanwei",), (), True)


@pytest.mark.parametrize("text", [
    "我妈在山尾帮我姐带孩子,那边看门诊能直接结算吗", "我哥在山尾打工,那边能不能联网报", "我爸在山尾住院,我们这边报多少",
    "我嫂子在山尾上班,她那边要不要回来备案,能不能",
])
def test_care_away_from_home_is_asked_of_ones_own_place(locator: Locator, text: str) -> None:
    located = locator.find(text, "haijiao")
    assert (located.areas, located.elsewhere) == ((), ())


@pytest.mark.parametrize("text", [
    "我侄子在烟台读中专,请问烟台学生每年交多少", "海角的我有数了,麻烦你告诉我烟台居民一个人要交几百块",
    "我姐夫说烟台退休的拿得多,烟台到底给多少", "我是海角的,他想打听烟台的起付线多少", "烟台也是这个比例吗",
    "那烟台是多少", "烟台也是收二十块吗,我说诊费", "我堂姐嫁去烟台了,她门诊在那边报几成", "海角跟烟台的门诊一样吗",
])
def test_another_places_own_sums_asked_for_are_not_the_callers_citys(locator: Locator, text: str) -> None:
    located = locator.find(text, "haijiao")
    assert (located.areas, located.elsewhere) == ((), ("烟台",))


@pytest.mark.parametrize("text", [
    "去烟台做手术没报备,烟台那边先自付几成", "陪儿子在烟台,那边门诊开药怎么报", "投奔女儿去了烟台,那边透析能报吗",
    "听说烟台居民涨到五百了,我们这边交多少", "我是海角的,烟台居民交多少不用讲,我们这边交多少",
])
def test_where_one_goes_for_care_or_lives_with_family_is_not_asked_about(locator: Locator, text: str) -> None:
    assert locator.find(text, "haijiao").elsewhere == ()


@pytest.mark.parametrize("text", [
    "我在烟台参保还没断,搬回海角了,能先在老家参保吗", "我是烟台参保的,来海角看病能不能联网结算",
    "社保在烟台,回来了要不要先停",
])
def test_joining_or_settling_here_is_decided_here_for_who_is_insured_elsewhere(locator: Locator, text: str) -> None:
    assert locator.find(text, "haijiao").elsewhere == ()


@pytest.mark.parametrize("text", [
    "我爷爷烟台的医保,跟我们住海角,他门诊报几成", "我医保在烟台,现在回来海角住,门诊起付线多少",
    "我参的烟台职工医保,人在海角,报多少",
])
def test_what_is_paid_to_who_is_insured_elsewhere_is_decided_there(locator: Locator, text: str) -> None:
    located = locator.find(text, "haijiao")
    assert (located.areas, located.elsewhere) == ((), ("烟台",))


@pytest.mark.parametrize("text", [
    "我人在海角,医保是山尾的,门诊报多少", "我是海角人,在海角上班,参的山尾职工医保,门诊报多少",
    "海角的数我有了,山尾门诊报多少",
    "海角医保我停了,医保转到山尾了,门诊报多少",
])
def test_of_two_cities_that_of_the_insurance_or_the_question_is_meant(locator: Locator, text: str) -> None:
    assert locator.find(text, None).areas == ("shanwei",)


@pytest.mark.parametrize(("text", "stands"), [
    ("检查门诊那回,北京那边怎么评价", True), ("北京上头后来表扬没有", True), ("我女儿在北京那边怎么看门诊", False),
    ("北京的门诊怎么报", False),
])
def test_the_capital_may_stand_for_the_office_there(locator: Locator, text: str, stands: bool) -> None:
    located = locator.find(text, "haijiao")
    assert bool(located.offices) is stands
    assert not (stands and located.elsewhere)


@pytest.mark.parametrize("text", [
    "烟台人可以来海角参门诊吗", "我是烟台户口,能买这里的居民医保吗", "烟台参保的人在海角门诊能刷卡吗",
    "烟台职工来海角住院能不能联网",
])
def test_somebody_of_another_place_who_asks_to_join_here_is_from_outside(locator: Locator, text: str) -> None:
    located = locator.find(text, "haijiao")
    assert located.elsewhere == ()
    assert [text[start:end] for start, end in located.away] == ["烟台"]


@pytest.mark.parametrize(("text", "areas"), [
    ("我堂弟在山尾上班,他看门诊报多少", ("haijiao", "shanwei")),
    ("我堂弟在山尾上班,我看门诊报多少", ()),
    ("我堂弟在山尾上班,他想回来看门诊,报多少", ()),
    ("我是海角人,在山尾打工,单位给交的职工,门诊报多少", ("shanwei",)),
])
def test_who_works_in_another_city_may_be_insured_there(locator: Locator, text: str, areas: tuple[str, ...]) -> None:
    assert locator.find(text, "haijiao").areas == areas
