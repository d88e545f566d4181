"""Playing a conversation and judging its replies.

A reply is right, missed (refused or asked back where an answer exists: harmless) or wrong
(answered with the wrong thing, or answered what should have been refused: harmful).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.dialogue.call import Assistant
from assistant.dialogue.reply import Reply
from assistant.records.playing import play as play_steps
from assistant.replay.conversation import Conversation, Expected
from assistant.replay.opening import open_again

_FITTING = {
    "answer": {"answer", "calculation"},
    "calculation": {"answer", "calculation"},
    "clarify": {"clarify", "answer", "calculation"},
    "refuse": {"refuse"},
    "chat": {"chat"},
}


class Verdict(StrEnum):
    """How a reply compares with what was expected of it."""

    RIGHT = "right"
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(frozen=True)
class Judgement:
    """The verdict on one turn's reply; `differences` tell in Chinese what is not as expected.

    A right reply that lacks a citation has a difference, too.
    """

    turn: int
    verdict: Verdict
    differences: tuple[str, ...]


def play(assistant: Assistant, conversation: Conversation) -> Iterator[Reply]:
    """The replies, turn by turn.

    Raises:
        UnknownAreaError, KeyError, CannotPlayError: an area or entry isn't known; a turn needs a desk's call.
    """
    call = open_again(assistant, conversation.screen, conversation.area, conversation.day, conversation.today)
    yield from play_steps(call, conversation.turns)


def judge(conversation: Conversation, replies: list[Reply]) -> list[Judgement]:
    """A judgement for each turn that expects something, in order."""
    return [
        _judge_reply(number, turn.expected, reply)
        for number, (turn, reply) in enumerate(zip(conversation.turns, replies, strict=True), start=1)
        if turn.expected is not None
    ]


def _judge_reply(turn: int, expected: Expected, reply: Reply) -> Judgement:
    text, kind = squeezed(reply.text), reply.kind.value
    lacking = [f"没有说到 /{pattern}/" for pattern in expected.says if not re.search(pattern, text)]
    banned = [f"不该说到 /{pattern}/" for pattern in expected.never if re.search(pattern, text)]
    fitting = expected.kind is None or kind in (_FITTING[expected.kind] if expected.lenient else {expected.kind})
    strays = [] if fitting else [f"应是 {expected.kind}，却是 {kind}"]
    cited = {citation.document for citation in reply.citations}
    uncited = [f"没有引用 {document}" for document in expected.cites if document not in cited]
    differences = (*strays, *lacking, *banned, *uncited)
    if fitting and not lacking and not banned:
        return Judgement(turn, Verdict.RIGHT, differences)
    if expected.kind == "refuse":
        harmful = kind in ("answer", "calculation") or bool(banned)
    else:
        harmful = kind not in ("refuse", "clarify") or bool(banned)
    return Judgement(turn, Verdict.WRONG if harmful else Verdict.MISSED, differences)


def squeezed(text: str) -> str:
    """Full width to half width, no white space, no thousands separators: what patterns are held against."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)
