"""The nouns of near-copies: groups, verdicts, differences, plans and the journal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from inkling.records.ids import DocumentId
from inkling.records.library import StoredFile


class Tier(Enum):
    """How sure it is that two files say the same; tiers are never mixed in one group. The last is no copy at all."""

    IDENTICAL_BYTES = "identical_bytes"
    IDENTICAL_TEXT = "identical_text"  # other bytes, the same words: a letter and its PDF
    NEAR_COPY = "near_copy"
    REWORKED = "reworked"  # one was written from the other: less alike than copies are


class Verdict(Enum):
    """What a file is to the reference of its group."""

    IDENTICAL = "identical"
    EDITED = "edited"  # the same text with changes
    VERSION = "version"  # the same text with changes, and the names or titles say that it is one document
    CONTAINED = "contained"  # the shorter one stands, almost whole, inside the longer one
    SAME_FORM = "same_form"  # only numbers, dates, amounts or names differ: not a copy
    REWORKED = "reworked"  # the shorter one was written from the longer one: about half of its words, in runs
    OVERLAP = "overlap"  # long passages in common, too few to be a copy
    DIFFERENT = "different"  # nothing much in common; only a comparison of two given files says so


@dataclass(frozen=True, slots=True)
class CopyMember:
    """One text of a group: `files` hold it (hard links once), `links` are further names of the same files.

    `share_longer` and `share_shorter` are the share of words, from 0 to 1, of the longer and the shorter of this
    text and the reference that stand in both. `newest` marks the latest text of the group, and nobody when times
    tie. `changed_ns` is the time of its oldest file, because copying may renew it. `longer` tells whether this text
    is longer than the reference.
    """

    document: DocumentId
    files: tuple[StoredFile, ...]
    verdict: Verdict
    share_longer: float
    share_shorter: float
    words: int
    links: tuple[StoredFile, ...] = ()
    longer: bool = False
    newest: bool = False
    changed_ns: int = 0


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Files that say the same as one of them, the reference, which is `members[0]`; no chains.

    Members after the reference are ordered from the most to the least alike; with verdict VERSION from the newest
    to the oldest. `id` is made of the contents, so it survives a rerun. `verdict` is the one that all members share,
    else EDITED.
    """

    id: str
    tier: Tier
    verdict: Verdict
    members: tuple[CopyMember, ...]
    spare_bytes: int = 0  # what the disk would gain if only the reference stayed

    @property
    def reference(self) -> CopyMember:
        """The member that every other one is compared with."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that stands in many documents (a disclaimer, a letterhead): `files` counts the different texts."""

    text: str
    documents: tuple[DocumentId, ...]
    files: int


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What was found: groups by tier and verdict, and how much was looked at.

    `generation` is the catalog's when this was found: another one means that files have changed since.
    """

    groups: tuple[CopyGroup, ...]
    documents: int
    compared_pairs: int
    empty_files: tuple[StoredFile, ...] = ()
    seconds: float = 0.0
    generation: int = -1


class ChangeKind(Enum):
    """What happened to a stretch of text on the way from A to B."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"
    REPLACED = "replaced"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of A and what it is in B, as spans of both texts; an empty span marks the place where it would be."""

    kind: ChangeKind
    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A word-level comparison of two texts.

    `stretches` cover all words of A (in the order of A) and all words of B; `changes` are those that are not SAME,
    in reading order, for "next change" and "previous change".
    """

    stretches: tuple[Change, ...]
    share_longer: float
    share_shorter: float
    words_a: int
    words_b: int
    words_same: int
    verdict: Verdict

    @property
    def changes(self) -> tuple[Change, ...]:
        """The stretches that differ, in reading order."""
        return tuple(change for change in self.stretches if change.kind is not ChangeKind.SAME)


@dataclass(frozen=True, slots=True)
class Apart:
    """Two files that the person said to be no copies of each other.

    `contents` are pairs of digests, of their bytes and of their words; `paths` is where they were when that was said,
    empty where nobody knows it any more.
    """

    paths: tuple[bytes, ...]
    contents: frozenset[frozenset[bytes]]


class KeepRule(Enum):
    """Which file of each group stays; NONE, the default, selects nothing."""

    NONE = "none"
    REFERENCE = "reference"
    NEWEST = "newest"
    OLDEST = "oldest"
    SHORTEST_PATH = "shortest_path"
    FOLDER_ORDER = "folder_order"


@dataclass(frozen=True, slots=True)
class PlannedRemoval:
    """One file that would go to the trash, and the file that says the same and stays."""

    file: StoredFile
    digest: bytes
    kept: StoredFile
    kept_digest: bytes
    group: str
    tier: Tier
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen, as data; nothing is touched before it is carried out. `notes` tell ties and refusals."""

    removals: tuple[PlannedRemoval, ...]
    kept: tuple[StoredFile, ...]
    freed_bytes: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """One line of the journal: what went to the trash, when, and whether it came back."""

    id: str
    path: bytes
    digest: bytes
    size: int
    at_ns: int
    trashed_as: bytes = b""
    undone: bool = False
    failure: str = ""
