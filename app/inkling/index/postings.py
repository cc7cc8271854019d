"""How are the places of words kept? As gaps and small counts: a sixth of the room that rows and scores would take.

Postings are unpacked term by term when a query asks; all that is kept beside them is read when an index is opened.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inkling.index import packed
from inkling.index.base import Floats, Ids

BODY, TITLE = 2, 3  # what a word weighs in the text, and in title, heading or file name
STORED = ("ids", "lengths", "vocabulary", "term_ends", "holders", "ends", "data")
_DEFLATED_FROM = 16  # holders; deflating fewer postings gains nothing. Gaps repeat where passages share a title.
_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Statistics:
    """What scores are worked out with: float32 (t,), the idf of each term, and the mean length of a passage."""

    idf: Floats
    mean_length: float


@dataclass(frozen=True, slots=True)
class Postings:
    """A lexical index as arrays.

    Attributes:
        ids: int64 (n,), the passages, ascending.
        lengths: float32 (n,), weighted words in each.
        vocabulary: uint8 bytes, the terms in UTF-8 in ascending order, one after the other.
        term_ends: int64 (t,), where each term ends in `vocabulary`.
        holders: int64 (t,), how many passages hold each term.
        ends: int64 (t + 1,), where the postings of each term begin and end in `data`.
        data: uint8, the postings of each term, see `coded`; may be memory-mapped.
        others: the statistics of another index, None for those of this one.
    """

    ids: Ids
    lengths: Floats
    vocabulary: NDArray[np.uint8]
    term_ends: NDArray[np.int64]
    holders: NDArray[np.int64]
    ends: NDArray[np.int64]
    data: NDArray[np.uint8]
    others: Statistics | None = None

    def terms(self) -> list[str]:
        """Return the terms, in their order."""
        vocabulary, ends = self.vocabulary.tobytes(), self.term_ends.tolist()
        return [vocabulary[start:end].decode() for start, end in pairwise([0, *ends])]

    def stored(self) -> dict[str, NDArray[np.uint8]]:
        """Return what a snapshot keeps of an index with its own statistics: bytes that `from_stored` understands."""
        return {
            "ids": packed.squeeze(self.ids),
            "lengths": packed.squeeze(np.rint(BODY * self.lengths)),
            "vocabulary": np.frombuffer(zlib.compress(self.vocabulary.tobytes(), _LEVEL), np.uint8),
            "term_ends": packed.squeeze(self.term_ends),
            "holders": packed.squeeze(self.holders),
            "ends": packed.squeeze(self.ends),
            "data": self.data,
        }

    @classmethod
    def from_stored(cls, arrays: Mapping[str, NDArray[np.uint8]]) -> Postings:
        """Return the index that was stored; `data` is used as it is.

        Raises:
            ValueError: these arrays do not belong together.
        """
        try:
            vocabulary = np.frombuffer(zlib.decompress(arrays["vocabulary"].tobytes()), np.uint8)
        except zlib.error as error:
            raise ValueError("not a vocabulary") from error
        ids, doubled, term_ends, holders, ends = (
            packed.stretch(arrays[name]) for name in ("ids", "lengths", "term_ends", "holders", "ends")
        )
        is_whole = len(ids) == len(doubled) and len(term_ends) == len(holders) == len(ends) - 1
        if not is_whole or int(ends[-1]) != len(arrays["data"]):
            raise ValueError("the arrays do not belong together")
        lengths = doubled.astype(np.float32) / np.float32(BODY)
        return cls(ids, lengths, vocabulary, term_ends, holders, ends, arrays["data"])


def coded(
    holders: NDArray[np.int64], rows: NDArray[np.int64], weights: NDArray[Any]
) -> tuple[bytes, NDArray[np.int64]]:
    """Return the postings of some terms as bytes, and how many bytes each term takes.

    A term's bytes are packed numbers, the gaps between its rows and then its weights in them; deflated where many.
    """
    ends = np.cumsum(holders)
    starts = ends - holders
    gaps = rows - 1
    gaps[1:] -= rows[:-1]
    gaps[starts] = rows[starts]
    numbers = np.empty(2 * len(rows), np.int64)
    at = np.arange(len(rows)) + np.repeat(starts, holders)
    numbers[at], numbers[at + np.repeat(holders, holders)] = gaps, weights
    data, each = packed.packed_with_sizes(numbers)
    sizes = np.add.reduceat(each, 2 * starts)
    stops = np.cumsum(sizes)
    pieces, done = [], 0
    for term in np.flatnonzero(holders >= _DEFLATED_FROM):
        start, stop = int(stops[term] - sizes[term]), int(stops[term])
        deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = deflate.compress(data[start:stop].tobytes()) + deflate.flush()
        pieces += [data[done:start].tobytes(), deflated]
        sizes[term], done = len(deflated), stop
    return b"".join([*pieces, data[done:].tobytes()]), sizes


def decoded(data: NDArray[np.uint8], holders: int) -> tuple[NDArray[np.int32], Floats]:
    """Return the rows of one term and how often it stands in each, float32."""
    if holders >= _DEFLATED_FROM:
        data = np.frombuffer(zlib.decompress(data.tobytes(), -zlib.MAX_WBITS), np.uint8)
    numbers = packed.unpack(data)
    rows = (np.cumsum(numbers[:holders] + 1) - 1).astype(np.int32)
    return rows, numbers[holders:].astype(np.float32) / np.float32(BODY)


def triples(made: Postings) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return all postings unpacked: the number of the term, the row, and what it weighs there, by term and row."""
    pieces, done, holders = [], 0, made.holders
    for term in np.flatnonzero(holders >= _DEFLATED_FROM).tolist():
        start, end = int(made.ends[term]), int(made.ends[term + 1])
        inflated = zlib.decompress(made.data[start:end].tobytes(), -zlib.MAX_WBITS)
        pieces += [made.data[done:start].tobytes(), inflated]
        done = end
    numbers = packed.unpack(np.frombuffer(b"".join([*pieces, made.data[done:].tobytes()]), np.uint8))
    before = np.repeat(np.cumsum(holders) - holders, holders)  # where the postings of each one's term begin
    at = np.arange(len(before)) + before
    steps = np.concatenate(([0], np.cumsum(numbers[at] + 1)))
    rows = steps[1:] - steps[before] - 1
    return np.repeat(np.arange(len(holders)), holders), rows, numbers[at + np.repeat(holders, holders)]
