"""The YAML of the small knowledge. 海角市 and 山尾市 do not exist and all figures are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

DAY = date(2024, 5, 6)

AREAS = """\
areas:
  - {id: wide, name: 天边省, aliases: [天边]}
  - id: haijiao
    name: 海角市
    aliases: [海角]
    parent: wide
    covered: true
    ask_at: 海角市医疗保障局
    districts: [{name: 北滩区, aliases: [北滩]}]
    marks: [角角通]
  - {id: shanwei, name: 山尾市, aliases: [山尾], parent: wide, covered: true, ask_at: 山尾市医疗保障局}
"""
DIMENSIONS = """\
dimensions:
  - id: scheme
    label: 参保类型
    question: 参加的是职工医保还是居民医保
    values:
      - {id: employee, label: 职工医保, words: [职工]}
      - {id: resident, label: 居民医保, words: [居民]}
  - id: status
    label: 在职还是退休
    question: 是在职还是退休
    values:
      - {id: working, label: 在职, words: [上班], implies: {scheme: employee}}
      - {id: retired, label: 退休, words: [退了休], implies: {scheme: employee}}
  - id: level
    label: 医院级别
    question: 是社区还是三甲
    values:
      - {id: primary, label: 社区, words: [卫生院]}
      - {id: tertiary, label: 三甲, words: [三级, 大医院]}
"""
OUTSIDE = """\
outside:
  - {id: weather, label: 天气, words: [天气, 下雨], ask: [明天天气怎么样], say: "天气不归医保管，没法回答。"}
"""
WORDS = """\
fillers: [请问, 我想问一下]
places: [烟台, 广州, 北京]
"""
DOCUMENTS = """\
documents:
  - id: haijiao-notice
    title: 门诊通知
    issuer: 海角市医疗保障局
    issued: 2024-03-01
    kind: 通知
    sections:
      - {locator: 第一条, begins: 一、比例}
      - {locator: 第二条, begins: 二、限额}
      - {locator: 第三条, begins: 三、其他}
"""
FIGURES = """\
figures:
  - id: rate.working.primary
    label: 在职在社区的门诊报销比例
    unit: fraction
    values:
      - {value: "0.70", last_day: 2023-12-31, document: haijiao-notice, locator: 第一条}
      - {value: "0.80", first_day: 2024-01-01, document: haijiao-notice, locator: 第一条}
  - id: rate.working.tertiary
    label: 在职在三甲的门诊报销比例
    unit: fraction
    values: [{value: "0.50", document: haijiao-notice, locator: 第一条}]
  - id: rate.retired.primary
    label: 退休在社区的门诊报销比例
    unit: fraction
    values: [{value: "0.90", document: haijiao-notice, locator: 第一条}]
  - id: rate.retired.tertiary
    label: 退休在三甲的门诊报销比例
    unit: fraction
    values: [{value: "0.60", document: haijiao-notice, locator: 第一条}]
  - id: rate.resident
    label: 居民的门诊报销比例
    unit: fraction
    values: [{value: "0.40", document: haijiao-notice, locator: 第一条}]
  - id: cap
    label: 门诊每月限额
    unit: yuan
    values: [{value: "100", document: haijiao-notice, locator: 第二条}]
  - id: premium
    label: 居民医保每人每年缴费
    unit: yuan
    values:
      - {value: "300", first_day: 2023-01-01, last_day: 2023-12-31, document: haijiao-notice, locator: 第三条}
      - {value: "400", first_day: 2024-01-01, last_day: 2024-12-31, document: haijiao-notice, locator: 第三条}
  - id: account
    label: 退休个人账户每月划入
    unit: yuan
    contradiction: 通知里有两个数，第二条和第三条不一样。
    values:
      - {value: "120.50", document: haijiao-notice, locator: 第二条}
      - {value: "120.05", document: haijiao-notice, locator: 第三条}
  - id: target
    label: 参保率目标
    unit: fraction
    statement: plan
    values: [{value: "0.99", document: haijiao-notice, locator: 第三条}]
  - id: enrolled
    label: 参保人数
    unit: count
    measure: 人
    statement: statistic
    values: [{value: "5000", last_day: 2023-12-31, document: haijiao-notice, locator: 第三条}]
  - id: settled
    label: 外地住院人次
    unit: count
    measure: 人次
    statement: statistic
    values: [{value: "800", document: haijiao-notice, locator: 第三条}]
  - id: settled.direct
    label: 外地住院直接结算人次
    unit: count
    measure: 人次
    statement: statistic
    values: [{value: "500", document: haijiao-notice, locator: 第三条}]
  - id: settled.direct_share
    label: 直接结算占外地住院的比例
    unit: fraction
    statement: statistic
    derive: settled.direct / settled
  - id: settled.by_hand
    label: 外地住院中没有直接结算的人次
    unit: count
    measure: 人次
    statement: statistic
    derive: settled - settled.direct
  - id: settled.by_hand_share
    label: 手工报销占外地住院的比例
    unit: fraction
    statement: statistic
    derive: 1 - settled.direct / settled
