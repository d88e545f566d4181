"""Rules of leaning: who tells something more, or something else, of the case before (不对,是九十; 那退休的呢).

Each gives the choice that is meant, or None where nothing of the kind is said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.continuing import comes_once_more, tells_another
from assistant.dialogue.gathering.growing import grows
from assistant.dialogue.gathering.reaching import may_be_reached
from assistant.dialogue.gathering.taking import names_only_optional, names_sum, takes_all_sums, takes_rate, takes_sum
from assistant.dialogue.hearing.asking import (
    ALL_TOGETHER,
    asks_anew,
    asks_difference,
    asks_for_all,
    asks_for_both,
    asks_for_result,
    asks_how_much,
    only_at_present,
    only_swaps,
)
from assistant.dialogue.hearing.correcting import moves_number
from assistant.dialogue.hearing.cues import TIMES, of_measure
from assistant.dialogue.hearing.going_back import goes_back
from assistant.dialogue.hearing.introducing import leaves_open
from assistant.dialogue.hearing.neighbours import other_place
from assistant.dialogue.hearing.other_results import is_bare, is_brief, only_dates
from assistant.dialogue.hearing.own_rule import own_rule
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.understanding import Understood, day_of
from assistant.dialogue.leaning.turn import LEANS_BELOW, LONGEST_VARIATION, SURE_OTHER, Turn
from assistant.policy.model import SchemeShape, Statement
from assistant.text.dates import Precision
from assistant.text.numerals import QuantityKind

# One would do otherwise now.
_REGRETS = re.compile(
    r"早(?:知道?|晓得|点知|该|应该|就该|要是)|(?:当初|当时|那时候?|原先)[^,.?!;]{0,3}?(?:要是|就|该|应该|如果|唔|不)|本来(?:就)?(?:该|应该)|"
    r"(?:就|先)好[了啦咯]")
# The verbs by which a sum is moved.
_MOVED = "涨到升到加到提到调到降到减到变成改成换成涨了升了加了升咗加咗涨咗变为改为提高到降低到"
# Of which time, seen from the change, something is asked.
_SINCE_REFORM = re.compile(r"(?:改革|改|共济|调整|新政|新规|实施|执行)[^,.?!;]{0,3}?(?:以后|之后|后)(?!面)")
_BEFORE_REFORM = re.compile(r"(?:改革?|共济|调整|新政|新规|实施)(?:以前|之前|前)|原来|以前|从前|旧时|之前|比")
# What says that something isn't so.
_DENIES = re.compile(r"[不没未无冇]")


def recurring(turn: Turn) -> Choice | None:
    """Tells that the case before comes up again in so many months (个个月都系咁,四个月一共几多)."""
    again = turn.last.gatherer.recurring.comes_again(turn.heard, turn.state.given)
    named = turn.choice.scheme is not None and not turn.chose_last and bool(turn.choice.scheme.needs)
    return turn.to_last() if turn.goes_on and again and not named else None


def returned(turn: Turn) -> Choice | None:
    """Goes back to the calculation that was told before an answer of its topic (回到前面那个,已经开了9家,还差几家)."""
    back = goes_back(turn.heard) and not turn.goes_on and bool(turn.state.cases) and not turn.chose_last
    return turn.to_last() if back and turn.choice.score < SURE_OTHER and turn.supplies_last() else None


def anew(turn: Turn) -> Choice | None:
    """Tells something of the case before anew (讲错了,这个月报过61块), though it might be for another one too."""
    other = turn.choice.scheme
    alike = turn.choice.score < LEANS_BELOW or (other is not None and other.topic == turn.last.shape.topic)
    corrects = turn.goes_on and turn.heard.corrects and not turn.chose_last and alike
    return turn.to_last() if corrects and turn.supplies_last() else None


def regretted(turn: Turn) -> Choice | None:
    """Only tells what he had better done, as the calculation takes it (早知先备案, 当初去社区睇就好啦)."""
    heard = turn.heard
    tells = turn.goes_on and bool(turn.state.cases) and not heard.sums and not heard.asks
    wishes = tells and _REGRETS.search(heard.text) and len(heard.matched) <= LONGEST_VARIATION
    return replace(turn.to_last(), other_year=None) if wishes and turn.supplies_last() else None


def another(turn: Turn) -> Choice | None:
    """Tells only how, or on which day, another case is (那退休的呢, 那1月再去呢)."""
    if not (asks_anew(turn.heard) or only_swaps(turn.heard)):
        return None
    moved = turn.goes_on and (any(day_of(mention) for mention in turn.heard.dates) or only_at_present(turn.heard))
    return turn.to_last() if moved or (not turn.chose_last and turn.supplies_last()) else None


def rate(turn: Turn) -> Choice | None:
    """Asks what the sum before comes to at a rate that the calculation takes (要是按八成报呢, 能报多少)."""
    heard = turn.heard
    asks = turn.goes_on and bool(turn.state.cases) and not heard.sums and asks_how_much(heard)
    return turn.to_last() if asks and takes_rate(turn.last.shape.facts, heard) else None


def growth(turn: Turn) -> Choice | None:
    """Asks what it comes to with so many more than those told before (年底又新增了8家,总共要几家)."""
    asks = turn.goes_on and bool(turn.state.cases) and asks_for_result(turn.heard)
    return turn.to_last() if asks and grows(turn.last.shape.facts, turn.state.given, turn.heard) else None


def one_more(turn: Turn) -> Choice | None:
    """Tells of one more person and asks for the sum of all (仔花咗50,三个人加埋几多)."""
    heard, chosen = turn.heard, turn.choice.scheme
    both = turn.goes_on and asks_for_both(heard) and not (chosen and takes_sum(chosen.facts, heard))
    told = heard.amounts or other_place(heard.text)
    all_of_them = told and (both or asks_for_all(heard, len(turn.state.cases) + 1))
    return turn.to_last() if all_of_them and turn.supplies_last() else None


def once_more(turn: Turn) -> Choice | None:
    """Tells that it came up so often again, of what is counted by how often (第二天又去了一趟,前后一共多少)."""
    heard = turn.heard
    often = any(q.kind is QuantityKind.COUNT and q.measure in TIMES for q in heard.quantities) and not heard.sums
    again = turn.goes_on and bool(turn.state.cases) and often and tells_another(heard)
    counts = any(TIMES[0] in fact.words for fact in turn.last.shape.facts)
    meant = again and counts and turn.choice.score < LEANS_BELOW
    return turn.to_last() if meant and turn.supplies_last() else None


def own_price(turn: Turn) -> Choice | None:
    """Supposes a price of his own in the place of the rule's (如果改成十五块一次,一天多收多少)."""
    found = own_rule(turn.heard) if turn.last.gatherer.takes_price else None
    other = turn.choice.entry or turn.choice.scheme
    same = other is None or other.topic == turn.last.shape.topic
    meant = turn.goes_on and bool(turn.state.cases) and found is not None and found[0].is_price and same
    return replace(turn.to_last(), other_year=None) if meant else None


