"""From a caller's words to what they say: standard wording, city, conditions, quantities, dates, persons.

Each finding keeps its place in the words. Nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.dialogue.hearing.conditions import ConditionFinder, Mention, of_callers_here
from assistant.dialogue.hearing.correcting import corrects
from assistant.dialogue.hearing.holding import holding
from assistant.dialogue.hearing.locating import Located, Locator
from assistant.dialogue.hearing.misheard_places import MisheardPlaces
from assistant.dialogue.hearing.people import Clause, split_clauses
from assistant.dialogue.hearing.rule_changes import is_only_of_change
from assistant.dialogue.hearing.small_talk import small_talk
from assistant.dialogue.hearing.treated_away import care_follows, treated
from assistant.dialogue.hearing.understanding import UNTOLD, Understood
from assistant.policy.knowledge import Knowledge
from assistant.text.dates import DateMention, Precision, find_dates
from assistant.text.lexicon import Lexicon
from assistant.text.normalise import normalise
from assistant.text.numerals import SUMS, Quantity, QuantityKind, find_quantities
from assistant.text.pinyin import Pinyin
from assistant.text.words import Words

_FOLLOWING = re.compile(
    r"^(?:那|咁|这个|这(?=是|要|算|得)|它|换|要是|如果|假如|若|万一|还有|另外|其中|里头|里面|当中|那里头|这里头|再|又|然后|后来|后尾|随后|还|同样|"
    r"刚才|刚刚|你刚|上面|前面|以前|之前|到时|几时|什么时候|为什么|怎么|多少|居民的|职工的|退休的|"
    r"在职的)"
)
_ASKS_ELLIPTICALLY = re.compile(r"(?:(?:呢|咧|哩)[呀啊]?|又怎样|怎么样)[?]?$")
# A matter that is put off isn't asked about (起付线先不管, 药店的事等下再讲).
_SET_ASIDE = re.compile(
    r"(?:(?<=[,.?!;])|^)[^,.?!;\d]{1,10}?(?:先|暂时?|都|可以|就)*(?:不管|不考虑|不论|放一边|撇开|抛开|不去管|另外再说|另说|"
    r"(?:等(?:下|一下|会儿?|阵)|回头|以后|迟啲|迟点)再?(?:说|讲|问))(?:它|了)?[,.;]"
)
# What the caller says to have understood (顺产的俺懂了), before he asks on.
_UNDERSTOOD = re.compile(
    r"(?:(?<=[,.?!;])|^)[^,.?!;\d]{1,16}?(?:[我俺]|已经|都|算是)*(?:听|弄|搞)?(?:懂|知道|晓得|清楚|明白)[了咗啦][,.;]+(?=.)"
)
# The worry for which a question is asked, told behind it (最晚哪天办,别给误了).
_WORRY = re.compile(
    r"(?<=[^,.?!;])[,.?!;]+(?:可|那|我|俺|咱|人家)*(?:别|唔好|莫|免得|省得|费事|生怕|就怕|怕|好|好让我)(?:给|把|将|又|再|跟|被|会)?[^,.?!;\d]{0,6}?"
    r"(?:耽误|耽搁|误事|误了|误咗|错过|白跑|漏[了掉咗]|拖过|赶不上|赶唔上|早做准备|做准备|安排)[^,.?!;\d]{0,5}[.!?]*$"
)
# What is said not to be asked (不是问加了多少, 唔系要新增嗰个数).
_NOT_ASKED = re.compile(
    r"[,.?!;]*(?:我)?(?:[不唔]是|[不唔]系|并不是|别|[不唔]要)(?:要|想|来)?(?:问|打听)(?!过|题|清)[^,.?!;吗嘛么]{1,14}(?=[,.?!;]|$)|"
    r"[,.?!;]*(?:[不唔]是|[不唔]系|[不唔]要)(?:(?:单|光|只|净)(?:是|系|讲)?)?"
    r"(?:[涨加升增提新][^,.?!;]{0,6}(?:多少|几多|数|幅度|部分)|增幅|涨幅|增量|差额)(?=[,.?!;]|$)"
)
# What is said to be taken off an amount already (减去起付线还有两万), which isn't asked about.
_TAKEN_OFF = re.compile(
    r"(?:减[去完了咗掉]|扣[掉除完了咗去开]|除[去掉咗开了]|[去刨撇剔]掉|刨[去开]|撇除|剔除)(?:了|咗)?(?:住院|医院)?(?:的|嘅|那个|嗰个)?"
    r"(?:起付线|起付标准|起付|门槛费|门槛)(?:那部分|部分)?(?:之后|以后|过后|后)?(?!\d|[吗没未冇再]|还是|(?:是|系)?多少)"
)
# All of a home, though it isn't said that they are people (我家四个都入居民医保).
_ALL_OF_HOME = re.compile(
    r"(?:家|屋企|(?:我|俺|咱)(?:们|哋))(?:里头?|里边)?(?:一共|总共|合计|就|有)?(?:\d{1,2}|[两俩三四五六七八九十])个"
    r"(?=(?:全?都|全部?|通通|一起|一齐|一块儿?)(?![^,.?!;]{0,6}医院))")
# So many days that something goes on, said as a day of the month is (一个月开诊22日, 做了二十四工).
_DAYS_ON_END = re.compile(
    r"(?:(?:开门|开诊|坐诊|出诊|接诊|看诊|营业|上班|上工|出勤|[开干满连按]|足足|连着|[做住躺扎干开]了)"
    r"(?P<days>\d{1,2}|[两一二三四五六七八九十]{1,3})日(?!出院|入院|[的去来早晚上下之前后以起到交缴])"
    r"|[做干开上](?:满|了|足)?(?P<shifts>\d{1,2}|[两一二三四五六七八九十]{1,3})工(?=[,.?!;,]|$))")
# The year up to a month: it is looked up as so many months, which statistics are asked for by.
_YEAR_TO_MONTH = re.compile(r"[一1]月?份?(?:-|~|到|至)(?:[2-9二三四五六七八九]|十[一二]?|1[0-2])月份?底?")
# From one end of the year to the other, of what stayed the same.
_ALL_ALONG = re.compile(
    r"(?:从|由|打)?(?:年[头初]|一月份?|元旦)(?:一直)?[到至](?:年[尾底末]|十二月份?)(?=(?:一直|全|都|也)*(?:是|系)?[^,.?!;]{0,10}?,?(?:都|也|从来|一直)?(?:[没冇未]有?[变改动调]|不变|一样|一个样))")
# A year without its word, right before what is asked of it (2021最高赔付).
_BARE_YEAR = re.compile(
    r"(?<![\d.,\-了付费共数给用报掉钱扣缴交出要月天有存剩得差欠])20[12]\d(?=[单最齐赔理参居职住门基收支工全每平])")
_NUMERALS = "一二三四五六七八九十"
_WHOLE_YEAR, _LAST_MONTH = "全年", 12
# The month that is spoken of: that of the call, where no other one was told.
THAT_MONTH = "当月"
EMERGENCY_CALL = 120
# The ambulance is called, or takes somebody away (叫了120, 坐120来的; 120送去就近的医院).
_CALLS_AMBULANCE = re.compile(r"(?:(?<!存)[打叫拨喊召坐上]|call)(?:通|的|咗|了|得)?(?:急救)?(?:的是)?$")
_TAKEN_AWAY = re.compile(
    r"(?:[的把将给就又马直即急连赶紧上接刻夜快忙]|救护车|[车人他她佢]|我[妈爸爹娘]|医生|担架){0,6}+(?:抢救|急救|救护|拉|送|接|载|运|抬|来|赶|到了?(?=[,.]|家))")
# What stands around a city's name in a clause that only tells where the caller is (我这是…, 俺…人, …参保的).
_BEFORE_OWN_CITY = re.compile(r"(?:我|俺|咱)?们?的?(?:这里?|这边|这儿|家|人|医保)?(?:就?[是在])?")
_BEHIND_OWN_CITY = re.compile(r"(?:这边|这里|这儿|那边|本地|当地)?(?:参保)?的?人?")
_CLAUSE_BOUND = re.compile(r"[,.?!;\s]")
_SPOKEN_YEAR = re.compile(r"[零一二三四五六七八九]{2,4}(?=年)")
# What is said before a day that is only expected (得拖到五月十七, 估计要三月才能).
_EXPECTED = re.compile(
    r"(?:得|怕要|可能要)(?:拖|熬|推|延|等)到$|"
    r"(?:估摸|估计|预计|打算|准备|计划|怕是|看样子)着?(?:我|俺|咱)?(?:最快|最早|得|要|会|能|在|拖|等|是)*到?$"
)
# What a place that one goes to for care is looked up as.
_AWAY = "外地"
# What the capital is looked up as, where it stands for the office there.
_STATE_OFFICE = "国家医保局"
_NEVER_BEFORE = re.compile(r"(?:以|之)?前[^,.?!;多几]{0,4}[没未冇]")
_LIFE_TURNED = re.compile(
    r"(?:我|俺|他|她|佢)?(?:就|才|刚刚?|已经|正式|办了?)*+(?:退[了咗]?休|退下来|下[了咗]?岗|结[了咗]?婚|毕[了咗]?业|[得患害生][了咗过]?(?:一?场)?(?:大|重|个大|场大)?病)"
)
_ILLNESS_FOUND = re.compile(r"(?:的?时候|年底|年初|[上下]半年|\d+月)?[^,.?!;\d]{0,6}(?:查出|诊断出|体检出|检出|确诊)")
# Who is on the line (卫生院收费员:…, 我是社区的会计,…): the caller's trade is no condition of the matter.
_TRADE = (
    r"(?:收费员|管理员|工作人员|业务员|记者|干部|会计|文书|人事|HR|hr|主任|大夫|医生|护士|站长|所长|院长|客服|坐席|书记|编辑|"
    r"代办员|收费的|导诊)"
)
_INTRODUCED = re.compile(
    rf"^(?:[^,.?!;:\d]{{0,12}}?{_TRADE}[^,.?!;:\d]{{0,5}}:"
    rf"|(?:我|我们|俺|这里|这边)是[^,.?!;:\d]{{0,12}}?{_TRADE}[^,.?!;:\d]{{0,3}}[,.])"
)


class Reader:
    """Reads utterances by one knowledge's words."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, words: Words, pinyin: Pinyin) -> None:
        self._lexicon, self.misheard = lexicon, MisheardPlaces(knowledge, words, pinyin)
        self._locator = Locator(knowledge, words)
        self._conditions = ConditionFinder(knowledge.dimensions.values())
        self._here = {area.id: of_callers_here(knowledge.dimensions.values(), area.id)
                      for area in knowledge.covered_areas()}

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

    def _mentions(self, text: str, located: Located, home: str | None, introduced: int,
                  clauses: tuple[Clause, ...]) -> tuple[Mention, ...]:
        """The conditions that a text tells, with where somebody is treated."""
        named = self._conditions.find(text)
        here = self._here.get(located.areas[0] if len(located.areas) == 1 else home or "")
        said = {m.dimension for m in named}
        named += tuple(m for m in here.find(text) if m.dimension not in said and (
            m.words not in located.theirs or care_follows(text, m.end))) if here else ()
        found = holding(text, tuple(sorted(named, key=lambda m: m.start)), introduced, clauses)
        place = treated(text, located)
        return tuple(sorted((*found, place), key=lambda m: m.start)) if place else found

    def read(self, words: str, home: str | None, today: date) -> Understood:
        """Read one utterance of a caller whose area so far is `home`, on the day of the call."""
        plain = self._lexicon.to_the_matter(_UNDERSTOOD.sub("", normalise(words)))
        plain = plain if home else self.misheard.mended(plain)
        text = _ALL_OF_HOME.sub(r"\g<0>人", self._lexicon.rewrite(plain).text)
        text = _DAYS_ON_END.sub(lambda said: f"{said.group()[:-1]}天", text)
        text = _BARE_YEAR.sub(r"\g<0>年", text)
        located = self._locator.find(text, home)
        if not located.areas and not located.elsewhere:
            located = _merged(located, self._locator.find(plain, home))
        located = replace(located, part=self._locator.part_counted(plain))
        quantities = _each_once(tuple(q for q in find_quantities(text)
                                      if not UNTOLD.match(q.words) and not _is_emergency_call(text, q)))
        dates = tuple(_to_come(text, d, today) for d in _without_that_month(find_dates(text, today))
                      if not _is_none_asked_for(text, d) and not _is_amount(d, quantities)
                      and not is_only_of_change(text, d) and not _is_all_along(text, d))
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
            mentions=self._mentions(text, located, home, introduced, clauses),
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
    before = text[max(0, quantity.start - 3) : quantity.start]
    called = _CALLS_AMBULANCE.search(before) or _TAKEN_AWAY.match(text, quantity.end)
    return quantity.value == EMERGENCY_CALL and not quantity.measure and bool(called)