"""
ENTRIES = """\
entries:
  - id: rate
    title: 职工门诊报销比例
    topic: outpatient
    applies: {scheme: employee}
    ask: [职工门诊报多少, 职工看门诊报百分之几, 门诊能报多少, 退休的门诊报多少, 退休看门诊报百分之几]
    say:
      short: 在职社区报{rate.working.primary}，三甲报{rate.working.tertiary}。
      variants:
        - {when: {status: working}, short: "在职社区报{rate.working.primary}，三甲报{rate.working.tertiary}。"}
        - {when: {status: retired}, short: "退休社区报{rate.retired.primary}，三甲报{rate.retired.tertiary}。"}
        - {when: {status: retired, level: tertiary}, short: "退休在三甲报{rate.retired.tertiary}。"}
      details: ["每月最多报{cap}。"]
    calculate: visit
  - id: rate.resident
    title: 居民门诊报销比例
    topic: outpatient
    applies: {scheme: resident}
    ask: [居民门诊报多少, 居民看门诊报百分之几]
    say: {short: "居民门诊报{rate.resident}。"}
  - id: premium
    title: 居民医保每人交多少钱
    topic: premium
    applies: {scheme: resident}
    ask: [居民医保一年交多少钱, 居民医保费多少]
    say: {short: "居民医保每人每年{premium}。"}
    calculate: family
  - id: account
    title: 退休个人账户每月划多少
    topic: account
    applies: {status: retired}
    ask: [退休医保卡每月进多少钱, 退休个人账户每月多少]
    say: {short: "每月划入{account}。"}
  - id: target
    title: 参保率目标是多少
    topic: enrolment
    statement: plan
    ask: [参保率要达到多少]
    say: {short: "参保率目标是{target}。"}
  - id: enrolled
    title: 全市参保人数有多少
    topic: enrolment
    statement: statistic
    ask: [有多少人参保]
    say: {short: "参保{enrolled}。"}
  - id: settled
    title: 外地住院直接结算多少人次
    topic: offsite
    statement: statistic
    ask: [外地住院直接结算多少人次, 外地住院直接结算了多少, 外地住院 直接结算 人次]
    say:
      short: 外地住院{settled}，其中直接结算{settled.direct}。
      details:
        - 直接结算占{settled.direct_share}，手工报销占{settled.by_hand_share}；其余{settled.by_hand}。
        - 名单没有公布。
  - id: gap.dental
    title: 补牙能不能报销
    topic: dental
    statement: gap
    ask: [补牙报多少, 种牙能报吗]
    say: {short: "资料没有写补牙的报销。"}
    cites: [{document: haijiao-notice, locator: 第一条}]
"""
SCHEMES = """\
schemes:
  - id: visit
    title: 门诊花的钱报多少
    topic: outpatient
    entry: rate
    ask: [看门诊花了钱报多少, 门诊花了钱自己付多少]
    facts:
      - {id: scheme, dimension: scheme}
      - {id: status, dimension: status, when: {scheme: employee}}
      - {id: level, dimension: level, when: {scheme: employee}}
      - {id: cost, kind: money, label: 门诊费用, question: 花了多少元, words: [花了, 费用, 看病], many: true}
      - {id: used, kind: money, label: 本月已报, default: "0", words: [已经报了, 报过]}
    steps:
      - id: rate
        kind: lookup
        label: 比例
        unit: fraction
        rows:
          - {when: {scheme: employee, status: working, level: primary}, figure: rate.working.primary}
          - {when: {scheme: employee, status: working, level: tertiary}, figure: rate.working.tertiary}
          - {when: {scheme: employee, status: retired, level: primary}, figure: rate.retired.primary}
          - {when: {scheme: employee, status: retired, level: tertiary}, figure: rate.retired.tertiary}
          - {when: {scheme: resident}, figure: rate.resident}
      - {id: cap, kind: lookup, label: 限额, rows: [{figure: cap}]}
      - {id: fund, label: 医保付, expression: "min(cost * rate, max(cap - used, 0))"}
      - {id: own, label: 自己付, expression: cost - fund}
    carry: {step: fund, into: used, per: month}
    results: {fund_pays: fund, self_pays: own}
    say: 医保付{fund}，自己付{own}。
  - id: family
    title: 全家居民医保一共交多少
    topic: premium
    entry: premium
    applies: {scheme: resident}
    ask: [几口人居民医保一共多少钱, 全家居民医保多少钱]
    facts:
      - id: people
        kind: count
        label: 人数
        question: 一共几个人
        words: [口人, 个人, 人]
        default: "1"
        ask_if: [全家]
        least: 1
        most: 20
    figures: {each: premium}
    steps:
      - {id: total, label: 合计, expression: people * each}
    results: {total: total}
    say: 一共{total}。
"""
OTHER = """\
documents:
  - id: shanwei-notice
    title: 山尾通知
    issuer: 山尾市医疗保障局
    issued: 2024-02-01
    kind: 通知
    sections: [{locator: 第一条, begins: 一、比例}]
figures:
  - id: rate
    label: 职工门诊报销比例
    unit: fraction
    values: [{value: "0.65", document: shanwei-notice, locator: 第一条}]
entries:
  - id: rate
    title: 职工门诊报销比例
    topic: outpatient
    applies: {scheme: employee}
    ask: [职工门诊报多少, 职工看门诊报百分之几, 门诊能报多少]
    say: {short: "职工门诊报{rate}。"}
"""
WIDER = """\
figures:
  - id: drop
    label: 不转诊少报
    unit: points
    values: [{value: "0.15", document: haijiao-notice, locator: 第三条}]
entries:
  - id: referral
    title: 不转诊去别的城市少报多少
    topic: offsite
    ask: [没办转诊去别处住院少报多少, 不转诊少报几个百分点, 转诊没办会降多少]
    say: {short: "不转诊的少报{drop}。"}
"""


def write_knowledge(folder: Path) -> Path:
    """Write the small knowledge into a folder; the folder comes back."""
    files = {
        "areas.yaml": AREAS,
        "dimensions.yaml": DIMENSIONS,
        "outside.yaml": OUTSIDE,
        "words.yaml": WORDS,
        "haijiao/documents.yaml": DOCUMENTS,
        "haijiao/figures.yaml": FIGURES,
        "haijiao/entries.yaml": ENTRIES,
        "haijiao/schemes.yaml": SCHEMES,
        "shanwei/all.yaml": OTHER,
        "wide/all.yaml": WIDER,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