def sum_taken(turn: Turn) -> Choice | None:
    """Only tells a sum that the calculation before takes by its words (今年前头救助过三万)."""
    heard = turn.heard
    tells = turn.goes_on and not turn.chose_last and heard.amounts and not heard.asks and not leaves_open(heard)
    meant = tells and names_sum(turn.last.shape.facts, heard) and turn.choice.score < SURE_OTHER
    return replace(turn.to_last(), other_year=None) if meant and turn.supplies_last() else None


def since_reform(turn: Turn) -> Choice | None:
    """Asks what it comes to since the rules changed (改革之后一个月入几多), where what was before isn't known."""
    heard, entry, last = turn.heard, turn.choice.entry, turn.last.shape
    gap = entry is not None and entry.statement is Statement.GAP and entry.topic == last.topic
    since = bool(_SINCE_REFORM.search(heard.text)) and not _BEFORE_REFORM.search(heard.text)
    asks = turn.goes_on and bool(turn.state.cases) and asks_how_much(heard) and not asks_difference(heard)
    return turn.once_more() if asks and gap and since and not heard.sums else None


def further(turn: Turn) -> Choice | None:
    """Asks for one more stay or visit, with its sum (要是年底再住一次,自付两万), though another matter was chosen."""
    heard, told = turn.heard, turn.choice.entry or turn.choice.scheme
    of_it = told is None or told.topic == turn.last.shape.topic or turn.choice.score < SURE_OTHER
    asks = turn.goes_on and bool(turn.state.cases) and turn.choice.scheme is None and comes_once_more(heard) and of_it
    meant = asks and bool(heard.sums) and takes_all_sums(turn.last.shape.facts, heard, wants_one=True)
    return replace(turn.to_last(), other_year=None) if meant else None


