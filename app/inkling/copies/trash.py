"""The desktop's trash: put a file in, find it again, put it back. Nothing is ever deleted.

Send2Trash is here because putting in differs between desktops and volumes. Putting back is ours, by the
freedesktop.org trash specification 1.0: `info/NAME.trashinfo` tells where `files/NAME` came from.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from inkling.errors import InklingError, UsageError
from inkling.records.said import said
from inkling.storage import reason_of

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.EMLINK)
_LONGEST_INFO = 64 * 1024  # bytes; ours are one path long


class TrashError(InklingError):
    """A file could not be moved to the trash, or back."""


@dataclass(frozen=True, slots=True)
class Trashed:
    """A file in the trash, and where it came from."""

    file: bytes
    path: bytes
    deleted: str


def put(path: bytes) -> bytes:
    """Move a file to the trash and return where it lies there, empty when the desktop does not say.

    Raises:
        TrashError: it stayed where it was.
    """
    from send2trash import TrashPermissionError, send2trash

    identity = _identity(_path(path))
    try:
        send2trash(os.fsdecode(path))
    except TrashPermissionError as error:
        raise TrashError(
            said("This disk has no trash and none can be made there. The file was left in place.")
        ) from error
    except OSError as error:
        raise TrashError(said("The file was left in place: {reason}.", reason=reason_of(error))) from error
    if os.path.lexists(path):
        raise TrashError(said("The desktop did not take the file. It was left in place."))
    return _where(path, identity)


def find(path: bytes) -> list[Trashed]:
    """Return what lies in the trash and came from `path`, the latest first."""
    found = [entry for folder, base in _folders(_path(path)) for entry in _entries(folder, base) if entry.path == path]
    return sorted(found, key=lambda entry: (entry.deleted, entry.file), reverse=True)


def restore(trashed: bytes, path: bytes) -> None:
    """Move a file from the trash to where it was; never over another one.

    Raises:
        UsageError: something else stands there now.
        TrashError: it is no longer in the trash, or cannot be moved.
    """
    source, target = _path(trashed), _path(path)
    if not os.path.lexists(source):
        raise TrashError(said("The file is no longer in the trash."))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _move_without_replacing(source, target)
    except FileExistsError as error:
        raise UsageError(said("Another file stands there now. Move it away and undo again.")) from error
    except OSError as error:
        raise TrashError(said("The file stays in the trash: {reason}.", reason=reason_of(error))) from error
    with suppress(OSError):  # a leftover note is shown by no desktop and harms nothing
        (source.parent.parent / "info" / f"{source.name}.trashinfo").unlink()


def _move_without_replacing(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Some file systems have no links: then there is a moment between looking and moving.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "exists", str(target)) from error
        shutil.move(source, target)
        return
    source.unlink()


def _where(path: bytes, identity: tuple[int, int]) -> bytes:
    """Find the file that was just put in: the same inode where the disk is the same, else the latest of that path."""
    entries = find(path)
    same = [entry for entry in entries if _identity(_path(entry.file)) == identity]
    return (same or entries)[0].file if entries else b""


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.lstat()
    except OSError:
        return (-1, -1)
    return found.st_dev, found.st_ino


def _folders(path: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the trash folders where a file may lie, each with the folder that its relative paths start from."""
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    yield home / "Trash", home
    top = path.parent.resolve()
    while not os.path.ismount(top):
        top = top.parent
    if not (top / ".Trash").is_symlink():
        yield top / ".Trash" / str(os.getuid()), top
    yield top / f".Trash-{os.getuid()}", top


def _entries(folder: Path, base: Path) -> Iterator[Trashed]:
    try:
        notes = [note for note in (folder / "info").iterdir() if note.suffix == ".trashinfo"]
    except OSError:
        return
    for note in notes:
        entry = _entry(folder, base, note)
        if entry:
            yield entry


def _entry(folder: Path, base: Path, note: Path) -> Trashed | None:
    try:
        with note.open("rb") as file:
            lines = file.read(_LONGEST_INFO).split(b"\n")
    except OSError:
        return None
    values = dict(line.split(b"=", 1) for line in lines if b"=" in line)
    path = unquote_to_bytes(values.get(b"Path", b""))
    if not path:
        return None
    where = path if path.startswith(b"/") else os.fsencode(base) + b"/" + path
    deleted = values.get(b"DeletionDate", b"").decode("ascii", "replace").strip()
    return Trashed(os.fsencode(folder / "files" / note.name.removesuffix(".trashinfo")), where, deleted)


def _path(path: bytes) -> Path:
    return Path(os.fsdecode(path))
