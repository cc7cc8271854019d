"""The nouns of topics: what a folder is about, on a map, and what does not belong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from inkling.records.ids import DocumentId, TopicId


class TopicOrigin(Enum):
    """Where a topic comes from; whatever a person touched survives every rerun."""

    FOUND = "found"  # found in the files
    SHAPED = "shaped"  # merged, split or pinned by the person
    SEEDED = "seeded"  # asked for by the person: "Taxes", "Travel"


@dataclass(frozen=True, slots=True)
class TopicMember:
    """A file's place in a topic. `membership` runs from 0 (barely) to 1 (typical); `pinned` by the person."""

    document: DocumentId
    path: bytes
    display: str
    title: str
    membership: float
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class TopicPhrase:
    """A phrase that tells a topic from the others, and in how many of its files it stands."""

    text: str
    support: int
    score: float


@dataclass(frozen=True, slots=True)
class Topic:
    """Files that are about the same thing.

    `members` are sorted by membership, the most typical first; a topic of the upper level holds the members of its
    parts too. `central` are the files nearest the centre, at most three: the evidence for the name. `colour` counts
    from 0 and stays with the topic. `parent` is None on the upper level.
    """

    id: TopicId
    name: str
    members: tuple[TopicMember, ...]
    central: tuple[DocumentId, ...]
    phrases: tuple[TopicPhrase, ...]
    parent: TopicId | None = None
    origin: TopicOrigin = TopicOrigin.FOUND
    named_by_person: bool = False
    colour: int = 0


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A file on the map; `x` and `y` lie in [-1, 1]. `topic` is the finest topic that holds it."""

    document: DocumentId
    x: float
    y: float
    topic: TopicId


@dataclass(frozen=True, slots=True)
class MapLabel:
    """Where a topic's name stands on the map, and how many files it speaks for."""

    topic: TopicId
    x: float
    y: float
    files: int


@dataclass(frozen=True, slots=True)
class TopicMap:
    """The folder on a plane: near files are about near things."""

    points: tuple[MapPoint, ...] = ()
    labels: tuple[MapLabel, ...] = ()


class OutlierKind(Enum):
    """Why a file may not belong where it lies."""

    FAR = "far"  # far from everything in its folder
    ELSEWHERE = "elsewhere"  # the files nearest to it lie together in another folder


@dataclass(frozen=True, slots=True)
class Outlier:
    """A file that may not belong where it lies: a suggestion, never an act.

    `score` runs from 0 to 1, larger is odder. `reason` is one sentence for the person. `suggested` is the folder of
    its nearest files (display form), empty for a file that is simply alone.
    """

    document: DocumentId
    path: bytes
    display: str
    kind: OutlierKind
    score: float
    reason: str
    nearest: tuple[DocumentId, ...] = ()
    folder: str = ""
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class FolderShare:
    """How many files of a topic a folder holds, and how many files of any topic."""

    folder: str
    files: int
    of: int


@dataclass(frozen=True, slots=True)
class FolderSpread:
    """In which folders a topic lives, the largest share first; `sentence` says it."""

    topic: TopicId
    folders: tuple[FolderShare, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class TopicReport:
    """What a folder (or the whole library: `folder` empty) is about, all that the shells show.

    `topics` holds both levels; the upper one in order of size, each followed by its parts. `files` counts every file
    that was placed. `by_meaning` is the share of files whose meaning vectors took part. `generation` is the
    catalog's when this was found: another one means that files have changed since.
    """

    folder: bytes
    topics: tuple[Topic, ...]
    map: TopicMap
    outliers: tuple[Outlier, ...]
    spreads: tuple[FolderSpread, ...]
    files: int
    by_meaning: float
    generation: int

    def at(self, level: int) -> tuple[Topic, ...]:
        """Return the topics of the upper level (0) or their parts (1)."""
        return tuple(topic for topic in self.topics if (topic.parent is None) == (level == 0))

    def sure(self, least: float) -> tuple[tuple[Topic, tuple[TopicMember, ...]], ...]:
        """Return each upper topic with its members of at least this membership (pinned ones always)."""
        return tuple(
            (topic, tuple(m for m in topic.members if m.pinned or m.membership >= least)) for topic in self.at(0)
        )

    def unsorted(self, least: float) -> tuple[TopicMember, ...]:
        """Return the members below this membership: what the slider moves to "Unsorted"."""
        return tuple(m for topic in self.at(0) for m in topic.members if not m.pinned and m.membership < least)
