"""Which kind of private number a string of digits is, from its form and from what stands around it.

Knows no text: places and words are `private_numbers`'s. Formats are public standards (GB 11643 for identity numbers,
the check digit of Luhn for cards), no figures of policy.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from assistant.text.mask_labels import MaskLabel

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_REGIONS = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d")
_MOBILE = re.compile(r"(?:0{0,2}86)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"0{0,2}(?:86)?0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}")
_OPEN_TO_ALL = re.compile(r"[48]00\d{7}|(?:95|96|12|10|11)\d{1,6}")
_HOTLINE = re.compile(r"(?:12[13]|95[05]|100)\d\d|12\d{3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PHONE_GROUPS = {
    (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (3, 2, 2, 2, 2), (5, 6), (6, 5), (3, 4, 2, 2),
}  # fmt: skip
_IDENTITY_GROUPS = {(6, 8, 4), (6, 8, 3)}
_LANDLINE_FIRST = (3, 4, 5, 6)


class Cue(StrEnum):
    """What a word before a number says that it is; the surest first."""

    IDENTITY = "identity"
    CARD = "card"
    SOCIAL = "social"
    ACCOUNT = "account"
    PHONE = "phone"


class Number(NamedTuple):
    """A string of digits and what stands around it.

    Attributes:
        digits: All digits; an identity number may end in X.
        groups: How many digits hang together, group by group.
        spoken: All in Chinese numerals.
        tight: Nothing but spaces, hyphens and the like between the groups.
        listed: Marks of a list stand between groups: an enumerating comma, or brackets around spoken ones.
        year_like: Every group reads as a year.
        even: The groups are written alike, with the same in all gaps, or nothing but spaces and hyphens.
        goes_on: Read out digit by digit, and the next digit follows in the same way.
        sealed: A group is a day, a time, an amount or a count by its form or by the unit behind it.
        zero_led: A group after the first begins with 0, as no amount does.
        as_amount: A unit of money stands right behind it, or a sign of money before it.
        hyphened: Hyphens between the groups, and nothing else.
        money_before, money_after: The words there speak of money.
        cue: What the words before say that it is.
        cue_is_sure: Whether they speak of a number (号, 尾号), not just of a card.
        after_plus, after_letter: What stands right before it.
    """

    digits: str
    groups: tuple[int, ...]
    spoken: bool
    tight: bool
    listed: bool
    year_like: bool
    even: bool
    goes_on: bool
    sealed: bool
    zero_led: bool
    as_amount: bool
    hyphened: bool
    money_before: bool
    money_after: bool
    cue: Cue | None
    cue_is_sure: bool
    after_plus: bool
    after_letter: bool

    @property
    def whole(self) -> bool:
        """Whether it is one group."""
        return len(self.groups) == 1

    @property
    def is_loose(self) -> bool:
        """Whether nothing but the order of the groups says that they are one number."""
        return not self.tight and self.cue is None and self.groups not in _IDENTITY_GROUPS

    @property
    def may_be_split(self) -> bool:
        """Whether groups so far apart can be one number: nothing suggests a list of amounts."""
        if self.whole or self.cue is not None:
            return True
        if self.listed:
            return self.zero_led
        return self.spoken or not self.about_money or (self.zero_led and self.tight)

    @property
    def about_money(self) -> bool:
        """Whether it may be one sum after another: what follows tells so only of sums with marks between them."""
        return self.money_before or (self.money_after and not self.tight)


class Finding(NamedTuple):
    """What is to stand in a number's place, and how sure that is: 0 the surest."""

    rank: int
    label: MaskLabel


def finding_of(number: Number) -> Finding | None:
    """What is to stand in a number's place; None where nothing is private."""
    if is_identity(number.digits) and not (number.sealed and number.is_loose):
        return Finding(0, MaskLabel.IDENTITY)
    if number.groups in _IDENTITY_GROUPS and _as_identity(number) and (number.tight or number.cue is Cue.IDENTITY):
        return Finding(2, MaskLabel.IDENTITY)
    if number.as_amount or number.sealed or (number.year_like and not number.whole):
        return None
    for judge in (_as_mobile, _as_identity, _as_landline, _as_card):
        label = None if number.goes_on else judge(number)
        if label is not None:
            return Finding(1 if number.whole else 2, label)
    label = _by_cue(number) or _by_length(number)
    return Finding(3, label) if label else None


def has_form(digits: str, whole: bool, after_plus: bool) -> bool:
    """Whether digits can be private without a word before them that says so: a quick look before a close one."""
    length = len(digits)
    if whole:
        return length >= 10
    if length in (15, 17, 18) and _looks_like_identity(digits if length != 17 else f"{digits}X"):
        return True
    return after_plus or bool(_MOBILE.fullmatch(digits)) or bool(_LANDLINE.fullmatch(digits)) or is_card(digits)


