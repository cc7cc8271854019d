"""How do files get from the disk into the catalog? In chunks through the jail, each chunk one transaction."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from typing import Protocol

from inkling import passages
from inkling.catalog import Attempt, Catalog, Prepared, Reading
from inkling.ingest.pace import Pace
from inkling.ingest.plan import Seen
from inkling.paths import display
from inkling.progress import Cancel, Progress, Report
from inkling.records import Document, Problem, ProblemKind
from inkling.records.said import said

# How many files are announced in the journal at once, and at most written in one transaction. A flush to disk costs as
# much as reading twenty small files; what is not written yet is lost in a crash, and read again.
_CHUNK = 200
_CHUNK_CHARACTERS = 2_000_000
_CHUNK_S = 1.5
_PATIENCE_S = 0.03  # so long a file that was read waits while somebody asks
_DEATHS = 3  # so often alone in the room when the program died: set aside
_TRY_AGAIN = frozenset({ProblemKind.VANISHED, ProblemKind.UNREADABLE})
_BROKEN = frozenset({ProblemKind.CRASHED})


class Extracted(Protocol):
    """What the jail says of a file."""

    @property
    def document(self) -> Document | None:
        """The document."""

    @property
    def problem(self) -> Problem | None:
        """Or why there is none."""

    @property
    def digest(self) -> bytes:
        """BLAKE2b-128 of the bytes."""

    @property
    def ends(self) -> Sequence[int]:
        """Where the document's passages of the usual size end; empty where nobody cut it."""


class Extractor(Protocol):
    """Whoever turns files into documents: the jail."""

    def extract_many(self, paths: Iterable[bytes], cancel: Cancel) -> Iterator[tuple[bytes, Extracted]]:
        """Yield each path with what it says, in any order."""


@dataclass(slots=True)
class Counter:
    """Counts work and tells how fast it goes."""

    stage: str
    total: int
    report: Report
    done: int = 0
    began: float = field(default_factory=time.monotonic)

    def add(self, count: int = 1, detail: str = "") -> None:
        """Count finished things and tell."""
        self.done += count
        seconds = time.monotonic() - self.began
        rate = self.done / seconds if seconds > 0 else 0.0
        left = (self.total - self.done) / rate if rate and self.total else None
        self.report(Progress(self.stage, self.done, self.total, detail, rate, left))


