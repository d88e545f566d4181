"""Seeded sentences with private things in them, and what is to be left of each: whole, but for the labels.

A sentence is made of clauses; each gives its words and what they are to become.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
REGIONS = ["370782", "371082", "330702", "370303", "360982", "440703", "110101", "510104", "810000", "650102",
    "420106"]
BY_EAR = str.maketrans("0123456789", "零一二三四五六七八九")
FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
WIDE = str.maketrans("0123456789xX-+ ", "０１２３４５６７８９ｘＸ－＋　")
SURNAMES = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何",
    "林", "高", "罗", "欧阳", "诸葛", "汪", "崔", "贾", "侯", "史", "段", "傅", "廖", "尹", "阎"]
SURE_SURNAMES = ["王", "李", "张", "刘", "陈", "杨", "赵", "徐", "吕", "郭", "谢", "韩", "曹", "邓", "蔡", "潘",
"贾", "侯"]
GIVEN = ["建国", "芳", "秀英", "伟", "小明", "志强", "桂兰", "海燕", "子涵", "淑珍", "丽华", "永强", "梓萱", "军",
    "玉梅", "浩然", "翠花", "福来"]

Clause = tuple[str, str]
"""What is said, and what it is to be once masked."""


def identity(rng: random.Random) -> str:
    born = date(1935, 1, 1) + timedelta(days=rng.randrange(31000))
    digits = f"{rng.choice(REGIONS)}{born:%Y%m%d}{rng.randrange(1000):03d}"
    total = sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def old_identity(rng: random.Random) -> str:
    born = date(1935, 1, 1) + timedelta(days=rng.randrange(20000))
    return f"{rng.choice(REGIONS)}{born:%y%m%d}{rng.randrange(1000):03d}"


def mobile(rng: random.Random) -> str:
    return f"1{rng.choice('3456789')}{rng.randrange(10**9):09d}"


def card(rng: random.Random) -> str:
    digits = rng.choice(["622202", "621700", "622848", "436742", "955880", "601382"])
    digits += "".join(rng.choice("0123456789") for _ in range(rng.choice([9, 12])))
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return f"{digits}{-total % 10}"


def cut(digits: str, sizes: tuple[int, ...]) -> list[str]:
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return [group for group in (*groups, digits[at:]) if group]


def said(rng: random.Random, digits: str, sizes: tuple[int, ...]) -> str:
    """The digits as someone may type or read them out."""
    groups = cut(digits, sizes)
    crosses = {"X": rng.choice(["X", "x", "叉", "×"])}
    by_ear = [g.translate(BY_EAR).replace("X", crosses["X"]) for g in groups]
    styles: list[Callable[[], str]] = [
        lambda: digits,
        lambda: digits.replace("X", "x"),
        lambda: " ".join(groups),
        lambda: "-".join(groups),
        lambda: digits.translate(WIDE),
        lambda: " ".join(groups).translate(WIDE),
        lambda: "".join(by_ear),
        lambda: "".join(by_ear).replace("一", "幺"),
        lambda: " ".join(by_ear),
        lambda: "，".join(by_ear),
        lambda: "、".join(by_ear),
        lambda: digits.translate(FORMAL),
        lambda: "嗯".join(groups),
        lambda: "，然后".join(by_ear),
        lambda: "，".join(groups),
        lambda: " ".join(digits),
        lambda: "。".join(by_ear),
        lambda: "\u200b".join(groups),
        lambda: "…".join(groups),
        lambda: "，后面是".join(groups),
        lambda: groups[0] + "".join(by_ear[1:]),
        lambda: ".".join(groups) if len(groups[-1]) > 2 else digits,
        lambda: "呃，".join(by_ear),
    ]
    return rng.choice(styles)()


def private(rng: random.Random) -> Clause:
    """A clause with one private thing."""
    kind = rng.choice(["identity", "identity", "old", "mobile", "mobile", "landline", "card", "social", "email",
                       "plate", "passport", "permit", "name", "name", "local", "tail", "other", "other",
                       "address", "address"])  # fmt: skip
    if kind == "identity":
        value, label = said(rng, identity(rng), rng.choice([(6, 8), (6, 4, 4), (3, 3, 4, 4), (4, 4, 4, 4)])), "身份证号"
        frame = rng.choice(["身份证{}", "身份证号码是{}", "我的证件号：{}", "{}这是我的号", "身份证号 {}", "{}",
                            "号码你记一下{}"])
    elif kind == "old":
        value, label = said(rng, old_identity(rng), (6, 6)), "身份证号"
        frame = rng.choice(["老身份证{}", "身份证号是{}", "身份证:{}", "一代证号码{}"])
    elif kind == "mobile":
        value, label = said(rng, mobile(rng), rng.choice([(3, 4), (3, 4), (3, 2, 2, 2), (4, 3), (3, 3, 3)])), "手机号"
        frame = rng.choice(["手机{}", "我电话是{}", "打我手机 {}", "联系方式：{}", "你打给我{}吧",
                            "手机号码改成{}了", "电话{}"])
        if rng.random() < 0.15:
            number = mobile(rng)
            hyphened = f"{number[:3]}-{number[3:7]}-{number[7:]}"
            value = rng.choice([number, f"+86 {number}", f"+86{number}", f"0086{number}", hyphened])
            frame = "{}"
    elif kind == "landline":
        area = rng.choice(["0750", "0631", "010", "0579", "0533", "021"])
        local = f"{rng.choice('23456789')}{rng.randrange(10**6):06d}"
        value = rng.choice([f"{area}-{local}", f"{area}{local}", f"({area}){local}", f"（{area}）{local}",
                            f"{area} {local}", f"{area}-{local[:3]}-{local[3:]}", f"{area}{local}".translate(BY_EAR),
                            f"{area}-{local}转8012"])  # fmt: skip
        label, frame = "电话号码", rng.choice(["家里电话{}", "座机是{}", "{}", "打{}找我"])
    elif kind == "card":
        value, label = said(rng, card(rng), rng.choice([(4, 4, 4, 4), (6, 6), (4, 4, 4)])), "银行卡号"
        frame = rng.choice(["银行卡号{}", "卡号是{}", "工资卡{}", "账号：{}", "存折号码{}"])
    elif kind == "social":
        number = "".join(rng.choice("123456789") for _ in range(rng.choice([9, 10, 12])))
        value, label = said(rng, number, (3, 3)), "社保卡号"
        frame = rng.choice(["社保卡号{}", "医保卡号码是{}", "医保编号：{}", "社会保障卡号{}", "个人编号{}"])
    elif kind == "email":
        value = rng.choice(["wang.fang_{}@163.com", "{}@qq.com", "LI{}@Gmail.com",
            "zhang{}@sina.com.cn"]).format(rng.randrange(10**6, 10**8))
        value = rng.choice([value, value.translate(str.maketrans("@.", "＠．")), value.replace("@", " @ ")])
        label, frame = "邮箱", rng.choice(["邮箱{}", "发到{}吧", "邮箱是 {}"])
    elif kind == "plate":
        tail = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _ in range(4)) + str(rng.randrange(10))
        value = rng.choice("鲁浙赣粤京沪川") + rng.choice("ABCDEFGJK") + rng.choice(["", "·", " "]) + tail
        label, frame = "车牌号", rng.choice(["车牌{}", "我的车是{}", "{}"])
    elif kind == "passport":
        value = rng.choice("EeGD") + rng.choice(["", "A", "K"]) + f"{rng.randrange(10**7, 10**8)}"
        value = value[:9] if len(value) > 9 else value
        label, frame = "证件号", rng.choice(["护照{}", "护照号码是{}", "护照号：{}", "我拿护照办的，{}"])
    elif kind == "permit":
        value = rng.choice(["C", "W", "H", "M"]) + f"{rng.randrange(10**7, 10**8)}"
        label, frame = "证件号", rng.choice(["港澳通行证{}", "通行证号码{}", "回乡证{}", "{}"])
    elif kind == "local":
        value, label = f"{rng.choice('3568')}{rng.randrange(10**6):06d}", "电话号码"
        value = rng.choice([value, f"{value[:3]}-{value[3:]}", f"{value[:3]} {value[3:]}", value.translate(BY_EAR)])
        frame = rng.choice(["家里电话{}", "座机是{}", "打电话{}"])
    elif kind == "other":
        value, label = rng.choice(SURE_SURNAMES) + rng.choice(GIVEN), "姓名"
        frame = rng.choice(["我妈叫{}", "患者{}", "患者{}住院", "患者：{}", "病人{}，女", "家属{}", "家属：{}",
        "家属叫{}",
                            "联系人{}", "联系人是{}", "联系人{}电话没变", "参保人{}已退休", "我老公{}在江门上班",
                            "帮我同事{}问一下", "户主{}", "监护人{}", "经办人：{}", "我儿子{}上学", "法人代表{}",
                            "替邻居{}问的", "受益人：{}"])  # fmt: skip
        if rng.random() < 0.15:
            value = rng.choice(SURE_SURNAMES) + rng.choice(["大爷", "阿姨", "女士", "先生", "师傅", "某"])
            frame = rng.choice(["邻居{}", "患者{}", "家属{}", "我同事{}"])
    elif kind == "address":
        value, label = address(rng), "住址"
        frame = rng.choice(["我家住{}", "住在{}", "家庭住址：{}", "地址是{}", "江门市蓬江区{}",
        "寄到荣成市石岛街道{}",
                            "我住在淄博市张店区{}，离得远", "户籍地址在金华市{}"])  # fmt: skip
    elif kind == "tail":
        value, label = f"{rng.randrange(3000, 10000)}", "身份证号"
        frame = rng.choice(["身份证后四位{}", "身份证号码后四位是{}", "身份证尾号{}"])
    else:
        value, label = rng.choice(SURNAMES) + rng.choice(GIVEN), "姓名"
        frame = rng.choice(["我叫{}", "我名字叫{}", "姓名：{}", "姓名 {}", "我的名字是{}", "我是{}", "我女儿叫{}",
        "我叫{}，女", "患者姓名:{}",
                            "本人{}", "参保人叫{}", "我是{}的女儿", "病人叫{}今年五岁", "我叫{}在江门上班",
                            "我叫做{}"])  # fmt: skip
        if frame == "本人{}":
            frame = "本人叫{}"
    return frame.format(value), frame.format(f"〔{label}〕")


def address(rng: random.Random) -> str:
    """A home address below the district, in one piece."""
    digits = [str(rng.randrange(1, 900)) for _ in range(3)]
    if rng.random() < 0.3:
        digits = [digit.translate(rng.choice([WIDE, BY_EAR])) for digit in digits]
    house, unit, room = digits
    street = rng.choice(["胜利", "柳泉", "白石", "人民东", "建设三", "黄海"])
    street += rng.choice(["路", "街", "大道", "大街", "巷"])
    estate = rng.choice(["阳光", "金晶", "幸福里", "东湖", "世纪"])
    estate += rng.choice(["小区", "花园", "新村", "家园", "公寓"])
    village = rng.choice(["东", "向阳", "大李家", "洲上", "牧云庵"]) + rng.choice(["村", "屯", "庄"])
    return rng.choice([
        f"{street}{house}号", f"{street}{house}号{unit}栋{room}室", f"{street}{house}弄{unit}号{room}室",
        f"{street}{house}-{unit}号", f"{street}{house}号{estate}{unit}号楼", f"{estate}{house}栋",
        f"{estate}{house}号楼{unit}单元{room}",
        f"{estate}{house}幢{room}室", f"{estate}{house}-{unit}-{room}", f"{house}栋{unit}单元{room}室",
        f"{village}{house}组", f"{village}{house}组{unit}号", f"{village}第{house}村民小组",
    ])  # fmt: skip


def harmless(rng: random.Random) -> str:
    """A clause in which nothing is private."""
    amount = rng.choice([f"{rng.randrange(10, 300000)}", f"{rng.randrange(10**4)}.{rng.randrange(100):02d}",
        f"{rng.randrange(1, 999)},{rng.randrange(1000):03d}"])
    amounts = [str(rng.choice([rng.randrange(100, 200), rng.randrange(1000, 9999), rng.randrange(30,
        99)])) for _ in range(rng.choice([2, 3, 4]))]
    day = date(1940, 1, 1) + timedelta(days=rng.randrange(32000))
    many = rng.randrange(10**7, 10**12)
    return rng.choice([
        f"花了{amount}元", f"住院一共{amount}块", f"门诊{amount}块钱能报多少", f"单子分别是{'，'.join(amounts)}",
        f"三次花了{'、'.join(amounts)}元", f"{'，'.join(amounts)}，一共能报多少", f"分别花了{' '.join(amounts)}",
        f"{day:%Y-%m-%d}住的院", f"{day:%Y%m%d}出院", f"{day.year}年{day.month}月{day.day}日生的",
        f"{day:%Y/%m/%d}参保",
        f"{day:%Y.%m.%d}退休", f"{day.year}年", f"{day.year}年度",
        f"{str(day.year).translate(BY_EAR)}年{day.month}月",
        f"{day.year}-{day.year + 1}年度", f"今年{rng.randrange(1, 100)}岁", f"报{rng.randrange(1, 100)}%",
        f"比例是{rng.randrange(1, 100)}.{rng.randrange(10)}%",
        f"鲁医保发〔{rng.randrange(2015, 2024)}〕{rng.randrange(1, 150)}号",
        f"国办发[{rng.randrange(2015, 2024)}]{rng.randrange(1, 150)}号文",
        f"赣医保字（{rng.randrange(2015, 2024)}）{rng.randrange(1, 150)}号", "打12393问过", "12345热线", "拨打12333",
        "客服95598", "打了3次电话",
        f"基金收入{many}元", f"有{rng.randrange(10**4, 10**7)}人参保", f"基数{rng.randrange(3000, 30000)}",
        f"工资{rng.randrange(3000, 30000)}一个月",
        f"交了{rng.randrange(1, 40)}年", "缴费三百八十块", "一万三千五百元", "十五年", "八成",
        f"起付线{rng.randrange(100, 2000)}元", "三甲医院", "二〇二二年的政策",
        f"{rng.randrange(1, 24)}:{rng.randrange(60):02d}到{rng.randrange(1, 24)}:{rng.randrange(60):02d}",
        f"{day:%Y%m%d}0930",
        "我是退休的", "我是江门人", "我是居民医保", "我叫你们查一下", "我是高血压", "我是单位职工", "这个药叫黄连素",
        "我是周村区的", "姓名写错了怎么改",
        "名字和身份证不一样怎么办", "身份证丢了能办吗", "医保卡里有3500元", "医保卡每月进账多少",
        "国药准字H20123456", "CHS-DRG 1.1版", "ICD编码C34.900",
        "二零二一、二零二二、二零二三年", f"缴费基数从{rng.randrange(3000, 5000)}到{rng.randrange(20000, 30000)}",
        "手机上能办吗", "电话里说不清", "三口人",
        "江门市中心医院", "人民路卫生院能报吗", "胜利路社区卫生服务中心", "白沙村卫生室", "新城小区社区医院",
        "建设路的药店",
        f"去{rng.randrange(1, 9)}楼{rng.randrange(1, 20)}号窗口", "门诊三楼",
        f"{rng.randrange(2, 13)}月{rng.randrange(1, 29)}号住的院",
        f"走路{rng.randrange(2, 29)}号到的", "街道办12号开门", "村组干部", "DRG三组", "家住石岛街道", "我是乐山的",
        "我在张店区",
        f"一路上花了{rng.randrange(10, 99)}块", "小区医保站", f"村里{rng.randrange(2, 29)}号开始收", "患者自付比例",
        "家属可以代办吗",
        "患者家属来办", "联系人怎么改", "我妈叫我来问的", "家属陪护费", "参保人员", "户主死亡怎么办",
        "病人高血压住院", "患者张口困难",
        "我孩子发烧住院", "监护人要带什么", "我爸程序没走完", "我妈马上出院", "家属谢谢你", "申请人条件",
        "患者陈述病情",
    ])  # fmt: skip


def sentences(count: int, seed: int) -> Iterator[Clause]:
    """Sentences of one to four clauses."""
    rng = random.Random(seed)
    for _ in range(count):
        clauses: list[Clause] = []
        for _ in range(rng.randrange(1, 5)):
            clause = private(rng) if rng.random() < 0.5 else (harmless(rng),) * 2
            clauses.append(clause)
        mark = rng.choice(["，", "。", "；", ", ", "，请问"])
        yield mark.join(said for said, _ in clauses), mark.join(left for _, left in clauses)


def harmless_sentences(count: int, seed: int) -> Iterator[str]:
    """Sentences with amounts, days, years and the like, and nothing private."""
    rng = random.Random(seed)
    for _ in range(count):
        yield rng.choice(["，", "。", "；", "，请问"]).join(harmless(rng) for _ in range(rng.randrange(1, 5)))
