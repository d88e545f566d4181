"""How the words around a place's name tell what the place is to the caller: insured there, of there, asked of, gone to.

Knows no names of places and nothing of which of them the knowledge covers.
"""

from __future__ import annotations

import re

# How surely a place's rules are meant: somebody is insured there, is of there, names it, or only goes there.
INSURED, OF_THERE, NAMED, GONE_TO = 3, 2, 1, -1

# So many characters behind a place's name 她那边 still means it.
FAR = 24
# So many characters before a place's name tell what it is.
_BEFORE, _BEHIND = 12, 12

_GOING = re.compile(
    r"(?:去|到|往|来|赴|回|飞|跑到?|走去|过|转到?|转去|转往|转上|上|在|住|从|离|喺|送到?|于|调到?|派到?|嫁到?|搬到?|留在|于)$"
)
# Visiting somebody in the place named next (上女儿家烟台).
_VISITING = re.compile(r"(?:去|到|上|在|住|来)(?:我|俺)?[^,.?!;去到上在住来]{1,5}家(?:里)?(?:在)?$")
# Living with somebody in the place named next (跟着女儿在烟台, 投奔儿子去了烟台).
_LIVING_WITH = re.compile(r"(?:跟着?|随着?|陪着?|投奔|投靠|帮)[^,.?!;在去到住]{1,5}(?:在|喺|住在?|去了?|到了?)$")
_CARE = (
    r"住院|住[的了过咗]院|看病|看门诊|看医生|治|急诊|医院|专家|名医|突然|发病|生病|摔|做手术|手术|开药|买药|就医|就诊|医病|临时|"
    r"的医院|的大医院|的三甲|大医院|药店|药房"
)
_THERE = re.compile(
    rf"^(?:市|省|县|那边|那儿|那里|边|这边)?(?:的)?(?:老家|乡下|娘家|婆家)?(?:的)?(?:去)?(?:大)?(?:{_CARE}|旅游|出差|打工|上班|工作|上学|读书|读大学|念书|探|玩|生活|"
    r"居住|定居|养老|安置|就业|帮忙|带孙|务工|做工|仔|女儿|儿子|孩子|"
    r"(?:一[家个间])?(?:的)?(?:工厂|厂子?|工地|公司|店|饭店|餐馆|学校|大学)(?:里|上)?(?:面|头)?(?:打|上班|做|干|读|念|当|拧|开车|跑|帮|搬))"
)
_CARED_FOR = re.compile(
    rf"^(?:市|省|县|那边|那儿|那里)?(?:的)?(?:老家|乡下|娘家|婆家|家里)?(?:的)?(?:大)?(?:{_CARE}|养老|安置|定居)")
