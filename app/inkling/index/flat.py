"""Which vectors are nearest? Exactly, by looking at every one: nothing is faster to keep, and nothing is missed.

In memory as float32, or mapped from a snapshot as int8 and widened a block at a time: 10 ms for 100,000 passages at 384
dimensions, where a graph takes 170 MB of memory and minutes to build.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inkling.index.base import Floats, Hits, Ids, Selection, best, membership, positions
from inkling.index.compact import Compact


class FlatIndex:
    """Exact search over vectors in memory.

    Args:
        ids: int64 (n,), ascending.
        rows: float32 (n, dim).
    """

    def __init__(self, ids: Ids, rows: Floats) -> None:
        assert len(ids) == len(rows)
        self._ids = ids
        self._rows = rows

    @classmethod
    def joined(cls, parts: Sequence[FlatIndex]) -> FlatIndex:
        """Return one index of all that these hold; no passage may be in two of them."""
        ids = np.concatenate([part._ids for part in parts])
        order = np.argsort(ids, kind="stable")
        return cls(ids[order], np.concatenate([part._rows for part in parts])[order])

    @property
    def ids(self) -> Ids:
        """The passages in the index."""
        return self._ids

    def select(self, allowed: Ids) -> Selection:
        """Return the selection of those passages."""
        return membership(self._ids, allowed)

    def search(self, query: Floats, k: int, selection: Selection | None = None) -> Hits:
        """Return the at most `k` passages with the largest inner product."""
        if selection is None:
            return best(self._ids, self._rows @ query, k)
        chosen = np.flatnonzero(selection)
        return best(self._ids[chosen], self._rows[chosen] @ query, k)

    def vectors(self, ids: Ids) -> tuple[Ids, Floats]:
        """Return those of `ids` that are here, and their vectors."""
        at, found = positions(self._ids, ids)
        return ids[found], self._rows[at[found]]


class CompactFlatIndex:
    """Exact search over int8 codes, which may be memory-mapped."""

    def __init__(self, rows: Compact) -> None:
        self._rows = rows

    @property
    def ids(self) -> Ids:
        """The passages in the index."""
        return self._rows.ids

    def select(self, allowed: Ids) -> Selection:
        """Return the selection of those passages."""
        return membership(self._rows.ids, allowed)

    def search(self, query: Floats, k: int, selection: Selection | None = None) -> Hits:
        """Return the at most `k` passages with the largest inner product."""
        chosen: NDArray[np.intp] | None = None if selection is None else np.flatnonzero(selection)
        return self._rows.search(query, k, chosen)

    def vectors(self, ids: Ids) -> tuple[Ids, Floats]:
        """Return those of `ids` that are here, and their vectors."""
        at, found = positions(self._rows.ids, ids)
        return ids[found], self._rows.rows(at[found])
