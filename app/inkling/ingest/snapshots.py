"""When is the next snapshot due, and how is it made? Only from the catalog: no file is read, nothing is embedded.

Searching goes on from the old snapshot and the tail meanwhile; a crash leaves both as they were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from inkling import standing, words
from inkling.catalog.catalog import Catalog
from inkling.index import bm25
from inkling.index.base import IndexDamaged
from inkling.index.compact import Compact
from inkling.index.snapshot import About, Content, SnapshotStore
from inkling.ingest.pace import give_back_memory
from inkling.progress import Cancel, Progress, Report, ignore_progress
from inkling.records import Filter

# A tail of this size is searched in a few milliseconds; beyond it, a rebuild pays (a tenth is amortised).
_BETWEEN = 32  # passages between two looks whether the window works
_TAIL, _TAIL_SHARE, _DEAD_SHARE = 2_000, 0.1, 0.2


def is_due(catalog: Catalog, store: SnapshotStore, model: str) -> bool:
    """Tell whether the current snapshot is missing, damaged, made by other rules, or too far behind.

    Args:
        catalog: the library.
        store: its snapshots.
        model: the digest of the model in use, "" without one.
    """
    try:
        snapshot = store.open()
        if snapshot is not None:
            snapshot.check()
    except IndexDamaged:
        return True
    if snapshot is None:
        return catalog.high_water() > 0
    about, here = snapshot.about, snapshot.words.ids
    if about.words != words.VERSION or about.model != model:
        return True
    if about.generation == catalog.generation():
        return False
    alive = catalog.passages_where(Filter())
    tail = len(alive) - int(np.searchsorted(alive, about.high_water, side="right"))
    dead = len(here) - (len(alive) - tail)
    vectors = catalog.vector_high_water() - about.vector_high_water if model else 0
    return max(tail, vectors) > max(_TAIL, _TAIL_SHARE * len(here)) or dead > max(_TAIL, _DEAD_SHARE * len(here))


def build(
    catalog: Catalog, store: SnapshotStore, model: str, cancel: Cancel | None = None, report: Report = ignore_progress
) -> int:
    """Build a snapshot of all that the catalog holds now, make it current, and return its number.

    Raises:
        Cancelled: the flag was raised; the current snapshot is the one it was.
        StorageError: it could not be written; the current snapshot is the one it was.
    """
    generation, high_water, vector_high_water = catalog.generation(), catalog.high_water(), catalog.vector_high_water()
    reader = _Reader(catalog, high_water, cancel, report)
    _rest()  # what reading files left behind
    postings = bm25.build(reader)
    content = Content(postings, np.array(reader.documents, np.int64), _vectors(catalog, model, postings.ids, cancel))
    languages = tuple(reader.languages.most_common())
    about = About(high_water, vector_high_water, model, words.VERSION, generation, languages)
    return store.write(content, about, cancel, report)


class _Reader:
    """Yields what the lexical index needs of each passage, and notes documents and languages on the way."""

    def __init__(self, catalog: Catalog, high_water: int, cancel: Cancel | None, report: Report) -> None:
        self._catalog, self._high_water, self._cancel, self._report = catalog, high_water, cancel, report
        self.documents: list[int] = []
        self.languages: Counter[str] = Counter()

    def __iter__(self) -> Iterator[tuple[int, list[str], list[str]]]:
        total = len(self._catalog.passages_where(Filter()))
        said, above_terms = ("", ""), list[str]()
        for passage, document, text, heading, title, names, language in self._catalog.iter_passages():
            if passage > self._high_water:
                break
            if len(self.documents) % _BETWEEN == 0:
                self._catalog.courtesy.let_window()
            if len(self.documents) % 256 == 0:
                if self._cancel:
                    self._cancel.check()
                self._report(Progress("words", len(self.documents), total))
            known = language or words.guess_language(text)
            self.documents.append(document)
            self.languages[known] += 1
            above = headline(title, heading, names)
            if (above, known) != said:  # passages under one heading have it in common
                said, above_terms = (above, known), words.ranking_terms(above, known)
            yield passage, words.ranking_terms(text, known), above_terms
        _rest()  # before all is sorted


def _rest() -> None:
    words.forget()
    standing.forget()
    give_back_memory()


def headline(title: str, heading: str, names: str) -> str:
    """Return what stands above a passage as one text: title, headings, and the names of its files without suffix."""
    stems = [PurePath(name).stem for name in names.splitlines()]
    return "\n".join(dict.fromkeys(filter(None, [title, heading, *stems])))


def _vectors(catalog: Catalog, model: str, ids: NDArray[np.int64], cancel: Cancel | None) -> Compact | None:
    if not model or not len(ids):
        return None
    parts = []
    for found, rows in catalog.iter_vectors(model):
        if cancel:
            cancel.check()
        here = np.isin(found, ids, assume_unique=True)  # later passages are the tail's
        if here.any():
            parts.append(Compact.of(found[here], rows[here]))
    if not parts:
        return None
    whole = [np.concatenate([getattr(part, name) for part in parts]) for name in ("ids", "codes", "scales")]
    order = np.argsort(whole[0], kind="stable")
    return Compact(*(array[order] for array in whole))
