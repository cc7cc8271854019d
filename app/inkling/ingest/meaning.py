"""How do passages get their vectors? In the background: the newest and smallest first, several threads, one writer."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inkling import passages
from inkling.catalog import Catalog
from inkling.ingest.pace import Pace, be_modest
from inkling.ingest.reading import Counter
from inkling.progress import Cancel, Report
from inkling.records import StoredPassage

# Passages a thread reads at once (about two seconds), and passages asked from the catalog at once.
_BATCH, _ORDER = 64, 1024
_SMALL_BATCH = 16  # in a slice of time, so that it ends about when it should


class Encoder(Protocol):
    """The model: texts in, unit vectors out; usable from several threads at once."""

    @property
    def digest(self) -> str:
        """Which model file this is."""

    def encode_passages(self, texts: Sequence[str], cancel: Cancel | None = None) -> NDArray[np.float32]:
        """Return float32 (n, dim), rows of length 1."""


@dataclass(slots=True)
class Meaning:
    """Reads by meaning whatever was not yet."""

    catalog: Catalog
    encoder: Encoder
    pace: Pace

    def run(self, cancel: Cancel, report: Report, seconds: float | None = None) -> int:
        """Work until nothing is left to do, and return how many passages were read.

        Args:
            cancel: calls it off; what is under way is dropped.
            report: is told how far it is.
            seconds: begin nothing more after so long; what was begun is finished, so that slices always get on.

        Raises:
            Cancelled: called off; what was written stays.
        """
        self.pace.keep(lambda: self.catalog.use_model(self.encoder.digest), cancel, report)
        total = self.catalog.count_missing(self.encoder.digest)
        if not total:
            return 0
        counter = Counter("meaning", total, report)
        with ThreadPoolExecutor(2 * max(1, self.pace.threads_now()), "meaning", initializer=be_modest) as pool:
            waiting: deque[tuple[list[StoredPassage], Future[NDArray[np.float32]]]] = deque()
            try:
                for batch in self._batches(cancel, report, seconds):
                    waiting.append((batch, pool.submit(self.encoder.encode_passages, self._texts(batch), cancel)))
                    while len(waiting) >= self.pace.threads_now():
                        self._finish(*waiting.popleft(), cancel, counter)
                while waiting:
                    self._finish(*waiting.popleft(), cancel, counter)
            finally:
                for _, future in waiting:
                    future.cancel()
        return counter.done

    def _batches(self, cancel: Cancel, report: Report, seconds: float | None) -> Iterator[list[StoredPassage]]:
        """Yield what is to be read; what is under way already is not asked for again."""
        asked: set[int] = set()
        size = _BATCH if seconds is None else _SMALL_BATCH
        until = math.inf if seconds is None else time.monotonic() + seconds
        while True:
            wanted = [p for p in self.catalog.missing_vectors(self.encoder.digest, _ORDER) if p.id not in asked]
            if not wanted:
                return
            asked = {passage.id for passage in wanted}
            for at in range(0, len(wanted), size):
                self.pace.wait_turn(cancel, report, meaning=True)
                yield wanted[at : at + size]
                if time.monotonic() > until:
                    return

    def _texts(self, batch: Sequence[StoredPassage]) -> list[str]:
        titles = self.catalog.titles(passage.document for passage in batch)
        return [passages.wording(p.heading, p.text, titles.get(p.document, "")) for p in batch]

    def _finish(
        self, batch: Sequence[StoredPassage], future: Future[NDArray[np.float32]], cancel: Cancel, counter: Counter
    ) -> None:
        rows = future.result()
        pairs = [(passage.id, row) for passage, row in zip(batch, rows, strict=True)]
        self.pace.keep(lambda: self.catalog.put_vectors(self.encoder.digest, pairs), cancel, counter.report)
        counter.add(len(batch))
