"""What do documents say? The reading half of the catalog's door, and the journal of what is being read."""

# ruff: noqa: S608  # only our own words and question marks are put into SQL, never a value

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from inkling.catalog import attempts, documents, packing, stored
from inkling.catalog.connections import Connections
from inkling.catalog.reading import Attempt
from inkling.records import DocumentId, FileStamp, FolderId, Locator, PassageId, StoredDocument, StoredPassage

PassageText = tuple[PassageId, DocumentId, str, str, str, str, str]
_PASSAGES = 1024  # texts per step: 1 MB
_CHUNK = 4096  # rows per step of a long reading: no reader holds back the emptying of the log for long


class Texts:
    """The part of `Catalog` about documents, passages and attempts. Every method may be called from any thread."""

    _connections: Connections

    def document(self, id: DocumentId) -> StoredDocument | None:
        """Return one document, None when it is gone."""
        return next(iter(self._stored("d.id = ?", id)), None)

    def documents(
        self, ids: Sequence[DocumentId] | None = None, folder: FolderId | None = None
    ) -> Iterator[StoredDocument]:
        """Yield documents by id: those asked for, those of a folder, or all."""
        if ids is not None:
            for chunk in packing.in_chunks(ids):
                here = {document.id: document for document in self._stored(f"d.id IN ({packing.marks(chunk)})", *chunk)}
                yield from (here[id] for id in chunk if id in here)
            return
        after, more = 0, True
        where = "d.id > ? AND (?2 IS NULL OR EXISTS (SELECT 1 FROM file g WHERE g.document = d.id AND g.folder = ?2))"
        while more:
            found = self._stored(
                f"d.id IN (SELECT d.id FROM document d WHERE {where} ORDER BY d.id LIMIT {_CHUNK})", after, folder
            )
            yield from found
            more = bool(found)
            after = found[-1].id if found else after

    def document_of(self, path: bytes) -> StoredDocument | None:
        """Return the document that a file holds."""
        return next(iter(self._stored("d.id = (SELECT document FROM file WHERE path = ?)", path)), None)

    def recent(self, limit: int) -> list[StoredDocument]:
        """Return the documents whose files changed last, the newest first."""
        held = "SELECT document FROM file WHERE document IS NOT NULL GROUP BY document"
        found = self._stored(f"d.id IN ({held} ORDER BY max(mtime_ns) DESC LIMIT ?)", limit)
        return sorted(found, key=lambda document: max(file.mtime_ns for file in document.files), reverse=True)

    def _stored(self, where: str, *values: object) -> list[StoredDocument]:
        with self._connections.reading() as connection:
            return stored.documents(connection, where, values)

    def text(self, document: DocumentId, start: int = 0, end: int | None = None) -> str:
        """Return the text of a document, or a part of it; empty when it is gone."""
        with self._connections.reading() as connection:
            return documents.text_of(connection, document, start, end)

    def locators(self, document: DocumentId) -> tuple[Locator, ...]:
        """Return the places in a document."""
        with self._connections.reading() as connection:
            return documents.locators_of(connection, document)

    def passages(self, ids: Sequence[PassageId]) -> list[StoredPassage]:
        """Return passages in the order asked for; those that are gone are left out."""
        with self._connections.reading() as connection:
            return documents.passages(connection, ids)

    def borders(self, ids: Sequence[int], length: int) -> Iterator[tuple[int, str, str]]:
        """Yield for each of these passages what stands before its beginning in the document, and how it begins.

        Up to `length` characters each way; in no certain order. Those that are gone are left out.
        """
        for chunk in packing.in_chunks(ids):
            with self._connections.reading() as connection:
                found = list(documents.borders(connection, chunk, length))
            yield from found

    def passages_of(self, document: DocumentId) -> list[StoredPassage]:
        """Return all passages of a document, in order."""
        with self._connections.reading() as connection:
            return documents.passages_of(connection, document)

    def iter_passages(self, after: PassageId = PassageId(0)) -> Iterator[PassageText]:  # noqa: B008  # an int
        """Yield passages by id: id, document, text, heading, title, file names (one a line), language."""
        while True:
            with self._connections.reading() as connection:
                rows = list(documents.texts_after(connection, after, _PASSAGES))
            if not rows:
                return
            yield from rows
            after = rows[-1][0]

    def passage_lengths(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return the ids of all passages, rising, with the document and the length in characters of each."""
        parts = [np.empty((0, 3), dtype=np.int64)]
        after, more = 0, True
        while more:
            with self._connections.reading() as connection:
                rows = connection.execute(
                    "SELECT id, document, length FROM passage WHERE id > ? ORDER BY id LIMIT ?", (after, 16 * _CHUNK)
                ).fetchall()
            more = bool(rows)
            if more:
                parts.append(np.array(rows, dtype=np.int64))
                after = rows[-1][0]
        ids, owners, lengths = np.ascontiguousarray(np.concatenate(parts).T)
        return ids, owners, lengths

    def high_water(self) -> PassageId:
        """Return the highest passage id ever given; ids are never given twice."""
        with self._connections.reading() as connection:
            return documents.high_water(connection)

    # -- attempts

    def begin(self, stamps: Sequence[tuple[FileStamp, int]], *, is_alone: bool = False) -> None:
        """Note, before they are read, that files (each with the extractor's version) are about to be read."""
        with self._connections.writing(quiet=True) as connection:
            attempts.begin(connection, stamps, is_alone=is_alone)

    def end(self, paths: Iterable[bytes]) -> None:
        """Note that reading these files did not kill us, whatever came of it (`store` does so by itself)."""
        with self._connections.writing(quiet=True) as connection:
            attempts.end(connection, paths)

    def bury(self) -> list[Attempt]:
        """Return the files that were being read when the program last died; call once, before reading anything."""
        with self._connections.writing(quiet=True) as connection:
            return attempts.bury(connection)
