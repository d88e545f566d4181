"""What may stand around a number: units of money and time, measures, ranks, verbs of spending.

Only patterns; `numerals` knows what they make of a number.
"""

from __future__ import annotations

import re
from decimal import Decimal

MONEY_UNIT = re.compile(r"(?:人民币)?(?:元|块|圆|蚊|文(?!件|书|化|字|章|明|员|号))(?!素|件|地|儿去|钱包)")
# 一块 of a whole: a part of it, no yuan (先掏一块,再报; 这一块是多少).
A_PART = re.compile(r"儿|[,.;?!]|然后|以后|之后|再|才|是|的|后|剩|$")
FRACTIONS_OF_YUAN = {"毛": Decimal("0.1"), "角": Decimal("0.1"), "分": Decimal("0.01")}
SMALL_MONEY = re.compile(r"毛(?:钱)?(?!病|衣|巾)|角(?:钱)?(?!度|色|落)|分钱")
MEASURES = (
    "人次", "人份", "批次", "品规", "小时", "分钟", "公里", "周岁", "胞胎", "个人", "个工作日", "工作日", "个自然月",
    "自然月", "星期", "礼拜", "个星期", "个礼拜", "人", "口", "个", "家(?!庭|属)", "次", "项(?!目)", "例", "笔", "种",
    "条", "位", "名", "户", "间", "所", "支", "台", "份", "张", "批", "件", "部(?!分|门)", "辆", "盒", "瓶", "片", "针",
    "剂", "回", "趟", "岁", "米", "倍", "道", "重", "类", "套", "组", "场", "颗", "粒", "袋", "遍", "步", "页", "封",
    "只", "头", "队", "样", "街", "单(?!位|人|检|次|管|方|子)", "宗", "床(?!位|费|护)", "厂",
    "门(?!诊|店|特|慢|统|槛)", "天", "日", "周", "年", "月", "字", "疗程", "个疗程", "轮(?!椅|流|到|胎)", "管",
)
MEASURE = re.compile("|".join(sorted(MEASURES, key=len, reverse=True)))
# Between two numbers of one list: the label of the second one.
LABELLED = re.compile(
    r"[,;、/ ]{1,2}(?:(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|(?:上|下|这|那|本|当)个?月|[上下]半年|"
    r"第?[一二三四1-4]季度|第[一二三四五六][天周个]月?|[前去今明后]年|[昨今前]天)(?:看了|做了|是|有)?"
)
# Measures that no list of sums ends in.
OF_LISTS = ("人次", "家", "户", "例", "所", "人份")
LARGE_UNITS = {"万": 10**4, "亿": 10**8}
LARGE_UNIT = re.compile(r"(?<=\d)[万亿](?=[元块人家名户个]|$)")
IN_DIGITS = re.compile(r"\d+(?:\.\d+)?")
LISTING = re.compile(r"[,、/ ]{1,2}|和|跟")
OF_HEADS = ("人", "个", "口", "名", "位")
LIST_ENDS = re.compile(r"[,.;?!、/ ]|$")
# The last of months listed by their numbers, right before how many they are (七、八、九三个月).
LAST_OF_MONTHS = re.compile(r"(?<=[一二三四五六七八九][,、/])[二三四五六七八九十](?=[两二三四五六]个月)")
# What a price is for one of, when 一 and this follow it: 六百一次, 三十五一天.
EACH_UNIT = re.compile("个?月|次|回|趟|天|日|张|笔|针|盒|瓶|支|片|袋|剂|份|管|个?疗程|个人|人|个")
# What isn't counted in thousands: the digit before it is its own number (基数五千一年入几多, 三千二个月).
NEVER_THOUSANDS = re.compile(r"年(?![级度审纪份前内底初末])|个月|天")
# The last digit of a sum that leaves out its unit (七千二半年多少).
ENDS_SUM = re.compile(r"[百千万][二三四五六七八九]$")
# The last digit of a sum and the first of another number behind it, which alone would be one of two (三千一两个人).
ENDS_IN_NEIGHBOURS = re.compile(r"[百千万](?:一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)$")
PRICE_OF = re.compile(
    r"(?<![缴交])(?:费|费用|药钱|价钱|单价|价格|原价|定价|现价|标准|标价|牌价|收费|[床护]位|护理)(?:是|要|就是|收)?$")
