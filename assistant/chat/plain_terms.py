"""Official terms put plainly for those who don't know them, with the term in brackets behind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.policy.model import PlainTerm
from assistant.text.typesetting import typeset

# What stands in brackets, title marks or quotation marks stays as it is.
_KEPT = r"（[^（）]*）|《[^《》]*》|“[^“”]*”"


class PlainTerms:
    """Knows what is said instead of which term."""

    def __init__(self, terms: Iterable[PlainTerm]) -> None:
        self._say = {term.term: typeset(term.say) for term in terms}
        longest_first = sorted(self._say, key=len, reverse=True)
        terms_pattern = "|".join(map(re.escape, longest_first)) or r"(?!)"
        self._pattern = re.compile(rf"(?P<kept>{_KEPT})|(?P<term>{terms_pattern})(?!（)")

    def put_plainly(self, texts: Iterable[str]) -> list[str]:
        """The texts, each term put plainly where it first occurs in them: `最多能报的钱（封顶线）`."""
        told: set[str] = set()
        return [self._pattern.sub(lambda match: self._one(match, told), text) for text in texts]

    def _one(self, match: re.Match[str], told: set[str]) -> str:
        term = match["term"]
        if term is None or term in told:
            return match.group()
        told.add(term)
        if match.string[: match.start()].endswith(self._say[term]):
            return f"（{term}）"
        return f"{self._say[term]}（{term}）"
