"""Turns questions into the packed arrays of an index. Everything is done on whole arrays, one field at a time.

Questions are renumbered into *places*: by partition, then by length, so that a partition is one range of places
and, within it, questions of like length are neighbours.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.search.completing import Arrays, orders
from assistant.search.terms import (
    Codes,
    Cutter,
    Field,
    Keys,
    Pronouncer,
    characters,
    cut_words,
    fold,
    pair_keys,
    single_keys,
    word_key,
)

Rows = NDArray[np.int32]

_MOST_SOUNDS = 0xFFFE
_LEAST_SEEN = 4
_LEAST_TERMS = 50
_PIECE = 1_000_000


def pack(
    questions: Sequence[str], owner: Sequence[int], partition: Sequence[int], words: Cutter, pinyin: Pronouncer
) -> tuple[Arrays, list[str]]:
    """Return the arrays of an index and its syllables in the order of their codes."""
    folded = [fold(question) for question in questions]
    lengths = np.fromiter(map(len, folded), np.int32, len(folded))
    parts = np.asarray(partition, dtype=np.int32)
    order = np.lexsort((lengths, parts)).astype(np.int32)
    folded = [folded[number] for number in order]
    lengths = lengths[order]
    text = characters(folded)
    sounds, syllables = _sounds(folded, pinyin)
    starts = _starts(lengths)
    owners = np.asarray(owner, dtype=np.int64)[order]
    arrays: Arrays = {
        "question": order,
        "owner": owners,
        "text": text,
        "sounds": sounds,
        "text_starts": starts,
        **(partitions := _partitions(parts[order])),
        **orders(folded, partitions["partition_starts"], sounds, syllables, starts),
    }
    fields = _fields(folded, text, sounds, lengths, words)
    del folded  # The fields let go of it as soon as the words are cut.
    arrays.update(_postings(owners, fields))
    return arrays, syllables


def _starts(counts: NDArray[Any]) -> NDArray[np.int64]:
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def _partitions(parts: NDArray[np.int32]) -> Arrays:
    names, first = np.unique(parts, return_index=True)
    return {"partitions": names, "partition_starts": np.append(first, len(parts)).astype(np.int64)}


def _sounds(folded: Sequence[str], pinyin: Pronouncer) -> tuple[NDArray[np.uint16], list[str]]:
    """Return the syllable code of every character of every text, and the syllables."""
    codes: dict[str, int] = {}
    spoken = array("H")
    for text in folded:
        syllables = pinyin.syllables(text)
        if len(syllables) != len(text):
            raise ValueError(f"{text!r}: {len(syllables)} syllables for {len(text)} characters; expected one for each")
        spoken.extend([codes.setdefault(syllable, len(codes)) for syllable in syllables])
        if len(codes) > _MOST_SOUNDS:
            raise ValueError(f"more than {_MOST_SOUNDS} different syllables; is it one a character, without tones?")
    return np.frombuffer(spoken, np.uint16) if spoken else np.empty(0, np.uint16), list(codes)


def _fields(
    folded: Sequence[str], text: Codes, sounds: NDArray[np.uint16], lengths: NDArray[np.int32], words: Cutter
) -> Iterator[list[NDArray[Any]]]:
    """Give the keys of each field and the place of the text that each comes from, fields in ascending order.

    Each is given as a list for the receiver to empty: the arrays are the largest there are, and it should be free to
    drop each as soon as it is used.
    """
    yield _words(folded, words)
    del folded
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    same = rows[1:] == rows[:-1]
    yield [pair_keys(text[:-1], text[1:], Field.PAIR)[same], rows[1:][same]]
    yield [single_keys(text, Field.CHARACTER), rows]
    yield [pair_keys(sounds[:-1], sounds[1:], Field.SOUND_PAIR)[same], rows[1:][same]]
    yield [single_keys(sounds, Field.SOUND), rows]


def _words(folded: Sequence[str], words: Cutter) -> list[NDArray[Any]]:
    known: dict[str, int] = {}
    numbers, counts = array("i"), np.zeros(len(folded), np.int32)
    for place, text in enumerate(folded):
        found = cut_words(text, words)
        counts[place] = len(found)
        numbers.extend([known.setdefault(word, len(known)) for word in found])
    keys = np.fromiter(map(word_key, known), np.uint64, len(known))
    return [keys[np.frombuffer(numbers, np.int32)], np.repeat(np.arange(len(folded), dtype=np.int32), counts)]


def _postings(owners: NDArray[np.int64], fields: Iterator[list[NDArray[Any]]]) -> Arrays:
    """Return the terms' sorted keys with, for each, its places; and for each place its terms, both packed."""
    groups = np.unique(owners, return_inverse=True)[1].astype(np.int32)
    members = np.bincount(groups)
    keys, sizes, places, steady = [], [], [], []
    for field in fields:
        unique, held, place = _inverted(field, len(owners))
        keys.append(unique)
        sizes.append(held)
        places.append(place)
        steady.append(steadiness(groups[place], members, held, len(owners)))
    postings = np.concatenate(places)
    del places
    return {
        "keys": np.concatenate(keys),
        "posting_starts": _starts(np.concatenate(sizes)),
        "postings": postings,
        "steadiness": np.concatenate(steady),
        **_by_place(len(owners), postings, sizes),
    }


