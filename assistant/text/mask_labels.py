"""The labels that stand in kept words where something private stood, such as 〔身份证号〕.

They say nothing of policy: reading leaves them out, so that masked words are answered like those with nothing there.
"""

from __future__ import annotations

from enum import StrEnum


class MaskLabel(StrEnum):
    """What stood there."""

    IDENTITY = "身份证号"
    MOBILE = "手机号"
    PHONE = "电话号码"
    BANK_CARD = "银行卡号"
    SOCIAL_CARD = "社保卡号"
    DOCUMENT = "证件号"
    EMAIL = "邮箱"
    MESSENGER = "微信号"
    PLATE = "车牌号"
    NAME = "姓名"
    ADDRESS = "住址"
    NUMBER = "号码"

    @property
    def shown(self) -> str:
        """The label as it stands in a text."""
        return f"〔{self.value}〕"


PATTERN = f"〔(?:{'|'.join(MaskLabel)})〕"
