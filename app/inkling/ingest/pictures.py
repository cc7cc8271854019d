"""How do pictures of text become findable? Text recognition, last of all: each file once per content and extractor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from inkling import passages
from inkling.catalog import Catalog, Known, Reading
from inkling.ingest.pace import Pace
from inkling.ingest.reading import Counter, Extracted, cut_up
from inkling.paths import display
from inkling.progress import Cancel, Report, ignore_progress


class Recogniser(Protocol):
    """Whoever reads pictures of text: the jail."""

    def extract(self, path: bytes, *, ocr: bool, cancel: Cancel) -> Extracted:
        """Return what one file says."""


@dataclass(slots=True)
class Pictures:
    """Reads files again in which no text was found, this time looking at their pictures. One thread at a time."""

    catalog: Catalog
    recogniser: Recogniser
    pace: Pace
    version: int
    size: int = passages.SIZE

    def run(self, cancel: Cancel, report: Report = ignore_progress, *, limit: int | None = None) -> int:
        """Read what was not yet, at most `limit` contents; return how many were looked at.

        Raises:
            Cancelled: called off; what was read stays, the file under way is read another time.
        """
        waiting = self.catalog.pictures(self.version, limit)
        counter = Counter("ocr", len(waiting), report)
        for same in waiting:
            self.pace.wait_turn(cancel, report, meaning=True)
            self._read(same, cancel, report)
            counter.add(detail=display(same[0].stamp.path))
        return counter.done

    def _read(self, same: Sequence[Known], cancel: Cancel, report: Report) -> None:
        """Read the first of some files of the same bytes; what it says holds for all of them."""
        first = same[0]
        extracted = self.recogniser.extract(first.stamp.path, ocr=True, cancel=cancel)
        if extracted.digest != first.digest:  # gone, changed or broken: it keeps what was known of it
            paths = [one.stamp.path for one in same]
            self.pace.keep(partial(self.catalog.note_recognised, paths, self.version), cancel, report)
            return
        readings = [self._reading(one, extracted) for one in same]
        if extracted.document is None:
            self.pace.keep(partial(self.catalog.store, readings), cancel, report)
            return
        self.pace.keep(partial(self._store, readings[0], same[1:]), cancel, report)

    def _store(self, reading: Reading, others: Sequence[Known]) -> None:
        with self.catalog.transaction():
            self.catalog.store([reading])
            for one in others:
                self.catalog.note_copy(one.folder, one.stamp, one.checked_ns, reading.stamp.path)

    def _reading(self, known: Known, extracted: Extracted) -> Reading:
        problem = replace(extracted.problem, path=known.stamp.path) if extracted.problem else None
        base = Reading(
            known.folder,
            known.stamp,
            known.checked_ns,
            digest=known.digest,
            problem=problem,
            read_version=self.version,
            cut_version=passages.VERSION,
            recognised=self.version,
        )
        return base if extracted.document is None else cut_up(base, extracted.document, self.size)
