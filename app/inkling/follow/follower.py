"""Keeps a library fresh: hints make small scans, everything else makes large ones, and a scan is the truth.

One thread decides and works; the watcher's reader only marks. Whatever may have hidden changes leads to a full scan:
the start, an overflow, a folder that was plugged in, sleep, an hour. Trouble never loses a mark: it is put back and
tried again later. Who reads files is not known here: `Syncs` is given.
"""

from __future__ import annotations

import logging
import random
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from inkling import log
from inkling.errors import Cancelled, InklingError
from inkling.files.mounts import MountTable
from inkling.files.rules import nested_in
from inkling.follow.clocks import SleepWatch
from inkling.follow.pending import Dirty
from inkling.follow.state import FolderCare, Following, Pace
from inkling.follow.watches import Watches
from inkling.progress import Cancel
from inkling.records import Folder, FolderId
from inkling.records.said import said

# Looking at a file takes a dozen system calls, and after each of them the thread waits until a busy one gives way:
# with Python's own 5 ms, one busy thread beside made 800 files take a minute. Beside two of them, a checkout of 3,000
# files took 24 s with 0.5 ms and takes 6 s with this; shorter still, threads would do little but take turns.
_SWITCH_S = 0.00005


class Syncs(Protocol):
    """Who brings the catalog in step with the files."""

    def sync_folder(self, folder: Folder, dirty: frozenset[bytes] | None, cancel: Cancel) -> object:
        """Look at one folder and read what changed.

        Args:
            folder: which one.
            dirty: the folders in it to look at, each without those below it; None for everything.
            cancel: raised when the follower pauses or ends; the call then raises `Cancelled`.
        """

    def rest(self, cancel: Cancel) -> bool:
        """Do a second's worth of what can wait (reading by meaning); true when there is more."""


