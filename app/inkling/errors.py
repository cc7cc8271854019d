"""Everything that can go wrong and that a person can do something about.

    InklingError                 known trouble: the message says what happened and what to do
    ├── UsageError               the request makes no sense (unknown option value, bad query field)
    ├── ModelError               a model is missing, damaged, foreign, or its card is wrong
    ├── LibraryError             the data folder cannot be used
    │   ├── LibraryAbsent        there is no library in that folder yet
    │   ├── LibraryBusy          another process writes to this library
    │   ├── LibraryDamaged       a file of ours fails its checksum and cannot be rebuilt by itself
    │   └── LibraryTooNew        written by a later version of Inkling
    ├── StorageError             our own files cannot be written (disk full, read-only, I/O error)
    ├── ExtractError             one file's text cannot be had; becomes a Problem, never stops a sync
    └── Offline                  something tried to open an Internet socket
    Cancelled                    the person (or a newer request) called it off; not an error to report

Any other exception is a bug of ours and ends in the local crash log.
"""

from __future__ import annotations


class InklingError(Exception):
    """Known trouble. `str(error)` is one sentence for the person: what happened and what to do."""


class UsageError(InklingError):
    """The request itself makes no sense."""


class ModelError(InklingError):
    """A model is missing, damaged, foreign, or described wrongly."""


class LibraryError(InklingError):
    """The data folder cannot be used."""


class LibraryAbsent(LibraryError):
    """There is no library in that folder yet."""


class LibraryBusy(LibraryError):
    """Another process is the writer of this library."""


class LibraryDamaged(LibraryError):
    """One of our own files fails its checksum and cannot be rebuilt by itself."""


class LibraryTooNew(LibraryError):
    """The library was written by a later version of Inkling."""


class StorageError(InklingError):
    """Our own files cannot be written."""


class ExtractError(InklingError):
    """The text of one file cannot be had.

    Args:
        kind: the value of a `records.ProblemKind`.
        reason: what happened, in one sentence.
        next_step: what the person can do about it, in one sentence.
    """

    def __init__(self, kind: str, reason: str, next_step: str = "") -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.next_step = next_step


class Offline(InklingError):
    """Something tried to open an Internet socket; Inkling never does."""


class Cancelled(Exception):
    """The work was called off before it ended."""
