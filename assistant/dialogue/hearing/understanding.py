"""What was understood of an utterance: its findings, each with its place in the words, and what they say together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.locating import Located
from assistant.dialogue.hearing.people import Clause
from assistant.text.dates import DateMention, Precision
from assistant.text.numerals import SUMS, Quantity, QuantityKind

_DOUBTING = re.compile(
    r"算错|搞错了?吧|不是说|不是讲|唔系话|不是\d*%|不是百分之|怎么才|怎么只|点解得|为什么才|为什么只|(?:刚才|刚刚|你刚)[说讲](?!的?那|[到过]?的[^,.?!;\d零一二三四五六七八九十百千两几半是要不]{2})"
    r"|确定是|真的是|该是.{1,8}(?:吗|吧|才对)|没算错"
)
_WHY = re.compile(r"为什么|为啥|什么原因|啥原因|凭什么|什么理由|理由是|依据是|哪个文件|什么文件")
# What others ask the caller, before a question of his own (同事问我为什么少了,我基数五千该进多少).
_ASKED_WHY = re.compile(
    r".{0,60}?[问讲说话吵怪](?:我|俺|咱|过|起)?(?:们|哋)?[^,.?!;]{0,3}?(?:为什么|为啥|什么原因|凭什么)[^,.?!;]*[,.?!;]")
_MUCH_ASKED = re.compile(r"多少|几钱|几块|几个钱")
# What is counted out as a question or worry of its own (一是怕…,二是怕…).
_NUMBERED = re.compile(r"(?:一|二|三|头一|再一|另一|第[一二三])(?:个|样|条|来)?(?:就?是|怕|想问|问|担心)")
_CLAUSE_MARK = re.compile(r"[?!;.,\s]+")
_AFTER_QUESTION = re.compile(
    r"(?:是多少|多少钱?|几成|百分之几|吗|呢)(?=[^,.?!;\s吧啊呀了呢的人元块]{4,})|"
    r"(?<=[^,.?!;\s]{6})(?:啊|呀)(?=[^,.?!;\s吧啊呀了呢的]{3}[^,.?!;\s]*?(?:多少|几|什么|哪|怎))"
)
_ASKING = re.compile(
    r"多少|几|什么|哪|怎|吗|(?<!着)(?<!着\w)(?<!着\w\w)呢|是不是|有没有|能不能|为何|谁|咋|啥|又是|还有|可不可以|没有?$|"
    r"(?<=[^,.?!;]{3}[^要绝从决也])不$|"
    r"多[久长高早]|(?P<verb>[^\W\d_]{1,2})[不没]有?(?P=verb)"
)
# What somebody still has is told, and no further question (我卡里还有钱).
_STILL_HAS = re.compile(r"(?<=[^,.?!;\s])还有(?!什么|哪|谁|多少|几|没有|[吗呢])")
# A sum of which only the size is told, or asked for: 几千块, 好几万.
UNTOLD = re.compile(r"几[百千万亿]")
# Search words: short pieces between spaces, and no clause.
_SEARCH_WORDS = re.compile(r"[^\s,.?!;]{1,12}+(?:\s+[^\s,.?!;]{1,12}+){2,}")
_PREMISE = re.compile(
    r"^[^?!.;]{0,12}不是[^?!.;,]{3,24}(?:嘛|吗|么),|^[^?!.;多少几]{6,40},(?:那么?|咁|噉)(?=[^,.?!;]{10,}[?.]?$)"
)
_CLAUSE = re.compile(r"[^,.?!;]+[,.?!;]?")
_SENTENCE = re.compile(r"[^.?!;]+[.?!;]?")
# What begins a new thought where speech has no punctuation, and how long a piece must be to be cut there.
_PAUSE = re.compile(r"(?<=[啊嘛吧呢])|(?=那(?!边|里|个|些|种|么|样|天)|然后|就是|可是|但是|不过|我想问|到底|还要不要)")
_LONG_PIECE = 18
_HAPPENED = re.compile(r"[了过][,.!;]?$")
# So many clauses at the end of a sentence its question is in; from so many on a sentence tells a story.
_ITS_QUESTION, _STORY = 2, 4
# A story of so many clauses tells much that its question doesn't need.
_MANY_CLAUSES = 5


@dataclass(frozen=True)
class Understood:
    """One utterance, read.

    `text` is in standard wording and all places refer to it; `plain` is the normalised utterance;
    `matched` is what is looked up: without city, amounts and fillers.
    """

    plain: str
    text: str
    matched: str
    located: Located
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    years: tuple[int, ...]
    relative_years: bool
    clauses: tuple[Clause, ...]
    chat: str | None
    follows: bool
    elliptical: bool
    corrects: bool
    today: date

    @cached_property
    def doubts(self) -> bool:
        """Whether what was told before is called in question."""
        return bool(_DOUBTING.search(self.text) or _DOUBTING.search(self.plain))

    @cached_property
    def asks_why(self) -> bool:
        """Whether a reason or a basis is asked for, not a result."""
        told = _ASKED_WHY.match(self.text)
        return bool(_WHY.search(self.text, told.end() if told and _MUCH_ASKED.search(self.text, told.end()) else 0))

    @cached_property
    def asked_years(self) -> tuple[int, ...]:
        """The years named in the sentences that ask something (in all if none asks in so many words)."""
        spans = [m.span() for m in _SENTENCE.finditer(self.text) if _is_question(m.group())]
        spans = [(start + _happened(self.text[start:end]), end) for start, end in spans]
        ways = [(start, start + _on_the_way(self.text[start:end])) for start, end in spans]
        told = [d for d in self.dates if d.year_told and (not spans or any(a <= d.start < b for a, b in spans))]
        told = [d for d in told if not (d.relative and any(a <= d.start < b for a, b in ways))]
        named = [d for d in told if not d.relative] or told
        return tuple(sorted({y for d in named for y in range(d.first_day.year, d.last_day.year + 1)}))

    @cached_property
    def question(self) -> str:
        """Of what is looked up the last clause that asks and the one before; the whole if no clause asks."""
        clauses, asking = _asking(self.matched)
        return "".join(clauses[max(asking[-1] - 1, 0) : asking[-1] + 1]) if asking else self.matched

    @cached_property
    def last_questions(self) -> str:
        """Of what is looked up the clauses that ask on end at last, and the one before the first of them."""
        clauses, asking = _asking(self.matched)
        if not asking:
            return self.matched
        first = next(n for n in reversed(asking) if n - 1 not in asking)
        return "".join(clauses[max(first - 1, 0) : asking[-1] + 1])

    @cached_property
    def asked_of(self) -> tuple[Mention, ...]:
        """The conditions said where the question of a story stands: in its last asking clause and the one before.

        A clause that ends in 了 or 过 tells what happened and belongs to the story.
        """
        clauses = [m.span() for m in _CLAUSE.finditer(self.text)]
        asking = [n for n, (start, end) in enumerate(clauses) if _is_question(self.text[start:end])]
        if not asking:
            return ()
        last, before = clauses[asking[-1]], clauses[max(asking[-1] - 1, 0)]
        begin, end = last[0] if _HAPPENED.search(self.text[slice(*before)]) else before[0], last[1]
        return tuple(m for m in self.mentions if begin <= m.start < end)

    @cached_property
    def conditions(self) -> tuple[Mention, ...]:
        """The conditions that the words themselves tell, without those held aside."""
        return tuple(m for m in self.mentions if m.start < len(self.text))

    @cached_property
    def amounts(self) -> tuple[Quantity, ...]:
        """The sums of money that were said."""
        return tuple(q for q in self.quantities if q.kind is QuantityKind.MONEY)

    @cached_property
    def sums(self) -> tuple[Quantity, ...]:
        """The sums of money, and the bare numbers that may be some."""
        return tuple(q for q in self.quantities if q.kind in SUMS)

    @cached_property
    def asks(self) -> bool:
        """Whether anything is asked in so many words."""
        return bool(_ASKING.search(self.matched)) or "?" in self.matched

    @cached_property
    def windows(self) -> tuple[str, ...]:
        """Two or three clauses on end, the last ones first: where the question of a long story stands."""
        clauses = [piece for piece in re.split(r"[,.?!;]+", self.matched) if len(piece) > 2]
        pieces = [part for clause in clauses for part in _thoughts(clause)]
        spans = [",".join(pieces[at : at + size]) for size in (1, 2, 3) for at in range(len(pieces) - size + 1)]
        asking = [span for span in reversed(spans) if len(span) > 7 and (_ASKING.search(span) or "回事" in span)]
        return tuple(dict.fromkeys((*self._gist, *asking)))[:24]

    @cached_property
    def _gist(self) -> tuple[str, ...]:
        """Of a story of many clauses those that tell a condition or a sum, with the question at its end, together."""
        spans = [m.span() for m in _CLAUSE.finditer(self.text)]
        telling = [*(m.start for m in self.conditions), *(q.start for q in self.amounts)]
        kept = [n for n, (start, end) in enumerate(spans) if any(start <= at < end for at in telling)]
        asking = [n for n, (start, end) in enumerate(spans) if _is_question(self.text[start:end])]
        if len(spans) < _MANY_CLAUSES or not (self.amounts and asking and kept):
            return ()
        pieces = [self.text[slice(*spans[n])].strip(",.?!;") for n in sorted({*kept, asking[-1]})]
        for amount in self.amounts:
            pieces = [piece.replace(amount.words, "") for piece in pieces]
        return (",".join(pieces),)

    @cached_property
    def after_premise(self) -> str:
        """What is asked behind what is taken for granted (不是…嘛, …); empty if nothing is, or nothing is asked."""
        found = _PREMISE.search(self.matched)
        rest = self.matched[found.end() :] if found else ""
        return rest if len(rest) > 7 and _ASKING.search(rest) else ""

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The clauses of what is looked up that ask something, if there are several."""
        marked = _AFTER_QUESTION.sub(lambda m: f"{m.group()},", self.matched)
        pieces = [piece.strip(" ,") for piece in _CLAUSE_MARK.split(marked)]
        asking = [piece for piece in pieces if len(piece) > 3 and (_asks_something(piece) or len(pieces) < 4)]
        return tuple(asking) if len(asking) > 1 else ()

    @cached_property
    def further_parts(self) -> tuple[str, ...]:
        """The parts without what is only told before the first one that has a question word.

        Where several sums are quoted, or only search words told, each part names something of its own.
        """
        if len(self.sums) > 1 or self.is_search:
            return self.parts
        first = next((at for at, part in enumerate(self.parts) if _asks_something(part)), 0)
        return self.parts[first:]

    @cached_property
    def is_search(self) -> bool:
        """Whether an utterance is but search words."""
        return bool(_SEARCH_WORDS.fullmatch(self.plain))

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The clauses that have a question word, if there are several."""
        asking = tuple(part for part in self.parts if _ASKING.search(part))
        return asking if len(asking) > 1 else ()


def _happened(sentence: str) -> int:
    """How far a sentence only tells what happened, before the clause that asks (低保去年就停了,那给多少)."""
    end = 0
    for clause in _CLAUSE.finditer(sentence):
        if _is_question(clause.group()):
            break
        if _HAPPENED.search(clause.group()):
            end = clause.end()
    return end


def _on_the_way(sentence: str) -> int:
    """How far a sentence of many clauses only tells a story: up to the clause before the first that asks."""
    clauses = list(_CLAUSE.finditer(sentence))
    first = next((n for n, clause in enumerate(clauses) if _is_question(clause.group())), 0)
    return clauses[first - _ITS_QUESTION].end() if first >= _ITS_QUESTION and len(clauses) >= _STORY else 0


def _asks_something(piece: str) -> bool:
    return bool(_ASKING.search(_STILL_HAS.sub("", piece)) or _NUMBERED.match(piece))


def _is_question(text: str) -> bool:
    return text.endswith("?") or bool(_ASKING.search(UNTOLD.sub("", text)))


def _thoughts(clause: str) -> list[str]:
    """A clause cut where a new thought begins, if it is long enough to be several without punctuation."""
    if len(clause) < _LONG_PIECE:
        return [clause]
    return [part for part in _PAUSE.split(clause) if len(part) > 2]


def _asking(text: str) -> tuple[list[str], list[int]]:
    """The clauses of a text, and which of them ask something."""
    clauses = [m.group() for m in _CLAUSE.finditer(text)]
    return clauses, [number for number, clause in enumerate(clauses) if _is_question(clause)]


def day_of(mention: DateMention) -> date | None:
    """The day that a mention fixes for a bill: a day, or the first of a month; None for vaguer ones."""
    if mention.precision in (Precision.DAY, Precision.WEEK, Precision.MONTH):
        return mention.first_day
    return None
