"""The gaps of the knowledge: questions that were refused, or whose reply was rejected, grouped by likeness.

Wordings that mean the same thing are compared with rapidfuzz, each only with groups that share its rarer pairs of
characters, so that thousands of them stay quick. Areas never mix.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from rapidfuzz import fuzz

from assistant.records.model import Call, Mark, Turn
from assistant.text.normalise import normalise

LIKE = 72
LIKE_WITH_ONE_NEIGHBOUR = 52
_MOST_COMPARED = 48
_COMMON_PAIR = 96
_DROPPED = re.compile(
    r"[\s\W_]+|你好|您好|请问|我想问一?下?|我想咨询一?下?|想问一?下?|麻烦|帮我查一?下?|呢|啊|呀|吗|吧|哦|了|"
    r"的"
)


# 能不能, 有没有: a question, no denial.
_ASKING_WHETHER = re.compile(r"(.)[不没]\1")
# Denials and numbers, each number ended: questions that differ in them are different ones.
_APART = re.compile(r"[不没未无]|\d+\D?")


@dataclass(frozen=True)
class Near:
    """An entry or calculator that came nearest to a question; `score` lies in 0 to 1."""

    id: str
    question: str
    score: float


@dataclass
class Gap:
    """Questions alike that had no good answer.

    Attributes:
        area: Id of the callers' area, "" while it was unknown.
        words: The wordings and how often each was said, the most frequent first once grouped.
        count: How often it was asked.
        calls: Ids of the calls.
        rejected: How often the operator rejected a reply to it.
        topics: Topics of the replies.
        near: The nearest entry that any of the replies named, None where there was none.
        first_at, last_at: When it was first and last asked.
    """

    area: str
    words: Counter[str] = field(default_factory=Counter)
    count: int = 0
    calls: set[str] = field(default_factory=set)
    rejected: int = 0
    topics: Counter[str] = field(default_factory=Counter)
    near: Near | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None

    @property
    def question(self) -> str:
        """The wording that stands for the others."""
        return min(self.words, key=lambda words: (-self.words[words], len(words), words))

    @property
    def topic(self) -> str:
        """The topic most often met, "" where there is none."""
        return min(self.topics, key=lambda topic: (-self.topics[topic], topic), default="")

    @property
    def id(self) -> str:
        """A short name that stays while the question that stands for it does."""
        return hashlib.blake2b(f"{self.area}\n{self.question}".encode(), digest_size=3).hexdigest()


def find_gaps(calls: Iterable[Call]) -> list[Gap]:
    """The gaps of the calls, the most frequent first.

    A wording counts once a call: who asks again the same thing is still one caller.
    """
    exact: dict[tuple[str, str], Gap] = {}
    for call in calls:
        seen: set[str] = set()
        for turn in call.turns:
            core = _core(turn.words) if turn.is_gap else ""
            if core and core not in seen:
                seen.add(core)
                area = turn.area or call.area or ""
                _put(exact.setdefault((area, core), Gap(area)), call, turn)
    return sorted(_merged(exact), key=lambda gap: (-gap.count, gap.area, gap.question))


def _put(gap: Gap, call: Call, turn: Turn) -> None:
    gap.words[normalise(turn.words)] += 1
    gap.count += 1
    gap.calls.add(call.id)
    gap.rejected += turn.mark is Mark.REJECTED
    if turn.topic:
        gap.topics[turn.topic] += 1
    near = _near(turn)
    if near and (gap.near is None or near.score > gap.near.score):
        gap.near = near
    gap.first_at = min(gap.first_at or turn.at, turn.at)
    gap.last_at = max(gap.last_at or turn.at, turn.at)


def _near(turn: Turn) -> Near | None:
    """The nearest thing that the reply named, but for gaps that the knowledge knows of itself."""
    candidates = turn.reply.get("candidates")
    for candidate in candidates if isinstance(candidates, list) else ():
        try:
            return Near(str(candidate["id"]), str(candidate["question"]), float(candidate["score"]))
        except (KeyError, TypeError, ValueError):
            continue
    return None


def _merged(exact: dict[tuple[str, str], Gap]) -> list[Gap]:
    """Gaps alike made one; the more frequent wording leads. What must not be mixed is never compared."""
    leaders: list[tuple[str, Gap]] = []
    holders: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for (area, core), gap in sorted(exact.items(), key=lambda one: (-one[1].count, one[0])):
        apart = "".join(_APART.findall(core))
        held = [holders[(area, apart, pair)] for pair in _pairs(core)]
        shared = Counter(place for places in held if len(places) <= _COMMON_PAIR for place in places)
        likest = sorted(shared, key=lambda place: (-shared[place], place))[:_MOST_COMPARED]
        place = _likest(core, gap, leaders, likest)
        if place is not None:
            _take_in(leaders[place][1], gap)
            continue
        for places in held:
            places.append(len(leaders))
        leaders.append((core, gap))
    return [gap for _, gap in leaders]


def _likest(core: str, gap: Gap, leaders: list[tuple[str, Gap]], places: list[int]) -> int | None:
    best, found = 0.0, None
    for place in places:
        leading, other = leaders[place]
        same_neighbour = gap.near is not None and other.near is not None and gap.near.id == other.near.id
        least = LIKE_WITH_ONE_NEIGHBOUR if same_neighbour else LIKE
        likeness = fuzz.ratio(core, leading, score_cutoff=max(least, best))
        if likeness >= least and likeness > best:
            best, found = likeness, place
    return found


def _take_in(gap: Gap, other: Gap) -> None:
    gap.words.update(other.words)
    gap.count += other.count
    gap.calls |= other.calls
    gap.rejected += other.rejected
    gap.topics.update(other.topics)
    if other.near and (gap.near is None or other.near.score > gap.near.score):
        gap.near = other.near
    gap.first_at = min(one for one in (gap.first_at, other.first_at) if one)
    gap.last_at = max(one for one in (gap.last_at, other.last_at) if one)


def _core(words: str) -> str:
    """What is compared: without marks, politeness and particles; "" where nothing was asked."""
    return _ASKING_WHETHER.sub(r"\1", _DROPPED.sub("", normalise(words)).lower())


def _pairs(core: str) -> set[str]:
    return {core[at : at + 2] for at in range(max(len(core) - 1, 1))}
