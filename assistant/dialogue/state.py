"""What is remembered of a call: a function of its turns, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.calculator.scheme import FactValue
from assistant.dialogue.arithmetic.named_before import Compared
from assistant.dialogue.arithmetic.told_figures import Told
from assistant.dialogue.hearing.conditions import Mention, stated
from assistant.dialogue.household.insured_people import Insured
from assistant.dialogue.household.roster import NOBODY, Homes
from assistant.dialogue.placed import Case
from assistant.dialogue.reply import Reply

# So many subjects told before the last one are remembered.
MOST_REMEMBERED = 4
LAST_TOLD = 2


@dataclass(frozen=True)
class Subject:
    """A subject that was told of, with all that was known of it."""

    subject: str | None
    topic: str | None
    last_matched: str
    facts: dict[str, tuple[str, ...]]
    given: dict[str, FactValue]
    scheme: str | None
    last_day: date | None
    cases: tuple[Case, ...]
    homes: Homes
    talk: tuple[str, ...]


@dataclass(frozen=True)
class Left:
    """What was spoken of in an area before the call went on to another one."""

    area: str
    present: Subject
    earlier: tuple[Subject, ...]


@dataclass
class CallState:
    """The call so far.

    `facts` are conditions heard on the present subject (职工, 退休…: dimension → values); `given` are the quantities
    given to the calculator `scheme`. `subject` is the item told last, `asked` the fact that was asked back for,
    `pending` the utterance that waits for it, `several` whether it tells several cases, `together` how many cases
    the calculation of last told side by side. `month` is the month whose day was asked for, `asked_back` how many
    questions back there were on end, `cases` those that the calculator of last has told, in their order, `homes`
    the household that it counted. `elsewhere` is the caller's place if the knowledge has no documents of it, `theirs`
    the area's id, or the name, of where somebody else was said to be, `only_placed` whether the turn before told
    nothing but that, `own` the caller's area while that is told of, `left` what was spoken of there.
    `story` is what the caller told before asking anything, `dated` what was told or asked of a day before any sum,
    `turning` what was told of a question turned round that lacks its sum, or of the sum that lacks the question,
    `sums` what was told of sums that nothing was asked about, `unused` what was said that no calculation has taken yet,
    each utterance with the topic it was answered on (empty for none),
    `found_by` is the calculator turned round that some of what is `given` was found by,
    `led` the calculator that was asked for where an entry was told in its place, `asked_nothing` whether the utterance
    of last asked nothing.
    `earlier` are the subjects before this one, the last one first, `told` the ids of the last two that were told of
    whatever topic, `outside` what was said of a subject beyond policy, until policy is asked about again,
    `last_said` the utterance that was answered last, `talk` the utterances about the present subject, `last_reply`
    what was replied last, small talk apart, `compared` the statistics that were named last for an operation on them,
    `answered` what the last turns told, `insured` what insurance the people have who were told of.
    """

    area: str | None
    today: date
    date_given: bool
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    given: dict[str, FactValue] = field(default_factory=dict)
    scheme: str | None = None
    subject: str | None = None
    topic: str | None = None
    last_matched: str = ""
    asked: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    pending: str | None = None
    several: bool = False
    together: int = 0
    month: date | None = None
    asked_back: int = 0
    elsewhere: str | None = None
    theirs: str = ""
    only_placed: bool = False
    own: str | None = None
    left: Left | None = None
    last_day: date | None = None
    cases: tuple[Case, ...] = ()
    story: str = ""
    dated: str = ""
    turning: str = ""
    sums: str = ""
    found_by: str = ""
    unused: tuple[tuple[str, str], ...] = ()
    led: str = ""
    asked_nothing: bool = False
    earlier: tuple[Subject, ...] = ()
    homes: Homes = NOBODY
    told: tuple[str, ...] = ()
    outside: str = ""
    last_said: str = ""
    talk: tuple[str, ...] = ()
    last_reply: Reply | None = None
    compared: Compared | None = None
    answered: tuple[Told, ...] = ()
    insured: Insured = field(default_factory=dict)

    def facts_for(self, mentions: Iterable[Mention], *, follows: bool) -> dict[str, tuple[str, ...]]:
        """The conditions that count for an utterance: its own, after those of the call if it `follows` on."""
        return {**(self.facts if follows else {}), **stated(mentions)}

    def turn_to(self, subject: str, topic: str, day: date, *, follows: bool) -> None:
        """Note what is told and of what day; what was known of another subject is set aside unless it `follows`."""
        if self.subject and topic != self.topic:
            others = (other for other in self.earlier if other.topic not in (topic, self.topic))
            self.earlier = (self._present(), *others)[:MOST_REMEMBERED]
        self.told = (subject, *(id_ for id_ in self.told if id_ != subject))[:LAST_TOLD]
        if not follows:
            self.facts = {}
            if topic != self.topic:
                self.given, self.scheme, self.cases, self.homes, self.talk = {}, None, (), NOBODY, ()
        self.subject, self.topic, self.last_day = subject, topic, day

    def leave(self) -> None:
        """Set aside what was spoken of here, since it doesn't hold in the area that the call goes on to."""
        if self.left is None and self.area is not None:
            self.left = Left(self.area, self._present(), self.earlier)
        self.subject, self.scheme, self.given, self.cases, self.homes = None, None, {}, (), NOBODY
        self.earlier, self.compared, self.told, self.answered = (), None, (), ()

    def come_back(self) -> None:
        """Take up again what was spoken of before the call went on to another area."""
        if self.left is None:
            return
        last, self.earlier = self.left.present, self.left.earlier
        self.subject, self.scheme, self.given = last.subject, last.scheme, dict(last.given)
        self.cases, self.homes, self.last_day, self.left = last.cases, last.homes, last.last_day, None

    def _present(self) -> Subject:
        return Subject(self.subject, self.topic, self.last_matched, dict(self.facts), dict(self.given), self.scheme,
                       self.last_day, self.cases, self.homes, self.talk)

    def returned_to(self, other: Subject) -> CallState:
        """The call as if an earlier subject had been the last one."""
        return replace(self, subject=other.subject, topic=other.topic, last_matched=other.last_matched,
                       facts=dict(other.facts), given=dict(other.given), scheme=other.scheme, last_day=other.last_day,
                       cases=other.cases, homes=other.homes, talk=other.talk,
                       earlier=(self._present(), *(e for e in self.earlier if e is not other)))
