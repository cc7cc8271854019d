"""The searches that the page sends off: which one it is, how far it is, and when the same one is due once more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from inkling.gui.errands import Ask
from inkling.gui.find.pulse import Pulse
from inkling.gui.shell import Shell
from inkling.present.rows import FoundRows, StatusRow
from inkling.records import DocumentId


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a search.

    Attributes:
        search: its number; the same search made once more keeps it.
        is_last: nothing better will come.
        at_once: the person asked for just this, so it need not wait for a free hand.
    """

    found: FoundRows
    search: int
    is_last: bool
    at_once: bool = False


class Asking(QObject):
    """Sends one search at a time. Of a search that is made once more only the last answer counts."""

    began = Signal()
    came = Signal(object)  # an `Answer`
    failed = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._pulse = Pulse()
        self._status = StatusRow()
        self.search = 0  # which one it is: its rows are not those of any other
        self._answered = 0  # the number of the search whose last answer has come
        self._within: tuple[DocumentId, ...] = ()
        self._at_once = False
        self.query = ""
        self.is_searching = self._has_found = False

    def ask(self, query: str, within: tuple[DocumentId, ...] = (), *, again: bool = False) -> None:
        """Search for another query; for the same one only `again`, and never while its answer is on the way."""
        if (query, within) != (self.query, self._within):
            self.query, self._within = query, within
            self.search += 1
            self._send()
        elif not self.is_searching and (again or self._answered != self.search):
            self._send(at_once=True)

    def repeat(self, *, at_once: bool) -> None:
        """Make the same search once more."""
        if not self.is_searching:
            self._send(at_once=at_once)

    def stop(self) -> None:
        """Ask nothing any more: the box is empty."""
        self.query, self.is_searching = "", False
        self.search += 1

    def know(self, status: StatusRow) -> None:
        """Hear how far the library is."""
        self._status = status
        self._pulse.know(status)

    @property
    def is_behind(self) -> bool:
        """Whether files were read since the answer on the screen, and one may ask again."""
        is_idle = self._answered == self.search and not self.is_searching
        return is_idle and self._pulse.is_behind(self._status, has_found=self._has_found)

    def _send(self, *, at_once: bool = False) -> None:
        self.is_searching, self._at_once = True, at_once
        self._pulse.begin(self._status)
        errand, search = partial(self._shell.errands.search, Ask(self.query, within=self._within)), self.search
        if at_once or self._answered != search:
            self.began.emit()
        self._shell.bridge.ask(
            "search",
            self,
            errand,
            told=partial(self._come, search),
            done=partial(self._end, search),
            failed=partial(self._fail, search),
        )

    def _come(self, search: int, found: FoundRows) -> None:
        if search == self.search != self._answered:
            self.came.emit(Answer(found, search, is_last=False))

    def _end(self, search: int, found: FoundRows) -> None:
        if search == self.search:
            self.is_searching, self._answered, self._has_found = False, search, bool(found.hits)
            self.came.emit(Answer(found, search, is_last=True, at_once=self._at_once))

    def _fail(self, search: int, why: str) -> None:
        if search == self.search:
            self.is_searching = False
            self.failed.emit(why)
