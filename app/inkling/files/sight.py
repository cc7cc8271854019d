"""What can be concluded from one look at a folder? Which known files it would have seen, had they been there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from inkling.records import FileStamp


class Sight:
    """The ground that one look covered. Filled by `walk.Scan`; paths are full and without a trailing `/`."""

    __slots__ = ("_failed", "_gone", "_is_partial", "_listed", "_root", "_seen")

    def __init__(self, root: bytes, *, is_partial: bool) -> None:
        self._root, self._is_partial = root.rstrip(b"/"), is_partial
        self._listed: set[bytes] = set()
        self._seen: set[bytes] = set()
        self._failed: set[bytes] = set()
        self._gone: set[bytes] = set()

    def listed(self, folder: bytes) -> None:
        """Note that a folder was read from the first name to the last."""
        self._listed.add(folder)

    def seen(self, folder: bytes) -> None:
        """Note that a folder is there and is the library's, whether or not it is looked into."""
        self._seen.add(folder)

    def failed(self, path: bytes) -> None:
        """Note that nothing can be said about a path and what lies below it."""
        self._failed.add(path)

    def gone(self, path: bytes) -> None:
        """Note that a path is no folder of the library: it is not there, or it is left out now."""
        self._gone.add(path)
        self._seen.discard(path)

    def covers(self, path: bytes) -> bool:
        """Whether the look would have seen this file."""
        if path in self._failed:
            return False
        answer: bool | None = None
        child, folder = path, _above(path)
        while True:
            if folder in self._failed:
                return False
            if answer is None:
                answer = self._said_by(folder, child, path)
            if len(folder) <= max(len(self._root), 1):
                return bool(answer)
            child, folder = folder, _above(folder)

    def _said_by(self, folder: bytes, child: bytes, path: bytes) -> bool | None:
        if folder in self._gone:
            return True
        if folder not in self._listed:
            return None
        return child == path or not self._is_partial or child not in self._seen


def _above(path: bytes) -> bytes:
    return path.rpartition(b"/")[0] or b"/"


def is_unplugged(device: int, known: Mapping[bytes, FileStamp], seen: Collection[bytes]) -> bool:
    """Whether a folder looks like the empty place where a disk was mounted: other disk, and not one known file.

    Args:
        device: the disk that the folder lies on now (`Scan.device`).
        known: what earlier looks saw.
        seen: the paths that this look saw.
    """
    if not known or any(path in known for path in seen):
        return False
    return all(stamp.device != device for stamp in known.values())
