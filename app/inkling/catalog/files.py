"""How are files kept? What a scan saw, what was read, what went wrong; documents follow their files.

Functions here work on the connection they are given, inside the caller's transaction.
"""

# ruff: noqa: S608  # only our own column names and question marks are put into SQL, never a value
from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from inkling.catalog import attempts, documents, packing
from inkling.catalog.documents import Prepared
from inkling.catalog.reading import FileState, Known, Reading
from inkling.catalog.terms import Words
from inkling.records import (
    Document,
    DocumentId,
    FileStamp,
    FolderId,
    Problem,
    ProblemKind,
)
from inkling.records.said import unpacked

_STAMP = "size, mtime_ns, ctime_ns, device, inode"


# ---------------------------------------------------------------------------------------------------------- files


def known(connection: sqlite3.Connection, where: str = "1", values: Sequence[object] = ()) -> dict[bytes, Known]:
    """Return what is known of the files that a condition picks."""
    rows = connection.execute(
        f"SELECT path, {_STAMP}, folder, checked_ns, version, state, document, digest FROM file WHERE {where}",
        values,
    )
    states = {int(state): state for state in FileState}
    return {
        path: Known(
            FileStamp(path, size, mtime, ctime, device, inode),
            fold,
            checked,
            version,
            states[state],
            doc,
            digest or b"",
        )
        for path, size, mtime, ctime, device, inode, fold, checked, version, state, doc, digest in rows
    }


def note_pending(connection: sqlite3.Connection, folder: FolderId, stamps: Iterable[FileStamp]) -> None:
    """Remember files that are to be read. What was read of them before stays findable until then."""
    packing.insert(
        connection,
        f"file (path, {_STAMP}, folder, checked_ns, version, state)",
        [(s.path, s.size, s.mtime_ns, s.ctime_ns, s.device, s.inode, folder, 0, 0, 0) for s in stamps],
        " ON CONFLICT (path) DO UPDATE SET folder = excluded.folder, state = 0",
    )


def note_same(connection: sqlite3.Connection, folder: FolderId, stamps: Iterable[tuple[FileStamp, int]]) -> None:
    """Note new stamps (and when they were checked) of files whose content is what it was."""
    connection.executemany(
        "UPDATE file SET size = ?, mtime_ns = ?, ctime_ns = ?, device = ?, inode = ?, checked_ns = ?, folder = ?,"
        " state = 1 WHERE path = ?",
        [(s.size, s.mtime_ns, s.ctime_ns, s.device, s.inode, at, folder, s.path) for s, at in stamps],
    )


def note_moved(
    connection: sqlite3.Connection, folder: FolderId, moves: Sequence[tuple[bytes, FileStamp]], words: Words
) -> None:
    """Give files their new paths, swaps and rings included; names follow."""
    aside = [(b"\0" + old, old) for old, _ in moves]  # no path begins with NUL, so nothing is in the way
    connection.executemany("UPDATE file SET path = ? WHERE path = ?", aside)
    blocked = [stamp.path for _, stamp in moves]
    delete(connection, blocked, words)  # what a move overwrote is gone
    connection.executemany(
        "UPDATE file SET path = ?, size = ?, mtime_ns = ?, ctime_ns = ?, device = ?, inode = ?, folder = ?"
        " WHERE path = ?",
        [(s.path, s.size, s.mtime_ns, s.ctime_ns, s.device, s.inode, folder, b"\0" + old) for old, s in moves],
    )
    _settle(connection, _documents_at(connection, blocked), words)


def read_again(connection: sqlite3.Connection, paths: Sequence[bytes]) -> None:
    """Forget by which version files were read, and what happened when they were."""
    rows = [(path,) for path in paths]
    connection.executemany("UPDATE file SET version = 0 WHERE path = ?", rows)
    attempts.end(connection, paths)


def delete(connection: sqlite3.Connection, paths: Sequence[bytes], words: Words) -> None:
    """Forget files, and documents that no file holds any more."""
    touched = _documents_at(connection, paths)
    for chunk in packing.in_chunks(paths):
        connection.execute(f"DELETE FROM file WHERE path IN ({packing.marks(chunk)})", chunk)
    _settle(connection, touched, words)


def _documents_at(connection: sqlite3.Connection, paths: Sequence[bytes]) -> set[DocumentId]:
    found: set[DocumentId] = set()
    for chunk in packing.in_chunks(paths):
        where = f"document IS NOT NULL AND path IN ({packing.marks(chunk)})"
        found.update(DocumentId(id) for (id,) in connection.execute(f"SELECT document FROM file WHERE {where}", chunk))
    return found


def _settle(connection: sqlite3.Connection, touched: set[DocumentId], words: Words) -> None:
    """Remove those documents that no file holds; the others answer to the names they still have."""
    paths: dict[DocumentId, list[bytes]] = {}
    for chunk in packing.in_chunks(sorted(touched)):
        where = f"document IN ({packing.marks(chunk)})"
        for id, path in connection.execute(f"SELECT document, path FROM file WHERE {where}", chunk):
            paths.setdefault(DocumentId(id), []).append(path)
    documents.remove(connection, touched - paths.keys(), words)
    documents.rename(connection, {id: documents.names_of(held) for id, held in paths.items()}, words)


