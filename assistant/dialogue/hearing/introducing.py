"""What is told before anything is asked: the caller's own situation, to be read together with the question to come.

Knows how people tell of themselves, nothing of policy.
"""

from __future__ import annotations

import re

from assistant.dialogue.hearing.people import people_in
from assistant.dialogue.hearing.understanding import Understood

# Somebody tells of himself or others, or of what has happened: no list of search words.
_TELLS = re.compile(r"我|俺|咱|[他她佢]|[了咗](?!吗|没)|[去来住办交看买][过](?!期)")
# What leaves something open without a question word.
_OPEN = re.compile(
    r"还是|要不要|好不好|行不行|对不对|给(?:我|俺)?(?:发|念|报|列|说|讲|查)|说说|讲讲|念念|(?:[吗吧么咧]|(?<!着)(?<!着\w)(?<!着\w\w)呢)(?=[,.?!]|$)|\?|"
    r"(?:能|可以|会|要|有|行|够|算|得|给|用|需|办|收|交|扣|报|管|中)[^,.?!;]{0,6}(?:不|冇|未)(?=[,.?!]|$)"
)
# More than this isn't kept.
LONGEST = 160


def introduces(heard: Understood) -> bool:
    """Whether an utterance only tells conditions, amounts or days of somebody's case and asks nothing."""
    told = bool(heard.mentions or heard.quantities or heard.dates)
    tells = bool(_TELLS.search(heard.text)) or people_in(heard.text) > 0
    return told and tells and not heard.asks and not leaves_open(heard)


def leaves_open(heard: Understood) -> bool:
    """Whether an utterance leaves something open without a question word (还是, 行不行, 吗, 呢)."""
    return bool(_OPEN.search(heard.text))


def with_more(story: str, words: str) -> str:
    """What was told before and the words that go on with it as one utterance; the words alone if it gets too long."""
    whole = f"{story.rstrip(',.;')},{words}" if story else words
    return whole if len(whole) <= LONGEST else words
