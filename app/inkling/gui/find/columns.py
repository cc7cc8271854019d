"""The side bar, the list and the reader beside each other; the reader folds away where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from inkling.gui.theme import Theme

_NARROW = 920  # below this the reader comes only on Space; with the rail it is a window of 1000 pixels


class Columns(QSplitter):
    """Three columns."""

    def __init__(self, theme: Theme, facets: QWidget, results: QWidget, preview: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        px = theme.px
        self._narrow = px(_NARROW)
        self._is_wanted = True
        self._reading = QWidget()
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        around = QVBoxLayout(self._reading)
        around.setContentsMargins(px(12), 0, px(16), px(12))
        around.addWidget(preview)
        for at, (widget, stretch) in enumerate(((facets, 0), (results, 3), (self._reading, 2))):
            self.addWidget(widget)
            self.setStretchFactor(at, stretch)
        self.setSizes([px(208), px(520), px(440)])
        facets.setMinimumWidth(px(176))
        facets.setMaximumWidth(px(300))
        results.setMinimumWidth(px(320))
        self._reading.setMinimumWidth(px(300))

    def toggle_preview(self) -> None:
        """Fold the reader away or bring it back."""
        self._is_wanted = not self._reading.isVisible()
        self._reading.setVisible(self._is_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the reader away when there is no room beside the list."""
        super().resizeEvent(event)
        self._reading.setVisible(self._is_wanted and self.width() >= self._narrow)
