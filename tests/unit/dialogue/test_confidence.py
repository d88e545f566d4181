"""A reply's confidence is a probability: it rises with what was told, and lies within 0 and 1."""

from __future__ import annotations

import pytest

from assistant.dialogue.choosing.confidence import confidence
from assistant.dialogue.reply import ReplyKind

SCORES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@pytest.mark.parametrize("kind", [ReplyKind.ANSWER, ReplyKind.CALCULATION])
def test_what_fits_better_is_told_with_more_confidence(kind: ReplyKind) -> None:
    told = [confidence(kind, score) for score in SCORES]
    assert told == sorted(told) and len(set(told)) == len(told)


@pytest.mark.parametrize("kind", list(ReplyKind))
def test_confidence_is_a_probability(kind: ReplyKind) -> None:
    assert all(0 < confidence(kind, score) < 1 for score in SCORES)
