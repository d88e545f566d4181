"""The words for the members of a household: relatives, children, several at once, and how many they are."""

from __future__ import annotations

import re

from assistant.dialogue.hearing.people import SELF

_SPOUSE = "spouse"
# Words for two people at once, and who they are.
PAIRS: tuple[tuple[str, tuple[str, str]], ...] = (
    (r"(?:我们|俺们|咱们|咱|俺|我)(?:这)?(?:两口子|俩口子|两夫妻|两公婆|夫妻俩?|夫妇俩?|老两口|小两口|"
     r"俩(?!个?[孩娃儿女闺]))", (SELF, _SPOUSE)),
    (r"两口子|俩口子|两夫妻|两公婆|夫妻俩?|夫妇|小两口", (SELF, _SPOUSE)),
    (r"老两口", ("old man", "old woman")),
    (r"爸爸妈妈|老爸老妈|爸妈|爹妈|爹娘|父母", ("father", "mother")),
    (r"爷爷奶奶|阿爷阿嫲", ("grandfather", "grandmother")),
    (r"外公外婆|姥姥姥爷|姥爷姥姥|阿公阿婆", ("mother's father", "mother's mother")),
    (r"公公婆婆|公婆|家公家婆", ("father-in-law", "mother-in-law")),
    (r"岳父岳母|丈人丈母娘|外父外母", ("father-in-law", "mother-in-law")),
    (r"儿子(?:和|跟|、|同)?儿?媳妇?", ("grown son", "daughter-in-law")),
    (r"(?:女儿|闺女)(?:和|跟|、|同)?女婿", ("grown daughter", "son-in-law")),
)
GROWN: tuple[tuple[str, str], ...] = (
    (_SPOUSE, r"(?:孩子|娃)?(?:他|她|佢)[爸妈爹娘](?!爸|妈)"), ("grandfather", r"爷爷|阿爷"),
    ("grandmother", r"奶奶|嫲嫲|阿嫲"), ("mother's father", r"外公|姥爷"),
    ("mother's mother", r"外婆|姥姥|阿婆"), ("father-in-law", r"公公|岳父|老丈人|丈人|家公|外父|老爷(?!子)"),
    ("mother-in-law", r"婆婆|岳母|丈母娘|家婆|外母"), ("daughter-in-law", r"儿媳妇?"), ("son-in-law", r"女婿"),
    ("father", r"爸爸|老爸|阿爸|老豆|老父亲?|老爹|父亲|爸|爹"),
    ("mother", r"妈妈|老妈|阿妈|老母亲?|老娘|母亲|妈|(?<![姑新板大婆伴厨])娘(?![家胎])"),
    (_SPOUSE, r"老公|丈夫|先生(?!病)|爱人|对象|那口子|老头子|老伴儿?|老婆子?|媳妇儿?|太太|"
     r"内人|妻子"),
    ("elder brother", r"大哥|二哥|[我俺]哥哥?|哥哥|大佬"), ("elder sister", r"大姐|二姐|[我俺]姐姐?|姐姐|家姐"),
    ("sister-in-law", r"[大小](?:姑|姨)(?:子|姐)|妯娌|大嫂|嫂子|阿嫂|[堂表]嫂|[我俺]嫂|弟媳妇?|弟妹"),
    ("nephew's wife", r"侄媳妇?|外甥媳妇?|孙媳妇?"),
    ("brother-in-law", r"小叔子|大伯子|[大小]舅子|大舅哥|连襟|姐夫|妹夫"),
    ("cousin", r"[堂表][哥弟姐妹兄](?![夫嫂媳])"),
    ("younger brother", r"细佬|[我俺]弟弟?(?![媳妹])|弟弟"), ("younger sister", r"[我俺]妹妹?(?!夫)|妹妹|细妹"),
    ("uncle", r"叔叔|我叔|俺叔|大伯|伯伯|舅舅|[我俺]舅|姑父|姨父"),
    ("aunt", r"婶婶|婶子|[我俺][婶姑姨](?!父|夫)|姑姑|姨妈|舅妈|伯母"),
)
ELDERS = frozenset((
    "old man", "old woman", "father", "mother", "grandfather", "grandmother", "mother's father", "mother's mother",
    "father-in-law", "mother-in-law", "老人", "老人家",
))
_SCHOOLS = "幼儿园|小学|初中|高中|中专|大专|大学"
# Some people by their number, and nothing behind it that it could be of.
_COUNTED = (
    r"(?:有|是)?(?:[一两二三四五六七八九十百]{1,4}|\d{1,5})(?:个|名|位|人|口)人?(?:[,.;?!和跟、]|$|一共|总共|合计|加起来)"
)
_YOUNG = (
    r"(?<=[个埋和同跟、])孙(?![子女仔媳辈儿])|侄子|侄女|侄儿|侄仔|外甥女?|丫头|妮子|婴儿|[Bb]女|(?<![子妇儿孙])女(?![儿婿人性士孩生方])|外孙女|外孙子?|孙子|孙女|孙仔|"
    r"儿子|女儿|儿女|子女|闺女|囡|小孩子?|孩子|孩儿|小子|娃娃|娃|细路|崽|宝宝|小朋友|学生娃|大学生|大专生|小学生|中学生|初中生|高中生|学生|仔女|仔|[Bb]{2}|"
    rf"(?:上|读|念)(?:{_SCHOOLS})的(?=[,.;?!和跟、]|$)|"
    rf"(?:上学|念书|读书|返学|在校|学校里?|在读|(?:没|未)(?:成年|满(?:18|十八)岁?)|不(?:到|满)(?:18|十八)岁?)的?(?={_COUNTED})|"
    rf"(?<=[个名位俩仨])(?:还在|在|还)?(?:上学|念书|读书|返学|没成年|未成年)的(?=[,.;?!和跟、]|$|一共|总共|合计)"
)
STEM = {
    "丫头": "女儿", "妮子": "女儿", "女": "女儿", "侄儿": "侄子", "侄仔": "侄子",
    "孙": "孙子", "外孙女": "孙女", "外孙子": "孙子", "外孙": "孙子", "孙仔": "孙子",
    "闺女": "女儿", "囡": "女儿",
}
SPECIFIC = ("儿子", "女儿", "孙子", "孙女", "侄子", "侄女", "外甥", "外甥女", "婴儿")
_SIBLINGS = (
    r"(?:(?P<own>我们|俺们|咱们|咱|俺|我)?(?:兄弟姐妹|兄弟|姐弟|姐妹|姊妹|兄妹|弟兄|姐|哥)|(?<=[同和跟加连])(?P<us>我们|俺们|咱们))"
    r"(?P<siblings>俩|仨|两个|三个|四个|五个)(?!孩|娃|小|大人|老人|儿|女|月|年)人?"
)
BARE = {"两": 2, "俩": 2, "二": 2, "仨": 3, "三": 3, "四": 4}
COUNTED = {"俩": 2, "两个": 2, "仨": 3, "三个": 3, "四个": 4, "五个": 5}
TOKEN = re.compile(
    "|".join([*(f"(?P<pair{n}>{words})" for n, (words, _) in enumerate(PAIRS)), _SIBLINGS,
              *(f"(?P<grown{n}>{words})" for n, (_, words) in enumerate(GROWN)),
              f"(?P<young>(?P<elder>[大小二细](?=儿子|女儿|闺女|囡|孙|外孙|仔(?!女)|女(?![儿婿人性士孩生方])))?(?:{_YOUNG}))",
              r"(?P<each>(?:[大小]的|老[大二三四])(?=[^,.;?!]{0,3}(?:才|刚|月大)|[^,.;?!]{0,8}(?:岁|学(?!费)|读|念|幼儿|高中|初中|中专|大专)))",
              rf"(?P<another>(?<![各每])(?:另外?)?一个(?=(?:刚|才|还|正|是)?(?:在(?:外[头地面边]|[^,.?!;]{1,3})?)?(?:上|读|念)(?:着|了)?(?:{_SCHOOLS})(?!的)))",
              r"(?P<twins>(?:双胞胎|龙凤胎)(?:的)?(?:[俩两]个?)?(?:女儿|儿子|闺女|孩子|娃)?)",
              r"(?P<both>一儿一女|一子一女|一男一女)",
              r"(?P<crowd>大人|成年人|成人|老人家?)", r"(?P<me>(?:我|俺)(?:自己|本人)?|本人)"])
)
# Words for grown-ups by their number, and those of them that mean the old ones.
CROWD = frozenset(("大人", "成年人", "成人", "老人", "老人家"))
OLD_ONES = frozenset(("老人", "老人家"))
# Who may be a student without being called a child, and what tells that.
SIBLINGS_WHO_STUDY = frozenset((SELF, "younger brother", "younger sister", "elder brother", "elder sister",
                                "cousin"))
