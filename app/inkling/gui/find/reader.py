"""The text of a document beside the list. Plain text only: nothing in it can load, link or run anything."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from inkling.gui.find.spacing import spaced_document
from inkling.gui.strings import say
from inkling.gui.theme import PASSAGE, Theme
from inkling.present.rows import Mark, ReadRow


def units(text: str) -> list[int] | None:
    """Return where each character begins in Qt's counting, None where both count alike (nothing beyond U+FFFF)."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return None
    places, at = [], 0
    for character in text:
        places.append(at)
        at += 2 if character > "\uffff" else 1
    places.append(at)
    return places


class Reader(QPlainTextEdit):
    """Shows text with marks, and goes to any of its hits; `airy` has more room between its lines."""

    def __init__(self, theme: Theme, *, airy: bool = False) -> None:
        super().__init__()
        self._document = spaced_document(theme.px(22), theme.px(6)) if airy else self.document()
        self.setDocument(self._document)
        self._theme = theme
        self._text = ""
        self._hits: list[tuple[int, int]] = []
        self._words: list[tuple[int, int]] = []  # what matches literally
        self._here: tuple[int, int] | None = None  # what the person is at
        self.setObjectName("reader")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFont(theme.font(PASSAGE))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(say("Text of the document"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.color("surface"))
        self.setPalette(palette)

    def read(self, row: ReadRow) -> bool:
        """Show a document with its marks; return whether its text is another: the same one stays where it is."""
        is_other = row.text != self._text
        if is_other:
            self._text = row.text
            self.setPlainText(row.text)
        places = units(row.text)
        self._hits = [span(places, mark) for mark in row.hits]
        self._here = None
        self._words = [span(places, mark) for mark in row.marks if mark.kind == "words"]
        grounds = [mark for mark in row.marks if mark.kind != "words"]
        self.setExtraSelections([self._selection(span(places, mark), mark.kind) for mark in grounds])
        return is_other

    def go(self, at: int, *, scroll: bool = True) -> None:
        """Be at a hit of this text."""
        self._here = self._hits[at]
        self.viewport().update()
        if scroll:
            cursor = self.textCursor()
            cursor.setPosition(min(self._here[0], self.document().characterCount() - 1))
            self.setTextCursor(cursor)
            self.centerCursor()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, the lines below words that match, and the line around the hit that the person is at."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("words"))
        first, last = self._seen()
        for start, end in self._words:
            if start < last and end > first:
                for box in self._boxes((start, end)):
                    painter.drawRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("accent"), 1.5))
        for box in self._boxes():
            painter.drawRoundedRect(box.adjusted(-1, 0, 1, 0), 3, 3)
        painter.end()

    def _seen(self) -> tuple[int, int]:
        """Return between which characters the screen stands."""
        corner = self.viewport().rect().bottomRight()
        last = self.cursorForPosition(corner).block()
        return self.firstVisibleBlock().position(), last.position() + last.length()

    def _boxes(self, stretch: tuple[int, int] | None = None) -> list[QRectF]:
        """Return where on the screen a stretch stands, else what the person is at, a box for every line."""
        start, end = stretch or self._here or (0, 0)
        found = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            around = self.blockBoundingGeometry(block).translated(self.contentOffset())
            for number in range(block.layout().lineCount()):
                line = block.layout().lineAt(number)
                first = max(start - block.position(), line.textStart())
                last = min(end - block.position(), line.textStart() + line.textLength())
                if first < last:
                    left, right = sorted((x_of(line, first), x_of(line, last)))
                    found.append(QRectF(around.left() + left, around.top() + line.y(), right - left, line.height()))
            block = block.next()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Space to the page: it closes the quick look."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _selection(self, span: tuple[int, int], kind: str) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        shape = QTextCharFormat()
        shape.setBackground(self._theme.color(kind))
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(span[0], last))
        cursor.setPosition(min(span[1], last), QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, shape
        return made


def span(places: list[int] | None, mark: Mark) -> tuple[int, int]:
    """Return where a mark begins and ends in Qt's counting, of which `units` gives the places."""
    if places is None:
        return mark.start, mark.end
    last = len(places) - 1
    return places[min(mark.start, last)], places[min(mark.end, last)]


def x_of(line: QTextLine, at: int) -> float:
    """Return where a character stands; the binding gives the place alone or with the adjusted cursor, by version."""
    found: object = line.cursorToX(at)
    first = found[0] if isinstance(found, tuple) else found
    assert isinstance(first, (int, float))
    return float(first)
