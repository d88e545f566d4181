"""Questions that a caller calls off himself."""

from __future__ import annotations

import pytest

from assistant.dialogue.hearing.calling_off import called_off


@pytest.mark.parametrize("text", [
    "药店几点关门?哎算了先不问这个", "热线电话是多少,算了不问了", "邑康保几时截止?迟啲先问啦",
    "备案要什么材料来着?这个回头再说",
    "双胞胎怎么算?算啦,唔问住", "定点有哪些?先不管它了", "停保去边度办,等下再问",
])
def test_a_question_is_called_off_in_many_words(text: str) -> None:
    assert called_off(text)


@pytest.mark.parametrize("text", [
    "算了,你就告诉我一档多少钱", "先不管起付线,能报多少", "那就交一档算了", "目录外的先不算,报多少",
    "我爸不管这事,报多少",
    "下次再去报还要备案吗", "以后退休了报多少", "他说回头再问问,先算我的,多少",
])
def test_what_goes_on_to_ask_is_not_called_off(text: str) -> None:
    assert not called_off(text)
