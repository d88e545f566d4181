"""Asking whether one thing counts as another (剖的算不算难产): a question of its own, though a calculation came before.

Knows how callers ask it. Calculates nothing: where the documents don't say, the gap that says so is told.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement

_COUNTS_AS = re.compile(
    r"(?:算[不唔]算|系[唔咪]系算?|是[不否]是?(?:就|也|都|能|可以)*(?:按|算|当|属于)|属[不唔]属于|能[不否]能(?:算|当)|当[不唔]当|按[不唔]按)|"
    r"(?:^|[,.;?!那的咁也能就])(?:能|也|就|可以|都|这|那)*(?:算|属于|当(?:是|作|成)?|按)(?:是|作|得上|不算)?[^,.?!;多少几]{1,6}(?:算|处理)?(?:吗|么|嘛|吧|[唔不](?=[?.]|$))"
)
_HOW_MUCH = re.compile(r"多少|几多|几天|几钱|几块|几成|一共|总共")
# What a gap's title says that something may count as (剖宫产算不算难产).
_TITLE = re.compile(r"算不算([^,、。 ]+)")
# So well at least a gap must fit.
_FITS = 0.4


def asked_gap(choice: Choice, heard: Understood, state: CallState, knowledge: Knowledge) -> Choice | None:
    """The gap that fits best, of the topic of the calculation, where it's asked whether something counts as another."""
    if heard.sums or _HOW_MUCH.search(heard.text) or not _COUNTS_AS.search(heard.text):
        return None
    scheme = choice.scheme or knowledge.schemes.get(state.scheme or "")
    for found in choice.ranked:
        entry = knowledge.entries.get(found.item.id)
        of_topic = entry and scheme and entry.topic == scheme.topic and found.score >= _FITS
        if entry and of_topic and entry.statement is Statement.GAP:
            return _told(choice, entry)
    named = (entry for entry in knowledge.entries.values() if scheme and entry.topic == scheme.topic
             and entry.statement is Statement.GAP and _is_named(entry, heard))
    entry = None if choice.ranked else next(named, None)
    return _told(choice, entry) if entry else None


def _is_named(entry: Entry, heard: Understood) -> bool:
    """Whether a gap is by its title about what counts as what is asked after."""
    found = _TITLE.search(entry.title)
    return found is not None and found[1] in heard.text


def _told(choice: Choice, entry: Entry) -> Choice:
    return replace(choice, entry=entry, scheme=None, more=(), repeats=False, other_year=None)
