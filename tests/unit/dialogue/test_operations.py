"""What is asked to be worked out of quoted figures; all figures are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.dialogue.arithmetic.operations import Asked, formulas, own_cut
from assistant.dialogue.arithmetic.quoting import Operand
from assistant.policy.figures import base_amount, write
from assistant.policy.model import DatedValue, Figure, Statement, Unit
from assistant.text.numerals import find_quantities

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
KNOWN = {
    "all": ("参保人数", "80", Unit.WAN_COUNT, "人"),
    "some": ("投保人数", "20", Unit.WAN_COUNT, "人"),
    "growth": ("投保人数同比增长", "0.25", Unit.FRACTION, ""),
    "fall": ("投保人数同比降幅", "0.2", Unit.FRACTION, ""),
    "paid_by": ("用账户付款的占比", "0.3", Unit.FRACTION, ""),
    "saved": ("节省的支出", "400", Unit.WAN_YUAN, ""),
    "spent": ("支出", "600", Unit.WAN_YUAN, ""),
    "left": ("累计结余", "900", Unit.WAN_YUAN, ""),
    "fee": ("每人缴费", "360", Unit.YUAN, ""),
    "monthly": ("每月划入", "50", Unit.YUAN, ""),
    "towns": ("镇街", "20", Unit.COUNT, "个"),
    "teams": ("服务队", "170", Unit.COUNT, "个"),
    "cut": ("平均降价", "900", Unit.YUAN, ""),
    "cut_rate": ("平均降幅", "0.9", Unit.FRACTION, ""),
    "more": ("比上年增加人数", "5", Unit.WAN_COUNT, "人"),
}


def asked(text: str, *names: str) -> Asked:
    """A question whose numbers are, in order, the figures of these names."""
    numbers = [q for q in find_quantities(text) if q.measure not in ("个月", "年", "档") and q.value != 1]
    operands = []
    for name, quantity in zip(names, numbers, strict=True):
        label, value, unit, measure = KNOWN[name]
        dated = DatedValue(value=value, document="d", locator="l", first_day=YEAR[0], last_day=YEAR[1])
        figure = Figure(id=f"x.{name}", label=label, unit=unit, measure=measure, statement=Statement.STATISTIC,
                        values=(dated,))
        operands.append(Operand(figure.id, figure, dated, base_amount(figure, dated), quantity, True))
    spans = tuple(q for q in find_quantities(text) if q.measure in ("个月", "年"))
    words = tuple(write(o.figure, o.value) for o in operands)
    return Asked(text, tuple(operands), words, spans, lambda one, other: True)


@pytest.mark.parametrize(
    ("text", "names", "expressions"),
    [
        ("参保80万人,投保20万人,参保是投保的几倍", ["all", "some"], ["x.all / x.some"]),
        ("从20万人到80万人,多了多少,是几倍", ["some", "all"], ["x.all - x.some", "x.all / x.some"]),
        ("80万人里投保20万人,占几成", ["all", "some"], ["x.some / x.all"]),
        ("80万人里投保的20万人,没投保的占百分之几", ["all", "some"], ["(x.all - x.some) / x.all"]),
        ("从20万人涨到80万人,涨了百分之几", ["some", "all"], ["(x.all - x.some) / x.some"]),
        ("从80万人少到20万人,少了百分之几", ["all", "some"], ["(x.all - x.some) / x.all"]),
        ("投保20万人,增长25%,去年同期多少", ["some", "growth"], ["x.some / (1 + x.growth)"]),
        ("投保20万人,下降20%,去年同期多少", ["some", "fall"], ["x.some / (1 - x.fall)"]),
        ("降了900元,降幅90%,原来多少,现在多少", ["cut", "cut_rate"],
         ["x.cut / x.cut_rate", "x.cut / x.cut_rate - x.cut"]),
        ("投保20万人,30%用账户付,是多少人", ["some", "paid_by"], ["x.some * x.paid_by"]),
        ("省了400万元,摊到80万人头上每人多少", ["saved", "all"], ["x.saved / x.all"]),
        ("20个镇街170个服务队,平均每个镇街几个", ["towns", "teams"], ["x.teams / x.towns"]),
        ("20万人每人360元,一共多少钱", ["some", "fee"], ["x.some * x.fee"]),
        ("360元一年,平均每个月多少", ["fee"], ["x.fee / 12"]),
        ("每月50元,五个月一共多少", ["monthly"], ["x.monthly * 5"]),
        ("省了400万元,花了600万元,差多少", ["saved", "spent"], ["x.spent - x.saved"]),
        ("省400万元,支600万元,合计多少", ["saved", "spent"], ["x.saved + x.spent"]),
        ("参保80万人里除掉投保的20万人还剩多少", ["all", "some"], ["x.all - x.some"]),
    ],
)
def test_what_is_asked_is_calculated_of_the_figures(text: str, names: list[str], expressions: list[str]) -> None:
    assert [formula.expression for formula in formulas(asked(text, *names))] == expressions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("参保80万人,投保20万人,什么时候开始", ["all", "some"], id="nothing to work out"),
        pytest.param("参保80万人,花了400万元,一共多少", ["all", "saved"], id="what can't be added"),
        pytest.param("20个镇街170个服务队,平均多少", ["towns", "teams"], id="over which isn't told"),
        pytest.param("结余900万元,能撑几个月", ["left"], id="what is left is no monthly amount"),
        pytest.param("结余900万元,平均每个月多少", ["left"], id="what is left has no months"),
        pytest.param("20万人加80万人占总数几成", ["some", "all"], id="a share of what isn't quoted"),
        pytest.param("现在80万人,去年一共多少人,增加5万人", ["all", "more"], id="another year's sum"),
        pytest.param("360元一年,平均每个月多少?二档呢", ["fee"], id="something else is asked, too"),
        pytest.param("投保20万人,增长25%,一共多少人", ["some", "growth"], id="growth is no part"),
    ],
)
def test_what_is_not_sure_is_not_calculated(text: str, names: list[str]) -> None:
    assert formulas(asked(text, *names)) == []


def test_a_part_is_only_calculated_of_what_is_told_together_with_the_share() -> None:
    question = asked("投保20万人,30%用账户付,是多少人", "some", "paid_by")
    apart = Asked(question.text, question.operands, question.words, question.spans, lambda one, other: False)
    assert formulas(apart) == []


def test_the_amounts_are_in_base_units() -> None:
    assert [o.amount for o in asked("参保80万人", "all").operands] == [Decimal(800_000)]


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("平均降了90%,原来5000块的现在多少钱", "5000 * (1 - x.cut_rate)"),
        ("平均降了90%,原来5000块的能省多少", "5000 * x.cut_rate"),
        ("平均降了90%,我这次5000块的能报多少", None),
    ],
)
def test_an_amount_of_before_is_cut_as_the_documents_say(text: str, expression: str | None) -> None:
    share, amount = find_quantities(text)[0], find_quantities(text)[1]
    found = own_cut(replace(asked(text[: share.end], "cut_rate"), text=text), amount)
    assert (found.expression if found else None) == expression
