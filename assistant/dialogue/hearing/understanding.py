"""From a caller's words to what they say: standard wording, city, conditions, quantities, dates, persons.

Each finding keeps its place in the words. Nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from assistant.dialogue.hearing.conditions import ConditionFinder, Mention
from assistant.dialogue.hearing.correcting import corrects
from assistant.dialogue.hearing.holding import holding
from assistant.dialogue.hearing.locating import Located, Locator
from assistant.dialogue.hearing.people import Clause, split_clauses
from assistant.dialogue.hearing.rule_changes import is_only_of_change
from assistant.dialogue.hearing.small_talk import small_talk
from assistant.policy.knowledge import Knowledge
from assistant.text.dates import DateMention, Precision, find_dates
from assistant.text.lexicon import Lexicon
from assistant.text.normalise import normalise
from assistant.text.numerals import SUMS, Quantity, QuantityKind, find_quantities
from assistant.text.words import Words

_FOLLOWING = re.compile(
    r"^(?:那|咁|这个|这(?=是|要|算|得)|它|换|要是|如果|假如|若|万一|还有|另外|其中|里头|里面|当中|那里头|这里头|再|又|然后|后来|后尾|随后|还|同样|"
    r"刚才|刚刚|你刚|上面|前面|以前|之前|到时|几时|什么时候|为什么|怎么|多少|居民的|职工的|退休的|"
    r"在职的)"
)
_ASKS_ELLIPTICALLY = re.compile(r"(?:(?:呢|咧|哩)[呀啊]?|又怎样|怎么样)[?]?$")
_DOUBTING = re.compile(
    r"算错|搞错了?吧|不是说|不是讲|唔系话|不是\d*%|不是百分之|怎么才|怎么只|点解得|为什么才|为什么只|(?:刚才|刚刚|你刚)[说讲](?!的?那|[到过]?的[^,.?!;\d零一二三四五六七八九十百千两几半是要不]{2})"
    r"|确定是|真的是|该是.{1,8}(?:吗|吧|才对)|没算错"
)
# A matter that is put off isn't asked about (起付线先不管, 药店的事等下再讲).
_SET_ASIDE = re.compile(
    r"(?:(?<=[,.?!;])|^)[^,.?!;\d]{1,10}?(?:先|暂时?|都|可以|就)*(?:不管|不考虑|不论|放一边|撇开|抛开|不去管|另外再说|另说|"
    r"(?:等(?:下|一下|会儿?|阵)|回头|以后|迟啲|迟点)再?(?:说|讲|问))(?:它|了)?[,.;]"
)
# What the caller says to have understood (顺产的俺懂了), before he asks on.
_UNDERSTOOD = re.compile(
    r"(?:(?<=[,.?!;])|^)[^,.?!;\d]{1,16}?(?:[我俺]|已经|都|算是)*(?:听|弄|搞)?(?:懂|知道|晓得|清楚|明白)[了咗啦][,.;]+(?=.)"
)
_WHY = re.compile(r"为什么|为啥|什么原因|啥原因|凭什么|什么理由|理由是|依据是|哪个文件|什么文件")
# What others ask the caller, before a question of his own (同事问我为什么少了,我基数五千该进多少).
_ASKED_WHY = re.compile(
    r".{0,60}?[问讲说话吵怪](?:我|俺|咱|过|起)?(?:们|哋)?[^,.?!;]{0,3}?(?:为什么|为啥|什么原因|凭什么)[^,.?!;]*[,.?!;]")
_MUCH_ASKED = re.compile(r"多少|几钱|几块|几个钱")
# The month that is spoken of: that of the call, where no other one was told.
THAT_MONTH = "当月"
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
_UNTOLD = re.compile(r"几[百千万亿]")
EMERGENCY_CALL = 120
# Search words: short pieces between spaces, and no clause.
_SEARCH_WORDS = re.compile(r"[^\s,.?!;]{1,12}+(?:\s+[^\s,.?!;]{1,12}+){2,}")
# What stands around a city's name in a clause that only tells where the caller is (我这是…, 俺…人, …参保的).
_BEFORE_OWN_CITY = re.compile(r"(?:我|俺|咱)?们?的?(?:这里?|这边|这儿|家|人|医保)?(?:就?[是在])?")
_BEHIND_OWN_CITY = re.compile(r"(?:这边|这里|这儿|那边|本地|当地)?(?:参保)?的?人?")
_CLAUSE_BOUND = re.compile(r"[,.?!;\s]")
_SPOKEN_YEAR = re.compile(r"[零一二三四五六七八九]{2,4}(?=年)")
_PREMISE = re.compile(
    r"^[^?!.;]{0,12}不是[^?!.;,]{3,24}(?:嘛|吗|么),|^[^?!.;多少几]{6,40},(?:那么?|咁|噉)(?=[^,.?!;]{10,}[?.]?$)"
)
# What is said before a day that is only expected (得拖到五月十七, 估计要三月才能).
_EXPECTED = re.compile(
    r"(?:得|怕要|可能要)(?:拖|熬|推|延|等)到$|"
    r"(?:估摸|估计|预计|打算|准备|计划|怕是|看样子)着?(?:我|俺|咱)?(?:最快|最早|得|要|会|能|在|拖|等|是)*到?$"
)
_CLAUSE = re.compile(r"[^,.?!;]+[,.?!;]?")
_SENTENCE = re.compile(r"[^.?!;]+[.?!;]?")
# What begins a new thought where speech has no punctuation, and how long a piece must be to be cut there.
_PAUSE = re.compile(r"(?<=[啊嘛吧呢])|(?=那(?!边|里|个|些|种|么|样|天)|然后|就是|可是|但是|不过|我想问|到底|还要不要)")
_LONG_PIECE = 18
# What a place that one goes to for care is looked up as.
_AWAY = "外地"
# What the capital is looked up as, where it stands for the office there.
_STATE_OFFICE = "国家医保局"
_NEVER_BEFORE = re.compile(r"(?:以|之)?前[^,.?!;多几]{0,4}[没未冇]")
_HAPPENED = re.compile(r"[了过][,.!;]?$")
_LIFE_TURNED = re.compile(
    r"(?:我|俺|他|她|佢)?(?:就|才|刚刚?|已经|正式|办了?)*+(?:退[了咗]?休|退下来|下[了咗]?岗|结[了咗]?婚|毕[了咗]?业|[得患害生][了咗过]?(?:一?场)?(?:大|重|个大|场大)?病)"
)
_ILLNESS_FOUND = re.compile(r"(?:的?时候|年底|年初|[上下]半年|\d+月)?[^,.?!;\d]{0,6}(?:查出|诊断出|体检出|检出|确诊)")
# So many clauses at the end of a sentence its question is in; from so many on a sentence tells a story.
_ITS_QUESTION, _STORY = 2, 4
# Who is on the line (卫生院收费员:…, 我是社区的会计,…): the caller's trade is no condition of the matter.
_TRADE = (
    r"(?:收费员|管理员|工作人员|业务员|记者|干部|会计|文书|人事|HR|hr|主任|大夫|医生|护士|站长|所长|院长|客服|坐席|书记|编辑|"
    r"代办员|收费的|导诊)"
)
_INTRODUCED = re.compile(
    rf"^(?:[^,.?!;:\d]{{0,12}}?{_TRADE}[^,.?!;:\d]{{0,5}}:"
    rf"|(?:我|我们|俺|这里|这边)是[^,.?!;:\d]{{0,12}}?{_TRADE}[^,.?!;:\d]{{0,3}}[,.])"
)


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
        return tuple(dict.fromkeys(asking))[:24]

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


class Reader:
    """Reads utterances by one knowledge's words."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, words: Words) -> None:
        self._lexicon = lexicon
        self._locator = Locator(knowledge, words)
        self._conditions = ConditionFinder(knowledge.dimensions.values())

    @property
    def locator(self) -> Locator:
        """What finds areas by name."""
        return self._locator

    def conditions_in(self, text: str) -> tuple[Mention, ...]:
        """The conditions that a text names."""
        return self._conditions.find(text)

    def beside(self, heard: Understood, known: Mapping[str, tuple[str, ...]]) -> Understood:
        """What was heard, with the conditions that its words mean beside those known before."""
        said = {m.dimension for m in heard.mentions}
        more = tuple(m for m in self._conditions.find_beside(heard.text, known) if m.dimension not in said)
        if not more:
            return heard
        return replace(heard, mentions=tuple(sorted((*heard.mentions, *more), key=lambda m: m.start)))

    def spelled_out(self, words: str, known: Mapping[str, tuple[str, ...]]) -> str:
        """The words with a condition told before by its name, where they only point at it (都是这个档)."""
        return self._conditions.spelled_out(words, known)

    def read(self, words: str, home: str | None, today: date) -> Understood:
        """Read one utterance of a caller whose area so far is `home`, on the day of the call."""
        plain = _UNDERSTOOD.sub("", normalise(words))
        text = self._lexicon.rewrite(plain).text
        located = self._locator.find(text, home)
        if not located.areas and not located.elsewhere:
            located = _merged(located, self._locator.find(plain, home))
        located = replace(located, part=self._locator.part_counted(plain))
        quantities = _each_once(tuple(q for q in find_quantities(text)
                                      if not _UNTOLD.match(q.words) and not _is_emergency_call(text, q)))
        dates = tuple(_to_come(text, d, today) for d in _without_that_month(find_dates(text, today))
                      if not _is_none_asked_for(text, d) and not _is_amount(d, quantities)
                      and not is_only_of_change(text, d))
        quantities = tuple(q for q in quantities if not _is_of_months(q, dates))
        clauses = split_clauses(text)
        found = _INTRODUCED.match(text)
        introduced = found.end() if found else 0
        told = [d for d in dates if d.year_told]
        years = tuple(sorted({y for d in told for y in range(d.first_day.year, d.last_day.year + 1)}))
        return Understood(
            plain=plain,
            text=text,
            matched=_looked_up(text, located, quantities, dates, introduced),
            located=located,
            mentions=holding(text, self._conditions.find(text), introduced, clauses),
            quantities=quantities,
            dates=dates,
            years=years,
            relative_years=bool(told) and all(d.relative for d in told),
            clauses=clauses,
            chat=small_talk(plain),
            follows=bool(_FOLLOWING.search(text)),
            elliptical=bool(_ASKS_ELLIPTICALLY.search(text.rstrip("?!. "))),
            corrects=corrects(text),
            today=today,
        )


