"""Who is spoken of: the caller, a parent, a spouse; and what is said of each.

Splits an utterance into clauses and gives each clause the person it speaks of. Knows kinship words,
not policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SELF = "self"
SURNAMES = "王李张刘陈赵周吴孙于马朱胡郭何高林罗郑梁谢宋唐许邓冯曹彭曾黄徐杨"
# People called by a name, each of them somebody of his own.
_BY_NAME = (
    rf"老[{SURNAMES}](?!伴|血压|血糖|血脂|师|板)|小[王李张刘陈赵周吴孙朱胡郭何罗郑梁谢宋唐许邓冯曹彭曾黄徐杨](?![期长旗围])|"
    rf"[{SURNAMES}](?:大爷|大妈|大姐|大哥|大叔|大婶|大娘|阿姨|师傅|老师|奶奶|爷爷|伯伯|叔叔|婆婆|[姐哥婶叔伯姨嫂])|"
    r"(?<![一二两三四五六七八九十几\d这那每])张三(?![百千万十])|李四|王五|赵六|小[明红丽强芳刚军华]|阿[明强芳珍]"
)
_PERSONS: tuple[tuple[str, str], ...] = (
    ("spouse", r"老伴|对象|那口子|(?:他|她|佢|孩子他?|娃他?)[爸妈爹娘](?!爸|妈)"),
    ("father", r"我爸爸?|俺爸|俺爹|我爹|爸爸|父亲|家父|老爸|阿爸|老豆|我爷(?!爷)|爸|爹"),
    ("mother", r"我妈妈?|俺妈|俺娘|我娘|妈妈|母亲|家母|老妈|阿妈|老母|"
     r"(?<![大姨舅姑宝孕干辣奶])妈|(?<![姑新大婆])娘(?![家胎])"),
    ("wife", r"太太|老婆子?|爱人|媳妇|妻子|内人"),
    ("husband", r"老公|丈夫|先生|老头[子儿]?(?!们)"),
    ("father_in_law", r"公公|岳父|丈人"),
    ("mother_in_law", r"婆婆|岳母|丈母娘"),
    ("grandfather", r"爷爷|外公|姥爷|阿公|阿爷"),
    ("grandmother", r"奶奶|外婆|姥姥|阿婆|嫲嫲|阿嫲"),
    ("son", r"儿子|我仔|个仔|(?<!\w)仔(?![细女])"),
    ("daughter", r"女儿|闺女|囡|个女(?!的|人|士|婿|生)"),
    ("brother", r"哥哥|[我俺][大二三小]?哥(?:哥|们(?=俩))?|弟弟|[我俺][大二三小]?弟弟?(?![媳妹])|老弟|大佬|细佬"),
    ("sister", r"姐姐|[我俺][大二三小]?姐姐?(?![夫妹])|妹妹|[我俺][大二三小]?妹妹?(?![夫丈])|姊妹|家姐|细妹"),
    ("younger_sister_in_law", r"弟媳妇?|弟妹"),
    ("sister_in_law", r"嫂子|[大二三小]嫂|妯娌|[大小][姑姨]子|大?姑姐"),
    ("brother_in_law", r"大伯子|小叔子|大舅[哥子]|小舅子"),
    ("daughter_in_law", r"儿媳妇?"),
    ("aunt", r"姑姑|姨妈|我姨|婶|舅妈|大妈"),
    ("uncle", r"叔叔|[我俺][大二三小]?[叔舅](?!妈|母)|舅舅|大爷|伯伯|姑父|姨父"),
    ("colleague", r"同事|工友"),
    ("named", _BY_NAME),
)
# Words for two people at once, and who they are.
_PAIRS: tuple[tuple[tuple[str, str], str], ...] = (
    (("father_in_law", "mother_in_law"), r"岳父岳?母|老?丈人丈母娘?|公公婆婆|公婆(?<!两公婆)|家公家婆|外父外母"),
    (("father", "mother"), r"爸爸妈妈|老爸老妈|爸妈|爹妈|爹娘|父母|[我俺]爹[我俺]娘|[我俺]爸[我俺]妈|老豆老母"),
    (("grandfather", "grandmother"), r"爷爷奶奶|阿爷阿嫲|外公外婆|姥姥姥爷|姥爷姥姥"),
)
# The caller erred, and isn't the one of whom it is told (老伴那张我看岔了).
_ERRED = r"(?:刚才|刚刚|啱啱|头先|给|都|又)*(?:看|睇|记|说|讲|报|念|听|算|写|抄|搞|弄)(?:错|岔|花|混|串|漏)"
_PERSON = re.compile(
    "|".join([*(f"(?P<pair{number}>(?:我|俺)?(?:{words}))" for number, (_, words) in enumerate(_PAIRS)),
              *(f"(?P<{name}>{words})" for name, words in sorted(_PERSONS, key=lambda person: person[0] != "named"))])
    + rf"|(?P<pronoun>[她他佢])|(?P<me>(?:我|俺)(?!家(?![公婆])|屋企|{_ERRED})|本人|自己这份)"
)
_PRONOUN = re.compile("[她他佢]")
_CLAUSE = re.compile(r"[,。;;!?!?、,]|\.(?!\d)|(?<=\d)(?= )")
# The caller and the one married to them.
_OUR_COUPLE = re.compile(r"(?:我|俺|咱)(?:们|哋)?(?:两口子|两口儿|夫妻俩?|两公婆|公婆俩|两夫妻)")
_PARTNERS = ("spouse", "husband", "wife")
_SPOUSE = "爱人"
# The caller and one or more of kin in one word (俺姐俩, 我们爷俩).
_WITH_ME = re.compile(
    r"[我俺咱](?:们|哋)?(?:姐妹|兄弟|姊妹|姐弟|兄妹|母女|母子|父子|父女|婆媳|妯娌|[姐妹哥弟爷娘])(?:儿)?(?:俩|两个)")
# The caller with one more, who may be named by nothing but 她 or 他 behind it (我们姐俩,我三千她两千).
_WE_TWO = re.compile(rf"{_WITH_ME.pattern}|[我俺咱](?:们|哋)?(?:俩|两个|两人|两[姐兄妯]|二人)")
_TOGETHER = re.compile(r"都|俩|两个|两人|一齐|一起|同样")
_IS_OF = re.compile(r"[块元蚊]?(?:钱)?(?:那|这)?(?:张|笔|单|份)?(?:是|系)")
_OF_US = re.compile(r"[我俺咱](?:们|哋)")
_AND = re.compile(r"(?:和|跟|同|同埋|与|还有)(?:我|俺)?")
_TITLE = re.compile(r"(?:是|系|均|现在|依家|而家)?")
_SHARED = re.compile(r"各|都|每人|每个人|三个人|两个人|一人")

# Words for several people at once, and how many they are.
COUPLES = re.compile(
    r"两口子|老两口|小两口|夫妻俩?|两夫妻|俩口子|两公婆|夫妇|爸爸妈妈|老爸老妈|爸妈|爹妈|父母|爷爷奶奶|外公外婆|"
    r"姥姥姥爷|公公婆婆|岳父岳母|公婆"
)
BIRTHS = {
    "双胞胎": 2, "龙凤胎": 2, "双胎": 2, "孖胎": 2, "孖仔": 2, "对双": 2,
    "三胞胎": 3, "四胞胎": 4, "单胎": 1, "单胞胎": 1,
    "一胎俩": 2, "一胎两": 2, "一胎仨": 3, "一胎三": 3, "生了一个": 1, "生一个": 1, "生的一个": 1,
}


@dataclass(frozen=True)
class Clause:
    """A stretch of the utterance, `start:end`, and the person it speaks of (None: nobody in particular)."""

    start: int
    end: int
    person: str | None
    shared: bool


def split_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses in order; a clause that names nobody goes on about the one before, 她/他 about the last other."""
    clauses: list[Clause] = []
    current: str | None = None
    other: str | None = None
    two = bool(_WE_TWO.search(text))
    start = 0
    for end in [*(m.start() for m in _CLAUSE.finditer(text)), len(text)]:
        piece = text[start:end]
        for match in _PERSON.finditer(piece):
            kind = _key(match)
            if kind == "pronoun":
                current = other or _partner(text) or (match.group() if two else current)
            elif kind and kind.startswith("pair"):
                current = other = None
            elif kind == "me":
                current = SELF if not _possessive(piece, match.end()) else current
            else:
                current = other = kind
        if piece.strip():
            clauses.append(Clause(start, end, current, bool(_SHARED.search(piece))))
        start = end + 1
    return tuple(clauses)


