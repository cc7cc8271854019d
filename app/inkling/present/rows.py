"""The rows that pages draw: frozen values, one per line, card, bar or point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
class Traits:
    """What documents may have in common. `folders` and `dates` (nanoseconds) are those that the query lets through."""

    kind: str
    folders: tuple[bytes, ...] = ()
    dates: tuple[int, ...] = ()
    language: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class HitRow:
    """One document that answers a search. Strength runs from 0 to 1, `band` is its name's key.

    `others` are the paths of identical files, `copies` stand for versions under the same line. `traits` are its own,
    and then those of its versions.
    """

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
    others: tuple[bytes, ...] = ()
    traits: tuple[Traits, ...] = ()


@dataclass(frozen=True, slots=True)
class ChipRow:
    """One part of the query as it was understood; `without` is the query that is left when it is taken away."""

    label: str
    kind: str
    without: str


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One line of the side bar: how many results the query part keeps that asks for this value; is it asked for?

    `is_least` says that the click may keep more, since not all results are listed.
    """

    group: str
    label: str
    count: int
    part: str
    is_on: bool = False
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class FoundRows:
    """One answer to a search. `stage` is "words", "meaning" or "refined", `state` as in `SearchState`.

    `hits` are the best of what was found. `above` says for each threshold, by name, how many results were found in all;
    where not `is_complete`, there may be still more. `roots` are the paths of the library's folders.
    """

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
    state: str = ""  # what it came to, by the name of a `SearchState`
    above: Mapping[str, int] = field(default_factory=dict)
    is_complete: bool = True
    roots: tuple[str, ...] = ()

    def has_more(self, threshold: str, shown: int) -> bool:
        """Tell whether there may be more results above a threshold than the shown ones."""
        return not self.is_complete or self.above.get(threshold, 0) > shown


@dataclass(frozen=True, slots=True)
class Spot:
    """A hit in a document: where it stands in the text, on which page, how the place is called, and what is marked."""

    start: int
    end: int
    page: int = 0
    place: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A stretch of a document's text for reading beside the list, and where the hits in it are, in order.

    `spots` are all the hits of the document, and those of this stretch among them begin with the number `first`; `at`
    is the number of the one to begin with. `facts` are what stands above a message, by its English names.
    """

    document: DocumentId
    path: bytes
    title: str
    kind: str
    text: str
    offset: int
    marks: tuple[Mark, ...]
    hits: tuple[Mark, ...]
    spots: tuple[Spot, ...] = ()
    first: int = 0
    at: int = 0
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PageRow:
    """The picture of one page as a PNG made in the jail, and where on it the document's hits are marked.

    The boxes are shares of width and height, each with its kind, "meaning" or "words".
    """

    page: int
    png: bytes
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    hits: tuple[int, ...] = ()  # where in `boxes` each hit of this page begins
    kinds: tuple[str, ...] = ()


# ----------------------------------------------------------------------------------------------------------- topics


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One file of a topic; `folder` is where it lies within the library."""

    document: DocumentId
    path: bytes
    name: str
    folder: str
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
    folder: str
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


WAITING, LEFT_OUT = "waiting", "left out: "  # kinds of lists beside those of problems; a reason follows the second


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder of the library and how far it is. `care` says how it is kept fresh: "watched", "scanned", or unknown."""

    id: FolderId
    path: bytes
    display: str
    state: str
    files: int
    searchable: int
    with_meaning: int
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    care: str = ""
    why_care: str = ""  # why it is only scanned, or what went wrong when it was looked at last


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
    is_next: bool = False  # chosen, and used from the next start on
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
    unspoken: tuple[str, ...] = ()  # languages of a good part of the files that the model was not made for
    is_held: bool = False  # paused by the person, also while there is nothing to read

    @property
    def meaning_share(self) -> float:
        """The share of the passages that can be found by meaning."""
        return self.passages_with_meaning / self.passages if self.passages else 0.0

    @property
    def is_working(self) -> bool:
        """Whether something is being read."""
        return self.pending > 0 or self.passages_with_meaning < self.passages
