"""Keeps the kernel's watches in step with the folders of the library, so far as there are watches."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from inkling.files import walk
from inkling.files.mounts import MountTable
from inkling.follow.pending import Dirty
from inkling.progress import Cancel
from inkling.records import Folder
from inkling.records.said import said

if TYPE_CHECKING:
    from inkling.files.watch import Listener, Watcher

NO_EVENTS = said("This file system does not tell of changes; it is looked at every few minutes.")
NO_WATCHES = said(
    "The system's limit of watched folders is met; the folder is looked at every few minutes. "
    "Raise fs.inotify.max_user_watches to have changes noticed at once."
)
NOT_HERE = said("Watching is not possible on this system; the folder is looked at every few minutes.")
SWITCHED_OFF = said("Watching is switched off in the settings; the folder is looked at every few minutes.")


class Watches:
    """The watches of all folders. For the follower's thread alone."""

    def __init__(self, listener: Listener, *, is_wanted: bool) -> None:
        self._watcher: Watcher | None = None
        self._why_not = "" if is_wanted else SWITCHED_OFF
        if is_wanted:
            self._open(listener)

    def cover(
        self, folder: Folder, dirty: Dirty, apart: Set[bytes], mounts: MountTable, cancel: Cancel
    ) -> tuple[Dirty, str]:
        """Watch the folders that are about to be looked at: before, so that no change falls in between.

        Returns:
            The folders to look at, each by itself (those that lie below deep ones are found and named), and why the
            folder cannot be watched, empty if it is.
        """
        why_not = self._why_not or ("" if mounts.of(folder.path).gives_events else NO_EVENTS)
        listed: set[bytes] = set()
        is_full = dirty.is_everything
        if is_full and why_not:
            self.forget({folder.path})
            return dirty, why_not

        def on_folder(path: bytes) -> None:
            nonlocal why_not
            listed.add(path)
            if not why_not and not self._watch(path):
                why_not = NO_WATCHES

        rules = folder.rules
        if is_full:
            scan = walk.walk(folder.path, rules, cancel, apart=apart, mounts=mounts, on_folder=on_folder)
        else:
            flat, deep = dirty.flat, dirty.deep
            scan = walk.walk_some(
                folder.path, flat, rules, cancel, apart=apart, mounts=mounts, on_folder=on_folder, deep=deep
            )
        scan.look_at_folders()
        self._drop_others(folder.path, dirty, listed, apart)
        return (dirty if is_full else Dirty(dirty.flat | dirty.deep | listed)), why_not

    def forget(self, folders: Set[bytes]) -> None:
        """End the watches of folders and all below them."""
        if self._watcher is not None:
            self._watcher.forget(folders)

    def close(self) -> None:
        """End all watches."""
        if self._watcher is not None:
            self._watcher.close()
            self._watcher = None

    def _open(self, listener: Listener) -> None:
        try:
            from inkling.files.watch import Watcher, WatchLimit
        except (ImportError, AttributeError):  # a system without inotify
            self._why_not = NOT_HERE
            return
        try:
            self._watcher = Watcher(listener)
        except WatchLimit:
            self._why_not = NO_WATCHES

    def _watch(self, path: bytes) -> bool:
        from inkling.files.watch import WatchLimit

        assert self._watcher is not None
        try:
            self._watcher.watch(path)
        except WatchLimit:
            return False
        return True

    def _drop_others(self, root: bytes, dirty: Dirty, listed: set[bytes], apart: Set[bytes]) -> None:
        """End watches of folders that are not the library's any more: removed, left out now, or moved away."""
        if self._watcher is None:
            return
        if dirty.is_everything:
            inner = frozenset(path for path in apart if path != root and not root.startswith(path + b"/"))
            self._watcher.keep_only(root, listed, inner)
        elif missing := (dirty.flat | dirty.deep) - listed:
            self._watcher.forget(missing)