# What somebody does for others in the place (给姑娘看孩子, 帮手凑仔).
_HELPING_OUT = re.compile(
    r"^(?:市|省)?(?:那边|那儿|那里)?(?:给|帮|替|照顾|照看|伺候|陪|带|凑|跟着?|和|同)[^,.?!;]{0,6}(?:带|看|凑|照看|娃|孩子|孙|读|住|过)"
)
# At somebody's home in the place.
_AT_HOME = re.compile(
    r"^(?:我|俺|他|她|佢|咱)?(?:的)?(?:姑娘|闺女|儿子|女儿|儿|女|姐姐?|妹妹?|哥哥?|弟弟?|姑姑?|姨妈?|舅舅?|叔叔?|亲戚|朋友|同学|老丈人|丈母娘|婆婆|娘)家"
)
_ENROLLED = re.compile(
    r"^(?:市|县)?(?:那边|那儿|那里|这边|本地|当地)?(?:[今明去前]年|现在|20\d\d年)?(?:的)?(?:参保|参加|入的|交的|买的|医保|职工|居民|"
    r"低保|特困|退休|社保|户口|户籍|人(?!民)|城乡|政策|标准|规定|报销|缴费|灵活就业|新农合|生育|大病)"
)
# What a place's name leads when nothing comes before it: that place's own rules are asked for.
_RULES = re.compile(
    r"^(?:市|县)?(?:那边|那儿|那里)?的?(?:普通)?(?:门诊(?!看)|慢特?病|慢性病|特殊病|起付|门槛费|封顶|共济|个人账户|保费|医疗救助|低保|待遇|长护|[一二高低]档|(?:每年|一年)?[交缴]多少)"
)
# What else is asked of such a place, but for whom or where one goes to there.
_ITS_OWN = re.compile(
    r"^(?:市|县|区)?(?:那边|那儿|那里)?的(?!(?:大|三甲|专科|那家|一家|人民|省立|中)?(?:医院|医生|专家|大夫|儿子|女儿|闺女|孩子|朋友|亲戚|人|发票|票|单|药|病|"
    r"住院|诊所|工作|公司|厂|单位|户口|老家|号|卡|医保卡|社保卡))"
)
_ASKING_FOR = (
    r"请问|想问|想知道?|知道|晓得|打听|告诉我?|话我知|讲讲?|说说?|问问?|看看|查查?|了解|到底|究竟|帮我?|麻烦你?|顺便|"
    r"我|他|她|佢|你|您|就|也|想|要|下|一下|给|那|咁|噉|但|不过|再|还|请|可以|能不能|隔壁|邻居|旁边|人家|听说"
)
_CLAUSE_BEGINS = re.compile(r"(?:^|[,.?!;:，。 ]|请问|那|问下|问|知道|告诉我|讲讲|说说|打听下?|了解下?)$")
_LEAD = re.compile(rf"(?:{_ASKING_FOR})*+")
# What is a place's own to fix: premiums, shares, thresholds.
_FIXED_THERE = re.compile(
    r"[交缴收入划](?!院)|起付|门槛|封顶|限额|报销?(?![备案])|比例|[几多]成|待遇|标准|补贴|补助|津贴|个账|保费|目标|诊疗费|价|(?:几|多少|好多)(?:块?钱|元|块|蚊)|给(?:多少|几)"
)
_PREMIUM = re.compile(r"[交缴收](?:多少|几)|保费|一个人[要交缴]?|一年[要交缴]|[交缴]费标准")
_ASKED = re.compile(r"多少|几|什么|哪|怎|吗|能不能|有没有|好多|是不是|呢")
_BARELY_ASKED = re.compile(
    r"^(?:市|县)?(?:那边|那儿|那里)?(?:的)?(?:又)?(?:是|要|系)?(?:多少|几多?|好多)(?:钱)?(?:[?呢啊呀]|$)"
)
# The same is supposed of a place (广州也是这个数吗, 广州呢).
_ALSO_SO = re.compile(
    r"^(?:市|县)?(?:那边|那儿|那里|的)?(?:是不是)?(?:也|都)?(?:是|系|要|报|交)?(?:不是|唔系)?"
    r"(?:(?:这|那)个?(?:数|标准|比例|规定|价)|这样|一样|这么多|呢)[^,.?!;]{0,6}(?:[?.!,;]|$)"
)
_ALSO_THERE = re.compile(
    r"^(?:市|县)?(?:那边|那儿|那里)?(?:是不是)?(?:也|都|同样)(?:就?是|系|要|报|交|收|给|扣|划)[^,.?!;]{1,12}(?:吗|么|嘛|不|呢|没)$"
)
# Whose insurance in a place is said to be valid still, which asks nothing of that place (佛山职工医保还没停).
_STILL_VALID = re.compile(
    r"^(?:市|县|区)?(?:那边|那里|那头|嗰边|嗰度|这边)?(?:的|嘅)?(?:那|嗰|一)?(?:份|个)?(?:城乡)?(?:在职)?(?:职工|居民|灵活就业)?"
    r"(?:基本)?(?:医保|社保|医疗保险|保险|参保)?(?:关系|状态|记录|账户)?[^\w?]{0,2}(?:我|俺|佢|他|她)?(?:现在|目前|而家|一直)?"
    r"(?:仍然?|还|依然|仲|一直|尚|都|是|系|显示|处于|在(?!保))*+"
    r"(?:[没未冇][^,.?!;]{0,3}(?:停|断|退|取消|中止|注销)|有效|正常|在保|生效|挂着|(?:在|紧)?[交缴供参][着紧]?(?=[,.;]|$|着|紧)|(?:在|着)?[交缴参](?:费|保)(?:中|状态))"
)
# Where somebody's household register or insurance is.
_REGISTERED = re.compile(r"(?:户口|户籍|医保|社保|保险|参保)(?:关系)?(?:就|都|还|仲|一直|是|系)?(?:在|喺|落在|放在)$")
# Nothing is asked but whether it is so there, too.
_THE_SAME = re.compile(r"(?:是|系|也|都)(?:这|那)个?(?:数|标准|比例|规定|价)|(?:这样|一样|这么多|呢)[吗呀啊不?]*$")
_INSURED_AT = re.compile(r"(?:医保|社保|参保|保险|医疗保险)(?:关系|账户)?(?:是|系|都|就|还|也|买|交|放)?(?:在|喺|于)$")
# Whose insurance is called that of a place (医保是烟台的), bought (参的烟台职工医保) or moved there (医保转到烟台了).
_INSURED_BY = re.compile(r"(?:医保|社保|参保地?|保险)(?:关系)?(?:就|都|还)?(?:是|系|归|属于?)$")
_JOINED = re.compile(r"(?:参[的了着咗]|[交缴买入上][的着了紧咗])$")
_MOVED_INSURANCE = re.compile(r"(?:医保|社保)(?:关系)?(?:也|都|已经|早就|刚)*(?:转|迁|落|办)(?:到|过来|过去|回|来)+$")
_ITS_INSURANCE = re.compile(r"^(?:市|县|区)?(?:的|嘅)?(?:城乡)?(?:职工|居民|医保|社保|医疗保险|新农合)")
_OF_IT_OR_END = re.compile(r"^(?:市|县|区)?(?:那边)?(?:的|嘅|了|咗|啦)?(?:[,.?!;]|$)")
# Whose insurance is in a place that he is said to be at (在烟台参的保, 在济南交着社保).
_INSURED_THERE = re.compile(
    r"^(?:市|县|区)?(?:那边|那儿|那里|嗰边)?(?:单位|公司|厂里)?(?:参[的着了咗]?保|[参上入交缴买办](?:的|着|了|咗|紧)?(?:医保|社保|医疗保险|保险|保))"
)
# Somebody who is insured there (我是烟台参保的, 俺妈烟台的医保).
_SOMEBODY = re.compile(
    r"(?:[我俺咱他她佢爸妈爷奶公婆叔伯姨姑舅哥弟姐妹儿女仔娘伴媳妇]|对象|朋友|同学|同事)(?:是|系|的)?$"
)
_INSURED_OF_THERE = re.compile(
    r"^(?:市|县|区)?(?:的|嘅)?(?:在职|退休)?(?:城乡)?(?:职工|居民)?(?:医保|社保|参保|参的保)(?:的|嘅|人员?|退休|职工)*[,.]"
)
# It was so once, and isn't any more (以前在烟台参保).
_ONCE = re.compile(r"(?:以前|之前|原来|原先|早前|曾经|过去|旧时|前几年|[去前]年)[^,.?!;]{0,6}$")
_NOT_ENDED = re.compile(r"[没未冇][^,.?!;]{0,4}(?:停|断|退|取消|中止|办|注销)|还在[参交缴]")
_PAID_AT_WORK = re.compile(
    r"^(?:市|县|区)?(?:那边)?(?:上班|打工|工作|做工|务工|就业)[^,.?!;\d]{0,4},?(?:单位|公司|厂里?|老板)(?:给|帮|替|都|有)?[我俺他她佢]?[交买参上供缴]"
)
_ENDED = re.compile(
    r"^(?:市|县)?(?:那边)?(?:的)?(?:职工|居民)?(?:医保|社保|参保)[^,.?!;没未冇]{0,4}(?:停|断|退|注销|中止)(?:了|咗|掉)"
)
_FROM_THERE = re.compile(r"^(?:市|县|区)?(?:人(?!民)|(?:的|这边|这边的)?[,.])")
# A card of another city that is to be used here (广州的医保卡在江门能刷吗).
_CARD = re.compile(
    r"^(?:市|县)?(?:那边|嗰边)?(?:的|嘅)?(?:医保|社保|医疗)?(?:电子)?(?:卡|码|凭证|余额|个人账户|个账|账户)[^,.?!;]{0,6}[,.]?"
    r"[^,.?!;]{0,12}(?:在|喺|来|到|拿来|嚟)$"
)
# Where somebody from elsewhere works or lives now (我是香港人,在江门上班).
_NOW_AT = re.compile(r"(?:在|喺|来|到)$")
_LIVES = re.compile(
    r"^(?:市|县|区)?(?:这边|呢边|这里|呢度)?"
    r"(?:上班|返工|打工|工作|做工|做嘢|就业|务工|做生意|开店|开厂|住(?!院)|居住|定居|生活|退休)"
)
# Where somebody stays, and that alone (人在烟台, 现在住烟台).
_STAYS = re.compile(r"(?:人|现在|目前|平时|常年|长期|一直)(?:就|都|住)?(?:在|喺|住)$")
_OTHERS_THERE = re.compile(
    r"^(?:市|县)?[,.。 ]?(?:她|他|佢|人家|俺姐"
    r"|(?:那边|那里|那儿)(?!的?(?:大|三甲)?(?:医院|药店|药房|诊所|门诊看|看|配药|买药|住院)))"
)
_QUALIFIED = re.compile(r"(?:想问|就问|问的是|说的是|换|改成|改为|我是|我系|俺是|要问|问下|问问|问一下|查)$")
# Where somebody came from (安徽来打工的, 湖南嫁过来的): the question is for where he is now.
_CAME_FROM = re.compile(
    r"^(?:省|市|县|区)?(?:那边|嗰边)?(?:过)?(?:来|嫁|搬|迁|调|嚟)(?:到|来|过来|进来|咗)?(?:这|这边|这里|呢度|打工|务工|做工|上班|做|读|念|住|开|当|带|摆|的|嘅|$|,)"
)
# Somebody's place that was named before, which is what is asked about (嫁到济南了,她那边报几成).
_THERE_ASKED = re.compile(
    r"(?:(?:她|他|佢|人家)(?:们|哋)?(?:那|嗰)(?:边|里|儿|头|度)|(?<![在喺])当地)的?(?!(?:大|三甲)?(?:医院|药店|诊所))"
    r"(?![^,.?!;]{0,3}(?:医院|看病|住院|住))[^,.?!;]*(?:,(?![^,.?!;]*(?:[我俺咱回您你]|这边|本地|当地))[^,.?!;]{0,14})?"
    r"(?:多少|几|吗|什么|怎|哪|能不能|有没有|好多)"
)
# A place that is only called "there", where somebody else works or learns, of which a sum or share is asked.
_ONLY_THERE = re.compile(
    r"(?:那|嗰)(?:边|里|儿|头|度)(?!的?(?:大|三甲)?(?:医院|药店|诊所|看))[^,.?!;]*(?:多少|几|好多)"
)
# The same is supposed of it, or only asked how it is there (她那边呢, 佢嗰度系咪一样).
_ALSO_ASKED_THERE = re.compile(
    r"(?:她|他|佢|人家)(?:们|哋)?(?:那|嗰)(?:边|里|儿|头|度)(?:的)?(?:是不是|会不会|是否)?(?:也|都|跟|同|和|呢)?(?:这边|我们|这里|咱)?"
    r"[^,.?!;]{0,4}(?:呢|一样|同样|相同|这个数|这么多)[吗么呀啊吧]*[?.!]*$"
)
# Somebody lives or is insured in another place than the caller's, and it isn't said in which (搬去外省了).
_OTHER_PLACE = (
    r"(?:外[地省市县面]|别的?(?:城市|市|地方|地|省|县|处|度|座城)|其[他它余](?:的)?(?:城市|市|地方|省|县)|"
    r"另外?(?:一个?|个|一座)?(?:城市|市|地方|省|县)|隔壁(?:的)?(?:城市|市|县|省)?|邻[市县省])"
)
_SETTLED_ELSEWHERE = re.compile(
    rf"(?:嫁|搬|调|派|迁|落户|安家|定居|分)[^,.?!;\d]{{0,3}}{_OTHER_PLACE}|"
    rf"(?:在|喺|去|到|住)(?:了|咗)?{_OTHER_PLACE}[^,.?!;\d看医治病]{{0,4}}(?:上班|返工|工作|打工|做工|做嘢|就业|落户|安家|定居|成家|结婚|参保|[交买参]|过日子)|"
    rf"(?:人|家|户口|医保|社保)(?:就|都|也)?(?:在|喺|安在){_OTHER_PLACE}(?=[,.?!;了啊呀呢]|$)|"
    r"(?:不|唔|没|冇)(?:是|系)?(?:在|喺)[^,.?!;\d]{1,6}(?:参的?保|[交买参](?:的)?(?:医保|社保|保))"
)
# What somebody does in a place that he is said to be in, so that nothing else is told of him.
_LIVES_THERE = re.compile(
    r"[,.]?(?:市|省|县|区)?(?:那边|那儿|那里|嗰边|嗰度|去|来|咗|了|落户|安家|定居|成家|结婚|上班|返工|工作|打工|做工|做嘢|就业|务工|做生意|开店|教书|当兵|"
    r"过日子|住|生活|好多年|几年|多年|一直|的|嘅|呢|啊|呀|咧|那头|参保|交医保|买社保)*"
)
# Of care away from home the caller's own place decides.
_OFF_SITE = re.compile(r"直接|联网|备案|转诊|异地|回来报|手工|垫|刷")
_EARNS_OR_LEARNS = re.compile(
    r"^(?:市|县|区)?(?:那边)?(?:的)?(?:打工|上班|工作|上学|读书|读大学|念书|念大学|做工|做嘢|务工|就业|"
    r"(?:一[家个间])?(?:工厂|厂子?|工地|公司|店|饭店|餐馆|学校|大学))"
)
_THIRD = re.compile(
    r"[他她佢爸妈爷奶公婆叔伯姨姑舅哥弟姐妹儿女仔嫂侄甥孙娘]|同学|同事|朋友|亲戚|对象|邻居|工友|人家|媳妇|老伴|爱人|妻子?|丈夫|太太|先生|老表|老乡|战友|亲家"
)
# Whoever married or was posted to a place is insured there.
_SETTLED_IN = re.compile(r"(?:嫁|调|派|迁|落户)[^,.?!;]{0,3}$")
_SUM = re.compile(r"多少|几|好多")
# A question for him, none for the caller, and nobody who is only left out or comes home for it.
_OF_HIM = re.compile(r"[他她佢](?!们|家)[^.?!;]{0,16}?(?:多少|几|好多)")
_OF_ME = re.compile(r"[我俺咱]")
_STAYS_OUT = re.compile(r"不算|除[了开]|剩|回来|回去|老家|这边|这里|本地|一起|一共")
_MINE = re.compile(r"[我俺咱]|换|改|说错|讲错|不对|应该")
_CLAUSE_END = re.compile(r"[,.?!;]")
# The caller's own place, set against another that was named (人家荣成交四百五,咱这边呢).
_HERE_ASKED = re.compile(
    r"(?<![跟和同与比])(?:咱|俺|我|你)(?:们|哋)?(?:这|呢)(?:边|里|儿|头|块|地方|个地方)?[^,.?!;]{0,14}(?:呢|多少|几|吗|什么|怎|哪|能不能|有没有|要不要|是不是)"
)
_HERE_NAMED = re.compile(r"(?:咱|俺|我|你)(?:们|哋)?(?:这|呢)(?:边|里|儿|头|块|地方|个地方)")
# Back to the caller himself (那我自己呢, 咁我哋呢).
_SELF_ASKED = re.compile(r"^(?:那|咁|噉|那么)?,?(?:[我俺咱](?:自己|本人|们|哋)?)(?:自己)?(?:呢|咧|哩)[?.!]?$")
# What is asked of joining, moving or settling here is this place's, wherever somebody is insured.
_JOINED_HERE = re.compile(
    r"转(?:移|过|回|入|到|来|进)|接续|重复|[先要该]停|停[了掉咗]?(?:没|吗|才|再)|中止|同时|两边|"
    r"(?:先|再|直接|能|可以|可不可以|能不能|想|要|就能|申请|办理?|还)[^,.?!;]{0,8}(?<!医)(?<!医保)参(?!的)|"
    r"(?:能|可以|想|想要|要|再)[^,.?!;]{0,4}(?:买|入|上)[^,.?!;]{0,6}(?:医保|居民|职工)"
)
_SETTLED_HERE = re.compile(r"联网|直接结算|刷卡|刷医保|能刷|能用|用[不得]|用得|用唔用|用不用")
# Somebody of another place, by his insurance, household register or birth (烟台人, 烟台户口, 烟台参保的人).
_OUTSIDER = re.compile(
    r"^(?:省|市|县)?(?:那边)?(?:的|嘅)?(?:人(?!民)|户口|户籍|籍|参保(?:的|嘅|人)|医保的人|老家|"
    r"(?:职工|居民)(?:医保)?(?:的人)?(?=在|来|到|过来|喺))"
)
_BENEFIT = re.compile(
    r"报(?:销|到|得|了)?(?:多少|几|百分|好多)|能报多少|几成|比例|起付|门槛|封顶|限额|给(?:多少|几)|津贴|待遇|划多少|百分之几"
)
# Two places held against each other (广州和江门一样吗, 江门贵定广州贵).
_COMPARED = re.compile(
    r"一样|相同|同样|差不多|一致|有(?:什么)?(?:区别|不同|差别)|哪个|哪边|边个|边度|谁|[贵高低多少好平](?:定|还是|定系)|差(?:多少|几)|"
    r"比.{1,12}(?:高|低|多|少|贵|便宜|平)[^,.?!;]{0,3}(?:吗|几|多少|呢|不)"
)
# The capital stands for the office there (北京那边怎么评价).
_OFFICE_SAYS = re.compile(
    r"^(?:那边|那头|方面|上面|上头|总局|部里|来的?(?:领导|人|检查组))?(?:的)?(?:后来|最后|当时|给|是|对|有)?[^,.?!;住看报]{0,12}?"
    r"(?:怎么(?:讲|说|看(?!病|医|门诊)|评)|咋(?:说|讲|看(?!病|医|门诊)|评)|点(?:讲|睇|评)|评价|肯定|表扬|认可|点赞|满意|表态|批示|态度|反应|夸)"
)


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends in which a place is named."""
    begin = max((m.end() for m in _CLAUSE_END.finditer(text, 0, start)), default=0)
    bound = _CLAUSE_END.search(text, end)
    return begin, bound.start() if bound else len(text)


def role_of(text: str, start: int, end: int) -> int:
    """What a place is to whom the utterance is about: INSURED there, OF_THERE, NAMED, or GONE_TO."""
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    if is_insured(before, after):
        return NAMED if _ONCE.search(before) and not _NOT_ENDED.search(text) else INSURED
    if _ENROLLED.match(after) and not re.match(r"^人民医院", after):
        return OF_THERE
    if _VISITING.search(before) or _LIVING_WITH.search(before):
        return GONE_TO
    if _GOING.search(before) and (_AT_HOME.match(after) or _HELPING_OUT.match(after)):
        return GONE_TO
    others = _OTHERS_THERE.match(after) and not _OFF_SITE.search(text, end)
    if _QUALIFIED.search(before) or others:
        return OF_THERE
    if _CLAUSE_BEGINS.search(before) and (_RULES.match(after) or _ITS_OWN.match(after)):
        return OF_THERE
    if _GOING.search(before) and _THERE.match(after):
        return GONE_TO
    if re.search(r"(?:去|往|赴|飞|跑到?|走去|转到?|转去|转往|送到?)$", before):
        return GONE_TO
    return NAMED


def is_insured_at_work(text: str, start: int, end: int) -> bool:
    """Whether the employer in a place where somebody works pays for the insurance (在烟台上班,单位交的职工)."""
    before = text[max(0, start - _BEFORE) : start]
    return before.endswith(("在", "喺", "于")) and bool(_PAID_AT_WORK.match(text[end:]))


def is_insured(before: str, after: str) -> bool:
    """Whether somebody is said to be insured in a place, by the words before and behind its name."""
    if _INSURED_AT.search(before) or (before.endswith(("在", "喺", "于")) and _INSURED_THERE.match(after)):
        return True
    if (_INSURED_BY.search(before) or _MOVED_INSURANCE.search(before)) and _OF_IT_OR_END.match(after):
        return True
    if _JOINED.search(before) and _ITS_INSURANCE.match(after):
        return True
    return bool(_SOMEBODY.search(before) and _INSURED_OF_THERE.match(after))


def is_asked_of(text: str, start: int, end: int) -> bool:
    """Whether a clause that a place's name leads asks for what that place itself fixes (烟台学生一年交多少)."""
    begin, bound = clause_of(text, start, end)
    lead, rest = _LEAD.match(text, begin, start), text[end:bound]
    leads = (lead and lead.end() == start) or _CLAUSE_BEGINS.search(text[max(0, start - _BEFORE) : start])
    if not leads or _CARED_FOR.match(rest):
        return False
    if _BARELY_ASKED.match(rest) or (_ASKED.search(rest) and _FIXED_THERE.search(rest)):
        return True
    return bool(_ALSO_SO.match(text[end : end + _BEHIND]) or _ALSO_THERE.match(text[end:bound]))


