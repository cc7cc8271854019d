"""Which passages could answer, and what does each voice say about them? Filters go in before the best are chosen.

The voices are the words (BM25) and the meaning (cosine). Each names its best passages; then both speak about all of
them, so that no passage is judged by half.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inkling import words
from inkling.index.base import Floats, Hits, Ids, LexicalIndex, QueryTerm, Selection, VectorIndex
from inkling.search.view import View

BY_WORDS, BY_MEANING = 300, 150  # how many passages each voice may name: measured, more changes no ranking
_USUAL_RAREST = 8.3  # idf of a word that no one of 2,000 passages holds; the strength was learned at that size
_CHARACTER_SHARE = 0.3  # what a lone character of a run tells, beside 1 for a pair


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of a query as an index wants them, and how much each of them tells when it is found.

    `rarity_unit` turns the sum of what is told into what it would be in a library of usual size, where the rarest word
    tells more than in a small one.
    """

    text: str
    words: tuple[words.Word, ...]
    terms: tuple[QueryTerm, ...]
    telling: Floats
    rarity_unit: float = 1.0

    @property
    def mass(self) -> float:
        """How much all words together tell."""
        return float(self.telling.sum())


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages, and what is known of each so far; arrays of one length.

    Attributes:
        ids: int64, ascending.
        documents: int64.
        words: float32, BM25; 0 without any of the words.
        present: bool (n, q), which word of the query stands there.
        cosines: float32, NaN where there is no vector.
    """

    ids: Ids
    documents: Ids
    words: Floats
    present: NDArray[np.bool_]
    cosines: Floats


def wanted(text: str, view: View) -> Wanted:
    """Return the words of a query; function words are left out as long as others remain."""
    found = words.query_words(text, view.spoken)
    kept = [word for word in found if not word.little] or found
    terms = tuple(dict.fromkeys(QueryTerm(forms) for word in kept for forms in _forms(word)))
    unit = _USUAL_RAREST / max(float(np.log(1 + 2 * len(view.ids))), 1.0)
    return Wanted(text, tuple(kept), terms, _telling(terms, view), max(unit, 1.0))


def _forms(word: words.Word) -> Iterable[tuple[str, ...]]:
    """Return the terms of a word: its stems are forms of one term, parts and characters stand alone."""
    if len(word.exact) == 1:
        return [word.ranking]
    return [(term,) for term in word.ranking]


def _telling(terms: Sequence[QueryTerm], view: View) -> Floats:
    if not terms or not view.lexical:
        return np.zeros(len(terms), np.float32)
    rarity = view.lexical[0].rarity(terms)
    lone = [len(term.forms[0]) == 1 and words.is_run(term.forms[0]) for term in terms]
    return rarity * np.where(lone, np.float32(_CHARACTER_SHARE), np.float32(1))


def by_words(view: View, terms: Sequence[QueryTerm], allowed: Ids | None, k: int = BY_WORDS) -> Hits:
    """Return the passages that hold the words best."""
    return _merged([index.search(terms, k, _selected(index, view, allowed)) for index in view.lexical], k)


def by_meaning(view: View, query: Floats, allowed: Ids | None, k: int = BY_MEANING) -> Hits:
    """Return the passages that mean the nearest."""
    return _merged([index.search(query, k, _selected(index, view, allowed)) for index in view.vectors], k)


def candidates(view: View, want: Wanted, ids: Ids, queries: Floats | None) -> Candidates:
    """Return what both voices say about these passages; `queries` float32 (m, dim), the nearest of them counts."""
    ids = np.unique(ids)
    scores = np.zeros(len(ids), np.float32)
    present = np.zeros((len(ids), len(want.terms)), np.bool_)
    for index in view.lexical:
        scores = np.maximum(scores, index.scores(want.terms, ids))
        present |= index.presence(want.terms, ids)
    none = np.full(len(ids), np.nan, np.float32)
    near = none if queries is None else cosines(view, ids, queries)
    return Candidates(ids, view.documents_of(ids), scores, present, near)


def cosines(view: View, ids: Ids, queries: Floats) -> Floats:
    """Return how near each of these passages (ids ascending) is to the nearest query; NaN where it has no vector."""
    near = np.full(len(ids), np.nan, np.float32)
    for part in view.vectors:
        found, rows = part.vectors(ids)
        if len(found):
            near[np.searchsorted(ids, found)] = (rows @ queries.T).max(axis=1)
    return near


def meaning_of(view: View, ids: Ids, weights: Floats) -> Floats:
    """Return the weighted sum of the vectors of passages (ids ascending), float32 (1, dim); without any, (1, 0)."""
    total = np.zeros((1, 0), np.float32)
    for part in view.vectors:
        found, rows = part.vectors(ids)
        if len(found):
            own = weights[np.searchsorted(ids, found)] @ rows
            total = total + own if total.size else own[None]
    return total


def _selected(index: LexicalIndex | VectorIndex, view: View, allowed: Ids | None) -> Selection | None:
    return view.standing(index) if allowed is None else index.select(allowed)


def _merged(parts: Sequence[Hits], k: int) -> Hits:
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Hits(np.zeros(0, np.int64), np.zeros(0, np.float32))
    ids, scores = np.concatenate([part.ids for part in parts]), np.concatenate([part.scores for part in parts])
    order = np.lexsort((ids, -scores))[:k]
    return Hits(ids[order], scores[order])