def _partner(text: str) -> str:
    """Whoever is married to the caller, where both are named as a couple (俺两口子); else empty."""
    if not _OUR_COUPLE.search(text):
        return ""
    return next((name for name in named_in(text) if name in _PARTNERS), _PARTNERS[0])


def clause_at(clauses: tuple[Clause, ...], at: int) -> Clause | None:
    """The clause that a place lies in, the mark behind it included; None if there is none."""
    return next((c for c in clauses if c.start <= at < c.end + 1), None)


def persons_at(text: str, clauses: tuple[Clause, ...], at: int) -> tuple[str, ...]:
    """Of whom the words at a place are said: the one named last before it in its clause, all of them with 都.

    Nobody in particular in a clause that says 各 or 都 of people named before. Words that begin with somebody's name
    (爸退了) are of them.
    """
    clause = clause_at(clauses, at)
    if clause is None:
        return ()
    at = next((m.end() for m in _PERSON.finditer(text, clause.start, clause.end) if m.start() <= at < m.end()), at)
    named = named_in(text[clause.start : at])
    pair = next(iter(_PERSON.finditer(text[clause.start : at])), None)
    if pair is not None and len(named) == 2 and (pair.lastgroup or "").startswith("pair"):
        return named
    if _OUR_COUPLE.search(text, clause.start, at):
        return SELF, _partner(text)
    us = _WE_TWO.search(text, clause.start, at)
    if us is not None and not named_in(text[us.end() : at]) and not _PRONOUN.search(text, us.end(), at):
        return ()
    last = max(_PERSON.finditer(text[clause.start : at]), key=lambda m: m.start(), default=None)
    if last is not None and last.lastgroup == "pronoun" and clause.person:
        return (clause.person,)
    together = max((m.end() for m in _TOGETHER.finditer(text, clause.start, at)), default=None)
    if len(named) > 1 and together is not None:
        return _alone_in(text[together:at]) or named
    if len(named) > 1 and (joined := _joined_before(text[clause.start : at])):
        return joined
    return named[-1:] or ((clause.person,) if clause.person and not clause.shared else ())


