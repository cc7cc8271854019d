"""Which passages hold the words of the query, and how tellingly? BM25 over terms that `words` made.

bm25s adds up the scores (4 ms where SQLite takes 100). What it is given is worked out here, from counts that take a
quarter of the room of its own arrays: a test compares both. And here title and heading are weighed, and late-comers are
scored with the statistics of the main index, which bm25s cannot.
"""

from __future__ import annotations

import os
import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inkling.index.base import Floats, Hits, Ids, QueryTerm, Selection, best, membership, positions
from inkling.index.postings import BODY, TITLE, Postings, Statistics, coded, decoded, triples
from inkling.piecewise import in_order

K1, B = 1.2, 0.75
TITLE_WEIGHT = TITLE / BODY  # what a word in title, heading or file name counts, beside 1 for a word in the text

Terms = Sequence[str]
_AT_ONCE = 1 << 17  # words counted, and postings packed, in one go: some 10 MB
_LOOKED_UP = 1_000  # terms whose number is known from an earlier question: each is asked for four times in a search
_REMEMBERED = 1_000_000  # postings kept unpacked between two queries: 8 MB


def build(passages: Iterable[tuple[int, Terms, Terms]], main: Bm25Index | None = None) -> Postings:
    """Build the arrays from (id, terms of the text, terms of title, heading and name), in ascending order of ids.

    With `main`, scores use its statistics, so that hits of both indexes can be compared.
    """
    counted = _Counted()
    for passage, body, title in passages:
        counted.add(passage, body, title)
    return counted.postings(main)


def merged(parts: Sequence[Bm25Index], alive: Ids, main: Bm25Index | None = None) -> Postings:
    """Return what `build` would make of those passages of all these that are alive; no text is needed for that.

    The ids of each part lie above those of the one before; `alive` is ascending.
    """
    counted = _Counted()
    for part in parts:
        counted.take(part._postings, alive)
    return counted.postings(main)


class Bm25Index:
    """A lexical index over `Postings`, which may be memory-mapped."""

    def __init__(self, postings: Postings, statistics: tuple[int, float] | None = None) -> None:
        self._postings = postings
        mean = postings.others.mean_length if postings.others else _mean(postings.lengths)
        self._passages, self._mean_length = statistics or (len(postings.ids), mean)
        self._idf = postings.others.idf if postings.others else _idf(postings.holders, len(postings.ids))
        self._norm = K1 * (1 - B + B * postings.lengths / mean)
        self._words = postings.vocabulary.tobytes()
        self._starts = np.concatenate(([0], postings.term_ends))
        self._looked_up: dict[str, int] = {}
        self._lock = threading.Lock()
        self._columns: dict[int, tuple[NDArray[np.int32], Floats]] = {}
        self._held = 0  # postings in these columns

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
        return 0 if number < 0 else int(self._postings.holders[number])

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
            scores = self._summed(plain)
        for term, numbers in found:
            if len(numbers) == 1 and term.weight == 1.0:
                continue
            top = np.zeros(len(self.ids), np.float32)
            for number in numbers:
                rows, values = self._column(number)
                top[rows] = np.maximum(top[rows], values)  # a term's rows are distinct
            scores += term.weight * top
        return scores

    def _summed(self, numbers: Sequence[int]) -> Floats:
        """Let bm25s add up the scores of these terms."""
        columns = [self._column(number) for number in numbers]
        scorer = scoring_library().BM25(k1=K1, b=B, method="atire", idf_method="lucene")
        scorer.scores = {
            "data": np.concatenate([scores for _, scores in columns]),
            "indices": np.concatenate([rows for rows, _ in columns]),
            "indptr": np.cumsum([0, *(len(rows) for rows, _ in columns)]),
            "num_docs": len(self.ids),
        }
        scorer.nonoccurrence_array = None
        summed: Floats = scorer.get_scores_from_ids(range(len(columns)))
        return summed

    def _term_scores(self, term: QueryTerm, at: NDArray[np.intp], here: NDArray[np.bool_]) -> Floats:
        top = np.zeros(len(at), np.float32)
        for number in self._numbers(term):
            rows, values = self._column(number)
            place = np.minimum(np.searchsorted(rows, at), len(rows) - 1)
            top = np.maximum(top, np.where((rows[place] == at) & here, values[place], 0))
        return top

    def _column(self, number: int) -> tuple[NDArray[np.int32], Floats]:
        """Return the rows that hold a term, int32 ascending, and their scores; the last ones asked for are kept."""
        with self._lock:
            column = self._columns.pop(number, None)
            self._held -= len(column[0]) if column else 0
        if column is None:
            made, holders = self._postings, int(self._postings.holders[number])
            rows, counts = decoded(made.data[made.ends[number] : made.ends[number + 1]], holders)
            column = rows, self._idf[number] * counts * (K1 + 1) / (counts + self._norm[rows])
        with self._lock:
            self._held += 0 if number in self._columns else len(column[0])
            self._columns[number] = column
            while self._held > _REMEMBERED and len(self._columns) > 1:
                rows, _ = self._columns.pop(next(iter(self._columns)))
                self._held -= len(rows)
        return column

    def _numbers(self, term: QueryTerm) -> list[int]:
        return [number for form in term.forms if (number := self._number(form)) >= 0]

    def _number(self, term: str) -> int:
        known = self._looked_up.get(term)
        if known is not None:
            return known
        wanted = term.encode()
        number = bisect_left(range(len(self._postings.term_ends)), wanted, key=self._term)
        known = number if number < len(self._postings.term_ends) and self._term(number) == wanted else -1
        if len(self._looked_up) >= _LOOKED_UP:
            self._looked_up.clear()
        self._looked_up[term] = known
        return known

    def _term(self, number: int) -> bytes:
        return self._words[self._starts[number] : self._starts[number + 1]]


