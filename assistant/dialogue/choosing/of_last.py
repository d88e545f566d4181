"""What is asked of the entry told last by who names no matter of his own (谁管, 多久呢, 那我呢): its own sentence.

What the entry tells goes before what is found elsewhere; of another matter nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.dialogue import phrases
from assistant.dialogue.choosing.asked_sentence import sentences_of, written
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.choosing.finding import Finder, Found
from assistant.dialogue.hearing.bare_questions import (
    CHANGE,
    LONGEST_BARE,
    WHY,
    WHY_KIND,
    BareKind,
    BareQuestion,
    asks_first,
    bare_question,
    lacking,
    lacking_in,
    last_question,
    may_be_paid,
    only_takes_up,
    telling,
    tells_first,
    words_taken_up,
)
from assistant.dialogue.hearing.by_number import pointed_at
from assistant.dialogue.hearing.conditions import contradicts, denied, stated
from assistant.dialogue.hearing.doubting import without_hearsay
from assistant.dialogue.hearing.going_back import without_return
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.remarks import without_nods
from assistant.dialogue.hearing.said_numbers import stands_in
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.hearing.which_ones import lacks_names, names_them, which_ones
from assistant.dialogue.reply import ReplyKind
from assistant.dialogue.state import CallState
from assistant.dialogue.wording import Writer, best_variant
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement
from assistant.text.numerals import QuantityKind

# As sure as what only calls in question what was told.
_SURE = 0.9
# What of another matter is surely meant by who names none.
_SURE_OTHER = 0.85
# One of up to this length that asks nothing but how it is for a group only names that.
_ONLY_A_GROUP = 24
# So many of its keywords tell what an entry is about.
_MATTER = 2
# What tells a reason is among so many of what was found, and is asked about by it in one of its first wordings.
_NEAR, _WORDINGS = 4, 6
_BOTH = 2
# The kind that asks for a last day, and from which score on a gap that lacks it may be meant.
_DEADLINE, _MAY_BE_MEANT = "end", 0.5


Said = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Told:
    """The entry told last: its sentences with and without their figures, and what it is asked about by."""

    entry: Entry
    templates: tuple[str, ...]
    sentences: tuple[str, ...]
    matter: tuple[str, ...]

    @property
    def known(self) -> tuple[str, ...]:
        """All words in which it was spoken of."""
        return (*self.sentences, *self.matter)


class OfLast:
    """Finds in the entry told last what an utterance asks of it; `enough` is the score from which a find is told."""

    def __init__(self, knowledge: Knowledge, figures: Figures, finder: Finder, enough: float) -> None:
        self._knowledge, self._finder = knowledge, finder
        self._writer, self._enough = Writer(knowledge, figures), enough

    def instead(self, choice: Choice, heard: Understood, state: CallState) -> Choice:
        """The choice, or the entry told last where the utterance is about that alone."""
        told = self._told(state)
        if told is None and (lacked := self._still_lacking(choice, heard, state)):
            return lacked
        question = None
        if told:
            question = bare_question(heard, told.known)
            question = question or bare_question(without_hearsay(without_return(heard)), told.known)
        if told and (heard.asks_why if question is None else question.kind.name == WHY):
            return self._of_reason(choice, replace(heard, text=without_nods(heard.text)), told)
        if told is None or contradicts(told.entry.applies, stated(heard.mentions), denied(heard.mentions)):
            return choice
        if question is not None:
            return self._of_question(question, choice, heard, told)
        of_number = self._of_number(choice, heard, told) or self._which_ones(choice, heard, told)
        if of_number is not None:
            return of_number
        with_last = self._with_last(choice, heard, told)
        if with_last is not None:
            return with_last
        of_it = self._of_group(choice, heard, told, state.facts) or self._taken_up(choice, heard, told)
        return of_it or self._narrowed(choice, heard, told) or choice

    def _told(self, state: CallState) -> _Told | None:
        """The entry told last, or before the gap told last of its topic, if nothing else was said or asked since."""
        last = state.last_reply
        entries = [self._knowledge.entries.get(id_) for id_ in (state.subject, *state.told) if id_]
        if last is None or last.kind not in (ReplyKind.ANSWER, ReplyKind.REFUSE) or state.asked:
            return None
        entry = next((e for e in entries if e is None or e.statement is not Statement.GAP), None)
        if entry is None or entry.topic != state.topic:
            return None
        templates = sentences_of(entry, state.facts)
        sentences = written(self._writer, templates, entry.area, state.last_day or state.today)
        return _Told(entry, templates, sentences, (entry.title, *entry.ask, *entry.keywords, state.last_said))

    @staticmethod
    def _with_last(choice: Choice, heard: Understood, told: _Told) -> Choice | None:
        """What was chosen, with what was told last beside it, where the first of two questions takes up that alone."""
        entry, questions = choice.entry, heard.questions
        if entry is None or entry.id == told.entry.id or entry.topic != told.entry.topic or len(questions) != _BOTH:
            return None
        gap = entry.statement is Statement.GAP
        first = replace(heard, text=questions[0], matched=questions[0], mentions=(), quantities=(), dates=())
        if gap or choice.more or choice.scheme or heard.sums or not words_taken_up(first, told.known):
            return None
        return replace(choice, more=(told.entry,), follows=True)

    def _still_lacking(self, choice: Choice, heard: Understood, state: CallState) -> Choice | None:
        """The gap told last again, where something of it is asked and only another matter tells such a thing."""
        gap, last = self._knowledge.entries.get(state.subject or ""), state.last_reply
        if gap is None or gap.statement is not Statement.GAP or last is None or last.kind is not ReplyKind.REFUSE:
            return None
        known = (gap.title, *gap.ask, gap.say.short)
        question = bare_question(heard, (*known, state.last_said))
        if choice.score >= _SURE_OTHER and bare_question(heard, known) is None:
            return None  # it names what was said on the way, which is told of elsewhere
        other = choice.entry is not None and choice.entry.topic != gap.topic
        if question is None or not question.kind.plain or not other:
            return None
        return Choice(choice.ranked, _SURE, gap, follows=True)

    def _of_question(self, question: BareQuestion, choice: Choice, heard: Understood, told: _Told) -> Choice:
        """What answers a question without a matter: the entry's own sentence, else what else is told of its topic."""
        kind, stands, is_gap = question.kind, self._stands(choice, told), _is_gap_of(choice, told, question.kind)
        named = [word for word in question.words
                 if is_gap or not any(word in text for text in told.matter)]  # what a gap lacks isn't told on the way
        deadline = self._lacking_deadline(choice, told) if kind.name == _DEADLINE else None
        if deadline is not None:
            return Choice(choice.ranked, _SURE, deadline, follows=True)
        at = telling(kind, told.sentences, question.words)
        first = (kind.plain or kind.name == CHANGE) and not question.words
        on_the_way = is_gap and at and not question.words
        fits = at is not None and all(word in told.sentences[at] for word in named) and not on_the_way
        if at is not None and fits and (first or not stands):
            return _of(told, choice, told.templates[at])
        if stands or is_gap or _names_another(question, choice, told):
            return choice
        at = lacking(kind, told.sentences)
        if at is not None:
            return replace(_of(told, choice, told.templates[at]), lacks=True)
        other = self._beside(choice, heard, told, kind)
        if other is not None:
            return Choice(choice.ranked, other.score, self._knowledge.entries[other.item.id], follows=True)
        lacks = kind.plain or (choice.entry is not None and choice.entry.statement is Statement.GAP)
        return Choice(choice.ranked, 0.0, follows=True) if lacks else choice

    def _of_number(self, choice: Choice, heard: Understood, told: _Told) -> Choice | None:
        """What is asked of something told last that only its number points at (那51家停了多久)."""
        pointed = pointed_at(heard, told.sentences)
        if pointed is None:
            return None
        rest, number, many = pointed
        asked = bare_question(rest, told.known)
        if asked is None:
            return self._which_ones(choice, rest, told, many)
        at = telling(asked.kind, told.sentences, (number,))
        tells = at is not None and number in told.sentences[at]
        question = replace(asked, words=(*asked.words, number) if tells else asked.words)
        return self._of_question(question, choice, heard, told)

    def _which_ones(self, choice: Choice, heard: Understood, told: _Told, many: int | None = None) -> Choice | None:
        """The sentence of the entry told last that names what it told of, or says that the names aren't known."""
        asked = which_ones(heard, told.known)
        asked = replace(asked, many=many) if asked and many else asked
        if asked is None or (asked.words and self._stands(choice, told)):
            return None
        at = names_them(asked, told.sentences)
        if at is not None:
            return _of(told, choice, told.templates[at])
        lacking_at = lacks_names(asked, told.sentences)
        if lacking_at is not None:
            return replace(_of(told, choice, told.templates[lacking_at]), lacks=True)
        other = choice.entry is not None and choice.entry.topic != told.entry.topic
        return Choice(choice.ranked, 0.0, follows=True) if other and not asked.words else None

    def _lacking_deadline(self, choice: Choice, told: _Told) -> Entry | None:
        """A gap of the same topic that says in so many words that a last day isn't known, if it surely may be meant."""
        gaps = (self._knowledge.entries.get(f.item.id) for f in choice.ranked[:_NEAR] if f.score >= _MAY_BE_MEANT)
        return next((e for e in gaps if e and e.statement is Statement.GAP and e.topic == told.entry.topic
                     and re.search("最[迟晚后]", e.say.short)), None)

    def _of_reason(self, choice: Choice, heard: Understood, told: _Told) -> Choice:
        """What tells the reason of what was told last; that none is known, where nothing of its topic tells one."""
        entry, why = choice.entry, WHY_KIND
        text = heard.text
        for number in heard.quantities:
            text = text.replace(number.words, "", 1)
        asked = replace(heard, text=why.asked.sub("|", text))
        names = [mention.words for mention in heard.conditions]
        sums = heard.sums and not self._stand_in(heard, told)
        if len(heard.matched) > LONGEST_BARE or sums or own_words(asked, (*names, *told.known)):
            return choice
        same = entry is not None and (entry.topic == told.entry.topic or choice.score >= _SURE_OTHER)
        if choice.outside or (entry is not None and same and _tells_why(entry)):
            return choice
        at = telling(why, told.sentences, ())
        if at is not None:
            return _of(told, choice, told.templates[at])
        near = sorted((f for f in choice.ranked if f.item.topic == told.entry.topic), key=lambda f: -f.score)
        entries = [self._knowledge.entries[f.item.id] for f in near if f.item.kind == "entry"][:_NEAR]
        other = next((e for e in entries if _tells_why(e) and e.statement is not Statement.GAP), None)
        if other is not None:
            return Choice(choice.ranked, _SURE, other, follows=True)
        return replace(_of(told, choice, phrases.NO_REASON), lacks=True)

    def _beside(self, choice: Choice, heard: Understood, told: _Told, kind: BareKind) -> Found | None:
        """What else of the topic tells such a thing, found for the question by itself or with the entry's matter."""
        asked = f"{' '.join(told.entry.keywords[:_MATTER])} {heard.matched}"
        for found in (*choice.ranked, *self._finder.find(asked, self._knowledge.lineage(told.entry.area))):
            entry = self._knowledge.entries.get(found.item.id)
            if entry is None or entry is told.entry or entry.topic != told.entry.topic or found.score < self._enough:
                continue
            if entry.statement is Statement.GAP:
                fits = kind.plain and _is_about(entry, kind)
            else:
                fits = telling(kind, written(self._writer, sentences_of(entry, {}), entry.area, heard.today), ()) == 0
            if fits:
                return found
        return None

    def _of_group(self, choice: Choice, heard: Understood, told: _Told, facts: Said) -> Choice | None:
        """The entry told last for the group put in place of the one before (我是灵活就业的,那我呢)."""
        said = stated(heard.conditions)
        names = [mention.words for mention in heard.conditions]
        if not said or heard.quantities or heard.dates or len(heard.matched) > _ONLY_A_GROUP:
            return None
        variants = told.entry.say.variants
        variant = best_variant(variants, said)
        if variant is None or self._stands(choice, told) or own_words(heard, (*names, told.entry.title)):
            return None
        again = choice.scheme is None and choice.entry is not None and choice.entry.id == told.entry.id
        whole = best_variant(variants, {**facts, **said})
        return None if again and whole and set(whole.when) & set(said) else _of(told, choice, variant.short)

    def _taken_up(self, choice: Choice, heard: Understood, told: _Told) -> Choice | None:
        """The entry told last where its words or sums are called in question, and nothing of its topic fits better."""
        of_topic = choice.scheme is not None and choice.scheme.topic == told.entry.topic
        if self._stands(choice, told) or choice.outside or (of_topic and heard.quantities):
            return None
        before = self._wanted_before(heard, told)
        if before is not None:
            return _of(told, choice, told.templates[before])
        words = words_taken_up(heard, told.known)
        with_words = [at for at, text in enumerate(told.sentences) if words and all(word in text for word in words)]
        if with_words:
            return _of(told, choice, told.templates[with_words[0]])
        near = choice.entry is not None and choice.entry.topic == told.entry.topic
        if not near and only_takes_up(heard, told.known) and self._stand_in(heard, told):
            return _of(told, choice, "")
        return None

    @staticmethod
    def _narrowed(choice: Choice, heard: Understood, told: _Told) -> Choice | None:
        """The entry told last with the sentence first that speaks of what is asked of it, if not the first one does."""
        again = choice.entry is not None and choice.entry.id == told.entry.id and not choice.sentence
        if not again or heard.sums or heard.dates or choice.more:
            return None
        clause = last_question(heard)
        mentions = tuple(m.words for m in heard.conditions if m.words in clause)
        words = {*mentions, *own_words(replace(heard, text=clause), mentions)} if clause else set()
        at = next((n for n, text in enumerate(told.sentences) if words and all(word in text for word in words)), 0)
        if not at or lacking_in(told.sentences[at]):
            return None
        return replace(_of(told, choice, told.templates[at]), agrees=may_be_paid(clause, told.sentences[at]))

    @staticmethod
    def _wanted_before(heard: Understood, told: _Told) -> int | None:
        """The number of the sentence that tells what is to be done first, if that is asked of what it names."""
        if not asks_first(heard):
            return None
        labels = [word for mention in heard.conditions for word in (mention.words, mention.words.removesuffix("医保"))]
        words = [*labels, *own_words(heard)]
        return next((at for at, text in enumerate(told.sentences)
                     if tells_first(text) and any(word in text for word in words)), None)

    @staticmethod
    def _stand_in(heard: Understood, told: _Told) -> bool:
        """Whether all the numbers that were said stand in what was told."""
        return all(stands_in(number, " ".join(told.sentences)) for number in heard.quantities
                   if number.kind is not QuantityKind.ORDINAL)

    def _stands(self, choice: Choice, told: _Told) -> bool:
        """Whether something else that tells something of the same topic was chosen, and fits well enough."""
        entry, scheme = choice.entry, choice.scheme
        if scheme is not None and (told.entry.id == scheme.entry or scheme.id == told.entry.calculate):
            return True
        return (entry is not None and entry.id != told.entry.id and entry.topic == told.entry.topic
                and entry.statement is not Statement.GAP and choice.score >= self._enough)


