"""References to figures: "that figure, on that day, that one of the contradictory values".

Written `id`, `id@2022-06-30`, `id#name` or both, in an answer's words (`{id@2022-06-30}`), in the formula of a
derived figure, and where a calculator names its figures.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.calculator.expression import Expression, parse

_TAIL = r"(?:@(?P<day>[0-9-]+))?(?:#(?P<name>[a-z0-9_]+))?"
PLACEHOLDER = re.compile(rf"\{{(?P<id>[a-z0-9_.]+){_TAIL}(?:\|(?P<how>bare))?\}}")
_REFERENCE = re.compile(rf"(?P<id>[^@#]+){_TAIL}")
# In a formula a day has a fixed form, so that what is subtracted behind it isn't taken for a part of it.
_IN_FORMULA = re.compile(r"(?P<id>[a-z][a-z0-9_.]*)(?P<tail>(?:@\d{4}-\d\d-\d\d)?(?:#[a-z0-9_]+)?)")


@dataclass(frozen=True)
class FigureReference:
    """A figure's id, the day on which it is meant (None: the day asked for), the value's name if one is meant."""

    id: str
    day: date | None = None
    name: str | None = None

    def __str__(self) -> str:
        day = f"@{self.day}" if self.day else ""
        return f"{self.id}{day}#{self.name}" if self.name else f"{self.id}{day}"


@lru_cache(maxsize=8192)
def read_reference(text: str) -> FigureReference:
    """The reference that a text means; raises ValueError for another form or a day that isn't one."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        raise ValueError(f"no reference to a figure: {text!r}")
    return FigureReference(found["id"], date.fromisoformat(found["day"]) if found["day"] else None, found["name"])


def bare_id(reference: str) -> str:
    """The figure's id alone."""
    return re.split("[@#]", reference)[0]


def placeholders(text: str) -> Iterable[re.Match[str]]:
    """The figure references in an answer's words."""
    return PLACEHOLDER.finditer(text)


def reference_in(match: re.Match[str]) -> str:
    """The reference that a placeholder holds, as it is written there."""
    day = f"@{match['day']}" if match["day"] else ""
    return f"{match['id']}{day}#{match['name']}" if match["name"] else f"{match['id']}{day}"


def whole_id(reference: str, area: str, known: Container[str]) -> str:
    """The reference with the whole id that it means in an area's words."""
    return reference if bare_id(reference) in known else f"{area}.{reference}"


@lru_cache(maxsize=4096)
def read_formula(text: str) -> tuple[Expression, dict[str, str]]:
    """A derived figure's formula, and for each of its names the reference it stands for, in order.

    Raises ExpressionError.
    """
    references: dict[str, str] = {}

    def plain(match: re.Match[str]) -> str:
        name = match["id"]
        if match["tail"]:
            name += "__" + re.sub(r"\W", "_", match["tail"])
        references[name] = match.group()
        return name

    expression = parse(_IN_FORMULA.sub(plain, text))
    return expression, {name: told for name, told in references.items() if name in expression.names}
