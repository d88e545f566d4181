"""Whether a caller wants a sum worked out (帮我算算), not the rule by which it is.

Who asks so without telling what it depends on is asked for that.
"""

from __future__ import annotations

import re

from assistant.dialogue.hearing.asking import asks_how_much
from assistant.dialogue.hearing.understanding import Understood

_WORK_OUT = re.compile(
    r"(?:帮|替|给|同|畀|俾|劳烦|麻烦|请|让|叫)[^,.?!;]{0,5}?(?:[算计]{2}|[算计](?:一?[下吓]|一[算计]|出|笔|个数|个账|个帐)|核算|估算|算(?=[,.!]|$))|"
    r"(?:^|[,.;?!就]|[照按](?:这个?|此))[算计]一?[算计下吓]"
)


def asks_to_work_out(heard: Understood) -> bool:
    """Whether somebody wants a sum worked out (帮我算算一共多少)."""
    return bool(_WORK_OUT.search(heard.plain)) and asks_how_much(heard)

