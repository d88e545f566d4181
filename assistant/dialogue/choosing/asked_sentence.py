"""Which sentence of the entry chosen tells the kind of thing that is asked for (多久, 谁管, 几家): it is told first.

Where the entry only says that such a thing isn't known, that is told. Decides nothing about which entry is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.bare_questions import asked_kind, lacking, tells
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.dialogue.wording import Writer, best_variant
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Statement, Unit

# Of a statistic only these; its numbers and days are found by what they are of.
_OF_STATISTICS = frozenset(("phone", "who", "papers", "span"))
# What an entry may lack that tells a number of another kind.
_MAY_LACK = frozenset(("money", "span", "papers", "phone", "end"))
_DEADLINE = "end"
_DIGIT = re.compile(r"\d")


class AskedSentence:
    """Finds the sentence that tells what is asked, in entries of one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures) -> None:
        self._writer = Writer(knowledge, figures)

    def first(self, choice: Choice, heard: Understood, state: CallState) -> Choice:
        """The choice, with the sentence first that tells what is asked, or that it isn't known."""
        entry = choice.entry
        if entry is None or entry.statement is Statement.GAP or choice.sentence or choice.repeats:
            return choice
        if choice.scheme:
            return self._lacking_deadline(choice, entry, choice.scheme, heard, state)
        if choice.other_year or choice.asks or heard.sums or len(heard.questions) > 1:
            return choice
        if any(other.id not in choice.near for other in choice.more):
            return choice  # each tells what is asked of another matter
        kind = asked_kind(heard)
        if kind is None or (entry.statement is Statement.STATISTIC and kind.name not in _OF_STATISTICS):
            return choice
        templates = sentences_of(entry, state.facts_for(heard.mentions, follows=choice.follows))
        sentences = written(self._writer, templates, entry.area, state.today)
        if tells(kind, sentences[0]):
            return choice
        told = [at for at, text in enumerate(sentences) if at and tells(kind, text)]
        if told:
            return replace(choice, sentence=templates[_nearest(told, sentences, heard)])
        at = lacking(kind, sentences) if kind.name in _MAY_LACK and not _DIGIT.search(sentences[0]) else None
        return replace(choice, sentence=templates[at], lacks=True, more=()) if at else choice

    def _lacking_deadline(self, choice: Choice, entry: Entry, scheme: SchemeShape, heard: Understood,
                          state: CallState) -> Choice:
        """That the deadline asked for isn't known, where the entry says so and its calculator tells no days."""
        kind = asked_kind(heard)
        days = any(step.unit is Unit.DATE for step in scheme.steps)
        if kind is None or kind.name != _DEADLINE or days or heard.sums or len(heard.questions) > 1:
            return choice
        templates = sentences_of(entry, state.facts_for(heard.mentions, follows=choice.follows))
        sentences = written(self._writer, templates, entry.area, state.today)
        at = lacking(kind, sentences) if not tells(kind, sentences[0]) else None
        named = at and kind.asked.search(sentences[at])
        return replace(choice, scheme=None, sentence=templates[at], lacks=True, more=()) if at and named else choice


def sentences_of(entry: Entry, facts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """An entry's sentences as they are told to who these conditions hold of, without their figures."""
    variant = best_variant(entry.say.variants, facts)
    first = (variant.short, *variant.details) if variant else (entry.say.short,)
    return (*first, *entry.say.details, *entry.say.do)


def written(writer: Writer, templates: Sequence[str], area: str, day: date) -> tuple[str, ...]:
    """Sentences with their figures as of a day."""
    basis = writer.basis()
    return tuple(writer.fill(text, area, day, basis) for text in templates)


def _nearest(told: Sequence[int], sentences: Sequence[str], heard: Understood) -> int:
    """Of the sentences that tell such a thing the first of those with the most words of the question."""
    words = own_words(heard)
    return max(told, key=lambda at: (sum(_is_in(word, sentences[at]) for word in words), -at))


def _is_in(word: str, sentence: str) -> bool:
    """Whether a word, or any two of its characters on end, stand in a sentence."""
    return any(word[at : at + 2] in sentence for at in range(len(word) - 1))

