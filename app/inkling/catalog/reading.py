"""What passes between a sync and the catalog: what was read of a file, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from inkling.records import Document, DocumentId, FileStamp, FolderId, Passage, Problem


class FileState(IntEnum):
    """Where a file stands."""

    PENDING = 0  # seen and not read, or changed since, or to be tried again
    READ = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reading of a file brought: a document with its passages, or a problem.

    Args:
        folder: the folder of the library that owns the file.
        stamp: the file as it was when it was read.
        checked_ns: when the reading began; a change within the clock's grain of it must not be missed.
        digest: BLAKE2b-128 of the bytes, empty where they could not be had.
        document: what the file says; None with a problem.
        passages: the document cut up, in order.
        wordings: for each passage the digest of what the model reads of it.
        problem: why there is no document.
        is_final: false when the file is to be tried again at the next sync.
        read_version, cut_version: which extractor and which cutter did it.
        recognised: the extractor's version when the pictures in the file were read too, else 0.
    """

    folder: FolderId
    stamp: FileStamp
    checked_ns: int
    digest: bytes = b""
    document: Document | None = None
    passages: tuple[Passage, ...] = ()
    wordings: tuple[bytes, ...] = ()
    problem: Problem | None = None
    is_final: bool = True
    read_version: int = 0
    cut_version: int = 0
    recognised: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalog knows of a file, for the comparison with a scan."""

    stamp: FileStamp
    folder: FolderId
    checked_ns: int
    version: int
    state: FileState
    document: DocumentId | None
    digest: bytes


@dataclass(frozen=True, slots=True)
class Attempt:
    """A file whose reading was under way when the program died."""

    path: bytes
    size: int
    mtime_ns: int
    version: int
    deaths: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a self-check found: sentences for the person, how many things were looked at, how many were mended."""

    looked_at: int
    problems: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
