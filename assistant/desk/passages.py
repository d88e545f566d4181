"""The source passage behind a citation, as it stands in the folder of source texts, its figures marked."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from assistant.desk.port import Passage
from assistant.dialogue.reply import Citation, Reply
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import DatedValue, Document, Figure
from assistant.policy.sources import fold, written_forms

_DROPPED = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)|[\s,，]+")


class Passages:
    """The texts of one folder, `{document id}.txt` each."""

    def __init__(self, knowledge: Knowledge, folder: Path) -> None:
        self._knowledge, self._folder = knowledge, folder

    def behind(self, reply: Reply) -> tuple[Passage, ...]:
        """The passage of each place that a reply cites, in its order."""
        return tuple(self._passage(citation, reply) for citation in reply.citations)

    def _passage(self, citation: Citation, reply: Reply) -> Passage:
        document = self._knowledge.documents.get(citation.document)
        if document is None:
            return Passage(citation, missing="知识库里没有登记这份文件。")
        try:
            raw = (self._folder / f"{document.id}.txt").read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return Passage(citation, missing=f"原文文件夹里没有{document.id}.txt，或读不出来。")
        text = passage_in(document, citation.locator, raw)
        if not text:
            return Passage(citation, missing="原文里没有找到这一处。")
        return Passage(citation, text, self._marks(text, citation, reply))

    def _marks(self, text: str, citation: Citation, reply: Reply) -> tuple[tuple[int, int], ...]:
        """Where the figures of the reply that rest on this place are written in it."""
        whole, places = folded(text)
        marks: set[tuple[int, int]] = set()
        for figure, value in self._values(citation, reply):
            for form in written_forms(figure, value):
                for found in re.finditer(form, whole):
                    if found.end() > found.start():
                        marks.add((places[found.start()], places[found.end() - 1] + 1))
        return tuple(sorted(marks))

    def _values(self, citation: Citation, reply: Reply) -> list[tuple[Figure, DatedValue]]:
        values = []
        for used in reply.figures:
            figure = self._knowledge.figures.get(used.id)
            for value in figure.values if figure else ():
                located = [part.strip() for part in value.locator.split(";")]
                same = value.document == citation.document and citation.locator in located
                if figure and same and value.value == used.value:
                    values.append((figure, value))
        return values


def passage_in(document: Document, locator: str, raw: str) -> str:
    """The pieces of a text that a locator names, from the words it begins with to the next section's."""
    whole, places = folded(raw)
    starts: list[tuple[int, str]] = []
    position = 0
    for section in document.sections:
        found = whole.find(fold(section.begins), position)
        if found >= 0:
            starts.append((found, section.locator))
            position = found
    pieces = []
    for (start, name), (end, _) in zip(starts, [*starts[1:], (len(whole), "")], strict=True):
        if name == locator and start < end:
            pieces.append(raw[places[start] : places[end - 1] + 1].strip())
    return "\n".join(pieces)


def folded(raw: str) -> tuple[str, list[int]]:
    """The text as figures are compared with it, and for each of its characters the place in `raw`."""
    from assistant.text.normalise import to_simplified

    dropped = {place for found in _DROPPED.finditer(raw) for place in range(*found.span())}
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(raw):
        if place in dropped:
            continue
        for plain in unicodedata.normalize("NFKC", character):
            if not plain.isspace() and plain != ",":
                characters.append(plain)
                places.append(place)
    text = "".join(characters)
    simplified = to_simplified(text)
    # Only a conversion that keeps each character's place can be led back to the text.
    return (simplified if len(simplified) == len(text) else text), places
