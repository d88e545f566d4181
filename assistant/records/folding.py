"""A text in one spelling, character for character: places found in it are places of the text itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

HAN_DIGITS = "零一二三四五六七八九"
_SPELLINGS = {
    "零": "〇○◯", "一": "壹弌幺", "二": "贰貳弍两兩", "三": "叁弎", "四": "肆", "五": "伍", "六": "陆陸",
    "七": "柒", "八": "捌", "九": "玖", "十": "拾", "-": "‐‑‒–—―−─", "姓": "", "个": "個", "号": "號",
    "码": "碼", "证": "證証", "电": "電", "话": "話", "机": "機", "银": "銀", "护": "護", "块": "塊", "万": "萬",
    "亿": "億", "岁": "歲", "费": "費", "钱": "錢", "报": "報", "门": "門", "诊": "診", "联": "聯", "系": "係",
    "打": "", "账": "賬", "帐": "帳", "卡": "咭", "邮": "郵", "鲁": "魯", "浙": "", "粤": "粵", "苏": "蘇",
}  # fmt: skip
_DIGITS = str.maketrans(HAN_DIGITS, "0123456789")


class _Folds(dict[int, int]):
    """What each character is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        digit = unicodedata.digit(char, None)
        to = str(digit) if digit is not None else plain if len(plain) == 1 else char
        self[code] = ord(to)
        return ord(to)


# A Chinese comma stays one: only a Latin one marks thousands.
_FOLDS = _Folds({ord("，"): ord("，")})
_FOLDS.update((ord(other), ord(one)) for one, others in _SPELLINGS.items() for other in others)


@dataclass(frozen=True)
class Folded:
    """A text in three spellings of one length: as written, `plain` (half width), and with Han numerals as digits."""

    text: str
    plain: str
    digits: str

    def without(self, spans: Iterable[tuple[int, int, Any]]) -> Folded:
        """The same with nothing readable at the places of `spans`."""
        plain = self.plain
        for start, end, _ in spans:
            plain = f"{plain[:start]}{'#' * (end - start)}{plain[end:]}"
        return self if plain is self.plain else Folded(self.text, plain, plain.translate(_DIGITS))


def folded(text: str) -> Folded:
    """The text with one spelling of each character: full width to half, 〇 and 零, 贰 and 二 the same."""
    plain = text.translate(_FOLDS)
    return Folded(text, plain, plain.translate(_DIGITS))