def is_still_valid(text: str, end: int) -> bool:
    """Whether somebody's insurance in a place is only said to be valid still, and no sum is asked for."""
    found = _STILL_VALID.match(text[end:])
    if found is None or asks_benefit(text):
        return False
    rest = text[end + found.end() : clause_of(text, end, end + found.end())[1]]
    return not re.search(r"[吗么呢没]$|[?]|是不是|有没有", rest) and "是不是" not in found.group()


def is_registered(text: str, start: int) -> bool:
    """Whether somebody's household register or insurance is said to be in a place."""
    return bool(_REGISTERED.search(text[max(0, start - _BEFORE) : start]))


def supposes_the_same(text: str) -> bool:
    """Whether an utterance only asks whether it is so in another place, too."""
    return bool(_THE_SAME.search(text))


def is_premium(text: str, end: int) -> bool:
    """Whether what somebody pays in is asked of the place: that is never decided by where he goes from."""
    return bool(_PREMIUM.search(text, end, clause_of(text, end, end)[1]))


def is_cared_for(text: str, start: int, end: int) -> bool:
    """Whether somebody goes to a place for care, or stays there."""
    before = text[max(0, start - _BEFORE) : start]
    goes = _GOING.search(before) and (_CARED_FOR.match(text[end : end + _BEHIND]) or
                                      _HELPING_OUT.match(text[end : end + _BEHIND]))
    return bool(goes or _VISITING.search(before) or _LIVING_WITH.search(before))


