"""Is the catalog sound, and does it really forget? Self-check, repair, wiping, and the words made anew."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

from inkling.catalog import documents, packing
from inkling.catalog.connections import Connections
from inkling.catalog.reading import Verdict
from inkling.catalog.terms import Terms
from inkling.progress import Cancel, Progress, Report


def tidy(connections: Connections) -> None:
    """Wipe what was deleted from every file of ours: vectors nobody uses, old words, free pages, the log.

    Nothing happens when nothing was deleted. After a crash in the middle the next call does it all.
    """
    with connections.reading() as connection:
        if not connection.execute("SELECT value FROM meta WHERE name = 'untidy'").fetchone()[0]:
            return
    with connections.writing(quiet=True) as connection:
        documents.forget_wordings(connection)
        connection.execute(
            "INSERT INTO words (words) VALUES ('optimize')"
        )  # deleted words stay in old segments till then
    with connections.alone() as connection:
        _release_pages(connection)
    if not checkpoint(connections):
        return
    with connections.writing(quiet=True) as connection:
        connection.execute("UPDATE meta SET value = 0 WHERE name = 'untidy'")
    checkpoint(connections)


def compact(connections: Connections, *, words: bool = False) -> None:
    """Give free pages back and empty the log; with `words`, merge these into one piece before."""
    if words:
        with connections.writing(quiet=True) as connection:
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    with connections.alone() as connection:
        _release_pages(connection)
    checkpoint(connections)


def _release_pages(connection: sqlite3.Connection) -> None:
    # WORKAROUND(sqlite3 module): `execute` stops after the first page, because the step returns a row of no columns.
    connection.executescript("PRAGMA incremental_vacuum")


def checkpoint(connections: Connections) -> bool:
    """Move the write-ahead log into the file and empty it; false when a reader is in the way."""
    with connections.alone() as connection:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def rebuild_words(
    connections: Connections, terms: Terms, version: int, report: Report, cancel: Cancel | None = None
) -> None:
    """Make all words anew from the texts, in one transaction, when the rules for words have changed."""
    with connections.writing() as connection:
        ids = [id for (id,) in connection.execute("SELECT id FROM document ORDER BY id").fetchall()]
        connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
        for done, id in enumerate(ids):
            if cancel is not None:
                cancel.check()
            connection.executemany(
                "INSERT INTO words (rowid, body, title) VALUES (?, ?, ?)", documents.word_rows(connection, [id], terms)
            )
            report(Progress("words", done + 1, len(ids)))
        connection.execute("UPDATE meta SET value = ? WHERE name = 'words'", (version,))
        connection.execute("UPDATE meta SET value = 1 WHERE name = 'untidy'")


def check(connections: Connections, terms: Terms, *, full: bool, repair: bool, cancel: Cancel | None = None) -> Verdict:
    """Look for damage. `full` reads every page, text and word; else SQLite's quick check and all checksums.

    `repair` (needs a writer) removes broken vectors, so that they are made anew, and rebuilds words that disagree.
    """
    problems: list[str] = []
    repaired: list[str] = []
    with connections.reading() as connection:
        looked_at = connection.execute("SELECT count(*) FROM passage").fetchone()[0]
        pragma = "integrity_check" if full else "quick_check"
        problems += [f"SQLite: {row[0]}" for row in connection.execute(f"PRAGMA {pragma}") if row[0] != "ok"]
        for table, *_ in connection.execute("PRAGMA foreign_key_check"):
            problems.append(f"A row of {table} belongs to nothing.")
        problems += _broken_relations(connection)
        broken = [id for id, data in connection.execute("SELECT id, data FROM vector") if not packing.is_sound(data)]
    if broken:
        problems.append(f"{len(broken)} vectors fail their checksum.")
    if full:
        problems += list(_broken_texts(connections, cancel))
        wrong = _wrong_words(connections, terms, cancel)
        if wrong:
            problems.append(f"{wrong} words disagree with the texts.")
    if repair and broken:
        repaired.append(_mend_vectors(connections, broken))
    if repair and full and wrong:
        rebuild_words(connections, terms, _words_version(connections), lambda _progress: None, cancel)
        repaired.append("The words were made anew from the texts.")
    return Verdict(looked_at, tuple(problems), tuple(repaired))


def _broken_relations(connection: sqlite3.Connection) -> Iterator[str]:
    rules = {
        "passages belong to no document": "SELECT count(*) FROM passage p WHERE NOT EXISTS"
        " (SELECT 1 FROM document d WHERE d.id = p.document AND p.id >= d.first AND p.id < d.first + d.passages)",
        "documents miss passages": "SELECT count(*) FROM document d WHERE d.passages !="
        " (SELECT count(*) FROM passage p WHERE p.id >= d.first AND p.id < d.first + d.passages)",
        "documents belong to no file": "SELECT count(*) FROM document d WHERE NOT EXISTS"
        " (SELECT 1 FROM file f WHERE f.document = d.id)",
    }
    for what, query in rules.items():
        if count := connection.execute(query).fetchone()[0]:
            yield f"{count} {what}."


def _broken_texts(connections: Connections, cancel: Cancel | None) -> Iterator[str]:
    with connections.reading() as connection:
        for id, digest in connection.execute("SELECT id, text_digest FROM document ORDER BY id").fetchall():
            if cancel is not None:
                cancel.check()
            if documents.digest_of(documents.text_of(connection, id)) != digest:
                yield f"The text of document {id} fails its checksum."


def _wrong_words(connections: Connections, terms: Terms, cancel: Cancel | None) -> int:
    """Return for how many words the number of passages or places differs from what the texts say."""
    places: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    with connections.reading() as connection:
        for (id,) in connection.execute("SELECT id FROM document ORDER BY id").fetchall():
            if cancel is not None:
                cancel.check()
            for _, body, title in documents.word_rows(connection, [id], terms):
                both = f"{body} {title}".split(" ")
                places.update(word for word in both if word)
                rows.update({word for word in both if word})
        try:
            # A temporary table is the only way to look into FTS5's own index; it lives in this connection's memory.
            connection.execute("PRAGMA query_only = OFF")
            connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
            kept = {term: (doc, count) for term, doc, count in connection.execute("SELECT * FROM temp.vocabulary")}
        finally:
            connection.execute("DROP TABLE IF EXISTS temp.vocabulary")
            connection.execute("PRAGMA query_only = ON")
    wanted = {word: (rows[word], places[word]) for word in places}
    return sum(kept.get(word) != wanted.get(word) for word in kept.keys() | wanted.keys())


def _mend_vectors(connections: Connections, broken: list[int]) -> str:
    with connections.writing() as connection:
        touched: set[int] = set()
        for id in broken:
            touched.update(
                d
                for (d,) in connection.execute(
                    "SELECT p.document FROM vector v JOIN passage p ON p.wording = v.wording WHERE v.id = ?", (id,)
                )
            )
            connection.execute("DELETE FROM vector WHERE id = ?", (id,))
        documents.mark_meaning(connection, sorted(touched))
    return f"{len(broken)} broken vectors were removed; the next sync makes them anew."


def _words_version(connections: Connections) -> int:
    with connections.reading() as connection:
        return int(connection.execute("SELECT value FROM meta WHERE name = 'words'").fetchone()[0])
