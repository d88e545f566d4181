"""A small knowledge of two invented cities, for the desk on the real dialogue. All figures are invented."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "areas.yaml": """\
areas:
  - {id: linshi, name: 临时市, aliases: [临时], covered: true, ask_at: 临时市医保局}
  - {id: xugou, name: 虚构市, aliases: [虚构], covered: true, ask_at: 虚构市医保局}
""",
    "dimensions.yaml": """\
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
      - {id: working, label: 在职, words: [在职], implies: {scheme: employee}}
      - {id: retired, label: 退休, words: [退休], implies: {scheme: employee}}
  - id: delivery
    label: 生产方式
    question: 是顺产还是剖宫产
    values:
      - {id: vaginal, label: 顺产}
      - {id: caesarean, label: 剖宫产}
""",
    "linshi/documents.yaml": """\
documents:
  - id: linshi-notice
    area: linshi
    title: 门诊待遇的通知
    issuer: 临时市医保局
    issued: 2024-01-02
    kind: 通知
    sections:
      - {locator: 第一条, begins: 一、门诊}
      - {locator: 第二条, begins: 二、异地}
""",
    "linshi/figures.yaml": """\
figures:
  - id: visit.working
    label: 在职门诊报销比例
    unit: fraction
    values: [{value: "0.60", first_day: 2024-01-01, document: linshi-notice, locator: 第一条}]
  - id: visit.retired
    label: 退休门诊报销比例
    unit: fraction
    values: [{value: "0.70", first_day: 2024-01-01, document: linshi-notice, locator: 第一条}]
  - id: resident.visit
    label: 居民门诊报销比例
    unit: fraction
    values: [{value: "0.45", first_day: 2024-01-01, document: linshi-notice, locator: 第一条}]
  - id: filing.days
    label: 备案办理天数
    unit: days
    values: [{value: "3", document: linshi-notice, locator: 第二条}]
""",
    "linshi/entries.yaml": """\
entries:
  - id: visit.told
    title: 职工门诊报销比例
    topic: visits
    applies: {scheme: [employee]}
    calculate: visit
    ask: [门诊报多少, 看门诊能报几成, 门诊报销比例是多少]
    say:
      short: "在职报{visit.working}，退休报{visit.retired}。"
      variants:
        - {when: {status: [retired]}, short: "退休的报{visit.retired}。"}
        - {when: {status: [working]}, short: "在职的报{visit.working}。"}
    cites: [{document: linshi-notice, locator: 第一条}]
  - id: resident.visit.told
    title: 居民门诊报销比例
    topic: visits
    applies: {scheme: [resident]}
    ask: [居民门诊报多少, 居民看门诊能报几成]
    say: {short: "居民门诊报{resident.visit}。"}
    cites: [{document: linshi-notice, locator: 第一条}]
  - id: filing.told
    title: 异地就医备案怎么办
    topic: filing
    statement: procedure
    ask: [去外地看病要不要备案, 异地备案找谁]
    say: {short: "{filing.days}内办好备案。"}
    cites: [{document: linshi-notice, locator: 第二条}]
""",
    "linshi/schemes.yaml": """\
schemes:
  - id: visit
    title: 门诊能报多少钱
    topic: visits
    applies: {scheme: [employee]}
    ask: [看门诊花了钱报多少, 门诊花费医保付多少]
    facts:
      - {id: status, dimension: status}
      - {id: cost, kind: money, label: 费用, question: 花了多少元, words: [花了, 费用]}
    figures: {working: visit.working, retired: visit.retired}
    steps:
      - id: fund
        kind: lookup
        label: 报销比例
        unit: fraction
        rows:
          - {when: {status: working}, figure: visit.working}
          - {when: {status: retired}, figure: visit.retired}
        absent: 资料没有写
      - {id: paid, label: 医保付, expression: cost * fund}
      - {id: own, label: 自己付, expression: cost - paid}
    results: {fund_pays: paid, self_pays: own}
    say: 医保付{paid}，自己付{own}。
""",
    "xugou/documents.yaml": """\
documents:
  - id: xugou-notice
    area: xugou
    title: 门诊办法
    issuer: 虚构市医保局
    issued: 2023-05-01
    kind: 办法
    sections: [{locator: 第一条, begins: 一、门诊}]
""",
    "xugou/figures.yaml": """\
figures:
  - id: visit
    label: 门诊报销比例
    unit: fraction
    values: [{value: "0.35", first_day: 2023-05-01, document: xugou-notice, locator: 第一条}]
""",
    "xugou/entries.yaml": """\
entries:
  - id: visit.told
    title: 职工门诊报销比例
    topic: visits
    applies: {scheme: [employee]}
    ask: [门诊报多少, 看门诊能报几成]
    say: {short: "门诊报{visit}。"}
    cites: [{document: xugou-notice, locator: 第一条}]
""",
}
SEVERAL_VISITS = """\
  - id: visits
    title: 几次门诊一共报多少
    topic: visits
    ask: [看了几次门诊一共报多少]
    facts:
      - {id: scheme, dimension: scheme}
      - {id: status, dimension: status, when: {scheme: [employee]}}
      - {id: cost, kind: money, label: 每次费用, question: 每次花了多少元, words: [花了], many: true}
      - {id: share, kind: fraction, label: 另外补助的比例, default: "0", assumed: 按没有补助计算, most: 1}
      - {id: heads, kind: count, label: 人数, default: "1", least: 1, most: 9}
    figures: {rate: resident.visit}
    steps:
      - {id: paid, label: 医保付, expression: cost * (rate + share) * heads}
      - {id: own, label: 自己付, expression: cost * heads - paid}
    results: {fund_pays: paid, self_pays: own}
    say: 医保付{paid}，自己付{own}。
"""
"""A further calculator of the first city: a list of amounts, a share, a count, a fact that may be pointless."""
SOURCE = """\
关于门诊的通知
一、门诊（mén zhěn）待遇。在职的
报６０%，退休的报 70%，居民报45%。
二、异地就医。3天内办好备案。
"""


def write_knowledge(folder: Path, schemes: str = "") -> Path:
    """Write the knowledge, with further calculators of the first city, into a folder; gives the folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + (schemes if name == "linshi/schemes.yaml" else ""), encoding="utf-8")
    return folder
