"""What mixes letters with digits: e-mail addresses, messenger names, passports and permits, number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.records.folding import Folded
from assistant.text.mask_labels import MaskLabel

_MAY_HOLD_ONE = re.compile(r"[A-Za-z@]")
_IS = r"(?:号码?|账号|帐号|ID|id|是|为|就是|叫|[:\s,，的呢])"
_DOMAIN = r"(?:[A-Za-z0-9-]{1,63}\s?(?:\.|点)\s?){1,4}[A-Za-z]{2,24}"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
_EMAIL = rf"[A-Za-z0-9][A-Za-z0-9._%+-]{{0,63}}\s?@\s?{_DOMAIN}"
_EMAIL_SPOKEN = (
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\s?(?:艾特|圈[aA]|小老鼠|\bat\b)\s?"
    r"(?:[A-Za-z0-9-]{1,63}\s?(?:\.|点)\s?){1,4}(?:com|cn|net|org|edu|gov|hk|me)"
)
_MESSENGER = (
    rf"(?:微信|薇信|[vV]信|[wW][xX]|[wW]e[cC]hat){_IS}{{0,4}}(?P<wechat>[A-Za-z][A-Za-z0-9_-]{{5,19}})(?![A-Za-z0-9])"
    rf"|(?:QQ|qq|Qq|扣扣|企鹅号){_IS}{{0,4}}(?P<qq>\d{{5,11}})(?!\d|\s*(?:元|块)|@)"
)
# Passports (E12345678, EA1234567 …), permits for Hong Kong, Macau and Taiwan (C, W, H, M, T, L), identity cards
# of Hong Kong and Macau, social-security cards (a letter and eight digits). An approval number of a drug stays.
_NOT_A_CODE = r"(?<![A-Za-z0-9.])(?<!准字)(?<!准字 )(?<!字号)(?<!械备)"
_DOCUMENT = (
    rf"{_NOT_A_CODE}(?:[A-Za-z]{{1,2}}[ -]?\d{{4}}[ -]?\d{{3,4}}|[A-Za-z]{{1,2}}[ -]?\d{{3}}[ -]?\d{{3}}[ -]?\d{{2,3}}"
    r"|[HMhm]\d{10}|[A-Za-z]\d{6}(?:\([0-9Aa]\)|(?=\D|$))|[A-Za-z]{3}\d{12}|[A-Za-z]\d{7}[A-Za-z])(?![A-Za-z0-9.%])"
)
_DOCUMENT_NAMED = (
    rf"(?:护照|通行证|回乡证|台胞证|居住证|居留证|永居证|军官证|士兵证|警官证|残疾证|驾驶证|驾照|证件){_IS}{{0,6}}"
    r"(?P<named>(?!\d(?:[ -]?\d){16}[ -]?[Xx])(?=[\d -]*[A-Za-z])"
    r"(?=[A-Za-z -]*\d[A-Za-z0-9 -]*\d[A-Za-z0-9 -]*\d)[A-Za-z0-9](?:[ -]?[A-Za-z0-9]){5,19})"
    r"(?![A-Za-z0-9])(?!\s*(?:元|块|年|月|日|万))"
)
_PLATE = (
    rf"[{_PROVINCES}][A-HJ-Za-hj-z][·•.\s-]{{0,2}}(?=[A-Za-z0-9 ]*\d)"
    r"(?:(?=[A-Za-z0-9]*\d)[A-HJ-NP-Za-hj-np-z0-9]{5,6}"
    r"|(?=[A-Za-z0-9]*\d)[A-HJ-NP-Za-hj-np-z0-9]{4}[挂学警港澳]"
    r"|[A-HJ-NP-Za-hj-np-z0-9]{2,3} [A-HJ-NP-Za-hj-np-z0-9]{2,3})(?![A-Za-z0-9%.]|\s*(?:元|块|万))"
)


def codes(read: Folded) -> Iterator[tuple[int, int, MaskLabel]]:
    """The places of such codes with their labels, in no order."""
    if not _MAY_HOLD_ONE.search(read.plain) and "证" not in read.plain and "扣扣" not in read.plain:
        return
    taken: list[tuple[int, int]] = []
    for label, pattern in _patterns():
        for found in pattern.finditer(read.digits):
            group = found.lastgroup
            start, end = found.span(group) if group else found.span()
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                yield start, end, label


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[MaskLabel, re.Pattern[str]], ...]:
    return tuple(
        (label, re.compile(pattern))
        for label, pattern in (
            (MaskLabel.EMAIL, _EMAIL),
            (MaskLabel.EMAIL, _EMAIL_SPOKEN),
            (MaskLabel.MESSENGER, _MESSENGER),
            (MaskLabel.DOCUMENT, _DOCUMENT),
            (MaskLabel.DOCUMENT, _DOCUMENT_NAMED),
            (MaskLabel.PLATE, _PLATE),
        )
    )
