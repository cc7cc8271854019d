"""How are the library's folders kept? Each with its rules and state; an inner one takes its files from the outer.

Functions here work on the connection they are given, inside the caller's transaction.
"""

# ruff: noqa: S608  # only our own column names are put into SQL, never a value
from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from typing import Any

from inkling.catalog import files
from inkling.catalog.terms import Words
from inkling.errors import UsageError
from inkling.paths import display
from inkling.records import Folder, FolderId, FolderState, Rules
from inkling.records.said import said


def below(path: bytes) -> tuple[bytes, bytes]:
    """Return the range of paths below a folder: from the first, to before the second ("0" follows "/")."""
    base = path.rstrip(b"/")
    return base + b"/", base + b"0"


def add_folder(connection: sqlite3.Connection, path: bytes, rules: Rules) -> FolderId:
    """Add a folder; files of an outer folder that lie in it become its own, with all that is known of them."""
    if connection.execute("SELECT 1 FROM folder WHERE path = ?", (path,)).fetchone():
        raise UsageError(said("{path} is in the library already.", path=display(path)))
    cursor = connection.execute(
        "INSERT INTO folder (path, rules, state) VALUES (?, ?, ?)",
        (path, text_from_rules(rules), FolderState.READY.value),
    )
    id = FolderId(int(cursor.lastrowid or 0))
    inner = [p for (p,) in connection.execute("SELECT path FROM folder WHERE path > ? AND path < ?", below(path))]
    connection.execute("UPDATE file SET folder = ? WHERE path > ? AND path < ?", (id, *below(path)))
    for other in inner:  # what belongs to a folder further in stays there
        connection.execute(
            "UPDATE file SET folder = (SELECT id FROM folder WHERE path = ?1) WHERE path > ?2 AND path < ?3",
            (other, *below(other)),
        )
    return id


def remove_folder(connection: sqlite3.Connection, id: FolderId, words: Words) -> None:
    """Forget a folder and its files; files that lie in an outer folder too go back to that one."""
    found = connection.execute("SELECT path FROM folder WHERE id = ?", (id,)).fetchone()
    if found is None:
        raise UsageError(said("That folder is not in the library."))
    outer = [
        (len(path), other)
        for other, path in connection.execute("SELECT id, path FROM folder WHERE id != ?", (id,))
        if found[0].startswith(below(path)[0])
    ]
    if outer:
        connection.execute("UPDATE file SET folder = ? WHERE folder = ?", (max(outer)[1], id))
    else:
        gone = [path for (path,) in connection.execute("SELECT path FROM file WHERE folder = ?", (id,))]
        files.delete(connection, gone, words)
    connection.execute("DELETE FROM folder WHERE id = ?", (id,))


def folders(connection: sqlite3.Connection) -> list[Folder]:
    """Return the folders with their counts, in the order they were added."""
    counts = {
        id: (files, searchable, meant)
        for id, files, searchable, meant in connection.execute(
            "SELECT f.folder, count(*), count(d.id), total(d.meaning != 0) FROM file f"
            " LEFT JOIN document d ON d.id = f.document AND d.passages > 0 GROUP BY f.folder"
        )
    }
    found = []
    for id, path, rules, state, scanned in connection.execute(
        "SELECT id, path, rules, state, scanned_at_ns FROM folder ORDER BY id"
    ):
        held, searchable, meant = (int(count) for count in counts.get(id, (0, 0, 0)))
        about = (FolderId(id), path, display(path), _rules(rules), FolderState(state))
        found.append(Folder(*about, held, searchable, meant, scanned))
    return found


def text_from_rules(rules: Rules) -> str:
    """Return rules as the catalog keeps them."""
    return json.dumps(asdict(rules))


def text_from_counts(counts: dict[str, int]) -> str:
    """Return counts by reason as the catalog keeps them."""
    return json.dumps(counts)


def _rules(text: str) -> Rules:
    values: dict[str, Any] = json.loads(text)
    for name, value in values.items():
        values[name] = tuple(value) if isinstance(value, list) else value
    return Rules(**values)


def update_folder(connection: sqlite3.Connection, id: FolderId, **values: object) -> None:
    """Set columns of a folder."""
    names = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE folder SET {names} WHERE id = ?", (*values.values(), id))
