"""Which passages may a search find? A `Filter` becomes SQL over documents and files, then sorted passage ids."""

# ruff: noqa: S608  # only our own column names and question marks are put into SQL, never a value
from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from inkling.catalog.folders import below
from inkling.records import Filter


def install(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that conditions use: `holds(part, text)` and `base_name(path)`."""
    connection.create_function("holds", 2, _holds, deterministic=True)
    connection.create_function("base_name", 1, base_name, deterministic=True)


def _holds(part: str, text: str | bytes | None) -> bool:
    whole = text.decode("utf-8", "replace") if isinstance(text, bytes) else text or ""
    return part in fold(whole)


def fold(text: str) -> str:
    """Return a text without regard to case and to composed or decomposed accents."""
    return (
        text.lower() if text.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    )


def allowed(connection: sqlite3.Connection, filter: Filter) -> NDArray[np.int64]:  # noqa: A002
    """Return the sorted ids of the passages of documents that the filter lets through."""
    condition, values = _condition(filter)
    # One row: at each row Python's lock is let go, and beside a busy thread ten thousand rows would take a second.
    (listed,) = connection.execute(
        "SELECT coalesce(group_concat(d.first || ' ' || d.passages, ' '), '') FROM document d"
        f" WHERE d.passages > 0 AND {condition}",
        values,
    ).fetchone()
    table = np.fromstring(listed, np.int64, sep=" ").reshape(-1, 2)
    first, count = table[np.argsort(table[:, 0])].T
    shift = np.repeat(first - np.concatenate(([0], np.cumsum(count)[:-1])) if len(first) else first, count)
    return shift + np.arange(int(count.sum()), dtype=np.int64)


def _condition(filter: Filter) -> tuple[str, list[object]]:  # noqa: A002
    about_document, values = _about_document(filter)
    about_file, more = _about_file(filter)
    parts = [*about_document, f"EXISTS (SELECT 1 FROM file f WHERE {' AND '.join(['f.document = d.id', *about_file])})"]
    return " AND ".join(parts), [*values, *more]


def _about_document(filter: Filter) -> tuple[list[str], list[object]]:  # noqa: A002
    parts: list[str] = []
    values: list[object] = []

    def add(part: str, *given: object) -> None:
        parts.append(part)
        values.extend(given)

    if filter.kinds:
        add(f"d.kind IN ({_marks(filter.kinds)})", *filter.kinds)
    if filter.not_kinds:
        add(f"d.kind NOT IN ({_marks(filter.not_kinds)})", *filter.not_kinds)
    if filter.documents:
        add(f"d.id IN ({_marks(filter.documents)})", *filter.documents)
    if filter.not_documents:
        add(f"d.id NOT IN ({_marks(filter.not_documents)})", *filter.not_documents)
    if filter.language:
        parts.append("(" + " OR ".join("d.language = ? OR d.language LIKE ? || '-%'" for _ in filter.language) + ")")
        values.extend(value for language in filter.language for value in (language, language))
    for part in filter.title:
        add("holds(?, d.title)", fold(part))
    for part in filter.author:
        add("EXISTS (SELECT 1 FROM json_each(d.authors) WHERE holds(?, value))", fold(part))
    for part in filter.sender:
        add(
            "EXISTS (SELECT 1 FROM json_each(d.people) WHERE json_extract(value, '$[0]') = 'from'"
            " AND holds(?, json_extract(value, '$[1]')))",
            fold(part),
        )
    return parts, values


def _about_file(filter: Filter) -> tuple[list[str], list[object]]:  # noqa: A002
    parts: list[str] = []
    values: list[object] = []
    if filter.folders:
        parts.append("(" + " OR ".join("f.path = ? OR (f.path > ? AND f.path < ?)" for _ in filter.folders) + ")")
        values.extend(value for folder in filter.folders for value in (folder, *below(folder)))
    for folder in filter.not_folders:
        parts.append("NOT (f.path = ? OR (f.path > ? AND f.path < ?))")
        values.extend((folder, *below(folder)))
    for part in filter.name:
        parts.append("holds(?, base_name(f.path))")
        values.append(fold(part))
    if filter.min_bytes:
        parts.append("f.size >= ?")
        values.append(filter.min_bytes)
    if filter.max_bytes:
        parts.append("f.size <= ?")
        values.append(filter.max_bytes)
    if filter.after_ns or filter.before_ns:
        # Either date counts: when the file was changed, or the date that stands in the document.
        latest = filter.before_ns or (1 << 63) - 1
        parts.append("((f.mtime_ns >= ? AND f.mtime_ns < ?) OR (d.dated_ns >= ? AND d.dated_ns < ?))")
        values.extend((filter.after_ns, latest, filter.after_ns, latest))
    return parts, values


def base_name(path: bytes) -> bytes:
    """Return the last part of a path."""
    return path.rpartition(b"/")[2]


def _marks(values: Sequence[object] | Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
