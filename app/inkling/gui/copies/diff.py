"""Two texts side by side with what changed, a map of the changes at the edge, and a way from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyle, QVBoxLayout, QWidget

from inkling.gui.copies.columns import CELL_PADDING, Columns
from inkling.gui.pieces import Elided, icon_button, label, line, row
from inkling.gui.strings import say
from inkling.gui.theme import Theme
from inkling.present.copyrows import DiffRow

_MIDDLE = Qt.TextElideMode.ElideMiddle
_Places = tuple[tuple[float, float, str], ...]


class MiniMap(QWidget):
    """Where on the text something changed: what went at the left half, what came at the right one."""

    chosen = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: _Places = ()
        self.setFixedWidth(theme.px(14))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(say("Where the changes are"))

    def show_parts(self, parts: _Places) -> None:
        """Show other changes."""
        self._parts = parts
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which share of the text was pressed."""
        self.chosen.emit(event.position().y() / max(1, self.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the changes."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(self.rect().adjusted(-20, -20, 0, 0), 9, 9)  # only the corner of the card is seen
        half = (self.width() - 4) / 2
        bands = {
            "deletion": ("error", 2.0, half),
            "insertion": ("strong", 2.0 + half, half),
            "moved": ("accent", 2.0, 2 * half),
        }
        for start, end, kind in self._parts:
            name, left, wide = bands[kind]
            painter.setBrush(theme.color(name))
            top = start * self.height()
            painter.drawRect(QRectF(left, top, wide, max(2.0, (end - start) * self.height())))
        painter.end()


class DiffView(QFrame):
    """Left the reference, right the copy."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: DiffRow | None = None
        self._at = -1
        self.setObjectName("card")
        self.texts = Columns(theme)
        self._names = (Elided("", "caption", _MIDDLE), Elided("", "caption", _MIDDLE))
        self._title = Elided("", "section")
        self._count = label("", "caption")
        self._map = MiniMap(theme)
        self._map.chosen.connect(self._jump_to_share)
        self._lay_out()
        self.clear_texts()

    def show_diff(self, found: DiffRow) -> None:
        """Show two texts at their first change."""
        self._row, self._at = found, -1
        self._names[0].say(found.left_name)
        self._names[1].say(found.right_name)
        self._title.say(
            say("Only the beginning of these long texts was compared.") if found.is_cut else say("What changed")
        )
        self.texts.show_row(found)
        self._map.show_parts(found.places)
        self._tools.setEnabled(bool(found.changes))
        self._tell()
        if found.changes:
            self.step(1)

    def clear_texts(self) -> None:
        """Show nothing yet."""
        self.fail(say("Choose a copy to compare it."))

    def fail(self, why: str) -> None:
        """Say why there is nothing to see."""
        self._row, self._at = None, -1
        self._title.say(say("What changed"))
        self.texts.show_row(DiffRow(()))
        self._names[0].say(why or say("That did not work"))
        self._names[1].say("")
        self._map.show_parts(())
        self._tools.setEnabled(False)
        self._count.setText("")

    def step(self, by: int) -> None:
        """Go to the next or a former change."""
        if self._row is None or not self._row.changes:
            return
        self._at = (self._at + by) % len(self._row.changes) if self._at >= 0 or by > 0 else len(self._row.changes) - 1
        self.texts.go_to(self._row.changes[self._at])
        self._tell()

    def _tell(self) -> None:
        changes = self._row.changes if self._row else ()
        if changes:
            self._count.setText(say("change {at} of {of}", at=max(1, self._at + 1), of=len(changes)))
        else:
            self._count.setText(say("the texts are the same") if self._row else "")

    def _jump_to_share(self, share: float) -> None:
        if self._row is not None and self._row.changes:
            starts = [change.share for change in self._row.changes]
            self._at = min(range(len(starts)), key=lambda at: abs(starts[at] - share)) - 1
            self.step(1)

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        self._tools = QWidget()
        former = icon_button(theme, "up", say("Previous change"), lambda: self.step(-1), "F7")
        following = icon_button(theme, "down", say("Next change"), lambda: self.step(1), "F8")
        self._tools.setLayout(row(self._count, former, following, spacing=px(4)))
        head = QHBoxLayout()
        head.setContentsMargins(px(12), px(6), px(8), px(6))
        head.setSpacing(px(12))
        head.addWidget(self._title, 1)
        head.addWidget(self._tools)
        names = QHBoxLayout()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.texts.verticalScrollBar())
        names.setContentsMargins(0, px(6), bar + px(14), px(4))
        names.setSpacing(0)
        for name in self._names:
            side = row(name, spacing=0)
            side.setContentsMargins(px(CELL_PADDING), 0, px(CELL_PADDING), 0)
            names.addLayout(side, 1)
        texts = QHBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.texts, 1)
        texts.addWidget(self._map)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(line())
        layout.addLayout(names)
        layout.addLayout(texts, 1)
