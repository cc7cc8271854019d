"""The files that the person said to be no copies of each other, and the way to take that back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inkling.gui.copies.lists import Sheet
from inkling.gui.copies.table import FileTable
from inkling.gui.pieces import button
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.present.copyrows import ApartRow


class NotCopies(Sheet):
    """A line for each pair."""

    taken_back = Signal()

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        title = say("Said to be no copies")
        table = FileTable(shell.theme, title, (say("File"), 0), (say("No copy of"), 0), paths=(0, 1))
        super().__init__(shell.theme, title, say("Reading the list…"), table, parent)
        self._shell = shell
        self._pairs: tuple[ApartRow, ...] = ()
        self.back_button = button(say("Take back"), self._take_back, "primary")
        self.back_button.setEnabled(False)
        self.buttons.insertWidget(self.buttons.indexOf(self.close_button), self.back_button)
        shell.bridge.ask("look", self, shell.errands.not_copies, done=self._fill, failed=self.sentence.setText)

    def _fill(self, pairs: tuple[ApartRow, ...]) -> None:
        self._pairs = pairs
        self.table.fill(*((pair.first, pair.second) for pair in pairs))
        self.back_button.setEnabled(bool(pairs))
        self.sentence.setText(
            say("What is taken back is compared again.")
            if pairs
            else say("You have not said of any files that they are no copies.")
        )

    def _take_back(self) -> None:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        chosen = tuple(self._pairs[row] for row in sorted(rows))
        if not chosen:
            return
        self.back_button.setEnabled(False)
        errand = partial(self._shell.errands.take_back, chosen)
        self._shell.bridge.ask("work", self, errand, done=lambda _none: self._done(), failed=self._fail)

    def _done(self) -> None:
        self.taken_back.emit()
        self.close()

    def _fail(self, why: str) -> None:
        self.back_button.setEnabled(True)
        self.sentence.setText(why)