def _names_another(question: BareQuestion, choice: Choice, told: _Told) -> bool:
    """Whether a question names by a whole word what was chosen, and what was told last has only parts of that."""
    entry = choice.entry
    if entry is None or entry.topic == told.entry.topic:
        return False
    of_it = (entry.title, *entry.ask, *entry.keywords, entry.say.short)
    names = [word for word in question.words if not any(word in text for text in told.known)]
    return bool(names) and all(any(word in text for text in of_it) for word in names)


def _tells_why(entry: Entry) -> bool:
    """Whether an entry is asked about by its reason."""
    wordings = (entry.title, *entry.ask[:_WORDINGS])
    return any(WHY_KIND.asked.search(text) or WHY_KIND.untold.search(text) for text in wordings)


def _is_gap_of(choice: Choice, told: _Told, kind: BareKind) -> bool:
    """Whether it was chosen that such a thing isn't known of the same topic."""
    entry = choice.entry
    return (entry is not None and entry.topic == told.entry.topic and entry.statement is Statement.GAP
            and _is_about(entry, kind))


def _is_about(gap: Entry, kind: BareKind) -> bool:
    """Whether a gap is asked about by such a question."""
    return any(kind.asked.search(text) or kind.untold.search(text) for text in (gap.title, *gap.ask, gap.say.short))


def _of(told: _Told, choice: Choice, sentence: str) -> Choice:
    """The entry told last, with this sentence of it first."""
    return Choice(choice.ranked, _SURE, told.entry, follows=True, sentence=sentence)