STUDIES = re.compile(
    r"(?:自己)?(?:今年|现在|也|都|还|在|正|,)*(?:在[^,.;?!]{1,5}?(?=上|读|念))?(?:(?:上|读|念)(?:着)?(?:大学|大专|高中|初中|小学|中专|书|学|研)|大[一二三四](?![个人])|"
    r"(?:大学|高中|初中|小学)(?=[,.;?!]|$)|"
    r"(?:是|系|在校|在读|全日制|普通|本科|高校|的|一?[个名])*+(?:大学生|大专生|高中生|初中生|中专生|学生))"
)
# Who is said to be under age is no grown-up either (弟弟十四岁).
UNDER_AGE = re.compile(
    r"(?:今年|现在|刚刚?|才|只有|得|满|过了|大概|,)*(?:(?<!\d)(?:1[0-7]|[1-9])|十[一二三四五六七]?|(?<!十)[一二三四五六七八九])(?:周?岁|嵗)(?!以上)"
)
# The same right before the word for somebody (读大学的妹妹).
STUDYING = re.compile(rf"(?:上|读|念)(?:着)?(?:{_SCHOOLS}|书)的$")
# Who is of age and doesn't study; a child or student who is one no longer, and before it that this isn't so yet.
IDLE = (
    r"(?<![\d十])(?:1[89]|2\d|3\d|十[八九]|[二三]十[一二三四五六七八九]?)(?:周?岁)?(?:了|啦|咯|多)?,?[^,.?!;\d]{0,4}?"
    r"(?:没|不|未|唔|冇)(?:有|再|去|得)?(?:念|读|上|考上?)(?:过|着|成)?(?:大学|大专|书|学)(?:了)?"
)
NO_LONGER_YOUNG = re.compile(
    rf"{IDLE}|"
    r"(?:上|返)(?:了|起|开)?(?:班|工)了|(?:参加|有|出来|开始)工作|工作了|打工了|毕[了咗]?业(?!证|班|典礼|生|论文)|就业了|进(?:了|咗)?(?:厂|单位|公司)|"
    r"出来做嘢|待业|成年了|(?:满|过|够)(?:了|咗)?(?:18|十八)|(?<![未没])成(?:了)?年了|长大(?:了|成人)|退学|不(?:读|念|上)(?:书|学)了|"
    r"(?:没|冇|无)(?:再)?(?:考上|考取|上成)(?:大学|大专|学)?|(?<![还都])(?:没|冇|无)(?:再|有)?(?:念|读|上)(?:大学|大专|成学)|(?:唔|没|冇)(?:再)?(?:读|念)书[了啦]|(?:辍|休)学了|"
    r"(?:不|唔|冇)(?:再)?(?:算|是|系|能算|能按|按|当)(?:个|作|成)?(?:娃|孩子|小孩|学生|未成年|细路|崽|儿童)"
)
# The age of who is of age, told as reached (十九了, 都二十岁了).
OF_AGE = re.compile(
    r"(?<![\d一二三四五六七八九十])(?:1[89]|[23]\d|十[八九]|[二三]十[一二三四五六七八九]?)(?:周?岁(?:多|半)?(?:[了啦喽咯]|(?=[,.?!;]|$))|[了啦喽咯](?=[,.?!;]|$))")
NOT_YET = re.compile(r"(?:没|未|还没|还不|不到|等|快|快要|马上|将来|以后)[^,.?!;]{0,3}$")
# What a slip is mended to by its sound (对相, 西妇).
SPOKEN = frozenset((
    "对象", "媳妇", "爱人", "老伴", "老公", "老婆", "太太", "丈夫", "妻子", "闺女", "女儿", "儿子",
    "孙子", "孙女", "外孙", "外甥", "婆婆", "公公", "岳父", "岳母", "丈人", "爷爷", "奶奶", "姥姥",
    "姥爷", "外公", "外婆", "弟弟", "妹妹", "哥哥", "姐姐", "嫂子", "女婿", "儿媳", "父母", "爸妈",
    "孩子", "父亲", "母亲",
))
