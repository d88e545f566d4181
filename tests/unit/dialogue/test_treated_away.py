"""Where care is spoken of as given: in another city, at home, or nowhere in particular."""

from __future__ import annotations

import pytest

from assistant.dialogue.hearing.locating import Located
from assistant.dialogue.hearing.treated_away import treated


def heard(text: str, gone_to: str = "", own: str = "") -> str | None:
    """What is heard of where somebody is treated; `gone_to` and `own` are the cities that were found in the text."""
    spans = [((at := text.index(name)), at + len(name)) if name else None for name in (gone_to, own)]
    away, home = ((span,) if span else () for span in spans)
    mention = treated(text, Located((), away=away, spans=home))
    return mention.value if mention else None


@pytest.mark.parametrize(("text", "gone_to"), [
    ("去广州看门诊报多少", "广州"), ("在深圳人民医院看病花了三百", "深圳"), ("在外地住院怎么报", ""),
    ("跨省做手术报几成", ""), ("人在外市看感冒", ""), ("去其他城市的社区看病", ""),
])
def test_care_in_another_city_is_heard(text: str, gone_to: str) -> None:
    assert heard(text, gone_to) == "away"


@pytest.mark.parametrize(("text", "gone_to"), [
    ("我外地户口在社区看病报多少", ""), ("老公在外地打工,我在社区看门诊", ""), ("外地人能不能参保", ""),
    ("老公去广州打工,我在社区看门诊", "广州"), ("看门诊报几成", ""),
])
def test_being_or_living_elsewhere_is_not_being_treated_there(text: str, gone_to: str) -> None:
    assert heard(text, gone_to) is None


@pytest.mark.parametrize(("text", "own"), [
    ("回来江门看门诊报多少", "江门"), ("在本地看病", ""), ("不去外地,就在家看", ""),
])
def test_coming_back_for_it_is_care_at_home(text: str, own: str) -> None:
    assert heard(text, own=own) == "home"


def test_nothing_is_heard_where_both_are_spoken_of() -> None:
    assert heard("在外地看门诊跟回来江门看哪个报得多", own="江门") is None
