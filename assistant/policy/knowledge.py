"""The loaded knowledge: everything a curator wrote, by id, and what wider areas pass down.

Immutable after loading. Knows neither files nor callers.
"""

from __future__ import annotations

from functools import cached_property

from pydantic import BaseModel, ConfigDict

from assistant.policy.model import (
    Area,
    Coverage,
    Dimension,
    Document,
    Entry,
    Figure,
    Outside,
    Person,
    PlainTerm,
    SchemeShape,
    Subject,
    Theme,
)


class TermShape(BaseModel):
    """A term of the lexicon and what people say instead; `rewrite` replaces it in an utterance."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    term: str
    variants: tuple[str, ...] = ()
    rewrite: bool = True
    topic: str = ""


class DialectShape(BaseModel):
    """Function words of a dialect and what they mean."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mean: str
    say: tuple[str, ...]


class Knowledge(BaseModel):
    """All areas, documents, figures, entries, schemes, conditions, shared subjects and words."""

    model_config = ConfigDict(frozen=True, ignored_types=(cached_property,))

    digest: str
    areas: dict[str, Area]
    documents: dict[str, Document]
    figures: dict[str, Figure]
    entries: dict[str, Entry]
    schemes: dict[str, SchemeShape]
    dimensions: dict[str, Dimension]
    subjects: dict[str, Subject]
    outside: dict[str, Outside]
    coverage: tuple[Coverage, ...] = ()
    terms: tuple[TermShape, ...] = ()
    dialect: tuple[DialectShape, ...] = ()
    fillers: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    themes: tuple[Theme, ...] = ()
    plain: tuple[PlainTerm, ...] = ()

    def lineage(self, area_id: str) -> tuple[str, ...]:
        """The ids of the area and of the wider ones above it, nearest first; none for an unknown area."""
        ids: list[str] = []
        current = self.areas.get(area_id)
        while current is not None:
            ids.append(current.id)
            current = self.areas.get(current.parent or "")
        return tuple(ids)

    def covered_areas(self) -> tuple[Area, ...]:
        """The areas whose documents the knowledge holds, in the order they were written."""
        return tuple(area for area in self.areas.values() if area.covered)

    def covered_in(self, area_id: str) -> tuple[Area, ...]:
        """The covered areas that are this one or lie below it."""
        return tuple(a for a in self.covered_areas() if area_id in self.lineage(a.id))

    def entries_of(self, area_id: str) -> tuple[Entry, ...]:
        """The entries that hold in an area: its own and those of the wider areas above it."""
        ids = self.lineage(area_id)
        return tuple(entry for entry in self.entries.values() if entry.area in ids)

    def schemes_of(self, area_id: str) -> tuple[SchemeShape, ...]:
        """The calculators of an area and of the wider areas above it."""
        ids = self.lineage(area_id)
        return tuple(scheme for scheme in self.schemes.values() if scheme.area in ids)
