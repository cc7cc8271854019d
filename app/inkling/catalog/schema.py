"""What does the catalog's file look like? Numbered migrations, each one transaction, and the switches of a connection.

A migration is never changed once it was released: a later one follows it. `PRAGMA user_version` counts those applied.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from inkling.errors import LibraryError, LibraryTooNew
from inkling.records.said import said

# One page holds several compressed texts or forty vectors; measured on documentation, 4 KB pages need 3 % more room.
PAGE_BYTES = 16384

# Terms arrive ready-made from the injected function, joined by blanks; whatever is not a blank belongs to a term.
# (Both quotes are doubled: the list stands inside quotes of SQL, and inside quotes of FTS5.)
_PUNCTUATION = "!#$%&()*+,-./:;<=>?@[\\]^_`{|}~\"\"''"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a schema to the next."""

    name: str
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration(
        "first catalog",
        (
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID",
            "INSERT INTO meta VALUES ('generation', 0), ('words', 0), ('model', 0), ('untidy', 0)",
            """CREATE TABLE folder (
                id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL UNIQUE, rules TEXT NOT NULL,
                state TEXT NOT NULL, scanned_at_ns INTEGER NOT NULL DEFAULT 0, skipped TEXT NOT NULL DEFAULT '{}'
            ) STRICT""",
            # Passages of a document have the ids first .. first + passages - 1: no index has to lead to them.
            """CREATE TABLE document (
                id INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
                authors TEXT NOT NULL, people TEXT NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL,
                dated_ns INTEGER, language TEXT NOT NULL, length INTEGER NOT NULL, text_digest BLOB NOT NULL,
                first INTEGER NOT NULL, passages INTEGER NOT NULL, names TEXT NOT NULL, locators BLOB NOT NULL,
                outline BLOB NOT NULL, read_version INTEGER NOT NULL, cut_version INTEGER NOT NULL,
                meaning INTEGER NOT NULL DEFAULT 0,
                UNIQUE (digest, kind)
            ) STRICT""",
            "CREATE INDEX document_first ON document (first)",
            # id = document * 2**20 + ordinal: a document's text lies together and needs no index.
            "CREATE TABLE block (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT",
            """CREATE TABLE file (
                id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL UNIQUE,
                folder INTEGER NOT NULL REFERENCES folder ON DELETE CASCADE,
                size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, device INTEGER NOT NULL,
                inode INTEGER NOT NULL, checked_ns INTEGER NOT NULL, version INTEGER NOT NULL, state INTEGER NOT NULL,
                digest BLOB, document INTEGER REFERENCES document
            ) STRICT""",
            "CREATE INDEX file_document ON file (document)",
            "CREATE INDEX file_folder ON file (folder)",
            "CREATE INDEX file_digest ON file (digest) WHERE digest IS NOT NULL",
            """CREATE TABLE problem (
                id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE, kind TEXT NOT NULL,
                reason TEXT NOT NULL, next_step TEXT NOT NULL, place TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX problem_file ON problem (file)",
            # A wording is the 64-bit digest of a text as the model reads it: passages that say the same share it, and
            # so its vector. (Ten million passages: one chance in 400,000 that any two differ and share one.)
            # outline: which entry of the document's list of (heading, place) holds.
            """CREATE TABLE passage (
                id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, start INTEGER NOT NULL,
                length INTEGER NOT NULL, wording INTEGER NOT NULL, outline INTEGER NOT NULL
            ) STRICT""",
            "CREATE INDEX passage_wording ON passage (wording)",
            "CREATE TABLE model (id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE) STRICT",
            """CREATE TABLE vector (
                id INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL, wording INTEGER NOT NULL,
                data BLOB NOT NULL, UNIQUE (model, wording)
            ) STRICT""",
            f"""CREATE VIRTUAL TABLE words USING fts5 (
                body, title, content = '', columnsize = 0, tokenize = "ascii tokenchars '{_PUNCTUATION}'"
            )""",
            "INSERT INTO words (words, rank) VALUES ('pgsz', 16000)",
            "INSERT INTO words (words, rank) VALUES ('hashsize', 4194304)",
            """CREATE TABLE attempt (
                path BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, version INTEGER NOT NULL,
                is_alone INTEGER NOT NULL, is_running INTEGER NOT NULL, deaths INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID""",
            "CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT",
        ),
    ),
    # recognised: by which extractor the pictures in a file were read too; any other reading sets it back to 0.
    Migration("text recognition", ("ALTER TABLE file ADD COLUMN recognised INTEGER NOT NULL DEFAULT 0",)),
    # A row of FTS5 may have 16,344 bytes before it needs a second page; measured, its pages are 2 % fuller like this.
    Migration("fuller pages of words", ("INSERT INTO words (words, rank) VALUES ('pgsz', 16300)",)),
)
VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many migrations this file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def require_readable(connection: sqlite3.Connection) -> None:
    """Refuse a file that this version of Inkling does not understand.

    Raises:
        LibraryTooNew: it comes from a later Inkling.
        LibraryError: it comes from an earlier one and only a writer may bring it up to date.
    """
    found = version_of(connection)
    if found > VERSION:
        raise LibraryTooNew(
            said(
                "This library was written by a later Inkling (schema {found}, this one knows {version}). Update "
                "Inkling.",
                found=found,
                version=VERSION,
            )
        )
    if found < VERSION:
        raise LibraryError(said("This library has to be brought up to date first: run `inkling sync` once."))


def migrate(connection: sqlite3.Connection) -> list[str]:
    """Bring the file up to date and return the names of the steps taken.

    Raises:
        LibraryTooNew: the file comes from a later Inkling; nothing was touched.
    """
    done = []
    if version_of(connection) > VERSION:
        require_readable(connection)
    while (number := version_of(connection)) < VERSION:
        step = MIGRATIONS[number]
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        done.append(step.name)
    return done


def prepare(connection: sqlite3.Connection, *, write: bool) -> None:
    """Set a connection's switches: distrust the file, flush fully, wipe what is deleted, leave no scratch files."""
    switches = ["busy_timeout = 10000", "foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"]
    switches += ["temp_store = MEMORY", f"cache_size = -{8192 if write else 4096}"]
    if write:
        is_new = connection.execute("PRAGMA page_count").fetchone()[0] == 0
        if is_new:
            switches += [f"page_size = {PAGE_BYTES}", "auto_vacuum = INCREMENTAL"]
        switches += ["journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "wal_autocheckpoint = 1000"]
    else:
        switches += ["query_only = ON"]
    for switch in switches:
        connection.execute(f"PRAGMA {switch}").fetchall()
