"""The map of a folder: soft dots, labels that do not overlap, pan and zoom, hover, lasso. The list tells the same."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from inkling.gui.strings import say
from inkling.gui.theme import Theme
from inkling.gui.topics.labels import Labels, Name, names_of
from inkling.gui.topics.raster import Field, View
from inkling.present.rows import PointRow, TopicsRows

_ZOOM_STEP = 1.2
_SLACK = 4  # pixels that a hand moves while it only clicks


class MapView(QWidget):
    """Shows the points of a report. Emits the topic that is meant and the files that the lasso caught."""

    topic_chosen = Signal(int)
    caught = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: tuple[PointRow, ...] = ()
        self._labels: tuple[Name, ...] = ()
        self._texts: dict[int, str] = {}
        self._names = Labels(theme)
        self._field = Field((), ())
        self._view = View()
        self._image = QImage()
        self._bright: frozenset[int] = frozenset()
        self._hover = -1
        self._least = 0.0
        self._is_fitted = True
        self._drag: QPointF | None = None
        self._lasso: list[tuple[float, float]] = []
        self._lasso_mode = False
        self._is_moved = False
        self._draw_soon = QTimer(self, singleShot=True, interval=0)
        self._draw_soon.timeout.connect(self._draw)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(say("Map of the topics"))
        self.setAccessibleDescription(say("The list of topics beside it tells the same in words."))

    @property
    def lasso_mode(self) -> bool:
        """Whether the pointer draws around files instead of moving the map."""
        return self._lasso_mode

    @lasso_mode.setter
    def lasso_mode(self, on: bool) -> None:
        self._lasso_mode = on
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        """Ask for a good deal of room."""
        return QSize(self._theme.px(520), self._theme.px(460))

    def minimumSizeHint(self) -> QSize:
        """Need room for a few dots."""
        return QSize(self._theme.px(160), self._theme.px(120))

    def show_rows(self, rows: TopicsRows) -> None:
        """Show the points of a report."""
        colours = []
        for number in range(len(self._theme.topics)):
            colour = self._theme.topic_color(number)
            colours.append((colour.red(), colour.green(), colour.blue()))
        self._points = rows.points
        self._texts = {topic.id: topic.name for topic in rows.topics}
        self._labels = names_of(rows.labels, self._texts, {topic.id: topic.colour for topic in rows.topics})
        self._field = Field(rows.points, colours)
        self.fit()

    def set_least(self, least: float) -> None:
        """Let members less sure than this fade."""
        self._least = least
        self._draw_soon.start()

    def bring_out(self, topics: frozenset[int]) -> None:
        """Show some topics in full colour and the others faintly; none means all."""
        self._bright = topics
        self._draw_soon.start()

    def fit(self) -> None:
        """Show everything."""
        self._is_fitted = True
        self._view = self._field.fit(self.width(), self.height())
        self._draw_soon.start()

    def zoom(self, factor: float, at: tuple[float, float] | None = None) -> None:
        """Zoom around a place, the middle by default."""
        self._is_fitted = False
        place = at or (self.width() / 2, self.height() / 2)
        self._view = self._view.zoomed(factor, place, self.width(), self.height())
        self._draw_soon.start()

    def save(self, path: str) -> bool:
        """Write the map as it is on the screen to a PNG or SVG file; false when that did not work."""
        if path.lower().endswith(".svg"):
            target = QSvgGenerator()
            target.setFileName(path)
            target.setSize(self.size())
            target.setViewBox(self.rect())
            painter = QPainter()
            if not painter.begin(target):
                return False
            self.render(painter, QPoint())
            return painter.end()
        image = QImage(self.size() * 2, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(2)
        image.fill(self._theme.color("surface"))
        painter = QPainter(image)
        self.render(painter, QPoint())
        painter.end()
        return image.save(path)

    # ------------------------------------------------------------------------------------------------------- drawing

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        size = (round(self.width() * ratio), round(self.height() * ratio))
        view = View(self._view.x, self._view.y, self._view.scale * ratio)
        crowd = len(self._points)
        radius = 4.5 if crowd < 1500 else 3.2 if crowd < 6000 else 2.2
        grey = self._theme.color("disabled")
        raw = self._field.render(
            view,
            size,
            radius=radius * ratio * (1.0 if self._is_fitted else 1.15),
            topics=self._bright,
            least=self._least,
            grey=(grey.red(), grey.green(), grey.blue()),
        )
        form = QImage.Format.Format_RGBA8888_Premultiplied
        self._image = QImage(raw, size[0], size[1], 4 * size[0], form).copy() if raw else QImage()
        self._image.setDevicePixelRatio(ratio)
        self._names.place(self._labels, self._field, self._view, self.size(), bright=self._bright, ratio=ratio)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the dots, the outline of what is meant, the labels, the lasso."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        self._paint_outline(painter)
        if not self._image.isNull():
            painter.drawImage(0, 0, self._image)
        self._paint_labels(painter)
        if self._hover >= 0:
            point = self._points[self._hover]
            at = QPointF(*self._view.to_screen(point.x, point.y, self.width(), self.height()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("text"), 1.5))
            painter.drawEllipse(at, 6.5, 6.5)
        if len(self._lasso) > 1:
            painter.setPen(QPen(self._theme.color("accent"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in self._lasso]))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_outline(self, painter: QPainter) -> None:
        meant = self._bright or (frozenset({self._points[self._hover].topic}) if self._hover >= 0 else frozenset())
        outline = self._field.hull(meant) if meant else []
        if not outline:
            return
        places = [self._view.to_screen(x, y, self.width(), self.height()) for x, y in outline]
        shape = QPolygonF([QPointF(x, y) for x, y in places])
        ground = self._theme.color("accent")
        ground.setAlpha(20)
        painter.setBrush(ground)
        line = self._theme.color("accent")
        line.setAlpha(110)
        painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
        painter.drawPolygon(shape)

    def _paint_labels(self, painter: QPainter) -> None:
        for corner, made in self._names.placed:
            painter.drawPixmap(corner, made)

    # ---------------------------------------------------------------------------------------------------------- hand

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything in view while the person has not zoomed."""
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()
        else:
            self._draw_soon.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer."""
        steps = event.angleDelta().y() / 120
        self.zoom(_ZOOM_STEP**steps, (event.position().x(), event.position().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the map or to draw the lasso."""
        self._drag, self._is_moved = event.position(), False
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._lasso = [(event.position().x(), event.position().y())] if self.lasso_mode or shifted else []

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, draw, or say what is under the pointer."""
        at = event.position()
        if self._lasso:
            self._lasso.append((at.x(), at.y()))
            self.update()
        elif self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if not self._is_moved and (at - self._drag).manhattanLength() < _SLACK:
                return
            self._is_fitted, self._is_moved = False, True
            self._view = self._view.moved(at.x() - self._drag.x(), at.y() - self._drag.y())
            self._drag = at
            self._draw_soon.start()
        else:
            self._point_at(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the lasso, or choose the topic under the pointer."""
        if len(self._lasso) > 2:
            caught = self._field.inside(self._view, (self.width(), self.height()), self._lasso)
            self.caught.emit(tuple(self._points[number] for number in caught))
        elif self._hover >= 0 and not self._is_moved and event.button() == Qt.MouseButton.LeftButton:
            self.topic_chosen.emit(self._points[self._hover].topic)
        self._lasso, self._drag = [], None
        self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the file under the pointer; on empty ground show everything."""
        if self._hover >= 0:
            self.opened.emit(self._points[self._hover])
        else:
            self.fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the right button to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with + and -, move with the arrows, show everything with 0."""
        key, step = event.key(), 40.0
        moves = {
            Qt.Key.Key_Left: (step, 0.0),
            Qt.Key.Key_Right: (-step, 0.0),
            Qt.Key.Key_Up: (0.0, step),
            Qt.Key.Key_Down: (0.0, -step),
        }
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM_STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif (move := moves.get(Qt.Key(key))) is not None:
            self._is_fitted = False
            self._view = self._view.moved(*move)
            self._draw_soon.start()
        else:
            super().keyPressEvent(event)

    def _point_at(self, at: QPointF) -> None:
        found = self._field.nearest(self._view, (self.width(), self.height()), (at.x(), at.y()), 8.0)
        if found == self._hover:
            return
        self._hover = found
        if found >= 0:
            point = self._points[found]
            told = f"{point.name}\n{self._texts.get(point.topic, '')}"
            QToolTip.showText(self.mapToGlobal(at.toPoint()), told, self)
        else:
            QToolTip.hideText()
        self.update()