class Follower:
    """Follows the folders of one library, from `start` to `close`. All methods are safe from any thread."""

    def __init__(
        self,
        syncs: Syncs,
        folders: Callable[[], Iterable[Folder]],
        *,
        own: Collection[bytes] = (),
        is_watching: bool = True,
        pace: Pace | None = None,
        changed: Callable[[], None] = lambda: None,
        sleep_watch: SleepWatch | None = None,
    ) -> None:
        """Prepare; nothing runs yet.

        Args:
            syncs: who does the work; called on the follower's thread only.
            folders: what the library holds; asked again after `refresh`.
            own: our own folders, never looked into.
            is_watching: whether the person wants changes noticed at once.
            pace: how often what is done.
            changed: told after each change of what `status` says; on the follower's thread.
            sleep_watch: notices that the computer slept.
        """
        self._syncs, self._folders, self._own, self._changed = syncs, folders, tuple(own), changed
        self._pace = pace or Pace()
        self._is_watching = is_watching
        self._sleep_watch = sleep_watch or SleepWatch()
        self._cares: dict[FolderId, FolderCare] = {}
        self._by_depth: tuple[tuple[bytes, FolderCare], ...] = ()
        self._wake = threading.Condition()
        self._cancel = Cancel()
        self._is_closing = self._is_paused = False
        self._must_refresh = True
        self._is_working = True
        self._rest_at_s = 0.0
        self._check_at_s = 0.0
        self._random = random.Random()  # noqa: S311  # spreads work, guards nothing
        self._thread = threading.Thread(target=self._run, name="inkling-follow", daemon=True)

    def start(self) -> None:
        """Begin with a scan of every folder."""
        sys.setswitchinterval(min(sys.getswitchinterval(), _SWITCH_S))
        self._thread.start()

    def close(self) -> None:
        """End, calling off what runs, and wait for the thread."""
        with self._wake:
            self._is_closing = True
            self._cancel.cancel()
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def pause(self) -> None:
        """Stop working until `resume`; changes go on being noticed."""
        with self._wake:
            self._is_paused = True
            self._cancel.cancel()
            self._wake.notify_all()

    def resume(self) -> None:
        """Go on after `pause`."""
        with self._wake:
            self._is_paused = False
            self._cancel = Cancel()
            self._wake.notify_all()

    def refresh(self) -> None:
        """Hear that folders were added, removed, or got other rules; what is new or other is scanned."""
        with self._wake:
            self._must_refresh = True
            self._wake.notify_all()

    def scan(self, folder: FolderId | None = None) -> None:
        """Look at a folder, or at all, as soon as possible."""
        with self._wake:
            for care in self._cares.values():
                if folder in (None, care.folder.id):
                    care.scan_at_s = care.retry_at_s = 0.0
            self._wake.notify_all()

    def hurry(self) -> None:
        """Do what can wait at once: something came up that it should see to."""
        with self._wake:
            self._rest_at_s = 0.0
            self._wake.notify_all()

    def giving_way(self, cancel: Cancel) -> Cancel:
        """Return a flag that is up when another one is, or when a small change is due: for work that can begin anew."""
        return _Giving(cancel, self._is_change_due)

    def status(self) -> tuple[Following, ...]:
        """Say how each folder is kept fresh."""
        with self._wake:
            return tuple(care.following() for care in self._cares.values())

    def settle(self, timeout_s: float) -> bool:
        """Wait until nothing is known to be left to look at; false when that takes longer.

        Changes that the kernel has not told of yet are not known: after a change of files, call `scan` first.
        """
        with self._wake:
            return self._wake.wait_for(self._is_settled, timeout_s)

    # ------------------------------------------------------------------------------ the watcher tells (its thread)

    def noticed(self, folder: bytes, *, is_deep: bool, is_removal: bool) -> None:
        """Be a `Listener`: mark a folder."""
        care = self._care_of(folder)
        if care and care.pending.hit(folder, time.monotonic(), is_deep=is_deep, is_removal=is_removal):
            with self._wake:
                self._wake.notify_all()

    def ended(self, folder: bytes) -> None:
        """Be a `Listener`: a folder of the library that ended needs a scan; of others their parents tell."""
        care = self._care_of(folder)
        if care is not None and care.folder.path == folder:
            self.noticed(folder, is_deep=True, is_removal=True)

    def overflowed(self) -> None:
        """Be a `Listener`: anything may have changed."""
        log.event("events were lost, all folders are scanned")
        for root, _ in self._by_depth:
            self.noticed(root, is_deep=True, is_removal=False)

    def _care_of(self, path: bytes) -> FolderCare | None:
        for root, care in self._by_depth:
            if path == root or path.startswith(root.rstrip(b"/") + b"/"):
                return care
        return None

    # ------------------------------------------------------------------------------------------ the thread works

    def _run(self) -> None:
        watches = Watches(self, is_wanted=self._is_watching)
        try:
            while not self._is_closing:
                is_done = self._work_once(watches)
                self._rest_or_wait(is_done=is_done)
        finally:
            if not self._is_closing:
                self._tell_of_mistake(sys.exc_info()[1])
            watches.close()
            with self._wake:
                self._is_working = False
                self._wake.notify_all()

    def _tell_of_mistake(self, error: BaseException | None) -> None:
        if error is not None:
            log.event("following ended by a mistake of ours", level=logging.ERROR, error=log.crash(error))
        for care in self._cares.values():
            care.trouble = said("Following stopped by a mistake of ours. Start Inkling again, and please report it.")

    def _work_once(self, watches: Watches) -> bool:
        """Do the most urgent thing; false when there is none."""
        now_s = time.monotonic()
        if self._must_refresh:
            self._take_folders(watches)
        if now_s >= self._check_at_s:
            self._look_around(now_s)
        if self._is_paused:
            return False
        due = self._most_urgent(now_s)
        if due is None:
            return False
        care, dirty = due
        self._sync(watches, care, dirty)
        return True

    def _rest_or_wait(self, *, is_done: bool) -> None:
        with self._wake:
            cancel, may_rest = self._cancel, not (is_done or self._is_paused or self._is_closing)
        if may_rest and time.monotonic() >= self._rest_at_s:
            self._rest(cancel)
            return
        with self._wake:
            if is_done or self._is_closing or self._must_refresh:
                return
            self._is_working = False
            self._wake.notify_all()
            self._wake.wait(self._idle_s(time.monotonic()))
            self._is_working = True

    def _rest(self, cancel: Cancel) -> None:
        self._rest_at_s = time.monotonic() + self._pace.rest_again_s  # now, so that `hurry` meanwhile is not lost
        try:
            if self._syncs.rest(cancel):
                self._rest_at_s = 0.0
        except Cancelled:
            self._rest_at_s = 0.0
        except InklingError as error:
            log.event("reading by meaning failed", level=logging.WARNING, kind=type(error).__name__)

    def _idle_s(self, now_s: float) -> float:
        """Return how long nothing is to be done; called with the lock, so that no mark is missed."""
        left_s = self._check_at_s - now_s
        if not self._is_paused:
            left_s = min(left_s, self._rest_at_s - now_s)
            for care in self._cares.values():
                waits = [care.pending.due_in_s(now_s)]
                waits.append(None if care.scan_at_s is None else care.scan_at_s - now_s)
                soonest = min((wait for wait in waits if wait is not None), default=left_s)
                left_s = min(left_s, max(soonest, care.retry_at_s - now_s))
        return max(left_s, 0.0)

    def _is_settled(self) -> bool:
        now_s = time.monotonic()
        if not self._thread.is_alive():
            return True
        if self._is_working or self._must_refresh:
            return False
        return not any(care.is_waiting(now_s) for care in self._cares.values())

    def _take_folders(self, watches: Watches) -> None:
        self._must_refresh = False
        found = {folder.id: folder for folder in self._folders()}
        gone = {care.folder.path for id, care in self._cares.items() if id not in found}
        before = {care.folder.path for care in self._cares.values()}
        cares: dict[FolderId, FolderCare] = {}
        for id, folder in found.items():
            care = self._cares.get(id) or FolderCare(folder, self._pace.patience)
            is_nested_anew = nested_in(folder.path, before) != nested_in(folder.path, {f.path for f in found.values()})
            if care.folder.rules != folder.rules or is_nested_anew:
                care.scan_at_s = 0.0
            care.folder = folder
            cares[id] = care
        watches.forget(gone)
        with self._wake:
            self._cares = cares
            deepest_first = sorted(cares.values(), key=lambda care: -len(care.folder.path))
            self._by_depth = tuple((care.folder.path, care) for care in deepest_first)
        self._changed()

    def _look_around(self, now_s: float) -> None:
        """Look for what no event tells: sleep, and folders that were plugged in or out."""
        self._check_at_s = now_s + self._pace.check_s
        has_slept, mounts = self._sleep_watch.has_slept(), MountTable.load()
        for care in self._cares.values():
            if care.has_moved(mounts) or has_slept:
                care.scan_at_s = now_s

    def _most_urgent(self, now_s: float) -> tuple[FolderCare, Dirty] | None:
        """Small changes before large scans: they are what the person is working on."""
        ready = [care for care in self._cares.values() if care.retry_at_s <= now_s]
        for care in ready:
            if dirty := care.pending.take(now_s):
                return care, dirty
        for care in ready:
            if care.scan_at_s is not None and care.scan_at_s <= now_s:
                care.pending.clear()
                return care, Dirty(is_everything=True)
        return None

    def _sync(self, watches: Watches, care: FolderCare, dirty: Dirty) -> None:
        with self._wake:
            care.is_busy, cancel = True, self._cancel
            if dirty.is_everything:
                care.scan_at_s, cancel = None, _Giving(cancel, self._is_change_due, self._pace.yield_after_s)
        folder = care.folder
        apart = {*self._own, *nested_in(folder.path, (other for other, _care in self._by_depth))}
        try:
            covered, why_not = watches.cover(folder, dirty, apart, MountTable.load(), cancel)
            self._syncs.sync_folder(folder, None if covered.is_everything else covered.flat, cancel)
            if dirty.is_everything or why_not:
                care.why_not_watched = why_not
            care.failures, care.trouble, self._rest_at_s = 0, "", 0.0
        except Cancelled:
            self._put_back(care, dirty)
        except (InklingError, OSError) as error:
            self._put_back(care, dirty)
            self._back_off(care, error)
        finally:
            with self._wake:
                care.is_busy = False
                if care.scan_at_s is None:
                    care.scan_at_s = care.next_scan_s(time.monotonic(), self._pace, self._random)
        self._changed()

    def _is_change_due(self) -> bool:
        waits = (care.pending.due_in_s(time.monotonic()) for _root, care in self._by_depth)
        return any(wait is not None and wait <= 0 for wait in waits)

    def _put_back(self, care: FolderCare, dirty: Dirty) -> None:
        if dirty.is_everything:
            care.scan_at_s = 0.0
        else:
            care.pending.put_back(dirty, time.monotonic())

    def _back_off(self, care: FolderCare, error: InklingError | OSError) -> None:
        care.trouble = (
            str(error) if isinstance(error, InklingError) else (error.strerror or said("The system said no."))
        )
        wait_s = min(self._pace.first_retry_s * 2.0**care.failures, self._pace.last_retry_s)
        care.failures += 1
        care.retry_at_s = time.monotonic() + wait_s
        log.event("looking at a folder failed", level=logging.WARNING, kind=type(error).__name__, seconds=wait_s)


class _Giving(Cancel):
    """Raised when another one is, or when the work should give way."""

    __slots__ = ("_from_s", "_gives_way", "_other")

    def __init__(self, other: Cancel, gives_way: Callable[[], bool], after_s: float = 0.0) -> None:
        super().__init__()
        self._other, self._gives_way, self._from_s = other, gives_way, time.monotonic() + after_s

    @property
    def is_cancelled(self) -> bool:
        return self._other.is_cancelled or (time.monotonic() >= self._from_s and self._gives_way())

    def check(self) -> None:
        if self.is_cancelled:
            raise Cancelled

    def wait(self, timeout_s: float) -> bool:
        return self._other.wait(timeout_s) or self.is_cancelled
