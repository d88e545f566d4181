"""How a text becomes what it is looked up by."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.search.terms import Field, analyse, field_of, fold, sound_codes, word_key
from tests.unit.search.conftest import Pairs, Sounds


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("住院,能报多少?", "住院能报多少", id="marks are left out"),
        pytest.param("ＣＴ　检查", "ct检查", id="full width becomes half, capitals small"),
        pytest.param(" 1 2 3 ", "123", id="spaces are left out"),
        pytest.param("?!…", "", id="nothing may be left"),
        pytest.param("ABC", "abc", id="plain letters become small"),
    ],
)
def test_folding_keeps_letters_digits_and_characters(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_query_has_each_term_once_and_its_neighbours_in_order() -> None:
    analysis = analyse("住院住院", Pairs(), Sounds(), {"zhu": 0, "yuan": 1})
    # One word; the pairs 住院 and 院住; two characters; the same again by sound.
    assert np.bincount(field_of(analysis.keys)).tolist() == [1, 2, 2, 2, 2]
    assert analysis.sounds == (0, 1, 0, 1)
    assert [len(run) for run in analysis.runs] == [3, 3]


def test_terms_of_one_field_lie_together() -> None:
    keys = analyse("门诊能报多少", Pairs(), Sounds(), {}).keys
    assert field_of(keys).tolist() == sorted(field_of(keys).tolist())
    assert set(field_of(keys).tolist()) == {int(field) for field in Field}


def test_a_words_key_is_the_same_on_every_machine() -> None:
    # blake2b with eight bytes of digest over the UTF-8 of 医保, least byte first, without its three lowest bits.
    import hashlib

    digest = hashlib.blake2b("医保".encode(), digest_size=8).digest()
    assert word_key("医保") == int.from_bytes(digest, "little") // 8


def test_readings_that_do_not_fit_the_text_are_an_error() -> None:
    class Mute:
        def syllables(self, text: str) -> tuple[str, ...]:
            return ()

    with pytest.raises(ValueError, match="0 syllables for 2 characters"):
        sound_codes("住院", Mute(), {})
