"""What was really paid, held against what was calculated (单子上才给报了两千一,少了多少).

Takes the result of the calculation told last; runs no calculator.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue import phrases
from assistant.dialogue.gathering.standing import standing
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import Reply, ReplyKind, StepShown
from assistant.dialogue.state import CallState
from assistant.text.numerals import SUMS, format_amount

_GIVES = r"(?:报销?|付|支付|给|俾|畀|打|发|到账?|退|拿|领|补|救助|赔|进|入|返|划|算|写|显示|印|批)"
_TAKES = r"(?:收|扣|交|缴|要|掏|自付|出)"
_WHOM = r"(?:给|帮|替|跟|俾|畀)?(?:我|俺|咱|他|她|佢|您)?(?:们|[妈爸爹娘]|家)?"
_TAIL = r"(?:到|回来?|返|出来?|过来?)?(?:了|咗|过|的|得)?(?:我|俺|咱|他|她|佢)?(?:就?是|系|有|个|才|只|得|共|大概|:)*"
# Where it is told what was paid, or who paid it.
_WHERE = (
    r"(?:实际上?|其实|结果|出院(?:那天|的?时候?)?|结[账算](?:那天|的?时候?)|最后|单(?:子|据)?上?|账单|发票|收据|窗口|医院|药店|单位|公司|卡上?|存折|短信|系统|账户|到手|手里|手上|"
    r"医保局?|民政|他们|人家|那边|这边|真正|落袋)"
)
_ONLY = r"(?:只|才|就|净系|净|统共|一共)"
_PAID = re.compile(
    rf"(?:{_WHERE}[^,.?!;\d]{{0,10}}?|{_ONLY}){_WHOM}{_ONLY}?{_WHOM}{_GIVES}{{1,2}}{_TAIL}$|到手(?:的)?{_ONLY}?(?:是|有)?$")
_TAKEN = re.compile(
    rf"(?:{_WHERE}[^,.?!;\d]{{0,10}}?|(?:自己|自个儿?|个人|我|俺){_ONLY}?(?:已经|都|却|竟然)?){_WHOM}{_TAKES}{{1,2}}{_TAIL}$")
_MANY = r"(?:多少|几多|几钱|几块|几蚊|几个钱|好多|几)"
_BY_HOW_MUCH = re.compile(
    rf"(?<![至最顶])(?:[差少争欠短亏多]|吃亏)(?:报销?|付|给|俾|畀|打|发|退|拿|领|补|算|收|扣|交|掏|出|救助|赔|返)?"
    rf"(?:我|俺|他|她)?(?:了|咗|着|得|出来?)?(?:我|俺)?{_MANY}")
_IS_RIGHT = re.compile(
    r"(?:对(?:不对|吗|得上|不上)|啱(?:唔啱|吗|咩)|是不是(?:给|报|算|付)?[少多错]|"
    r"(?:给|报|算|付|发|收|扣)[少多错]了?(?:吗|没|吧)|[少多]没[少多]|有没有(?:少|多|错))")
# What was used up of a limit, or is still to come, is no result.
_OF_LIMIT = re.compile(
    r"限额|额度|封顶|上限|起付|门槛|已经?(?!付)|还(?:能|可以|剩|有)|再|又|上次|上回|之前|前面|如果|要是|花了|花咗|总费用|目录")
_LONGEST = 44
# The results by which each is told, the likeliest first.
_GIVEN, _OWN = ("fund_pays", "account", "aid", "paid"), ("self_pays", "total")
_BOTH = 2


def held_against(heard: Understood, last: Reply | None, state: CallState) -> Reply | None:
    """The last calculation, and by how much what was really paid is off its result; None if nothing of it is asked."""
    if last is None or last.kind is not ReplyKind.CALCULATION or state.together >= _BOTH or state.asked:
        return None
    sums = [q for q in standing(heard) if q.kind in SUMS]
    asks = _BY_HOW_MUCH.search(heard.text) or _IS_RIGHT.search(heard.text)
    if len(sums) != 1 or not asks or asks.start() < sums[0].end or len(heard.text) > _LONGEST:
        return None
    before = heard.text[: sums[0].start]
    own = _TAKEN.search(before)
    if _OF_LIMIT.search(heard.text) or not (own or _PAID.search(before)):
        return None
    if _is_of_several(state):
        return replace(last, kind=ReplyKind.CLARIFY, text=phrases.WHICH_PAID, short=phrases.WHICH_PAID, details=())
    name = next((name for name in (_OWN if own else _GIVEN) if name in last.amounts), None)
    if name is None:
        return None
    return _told(last, Decimal(last.amounts[name]), sums[0].value, own=bool(own))


def _is_of_several(state: CallState) -> bool:
    """Whether the calculation of last is of several bills, each of which may be meant."""
    last = state.cases[-1] if state.cases else None
    return last is not None and any(isinstance(value, tuple) and len(value) > 1 for value in last.facts.values())


def _told(last: Reply, due: Decimal, paid: Decimal, *, own: bool) -> Reply:
    """The last reply behind the difference between what is due and what was paid."""
    least, most = sorted((due, paid))
    apart, written = most - least, (format_amount(due), format_amount(paid))
    verdict = phrases.AS_PAID if not apart else phrases.PAID_LESS if paid < due else phrases.PAID_MORE
    first = verdict.format(side=phrases.OWN_SIDE if own else phrases.PAYING_SIDE, due=written[0], paid=written[1],
                           apart=format_amount(apart))
    line = f"{phrases.APART_FROM_PAID}:{format_amount(most)} - {format_amount(least)} = {format_amount(apart)}元"
    step = StepShown(phrases.APART_FROM_PAID, f"{format_amount(most)} - {format_amount(least)}", f"{apart:.2f}", None)
    return replace(last, short=f"{first}{last.short}", text=f"{first}{last.text}\n{line}",
                   details=(*last.details, line), steps=(*last.steps, step))
