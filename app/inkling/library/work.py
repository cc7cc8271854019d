"""What does a library do to become true? Reading by words, by meaning and in pictures, and telling what changed.

One thread at a time works here; what is being done may be asked from any.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from inkling import log
from inkling.catalog import Catalog
from inkling.errors import InklingError, ModelError
from inkling.extract import VERSION as EXTRACT_VERSION
from inkling.extract import ocr as recognition
from inkling.extract.jail import Jail
from inkling.ingest import Outcome, Pace, Pictures, Sync
from inkling.progress import Cancel, Progress, Report
from inkling.records import Changes, Folder
from inkling.records.said import said
from inkling.settings import Settings

if TYPE_CHECKING:
    from inkling.neural.encoder import Encoder

_REST_S = 1.0  # how long the follower reads by meaning before it looks for changes again


@dataclass(frozen=True, slots=True)
class Means:
    """What reading works with; the jail and the model are made when first needed."""

    data: Path
    catalog: Catalog
    settings: Callable[[], Settings]
    jail: Callable[[], Jail]
    encoder: Callable[[], Encoder | None]
    why_no_meaning: Callable[[], str]
    refresh: Callable[[Report], bool]
    renew: Callable[[Cancel, Report], None]  # brings what was found once (copies, topics) up to date
    tell: Callable[[Changes], None]
    purge: Callable[[], None]  # takes what was forgotten out of results that are kept beside the catalog's tables


class Work:
    """The reading of one library."""

    def __init__(self, means: Means, pace: Pace) -> None:
        self._means, self._catalog, self._pace = means, means.catalog, pace
        self._made: Sync | None = None
        self.doing = "idle"

    def words(self, cancel: Cancel, report: Report) -> Outcome:
        """Read all folders by words.

        Raises:
            Cancelled: called off; what was read stays.
        """
        with self._being("reading"):
            try:
                outcome = self._sync().words(cancel, report)
            finally:
                self._means.jail().rest()  # idle workers hold memory that reading by meaning can use
            if outcome.read:
                report(Progress("searchable", outcome.read))
            self._refresh(cancel, report)
        self._means.tell(Changes(folders=True, documents=True, snapshot=True))
        return outcome

    def words_of(self, folder: Folder, dirty: frozenset[bytes] | None, cancel: Cancel, report: Report) -> Outcome:
        """Read by words what changed in one folder, or in some places of it.

        Raises:
            Cancelled: called off; what was read stays.
        """
        places = {folder.id: dirty} if dirty is not None else None
        with self._being("reading"):
            outcome = self._sync().words(cancel, report, places, only={folder.id})
        if outcome.has_changed:
            self._means.tell(Changes(folders=True, documents=True))
            self._refresh(cancel, report)
        if dirty is None:
            self._means.jail().rest()
        return outcome

    def meanings(self, cancel: Cancel, report: Report) -> int:
        """Read by meaning what was not yet, and return how many passages that were.

        Raises:
            Cancelled: called off; what was read stays.
            ModelError: the model can't be had.
        """
        encoder = self._means.encoder()
        if encoder is None:
            raise ModelError(
                said(
                    "Everything can be found by its words, not by meaning: {why}",
                    why=self._means.why_no_meaning(),
                )
            )
        with self._being("meaning"):
            meanings = self._sync().meaning(encoder, cancel, report)
            if meanings:
                self._refresh(cancel, report)
                self._means.tell(Changes(meanings=True, snapshot=True))
        return meanings

    def pictures(self, cancel: Cancel, report: Report, limit: int | None = None) -> int:
        """Read pictures of text that nobody looked at yet, and return how many files that were."""
        with self._being("reading"):
            try:
                pictures = Pictures(self._catalog, self._means.jail(), self._pace, EXTRACT_VERSION)
                done = pictures.run(cancel, report, limit=limit)
            finally:
                if limit is None:
                    self._means.jail().rest()
            if done:
                self._refresh(cancel, report)
                self._means.tell(Changes(folders=True, documents=True, snapshot=True))
        return done

    def rest(self, cancel: Cancel, giving: Cancel, report: Report) -> bool:
        """Read by meaning for a second, renew results, or read one picture; true when there may be more to do.

        `giving` is also up when files changed that the person may be looking for: renewing gives way to them.
        """
        if self._pace.why_waiting():
            return False
        self._sync().wipe_when_due()
        if self._pace.why_waiting(meaning=True):
            return False
        encoder = self._means.encoder()
        if encoder is not None and self._rest_by_meaning(encoder, cancel, report):
            return True
        self.renew(giving, report)
        if not self._means.settings().ocr or not recognition.is_installed():
            return False
        return self.pictures(cancel, report, limit=1) > 0

    def _rest_by_meaning(self, encoder: Encoder, cancel: Cancel, report: Report) -> bool:
        with self._being("meaning"):
            done = self._sync().meaning(encoder, cancel, report, _REST_S)
        more = bool(self._catalog.count_missing(encoder.digest))
        if done:
            self._means.tell(Changes(meanings=True))
            if not more:
                self._refresh(cancel, report)
        return more

    def renew(self, cancel: Cancel, report: Report) -> None:
        """Find again the copies and topics that were found before files changed.

        Raises:
            Cancelled: called off; what was found before stays.
        """
        self._pace.keep(lambda: self._means.renew(cancel, report), cancel, report)

    def _refresh(self, cancel: Cancel, report: Report) -> None:
        self._pace.keep(lambda: self._means.refresh(report), cancel, report)

    @contextmanager
    def _being(self, doing: str) -> Iterator[None]:
        self.doing = doing
        try:
            yield
        finally:
            self.doing = "idle"

    def close(self) -> None:
        """Wipe what was deleted meanwhile; where the disk does not let us, the next opening of the catalog does."""
        if self._made is None:
            return
        try:
            self._made.wipe()
        except InklingError as error:
            log.event("wiping waits for the next start", kind=type(error).__name__)

    def _sync(self) -> Sync:
        if self._made is None:
            own = frozenset({os.path.realpath(os.fsencode(self._means.data))})
            self._made = Sync(self._catalog, self._means.jail(), self._pace, version=EXTRACT_VERSION, apart=own)
        return self._made
