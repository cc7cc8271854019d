"""What the window can ask of the library, as rows in and rows out. Every method blocks: only `bridge` calls them.

`Errands` is the seam between the pages and the engine; `engine.Engine` is the real one, and the tests bring
a fake that is stricter (it refuses to be called on the interface thread).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from inkling.present.copyrows import ApartRow, CopiesRows, CopyRow, DiffRow, GroupRow, MovedRow, PlanRow
from inkling.present.rows import (
    FolderRow,
    FoundRows,
    HitRow,
    ModelRow,
    PageRow,
    ProblemRow,
    ReadRow,
    SnippetRow,
    StatusRow,
    TopicsRows,
)
from inkling.progress import Cancel
from inkling.records import DocumentId, FolderId, TopicId
from inkling.settings import Settings

Tell = Callable[[object], None]


@dataclass(frozen=True, slots=True)
class Ask:
    """A search as the page means it; a new one makes the old one void."""

    text: str
    limit: int = 200
    within: tuple[DocumentId, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAsk:
    """Which document to read, and the passages in which the hits are to be marked.

    `around` is where in the text to read; without it the best passage is read.
    """

    document: DocumentId
    path: bytes
    snippets: tuple[SnippetRow, ...] = ()
    around: int | None = None


@dataclass(frozen=True, slots=True)
class HomeRows:
    """What an empty box offers: recent files, searches to try, saved and former searches."""

    recent: tuple[HitRow, ...] = ()
    examples: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestedFolder:
    """A folder that the first start proposes, with what a quick look found in it."""

    path: bytes
    name: str
    display: str
    files: int = 0
    size: int = 0
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class RulesPreview:
    """What rules would catch in a folder, by a look at its names; `trouble` says why nothing can be seen."""

    read: int
    left_out: int
    examples_read: tuple[str, ...] = ()
    examples_left: tuple[str, ...] = ()
    trouble: str = ""
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class LibraryRows:
    """Everything that the page of the library shows."""

    status: StatusRow
    folders: tuple[FolderRow, ...]
    models: tuple[ModelRow, ...]
    space: tuple[tuple[str, int], ...] = ()
    data: str = ""
    is_sealed: bool = False


class FindErrands(Protocol):
    """Searching and reading."""

    def search(self, ask: Ask, cancel: Cancel, tell: Tell) -> FoundRows:
        """Search; tell each stage as it is ready and return the last."""

    def read(self, ask: ReadAsk, cancel: Cancel, tell: Tell) -> ReadRow:
        """Return the text around a hit, with all that is marked in it."""

    def page(self, ask: ReadAsk, page: int, width: int, cancel: Cancel) -> PageRow | None:
        """Return the picture of a page, None where there is none."""

    def home(self, cancel: Cancel, tell: Tell) -> HomeRows:
        """Return what an empty box offers."""

    def save_search(self, text: str) -> bool:
        """Keep a search, or let it go when it is kept already; return whether it is kept now."""

    def remember_search(self, text: str) -> None:
        """Add a search to the history, where the person lets us."""


class CopiesErrands(Protocol):
    """Near-copies."""

    def copies(self, folder: bytes, cancel: Cancel, tell: Tell) -> CopiesRows:
        """Find the groups of copies below a folder, or everywhere."""

    def kept_copies(self, cancel: Cancel, tell: Tell) -> CopiesRows | None:
        """Return the copies as they were found last, at once; None where they never were."""

    def compare(self, left: CopyRow, right: CopyRow, cancel: Cancel, tell: Tell) -> DiffRow:
        """Compare two files word by word."""

    def plan(self, rule: str, groups: tuple[GroupRow, ...], folder: bytes, cancel: Cancel, tell: Tell) -> PlanRow:
        """Say what a rule would put into the trash."""

    def trash(self, plan: PlanRow, cancel: Cancel, tell: Tell) -> MovedRow:
        """Put the planned files into the trash; they are in no list of copies from then on."""

    def undo_trash(self, cancel: Cancel, tell: Tell) -> MovedRow:
        """Bring back what the last plan removed; it is in the lists of copies again."""

    def not_a_copy(self, reference: CopyRow, other: CopyRow, cancel: Cancel, tell: Tell) -> None:
        """Remember that a file is no copy of its reference."""

    def not_copies(self, cancel: Cancel, tell: Tell) -> tuple[ApartRow, ...]:
        """Return the files that were said to be no copies of each other."""

    def take_back(self, pairs: tuple[ApartRow, ...], cancel: Cancel, tell: Tell) -> None:
        """Forget of some pairs that they are no copies."""

    def export_copies(self, path: str, groups: tuple[GroupRow, ...], cancel: Cancel, tell: Tell) -> None:
        """Write groups to a file, CSV or JSON by its name."""


class TopicsErrands(Protocol):
    """Topics."""

    def kept_topics(self, folder: bytes, cancel: Cancel, tell: Tell) -> TopicsRows | None:
        """Return the topics of a folder as they were found last, at once; None where they never were."""

    def topics(self, folder: bytes, count: int, cancel: Cancel, tell: Tell) -> TopicsRows:
        """Return the topics of a folder; `count` 0 lets the program choose how many."""

    def rename_topic(self, folder: bytes, topic: TopicId, name: str, cancel: Cancel, tell: Tell) -> TopicsRows:
        """Give a topic a name of the person's; return all topics of the folder as they are then."""

    def merge_topics(self, folder: bytes, topics: tuple[TopicId, ...], cancel: Cancel, tell: Tell) -> TopicsRows:
        """Make one topic of several."""

    def split_topic(self, folder: bytes, topic: TopicId, cancel: Cancel, tell: Tell) -> TopicsRows:
        """Make two topics of one."""

    def pin_topic(self, folder: bytes, topic: TopicId, cancel: Cancel, tell: Tell) -> TopicsRows:
        """Keep a topic as it is, whatever a rerun finds; or let it go again."""

    def seed_topics(self, folder: bytes, names: tuple[str, ...], cancel: Cancel, tell: Tell) -> TopicsRows:
        """Ask for topics by name."""

    def export_topics(self, folder: bytes, path: str, cancel: Cancel, tell: Tell) -> None:
        """Write the topics of a folder to a file, CSV or JSON by its name."""

    def save_map(self, path: str, data: bytes, cancel: Cancel, tell: Tell) -> None:
        """Write a picture of the map to a file."""

    def topic_documents(self, name: str, cancel: Cancel, tell: Tell) -> tuple[DocumentId, ...]:
        """Return the documents of a topic of the whole library, as it was found last."""


