"""What is written in one place of the knowledge and holds in others: filled in once all files are read."""

from __future__ import annotations

from itertools import chain
from typing import Any

from assistant.policy.model import (
    DatedValue,
    Entry,
    FactShape,
    Figure,
    Reference,
    Say,
    SchemeShape,
    Statement,
    WordList,
)
from assistant.policy.references import read_reference, whole_id

# What stands before the id of a word list among a fact's words.
LIST = "@"


def uncovered_entries(found: dict[str, dict[str, Any]]) -> dict[str, Entry]:
    """A gap entry for each area and shared subject of which its documents say nothing."""
    entries: dict[str, Entry] = {}
    for line in found["coverage"].values():
        subject = found["subjects"].get(line.subject)
        document = next((d for d in found["documents"].values() if d.area == line.area), None)
        if line.level != "none" or subject is None or document is None:
            continue
        locator = document.sections[0].locator if document.sections else document.title
        id_ = f"{line.area}.uncovered.{subject.id}"
        entries[id_] = Entry(
            id=id_, area=line.area, title=subject.label, topic=subject.topic, subject=subject.id,
            statement=Statement.GAP, ask=subject.ask, keywords=subject.keywords, about=subject.about,
            needs=subject.needs, unless=subject.unless,
            say=Say(short=f"{(line.missing or f'资料没有载明{subject.label}').rstrip('。')}。"),
            cites=(Reference(document=document.id, locator=locator),),
        )
    return entries


def with_taken_over(figures: dict[str, Figure]) -> dict[str, Figure]:
    """The figures with the values that are said to be another's written in; what isn't found stays empty."""

    def taken(value: DatedValue, area: str) -> DatedValue:
        if value.same_as is None:
            return value
        try:
            meant = read_reference(whole_id(value.same_as, area, figures))
        except ValueError:
            return value
        others = figures[meant.id].values if meant.id in figures else ()
        found = [v.value for v in others if meant.day is None or v.holds_on(meant.day)]
        return value.model_copy(update={"value": found[0]}) if found else value

    return {
        id_: figure.model_copy(update={"values": tuple(taken(v, id_.split(".")[0]) for v in figure.values)})
        for id_, figure in figures.items()
    }


def with_shared_facts(schemes: dict[str, SchemeShape]) -> dict[str, SchemeShape]:
    """The schemes with the facts written in that are said to be another's; what isn't found stays as it is written."""

    def whole(fact: FactShape) -> FactShape:
        meant = schemes.get(fact.as_in or "")
        other = next((f for f in meant.facts if f.id == fact.id), None) if meant else None
        own = {name: getattr(fact, name) for name in fact.model_fields_set}
        return other.model_copy(update=own) if other else fact

    return {id_: shape.model_copy(update={"facts": tuple(map(whole, shape.facts))}) for id_, shape in schemes.items()}


def with_word_lists(schemes: dict[str, SchemeShape], lists: dict[str, WordList]) -> dict[str, SchemeShape]:
    """The schemes with the words of lists that they, their facts or the choices of these name (`@id`) in their place.

    What isn't found stays as written.
    """

    def listed(words: tuple[str, ...]) -> tuple[str, ...]:
        parts = [(word,) if (named := lists.get(word[1:])) is None or word[:1] != LIST else named.words
                 for word in words]
        return tuple(dict.fromkeys(chain.from_iterable(parts)))

    def whole(shape: SchemeShape) -> SchemeShape:
        facts = tuple(fact.model_copy(update={"words": listed(fact.words), "values": tuple(
            value.model_copy(update={"words": listed(value.words)}) for value in fact.values)}) for fact in shape.facts)
        return shape.model_copy(update={"facts": facts, "needs": listed(shape.needs), "about": listed(shape.about)})

    return {id_: whole(shape) for id_, shape in schemes.items()}
