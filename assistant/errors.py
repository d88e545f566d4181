"""The exceptions of the project: broken files, broken stores and wrong calls.

Expected outcomes (an answer, a question back, a refusal) are values, never exceptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class AssistantError(Exception):
    """Base of every error that this project raises on purpose."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a knowledge file: where it is, what was found, how to mend it (Chinese)."""

    path: Path
    line: int
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        told = f"{self.path}:{self.line}: {self.message}"
        return f"{told};{self.remedy}" if self.remedy else told


class KnowledgeError(AssistantError):
    """The knowledge folder can't be used; `faults` holds every problem found, in file order."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class UnknownAreaError(AssistantError):
    """A name was given that is no area of the knowledge; `known` lists the names that are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.known = known
        super().__init__(f"unknown area {name!r}; known: {', '.join(known)}")