def stands_alone(digits: str) -> bool:
    """Whether digits on end are a day, a moment or a hotline: nothing that a number goes on from."""
    return is_day(digits) or _is_moment(digits) or bool(_HOTLINE.fullmatch(digits))


def is_identity(digits: str) -> bool:
    """Whether 18 digits are a resident identity number: region, birth date and check digit fit."""
    if len(digits) != 18 or not _looks_like_identity(digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11] == digits[17]


def is_card(digits: str) -> bool:
    """Whether 15 to 19 digits have a bank card's first digit and check digit."""
    if not 15 <= len(digits) <= 19 or digits[0] not in "34569" or not digits.isdecimal():
        return False
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_year(digits: str) -> bool:
    """Whether digits can be told as a year."""
    return bool(_YEAR.fullmatch(digits))


def is_kept(digits: str, kept: frozenset[str]) -> bool:
    """Whether a number is one of those published, with or without country and area code."""
    if digits in kept:
        return True
    local = re.sub(r"^(?:0{0,2}86)?0?", "", digits)
    return any(
        (len(known) >= 7 and (local == known.lstrip("0") or re.fullmatch(rf"\d{{2,4}}{known}", digits)))
        or (len(digits) >= 7 and re.fullmatch(rf"0\d{{2,3}}{digits}", known))
        for known in kept
    )


def _as_mobile(number: Number) -> MaskLabel | None:
    if not _MOBILE.fullmatch(number.digits):
        return None
    if number.whole or number.cue is not None or number.after_plus or number.hyphened:
        return MaskLabel.MOBILE
    if number.tight and number.groups in _PHONE_GROUPS and (number.zero_led or not number.about_money):
        return MaskLabel.MOBILE
    return MaskLabel.MOBILE if number.may_be_split else None


def _as_identity(number: Number) -> MaskLabel | None:
    """An identity number of 15 digits, or one of 18 that was mistyped."""
    if len(number.digits) not in (15, 18) or not _looks_like_identity(number.digits):
        return None
    if not (number.whole or number.even):
        return None
    return MaskLabel.IDENTITY if number.may_be_split else None


def _as_landline(number: Number) -> MaskLabel | None:
    digits = number.digits
    if number.after_plus and number.tight and re.fullmatch(r"[1-9]\d{9,14}", digits):
        return MaskLabel.PHONE
    if not _LANDLINE.fullmatch(digits):
        return None
    if number.whole or number.cue is Cue.PHONE:
        return MaskLabel.PHONE
    return MaskLabel.PHONE if number.groups[0] in _LANDLINE_FIRST or number.may_be_split else None


def _as_card(number: Number) -> MaskLabel | None:
    if not is_card(number.digits) or not number.may_be_split or not (number.whole or number.even):
        return None
    return MaskLabel.BANK_CARD if number.cue is not Cue.IDENTITY or number.tight else None


def _by_cue(number: Number) -> MaskLabel | None:
    """What the words before call it, for numbers without a form of their own."""
    digits, length = number.digits, len(number.digits)
    if number.cue is None or not number.even or is_day(digits) or _is_moment(digits):
        return None
    if not number.tight and (number.groups[0] >= 7 or number.year_like):
        return None
    if number.cue is Cue.PHONE:
        fits = length in (7, 8) and not _OPEN_TO_ALL.fullmatch(digits)
        return MaskLabel.PHONE if fits else None
    if number.whole and is_year(digits):
        return None
    if length < (4 if number.whole and number.cue_is_sure else 8) or length > 22:
        return None
    return {
        Cue.IDENTITY: MaskLabel.IDENTITY,
        Cue.CARD: MaskLabel.BANK_CARD,
        Cue.SOCIAL: MaskLabel.SOCIAL_CARD,
        Cue.ACCOUNT: MaskLabel.NUMBER,
    }[number.cue]


def _by_length(number: Number) -> MaskLabel | None:
    """Twelve digits on end and more are no amount and no date."""
    if not number.whole or len(number.digits) < 12 or _is_moment(number.digits) or number.after_letter:
        return None
    if re.fullmatch(r"(?:(?:19|20)\d\d)+", number.digits) and number.spoken:
        return None
    return MaskLabel.BANK_CARD if is_card(number.digits) else MaskLabel.NUMBER


def _looks_like_identity(digits: str) -> bool:
    if not _REGIONS.match(digits):
        return False
    born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    return is_day(born, first_year=1850)


def is_day(digits: str, first_year: int = 1900) -> bool:
    """Whether eight digits are a day: 20221223."""
    if len(digits) != 8 or not digits.isdecimal():
        return False
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return first_year <= day.year <= 2100


def _is_moment(digits: str) -> bool:
    """Whether 12 or 14 digits are a day and a time: 202212231530."""
    clock = re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?", digits[8:])
    return clock is not None and is_day(digits[:8])
