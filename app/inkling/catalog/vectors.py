"""How are vectors kept? One for each wording and model, packed with a checksum; passages borrow them.

Functions here work on the connection they are given, inside the caller's transaction.
"""

# ruff: noqa: S608  # only our own column names and question marks are put into SQL, never a value
from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from inkling.catalog import documents, packing
from inkling.records import PassageId, StoredPassage

Rows = tuple[NDArray[np.int64], NDArray[np.float32]]
_RECENT = "(SELECT max(f.mtime_ns) FROM file f WHERE f.document = d.id)"


def model_id(connection: sqlite3.Connection, digest: str) -> int:
    """Return the number of a model, 0 when no vector of it was ever kept."""
    found = connection.execute("SELECT id FROM model WHERE digest = ?", (digest,)).fetchone()
    return int(found[0]) if found else 0


def is_used(connection: sqlite3.Connection, digest: str) -> bool:
    """Whether a model is the one by which "with meaning" is judged."""
    id = model_id(connection, digest)
    return bool(id) and _in_use(connection) == id


def use(connection: sqlite3.Connection, digest: str) -> None:
    """Make a model the one by which "with meaning" is judged."""
    if is_used(connection, digest):
        return
    connection.execute("INSERT OR IGNORE INTO model (digest) VALUES (?)", (digest,))
    id = model_id(connection, digest)
    connection.execute("UPDATE meta SET value = ? WHERE name = 'model'", (id,))
    ids = [i for (i,) in connection.execute("SELECT id FROM document").fetchall()]
    documents.mark_meaning(connection, ids)


def forget_others(connection: sqlite3.Connection, digest: str) -> int:
    """Remove the vectors of every other model."""
    return connection.execute("DELETE FROM vector WHERE model != ?", (model_id(connection, digest),)).rowcount


def put(connection: sqlite3.Connection, digest: str, rows: Iterable[tuple[int, NDArray[np.float32]]]) -> int:
    """Keep vectors of passages and return how many wordings were new; passages that are gone are passed over."""
    use(connection, digest)
    model = model_id(connection, digest)
    wordings: dict[int, bytes] = {}
    for passage, row in rows:
        found = connection.execute("SELECT wording FROM passage WHERE id = ?", (int(passage),)).fetchone()
        if found:
            wordings[found[0]] = packing.bytes_from_row(row)
    connection.executemany(
        "INSERT INTO vector (model, wording, data) VALUES (?, ?, ?) ON CONFLICT (model, wording) DO NOTHING",
        [(model, wording, data) for wording, data in wordings.items()],
    )
    touched: set[int] = set()
    for wording in wordings:
        touched.update(
            d for (d,) in connection.execute("SELECT DISTINCT document FROM passage WHERE wording = ?", (wording,))
        )
    documents.mark_meaning(connection, sorted(touched))
    return len(wordings)


def missing(connection: sqlite3.Connection, digest: str, limit: int) -> list[StoredPassage]:
    """Return passages whose wording has no vector, one for each wording.

    Order: what changed in the last month first, then the small before the large (by powers of four), then the newest.
    """
    model = model_id(connection, digest)
    month_ns = 30 * 86400 * 1_000_000_000
    where = "d.meaning != ?1 OR ?1 = 0" if _in_use(connection) == model else "1"
    candidates = connection.execute(
        f"""SELECT d.id FROM document d WHERE d.passages > 0 AND ({where})
        ORDER BY coalesce({_RECENT}, 0) < min((SELECT max(mtime_ns) FROM file), unixepoch() * 1000000000) - ?2,
            CAST(log(4, d.passages) AS INTEGER), {_RECENT} DESC, d.id""",
        (model, month_ns),
    )
    found: dict[int, StoredPassage] = {}
    for (id,) in candidates:
        wanted = dict(
            connection.execute(
                "SELECT p.id, p.wording FROM document d"
                " JOIN passage p ON p.id >= d.first AND p.id < d.first + d.passages"
                " WHERE d.id = ? AND NOT EXISTS (SELECT 1 FROM vector v WHERE v.model = ? AND v.wording = p.wording)"
                " ORDER BY p.id LIMIT ?",
                (id, model, limit - len(found)),
            ).fetchall()
        )
        for passage in documents.passages(connection, [PassageId(i) for i in wanted]):
            found.setdefault(wanted[passage.id], passage)
        if len(found) >= limit:
            break
    return list(found.values())


def count_missing(connection: sqlite3.Connection, digest: str) -> int:
    """Return how many wordings of passages wait for a vector."""
    return int(
        connection.execute(
            "SELECT count(DISTINCT p.wording) FROM passage p"
            " WHERE NOT EXISTS (SELECT 1 FROM vector v WHERE v.model = ? AND v.wording = p.wording)",
            (model_id(connection, digest),),
        ).fetchone()[0]
    )


def _in_use(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT value FROM meta WHERE name = 'model'").fetchone()[0])


def get(connection: sqlite3.Connection, digest: str, ids: Sequence[int]) -> Rows:
    """Return the sound vectors of passages, in the order asked for; those without one are left out."""
    model = model_id(connection, digest)
    found: dict[int, bytes] = {}
    for chunk in packing.in_chunks(sorted({int(id) for id in ids})):
        found.update(
            connection.execute(
                "SELECT p.id, v.data FROM passage p JOIN vector v ON v.model = ? AND v.wording = p.wording"
                f" WHERE p.id IN ({', '.join('?' * len(chunk))})",
                (model, *chunk),
            ).fetchall()
        )
    return _rows([(int(id), found[int(id)]) for id in ids if int(id) in found])


def chunk_after(connection: sqlite3.Connection, digest: str, after: int, limit: int) -> tuple[Rows, int]:
    """Return the vectors of the next `limit` passages that have one, and the id of the last of these passages."""
    pairs = connection.execute(
        "SELECT p.id, v.data FROM passage p JOIN vector v ON v.model = ? AND v.wording = p.wording"
        " WHERE p.id > ? ORDER BY p.id LIMIT ?",
        (model_id(connection, digest), after, limit),
    ).fetchall()
    return _rows(pairs), pairs[-1][0] if pairs else after


def late(connection: sqlite3.Connection, digest: str, upto: int, since: int) -> Rows:
    """Return the vectors that came after vector number `since` for passages with ids up to `upto`."""
    pairs = connection.execute(
        "SELECT p.id, v.data FROM vector v JOIN passage p ON p.wording = v.wording"
        " WHERE v.id > ? AND v.model = ? AND p.id <= ? ORDER BY p.id",
        (since, model_id(connection, digest), upto),
    ).fetchall()
    return _rows(pairs)


def high_water(connection: sqlite3.Connection) -> int:
    """Return the highest number ever given to a vector."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'vector'").fetchone()
    return int(found[0]) if found else 0


def _rows(pairs: Sequence[tuple[int, bytes]]) -> Rows:
    sound = [(id, data) for id, data in pairs if packing.is_sound(data)]
    ids = np.array([id for id, _ in sound], np.int64)
    return ids, packing.rows_from_bytes([data for _, data in sound])
