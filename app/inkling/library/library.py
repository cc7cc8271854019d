"""One library, opened: lock, lifetime, delegation, and telling who listens what changed. No logic of its own."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from inkling import paths, settings, storage, words
from inkling.catalog import Catalog, Verdict
from inkling.courtesy import Courtesy
from inkling.errors import LibraryAbsent, LibraryBusy, ModelError
from inkling.extract.jail import Jail
from inkling.index.snapshot import SnapshotStore
from inkling.ingest import snapshots
from inkling.library import health
from inkling.library.closer import installed_reranker
from inkling.library.folding import Folding
from inkling.library.keeper import Keeper
from inkling.library.reader import Reader
from inkling.library.renewing import Renewal
from inkling.library.work import Means
from inkling.neural import card as cards
from inkling.progress import Cancel, Report
from inkling.records import Changes, Finding
from inkling.records.said import said
from inkling.settings import Settings

if TYPE_CHECKING:
    from inkling.copies.desk import Copies
    from inkling.neural.encoder import Encoder
    from inkling.search.engine import Searcher
    from inkling.topics.desk import Topics

Heard = Callable[[Changes], None]
_CATALOG = "catalog.sqlite"


class Library:
    """A person's library. `open` it, use what hangs on it, `close` it; a `with` block closes by itself.

    `keeper` holds the folders and reads them, `searcher` finds, `reader` shows documents, `copies` and `topics` do the
    other two jobs. What is heavy (the model, the workers that read files) is made when it is first used.
    """

    def __init__(self, data: Path, catalog: Catalog, chosen: Settings, lock: storage.WriterLock | None) -> None:
        self.data = data
        self._catalog = catalog
        self._settings = chosen
        self._lock = lock
        self._listeners: list[Heard] = []
        self._making = threading.RLock()
        self._jail: Jail | None = None
        self._encoder: Encoder | None = None
        self._why_no_encoder = ""
        self._store = SnapshotStore(data)

    @classmethod
    def open(cls, data: Path, *, write: bool = True, courtesy: Courtesy | None = None) -> Library:
        """Open the library in a folder; a writer creates it where there is none.

        Args:
            data: the folder.
            write: whether to read and keep folders, or only to look.
            courtesy: who goes first, where a window knows more of it than the library.

        Raises:
            LibraryAbsent: there is none, and only reading was asked for.
            LibraryBusy: another process writes to it.
            LibraryTooNew: it was written by a later Inkling.
            StorageError: the folder can't be made or written.
        """
        if not write:
            if not (data / _CATALOG).exists():
                raise LibraryAbsent(
                    said("There is no library in {data} yet. Add a folder first: inkling add FOLDER", data=data)
                )
            return cls(data, _catalog(data, courtesy, write=False), settings.load(data), None)
        storage.make_private(data)
        lock = storage.WriterLock(data / "lock")
        lock.acquire()
        try:
            return cls(data, _catalog(data, courtesy, write=True), settings.load(data), lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open_best(cls, data: Path, *, create: bool = True, courtesy: Courtesy | None = None) -> Library:
        """Open for writing where nobody else writes, else for reading.

        Raises:
            LibraryAbsent: there is none, and `create` is false.
        """
        if not create and not (data / _CATALOG).exists():
            return cls.open(data, write=False, courtesy=courtesy)
        try:
            return cls.open(data, courtesy=courtesy)
        except LibraryBusy:
            return cls.open(data, write=False, courtesy=courtesy)

    def close(self) -> None:
        """End everything that runs for this library; it is of no use afterwards."""
        self.keeper.close()
        if "searcher" in self.__dict__:
            self.searcher.close()
        with self._making:
            if self._jail is not None:
                self._jail.close()
            if self._encoder is not None:
                self._encoder.close()
            self._jail = self._encoder = None
            self._catalog.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------ what hangs on it

    @property
    def is_writer(self) -> bool:
        """Whether this process may change the library."""
        return self._lock is not None

    @property
    def generation(self) -> int:
        """A number that is another one after each change of what can be found."""
        return self._catalog.generation()

    @cached_property
    def keeper(self) -> Keeper:
        """The folders and how fresh they are."""
        return Keeper(
            Means(
                data=self.data,
                catalog=self._catalog,
                settings=lambda: self._settings,
                jail=self._jailed,
                encoder=self.encoder,
                why_no_meaning=lambda: self._why_no_encoder,
                refresh=self._refresh,
                renew=Renewal(self._catalog, lambda: self.copies, lambda: self.topics, self.tell),
                tell=self.tell,
                purge=self._purge,
            )
        )

    @cached_property
    def reader(self) -> Reader:
        """Documents as they were read, and pictures of their pages."""
        return Reader(self._catalog, self._jailed)

    @cached_property
    def searcher(self) -> Searcher:
        """Finding by words and by meaning."""
        from inkling.search.engine import Searcher

        return Searcher(
            self._catalog,
            self._store,
            self.encoder(),
            installed_reranker(),
            folding=self.folding,
            on_damage=self.keeper.mend,
        )

    @cached_property
    def copies(self) -> Copies:
        """Near-copies: finding, comparing, cleaning up, undoing."""
        from inkling.copies.desk import Copies

        return Copies(self._catalog, self.data, found=self.folding.keep)

    @cached_property
    def folding(self) -> Folding:
        """Which results stand under one line because they are copies."""
        return Folding(self._catalog)

    @cached_property
    def topics(self) -> Topics:
        """Topics: what a folder is about."""
        from inkling.topics.desk import Topics

        return Topics(self._catalog, self.encoder())

    def encoder(self) -> Encoder | None:
        """Return the model, loaded at the first call, or None where it can't be had (`model_problem` says why)."""
        with self._making:
            if self._encoder is None and not self._why_no_encoder:
                from inkling.neural.encoder import Encoder

                try:
                    model = cards.find(paths.MODELS, self._settings.model)
                    self._encoder = Encoder.load(model, courtesy=self._catalog.courtesy)
                except ModelError as error:
                    self._why_no_encoder = str(error)
            return self._encoder

    # ------------------------------------------------------------------------------------------- settings, health

    @property
    def model_in_use(self) -> str:
        """The name of the model that reads now: one that was chosen meanwhile comes with the next start."""
        return self._encoder.card.name if self._encoder else self._settings.model

    @property
    def unspoken(self) -> tuple[str, ...]:
        """Languages of a good part of the library that the model was not made for, as the last search saw it."""
        return self.searcher.unspoken(as_seen=True) if "searcher" in self.__dict__ else ()

    @property
    def model_problem(self) -> str:
        """Why the model can't be had, in words; empty when it can."""
        return "" if self.encoder() else self._why_no_encoder

    @property
    def settings(self) -> Settings:
        """The person's choices."""
        return self._settings

    def change_settings(self, **values: object) -> Settings:
        """Change some choices, keep them, and tell.

        Raises:
            UsageError: a value does not fit its option.
        """
        self._settings = settings.changed(self._settings, **values)
        settings.save(self.data, self._settings)
        self.keeper.follow_settings()
        self.tell(Changes(settings=True))
        return self._settings

    def check(self, *, full: bool = False, cancel: Cancel | None = None) -> Verdict:
        """Look for damage in the library's own files; the writer also mends what can be mended."""
        told = self._catalog.check(full=full, repair=self.is_writer, cancel=cancel)
        damage = health.snapshot_damage(self._store)
        if not damage:
            return told
        if not self.is_writer:
            return replace(told, problems=(*told.problems, damage))
        snapshots.build(self._catalog, self._store, self._model_digest, cancel)
        return replace(told, repaired=(*told.repaired, f"{damage}; it was built anew from the catalog"))

    @staticmethod
    def doctor(data: Path) -> list[Finding]:
        """Say whether everything works, and that nothing talks to the network; needs no library."""
        return list(health.findings(data, settings.load(data).model))

    @staticmethod
    def protections() -> Finding:
        """Say what holds the readers of files, and what this system lacks for that; starts one of them."""
        return health.protections()

    @staticmethod
    def models() -> list[cards.ModelCard]:
        """Return the cards of the models that are installed."""
        return cards.available(paths.MODELS)

    # ---------------------------------------------------------------------------------------------------- telling

    def subscribe(self, heard: Heard) -> Callable[[], None]:
        """Call `heard` after each change, on the thread that made it; the returned function ends that."""
        self._listeners.append(heard)

        def end() -> None:
            if heard in self._listeners:
                self._listeners.remove(heard)

        return end

    def tell(self, changes: Changes) -> None:
        """Tell all listeners what changed; a search that follows finds it."""
        if "searcher" in self.__dict__ and (changes.documents or changes.meanings):
            self.searcher.freshen()
        for heard in list(self._listeners):
            heard(changes)

    def _jailed(self) -> Jail:
        with self._making:
            if self._jail is None:
                self._jail = Jail()
            return self._jail

    def _purge(self) -> None:
        """Wipe what was forgotten from kept copies and topics, and the snapshot, whose words would hold it for long."""
        from inkling.copies.desk import purge as purge_copies
        from inkling.topics.desk import purge

        purge(self._catalog)
        purge_copies(self._catalog)
        self.folding.purge()
        self._store.discard()  # the refresh that follows builds it anew

    def _refresh(self, report: Report) -> bool:
        """Build the next snapshot when it is due; the model need not be loaded for that, only known."""
        model = self._model_digest
        is_due = snapshots.is_due(self._catalog, self._store, model)
        if is_due:
            snapshots.build(self._catalog, self._store, model, report=report)
            self._catalog.compact(words=True)
            if "searcher" in self.__dict__:
                self.searcher.freshen()  # searches go on in the old one until the new one is open
            self._store.prune()
        if self._encoder is not None and not self._catalog.count_missing(model):
            self.searcher.keep_calibration()  # what scores mean in this library: learned once for every process
        return is_due

    @cached_property
    def _model_digest(self) -> str:
        from inkling.neural.encoder import digest_of

        try:
            return digest_of(cards.load(cards.find(paths.MODELS, self._settings.model)))
        except ModelError:
            return ""


@contextmanager
def scratch_library() -> Iterator[Library]:
    """Open a throw-away library in a private folder that is removed at the end of the `with` block."""
    with tempfile.TemporaryDirectory(prefix="inkling-") as folder, Library.open(Path(folder)) as library:
        yield library


def _catalog(data: Path, courtesy: Courtesy | None, *, write: bool) -> Catalog:
    version = words.VERSION
    return Catalog.open(data, write=write, terms=words.spaced_terms, words_version=version, courtesy=courtesy)
