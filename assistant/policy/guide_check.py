"""What is wrong with the path by numbers: unknown conditions, a topic in two themes, numbers typed into words."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.errors import Fault
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import Source
from assistant.policy.places import condition_faults
from assistant.policy.typed_numbers import typed_number


def guide_faults(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    """Faults of people, themes and plain words."""
    for person in knowledge.people:
        for message, remedy in condition_faults(knowledge, {d: (v,) for d, v in person.facts.items()}):
            yield source.fault("people", person.id, ("facts",), message, remedy)
    theme_of: dict[str, str] = {}
    for theme in knowledge.themes:
        for topic in theme.topics:
            if topic in theme_of:
                message = f"“{topic}”在“{theme_of[topic]}”里已经有了"
                yield source.fault("themes", theme.id, ("topics",), message, "一个topic只放在一项里")
            theme_of.setdefault(topic, theme.label)
    for term in knowledge.plain:
        typed = typed_number(term.say)
        if typed:
            yield source.fault("plain", term.id, ("say",), f"大白话里写了数字:“{typed}”", "请改成不带数字的说法")