def scoring_library() -> Any:  # noqa: ANN401  # the library has no types
    """Return bm25s, without the progress bars that it would import."""
    os.environ.setdefault("DISABLE_TQDM", "1")
    import bm25s

    return bm25s


class _Numbers(dict[str, int]):
    """Numbers terms in the order in which they come."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


@dataclass(slots=True)
class _Batch:
    """Words of some passages, counted: by term, then by row, counted from `first`. Each array as small as can be."""

    first: int
    terms: NDArray[np.int32]
    rows: NDArray[Any]
    weights: NDArray[Any]

    def renumber(self, rank: NDArray[np.int32]) -> None:
        """Sort by other numbers of terms."""
        terms = rank[self.terms]
        order = np.argsort(terms, kind="stable")
        self.terms, self.rows, self.weights = terms[order], self.rows[order], self.weights[order]

    def of(self, start: int, stop: int) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[Any]]:
        """Return terms, rows and weights of the terms from `start` to before `stop`."""
        some = slice(*np.searchsorted(self.terms, (start, stop)))
        return self.terms[some], self.rows[some].astype(np.int64) + self.first, self.weights[some]


class _Counted:
    """Words counted passage by passage, before they are sorted into postings."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._ids, self._lengths = array("q"), array("f")
        self._words, self._sizes = array("i"), array("i")  # of the passages not counted yet
        self._batches: list[_Batch] = []

    def add(self, passage: int, body: Terms, title: Terms) -> None:
        assert not self._ids or passage > self._ids[-1], "passages come in ascending order of their ids"
        self._ids.append(passage)
        self._lengths.append(len(body) + TITLE_WEIGHT * len(title))
        self._words.extend(map(self._numbers.__getitem__, body))
        self._words.extend(map(self._numbers.__getitem__, title))
        self._sizes.extend((len(body), len(title)))
        if len(self._words) + len(self._sizes) >= _AT_ONCE:
            self._count()

    def take(self, made: Postings, alive: Ids) -> None:
        """Take over passages that were counted before, but for those that are gone."""
        terms, rows, weights = triples(made)
        here = positions(alive, made.ids)[1]
        kept = np.flatnonzero(here[rows])
        terms, rows = terms[kept], (np.cumsum(here) - 1)[rows[kept]]
        vocabulary, numbers = made.terms(), np.zeros(len(made.holders), np.int32)
        for term in np.unique(terms).tolist():
            numbers[term] = self._numbers[vocabulary[term]]
        first = len(self._ids)
        self._ids.extend(made.ids[here].tolist())
        self._lengths.extend(made.lengths[here].tolist())
        if len(terms):
            self._batches.append(_Batch(first, numbers[terms], _small(rows), _small(weights[kept])))

    def _count(self) -> None:
        """Count the words that wait: sort them by term, row, and whether they stand in the text or above it."""
        sizes = np.array(self._sizes, np.int64)
        first = len(self._ids) - len(sizes) // 2
        words = np.array(self._words, np.int64) << 32 | np.repeat(np.arange(len(sizes)), sizes)
        self._words, self._sizes = array("i"), array("i")
        if not len(words):
            return
        words.sort()
        starts = np.flatnonzero(np.diff(words >> 1, prepend=-1))
        weights = np.add.reduceat(np.where(words & 1, TITLE, BODY), starts)
        rows, terms = (words[starts] & 0xFFFFFFFF) >> 1, (words[starts] >> 32).astype(np.int32)
        self._batches.append(_Batch(first, terms, _small(rows), _small(weights)))

    def postings(self, main: Bm25Index | None) -> Postings:
        self._count()
        ids, lengths = np.array(self._ids, np.int64), np.array(self._lengths, np.float32)
        terms = in_order(self._numbers)  # as their UTF-8 bytes sort
        order = np.fromiter((self._numbers[term] for term in terms), np.int64, len(terms))
        self._numbers = _Numbers()  # a large library should not be in memory twice
        holders = np.zeros(len(terms), np.int64)
        for batch in self._batches:
            holders += np.bincount(batch.terms, minlength=len(terms))
        holders = holders[order]
        data, ends = self._coded(order, holders)
        words = [term.encode() for term in terms]
        return Postings(
            ids=ids,
            lengths=lengths,
            vocabulary=np.frombuffer(b"".join(words), np.uint8),
            term_ends=np.cumsum(np.fromiter(map(len, words), np.int64, len(words))),
            holders=holders,
            ends=ends,
            data=data,
            others=_statistics_of(main, terms, holders, lengths) if main else None,
        )

    def _coded(self, order: NDArray[np.int64], holders: NDArray[np.int64]) -> tuple[Any, NDArray[np.int64]]:
        """Return the bytes of all postings, some terms at once, and where those of each term end."""
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        for batch in self._batches:
            batch.renumber(rank)
        before = np.concatenate(([0], np.cumsum(holders)))
        pieces, sizes, term = [], [np.zeros(1, np.int64)], 0
        while term < len(holders):
            upto = max(term + 1, int(np.searchsorted(before, before[term] + _AT_ONCE, side="right")) - 1)
            terms, rows, weights = map(np.concatenate, zip(*(b.of(term, upto) for b in self._batches), strict=True))
            by_term = np.argsort(terms, kind="stable")
            made, each = coded(holders[term:upto], rows[by_term], weights[by_term])
            pieces.append(made)
            sizes.append(each)
            term = upto
        return np.frombuffer(b"".join(pieces), np.uint8), np.cumsum(np.concatenate(sizes))


def _small(numbers: NDArray[np.int64]) -> NDArray[Any]:
    """Return numbers from 0 on in the smallest type that holds them."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _statistics_of(main: Bm25Index, terms: Sequence[str], holders: NDArray[np.int64], lengths: Floats) -> Statistics:
    """Return the main index's statistics of some terms; those that it does not hold have their own."""
    known = np.array([main.holders(term) for term in terms], np.int64)
    return Statistics(_idf(np.where(known > 0, known, holders), main.passages), main.mean_length or _mean(lengths))


def _mean(lengths: Floats) -> float:
    return max(float(lengths.mean()), 1.0) if len(lengths) else 1.0


def _idf(holders: NDArray[Any], passages: int) -> Floats:
    passages = max(passages, 1)
    idf: Floats = np.log(1.0 + (np.maximum(passages - holders, 0) + 0.5) / (holders + 0.5)).astype(np.float32)
    return idf
