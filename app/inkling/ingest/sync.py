"""How does the catalog become true? Look at the folders, compare, and do what differs: words first, meaning after.

A `Sync` is used by one thread at a time; pause, resume and cancel come from any. Killed at any point, the next run
finds what is still to do by comparing again: nothing is remembered beside the catalog.
"""

from __future__ import annotations

import time
from collections import Counter as Tally
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from inkling.catalog import Catalog, Known
from inkling.files.rules import nested_in
from inkling.files.sight import is_unplugged
from inkling.files.walk import Scan, walk, walk_some
from inkling.ingest import contents
from inkling.ingest.meaning import Encoder, Meaning
from inkling.ingest.pace import Pace
from inkling.ingest.plan import Plan, Seen, bounded, plan
from inkling.ingest.reading import Extractor, Files, cut_up
from inkling.passages import SIZE
from inkling.passages import VERSION as CUT_VERSION
from inkling.progress import Cancel, Progress, Report, ignore_progress
from inkling.records import Folder, FolderId, FolderState, Problem

_Thing = TypeVar("_Thing")
_TELL_EVERY = 500  # files of a scan between two reports
_CHUNK = 500  # bookkeeping rows per transaction
_TIDY_EVERY_S = 600.0  # wiping rewrites all words: half a second for 27 MB of text
# What went away in one folder may come up in another that is looked at later: its vectors wait so long for it.
_GRACE_S, _LONGEST_GRACE_S = 600.0, 3_600.0
_MUCH = 1000  # files read at once after which the catalog is worth compacting


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sync did, and folders or ignore files that it could not look at."""

    read: int = 0
    moved: int = 0
    gone: int = 0
    same: int = 0
    unavailable: tuple[FolderId, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_resumed: bool = False  # the disk failed in between; what was done before that is not counted

    @property
    def has_changed(self) -> bool:
        """Whether anything that can be found is different now."""
        return bool(self.read or self.moved or self.gone or self.is_resumed)


class Sync:
    """Keeps a catalog true to its folders.

    Args:
        catalog: opened for writing.
        extractor: the jail.
        pace: whether and how hard we may work.
        version: the extractor's version.
        apart: places never to look into, such as our own data folder.
        size: tokens per passage.
    """

    def __init__(
        self,
        catalog: Catalog,
        extractor: Extractor,
        pace: Pace,
        *,
        version: int,
        apart: Collection[bytes] = (),
        size: int = SIZE,
    ) -> None:
        self._catalog, self._pace, self._version, self._size = catalog, pace, version, size
        self._apart = frozenset(apart)
        self._tidied_s = float("-inf")
        self._untidy_since_s: float | None = None
        self._untidied_s = 0.0
        self._files = Files(catalog, extractor, pace, version=version, size=size)

    def words(
        self,
        cancel: Cancel | None = None,
        report: Report = ignore_progress,
        dirty: Mapping[FolderId, Collection[bytes]] | None = None,
        only: Collection[FolderId] | None = None,
    ) -> Outcome:
        """Make everything findable by its words. When the disk is full or fails, wait, and look again when it is not.

        Args:
            cancel: stops at the next step; what was done stays.
            report: stages "scan", "words" and "paused".
            dirty: look only at these folders inside these library folders; None looks at everything.
            only: look at everything in these library folders, and at no other; None looks at all of them.

        Raises:
            Cancelled: called off.
            StorageError: called off while the disk fails.
        """
        cancel = cancel or Cancel()
        attempts: list[float] = []

        def look() -> Outcome:
            attempts.append(time.monotonic())
            return self._words(cancel, report, dirty, only)

        outcome = self._pace.keep(look, cancel, report)
        return replace(outcome, is_resumed=len(attempts) > 1)

    def _words(
        self,
        cancel: Cancel,
        report: Report,
        dirty: Mapping[FolderId, Collection[bytes]] | None,
        only: Collection[FolderId] | None,
    ) -> Outcome:
        self._pace.wait_turn(cancel, report)
        if dirty is None:
            self._cut_again(cancel, report)
        began_ns = time.time_ns()
        look = _Look(self._catalog, self._apart, dirty, only)
        todo = plan(look.known, look.scan(cancel, report), look.covers, self._version)
        look.note_states()
        read = self._carry_out(todo, look.known, began_ns, cancel, report)
        if dirty is None:
            look.note_scanned(began_ns)
        if look.is_whole:
            self._tidy(is_due=bool(todo.gone))
        elif todo.gone or read:
            self._note_untidy()
        if read >= _MUCH:
            self._catalog.compact()
        return Outcome(read, len(todo.moved), len(todo.gone), todo.same, tuple(look.unavailable), tuple(look.problems))

    def meaning(
        self,
        encoder: Encoder,
        cancel: Cancel | None = None,
        report: Report = ignore_progress,
        seconds: float | None = None,
    ) -> int:
        """Read all passages by meaning that were not yet (or begin no more after `seconds`), and return how many.

        Raises:
            Cancelled: called off; what was read stays.
        """
        return Meaning(self._catalog, encoder, self._pace).run(cancel or Cancel(), report, seconds)

    def _tidy(self, *, is_due: bool) -> None:
        """Wipe what was deleted: at once when a full look found files gone, else not after every little edit."""
        now = time.monotonic()
        if is_due or now - self._tidied_s > _TIDY_EVERY_S:
            self._wipe()

    def _note_untidy(self) -> None:
        self._untidied_s = time.monotonic()
        if self._untidy_since_s is None:
            self._untidy_since_s = self._untidied_s

    def wipe_when_due(self) -> None:
        """Wipe what was deleted by looks at single folders or places, once it had time to come up elsewhere."""
        now = time.monotonic()
        since = self._untidy_since_s
        if since is not None and (now - self._untidied_s > _GRACE_S or now - since > _LONGEST_GRACE_S):
            self._wipe()

    def wipe(self) -> None:
        """Wipe what was deleted by looks at single folders or places."""
        if self._untidy_since_s is not None:
            self._wipe()

    def _wipe(self) -> None:
        self._catalog.tidy()
        self._tidied_s, self._untidy_since_s = time.monotonic(), None

    def _carry_out(
        self, todo: Plan, known: Mapping[bytes, Known], began_ns: int, cancel: Cancel, report: Report
    ) -> int:
        if todo.moved:
            with self._catalog.transaction():
                for folder, moves in _by_folder(todo.moved, lambda move: move[1].folder):
                    self._catalog.note_moved(folder, [(old, one.stamp) for old, one in moves])
        for at in range(0, len(todo.gone), _CHUNK):
            cancel.check()
            self._catalog.delete(todo.gone[at : at + _CHUNK])
        self._note_same([(one, known[one.stamp.path].checked_ns) for one in todo.restamped])
        unread = [*todo.unread, *self._changed(todo.doubtful, known, began_ns, cancel)]
        unread = [one for one in unread if not self._is_copy(one, known, began_ns, cancel)]
        for folder, files in _by_folder(unread, lambda one: one.folder):
            self._catalog.note_pending(folder, [one.stamp for one in files])
        return self._files.read(unread, began_ns, cancel, report) if unread else 0

    def _changed(
        self, doubtful: Iterable[Seen], known: Mapping[bytes, Known], began_ns: int, cancel: Cancel
    ) -> list[Seen]:
        """Return those of the doubtful whose bytes are other than they were; note the others as checked."""
        changed, same = [], []
        for one in doubtful:
            before = known[one.stamp.path]
            if before.digest and contents.digest(one.stamp.path, cancel) == before.digest:
                same.append((one, began_ns))
            else:
                changed.append(one)
        self._note_same(same)
        return changed

    def _note_same(self, files: list[tuple[Seen, int]]) -> None:
        for folder, some in _by_folder(files, lambda pair: pair[0].folder):
            self._catalog.note_same(folder, [(one.stamp, at) for one, at in some])

    def _is_copy(self, one: Seen, known: Mapping[bytes, Known], began_ns: int, cancel: Cancel) -> bool:
        """Give a new file the document of a known one with the same bytes; hashing is tried only where sizes agree."""
        if one.stamp.size not in self._sizes(known):
            return False
        digest = contents.digest(one.stamp.path, cancel)
        twin = self._catalog.twin(digest, one.stamp.path, self._version) if digest else None
        if twin is None:
            return False
        self._catalog.note_copy(one.folder, one.stamp, began_ns, twin)
        return True

    def _sizes(self, known: Mapping[bytes, Known]) -> frozenset[int]:
        if getattr(self, "_sizes_of", None) is not known:
            self._sizes_of: Mapping[bytes, Known] = known
            self._size_set = self._catalog.sizes()  # of all folders, though `known` may be of some
        return self._size_set

    def _cut_again(self, cancel: Cancel, report: Report) -> None:
        """Cut stored texts anew that an older cutter cut: no file is read for that."""
        outdated = self._catalog.cut_by_others(CUT_VERSION)
        for done, id in enumerate(outdated):
            cancel.check()
            reading, document = self._catalog.reading_of(id)
            self._catalog.store([cut_up(reading, document, self._size)])
            report(Progress("words", done + 1, len(outdated)))


def _by_folder(
    things: Iterable[_Thing], folder: Callable[[_Thing], FolderId]
) -> Iterator[tuple[FolderId, list[_Thing]]]:
    for id, some in groupby(sorted(things, key=folder), key=folder):
        yield id, list(some)


class _Look:
    """One look at all folders, or at some places in them."""

    def __init__(
        self,
        catalog: Catalog,
        apart: frozenset[bytes],
        dirty: Mapping[FolderId, Collection[bytes]] | None,
        only: Collection[FolderId] | None,
    ) -> None:
        self._catalog, self._apart, self._dirty = catalog, apart, dirty
        folders = catalog.folders()
        wanted = {folder.id for folder in folders} if dirty is None else set(dirty)
        wanted = wanted if only is None else wanted & set(only)
        self._folders = [folder for folder in folders if folder.id in wanted]
        self.is_whole = dirty is None and len(self._folders) == len(folders)
        self._roots = [folder.path for folder in folders]
        self._scans: dict[FolderId, Scan] = {}
        self.known = self._known(folders)
        self.unavailable: list[FolderId] = []
        self.problems: list[Problem] = []

    def _known(self, folders: Collection[Folder]) -> dict[bytes, Known]:
        """Return what is known of the folders looked at and of those around and inside them, whose files may be theirs.

        A file that moves in from elsewhere arrives as a copy: it is hashed, not read.
        """
        if len(self._folders) == len(folders):
            return self._catalog.known()
        chosen = [folder.path.rstrip(b"/") + b"/" for folder in self._folders]
        found: dict[bytes, Known] = {}
        for folder in folders:
            path = folder.path.rstrip(b"/") + b"/"
            if any(path.startswith(one) or one.startswith(path) for one in chosen):
                found |= self._catalog.known(folder.id)
        return found

    def scan(self, cancel: Cancel, report: Report) -> Iterator[Seen]:
        """Yield what is there now, of folders that can be read."""
        seen = 0
        for folder in self._folders:
            scan = self._walk(folder, cancel)
            files: list[Seen] = []
            for stamp in scan:
                files.append(Seen(bounded(stamp), folder.id))
                seen += 1
                if seen % _TELL_EVERY == 0:
                    report(Progress("scan", seen, detail=folder.display))
            if scan.unavailable or self._is_unplugged(folder, scan, files):
                self.unavailable.append(folder.id)
                continue
            self._scans[folder.id] = scan
            self.problems += scan.problems
            yield from files
        report(Progress("scan", seen, seen))

    def covers(self, path: bytes, folder: FolderId) -> bool:
        """Whether the look would have seen a path: never in a folder that cannot be read now."""
        scan = self._scans.get(folder)
        return scan is not None and scan.covers(path)

    def note_states(self) -> None:
        """Note which folders can be read."""
        for folder in self._folders:
            state = FolderState.UNAVAILABLE if folder.id in self.unavailable else FolderState.READY
            if folder.state is not state and folder.state is not FolderState.PAUSED:
                self._catalog.set_folder_state(folder.id, state)

    def note_scanned(self, at_ns: int) -> None:
        """Note when the folders were looked at and what their rules left out."""
        for id, scan in self._scans.items():
            skipped = Tally({reason.value: count for reason, count in scan.skipped.items()})
            self._catalog.mark_scanned(id, at_ns, dict(skipped))

    def _walk(self, folder: Folder, cancel: Cancel) -> Scan:
        apart = self._apart | nested_in(folder.path, self._roots)
        if self._dirty is None:
            return walk(folder.path, folder.rules, cancel, apart=apart)
        return walk_some(folder.path, self._dirty[folder.id], folder.rules, cancel, apart=apart)

    def _is_unplugged(self, folder: Folder, scan: Scan, files: Collection[Seen]) -> bool:
        if self._dirty is not None:
            return False
        known = {path: one.stamp for path, one in self.known.items() if one.folder == folder.id}
        return is_unplugged(scan.device, known, {one.stamp.path for one in files})
