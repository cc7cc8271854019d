"""What has to be done? A pure comparison of what a scan saw with what the catalog knows.

Equal size and times mean equal content, but for two doubts: a file that changed in the same breath as it was looked at
may have changed again within the clock's grain, and a copying program may have set an old time. In doubt the content
is hashed, which is a hundred times cheaper than reading it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from inkling.catalog import FileState, Known
from inkling.records import FileStamp, FolderId

# FAT keeps times to 2 s; some network drives to 1 s.
GRAIN_NS = 2_000_000_000
_HALF = 1 << 63


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that a scan saw, and the folder that owns it."""

    stamp: FileStamp
    folder: FolderId


@dataclass(slots=True)
class Plan:
    """What to do, in the order in which to do it.

    Attributes:
        moved: old path and what was seen at the new one; content is as it was.
        restamped: only bookkeeping changed (another disk number after a restart, another folder).
        doubtful: known files that may have changed: hash them, and read them if so.
        unread: files to read: new, changed in size, never finished, or read by another version.
        gone: known files that a scan should have seen and did not.
        same: how many files need nothing.
    """

    moved: list[tuple[bytes, Seen]] = field(default_factory=list)
    restamped: list[Seen] = field(default_factory=list)
    doubtful: list[Seen] = field(default_factory=list)
    unread: list[Seen] = field(default_factory=list)
    gone: list[bytes] = field(default_factory=list)
    same: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether everything is as it was."""
        return not (self.moved or self.restamped or self.doubtful or self.unread or self.gone)


def plan(
    known: Mapping[bytes, Known], seen: Iterable[Seen], covers: Callable[[bytes, FolderId], bool], version: int
) -> Plan:
    """Compare a scan with the catalog.

    Args:
        known: what the catalog knows, of all folders.
        seen: what the scan saw, each path once.
        covers: whether the scan would have seen a path of a folder, were it there.
        version: the extractor's version; files read by another are read again.
    """
    found = {one.stamp.path: one for one in seen}
    result = Plan()
    arrived: list[Seen] = []  # paths whose content is new to them
    for path, one in found.items():
        before = known.get(path)
        if before is None or not _is_same(before.stamp, one.stamp):
            arrived.append(one)
        elif before.state is FileState.PENDING or before.version != version:
            result.unread.append(one)
        elif is_racy(before):
            result.doubtful.append(one)
        elif before.folder != one.folder or before.stamp != one.stamp:
            result.restamped.append(one)
        else:
            result.same += 1
    gone = [path for path, before in known.items() if path not in found and covers(path, before.folder)]
    left = _follow_moves(result, known, arrived, gone, version)
    result.gone = [path for path in gone if path not in left]
    return result


def bounded(stamp: FileStamp) -> FileStamp:
    """Return a stamp whose numbers fit into 64 signed bits: some drives number files, or date them, beyond that."""
    numbers = (stamp.size, stamp.mtime_ns, stamp.ctime_ns, stamp.device, stamp.inode)
    if all(-_HALF <= number < _HALF for number in numbers):
        return stamp
    return FileStamp(stamp.path, *((number + _HALF) % (2 * _HALF) - _HALF for number in numbers))


def is_racy(known: Known) -> bool:
    """Whether a file was changed so shortly before it was looked at that another change might bear the same time."""
    return max(known.stamp.mtime_ns, known.stamp.ctime_ns) > known.checked_ns - GRAIN_NS


def _is_same(before: FileStamp, now: FileStamp) -> bool:
    """Whether two looks saw the same file unchanged; a disk's number may differ after a restart."""
    return (before.size, before.mtime_ns, before.ctime_ns, before.inode) == (
        now.size,
        now.mtime_ns,
        now.ctime_ns,
        now.inode,
    )


def _identity(stamp: FileStamp) -> tuple[int, int, int, int]:
    return stamp.device, stamp.inode, stamp.size, stamp.mtime_ns


def _follow_moves(
    result: Plan, known: Mapping[bytes, Known], arrived: list[Seen], gone: Iterable[bytes], version: int
) -> set[bytes]:
    """Sort arrivals into moved, doubtful and unread; return the old paths of those that moved."""
    displaced = {*gone, *(one.stamp.path for one in arrived if one.stamp.path in known)}
    owners = {
        _identity(before.stamp): path
        for path in displaced
        if (before := known[path]).state is FileState.READ and before.version == version
    }
    moved: dict[bytes, Seen] = {}
    others: list[Seen] = []
    for one in arrived:
        old = owners.get(_identity(one.stamp))
        if old is None or old == one.stamp.path or old in moved or suffix(old) != suffix(one.stamp.path):
            others.append(one)
        else:
            moved[old] = one
    result.moved = list(moved.items())
    for one in others:
        past = known.get(one.stamp.path)
        is_touched = past is not None and one.stamp.path not in moved and past.stamp.size == one.stamp.size
        is_read = past is not None and past.state is FileState.READ and past.version == version
        (result.doubtful if is_touched and is_read else result.unread).append(one)
    return set(moved)


def suffix(path: bytes) -> bytes:
    """Return what of a file's name says its kind."""
    name = path.rpartition(b"/")[2].lower()
    stem, dot, last = name.rpartition(b".")
    return dot + last if stem else name
