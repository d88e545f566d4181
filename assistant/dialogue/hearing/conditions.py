"""Finds the conditions in an utterance: 职工 or 居民, 在职 or 退休, hospital level, care, …

Each mention keeps the words it comes from and whether they are negated (不是低保). Knows the closed
sets of the knowledge, not the policy behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.policy.model import Dimension, DimensionValue
from assistant.text.normalise import normalise

# A value told of somebody as well as another one, and what sets two apart.
_AS_WELL_BEFORE = re.compile(
    r"(?:也|又|还|同时|并且|而且|另外|同埋|亦|仲)(?:都|就)?(?:是|系|在|喺|算|列进?|列入|进了?|入了?|属于?|上了?|纳入|评上?了?|定为?|被定)"
    r"[^,.?!;\d]{0,6}$")
_AS_WELL = re.compile(
    r"(?:户|人口|对象|人员|家庭|的)*(?:那?个?(?:名单|名册|册子|台账|档案|名录|花名册|本本))?"
    r"(?:上头?|里头?|里面|度|入面|中)?(?:也|都|亦|还|仲|,?又)(?:都)?"
    r"(?:有|在|登|列|算|占|是|系|挂|名)")
_AND_ALSO = re.compile(r"(?:也|又|还|同时|而且|并且|另外|亦|仲)[^,.?!;\d]{0,6}$")
_TOLD_APART = re.compile(
    r"[差争](?:多少|几)|分别|各|还是|或者?|哪个|边个|比|换成|另一|后来|以前|原来|不是|如果|要是|之前")
_SOMEBODY = re.compile(
    r"[俺我咱阮](?!们?村)|[爹娘爸妈爷奶叔姨舅姑婶哥姐弟妹婆]|邻居|老[公婆伴汉头王李张]|媳妇|对象|隔壁")
_NEGATION = re.compile(
    r"(?:(?<!是)不是|(?<!有)没有|并非|(?<!属)不属于|(?<!算)不算|非|(?<!在)不在|没在|未在|唔喺|冇喺|(?<!有)没|"
    r"既不是|也不是|又不是|(?<!系)不系|(?<![到扣交缴刷查找收])不到|除了?|不靠|"
    r"(?<!吃)不吃|没吃|(?<!享)不享受|(?<!符)不符合|[够挨沾搭轮][不唔](?:上|着|到|得)|没评上?|没办)(?:什么|咩|乜嘢?|么子|[那这]?[个种])?$"
)
# The verbs with which words of conditions begin, and what denies such words.
_DONE = frozenset("吃拿领享评办申在上打做干")
_NOT_DONE = re.compile(r"(?:不|没|未|冇|唔|从来没|没有?再)$")
# What is only intended, and what tells that it came otherwise.
_MEANT = re.compile(r"(?:想|打算|计划|准备|盼|以为|指望|谂住|预备)(?:着|要|住|是|能|可以|自己|继续|接着|再)*$")
_CAME_OTHERWISE = re.compile(
    r"(?:的|来着|嘅|个)?[^.;?!]{0,6}?(?:结果|最后|最终|末了|到头来|没想到|想不到|不料|谁知|哪知|哪晓得|点知|怎料|偏偏|后来|后尾|临了)"
)
_MEANT_BEFORE = 8
# What has come to its end, and what tells that it hasn't yet (快用完了, 差不多到顶).
_AT_ITS_END = re.compile(r"(?:用|报|花|到|封|睇|看)?(?:完|顶|满|光|晒|尽|头)了?$")
_NEARLY = re.compile(r"(?:快|差不多|将近|接近|眼看|几乎|就要|差啲|差点|临近)(?:要|都|就|到|得|嚟)?$")
# How far before a word it may be denied.
_FAR = 6
_FAR_BEHIND = 12
# What a * in a word stands for: a few characters of the same clause, none of them a negation.
# A few characters, of which a number with its unit is one.
_GAP = r"(?:(?>\d+(?:\.\d+)?)[元块万]?+|[^没未不无,.;?!\d]){0,10}?"
# The value told before, only pointed at by what it is a value of (都是这个档, 同一级别); none that is told (高的那档).
_TOLD_SO = r"(?<![低高贵宜少多另外\d])(?<![低高贵宜少多点些种外元块\d][的嘅])"
_THE_SAME = re.compile(
    rf"{_TOLD_SO}(?:这|那|呢|嗰|同|一样的?|同样的?)(?:一)?(?:个|种)?(?P<noun>档次|级别|档)(?![案子])"
)
# So one of several is pointed at, by what it is like (高的那一档).
_POINTED = re.compile(r"[低高贵宜少多点些](?:的|嘅)?[那这嗰呢]$")
# What may stand between the members of a list.
_LISTED = re.compile(r"(?:[、,和跟或与及\"'“”‘’「」]|或者|还有|那|的|用|药|户|人员|对象)*")
# What a denied value describes is itself not denied (不是低保的相对贫困人口).
_DESCRIBES = re.compile(r"(?:户|人员|对象|那[类种批]|身份)?的")
_TAIL_NEGATION = re.compile(
    r"(?:以外|之外|除外|(?:户|人员)?(?:也|都|全|通通|更)(?:不是|不属于|不算|唔系|不系|算不上)|(?:申请|报|评|办)了(?:几次|好几次)?(?:也|都|还)?没(?:批|过|通过|成|下来|评上|办成)|"
    r"(?:户|的)?(?:也|都|还|又|是)?(?:没|未|冇)(?:有|能)?(?:给)?(?:批|评|够上|够格|轮到|通过|申请[下上到]|办[下成到]|认定|评定)|"
    r"(?:也|都|还)?不够(?!交|付|用)|"
    r"(?:户|人员|对象|那[些类种]|[这那][些两几][样个种])?(?:[我俺咱他她佢](?:们|哋)?家?|[也都全还]|通通|统统|哪样|一样|[一两俩三仨][样个头]?)*+"
    r"(?:[够挨靠沾搭占轮][不唔](?:上|着|到)|[不没唔冇未](?:沾边|搭边|沾|搭界|够格|够条件|占)|[没冇]有?(?:份|资格|沾上|挨上|轮上|够上)|"
    r"(?<=[都也全])[没冇]有?(?=[,.;?!]|$)))"
)

# What becomes something else isn't named with it: 成药 in 换成药费.
_BECOMES = re.compile(r"(?:换|改|变|算|当|弄|看|写|听|说|涨|加|降)成$")

# Which one is asked for, not the first one told.
_WHICH_ONE = re.compile(r"哪一$")

# A stay in hospital, not a home: 在外地住 in 在外地住了回院.
_STAY = re.compile(r"住(?:过|了|的|着|下)?(?:[一二两三四五六几\d]?(?:回|次|趟|遍|天)|好几[回次天])?(?:的)?(?:医院|院)")


@dataclass(frozen=True)
class Mention:
    """A value of a condition as it was said at `start:end`; `negated` if it was denied there."""

    dimension: str
    value: str
    start: int
    end: int
    words: str
    negated: bool = False


class ConditionFinder:
    """Finds mentions of one set of conditions, the longest wording first."""

    def __init__(self, dimensions: Iterable[Dimension]) -> None:
        dimensions = tuple(dimensions)
        self._finders = [_OneCondition(dimension.id, dimension.values) for dimension in dimensions]
        self._labels = {dimension.id: dimension.label for dimension in dimensions}
        self._names = {dimension.id: {value.id: _short_name(value) for value in dimension.values}
                       for dimension in dimensions}

    def find(self, text: str) -> tuple[Mention, ...]:
        """The mentions in the text, in its order."""
        found = [(finder, mention) for finder in self._finders for mention in finder.find(text)]
        whole: list[Mention] = []
        for finder, mention in found:
            into = min((m.start for _, m in found if _runs_into(mention, m)), default=mention.end)
            kept = mention if into == mention.end else finder.shortened(mention, into)
            whole += [kept] if kept else []
        whole = [replace(m, negated=False) if _is_denied_by_another(m, whole, text) else m for m in whole]
        return tuple(sorted(whole, key=lambda m: (m.start, m.dimension)))

    def find_beside(self, text: str, known: Mapping[str, tuple[str, ...]]) -> tuple[Mention, ...]:
        """What the text means only beside values `known` before (condition → values), for each of these conditions."""
        return tuple(m for finder in self._finders if finder.dimension in known
                     for m in finder.said_beside(text, [], known[finder.dimension]))

    def spelled_out(self, words: str, known: Mapping[str, tuple[str, ...]]) -> str:
        """The words with a value told before by its name, where they only point at it (都是这个档)."""
        def name(said: re.Match[str]) -> str:
            values = [self._names[id_][known[id_][0]] for id_, label in self._labels.items()
                      if said["noun"] in label and len(known.get(id_, ())) == 1 and known[id_][0] in self._names[id_]]
            return values[0] if len(values) == 1 else said.group()

        return _THE_SAME.sub(name, words)


def of_callers_here(dimensions: Iterable[Dimension], area: str) -> ConditionFinder:
    """Finds the words that mean a condition only for callers of the area which that is written in."""
    found = []
    for dimension in dimensions:
        values = tuple(value.model_copy(update={"label": value.here[0], "words": value.here, "beside": ()})
                       for value in dimension.values if value.here)
        if values and dimension.area == area:
            found.append(dimension.model_copy(update={"values": values}))
    return ConditionFinder(found)


class _OneCondition:
    def __init__(self, dimension: str, values: Sequence[DimensionValue]) -> None:
        self.dimension = dimension
        self._value_of: dict[str, str] = {}
        self._broader: dict[str, str] = {}
        for value in values:
            for word in (value.label, normalise(value.label), *value.words):
                self._value_of.setdefault(word, value.id)
            if value.broader:
                self._broader[value.id] = value.broader
        words = sorted(self._value_of, key=len, reverse=True)
        loose = [w for w in words if "*" in w]
        self._loose = [(re.compile(_GAP.join(map(re.escape, w.split("*")))), self._value_of[w]) for w in loose]
        firm = [w for w in words if "*" not in w]
        self._pattern = re.compile("|".join(map(re.escape, firm))) if firm else re.compile(r"(?!)")
        beside = {word: value.id for value in values for word in value.beside}
        self._beside = [(re.compile(re.escape(word)), beside[word]) for word in sorted(beside, key=len, reverse=True)]

    def find(self, text: str) -> list[Mention]:
        mentions = [self._mention(text, match, self._value_of[match.group()]) for match in self._pattern.finditer(text)]
        mentions += [self._mention(text, m, value) for pattern, value in self._loose for m in pattern.finditer(text)]
        mentions = [m for m in mentions if not _STAY.match(text, m.end - 1) and not _cuts(m, text)]
        mentions = [m for m in mentions if not any(_inside(m, other) for other in mentions)]
        mentions = _denied_in_lists(sorted(mentions, key=lambda m: m.start), text)
        mentions += self.said_beside(text, mentions)
        narrower = {self._broader[m.value] for m in mentions if m.value in self._broader and not m.negated}
        return [m for m in mentions if m.value not in narrower]

    def shortened(self, mention: Mention, end: int) -> Mention | None:
        """The mention by the longest word of its value that ends in time (退休 of 退休职工 in 退休职工医保), if any."""
        words = mention.words[: end - mention.start]
        own = [w for w, value in self._value_of.items() if value == mention.value and words.startswith(w)]
        word = max(own, key=len, default="")
        return replace(mention, end=mention.start + len(word), words=word) if word else None

    def said_beside(self, text: str, mentions: Sequence[Mention], known: Sequence[str] = ()) -> list[Mention]:
        """What is meant by words that only mean something beside another value, said here or known before."""
        found: list[Mention] = []
        for pattern, value in self._beside:
            for match in pattern.finditer(text):
                free = not any(m.start < match.end() and match.start() < m.end for m in (*mentions, *found))
                free = free and not _is_besides(text, match, mentions)
                if free and {*(m.value for m in mentions), *known} - {value}:
                    found.append(self._mention(text, match, value))
        return found

    def _mention(self, text: str, match: re.Match[str], value: str) -> Mention:
        before, after = text[max(0, match.start() - _FAR) : match.start()], text[match.end() :][:_FAR_BEHIND]
        negated = bool(_NEGATION.search(before) or _TAIL_NEGATION.match(after) or _not_done(before, match.group())
                       or _only_meant(text, match) or _not_yet(text, match))
        return Mention(self.dimension, value, match.start(), match.end(), match.group(), negated)


def _is_besides(text: str, match: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """Whether it is told of somebody as well as a value that goes before it (有低保证,也登在相对贫困的册子上)."""
    if _TOLD_APART.search(text) or not any(not m.negated for m in mentions):
        return False
    near = min(mentions, key=lambda m: min(abs(m.end - match.start()), abs(match.end() - m.start)))
    between = text[near.end : match.start()] if near.end <= match.start() else text[match.end() : near.start]
    if _SOMEBODY.search(between):
        return False
    if near.end > match.start():
        return bool(_AND_ALSO.search(between))
    return bool(_AS_WELL_BEFORE.search(text[: match.start()]) or _AS_WELL.match(text, match.end()))


def _only_meant(text: str, match: re.Match[str]) -> bool:
    """Whether something was only intended, and came otherwise (本来想顺产,结果…)."""
    return bool(_MEANT.search(text[max(0, match.start() - _MEANT_BEFORE) : match.start()])
                and _CAME_OTHERWISE.match(text, match.end()))


def _not_yet(text: str, match: re.Match[str]) -> bool:
    """Whether something is only near the end that its words tell of (额度快用完了)."""
    end = _AT_ITS_END.search(match.group())
    return end is not None and bool(_NEARLY.search(text[max(0, match.start() + end.start() - _FAR) :
                                                       match.start() + end.start()]))


def _not_done(before: str, words: str) -> bool:
    """Whether words that begin with their own verb are denied (不|吃低保), not asked about (吃不|吃低保)."""
    if words[0] not in _DONE or not _NOT_DONE.search(before):
        return False
    return before[-2:-1] != words[0]


def _denied_in_lists(mentions: list[Mention], text: str) -> list[Mention]:
    """A value that is listed right beside a denied one is denied, too (也不是中成药新冠药那几类)."""
    told: list[Mention] = []
    for mention in mentions:
        before = told[-1] if told else None
        between = text[before.end : mention.start] if before else ""
        if before and before.negated and _LISTED.fullmatch(between) and not _DESCRIBES.fullmatch(between):
            mention = replace(mention, negated=True)
        told.append(mention)
    for number in range(len(told) - 1, 0, -1):  # 低保、特困以外的
        before, mention = told[number - 1], told[number]
        outside = mention.negated and _TAIL_NEGATION.match(text, mention.end)
        if outside and before.value == mention.value and _LISTED.fullmatch(text, before.end, mention.start):
            told[number - 1] = replace(before, negated=True)
    return told


def last_of(word: str, text: str) -> tuple[int, int] | None:
    """Where a word (with * for a few characters) stands last in a text, as (start, end)."""
    if "*" not in word:
        at = text.rfind(word)
        return (at, at + len(word)) if at >= 0 else None
    found = list(_gapped(word).finditer(text))
    return found[-1].span() if found else None


@cache
def _gapped(word: str) -> re.Pattern[str]:
    """What finds a word of the knowledge that has gaps; made once, as there are more than Python itself keeps."""
    return re.compile(_GAP.join(map(re.escape, word.split("*"))))


def falls(words: Iterable[str], *texts: str) -> bool:
    """Whether one of the words stands in one of the texts."""
    return any(last_of(word, text) for word in words for text in texts)


def one_of_each_falls(lists: Iterable[Sequence[str]], *texts: str) -> bool:
    """Whether of each list that has words, one stands in one of the texts."""
    return all(falls(words, *texts) for words in lists if words)


def _short_name(value: DimensionValue) -> str:
    """The word by which a value goes: one that stands in its label, else the first."""
    return next((word for word in value.words if word in value.label), (value.words or (value.label,))[0])


def _cuts(mention: Mention, text: str) -> bool:
    """Whether a mention begins within a verb whose end it takes (换成|药费), within 高的那|一档, or asks which."""
    counts = mention.words.startswith("一") and _POINTED.search(text[max(0, mention.start - 4) : mention.start])
    begins = text[max(0, mention.start - 1) : mention.start + 1]
    return bool(counts or _BECOMES.search(begins) or _WHICH_ONE.search(begins))


def _inside(inner: Mention, outer: Mention) -> bool:
    """Whether a mention lies within a longer one of another value."""
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end and outer.value != inner.value


def _runs_into(mention: Mention, other: Mention) -> bool:
    """Whether a mention ends within another condition's, whose word it cuts (在外地住 in 在外地住院)."""
    return mention.dimension != other.dimension and mention.start < other.start < mention.end < other.end


