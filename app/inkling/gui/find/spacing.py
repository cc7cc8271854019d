"""Text with air between its lines: Qt's view for long plain text lays out only what is seen, but has no line height."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class SpacedLayout(QPlainTextDocumentLayout):
    """Moves the lines of each paragraph apart after Qt has broken it, and tells the view how tall that is.

    Args:
        document: what is laid out.
        line: the height of a line.
        gap: the room after a paragraph of several lines; lists, code and verse have their lines one below the other.
    """

    def __init__(self, document: QTextDocument, line: int, gap: int) -> None:
        super().__init__(document)
        self._line, self._gap = line, gap

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the room of a paragraph, and have its lines stand where they belong."""
        rect, lines = super().blockBoundingRect(block), block.layout()
        count = lines.lineCount()
        if not block.isVisible() or not count:
            return rect
        above = (self._line - lines.lineAt(0).height()) / 2
        if abs(lines.lineAt(count - 1).y() - (count - 1) * self._line - above) > 0.01:  # Qt has laid it out anew
            for number in range(count):
                line = lines.lineAt(number)
                line.setPosition(QPointF(line.x(), number * self._line + above))
        rect.setHeight(count * self._line + (self._gap if count > 1 else 0))
        return rect


def spaced_document(line: int, gap: int) -> QTextDocument:
    """Return an empty document with that much room for its lines and between its paragraphs."""
    made = QTextDocument()
    made.setDocumentLayout(SpacedLayout(made, line, gap))
    return made
