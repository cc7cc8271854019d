"""The one door to near-copies for the library: find, compare, remember, plan, carry out, take back, export."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from inkling.copies import absent, acting, apart, assemble, boilerplate, export, remembered
from inkling.copies.candidates import Sieve, candidates
from inkling.copies.compare import difference
from inkling.copies.groups import overlaps
from inkling.copies.journal import Journal
from inkling.copies.judged import Judge, Pair, rows_by_content
from inkling.copies.keep import Choice, is_below, plan
from inkling.copies.measure import Thresholds
from inkling.copies.quoting import common_lines
from inkling.copies.shelf import Shelf, Texts, is_cut_short, without_text
from inkling.copies.store import Source, Store
from inkling.errors import UsageError
from inkling.progress import Cancel, Report, ignore_progress
from inkling.records import (
    Apart,
    CopyGroup,
    CopyReport,
    Difference,
    DocumentId,
    Plan,
    Removal,
    SharedPassage,
    StoredDocument,
    StoredFile,
)
from inkling.records.said import said

_LOOK_EVERY_S = 0.1
_WIDE = Sieve(jaccard=0.08, contained=0.15, part=0.15, doubtful=0.0)


class Copies:
    """Near-copies of one library. Methods block and may be called from any thread; one search runs at a time.

    Args:
        catalog: the library's memory.
        data: the library's folder, where the journal of removals lies; without one nothing can be removed.
        limits: where a copy begins.
        found: hears what each look at the whole library found.
    """

    def __init__(
        self,
        catalog: Source,
        data: Path | None = None,
        limits: Thresholds = Thresholds(),  # noqa: B008  # frozen
        found: Callable[[CopyReport], None] = lambda _report: None,
    ) -> None:
        self._catalog, self._limits, self._found = catalog, limits, found
        self._store = Store(catalog)
        self._journal = Journal(data) if data else None
        self._lock = threading.Lock()
        self._last: tuple[tuple[int, tuple[bytes, ...]], CopyReport] | None = None

    # -- finding

    def find(
        self, folders: Sequence[bytes] = (), cancel: Cancel | None = None, report: Report = ignore_progress
    ) -> CopyReport:
        """Return all groups of copies, of the library or of files below some folders.

        Work that earlier calls did is not done again; when nothing changed the last answer is returned.
        """
        cancel = cancel or Cancel()
        with self._alone(cancel):
            key = (self._catalog.generation(), tuple(folders))
            if self._last and self._last[0] == key:
                return self._present(self._last[1])
            found = replace(self._find(folders, cancel, report), generation=key[0])
            self._last = (key, found)
            if not folders:
                self._store.keep_report(remembered.to_bytes(found))
                self._found(found)
            return self._present(found)

    def kept(self) -> CopyReport | None:
        """Return what the last look at the whole library found, less what has changed since; None without one.

        It takes a moment, however long the look took. `generation` tells whether files have changed since.
        """
        data = self._store.report()
        if not data:
            return None
        files: dict[bytes, StoredFile] = {}
        documents = set[DocumentId]()
        for document in (*self._catalog.documents(), *without_text(self._catalog.known())):
            documents.add(document.id)
            files.update((file.path, file) for file in document.files)
        report = remembered.from_bytes(data, files, documents)
        return self._present(report) if report else None

    def found_at(self) -> int | None:
        """Return the catalog's generation at the last look at the whole library, None where nobody looked yet."""
        data = self._store.report()
        return remembered.generation_of(data) if data else None

    def overlaps(
        self, folders: Sequence[bytes] = (), cancel: Cancel | None = None, report: Report = ignore_progress
    ) -> list[CopyGroup]:
        """Return pairs of documents that share long passages without being copies, the largest share first."""
        cancel = cancel or Cancel()
        with self._alone(cancel):
            _, texts = self._texts(folders, cancel, report)
            pairs, _ = self._pairs(texts, _WIDE, folders, cancel, report, overlaps=True)
            return [assemble.pair_group(pair, texts) for pair in overlaps(pairs)]

    def boilerplate(
        self,
        least: int = 5,
        folders: Sequence[bytes] = (),
        cancel: Cancel | None = None,
        report: Report = ignore_progress,
    ) -> list[SharedPassage]:
        """Return the passages that stand in at least `least` different texts, those in the most first."""
        if least < 2:
            raise UsageError(said("A shared passage stands in at least 2 files."))
        cancel = cancel or Cancel()
        with self._alone(cancel):
            _, texts = self._texts(folders, cancel, report)
        found = boilerplate.passages(texts.found, lambda row: self._row_text(texts, row), least, cancel)
        return [
            SharedPassage(text, tuple(texts.holders[row][0].document for row in rows), len(rows))
            for text, rows in found
        ]

    def of(
        self, document: DocumentId, cancel: Cancel | None = None, report: Report = ignore_progress
    ) -> list[CopyGroup]:
        """Return the groups that a document is in."""
        known = self._catalog.document(document)
        paths = {file.path for file in known.files} if known else set()
        return [
            group
            for group in self.find((), cancel, report).groups
            if any(file.path in paths for member in group.members for file in member.files)
        ]

    def families(self, cancel: Cancel | None = None, report: Report = ignore_progress) -> dict[bytes, str]:
        """Return for each path the group that it folds into in a list of results; forms are not folded."""
        found: dict[bytes, str] = {}
        for group in self.find((), cancel, report).groups:
            if group.spare_bytes:
                for member in group.members:
                    for file in member.files:
                        found[file.path] = group.id  # later tiers are wider: the widest family wins
        return found

    def only_in(
        self, folder: bytes, cancel: Cancel | None = None, report: Report = ignore_progress
    ) -> list[StoredDocument]:
        """Return the documents below a folder that have no copy, of any tier, elsewhere."""
        elsewhere: set[bytes] = set()
        for group in self.find((), cancel, report).groups:
            paths = [file.path for member in group.members for file in member.files] if group.spare_bytes else []
            if not all(is_below(path, folder) for path in paths):
                elsewhere.update(paths)
        return [
            document
            for document in self._catalog.documents()
            if any(is_below(file.path, folder) for file in document.files)
            and not any(file.path in elsewhere for file in document.files)
        ]

    # -- comparing

    def compare(self, a: DocumentId, b: DocumentId) -> Difference:
        """Compare two documents of the library, of any formats, word by word."""
        return difference(self._catalog.text(a), self._catalog.text(b), self._limits)

    def compare_texts(self, a: str, b: str) -> Difference:
        """Compare two texts word by word."""
        return difference(a, b, self._limits)

    # -- remembering

    def ignore(self, a: DocumentId, b: DocumentId) -> None:
        """Remember that two documents are no copies of each other, whatever their files are called or become."""
        told = apart.told(self._catalog, a, b)
        self._change_apart(lambda known: [*(one for one in known if one != told), told])

    def unignore(self, said_before: Apart) -> None:
        """Forget that two documents are no copies."""
        self._change_apart(lambda known: [one for one in known if not one.contents <= said_before.contents])

    def ignored(self) -> tuple[Apart, ...]:
        """Return the pairs that are remembered as no copies, the last first."""
        return apart.listed(self._catalog, self._store)

    # -- acting

    def plan(self, groups: Iterable[CopyGroup], choice: Choice) -> Plan:
        """Say what a rule would remove; nothing is touched. The default rule removes nothing."""
        digests = {path: known.digest for path, known in self._catalog.known().items()}
        return plan(groups, choice, lambda file: digests.get(file.path, b""))

    def carry_out(self, planned: Plan, cancel: Cancel | None = None, report: Report = ignore_progress) -> list[Removal]:
        """Move the planned files to the trash, each after a last look, and write it down."""
        return acting.carry_out(planned, self._required_journal(), cancel or Cancel(), report)

    def journal(self) -> list[Removal]:
        """Return what was removed, the oldest first."""
        return self._journal.entries() if self._journal else []

    def undo(
        self, entries: Sequence[Removal], cancel: Cancel | None = None, report: Report = ignore_progress
    ) -> list[Removal]:
        """Put removed files back where they were; never over another file."""
        return acting.undo(entries, self._required_journal(), cancel or Cancel(), report)

    def last_removals(self) -> list[Removal]:
        """Return what the last call of `carry_out` removed and is not back yet."""
        entries = [entry for entry in self.journal() if acting.was_moved(entry)]
        batch = entries[-1].id.split("-")[0] if entries else ""
        return [entry for entry in entries if entry.id.split("-")[0] == batch and acting.can_come_back(entry)]

    @staticmethod
    def as_csv(groups: Iterable[CopyGroup]) -> str:
        """Return groups as CSV, one row per file."""
        return export.csv_from_groups(groups)

    @staticmethod
    def as_json(groups: Iterable[CopyGroup]) -> str:
        """Return groups as JSON."""
        return export.json_from_groups(groups)

    # -- inside

    @contextmanager
    def _alone(self, cancel: Cancel) -> Iterator[None]:
        """Wait for another search to end, as long as nobody calls this one off."""
        while not self._lock.acquire(timeout=_LOOK_EVERY_S):
            cancel.check()
        try:
            yield
        finally:
            self._lock.release()

    def _present(self, report: CopyReport) -> CopyReport:
        """Return a report without what went to the trash since: the catalog hears of it a little later."""
        away = (entry.path for entry in self.journal() if acting.was_moved(entry) and not entry.undone)
        return absent.without(report, {path for path in away if not os.path.lexists(path)})

    def _find(self, folders: Sequence[bytes], cancel: Cancel, report: Report) -> CopyReport:
        started = time.monotonic()
        shelf, texts = self._texts(folders, cancel, report)
        pairs, compared = self._pairs(texts, Sieve(), folders, cancel, report)
        ignored = self._store.ignored()
        groups = [
            *assemble.same_bytes(shelf.holders),
            *assemble.same_text(texts, self._limits.least_words, ignored),
            *assemble.near(texts, pairs, rows_by_content(texts.found), ignored),
        ]
        empty: tuple[StoredFile, ...] = tuple(shelf.empty)
        return CopyReport(tuple(groups), len(shelf.holders), compared, empty, time.monotonic() - started)

    def _texts(self, folders: Sequence[bytes], cancel: Cancel, report: Report) -> tuple[Shelf, Texts]:
        partial = {problem.path for problem in self._catalog.problems() if is_cut_short(problem.kind)}
        names: set[bytes] = set()

        def passing() -> Iterable[StoredDocument]:
            for document in self._catalog.documents():
                names.add(document.text_digest)
                yield document
            yield from without_text(self._catalog.known())

        shelf = Shelf.of(passing(), partial, folders)
        needed = sorted(shelf.by_text)
        first = {name: shelf.by_text[name][0].document for name in needed}
        found = self._store.fingerprints(names, needed, lambda name: self._catalog.text(first[name]), cancel, report)
        return shelf, Texts.of(found, shelf.by_text)

    def _pairs(
        self,
        texts: Texts,
        sieve: Sieve,
        folders: Sequence[bytes],
        cancel: Cancel,
        report: Report,
        *,
        overlaps: bool = False,
    ) -> tuple[list[Pair], int]:
        rank = rows_by_content(texts.found)
        proposed = candidates(texts.found, rank, sieve, cancel)
        common = common_lines(texts.found, sieve.common_in)
        memory = self._store.memory()
        judge = Judge(
            texts.found, lambda row: self._row_text(texts, row), self._limits, memory, common, overlaps=overlaps
        )
        try:
            return judge.pairs(proposed, cancel, report), len(proposed.pairs)
        finally:  # what was measured before a cancel is not measured again
            if not folders:
                memory.retain(set(texts.found.digests))
            if memory.is_changed:
                self._store.keep_memory(memory)

    def _row_text(self, texts: Texts, row: int) -> str:
        name = texts.found.names[row]
        holder = next(holder for holder in texts.holders[row] if holder.text_digest == name)
        return self._catalog.text(holder.document)

    def _change_apart(self, change: Callable[[list[Apart]], list[Apart]]) -> None:
        with self._lock:
            self._store.keep_apart(change(self._store.apart()))
            self._last = None
            if data := self._store.report():
                self._store.keep_report(remembered.outdated(data))

    def _required_journal(self) -> Journal:
        if self._journal is None:
            raise UsageError(said("This library has no data folder for the journal, so nothing can be removed."))
        return self._journal


def purge(catalog: Source) -> None:
    """Take out of what is kept about copies all that stems from texts that the library no longer holds."""
    Store(catalog).purge()