def _is_all_along(text: str, mention: DateMention) -> bool:
    """Whether a time only tells that something was the same all along (基数从年头到年尾都是5400,没变过)."""
    return any(m.start() <= mention.start < m.end() for m in _ALL_ALONG.finditer(text))


def _is_amount(mention: DateMention, quantities: tuple[Quantity, ...]) -> bool:
    """Whether what could be a year (扣2000) was understood as a sum of money."""
    return any(q.kind is QuantityKind.MONEY and q.start <= mention.start < q.end for q in quantities)


def _is_of_months(quantity: Quantity, dates: Sequence[DateMention]) -> bool:
    """Whether a number only names months (九十月; 十一,十二两个月)."""
    return any(d.precision is Precision.MONTHS and d.start <= quantity.start and quantity.end <= d.end for d in dates)


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
    if any(q.kind in SUMS for q in quantities):
        put |= {found.span(): "" for found in _TAKEN_OFF.finditer(text)}
    put |= {(d.start, d.end): _first_months(d.last_day.month) for d in dates
            if _YEAR_TO_MONTH.fullmatch(text, d.start, d.end)}
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
    return _WORRY.sub("?", _NOT_ASKED.sub("", _SET_ASIDE.sub("", "".join(pieces)))).strip(" ,.")


def _first_months(number: int) -> str:
    """So many months of a year from its first one on, in words."""
    if number == _LAST_MONTH:
        return _WHOLE_YEAR
    tens, ones = ("十", number - len(_NUMERALS)) if number > len(_NUMERALS) else ("", number)
    return f"前{tens}{_NUMERALS[ones - 1]}个月"


def _whole_clause(text: str, city: tuple[int, int]) -> tuple[int, int]:
    """Where a city's name stands; its whole clause, if that says nothing but where the caller is."""
    start = max((m.end() for m in _CLAUSE_BOUND.finditer(text, 0, city[0])), default=0)
    bound = _CLAUSE_BOUND.search(text, city[1])
    end = bound.start() if bound else len(text)
    only = _BEFORE_OWN_CITY.fullmatch(text, start, city[0]) and _BEHIND_OWN_CITY.fullmatch(text, city[1], end)
    return (start, bound.end() if bound else end) if only else city
