"""Days as they are told: the year once of a stretch within it."""

from __future__ import annotations

import pytest

from assistant.text.written_days import with_year_once


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("缓的是2022年8月到2022年10月。", "缓的是2022年8月到10月。"),
        ("2022年9月1日至2022年12月31日", "2022年9月1日至2022年12月31日"),
        ("2022年8月到2022年9月15日", "2022年8月到2022年9月15日"),
        ("2022年11月到2023年2月", "2022年11月到2023年2月"),
        ("2021年到2022年", "2021年到2022年"),
    ],
)
def test_a_year_is_said_once_of_a_stretch_within_it(written: str, told: str) -> None:
    assert with_year_once(written) == told
