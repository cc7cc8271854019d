"""Which files hold pictures that text recognition has not looked at yet?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from inkling.catalog import files
from inkling.catalog.reading import Known
from inkling.records import ProblemKind


def waiting(connection: sqlite3.Connection, version: int, limit: int | None) -> list[list[Known]]:
    """Return files in which there was no text, wholly or in parts, small ones first; files of the same bytes together.

    Only the bytes and the suffix decide what a file says, so those that share both are looked at once.
    """
    found: dict[tuple[bytes, bytes], list[Known]] = {}
    for known in files.known(
        connection,
        "state = 1 AND version = ?1 AND recognised != ?1 AND size > 0 AND digest NOT NULL"
        " AND id IN (SELECT file FROM problem WHERE kind = ?2)",
        (version, ProblemKind.NO_TEXT.value),
    ).values():
        found.setdefault((known.digest, files.suffix_of(known.stamp.path)), []).append(known)
    groups = [sorted(group, key=lambda one: one.stamp.path) for group in found.values()]
    groups.sort(key=lambda group: (group[0].stamp.size, group[0].stamp.path))
    return groups[:limit]


def note_looked_at(connection: sqlite3.Connection, paths: Sequence[bytes], version: int) -> None:
    """Note that the pictures of files were looked at."""
    connection.executemany("UPDATE file SET recognised = ? WHERE path = ?", [(version, path) for path in paths])
