"""The page "Library": composes coverage, folders, models, space and privacy."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inkling.gui.errands import LibraryRows
from inkling.gui.holdings.coverage import Coverage
from inkling.gui.holdings.folders import Folders
from inkling.gui.holdings.models import Models
from inkling.gui.holdings.privacy import Privacy
from inkling.gui.holdings.problems import Problems
from inkling.gui.holdings.space import Space
from inkling.gui.pieces import label
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.present.rows import StatusRow

_REFRESH_MS = 1000
_NARROW, _WIDEST = 760, 990


class LibraryPage(QWidget):
    """What is covered?"""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shell = shell
        self._shown: LibraryRows | None = None
        self.coverage = Coverage(shell.theme)
        self.folders = Folders(shell)
        self.models, self.space, self.privacy = Models(shell.theme), Space(shell), Privacy(shell.theme)
        self._soon = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._soon.timeout.connect(self.refresh)
        self.coverage.asked.connect(self.show_list)
        self.folders.changed.connect(self.refresh)
        self.folders.changed.connect(shell.wishes.changed)
        self._lay_out()

    def take_focus(self) -> None:
        """Put the keyboard on the page."""
        self._scroll.setFocus()

    def show_list(self, kind: str) -> None:
        """Open the list of what cannot be searched, of one kind or all, as `errands.problems` takes it."""
        Problems(self._shell, kind, self.window()).open()

    def show_status(self, status: StatusRow) -> None:
        """Know how far the library is; the rest of the page follows at leisure."""
        self.coverage.show_status(status)
        self.folders.show_status(status)
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Ask for everything that the page shows."""
        self._shell.bridge.ask("library", self, self._shell.errands.library, done=self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Be fresh when the person comes."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the last two cards one below the other where there is no room for them side by side."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._shell.theme.px(_NARROW)
        ways = QBoxLayout.Direction
        self._last.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    def _lay_out(self) -> None:
        px = self._shell.theme.px
        inside, middle = QWidget(), QWidget()
        inside.setObjectName("plain")
        middle.setObjectName("plain")
        middle.setMaximumWidth(px(_WIDEST))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        column.addWidget(label(say("Library"), "title"))
        for widget in (self.coverage, self.folders, self.models):
            column.addWidget(widget)
        self._last = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._last.setSpacing(px(16))
        self._last.addWidget(self.space, 1)
        self._last.addWidget(self.privacy, 1)
        column.addLayout(self._last)
        column.addStretch(1)
        across = QHBoxLayout(inside)
        across.setContentsMargins(px(24), px(20), px(24), px(24))
        across.addStretch(1)
        across.addWidget(middle, 1000)  # as wide as it may be; what is left stands at both sides
        across.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("plain")
        self._scroll.setAccessibleName(say("Library"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _show(self, rows: LibraryRows) -> None:
        self._shown = rows
        self.coverage.show_status(rows.status)
        self.folders.show_status(rows.status)
        self.folders.show_folders(rows.folders)
        self.models.show_models(rows.models)
        self.space.show_space(rows.space, rows.data)
        self.privacy.show_seal(is_sealed=rows.is_sealed)