RANK = re.compile(r"(?:周岁)?(?:级|档|等(?!于)|甲|类|期(?!间)|号|楼|届|胎|孩|线|代|路|审|季度|型|星)")
# Right before 俩 or 仨 who they are two or three of: 俺俩, 他们仨, 爷俩.
PERSONS_BEFORE = re.compile(r"(?:[我俺咱他她佢你您]们?|哋|爷|娘|妻|父子|母女|母子|姐妹|兄弟|姐弟|兄妹|婆媳)$")
WHOLE_PERSON = re.compile(r"个人(?=账户|帐户|缴费|自付|自费|负担|先行|支付|部分|承担|那[块份部])")
# Behind a sum and a space (8600 个人每月2100).
PERSON_APART = re.compile(r"个人(?=[缴交月每先掏出扣]|一个月|一个?年)")
PERSON_PAYS = re.compile(r"个人(?=\d{3}|[一二两三四五六七八九]千)")
SPENDING = (
    "花费|花掉|花|使|用|交|缴|付|自付|自费|自负|自掏|自己掏|掏|费用|费|钱|基数|工资|收入|支出|报销|报|一共|总共|合共|"
    "合计|总计|共计|共|收|拿|领|垫付|垫|退|发|赔付|赔|救助|补助|补贴|津贴|额度|余额|限额|标准|开|买|扣|存|打|划|给|"
    "金额|总额|结余|工资条|价格|价|成本|账单|医药费|筹资|筹|部分|欠|返还|返|单子|起付线|封顶线"
)
LINK = (
    "了|咗|过|晒|是|系|为|有|达到|达|到|得|要|大概|大约|约|差不多|才|就|都|每月|每年|一个月|一年|左右|将近|近|:|,| |"
    "就是|也就|只|只有|整整|出|进来|进|去|掉|完|回|来|一共|总共|合共|合计|共|成"
)
BEFORE_MONEY = re.compile(rf"(?:{SPENDING})(?:{LINK}){{0,4}}$")
# What is counted in 个 is money (花了五千个, 八千个钱), as people in Shandong and Jiangxi say.
PAID_OUT = re.compile(
    r"(?:花|掏|垫|搭|贴|自付|自费|使)(?:了|咗|过|掉|去|出|进|上){0,2}(?:大概|大约|约|将近|近|整整|差不多|有|得|小|一共|总共)*+$"
)
PIECES_OF_MONEY = re.compile(r"个(?:钱(?!包)|(?=[,.;?! ]|$|[就才还报能呢吧啊了]))")
PRICED_AT = re.compile(r"(?:最[高多]|顶多|收|要|价|每人|一[次份]|每[次份]|一个人)(?:都|就|只|先|是|系|要|收|得|为)*$")
AND_A_HALF = re.compile(r"个半(?![月钟天年小学世])(?:钱)?")
CAUTIOUS = re.compile(r"(?:大概|大约|约|差不多|将近|近|不到|上下)$")
AROUND = re.compile(r"(?:左右|上下|开外|出头)")
# Words that begin with 一 and count nothing: behind 九十块 none of them is a jiao.
WORDS_IN_ONE = re.compile(r"一(?:共|起|并|直|样|般|律|定|下|边|面|旦|会|些|点|切|齐|块(?!钱)|同|路|家|开始|通|总)")
TENTH = re.compile(r"成(?![员立功本为果分人年绩长份型了交家])|(?<=[二两三四五六七八九])成(?=了(?:[,.;?!]|$))")
DISCOUNT = re.compile(r"折(?![子叠合扣腾])")
POINTS = re.compile(r"个(?:百分点|百分比|点)|百分点")
PER_HUNDRED = re.compile(r"百分(?:之|比)?")
PARTS = re.compile(r"分之")
LASTING = {"天": 1, "日": 1, "个工作日": 1, "工作日": 1, "周": 7, "星期": 7, "礼拜": 7, "个星期": 7, "个礼拜": 7}
HALVES = re.compile(r"半年(?![会度])|半个月|半天|个半月|一?整年|全年|成年(?=落|下|一?共|合|可以|计)")
SOME_QUARTERS = re.compile(r"个季度|个季(?!节)")
SOME_MONTHS = re.compile(r"(个)?(多)?(半)?(?:个)?月(?!份)")
SOME_YEARS = re.compile(r"(多)?(?:周)?年(?!级|度|审|纪|龄|轻|内|末|底|初)|(多)?年(?=内)")
SOME_DAYS = re.compile(r"(多)?(个工作日|工作日|天|日|周(?!岁|年|末)|个?星期|个?礼拜)(半)?")
AND_MONTHS = re.compile(r"零?又?(?=[\d一二三四五六七八九十两])")
FEN = re.compile(r"([\d一二三四五六七八九])分?(?![\d月年个])")
MINUS = re.compile(r"(?:(?<![\d零一二三四五六七八九十百千万亿A-Za-z])-|(?<![自抱减])负)$")
