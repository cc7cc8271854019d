"""What can be found while there is no snapshot to open? The words, asked of the catalog, within a second.

A large library whose snapshot is missing or damaged would have to be read from beginning to end before the first
answer. Until a new one is built, this stands in: which passages hold a word is exact, how often each stands there is
not known, and so a passage scores by the rarity of the words that it holds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from inkling.index.base import Floats, Hits, Ids, QueryTerm, Selection, best, membership, positions

Match = Callable[[str], Sequence[int]]
"""Returns the ids of the passages that an FTS5 expression over exact terms picks, ascending."""

_REMEMBERED = 64
_SHORTEST_STEM = 4  # a stem of fewer characters stands for itself only


class MakeshiftIndex:
    """A lexical index that keeps nothing: `match` looks up every word.

    Args:
        ids: int64 (n,), the passages, ascending.
        match: the catalog's look-up.
    """

    def __init__(self, ids: Ids, match: Match) -> None:
        self._ids, self._match = ids, match
        self._lock = threading.Lock()
        self._known: dict[tuple[str, ...], Ids] = {}

    @property
    def ids(self) -> Ids:
        """The passages in the index."""
        return self._ids

    def select(self, allowed: Ids) -> Selection:
        """Return the selection of those passages."""
        return membership(self._ids, allowed)

    def search(self, query: Sequence[QueryTerm], k: int, selection: Selection | None = None) -> Hits:
        """Return the at most `k` passages that hold the rarest words."""
        scores = self.scores(query, self._ids)
        if selection is not None:
            scores *= selection
        found = np.flatnonzero(scores > 0)
        return best(self._ids[found], scores[found], k)

    def scores(self, query: Sequence[QueryTerm], ids: Ids) -> Floats:
        """Return the sum of the rarities of the words that each of these passages holds."""
        weights = self.rarity(query) * np.array([term.weight for term in query], np.float32)
        scores: Floats = (self.presence(query, ids) @ weights).astype(np.float32)
        return scores

    def rarity(self, query: Sequence[QueryTerm]) -> Floats:
        """Return the idf of each word."""
        holders = np.array([len(self._holders(term)) for term in query], np.float64)
        total = max(len(self._ids), 1)
        rarity: Floats = np.log(1 + (np.maximum(total - holders, 0) + 0.5) / (holders + 0.5)).astype(np.float32)
        return rarity

    def presence(self, query: Sequence[QueryTerm], ids: Ids) -> NDArray[np.bool_]:
        """Return which passage holds which word."""
        found = np.zeros((len(ids), len(query)), np.bool_)
        here = positions(self._ids, ids)[1]
        for column, term in enumerate(query):
            found[:, column] = positions(self._holders(term), ids)[1] & here
        return found

    def _holders(self, term: QueryTerm) -> Ids:
        with self._lock:
            known = self._known.get(term.forms)
        if known is None:
            known = np.array(self._match(" OR ".join(map(_expression, term.forms))), np.int64)
            with self._lock:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[term.forms] = known
        return known


def _expression(form: str) -> str:
    """Return what finds a stem among exact terms: all that begins like it; "happi" also stands for "happy"."""
    quoted = form.replace('"', '""')
    if len(form) < _SHORTEST_STEM or not form.isalpha() or not form.isascii():
        return f'"{quoted}"'
    begins = f'"{quoted}" *'
    return f'{begins} OR "{quoted[:-1]}y"' if form.endswith("i") else begins
