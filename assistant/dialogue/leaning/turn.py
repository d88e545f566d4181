"""What an utterance is weighed against by the rules of leaning: the calculator of last and the call so far."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.dialogue.calculating.calculator import Calculator
from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.model import SchemeShape

# What leans on the calculation before is not about what fits less well than this.
LEANS_BELOW = 0.6
# What tells a sum and asks nothing is about another matter than the one at hand if it fits that so well.
SURE_OTHER = 0.9
# What only varies the calculation before is no longer.
LONGEST_VARIATION = 32


@dataclass(frozen=True)
class Turn:
    """An utterance, what was chosen for it, and the calculator of last that it may lean on.

    `counting` is the one that counts the people: that of last, or the one it turns round.
    """

    choice: Choice
    heard: Understood
    state: CallState
    last: Calculator
    counting: Calculator
    calculators: Calculators

    @property
    def goes_on(self) -> bool:
        """Whether nothing else was told since the calculation."""
        return self.state.subject == self.state.scheme

    @property
    def chose_last(self) -> bool:
        """Whether the calculator of last was chosen."""
        return self.choice.scheme is self.last.shape

    def to_last(self, *, repeats: bool = False) -> Choice:
        """The calculator of last in the place of what was chosen."""
        return to(self.choice, self.last.shape, repeats=repeats)

    def once_more(self) -> Choice:
        """The calculator of last, once more on what was told, unless the utterance tells a condition of its own."""
        told = self.calculators.conditions_told(self.last.shape.id, self.heard)
        known = self.state.cases[-1].facts if self.state.cases else {}
        return self.to_last(repeats=all(known.get(id_) in values for id_, values in told.items()))

    def supplies_last(self) -> bool:
        """Whether the utterance tells something that the calculator of last takes."""
        return self.calculators.goes_on_with(self.last.shape.id, self.heard, self.state.given, self.state.cases)

    def known(self) -> list[str]:
        """The words in which the call has told of the calculation of last."""
        return words_of(self.state, self.last.shape)


def words_of(state: CallState, shape: SchemeShape) -> list[str]:
    """The words in which a call has told of a calculation."""
    return [*state.talk, shape.title, *(step.label for step in shape.steps)]


def asks(heard: Understood) -> bool:
    """Whether anything is asked in so many words; 还有 with a number behind it only tells more."""
    more = next((q for q in heard.quantities if heard.text[: q.start].endswith("还有")), None)
    return (replace(heard, matched=heard.matched.replace("还有", "")) if more else heard).asks


def is_unfound(choice: Choice) -> bool:
    """Whether nothing was found."""
    return choice.entry is None and choice.scheme is None and choice.other_year is None


def to(choice: Choice, scheme: SchemeShape, *, repeats: bool = False) -> Choice:
    """The calculator in the place of what was chosen, going on with what was told."""
    return replace(choice, scheme=scheme, entry=None, more=(), follows=True, repeats=repeats or choice.repeats)