def is_gone_to(text: str, start: int) -> bool:
    """Whether a place is one that somebody goes to or stays at."""
    before = text[max(0, start - _BEFORE) : start]
    return bool(_GOING.search(before) or _VISITING.search(before) or _LIVING_WITH.search(before))


def only_stays(text: str, start: int) -> bool:
    """Whether a place is only where somebody is at present (人在烟台)."""
    return bool(_STAYS.search(text[max(0, start - _BEFORE) : start]))


def works_or_lives(text: str, start: int, end: int) -> bool:
    """Whether somebody is said to work or live in a place."""
    return bool(_NOW_AT.search(text[max(0, start - 2) : start]) and _LIVES.match(text[end : end + 8]))


def came_from(text: str, end: int) -> bool:
    """Whether a place is only where somebody came from."""
    return bool(_CAME_FROM.match(text[end:]))


def is_native(text: str, end: int) -> bool:
    """Whether a place is only where somebody is of (烟台人, 烟台的)."""
    return bool(_FROM_THERE.match(text[end:]))


def is_card(text: str, end: int, start: int) -> bool:
    """Whether a card of the place that ends at `end` is to be used in the one that begins at `start`."""
    return bool(_CARD.match(text[end:start]))


def is_ended(text: str, end: int) -> bool:
    """Whether somebody's insurance in a place is said to have ended (烟台医保我停了)."""
    return bool(_ENDED.match(text[end:]))


