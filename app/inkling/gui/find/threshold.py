"""From which strength on are results shown? A line over the histogram of the strengths, with the counts live."""

from __future__ import annotations

from math import log1p

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from inkling.gui.pieces import label
from inkling.gui.strings import say, together
from inkling.gui.theme import Theme
from inkling.gui.words import band_name
from inkling.present.rows import FoundRows, HitRow
from inkling.present.text import BINS, histogram

STOPS = ("all", "weak", "likely", "strong")
_RANKS = {"none": 0, "weak": 1, "likely": 2, "strong": 3}
_USUAL_EDGES = (0.0, 0.25, 0.5, 0.8)  # where the bands begin when the results do not tell


def is_shown(hit: HitRow, threshold: str) -> bool:
    """Whether a result stands above the line; one that holds the exact words always does."""
    return hit.exact or _RANKS.get(hit.band, 0) >= STOPS.index(threshold)


class Threshold(QWidget):
    """The histogram and its line. The line rests where a strength begins: dragging and arrow keys move it.

    `told` says how many are shown and how many are hidden.
    """

    moved = Signal(str)

    def __init__(self, theme: Theme, at: str) -> None:
        super().__init__()
        self.view = _Histogram(theme, at)
        self.view.moved.connect(self._move)
        self._told = label("", "caption", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        layout.addWidget(label(say("Strength"), "section"))
        layout.addWidget(self.view)
        layout.addWidget(self._told)
        self._found = FoundRows("", "")
        self.told = ""
        self._tell()

    @property
    def at(self) -> str:
        """The weakest strength that is shown."""
        return self.view.at

    def show_found(self, found: FoundRows) -> None:
        """Show the strengths of what was found, hidden results too."""
        self._found = found
        self.view.show_hits(found.hits)
        self._tell()

    def set_at(self, at: str) -> None:
        """Move the line."""
        self.view.move_to(at)

    def take_focus(self) -> None:
        """Let the arrow keys move the line."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _move(self, at: str) -> None:
        self._tell()
        self.moved.emit(at)

    def _tell(self) -> None:
        found = self._found
        shown = sum(is_shown(hit, self.at) for hit in found.hits)
        has_more = found.has_more(self.at, shown)
        told = say("The best %n shown, there are more", n=shown) if has_more else say("%n shown", n=shown)
        if self.at != "all":
            hidden = found.above.get("all", len(found.hits)) - found.above.get(self.at, shown)
            told += "\n" + say("%n hidden below {band}", n=hidden, band=band_name(self.at))
        self._told.setText(told if found.hits else band_name(self.at))
        self.told = together(*told.splitlines())
        self.view.setAccessibleDescription(told)


class _Histogram(QWidget):
    moved = Signal(str)

    def __init__(self, theme: Theme, at: str) -> None:
        super().__init__()
        self._theme, self.at = theme, at if at in STOPS else "likely"
        self._bins: tuple[int, ...] = (0,) * BINS
        self._edges = _USUAL_EDGES
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say("Show results from"))
        self.setToolTip(say("Drag the line, or use the arrow keys. A result with your exact words is never hidden."))

    def sizeHint(self) -> QSize:
        """Ask for a small strip."""
        return QSize(self._theme.px(180), self._theme.px(64))

    def show_hits(self, hits: tuple[HitRow, ...]) -> None:
        self._bins = histogram(tuple(hit.strength for hit in hits))
        edges = list(_USUAL_EDGES)
        for rank in (1, 2, 3):
            above = [hit.strength for hit in hits if _RANKS.get(hit.band, 0) >= rank]
            below = [hit.strength for hit in hits if _RANKS.get(hit.band, 0) < rank]
            if above and below and max(below) <= min(above):
                edges[rank] = (max(below) + min(above)) / 2
        self._edges = (edges[0], edges[1], max(edges[1], edges[2]), max(edges[2], edges[3]))
        self.update()

    def move_to(self, at: str) -> None:
        if at != self.at and at in STOPS:
            self.at = at
            self.update()
            self.moved.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}.get(
            Qt.Key(event.key()), 0
        )
        if step:
            self.move_to(STOPS[min(3, max(0, STOPS.index(self.at) + step))])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(event.position().x())

    def _drag_to(self, x: float) -> None:
        share = x / max(1, self.width())
        self.move_to(min(STOPS, key=lambda stop: abs(self._edges[STOPS.index(stop)] - share)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, width = self.height() - theme.px(6), self.width() / BINS
        most = log1p(max(1, *self._bins))  # the many that do not match would flatten all the others
        edge = self._edges[STOPS.index(self.at)]
        painter.setPen(Qt.PenStyle.NoPen)
        for number, count in enumerate(self._bins):
            middle = (number + 0.5) / BINS
            band = next(name for name, start in zip(STOPS[::-1], self._edges[::-1], strict=True) if middle >= start)
            tall = height * log1p(count) / most if count else 0
            painter.setBrush(theme.color("edge" if middle < edge or band == "all" else band))
            if tall:
                bar = QRectF(number * width + 1, theme.px(4) + height - max(tall, 2), width - 2, max(tall, 2))
                painter.drawRoundedRect(bar, 1.5, 1.5)
        painter.setPen(QPen(theme.color("edge"), 1))
        base = self.height() - 1.5
        painter.drawLine(0, int(base), self.width(), int(base))
        knob = theme.px(10)
        x = min(self.width() - knob / 2, max(knob / 2, edge * self.width()))
        painter.setPen(QPen(theme.color("accent"), 3 if self.hasFocus() else 2))
        painter.drawLine(QPointF(x, theme.px(4)), QPointF(x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(QRectF(x - knob / 2, 0, knob, knob))
        painter.end()
