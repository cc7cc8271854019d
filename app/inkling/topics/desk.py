"""The topics of a library: find them, show them, shape them. What was found is kept in the catalog.

Every method may be called from any thread that may write to the catalog; runs of one folder must not overlap.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from inkling.catalog import Catalog
from inkling.errors import LibraryBusy, LibraryDamaged, UsageError
from inkling.progress import Cancel, Report, ignore_progress
from inkling.records import DocumentId, TopicReport
from inkling.records.said import said
from inkling.topics import clusters, edits
from inkling.topics.collect import collect
from inkling.topics.forgetting import is_whole, is_worth_keeping, without_forgotten
from inkling.topics.job import Wanted, lay_ground
from inkling.topics.outliers import find_outliers
from inkling.topics.report import report_of
from inkling.topics.run import run
from inkling.topics.space import Source
from inkling.topics.state import State

_KEPT = "topics:"  # under this and the folder's path in hexadecimal the catalog keeps what is remembered
_BYTES_EACH = 500  # of what is kept per file, at most: what is larger need not be read to know that it is large


class Meaning(Protocol):
    """The model, as far as topics need it; `neural.Encoder` is one."""

    @property
    def digest(self) -> str:
        """The name under which the catalog keeps its vectors."""
        ...

    def speaks(self, language: str) -> bool:
        """Tell whether it knows a language."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the meanings of short texts, unit rows."""
        ...


