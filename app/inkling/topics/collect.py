"""What do topics need of each document? Gathered from the catalog in few long readings; texts come when asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from inkling.catalog import Catalog
from inkling.progress import Cancel, Progress, Report
from inkling.records import DocumentId, LocatorKind, StoredFile
from inkling.topics.numeric import shorten
from inkling.topics.space import Content, Source

_READ = 40_000  # characters of a text that are fetched: more than are looked at


def collect(
    catalog: Catalog, folder: bytes | None, model: str, report: Report, cancel: Cancel
) -> tuple[list[Source], int]:
    """Return a source for each document with text in a folder (None: everywhere), and how many files these are.

    Args:
        catalog: the library.
        folder: what is looked at.
        model: the digest of the model whose vectors count; "" for none.
        report: is told how far it is.
        cancel: stops it.
    """
    sources: list[Source] = []
    files = 0
    report(Progress("collecting", 0))
    for document in catalog.documents():
        inside = [file for file in document.files if _is_below(file, folder)]
        if not inside or not document.length:
            continue
        files += len(inside)
        path = os.fsdecode(min(file.path for file in inside))
        reader = _Reader(catalog, document.id)
        sources.append(Source(int(document.id), path, reader, document.title, document.language))
        if len(sources) % 500 == 0:
            cancel.check()
            report(Progress("collecting", len(sources)))
    return (_with_meaning(catalog, sources, model, cancel) if model else sources), files


def _with_meaning(catalog: Catalog, sources: Sequence[Source], model: str, cancel: Cancel) -> list[Source]:
    """Give each source its document's meaning: its passages', the longer the heavier; None where none was read."""
    passages, owners, lengths = catalog.passage_lengths()
    wanted = np.array([source.id for source in sources], dtype=np.int64)  # rising, as the catalog yields them
    sums: npt.NDArray[np.float32] | None = None
    if not len(wanted) or not len(passages):
        return list(sources)
    for ids, rows in catalog.iter_vectors(model):
        cancel.check()
        if sums is None:
            sums = np.zeros((len(sources), rows.shape[1] if len(ids) else 0), dtype=np.float32)
        at = np.searchsorted(passages, ids)
        at[at == len(passages)] = 0
        place = np.searchsorted(wanted, owners[at])
        place[place == len(wanted)] = 0
        known = np.flatnonzero((passages[at] == ids) & (wanted[place] == owners[at]))
        if not len(known):
            continue
        place = place[known]
        weighted = rows[known] * lengths[at[known], None].astype(np.float32)
        begins = np.flatnonzero(np.r_[True, place[1:] != place[:-1]])  # a document's passages follow one another
        np.add.at(sums, place[begins], np.add.reduceat(weighted, begins, axis=0))
    if sums is None:
        return list(sources)
    rows = shorten(sums)
    has = np.einsum("ij,ij->i", rows, rows) > 0
    return [replace(source, vector=rows[at]) if has[at] else source for at, source in enumerate(sources)]


class _Reader:
    """Brings a document's text and headings from the catalog when they are asked for."""

    __slots__ = ("_catalog", "_document")

    def __init__(self, catalog: Catalog, document: DocumentId) -> None:
        self._catalog = catalog
        self._document = document

    def __call__(self) -> Content:
        text = self._catalog.text(self._document, 0, _READ)
        headings = (
            place.label for place in self._catalog.locators(self._document) if place.kind is LocatorKind.HEADING
        )
        return Content(text, tuple(dict.fromkeys(headings)))


def _is_below(file: StoredFile, folder: bytes | None) -> bool:
    return folder is None or file.path == folder or file.path.startswith(folder.rstrip(b"/") + b"/")
