"""The rows that pages draw: frozen values, one per line, card, bar or point."""

from __future__ import annotations

from dataclasses import dataclass

from inkling.records import DocumentId, FolderId, TopicId

# ------------------------------------------------------------------------------------------------------------- find


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that is told apart: "meaning" and "words" in results, other kinds in differences."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class SnippetRow:
    """One passage of a result, short enough to show, with what stands out in it.

    `start` and `end` are where the whole passage stands in the document's text; marks count from the snippet's start.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    place: str = ""
    page: int = 0
    start: int = 0
    end: int = 0
    heading: str = ""
    full: str = ""
    full_marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class HitRow:
    """One document that answers a search. Strength runs from 0 to 1, `band` is its name's key."""

    document: DocumentId
    path: bytes
    title: str
    name: str
    crumbs: tuple[str, ...]
    kind: str
    when_ns: int
    band: str
    strength: float
    snippets: tuple[SnippetRow, ...]
    more: int = 0
    copies: tuple[str, ...] = ()
    exact: bool = False
    rerank: float | None = None
    meaning: float | None = None
    words: float | None = None
    why: str = ""
    folder: str = ""
    language: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class ChipRow:
    """One part of the query as it was understood; `without` is the query that is left when it is taken away."""

    label: str
    kind: str
    without: str


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One line of the side bar: how many of the results have this value, and the query part that asks for it."""

    group: str
    label: str
    count: int
    part: str


@dataclass(frozen=True, slots=True)
class FoundRows:
    """One answer to a search. `stage` is "words", "meaning" or "refined"."""

    query: str
    stage: str
    hits: tuple[HitRow, ...] = ()
    hidden: int = 0
    strengths: tuple[int, ...] = ()
    chips: tuple[ChipRow, ...] = ()
    nothing: bool = False
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    understood: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """The text of one document for reading beside the list, and where its hits are, in order."""

    document: DocumentId
    path: bytes
    title: str
    kind: str
    text: str
    offset: int
    marks: tuple[Mark, ...]
    hits: tuple[Mark, ...]
    places: tuple[tuple[int, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    page: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class PageRow:
    """The picture of one page as a PNG made in the jail, and the boxes of the hit as shares of width and height."""

    page: int
    png: bytes
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    hits: tuple[int, ...] = ()  # where in `boxes` each hit begins


# ----------------------------------------------------------------------------------------------------------- copies


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One file of a group of copies, compared with the group's reference."""

    document: DocumentId
    path: bytes
    name: str
    crumbs: tuple[str, ...]
    kind: str
    size: int
    when_ns: int
    of_longer: float
    of_shorter: float
    verdict: str
    is_reference: bool = False
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Copies around one reference, which comes first."""

    id: str
    tier: str
    verdict: str
    title: str
    members: tuple[CopyRow, ...]
    spare_bytes: int = 0


@dataclass(frozen=True, slots=True)
class CopiesRows:
    """Everything that the page of copies lists."""

    groups: tuple[GroupRow, ...]
    files: int = 0
    can_undo: bool = False
    generation: int = -1  # the library's when this was found: another one now means that files have changed since

    def count(self, tier: str) -> int:
        """Return how many groups a tier has."""
        return sum(group.tier == tier for group in self.groups)


@dataclass(frozen=True, slots=True)
class DiffRow:
    """Two texts with their changes. `changes` pairs the line on the left with that on the right, for jumping."""

    left: str
    right: str
    left_marks: tuple[Mark, ...]
    right_marks: tuple[Mark, ...]
    changes: tuple[tuple[int, int], ...]
    left_name: str = ""
    right_name: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a rule would put into the trash, before anything happens."""

    paths: tuple[bytes, ...]
    shown: tuple[str, ...]
    size: int
    protected: int
    token: object = None


# ----------------------------------------------------------------------------------------------------------- topics


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One file of a topic; `crumbs` are the folders above it, as far as they lie in the library."""

    document: DocumentId
    path: bytes
    name: str
    crumbs: tuple[str, ...]
    kind: str
    membership: float
    is_central: bool = False


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic as the list shows it; `level` 1 stands below its parent."""

    id: TopicId
    name: str
    level: int
    parent: TopicId | None
    count: int
    colour: int
    phrases: tuple[str, ...]
    members: tuple[MemberRow, ...]
    folders: tuple[tuple[str, int], ...] = ()
    sentence: str = ""
    is_pinned: bool = False
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class PointRow:
    """One file on the map."""

    document: DocumentId
    x: float
    y: float
    topic: TopicId
    colour: int
    name: str
    membership: float


@dataclass(frozen=True, slots=True)
class OddRow:
    """A file that may not belong where it lies."""

    document: DocumentId
    path: bytes
    name: str
    crumbs: tuple[str, ...]
    kind: str
    reason: str
    suggested: str


@dataclass(frozen=True, slots=True)
class TopicsRows:
    """Everything that the page of topics shows of one folder.

    `files` counts what is sorted; `copies` are further files, identical to some of these, that are not sorted again.
    """

    folder: bytes
    files: int
    topics: tuple[TopicRow, ...]
    points: tuple[PointRow, ...]
    labels: tuple[tuple[TopicId, float, float, int], ...]
    odd: tuple[OddRow, ...] = ()
    by_meaning: float = 1.0
    generation: int = -1
    copies: int = 0


# ---------------------------------------------------------------------------------------------------------- library


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder of the library and how far it is."""

    id: FolderId
    path: bytes
    display: str
    state: str
    files: int
    searchable: int
    with_meaning: int
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A file that cannot be found by its text, why, and what to do."""

    path: bytes
    name: str
    crumbs: tuple[str, ...]
    kind: str
    reason: str
    next_step: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model that is installed."""

    name: str
    kind: str
    languages: tuple[str, ...]
    licence: str
    size: int
    is_used: bool
    unspoken: tuple[str, ...] = ()  # languages of the files that it was not made for


@dataclass(frozen=True, slots=True)
class StatusRow:
    """How far the library is, in numbers that add up; `state` is "idle", "reading", "meaning", "paused"..."""

    files: int = 0
    searchable: int = 0
    with_meaning: int = 0
    pending: int = 0
    passages: int = 0
    passages_with_meaning: int = 0
    problems: tuple[tuple[str, int], ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    state: str = "idle"
    why_paused: str = ""
    rate_per_s: float = 0.0
    seconds_left: float | None = None
    folders: int = 0
    generation: int = 0

    @property
    def meaning_share(self) -> float:
        """The share of the passages that can be found by meaning."""
        return self.passages_with_meaning / self.passages if self.passages else 0.0

    @property
    def is_working(self) -> bool:
        """Whether something is being read."""
        return self.pending > 0 or self.passages_with_meaning < self.passages
