"""Finds the place names of a gazetteer in an utterance: the longest at each place, none overlapping.

Knows nothing of which places the knowledge covers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_KINDS = ("特别行政区", "自治区", "自治州", "自治县", "地区", "新区", "林区", "省", "市", "县", "区", "州", "盟", "旗")
# A name doesn't end here: 河南话 is a language, 广州路 a street, 上海滩 a book.
_NOT_BEFORE = "路街"


@dataclass(frozen=True)
class PlaceMention:
    """A place spoken of; `name` is the gazetteer's spelling, `text[start:end]` what was said."""

    name: str
    start: int
    end: int


class Gazetteer:
    """The places that are recognised. A name is found with and without its 省, 市 or 县."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for name in names:
            self._names.setdefault(name, name)
        for name in tuple(self._names):
            for said in _also_said(name):
                self._names.setdefault(said, name)
        self._longest = max((len(said) for said in self._names), default=0)

    @property
    def spoken_names(self) -> tuple[str, ...]:
        """Every form that is found, so that a dictionary of words can take them in."""
        return tuple(self._names)

    def find(self, text: str) -> tuple[PlaceMention, ...]:
        """Return the places in a normalised text, in order."""
        found: list[PlaceMention] = []
        at = 0
        while at < len(text):
            said = self._longest_at(text, at)
            if said is None:
                at += 1
                continue
            if text[at + len(said) : at + len(said) + 1] not in tuple(_NOT_BEFORE):
                found.append(PlaceMention(self._names[said], at, at + len(said)))
            at += len(said)
        return tuple(found)

    def _longest_at(self, text: str, at: int) -> str | None:
        for length in range(min(self._longest, len(text) - at), 1, -1):
            said = text[at : at + length]
            if said in self._names:
                return said
        return None


def _also_said(name: str) -> list[str]:
    """The name without the word for its kind (烟台 for 烟台市), or with 市 when it has none."""
    for kind in _KINDS:
        if name.endswith(kind) and len(name) - len(kind) >= 2:
            return [name[: -len(kind)]]
    return []
