"""A small index over hand-made questions, with words and readings that a reader can check by eye."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.search import Index

QUESTIONS = [
    "住院能报多少",
    "住院的起付线是多少",
    "门诊看病能报销吗",
    "怎么办理异地备案",
    "异地备案要什么材料",
    "孩子怎么参保",
    "门诊慢病怎么申请",
    "电子凭证怎么激活",
]
OWNERS = [10, 11, 12, 13, 14, 15, 16, 17]
EAST, WEST = 1, 2
PARTITIONS = [EAST, EAST, EAST, WEST, WEST, WEST, EAST, WEST]

# Each group sounds alike.
_SOUNDS = {
    "zhu": "住助", "yuan": "院员", "neng": "能", "bao": "报保", "duo": "多", "shao": "少", "yi": "异医", "di": "地",
    "bei": "备", "an": "案", "qi": "起", "fu": "付", "xian": "线", "men": "门", "zhen": "诊", "cai": "材", "liao": "料",
}  # fmt: skip


class Pairs:
    """Cuts a text into words of two characters."""

    def cut(self, text: str) -> list[str]:
        return [text[at : at + 2] for at in range(0, len(text), 2)]


class Sounds:
    """Knows a few readings; other characters stand for themselves."""

    def __init__(self) -> None:
        self._read = {letter: sound for sound, letters in _SOUNDS.items() for letter in letters}

    def syllables(self, text: str) -> tuple[str, ...]:
        return tuple(self._read.get(letter, letter) for letter in text)


def build(
    questions: Sequence[str] = QUESTIONS, owners: Sequence[int] = OWNERS, partitions: Sequence[int] = PARTITIONS
) -> Index:
    return Index.build(questions, owners, partitions, Pairs(), Sounds())


@pytest.fixture(scope="session")
def index() -> Index:
    return build()
