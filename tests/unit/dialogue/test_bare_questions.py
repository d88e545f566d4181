"""Questions without a matter of their own, and the sentences that tell what they ask; invented figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.bare_questions import bare_question, only_takes_up, telling, words_taken_up
from assistant.dialogue.hearing.understanding import Understood

Read = Callable[..., Understood]

SENTENCES = (
    "计划建一个系统,2024年6月底前建成。",
    "自2023年3月起试用,为期2至4个月。",
    "责任单位是甲处和乙中心。",
    "依据是《系统管理办法》,目的是少跑腿。",
    "带身份证到大厅办,或打电话5550123。",
    "花多少钱,资料没有写。",
)


@pytest.mark.parametrize(("words", "kind", "at"), [
    ("归谁管", "who", 2), ("哪个处牵头啊", "who", 2), ("责任单位呢", "who", 2), ("哪块负责", "who", 2),
    ("要多久", "span", 1), ("那得多长时间", "span", 1), ("停几个月", "span", 1),
    ("什么时候能弄好", "end", 0), ("最晚几时", "end", 0), ("完成时间要求", "end", 0),
    ("几时开始", "start", 1), ("从什么时候起的", "start", 1),
    ("有什么依据", "basis", 3), ("哪份文件", "basis", 3), ("为什么呀", "why", 3),
    ("要带什么", "papers", 4), ("打哪个电话", "phone", 4), ("那在哪里办", "where", 4),
])
def test_what_is_asked_without_a_matter_is_told_by_its_sentence(read: Read, words: str, kind: str, at: int) -> None:
    question = bare_question(read(words), SENTENCES)
    assert question is not None
    assert question.kind.name == kind
    assert telling(question.kind, SENTENCES, question.words) == at


@pytest.mark.parametrize("words", [
    "住院押金要多久退", "谁能买商业保险", "什么时候去外地住院", "98天一共领多少,几时开始", "怎么退钱?打哪个电话",
])
def test_what_names_a_matter_or_asks_for_more_is_no_bare_question(read: Read, words: str) -> None:
    assert bare_question(read(words), SENTENCES) is None


def test_a_question_may_take_up_only_what_was_told(read: Read) -> None:
    told = ("每人450元,个人不用掏钱,所有区县都有。",)
    assert words_taken_up(read("区县都有吗"), told)
    assert not words_taken_up(read("卫生院都有吗"), told)
    assert only_takes_up(read("那450自己掏一半?"), told)
    assert not only_takes_up(read("那450打给谁?"), told)


def test_as_of_when_something_was_counted_is_no_answer_to_when(read: Read) -> None:
    question = bare_question(read("几时开始"), ("",))
    assert question is not None
    assert telling(question.kind, ("截至2023年3月有9家。",), ()) is None
