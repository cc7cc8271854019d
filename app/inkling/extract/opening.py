"""Open a person's file without being hurt: never a pipe or device, never through a link, never touching its times."""

from __future__ import annotations

import errno
import os
import stat

from inkling.errors import ExtractError
from inkling.records.said import said

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY
_NO_TIMES = getattr(os, "O_NOATIME", 0)  # Linux only
_AGAIN = said("It is tried again at the next sync.")


def open_regular(path: bytes, folder: int | None = None) -> tuple[int, int]:
    """Return a descriptor and the size of a regular file.

    Args:
        path: the file; relative to `folder` when that descriptor is given.
        folder: an opened folder.

    Raises:
        ExtractError: it is no regular file, or the operating system would not open it.
    """
    try:
        descriptor = _open(path, folder)
    except OSError as error:
        raise _told(error) from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise ExtractError(
            "unsupported", said("This is no file but a device, a pipe or a folder."), said("Nothing needs to be done.")
        )
    return descriptor, found.st_size


def _open(path: bytes, folder: int | None) -> int:
    try:
        return os.open(path, _FLAGS | _NO_TIMES, dir_fd=folder)
    except PermissionError:  # leaving the access time alone is the owner's right only
        return os.open(path, _FLAGS, dir_fd=folder)


def _told(error: OSError) -> ExtractError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ExtractError("vanished", said("It is not there any more."), said("Nothing needs to be done."))
    if error.errno in (errno.EACCES, errno.EPERM):
        return ExtractError(
            "locked", said("You have no permission to read it."), said("Change its permissions to make it searchable.")
        )
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return ExtractError(
            "unsupported", said("This is a link to another place."), said("Add the place itself as a folder.")
        )
    if error.errno in (errno.ENXIO, errno.ENODEV):
        return ExtractError(
            "unsupported", said("This is no file but a device or a socket."), said("Nothing needs to be done.")
        )
    return ExtractError(
        "unreadable", said("The operating system would not open it: {strerror}.", strerror=error.strerror), _AGAIN
    )
