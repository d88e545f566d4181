"""How likely a reply is right: the score of what was chosen, made a probability that can be checked.

The numbers are fitted by `benchmarks/calibration.py`.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib import resources

from assistant.dialogue.reply import ReplyKind

TOLD, REFUSED = "told", "refused"


def part_of(kind: ReplyKind) -> str:
    """Which of the two maps counts for a reply: those that tell something, or those that refuse."""
    return REFUSED if kind is ReplyKind.REFUSE else TOLD


def confidence(kind: ReplyKind, score: float) -> float:
    """The probability that a reply is right whose subject was chosen with this score; both lie in 0 to 1."""
    slope, level = _fitted()[part_of(kind)]
    return 1 / (1 + math.exp(-(slope * log_odds(score) + level)))


def log_odds(score: float) -> float:
    """The log-odds of a score, which is kept from the very ends."""
    score = min(max(score, 0.001), 0.999)
    return math.log(score / (1 - score))


@cache
def _fitted() -> dict[str, tuple[float, float]]:
    text = resources.files("assistant.dialogue.choosing").joinpath("confidence.json").read_text("utf-8")
    return {part: (float(row["slope"]), float(row["level"])) for part, row in json.loads(text).items()}
