"""Which quantities of an utterance count as the caller's own facts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.gathering.standing import standing
from assistant.dialogue.hearing.understanding import Understood

Read = Callable[..., Understood]


@pytest.mark.parametrize(("words", "kept"), [
    pytest.param("听说能报八千块,我花了三千块", ["三千块"], id="only heard of"),
    pytest.param("同事说他报了五千块,我花了三千块", ["三千块"], id="told by a colleague"),
    pytest.param("隔壁说,能报八千块,我花了三千块", ["三千块"], id="told in the clause behind"),
    pytest.param("医院说一共花了三千块", ["三千块"], id="told by who ought to know"),
    pytest.param("我算出来报七十五块,花了一百块", ["一百块"], id="the caller's own reckoning"),
    pytest.param("起付线是一千块,我花了三千块", ["三千块"], id="the threshold itself"),
    pytest.param("起付线已经扣了六百块,我花了三千块", ["六百块", "三千块"], id="what was used of the threshold"),
    pytest.param("我奶奶八十五了,花了三千块", ["三千块"], id="an age without 岁"),
    pytest.param("退休十年了,花了三千块", ["三千块"], id="how long it has been so"),
    pytest.param("先垫了一万块,一共花了三千块", ["三千块"], id="money handed over in advance"),
    pytest.param("我花了三千块,去年那次两千块不算", ["三千块"], id="said not to count"),
    pytest.param("去年花了两千块,那回不说了,今年花了三千块", ["三千块"], id="set aside in the clause behind"),
    pytest.param("看门诊花了三千块,打车花了五十块", ["三千块"], id="no bill at all"),
    pytest.param("一共三千块,其中保健品五十块", ["三千块", "五十块"], id="a part of the bill"),
    pytest.param("去年花了两千块不算", ["两千块"], id="nothing else to count"),
    pytest.param("不是九十块,是一百九十块", ["一百九十块"], id="taken back"),
])
def test_only_what_is_the_callers_own_counts(words: str, kept: list[str], read: Read) -> None:
    assert [quantity.words for quantity in standing(read(words))] == kept
