"""How does a document come back, with all its files? Two statements for any number of them.

Functions here work on the connection they are given, inside the caller's transaction.
"""

# ruff: noqa: S608  # only our own column names and question marks are put into SQL, never a value
from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from inkling.paths import display
from inkling.records import DocumentId, FileId, FolderId, StoredDocument, StoredFile

_COLUMNS = (
    "d.id, d.kind, d.title, d.authors, d.people, d.created, d.language, d.length, d.passages, d.digest, d.text_digest,"
    " d.dated_ns"
)


def documents(connection: sqlite3.Connection, where: str = "", values: Sequence[object] = ()) -> list[StoredDocument]:
    """Return the documents that a condition on `d` (document) picks, by id, each with its files."""
    condition = f" WHERE {where}" if where else ""
    files: dict[int, list[StoredFile]] = {}
    for row in connection.execute(
        "SELECT f.document, f.id, f.folder, f.path, f.size, f.mtime_ns, f.device, f.inode FROM file f"
        f" JOIN document d ON d.id = f.document{condition} ORDER BY length(f.path), f.path",
        values,
    ):
        document, id, folder, path, *facts = row
        file = StoredFile(FileId(id), FolderId(folder), path, display(path), *facts)
        files.setdefault(document, []).append(file)
    rows = connection.execute(f"SELECT {_COLUMNS} FROM document d{condition} ORDER BY d.id", values)
    return [_stored(row, files) for row in rows if row[0] in files]


def _stored(row: Sequence[object], files: dict[int, list[StoredFile]]) -> StoredDocument:
    id, kind, title, authors, people, created, language, length, count, digest, text_digest, dated = row
    return StoredDocument(
        DocumentId(int(id)),  # type: ignore[call-overload]  # SQLite's columns are STRICT
        str(kind),
        str(title),
        tuple(json.loads(str(authors))),
        tuple((role, name) for role, name in json.loads(str(people))),
        str(created),
        str(language),
        int(length),  # type: ignore[call-overload]
        int(count),  # type: ignore[call-overload]
        bytes(digest),  # type: ignore[call-overload]
        bytes(text_digest),  # type: ignore[call-overload]
        tuple(files[int(id)]),  # type: ignore[call-overload]
        None if dated is None else int(dated),  # type: ignore[call-overload]
    )