def is_office(text: str, start: int, end: int) -> bool:
    """Whether a capital's name stands for the office there, of which it is asked what it says."""
    return not _GOING.search(text[max(0, start - _BEFORE) : start]) and bool(_OFFICE_SAYS.match(text[end:]))


def is_compared(text: str, start: int, end: int) -> bool:
    """Whether a place is held against another, or against what was told, in a question."""
    begin, bound = clause_of(text, start, end)
    return bool(_COMPARED.search(text, begin, bound))


def is_asked_of_there(text: str, start: int, end: int) -> bool:
    """Whether the question is for the place where somebody was just said to be."""
    asked = _THERE_ASKED.search(text, end)
    if asked is None:
        begin, _ = clause_of(text, start, end)
        settled = _EARNS_OR_LEARNS.match(text[end : end + _BEHIND]) or _SETTLED_IN.search(text, begin, start)
        others = _THIRD.search(text, begin, start) and settled
        asked = _ONLY_THERE.search(text, end) if others else None
    return asked is not None and asked.start() - end <= FAR and not _is_off_site(text, asked)


def is_own(text: str, start: int) -> bool:
    """Whether the caller says that a place is his own, or takes it for the one named before."""
    begin, _ = clause_of(text, start, start)
    return bool(_MINE.search(text, begin, start)) and not _THIRD.search(text, begin, start)


