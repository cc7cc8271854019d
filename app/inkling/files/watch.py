"""Which folders may have changed? Hints from the kernel, never the truth: a scan is the truth.

The one module that imports watchdog (inotify without C of our own). Of it we take the descriptor's reader and not its
observers: those watch every folder below a root, packages and caches too, walk new folders on the reading thread
(measured: a third to two thirds of the events lost under load) and tell of an overflow by a log line only. Here the
walk says which folders are ours, the reader does one dictionary look-up per event, and whatever was lost is said.

Order matters and is the caller's: watch a folder first, list it after. Then whatever happens to it is in the listing
or makes a hint.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Set
from typing import Protocol

from watchdog.observers.inotify_c import CallbackId, InotifyConstants, InotifyEvent, InotifyFD, Mask, WatchDescriptor

from inkling.files.rules import IGNORE_FILE

_CAME = InotifyConstants.IN_CREATE | InotifyConstants.IN_MOVED_TO
_WENT = InotifyConstants.IN_DELETE | InotifyConstants.IN_MOVED_FROM
# IN_MODIFY too: a log that is held open is never closed after writing.
_CHANGED = InotifyConstants.IN_CLOSE_WRITE | InotifyConstants.IN_MODIFY | InotifyConstants.IN_ATTRIB
_HOW = InotifyConstants.IN_ONLYDIR | InotifyConstants.IN_DONT_FOLLOW | InotifyConstants.IN_EXCL_UNLINK
_MASK = Mask(_CAME | _WENT | _CHANGED | InotifyConstants.IN_MOVE_SELF | _HOW)
_ENDED = InotifyConstants.IN_IGNORED | InotifyConstants.IN_UNMOUNT | InotifyConstants.IN_MOVE_SELF
# These decide about the folder that holds them and all below it.
_DECIDING = frozenset((IGNORE_FILE.encode(), b"CACHEDIR.TAG", b"pyvenv.cfg"))


class Listener(Protocol):
    """Who is told. Called on the reading thread: be quick, take no lock that is held for long."""

    def noticed(self, folder: bytes, *, is_deep: bool, is_removal: bool) -> None:
        """Hear that a folder may have changed (`is_deep`: all below it too; `is_removal`: something only left it)."""

    def ended(self, folder: bytes) -> None:
        """Hear that a folder gives no more events: it was removed, moved or unmounted."""

    def overflowed(self) -> None:
        """Hear that the kernel dropped events; anything may have changed."""


class WatchLimit(OSError):
    """The kernel has no more watches for this user; what is not watched needs to be scanned."""


class Watcher:
    """Watches single folders, each only for what lies directly in it. `watch` and `forget` are for one thread."""

    def __init__(self, listener: Listener) -> None:
        """Start reading.

        Raises:
            WatchLimit: this user has no inotify instance left.
        """
        try:
            self._reader = _Reader(listener)
        except OSError as error:
            raise WatchLimit(error.errno, error.strerror) from error
        self._reader.name = "inkling-watch"
        self._reader.start()
        self._descriptors: dict[bytes, WatchDescriptor] = {}
        self._callbacks: dict[WatchDescriptor, CallbackId] = {}
        self._last = 0

    def __len__(self) -> int:
        return len(self._descriptors)

    def watch(self, folder: bytes) -> bool:
        """Give hints about a folder from now on; false when it cannot be watched because it is gone or forbidden.

        A folder that was moved keeps its watch in the kernel; watching it by its new path renames it here.

        Raises:
            WatchLimit: the kernel has no more watches.
        """
        self._last += 1
        callback = CallbackId(self._last)
        try:
            descriptor = self._reader.add_callback(folder, _MASK, self._reader, callback)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.ENOMEM):
                raise WatchLimit(error.errno, error.strerror) from error
            return False
        if (earlier := self._callbacks.get(descriptor)) is not None:
            self._reader.remove_callbacks([(descriptor, earlier)])
        self._callbacks[descriptor] = callback
        if descriptor == -1:  # watchdog's answer to a folder that may not be read
            return False
        before = self._reader.folders.get(descriptor)
        if before is not None and before != folder and self._descriptors.get(before) == descriptor:
            del self._descriptors[before]
        self._reader.folders[descriptor] = folder
        self._descriptors[folder] = descriptor
        return True

    def forget(self, folders: Set[bytes]) -> None:
        """Give no more hints about some folders and all below them."""
        self._drop(path for path in list(self._descriptors) if not folders.isdisjoint(_upwards(path)))

    def keep_only(self, root: bytes, folders: Set[bytes], apart: Set[bytes] = frozenset()) -> None:
        """Of a folder and all below it give hints about these only; what the kernel ended by itself is dropped too.

        Nothing changes for what lies in folders that are `apart`.
        """
        prefix = root.rstrip(b"/") + b"/"
        inside = [path for path in self._descriptors if path == root or path.startswith(prefix)]
        if apart:
            inside = [path for path in inside if apart.isdisjoint(_upwards(path))]
        self._drop(
            path for path in inside if path not in folders or self._descriptors[path] not in self._reader.folders
        )

    def _drop(self, paths: Iterable[bytes]) -> None:
        for path in paths:
            descriptor = self._descriptors.pop(path)
            callback = self._callbacks.pop(descriptor, None)
            if self._reader.folders.pop(descriptor, None) is not None and callback is not None:
                self._reader.remove_callbacks([(descriptor, callback)])

    def close(self) -> None:
        """End all watches and wait for the reader."""
        self._reader.end()


def _upwards(path: bytes) -> Iterator[bytes]:
    while path:
        yield path
        path = path.rpartition(b"/")[0]


class _Reader(InotifyFD):
    """Reads events and makes hints of them. `folders` says which path each watch has now."""

    def __init__(self, listener: Listener) -> None:
        super().__init__()
        os.set_inheritable(self._inotify_fd, False)  # a child must not keep our watches alive
        self.folders: dict[WatchDescriptor, bytes] = {}
        self._listener = listener

    def end(self) -> None:
        """Stop reading, and wait until that is so."""
        self.stop()
        self.join()
        if self._is_reading:  # stopped before its first look, it leaves its descriptors open
            self._close_resources()

    def handle_event(self, event: InotifyEvent) -> None:
        """Take one event; replaces watchdog's own distribution."""
        mask = event.mask
        if mask & InotifyConstants.IN_Q_OVERFLOW:
            self._listener.overflowed()
            return
        folder = self.folders.get(event.wd)
        if mask & InotifyConstants.IN_IGNORED:
            super().handle_event(event)
            self.folders.pop(event.wd, None)
        if folder is None:
            return
        if mask & _ENDED:
            self._listener.ended(folder)
        elif mask & InotifyConstants.IN_ISDIR:
            self._about_folder(folder, event)
        else:
            is_removal = not mask & ~_WENT
            self._listener.noticed(folder, is_deep=event.name in _DECIDING, is_removal=is_removal)

    def _about_folder(self, folder: bytes, event: InotifyEvent) -> None:
        if event.mask & _WENT:
            self._listener.noticed(folder, is_deep=False, is_removal=True)
        elif event.name:
            inner = folder.rstrip(b"/") + b"/" + event.name
            self._listener.noticed(inner, is_deep=True, is_removal=False)

    def on_event(self, event: InotifyEvent) -> None:
        """Be a callback for watchdog's bookkeeping; events come by `handle_event`."""

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:
        """Be a callback for watchdog's bookkeeping."""

    def on_queue_overflow(self) -> None:
        """Be a callback for watchdog's bookkeeping."""
