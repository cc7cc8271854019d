"""What does the follower know about one folder, and what may others see of it?"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field

from inkling.files.mounts import Mount, MountTable
from inkling.follow.pending import Patience, Pending
from inkling.records import Folder, FolderId


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the follower does what, in seconds.

    Attributes:
        patience: how long changes wait for more changes.
        reconcile_s: between full scans of a watched folder; "some changes aren't picked up" by any watcher.
        unwatched_s: the same for a folder that gives no events: a network drive, or no watches are left.
        check_s: between looks whether folders were plugged in or out, and whether the computer slept.
        jitter: the share by which scans come earlier or later, so that several folders do not meet.
        rest_again_s: between questions whether there is more to read by meaning, once there was not.
        yield_after_s: how long a full scan may keep small changes waiting; it is called off for them and begins anew,
            which costs a second look at names and loses nothing that was read.
        first_retry_s: after trouble; doubled each time up to `last_retry_s`.
    """

    patience: Patience = field(default_factory=Patience)
    reconcile_s: float = 3_600.0
    unwatched_s: float = 300.0
    check_s: float = 2.0
    jitter: float = 0.25
    rest_again_s: float = 60.0
    yield_after_s: float = 10.0
    first_retry_s: float = 1.0
    last_retry_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Following:
    """How one folder is kept fresh, for people to see.

    Attributes:
        folder: which one.
        is_watched: changes are noticed at once; else the folder is scanned every few minutes.
        why_not_watched: the reason, in words, where it is not.
        is_busy: it is being looked at now.
        waits: how many folders inside wait to be looked at.
        trouble: what went wrong the last time, in words; empty when all is well.
    """

    folder: FolderId
    is_watched: bool
    why_not_watched: str
    is_busy: bool
    waits: int
    trouble: str


class FolderCare:
    """All that the follower's thread keeps for one folder."""

    def __init__(self, folder: Folder, patience: Patience) -> None:
        self.folder = folder
        self.pending = Pending(folder.path, patience)
        self.scan_at_s: float | None = 0.0  # the first scan is due at once
        self.retry_at_s = 0.0
        self.failures = 0
        self.is_busy = False
        self.why_not_watched = ""
        self.trouble = ""
        self.place: object = None

    def following(self) -> Following:
        """Return what others may see."""
        why = self.why_not_watched
        return Following(self.folder.id, not why, why, self.is_busy, len(self.pending), self.trouble)

    def is_waiting(self, now_s: float) -> bool:
        """Whether something is known to be left to look at."""
        return len(self.pending) > 0 or self.scan_at_s is None or self.scan_at_s <= now_s

    def next_scan_s(self, now_s: float, pace: Pace, chance: random.Random) -> float:
        """Return when all of the folder is to be looked at again."""
        every_s = pace.unwatched_s if self.why_not_watched else pace.reconcile_s
        return now_s + every_s * chance.uniform(1 - pace.jitter, 1 + pace.jitter)

    def has_moved(self, mounts: MountTable) -> bool:
        """Whether another place lies under the folder's path than before: plugged in or out, replaced, or removed."""
        place = place_of(self.folder.path, mounts)
        before, self.place = self.place, place
        return before is not None and before != place


def place_of(folder: bytes, mounts: MountTable) -> tuple[Mount, tuple[int, int] | None]:
    """Return what identifies the place under a path; a file system that may hang is not touched for it."""
    mount = mounts.of(folder)
    if not mount.gives_events:
        return mount, None
    try:
        found = os.stat(folder)  # noqa: PTH116  # a path is bytes here
    except OSError:
        return mount, None
    return mount, (found.st_dev, found.st_ino)