class LibraryErrands(Protocol):
    """Folders, coverage, settings."""

    def status(self, cancel: Cancel, tell: Tell) -> StatusRow:
        """Return how far the library is."""

    def library(self, cancel: Cancel, tell: Tell) -> LibraryRows:
        """Return what the library's page shows."""

    def models(self, cancel: Cancel, tell: Tell) -> tuple[ModelRow, ...]:
        """Return the models that are installed."""

    def folders(self, cancel: Cancel, tell: Tell) -> tuple[FolderRow, ...]:
        """Return the folders of the library."""

    def suggested(self, cancel: Cancel, tell: Tell) -> tuple[SuggestedFolder, ...]:
        """Return the folders to propose at the first start; told at once, with their sizes as they become known."""

    def add_folders(self, paths: tuple[bytes, ...], cancel: Cancel, tell: Tell) -> tuple[str, ...]:
        """Take folders in and begin to read them; return a sentence for each that could not be taken."""

    def forget_folder(self, folder: FolderId, cancel: Cancel, tell: Tell) -> None:
        """Forget a folder and everything that was read from it."""

    def set_rules(self, folder: FolderId, include: tuple[str, ...], exclude: tuple[str, ...]) -> None:
        """Change which files of a folder are read."""

    def preview_rules(
        self, path: bytes, include: tuple[str, ...], exclude: tuple[str, ...], cancel: Cancel, tell: Tell
    ) -> RulesPreview:
        """Say what rules would catch."""

    def problems(self, kind: str, cancel: Cancel, tell: Tell) -> tuple[ProblemRow, ...]:
        """Return the files that cannot be searched, of one kind, all, `WAITING`, or `LEFT_OUT` + reason."""

    def try_again(self, paths: tuple[bytes, ...], cancel: Cancel, tell: Tell) -> None:
        """Read files once more that could not be read."""

    def set_paused(self, *, paused: bool) -> None:
        """Pause or resume reading."""

    def check(self, cancel: Cancel, tell: Tell) -> tuple[str, ...]:
        """Examine the library, telling the sentences as they come; return all of them."""

    def save_settings(self, settings: Settings) -> None:
        """Keep the person's choices."""

    def load(self) -> None:
        """Load what a search and the map would have to wait for; best before `follow`, whose work takes turns."""

    def follow(self) -> None:
        """Keep the library fresh from now on, if this process may write to it."""

    def last_crash(self) -> str:
        """Return the local note about the last crash once, or nothing."""

    def local_log(self) -> str:
        """Return the end of the local log."""


class Errands(FindErrands, CopiesErrands, TopicsErrands, LibraryErrands, Protocol):
    """Everything that the window can ask."""

    def close(self) -> None:
        """Let the library go."""