def owner_behind(text: str, end: int) -> str | None:
    """Whose an amount is that ends at a place, if that is told behind it (三千一是我妹的)."""
    leads = _IS_OF.match(text, end)
    owner = _PERSON.match(text, leads.end()) if leads else None
    if owner is None or not text.startswith(("的", "嘅"), owner.end()) or (owner.lastgroup or "").startswith("pair"):
        return None
    return None if owner.lastgroup == "pronoun" else SELF if owner.lastgroup == "me" else _key(owner)


def is_shared(text: str, clauses: tuple[Clause, ...], at: int) -> bool:
    """Whether what stands at a place is of several people alike: 都 or 各 is said, and nobody alone named behind it.

    So not the second amount in 我俩都生了我花三千她花两千.
    """
    clause = clause_at(clauses, at)
    if clause is None or not clause.shared:
        return False
    since = max((m.end() for m in _SHARED.finditer(text, clause.start, at)), default=clause.start)
    piece = text[since:at]
    told_of = max(_PERSON.finditer(piece), key=lambda m: m.start(), default=None)
    return not _alone_in(piece) and not (told_of and told_of.lastgroup == "pronoun")


def _alone_in(piece: str) -> tuple[str, ...]:
    """Whom a piece names last, if that is somebody alone; empty where it names nobody, two together, or us all."""
    piece = _OF_US.sub("", piece)
    last = [m for m in _PERSON.finditer(piece) if m.lastgroup != "me" or not _possessive(piece, m.end())][-2:]
    joined = len(last) > 1 and _AND.fullmatch(piece, last[0].end(), last[1].start())
    return () if joined else named_in(piece)[-1:]


