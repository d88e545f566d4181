"""Several desks at once, in a process of their own: `python -m tests.unit.records.writer URL FIRST COUNT TURNS`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from assistant.dialogue.reply import Reply, ReplyKind
from assistant.records.address import Address
from assistant.records.keeper import NothingKnown
from assistant.records.model import Place
from assistant.records.opening import recorder_at
from assistant.records.recording import Keeping, begin


def desk(address: Address, name: str, turns: int) -> None:
    """One desk writes a call."""
    recorder = recorder_at(address, Path(sys.argv[5]))
    log = begin(Keeping(recorder, NothingKnown()), Place.DESK, None, None, name)
    for number in range(1, turns + 1):
        log.turned(f"{name} {number}", Reply(ReplyKind.ANSWER, f"答{number}", None, log.call.today), None)
    log.closed("已答复")
    recorder.close()


def main() -> None:
    """Write at all desks at once."""
    first, count, turns = map(int, sys.argv[2:5])
    place = sys.argv[1]
    address = Address(url=place) if "://" in place else Address(path=Path(place))
    desks = [threading.Thread(target=desk, args=(address, f"desk{first + n}", turns)) for n in range(count)]
    for thread in desks:
        thread.start()
    for thread in desks:
        thread.join()


if __name__ == "__main__":
    main()
