"""What can be searched at this moment? One snapshot, what is newer (the tail), and what of it is still there.

A `View` never changes; a search holds one from beginning to end. `Views` makes the next one when the catalog has
changed: it reads only what is new. If the snapshot is damaged or missing, everything is tail and nothing is lost.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from time import monotonic
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inkling import log, words
from inkling.catalog.catalog import Catalog
from inkling.index import bm25
from inkling.index.base import Floats, Ids, IndexDamaged, LexicalIndex, VectorIndex, positions
from inkling.index.bm25 import Bm25Index
from inkling.index.flat import FlatIndex
from inkling.index.makeshift import MakeshiftIndex
from inkling.index.snapshot import Snapshot, SnapshotStore
from inkling.records import Filter

_SAMPLE = 1_000  # vectors that stand for the library when a score's usual size is asked for
_LANGUAGE_SHARE = 0.02  # a language of fewer passages gets no stems of its own in queries
_SEGMENTS = 6
# A library of more passages is not looked at anew for each search while it is being read: that takes a tenth of a
# second.
_LARGE, _REST, _LONGEST_REST_S = 10_000, 20.0, 2.0
_MAKESHIFT = 10_000  # so many passages take a second to read; beyond, the catalog's own words stand in for a snapshot


class TokenVectors(Protocol):
    """A unit vector for each token of a text, and the characters that it covers."""

    @property
    def vectors(self) -> Floats: ...  # noqa: D102
    @property
    def starts(self) -> NDArray[np.int32]: ...  # noqa: D102
    @property
    def ends(self) -> NDArray[np.int32]: ...  # noqa: D102


class Encoder(Protocol):
    """What searching needs of a model; `neural.Encoder` is one."""

    @property
    def digest(self) -> str:
        """The name of the model's vectors in the catalog."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return unit vectors, float32 (n, dim)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """Return unit vectors, float32 (n, dim)."""
        ...

    def tokens(self, text: str) -> TokenVectors:
        """Return the vectors of a passage's tokens."""
        ...

    def query_tokens(self, text: str) -> TokenVectors:
        """Return the vectors of a query's tokens."""
        ...

    def speaks(self, language: str) -> bool:
        """Tell whether the model was made for a language."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """What one search looks at.

    Attributes:
        generation: the catalog's generation that it shows.
        lexical: the lexical indexes, the main one first; all score with the same statistics.
        vectors: the vector indexes; a passage is in at most one.
        ids: the passages that are there, int64 (n,), ascending.
        documents: the document of each, int64 (n,).
        whole: whether the indexes hold nothing that is gone, so that no selection is needed.
        languages: the languages of the library and their share of the passages, the largest first.
        sample: vectors of random passages, float32 (m, dim).
        meanings: how many of the passages have a vector.
        is_makeshift: whether the catalog stands in for a snapshot, by words only.
    """

    generation: int
    lexical: tuple[LexicalIndex, ...]
    vectors: tuple[VectorIndex, ...]
    ids: Ids
    documents: Ids
    whole: bool
    languages: tuple[tuple[str, float], ...]
    sample: Floats
    meanings: int
    is_makeshift: bool = False

    def documents_of(self, ids: Ids) -> Ids:
        """Return the document of each passage, -1 for those that are gone."""
        at, here = positions(self.ids, ids)
        return np.where(here, self.documents[at], -1) if len(self.ids) else np.full(len(ids), -1, np.int64)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that a query's words get stems of."""
        return tuple(code for code, share in self.languages if share >= _LANGUAGE_SHARE and code) or ("en",)


@dataclass(slots=True)
class _Tail:
    """What was read beyond the snapshot: passages up to `passage`, vectors up to `vector`."""

    passage: int
    vector: int
    segments: list[Bm25Index]
    ids: list[int]
    documents: list[int]
    languages: Counter[str]
    vector_ids: Ids
    rows: Floats