class Topics:
    """What the folders of a library are about. `folder` is a path; None is the whole library."""

    def __init__(self, catalog: Catalog, encoder: Meaning | None) -> None:
        self._catalog = catalog
        self._encoder = encoder
        self._keeping = threading.Lock()

    def find(
        self,
        folder: bytes | None = None,
        *,
        count: int = 0,
        fresh: bool = False,
        report: Report = ignore_progress,
        cancel: Cancel | None = None,
    ) -> TopicReport:
        """Find the topics, or find them again with all that the person did to them.

        Args:
            folder: what to look at.
            count: how many topics of the upper level; 0 finds the number.
            fresh: find them as if for the first time; what the person named, shaped or pinned stays all the same.
            report: is told how far it is.
            cancel: stops it; nothing is changed then.

        Raises:
            UsageError: a number of topics that makes no sense.
        """
        if count < 0:
            raise UsageError(said("The number of topics is 1 or more; leave it out and Inkling finds it."))
        state = self._state(folder)
        return self._keep(folder, self._found(folder, state, count=count, fresh=fresh, report=report, cancel=cancel))

    def kept(self, folder: bytes | None = None) -> TopicReport | None:
        """Return what was found last, at once, or None. Its `generation` tells whether files have changed since."""
        state = self._state(folder)
        return report_of(state, folder or b"") if state.documents and is_whole(state) else None

    def behind(self, largest: int) -> list[bytes | None]:
        """Return the folders whose topics were found before files changed; larger ones are left out."""
        generation, found = self._catalog.generation(), list[bytes | None]()
        for name in self._catalog.kept_names(_KEPT):
            data = self._catalog.kept(name) or b""
            if len(data) > largest * _BYTES_EACH:
                continue
            try:
                state = State.from_bytes(data)
            except LibraryDamaged:
                continue  # it is said when the topics are asked for
            if state.generation != generation and max(state.files, len(state.documents)) <= largest:
                found.append(bytes.fromhex(name.removeprefix(_KEPT)) or None)
        return found

    def renew(self, folder: bytes | None, cancel: Cancel, report: Report) -> bool:
        """Find topics again that were found before; false when a person changed them meanwhile, who has the last word.

        Raises:
            Cancelled: called off; nothing is changed then.
        """
        before = self._catalog.kept(self._name(folder))
        if not before:
            return False
        found = self._found(folder, State.from_bytes(before), report=report, cancel=cancel)
        with self._keeping:
            if self._catalog.kept(self._name(folder)) != before:
                return False
            self._catalog.keep(self._name(folder), found.to_bytes())
        return True

    def rename(self, topic: int, name: str, folder: bytes | None = None) -> TopicReport:
        """Give a topic a name that stays."""
        return self._keep(folder, edits.rename(self._known(folder), topic, name))

    def merge(
        self,
        topics: Sequence[int],
        folder: bytes | None = None,
        *,
        report: Report = ignore_progress,
        cancel: Cancel | None = None,
    ) -> TopicReport:
        """Make several topics one, for good."""
        state = edits.merge(self._known(folder), topics)
        return self._keep(folder, self._found(folder, state, report=report, cancel=cancel))

    def split(
        self,
        topic: int,
        folder: bytes | None = None,
        *,
        name: str = "",
        report: Report = ignore_progress,
        cancel: Cancel | None = None,
    ) -> TopicReport:
        """Divide a topic in two, for good; the smaller half becomes the new topic."""
        self._require_writer()
        state = self._known(folder)
        state = edits.split(state, topic, self._halves(folder, state, topic, cancel or Cancel()), name)
        return self._keep(folder, self._found(folder, state, report=report, cancel=cancel))

    def hold(self, topic: int, folder: bytes | None = None) -> TopicReport:
        """Keep a topic with its most typical files and its name, whatever is found later."""
        return self._keep(folder, edits.hold(self._known(folder), topic))

    def pin(self, document: DocumentId, topic: int, folder: bytes | None = None) -> TopicReport:
        """Put a file into a topic, where it stays."""
        return self._keep(folder, edits.pin(self._known(folder), int(document), topic))

    def unpin(self, document: DocumentId, folder: bytes | None = None) -> TopicReport:
        """Let a file go where it belongs by itself when topics are next found."""
        return self._keep(folder, edits.unpin(self._known(folder), int(document)))

    def seed(
        self,
        names: Sequence[str],
        folder: bytes | None = None,
        *,
        report: Report = ignore_progress,
        cancel: Cancel | None = None,
    ) -> TopicReport:
        """Ask for topics by name ("Taxes", "Travel") and sort the files into them and the others."""
        self._require_writer()
        state = self._state(folder)
        for name in names:
            state = edits.wish(state, name)
        return self._keep(folder, self._found(folder, state, fresh=True, report=report, cancel=cancel))

    def release(self, topic: int, folder: bytes | None = None) -> TopicReport:
        """Take back what was done to a topic, but not its name; a fresh run may then dissolve it."""
        return self._keep(folder, edits.release(self._known(folder), topic))

    def forget(self, folder: bytes | None = None) -> None:
        """Forget what was found and done; names and paths are gone from the catalog then."""
        self._catalog.keep(self._name(folder), b"")

    def purge(self) -> None:
        """Take out of all remembered topics what stems from files that the library no longer holds."""
        purge(self._catalog)

    # ------------------------------------------------------------------------------------------------ how it is done

    def _require_writer(self) -> None:
        if not self._catalog.is_writer:
            raise LibraryBusy(
                said("Another Inkling has this library open, so nothing can be changed here. Do it there.")
            )

    def _found(
        self,
        folder: bytes | None,
        state: State,
        *,
        count: int = 0,
        fresh: bool = False,
        report: Report = ignore_progress,
        cancel: Cancel | None = None,
    ) -> State:
        generation = self._catalog.generation()
        sources, files = self._sources(folder, report, cancel or Cancel())
        wanted = Wanted(count, fresh, generation, self._speaks(), self._embed())
        found, ground = run(sources, state, wanted, report=report, cancel=cancel)
        labels = np.unique(np.array(found.top, dtype=np.int64), return_inverse=True)[1].astype(np.int64)
        rows = ground.space.rows
        blank = np.zeros((int(labels.max(initial=-1)) + 1, rows.shape[1]), dtype=np.float32)
        centres = clusters.centres_of(rows, labels, len(blank), blank)
        odd = find_outliers(ground.sources, rows, labels, centres, cancel=cancel)
        return replace(found, outliers=odd, files=files)

    def _halves(self, folder: bytes | None, state: State, topic: int, cancel: Cancel) -> list[int]:
        """Return for each file of a topic, in the state's order, whether it leaves in a split."""
        inside = {
            document
            for document, top, part in zip(state.documents, state.top, state.part, strict=True)
            if topic in (top, part)
        }
        sources, _ = self._sources(folder, ignore_progress, cancel)
        here = [source for source in sources if source.id in inside]
        if len(here) < 2:
            raise UsageError(said("This topic has too few files to be split."))
        ground = lay_ground(here, State(), Wanted(speaks=self._speaks()), cancel=cancel)
        found = clusters.partition(ground.space.rows, ground.chosen, 2)
        leaving = int(np.bincount(found.labels, minlength=2).argmin())
        halves = {source.id: int(label == leaving) for source, label in zip(ground.sources, found.labels, strict=True)}
        return [halves.get(document, 0) for document in state.documents if document in inside]

    def _sources(self, folder: bytes | None, report: Report, cancel: Cancel) -> tuple[list[Source], int]:
        model = self._encoder.digest if self._encoder is not None else ""
        return collect(self._catalog, folder, model, report, cancel)

    def _speaks(self) -> Callable[[str], bool]:
        return self._encoder.speaks if self._encoder is not None else lambda _language: False

    def _embed(self) -> Callable[[Sequence[str]], npt.NDArray[np.float32]] | None:
        return self._encoder.encode_queries if self._encoder is not None else None

    def _name(self, folder: bytes | None) -> str:
        return _KEPT + (folder.hex() if folder else "")

    def _state(self, folder: bytes | None) -> State:
        data = self._catalog.kept(self._name(folder))
        return State.from_bytes(data) if data else State()

    def _known(self, folder: bytes | None) -> State:
        self._require_writer()
        state = self._state(folder)
        if not state.documents:
            raise UsageError(said("No topics have been found here yet. Find them first."))
        return state

    def _keep(self, folder: bytes | None, state: State) -> TopicReport:
        if self._catalog.is_writer:  # a reader shows what it found and leaves nothing
            with self._keeping:
                self._catalog.keep(self._name(folder), state.to_bytes())
        return report_of(state, folder or b"")


def purge(catalog: Catalog) -> None:
    """Take out of all remembered topics what stems from files that the library no longer holds; needs the writer."""
    names = catalog.kept_names(_KEPT)
    held = {
        os.fsdecode(path): int(known.document)
        for path, known in (catalog.known() if names else {}).items()
        if known.document is not None
    }
    for name in names:
        try:
            state = State.from_bytes(catalog.kept(name) or b"")
        except LibraryDamaged:
            catalog.keep(name, b"")
            continue
        left = without_forgotten(state, held)
        if not left.documents and (name != _KEPT or not is_worth_keeping(left)):
            catalog.keep(name, b"")  # a folder that is gone must not be remembered by its name either
        elif left is not state:
            catalog.keep(name, left.to_bytes())
