"""What is in the catalog, in numbers and lists? Small questions, one query each."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from inkling.errors import UsageError
from inkling.records import Coverage, PassageId, ProblemKind
from inkling.records.said import said


def meta(connection: sqlite3.Connection, name: str) -> int:
    """Return one of the catalog's own counters."""
    return int(connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0])


def generation(connection: sqlite3.Connection) -> int:
    """Return the number that grows with every change."""
    return meta(connection, "generation")


def match(connection: sqlite3.Connection, expression: str, limit: int | None) -> list[PassageId]:
    """Return the ids that an FTS5 expression picks, in order."""
    try:
        rows = connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?",
            (expression, -1 if limit is None else limit),
        ).fetchall()
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_ERROR:
            raise
        raise UsageError(
            said("This search has an unfinished phrase, bracket or operator. Complete or remove it.")
        ) from error
    return [PassageId(id) for (id,) in rows]


def passage_documents(connection: sqlite3.Connection) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ids of all passages, ascending, and the document of each."""
    rows = connection.execute("SELECT id, document FROM passage ORDER BY id").fetchall()
    made = np.array(rows, np.int64).reshape(-1, 2)
    return made[:, 0].copy(), made[:, 1].copy()


def coverage(connection: sqlite3.Connection) -> Coverage:
    """Count each file once: searchable, or with a problem, or still to be read."""
    problems: Counter[str] = Counter()
    searchable = meant = pending = 0
    rows = connection.execute(
        """SELECT d.id IS NOT NULL AND d.passages > 0, d.meaning != 0, f.state,
            (SELECT p.kind FROM problem p WHERE p.file = f.id ORDER BY p.id LIMIT 1), count(*)
        FROM file f LEFT JOIN document d ON d.id = f.document GROUP BY 1, 2, 3, 4"""
    )
    for is_found, is_meant, state, problem, count in rows:
        if is_found:
            searchable += count
            meant += count if is_meant else 0
        elif problem:
            problems[problem] += count
        elif state == 0:
            pending += count
        else:
            problems[ProblemKind.NO_TEXT.value] += count
    passages, meant_passages = connection.execute(
        "SELECT coalesce(sum(passages), 0), coalesce(sum(iif(meaning != 0, passages, 0)), 0) FROM document"
    ).fetchone()
    skipped: Counter[str] = Counter()
    for (text,) in connection.execute("SELECT skipped FROM folder"):
        skipped.update(json.loads(text))
    return Coverage(
        files=searchable + pending + problems.total(),
        searchable=searchable,
        with_meaning=meant,
        pending=pending,
        passages=passages,
        passages_with_meaning=meant_passages,
        problems=dict(sorted(problems.items())),
        skipped=dict(sorted(skipped.items())),
    )