def somebodys_place(text: str, start: int) -> bool:
    """Whether somebody else than the caller is said to be in a place."""
    begin, _ = clause_of(text, start, start)
    return bool(_THIRD.search(text, begin, start))


def may_be_of_there(text: str, start: int, end: int) -> bool:
    """Whether a sum is asked for of somebody who works or learns in a place, and nothing says where he is insured."""
    begin, _ = clause_of(text, start, end)
    told = _THIRD.search(text, begin, start) and _EARNS_OR_LEARNS.match(text[end : end + _BEHIND])
    if not told or _OFF_SITE.search(text, end) or _STAYS_OUT.search(text, end):
        return False
    return bool(_OF_HIM.search(text, end)) and not _OF_ME.search(text, end)


def asks_there(text: str) -> bool:
    """Whether a sum is asked for of somebody's place that isn't named (她那边多少)."""
    asked = _THERE_ASKED.search(text)
    return asked is not None and not _is_off_site(text, asked) and bool(_SUM.search(asked.group()))


def asks_of_them(text: str) -> bool:
    """Whether a sum is asked for of somebody whose place was just told, or how it is there."""
    if _ALSO_ASKED_THERE.search(text):
        return True
    asked = _OF_HIM.search(text) and not (_OF_ME.search(text) or _STAYS_OUT.search(text) or _OFF_SITE.search(text))
    return bool(asked)