def _inverted(field: list[NDArray[Any]], count: int) -> tuple[Keys, NDArray[np.intp], Rows]:
    """Return one field's keys, the number of places of each, and these places, each once and ascending by key.

    `field` is emptied: its arrays are dropped as soon as they are used.
    """
    rows, keys = field.pop(), field.pop()
    unique = np.unique(keys)
    wide = np.searchsorted(unique, keys)
    del keys
    wide *= count
    wide += rows
    del rows
    wide.sort()
    if len(wide):
        wide = wide[np.append(True, wide[1:] != wide[:-1])]
    place = (wide % max(count, 1)).astype(np.int32)
    wide //= max(count, 1)
    return unique, np.bincount(wide, minlength=len(unique)), place


def steadiness(
    group: NDArray[np.int32], members: NDArray[np.intp], sizes: NDArray[np.intp], count: int
) -> NDArray[np.float32]:
    """Return how likely a term stays when the same thing is asked in other words, learnt from owners' questions.

    Args:
        group: for each posting of the field, term by term, the group (the owner) of its text.
        members: the number of texts of each group.
        sizes: the number of postings of each term.
        count: the number of texts.

    Returns:
        (n_terms,) the share of a text's fellows that hold the term too, where the text does. Terms that are seldom
        seen in groups lean to what is usual for terms as rare; without groups of two or more, 0.5 for all.
    """
    term_count = len(sizes)
    grouped = (members > 1)[group]
    pairs, held = np.empty(0, np.int64), np.empty(0, np.int64)
    if grouped.any():
        term = np.repeat(np.arange(term_count), sizes)[grouped]
        pairs, held = np.unique(term * len(members) + group[grouped], return_counts=True)
    of_term, of_group = np.divmod(pairs, max(len(members), 1))
    stayed = np.bincount(of_term, held * (held - 1) / np.maximum(members[of_group] - 1, 1), term_count)
    seen = np.bincount(of_term, held, term_count)
    usual = np.full(term_count, 0.5)
    rarity = np.log((count + 1) / (sizes + 0.5))
    known = seen >= _LEAST_SEEN
    if known.sum() >= _LEAST_TERMS:
        slope, level = np.polyfit(rarity[known], stayed[known] / seen[known], 1, w=np.sqrt(seen[known]))
        usual = np.clip(level + slope * rarity, 0.1, 0.9)
    shares: NDArray[np.float32] = ((stayed + _LEAST_SEEN * usual) / (seen + _LEAST_SEEN)).astype(np.float32)
    return shares


def _by_place(count: int, postings: Rows, sizes: Sequence[NDArray[np.intp]]) -> Arrays:
    """Return the terms of each place, ascending, and where each place's begin."""
    starts = _starts(np.bincount(postings, minlength=count))
    terms = np.empty(len(postings), np.int32)
    offset = starts[:-1].copy()
    first_term = first = 0
    for held in sizes:
        place = postings[first : first + int(held.sum())]
        counts = np.bincount(place, minlength=count)
        shift = offset - _starts(counts)[:-1]
        by_place = np.argsort(place, kind="stable")
        term = np.repeat(np.arange(first_term, first_term + len(held), dtype=np.int32), held)
        for begin in range(0, len(place), _PIECE):
            chosen = by_place[begin : begin + _PIECE]
            at = shift[place[chosen]]
            at += np.arange(begin, begin + len(chosen))
            terms[at] = term[chosen]
        offset += counts
        first_term, first = first_term + len(held), first + len(place)
    return {"terms": terms, "term_starts": starts}
