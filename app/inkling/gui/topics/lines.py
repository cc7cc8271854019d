"""A list of files or folders as tall as it is long, inside something that scrolls: light where there are thousands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inkling.gui import icons
from inkling.gui.pieces import TextLine, draw_share, plain_tip
from inkling.gui.strings import together
from inkling.gui.theme import BODY, CAPTION, Theme

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_TALL, _LOW = 44, 24  # the height of a line with two rows of text, and with one


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line: a name, a quiet text below it and one at the right; a bar where there is a share."""

    name: str
    below: str = ""
    right: str = ""
    kind: str = ""
    path: bytes = b""
    share: float = -1.0
    tip: str = ""


class LineModel(QAbstractListModel):
    """Rows, each made into a line when somebody looks at it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[object] = ()
        self._line_of: Callable[[Any], Line] = lambda _row: Line("")

    def show(self, rows: Sequence[Any], line_of: Callable[[Any], Line]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._line_of = rows, line_of
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # a QVariant
        """Return a line, its name, or what a screen reader says of it."""
        wanted = (LINE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role not in wanted or not 0 <= index.row() < len(self._rows):
            return None
        line = self._line_of(self._rows[index.row()])
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return together(line.name, line.below, line.right)
        return plain_tip(line.tip or line.name) if role == Qt.ItemDataRole.ToolTipRole else line.name


class LineDelegate(QStyledItemDelegate):
    """Paints lines."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_tall = True
        self._name = TextLine(theme.font(BODY), mode=Qt.TextElideMode.ElideMiddle)
        self._quiet = TextLine(theme.font(CAPTION), "secondary", mode=Qt.TextElideMode.ElideMiddle)
        self._right = TextLine(theme.font(CAPTION), "secondary", Qt.AlignmentFlag.AlignRight)

    @property
    def height(self) -> int:
        """The height of a line."""
        return self._theme.px(_TALL if self.is_tall else _LOW)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the same height for every line."""
        return QSize(option.rect.width(), self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the picture of the kind, the name, what stands below it and at the right."""
        line, rect, state = index.data(LINE), option.rect, option.state
        if not isinstance(line, Line):
            return
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_MouseOver and line.path:
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(rect, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.color("accent"))
            painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = rect.adjusted(px(2), 0, -px(4), 0)
        if line.kind:
            self._picture(painter, inner, line.kind)
            inner.setLeft(inner.left() + px(24))
        if self.is_tall:
            self._two_rows(painter, inner, line)
        else:
            self._one_row(painter, inner, line)
        painter.restore()

    def _picture(self, painter: QPainter, area: QRect, kind: str) -> None:
        px = self._theme.px
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        shown = icons.pixmap(icons.kind_name(kind), self._theme.color("secondary"), px(16), ratio)
        painter.drawPixmap(area.left(), area.top() + px(5), shown)

    def _two_rows(self, painter: QPainter, area: QRect, line: Line) -> None:
        px = self._theme.px
        self._name.draw(painter, self._theme, QRect(area.left(), area.top() + px(4), area.width(), px(18)), line.name)
        below = QRect(area.left(), area.top() + px(23), area.width(), px(16))
        if line.right:
            wide = QFontMetrics(self._right.font).horizontalAdvance(line.right) + 1
            place = QRect(below.right() - wide, below.top(), wide, below.height())
            self._right.draw(painter, self._theme, place, line.right)
            below.setRight(below.right() - wide - px(8))
        self._quiet.draw(painter, self._theme, below, line.below)

    def _one_row(self, painter: QPainter, area: QRect, line: Line) -> None:
        """Paint a name with its share as a bar and its number at the right."""
        px, theme = self._theme.px, self._theme
        wide = max(px(24), QFontMetrics(self._right.font).horizontalAdvance(line.right) + 1)
        number = QRect(area.right() - wide, area.top(), wide, area.height())
        self._right.draw(painter, theme, number, line.right)
        bar = QRectF(number.left() - px(8) - px(60), area.center().y() - px(2), px(60), px(5))
        self._name.draw(
            painter,
            theme,
            QRect(area.topLeft(), QSize(int(bar.left()) - px(8) - area.left(), area.height())),
            line.name,
        )
        draw_share(painter, theme, bar, line.share, theme.color("accent"))


class Lines(QListView):
    """Shows every row and never scrolls by itself; a click or Return opens a file."""

    opened = Signal(bytes)
    stood_on = Signal(QRect)  # where the keyboard is now, so that it can be brought into view

    def __init__(self, theme: Theme, *, is_tall: bool = True) -> None:
        super().__init__()
        self.rows = LineModel(self)
        self._lines = LineDelegate(theme, self)
        self._lines.is_tall = is_tall
        self.setObjectName("cards")
        self.setModel(self.rows)
        self.setItemDelegate(self._lines)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    def show_rows(self, rows: Sequence[Any], line_of: Callable[[Any], Line]) -> None:
        """Show other rows and be as tall as they are."""
        self.rows.show(rows, line_of)
        self.setFixedHeight(self._lines.height * len(rows))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the keyboard stand on a line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(0))
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.stood_on.emit(self.visualRect(self.currentIndex()))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell where the keyboard is."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.stood_on.emit(self.visualRect(current))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what it stands in."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a file with Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        line = index.data(LINE) if index.isValid() else None
        if isinstance(line, Line) and line.path:
            self.opened.emit(line.path)
