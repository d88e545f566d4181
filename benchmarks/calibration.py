"""Fits and checks the confidence of replies, from the words to the reply, with a part of the questions held out.

    python -m benchmarks.calibration QUESTIONS.jsonl [MORE.jsonl ...] [--semantic] [--write]

For the questions see `labelled`. An answer or a calculation is right if what it tells holds one of the question's
facts; a refusal is right if the question has none. Questions back are left out: they claim nothing. Prints a table of
confidence against truth on the held-out part, before and after; --write keeps what was fitted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.bootstrap import LoadedAssistant
from assistant.dialogue.choosing.confidence import REFUSED, TOLD, log_odds, part_of
from assistant.dialogue.reply import ReplyKind
from assistant.dialogue.state import CallState
from benchmarks.labelled import Question, asked_of, begun
from benchmarks.measures import reliability

TARGET = Path(__file__).parent.parent / "assistant" / "dialogue" / "choosing" / "confidence.json"
DAY = date(2022, 12, 23)


@dataclass(frozen=True)
class Judged:
    """One question's reply: the score of what was chosen, and whether it is right."""

    question: Question
    part: str
    score: float
    right: bool


def judge(assistant: LoadedAssistant, question: Question) -> Judged | None:
    """Ask one question; None for a question back or a place that isn't the question's own."""
    day = question.day or DAY
    heard = assistant.reader.read(question.text, question.city, day)
    if heard.located.elsewhere or heard.located.areas not in ((), (question.city,)) or heard.chat:
        return None
    state = CallState(area=question.city, today=day, date_given=question.day is not None)
    choice = assistant.chooser.choose(heard, state)
    reply = assistant.answerer.reply(choice, heard, state)
    if reply.kind is ReplyKind.CLARIFY:
        return None
    part = part_of(reply.kind)
    if part == REFUSED:
        return Judged(question, part, choice.score, not question.facts)
    named = [choice.entry.id] if choice.entry else []
    named += [entry.id for entry in choice.more]
    named += [choice.scheme.entry] if choice.scheme and choice.scheme.entry else []
    entries = [assistant.knowledge.entries[id_] for id_ in named]
    return Judged(question, part, choice.score, any(question.facts & set(entry.facts) for entry in entries))


def fit(judged: list[Judged]) -> dict[str, tuple[float, float]]:
    """Slope and level on the log-odds of the score, for what is told and for what is refused."""
    fitted = {}
    for part in (TOLD, REFUSED):
        own = [j for j in judged if j.part == part]
        model = LogisticRegression(C=10.0).fit([[log_odds(j.score)] for j in own], [j.right for j in own])
        fitted[part] = (float(model.coef_[0][0]), float(model.intercept_[0]))
    return fitted


def tables(judged: list[Judged], fitted: dict[str, tuple[float, float]]) -> Iterator[str]:
    """A table of confidence against truth for each part, with the raw score and with the fitted map."""
    for part in (TOLD, REFUSED):
        own = [j for j in judged if j.part == part]
        truth = np.array([j.right for j in own], float)
        raw = np.array([j.score for j in own])
        slope, level = fitted[part]
        mapped = 1 / (1 + np.exp(-(slope * np.array([log_odds(j.score) for j in own]) + level)))
        yield f"\n{part}: {len(own)} held-out replies, {truth.mean():.1%} right"
        yield f"the score itself\n{reliability(raw, truth)}"
        yield f"the confidence\n{reliability(mapped, truth)}"


def main() -> None:
    """Ask, fit, report, and keep what was fitted if asked to."""
    chosen, assistant = begun(__doc__)
    judged = [j for q in asked_of(assistant, chosen.questions) if (j := judge(assistant, q)) is not None]
    fitted = fit([j for j in judged if not j.question.held])
    print("\n".join(tables([j for j in judged if j.question.held], fitted)))
    if chosen.write:
        rows = {part: {"slope": round(slope, 4), "level": round(level, 4)} for part, (slope, level) in fitted.items()}
        TARGET.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
