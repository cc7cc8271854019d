"""The real page of a document as a picture, made in the jail, with its hits marked on it as they are in the text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from inkling.gui.strings import say
from inkling.gui.theme import LIGHT, Theme
from inkling.present.rows import PageRow

_TALLEST = 12_000  # pixels: a picture that is taller is made smaller, as 30,000 of them would take 200 MB


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page and its picture, decoded."""

    row: PageRow
    image: QImage


def drawn(row: PageRow) -> Drawn:
    """Decode a page. It takes up to half a second and belongs on a thread of the bridge.

    Only a PNG is decoded, whatever else Qt could read: the jail makes nothing else.
    """
    image = QImage.fromData(row.png) if row.png.startswith(b"\x89PNG\r\n\x1a\n") else QImage()
    if image.height() > _TALLEST:
        image = image.scaledToHeight(_TALLEST, Qt.TransformationMode.SmoothTransformation)
    return Drawn(row, image)


class _Sheet(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self._row: PageRow | None = None
        self._here = range(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_page(self, page: Drawn | None) -> None:
        self._here = range(0)
        self._image, self._row = (page.image, page.row) if page else (QImage(), None)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        tall = round(width * self._image.height() / self._image.width()) if not self._image.isNull() else 0
        self.setFixedHeight(max(1, tall))
        self.update()

    def mark(self, here: range) -> float:
        """Set off the boxes of the hit that the person is at; return where on the sheet they begin."""
        self._here = here
        self.update()
        return self._row.boxes[here.start][1] * self.height() if here and self._row else 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            painter.drawImage(self.rect(), self._image)
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        self._paint_marks(painter)
        painter.setPen(QPen(QColor(LIGHT.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in _by_line([self._placed(at) for at in self._here]):
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3, 3)
        painter.end()

    def _paint_marks(self, painter: QPainter) -> None:
        """Paint a ground under what carries the meaning and a line under what matches, as in the text.

        The page is white in both appearances, so the colours are always the light ones; grounds are multiplied onto it.
        """
        kinds = self._row.kinds if self._row else ()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for at, kind in enumerate(kinds):
            if kind != "words":
                painter.fillRect(self._placed(at).adjusted(-1, 0, 1, 0), QColor(LIGHT.meaning))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for at, kind in enumerate(kinds):
            if kind == "words":
                box = self._placed(at)
                painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 2), QColor(LIGHT.words))

    def _placed(self, at: int) -> QRectF:
        left, top, right, bottom = self._row.boxes[at] if self._row else (0.0, 0.0, 0.0, 0.0)
        wide, tall = self.width(), self.height()
        return QRectF(left * wide, top * tall, (right - left) * wide, (bottom - top) * tall)


def _by_line(boxes: list[QRectF]) -> list[QRectF]:
    """Join the boxes that stand on one line."""
    lines: list[QRectF] = []
    for box in sorted(boxes, key=lambda box: (box.center().y(), box.left())):
        if lines and lines[-1].top() <= box.center().y() <= lines[-1].bottom():
            lines[-1] = lines[-1].united(box)
        else:
            lines.append(box)
    return lines


class PageView(QScrollArea):
    """A page, as wide as the pane, scrolled to a hit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sheet = _Sheet(theme)
        self._row: PageRow | None = None
        self.at = 0  # which hit of this page the person is at
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

    def wide_in(self, pane: int) -> int:
        """Return how wide a page will be shown in a pane of that width, before it is shown there."""
        return max(50, pane - 2 * self.verticalScrollBar().sizeHint().width())

    @property
    def hits(self) -> int:
        """How many hits are marked on this page."""
        return len(self._row.hits) if self._row else 0

    def show_page(self, page: Drawn | None, *, keep: bool = False) -> None:
        """Show a page from its top, or where the one before was scrolled; None shows nothing."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if keep and bar.maximum() else 0.0
        at = self.at if keep else 0
        self._row = page.row if page else None
        self._sheet.resize(self.wide, self._sheet.height())
        self._sheet.show_page(page)
        self.at = at
        self._sheet.mark(self._boxes_of(at))
        bar.setValue(round(share * bar.maximum()))

    def go(self, at: int) -> None:
        """Go to a hit of this page."""
        self.at = max(0, min(at, self.hits - 1))
        here = self._boxes_of(self.at)
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

    def _boxes_of(self, at: int) -> range:
        if self._row is None or not self._row.hits:
            return range(0)
        starts = (*self._row.hits, len(self._row.boxes))
        return range(starts[at], starts[at + 1])
