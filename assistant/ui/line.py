"""The chat where there is no screen: one utterance a line in, the reply out."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, TextIO

from assistant.dialogue.call import Call
from assistant.dialogue.reply import Reply
from assistant.ui.plain import chosen, decoded, one_line, printable, reply_lines


def converse(call: Call, incoming: BinaryIO, outgoing: TextIO, notice: Callable[[], str] = str,
             diagnostics: TextIO | None = None) -> None:
    """Answer each line of `incoming` until it ends; a bare number picks from the options just shown.

    What `notice` has to say is told on `diagnostics`, once until it changes.
    """
    options: tuple[str, ...] = ()
    told = ""
    for line in incoming:
        words = one_line(decoded(line))
        if not words:
            continue
        reply = call.say(chosen(words, options))
        options = reply.options
        print_reply(reply, outgoing)
        if notice() != told:
            told = notice()
            print(f"注意：{printable(told)}" if told else "记录已恢复正常。", file=diagnostics)


def print_reply(reply: Reply, outgoing: TextIO) -> None:
    """Write one reply as plain lines and hand them on at once."""
    for line in reply_lines(reply):
        print(line, file=outgoing)
    outgoing.flush()
