"""Two texts side by side with what changed, a map of the changes at the edge, and a way from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inkling.gui.find.reader import Reader, units
from inkling.gui.pieces import Elided, icon_button, label, line, row
from inkling.gui.strings import say
from inkling.gui.theme import BODY, Theme
from inkling.present.rows import DiffRow, ReadRow
from inkling.records import DocumentId


class _MiniMap(QWidget):
    chosen = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[tuple[float, float, str], ...] = ()
        self.setFixedWidth(theme.px(14))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(say("Where the changes are"))

    def show_parts(self, parts: tuple[tuple[float, float, str], ...]) -> None:
        self._parts = parts
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(event.position().y() / max(1, self.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(self.rect().adjusted(-20, -20, 0, 0), 9, 9)  # only the corner of the card is seen
        names = {"insertion": "strong", "deletion": "error", "moved": "accent"}
        for start, end, kind in self._parts:
            painter.setBrush(theme.color(names[kind]))
            top = start * self.height()
            painter.drawRect(QRectF(2, top, self.width() - 4, max(2.0, (end - start) * self.height())))
        painter.end()


class DiffView(QFrame):
    """Left the reference, right the copy."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: DiffRow | None = None
        self._at = -1
        self._scrolling = False
        self.setObjectName("card")
        self.left, self.right = Reader(theme), Reader(theme)
        self._names = (Elided("", "caption"), Elided("", "caption"))
        self._count = label("", "caption")
        self._map = _MiniMap(theme)
        self._map.chosen.connect(self._jump_to_share)
        for reader, name in ((self.left, say("Reference")), (self.right, say("Copy"))):
            reader.setFont(theme.font(BODY))
            reader.setAccessibleName(name)
        self.left.verticalScrollBar().valueChanged.connect(lambda _v: self._follow(self.left, self.right))
        self.right.verticalScrollBar().valueChanged.connect(lambda _v: self._follow(self.right, self.left))
        self._lay_out()
        self.clear_texts()

    def show_diff(self, found: DiffRow) -> None:
        """Show two texts at their first change."""
        self._row, self._at = found, -1
        self._names[0].say(found.left_name)
        self._names[1].say(found.right_name)
        for reader, text, marks in (
            (self.left, found.left, found.left_marks),
            (self.right, found.right, found.right_marks),
        ):
            reader.read(ReadRow(DocumentId(0), b"", "", "", text, 0, marks, ()))
        size = max(1, len(found.left))
        deleted = [(m.start / size, m.end / size, m.kind) for m in found.left_marks]
        pairs = _inserted_places(found, size)
        self._map.show_parts(tuple(deleted + pairs))
        self._tools.setEnabled(bool(found.changes))
        self._tell()
        if found.changes:
            self.step(1)

    def clear_texts(self) -> None:
        """Show nothing yet."""
        self._row, self._at = None, -1
        self.left.clear_text()
        self.right.clear_text()
        self._names[0].say(say("Choose a copy to compare it."))
        self._names[1].say("")
        self._map.show_parts(())
        self._tools.setEnabled(False)
        self._count.setText("")

    def step(self, by: int) -> None:
        """Go to the next or a former change."""
        if self._row is None or not self._row.changes:
            return
        self._at = (self._at + by) % len(self._row.changes) if self._at >= 0 or by > 0 else len(self._row.changes) - 1
        left, right = self._row.changes[self._at]
        self._scrolling = True
        for reader, text, marks, place in (
            (self.left, self._row.left, self._row.left_marks, left),
            (self.right, self._row.right, self._row.right_marks, right),
        ):
            _go_to(reader, text, place)
            reader.point_out(next((mark for mark in marks if mark.start == place), None))
        self._scrolling = False
        self._tell()

    def _tell(self) -> None:
        changes = self._row.changes if self._row else ()
        if changes:
            self._count.setText(say("change {at} of {of}", at=max(1, self._at + 1), of=len(changes)))
        else:
            self._count.setText(say("the texts are the same") if self._row else "")

    def _jump_to_share(self, share: float) -> None:
        if self._row is not None and self._row.changes:
            wanted = share * len(self._row.left)
            nearest = min(range(len(self._row.changes)), key=lambda at: abs(self._row.changes[at][0] - wanted))  # type: ignore[union-attr]
            self._at = nearest - 1
            self.step(1)

    def _follow(self, moved: Reader, other: Reader) -> None:
        """Scroll the other side along, by share, unless a jump places both."""
        if self._scrolling:
            return
        self._scrolling = True
        bar, target = moved.verticalScrollBar(), other.verticalScrollBar()
        if bar.maximum():
            target.setValue(round(bar.value() / bar.maximum() * target.maximum()))
        self._scrolling = False

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        self._tools = QWidget()
        former = icon_button(theme, "up", say("Previous change"), lambda: self.step(-1), "F7")
        following = icon_button(theme, "down", say("Next change"), lambda: self.step(1), "F8")
        self._tools.setLayout(row(self._count, former, following, spacing=px(4)))
        head = QHBoxLayout()
        head.setContentsMargins(px(12), px(6), px(8), px(6))
        head.setSpacing(px(12))
        head.addWidget(Elided(say("What changed"), "section"), 1)
        head.addWidget(self._tools)
        self.left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # it follows the right one
        texts = QHBoxLayout()
        texts.setSpacing(0)
        texts.addLayout(self._side(0, self.left), 1)
        texts.addWidget(line(vertical=True))
        texts.addLayout(self._side(1, self.right), 1)
        texts.addWidget(self._map)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(line())
        layout.addLayout(texts, 1)

    def _side(self, number: int, reader: Reader) -> QVBoxLayout:
        """Put a text below its name."""
        px = self._theme.px
        made = QVBoxLayout()
        made.setSpacing(0)
        self._names[number].setContentsMargins(px(12), px(8), px(12), 0)
        made.addWidget(self._names[number])
        made.addWidget(reader, 1)
        return made


def _inserted_places(found: DiffRow, size: int) -> list[tuple[float, float, str]]:
    """Place what stands only at the right where it would stand at the left."""
    where = {right: left for left, right in found.changes}
    return [
        (where[mark.start] / size, where[mark.start] / size, mark.kind)
        for mark in found.right_marks
        if mark.start in where
    ]


def _go_to(reader: Reader, text: str, place: int) -> None:
    places = units(text)
    cursor = reader.textCursor()
    at = place if places is None else places[min(place, len(places) - 1)]
    cursor.setPosition(min(at, reader.document().characterCount() - 1))
    reader.setTextCursor(cursor)
    reader.centerCursor()
