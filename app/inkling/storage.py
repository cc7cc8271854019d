"""The few functions that touch our own files, so that every write is complete, flushed and checked.

The catalog is SQLite's affair; everything else that Inkling keeps passes through here.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from inkling.errors import LibraryBusy, LibraryError, StorageError
from inkling.records.said import said

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
_BLOCK = 1 << 20
_AHEAD = 512 << 20  # more would push what other programs need out of an ordinary laptop's memory


@contextmanager
def _translated(what: str, path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            said("{what} {path} failed: {reason}", what=what, path=path, reason=reason_of(error))
        ) from error


def reason_of(error: OSError) -> str:
    """Say in words why the operating system refused, with the next step where there is one."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full. Free some space and try again"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return "writing is not allowed there. Choose another folder with --data, or change its permissions"
    return (error.strerror or str(error)).lower()


def make_private(folder: Path) -> Path:
    """Create our folder for this user only, and refuse one that others own or may enter."""
    with _translated(said("Creating"), folder):
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        found = folder.stat()
    if found.st_uid != os.getuid():
        raise LibraryError(
            said("{folder} belongs to another user. Choose a folder of your own with --data.", folder=folder)
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        with _translated(said("Protecting"), folder):
            folder.chmod(PRIVATE_FOLDER)
    return folder


def write(path: Path, data: bytes) -> None:
    """Replace a small file as a whole: readers see the old or the new bytes, also after a power cut."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}.new")
    with _translated(said("Writing"), path):
        try:
            descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, PRIVATE_FILE)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            scratch.replace(path)
            flush_folder(path.parent)
        except OSError:
            with suppress(OSError):  # the first error is the one to tell
                scratch.unlink()
            raise


def flush(path: Path) -> None:
    """Make the content of a file that a library wrote survive a power cut, readable by this user only."""
    with _translated(said("Flushing"), path), path.open("rb+") as file:
        os.fchmod(file.fileno(), PRIVATE_FILE)
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    with _translated(said("Flushing"), folder):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read_ahead(path: Path) -> None:
    """Ask the system to have the beginning of a file in memory soon; returns at once, and a failure harms nothing."""
    if sys.platform != "linux":
        return
    with suppress(OSError), path.open("rb") as file:
        for start in range(0, min(os.fstat(file.fileno()).st_size, _AHEAD), _BLOCK):  # of more at once, it takes little
            os.posix_fadvise(file.fileno(), start, _BLOCK, os.POSIX_FADV_WILLNEED)


def checksum(path: Path) -> str:
    """Return the BLAKE2b-256 of a file's content, in hex."""
    digest = hashlib.blake2b(digest_size=32)
    with _translated(said("Reading"), path), path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def remove(folder: Path) -> None:
    """Remove a folder of ours with everything in it; nothing happens when it is gone already."""
    with _translated(said("Removing"), folder):
        if folder.exists():
            shutil.rmtree(folder)


def free_bytes(folder: Path) -> int:
    """Return how much the disk below `folder` can still take."""
    with _translated(said("Looking at"), folder):
        return shutil.disk_usage(folder).free


class WriterLock:
    """The right to write to one library; the operating system takes it back when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock at once.

        Raises:
            LibraryBusy: another process holds it.
        """
        with _translated(said("Opening"), self._path):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise LibraryBusy(
                said("Another Inkling is writing to this library. Use that one, or close it first.")
            ) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