# ------------------------------------------------------------------------------------------------------- readings


def store(connection: sqlite3.Connection, readings: Sequence[Prepared], words: Words) -> None:
    """Write what readings brought: files, documents and problems, or that they could not be read."""
    paths = [one.reading.stamp.path for one in readings]
    touched = _documents_at(connection, paths)
    brought: list[tuple[Reading, DocumentId | None]] = []
    for some in _without_repetition(readings):
        brought += _store(connection, some, words)
    _write_problems(connection, readings)
    attempts.end(connection, paths)
    ids = {id for _, id in brought if id is not None}
    documents.mark_meaning(connection, ids)
    _settle(connection, touched | ids, words)


def _without_repetition(readings: Sequence[Prepared]) -> Iterator[list[Prepared]]:
    """Yield the readings in groups in which no two have the same bytes: the later finds the document of the earlier."""
    some: list[Prepared] = []
    digests: set[bytes] = set()
    for prepared in readings:
        digest = prepared.reading.digest
        if prepared.reading.document is not None and digest in digests:
            yield some
            some, digests = [], set()
        some.append(prepared)
        digests.add(digest)
    yield some


def _store(
    connection: sqlite3.Connection, readings: Sequence[Prepared], words: Words
) -> list[tuple[Reading, DocumentId | None]]:
    """Write files and documents; return the readings with the documents that their files hold now."""
    known = _documents_of(connection, [one.reading.digest for one in readings if one.reading.document is not None])
    ids: dict[int, DocumentId] = {}  # by the reading's place
    others: list[tuple[int, DocumentId]] = []
    news: list[int] = []
    for at, prepared in enumerate(readings):
        reading = prepared.reading
        if reading.document is None:
            continue
        id, *versions = known.get((reading.digest, reading.document.kind), (None, 0, 0))
        if id is None:
            news.append(at)
        elif versions == [reading.read_version, reading.cut_version] and not reading.recognised:
            ids[at] = id
        else:  # the same bytes, read in another way
            others.append((at, id))
    named = [(readings[at], documents.names_of([readings[at].reading.stamp.path])) for at in news]
    ids.update(zip(news, documents.insert(connection, named, words), strict=True))
    for at, other in others:
        ids[at] = _replace(connection, other, readings[at], words)
    brought = [(prepared.reading, ids.get(at)) for at, prepared in enumerate(readings)]
    _write_files(connection, brought)
    return brought


def _documents_of(
    connection: sqlite3.Connection, digests: Sequence[bytes]
) -> dict[tuple[bytes, str], tuple[DocumentId, int, int]]:
    """Return by bytes and kind the documents that are there, each with the versions of its reading and cutting."""
    found: dict[tuple[bytes, str], tuple[DocumentId, int, int]] = {}
    for chunk in packing.in_chunks(digests):
        where = f"digest IN ({packing.marks(chunk)})"
        for digest, kind, id, read, cut in connection.execute(
            f"SELECT digest, kind, id, read_version, cut_version FROM document WHERE {where}", chunk
        ):
            found[digest, kind] = DocumentId(id), read, cut
    return found


def _replace(connection: sqlite3.Connection, other: DocumentId, prepared: Prepared, words: Words) -> DocumentId:
    """Put a document in the place of another, for all files that hold that one."""
    (names,) = connection.execute("SELECT names FROM document WHERE id = ?", (other,)).fetchone()
    holders = [(i,) for (i,) in connection.execute("SELECT id FROM file WHERE document = ?", (other,))]
    connection.execute("UPDATE file SET document = NULL WHERE document = ?", (other,))
    documents.remove(connection, [other], words)
    (id,) = documents.insert(connection, [(prepared, names)], words)
    version = int(prepared.reading.read_version)
    connection.executemany(f"UPDATE file SET document = {int(id)}, version = {version} WHERE id = ?", holders)
    return id


def _write_files(connection: sqlite3.Connection, brought: Iterable[tuple[Reading, DocumentId | None]]) -> None:
    packing.insert(
        connection,
        f"file (path, {_STAMP}, folder, checked_ns, version, state, digest, document, recognised)",
        [_file_row(*one) for one in brought],
        " ON CONFLICT (path) DO UPDATE SET size = excluded.size,"
        " mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns, device = excluded.device, inode = excluded.inode,"
        " folder = excluded.folder, checked_ns = excluded.checked_ns, version = excluded.version,"
        " state = excluded.state, digest = excluded.digest, document = excluded.document,"
        " recognised = excluded.recognised",
    )


def _file_row(reading: Reading, document: DocumentId | None) -> tuple[object, ...]:
    stamp = reading.stamp
    return (
        *(stamp.path, stamp.size, stamp.mtime_ns, stamp.ctime_ns, stamp.device, stamp.inode),
        *(reading.folder, reading.checked_ns, reading.read_version),
        *(int(FileState.READ if reading.is_final else FileState.PENDING), reading.digest or None, document),
        reading.recognised,
    )


