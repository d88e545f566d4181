"""The numbers by which a choice is made, kept as data and fitted by `benchmarks/fit_choosing.py`.

Names ending in `_from` are scores from which something is done; the others are log-odds that are added to a
score, margins between scores, or shares of one.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Weights:
    """All numbers of choosing; scores and shares are 0 to 1."""

    # Scores from which an item is told, offered as near, or told as a second one.
    answer_from: float
    offer_from: float
    second_from: float
    # From this score on, what is said in the middle of a call stands alone, unless it leans on the rest by a word.
    stands_alone_from: float
    # Below answer_from: an item that leads all others by so much is told, too.
    clear_lead: float
    # Where no item is told so: several of one topic, of which one is likely to fit, by so much.
    topic_from: float
    # Two entries of which neither fits clearly, but one of them is likely to, by so much.
    pair_from: float
    # Another city's match counts as "not in this city's documents" with such a lead, score, and doubt here.
    foreign_margin: float
    foreign_fits: float
    foreign_sure: float
    # A gap within this margin goes first; an entry within that one is told beside.
    gap_tie: float
    beside_tie: float
    # What the call so far adds: same topic, offered next, the same subject anew, or with a condition varied.
    same_topic: float
    offered_next: float
    same_subject: float
    only_varied: float
    # What is found for an utterance together with the one before counts so much of what is found for it alone.
    joined_share: float
    # What fits an utterance with what it takes for granted, beside what fits its question alone.
    premise_share: float
    # Conditions of an item: said, left open, left open of a gap; one of several that were said.
    condition_said: float
    condition_open: float
    gap_condition_open: float
    one_of_several: float
    # A story is read a few clauses at a time unless the whole scores so much; these count a little less.
    sure_enough: float
    window_share: float
    # A calculator by how well the utterance feeds it: none, some, all needed, everything; each further quantity.
    fed_none: float
    fed_some: float
    fed_needed: float
    fed_all: float
    another_fed: float
    # How much of an entry's score counts for the calculator it names; what is worth feeding at all.
    linked_share: float
    worth_feeding: float
    # A gap that leads a calculator by so much keeps it from being fed.
    gap_leads: float
    # An entry that leads a fed calculator by so much is told instead.
    clear_entry: float
    # An item of another kind of result (days, not money), and one about another kind of care.
    other_kind: float
    other_care: float
    # An entry that nobody asks for a limit, or a statistic that nobody asks for a benefit, where one is asked for.
    other_matter: float
    # An item that doesn't tell what is asked for: a sum or share; a date, number or span; a name; a telephone number.
    not_told: float
    time_not_told: float
    name_not_told: float
    phone_not_told: float

    def fed(self, readiness: int) -> float:
        """Log-odds for a calculator that is fed nothing (0), something, all it needs, or everything (3)."""
        return (self.fed_none, self.fed_some, self.fed_needed, self.fed_all)[readiness]


def shifted(score: float, odds: float) -> float:
    """A probability moved by log-odds."""
    score = min(max(score, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-math.log(score / (1 - score)) - odds))


@cache
def fitted_weights() -> Weights:
    """The weights that are kept with the program."""
    text = resources.files("assistant.dialogue.choosing").joinpath("choosing.json").read_text("utf-8")
    return Weights(**json.loads(text))
