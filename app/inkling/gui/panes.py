"""Panes side by side, and one above the other in a window that is too narrow for that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class Panes(QSplitter):
    """A splitter whose panes never lie over each other: without room for their least widths they stand in a column."""

    def __init__(self, *panes: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self._is_moved = False
        self.splitterMoved.connect(lambda _at, _index: self._remember())
        for pane in panes:
            self.addWidget(pane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the room is too narrow, or wide enough again."""
        super().resizeEvent(event)
        panes = [pane for at in range(self.count()) if (pane := self.widget(at)) is not None]
        least = sum(max(pane.minimumWidth(), pane.minimumSizeHint().width()) for pane in panes)
        fits = self.width() >= least + self.handleWidth() * (len(panes) - 1)
        wanted = Qt.Orientation.Horizontal if fits else Qt.Orientation.Vertical
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self._is_moved = False
        if not fits and not self._is_moved:
            self.setSizes([1000] * len(panes))

    def _remember(self) -> None:
        self._is_moved = True
