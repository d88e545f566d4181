"""Hand-written stand-ins for the project's own interfaces. All figures are invented."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from assistant.chat.port import Question
from assistant.dialogue.reply import Citation, FigureUsed, Reply, ReplyKind, StepShown
from assistant.errors import UnknownAreaError
from assistant.policy.model import Person, Theme

AREAS = (("linshi", "临时市"), ("xugou", "虚构市"))
NAMES = {"linshi": "linshi", "临时": "linshi", "临时市": "linshi", "xugou": "xugou", "虚构": "xugou", "虚构市": "xugou"}
TODAY = date(2024, 5, 6)
NOTICE = Citation("notice-2024", "关于门诊待遇的通知", date(2024, 1, 2), "第3条")
RATE = FigureUsed("linshi.rate", "门诊报销比例", "0.75", "fraction", date(2024, 1, 1), None, "rule")
WORKING = Person(label="上班,单位给交(在职)", short="在职", facts={"status": "working"})
RETIRED = Person(label="退休了(退休)", short="退休", facts={"status": "retired"})
THEMES = (Theme(label="看门诊", topics=("visits",)), Theme(label="去外地看病(异地就医)", topics=("filing",)))
QUESTIONS = {"看门诊": [Question(f"linshi.q{n}", f"门诊第{n}问") for n in range(1, 13)],
             "去外地看病(异地就医)": [Question("linshi.filing", "备案怎么办")]}


class FakeCall:
    """Answers by what the words hold: 你好, 报销 (asks back), 天气 (refuses), 算 (calculates), 坏 (breaks)."""

    def __init__(self, area: str | None, day: date | None, seconds: float = 0) -> None:
        self._area = area
        self._day = day or TODAY
        self._seconds = seconds
        self.heard: list[str] = []
        self.person: Person | None = None

    @property
    def area(self) -> str | None:
        return self._area

    def choose_area(self, area: str | None) -> None:
        self._area = known_area(area)

    def be(self, person: Person | None) -> None:
        self.person = person

    def tell(self, item: str, words: str) -> Reply:
        return self.say(words)

    def say(self, words: str) -> Reply:
        self.heard.append(words)
        time.sleep(self._seconds)
        if "坏" in words:
            raise RuntimeError("broken on purpose")
        if "虚构的" in words:
            self._area = "xugou"
        if "你好" in words:
            return self._reply(ReplyKind.CHAT, "您好，请说。")
        if "报销" in words:
            return self._reply(ReplyKind.CLARIFY, "您是在职还是退休？", options=("在职", "退休"))
        if "天气" in words:
            return self._reply(ReplyKind.REFUSE, "这个我答不了，可以打12393问。")
        if "算" in words:
            step = StepShown("统筹支付", "200.00 × 75%", "150.00", 0)
            text = "统筹基金付150元。"
            return self._reply(
                ReplyKind.CALCULATION,
                text,
                citations=(NOTICE,),
                figures=(RATE,),
                steps=(step,),
                amounts={"fund_pays": "150.00"},
                notices=("只算了目录内费用。",),
            )
        return self._reply(ReplyKind.ANSWER, f"您说的是：{words}。", citations=(NOTICE,), figures=(RATE,))

    def _reply(self, kind: ReplyKind, text: str, **rest: object) -> Reply:
        return Reply(kind=kind, text=text, area=self._area, as_of=self._day, **rest)  # type: ignore[arg-type]


class FakeAssistant:
    """Two invented cities; `seconds` is how long each reply takes."""

    def __init__(self, seconds: float = 0) -> None:
        self.seconds = seconds
        self.calls: list[FakeCall] = []

    def open_call(self, area: str | None = None, on: date | None = None, today: date | None = None) -> FakeCall:
        self.calls.append(FakeCall(known_area(area), on, self.seconds))
        return self.calls[-1]

    def areas(self) -> tuple[tuple[str, str], ...]:
        return AREAS

    def people(self, area: str) -> tuple[Person, ...]:
        return (WORKING, RETIRED) if area == "linshi" else ()

    def themes(self, area: str, person: Person | None) -> tuple[Theme, ...]:
        return THEMES

    def questions(self, area: str, person: Person | None, theme: Theme) -> tuple[Question, ...]:
        return tuple(QUESTIONS[theme.label])

    def answers_to(self, reply: Reply) -> tuple[str, ...]:
        return reply.options

    def amount_wanted(self, item: str) -> str:
        return "花了多少元" if item == "linshi.q1" else ""

    def in_plain_words(self, texts: Iterable[str]) -> list[str]:
        return [text.replace("统筹基金", "合用的钱（统筹基金）") for text in texts]

    def ask_at(self, area: str | None) -> str:
        return "临时市医保局" if area else ""


def known_area(name: str | None) -> str | None:
    if name is None:
        return None
    if name not in NAMES:
        raise UnknownAreaError(name, tuple(shown for _, shown in AREAS))
    return NAMES[name]


def load_fake(knowledge: Path) -> FakeAssistant:
    return FakeAssistant()
