"""Which files are being read, and which were when the program died? Noted before reading, so that a death is known.

Functions here work on the connection they are given, inside the caller's transaction.
"""

# ruff: noqa: S608  # only question marks are put into SQL, never a value
from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from inkling.catalog import packing
from inkling.catalog.reading import Attempt
from inkling.records import FileStamp


def begin(connection: sqlite3.Connection, stamps: Sequence[tuple[FileStamp, int]], *, is_alone: bool) -> None:
    """Note before reading that these files (each with the extractor's version) are about to be read."""
    packing.insert(
        connection,
        "attempt",
        [(s.path, s.size, s.mtime_ns, version, int(is_alone), 1, 0) for s, version in stamps],
        " ON CONFLICT (path) DO UPDATE SET is_running = 1, is_alone = excluded.is_alone, deaths = iif(size ="
        " excluded.size AND mtime_ns = excluded.mtime_ns AND version = excluded.version, deaths, 0),"
        " size = excluded.size, mtime_ns = excluded.mtime_ns, version = excluded.version",
    )


def end(connection: sqlite3.Connection, paths: Iterable[bytes]) -> None:
    """Note that reading these files did not kill us, whatever came of it."""
    for chunk in packing.in_chunks(list(paths)):
        connection.execute(f"DELETE FROM attempt WHERE path IN ({packing.marks(chunk)})", chunk)


def bury(connection: sqlite3.Connection) -> list[Attempt]:
    """Count the deaths of the last run and return the files under suspicion.

    A file that was read among others is only suspected; it counts as a death when it was read alone.
    """
    connection.execute("UPDATE attempt SET deaths = deaths + is_alone, is_running = 0 WHERE is_running")
    rows = connection.execute("SELECT path, size, mtime_ns, version, deaths FROM attempt ORDER BY path")
    return [Attempt(*row) for row in rows]
