"""The nouns of folders and files: what is given to the library, and what a scan sees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from inkling.records.ids import FolderId


class FolderState(Enum):
    """Whether a folder of the library can be read now."""

    READY = "ready"
    UNAVAILABLE = "unavailable"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Rules:
    """Which files of a folder are read. Patterns as in .gitignore; `include` empty means everything."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    hidden: bool = False
    secrets: bool = False
    max_bytes: int = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that the person gave to the library."""

    id: FolderId
    path: bytes
    display: str
    rules: Rules = Rules()
    state: FolderState = FolderState.READY
    files: int = 0
    searchable: int = 0
    with_meaning: int = 0
    scanned_at_ns: int = 0


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What a scan saw of a file; equal stamps mean that it need not be read again."""

    path: bytes
    size: int
    mtime_ns: int
    ctime_ns: int
    device: int
    inode: int
