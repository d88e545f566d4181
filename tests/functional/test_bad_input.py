"""Whatever is typed, the reply is Chinese, of a sensible kind, and holds nothing that could harm a terminal."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

from assistant.dialogue.reply import Reply, ReplyKind
from tests.functional.shipped import call_from

AREAS = [None, "jiangmen"]
VISIT = "在职,在社区看门诊花了{},能报多少"


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def is_clean(text: str) -> bool:
    """Whether a text holds no control, no formatting character and nothing but line ends between its lines."""
    return all(
        unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co") for character in text.replace("\n", "")
    )


def say(area: str | None, words: str) -> Reply:
    reply = call_from(area).say(words)
    assert is_chinese(reply.text), reply.text
    assert is_clean(reply.as_json()), reply.as_json()
    return reply


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        " \t\n ",
        "\u3000\u3000",
        "?",
        "？！。，",
        "...",
        "😀",
        "👩\u200d👩\u200d👧🎉",
        "\u200b\ufeff",
        "\x00\x07\x1b",
    ],
    ids=ascii,
)
def test_nothing_said_is_refused_kindly(area: str | None, words: str) -> None:
    reply = say(area, words)
    assert (reply.kind, reply.citations, reply.figures) == (ReplyKind.REFUSE, (), ())


@pytest.mark.parametrize(
    "dangerous",
    [
        "\x1b[2J{}",
        "{}\x1b[31m",
        "\x1b]0;title\x07{}",
        "{}\x1b]52;c;aGk=\x1b\\",
        "\x9b31m{}",
        "\x00{}\x08\x7f",
        "\u202e{}\u2066",
        "{}\r\n\x0b\x0c",
    ],
    ids=ascii,
)
@pytest.mark.parametrize(
    "question", ["邑康保客服电话是多少", "火星上的\x1b[1m医保", "烟台\x1b[5m门诊报多少"], ids=ascii
)
def test_controls_and_escape_sequences_never_come_back(dangerous: str, question: str) -> None:
    reply = say("jiangmen", dangerous.format(question))
    assert reply.kind in (ReplyKind.ANSWER, ReplyKind.REFUSE)


@pytest.mark.parametrize("dangerous", ["\x1b[2J{}", "\x00{}\x07", "\u202e{}"], ids=ascii)
def test_controls_around_a_question_do_not_change_what_is_told(dangerous: str) -> None:
    plain = say("jiangmen", "邑康保客服电话是多少")
    assert say("jiangmen", dangerous.format("邑康保客服电话是多少")).figures == plain.figures


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(
    "words",
    ["门" * 10_000, "a" * 10_000, "1" * 10_000, "门诊报多少?" * 1_700, "😀" * 10_000, "(" * 10_000],
    ids=["one character", "latin", "one long number", "one question again and again", "emoji", "brackets"],
)
def test_ten_thousand_characters_get_a_reply(area: str | None, words: str) -> None:
    assert say(area, words).kind is not ReplyKind.CALCULATION


@pytest.mark.parametrize(
    "words",
    [
        "asdf qwer zxcv",
        "%s %d {0} {x} {}",
        "<script>alert(1)</script>",
        "'; DROP TABLE figures; --",
        "../../etc/hosts",
        "狗狗猫猫咕噜咕噜",
        "1",
        "12345678901",
        "ÄÖÜß",
        "ПРИВЕТ",
        "عربى",
        "\ud7ff\ue000",
    ],
    ids=ascii,
)
@pytest.mark.parametrize("area", AREAS)
def test_nonsense_is_told_no_figure(area: str | None, words: str) -> None:
    reply = call_from(area).say(words)
    assert is_chinese(reply.text)
    assert reply.kind in (ReplyKind.REFUSE, ReplyKind.CLARIFY, ReplyKind.CHAT)
    assert reply.figures == ()


@pytest.mark.parametrize("words", ["三", "的的的的的"])
def test_words_without_content_are_told_no_figure(words: str) -> None:
    assert say("jiangmen", words).figures == ()


def test_a_lone_surrogate_does_no_harm() -> None:
    reply = call_from("jiangmen").say("门诊\ud800报多少")
    reply.as_json().encode("utf-8")


# Amounts


@pytest.mark.parametrize("amount", ["0元", "0", "0.00元", "零元"])
def test_nothing_spent_is_not_calculated(amount: str) -> None:
    reply = say("jiangmen", VISIT.format(amount))
    assert reply.kind is not ReplyKind.CALCULATION or set(reply.amounts.values()) == {"0.00"}


@pytest.mark.parametrize("amount", ["-5元", "－5元", "负5元", "-0.01元"])
def test_a_negative_amount_is_never_calculated_as_if_it_were_spent(amount: str) -> None:
    reply = say("jiangmen", VISIT.format(amount))
    assert (reply.kind, reply.amounts) == (ReplyKind.CLARIFY, {})


@pytest.mark.parametrize(
    ("amount", "yuan"),
    [("1000000000元", "1000000000"), ("1e9元", "1000000000"), ("十亿元", "1000000000"), ("1,000,000元", "1000000")],
)
def test_a_huge_amount_is_paid_up_to_the_cap_and_not_a_fen_more(amount: str, yuan: str) -> None:
    reply = say("jiangmen", VISIT.format(amount))
    if reply.kind is ReplyKind.CALCULATION:  # 80 is the cap of a month
        assert Decimal(reply.amounts["fund_pays"]) == Decimal("80.00")
        assert Decimal(reply.amounts["self_pays"]) == Decimal(yuan) - 80
    else:
        assert reply.kind is ReplyKind.CLARIFY


@pytest.mark.parametrize(
    "amount",
    [
        "9" * 60 + "元",
        "9" * 400 + "元",
        "1e99元",
    ],
    ids=["60 nines", "400 nines", "1e99"],
)
def test_an_impossible_amount_does_no_harm(amount: str) -> None:
    reply = say("jiangmen", VISIT.format(amount))
    assert reply.kind in (ReplyKind.CALCULATION, ReplyKind.CLARIFY, ReplyKind.REFUSE, ReplyKind.ANSWER)
    assert Decimal(reply.amounts.get("fund_pays", "0")) <= 80


@pytest.mark.parametrize("amount", ["三百多", "三百多块", "大概三百元", "300元左右", "三四百元"])
def test_a_rough_amount_is_told_to_be_rough_or_asked_for(amount: str) -> None:
    reply = say("jiangmen", VISIT.format(amount))
    assert reply.kind is ReplyKind.CLARIFY or "大概" in reply.text


@pytest.mark.parametrize("amount", ["0.01元", "0.005元", "100.999元"])
def test_the_parts_of_a_tiny_or_uneven_amount_have_two_decimals(amount: str) -> None:
    reply = say("jiangmen", VISIT.format(amount))
    assert all(Decimal(value).as_tuple().exponent == -2 for value in reply.amounts.values())


# Cities


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("place", ["北京", "烟台", "佛山", "深圳市", "香港", "海南省"])
def test_a_city_without_documents_is_refused_by_name_and_told_no_figure(area: str | None, place: str) -> None:
    reply = say(area, f"{place}的职工看门诊报多少")
    assert (reply.kind, reply.figures, reply.citations) == (ReplyKind.REFUSE, (), ())
    assert place[:2] in reply.text


@pytest.mark.parametrize(
    "words",
    [
        "佛山和深圳的居民医保各交多少",
        pytest.param(
            "不是江门,是佛山,居民医保交多少",
        ),
    ],
)
def test_no_figure_of_a_covered_city_is_told_for_others(words: str) -> None:
    assert say(None, words).figures == ()


# A call goes on


def test_a_call_survives_a_row_of_bad_turns() -> None:
    call = call_from("jiangmen")
    first = call.say("邑康保客服电话是多少")
    for words in ("", "\x1b[2J", "😀", "9" * 500, "asdf", "0", "-5元", "门" * 3000):
        assert is_chinese(call.say(words).text)
    assert call.area == "jiangmen"
    assert call.say("邑康保客服电话是多少").figures == first.figures
