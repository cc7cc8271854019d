"""A change of the topics that is under way: what it is, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from inkling.gui.pieces import button, label, row
from inkling.gui.strings import say
from inkling.gui.theme import Theme
from inkling.progress import Progress


class Underway(QWidget):
    """Stands below the list while topics are shaped, and says why where that did not work."""

    stopped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._what = label("", "caption", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say("Progress"))
        self.stop = button(say("Stop"), self.stopped.emit)
        self.trouble = label("", "error", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for widget in (self._what, self._bar, self.trouble):
            column.addWidget(widget)
        column.addLayout(row(self.stop, None))
        self.rest()

    def work(self, what: str) -> None:
        """Show what is under way."""
        self._what.setText(what)
        self._bar.setRange(0, 0)
        self._show(working=True)

    def progress(self, progress: object) -> None:
        """Show how far it is."""
        if isinstance(progress, Progress):
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)

    def rest(self, trouble: str = "") -> None:
        """Show that it has ended, and why it did not work where it did not."""
        self.trouble.setText(trouble)
        self._show(working=False)

    def _show(self, *, working: bool) -> None:
        for widget in (self._what, self._bar, self.stop):
            widget.setVisible(working)
        self.trouble.setVisible(not working and bool(self.trouble.text()))
        self.setVisible(working or bool(self.trouble.text()))