class Files:
    """Reads files into the catalog. One thread at a time.

    Args:
        catalog: where to.
        extractor: the jail.
        pace: whether we may.
        version: the extractor's version.
        size: tokens per passage.
    """

    def __init__(
        self, catalog: Catalog, extractor: Extractor, pace: Pace, *, version: int, size: int = passages.SIZE
    ) -> None:
        self._catalog, self._extractor, self._pace = catalog, extractor, pace
        self._version, self._size = version, size
        self._suspects: dict[bytes, Attempt] | None = None

    def read(self, files: Sequence[Seen], checked_ns: int, cancel: Cancel, report: Report) -> int:
        """Read files, the small first; return how many brought a document or a final problem.

        `checked_ns` is when the scan that saw them began.

        Raises:
            Cancelled: what was read until then is kept.
        """
        if self._suspects is None:
            self._suspects = {attempt.path: attempt for attempt in self._catalog.bury()}
        counter = Counter("words", len(files), report)
        ordered = sorted(files, key=lambda one: (one.stamp.size.bit_length() // 4, one.stamp.path))
        innocent = [one for one in ordered if one.stamp.path not in self._suspects]
        broken = self._read_many(innocent, checked_ns, cancel, counter)
        # Those with the fewest deaths first, so that a deadly file keeps nobody else waiting.
        alone = [one for one in ordered if one.stamp.path in self._suspects]
        alone = sorted(alone, key=lambda one: self._deaths(one.stamp.path)) + broken
        for one in alone:
            self._read_alone(one, checked_ns, cancel, counter)
        return counter.done

    def _read_many(self, files: Sequence[Seen], checked_ns: int, cancel: Cancel, counter: Counter) -> list[Seen]:
        """Read files together; return those on which a worker broke down: they get a second try, alone."""
        by_path = {one.stamp.path: one for one in files}
        broken: list[Seen] = []
        under_way: set[bytes] = set()
        with ThreadPoolExecutor(1, "catalog") as writer:
            batch = _Batch(lambda readings: self._write(readings, cancel, counter.report), writer)
            try:
                announced = self._announce(files, under_way, cancel, counter.report)
                for path, extracted in self._extractor.extract_many(announced, cancel):
                    self._catalog.courtesy.give_way(_PATIENCE_S)
                    one = by_path[path]
                    under_way.discard(path)
                    if extracted.problem is not None and extracted.problem.kind in _BROKEN:
                        broken.append(one)
                        continue
                    batch.add(self._catalog.prepare(self._reading(one, extracted, checked_ns)))
                    counter.add(detail=display(path))
            finally:
                batch.finish()
                self._catalog.end(under_way)  # called off in good order: nobody is under suspicion
        return broken

    def _announce(
        self, files: Sequence[Seen], under_way: set[bytes], cancel: Cancel, report: Report
    ) -> Iterator[bytes]:
        for at in range(0, len(files), _CHUNK):
            self._pace.wait_turn(cancel, report)
            chunk = [one.stamp for one in files[at : at + _CHUNK]]
            under_way.update(stamp.path for stamp in chunk)
            self._pace.keep(partial(self._catalog.begin, [(stamp, self._version) for stamp in chunk]), cancel, report)
            for stamp in chunk:
                yield stamp.path

    def _read_alone(self, one: Seen, checked_ns: int, cancel: Cancel, counter: Counter) -> None:
        path = one.stamp.path
        self._pace.wait_turn(cancel, counter.report)
        suspect = (self._suspects or {}).get(path)
        if suspect is not None and suspect.deaths >= _DEATHS and self._is_unchanged(suspect, one):
            self._write(
                [Reading(one.folder, one.stamp, checked_ns, problem=_deadly(path), read_version=self._version)],
                cancel,
                counter.report,
            )
            counter.add(detail=display(path))
            return
        self._catalog.begin([(one.stamp, self._version)], is_alone=True)
        try:
            for _, extracted in self._extractor.extract_many([path], cancel):
                self._write([self._reading(one, extracted, checked_ns)], cancel, counter.report)
        finally:
            self._catalog.end([path])
        if self._suspects:
            self._suspects.pop(path, None)
        counter.add(detail=display(path))

    def _deaths(self, path: bytes) -> int:
        suspect = (self._suspects or {}).get(path)
        return suspect.deaths if suspect else 0

    def _is_unchanged(self, suspect: Attempt, one: Seen) -> bool:
        now = (one.stamp.size, one.stamp.mtime_ns, self._version)
        return (suspect.size, suspect.mtime_ns, suspect.version) == now

    def _reading(self, one: Seen, extracted: Extracted, checked_ns: int) -> Reading:
        base = Reading(
            one.folder,
            one.stamp,
            checked_ns,
            digest=extracted.digest,
            problem=extracted.problem,
            is_final=extracted.problem is None or extracted.problem.kind not in _TRY_AGAIN,
            read_version=self._version,
            cut_version=passages.VERSION,
        )
        if extracted.document is None:
            return base
        return cut_up(base, extracted.document, self._size, extracted.ends if self._size == passages.SIZE else ())

    def _write(self, readings: Sequence[Reading | Prepared], cancel: Cancel, report: Report) -> None:
        self._pace.keep(partial(self._catalog.store, readings), cancel, report)


@dataclass(slots=True)
class _Batch:
    """Readings that wait to be written together; one such batch is written while the next one fills.

    Texts are packed on the thread that read them: on the writer's, each of the many small steps would wait for the
    interpreter.
    """

    write: Callable[[Sequence[Prepared]], None]
    writer: Executor
    waiting: list[Prepared] = field(default_factory=list)
    characters: int = 0
    began: float = 0.0
    under_way: Future[None] | None = None

    def add(self, prepared: Prepared) -> None:
        """Keep a reading; write all when they are many, long or old enough."""
        if not self.waiting:
            self.began = time.monotonic()
        prepared.pack()
        self.waiting.append(prepared)
        document = prepared.reading.document
        self.characters += len(document.text) if document else 0
        is_old = time.monotonic() - self.began > _CHUNK_S
        if len(self.waiting) >= _CHUNK or self.characters >= _CHUNK_CHARACTERS or is_old:
            self._hand_over()

    def finish(self) -> None:
        """Write what waits, and return when all of it is written."""
        self._hand_over()
        self._join()

    def _hand_over(self) -> None:
        self._join()
        waiting, self.waiting, self.characters = self.waiting, [], 0
        if waiting:
            self.under_way = self.writer.submit(self.write, waiting)

    def _join(self) -> None:
        future, self.under_way = self.under_way, None
        if future is not None:
            future.result()


def cut_up(reading: Reading, document: Document, size: int, ends: Sequence[int] = ()) -> Reading:
    """Complete a reading with a document and its passages; a document that says nothing gets a problem.

    `ends` says where the passages end, where that is known already.
    """
    path = reading.stamp.path
    if not document.text.strip() and not document.problems:
        nothing = Problem(path, ProblemKind.NO_TEXT, said("There is no text in it."), said("Nothing needs to be done."))
        document = replace(document, problems=(nothing,))
    cut = tuple(passages.cut_at(document, ends) if ends else passages.cut(document, size))
    wordings = tuple(
        blake2b(
            passages.wording(passage.heading, passage.text, document.title).encode("utf-8", "surrogatepass"),
            digest_size=16,
        ).digest()
        for passage in cut
    )
    return replace(reading, document=document, passages=cut, wordings=wordings, cut_version=passages.VERSION)


def _deadly(path: bytes) -> Problem:
    return Problem(
        path,
        ProblemKind.CRASHED,
        said("Inkling ended {deaths} times while it read this file alone, so it is left aside.", deaths=_DEATHS),
        said("Change the file, or leave it out in the folder's rules."),
    )