def _is_denied_by_another(mention: Mention, mentions: Sequence[Mention], text: str) -> bool:
    """Whether what denies a mention is only the end of another one's words (转诊手续没办|住院能报多少)."""
    before = _NEGATION.search(text[max(0, mention.start - _FAR) : mention.start]) if mention.negated else None
    long = before.end() - before.start() if before else 0
    return any(m.end == mention.start and m.end - m.start > long > 0 for m in mentions)


def of_two_kinds(mentions: Sequence[Mention]) -> bool:
    """Whether different values of one condition are told (三个人单检两次,五个人混检一次)."""
    told = {(m.dimension, m.value) for m in mentions if not m.negated}
    return len(told) > len({dimension for dimension, _ in told})


def stated(mentions: Iterable[Mention]) -> dict[str, tuple[str, ...]]:
    """Condition → the values that were said and not denied, in the order they were said."""
    values: dict[str, dict[str, None]] = {}
    for mention in mentions:
        if not mention.negated:
            values.setdefault(mention.dimension, {})[mention.value] = None
    return {dimension: tuple(found) for dimension, found in values.items()}


def denied(mentions: Iterable[Mention]) -> dict[str, tuple[str, ...]]:
    """Condition → the values that were denied."""
    values: dict[str, dict[str, None]] = {}
    for mention in mentions:
        if mention.negated:
            values.setdefault(mention.dimension, {})[mention.value] = None
    return {dimension: tuple(found) for dimension, found in values.items()}


def is_excepted(unless: Mapping[str, tuple[str, ...]], said: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether all that the caller said of a condition are values under which something doesn't hold."""
    return any(told and set(told) <= set(values) for dimension, values in unless.items()
               if (told := said.get(dimension, ())))


def contradicts(applies: Mapping[str, tuple[str, ...]], said: Mapping[str, tuple[str, ...]],
                not_said: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether what the caller said rules out something that holds only under `applies`."""
    for dimension, accepted in applies.items():
        values = said.get(dimension)
        if values and not set(values) & set(accepted):
            return True
        if accepted and set(accepted) <= set(not_said.get(dimension, ())):
            return True
    return False
