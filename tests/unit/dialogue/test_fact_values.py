"""What is written by hand into a calculator's form, read back; the facts are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.calculator.scheme import Fact, FactKind
from assistant.dialogue.gathering.fact_values import UnreadableValueError, read_value

_DAYS = Fact("days", FactKind.DAYS, "住了几天", "几天")
_SHARE = Fact("share", FactKind.FRACTION, "几成", "几成")


@pytest.mark.parametrize("written", ["23", "二十三天", "廿三天", "廿三日", "二十三日", "２３日"])
def test_a_number_of_days_is_read_as_people_write_it(written: str) -> None:
    assert read_value(_DAYS, {}, written) == Decimal(23)


def test_wide_characters_are_read_like_narrow_ones() -> None:
    assert read_value(_SHARE, {}, "３０％") == Decimal("0.3")


@pytest.mark.parametrize("written", ["三月廿三日", "几天", "二三十天"])
def test_what_is_no_single_number_is_refused(written: str) -> None:
    with pytest.raises(UnreadableValueError):
        read_value(_DAYS, {}, written)
