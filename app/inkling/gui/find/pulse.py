"""Does the library hold more than the answer on the screen knows of, and is it time to ask again?"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer

from inkling.present.rows import StatusRow

_LEAST_MS = 15_000  # while files are read: reading gives way to each search, and is to come to its end
_LEAST_FOR_NOTHING_MS = 2_000  # who found nothing waits for what is read now


class Pulse:
    """Remembers what the library was when a search began."""

    def __init__(self) -> None:
        self._is_known = False  # before the library has told anything, nothing can be behind
        self._generation = 0
        self._since = QElapsedTimer()

    def begin(self, status: StatusRow) -> None:
        """A search begins now."""
        self._generation = status.generation
        self._since.start()

    def know(self, status: StatusRow) -> None:
        """Hear how the library is; what it was at first is what the first search saw."""
        if not self._is_known:
            self._is_known, self._generation = True, status.generation

    def is_behind(self, status: StatusRow, *, has_found: bool) -> bool:
        """Whether files were read since, and a search now would not hold up the reading for too little."""
        is_other = self._is_known and status.generation != self._generation
        least_ms = _LEAST_MS if has_found else _LEAST_FOR_NOTHING_MS
        return is_other and (not status.is_working or self._since.elapsed() >= least_ms)
