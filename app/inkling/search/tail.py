"""What does the catalog hold beyond the snapshot? Read step by step into small indexes, which are joined as they grow.

However often it is asked and in whatever steps, what comes out is what one reading of everything would give; only how
rare a word is that the snapshot does not know, each index says for itself. No text is read twice: indexes are joined
without their texts. One thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import PurePath
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from inkling import words
from inkling.catalog.catalog import Catalog
from inkling.catalog.texts import PassageText
from inkling.index import bm25
from inkling.index.base import Ids, positions
from inkling.index.bm25 import Bm25Index
from inkling.index.flat import FlatIndex
from inkling.index.postings import Postings
from inkling.index.snapshot import Snapshot
from inkling.records import Filter, PassageId

_STEP = 1024  # passages read at once: half a second, and as many as the catalog gives in one go
_BETWEEN, _PATIENCE_S = 32, 0.05  # passages between two looks whether somebody asks, and how long they may wait then
_SMALL, _GROWTH = 500, 4  # an index of so few passages, or of more than a quarter of the one before, joins that one


class _Part(Protocol):
    @property
    def ids(self) -> Ids: ...


_Any = TypeVar("_Any", bound=_Part)
_Entry = tuple[
    int, list[str], list[str], int, str
]  # passage, terms of the text and of what is above, document, language


class Tail:
    """The passages and vectors that a snapshot (None: none) lacks, as far as they were read.

    Attributes:
        passage: passages up to this id were read.
        segments: lexical indexes; without a snapshot at most one, as its statistics are its own.
        vectors: vector indexes; a passage is in one at most, and in none of the snapshot's.
        ids, documents: of the passages read, int64 (n,), ascending.
        spoken: the language of each, as a place in `languages`.
    """

    def __init__(self, catalog: Catalog, snapshot: Snapshot | None, model: str) -> None:
        about = snapshot.about if snapshot else None
        self._catalog, self._model = catalog, model
        self._main = snapshot.words if snapshot else None
        has_vectors = snapshot is not None and about is not None and snapshot.has_vectors and about.model == model
        self._known: Ids = snapshot.vectors().ids if snapshot and has_vectors else np.zeros(0, np.int64)
        self.passage = about.high_water if about else 0
        self._vector = about.vector_high_water if about and about.model == model else 0
        self.segments: list[Bm25Index] = []
        self.vectors: list[FlatIndex] = []
        self.ids: Ids = np.zeros(0, np.int64)
        self.documents: Ids = np.zeros(0, np.int64)
        self.spoken: NDArray[np.int16] = np.zeros(0, np.int16)
        self.languages: list[str] = []

    def unread(self) -> int:
        """Return about how many passages and vectors were not read yet; deleted ones count."""
        passages = self._catalog.high_water() - self.passage
        return passages + (self._catalog.vector_high_water() - self._vector if self._model else 0)

    def read(self, is_called_off: Callable[[], bool] = lambda: False) -> bool:
        """Read the next passages and the vectors that came; tell whether there may be more.

        Called off, or failing in between, it leaves all as it was.
        """
        entries: list[_Entry] = []
        for row in islice(self._catalog.iter_passages(PassageId(self.passage)), _STEP):
            if len(entries) % _BETWEEN == 0:
                self._catalog.courtesy.give_way(_PATIENCE_S)
            if is_called_off():
                return False
            entries.append(_entry(row))
        upto = entries[-1][0] if entries else self.passage
        segments = self._joined_segments(entries)
        vectors, vector = self._read_vectors(upto) if self._model else (self.vectors, 0)
        self.segments, self.vectors, self.passage, self._vector = segments, vectors, upto, vector
        for *_, language in entries:
            if language not in self.languages:
                self.languages.append(language)
        self.ids = np.append(self.ids, np.array([entry[0] for entry in entries], np.int64))
        self.documents = np.append(self.documents, np.array([entry[3] for entry in entries], np.int64))
        spoken = np.array([self.languages.index(entry[4]) for entry in entries], np.int16)
        self.spoken = np.append(self.spoken, spoken)
        return len(entries) == _STEP

    def _joined_segments(self, entries: list[_Entry]) -> list[Bm25Index]:
        def index(postings: Postings) -> Bm25Index:
            return Bm25Index(postings, (self._main.passages, self._main.mean_length) if self._main else None)

        def join(parts: Sequence[Bm25Index]) -> Bm25Index:
            return index(bm25.merged(parts, alive, self._main))

        alive = self._catalog.passages_where(Filter())
        segments = list(self.segments)
        if entries:
            segments.append(index(bm25.build((entry[:3] for entry in entries), self._main)))
        if self._main is not None or not segments:
            return _joined(segments, join)
        is_one = len(segments) == 1 and positions(alive, segments[0].ids)[1].all()
        return segments if is_one else [join(segments)]  # its statistics are its own: nothing gone may be in them

    def _read_vectors(self, upto: int) -> tuple[list[FlatIndex], int]:
        """Return the indexes with vectors of passages that are new, and vectors that came late; and the high water."""
        high_water = self._catalog.vector_high_water()
        chunks = []
        for ids, rows in self._catalog.iter_vectors(self._model, self.passage):
            chunks.append((ids, rows))
            if len(ids) and ids[-1] >= upto:
                break
        if high_water > self._vector:
            chunks.append(self._catalog.late_vectors(self._model, PassageId(upto), self._vector))
        chunks = [(ids, rows) for ids, rows in chunks if len(ids)]
        if not chunks:
            return self.vectors, high_water
        ids, first = np.unique(np.concatenate([ids for ids, _ in chunks]), return_index=True)
        is_new = ids <= upto
        for known in (self._known, *(index.ids for index in self.vectors)):
            is_new &= ~positions(known, ids)[1]
        if not is_new.any():
            return self.vectors, high_water
        rows = np.concatenate([rows for _, rows in chunks])[first[is_new]]
        return _joined([*self.vectors, FlatIndex(ids[is_new], rows)], FlatIndex.joined), high_water


def _joined(parts: list[_Any], join: Callable[[Sequence[_Any]], _Any]) -> list[_Any]:
    """Join the last parts until each is much smaller than the one before: few parts, and little work for each step."""
    first, last = len(parts) - 1, len(parts[-1].ids) if parts else 0
    while first > 0 and (last < _SMALL or last * _GROWTH > len(parts[first - 1].ids)):
        first -= 1
        last += len(parts[first].ids)
    return parts if first >= len(parts) - 1 else [*parts[:first], join(parts[first:])]


def _entry(row: PassageText) -> _Entry:
    passage, document, text, heading, title, names, language = row
    known = language or words.guess_language(text)
    stems = [PurePath(name).stem for name in names.splitlines()]
    above = "\n".join(dict.fromkeys(filter(None, [title, heading, *stems])))
    return passage, words.ranking_terms(text, known), words.ranking_terms(above, known), document, known
