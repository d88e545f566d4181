"""How numbers and what stands around them are written: groups, gaps, units, words of money, words that name a number.

Compiled when first used. Knows what is written, not what it means.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.records.folding import HAN_DIGITS
from assistant.records.number_kinds import Cue

_HAN = f"[{HAN_DIGITS}]"
_SPOKEN_BETWEEN = (
    "嗯|呃|额|啊|哦|噢|喔|欸|诶|哎|那个|这个|然后|就是|后面|接着|再来|再|还有|是|杠|横杠|空格|逗号|对|那|呢|哈|完了|"
    "之后|接下来|跟着|继续|等一下|等等|等会|我看看|我看下|稍等|别急|中间|前面|前三位|后四位|中间四位|末尾|最后"
)
_UNSEEN = "\u200b-\u200f\ufeff\ufe0f\u20e3\u2060"
_IS = r"(?:号码?|号儿|是|为|就是|叫|:|的|呢|嗯|呃|啊|哦|吧|我|,|，|\s|打|找|-|到|给|您?记一下|记下|记|改成|换成|" \
      r"尾号|尾数|后[四五六八]位|末[四五六]位|最后[四五六]位|前[三四六]位|[(（])"


@lru_cache(maxsize=1)
def tokens() -> re.Pattern[str]:
    return re.compile(
        r"(?P<sealed>(?<![\d.])\d+\.\d{1,2}(?![\d.])|(?<![\d,])\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?(?![\d,])"
        r"|(?<!\d)(?<!\d[-./])(?:19|20)\d\d([-./])(?:1[0-2]|0?[1-9])\2(?:3[01]|[12]\d|0?[1-9])(?!\d|[-./]\d)"
        r"|(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])|(?<!\d)(?:19|20)\d\d-(?:19|20)?\d\d(?=年))"
        rf"|(?P<times>[2-9二三四五六七八九])个(?P<digit>\d(?!\d)|{_HAN})"
        rf"|(?<!{_HAN})(?P<ten>(?P<before>[一二三四五六七八九])?十(?P<after>[一二三四五六七八九])?)(?!{_HAN})"
        rf"|\d+|(?:{_HAN}(?!个(?:\d(?!\d)|{_HAN})))+|{_HAN}"
    )


@lru_cache(maxsize=1)
def gap() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s{_UNSEEN},，、;；。.…\-_/()（）·•∙*]|{_SPOKEN_BETWEEN})*")


@lru_cache(maxsize=1)
def tight() -> re.Pattern[str]:
    return re.compile(rf"[\s{_UNSEEN}\-_()（）·•∙*.]{{0,4}}")


@lru_cache(maxsize=1)
def bracket() -> re.Pattern[str]:
    return re.compile("[()（）;；]")


@lru_cache(maxsize=1)
def letter() -> re.Pattern[str]:
    return re.compile("[A-Za-z]")


@lru_cache(maxsize=1)
def plus_before() -> re.Pattern[str]:
    return re.compile(r"(?<![\d)）])\s?\+\s?$")


@lru_cache(maxsize=1)
def check_letter() -> re.Pattern[str]:
    between = rf"(?:[\s{_UNSEEN}\-_·,，。]|然后|最后|再|是|一个|个|嗯|大写|小写){{0,6}}"
    return re.compile(rf"{between}(?:[xX×✕Χ]|叉|艾克斯)(?![A-Za-z])")


@lru_cache(maxsize=1)
def money_before() -> re.Pattern[str]:
    return re.compile(r"(?:[¥￥$€]|人民币|RMB|港币|美元)\s*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def money_after() -> re.Pattern[str]:
    return re.compile(r"\s*(?:多|余|左右)?(?:元(?![旦宵])|块(?!头)|圆|万|亿|千元|百元|毛|角|美元|港币|人民币|人次)")


@lru_cache(maxsize=1)
def unit_after() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:(?:多|余|左右)?(?:元(?![旦宵])|块(?!头)|圆|万|亿|千元|百元|毛|角|人次)|[%‰年月日岁]|周岁|多?[千百](?!万别)|"
        r"成(?!都|功|年|员)|折|倍|个?百分点|位数?)"
    )


@lru_cache(maxsize=1)
def sure() -> re.Pattern[str]:
    return re.compile("[号尾位码:]|编号")


@lru_cache(maxsize=1)
def tail() -> re.Pattern[str]:
    return re.compile("尾[号数]|[后末].位")


@lru_cache(maxsize=1)
def han() -> re.Pattern[str]:
    return re.compile(rf"(?!{_SPOKEN_BETWEEN}|这|[xX叉])[一-鿿]")


@lru_cache(maxsize=1)
def in_thousands() -> re.Pattern[str]:
    return re.compile(r"\d{1,3}(?:,\d{3})+")


@lru_cache(maxsize=1)
def money_talk() -> re.Pattern[str]:
    return re.compile(
        r"元|块|钱|费|花|报销|报了|能报|付|交了|工资|基数|养老金|单子|发票|分别|一共|总共|合计|共计|起付|封顶|门诊|住院(?!号)|"
        r"余额|算|金额|收入|支出|万|%|报多少"
    )


@lru_cache(maxsize=1)
def closed_sum() -> re.Pattern[str]:
    return re.compile(rf"[\d{HAN_DIGITS}十百千万](?:元|块)钱?")


@lru_cache(maxsize=1)
def extension() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:转|分机号?|内线|-)\s*[\d{HAN_DIGITS}]{{1,6}}(?!\d)")


@lru_cache(maxsize=1)
def cues() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    words = {
        Cue.IDENTITY:
            r"(?:公民|居民)?身份(?:证件?|证明)?(?:号码?|尾号|后[四五六八]位|前[三四六]位|:|是)|身份证|证件号码?|"
            r"社会保障号码?|sfz",
        Cue.CARD:
            r"银行卡|储蓄卡|借记卡|信用卡|工资卡|存折|卡号|账号|帐号|账户号码?|户头|[工建农中交招]行卡?|邮储|信用社",
        Cue.SOCIAL:
            r"(?:社保|医保|社会保障|医疗保险|医疗)(?:卡|号|编号|卡片|证)|参保(?:号|编号)|个人编号|保险号|医疗证号",
        Cue.ACCOUNT:
            r"病历号|住院号|就诊卡号?|门诊号|登记号|学号|档案号|流水号|保单号|(?:客户|职工|人员)编号|护照|通行证|"
            r"台胞证|回乡证|残疾证|驾驶证|驾照|军官证|居住证",
        Cue.PHONE:
            r"(?<![次个])电话|手机|联系方式|座机|固话|号码|拨打?|致电|回电|回我|打给|打我|联系我|联系人|传真|短信|微信|"
            r"(?<![A-Za-z])(?:tel|phone|mobile|call)",
    }  # fmt: skip
    return tuple((cue, re.compile(rf"(?:{words[cue]}){_IS}{{0,8}}$", re.IGNORECASE)) for cue in Cue)
