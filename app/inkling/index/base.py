"""What must an index be able to do? The two protocols, and the plain values that they speak in.

A search never says "the best k, and then drop what is not wanted": whatever is wanted goes in as a `Selection` and is
applied before the best are chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType, Protocol

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Floats = NDArray[np.float32]
Selection = NewType("Selection", np.ndarray[tuple[int], np.dtype[np.bool_]])
"""Which of the passages of one index may be found; made by that index's `select` and meaningless to any other."""


class IndexDamaged(Exception):
    """A file of an index is not what was written; the index has to be built anew. Never reaches a person."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Passages with their scores, best first; equal scores in the order of the ids. int64 (k,) and float32 (k,)."""

    ids: Ids
    scores: Floats

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word of a query for a lexical index: any of `forms` will do. The best of them counts, times `weight`."""

    forms: tuple[str, ...]
    weight: float = 1.0


class VectorIndex(Protocol):
    """Finds the passages whose vectors point where the query's does. Any number of threads may search at once."""

    @property
    def ids(self) -> Ids:
        """The passages in the index, int64 (n,), ascending."""
        ...

    def select(self, allowed: Ids) -> Selection:
        """Return the selection of those passages; `allowed` is ascending and may hold ids that are not here."""
        ...

    def search(self, query: Floats, k: int, selection: Selection | None = None) -> Hits:
        """Return the at most `k` passages with the largest inner product; `query` is float32 (dim,)."""
        ...

    def vectors(self, ids: Ids) -> tuple[Ids, Floats]:
        """Return those of `ids` that are here, in the same order, and their vectors, float32 (k, dim)."""
        ...


class LexicalIndex(Protocol):
    """Finds the passages that hold the words of the query. Any number of threads may search at once."""

    @property
    def ids(self) -> Ids:
        """The passages in the index, int64 (n,), ascending."""
        ...

    def select(self, allowed: Ids) -> Selection:
        """Return the selection of those passages; `allowed` is ascending and may hold ids that are not here."""
        ...

    def search(self, query: Sequence[QueryTerm], k: int, selection: Selection | None = None) -> Hits:
        """Return the at most `k` passages with the largest BM25 score; a passage without any of the words is no hit."""
        ...

    def scores(self, query: Sequence[QueryTerm], ids: Ids) -> Floats:
        """Return the BM25 score of each of these passages, float32 (k,); 0 for those that are not here."""
        ...

    def rarity(self, query: Sequence[QueryTerm]) -> Floats:
        """Return the idf of each word, float32 (q,); the largest possible for a word that no passage holds."""
        ...

    def presence(self, query: Sequence[QueryTerm], ids: Ids) -> NDArray[np.bool_]:
        """Return which passage holds which word, bool (k, q)."""
        ...


def best(ids: Ids, scores: Floats, k: int) -> Hits:
    """Return the `k` best of these, best first, ties by id."""
    if k <= 0 or not len(ids):
        return Hits(ids[:0], scores[:0])
    if k < len(ids):
        worst_kept = np.partition(scores, len(scores) - k)[len(scores) - k]
        kept = np.flatnonzero(scores >= worst_kept)
        ids, scores = ids[kept], scores[kept]
    order = np.lexsort((ids, -scores))[:k]
    return Hits(ids[order], scores[order])


def positions(ids: Ids, wanted: Ids) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return where each wanted id stands in the ascending `ids`, and whether it stands there at all."""
    if not len(ids):
        return np.zeros(len(wanted), np.intp), np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return at, ids[at] == wanted


def membership(ids: Ids, allowed: Ids) -> Selection:
    """Return which of `ids` are among the ascending `allowed`."""
    return Selection(positions(allowed, ids)[1])