def _to_come(text: str, mention: DateMention, today: date) -> DateMention:
    """A day or month without its year, in the next one where this year's is over and it is only expected."""
    exact = mention.precision in (Precision.DAY, Precision.MONTH) and not mention.year_told
    if not exact or mention.last_day >= today or not _EXPECTED.search(text, 0, mention.start):
        return mention
    return replace(mention, first_day=_a_year_on(mention.first_day), last_day=_a_year_on(mention.last_day))


def _a_year_on(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)


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
    return text.endswith("?") or bool(_ASKING.search(_UNTOLD.sub("", text)))


def _thoughts(clause: str) -> list[str]:
    """A clause cut where a new thought begins, if it is long enough to be several without punctuation."""
    if len(clause) < _LONG_PIECE:
        return [clause]
    return [part for part in _PAUSE.split(clause) if len(part) > 2]


def _each_once(quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The quantities, without what only says the one right before it again (半年六个月)."""
    again = {later for earlier, later in pairwise(quantities)
             if (earlier.kind, earlier.value) == (later.kind, later.value) and later.start - earlier.end <= 1
             and later.kind in (QuantityKind.MONTHS, QuantityKind.DAYS, QuantityKind.YEARS)}
    return tuple(q for q in quantities if q not in again)


def _without_that_month(dates: Sequence[DateMention]) -> list[DateMention]:
    """The times without 当月 where others are named: it is one of them."""
    named = [d for d in dates if d.words != THAT_MONTH]
    return named or list(dates)


def _is_emergency_call(text: str, quantity: Quantity) -> bool:
    """Whether 120 is the number that an ambulance is called by."""
    before, after = text[max(0, quantity.start - 2) : quantity.start], text[quantity.end : quantity.end + 3]
    called = re.search(r"[打叫拨喊]了?$", before) or re.match(r"抢救|急救|救护|拉|送|来", after)
    return quantity.value == EMERGENCY_CALL and not quantity.measure and bool(called)


def _is_amount(mention: DateMention, quantities: tuple[Quantity, ...]) -> bool:
    """Whether what could be a year (扣2000) was understood as a sum of money."""
    return any(q.kind is QuantityKind.MONEY and q.start <= mention.start < q.end for q in quantities)


def _is_of_months(quantity: Quantity, dates: Sequence[DateMention]) -> bool:
    """Whether a number only names two months (九十月)."""
    return any(d.precision is Precision.MONTHS and d.start == quantity.start and quantity.end <= d.end for d in dates)


def _asking(text: str) -> tuple[list[str], list[int]]:
    """The clauses of a text, and which of them ask something."""
    clauses = [m.group() for m in _CLAUSE.finditer(text)]
    return clauses, [number for number, clause in enumerate(clauses) if _is_question(clause)]


def _is_none_asked_for(text: str, mention: DateMention) -> bool:
    """Whether a time is only what something is compared with (比上年), or before which nothing was (今年以前没领过).

    Nor is anything asked for of the year in which an illness was found (去年查出来的), or life took a turn (去年退休).
    """
    before, after = text[max(0, mention.start - 2) : mention.start], text[mention.end : mention.end + 4]
    if not (mention.relative and mention.year_told):
        return False
    if _NEVER_BEFORE.match(text, mention.end) or _ILLNESS_FOUND.match(text, mention.end):
        return True
    if mention.precision is Precision.YEAR and _LIFE_TURNED.match(text, mention.end):
        return True
    return bool(re.search(r"(?:比|较|同|跟|和|与)$", before) or re.match(r"(?:同期|相比|比)", after))


def _merged(first: Located, second: Located) -> Located:
    theirs = first.theirs or second.theirs
    return replace(first, areas=second.areas, elsewhere=second.elsewhere, theirs=theirs, for_them=second.for_them)


def _looked_up(text: str, located: Located, quantities: tuple[Quantity, ...], dates: tuple[DateMention, ...],
               introduced: int) -> str:
    """The text without who is on the line, city names and sums of money; years in digits, as the index has them."""
    put = {(0, introduced): ""} if introduced else {}
    put |= {_whole_clause(text, span): "" for span in located.spans} | dict.fromkeys(located.away, _AWAY)
    put |= dict.fromkeys(located.offices, _STATE_OFFICE)
    put |= {(q.start, q.end): "" for q in quantities if q.kind is QuantityKind.MONEY}
    for mention in dates:
        spoken = _SPOKEN_YEAR.match(text, mention.start, mention.end)
        if spoken and mention.year_told:
            put[spoken.span()] = str(mention.first_day.year)
    pieces: list[str] = []
    at = 0
    for (start, end), instead in sorted(put.items()):
        if start >= at:
            pieces += [text[at:start], instead]
            at = end
    pieces.append(text[at:])
    return _SET_ASIDE.sub("", "".join(pieces)).strip(" ,.")


def _whole_clause(text: str, city: tuple[int, int]) -> tuple[int, int]:
    """Where a city's name stands; its whole clause, if that says nothing but where the caller is."""
    start = max((m.end() for m in _CLAUSE_BOUND.finditer(text, 0, city[0])), default=0)
    bound = _CLAUSE_BOUND.search(text, city[1])
    end = bound.start() if bound else len(text)
    only = _BEFORE_OWN_CITY.fullmatch(text, start, city[0]) and _BEHIND_OWN_CITY.fullmatch(text, city[1], end)
    return (start, bound.end() if bound else end) if only else city


def day_of(mention: DateMention) -> date | None:
    """The day that a mention fixes for a bill: a day, or the first of a month; None for vaguer ones."""
    if mention.precision in (Precision.DAY, Precision.WEEK, Precision.MONTH):
        return mention.first_day
    return None
