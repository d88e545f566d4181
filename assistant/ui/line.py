"""The chat where there is no screen: one utterance a line in, the reply out."""

from __future__ import annotations

from typing import BinaryIO, TextIO

from assistant.dialogue.call import Call
from assistant.dialogue.reply import Reply
from assistant.ui.plain import chosen, decoded, one_line, reply_lines


def converse(call: Call, incoming: BinaryIO, outgoing: TextIO) -> None:
    """Answer each line of `incoming` until it ends; a bare number picks from the options just shown."""
    options: tuple[str, ...] = ()
    for line in incoming:
        words = one_line(decoded(line))
        if not words:
            continue
        reply = call.say(chosen(words, options))
        options = reply.options
        print_reply(reply, outgoing)


def print_reply(reply: Reply, outgoing: TextIO) -> None:
    """Write one reply as plain lines and hand them on at once."""
    for line in reply_lines(reply):
        print(line, file=outgoing)
    outgoing.flush()
