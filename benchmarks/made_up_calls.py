"""Plays calls made up at random and counts how many end with the amount that a formula of their own says is true.

    python -m benchmarks.made_up_calls [CALLS] [--seed N] [--only NAME…] [--faults N]

Each call is told at once or piece by piece, and goes on, two times in three, with a correction, a what-if, one more
bill or another result. The reply to the last turn is judged: it tells what is true (right), asks back or refuses
(missed), or tells something else (wrong). `--only` takes matters or their beginnings: zibo, jiangmen.outpatient.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from random import Random

from assistant.bootstrap import LoadedAssistant, load_assistant
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.replay.judge import squeezed
from benchmarks.made_up import jiangmen, jinhua, rongcheng, zhangshu, zibo
from benchmarks.made_up.calls import MadeUpCall, make
from benchmarks.made_up.matter import Matter, Told

SEED = 20221223
MATTERS: tuple[Matter, ...] = tuple(
    matter for city in (rongcheng, jinhua, zibo, zhangshu, jiangmen) for matter in city.MATTERS
)
_TOLD = (ReplyKind.ANSWER, ReplyKind.CALCULATION)
_VERDICTS = ("right", "missed", "wrong")


def tells(text: str, told: Told) -> bool:
    """Whether normalised text holds every amount, as a number of its own, and every word."""
    return all(word in text if isinstance(word, str) else _number(word).search(text) for word in told)


def _number(amount: Decimal | int) -> re.Pattern[str]:
    """An amount with or without its trailing zeros, rounded to the fen as replies are."""
    digits = f"{Decimal(amount).quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".")
    zeros = "0*" if "." in digits else r"(\.0+)?"
    return re.compile(rf"(?<![\d.]){re.escape(digits)}{zeros}(?![\d.]*\d)")


def play(assistant: LoadedAssistant, made: MadeUpCall) -> tuple[str, Reply]:
    """The verdict on the reply to the last turn, and the reply."""
    call = assistant.open_call(made.city, made.day)
    for turn in made.turns:
        reply = call.say(turn)
    if tells(squeezed(reply.text), made.told):
        return "right" if reply.kind in _TOLD else "missed", reply
    return "wrong" if reply.kind in _TOLD else "missed", reply


def line(name: str, verdicts: Iterable[str]) -> str:
    """One row of a table: the number of calls and the shares of verdicts."""
    counts = Counter(verdicts)
    return f"{name:44}{counts.total():6d}" + "".join(f"{counts[v] / counts.total():9.1%}" for v in _VERDICTS)


def main() -> None:
    """Play, print the tables and the faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("calls", nargs="?", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", nargs="+", default=[""], help="matters, or how their names begin")
    parser.add_argument("--faults", type=int, default=20, help="print at most N calls that went wrong")
    chosen = parser.parse_args()
    matters = [matter for matter in MATTERS if matter.name.startswith(tuple(chosen.only))]
    if not matters:
        parser.error(f"no such matter; there are {', '.join(matter.name for matter in MATTERS)}")
    chance = Random(chosen.seed)
    assistant = load_assistant()
    assert isinstance(assistant, LoadedAssistant)
    played = [
        (made, *play(assistant, made)) for made in (make(chance.choice(matters), chance) for _ in range(chosen.calls))
    ]
    print(f"{'':44}{'calls':>6}" + "".join(f"{verdict:>9}" for verdict in _VERDICTS))
    for name in sorted({made.matter for made, *_ in played}):
        print(line(name, (verdict for made, verdict, _ in played if made.matter == name)))
    for flow in sorted({made.flow for made, *_ in played}):
        print(line(flow, (verdict for made, verdict, _ in played if made.flow == flow)))
    print(line("all", (verdict for _, verdict, _ in played)))
    faults = [one for one in played if one[1] != "right"]
    for made, verdict, reply in faults[: chosen.faults]:
        wanted = "、".join(str(word) for word in made.told)
        print(f"\n{verdict} {made.matter} ({made.flow}) {made.city}: " + " / ".join(made.turns))
        print(f"  wanted {wanted}; told [{reply.kind.value}] {reply.text[:160]}")


if __name__ == "__main__":
    main()
