"""How many people an utterance counts: by kinship words (两口子, 爷爷奶奶, 还有个娃), not by figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.dialogue.hearing.conditions import last_of
from assistant.dialogue.hearing.cues import TIMES, comes_on_top
from assistant.dialogue.hearing.people import COUPLES
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.model import FactShape
from assistant.text.numerals import Quantity, QuantityKind

_CHILD = re.compile(r"孩子|小孩|娃|儿子|女儿|闺女|细路|崽|囡|仔仔|学生")
_KIN = re.compile(
    r"爸爸?|妈妈?|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|老公|老婆|媳妇|太太|先生|丈夫|爱人|我(?!们|"
    r"家|爸|妈|老|爷|奶|媳|太|爱|外|姥|儿|女)|俺(?!家|爸|娘|爹|媳)|老人"
)
# A person named together with a couple (爸妈和我).
_JOINED = re.compile(rf"(?:[和跟加同与]|还有|连)(?:{_KIN.pattern})|(?:{_KIN.pattern})(?=[和跟加同与])")
_NONE = re.compile(r"(?:没有?|冇|无)$")
_ANYBODY = frozenset(("人", "个人", "口人", "家", "一家", "全家", "一家人", "口", "都", "名", "位"))
ONE_PERSON = frozenset(("", "个", "个人", "人", "口", "名", "位"))
# What the people of a household are counted by, if by anything.
HEADS = frozenset(("", "个", "口", "口人", "口子", "人", "名", "位"))


def is_per_person(quantity: Quantity, heard: Understood) -> bool:
    """Whether a quantity only says that a rate for one is asked for (一个人要交多少, 一个月最多报)."""
    after = heard.text[quantity.end : quantity.end + 4]
    if quantity.value != 1 or comes_on_top(quantity, heard):
        return False
    if quantity.measure == "家" and re.match(r"人|子|大小|老小|老少|的|[两三四五六七八九十\d]", after):
        return True
    if quantity.kind in (QuantityKind.MONTHS, QuantityKind.DAYS):
        return not re.search(r"[交缴保满等备第才补停断]了?$", heard.text[max(0, quantity.start - 2) : quantity.start])
    if quantity.measure in ("次", "回", "趟"):
        return bool(re.match(r"要?(?:收|是多少|多少|几)", after))
    rate = (r"[要得该能可以]{0,2}(?:交(?![高低贵便一二])|缴|出|付|拿|多少|几|一年|每年|一个月|一月|一共|总共|合计|"
            r"是(?=多少|几)|相?[差争](?!不多)|[多少贵]出?(?:[交缴出掏付]|多少|几))")
    return quantity.measure in ONE_PERSON and bool(re.match(rate, after))


def heads(fact: FactShape, counts: Sequence[FactShape], heard: Understood) -> tuple[Decimal | None, int]:
    """How many people an utterance counts for a fact by words for them, and where."""
    total, at = Decimal(0), 0
    if set(TIMES) & set(fact.words):  # counts how often, which counts nobody (我爸看了好几回)
        return None, at
    for clause in heard.clauses:
        piece = heard.text[clause.start : clause.end]
        cues = [w for w in fact.words if w not in _ANYBODY and (found := last_of(w, piece))
                and not _NONE.search(piece[: found[0]])]
        if not cues:
            continue
        rival = any(last_of(w, piece) for other in counts if other is not fact for w in other.words if len(w) > 1)
        couples = COUPLES.findall(piece)
        if couples and not any(_CHILD.search(c) for c in cues):
            total += 2 * len(couples) + len(_JOINED.findall(COUPLES.sub("俩", piece)))
        elif any(_CHILD.search(c) for c in cues):
            total += 1
        elif not rival:
            total += len(_KIN.findall(piece))
        at = clause.start
    return (total or None), at
