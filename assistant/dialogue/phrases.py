"""The assistant's own sentences that hold nothing of policy (Chinese, as callers hear them)."""

from __future__ import annotations

CHAT = {
    "greeting": "您好,这里是医保政策问答。请说您在哪个城市参保、想问什么。",
    "thanks": "不客气。还有别的医保问题可以接着问。",
    "bye": "好的,再见,祝您健康。",
    "who": "我是医保政策问答助手,能查{names}公开资料里的医保政策,也能帮您算账。请说在哪个城市参保、想问什么。",
    "acknowledged": "好的。还有别的医保问题可以接着问。",
    "go_on": "好的,请说想问什么。",
    "empty": "没有听到内容,没法回答。请说您在哪个城市参保、想问什么。",
}
UNKNOWN_PLACE = "我这里没有{place}的医保资料,没法回答。目前只收录了{names}。请拨打当地医保服务热线12393咨询。"
NOT_UNDERSTOOD = (
    "抱歉,没有找到与这句话对应的医保资料,没法回答。"
    "请换个说法,说清在哪个城市参保、想问哪件事;也可以拨打医保服务热线12393。"
)
WHICH_AREA = "请问您在哪个城市参保?是{names}?各地规定不一样。"
NOTED = "好的,记下了{told}。请问您想问什么?"
WHOSE_AREA = "请问那边是哪个城市参保?各地规定不一样,这里只收录了{names}。"
DEPENDS = "结果要看:{question}。分别是:"
WHICH_MATTER = "关于“{name}”,请问想问哪一样?"
NOTHING_FOUND = "抱歉,{area}的资料里没有查到这个问题的依据,没法回答。"
NO_REASON = "没有查到资料写了为什么这样定,没法回答。"
NEAR = "资料里相近的内容有:{titles}。"
TURN_TO = "可以向{where}核实。"
OF_WHOLE_ONLY = "资料只有{area}全市的数,没有{place}的,没法给出。"
ABSENT_HERE = "{area}的资料没有载明这一项,没法回答。"
OTHER_YEAR = "{area}的资料没有{asked}的这项数据,没法给出。"
NEAREST_YEAR = "资料里最近的是:{told}"
WHICH_CONDITION = "请问您{question}?"
WORKED_FROM = "用到的数:{named}。"
PAST = "以下是{dated}的资料,之后可能已有变化:"
OLD = "提示:这是{dated}的资料,之后如有调整,以当地最新规定为准。"
WIDER = "这是{wider}的规定,在{area}适用。"
TELL_ME = "请问您{question}?说清了可以答得更准。"
NOT_YET = "{area}的资料没有{day}当时的规定,没法回答。"
ONLY_SINCE = "资料只载明{day}起的办法:{told}"
NOT_BEGUN = "提示:这是{day}起的办法,现在还没有开始。"
DAYS_LEFT = "从{first}到{last}截止,还有{days}天,连{first}当天算是{whole}天。"
LAST_DAY = "{last}当天截止,就是最后一天。"
DAYS_OVER = "{last}已经截止,到{first}过了{days}天。"
SPAN = "首尾相隔"
SPAN_WHOLE = "从{first}到{last},头尾都算一共{whole}天。"
SPAN_AFTER = "从{first}到{last},首日不算是{days}天。"
SPAN_BOTH = "从{first}到{last},头尾都算{whole}天,首日不算是{days}天。"
SPAN_BETWEEN = "{one}是{first},{other}是{last}:按月份数差{months}个月,中间隔着{whole}个整月。"
SPAN_MONTHS = "从{first}到{last},正好{months}个月。"
MONTH_ONLY = "资料只写到月份,按{place}算"
WHOLE_MONTHS, MONTHS_AND_DAYS = "正好{months}个月", "{months}个月零{rest}天"
AT_PACE = "还差{lack}{measure},按每{each}{pace}{measure}算,正好要{needed}。"
AT_PACE_ROUNDED = "还差{lack}{measure},按每{each}{pace}{measure}算,要{needed}(最后一{each}不满)。"
IN_EACH = "还差{lack}{measure},按{length}摊,每{each}{amount}。"
AT_PACE_STEP, IN_EACH_STEP = "要多久", "每段平均"
IN_TIME = "来得及:期限是{due},{day}还没有过,离期限还有{days}天。"
LAST_MOMENT = "来得及,但{day}就是期限的最后一天:{due}。"
TOO_LATE = "期限已经过了:期限是{due},到{day}过了{days}天。"
APART_IN_DAYS = "从{first}到{last},相隔{days}天,头尾都算是{whole}天。"
APART_IN_MONTHS = "从{first}到{last},{told},一共{days}天。"
AHEAD_IN_DAYS = "从{first}到{last},还有{days}天,连{first}当天算是{whole}天。"
AHEAD_IN_MONTHS = "从{first}到{last},还有{told},一共{days}天。"
OVER_IN_DAYS = "{first}已经过去,到{last}过了{days}天。"
THAT_IS = ";也就是{told}。"
EVENT_IS, COUNTED_FROM, COUNTED_TO = "{label}是{when}", "从{when}算", "算到{when}"
APART_BY_MONTHS = "{one},{other}:按月份数相隔{months}个月。"
BY_NUMBERS = ";只按月份数是差{months}个月。"
NO_DAY_TOLD = "资料只写到月份、没有写哪一天,数不出天数。"
EARLIER = "资料没有直接写{asked}的数;{label}{about}是{{{id}}}。"
AVERAGE_CUT = "这是按资料里的平均幅度算的,各人各次不一样,只能参考。"
BY_RATE = "这是拿资料里的比例推算的,实际不一定一样,只能参考。"
COUNTED_TWICE = "这是几个数直接相加,里面可能有重复的。"
# Before what was told, said again to who holds a number up against it.
RIGHT_NUMBER = "对,是{number}。"
ONE_OF_TWO = "是{number}。"
# Before what answers a question that supposes something: whether it agrees.
VERDICT = "{verdict},{told}"
OTHER_NUMBER = "不是{number},前面算的、说的是:"
# What is asked of a bill told before whose result the caller has only held up.
WHAT_IT_COMES_TO = "{told},那一共是多少"
OWN_RIGHT, OWN_WRONG = "对,是{number}。", "不是{number}。"
# Before a calculation that something really paid is held against.
AS_PAID = "和实际的一样,没有差。"
PAID_LESS = "按这样算{side}{due}元,实际{paid}元,少了{apart}元;为什么少,请拿结算单向经办机构核实。"
PAID_MORE = "按这样算{side}{due}元,实际{paid}元,多了{apart}元;为什么多,请拿结算单向经办机构核实。"
WHICH_PAID = "前面是几笔合在一起算的,请说清实际付的是哪一笔、那一笔的费用是多少,才好对照。"
PAYING_SIDE, OWN_SIDE, APART_FROM_PAID = "应付", "自己应出", "和实际相差"
UNCLEAR_CHANGE = "没有听明白要换成哪一种情况,请换个说法再说一遍。前面已经算过的不变。"
WHICH_THING = "请问您说的是哪一项、什么事?说清了才好答。"
WHICH_DAY = "请问是{month}月几号?规定从{change}起改了。"
