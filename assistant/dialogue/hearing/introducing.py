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
# A thing of which something is told is to be given (联络员的电话给我一个).
_TO_BE_GIVEN = re.compile(
    r"(?:电话|号码|地址|名单|清单|网址|链接)[^,.?!;]{0,4}(?:给|发|报|畀|俾)(?:我|俺|一下|下)*(?:一个|一份|一遍)?[吧啊呀,.?!]*$"
)
# The name of a result behind what was told, as one types it (周一31个,周二27个,两天一般诊疗费).
_NAMED_LAST = re.compile(r"[,;]\s*(?:那)?(?:[一二两三四五六七八九十\d]+[天个人次月年笔])?(?:一共的?|总共的?|合计的?)?"
                         r"[^,.?!;\d花用交付缴掏了过我俺]{0,6}(?:费|费用|比例|津贴|总额|金额|合计|总数|天数|限额|救助|先行自付)[.]?$")
# More than this isn't kept.
LONGEST = 160


def introduces(heard: Understood) -> bool:
    """Whether an utterance only tells conditions, amounts or days of somebody's case and asks nothing."""
    told = bool(heard.mentions or heard.quantities or heard.dates)
    tells = bool(_TELLS.search(heard.text)) or people_in(heard.text) > 0
    return told and tells and not heard.asks and not leaves_open(heard)


def leaves_open(heard: Understood) -> bool:
    """Whether an utterance leaves something open without a question word (还是, 行不行, 吗, 呢)."""
    return any(pattern.search(heard.text) for pattern in (_OPEN, _TO_BE_GIVEN, _NAMED_LAST))


def with_more(story: str, words: str) -> str:
    """What was told before and the words that go on with it as one utterance; the words alone if it gets too long."""
    whole = f"{story.rstrip(',.;')},{words}" if story else words
    return whole if len(whole) <= LONGEST else words