def besides(turn: Turn) -> Choice | None:
    """Tells another sum that the calculation takes, though it was spoken of in words since (还有俺老伴,两千五)."""
    heard, told, shape = turn.heard, turn.choice.entry, turn.last.shape
    since = not turn.goes_on and bool(turn.state.cases) and turn.state.topic == shape.topic and not turn.chose_last
    of_it = told is None or (told.topic == shape.topic and told.statement is not Statement.GAP)
    asks = replace(heard, matched=heard.matched.replace("还有", "")).asks or leaves_open(heard)
    tells = since and of_it and bool(heard.sums) and not asks and tells_another(heard)
    meant = tells and turn.choice.scheme is None and takes_all_sums(shape.facts, heard, wants_one=True)
    return replace(turn.to_last(), other_year=None) if meant and turn.supplies_last() else None


def number(turn: Turn) -> Choice | None:
    """Tells how many of what was calculated before, and names nothing else (要放俩,降完一共多少钱).

    So, too, what of both only that one counts (家 are no people).
    """
    chosen, heard = turn.choice.scheme, turn.heard
    near = turn.goes_on and not turn.chose_last and chosen is not None and chosen.topic == turn.last.shape.topic
    paid = any(q.kind is QuantityKind.MONEY for q in heard.sums)
    counts = bool(turn.state.cases) and bool(heard.quantities) and not paid and not heard.conditions
    if near and counts and chosen and not _counts_such(chosen, heard) and _counts_such(turn.last.shape, heard):
        return turn.to_last()
    words = [*turn.known(), *turn.last.shape.ask, *(chosen.ask if chosen else ())]
    named = own_words(heard, words) if near and counts and not heard.sums else ["unknown"]
    return turn.to_last() if not named and turn.supplies_last() else None


def _counts_such(scheme: SchemeShape, heard: Understood) -> bool:
    """Whether a scheme takes numbers of what was counted (家 are no people)."""
    numbers = [q for q in heard.quantities if q.kind is QuantityKind.COUNT]
    return not numbers or any(of_measure(fact, q) for fact in scheme.facts if fact.kind == "count" for q in numbers)


def in_addition(turn: Turn) -> Choice | None:
    """Tells only what the calculation before takes beside its amounts, by its words (剩下的按七成报,能报多少)."""
    heard, facts, unclear = turn.heard, turn.last.shape.facts, turn.chose_last or turn.choice.score < LEANS_BELOW
    if not (turn.goes_on and turn.state.cases and unclear and not turn.choice.repeats):
        return None
    return turn.to_last() if names_only_optional(facts, heard) else None


def reached(turn: Turn) -> Choice | None:
    """Tells how many have got there so far and asks how far that is from the target (办妥了两百家,还缺几家)."""
    choice, last = turn.choice, turn.last.shape
    asks = turn.goes_on and bool(turn.state.cases) and may_be_reached(last.facts, turn.state.given, turn.heard)
    if not asks or turn.heard.located.elsewhere:
        return None
    other = choice.scheme is not None and not turn.chose_last and choice.score >= LEANS_BELOW
    surely = choice.entry is not None and choice.entry.topic != last.topic and choice.score >= SURE_OTHER
    return None if other or surely else replace(turn.to_last(), other_year=None)


