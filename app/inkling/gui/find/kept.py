"""Searches that the library keeps: those that were saved, and those that led somewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from inkling.gui.shell import Shell
from inkling.gui.strings import say


class KeptSearches(QObject):
    """Keeps searches and says what became of them."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell

    def save(self, query: str) -> None:
        """Keep a search, or let it go where it is kept already."""
        keep, told = self._shell.errands.save_search, self._shell.wishes.say

        def done(is_kept: bool) -> None:  # noqa: FBT001  # what the errand returns
            told.emit(say("The search is saved.") if is_kept else say("The search is not saved any more."))
            self.changed.emit()

        def failed(why: str) -> None:
            told.emit(why or say("The search could not be saved."))

        self._shell.bridge.ask("work", self, lambda _cancel, _tell: keep(query), done=done, failed=failed)

    def remember(self, query: str) -> None:
        """Add a search to the former ones, where the person lets us."""
        if query and self._shell.settings.keep_history:
            remember = self._shell.errands.remember_search
            self._shell.bridge.ask("work", self, lambda _cancel, _tell: remember(query))
