"""Which passages hold the words of the query, and how tellingly? BM25 over terms that `words` made.

bm25s does it: the scores are worked out when the index is built and only added up by a query (4 ms where SQLite takes
100). The builder here makes the arrays that bm25s would make (a test compares them), but weighs title and heading, and
scores late-comers with the statistics of the main index, which bm25s cannot.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inkling.index.base import Floats, Hits, Ids, QueryTerm, Selection, best, membership, positions

K1, B = 1.2, 0.75
TITLE_WEIGHT = 1.5  # what a word in title, heading or file name counts, beside 1 for a word in the text

Terms = Sequence[str]


@dataclass(frozen=True, slots=True)
class Postings:
    """A lexical index as arrays, all that a snapshot stores.

    Attributes:
        ids: int64 (n,), the passages, ascending.
        lengths: float32 (n,), weighted words in each.
        vocabulary: uint8 bytes, the terms in UTF-8 in ascending order, one after the other.
        term_ends: int64 (t,), where each term ends in `vocabulary`.
        ends: int64 (t + 1,), where each term's postings begin and end.
        rows: int32 (p,), the row of each posting.
        scores: float32 (p,), the BM25 score of each posting.
    """

    ids: Ids
    lengths: Floats
    vocabulary: NDArray[np.uint8]
    term_ends: NDArray[np.int64]
    ends: NDArray[np.int64]
    rows: NDArray[np.int32]
    scores: Floats


def build(passages: Iterable[tuple[int, Terms, Terms]], main: Bm25Index | None = None) -> Postings:
    """Build the arrays from (id, terms of the text, terms of title, heading and name), in ascending order of ids.

    With `main`, scores use its statistics, so that hits of both indexes can be compared.
    """
    counted = _Counted()
    for passage, body, title in passages:
        counted.add(passage, body, title)
    return counted.postings(main)


class Bm25Index:
    """A lexical index over `Postings`, which may be memory-mapped."""

    def __init__(self, postings: Postings, statistics: tuple[int, float] | None = None) -> None:
        self._postings = postings
        self._passages, self._mean_length = statistics or (len(postings.ids), _mean(postings.lengths))
        self._words = postings.vocabulary.tobytes()
        self._starts = np.concatenate(([0], postings.term_ends))
        self._scorer: Any = None

    @property
    def ids(self) -> Ids:
        """The passages in the index."""
        return self._postings.ids

    @property
    def passages(self) -> int:
        """How many passages the statistics speak of."""
        return self._passages

    @property
    def mean_length(self) -> float:
        """The mean length that scores are normalised by."""
        return self._mean_length

    def holders(self, term: str) -> int:
        """Return how many passages hold a term."""
        number = self._number(term)
        return 0 if number < 0 else int(self._postings.ends[number + 1] - self._postings.ends[number])

    def select(self, allowed: Ids) -> Selection:
        """Return the selection of those passages."""
        return membership(self.ids, allowed)

    def search(self, query: Sequence[QueryTerm], k: int, selection: Selection | None = None) -> Hits:
        """Return the at most `k` passages with the largest BM25 score."""
        scores = self._all_scores(query)
        if selection is not None:
            scores *= selection
        found = np.flatnonzero(scores > 0)
        return best(self.ids[found], scores[found], k)

    def scores(self, query: Sequence[QueryTerm], ids: Ids) -> Floats:
        """Return the BM25 score of each of these passages."""
        at, here = positions(self.ids, ids)
        scores = np.zeros(len(ids), np.float32)
        for term in query:
            scores += term.weight * self._term_scores(term, at, here)
        return scores

    def rarity(self, query: Sequence[QueryTerm]) -> Floats:
        """Return the idf of each word."""
        holders = [max(map(self.holders, term.forms), default=0) for term in query]
        return _idf(np.array(holders, np.float64), self._passages)

    def presence(self, query: Sequence[QueryTerm], ids: Ids) -> NDArray[np.bool_]:
        """Return which passage holds which word."""
        at, here = positions(self.ids, ids)
        found = np.zeros((len(ids), len(query)), np.bool_)
        for column, term in enumerate(query):
            found[:, column] = self._term_scores(term, at, here) > 0
        return found

    def _all_scores(self, query: Sequence[QueryTerm]) -> Floats:
        """Return the score of every passage: bm25s adds up, save where the best of several forms counts."""
        found = [(term, numbers) for term in query if (numbers := self._numbers(term))]
        plain = [numbers[0] for term, numbers in found if len(numbers) == 1 and term.weight == 1.0]
        scores: Floats = np.zeros(len(self.ids), np.float32)
        if plain:
            scores = self._bm25s().get_scores_from_ids(plain)
        for term, numbers in found:
            if len(numbers) == 1 and term.weight == 1.0:
                continue
            top = np.zeros(len(self.ids), np.float32)
            for number in numbers:
                rows, values = self._column(number)
                top[rows] = np.maximum(top[rows], values)  # a term's rows are distinct
            scores += term.weight * top
        return scores

    def _bm25s(self) -> Any:  # noqa: ANN401  # the library has no types
        """Return the scorer over these arrays; imported by the first query, not when a library is opened."""
        if self._scorer is None:
            scorer = scoring_library().BM25(k1=K1, b=B, method="atire", idf_method="lucene")
            made = self._postings
            scorer.scores = {
                "data": made.scores,
                "indices": made.rows,
                "indptr": made.ends,
                "num_docs": len(made.ids),
            }
            scorer.nonoccurrence_array = None
            self._scorer = scorer
        return self._scorer

    def _term_scores(self, term: QueryTerm, at: NDArray[np.intp], here: NDArray[np.bool_]) -> Floats:
        top = np.zeros(len(at), np.float32)
        for number in self._numbers(term):
            rows, values = self._column(number)
            place = np.minimum(np.searchsorted(rows, at), len(rows) - 1)
            top = np.maximum(top, np.where((rows[place] == at) & here, values[place], 0))
        return top

    def _column(self, number: int) -> tuple[NDArray[np.int32], Floats]:
        start, end = self._postings.ends[number], self._postings.ends[number + 1]
        return self._postings.rows[start:end], self._postings.scores[start:end]

    def _numbers(self, term: QueryTerm) -> list[int]:
        return [number for form in term.forms if (number := self._number(form)) >= 0]

    def _number(self, term: str) -> int:
        wanted = term.encode()
        number = bisect_left(range(len(self._postings.term_ends)), wanted, key=self._term)
        return number if number < len(self._postings.term_ends) and self._term(number) == wanted else -1

    def _term(self, number: int) -> bytes:
        return self._words[self._starts[number] : self._starts[number + 1]]


def scoring_library() -> Any:  # noqa: ANN401  # the library has no types
    """Return bm25s, without the progress bars that it would import."""
    os.environ.setdefault("DISABLE_TQDM", "1")
    import bm25s

    return bm25s


class _Counted:
    """Words counted passage by passage, before they are sorted into postings."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._ids: list[int] = []
        self._lengths: list[float] = []
        self._sizes: list[int] = []
        self._terms: list[NDArray[np.int32]] = []
        self._counts: list[NDArray[np.float16]] = []

    def add(self, passage: int, body: Terms, title: Terms) -> None:
        assert not self._ids or passage > self._ids[-1], "passages come in ascending order of their ids"
        counts = dict.fromkeys(body, 0.0)
        for term in body:
            counts[term] += 1.0
        for term in title:
            counts[term] = counts.get(term, 0.0) + TITLE_WEIGHT
        numbers = self._numbers
        known = [numbers.setdefault(term, len(numbers)) for term in counts]
        self._ids.append(passage)
        self._lengths.append(len(body) + TITLE_WEIGHT * len(title))
        self._sizes.append(len(known))
        self._terms.append(np.array(known, np.int32))
        self._counts.append(np.array(list(counts.values()), np.float16))

    def postings(self, main: Bm25Index | None) -> Postings:
        ids, lengths = np.array(self._ids, np.int64), np.array(self._lengths, np.float32)
        numbers, counts = _joined(self._terms, np.int32), _joined(self._counts, np.float16)
        self._terms, self._counts = [], []  # a large library should not be in memory twice
        encoded = sorted((term.encode(), number) for term, number in self._numbers.items())
        rank = np.empty(len(encoded), np.int32)
        rank[[number for _, number in encoded]] = np.arange(len(encoded), dtype=np.int32)
        numbers = rank[numbers] if encoded else numbers
        rows = np.repeat(np.arange(len(ids), dtype=np.int32), self._sizes)
        order = np.argsort(numbers, kind="stable")
        holders = np.bincount(numbers, minlength=len(encoded))
        rows, counts = rows[order], counts[order].astype(np.float32)
        if main is None:
            idf, mean = _idf(holders, len(ids)), _mean(lengths)
        else:
            known = np.array([main.holders(word.decode()) for word, _ in encoded], np.int64)
            idf, mean = _idf(np.where(known > 0, known, holders), main.passages), main.mean_length or _mean(lengths)
        norm = K1 * (1 - B + B * lengths / mean)
        scores = np.repeat(idf, holders) * counts * (K1 + 1) / (counts + norm[rows])
        return Postings(
            ids=ids,
            lengths=lengths,
            vocabulary=np.frombuffer(b"".join(word for word, _ in encoded), np.uint8),
            term_ends=np.cumsum([len(word) for word, _ in encoded], dtype=np.int64),
            ends=np.concatenate(([0], np.cumsum(holders, dtype=np.int64))),
            rows=rows,
            scores=scores.astype(np.float32),
        )


def _joined(parts: list[NDArray[Any]], kind: type[Any]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _mean(lengths: Floats) -> float:
    return max(float(lengths.mean()), 1.0) if len(lengths) else 1.0


def _idf(holders: NDArray[Any], passages: int) -> Floats:
    passages = max(passages, 1)
    idf: Floats = np.log(1.0 + (np.maximum(passages - holders, 0) + 0.5) / (holders + 0.5)).astype(np.float32)
    return idf