def is_elsewhere_unnamed(text: str) -> bool:
    """Whether somebody else is said to live or be insured in another place that isn't named."""
    found = _SETTLED_ELSEWHERE.search(text)
    return found is not None and bool(_THIRD.search(text, 0, found.end())) and not re.search(_CARE, text)


def only_tells_where(clause: str, name: str) -> bool:
    """Whether a clause tells nothing but that somebody else is in a place with this `name`; unnamed if empty."""
    if not name:
        return is_elsewhere_unnamed(clause)
    at = clause.find(name)
    settled = at > 0 and (_GOING.search(clause[:at]) or _SETTLED_IN.search(clause[:at]))
    return bool(settled and _THIRD.search(clause, 0, at) and _LIVES_THERE.fullmatch(clause, at + len(name)))


def here_asked(text: str) -> int | None:
    """Where the caller's own place is asked about at last; None if it isn't."""
    found = [m.start() for m in _HERE_ASKED.finditer(text)]
    myself = _SELF_ASKED.match(text)
    return found[-1] if found else 0 if myself else None


def asks_back_home(text: str) -> bool:
    """Whether it is asked again of the caller's own place, or of himself (那咱这边呢, 我自己呢)."""
    found = [m for m in _HERE_ASKED.finditer(text) if _HERE_NAMED.match(m.group())]
    return bool(found) or _SELF_ASKED.match(text) is not None


def asks_to_join(text: str) -> bool:
    """Whether joining or moving here is asked about, which this place decides for people of others, too."""
    return bool(_JOINED_HERE.search(text))


def asks_to_settle(text: str) -> bool:
    """Whether it is asked how care is settled, or a card used."""
    return bool(_SETTLED_HERE.search(text))


def is_outsider(text: str, end: int) -> bool:
    """Whether somebody is called one of a place (烟台人, 烟台户口)."""
    return bool(_OUTSIDER.match(text[end:]))


def asks_benefit(text: str) -> bool:
    """Whether a share, sum or threshold is asked for, which the place decides where somebody is insured."""
    return bool(_BENEFIT.search(text))


def _is_off_site(text: str, asked: re.Match[str]) -> bool:
    """Whether a clause asks how care away from home is settled."""
    return bool(_OFF_SITE.search(text, asked.start(), clause_of(text, asked.start(), asked.end())[1]))
