"""Which results that were found once are behind the files, and when are they found again? Copies and topics.

It is work for moments in which nothing else is to do, and it takes at most a twentieth of the time, however large the
library is: after it has worked, or was called off, it rests for twenty times as long.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from inkling.catalog import Catalog
from inkling.progress import Cancel, Report
from inkling.records import Changes

if TYPE_CHECKING:
    from inkling.copies.desk import Copies
    from inkling.topics.desk import Topics

_QUICK = 2_000  # documents that are compared within a second or two: that is done even if nobody asked for copies yet
_LARGEST = 20_000  # files of a folder whose topics are found again unasked: within a minute
_REST = 20.0
_Renew = Callable[[Cancel, Report], None]


class Renewal:
    """Keeps copies and topics true to the files; used by the one thread that also reads."""

    def __init__(
        self,
        catalog: Catalog,
        copies: Callable[[], Copies],
        topics: Callable[[], Topics],
        tell: Callable[[Changes], None],
    ) -> None:
        self._catalog, self._copies, self._topics, self._tell = catalog, copies, topics, tell
        self._done = -1  # the generation that everything was renewed for
        self._not_before_s = 0.0

    def __call__(self, cancel: Cancel, report: Report) -> None:
        """Find again what is behind, unless it is too early for that.

        Raises:
            Cancelled: called off; what was found before stays.
        """
        generation, began = self._catalog.generation(), time.monotonic()
        if generation == self._done or began < self._not_before_s:
            return
        try:
            for renew in self._behind():
                cancel.check()
                renew(cancel, report)
            self._done = generation
        finally:
            now = time.monotonic()
            self._not_before_s = now + _REST * (now - began)

    def _behind(self) -> Iterator[_Renew]:
        generation = self._catalog.generation()
        found_at = self._copies().found_at()
        is_wanted = found_at is not None or self._catalog.coverage().searchable <= _QUICK
        if is_wanted and found_at != generation:
            yield self._renew_copies
        for folder in self._topics().behind(_LARGEST):
            yield partial(self._renew_topics, folder)

    def _renew_copies(self, cancel: Cancel, report: Report) -> None:
        self._copies().find((), cancel, report)
        self._tell(Changes(copies=True))

    def _renew_topics(self, folder: bytes | None, cancel: Cancel, report: Report) -> None:
        if self._topics().renew(folder, cancel, report):
            self._tell(Changes(topics=True))