def own_sum(turn: Turn) -> Choice | None:
    """Tells a sum that the calculation before takes by its words, where an entry of the matter was chosen.

    That is a statistic, or the whole is asked for (产检也算上,一共给多少).
    """
    told, last = turn.choice.entry, turn.last.shape
    if told is None or told.topic != last.topic:
        return None
    meant = told.statement is Statement.STATISTIC or bool(ALL_TOGETHER.search(turn.heard.text))
    own = turn.goes_on and meant and turn.heard.sums and names_sum(last.facts, turn.heard)
    return turn.to_last() if own and takes_all_sums(last.facts, turn.heard, wants_one=True) else None


def day(turn: Turn) -> Choice | None:
    """Only tells of which day or month the case before is (6月14号买的)."""
    heard, told = turn.heard, turn.choice.entry or turn.choice.scheme
    alike = told is None or told.topic == turn.last.shape.topic
    days = heard.dates and all(d.precision in (Precision.DAY, Precision.MONTH) for d in heard.dates)
    only = bool(days) and is_bare(heard) and not heard.asks and not leaves_open(heard)
    return turn.to_last() if turn.goes_on and turn.state.cases and only and alike else None


def varied(turn: Turn) -> Choice | None:
    """Only changes a condition or the day, for the difference."""
    heard = turn.heard
    given = {b.amount for value in turn.state.given.values() if isinstance(value, tuple) for b in value}
    amounts = any(q.value not in given for q in heard.amounts)
    if not turn.goes_on or amounts or len(heard.matched) > LONGEST_VARIATION or not asks_difference(heard):
        return None
    return turn.to_last() if heard.dates or turn.supplies_last() else None


def other_sum(turn: Turn) -> Choice | None:
    """Puts another sum in the place of the one before, with nothing that is clearly about another matter."""
    heard, facts = turn.heard, turn.last.shape.facts
    sums = heard.sums
    alone = len(sums) == 1 and not heard.conditions and (heard.elliptical or heard.corrects)
    meant = names_sum(facts, heard) or (turn.choice.score < LEANS_BELOW and takes_sum(facts, heard))
    several = any(isinstance(value, tuple) and len(value) > 1 for value in turn.state.given.values())
    takes = turn.goes_on and not turn.chose_last and alone and meant and not several
    return turn.to_last() if takes else None


def moved_sum(turn: Turn) -> Choice | None:
    """Moves the sum told before to another one, with no word of another matter (加到4500呢, 明年涨到五千五)."""
    heard, sums = turn.heard, turn.heard.sums
    alone = turn.goes_on and bool(turn.state.cases) and len(sums) == 1 and not heard.conditions
    asks = heard.asks and not (heard.elliptical or asks_how_much(heard))
    if not alone or asks or not moves_number(heard.text, sums[0].start):
        return None
    known = [*turn.state.talk, *(q.words for q in sums), *(d.words for d in heard.dates), _MOVED]
    return turn.to_last() if not own_words(heard, known) and turn.supplies_last() else None


def more(turn: Turn) -> Choice | None:
    """Only tells what is the case, of the matter at hand: what the documents leave open, or what was taken for it.

    So with 我们是小微企业, with 没转诊就去了 where that was calculated, and with 是五月份看的.
    """
    told, last, heard = turn.choice.entry, turn.last.shape, turn.heard
    gap = told is not None and told.statement is Statement.GAP and told.topic == last.topic and is_bare(heard)
    own = told is not None and told.topic == last.topic and is_brief(heard) and (
        told.id == last.entry or only_dates(heard))
    tells = not heard.asks and not leaves_open(heard) and (own or not _DENIES.search(heard.text))
    goes_on = turn.goes_on and bool(turn.state.cases) and tells and (gap or own)
    return turn.to_last(repeats=not (turn.supplies_last() or heard.dates)) if goes_on else None


def named_last(turn: Turn) -> Choice | None:
    """Tells another case in words without which the calculator before isn't meant (那一月到六月的旧上限呢)."""
    last, heard = turn.last.shape, turn.heard
    tells = turn.goes_on and bool(last.needs) and not last.reverses and (heard.elliptical or heard.follows)
    named = tells and not turn.choice.scheme and turn.calculators.asked_round(last.id, heard)
    return turn.to_last() if named and turn.supplies_last() else None
