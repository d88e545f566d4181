"""Questions labelled with the facts that answer them, and what the benches that fit on them begin with.

A question is {"city", "q", "facts", "date"?, "style"?}: `facts` are the checklist ids that answer it, none for a
question that the documents don't answer. One without a city is off the subject: it is put to a city drawn by its
text, and nothing answers it.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.bootstrap import LoadedAssistant, installed_embedder, wire
from assistant.settings import read_settings

HELD_OUT_OF_TEN = 3


@dataclass(frozen=True)
class Question:
    """A labelled question; `held` ones are never fitted on."""

    text: str
    city: str
    day: date | None
    facts: frozenset[str]
    style: str
    outside: bool = False

    @property
    def held(self) -> bool:
        """Whether this question belongs to the held-out part."""
        return zlib.crc32(self.text.encode()) % 10 < HELD_OUT_OF_TEN


def read_questions(paths: list[Path], cities: Sequence[str] = ()) -> list[Question]:
    """The questions of several files; off-subject ones are put to one of `cities`, or left out if there are none."""
    questions = []
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                day = date.fromisoformat(row["date"]) if row.get("date") else None
                if "city" not in row and not cities:
                    continue
                city = row.get("city") or cities[zlib.crc32(row["q"].encode()) // 10 % len(cities)]
                questions.append(Question(row["q"], city, day, frozenset(row.get("facts", ())), row.get("style", ""),
                                          "city" not in row))
    return questions


def asked_of(assistant: LoadedAssistant, paths: list[Path]) -> list[Question]:
    """The questions of several files, those that are off the subject put to the assistant's areas."""
    return read_questions(paths, [area for area, _ in assistant.areas()])


def begun(description: str | None) -> tuple[argparse.Namespace, LoadedAssistant]:
    """The command line of a bench that fits on `questions` and keeps with `write`, and the assistant it is fitted for.

    Ends the program with a message where comparing by meaning is asked for and not installed.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", nargs="+", type=Path)
    parser.add_argument("--knowledge", type=Path)
    parser.add_argument("--semantic", action="store_true", help="compare by meaning, too")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    settings = read_settings(knowledge=arguments.knowledge)
    embedder = installed_embedder() if arguments.semantic else None
    if arguments.semantic and embedder is None:
        parser.error("the extra `semantic` is not installed")
    return arguments, wire(settings.knowledge, settings.cache, embedder)
