"""The real page of a document as a picture, made in the jail, with the hit marked on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from inkling.gui.strings import say
from inkling.gui.theme import Theme
from inkling.present.rows import PageRow


class _Sheet(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self._boxes: tuple[tuple[float, float, float, float], ...] = ()
        self._here = range(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_page(self, row: PageRow | None) -> None:
        self._here = range(0)
        if row is None:
            self._image, self._boxes = QImage(), ()
        else:
            # Only a PNG is decoded here, whatever else Qt could read: the jail makes nothing else.
            is_png = row.png.startswith(b"\x89PNG\r\n\x1a\n")
            self._image, self._boxes = QImage.fromData(row.png) if is_png else QImage(), row.boxes
        self.fit(self.width())

    def fit(self, width: int) -> None:
        tall = round(width * self._image.height() / self._image.width()) if not self._image.isNull() else 0
        self.setFixedHeight(max(1, tall))
        self.update()

    def mark(self, here: range) -> float:
        """Set off the boxes of the hit that the person is at; return where on the sheet they begin."""
        self._here = here
        self.update()
        return self._boxes[here.start][1] * self.height() if here else 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            painter.drawImage(self.rect(), self._image)
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        # The page is white in both appearances, so the mark is always the light one, multiplied onto it.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for left, top, right, bottom in self._boxes:
            box = QRectF(
                left * self.width(), top * self.height(), (right - left) * self.width(), (bottom - top) * self.height()
            )
            painter.fillRect(box.adjusted(-1, -1, 1, 1), QColor("#FCE9B8"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(QColor("#2F5D8C"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for at in self._here:
            left, top, right, bottom = self._boxes[at]
            x, y = left * self.width(), top * self.height()
            box = QRectF(x, y, (right - left) * self.width(), (bottom - top) * self.height())
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 3, 3)
        painter.end()


class PageView(QScrollArea):
    """One page, as wide as the pane."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sheet = _Sheet(theme)
        self._row: PageRow | None = None
        self.at = 0
        self.setObjectName("plain")
        self.setWidget(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)  # the scroll bar is as wide as the room at the left
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(say("Picture of the page"))

    @property
    def wide(self) -> int:
        """How wide a page is shown: a picture of another width would be blurred."""
        return max(50, self.viewport().width() - self.verticalScrollBar().sizeHint().width())

    @property
    def hits(self) -> int:
        """How many hits are marked on this page."""
        return len(self._row.hits) if self._row else 0

    def show_page(self, row: PageRow | None, *, last: bool = False) -> None:
        """Show a page at its first or its last hit; None shows nothing."""
        self._row = row
        self._sheet.resize(self.wide, self._sheet.height())
        self._sheet.show_page(row)
        self.verticalScrollBar().setValue(0)
        self.go(self.hits - 1 if last else 0)

    def go(self, at: int) -> None:
        """Go to a hit of this page."""
        self.at = max(0, min(at, self.hits - 1))
        here = range(0)
        if self._row is not None and self._row.hits:
            starts = (*self._row.hits, len(self._row.boxes))
            here = range(starts[self.at], starts[self.at + 1])
        top = self._sheet.mark(here)
        if here:
            self.ensureVisible(0, round(top), 0, self.viewport().height() // 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as the pane."""
        super().resizeEvent(event)
        self._sheet.resize(self.wide, self._sheet.height())
        self._sheet.fit(self.wide)

    def sizeHint(self) -> QSize:
        """Ask for little; the pane gives the width."""
        return QSize(300, 400)
