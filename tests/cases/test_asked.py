"""Calculations as callers ask for them, in their own words, against what was worked out by hand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from assistant.dialogue.reply import ReplyKind
from tests.functional.shipped import shipped

KINDS = {"?": {ReplyKind.CLARIFY}, "!": {ReplyKind.REFUSE}, "": {ReplyKind.ANSWER, ReplyKind.CALCULATION}}


@dataclass(frozen=True)
class Asked:
    """One call: where and when, its turns, the kind of the last reply, and what that must tell or not tell."""

    area: str
    day: date
    turns: tuple[str, ...]
    kind: str
    told: tuple[str, ...]
    not_told: tuple[str, ...]
    why: str


def asked(line: str) -> Asked:
    area, day, turns, expected, why = line.split("|")
    kind = expected[0] if expected[0] in "?!" else ""
    words = expected.removeprefix(kind).split() if kind else expected.split()
    return Asked(
        area,
        date.fromisoformat(day),
        tuple(turns.split(" / ")),
        kind,
        tuple(word for word in words if not word.startswith("~")),
        tuple(word[1:] for word in words if word.startswith("~")),
        why,
    )


LINES = Path(__file__).with_name("asked.txt").read_text("utf-8").splitlines()
CASES = [asked(line) for line in LINES if line and not line.startswith("#")]


def tells(text: str, word: str) -> bool:
    """Whether a text has the word, or the number as a whole."""
    if re.fullmatch(r"[\d.]+%?", word):
        return re.search(rf"(?<![\d.]){re.escape(word)}(?!\d|\.\d)", text) is not None
    return word in text


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.area}: {case.turns[-1]}")
def test_a_calculation_asked_for_in_words_comes_out_as_worked_out_by_hand(case: Asked) -> None:
    call = shipped().open_call(case.area or None, case.day)
    for words in case.turns:
        reply = call.say(words)
    text = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", reply.text)).split("依据:")[0]
    assert reply.kind in KINDS[case.kind], text
    assert [word for word in case.told if not tells(text, word)] == [], text
    assert [word for word in case.not_told if tells(text, word)] == [], text