def _write_problems(connection: sqlite3.Connection, readings: Sequence[Prepared]) -> None:
    """Write the problems of files, in place of those that they had."""
    for chunk in packing.in_chunks([one.reading.stamp.path for one in readings]):
        where = f"file IN (SELECT id FROM file WHERE path IN ({packing.marks(chunk)}))"
        connection.execute(f"DELETE FROM problem WHERE {where}", chunk)
    for one in readings:
        reading = one.reading
        problems = (reading.problem,) if reading.problem else reading.document.problems if reading.document else ()
        if not problems:
            continue
        said = [map(packing.stored_sentence, (p.reason, p.next_step, p.where)) for p in problems]
        connection.executemany(
            "INSERT INTO problem (file, kind, reason, next_step, place)"
            " VALUES ((SELECT id FROM file WHERE path = ?), ?, ?, ?, ?)",
            [(reading.stamp.path, p.kind.value, *three) for p, three in zip(problems, said, strict=True)],
        )


def twin(connection: sqlite3.Connection, digest: bytes, path: bytes, version: int) -> bytes | None:
    """Return the path of a file with the same bytes and suffix, read by the same extractor."""
    suffix = suffix_of(path)
    rows = connection.execute(
        "SELECT path FROM file WHERE digest = ? AND path != ? AND version = ? AND state = 1 AND document IS NOT NULL"
        " ORDER BY path LIMIT 50",
        (digest, path, version),
    )
    return next((other for (other,) in rows if suffix_of(other) == suffix), None)


def suffix_of(path: bytes) -> bytes:
    """Return the part of a file's name that says its kind: the last suffix in lower case, else the whole name."""
    name = path.rpartition(b"/")[2].lower()
    stem, dot, suffix = name.rpartition(b".")
    return dot + suffix if stem else name


def note_copy(
    connection: sqlite3.Connection, folder: FolderId, stamp: FileStamp, checked_ns: int, *, of: bytes, words: Words
) -> None:
    """Give a file the document of its twin, without reading it again."""
    before = _documents_at(connection, [stamp.path])
    other, digest, document, version, recognised = connection.execute(
        "SELECT id, digest, document, version, recognised FROM file WHERE path = ?", (of,)
    ).fetchone()
    reading = Reading(folder, stamp, checked_ns, digest, read_version=version, recognised=recognised)
    _write_files(connection, [(reading, document)])
    (file,) = connection.execute("SELECT id FROM file WHERE path = ?", (stamp.path,)).fetchone()
    connection.execute("DELETE FROM problem WHERE file = ?", (file,))
    connection.execute(
        "INSERT INTO problem (file, kind, reason, next_step, place) SELECT ?, kind, reason, next_step, place"
        " FROM problem WHERE file = ?",
        (file, other),
    )
    _settle(connection, before | {document}, words)


def problems(connection: sqlite3.Connection, kind: str | None) -> list[Problem]:
    """Return what could not be read, whole files and parts, by path."""
    rows = connection.execute(
        "SELECT f.path, p.kind, p.reason, p.next_step, p.place FROM problem p JOIN file f ON f.id = p.file"
        " WHERE ?1 IS NULL OR p.kind = ?1 ORDER BY f.path, p.id",
        (kind,),
    )
    return [Problem(path, ProblemKind(kind), *map(unpacked, sentences)) for path, kind, *sentences in rows]


def waiting(connection: sqlite3.Connection, limit: int) -> list[bytes]:
    """Return the paths of files that are still to be read, by path."""
    rows = connection.execute(
        "SELECT f.path FROM file f LEFT JOIN document d ON d.id = f.document"
        " WHERE f.state = 0 AND coalesce(d.passages, 0) = 0"
        " AND NOT EXISTS (SELECT 1 FROM problem p WHERE p.file = f.id) ORDER BY f.path LIMIT ?",
        (limit,),
    )
    return [path for (path,) in rows]


def reading_of(connection: sqlite3.Connection, id: DocumentId) -> tuple[Reading, Document]:
    """Return a stored document as if its first file had just been read, without its passages."""
    kind, title, authors, people, created, modified, language, locators = connection.execute(
        "SELECT kind, title, authors, people, created, modified, language, locators FROM document WHERE id = ?", (id,)
    ).fetchone()
    path, folder, checked, version, state, digest, *stamp = connection.execute(
        f"SELECT path, folder, checked_ns, version, state, digest, {_STAMP} FROM file WHERE document = ?"
        " ORDER BY path LIMIT 1",
        (id,),
    ).fetchone()
    document = Document(
        documents.text_of(connection, id),
        kind,
        title,
        tuple(json.loads(authors)),
        created,
        modified,
        language,
        tuple((role, name) for role, name in json.loads(people)),
        packing.locators_from_bytes(locators),
        tuple(problem for problem in problems(connection, None) if problem.path == path),
    )
    reading = Reading(
        FolderId(folder),
        FileStamp(path, *stamp),
        checked,
        digest,
        is_final=state == FileState.READ,
        read_version=version,
    )
    return reading, document
