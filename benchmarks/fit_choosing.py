"""Fits the numbers of choosing (thresholds, margins, log-odds) by what replies come to, with a part held out.

    python -m benchmarks.fit_choosing CONVERSATIONS.jsonl ... [--questions Q.jsonl ...] [--only NAME ...] [--write]

Coordinate ascent: one number at a time is moved a step up or down, and the move kept if the fitted part gains.
The gain weighs a wrong reply as `HARM` missed ones. Conversations are judged as `yibao replay` judges them,
labelled questions (see `labelled`) by the facts of the entries that are chosen.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.bootstrap import LoadedAssistant, wire
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.choosing.finding import Finder
from assistant.dialogue.choosing.weighing import Weights, fitted_weights
from assistant.dialogue.hearing.reading import Reader
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.model import Statement
from assistant.replay.conversation import Conversation, read_conversations
from assistant.replay.judge import judge, play
from assistant.settings import read_settings
from benchmarks.labelled import HELD_OUT_OF_TEN, Question, read_questions

TARGET = Path(__file__).parent.parent / "assistant" / "dialogue" / "choosing" / "choosing.json"
HARM = 3.0
# A labelled question weighs less than a conversation, whose reply is judged as a caller hears it.
QUESTION_WEIGHT = 0.5
# How far a number is moved, a round: log-odds by the whole of it, shares and margins by a fifth.
STEPS = (0.5, 0.2, 0.5, 0.2)
_SHARES = ("_from", "_share", "margin", "fits", "sure", "tie", "lead", "feeding", "clear", "enough")


class Remembered(Finder):
    """A finder that looks nothing up twice: the numbers fitted here don't touch what is found."""

    def __init__(self, finder: Finder) -> None:
        self.__dict__.update(finder.__dict__)
        self._known: dict[tuple[str, tuple[str, ...] | None], tuple[list[int], list[int], NDArray[np.float64]]] = {}

    def _compared(self, text: str, areas: Iterable[str] | None) -> tuple[list[int], list[int], NDArray[np.float64]]:
        key = (text, None if areas is None else tuple(areas))
        if key not in self._known:
            self._known[key] = super()._compared(text, areas)
        return self._known[key]


class RememberedReader(Reader):
    """A reader that reads nothing twice."""

    def __init__(self, reader: Reader) -> None:
        self.__dict__.update(reader.__dict__)
        self._read: dict[tuple[str, str | None, date], Understood] = {}

    def read(self, words: str, home: str | None, today: date) -> Understood:
        key = (words, home, today)
        if key not in self._read:
            self._read[key] = super().read(words, home, today)
        return self._read[key]


class Bench:
    """Replies of one assistant under changing weights."""

    def __init__(self, assistant: LoadedAssistant, conversations: list[Conversation],
                 questions: list[Question]) -> None:
        self._assistant, self._conversations, self._questions = assistant, conversations, questions
        assistant.chooser.finder = Remembered(assistant.chooser.finder)
        assistant.reader = RememberedReader(assistant.reader)

    def verdicts(self, weights: Weights, held: bool) -> Counter[str]:
        """Verdicts on the part that is held out, or on the other; those on questions under names with a ?."""
        self._assistant.chooser = self._assistant.chooser.weighing_by(weights)
        counts: Counter[str] = Counter()
        for conversation in self._conversations:
            if _held(conversation.id) is held:
                counts[judge(conversation, list(play(self._assistant, conversation)))[-1].verdict.value] += 1
        counts.update(f"{self._verdict(question)}?" for question in self._questions if question.held is held)
        return counts

    def _verdict(self, question: Question) -> str:
        day = question.day or date(2022, 12, 23)
        heard = self._assistant.reader.read(question.text, question.city, day)
        if heard.located.elsewhere:
            return "missed" if question.facts else "right"
        state = CallState(question.city, day, question.day is not None)
        return self._judged(self._assistant.chooser.choose(heard, state), question.facts)

    def _judged(self, choice: Choice, facts: frozenset[str]) -> str:
        entries = [e for e in (choice.entry, *choice.more) if e]
        if choice.scheme and choice.scheme.entry:
            entries.append(self._assistant.knowledge.entries[choice.scheme.entry])
        gap = choice.entry is not None and choice.entry.statement is Statement.GAP
        if choice.outside or choice.foreign or gap or not (entries or choice.scheme):
            return "missed" if facts else "right"
        return "right" if any(facts & set(entry.facts) for entry in entries) else "wrong"


def _held(id_: str) -> bool:
    return zlib.crc32(id_.encode()) % 10 < HELD_OUT_OF_TEN


def gain(counts: Mapping[str, int]) -> float:
    """What verdicts are worth: missed ones cost 1, wrong ones `HARM`."""
    def cost(mark: str) -> float:
        return counts.get(f"missed{mark}", 0) + HARM * counts.get(f"wrong{mark}", 0)

    return -cost("") - QUESTION_WEIGHT * cost("?")


def told(counts: Mapping[str, int]) -> str:
    """Verdicts as shares, conversations first."""
    parts = []
    for mark, name in (("", "conversations"), ("?", "questions")):
        whole = sum(counts.get(f"{v}{mark}", 0) for v in ("right", "missed", "wrong"))
        shares = [f"{v} {counts.get(f'{v}{mark}', 0) / whole:.1%}" for v in ("right", "missed", "wrong") if whole]
        parts.append(f"{name} {whole}: {', '.join(shares)}")
    return "; ".join(parts)


def fit(bench: Bench, weights: Weights, rounds: int, names: Sequence[str]) -> Weights:
    """The weights after coordinate ascent on the part that isn't held out."""
    best = gain(bench.verdicts(weights, held=False))
    for number, step in enumerate(STEPS[:rounds]):
        before = best
        for name in names:
            for way in (step, -step):
                value = getattr(weights, name)
                size = way * (0.2 if any(mark in name for mark in _SHARES) else 1.0)
                moved = Weights(**{**asdict(weights), name: round(value + size, 3)})
                reached = gain(bench.verdicts(moved, held=False))
                if reached > best:
                    print(f"  {name} {value} -> {value + size:.3f}: {best:.1f} -> {reached:.1f}", flush=True)
                    weights, best = moved, reached
        print(f"round {number + 1}: {before:.1f} -> {best:.1f}", flush=True)
    return weights


def report(bench: Bench, weights: Weights, title: str) -> None:
    """Print the verdicts on both parts."""
    for held, name in ((False, "fitted on"), (True, "held out")):
        print(f"{title}, {name}: {told(bench.verdicts(weights, held))}", flush=True)


def main() -> None:
    """Fit, report both parts before and after, and keep the numbers if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conversations", nargs="+", type=Path)
    parser.add_argument("--questions", nargs="*", type=Path, default=[])
    parser.add_argument("--knowledge", type=Path)
    parser.add_argument("--rounds", type=int, default=2, choices=range(len(STEPS) + 1))
    parser.add_argument("--only", nargs="*", default=[f.name for f in fields(Weights)], metavar="NAME")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    settings = read_settings(knowledge=arguments.knowledge)
    bench = Bench(wire(settings.knowledge, settings.cache), read_conversations(arguments.conversations),
                  read_questions(arguments.questions))
    weights = fitted_weights()
    report(bench, weights, "before")
    weights = fit(bench, weights, arguments.rounds, arguments.only)
    report(bench, weights, "after")
    if arguments.write:
        TARGET.write_text(json.dumps(asdict(weights), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
