"""The map of a folder: dots, names that do not overlap, pan and zoom, hover, lasso. The list tells the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
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
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from inkling.gui.pieces import plain_tip
from inkling.gui.strings import say
from inkling.gui.theme import Theme
from inkling.gui.topics.raster import View
from inkling.gui.topics.scene import Scene
from inkling.present.drawing import MapDrawing
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
        self._scene = Scene(theme)
        self._view = View()
        self._hover = -1
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

    def show_rows(self, rows: TopicsRows, *, keep_view: bool = False) -> None:
        """Show the points of a report; with `keep_view` where the person has moved the map to."""
        self._scene.show_rows(rows)
        self._forget_hover()
        if self._is_fitted or not keep_view:
            self.fit()
        self._draw_soon.start()

    def set_least(self, least: float) -> None:
        """Let members less sure than this fade."""
        self._scene.least = least
        self._draw_soon.start()

    def bring_out(self, topics: frozenset[int]) -> None:
        """Show some topics in their colours and the others in grey; none means all."""
        self._scene.bright = topics
        self._draw_soon.start()

    def fit(self) -> None:
        """Show everything."""
        self._is_fitted = True
        self._view = self._scene.field.fit(self.width(), self.height())
        self._draw_soon.start()

    def zoom(self, factor: float, at: tuple[float, float] | None = None) -> None:
        """Zoom around a place, the middle by default."""
        self._is_fitted = False
        place = at or (self.width() / 2, self.height() / 2)
        self._view = self._view.zoomed(factor, place, self.width(), self.height())
        self._draw_soon.start()

    def picture(self) -> Callable[[], QImage]:
        """Return what makes a picture of the map as it is, at two pixels a point; it may be called on any thread."""
        return self._scene.picture(self._view, self.size(), 2.0)

    def drawing(self) -> Callable[[], MapDrawing]:
        """Return what makes the map as it is on the screen, as dots and words; it may be called on any thread."""
        return self._scene.drawing(self._view, self.size())

    # ------------------------------------------------------------------------------------------------------- drawing

    def _draw(self) -> None:
        self._scene.lay(self._view, self.size(), self.devicePixelRatioF())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots, the outline of what the pointer is on, the names, the lasso."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._scene.paint_dots(painter, self.rect())
        self._paint_hover(painter)
        self._scene.paint_names(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(self._lasso) > 1:
            painter.setPen(QPen(self._theme.color("accent"), 1.5, Qt.PenStyle.DashLine))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in self._lasso]))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_hover(self, painter: QPainter) -> None:
        """Paint the outline of the topic under the pointer, and a ring around the file."""
        point = self._point()
        if point is None:
            return
        outline = self._scene.field.hull(frozenset({point.topic}))
        ground, line = self._theme.color("accent"), self._theme.color("accent")
        ground.setAlpha(20)
        line.setAlpha(110)
        painter.setBrush(ground)
        painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
        painter.drawPolygon(QPolygonF([self._place(x, y) for x, y in outline]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("text"), 1.5))
        painter.drawEllipse(self._place(point.x, point.y), 6.5, 6.5)

    def _place(self, x: float, y: float) -> QPointF:
        return QPointF(*self._view.to_screen(x, y, self.width(), self.height()))

    def _point(self) -> PointRow | None:
        """Return the file under the pointer; there may be fewer now than when the pointer came there."""
        points = self._scene.points
        return points[self._hover] if 0 <= self._hover < len(points) else None

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
        point = self._point()
        if len(self._lasso) > 2:
            caught = self._scene.field.inside(self._view, (self.width(), self.height()), self._lasso)
            self.caught.emit(tuple(self._scene.points[number] for number in caught))
        elif point is not None and not self._is_moved and event.button() == Qt.MouseButton.LeftButton:
            self.topic_chosen.emit(point.topic)
        self._lasso, self._drag = [], None
        self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the file under the pointer; on empty ground show everything."""
        point = self._point()
        if point is not None:
            self.opened.emit(point)
        else:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        """Mark nothing once the pointer is elsewhere."""
        super().leaveEvent(event)
        self._forget_hover()

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

    def _forget_hover(self) -> None:
        self._hover = -1
        self.update()

    def _point_at(self, at: QPointF) -> None:
        found = self._scene.field.nearest(self._view, (self.width(), self.height()), (at.x(), at.y()), 8.0)
        if found == self._hover:
            return
        self._hover = found
        point = self._point()
        if point is not None:
            told = f"{point.name}\n{self._scene.texts.get(point.topic, '')}"
            QToolTip.showText(self.mapToGlobal(at.toPoint()), plain_tip(told), self)
        else:
            QToolTip.hideText()
        self.update()
