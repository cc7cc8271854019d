"""The nouns of the catalog: what is stored, how much of it, what changed, and which part a search may see."""

from __future__ import annotations

from dataclasses import dataclass, field

from inkling.records.ids import DocumentId, FileId, FolderId, PassageId


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as the catalog knows it."""

    id: PassageId
    document: DocumentId
    ordinal: int
    start: int
    end: int
    text: str
    heading: str
    place: str


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the catalog knows it; several files with the same bytes share one.

    `files` lists the paths that hold it now, the best to show first. `dated_ns` is the date that stands in it, if any.
    """

    id: DocumentId
    kind: str
    title: str
    authors: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    created: str
    language: str
    length: int
    passages: int
    digest: bytes
    text_digest: bytes
    files: tuple[StoredFile, ...]
    dated_ns: int | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as the catalog knows it."""

    id: FileId
    folder: FolderId
    path: bytes
    display: str
    size: int
    mtime_ns: int
    device: int
    inode: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or a folder that is not read, and why, in words that follow "left out:"."""

    path: bytes
    reason: str
    is_folder: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of the folders can be found, in numbers that add up: files = searchable + pending + sum(problems)."""

    files: int
    searchable: int
    with_meaning: int
    pending: int
    passages: int
    passages_with_meaning: int
    problems: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    state: str = "idle"
    why_paused: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation changed, so that every view can decide whether it cares."""

    folders: bool = False
    documents: bool = False
    meanings: bool = False
    snapshot: bool = False
    copies: bool = False
    topics: bool = False
    settings: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(*(getattr(self, name) or getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents a search may find; everything empty means all of them.

    `folders` are path prefixes (a folder and all below it). Times are nanoseconds since 1970, `after` inclusive and
    `before` exclusive. Texts match without regard to case, as parts (`name`, `title`, `author`, `sender`).
    """

    kinds: tuple[str, ...] = ()
    folders: tuple[bytes, ...] = ()
    name: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    min_bytes: int = 0
    max_bytes: int = 0
    after_ns: int = 0
    before_ns: int = 0
    documents: tuple[DocumentId, ...] = ()
    not_kinds: tuple[str, ...] = ()
    not_folders: tuple[bytes, ...] = ()
    not_documents: tuple[DocumentId, ...] = ()

    def lets_pass(self, when_ns: int) -> bool:
        """Tell whether a moment lies between `after` and `before`; any does where neither is asked for."""
        if not (self.after_ns or self.before_ns):
            return True
        return self.after_ns <= when_ns and (not self.before_ns or when_ns < self.before_ns)
