"""Who may talk to the catalog's file, and when? Many readers, one writer, and errors in words a person can act on."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from inkling import storage
from inkling.catalog import schema
from inkling.errors import LibraryBusy, LibraryDamaged, LibraryError, StorageError
from inkling.records.said import said

FILE_NAME = "catalog.sqlite"
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours; programming errors stay what they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
        if code in _DAMAGE:
            raise LibraryDamaged(
                said(
                    "{path} is damaged ({error}). Run `inkling check --full`; if it cannot be mended, remove the "
                    "file and let Inkling read your folders again.",
                    path=path,
                    error=error,
                )
            ) from error
        if code == sqlite3.SQLITE_FULL:
            raise StorageError(
                said("The catalog cannot grow: the disk is full. Free some space; work goes on.")
            ) from error
        if code in _NO_ROOM:
            raise StorageError(
                said(
                    "The catalog cannot be read or written ({error}). Check the disk of {path}.", error=error, path=path
                )
            ) from error
        if code in _HELD:
            raise LibraryBusy(said("Another program holds this library's catalog. Try again in a moment.")) from error
        raise


class Connections:
    """The open connections of one process to one catalog; usable from any thread.

    Readers are lent from a pool, so that a thread that ends leaves nothing open. The writer is one, behind a lock.
    """

    def __init__(self, path: Path, writer: sqlite3.Connection | None) -> None:
        self._path = path
        self._writer = writer
        self._write_lock = threading.RLock()
        self._idle: list[sqlite3.Connection] = []
        self._all: list[sqlite3.Connection] = [writer] if writer else []
        self._pool_lock = threading.Lock()
        self._depth, self._is_closed = 0, False

    @classmethod
    def open(cls, data: Path, *, write: bool) -> Connections:
        """Open the file in `data`; a writer creates it or brings it up to date.

        Raises:
            LibraryTooNew: a later Inkling wrote it.
            LibraryDamaged: it is no catalog, or broken.
            LibraryError: there is none and `write` is false.
        """
        path = data / FILE_NAME
        if write:
            storage.make_private(data)
            with suppress(FileExistsError):
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, storage.PRIVATE_FILE))
            path.chmod(storage.PRIVATE_FILE)
        elif not path.exists():
            raise LibraryError(
                said("There is no library in {data} yet. Add a folder first: `inkling add FOLDER`.", data=data)
            )
        with translated(path), ExitStack() as undo:
            first = _connect(path, write=write)
            undo.callback(first.close)
            if write:
                schema.migrate(first)
            else:
                schema.require_readable(first)
            undo.pop_all()
        connections = cls(path, first if write else None)
        if not write:
            connections._idle.append(first)
            connections._all.append(first)
        return connections

    @property
    def path(self) -> Path:
        """The catalog's file."""
        return self._path

    @property
    def is_writer(self) -> bool:
        """Whether this process may write."""
        return self._writer is not None

    def read_ahead(self) -> None:
        """Ask the system to have the file in memory soon; nobody waits for it."""
        storage.read_ahead(self._path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that sees one committed state; inside a transaction of this thread, what it wrote."""
        if self._depth and self._owns_writer():
            with translated(self._path):
                yield self._require_writer()
            return
        with self._pool_lock:
            if self._is_closed:
                raise LibraryError(said("This library has been closed."))
            connection = self._idle.pop() if self._idle else None
        with translated(self._path):
            if connection is None:
                connection = _connect(self._path, write=False)
                with self._pool_lock:
                    self._all.append(connection)
            try:
                connection.execute("BEGIN")  # all that one answer is made of comes from the same state
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                with self._pool_lock:
                    self._idle.append(connection)

    @contextmanager
    def writing(self, *, quiet: bool = False) -> Iterator[sqlite3.Connection]:
        """Hold the one writer for one transaction: all of it is committed, or nothing. `quiet` keeps the generation."""
        with self._write_lock, translated(self._path):
            connection = self._require_writer()
            if self._depth:
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield connection
                if not quiet:
                    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
                connection.execute("COMMIT")
            finally:
                self._depth -= 1
                if connection.in_transaction:  # something failed; a full disk may have rolled back already
                    connection.execute("ROLLBACK")

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Hold the one writer outside a transaction, for checkpoints and the like."""
        with self._write_lock, translated(self._path):
            assert not self._depth, "not inside a transaction"
            yield self._require_writer()

    def close(self) -> None:
        """Close every connection; the last writer empties the write-ahead log."""
        with self._pool_lock:
            self._is_closed = True
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._idle.clear()
            self._writer = None

    def _require_writer(self) -> sqlite3.Connection:
        if self._writer is None:
            raise LibraryError(said("This library was opened for reading only."))
        return self._writer

    def _owns_writer(self) -> bool:
        if self._write_lock.acquire(blocking=False):
            self._write_lock.release()
            return self._depth > 0
        return False


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    name = f"{path.absolute().as_uri()}?mode=rw"  # a file that is gone is not made anew, empty
    connection = sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256)
    with ExitStack() as undo:
        undo.callback(connection.close)
        schema.prepare(connection, write=write)
        undo.pop_all()
    return connection
