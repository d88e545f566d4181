"""Counts how often a question about something outside the knowledge is answered with a figure.

    python -m benchmarks.outside FILE... [--every-city] [--limit N] [--leaks N]

FILE holds questions that no document answers: a JSON object a line with `q` and perhaps `kind`, or plain lines. Each is
asked as the first words of a call from one city, drawn by a seed, or of every city. A leak is an answer or a
calculation that tells a figure; all of them are printed, or the first N.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.bootstrap import LoadedAssistant, load_assistant
from assistant.dialogue.reply import Reply, ReplyKind

SEED = 20221223
DAY = date(2022, 12, 23)
GOAL = 0.01
_DIGIT = re.compile(r"\d")
_TOLD = (ReplyKind.ANSWER, ReplyKind.CALCULATION)


@dataclass(frozen=True)
class Asked:
    """One question put to one city, and what came back."""

    text: str
    kind: str
    city: str
    reply: Reply

    @property
    def leaks(self) -> bool:
        """Whether the reply claims to answer and tells a figure."""
        return self.reply.kind in _TOLD and tells_figure(self.reply)


def tells_figure(reply: Reply) -> bool:
    """Whether a reply's own words (its basis apart) or its data hold a figure."""
    words = (reply.short, *reply.details)
    return bool(reply.figures or reply.amounts or any(_DIGIT.search(text) for text in words))


def read_questions(path: Path) -> Iterator[tuple[str, str]]:
    """The questions of a file with their kinds."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            row = json.loads(line) if line.lstrip().startswith("{") else {"q": line.strip()}
            yield row["q"], row.get("kind", path.stem)


def ask(assistant: LoadedAssistant, questions: list[tuple[str, str]], every_city: bool) -> Iterator[Asked]:
    """Put each question to one city, or to each."""
    cities = [area for area, _ in assistant.areas()]
    chance = random.Random(SEED)
    for text, kind in questions:
        for city in cities if every_city else [chance.choice(cities)]:
            yield Asked(text, kind, city, assistant.open_call(city, DAY).say(text))


def line(name: str, asked: list[Asked]) -> str:
    """One row of a table: replies by kind and the share of leaks."""
    counts = Counter(a.reply.kind for a in asked)
    leaks = sum(a.leaks for a in asked)
    kinds = "".join(f"{counts[kind]:12d}" for kind in ReplyKind)
    return f"{name:28}{len(asked):8d}{kinds}{leaks:8d}  {leaks / len(asked):7.2%}"


def main() -> None:
    """Ask, print the tables and the leaks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--knowledge", type=Path)
    parser.add_argument("--every-city", action="store_true")
    parser.add_argument("--limit", type=int, help="ask the first N questions only")
    parser.add_argument("--leaks", type=int, help="print at most N leaks")
    chosen = parser.parse_args()
    assistant = load_assistant(chosen.knowledge)
    assert isinstance(assistant, LoadedAssistant)
    questions = [pair for path in chosen.files for pair in read_questions(path)][: chosen.limit]
    asked = list(ask(assistant, questions, chosen.every_city))
    print(f"{'':28}{'asked':>8}" + "".join(f"{kind.value:>12}" for kind in ReplyKind) + f"{'leaks':>8}")
    for kind in sorted({a.kind for a in asked}):
        print(line(kind, [a for a in asked if a.kind == kind]))
    for city in sorted({a.city for a in asked}):
        print(line(city, [a for a in asked if a.city == city]))
    print(line(f"all (goal {GOAL:.0%} or less)", asked))
    leaks = [a for a in asked if a.leaks]
    for leak in leaks[: chosen.leaks]:
        told = leak.reply.candidates[0].id if leak.reply.candidates else ""
        print(f"{leak.reply.confidence:.2f} {leak.city:10} {told:40} {leak.text} → {leak.reply.short}")


if __name__ == "__main__":
    main()
