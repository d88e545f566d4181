"""Finds the clauses of an utterance that are said to the one who answers and not of the matter.

急着问个事, 我记一下, 麻烦讲慢点: whole clauses made of nothing but such words. Which words they are comes from the
knowledge; this module owns what they may be joined with. Whether a clause may go is the lexicon's to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PAUSE = ",;: "
_CLAUSE = re.compile(r"[^,.?!;: ]+")
# No aside is longer: so long a clause says something, or is noise.
_LONGEST = 24
# Words that stand beside such a one: they say nothing by themselves.
_BESIDE = (
    "我们", "你们", "咱们", "大家", "人家", "别人", "帮忙", "一下", "一点", "一些", "一声", "那边", "这边", "现在",
    "好的", "就好", "就行", "就可以", "可以", "有点", "有些", "年纪", "年龄", "岁数", "大了", "上了", "家里", "旁边",
    "还有", "不太", "还是", "因为", *"我俺你您咱帮请给跟和同向再还就先想要了啊吧呗哈呢嘛呀哦噢嗯喂哎唉诶咯啦",
    *"点些个这那得的地好行都也很太挺正在来去为下哋畀俾嘅吓多把有能问事儿句",
)
# Asks to be told or looked up once more: a doubt, or a request of its own.
_AGAIN = re.compile(r"再[^,.?!;: ]{0,3}?(?:[讲说看查睇答]|解释|回答|告诉)")
# Behind something said it tells that this was heard before.
_UNDERSTOOD = re.compile(r"(?:明白|知道|晓得|懂|清楚|了解)[了咗啦]")
# Asks for agreement only where the question itself was asked before.
_CONSENT = re.compile(r"(?:行|好|可以|得)(?:吗|不|么)|行不行|好不好|可不可以|得唔得|好唔好|中不")
_ASKING = re.compile(r"多少|几|怎|咋|啥|什么|乜|咩|哪|谁|边个|边度|点样|点算")


class Asides:
    """The words that are said to the one who answers."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take in the words; without any, no clause is an aside."""
        known = sorted(words, key=len, reverse=True)
        told = "|".join(map(re.escape, known))
        beside = "|".join(map(re.escape, sorted(_BESIDE, key=len, reverse=True)))
        self._clause = re.compile(f"(?:{told}|{beside})+") if known else None
        self._word = re.compile(told) if known else None

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return where each aside is with the marks behind it, in order; nothing where nothing else is said."""
        if self._clause is None:
            return []
        clauses = list(_CLAUSE.finditer(text))
        telling = [clause.start() for clause in clauses if not self._says_nothing(clause[0])]
        if not telling:
            return []
        idle = {clause.start() for clause in clauses if self._is_idle(clause[0])}
        idle -= {clause.start() for clause in clauses if clause.start() > telling[0] and _UNDERSTOOD.search(clause[0])}
        idle |= set(_consents(clauses))
        if not idle:
            return []
        found: list[tuple[int, int]] = []
        for clause, after in zip(clauses, [*clauses[1:], None], strict=True):
            if clause.start() in idle:
                together = bool(found) and found[-1][1] == clause.start()
                start = found.pop()[0] if together else clause.start()
                found.append((start, after.start() if after else len(text)))
        if found[-1][1] == len(text):
            found[-1] = (len(text[: found[-1][0]].rstrip(_PAUSE)), len(text))
        return found

    def _is_idle(self, clause: str) -> bool:
        return self._says_nothing(clause) and self._word is not None and bool(self._word.search(clause))

    def _says_nothing(self, clause: str) -> bool:
        if self._clause is None or len(clause) > _LONGEST or _AGAIN.search(clause):
            return False
        return self._clause.fullmatch(clause) is not None


def _consents(clauses: list[re.Match[str]]) -> Iterator[int]:
    """Where the last clause only asks for agreement."""
    if len(clauses) > 1 and _CONSENT.fullmatch(clauses[-1][0]) and any(_ASKING.search(c[0]) for c in clauses[:-1]):
        yield clauses[-1].start()
