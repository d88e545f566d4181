"""What is asked of things told last: which ones they are, and what is asked of those their number points at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.bare_questions import bare_question
from assistant.dialogue.hearing.by_number import pointed_at
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.hearing.which_ones import lacks_names, names_them, which_ones

Read = Callable[..., Understood]

SENTENCES = (
    "甲局今年查处19家店铺,其中6家停业2至5个月。",
    "点名的是东店、西店、南店、北店、中店和老店。",
    "办法有两种:看指数和看成本。",
    "另外13家店铺是哪些,资料没有列出。",
)


@pytest.mark.parametrize(("words", "at"), [
    ("具体是哪六家", 1), ("那是哪两种", 2), ("分别是哪些", 1), ("即是哪6家店啊", 1), ("都有哪些", 1),
])
def test_which_ones_are_asked_for_is_told_by_the_sentence_that_names_so_many(read: Read, words: str, at: int) -> None:
    asked = which_ones(read(words), SENTENCES)
    assert asked is not None
    assert names_them(asked, SENTENCES) == at


def test_what_is_named_nowhere_is_said_to_lack(read: Read) -> None:
    asked = which_ones(read("具体是哪13家"), SENTENCES)
    assert asked is not None
    assert names_them(asked, SENTENCES) is None
    assert lacks_names(asked, SENTENCES) == 3


@pytest.mark.parametrize("words", ["哪几个镇有", "住院是哪几种药", "2021年是哪六家", "要带哪些材料去医院"])
def test_what_names_a_matter_of_its_own_asks_for_other_ones(read: Read, words: str) -> None:
    asked = which_ones(read(words), SENTENCES)
    assert asked is None or (names_them(asked, SENTENCES) is None and lacks_names(asked, SENTENCES) is None)


@pytest.mark.parametrize("words", [
    "那6家停多久", "被停业的那六家,都停了多久", "呢6家店要停多久", "罚得最重的那6家要停多长时间",
])
def test_what_was_told_is_pointed_at_by_its_number(read: Read, words: str) -> None:
    pointed = pointed_at(read(words), SENTENCES)
    assert pointed is not None
    rest, told, many = pointed
    assert (told, many) == ("6家", 6)
    question = bare_question(rest, SENTENCES)
    assert question is not None and question.kind.name == "span"


@pytest.mark.parametrize("words", ["那9家停多久", "6家停多久", "那6家和那13家停多久", "那6000元什么时候给"])
def test_a_number_that_was_not_told_points_at_nothing(read: Read, words: str) -> None:
    assert pointed_at(read(words), SENTENCES) is None