def _joined_before(piece: str) -> tuple[str, ...]:
    """The two that a piece ends with, named as a pair of one's own making (老公同我仔); empty if it doesn't."""
    matches = [m for m in _PERSON.finditer(piece)
               if m.lastgroup != "me" or not _possessive(piece, m.end())]
    if len(matches) < 2 or not _AND.fullmatch(piece, matches[-2].end(), matches[-1].start()):
        return ()
    if not _TITLE.fullmatch(piece, matches[-1].end()):
        return ()
    return named_in(piece[matches[-2].start() :])


def people_in(text: str) -> int:
    """How many different people a text names, the caller too if it says 我 of them alone."""
    couple = 2 if COUPLES.search(text) else 0
    return max(len(named_in(text)), couple)


def named_in(piece: str) -> tuple[str, ...]:
    """The different people a text names, in their order, the caller too if it says 我 of them alone."""
    found: dict[str, None] = {}
    for match in _PERSON.finditer(piece):
        kind = _key(match)
        if kind == "me" and not _possessive(piece, match.end()):
            found[SELF] = None
        elif kind and kind.startswith("pair"):
            found |= dict.fromkeys(_PAIRS[int(kind.removeprefix("pair"))][0])
        elif kind not in ("me", "pronoun") and kind:
            found[kind] = None
    return tuple(found)


def without_people(text: str) -> str:
    """The text with a mark for each word that names people."""
    return _PERSON.sub("|", COUPLES.sub("|", text))


def _key(match: re.Match[str]) -> str:
    """The person that a match means; somebody called by a name is that name."""
    kind = match.lastgroup or ""
    return match.group() if kind == "named" else kind


def _possessive(piece: str, at: int) -> bool:
    """Whether the 我 that ends at `at` belongs to a kinship word behind it (我公公)."""
    match = _PERSON.search(piece, at)
    near = match and (match.start() == at or piece[at : match.start()] in ("的", "个", "嘅"))
    return bool(match and near and match.lastgroup not in ("me", "pronoun"))


def words_for(person: str, text: str) -> str:
    """The caller's own word for a person (爸, 太太, 她 of who is named by nothing else), empty if it doesn't fall."""
    if _PRONOUN.fullmatch(person):
        return person
    for match in _PERSON.finditer(text):
        if _key(match) == person:
            return match.group().removeprefix("我").removeprefix("俺")
    return _SPOUSE if _partner(text) == person == _PARTNERS[0] else ""


# What speech recognition and input methods write for 三胞胎.
_BIRTHS_MISHEARD = re.compile(
    r"(?P<number>[双两二三四五])(?:[胞包宝保抱饱苞孢][胎台抬苔态泰]|胞(?=[^,.;?!]{0,4}(?:顺|剖|难|津贴)))"
)
_BIRTH_NUMBERS = {"双": 2, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


_BORN = re.compile(
    r"(?:一胎|一次|一回|一下子?|一气儿?)[^,.?!;]{0,2}?(?:生|怀|得|养)[了咗下出得]?"
    r"(?P<number>俩|两个|仨|三个|四个|2个|3个|4个)"
)
_NOT_BORN = re.compile(r"(?:不是|不系|唔系|冇讲|没说是?|不算)$")
_BORN_NUMBERS = {"俩": 2, "两个": 2, "2个": 2, "仨": 3, "三个": 3, "3个": 3, "四个": 4, "4个": 4}


def births_told(text: str) -> tuple[Decimal, tuple[int, int]] | None:
    """How many children are born at once, if a word says so, and where it stands; what is denied doesn't count."""
    said = [(number, at.span()) for word, number in BIRTHS.items() for at in re.finditer(re.escape(word), text)]
    said += [(_BORN_NUMBERS[at["number"]], at.span()) for at in _BORN.finditer(text)]
    said += [(_BIRTH_NUMBERS[at["number"]], at.span()) for at in _BIRTHS_MISHEARD.finditer(text)]
    told = next(((number, span) for number, span in said if not _NOT_BORN.search(text[: span[0]])), None)
    return (Decimal(told[0]), told[1]) if told else None
