"""Counts keystrokes at the desk from a typed query to the right line: `python -m benchmarks.desk_keystrokes CASES…`.

Each conversation is played at a running desk, its last query typed; then it is looked at, as an operator would,
what stands on the screen:

0 the line that Enter would tell, shown under the query, is right already;
1 Enter tells the right reply, or one suggestion's number does;
2 Enter asks back and the number of an option tells the right reply;
- none of these.

A reply is right if it is what the conversation expects. `--calls N` takes N conversations, spread evenly.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from assistant.bootstrap import load_assistant
from assistant.desk.opening import Desk, open_desk
from assistant.desk.port import DeskCall
from assistant.dialogue.reply import Reply
from assistant.replay.conversation import Conversation, read_conversations
from assistant.replay.judge import Verdict, judge
from assistant.ui.desk.app import DeskApp
from assistant.ui.desk.panes import Suggestions, preview_text, read_aloud
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import printable

_WAIT_SECONDS = 20


def is_right(conversation: Conversation, earlier: Sequence[Reply], reply: Reply) -> bool:
    """Whether a reply to the last turn is what the conversation expects."""
    return judge(conversation, [*earlier, reply])[-1].verdict is Verdict.RIGHT


async def until(pilot: Pilot[int], holds: object) -> None:
    """Wait until `holds()`; raises TimeoutError."""
    for _ in range(_WAIT_SECONDS * 50):
        if holds():  # type: ignore[operator]
            return
        await pilot.pause(0.02)
    raise TimeoutError


class Operator:
    """Plays conversations at one desk."""

    def __init__(self, desk: Desk, app: DeskApp, pilot: Pilot[int]) -> None:
        self._desk, self._app, self._pilot = desk, app, pilot

    async def keystrokes(self, conversation: Conversation) -> tuple[int | None, str]:
        """How many keystrokes lead to the right line, None if none do, and what stood on the screen."""
        app, pilot = self._app, self._pilot
        assert app.board is not None
        await pilot.press("ctrl+n")
        line = app.board.in_hand
        line.call = self._desk.open_call(conversation.area, conversation.day)
        *before, last = conversation.turns
        for turn in before:
            await self._type(turn.caller)
            told = len(line.turns)
            await pilot.press("enter")
            await until(pilot, lambda told=told: len(line.turns) > told)
        earlier = [turn.reply for turn in line.turns]
        await self._type(last.caller)
        await until(pilot, lambda: not any(work.group == "suggestions" and work.is_running for work in app.workers))
        count, shown = self._count(conversation, earlier, line.call)
        await pilot.press("escape", "escape")
        line.notes.append("-")
        return count, shown

    async def _type(self, words: str) -> None:
        """Put the words into the line at once, as an input method commits them."""
        self._app.entry.insert_text_at_cursor(words)
        await self._pilot.pause()

    def _count(self, conversation: Conversation, earlier: Sequence[Reply], call: DeskCall) -> tuple[int | None, str]:
        pane, words = self._app.pane, conversation.turns[-1].caller
        shown = pane.query_one("#preview", Paragraph).text
        reply = call.preview(words)
        assert shown == printable(preview_text(reply)), (shown, preview_text(reply))
        if is_right(conversation, earlier, replace(reply, text=read_aloud(reply)[0])):
            return 0, shown
        if is_right(conversation, earlier, reply):
            return 1, shown
        for offer in pane.query_one(Suggestions).offers:
            if is_right(conversation, earlier, self._again(conversation).tell(offer.id, words)):
                return 1, f"{shown} [{offer.title}]"
        for option in reply.options:
            asked = self._again(conversation)
            asked.say(words)
            if is_right(conversation, earlier, asked.say(option)):
                return 2, f"{shown} [{option}]"
        return None, shown

    def _again(self, conversation: Conversation) -> DeskCall:
        """The call as it stands before its last query."""
        call = self._desk.open_call(conversation.area, conversation.day)
        for turn in conversation.turns[:-1]:
            call.say(turn.caller)
        return call


async def count(conversations: Sequence[Conversation], told: bool) -> list[int | None]:
    """The keystrokes of each conversation, played one after the other."""
    desk = open_desk(load_assistant())
    counts: list[int | None] = []
    with tempfile.TemporaryDirectory() as folder:
        app = DeskApp(lambda: desk, calls=Path(folder))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.board is not None)
            operator = Operator(desk, app, pilot)
            for conversation in conversations:
                number, shown = await operator.keystrokes(conversation)
                counts.append(number)
                if told or number is None:
                    print(f"{'-' if number is None else number} {conversation.id}: {shown}")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--calls", type=int, default=0, help="how many, spread evenly; 0 for all")
    parser.add_argument("--all", action="store_true", help="tell every call, not only those without a right line")
    arguments = parser.parse_args()
    conversations = [c for c in read_conversations(arguments.files) if c.turns and c.turns[-1].expected]
    if arguments.calls:
        conversations = conversations[:: max(len(conversations) // arguments.calls, 1)][: arguments.calls]
    counts = asyncio.run(count(conversations, arguments.all))
    found = Counter(counts)
    median = statistics.median(9 if number is None else number for number in counts)
    print(f"{len(counts)} calls; median {median:g}; "
          + ", ".join(f"{'none' if n is None else n}: {found[n]}" for n in (0, 1, 2, None)))
    sys.exit(0 if median <= 1 else 1)


if __name__ == "__main__":
    main()
