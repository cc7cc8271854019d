"""What do we know? The catalog's one door: folders, files, documents, passages, words, vectors.

Every method may be called from any thread. Methods that change something are one transaction each and need a catalog
opened with `write=True`; whoever opens it so holds the library's writer lock.
"""

# only our own column names and question marks are put into SQL, never a value
from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inkling.catalog import files, filtering, folders, pictures, summary, upkeep
from inkling.catalog.connections import Connections
from inkling.catalog.documents import Prepared
from inkling.catalog.meanings import Meanings
from inkling.catalog.reading import Known, Reading, Verdict
from inkling.catalog.terms import Words
from inkling.catalog.texts import Texts
from inkling.courtesy import Courtesy
from inkling.progress import Cancel, Report, ignore_progress
from inkling.records import (
    Coverage,
    Document,
    DocumentId,
    FileStamp,
    Filter,
    Folder,
    FolderId,
    FolderState,
    PassageId,
    Problem,
    Rules,
)

_REMEMBERED = 32  # filters remembered per generation


class Catalog(Texts, Meanings):
    """The library's memory. Nothing else is precious: snapshots are made from it.

    `courtesy` says who goes first of those who read and write it: whoever asks.
    """

    def __init__(
        self, connections: Connections, terms: Callable[[str, str], list[str]], courtesy: Courtesy | None = None
    ) -> None:
        super().__init__(connections)
        self.courtesy = courtesy or Courtesy()
        self._terms = terms
        self._lock = threading.Lock()
        self._allowed: dict[Filter, NDArray[np.int64]] = {}
        self._summaries: dict[str, Coverage] = {}
        self._remembered = -1

    @classmethod
    def open(
        cls,
        data: Path,
        *,
        write: bool,
        terms: Callable[[str, str], list[str]],
        words_version: int = 1,
        courtesy: Courtesy | None = None,
    ) -> Catalog:
        """Open the catalog in a data folder; a writer creates it, migrates it, and renews words made by other rules.

        Args:
            data: the library's folder.
            write: whether this process is the writer (it holds the library's lock).
            terms: `words.terms`: the words of a text in a language.
            words_version: `words.VERSION`.
            courtesy: who goes first; None for one of its own.

        Raises:
            LibraryTooNew: a later Inkling wrote it.
            LibraryDamaged: it cannot be read.
            LibraryError: there is none yet and `write` is false.
        """
        connections = Connections.open(data, write=write)
        catalog = cls(connections, terms, courtesy)
        with ExitStack() as undo:
            undo.callback(connections.close)
            if write:
                catalog._renew_words(words_version)
                catalog.tidy()
            undo.pop_all()
        return catalog

    def close(self) -> None:
        """Close the file; the catalog is of no use afterwards."""
        self._connections.close()

    def __enter__(self) -> Catalog:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[object]:
        """Make several changes one: all of them are committed at the end of the block, or none."""
        return self._connections.writing()

    # -- folders

    def add_folder(self, path: bytes, rules: Rules = Rules()) -> Folder:  # noqa: B008  # frozen
        """Add a folder. Files of an outer folder that lie in it become its own, with all that is known of them."""
        with self._connections.writing() as connection:
            id = folders.add_folder(connection, path, rules)
            return next(folder for folder in folders.folders(connection) if folder.id == id)

    def remove_folder(self, id: FolderId) -> None:
        """Forget a folder and everything that only it held, and wipe it from our files."""
        with self._connections.writing() as connection, self._words(connection) as words:
            folders.remove_folder(connection, id, words)
        self.tidy()

    def folders(self) -> list[Folder]:
        """Return the folders, in the order they were added."""
        with self._connections.reading() as connection:
            return folders.folders(connection)

    def set_folder_state(self, id: FolderId, state: FolderState) -> None:
        """Note whether a folder can be read."""
        with self._connections.writing() as connection:
            folders.update_folder(connection, id, state=state.value)

    def set_rules(self, id: FolderId, rules: Rules) -> None:
        """Change which files of a folder are read; the next sync acts on it."""
        with self._connections.writing() as connection:
            folders.update_folder(connection, id, rules=folders.text_from_rules(rules))

    def mark_scanned(self, id: FolderId, at_ns: int, skipped: dict[str, int] | None = None) -> None:
        """Note when a folder was last compared with the disk, and how many files its rules left out, by reason."""
        with self._connections.writing(quiet=True) as connection:
            folders.update_folder(connection, id, scanned_at_ns=at_ns, skipped=folders.text_from_counts(skipped or {}))

    # -- files

    def stamps(self, folder: FolderId | None = None) -> dict[bytes, FileStamp]:
        """Return the files of a folder (or of all) as they were last seen."""
        return {path: known.stamp for path, known in self.known(folder).items()}

    def known(self, folder: FolderId | None = None) -> dict[bytes, Known]:
        """Return what is known of the files of a folder (or of all), for the comparison with a scan."""
        with self._connections.reading() as connection:
            return files.known(connection) if folder is None else files.known(connection, "folder = ?", (folder,))

    def note_pending(self, folder: FolderId, stamps: Iterable[FileStamp]) -> None:
        """Remember files that are to be read; what was read of them before stays findable until then."""
        with self._connections.writing() as connection:
            files.note_pending(connection, folder, stamps)

    def note_same(self, folder: FolderId, stamps: Iterable[tuple[FileStamp, int]]) -> None:
        """Note new stamps, and when each was checked, of files whose content is what it was."""
        with self._connections.writing(quiet=True) as connection:
            files.note_same(connection, folder, stamps)

    def note_moved(self, folder: FolderId, moves: Sequence[tuple[bytes, FileStamp]]) -> None:
        """Give files their new paths (old path, new stamp), swaps and rings included."""
        with self._connections.writing() as connection, self._words(connection) as words:
            files.note_moved(connection, folder, moves, words)

    def delete(self, paths: Sequence[bytes]) -> None:
        """Forget files. Their words and texts go at once; `tidy` wipes what is left of them from our files."""
        with self._connections.writing() as connection, self._words(connection) as words:
            files.delete(connection, paths, words)

    def read_again(self, paths: Sequence[bytes]) -> None:
        """Let the next sync read these files whatever came of it before; none counts as dangerous any more."""
        with self._connections.writing() as connection:
            files.read_again(connection, paths)

    def prepare(self, reading: Reading) -> Prepared:
        """Make the words of a reading: the slow part of storing it, done before."""
        return Prepared.from_reading(reading, self._terms)

    def store(self, readings: Sequence[Reading | Prepared]) -> None:
        """Write what readings brought, in one transaction."""
        prepared = [self.prepare(one) if isinstance(one, Reading) else one for one in readings]
        for one in prepared:
            one.pack()
        with self._connections.writing() as connection, self._words(connection) as words:
            files.store(connection, prepared, words)

    def twin(self, digest: bytes, path: bytes, version: int) -> bytes | None:
        """Return the path of a file with these bytes and the same suffix that this extractor has read."""
        with self._connections.reading() as connection:
            return files.twin(connection, digest, path, version)

    def note_copy(self, folder: FolderId, stamp: FileStamp, checked_ns: int, of: bytes) -> None:
        """Give a file the document of its twin, without reading it again."""
        with self._connections.writing() as connection, self._words(connection) as words:
            files.note_copy(connection, folder, stamp, checked_ns, of=of, words=words)

    def pictures(self, version: int, limit: int | None = None) -> list[list[Known]]:
        """Return files without text whose pictures this extractor has not read; those of the same bytes together."""
        with self._connections.reading() as connection:
            return pictures.waiting(connection, version, limit)

    def note_recognised(self, paths: Sequence[bytes], version: int) -> None:
        """Note that the pictures of files were looked at, and that nothing came of it."""
        with self._connections.writing(quiet=True) as connection:
            pictures.note_looked_at(connection, paths, version)

    def sizes(self) -> frozenset[int]:
        """Return the sizes of all files that were read."""
        with self._connections.reading() as connection:
            return frozenset(size for (size,) in connection.execute("SELECT size FROM file WHERE document NOT NULL"))

    def cut_by_others(self, version: int) -> list[DocumentId]:
        """Return the documents that another version of the cutter cut."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT id FROM document WHERE cut_version != ? ORDER BY id", (version,))
            return [DocumentId(id) for (id,) in rows.fetchall()]

    def reading_of(self, id: DocumentId) -> tuple[Reading, Document]:
        """Return a stored document as it was read, so that it can be cut anew without its file."""
        with self._connections.reading() as connection:
            return files.reading_of(connection, id)

    def problems(self, kind: str | None = None) -> list[Problem]:
        """Return what is not searchable and why, by path; parts of files included."""
        with self._connections.reading() as connection:
            return files.problems(connection, kind)

    def waiting(self, limit: int) -> list[bytes]:
        """Return the paths of files that are still to be read, by path."""
        with self._connections.reading() as connection:
            return files.waiting(connection, limit)

    def coverage(self) -> Coverage:
        """Return what can be found, in numbers that add up."""
        self._forget_old_answers()
        found = self._summaries.get("all")  # another thread may forget it at any moment
        if found is None:
            with self._connections.reading() as connection:
                found = summary.coverage(connection)
            self._summaries["all"] = found
        return found

    # -- what can be found

    def generation(self) -> int:
        """Return a number that grows with every committed change of what can be found."""
        with self._connections.reading() as connection:
            return summary.generation(connection)

    def match(self, expression: str, *, limit: int | None = None) -> list[PassageId]:
        """Return the passages that an FTS5 expression over terms picks, by id. Columns: body, title.

        Raises:
            UsageError: FTS5 does not understand the expression.
        """
        with self._connections.reading() as connection:
            return summary.match(connection, expression, limit)

    def passage_documents(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the ids of all passages, int64 ascending, and the document of each, without reading any text."""
        with self._connections.reading() as connection:
            return summary.passage_documents(connection)

    def passages_where(self, filter: Filter) -> NDArray[np.int64]:  # noqa: A002
        """Return the sorted ids (int64) of the passages that a filter lets through; do not write into the array.

        With `after_ns` and `before_ns` either date counts: that of the file's last change or that in the document.
        """
        self._forget_old_answers()
        found = self._allowed.get(filter)
        if found is None:
            with self._connections.reading() as connection:
                filtering.install(connection)
                found = filtering.allowed(connection, filter)
            found.flags.writeable = False
            with self._lock:
                if len(self._allowed) >= _REMEMBERED:
                    self._allowed.clear()
                self._allowed[filter] = found
        return found

    @contextmanager
    def _words(self, connection: sqlite3.Connection) -> Iterator[Words]:
        words = Words(self._terms)
        yield words
        words.flush(connection)

    def _forget_old_answers(self) -> None:
        generation = self.generation()
        with self._lock:
            if generation != self._remembered:
                self._allowed, self._summaries, self._remembered = {}, {}, generation

    # -- upkeep

    def tidy(self) -> None:
        """Wipe what was deleted from every file of ours; nothing happens when nothing was deleted."""
        upkeep.tidy(self._connections)

    def compact(self, *, words: bool = False) -> None:
        """Give free pages back to the disk and empty the write-ahead log: worth it after much was written.

        With `words`, their pieces become one: a few percent less disk, for a second of work in 100 MB of text.
        """
        upkeep.compact(self._connections, words=words)

    def read_ahead(self) -> None:
        """Ask the system to have the catalog in memory soon, for who will ask for much of it."""
        self._connections.read_ahead()

    def checkpoint(self) -> bool:
        """Empty the write-ahead log; false when a reader is in the way."""
        return upkeep.checkpoint(self._connections)

    def check(self, *, full: bool = False, repair: bool = False, cancel: Cancel | None = None) -> Verdict:
        """Look for damage (`full` reads every text and word), and mend what can be mended (needs the writer)."""
        return upkeep.check(self._connections, self._terms, full=full, repair=repair, cancel=cancel)

    def _renew_words(self, version: int, report: Report = ignore_progress) -> None:
        with self._connections.reading() as connection:
            found = summary.meta(connection, "words")
        if found != version:
            upkeep.rebuild_words(self._connections, self._terms, version, report)