class Views:
    """Makes views. Any thread may ask; one at a time reads what is new, the others search what there was."""

    def __init__(self, catalog: Catalog, store: SnapshotStore | None, model: str) -> None:
        self._catalog, self._store, self._model = catalog, store, model
        self._lock = threading.Lock()
        self._view: View | None = None
        self._snapshot: Snapshot | None = None
        self._tail: _Tail | None = None
        self._seen: int | None = None  # the number of the snapshot that was current when one was opened
        self._fresh_until = 0.0
        self.is_damaged = False

    def current(self) -> View:
        """Return a view of what the catalog holds now; of a large library that is being read, of a moment ago."""
        view, generation = self._view, self._catalog.generation()
        is_fresh = view is not None and (view.generation == generation or monotonic() < self._fresh_until)
        if view is not None and is_fresh and not self._is_replaced():
            return view
        if not self._lock.acquire(blocking=view is None):
            assert view is not None
            return view
        began = monotonic()
        try:
            if self._is_replaced() or self._tail is None:
                self._open()
            alive = self._catalog.passages_where(Filter())
            if self._is_far_behind(alive):
                self._view = self._makeshift(generation, alive)
                return self._view
            self._read_tail()
            self._view = self._made(generation)
            if len(alive) > _LARGE:
                rest_s = min(_REST * (monotonic() - began), _LONGEST_REST_S)
                self._fresh_until = monotonic() + rest_s
            return self._view
        finally:
            self._lock.release()

    def _is_far_behind(self, alive: Ids) -> bool:
        """Whether reading the tail would keep the person waiting: a large folder is being read, or no snapshot is."""
        if self._store is None or self._tail is None:
            return False
        unread = len(alive) - int(np.searchsorted(alive, self._tail.passage, side="right"))
        return unread > _MAKESHIFT or (self._snapshot is None and len(alive) > _MAKESHIFT)

    def _is_replaced(self) -> bool:
        return self._store is not None and self._store.current() != self._seen

    def freshen(self) -> None:
        """Take in what is new, so that the next search need not; for whoever wrote it, on its own thread."""
        self._fresh_until = 0.0
        self.current()

    def reopen(self) -> None:
        """Forget what is open, so that the next view takes the newest snapshot; for after a rebuild."""
        with self._lock:
            self._view, self._snapshot, self._tail, self.is_damaged = None, None, None, False

    def _open(self) -> None:
        """Open the current snapshot; a damaged one, or one by other rules, is as good as none."""
        snapshot, self.is_damaged = None, False
        self._seen = self._store.current() if self._store else None
        try:
            snapshot = self._store.open() if self._store else None
            if snapshot and self._model and snapshot.about.model == self._model and snapshot.has_vectors:
                snapshot.vectors()
        except IndexDamaged:
            log.event("a snapshot is damaged and will be built anew")
            snapshot, self.is_damaged = None, True
        if snapshot and snapshot.about.words != words.VERSION:
            snapshot = None
        self._snapshot = snapshot
        about = snapshot.about if snapshot else None
        vector = about.vector_high_water if about and about.model == self._model else 0
        empty = np.zeros(0, np.int64)
        self._tail = _Tail(
            about.high_water if about else 0, vector, [], [], [], Counter(), empty, np.zeros((0, 0), np.float32)
        )

    def _main(self) -> Bm25Index | None:
        return self._snapshot.words if self._snapshot else None

    def _read_tail(self) -> None:
        tail = self._tail
        assert tail is not None
        fresh = list(self._lexical_entries(tail.passage))
        if fresh:
            if self._main() is None or len(tail.segments) >= _SEGMENTS:
                start = self._snapshot.about.high_water if self._snapshot else 0
                tail.segments, tail.ids, tail.documents, tail.languages = [], [], [], Counter()
                fresh = list(self._lexical_entries(start))
            tail.segments.append(Bm25Index(bm25.build((e[:3] for e in fresh), self._main()), self._statistics()))
            tail.ids += [entry[0] for entry in fresh]
            tail.documents += [entry[3] for entry in fresh]
            tail.languages.update(entry[4] for entry in fresh)
        if self._model:
            self._read_vectors(tail, tail.passage)
        tail.passage = max([tail.passage, *(entry[0] for entry in fresh)])

    def _makeshift(self, generation: int, alive: Ids) -> View:
        """Return a view that answers by words at once: of a large library without a snapshot."""
        ids, documents = self._catalog.passage_documents()
        at, here = positions(ids, alive)
        ids, documents = alive[here], documents[at[here]]
        words_only, nothing = MakeshiftIndex(ids, self._catalog.match), np.zeros((0, 0), np.float32)
        return View(generation, (words_only,), (), ids, documents, True, (), nothing, 0, is_makeshift=True)

    def _statistics(self) -> tuple[int, float] | None:
        main = self._main()
        return (main.passages, main.mean_length) if main else None

    def _lexical_entries(self, after: int) -> list[tuple[int, list[str], list[str], int, str]]:
        made: list[tuple[int, list[str], list[str], int, str]] = []
        for passage, document, text, heading, title, names, language in self._catalog.iter_passages(after):  # type: ignore[arg-type]
            known = language or words.guess_language(text)
            stems = [PurePath(name).stem for name in names.splitlines()]
            above = "\n".join(dict.fromkeys(filter(None, [title, heading, *stems])))
            made.append((passage, words.ranking_terms(text, known), words.ranking_terms(above, known), document, known))
        return made

    def _read_vectors(self, tail: _Tail, after: int) -> None:
        """Take vectors of passages that are new, and vectors that came late for passages that are not."""
        high_water = self._catalog.vector_high_water()
        chunks = list(self._catalog.iter_vectors(self._model, after))
        if high_water > tail.vector:
            chunks.append(self._catalog.late_vectors(self._model, self._catalog.high_water(), tail.vector))
        chunks = [(ids, rows) for ids, rows in chunks if len(ids)]
        tail.vector = high_water
        if not chunks:
            return
        if len(tail.vector_ids):
            chunks.insert(0, (tail.vector_ids, tail.rows))
        ids, first = np.unique(np.concatenate([ids for ids, _ in chunks]), return_index=True)
        rows = np.concatenate([rows for _, rows in chunks])[first]
        if self._snapshot and self._snapshot.has_vectors and self._snapshot.about.model == self._model:
            known = positions(self._snapshot.vectors().ids, ids)[1]
            ids, rows = ids[~known], rows[~known]
        tail.vector_ids, tail.rows = ids, rows

    def _made(self, generation: int) -> View:
        tail, snapshot = self._tail, self._snapshot
        assert tail is not None
        alive = self._catalog.passages_where(Filter())
        known = np.array(tail.ids, np.int64)
        ids, documents = known, np.array(tail.documents, np.int64)
        languages = Counter(tail.languages)
        lexical: list[LexicalIndex] = list(tail.segments)
        vectors: list[VectorIndex] = [FlatIndex(tail.vector_ids, tail.rows)] if len(tail.vector_ids) else []
        if snapshot:
            ids = np.concatenate((snapshot.words.ids, known))
            documents = np.concatenate((snapshot.documents, documents))
            languages.update(dict(snapshot.about.languages))
            lexical.insert(0, snapshot.words)
            if snapshot.has_vectors and snapshot.about.model == self._model:
                vectors.insert(0, snapshot.vectors())
        here = positions(alive, ids)[1]
        total = max(sum(languages.values()), 1)
        return View(
            generation=generation,
            lexical=tuple(lexical),
            vectors=tuple(vectors),
            ids=ids[here],
            documents=documents[here],
            whole=bool(here.all()),
            languages=tuple((code, count / total) for code, count in languages.most_common()),
            sample=_sample(vectors),
            meanings=sum(len(index.ids) for index in vectors),
        )


def _sample(vectors: Sequence[VectorIndex]) -> Floats:
    """Return the vectors of up to `_SAMPLE` passages, always the same ones for the same library."""
    if not vectors:
        return np.zeros((0, 0), np.float32)
    random = np.random.default_rng(0)
    total = sum(len(index.ids) for index in vectors)
    parts = []
    for index in vectors:
        count = min(len(index.ids), -(-_SAMPLE * len(index.ids) // total))
        parts.append(index.vectors(np.sort(random.choice(index.ids, count, replace=False)))[1])
    return np.concatenate(parts)
