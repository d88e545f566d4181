"""What can keep records from being read or written; messages are Chinese and hold nothing of a caller."""

from __future__ import annotations

from assistant.errors import AssistantError


class StoreError(AssistantError):
    """The store can't be used now: `reason` says why, in Chinese, for an operator."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class StoreMissingError(StoreError):
    """There is no store yet at the place that was named."""


class StoreRefusedError(StoreError):
    """The store is there, but won't take this: trying again won't help."""


class StoreDamagedError(StoreError):
    """The store's file is damaged."""


class StoreTooNewError(StoreError):
    """The store was made by a newer version of the program."""
