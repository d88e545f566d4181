from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.records.masking import mask, mask_all
from tests.unit.records.private_cases import harmless_sentences, sentences

PUBLISHED = frozenset({"3983188", "0663-8768123", "4006695522"})
DIGITS = "0123456789０１２３４５６７８９零一二三四五六七八九幺〇十两"
WORDS = ["身份证", "号码", "电话", "我叫", "王建国", "花了", "元", "，", "、", "-", " ", "。", "嗯", "然后",
    "〔姓名〕", "〔身份证号〕",
         "年", "%", "@", "qq.com", "E", "鲁", "K", "X", "+86", "尾号", "社保卡", "姓", "的", "…", "三个零",
         "13812345678"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(DIGITS, min_size=1, max_size=18) | st.text(max_size=4), max_size=14)


def test_of_two_thousand_sentences_nothing_private_is_left_and_nothing_else_is_touched() -> None:
    wrong = [(said, mask(said), left) for said, left in sentences(2000, seed=20221223) if mask(said) != left]
    assert wrong == []


def test_of_two_thousand_sentences_without_anything_private_nothing_is_masked() -> None:
    wrong = [(said, mask(said)) for said in harmless_sentences(2000, seed=393) if mask(said) != said]
    assert wrong == []


@pytest.mark.parametrize(("said", "left"), [
    ("身份证号110101194912310024", "身份证号〔身份证号〕"),
    ("我身份证是 11010119491231002 X", "我身份证是 〔身份证号〕"),
    ("1101011949123100２４", "〔身份证号〕"),
    ("一一零一零一，一九四九，一二三一，零零二四", "〔身份证号〕"),
    ("1、1、0、1、0、1、1、9、4、9、1、2、3、1、0、0、2、4", "〔身份证号〕"),
    ("110,101,194,912,310,024", "〔身份证号〕"),
    ("身份证110101 19491231 0028，号可能说错了", "身份证〔身份证号〕，号可能说错了"),
    ("身份证后四位是0029", "身份证后四位是〔身份证号〕"),
    ("幺三八，幺幺二二，三个三四", "〔手机号〕"),
    ("电话一三八四个零五六七八", "电话〔手机号〕"),
    ("①③⑧①②③④⑤⑥⑦⑧", "〔手机号〕"),
    ("1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "〔手机号〕️⃣"),
    ("138\u200b1234\u200b5678", "〔手机号〕"),
    ("138 1234 5678，花了200元", "〔手机号〕，花了200元"),
    ("花了200元，138 1234 5678", "花了200元，〔手机号〕"),
    ("+86 138-1234-5678", "〔手机号〕"),
    ("+852 91234567", "〔电话号码〕"),
    ("(0750)3981234转8012", "〔电话号码〕"),
    ("家里电话3981234", "家里电话〔电话号码〕"),
    ("电话是零七五零三九八一二三四", "电话是〔电话号码〕"),
    ("6222021234567890128", "〔银行卡号〕"),
    ("银行卡6222 0212 3456 7890 128", "银行卡〔银行卡号〕"),
    ("社保卡号A12345678", "社保卡号〔证件号〕"),
    ("医保卡号123456789", "医保卡号〔社保卡号〕"),
    ("护照e12345678", "护照〔证件号〕"),
    ("港澳通行证C12345678", "港澳通行证〔证件号〕"),
    ("护照号码E一二三四五六七八", "护照号码〔证件号〕"),
    ("邮箱 Zhang.San@163.com，谢谢", "邮箱 〔邮箱〕，谢谢"),
    ("邮箱zhangsan艾特163点com", "邮箱〔邮箱〕"),
    ("微信号zhang_san88", "微信号〔微信号〕"),
    ("QQ 123456789", "QQ 〔微信号〕"),
    ("车牌鲁k·12345", "车牌〔车牌号〕"),
    ("粤JD12345", "〔车牌号〕"),
    ("京A1234警", "〔车牌号〕"),
    ("我叫王建国今年三岁", "我叫〔姓名〕今年三岁"),
    ("我叫張建國", "我叫〔姓名〕"),
    ("我叫 王 建 国", "我叫 〔姓名〕"),
    ("姓名：阿卜杜拉·买买提", "姓名：〔姓名〕"),
    ("我叫John Smith，想问", "我叫〔姓名〕，想问"),
    ("我姓王，叫建国", "我姓〔姓名〕，叫〔姓名〕"),
    ("免贵姓欧阳", "免贵姓〔姓名〕"),
    ("我是王女士", "我是〔姓名〕"),
    ("我是李小芳，想问一下", "我是〔姓名〕，想问一下"),
    ("我是高丽华的女儿", "我是〔姓名〕的女儿"),
    ("我爸王建国的医保", "我爸〔姓名〕的医保"),
    ("患者姓名张三", "患者姓名〔姓名〕"),
    ("我妈叫王桂兰，七十岁", "我妈叫〔姓名〕，七十岁"),
    ("患者王桂兰住院", "患者〔姓名〕住院"),
    ("家属是李小四，联系人张三丰电话13812345678", "家属是〔姓名〕，联系人〔姓名〕电话〔手机号〕"),
    ("帮我同事刘德华问一下", "帮我同事〔姓名〕问一下"),
    ("替我邻居王大爷问", "替我邻居〔姓名〕问"),
    ("娃叫豆豆，孩子叫子涵今年三岁", "娃叫〔姓名〕，孩子叫〔姓名〕今年三岁"),
    ("我叫崔健，姓名段誉，我是侯宝林", "我叫〔姓名〕，姓名〔姓名〕，我是〔姓名〕"),
    ("我家住江门市蓬江区胜利路12号3栋502室", "我家住江门市蓬江区〔住址〕"),
    ("家庭地址金华市婺城区人民东路１２３弄４号楼５０１室", "家庭地址金华市婺城区〔住址〕"),
    ("胜利路十二号阳光小区三栋", "〔住址〕"),
    ("我是店下镇东村三组的", "我是店下镇〔住址〕的"),
    ("住洲上乡新村组12号", "住洲上乡〔住址〕"),
    ("6栋1203房", "〔住址〕"),
    ("家庭住址是石岛街道牧云庵村", "家庭住址是石岛街道〔住址〕"),
    ("材料寄到张店区柳泉路金晶小区8栋2单元301，花了200元", "材料寄到张店区〔住址〕，花了200元"),
])  # fmt: skip
def test_what_is_private_gives_way_to_its_label(said: str, left: str) -> None:
    assert mask(said) == left


@pytest.mark.parametrize("said", [
    "鲁医保发〔2021〕12号", "国医保发[2019]33号", "国办发〔2021〕14号文", "11330700MB15932668/2021-00130",
    "2022年12月23日", "20221223", "2022-12-23 15:30", "202212231530", "20221223153000", "二〇二二年十二月二十三日",
    "2020、2021、2022年", "2020-2021年度", "二零二零、二零二一、二零二二年", "1949年10月1日生", "19491001出生",
    "13812345678元", "13812345678.50元", "￥13812345678", "13,812,345,678", "收入1234567890.12元",
    "一共123456789012元",
    "花了1500，2300，1800", "三张单子150、2300、1800", "130，1300，1500，一共能报多少", "138 1500 2300元",
    "4000 5000 6000 8000 是我的工资",
    "12393", "12345", "打12333", "95598", "10086", "120", "4001234567", "打了12次电话", "电话报销要3个工作日",
    "0.12345678901", "75.5%", "百分之七十五", "65岁", "一三五七天", "一二三级医院", "一万三千五百块", "三十八块五",
    "医保卡里有12345678元", "医保卡3500元", "社保卡2022年12月办的", "身份证2张", "身份证15位改18位",
    "身份证20351201到期",
    "银行卡扣了380元", "卡号是多少", "账户余额12345678", "国药准字H20123456", "E11.900", "C34.900x001", "CHS-DRG1.1",
    "A类B类",
    "我是退休的", "我是江门的", "我是周村的", "我是高血压，怎么报", "我是单位的", "我是农民工", "我是王家庄的人",
    "我叫你查一下",
    "我叫了车", "孩子叫什么名字", "姓名写错了", "名字和身份证不一样", "我姓什么不重要", "药名叫黄连素",
    "这个病叫白血病", "我妈周末住院",
    "我爸程序没走完", "我是乐山的", "我妈侯马的", "我妈叫救护车花了200", "患者自付比例", "家属陈述",
    "江门市中心医院在哪条路",
    "人民路卫生院", "胜利路社区卫生服务中心", "白沙村卫生室", "大村组织体检", "幸福小区医保站", "去三楼5号窗口",
    "在3号楼办",
    "走路5号到的", "知道5号能到账", "村里12号开始收", "国道206", "住院部3号楼", "12号令", "路上花了12元", "5号线",
    "咋弄5号开始", "我妈许多药", "联系人要写谁", "户主是谁", "参保人是居民", "三口人", "一共多少", "微信能交吗",
    "发邮箱可以吗",
])  # fmt: skip
def test_what_is_not_private_stays(said: str) -> None:
    assert mask(said) == said


@pytest.mark.parametrize("said", [
    "打3983188", "社区电话3983188", "0750-3983188", "电话是三九八三一八八", "398-3188是社区电话", "0663-8768123",
    "06638768123",
    "电话8768123", "客服4006695522", "400-669-5522",
])  # fmt: skip
def test_published_numbers_stay_however_they_are_written(said: str) -> None:
    assert mask(said, PUBLISHED) == said


def test_a_number_like_a_published_one_is_masked() -> None:
    assert mask("家里电话3983189，手机13398318800", PUBLISHED) == "家里电话〔电话号码〕，手机〔手机号〕"


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_masking_what_is_masked_changes_nothing(parts: list[str]) -> None:
    once = mask("".join(parts))
    assert mask(once) == once


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_masked(text: str) -> None:
    assert mask(mask(text, PUBLISHED), PUBLISHED) == mask(text, PUBLISHED)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["，", "。", " ", "\n", "；我的", "，请问"]))
def test_a_private_thing_is_masked_wherever_it_stands(seed: int, mark: str) -> None:
    (said, left), (other, _) = next(sentences(1, seed)), next(sentences(1, seed + 1))
    hidden = mask(f"{other}{mark}{said}")
    assert all(word not in hidden for word in said.split() if len(word) > 9 and word not in left and word not in other)


def test_a_json_value_is_masked_in_every_text() -> None:
    value = {"words": "电话13812345678", "steps": [{"label": "200元", "citation": 0}], "none": None,
        "list": ("我叫王建国",)}
    assert mask_all(value) == {
        "words": "电话〔手机号〕", "steps": [{"label": "200元", "citation": 0}], "none": None,
        "list": ["我叫〔姓名〕"],
    }  # fmt: skip
